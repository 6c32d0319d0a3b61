"""Which rows of the register answer a query, and in which order the list shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ..domain.catalogue import Catalogue
from ..domain.records import SubjectKind
from ..domain.text import sort_key
from ..domain.views import Lack, ListLayout, SubjectPage, SubjectQuery, SubjectRow, YearState
from .register import FURTHER, Register

if TYPE_CHECKING:
    from ..storage.reader import Reader


@lru_cache(maxsize=16384)
def _text(words: str) -> tuple[str, ...]:
    return sort_key(words)


_ORDER = {SubjectKind.COLLECTIVE: 0, SubjectKind.PERSON: 1, SubjectKind.HOUSEHOLD: 2}
_KIND, _MISSING = attrgetter("kind"), attrgetter("missing")
_Test = Callable[[SubjectRow], bool]
_LACKS: Mapping[Lack, _Test] = {
    Lack.BIRTH: lambda row: row.birth_year is None and row.kind is SubjectKind.PERSON,
    Lack.CITIZEN_ID: lambda row: not row.identified and row.kind is SubjectKind.PERSON,
    Lack.UNIT: lambda row: row.unit is None,
    Lack.POSITION: lambda row: not row.position and row.kind is SubjectKind.PERSON,
    Lack.CATEGORY: lambda row: row.category is None,
    Lack.START: lambda row: row.started is None and row.kind is SubjectKind.PERSON,
}
_BY: Mapping[str, Callable[[SubjectRow], Any]] = {
    "unit": lambda row: (_text(row.unit_name), row.unit or ""),
    "kind": lambda row: _ORDER[row.kind],
    "name": lambda row: row.name_key,
    "position": lambda row: (not row.position, _text(row.position)),
    "years": lambda row: [-(box.grade or 0) for box in row.years],
    "missing": lambda row: -row.missing,
    "birth": lambda row: (row.birth_year is None, row.birth_year or 0),
    "code": lambda row: row.code,
}


def page_of(
    register: Register, reader: Reader, catalogue: Catalogue, query: SubjectQuery, layout: ListLayout
) -> SubjectPage:
    """Return what a query finds, laid out; the counts are of what text and unit find, whatever else is asked."""
    further = {column: register.further(column, reader, catalogue) for column in sorted(layout.columns & FURTHER)}
    way = layout.group, layout.order
    rows = _named(register.laid_out(way, lambda rows: _ordered(rows, layout, further)), register, reader, query)
    counted = Counter(map(_KIND, rows))
    shown = _narrowed(rows, register, reader, catalogue, query)
    return SubjectPage(
        rows=tuple(shown),
        total=len(rows),
        by_kind={kind: counted[kind] for kind in SubjectKind},
        with_missing=sum(map(bool, map(_MISSING, rows))),
        further=further,
    )


def count_of(register: Register, reader: Reader, catalogue: Catalogue, query: SubjectQuery) -> int:
    """Return how many subjects a query finds."""
    return len(_narrowed(_named(register.rows, register, reader, query), register, reader, catalogue, query))


def _named(rows: Sequence[SubjectRow], register: Register, reader: Reader, query: SubjectQuery) -> Sequence[SubjectRow]:
    """Return the rows text and unit find."""
    if query.text.strip():
        found = reader.search(query.text)
        rows = [row for row in rows if row.code in found]
    if query.unit is not None:
        below = register.below(query.unit)
        rows = [row for row in rows if row.unit in below or row.code == query.unit]
    return rows


def _narrowed(
    rows: Sequence[SubjectRow], register: Register, reader: Reader, catalogue: Catalogue, query: SubjectQuery
) -> Sequence[SubjectRow]:
    left = rows
    for test in _tests(register, reader, catalogue, query):
        left = [row for row in left if test(row)]
    return left


def _tests(register: Register, reader: Reader, catalogue: Catalogue, query: SubjectQuery) -> Iterator[_Test]:
    """Yield what a row must answer, the cheapest first."""
    if query.kind is not None:
        yield lambda row: row.kind is query.kind
    if query.only_missing:
        yield lambda row: row.missing > 0
    if query.sex is not None:
        yield lambda row: row.sex is query.sex
    if query.category is not None:
        yield lambda row: row.category == query.category
    if query.age_from is not None or query.age_to is not None:
        last = register.today.year - (query.age_from or 0)
        first = register.today.year - query.age_to if query.age_to is not None else 0
        yield lambda row: row.birth_year is not None and first <= row.birth_year <= last
    if query.unrated is not None:
        yield lambda row: _unrated(row, query.unrated)
    for lack in sorted(query.lacks):
        yield _LACKS[lack]
    if query.trait is not None:
        bearing = reader.listing.bearing(query.trait)
        yield lambda row: row.id in bearing
    if (award := query.award) is not None:
        winners = reader.listing.winners(_forms(catalogue, award.form), award.year)
        yield lambda row: (row.id in winners) is award.held


def _unrated(row: SubjectRow, year: int | None) -> bool:
    return any(box.year == year and box.state in (YearState.MISSING, YearState.OPEN) for box in row.years)


def _forms(catalogue: Catalogue, wanted: str) -> list[str]:
    """Return the forms that count as one: itself, and those it is the parent of."""
    return [code for code in {wanted, *catalogue.awards} if catalogue.is_form(code, wanted, None)]


def _ordered(
    rows: Sequence[SubjectRow], layout: ListLayout, further: Mapping[str, Mapping[str, str]]
) -> list[SubjectRow]:
    """Return rows in order of name under the keys asked for, under their groups; sorting is stable, so last key first.

    Without a key, collectives stand before people and people before households.
    """
    laid = list(rows)
    keys = list(layout.order) or [("kind", False)]
    if layout.group:
        keys.insert(0, (layout.group, False))
    for column, falling in reversed(keys):
        key = _BY.get(column) or _by_words(further.get(column, {}))
        laid.sort(key=key, reverse=falling)
    return laid


def _by_words(words: Mapping[str, str]) -> Callable[[SubjectRow], Any]:
    """Return the key that orders rows by the words of a column, those without any last."""
    return lambda row: (row.code not in words, _text(words.get(row.code, "")))
