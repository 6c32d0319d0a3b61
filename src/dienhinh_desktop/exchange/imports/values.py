"""One kind of cell: how its words become a value and how the value is written back, so that both stay one thing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import short_date

Cell = str | float | date | datetime | time | timedelta | None
"""What a workbook cell holds: numbers are finite, TRUE and FALSE are words, a `date` is a real Excel date."""

LONGEST_CELL = 32_767
"""Most UTF-16 units an Excel cell can hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell said: a value, a doubt to show (warning), or why it cannot be taken (error)."""

    value: Any = None
    warning: str | None = None
    error: str | None = None


NOTHING = Reading()
"""An empty cell: not known."""


class Kind(ABC):
    """A kind of value in one column: its reading, its writing, its closed list of words."""

    text_format = False
    """Whether Excel must keep what is typed as text (codes, numbers with leading zeros, decision numbers)."""

    date_format = False
    """Whether an empty cell of the column already shows dates as dd/mm/yyyy."""

    long = False
    """Whether cells may hold several lines."""

    @abstractmethod
    def read(self, raw: Cell, catalogue: Catalogue, /) -> Reading:
        """Return what a filled cell says; never raises for anything a clerk can type."""

    def write(self, value: Any, _catalogue: Catalogue, /) -> Cell:
        """Return the cell from which `read` gets the same value."""
        text: Cell = value
        return text

    def choices(self, _catalogue: Catalogue, /) -> tuple[str, ...]:
        """Return the words of a closed list, for a drop-down in the workbook; empty where anything may stand."""
        return ()


def cell_text(raw: Cell) -> str:
    """Return what a cell shows, for columns that hold words: 12 for 12.0, 05/6/2025 for a date."""
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(raw).replace(".", ",")
    if isinstance(raw, datetime):
        return short_date(raw.date()) if raw.time() == time() else f"{raw:%H:%M} {short_date(raw.date())}"
    if isinstance(raw, date):
        return short_date(raw)
    return str(raw)
