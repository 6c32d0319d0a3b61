"""Beside the list: how the quotas stand, and what the candidate in hand was chosen on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ....domain.dates import short_date
from ....domain.eligibility import Verdict
from ....domain.rounds import CandidateRow, CriterionChange
from ... import theme
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from ...kit.buttons import button
from ...kit.labels import Chip, ElideLabel, hairline, label
from ...kit.marks import VERDICTS, Mark, MarkIcon
from ...kit.notice import Notice
from ...kit.quota_board import QuotaBoard, QuotaLine, summary

MOST_HIGH, LEAST_HIGH = 340, 60
_TOP = Qt.AlignmentFlag.AlignTop


class Side(QWidget):
    """Two cards, one under the other. `record_asked(subject)`, `reasons_asked(subject)` lead elsewhere."""

    record_asked = Signal(str)
    reasons_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.board = QuotaBoard()
        self.none = label("Kế hoạch này không giao chỉ tiêu.", "second", wrap=True)
        self.sum = ElideLabel("", "second")
        quotas = Card(CardHead("Chỉ tiêu"), hairline())
        self._scroll = Scroll(
            bare(column(self.board, bare(column(self.none, margins=(14, 10, 14, 10))), None, gap=0)), "Chỉ tiêu"
        )
        quotas.body.addWidget(self._scroll, 1)
        quotas.body.addWidget(Box(row(self.sum, margins=(14, 7, 12, 7)), "foot"))
        quotas.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the basis takes its room first
        quotas.setMinimumHeight(theme.current().px(132))
        self.basis = BasisCard()
        self.basis.record_asked.connect(self.record_asked.emit)
        self.basis.reasons_asked.connect(self.reasons_asked.emit)
        inside = column(gap=12)
        inside.addWidget(quotas, 1)
        inside.addWidget(self.basis)
        self.setLayout(inside)

    def show_quotas(self, lines: Sequence[QuotaLine]) -> None:
        """Show how the quotas stand."""
        self.board.show_lines(lines)
        self.board.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self.sum.setText(summary([line.row for line in lines]))


class BasisCard(Card):
    """What one candidate was chosen on: the verdict of that day, kept as it was.

    `differences_asked(id)`: the verdict is another today, and what differs is to be brought to `show_differences`.
    """

    record_asked = Signal(str)
    reasons_asked = Signal(str)
    differences_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CandidateRow | None = None
        self._chip = Chip(Mark.NONE, "")
        self._title = CardHead("Căn cứ lúc chọn", self._chip)
        self.words = label("", "second", wrap=True)
        self._notes = column(gap=6)
        self.body.addWidget(self._title)
        self.body.addWidget(hairline())
        self._differences = column(gap=8)
        inside = column(self.words, self._notes, self._differences, gap=8, margins=(14, 8, 14, 10))
        self.body.addWidget(_AsHighAsNeeded(bare(inside), "Căn cứ lúc chọn"), 1)
        self.body.addWidget(
            Box(
                row(
                    None,
                    button("Mở hồ sơ", self._open_record, icon="user", kind="small"),
                    button("Xem căn cứ hôm nay", self._open_reasons, kind="small"),
                    margins=(12, 6, 10, 6),
                ),
                "foot",
            )
        )
        self.show_row(None)

    def show_row(self, shown: CandidateRow | None) -> None:
        """Show a candidate, or nothing."""
        self._shown = shown
        self.setVisible(shown is not None)
        clear(self._notes)
        clear(self._differences)
        if shown is None:
            return
        kept = shown.candidate.frozen
        self._title.note.setText(shown.name)
        self._chip.show_status(VERDICTS[kept.verdict], kept.verdict.label)
        self.words.setText(basis_words(shown))
        if shown.changed and shown.today is not None:
            text = f"Xét lại hôm nay: {shown.today.label.lower()}. Kết luận lúc chọn vẫn được giữ."
            self._notes.addWidget(Notice(Mark.WARN, text))
        if shown.candidate.reason:
            by = f" ({shown.candidate.reason_by})" if shown.candidate.reason_by else ""
            self._notes.addWidget(label(f"Lý do chọn{by}: {shown.candidate.reason}", wrap=True))

        if shown.changed and shown.candidate.id is not None:
            self.differences_asked.emit(shown.candidate.id)

    def show_differences(self, candidate: int, found: Sequence[CriterionChange]) -> None:
        """Show what each criterion said then and says today, if that candidate is still in hand."""
        if self._shown is None or self._shown.candidate.id != candidate:
            return
        clear(self._differences)
        for change in found:
            self._differences.addWidget(_change_box(change))

    def _open_record(self) -> None:
        if self._shown is not None:
            self.record_asked.emit(self._shown.candidate.subject)

    def _open_reasons(self) -> None:
        if self._shown is not None:
            self.reasons_asked.emit(self._shown.candidate.subject)


def basis_words(shown: CandidateRow) -> str:
    """Say when the verdict was kept, on which plan version, and what it rested on."""
    kept = shown.candidate.frozen
    met = sum(item.verdict.code == "dat" for item in kept.criteria)
    first = next((item.message for item in kept.criteria if item.verdict is kept.verdict and item.message), "")
    lead = (
        f"Chọn ngày {short_date(shown.candidate.chosen_at.date())}, xét ngày {short_date(kept.on)} theo bản kế hoạch "
        f"{kept.plan_version}: {met}/{len(kept.criteria)} tiêu chí đạt."
    )
    return lead if kept.verdict.code == "dat" else f"{lead} {first}"


def _change_box(change: CriterionChange) -> Box:
    lines = column(label(change.label, "strong", wrap=True), gap=3, margins=(10, 7, 10, 8))
    for when, verdict, said in (
        ("Lúc chọn", change.before, change.said_then),
        ("Hôm nay", change.after, change.says_now),
    ):
        words = label(f"{when}: {change_words(verdict, said)}", wrap=True)
        line = row(gap=7)
        line.addWidget(MarkIcon(VERDICTS[verdict] if verdict is not None else Mark.NONE, 15), 0, _TOP)
        line.addWidget(words, 1)
        lines.addLayout(line)
    return Box(lines, "soft")


def change_words(verdict: Verdict | None, said: str) -> str:
    """Say what a criterion answered: its verdict and why; "chưa hỏi" where the plan did not ask it."""
    if verdict is None:
        return "không hỏi tiêu chí này"
    return f"{verdict.label.lower()}. {said}" if said else f"{verdict.label.lower()}."


class _AsHighAsNeeded(Scroll):
    """As high as its words, up to half a page; longer ones scroll."""

    def __init__(self, content: QWidget, name: str) -> None:
        super().__init__(content, name)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure anew when the words change: new lines count only once they are laid out."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the height of the words in the width at hand."""
        inside = self.widget()
        assert inside is not None  # given when made
        width = max(self.width(), theme.current().px(320))
        needed = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return QSize(width, min(needed, theme.current().px(MOST_HIGH)))

    def minimumSizeHint(self) -> QSize:
        """Never squeeze short words; let long ones scroll."""
        return QSize(0, min(self.sizeHint().height(), theme.current().px(LEAST_HIGH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew: the height depends on the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
