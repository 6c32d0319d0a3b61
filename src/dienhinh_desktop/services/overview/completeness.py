"""Which records lack the rating of a closed year, and the same by unit: the heat table of the overview."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...domain.overview import UnitYears, YearGap
from ...domain.records import Subject, SubjectKind
from ...domain.text import sort_key
from ...domain.tree import line_up
from ...rules.book import Book
from ..year_boxes import is_closed, is_rated, years_shown


@dataclass(frozen=True, slots=True)
class Lacking:
    """Records by year: those that should have a rating, and those of them that have none."""

    asked: Mapping[int, tuple[Subject, ...]]
    missing: Mapping[int, tuple[Subject, ...]]


def lacking_ratings(book: Book, today: date) -> Lacking:
    """Find who has no rating in each of the years a list of records shows; open years ask nobody (Q4)."""
    years = years_shown(today)
    rated = {(row.subject, row.year) for row in book.records.ratings}
    subjects = [subject for subject in book.records.subjects if is_rated(subject)]
    asked = {
        year: tuple(item for item in subjects if item.start is None or item.start.year <= year)
        if is_closed(year, today)
        else ()
        for year in years
    }
    return Lacking(
        asked=asked,
        missing={
            year: tuple(item for item in found if (item.code, year) not in rated) for year, found in asked.items()
        },
    )


def unit_years(book: Book, lacking: Lacking) -> tuple[UnitYears, ...]:
    """Count what lacks by unit right below the agency; the agency counts for itself and who hangs on it directly."""
    root = book.root.code if book.root else None
    tops = {code: _top(book, root, code) for code in book.subjects}
    asked, missing = _by_unit(lacking.asked, tops), _by_unit(lacking.missing, tops)
    units = sorted({unit for unit, _year in asked}, key=lambda code: (code != root, sort_key(book.subjects[code].name)))
    return tuple(
        UnitYears(
            unit,
            book.subjects[unit].name,
            tuple(YearGap(year, asked.get((unit, year), 0), missing.get((unit, year), 0)) for year in lacking.asked),
        )
        for unit in units
    )


def _by_unit(found: Mapping[int, tuple[Subject, ...]], tops: Mapping[str, str]) -> dict[tuple[str, int], int]:
    counted: dict[tuple[str, int], int] = defaultdict(int)
    for year, subjects in found.items():
        for subject in subjects:
            counted[tops[subject.code], year] += 1
    return dict(counted)


def _top(book: Book, root: str | None, code: str) -> str:
    """Return the unit right below the agency a subject belongs to, the agency itself, or the topmost unit there is."""
    line = line_up(code, lambda below: book.subjects[below].unit if below in book.subjects else None)
    units = [item for item in line if item in book.subjects and book.subjects[item].kind is SubjectKind.COLLECTIVE]
    if root in units:
        return units[max(units.index(root) - 1, 0)]
    return units[-1] if units else code
