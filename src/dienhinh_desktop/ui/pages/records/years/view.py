"""The year grid: names that stand still, years that scroll, keys as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from .....domain.records import Grade
from .....domain.year_grid import CellKey, CellWords, GridField
from .....services.year_grid.words import GRADE_KEYS
from .... import theme
from ....kit.fields import helped_by
from ....kit.two_level import TwoLevelHeader
from .delegate import GridDelegate
from .editor import CellEditor, Suggest
from .model import NAMES, GridModel

REWARD_WIDTH = 124
CELL_WIDTH, ROW_HEIGHT, GROUP_HEIGHT = 66, 27, 25
_Select = QItemSelectionModel.SelectionFlag
_SPELLED = frozenset(grade.short.lower()[:length] for grade in Grade for length in range(1, len(grade.short) + 1))


class GridView(QTableView):
    """`entered(cells, verb)`: words to be kept; `pasted(text)`; `moved(key)`: another cell is in hand.

    `entries_asked`: the entries behind the cell in hand are wanted one by one.
    """

    entered = Signal(object, str)
    pasted = Signal(str)
    moved = Signal(object)
    entries_asked = Signal()

    def __init__(self, grid: GridModel, delegate: GridDelegate, suggest: Suggest) -> None:
        super().__init__()
        self.grid = grid
        self.setAccessibleName("Lưới năm, mỗi dòng một người")
        self.heading = TwoLevelHeader(grid.group_of, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(grid)
        self.setItemDelegate(delegate)
        self._delegate = delegate
        self.editor = CellEditor(self, suggest)
        self.editor.done.connect(self._typed)
        self.editor.left.connect(self.setFocus)
        self.editor.grew.connect(self.place_editor)
        self._spelling, self._spelled_at = "", 0.0
        self.pause = 0.8
        self._dress()
        self.selectionModel().currentChanged.connect(self._moved)
        grid.modelReset.connect(self._shape_lines)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.place_editor())

    def _dress(self) -> None:
        px = theme.current().px
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(px(20))
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.verticalScrollBar().setSingleStep(px(ROW_HEIGHT))
        self.heading.setMinimumSectionSize(px(40))
        self.heading.setDefaultSectionSize(px(CELL_WIDTH))
        self.doubleClicked.connect(lambda _index: self.edit_cell())

    def _shape_lines(self) -> None:
        for number in self.grid.groups():
            self.setRowHeight(number, theme.current().px(GROUP_HEIGHT))
        for column in range(NAMES):
            self.setColumnHidden(column, True)
        self._share_width()

    # --- where the cursor is ------------------------------------------------------------------------------------------

    def current_key(self) -> CellKey | None:
        """Return the cell in hand."""
        index = self.currentIndex()
        return self.grid.key(index) if index.isValid() else None

    def choose(self, key: CellKey) -> bool:
        """Take a cell in hand; tell whether it is shown."""
        index = self.grid.index_of(key)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def selected_keys(self) -> list[CellKey]:
        """Return the selected cells line by line; the one in hand where none is selected."""
        places = sorted((index.row(), index.column()) for index in self.selectionModel().selectedIndexes())
        keys = [key for row, column in places if (key := self.grid.key(self.grid.index(row, column))) is not None]
        current = self.current_key()
        return keys or ([current] if current is not None else [])

    def selected_lines(self) -> list[list[CellKey]]:
        """Return the selected cells, one list for each line."""
        lines: dict[str, list[CellKey]] = {}
        for key in self.selected_keys():
            lines.setdefault(key[0], []).append(key)
        return list(lines.values())

    def _moved(self, index: QModelIndex, _old: QModelIndex) -> None:
        self._spelling = ""
        self._delegate.current = index if index.isValid() else None
        self.heading.light(self.grid.group_of(index.column()) if index.isValid() else "")
        self.viewport().update()
        key = self.current_key()
        if key is not None:
            helped_by(self, f"grid.{key[1].field.value}", key[1].words)
        self.moved.emit(key)

    def step(self, rows: int, columns: int) -> None:
        """Go so far from the cell in hand, over headings, and at the end of a line on to the next."""
        index = self.currentIndex()
        if not index.isValid():
            self._choose_first()
            return
        row, column = index.row(), index.column() + columns
        if not NAMES <= column < self.grid.columnCount():
            rows, column = (1, NAMES) if columns > 0 else (-1, self.grid.columnCount() - 1)
        wanted = self._person_from(row, rows) if rows else row
        if wanted is not None:
            self.selectionModel().setCurrentIndex(self.grid.index(wanted, column), _Select.ClearAndSelect)
            self.scrollTo(self.currentIndex())

    def _person_from(self, row: int, steps: int) -> int | None:
        number = row + steps
        while 0 <= number < self.grid.rowCount():
            if self.grid.row(number) is not None:
                return number
            number += 1 if steps > 0 else -1
        return None

    def _choose_first(self) -> None:
        first = self._person_from(-1, 1)
        if first is not None and self.grid.columnCount() > NAMES:
            place = self.grid.columnCount() - 1
            year = self.grid.group_of(place)
            while place - 1 >= NAMES and self.grid.group_of(place - 1) == year:
                place -= 1
            self.selectionModel().setCurrentIndex(self.grid.index(first, place), _Select.ClearAndSelect)
            self.scrollTo(self.currentIndex())

    def choose_some(self) -> None:
        """Take the first cell of this year in hand where none is."""
        if self.current_key() is None:
            self._choose_first()

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over headings; Home and End stay in the line."""
        kinds, current = QAbstractItemView.CursorAction, self.currentIndex()
        if current.isValid() and action in (kinds.MoveUp, kinds.MoveDown):
            row = self._person_from(current.row(), -1 if action == kinds.MoveUp else 1)
            return self.grid.index(current.row() if row is None else row, current.column())
        if current.isValid() and not keys & Qt.KeyboardModifier.ControlModifier:
            if action == kinds.MoveHome:
                return self.grid.index(current.row(), NAMES)
            if action == kinds.MoveEnd:
                return self.grid.index(current.row(), self.grid.columnCount() - 1)
        wanted = super().moveCursor(action, keys)
        if wanted.isValid() and self.grid.row(wanted.row()) is None:
            row = self._person_from(wanted.row(), 1)
            row = self._person_from(wanted.row(), -1) if row is None else row
            return current if row is None else self.grid.index(row, wanted.column())
        return wanted

    # --- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do as a spreadsheet does."""
        key, held = event.key(), event.modifiers()
        back = bool(held & Qt.KeyboardModifier.ShiftModifier)
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if (act := self._act_of(event, control=control)) is not None:
            act()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.step(-1 if back else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control:
            self.step(0, -1 if back or key == Qt.Key.Key_Backtab else 1)
        elif event.text().strip() and event.text().isprintable() and not control:
            self.type_letters(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _act_of(self, event: QKeyEvent, *, control: bool) -> Callable[[], None] | None:
        for keys, act in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Cut, self.cut),
        ):
            if event.matches(keys):
                return act
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.entries_asked.emit
        if control and event.key() == Qt.Key.Key_D:
            return self.fill_down
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not control:
            return self.clear_cells
        return self.edit_cell if event.key() == Qt.Key.Key_F2 else None

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take committed letters as keys; letters still being composed open the field of a title, never a grade."""
        key = self.current_key()
        if event.commitString():
            self.type_letters(event.commitString())
        elif event.preeditString() and key is not None and key[1].field is not GridField.GRADE:
            self.edit_cell("")
            QApplication.sendEvent(self.editor, event)
        event.accept()

    def type_letters(self, letters: str) -> None:
        """Choose a grade by its key, or open the field of the cell with the letters."""
        key = self.current_key()
        if key is None or not letters.strip():
            return
        if key[1].field is not GridField.GRADE or len(letters) > 1:
            self.edit_cell(letters)
            return
        spelling = self._spelling + letters.lower() if monotonic() - self._spelled_at < self.pause else letters.lower()
        self._spelling, self._spelled_at = spelling, monotonic()
        whole = next((grade for grade in Grade if grade.short.lower() == spelling), None)
        if whole is None and len(spelling) > 1 and spelling in _SPELLED:
            return  # "kh" on the way to "kht"
        grade = whole or GRADE_KEYS.get(letters.lower())
        if grade is None:
            self.edit_cell(spelling)
            return
        self._spelling = spelling if whole is not None or spelling in _SPELLED else letters.lower()
        self.entered.emit([CellWords(*key, grade.name)], "Nhập")

    # --- acts on cells ------------------------------------------------------------------------------------------------

    def edit_cell(self, typed: str | None = None) -> None:
        """Open the field of the cell in hand."""
        key, index = self.current_key(), self.currentIndex()
        cell = self.grid.cell(index) if index.isValid() else None
        if key is None or cell is None:
            return
        self.scrollTo(index)
        laid = self.grid.laid.get(key)
        self.editor.begin(key, laid.cell.words if laid is not None and not laid.fit else cell.words, typed)
        self.place_editor()

    def place_editor(self) -> None:
        """Keep the open field over its cell."""
        if self.editor.key is None:
            return
        index = self.grid.index_of(self.editor.key)
        if not index.isValid():
            self.editor.give_up()
            return
        offset = self.viewport().pos()
        within = self.viewport().rect().translated(offset)
        self.editor.put(self.visualRect(index).translated(offset), within)

    def _typed(self, key: CellKey, words: str, rows: int, columns: int) -> None:
        if words != "\0":
            self.entered.emit([CellWords(*key, words)], "Nhập")
        if rows or columns:
            self.step(rows, columns)

    def clear_cells(self) -> None:
        """Clear the selected cells that hold anything."""
        cells = [CellWords(*key, "") for key in self.selected_keys() if self._holds(key)]
        if cells:
            self.entered.emit(cells, "Xóa")

    def _holds(self, key: CellKey) -> bool:
        cell = self.grid.cell(self.grid.index_of(key))
        return cell is not None and bool(cell.entries)

    def fill_down(self) -> None:
        """Copy the first selected line into those below it; with one line, the cell above."""
        lines = self.selected_lines()
        if len(lines) > 1:
            above, below = lines[0], lines[1:]
        else:
            index = self.currentIndex()
            row = self._person_from(index.row(), -1) if index.isValid() else None
            if row is None or not lines:
                return
            above = [(self._code(row), column) for _code, column in lines[0]]
            below = lines
        words = {column: self._words((code, column)) for code, column in above}
        cells = [CellWords(code, column, words[column]) for line in below for code, column in line if column in words]
        if cells:
            self.entered.emit(cells, "Điền")

    def _code(self, line: int) -> str:
        row = self.grid.row(line)
        assert row is not None
        return row.code

    def _words(self, key: CellKey) -> str:
        waiting = self.grid.waiting.get(key)
        cell = self.grid.cell(self.grid.index_of(key))
        return waiting if waiting is not None else cell.words if cell is not None else ""

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet does."""
        lines = ["\t".join(self._words(key) for key in line) for line in self.selected_lines()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Ask for the block on the clipboard."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Widen the cells so that whole columns fill the view; keep the open field over its cell."""
        super().resizeEvent(event)
        self._share_width()
        self.place_editor()

    def _least_width(self) -> int:
        """Return what a cell needs: the room of grades and titles, of names of rewards, of the words above it."""
        wear = theme.current()
        columns = self.grid.columns
        above = (wear.metrics("fs_caption").horizontalAdvance(one.field.label) + wear.px(12) for one in columns)
        named = any(one.field is GridField.REWARD for one in columns)
        return max(wear.px(REWARD_WIDTH if named else CELL_WIDTH), *above, 0)

    def _share_width(self) -> None:
        """Let whole columns fill the view: as many as there are, or as many as have room."""
        least, room = self._least_width(), self.viewport().width()
        shown = min(self.grid.columnCount() - NAMES, room // least)
        self.heading.setDefaultSectionSize(max(least, room // max(1, shown)))
