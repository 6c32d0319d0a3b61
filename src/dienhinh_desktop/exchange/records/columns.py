"""How the values of one column become cells of a workbook, and how rows of records become rows of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.imports.sheets import Column
from dienhinh_desktop.exchange.imports.values import LONGEST_CELL, Cell

from .markup import Style, text_style
from .package import Package, Part

_EPOCH = date(1899, 12, 30).toordinal()
_REMEMBERED = 50_000
ROWS_AT_ONCE = 2_000
"""Rows between two words of progress."""


class ColumnWriter:
    """One column: where it stands, how its values look in XML, remembered because registers repeat themselves."""

    def __init__(self, letters: str, column: Column, package: Package, catalogue: Catalogue) -> None:
        self.letters, self.width = letters, column.width
        self.fields = attrgetter(*column.fields)
        self.made: dict[Any, str] = {}
        kind = column.kind
        self.style = Style.TEXT if kind.text_format else Style.LINES if kind.long else Style.PLAIN
        if kind.date_format:
            self.style = Style.DATE
        self.place: int = self.style
        """The style of an empty cell of the column, and of a number."""
        self.column, self.package, self.catalogue = column, package, catalogue

    def heading(self, row: int = 1) -> str:
        """Return the cell of the heading in that row."""
        style = Style.HEADING_REQUIRED if self.column.required else Style.HEADING
        string = self.package.string(self.column.heading)
        return f'<c r="{self.letters}{row}" t="s" s="{int(style)}"><v>{string}</v></c>'

    def make(self, value: Any, record: Any) -> str:
        """Return what follows the reference of a cell, empty for an empty cell."""
        if len(self.made) > _REMEMBERED:
            self.made.clear()
        cell = self.cell(value)
        made = self.made[value] = "" if cell is None else self._markup(cell, record)
        return made

    def cell(self, value: Any) -> Cell:
        """Return the value as a cell holds it."""
        return self.column.kind.write(value, self.catalogue)

    def text_style(self, text: str) -> int:
        """Return the style of a cell that holds this text."""
        return text_style(Style.PLAIN if self.style is Style.DATE else self.style, text)

    def _markup(self, cell: Cell, record: Any) -> str:
        if isinstance(cell, date):
            return f' s="{int(Style.DATE)}"><v>{cell.toordinal() - _EPOCH}</v></c>'
        if isinstance(cell, str):
            if len(cell.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL:
                self._refuse(record)
            return f' t="s" s="{int(self.text_style(cell))}"><v>{self.package.string(cell)}</v></c>'
        return f' s="{int(self.place)}"><v>{cell!r}</v></c>'

    def _refuse(self, record: Any) -> None:
        owner = getattr(record, "subject", None) or getattr(record, "code", None) or getattr(record, "plan", "")
        raise UserError(
            f"Không ghi được: ô “{self.column.heading}” của {owner} dài quá {LONGEST_CELL} ký tự. Rút ngắn ô này."
        )


def write_rows(
    part: Part, writers: Sequence[ColumnWriter], rows: Sequence[Any], first: int, done: Callable[[int], None]
) -> None:
    """Write records as rows from row `first` on; `done` is told how many more rows are written."""
    columns = [(writer.letters, writer.fields, writer.made, writer) for writer in writers]
    for number, record in enumerate(rows, start=first):
        cells = []
        for letters, fields, made, writer in columns:
            value = fields(record)
            if value is not None:
                cell = made.get(value)
                if cell is None:
                    cell = writer.make(value, record)
                if cell:
                    cells.append(f'<c r="{letters}{number}"{cell}')
        part.write(f'<row r="{number}">{"".join(cells)}</row>')
        if not (number - first + 1) % ROWS_AT_ONCE:
            done(ROWS_AT_ONCE)
    done(len(rows) % ROWS_AT_ONCE)
