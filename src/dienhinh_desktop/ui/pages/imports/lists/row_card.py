"""The row in hand: its cells, to be mended; whom it may be, or what differs; and the answers, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from .....domain.imports import RowState
from .....domain.list_imports import ListLine
from .....domain.lists import short_heading
from .....services.imports.lists import Answer, answers
from .... import theme
from ....kit.boxes import Box, Card, Scroll, bare, clear, column, row
from ....kit.buttons import button, retitle, tool
from ....kit.chips import Segmented
from ....kit.fields import TextField, helped_by, mark_invalid
from ....kit.labels import ElideLabel, label
from ....kit.marks import ROW_STATES, MarkIcon
from ....kit.options import option_line

Cell = tuple[int, str, str]
_CAPTION = 92
_TITLES = {
    RowState.NEW: "sẽ thêm mới",
    RowState.CHANGED: "sẽ cập nhật",
    RowState.SAME: "đã có đúng như vậy",
    RowState.ASK: "cần xem",
    RowState.WRONG: "có chỗ sai",
    RowState.SKIPPED: "bỏ, không ghi",
}


class RowCard(Card):
    """`cells_asked(row)`: the cells of the row in hand are wanted. `mended(row, column, text)`: one was changed.

    `answered(line, answer, likewise)`; `settled(line, key, take)`: one conflict; `stepped(by)`: the next row waiting.
    """

    cells_asked = Signal(int)
    mended = Signal(int, int, str)
    answered = Signal(object, object, bool)
    settled = Signal(object, str, bool)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.line: ListLine | None = None
        self.radios: dict[str, QRadioButton] = {}
        self.cells: dict[int, TextField] = {}
        self._group = QButtonGroup(self)
        self._mark = row(gap=0)
        self.title = ElideLabel("", "section")
        self.count = label("", "caption")
        self.before = tool("Dòng cần xem trước (Alt+Trái)", "chevron-left", lambda: self.stepped.emit(-1))
        self.after = tool("Dòng cần xem sau (Alt+Phải)", "chevron-right", lambda: self.stepped.emit(1))
        head = row(self._mark, gap=8, margins=(14, 6, 10, 2))
        head.addWidget(self.title, 1)
        for widget in (self.count, self.before, self.after):
            head.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.current().px(4))
        self._grid.setHorizontalSpacing(theme.current().px(8))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._beside = column(gap=3, margins=(12, 6, 12, 6))
        self._answers = column(gap=5)
        self.likewise = button("Làm vậy cho các dòng giống thế", self._likewise, kind="small")
        self.likewise.hide()
        self._given: tuple[Answer, ListLine] | None = None
        body = row(gap=12, margins=(14, 2, 14, 10))
        own = column(self._grid, None, gap=0, margins=(0, 0, 6, 0))
        self._own = Scroll(bare(own), "Các ô của dòng")
        self._folded = False
        body.addWidget(self._own, 6)
        self._box = Box(self._beside, "soft")
        self._why = Scroll(bare(column(self._box, None, gap=0)), "Vì sao hỏi")
        body.addWidget(self._why, 4)
        right = column(self._answers, self.likewise, None, gap=8)
        body.addWidget(Scroll(bare(right), "Trả lời"), 3)
        self.body.addLayout(head)
        self.body.addLayout(body, 1)

    def fold(self, folded: bool) -> None:
        """Hide the cells and the reasons, so that the answers have the room; or show them again."""
        if folded != self._folded:
            self._folded = folded
            self._own.setVisible(not folded)
            self._show_beside(self.line)

    def show_line(self, line: ListLine | None, waiting: Sequence[int]) -> None:
        """Show another row; `waiting` are the rows still to be decided."""
        self.line = line
        self.setEnabled(line is not None)
        clear(self._mark)
        if line is None:
            self.title.setText("Chọn một dòng trong bảng để xem.")
            self._show_cells(())
            self._show_beside(None)
            self._show_answers(None)
            return
        self._mark.addWidget(MarkIcon(ROW_STATES[line.state], 18))
        self.title.setText(f"Dòng {line.row}: {line.name}, {_TITLES[line.state]}")
        place = f"{waiting.index(line.row) + 1} / " if line.row in waiting else ""
        self.count.setText(f"{place}{len(waiting)} dòng cần xem" if waiting else "không còn dòng nào cần xem")
        self.before.setEnabled(bool(waiting))
        self.after.setEnabled(bool(waiting))
        self._show_beside(line)
        self._show_answers(line)
        self.cells_asked.emit(line.row)

    def show_cells(self, row_number: int, cells: Sequence[Cell]) -> None:
        """Fill in the cells of the row in hand, those with a fault in red."""
        if self.line is not None and self.line.row == row_number:
            self._show_cells(cells)

    def _show_cells(self, cells: Sequence[Cell]) -> None:
        clear(self._grid)
        self.cells = {}
        wrong = {issue.column for issue in self.line.issues} if self.line else set()
        shown = [cell for cell in cells if cell[2] or cell[1] in wrong]
        shown.sort(key=lambda cell: cell[1] not in wrong)
        for place, (number, heading, text) in enumerate(shown):
            field = TextField(heading, " ".join(text.split()))
            helped_by(field, "list.cell")
            field.setToolTip(text)
            mark_invalid(field, heading in wrong)
            field.editingFinished.connect(self._mender(number, field, field.text()))
            self.cells[number] = field
            caption = ElideLabel(short_heading(heading), "caption")
            caption.setFixedWidth(theme.current().px(_CAPTION))
            self._grid.addWidget(caption, place // 2, place % 2 * 2)
            self._grid.addWidget(field, place // 2, place % 2 * 2 + 1)

    def _mender(self, number: int, field: TextField, before: str) -> object:
        def mend() -> None:
            if self.line is not None and field.text() != before:
                self.mended.emit(self.line.row, number, field.text())

        return mend

    def _show_beside(self, line: ListLine | None) -> None:
        clear(self._beside)
        if line is not None:
            self._fill_beside(line)
        self._why.setVisible(self._beside.count() > 0 and not self._folded)

    def _fill_beside(self, line: ListLine) -> None:
        for conflict in line.conflicts:
            self._beside.addWidget(label(conflict.heading, "field"))
            switch = Segmented(
                [("keep", f"Sổ: {conflict.ours}"), ("take", f"Danh sách: {conflict.theirs}")], conflict.heading
            )
            switch.choose("take" if conflict.key in line.decision.take else "keep")
            switch.picked.connect(lambda key, own=conflict.key: self.settled.emit(line, own, key == "take"))
            self._beside.addWidget(switch)
        alike = line.alike[:3] if line.code is None else ()
        for one in alike:
            born = f", sinh {one.subject.birth}" if one.subject.birth else ""
            self._beside.addWidget(label(f"{one.subject.name}{born}", "strong", wrap=True))
            self._beside.addWidget(label(f"{one.likeness.label}: {one.words}", "caption", wrap=True))
        messages = [issue.message for issue in line.issues]
        for words in dict.fromkeys([*messages, *(line.asks if not alike else ())]):
            self._beside.addWidget(label(words, "second", wrap=True))

    def _show_answers(self, line: ListLine | None) -> None:
        clear(self._answers)
        for radio in list(self._group.buttons()):
            self._group.removeButton(radio)
        self.radios = {}
        for answer in answers(line) if line is not None else ():
            radio = QRadioButton()
            helped_by(radio, "list.answer")
            radio.setChecked(line is not None and answer.decision == line.decision and answer.key != "again")
            radio.clicked.connect(lambda _on, one=answer: self._answer(one))
            self._group.addButton(radio)
            if not self.radios and line is not None and line.asks:
                radio.setToolTip("Ctrl+Enter")
            self.radios[answer.key] = radio
            self._answers.addLayout(option_line(answer.text, radio))

    def _answer(self, answer: Answer) -> None:
        self.answered.emit(self.line, answer, False)

    def offer_likewise(self, answer: Answer, line: ListLine, count: int) -> None:
        """Offer the answer just given for the other rows that ask the same."""
        self._given = (answer, line)
        retitle(self.likewise, f"Làm vậy cho {count} dòng giống dòng {line.row}")
        self.likewise.setVisible(count > 0)

    def _likewise(self) -> None:
        if self._given is not None:
            answer, line = self._given
            self.likewise.hide()
            self.answered.emit(line, answer, True)

    def take_first(self) -> None:
        """Ctrl+Enter: give the first answer, the likeliest, where the row still waits."""
        if self.line is not None and self.line.asks and self.radios:
            next(iter(self.radios.values())).click()

    def enter(self) -> None:
        """Put the focus where the row is mended: its first wrong cell, else its answers."""
        target: QWidget | None = next(
            (field for field in self.cells.values() if field.property("invalid") == "true"), None
        )
        target = target or next(iter(self.radios.values()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
