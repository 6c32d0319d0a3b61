"""The years a list or a card of records shows of a subject: graded, missing, open, or before its time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ..domain.records import Grade, Subject, SubjectKind
from ..domain.views import YearBox, YearState

YEARS_SHOWN = 5
_CLOSING = (12, 15)
"""Month and day from which a year without a rating is missing one (Q4 of the cases)."""
_UNRATED = {"THON", "BAN", "TO_DAN_PHO"}


def years_shown(today: date) -> range:
    """Return the years a list of records shows: the last five up to today."""
    return range(today.year - YEARS_SHOWN + 1, today.year + 1)


def is_rated(subject: Subject) -> bool:
    """Tell whether a subject gets a yearly rating: households and hamlets get none."""
    return gets_ratings(subject.kind, subject.category)


def gets_ratings(kind: SubjectKind, category: str | None) -> bool:
    """Tell whether subjects of a kind and a Phân loại get a yearly rating."""
    return kind is not SubjectKind.HOUSEHOLD and category not in _UNRATED


def is_closed(year: int, today: date) -> bool:
    """Tell whether a year is closed: from 15/12 a rating of it is missed (Q4)."""
    return today >= date(year, *_CLOSING)


def year_boxes(subject: Subject, grades: Mapping[int, set[Grade]], today: date) -> tuple[YearBox, ...]:
    """Return one box per year shown; a year is closed from 15/12 (Q4), and open before that."""
    if not is_rated(subject):
        return ()
    first = years_shown(today)[0]
    held = ((year, grade) for year, found in grades.items() for grade in found if first <= year <= today.year)
    marks = sum(1 << (4 * (year - first) + grade - 1) for year, grade in held)
    return boxes_of(marks, subject.start.year if subject.start else None, today)


@lru_cache(maxsize=65536)
def boxes_of(marks: int, start: int | None, today: date) -> tuple[YearBox, ...]:
    """Return the boxes of a subject that began in the year `start`.

    `marks` are its grades: bit 4 × (year - first year shown) + grade - 1. Subjects of the same content share one tuple.
    """
    years = years_shown(today)
    return tuple(_box(year, marks >> 4 * (year - years[0]) & 15, start, today) for year in years)


@lru_cache(maxsize=1024)
def _box(year: int, marks: int, start: int | None, today: date) -> YearBox:
    grades = [grade for grade in Grade if marks >> grade - 1 & 1]
    if len(grades) == 1:
        return YearBox(year, YearState.GRADED, grades[0])
    if grades:
        return YearBox(year, YearState.CONFLICT)
    if start is not None and year < start:
        return YearBox(year, YearState.NOT_YET)
    return YearBox(year, YearState.MISSING if is_closed(year, today) else YearState.OPEN)
