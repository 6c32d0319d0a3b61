"""The register: one row for every subject, kept in order of name, and mended row by row after a change.

Reading all of a hundred thousand subjects costs a second or two; after that a search costs what it finds, and an edit
what it touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from ..domain.catalogue import Catalogue
from ..domain.records import Sex, SubjectKind
from ..domain.text import name_words, sort_words
from ..domain.tree import all_below
from ..domain.views import SubjectRow, YearState
from .bulk import many_values
from .context import Context
from .year_boxes import boxes_of, gets_ratings, years_shown

if TYPE_CHECKING:
    from ..storage.listing import Listing, SubjectHead
    from ..storage.reader import Reader

FEW = 300
"""After so many changed rows all are read anew."""

_BY_NAME = attrgetter("name_key", "code")
_KINDS = {kind.value: kind for kind in SubjectKind}
_SEXES = {sex.value: sex for sex in Sex}


@dataclass(slots=True)
class Register:
    """All rows after an act, as one day sees them. `rows` stand in order of name; `further` holds columns by code."""

    act: int
    today: date
    by_id: dict[int, SubjectRow]
    rows: list[SubjectRow]
    _laid: tuple[object, list[SubjectRow]] | None = None
    _parts: dict[str, list[str]] | None = None
    _further: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def laid_out(self, way: object, lay: Callable[[list[SubjectRow]], list[SubjectRow]]) -> list[SubjectRow]:
        """Return all rows laid out in a way: only the first question of a way has to sort them."""
        if self._laid is None or self._laid[0] != way:
            self._laid = way, lay(self.rows)
        return self._laid[1]

    def below(self, unit: str) -> set[str]:
        """Return a unit and every collective under it."""
        if self._parts is None:
            self._parts = defaultdict(list)
            for row in self.rows:
                if row.kind is SubjectKind.COLLECTIVE and row.unit:
                    self._parts[row.unit].append(row.code)
        return all_below(unit, self._parts)

    def further(self, column: str, reader: Reader, catalogue: Catalogue) -> Mapping[str, str]:
        """Return the words of a column by code, read the first time it is asked for."""
        if column not in self._further:
            found = _FURTHER[column](reader.listing, catalogue, self.today)
            known = self.by_id
            self._further[column] = {known[number].code: words for number, words in found if number in known}
        return self._further[column]


def register_of(ctx: Context, reader: Reader) -> Register:
    """Return the rows as they stand in the transaction of a reader."""
    act, today = reader.last_act(), ctx.now().date()
    kept = ctx.memory.register
    if kept is not None and (kept.act, kept.today) == (act, today):
        return kept
    touched = reader.listing.touched(kept.act, FEW) if kept is not None and kept.today == today else None
    with many_values():
        if kept is None or touched is None:
            by_id: dict[int, SubjectRow] = {}
            read = _read(reader.listing, by_id, None, today)
            by_id.update((row.id, row) for row in read)
        else:
            by_id = {number: row for number, row in kept.by_id.items() if number not in touched}
            read = _read(reader.listing, by_id, touched, today)
            by_id.update((row.id, row) for row in read)
        rows = list(by_id.values()) if kept is None or touched is None else _merged(kept.rows, touched, read)
        rows.sort(key=_BY_NAME)
    ctx.memory.register = Register(act, today, by_id, rows)
    return ctx.memory.register


def _merged(rows: Iterable[SubjectRow], touched: Collection[int], read: Iterable[SubjectRow]) -> list[SubjectRow]:
    return [*(row for row in rows if row.id not in touched), *read]


def _read(
    listing: Listing, known: Mapping[int, SubjectRow], among: Collection[int] | None, today: date
) -> list[SubjectRow]:
    """Read rows of some subjects, or of all; units are named by the heads read and by the rows known."""
    heads = list(listing.heads(among))
    units = {head.number: (head.code, head.name) for head in heads if head.kind == SubjectKind.COLLECTIVE}
    if among is not None:
        wanted = {head.unit for head in heads if head.unit is not None}
        units = {number: (known[number].code, known[number].name) for number in wanted if number in known}
    posts, grades = listing.posts(today, among), listing.grades(years_shown(today), among)
    return [
        _row(head, units.get(head.unit or 0), posts.get(head.number, ""), grades.get(head.number, 0), today)
        for head in heads
    ]


def _row(head: SubjectHead, unit: tuple[str, str] | None, post: str, marks: int, today: date) -> SubjectRow:
    kind = _KINDS[head.kind]
    years = boxes_of(marks, head.start, today) if gets_ratings(kind, head.category) else ()
    return SubjectRow(
        id=head.number,
        code=head.code,
        name=head.name,
        name_key=sort_words(head.name) if kind is SubjectKind.COLLECTIVE else name_words(head.name),
        kind=kind,
        category=head.category,
        position=post,
        unit=unit[0] if unit else None,
        unit_name=unit[1] if unit else "",
        birth_year=head.birth,
        sex=_SEXES.get(head.sex or ""),
        started=head.start,
        identified=head.identified,
        years=years,
        missing=sum(box.state is YearState.MISSING for box in years),
    )


_Found = Iterable[tuple[int, str]]


def _highest(listing: Listing, catalogue: Catalogue, _today: date) -> _Found:
    """Return the highest title or reward each holds, by its rank in the catalogue."""
    best: dict[int, tuple[int, str]] = {}
    for number, code in listing.forms():
        form = catalogue.awards.get(code)
        if form is not None and (form.rank, form.short) > best.get(number, (-1, "")):
            best[number] = form.rank, form.short
    return ((number, short) for number, (_rank, short) in best.items())


_FURTHER: Mapping[str, Callable[[Listing, Catalogue, date], _Found]] = {
    "highest": _highest,
    "round": lambda listing, _catalogue, _today: listing.rounds().items(),
    "chief": lambda listing, _catalogue, today: listing.chiefs(today).items(),
}
FURTHER = frozenset(_FURTHER)
"""Columns that are read only when they are shown."""
