"""The tables of Word documents (.docx) as one sheet: rows of tables and paragraphs between them, in their order."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from dienhinh_desktop.domain.lists import ListIssueKind

from ..container import check_markup, check_parts, read_index
from ..survey import Locked, Refused, TooLarge
from .grids import LONGEST_TEXT, MOST_LIST_COLUMNS, MOST_LIST_ROWS, MOST_MERGES, Grid, GridCell, GridFile, ListRefused
from .xlsx_parts import CHUNK, local, new_parser

DOCUMENT = "word/document.xml"
_MOST_SPAN = 200
_HEADED = 3
"""Columns a paragraph between tables is taken to cover at least: it stands above them all."""


def read_word(path: Path) -> GridFile:
    """Return the tables of a document as one sheet. Nothing is run or followed. Raises ListRefused."""
    try:
        with zipfile.ZipFile(path) as package:
            check_parts(package, DOCUMENT)
            names = set(package.namelist())
            reader = _Document(_usual_font(package, names))
            tail = b""
            with package.open(DOCUMENT) as stream:
                while chunk := stream.read(CHUNK):
                    check_markup(tail + chunk)
                    reader.parser.Parse(chunk, False)
                    tail = chunk[-16:]
            reader.parser.Parse(b"", True)
    except Refused as error:
        kind = ListIssueKind.TOO_LARGE if isinstance(error, TooLarge) else ListIssueKind.BROKEN
        raise ListRefused(ListIssueKind.PASSWORD if isinstance(error, Locked) else kind, str(error)) from error
    if not reader.tables:
        raise ListRefused(ListIssueKind.COLUMN_UNKNOWN, "tệp Word không có bảng nào. Xin danh sách dạng bảng.")
    reader.merge()
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return GridFile("docx", [reader.grid], macros=macros)


def _usual_font(package: zipfile.ZipFile, names: set[str]) -> str:
    """Return the font of text that names none: that of the style Normal, else of the document."""
    if "word/styles.xml" not in names:
        return ""
    found = ""
    for item in read_index(package, "word/styles.xml"):
        kind = {local(key): value for key, value in item.attrib.items()}
        if local(item.tag) == "docDefaults" or (
            kind.get("type") == "paragraph" and kind.get("default") in ("1", "true")
        ):
            for part in item.iter():
                if local(part.tag) == "rFonts":
                    found = next((value for key, value in part.attrib.items() if local(key) == "ascii"), found)
    return found


@dataclass(slots=True)
class _Cell:
    """One cell, or one paragraph, while it is read."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    span: int = 1
    below: bool = False
    """It goes on from the cell above it (merged downwards)."""


class _Document:
    """Walks through the body; a table within a cell belongs to the words of the cell."""

    def __init__(self, font: str) -> None:
        self.grid = Grid()
        self.tables = 0
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._usual = self._font = font
        self._depth = self._row = self._column = 0
        self._cell: _Cell | None = None
        self._inside = False
        self._list = ""
        self._numbers: Counter[str] = Counter()
        self._open: dict[int, tuple[int, int]] = {}
        """Column → (first row, last column) of the cell above, which may go on downwards."""
        self._merges: dict[tuple[int, int], tuple[int, int]] = {}
        self._skipped = 0
        """Depth within what repeats a text for old programs."""
        self._paragraphs: list[int] = []
        self._widest = 0

    def merge(self) -> None:
        """Note the merged areas; a paragraph outside the tables covers the widest: it speaks of whole tables."""
        last = min(max(self._widest, _HEADED), MOST_LIST_COLUMNS)
        self.grid.merges.extend((row, 1, row, last) for row in self._paragraphs)
        for (row, column), (end, wide) in self._merges.items():
            self.grid.merges.append((row, column, end, min(wide, MOST_LIST_COLUMNS)))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "Fallback" or self._skipped:
            self._skipped += 1
        elif name == "tbl":
            self._depth += 1
            self.tables += 1
            self._open = {} if self._depth == 1 else self._open
        elif name == "tr" and self._depth == 1:
            self._row, self._column = self._row + 1, 1
        elif name == "tc" and self._depth == 1:
            self._cell = _Cell()
        elif name == "p":
            self._list = ""
            if self._depth == 0:
                self._cell = _Cell()
        else:
            said = {local(key): value for key, value in attributes.items()}
            if name == "gridBefore" and self._depth == 1:
                self._column += max(0, min(int(said.get("val", "0")), _MOST_SPAN))
            elif self._cell is not None:
                self._start_inside(self._cell, name, said)

    def _start_inside(self, cell: _Cell, name: str, said: dict[str, str]) -> None:
        if name == "t":
            self._inside = True
        elif name in ("br", "cr"):
            cell.pieces.append(("\n", self._font))
        elif name in ("tab", "noBreakHyphen"):
            cell.pieces.append((" " if name == "tab" else "-", self._font))
        elif name == "r":
            self._font = self._usual
        elif name == "rFonts":
            self._font = said.get("ascii", self._font)
        elif name == "numId":
            self._list = said.get("val", "")
        elif name == "gridSpan":
            cell.span = max(1, min(int(said.get("val", "1")), _MOST_SPAN))
        elif name == "vMerge":
            cell.below = said.get("val", "continue") != "restart"

    def _text(self, data: str) -> None:
        if self._inside and not self._skipped and self._cell is not None:
            self._cell.pieces.append((data, self._font))

    def _end(self, tag: str) -> None:
        name = local(tag)
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._inside = False
        elif name == "p" and self._cell is not None:
            self._end_paragraph(self._cell)
        elif name == "tc" and self._depth == 1 and self._cell is not None:
            self._keep(self._cell)
            self._cell = None
        elif name == "tbl":
            self._depth -= 1

    def _end_paragraph(self, cell: _Cell) -> None:
        if self._depth:
            if self._list not in ("", "0") and not cell.pieces:
                self._numbers[self._list] += 1
                cell.pieces.append((str(self._numbers[self._list]), ""))
            cell.pieces.append(("\n", self._font))
            return
        if _words(cell.pieces) and self._row < MOST_LIST_ROWS:
            self._row, self._column = self._row + 1, 1
            self._paragraphs.append(self._row)
            self._put(cell)
        self._cell = None

    def _keep(self, cell: _Cell) -> None:
        column, last = self._column, self._column + cell.span - 1
        first, wide = self._open.get(column, (self._row, last))
        if not cell.below:
            first, wide = self._row, last
            self._put(cell)
        self._open[column] = (first, wide)
        if (self._row, wide) != (first, column) and len(self._merges) < MOST_MERGES:
            self._merges[first, column] = (self._row, wide)
        self._column = last + 1
        self._widest = max(self._widest, last)

    def _put(self, cell: _Cell) -> None:
        text = _words(cell.pieces)
        if not text or self._row > MOST_LIST_ROWS:
            return
        fonts = {font for words, font in cell.pieces if words.strip() and font}
        runs = tuple((words, font) for words, font in cell.pieces) if len(fonts) > 1 else ()
        self.grid.put(self._row, self._column, GridCell(text[:LONGEST_TEXT], next(iter(fonts), ""), runs=runs))


def _words(pieces: list[tuple[str, str]]) -> str:
    return "".join(words for words, _ in pieces).strip()
