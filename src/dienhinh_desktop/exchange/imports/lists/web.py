"""Sheets out of web pages saved under an Excel name: the tables of the page as one sheet, row under row."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .grids import LONGEST_TEXT, MOST_LIST_COLUMNS, MOST_LIST_ROWS, MOST_MERGES, Grid, GridCell, GridFile

_SPACES = re.compile(r"[ \t\r\n\f]+")
_FONT = re.compile(r"font-family\s*:\s*['\"]?([^;'\",]+)", re.IGNORECASE)
_MOST_SPAN = 1_000
_MOST_TAKEN = 200_000
"""Places under cells that reach down which are remembered; no real page has so many."""
_SKIPPED = {"style", "script", "title"}


def read_web(text: str) -> GridFile:
    """Return the rows of all tables of a page as one sheet; text outside tables is left out."""
    page = _Page()
    page.feed(text)
    page.close()
    page.close_cell()
    return GridFile("html", [page.grid])


class _Page(HTMLParser):
    """Walks through the page; spans become merged areas, <br> a line break."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grid = Grid()
        self._row = self._column = 0
        self._span = (1, 1)
        self._words: list[str] | None = None
        self._taken: dict[tuple[int, int], bool] = {}
        self._fonts: list[str] = []
        self._font = ""
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row, a cell, a line."""
        if tag == "tr":
            self.close_cell()
            self._row += 1
            self._column = 0
        elif tag in ("td", "th"):
            self.close_cell()
            self._open_cell(dict(attrs))
        elif tag in ("br", "p", "div") and self._words:
            self._words.append("\n")
        elif tag == "font" and self._words is not None:
            self._font = dict(attrs).get("face") or self._font
        elif tag in _SKIPPED:
            self._skip += 1

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in ("td", "th", "tr", "table"):
            self.close_cell()
        elif tag in _SKIPPED and self._skip:
            self._skip -= 1

    def handle_data(self, data: str) -> None:
        """Keep the words of a cell."""
        if self._words is not None and not self._skip:
            self._words.append(_SPACES.sub(" ", data))

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._row = max(self._row, 1)
        self._column += 1
        while self._taken.get((self._row, self._column)) and self._column <= MOST_LIST_COLUMNS:
            self._column += 1
        self._span = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        self._words = []
        found = _FONT.search(attributes.get("style") or "")
        self._font = found[1] if found else ""

    def close_cell(self) -> None:
        """End the open cell, if there is one."""
        if self._words is None:
            return
        text = "".join(self._words).strip()[:LONGEST_TEXT]
        self._words = None
        down, right = self._span
        right = min(right, MOST_LIST_COLUMNS)
        if self._row <= MOST_LIST_ROWS and text.strip("\xa0 "):
            self.grid.put(self._row, self._column, GridCell(text, self._font))
        if (down > 1 or right > 1) and len(self.grid.merges) < MOST_MERGES:
            last = (self._row + down - 1, self._column + right - 1)
            self.grid.merges.append((self._row, self._column, *last))
            for row in range(self._row + 1, self._row + min(down, 200)):
                if len(self._taken) < _MOST_TAKEN:
                    self._taken.update(
                        dict.fromkeys(((row, column) for column in range(self._column, last[1] + 1)), True)
                    )
        self._column += right - 1


def _span(value: str | None) -> int:
    return max(1, min(int(value), _MOST_SPAN)) if value and value.isdigit() and len(value) < 5 else 1
