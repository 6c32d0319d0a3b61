"""How one field of a record is kept in one column."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..domain.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a record and the column it is kept in; `refers` marks a subject code kept as a row id."""

    field: str
    column: str
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None
    refers: bool = False


def same(*names: str) -> tuple[Cell, ...]:
    """Return cells kept as they are, under their own names."""
    return tuple(Cell(name, name) for name in names)


def day(field: str, column: str | None = None) -> Cell:
    """Return the cell of a day."""
    return Cell(field, column or field, date.isoformat, date.fromisoformat)


def moment(field: str) -> Cell:
    """Return the cell of a day with its time."""
    return Cell(field, field, datetime.isoformat, datetime.fromisoformat)


def partial(field: str) -> Cell:
    """Return the cell of a day as precise as it is known."""
    return Cell(field, field, PartialDate.iso, PartialDate.from_iso)


def flag(field: str) -> Cell:
    """Return the cell of a yes or no."""
    return Cell(field, field, int, bool)


def code(field: str, column: str) -> Cell:
    """Return the cell of another subject's code."""
    return Cell(field, column, refers=True)


def words(field: str) -> Cell:
    """Return the cell of several texts."""
    return Cell(
        field,
        field,
        lambda words: json.dumps(words, ensure_ascii=False) if words else None,
        lambda t: tuple(json.loads(t)),
    )


def as_json(field: str) -> Cell:
    """Return the cell of a mapping of texts."""
    return Cell(field, field, lambda value: json.dumps(dict(value), ensure_ascii=False, sort_keys=True), json.loads)
