"""One model for every table: rows are domain values under group headings, columns are data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal

from ...domain.text import sort_key
from .. import theme
from .columns import CellKind, Column, Group

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class TableModel(QAbstractTableModel):
    """Rows and what is ticked among them. `key` names a row across reloads; `described` says why, to screen readers.

    `second`: the column that is the second key of the order, and the mark beside its heading.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Any] = id,
        described: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self._described = described
        self._given: list[Any] = []
        self._rows: list[Any] = []
        self.ticked: set[Any] = set()
        self.second: tuple[str, str] = ("", "")
        self.order: list[tuple[int, Qt.SortOrder]] = []

    def show(self, rows: Iterable[Any]) -> None:
        """Show other rows; a `Group` among them is a heading. Ticks on rows that are gone are taken away."""
        self.beginResetModel()
        self._given = list(rows)
        self._put_in_order()
        if self.ticked:
            self.ticked &= {self.key(row) for row in self.things()}
        self.endResetModel()
        self.ticks_changed.emit()

    def things(self) -> list[Any]:
        """Return the rows without headings."""
        return [row for row in self._rows if not isinstance(row, Group)]

    def row(self, number: int) -> Any:
        """Return what stands in a row: a thing or a `Group`."""
        return self._rows[number]

    def find(self, key: Any) -> int | None:
        """Return the row number of a thing by its key, or None."""
        for number, row in enumerate(self._rows):
            if not isinstance(row, Group) and self.key(row) == key:
                return number
        return None

    def groups(self) -> list[int]:
        """Return the numbers of the heading rows."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, Group)]

    def toggle(self, number: int) -> None:
        """Tick or untick a row."""
        row = self._rows[number]
        if isinstance(row, Group):
            return
        self.ticked ^= {self.key(row)}
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Count rows and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over by keys and clicks; a click beside the rows asks about no row at all."""
        if not index.isValid() or isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Answer text, tooltip and the words for screen readers; the delegate draws from the row itself."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if isinstance(row, Group):
            return f"{row.text}, {row.note}" if role in _SPOKEN and index.column() == 0 else None
        if role == _Role.DisplayRole:
            return column.text(row)
        if role == _Role.AccessibleTextRole:
            return self._spoken(row, column)
        if role == _Role.AccessibleDescriptionRole:
            return self._described(row) if self._described else None
        if role == _Role.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == _Role.TextAlignmentRole:
            return column.align.value | Qt.AlignmentFlag.AlignVCenter
        return None

    def _spoken(self, row: Any, column: Column) -> str:
        if column.kind is CellKind.CHECK:
            return "đã đánh dấu" if self.key(row) in self.ticked else "chưa đánh dấu"
        if column.spoken:
            return column.spoken(row)
        if column.kind is CellKind.TWO_LINE and column.value:
            return f"{column.text(row)}, {column.value(row)}"
        return column.text(row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Answer headings, aligned as their columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _Role.DisplayRole:
            return f"{column.heading} {self.second[1]}" if self.second[0] == column.key else column.heading
        if role == _Role.TextAlignmentRole:
            return column.align.value | Qt.AlignmentFlag.AlignVCenter
        if role == _Role.SizeHintRole:
            return QSize(theme.current().px(column.width or 120), theme.current().px(29))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order rows inside their groups; column -1 gives back the order they came in."""
        self.sort_by([(column, order)] if column >= 0 else [])

    def sort_by(self, keys: Sequence[tuple[int, Qt.SortOrder]]) -> None:
        """Order rows inside their groups by several columns, the first one first."""
        self.order = list(keys)
        self.layoutAboutToBeChanged.emit()
        self._put_in_order()
        self.layoutChanged.emit()

    def _put_in_order(self) -> None:
        self._rows = self._given
        for place, order in reversed(self.order):
            column = self.columns[place]
            by = column.sort or partial(_by_text, column)
            self._rows = _sorted_in_groups(self._rows, by, falling=order == Qt.SortOrder.DescendingOrder)


def _by_text(column: Column, row: Any) -> Any:
    return sort_key(column.text(row))


def _sorted_in_groups(rows: Sequence[Any], by: Callable[[Any], Any], *, falling: bool) -> list[Any]:
    ordered: list[Any] = []
    block: list[Any] = []
    for row in rows:
        if isinstance(row, Group):
            ordered += sorted(block, key=by, reverse=falling)
            ordered.append(row)
            block = []
        else:
            block.append(row)
    return ordered + sorted(block, key=by, reverse=falling)


_SPOKEN = (_Role.DisplayRole, _Role.AccessibleTextRole)
