"""The table every page uses: fixed row heights, headings over groups, keys like Excel, one row in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from .. import theme
from .columns import CellKind, Column, Group
from .delegate import CellDelegate, button_rect
from .table_model import TableModel

_SELECTION = QItemSelectionModel.SelectionFlag
_KEPT = _SELECTION.ClearAndSelect | _SELECTION.Rows


class Table(QTableView):
    """Shows rows of domain values.

    `chosen(row)`: another row is in hand (None when there is none). `opened(row)`: Enter or a double click.
    `pressed(row, key)`: a button cell was clicked, or Insert was pressed on its row. `picked()`: with `many`, the
    selection changed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object, str)
    picked = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        key: Callable[[Any], Any] = id,
        described: Callable[[Any], str] | None = None,
        row_height: int | None = None,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.things = TableModel(columns, key, described)
        self.setAccessibleName(name)
        self.setModel(self.things)
        self.setItemDelegate(CellDelegate(self))
        self._row_height = theme.current().px(row_height or int(theme.current().tokens["h_row"]))
        self._dress(many)
        self._lay_out_columns()
        self._told: Any = None
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
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.current().px(20))
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.verticalScrollBar().setSingleStep(self._row_height)

    def _lay_out_columns(self) -> None:
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setTextElideMode(Qt.TextElideMode.ElideRight)
        heading.setSectionsClickable(True)
        heading.setMinimumSectionSize(theme.current().px(24))
        heading.setFixedHeight(theme.current().px(29))
        heading.setSortIndicatorClearable(True)
        for place, column in enumerate(self.things.columns):
            if column.width is None:
                heading.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                heading.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(place, theme.current().px(column.width))
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heading.sortIndicatorChanged.connect(self._sort)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide optional columns where the rest would have no room."""
        px = theme.current().px
        columns = self.things.columns
        room = self.viewport().width() - sum(px(c.least if c.width is None else c.width) for c in columns)
        for place in range(len(columns) - 1, -1, -1):
            column = columns[place]
            hidden = column.optional and room < 0
            if hidden:
                room += px(column.width or column.least)
            self.setColumnHidden(place, hidden)
        super().resizeEvent(event)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        kept = self.current_key()
        self.horizontalHeader().setSortIndicatorShown(column >= 0)
        self.things.sort(column, order)
        self._span_groups()
        if kept is not None:
            self.choose(kept)

    def show_rows(self, rows: Iterable[Any], *, choose_first: bool = False, choose: Any = None) -> None:
        """Show other rows and take that of key `choose` in hand.

        Without it the row in hand stays in hand where it is still there, else its place is kept.
        """
        kept, place = self.current_key() if choose is None else choose, self.currentIndex().row()
        offset = self.verticalScrollBar().value()
        self.things.show(rows)
        self._span_groups()
        if kept is not None and self.choose(kept):
            if choose is None:
                self.verticalScrollBar().setValue(offset)
        elif kept is not None or choose_first:
            self._choose_near(max(place, 0))
        else:
            self._tell(None)

    def _span_groups(self) -> None:
        self.clearSpans()
        heights = self.verticalHeader()
        heights.setDefaultSectionSize(self._row_height)
        for number in self.things.groups():
            if self.things.columnCount() > 1:
                self.setSpan(number, 0, 1, self.things.columnCount())
            self.setRowHeight(number, theme.current().px(26))

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
        index = self.things.index(number, 0)
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
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [row for row in map(self.things.row, numbers) if not isinstance(row, Group)]

    def _tell_chosen(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            QTimer.singleShot(0, self, lambda: self._tell(self.current()))

    def _tell(self, row: Any) -> None:
        if row is not self._told:
            self._told = row
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Insert presses the row's button; the rest is Qt's."""
        row, key = self.current(), event.key()
        if row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and key == Qt.Key.Key_Space and self._place(CellKind.CHECK) is not None:
            self.things.toggle(self.currentIndex().row())
        elif row is not None and key == Qt.Key.Key_Insert and (place := self._place(CellKind.BUTTON)) is not None:
            self._press(row, place)
        else:
            super().keyPressEvent(event)

    def _place(self, kind: CellKind) -> int | None:
        return next((n for n, column in enumerate(self.things.columns) if column.kind is kind), None)

    def _press(self, row: Any, place: int) -> None:
        column = self.things.columns[place]
        if column.text(row):
            self.pressed.emit(row, column.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell clicks on tick boxes and on the buttons drawn in cells."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, column = self.things.row(index.row()), self.things.columns[index.column()]
        if isinstance(row, Group):
            return
        if column.kind is CellKind.CHECK:
            self.things.toggle(index.row())
        elif column.kind is CellKind.BUTTON and button_rect(self.visualRect(index), column.text(row)).contains(
            event.position().toPoint()
        ):
            self._press(row, index.column())
