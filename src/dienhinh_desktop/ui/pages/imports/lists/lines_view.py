"""Step 4: every row of the list with what would become of it, filters, the row in hand below, the way to write."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from .....domain.imports import IssueLevel, RowState
from .....domain.list_imports import ListLine
from .....domain.text import number_text
from .....services.imports.lists import ListPreview
from .... import theme
from ....kit.boxes import Card, column, row
from ....kit.buttons import button, retitle
from ....kit.chips import Filter, FilterChips
from ....kit.columns import Align, CellKind, Column
from ....kit.labels import FoldLabel, label
from ....kit.marks import ROW_STATES
from ....kit.table import Table
from .foot import StepFoot
from .row_card import RowCard

_SHOWN = (RowState.NEW, RowState.CHANGED, RowState.SAME, RowState.ASK, RowState.WRONG, RowState.SKIPPED)
OPEN = (RowState.ASK, RowState.WRONG)
NARROW = 900
LOW = 340
"""A page lower than this (px at the text size "Vừa") folds the cells of the row in hand away."""


class LinesView(QWidget):
    """`write_asked()` and `return_asked()` (the rows not taken, to the sender), `likely_taken()` (all likely words).

    The row card tells the rest.
    """

    write_asked = Signal()
    return_asked = Signal()
    likely_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ListLine, ...] = ()
        self._likely = 0
        self.file = label("", "strong")
        self.about = FoldLabel("", "second")
        self.chips = FilterChips(
            [Filter("", "Tất cả"), *(Filter(state.value, state.label, ROW_STATES[state]) for state in _SHOWN)],
            "Lọc theo trạng thái",
        )
        self.table = Table("Các dòng của danh sách", line_columns(), key=lambda one: one.row, described=note_of)
        self.card = RowCard()
        self.take_likely = button("Nhận cả", self.likely_taken.emit, icon="check", kind="small")
        self.give_back = button("Xuất dòng lỗi gửi lại đơn vị", self.return_asked.emit, icon="file-down")
        self.foot = StepFoot("Ghi vào sổ", self.give_back, icon="check")
        self.foot.next_asked.connect(self.write_asked.emit)
        self.chips.picked.connect(lambda _key: self._filter())
        self.table.chosen.connect(self._show_row)
        self.table.opened.connect(lambda _line: self.card.enter())
        self.card.stepped.connect(self.step)
        for keys, act in (
            ("Alt+Left", lambda: self.step(-1)),
            ("Alt+Right", lambda: self.step(1)),
            ("Ctrl+Return", self.card.take_first),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._lay_out()

    def _lay_out(self) -> None:
        top = row(self.file, gap=8)
        top.addWidget(self.about, 1)
        filters = row(gap=8)
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.take_likely)
        inside = column(top, filters, gap=8)
        inside.addWidget(Card(self.table), 1)
        inside.addWidget(self.card)
        inside.addWidget(self.foot)
        self.setLayout(inside)

    def clear(self) -> None:
        """Forget the list before, with its filter and the row in hand."""
        self._lines = ()
        self.chips.choose("")
        self.table.show_rows(())

    def show_preview(self, file: str, preview: ListPreview) -> None:
        """Show other lines; the row in hand and the filter stay where they can."""
        self._lines = preview.lines
        counts = preview.counts()
        self.file.setText(file)
        self.about.setText(about(preview))
        likely = sum(doubt.meaning is not None for doubt in preview.words)
        self._likely = likely
        self._fit_likely()
        self.chips.set_shown(RowState.SKIPPED.value, counts[RowState.SKIPPED] > 0)
        retitle(self.take_likely, f"Nhận cả {number_text(likely)} từ gần chắc")
        self.chips.set_counts({"": len(preview.lines), **{state.value: counts[state] for state in _SHOWN}})
        if self.chips.key and not counts[RowState(self.chips.key)]:
            self.chips.choose("")
        self._filter()
        self._show_foot(counts)

    def _fit_likely(self) -> None:
        """Offer all likely words at once where there is room beside the filters; step 3 has the same button."""
        self.take_likely.setVisible(self._likely > 0 and self.width() > theme.current().px(NARROW))

    def _filter(self) -> None:
        key = self.chips.key
        self.table.show_rows([line for line in self._lines if not key or line.state.value == key], choose_first=True)
        current = self.table.current()
        if current is not None:
            self._show_row(current)

    def _show_foot(self, counts: Counter[RowState]) -> None:
        new, changed = counts[RowState.NEW], counts[RowState.CHANGED]
        asks, wrong = counts[RowState.ASK], counts[RowState.WRONG]
        parts = [f"{number_text(n)} {word}" for n, word in ((new, "mới"), (changed, "cập nhật")) if n]
        will = (
            f"Sẽ ghi {number_text(new + changed)} dòng: {', '.join(parts)}." if parts else "Danh sách không có gì mới."
        )
        left = [f"{number_text(n)} {word}" for n, word in ((asks, "dòng cần xem"), (wrong, "dòng lỗi")) if n]
        self.foot.say(will, f"Còn {', '.join(left)}: sửa trong bảng hoặc bỏ dòng đó." if left else "")
        self.foot.onward.setEnabled(not left and bool(parts))
        self.give_back.setEnabled(bool(wrong or asks or counts[RowState.SKIPPED]))

    def _show_row(self, line: ListLine | None) -> None:
        waiting = [one.row for one in self._lines if one.state in OPEN]
        self.card.show_line(line, waiting)

    def step(self, by: int) -> None:
        """Take the next row that waits (Alt+Right), or the one before (Alt+Left)."""
        waiting = [one.row for one in self._lines if one.state in OPEN]
        if not waiting:
            return
        at = self.table.current_key() or 0
        ahead = [row for row in waiting if row > at] if by > 0 else [row for row in waiting if row < at]
        chosen = (ahead[0] if by > 0 else ahead[-1]) if ahead else waiting[0 if by > 0 else -1]
        if not self.table.choose(chosen):
            self.chips.choose("")
            self._filter()
            self.table.choose(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the row in hand its room; on a low page its cells fold away and the answers stay."""
        super().resizeEvent(event)
        px = theme.current().px
        folded = self.height() < px(LOW)
        self._fit_likely()
        self.about.setVisible(not folded)
        self.file.setVisible(not folded)
        self.card.fold(folded)
        self.card.setFixedHeight(px(104) if folded else min(px(210), max(px(132), self.height() * 2 // 5)))


def about(preview: ListPreview) -> str:
    """Say what the list says that is not written."""
    if not preview.left_out:
        return ""
    parts = ", ".join(f"{words} ({number_text(count)})" for words, count in preview.left_out[:4])
    more = " và điều khác" if len(preview.left_out) > 4 else ""
    return f"Không ghi vào sổ: {parts}{more}."


def note_of(line: ListLine) -> str:
    """Return what the program says of a row: what to decide, what is wrong, what changes, what is good to know."""
    changes = [f"{heading}: {old or 'trống'} → {new or 'trống'}" for heading, old, new in line.changes]
    wrong = [issue.message for issue in line.issues if issue.level is IssueLevel.ERROR]
    others = [issue.message for issue in line.issues if issue.level is not IssueLevel.ERROR]
    words = list(dict.fromkeys([*wrong, *line.asks, *others, *changes, *line.notes]))
    if words:
        return " ".join(word if word.endswith((".", ":")) else f"{word}." for word in words)
    return "Đã có đúng như vậy" if line.state is RowState.SAME else ""


def _tone(line: ListLine) -> str:
    return "text3" if line.state in (RowState.SAME, RowState.SKIPPED) else "text"


def line_columns() -> list[Column]:
    """Return the columns of the preview."""
    return [
        Column(key="row", heading="Dòng", text=lambda one: str(one.row), width=52, align=Align.RIGHT, tone=_tone,
               sort=lambda one: one.row),
        Column(key="state", heading="Trạng thái", text=lambda one: one.state.label, width=112, kind=CellKind.CHIP,
               value=lambda one: ROW_STATES[one.state]),
        Column(key="name", heading="Họ và tên", text=lambda one: one.name, width=170, kind=CellKind.NAME, tone=_tone,
               tip=lambda one: one.name),
        Column(key="birth", heading="Ngày sinh", text=_birth, width=102, tone=_tone),
        Column(key="unit", heading="Đơn vị", text=lambda one: one.unit, width=150, tone=_tone, optional=True,
               tip=lambda one: one.unit),
        Column(key="facts", heading="Danh hiệu, xếp loại", text=_facts, width=190, tone=_tone, tip=_facts),
        Column(key="decision", heading="Số quyết định", text=lambda one: ", ".join(one.decisions), width=120,
               tone=_tone, optional=True, tip=lambda one: ", ".join(one.decisions)),
        Column(key="notes", heading="Ghi chú của chương trình", text=note_of, least=150, tip=note_of,
               tone=lambda one: "bad" if one.state is RowState.WRONG else "text2"),
    ]  # fmt: skip


def _birth(line: ListLine) -> str:
    return str(line.said.birth) if line.said and line.said.birth else ""


def _facts(line: ListLine) -> str:
    return ", ".join(line.facts)
