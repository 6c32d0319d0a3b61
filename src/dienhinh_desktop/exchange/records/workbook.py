"""Writing a records workbook: everything the folder holds, so that reading it back gives the same records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Records
from dienhinh_desktop.domain.upkeep import Progress, silent
from dienhinh_desktop.exchange.files import write_atomically
from dienhinh_desktop.exchange.imports.sheets import SHEETS, Column, Sheet
from dienhinh_desktop.exchange.imports.survey import column_letters
from dienhinh_desktop.exchange.imports.values import LONGEST_CELL, Cell

from .markup import Style, fits_list, sheet_end, sheet_start, text_style
from .package import Package, Part

MOST_RECORDS = 1_048_575
"""Rows of an Excel sheet below the headings."""
_EPOCH = date(1899, 12, 30).toordinal()
_REMEMBERED = 50_000
_ROWS_AT_ONCE = 2_000


def write_records_workbook(target: Path, records: Records, catalogue: Catalogue, progress: Progress = silent) -> None:
    """Write all twelve sheets of the contract, headings included where a sheet is empty, and replace `target` whole.

    Text stays text, also where it begins like a formula; days are real Excel dates; `written` of an award is left out
    where it no longer names the form. `progress` counts rows. Raises UserError when a text is longer than an Excel
    cell, a sheet has more rows than Excel, or the disk refuses.
    """
    package = Package()
    tables = dict(records.tables())
    counter = _Counter(sum(map(len, tables.values())), progress)
    ranges = []
    for number, sheet in enumerate(SHEETS, start=1):
        rows = tables[sheet.table]
        if len(rows) > MOST_RECORDS:
            raise UserError(f"Không ghi được: trang “{sheet.name}” có {len(rows)} dòng, Excel chỉ chứa {MOST_RECORDS}.")
        part = package.open_sheet(number)
        ranges.append(_SheetWriter(package, sheet, catalogue, counter).write(part, rows, first=number == 1))
        part.close()
    write_atomically(target, package.finish([sheet.name for sheet in SHEETS], ranges))


class _Counter:
    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def add(self, rows: int, sheet: str) -> None:
        self._done += rows
        self._progress(self._done, self._total, f"Ghi trang “{sheet}”")


class _SheetWriter:
    def __init__(self, package: Package, sheet: Sheet, catalogue: Catalogue, counter: _Counter) -> None:
        self._sheet, self._catalogue, self._counter = sheet, catalogue, counter
        self._package = package
        self._columns = [
            _ColumnWriter(column_letters(place), column, package, catalogue)
            for place, column in enumerate(sheet.columns, start=1)
        ]

    def write(self, part: Part, rows: Sequence[Any], *, first: bool) -> str:
        """Write the sheet and return its filtered range."""
        filtered = f"A1:{self._columns[-1].letters}{len(rows) + 1}"
        part.write(sheet_start([(column.width, column.style) for column in self._columns], selected=first))
        part.write(self._headings())
        columns = [(column.letters, column.fields, column.made, column) for column in self._columns]
        for number, record in enumerate(rows, start=2):
            cells = []
            for letters, fields, made, column in columns:
                value = fields(record)
                if value is not None:
                    cell = made.get(value)
                    if cell is None:
                        cell = column.make(value, record)
                    if cell:
                        cells.append(f'<c r="{letters}{number}"{cell}')
            part.write(f'<row r="{number}">{"".join(cells)}</row>')
            if not (number - 1) % _ROWS_AT_ONCE:
                self._counter.add(_ROWS_AT_ONCE, self._sheet.name)
        self._counter.add(len(rows) % _ROWS_AT_ONCE, self._sheet.name)
        part.write(sheet_end(filtered, [found for column in self._columns if (found := column.drop_down())]))
        return filtered

    def _headings(self) -> str:
        cells = "".join(column.heading() for column in self._columns)
        return f'<row r="1" ht="36" customHeight="1">{cells}</row>'


class _ColumnWriter:
    """One column: where it stands, how its values look in XML, remembered because registers repeat themselves."""

    def __init__(self, letters: str, column: Column, package: Package, catalogue: Catalogue) -> None:
        self.letters, self.width = letters, column.width
        self.fields = attrgetter(*column.fields)
        self.made: dict[Any, str] = {}
        kind = column.kind
        self.style = Style.TEXT if kind.text_format else Style.LINES if kind.long else Style.PLAIN
        if kind.date_format:
            self.style = Style.DATE
        self._column, self._package, self._catalogue = column, package, catalogue

    def heading(self) -> str:
        style = Style.HEADING_REQUIRED if self._column.required else Style.HEADING
        return f'<c r="{self.letters}1" t="s" s="{int(style)}"><v>{self._package.string(self._column.heading)}</v></c>'

    def make(self, value: Any, record: Any) -> str:
        """Return what follows the reference of a cell, empty for an empty cell."""
        if len(self.made) > _REMEMBERED:
            self.made.clear()
        cell = self._column.kind.write(value, self._catalogue)
        made = self.made[value] = "" if cell is None else self._markup(cell, record)
        return made

    def drop_down(self) -> tuple[str, tuple[str, ...], str] | None:
        """Return (column, words, sentence on other words) where the column has a closed list that fits."""
        words = self._column.kind.choices(self._catalogue)
        if not fits_list(words):
            return None
        return self.letters, words, "Chọn trong danh sách, hoặc ghi tên khác của đúng mục ấy. Vẫn ghi như vậy?"

    def _markup(self, cell: Cell, record: Any) -> str:
        if isinstance(cell, date):
            return f' s="{int(Style.DATE)}"><v>{cell.toordinal() - _EPOCH}</v></c>'
        if isinstance(cell, str):
            if len(cell.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL:
                self._refuse(record)
            base = Style.PLAIN if self.style is Style.DATE else self.style
            return f' t="s" s="{int(text_style(base, cell))}"><v>{self._package.string(cell)}</v></c>'
        return f' s="{int(self.style)}"><v>{cell!r}</v></c>'

    def _refuse(self, record: Any) -> None:
        owner = getattr(record, "subject", None) or getattr(record, "code", None) or getattr(record, "plan", "")
        raise UserError(
            f"Không ghi được: ô “{self._column.heading}” của {owner} dài quá {LONGEST_CELL} ký tự. Rút ngắn ô này."
        )
