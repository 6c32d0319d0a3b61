"""The table every page uses: fixed row heights, headings over groups, keys like Excel, one row in hand.

Columns are chosen, moved, sized and sorted by the clerk (`arranged_table`); here is what the rows do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from .arranged_table import ArrangedTable, Grouping
from .column_menu import fill_column_menu
from .columns import CellKind, Column, Group
from .delegate import CellDelegate, button_rect
from .menus import fleeting_menu
from .table_model import TableModel

_SELECTION = QItemSelectionModel.SelectionFlag
_KEPT = _SELECTION.ClearAndSelect | _SELECTION.Rows


class Table(ArrangedTable):
    """Shows rows of domain values.

    `chosen(row)`: another row is in hand (None when there is none). `opened(row)`: Enter or a double click.
    `pressed(row, key)`: a button cell was clicked, or Insert was pressed on its row. `picked()`: with `many`, the
    selection changed. `lack_asked(row)`: Insert was pressed on a row without a button.
    `menu_filling(menu)`: the menu of the rows is about to open, and may be given lines.
    """

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object, str)
    picked = Signal()
    lack_asked = Signal(object)
    menu_filling = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        key: Callable[[Any], Any] = id,
        described: Callable[[Any], str] | None = None,
        row_height: int | None = None,
        many: bool = False,
        groupings: Sequence[Grouping] = (),
        sorts_itself: bool = True,
        parent: QWidget | None = None,
        model: TableModel | None = None,
    ) -> None:
        shown = model or TableModel(columns, key, described)
        super().__init__(shown, row_height, groupings, sorts_itself=sorts_itself, parent=parent)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self._dress(many)
        self._told: Any = None
        self._picking = False
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit(self.things.row(index.row())))

    def _dress(self, many: bool) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_rows(self, rows: Iterable[Any], *, choose_first: bool = False, choose: Any = None) -> None:
        """Show other rows and take that of key `choose` in hand.

        Without it the row in hand stays in hand where it is still there, else its place is kept.
        """
        kept, place = self.current_key() if choose is None else choose, self.currentIndex().row()
        offset = self.verticalScrollBar().value()
        self.things.show(rows)
        self.set_heights()
        self.measure()
        if kept is not None and self.choose(kept):
            if choose is None:
                self.verticalScrollBar().setValue(offset)
        elif kept is not None or choose_first:
            self._choose_near(max(place, 0))
        else:
            self._tell(None)

    def _rows_moved(self, kept: object) -> None:
        if kept is not None:
            self.choose(kept)

    def _choose_near(self, place: int) -> None:
        things = [n for n in range(self.things.rowCount()) if not isinstance(self.things.row(n), Group)]
        if not things:
            self._tell(None)
            return
        self._choose_row(next((n for n in things if n >= place), things[-1]))

    def choose(self, key: Any) -> bool:
        """Take the row of that key in hand; tell whether it is there."""
        number = self.things.find(key)
        if number is not None:
            self._choose_row(number)
        return number is not None

    def _choose_row(self, number: int) -> None:
        index = self.things.index(number, self.column_in_hand())
        self.selectionModel().setCurrentIndex(index, _KEPT)
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._tell(self.things.row(number))

    def current(self) -> Any:
        """Return the row in hand, or None."""
        number = self.currentIndex().row()
        if not 0 <= number < self.things.rowCount():
            return None
        row = self.things.row(number)
        return None if isinstance(row, Group) else row

    def current_key(self) -> Any:
        """Return the key of the row in hand, or None."""
        row = self.current()
        return None if row is None else self.things.key(row)

    def selected(self) -> list[Any]:
        """Return the selected rows from top to bottom."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.size()))
        numbers = sorted({number for one in ranges for number in range(one.top(), one.bottom() + 1)})
        return [row for row in map(self.things.row, numbers) if not isinstance(row, Group)]

    def _tell_chosen(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            QTimer.singleShot(0, self, lambda: self._tell(self.current()))

    def _tell(self, row: Any) -> None:
        if row is not self._told:
            self._told = row
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks or selects, Insert presses the row's button or asks what it lacks."""
        row, key = self.current(), event.key()
        if row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and key == Qt.Key.Key_Space and self._place(CellKind.CHECK) is not None:
            self.things.toggle(self.currentIndex().row())
        elif row is not None and key == Qt.Key.Key_Space and self._place(CellKind.PICK) is not None:
            self.selectionModel().select(self.currentIndex(), _SELECTION.Toggle | _SELECTION.Rows)
        elif row is not None and key == Qt.Key.Key_Insert:
            place = self._pressable()
            self.lack_asked.emit(row) if place is None else self._press(row, place)
        else:
            super().keyPressEvent(event)

    def _place(self, kind: CellKind) -> int | None:
        return next((n for n, column in enumerate(self.things.columns) if column.kind is kind), None)

    def _pressable(self) -> int | None:
        place = self._place(CellKind.BUTTON)
        return self._place(CellKind.CLIP) if place is None else place

    def _press(self, row: Any, place: int) -> None:
        column = self.things.columns[place]
        if column.text(row):
            self.pressed.emit(row, column.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row in hand, and under it that of the columns; the menu key opens it at the row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).bottomLeft() if by_key else event.pos()
        under = self.currentIndex() if by_key else self.indexAt(at)
        menu = fleeting_menu(self)
        self.menu_filling.emit(menu)
        column = self.things.columns[under.column()] if under.isValid() else None
        if menu.isEmpty():
            fill_column_menu(menu, self, column)
        else:
            menu.addSeparator()
            fill_column_menu(menu.addMenu("Cột, sắp xếp, nhóm"), self, column)
        menu.popup(self.viewport().mapToGlobal(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click on the box of a row add it to the selection, or take it off."""
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._picking = left and index.isValid() and self.things.columns[index.column()].kind is CellKind.PICK
        if not self._picking:
            super().mousePressEvent(event)
            return
        self.selectionModel().setCurrentIndex(index, _SELECTION.NoUpdate)
        self.selectionModel().select(index, _SELECTION.Toggle | _SELECTION.Rows)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select no rows by drawing from the box of one."""
        if not self._picking:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell clicks on tick boxes and on the buttons drawn in cells."""
        if self._picking:
            self._picking = False
            return
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, column = self.things.row(index.row()), self.things.columns[index.column()]
        if isinstance(row, Group):
            return
        place = self.visualRect(index)
        if column.kind is CellKind.CHECK:
            self.things.toggle(index.row())
        elif column.kind is CellKind.CLIP or (
            column.kind is CellKind.BUTTON and button_rect(place, column.text(row)).contains(event.position().toPoint())
        ):
            self._press(row, index.column())
