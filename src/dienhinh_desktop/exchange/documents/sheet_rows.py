"""Rows of a sheet written like lines of a paper: merged boxes, text that stays text, heights that hold every line."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, cast

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dienhinh_desktop.domain.text import nfc

from .fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, wrap
from .sheet_package import DrawnLine

FACE = "Times New Roman"
_POINTS = 72 / 96
_SIDES = 7.0
"""Pixels of a cell's width its text cannot use: padding and grid line."""
_INDENT = 9.0
"""Points one step of indent takes, in Excel and LibreOffice alike."""
_TIGHT = 0.96
"""Screen fonts run some per cent wider than printed ones; lines are counted for the wider."""
_STEP = 1.25
_TALLEST = 409.0
_LONGEST = 32_767


@dataclass(frozen=True, slots=True)
class Look:
    """How a box is written; `fill` and `line` are colours (AARRGGBB), `as_text` keeps whatever is typed as text."""

    size: float
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center"] = "left"
    boxed: bool = False
    fill: str = ""
    line: str = "FF000000"
    as_text: bool = False

    @property
    def face(self) -> str:
        """The face its text is measured in."""
        return {(False, False): REGULAR, (True, False): BOLD, (False, True): ITALIC}.get(
            (self.bold, self.italic), BOLD_ITALIC
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A text over the columns `first` to `last`, counted from 1."""

    first: int
    last: int
    text: str
    look: Look


@dataclass
class Rows:
    """The rows of a sheet, written one after the other; `pixels` are the widths of its columns."""

    sheet: Worksheet
    pixels: Sequence[int]
    heights: list[float] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    dresses: dict[tuple[Look, bool, bool], StyleArray] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Set the widths: eight pixels are one digit of the normal style."""
        for at, width in enumerate(self.pixels, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width / 8

    @property
    def number(self) -> int:
        """The row written last."""
        return len(self.heights)

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.pixels)

    def room(self, first: int, last: int) -> float:
        """Return how many points a line of text may take in these columns."""
        return (sum(self.pixels[first - 1 : last]) - _SIDES) * _POINTS * _TIGHT

    def lines(self, first: int, last: int, text: str, look: Look) -> list[str]:
        """Return the lines a text breaks into in these columns."""
        return wrap(text, look.face, look.size, self.room(first, last) - (_INDENT if _indented(look) else 0))

    def space(self, height: float) -> None:
        """Leave an empty row, `height` points high."""
        self._set_height(height)

    def add(
        self, boxes: Sequence[Box], *, top: bool = False, extra: float = 0, least: float = 0, keep: bool = False
    ) -> None:
        """Write one row, as high as its highest box asks. `keep`: it stays on the page of the next row."""
        row = self.number + 1
        asked = [
            len(self.lines(box.first, box.last, box.text, box.look)) * box.look.size * _STEP + 3.0 for box in boxes
        ]
        self._set_height(max(*asked, least, 0) + extra)
        if keep:
            self.kept.add(row)
        for box in boxes:
            self._write(row, box, top)

    def rule(self, first: int, last: int, length: float, down: float) -> DrawnLine:
        """Return a line `length` points long in the middle of these columns, `down` points under the row's top."""
        before = sum(self.pixels[: first - 1]) * _POINTS
        middle = before + sum(self.pixels[first - 1 : last]) * _POINTS / 2
        start = middle - length / 2
        column = 0
        while start >= self.pixels[column] * _POINTS:
            start -= self.pixels[column] * _POINTS
            column += 1
        return DrawnLine(column=column, across=start, row=self.number - 1, down=down, length=length)

    def breaks(self, page: float, head: int, last_of_table: int) -> list[int]:
        """Return the rows before which a page must be broken by hand.

        Every page is broken by hand, so that Excel and LibreOffice, which measure a little differently, agree. No group
        or unit is left at the foot of a page, and the signatures stay with the last row of the table. Pages are `page`
        points high; every page after the first repeats row `head`.
        """
        breaks: list[int] = []
        used = 0.0
        for block in self._blocks(head, last_of_table):
            height = sum(self.heights[row - 1] for row in block)
            if used and used + height > page:
                used = self.heights[head - 1]
                breaks.append(block[0])
            used += height
        return breaks

    def _blocks(self, head: int, last_of_table: int) -> list[list[int]]:
        blocks: list[list[int]] = [list(range(1, head + 1))]
        current: list[int] = []
        for row in range(head + 1, self.number + 1):
            current.append(row)
            if row not in self.kept and row < last_of_table:
                blocks.append(current)
                current = []
        return [*blocks, current]

    def _set_height(self, height: float) -> None:
        rounded = min(-(-height // _POINTS) * _POINTS, _TALLEST)
        self.heights.append(rounded)
        self.sheet.row_dimensions[self.number].height = rounded

    def _dress(self, cell: Cell, look: Look, *, top: bool, quoted: bool) -> None:
        """Set the look of a cell; openpyxl is asked for each look once, which it takes long over."""
        key = (look, top, quoted)
        kept = self.dresses.get(key)
        if kept is not None:
            cell._style = copy(kept)  # type: ignore[attr-defined]
            return
        cell.font = _font(look)
        cell.alignment = _alignment(look.align, top, _indented(look))
        if look.boxed:
            cell.border = _border(look.line)
        if look.fill:
            cell.fill = _colour(look.fill)
        if look.as_text:
            cell.number_format = "@"
        if quoted:
            cell.quotePrefix = True
        self.dresses[key] = cell._style  # type: ignore[attr-defined]

    def _write(self, row: int, box: Box, top: bool) -> None:
        cell = cast(Cell, self.sheet.cell(row, box.first))
        quoted = _write_text(cell, box.text, box.look)
        self._dress(cell, box.look, top=top, quoted=quoted)
        if box.look.boxed:
            for column in range(box.first + 1, box.last + 1):
                self.sheet.cell(row, column).border = _border(box.look.line)
        if box.last > box.first:
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=box.first, end_column=box.last)


def _write_text(cell: Cell, text: str, look: Look) -> bool:
    """Write whole numbers as numbers unless the look keeps text, all else as text, whatever sign it begins with.

    Return whether it is to be kept as text.
    """
    if text.isascii() and text.isdigit() and len(text) <= 4 and not look.as_text:
        cell.value = int(text)
    elif text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", nfc(text))[:_LONGEST]
        cell.data_type = "s"
        return True
    return False


@cache
def _font(look: Look) -> Font:
    return Font(name=FACE, size=look.size, bold=look.bold, italic=look.italic, color="FF000000")


@cache
def _alignment(align: Literal["left", "center"], top: bool, indented: bool) -> Alignment:
    vertical = "top" if top else "center"
    return Alignment(horizontal=align, vertical=vertical, wrap_text=True, indent=1 if indented else 0)


def _indented(look: Look) -> bool:
    """Tell whether text stands off the line of its box by one step of indent."""
    return look.boxed and look.align == "left"


@cache
def _colour(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


@cache
def _border(colour: str) -> Border:
    side = Side(style="thin" if colour == "FF000000" else "medium", color=colour)
    return Border(left=side, right=side, top=side, bottom=side)
