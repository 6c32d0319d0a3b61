"""What the XML of one sheet shows before a reader is let near it: cells in trouble, and how far cells reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_TROUBLES = 100_000
MOST_DENSE_CELLS = 12_000_000
"""Rows × columns that may be laid out in memory, at 31 bytes a cell."""

UNCALCULATED = ""
"""The trouble of a formula that holds no result; other troubles are the error the cell shows (#N/A)."""

# Every repetition is bounded, so that no crafted text makes the search slow.
_REFERENCE = rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"([^>]{0,200})>\s*'
_FORMULA = rb"<(?:\w+:)?f(?:\s[^>]{0,400})?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
_ERROR_CELL = re.compile(_REFERENCE + rb"(?:" + _FORMULA + rb")?<(?:\w+:)?v>(#[^<]*)<")
_UNCALCULATED = re.compile(
    _REFERENCE + _FORMULA + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def _cell(reference: bytes) -> re.Pattern[bytes]:
    """Find a cell that holds something; styled blanks (<c r="A9" s="1"/>) take no room."""
    return re.compile(rb'c r="' + reference + rb'\d*"[^>]{0,200}(?<!/)>')


# How far the cells of a sheet reach: each pattern finds a cell beyond the limit before it.
_WIDTHS = (
    (16, _cell(rb"(?:[Q-Z]|[A-Z]{2,3})\d"), 26),
    (26, _cell(rb"[A-Z]{2,3}\d"), 200),
    (200, _cell(rb"(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})\d"), 16_384),
)
_HEIGHTS = (
    (10_000, _cell(rb"[A-Z]{1,3}\d{5}"), 100_000),
    (100_000, _cell(rb"[A-Z]{1,3}\d{6}"), 700_000),
    (700_000, _cell(rb"[A-Z]{1,3}(?:[7-9]\d{5}|\d{7})"), 1_048_576),
)
_PLACELESS = re.compile(rb'<(?:\w+:)?c(?! r=")[\s/>]')


class Refused(Exception):
    """The file is not read; the text says why and what to do, to follow "Không đọc được x: "."""


class TooLarge(Refused):
    """The file would unpack beyond reason."""


class Locked(Refused):
    """The file needs a password."""


@dataclass(slots=True)
class PartSurvey:
    """What was seen in the XML of one sheet: troubles, reach, and whether every cell says where it stands."""

    troubles: dict[tuple[int, int], str] = field(default_factory=dict)
    columns: int = _WIDTHS[0][0]
    rows: int = _HEIGHTS[0][0]
    placeless: bool = False

    @property
    def dense(self) -> bool:
        """Whether rows × columns stay small, so that a reader may lay the whole sheet out in memory."""
        return not self.placeless and self.rows * self.columns <= MOST_DENSE_CELLS

    def look(self, data: bytes) -> None:
        """Note what one stretch of XML shows."""
        self.columns = _reach(self.columns, _WIDTHS, data)
        self.rows = _reach(self.rows, _HEIGHTS, data)
        self.placeless = self.placeless or _PLACELESS.search(data) is not None
        if b' t="e"' in data:
            self._note(_ERROR_CELL, data, b' t="e"')
        if b"<f" in data or b":f" in data:
            self._note(_UNCALCULATED, data, b"")

    def _note(self, pattern: re.Pattern[bytes], data: bytes, sign: bytes) -> None:
        for found in pattern.finditer(data):
            if len(self.troubles) >= MOST_TROUBLES:
                raise Refused("có quá nhiều ô báo lỗi hoặc công thức chưa tính. Mở bằng Excel, sửa rồi lưu lại.")
            attributes = found[3]
            if sign in attributes and (sign or b't="str"' not in attributes):
                what = found[4].decode("utf-8", "replace") if sign else UNCALCULATED
                self.troubles.setdefault((int(found[2]), column_number(found[1].decode())), what)


def _reach(known: int, steps: tuple[tuple[int, re.Pattern[bytes], int], ...], data: bytes) -> int:
    for limit, beyond, following in steps:
        if known == limit and beyond.search(data):
            known = following
    return known


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
