"""Sheets out of OpenDocument workbooks (.ods), read as a stream of XML; repeated rows and cells are kept few."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from dienhinh_desktop.domain.lists import ListIssueKind

from ..container import check_markup, check_parts
from ..survey import Locked, Refused, TooLarge
from .grids import (
    LONGEST_TEXT,
    MOST_BLANK_RUN,
    MOST_LIST_COLUMNS,
    MOST_LIST_ROWS,
    MOST_MERGES,
    Grid,
    GridCell,
    GridFile,
    ListRefused,
    Value,
)
from .xlsx_parts import CHUNK, local, new_parser

CONTENT = "content.xml"
WORKBOOK = b"application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = ("collapse", "filter")


def read_ods(path: Path) -> GridFile:
    """Return every sheet of the workbook. Nothing is run or followed. Raises ListRefused."""
    try:
        with zipfile.ZipFile(path) as package:
            check_parts(package, CONTENT)
            if b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise Locked("tệp có mật khẩu. Bỏ mật khẩu rồi lưu lại.")
            reader, tail = _Content(), b""
            with package.open(CONTENT) as stream:
                while chunk := stream.read(CHUNK):
                    check_markup(tail + chunk)
                    reader.parser.Parse(chunk, False)
                    tail = chunk[-16:]
            reader.parser.Parse(b"", True)
            macros = any(name.startswith(("Basic/", "Scripts/")) for name in package.namelist())
            return GridFile("ods", reader.grids, macros=macros)
    except Refused as error:
        kind = ListIssueKind.TOO_LARGE if isinstance(error, TooLarge) else ListIssueKind.BROKEN
        raise ListRefused(ListIssueKind.PASSWORD if isinstance(error, Locked) else kind, str(error)) from error


def is_ods(package: zipfile.ZipFile) -> bool:
    """Tell whether a package calls itself an OpenDocument workbook."""
    if "mimetype" not in package.namelist() or package.getinfo("mimetype").file_size > len(WORKBOOK) + 20:
        return False
    return package.read("mimetype").startswith(WORKBOOK)


class _Content:
    """Walks through the sheets; notes and drawings within a cell are no part of its words."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._fonts: dict[str, str] = {}
        self._unseen: set[str] = set()
        self._style = ""
        self._row = self._column = self._last = 0
        self._repeat = self._again = 1
        self._cell: dict[str, str] | None = None
        self._words: list[str] = []
        self._aside = 0
        """Depth within a note or a drawing."""
        self._first = True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if self._aside or name in ("annotation", "shapes", "frame", "tracked-changes"):
            self._aside += 1
            return
        said = {local(key): value for key, value in attributes.items()}
        if name == "style":
            self._style = said.get("name", "")
        elif name == "text-properties" and self._style and ("font-name" in said or "font-family" in said):
            self._fonts[self._style] = said.get("font-name") or said["font-family"].strip("'\"")
        elif name == "table-properties" and said.get("display") == "false":
            self._unseen.add(self._style)
        elif name == "table":
            self.grids.append(Grid(said.get("name", ""), said.get("style-name", "") in self._unseen))
            self._row = self._column = self._last = 0
        elif self.grids:
            self._start_inside(name, said)

    def _start_inside(self, name: str, said: dict[str, str]) -> None:
        grid = self.grids[-1]
        if name == "table-column":
            count = _count(said.get("number-columns-repeated"), MOST_LIST_COLUMNS)
            if said.get("visibility") in _HIDDEN:
                grid.hidden_columns.update(range(self._column + 1, self._column + 1 + count))
            self._column += count
        elif name == "table-row":
            self._again = _count(said.get("number-rows-repeated"), 2**21)
            self._row, self._column = self._row + 1, 0
            if said.get("visibility") in _HIDDEN:
                grid.hidden_rows.update(range(self._row, self._row + min(self._again, MOST_BLANK_RUN)))
        elif name in ("table-cell", "covered-table-cell"):
            self._repeat = _count(said.get("number-columns-repeated"), MOST_LIST_COLUMNS)
            self._cell, self._words, self._first = said, [], True
        elif self._cell is not None:
            if name == "p":
                self._words.append("" if self._first else "\n")
                self._first = False
            elif name in ("line-break", "s", "tab"):
                self._words.append("\n" if name == "line-break" else " " * _count(said.get("c"), 80))

    def _text(self, data: str) -> None:
        if self._cell is not None and not self._first and not self._aside:
            self._words.append(data)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if self._aside:
            self._aside -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._keep(self._cell)
            self._cell = None
        elif name == "table-row":
            self._end_row()

    def _keep(self, said: dict[str, str]) -> None:
        grid, column = self.grids[-1], self._column + 1
        self._column += self._repeat
        wide, high = _count(said.get("number-columns-spanned"), 200), _count(said.get("number-rows-spanned"), 2**20)
        if (wide > 1 or high > 1) and len(grid.merges) < MOST_MERGES and self._row <= MOST_LIST_ROWS:
            last = (min(self._row + high - 1, MOST_LIST_ROWS), min(column + wide - 1, MOST_LIST_COLUMNS))
            grid.merges.append((self._row, column, *last))
        value = self._value(said)
        if value is None or self._row > MOST_LIST_ROWS or self._too_far():
            return
        error = isinstance(value, str) and value.startswith(("#", "Err:")) and "formula" in said
        cell = GridCell(value, self._fonts.get(said.get("style-name", ""), ""), error=error)
        for place in range(column, column + self._repeat):
            grid.put(self._row, place, cell)

    def _too_far(self) -> bool:
        """Tell whether a long run of blank rows lies above: what stands below is left, and told."""
        grid = self.grids[-1]
        if grid.cut_at is None and self._row - max(self._last, 1) > MOST_BLANK_RUN:
            grid.cut_at = self._row
        return grid.cut_at is not None

    def _value(self, said: dict[str, str]) -> Value | None:
        text = "".join(self._words)[:LONGEST_TEXT]
        kind = said.get("value-type", "")
        if kind == "date":
            day = said.get("date-value", "")[:10]
            try:
                return date.fromisoformat(day)
            except ValueError:
                return text if text.strip() else None
        if kind in ("float", "currency", "percentage") and "value" in said:
            return float(said["value"])
        return text if text.strip() else None

    def _end_row(self) -> None:
        grid, cells = self.grids[-1], self.grids[-1].rows.get(self._row)
        if cells is not None:
            again = min(self._again, MOST_BLANK_RUN, MOST_LIST_ROWS - self._row)
            for row in range(self._row + 1, self._row + again):
                grid.rows[row] = dict(cells)
            self._last = self._row + max(again, 1) - 1
        self._row += self._again - 1


def _count(said: str | None, most: int) -> int:
    return max(1, min(int(said), most)) if said and said.isdigit() and len(said) < 9 else 1
