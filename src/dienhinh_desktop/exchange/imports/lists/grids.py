"""Sheets as plain cells: what every format (xlsx, xls, web page, text) is turned into before it is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dienhinh_desktop.domain.lists import ListIssueKind

MOST_LIST_ROWS = 100_000
MOST_LIST_COLUMNS = 200
MOST_BLANK_RUN = 200
"""After so many blank rows in a run nothing more is read of a sheet."""
MOST_MERGES = 50_000
LONGEST_TEXT = 4_000
"""Characters of a cell that are looked at; nobody writes a longer one into a list."""

Value = str | float | date


class ListRefused(Exception):
    """The file is not read; `kind` says which refusal, the text why and what to do, after "Không đọc được x: "."""

    def __init__(self, kind: ListIssueKind, sentence: str) -> None:
        super().__init__(kind, sentence)
        self.kind = kind
        self.sentence = sentence


@dataclass(slots=True)
class GridCell:
    """One filled cell: its value, the font it shows in, its error (#N/A) if it is one.

    `runs`: the pieces of a text written in several fonts, as (text, font).
    """

    value: Value
    font: str = ""
    error: bool = False
    runs: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The value as text; whole numbers without a decimal point."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, float):
            return str(int(self.value)) if self.value == int(self.value) else str(self.value)
        return self.value.isoformat()


Area = tuple[int, int, int, int]
"""First row, first column, last row, last column: all 1-based, inclusive."""


@dataclass(slots=True)
class Grid:
    """One sheet: filled cells by row and column (1-based), merged areas, what is hidden, what was not read."""

    name: str = ""
    hidden: bool = False
    rows: dict[int, dict[int, GridCell]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut_at: int | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Return the sheet as plain tuples: half the time of pickling cell objects on its way between processes."""
        rows = [
            (row, [(place, cell.value, cell.font, cell.error, cell.runs) for place, cell in cells.items()])
            for row, cells in self.rows.items()
        ]
        return {**{name: getattr(self, name) for name in self.__slots__}, "rows": rows}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Build the cells again."""
        for name, value in state.items():
            setattr(self, name, value)
        self.rows = {row: {place: GridCell(*rest) for place, *rest in cells} for row, cells in state["rows"]}

    def put(self, row: int, column: int, cell: GridCell) -> None:
        """Keep a filled cell; those beyond the limits are left out."""
        if column <= MOST_LIST_COLUMNS:
            self.rows.setdefault(row, {})[column] = cell

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, empty where there is none."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text if cell else ""


@dataclass(slots=True)
class GridFile:
    """All sheets of one file, and what the file is besides its name."""

    kind: str
    """xlsx, xls, ods, docx, html or text: what the contents are, whatever the suffix says."""
    grids: list[Grid] = field(default_factory=list)
    macros: bool = False
    foreign_links: bool = False
    encoding: str = ""
    """Encoding of a text file, where it was not Unicode: TCVN3, VNI or CP1258."""
