"""A list opened once: its sheets in Unicode, ready to be understood again after every choice and every mended cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dienhinh_desktop.domain.lists import ListIssueKind

from .grids import Grid, GridCell, GridFile, ListRefused
from .legacy import Legacy
from .opening import open_list, open_unless_records
from .plain import read_text


@dataclass(slots=True)
class OpenedList:
    """The sheets of one list in memory; the file itself is never touched.

    `mended` holds the cell that stood, or None, at every place (sheet, row, column) a clerk wrote to.
    """

    path: Path
    found: GridFile
    legacies: list[Legacy] = field(default_factory=list)
    mended: dict[tuple[str, int, int], GridCell | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Turn old encodings into Unicode, once."""
        self.legacies = [Legacy(grid) for grid in self.found.grids]
        for legacy in self.legacies:
            legacy.convert()

    def grid(self, sheet: str) -> Grid:
        """Return a sheet by its name. Raises KeyError."""
        for grid in self.found.grids:
            if grid.name == sheet:
                return grid
        raise KeyError(sheet)

    def mend(self, sheet: str, row: int, column: int, text: str) -> None:
        """Write another text into a cell, or with the text it had put the cell back as it was."""
        grid, place = self.grid(sheet), (sheet, row, column)
        stood = self.mended.setdefault(place, grid.rows.get(row, {}).get(column))
        if text == (stood.text if stood else ""):
            del self.mended[place]
            self._set(grid, row, column, stood)
        else:
            self._set(grid, row, column, GridCell(text) if text else None)

    @staticmethod
    def _set(grid: Grid, row: int, column: int, cell: GridCell | None) -> None:
        cells = grid.rows.setdefault(row, {})
        if cell is None:
            cells.pop(column, None)
        else:
            cells[column] = cell

    def texts(self, sheet: str, row: int, *, original: bool = False) -> dict[int, str]:
        """Return the filled cells of a row by column (1 = A); `original`: as the sender wrote them."""
        cells = dict(self.grid(sheet).rows.get(row, {}))
        if original:
            for (at, line, column), stood in self.mended.items():
                if (at, line) == (sheet, row):
                    if stood is None:
                        cells.pop(column, None)
                    else:
                        cells[column] = stood
        return {column: cell.text for column, cell in sorted(cells.items()) if cell.text}


def open_file(path: Path) -> OpenedList:
    """Open any list. Raises ListRefused."""
    return OpenedList(path, open_list(path))


def open_other(path: Path) -> OpenedList | None:
    """Open any list; None where the file is a records workbook. Raises ListRefused."""
    found = open_unless_records(path)
    return None if found is None else OpenedList(path, found)


def open_pasted(name: str, text: str) -> OpenedList:
    """Take cells copied out of a spreadsheet: rows by lines, columns by tabs. Raises ListRefused."""
    if not text.strip():
        sentence = "không có ô nào được dán. Chép các ô trong Excel rồi dán lại."
        raise ListRefused(ListIssueKind.EMPTY, sentence)
    return OpenedList(Path(name), read_text(text.encode("utf-8")))
