"""The reading process: it opens one workbook and sends plain rows, and nothing of it can hurt the program.

It runs apart (see `isolation`), with little memory and time, and imports the reader libraries alone. Cells come from
python-calamine (fast, but it lays a whole sheet out in memory: a stray cell in XFD1048576 would ask for 500 GB);
sheets whose XML reaches far come from openpyxl in read-only mode, with its trust in the sheet's own size taken away.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from ..reading_process import confine
from .container import SheetEntry, survey
from .survey import Refused
from .values import Cell

MOST_ROWS = 1_048_576
"""Rows of an Excel sheet; a file that claims more is read no further."""
MOST_COLUMNS = 200
MOST_BLANK_ROWS = 200
"""After so many blank rows in a run nothing more is read of a sheet."""
MEMORY_LIMIT = 2 * 2**30
CPU_LIMIT = 120
_ROWS_AT_ONCE = 2_000
_DAY_TYPES = (date, datetime, time, timedelta)
_BROKEN = "tệp hỏng hoặc có phần lạ. Mở bằng Excel rồi lưu lại."

Row = tuple[int, list[Cell]]


class SheetStart(NamedTuple):
    """A sheet begins: its place among how many, its name, its cells in trouble (row, column → what)."""

    place: int
    total: int
    name: str
    hidden: bool
    troubles: dict[tuple[int, int], str]


class Rows(NamedTuple):
    """Rows of the sheet that hold anything, each with its number; cells past the last filled one may be missing."""

    rows: list[Row]


class SheetEnd(NamedTuple):
    """A sheet ends: data stand below a gap of blank rows (from this row), or beyond the last column read."""

    below_gap: int | None
    beyond_columns: bool


class Finished(NamedTuple):
    """Everything was sent; `refused` says why the file is not read, if it is not."""

    refused: str | None = None


Message = SheetStart | Rows | SheetEnd | Finished


def send_rows(path: str, pipe: Connection) -> None:
    """Read the workbook and send `Message`s; the entry of the reading process."""
    confine(MEMORY_LIMIT, CPU_LIMIT)
    try:
        entries = survey(Path(path))
        readers = _Readers(path)
        for place, entry in enumerate(entries):
            pipe.send(SheetStart(place, len(entries), entry.name, entry.hidden, entry.survey.troubles))
            pipe.send(_send_sheet(readers.rows(place, entry), pipe))
        pipe.send(Finished())
    except Refused as error:
        pipe.send(Finished(str(error)))
    except Exception:
        # The one door of this process: a broken file shows as any of a dozen exceptions of three libraries.
        pipe.send(Finished(_BROKEN))
    finally:
        pipe.close()


def _send_sheet(rows: Iterator[Row], pipe: Connection) -> SheetEnd:
    """Send the filled rows down to a long gap, and tell whether anything stands below it or beyond the columns."""
    waiting: list[Row] = []
    last = 0
    beyond = False
    below = None
    for number, cells in rows:
        if number - last > MOST_BLANK_ROWS:
            below = number
            break
        last = number
        beyond = beyond or len(cells) > MOST_COLUMNS
        waiting.append((number, cells[:MOST_COLUMNS]))
        if len(waiting) == _ROWS_AT_ONCE:
            pipe.send(Rows(waiting))
            waiting = []
    if waiting:
        pipe.send(Rows(waiting))
    return SheetEnd(below, beyond)


class _Readers:
    """The two readers, each opened when first needed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._fast: Any = None
        self._careful: Any = None

    def rows(self, place: int, entry: SheetEntry) -> Iterator[Row]:
        """Yield the rows of one sheet that hold anything."""
        if entry.survey.dense:
            with contextlib.suppress(Exception):
                return self._fast_rows(place, entry.name)
        return self._careful_rows(entry.name)

    def _fast_rows(self, place: int, name: str) -> Iterator[Row]:
        if self._fast is None:
            import python_calamine

            self._fast = python_calamine.CalamineWorkbook.from_path(self._path)
        if self._fast.sheet_names[place] != name:
            raise LookupError(name)
        sheet = self._fast.get_sheet_by_index(place)
        # Leading blank rows are yielded, leading blank columns are not.
        lead = [None] * (sheet.start[1] if sheet.start else 0)
        return _filled((lead + row for row in sheet.iter_rows()), _plain)

    def _careful_rows(self, name: str) -> Iterator[Row]:
        from openpyxl import load_workbook
        from openpyxl.utils.escape import unescape

        if self._careful is None:
            self._careful = load_workbook(self._path, read_only=True, data_only=True, keep_links=False)
        sheet = self._careful[name]
        if not hasattr(sheet, "reset_dimensions"):
            return iter(())  # a chart sheet
        sheet.reset_dimensions()
        return _filled(sheet.iter_rows(values_only=True), partial(_unescaped, unescape))


def _filled(rows: Iterator[Any], plain: Any) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            return
        if any(row) or row.count(None) + row.count("") < len(row):
            cells = [plain(value) for value in row]
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                yield number, cells


def _plain(value: Any) -> Cell:
    """Return a cell of a known type: blank text is nothing, numbers are finite floats, anything else is text."""
    kind = type(value)
    if kind is str:
        return value if value and not value.isspace() else None
    if kind is float:
        return value if math.isfinite(value) else str(value)
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if value is None or isinstance(value, _DAY_TYPES):
        return value
    if kind is int:
        return float(value) if abs(value) < 10**15 else str(value)
    return str(value)


def _unescaped(unescape: Any, value: Any) -> Cell:
    return _plain(unescape(value) if isinstance(value, str) else value)
