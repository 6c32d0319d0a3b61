"""Turning cells in old encodings into Unicode: by the cell's font first, by the text and its neighbours second."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dienhinh_desktop.domain.lists import Conversion

from ..survey import column_letters
from .encodings import DECODERS, TCVN3, beyond_latin1, fitness, font_encoding, is_capital_font
from .grids import Grid, GridCell

MOST_SHOWN = 500
_TCVN3_SIGNS = re.compile(r"[A-Za-z][\xb8\xb6\xb7\xb9\xa8\xa9\xaa\xab\xac\xae\xa7]|[\xa7\xae][A-Za-z]")
_ENOUGH_CELLS = 5
"""Cells that must speak alike before text alone is believed; a single short cell is never guessed on."""


class Legacy:
    """Converts one sheet and remembers what it converted and why."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._untrusted: set[str] = set()
        self.by_font: Counter[str] = Counter()
        self.by_text: list[tuple[int, str]] = []
        """(row, encoding) of every cell told by its letters alone."""
        self.shown: list[Conversion] = []

    def convert(self) -> None:
        """Replace every old text by Unicode in place."""
        self._untrusted = {encoding for encoding in DECODERS if self._belies(encoding)}
        for row, column, cell in list(_texts(self.grid)):
            self._by_font(row, column, cell)
        self._by_letters()

    def _belies(self, encoding: str) -> bool:
        """Tell whether more cells under fonts of an encoding hold plain Unicode than text in that encoding."""
        texts = [str(cell.value) for _, _, cell in _texts(self.grid) if font_encoding(cell.font) == encoding]
        unicode_cells = sum(beyond_latin1(text) for text in texts)
        return unicode_cells > 0 and unicode_cells > sum(guess(text) == encoding for text in texts)

    def _by_font(self, row: int, column: int, cell: GridCell) -> None:
        if font_encoding(cell.font) in self._untrusted:
            return
        if cell.runs:
            pieces = [_decoded(text, font or cell.font) for text, font in cell.runs]
            after = "".join(piece for piece, _ in pieces)
            encodings = {encoding for _, encoding in pieces if encoding}
        else:
            after, encoding = _decoded(str(cell.value), cell.font)
            encodings = {encoding} if encoding else set()
        if encodings:
            self.by_font.update(encodings)
            self._replace(row, column, cell, after)

    def _replace(self, row: int, column: int, cell: GridCell, after: str) -> None:
        before = str(cell.value)
        if before != after:
            cell.value, cell.runs = after, ()
            cell.font = ""
            if len(self.shown) < MOST_SHOWN:
                self.shown.append(Conversion(row, column_letters(column), before, after))

    def _by_letters(self) -> None:
        told = {
            (row, column): guess(str(cell.value))
            for row, column, cell in _texts(self.grid)
            if font_encoding(cell.font) is None
        }
        believed = Counter(encoding for encoding in told.values() if encoding)
        alike = len(believed) == 1 and not any(self.by_font) and not self._holds_unicode(self.grid.rows)
        for row, cells in self.grid.rows.items():
            spoken = {told[row, column] for column in cells if told.get((row, column))}
            shared = next(iter(believed if alike else spoken), None) if alike or len(spoken) == 1 else None
            if shared and not alike and self._holds_unicode([row]):
                shared = None
            for column, cell in cells.items():
                encoding = told.get((row, column)) or (shared if (row, column) in told else None)
                if encoding and self._is_old(cell, encoding, believed, sure=told[row, column] is not None):
                    self.by_text.append((row, encoding))
                    self._replace(row, column, cell, DECODERS[encoding](str(cell.value)))

    def _is_old(self, cell: GridCell, encoding: str, believed: Counter[str], *, sure: bool) -> bool:
        """Tell whether a cell goes along with its letters, or with its neighbours where its letters fit both."""
        text = str(cell.value)
        if text.isascii() or beyond_latin1(text):
            return False
        if not sure and fitness(text)[0] > fitness(DECODERS[encoding](text))[0]:
            return False
        return self.by_font[encoding] > 0 or believed[encoding] >= _ENOUGH_CELLS

    def _holds_unicode(self, rows: Iterable[int]) -> bool:
        texts = (str(cell.value) for row in rows for cell in self.grid.rows[row].values())
        return any(beyond_latin1(text) and guess_free(text) for text in texts)


def guess_free(text: str) -> bool:
    """Tell whether a text with letters beyond the old encodings reads as Vietnamese."""
    good, marked = fitness(text)
    return marked > 0 and good * 2 > marked


def _texts(grid: Grid) -> Iterator[tuple[int, int, GridCell]]:
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            if isinstance(cell.value, str):
                yield row, column, cell


def _decoded(text: str, font: str) -> tuple[str, str | None]:
    encoding = font_encoding(font)
    if encoding is None or beyond_latin1(text) or _reads_better_as_it_is(text, encoding):
        return text, None
    after = DECODERS[encoding](text)
    if is_capital_font(font):
        after = after.upper()
    return after, encoding if after != text else None


def _reads_better_as_it_is(text: str, encoding: str) -> bool:
    """Tell whether Unicode typed under an old font would be spoilt by converting it."""
    good, marked = fitness(text)
    if not marked or good < marked:
        return False
    after_good, after_marked = fitness(DECODERS[encoding](text))
    return after_good < after_marked


def guess(text: str) -> str | None:
    """Return the encoding in which every marked word reads as Vietnamese, where the text as it stands does not."""
    if text.isascii() or beyond_latin1(text):
        return None
    good, marked = fitness(text)
    if good == marked:
        return None
    for encoding, decode in DECODERS.items():
        after_good, after_marked = fitness(decode(text))
        if after_marked and after_good == after_marked:
            return encoding
    # Short words in capitals are no syllables (L§TT, CST§), but no Vietnamese word has such signs among its letters.
    if _TCVN3_SIGNS.search(text) and fitness(DECODERS[TCVN3](text))[0] >= good:
        return TCVN3
    return None
