"""Writing a records workbook: everything the folder holds, so that reading it back gives the same records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Records
from dienhinh_desktop.domain.upkeep import Progress, silent
from dienhinh_desktop.exchange.files import write_atomically
from dienhinh_desktop.exchange.imports.sheets import SHEETS, Sheet
from dienhinh_desktop.exchange.imports.survey import column_letters

from . import markup
from .columns import ColumnWriter, write_rows
from .package import Package, Part

MOST_RECORDS = 1_048_575
"""Rows of an Excel sheet below the headings."""
OTHER_WORDS = "Chọn trong danh sách, hoặc ghi tên khác của đúng mục ấy. Vẫn ghi như vậy?"
"""What Excel asks when something else is typed where there is a drop-down."""


def write_records_workbook(target: Path, records: Records, catalogue: Catalogue, progress: Progress = silent) -> None:
    """Write a records workbook and replace `target` whole.

    Raises UserError as `records_workbook` does, and when the disk refuses.
    """
    write_atomically(target, records_workbook(records, catalogue, progress))


def records_workbook(records: Records, catalogue: Catalogue, progress: Progress = silent) -> bytes:
    """Return all twelve sheets of the contract as a workbook, headings included where a sheet is empty.

    Text stays text, also where it begins like a formula; days are real Excel dates; `written` of an award is left out
    where it no longer names the form. `progress` counts rows. The same records always give the same bytes.
    Raises UserError when a text is longer than an Excel cell, or a sheet has more rows than Excel.
    """
    package = Package()
    tables = dict(records.tables())
    counter = Counter(sum(map(len, tables.values())), progress)
    ranges = []
    for number, sheet in enumerate(SHEETS, start=1):
        rows = tables[sheet.table]
        refuse_too_many(sheet, len(rows), MOST_RECORDS)
        part = package.open_sheet(number)
        ranges.append(_write_sheet(package, part, sheet, rows, catalogue, counter))
        part.close()
    names = [sheet.name for sheet in SHEETS]
    return package.finish(markup.styles(), markup.workbook(names, ranges))


def refuse_too_many(sheet: Sheet, rows: int, most: int) -> None:
    """Raise UserError when a sheet would get more rows than Excel can hold."""
    if rows > most:
        raise UserError(f"Không ghi được: trang “{sheet.name}” có {rows} dòng, Excel chỉ chứa {most}.")


class Counter:
    """Counts the rows written, over all sheets."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def add(self, sheet: str, rows: int) -> None:
        """Tell that more rows of a sheet are written."""
        self._done += rows
        self._progress(self._done, self._total, f"Ghi trang “{sheet}”")


def _write_sheet(
    package: Package, part: Part, sheet: Sheet, rows: Sequence[Any], catalogue: Catalogue, counter: Counter
) -> str:
    """Write the sheet and return its filtered range."""
    columns = [
        ColumnWriter(column_letters(place), column, package, catalogue)
        for place, column in enumerate(sheet.columns, start=1)
    ]
    part.write(markup.sheet_start([(column.width, column.style) for column in columns], selected=package.sheets == 1))
    part.write(f'<row r="1" ht="36" customHeight="1">{"".join(column.heading() for column in columns)}</row>')
    write_rows(part, columns, rows, 2, partial(counter.add, sheet.name))
    filtered = f"A1:{columns[-1].letters}{len(rows) + 1}"
    part.write(markup.sheet_end(filtered, [found for column in columns if (found := _drop_down(column))]))
    return filtered


def _drop_down(writer: ColumnWriter) -> tuple[str, tuple[str, ...], str] | None:
    """Return (column, words, sentence on other words) where the column has a closed list that fits."""
    words = writer.column.kind.choices(writer.catalogue)
    return (writer.letters, words, OTHER_WORDS) if markup.fits_list(words) else None
