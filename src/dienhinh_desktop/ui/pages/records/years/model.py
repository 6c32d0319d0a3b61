"""The grid as a table model: names in the first column, then every column of every year, units as heading rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from .....domain.year_grid import CellKey, CellReading, CellState, GridCell, GridColumn, GridRow
from ....kit.columns import Group
from ..listing import NO_UNIT

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
NAMES = 1
"""Columns before the first year."""

_EMPTY_WORDS = {
    CellState.MISSING: "còn thiếu",
    CellState.NOT_YET: "chưa vào cơ quan",
    CellState.NONE: "không áp dụng",
    CellState.EMPTY: "trống",
    CellState.FILLED: "",
}


class GridModel(QAbstractTableModel):
    """`waiting`: words typed and not kept yet, by cell; `laid`: the cells of a pasted block, as understood."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[GridColumn, ...] = ()
        self.name_heading = "Họ và tên"
        self._lines: list[GridRow | Group] = []
        self._place: dict[str, int] = {}
        self.waiting: dict[CellKey, str] = {}
        self.laid: dict[CellKey, CellReading] = {}

    # --- what is shown ------------------------------------------------------------------------------------------------

    def show(self, columns: tuple[GridColumn, ...], rows: Sequence[GridRow]) -> None:
        """Show other rows; where they are the same people as before, only their cells are drawn anew."""
        lines = list(grouped(rows))
        if columns == self.columns and self._same_people(lines):
            self._lines = lines
            self.redraw()
            return
        self.beginResetModel()
        self.columns, self._lines = columns, lines
        self._place = {row.code: number for number, row in enumerate(lines) if isinstance(row, GridRow)}
        self.endResetModel()

    def _same_people(self, lines: Sequence[GridRow | Group]) -> bool:
        return [_identity(line) for line in lines] == [_identity(line) for line in self._lines]

    def patch(self, rows: Iterable[GridRow]) -> None:
        """Show some people's cells anew."""
        for row in rows:
            number = self._place.get(row.code)
            if number is not None:
                self._lines[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))

    def redraw(self) -> None:
        """Draw all cells anew."""
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, self.columnCount() - 1))

    def lay(self, readings: Iterable[CellReading]) -> None:
        """Show a block over the cells, or nothing."""
        self.laid = {reading.cell.key: reading for reading in readings}
        self.redraw()

    def wait(self, words: Mapping[CellKey, str]) -> None:
        """Show words that are on their way."""
        self.waiting.update(words)
        self.redraw()

    def arrived(self, keys: Iterable[CellKey]) -> None:
        """Show what is kept again."""
        for key in keys:
            self.waiting.pop(key, None)
        self.redraw()

    # --- asked by view and delegate -----------------------------------------------------------------------------------

    def line(self, number: int) -> GridRow | Group:
        """Return what stands in a line."""
        return self._lines[number]

    def row(self, number: int) -> GridRow | None:
        """Return the person of a line, None for a heading."""
        line = self._lines[number] if 0 <= number < len(self._lines) else None
        return line if isinstance(line, GridRow) else None

    def people(self) -> list[GridRow]:
        """Return the people from top to bottom."""
        return [line for line in self._lines if isinstance(line, GridRow)]

    def groups(self) -> list[int]:
        """Return the numbers of the heading lines."""
        return [number for number, line in enumerate(self._lines) if isinstance(line, Group)]

    def line_of(self, code: str) -> int | None:
        """Return the line of a person, None where he is not shown."""
        return self._place.get(code)

    def key(self, index: Index) -> CellKey | None:
        """Return which cell stands at a place."""
        row = self.row(index.row())
        place = index.column() - NAMES
        return (row.code, self.columns[place]) if row is not None and 0 <= place < len(self.columns) else None

    def cell(self, index: Index) -> GridCell | None:
        """Return what a cell holds."""
        row = self.row(index.row())
        place = index.column() - NAMES
        return row.cells[place] if row is not None and 0 <= place < len(row.cells) else None

    def index_of(self, key: CellKey) -> QModelIndex:
        """Return the place of a cell, invalid where it is not shown."""
        line = self._place.get(key[0])
        if line is None or key[1] not in self.columns:
            return QModelIndex()
        return self.index(line, self.columns.index(key[1]) + NAMES)

    # --- Qt's questions -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Count lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the names and the columns."""
        return 0 if parent.isValid() else len(self.columns) + NAMES

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over; cells can be edited, so that input methods are on."""
        if not index.isValid() or self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Answer text, tooltip and the words for screen readers; the delegate draws from the cell itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Group):
            return line.text if index.column() == 0 and role in (_Role.DisplayRole, _Role.AccessibleTextRole) else None
        if index.column() == 0:
            return line.name if role in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole) else None
        cell = self.cell(index)
        assert cell is not None
        if role == _Role.DisplayRole:
            return cell.text
        if role == _Role.AccessibleTextRole:
            return f"{line.name}, {self.columns[index.column() - NAMES].words}, {spoken(cell)}"
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole):
            return self._tip(index, cell)
        return None

    def _tip(self, index: Index, cell: GridCell) -> str | None:
        key = self.key(index)
        laid = self.laid.get(key) if key is not None else None
        if laid is not None and laid.sentence:
            return laid.sentence
        parts = (cell.spoken or _EMPTY_WORDS[cell.state].capitalize(), cell.doubt)
        return "\n".join(part for part in parts if part) or None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Answer headings."""
        if orientation != Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return self.name_heading if section < NAMES else self.columns[section - NAMES].field.label

    def group_of(self, section: int) -> str:
        """Return the year over a column, "" over the names."""
        place = section - NAMES
        return str(self.columns[place].year) if 0 <= place < len(self.columns) else ""


def spoken(cell: GridCell) -> str:
    """Say a cell in words."""
    return cell.spoken or _EMPTY_WORDS[cell.state]


def _identity(line: GridRow | Group) -> str:
    return f"={line.text}" if isinstance(line, Group) else line.code


def grouped(rows: Sequence[GridRow]) -> Iterator[GridRow | Group]:
    """Yield rows under a heading for each unit; rows come in order of unit."""
    for name, members in groupby(rows, key=lambda row: row.unit_name):
        yield Group(name or NO_UNIT)
        yield from members
