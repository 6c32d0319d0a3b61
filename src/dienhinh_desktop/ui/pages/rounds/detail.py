"""The candidate in hand: what it was chosen on, the steps it has taken with what is owed, its registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ....domain.dates import short_date
from ....domain.eligibility import Verdict
from ....domain.lifecycle import LIFE_HEADINGS, LIFE_LABELS, CandidateStep, LifeEntry, Owed
from ....domain.plans import LifeStep
from ....domain.rounds import CandidateRow, CriterionChange
from ....services.rounds.introducing import introducers_words
from ... import theme
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, hairline_under, row
from ...kit.buttons import button, tool
from ...kit.labels import Chip, label
from ...kit.marks import VERDICTS, Mark, MarkIcon
from ...kit.notice import Notice
from ...kit.tabs import Tabs
from .forms import owed_lines

MOST_HIGH, LEAST_HIGH = 340, 60
_TOP = Qt.AlignmentFlag.AlignTop
TABS = (("basis", "Căn cứ"), ("steps", "Các bước"), ("registers", "Sổ theo dõi"))


class DetailCard(Card):
    """One candidate.

    `differences_asked(id)`: the verdict is another today, and what differs is to be brought to `show_differences`;
    `life_asked(row)`: steps owed and registers are to be brought to `show_life`. `entry_asked(register, entry)`: one is
    to be written or mended; `entry_removed(entry)`, `step_removed(step)`: one is to go.
    """

    record_asked = Signal(str)
    reasons_asked = Signal(str)
    differences_asked = Signal(int)
    life_asked = Signal(object)
    entry_asked = Signal(str, object)
    entry_removed = Signal(object)
    step_removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: CandidateRow | None = None
        self._chip = Chip(Mark.NONE, "")
        self.title = CardHead("", self._chip)
        self.tabs = Tabs(TABS, "Đối tượng đang xem")
        self.words = label("", "second", wrap=True)
        self._notes, self._differences = column(gap=6), column(gap=8)
        self._steps, self._entries = column(gap=6), column(gap=8)
        self._parts = {
            "basis": bare(column(self.words, self._notes, self._differences, gap=8)),
            "steps": bare(self._steps),
            "registers": bare(self._entries),
        }
        self.body.addWidget(self.title)
        self.body.addWidget(hairline_under(row(self.tabs, None, margins=(10, 0, 10, 0))))
        inside = column(*self._parts.values(), None, gap=0, margins=(14, 8, 14, 10))
        self.body.addWidget(_AsHighAsNeeded(bare(inside), "Đối tượng đang xem"), 1)
        self._feet = {"basis": self._basis_foot(), "steps": None, "registers": self._registers_foot()}
        for foot in self._feet.values():
            if foot is not None:
                self.body.addWidget(foot)
        self.tabs.picked.connect(lambda _key: self._show_tab())
        self.show_row(None)

    def _basis_foot(self) -> Box:
        return Box(
            row(
                None,
                button("Mở hồ sơ", self._open_record, icon="user", kind="small"),
                button("Xem căn cứ hôm nay", self._open_reasons, kind="small"),
                margins=(12, 6, 10, 6),
            ),
            "foot",
        )

    def _registers_foot(self) -> Box:
        self.more = button("Ghi thêm", self._open_menu, icon="plus", kind="small", tip="Ghi thêm vào một sổ theo dõi")
        return Box(row(None, self.more, margins=(12, 6, 10, 6)), "foot")

    def menu(self) -> QMenu:
        """Return the registers an entry can be written to."""
        menu = QMenu(self)
        for key, text in LIFE_LABELS.items():
            menu.addAction(text).triggered.connect(self._asker(key))
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _asker(self, register: str) -> Callable[[], None]:
        return lambda: self.entry_asked.emit(register, None)

    def _show_tab(self) -> None:
        for key, part in self._parts.items():
            part.setVisible(key == self.tabs.key)
            foot = self._feet[key]
            if foot is not None:
                foot.setVisible(key == self.tabs.key)

    def show_row(self, shown: CandidateRow | None) -> None:
        """Show a candidate, or nothing."""
        self._shown = shown
        self.setVisible(shown is not None)
        for part in (self._notes, self._differences, self._steps, self._entries):
            clear(part)
        if shown is None:
            return
        kept = shown.candidate.frozen
        self.title.title.setText(shown.name)
        self._chip.show_status(VERDICTS[kept.verdict], kept.verdict.label)
        self.words.setText(basis_words(shown))
        for note in _notes_of(shown):
            self._notes.addWidget(note)
        self.tabs.set_shown("steps", bool(shown.life))
        self._show_tab()
        if shown.changed and shown.candidate.id is not None:
            self.differences_asked.emit(shown.candidate.id)
        self.life_asked.emit(shown)

    def show_differences(self, candidate: int, found: Sequence[CriterionChange]) -> None:
        """Show what each criterion said then and says today, if that candidate is still in hand."""
        if self._shown is None or self._shown.candidate.id != candidate:
            return
        clear(self._differences)
        for change in found:
            self._differences.addWidget(_change_box(change))

    def show_life(self, candidate: int, owed: Sequence[Owed], registers: Mapping[str, Sequence[LifeEntry]]) -> None:
        """Show the steps taken, what is owed, and the registers, if that candidate is still in hand."""
        if self._shown is None or self._shown.candidate.id != candidate:
            return
        clear(self._steps)
        clear(self._entries)
        taken = {step.state: step for step in self._shown.steps}
        for step in self._shown.life:
            self._steps.addLayout(self._step_line(step, taken.get(step.state)))
        lines = owed_lines(owed)
        if lines:
            self._steps.addWidget(Notice(Mark.WARN, "", strong="Còn nợ", details=lines))
        for key, entries in registers.items():
            if entries:
                self._entries.addWidget(label(LIFE_LABELS[key], "strong"))
            for entry in entries:
                self._entries.addLayout(self._entry_line(key, entry))
        if not any(registers.values()):
            self._entries.addWidget(label("Chưa ghi gì vào sổ theo dõi của đối tượng này.", "second", wrap=True))
        self.tabs.set_counts({"registers": sum(len(entries) for entries in registers.values())})

    def _step_line(self, step: LifeStep, taken: CandidateStep | None) -> QVBoxLayout:
        line = row(gap=7)
        line.addWidget(MarkIcon(Mark.OK if taken is not None else Mark.NONE, 15), 0, _TOP)
        line.addWidget(label(step_words(step, taken), "" if taken is not None else "second", wrap=True), 1)
        if taken is not None and self._shown is not None and taken.candidate == self._shown.candidate.id:
            away = tool(f"Bỏ bước {step.name} đã ghi", "x", lambda: self.step_removed.emit(taken))
            line.addWidget(away, 0, _TOP)
        return column(line, gap=0)

    def _entry_line(self, key: str, entry: LifeEntry) -> QVBoxLayout:
        line = row(gap=6)
        line.addWidget(label(entry_words(key, entry), wrap=True), 1)
        name = f"{LIFE_LABELS[key]} ngày {short_date(entry.date)}"
        line.addWidget(tool(f"Sửa {name}", "pencil", lambda: self.entry_asked.emit(key, entry)), 0, _TOP)
        line.addWidget(tool(f"Xóa {name}", "trash-2", lambda: self.entry_removed.emit(entry)), 0, _TOP)
        return column(line, gap=0)

    def _open_record(self) -> None:
        if self._shown is not None:
            self.record_asked.emit(self._shown.candidate.subject)

    def _open_reasons(self) -> None:
        if self._shown is not None:
            self.reasons_asked.emit(self._shown.candidate.subject)


def _notes_of(shown: CandidateRow) -> list[QWidget]:
    """Return what is said of a candidate besides its verdict: that it left, why it was chosen, who put it forward."""
    found: list[QWidget] = []
    item = shown.candidate
    if item.left is not None and item.left_on is not None:
        by = f", thay bằng {shown.successor_name}" if shown.successor_name else ""
        paper = f" theo {item.left_number}" if item.left_number else ""
        words = f"{item.left.label} ngày {short_date(item.left_on)}{paper}{by}. Lý do: {item.left_reason}."
        found.append(Notice(Mark.WARN, words))
    if shown.changed and shown.today is not None:
        text = f"Xét lại hôm nay: {shown.today.label.lower()}. Kết luận lúc chọn vẫn được giữ."
        found.append(Notice(Mark.WARN, text))
    if item.reason:
        by = f" ({item.reason_by})" if item.reason_by else ""
        found.append(label(f"Lý do chọn{by}: {item.reason}", wrap=True))
    if shown.introducers:
        found.append(label(f"{introducers_words(shown.introducers)}.", "second", wrap=True))
    return found


def step_words(step: LifeStep, taken: CandidateStep | None) -> str:
    """Say of a step when, by whom and on what paper it was taken; or what it takes."""
    if taken is None:
        return f"{step.name}: chưa ghi{f' (cần {step.document})' if step.document else ''}"
    day = f" ngày {short_date(taken.document_date)}" if taken.document_date else ""
    paper = f"số {taken.number}{day}" if taken.number else ""
    said = ", ".join(part for part in (short_date(taken.date), taken.people, paper, taken.note) if part)
    return f"{step.name}: {said}"


def entry_words(register: str, entry: LifeEntry) -> str:
    """Say an entry of a register in one paragraph: its day, then each field with its heading."""
    said = [
        f"{heading.lower()}: {getattr(entry, key)}"
        for key, heading in LIFE_HEADINGS[register].items()
        if key != "date" and getattr(entry, key)
    ]
    return f"{short_date(entry.date)} – {'; '.join(said)}."


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
