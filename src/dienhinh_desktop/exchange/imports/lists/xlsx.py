"""Sheets out of .xlsx and .xlsm packages: read as a stream of XML, so that no stray cell can ask for memory."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from dienhinh_desktop.domain.lists import ListIssueKind

from ..container import check_markup, check_parts, read_index, sheet_targets
from ..survey import Locked, Refused, TooLarge, column_number
from .days import EXCEL_EPOCH, EXCEL_EPOCH_1904
from .grids import (
    LONGEST_TEXT,
    MOST_BLANK_RUN,
    MOST_LIST_COLUMNS,
    MOST_LIST_ROWS,
    MOST_MERGES,
    Area,
    Grid,
    GridCell,
    GridFile,
    ListRefused,
    Value,
)
from .xlsx_parts import CHUNK, Pieces, Styles, local, new_parser, read_strings, unescaped

_MERGE_TAG = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MERGE = re.compile(rb'ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def read_xlsx(path: Path) -> GridFile:
    """Return every sheet of the package. Nothing is run or followed. Raises ListRefused."""
    try:
        with zipfile.ZipFile(path) as package:
            check_parts(package)
            names = set(package.namelist())
            styles = Styles(_optional(package, names, "xl/styles.xml"))
            strings = read_strings(package, names)
            found = GridFile(
                "xlsx",
                macros=any(name.lower().endswith("vbaproject.bin") for name in names),
                foreign_links=any(name.startswith("xl/externalLinks/") for name in names),
            )
            epoch_1904 = b'date1904="1"' in package.read("xl/workbook.xml")
            for name, hidden, part in sheet_targets(package):
                if part in names and "worksheets/" in part:
                    sheet = _Sheet(Grid(name, hidden), strings, styles, epoch_1904)
                    with package.open(part) as stream:
                        sheet.read(stream)
                    found.grids.append(sheet.grid)
            return found
    except Refused as error:
        kind = ListIssueKind.TOO_LARGE if isinstance(error, TooLarge) else ListIssueKind.BROKEN
        raise ListRefused(ListIssueKind.PASSWORD if isinstance(error, Locked) else kind, str(error)) from error


def _optional(package: zipfile.ZipFile, names: set[str], part: str) -> ElementTree.Element | None:
    return read_index(package, part) if part in names else None


def _area(found: re.Match[bytes]) -> Area:
    return int(found[2]), column_number(found[1].decode()), int(found[4]), column_number(found[3].decode())


class _Sheet:
    """Reads one sheet part: cells, merged areas, hidden rows and columns; stops at a long run of blank rows."""

    def __init__(self, grid: Grid, strings: list[tuple[str, Pieces]], styles: Styles, epoch_1904: bool) -> None:
        self.grid, self._strings, self._styles = grid, strings, styles
        self._epoch = EXCEL_EPOCH_1904 if epoch_1904 else EXCEL_EPOCH
        self._row = self._column = self._style = 0
        self._kind = ""
        self._part = ""
        self._words: list[str] = []
        self._formula = self._has_value = False
        self._last = self._kept = 0
        self.stopped = False
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def read(self, stream: IO[bytes]) -> None:
        """Parse the part; after the last row worth reading only merged areas are looked for."""
        tail = b""
        while chunk := stream.read(CHUNK):
            check_markup(tail + chunk)
            self.parser.Parse(chunk, False)
            tail = chunk[-16:]
            if self.stopped:
                self._merges_below(chunk, stream)
                return
        self.parser.Parse(b"", True)

    def _merges_below(self, chunk: bytes, stream: IO[bytes]) -> None:
        tail = chunk
        while True:
            for found in _MERGE_TAG.finditer(tail):
                self._merge(_area(found))
            chunk = stream.read(CHUNK)
            if not chunk:
                return
            tail = tail[tail.rfind(b"<") :][-64:] + chunk

    def _merge(self, area: Area) -> None:
        first_row, first_column, last_row, last_column = area
        kept = last_row <= self.grid_end() and first_column <= MOST_LIST_COLUMNS
        if kept and len(self.grid.merges) < MOST_MERGES and area not in self.grid.merges[-1:]:
            self.grid.merges.append((first_row, first_column, last_row, min(last_column, MOST_LIST_COLUMNS)))

    def grid_end(self) -> int:
        return self._last + MOST_BLANK_RUN

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t", "f"):
            self._part, self._words = name, [] if name != "t" else self._words
            self._formula = self._formula or name == "f"
            self._has_value = self._has_value or name == "v"
        elif name == "row":
            self._start_row(attributes)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes["max"]), MOST_LIST_COLUMNS)
            self.grid.hidden_columns.update(range(int(attributes["min"]), last + 1))
        elif name == "mergeCell" and (found := _MERGE.match(f'ref="{attributes["ref"]}"'.encode())):
            self._merge(_area(found))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        if self._row - max(self._last, 1) > MOST_BLANK_RUN or self._kept >= MOST_LIST_ROWS:
            self.stopped = True
        elif attributes.get("hidden") in ("1", "true"):
            self.grid.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = column_number(reference.rstrip("0123456789")) if reference else self._column + 1
        self._style = int(attributes.get("s", 0))
        self._kind = attributes.get("t", "n")
        self._formula = self._has_value = False
        self._words, self._part = [], ""

    def _text(self, data: str) -> None:
        if self._part in ("v", "t"):
            self._words.append(data)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name in ("v", "t", "f"):
            self._part = ""
            if name == "f":
                self._words = []
        elif name == "c" and not self.stopped:
            self._keep("".join(self._words))
        elif name == "row" and self._row in self.grid.rows:
            self._last = self._row
            self._kept += 1

    def _keep(self, raw: str) -> None:
        cell = self._cell(raw) if raw else self._uncalculated()
        if cell is not None:
            self.grid.put(self._row, self._column, cell)

    def _uncalculated(self) -> GridCell | None:
        """Return the sign of a formula without a result; one whose result is an empty text is just empty."""
        lacking = self._formula and not self._has_value
        return GridCell("", self._styles.font(self._style), error=True) if lacking else None

    def _cell(self, raw: str) -> GridCell | None:
        font = self._styles.font(self._style)
        if self._kind == "s":
            text, runs = self._strings[int(raw)]
            return GridCell(text, font, runs=runs) if text.strip() else None
        if self._kind == "e":
            return GridCell(raw, font, error=True)
        if self._kind in ("str", "inlineStr", "d"):
            return GridCell(unescaped(raw[:LONGEST_TEXT]), font) if raw.strip() else None
        if self._kind == "b":
            return GridCell("TRUE" if raw == "1" else "FALSE", font)
        return GridCell(self._number(float(raw)), font)

    def _number(self, number: float) -> Value:
        if self._styles.is_date(self._style) and 60 < number < 100_000:
            return self._epoch + timedelta(days=int(number))
        return number
