"""Beside the list: how the quotas stand, and what the candidate in hand was chosen on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ....domain.dates import short_date
from ....domain.rounds import CandidateRow
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from ...kit.buttons import button
from ...kit.labels import Chip, ElideLabel, hairline, label
from ...kit.marks import VERDICTS, Mark
from ...kit.notice import Notice
from ...kit.quota_board import QuotaBoard, QuotaLine, summary


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
    """What one candidate was chosen on: the verdict of that day, kept as it was."""

    record_asked = Signal(str)
    reasons_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CandidateRow | None = None
        self._chip = Chip(Mark.NONE, "")
        self._title = CardHead("Căn cứ lúc chọn", self._chip)
        self.words = label("", "second", wrap=True)
        self._notes = column(gap=6)
        self.body.addWidget(self._title)
        self.body.addWidget(hairline())
        self.body.addLayout(column(self.words, self._notes, gap=8, margins=(14, 8, 14, 10)))
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
