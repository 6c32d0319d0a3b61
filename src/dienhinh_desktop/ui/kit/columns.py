"""Columns declared as data: what a table shows of a row, how it is drawn, sorted and spoken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Qt


class CellKind(Enum):
    """How the delegate draws a cell, and what `Column.value` must give it."""

    TEXT = auto()
    """`text`, in the colour token of `tone`."""
    NAME = auto()
    """`text` as the thing the row is about; bold while the row is chosen."""
    TWO_LINE = auto()
    """`text` above, `value` (str) below in caption size; needs `Table(row_height=44)`."""
    CHIP = auto()
    """`value` is a Mark; `text` its word, on the soft ground."""
    MARK = auto()
    """`value` is a Mark; the shape, and `text` beside it in its colour where the column is wide enough."""
    YEARS = auto()
    """`value` is a tuple of YearBox."""
    CHECK = auto()
    """A tick box for the row's place in `TableModel.ticked`; no `text` needed."""
    PICK = auto()
    """A tick box that is the selection itself, in a table of `many`; no `text` needed."""
    BAR = auto()
    """`value` is a Bar; `text` ("18/19") stands beside it."""
    PILLS = auto()
    """`value` is (done, all); `text` stands beside them."""
    BUTTON = auto()
    """`text` as a small button ("Bổ sung"), nothing when empty; `Table.pressed` tells a click or the Insert key."""
    ICON = auto()
    """`value` is an icon name of resources/icons, or None; `text` is what it says."""
    CLIP = auto()
    """`value` is how many files there are, or a Mark where one is missing; `text` says it. A click is `pressed`."""


class Align(Enum):
    """Text left, numbers right, glyphs in the middle."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    RIGHT = Qt.AlignmentFlag.AlignRight
    CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """A share to draw: from 0 to 1, in a colour token."""

    share: float
    tone: str = "ok"


def _default_tone(_row: Any) -> str:
    return "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `width` is px at the text size "Vừa", None stretches; callables get the row's object.

    A column without width never falls under `least`; where room is short, columns marked `optional` are hidden, the
    last first. Columns marked `extra` are hidden until they are chosen.
    `sort` gives what rows are ordered by (the text, where None); `spoken` what a screen reader says instead of the
    text; `tip` the tooltip.
    """

    key: str
    heading: str
    text: Callable[[Any], str]
    width: int | None = None
    align: Align = Align.LEFT
    kind: CellKind = CellKind.TEXT
    value: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str] = _default_tone
    least: int = 120
    optional: bool = False
    extra: bool = False
    sort: Callable[[Any], Any] | None = None
    spoken: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A heading row over the rows that follow it: "Phòng Lãnh sự", "17 người, thiếu 4"."""

    text: str
    note: str = ""
