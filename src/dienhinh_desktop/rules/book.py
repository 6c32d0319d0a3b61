"""All records as the rules read them: every kind of row found at once by its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol, TypeVar

from ..domain.catalogue import Catalogue
from ..domain.records import Initiative, Records, Registration, Subject, SubjectKind
from .lookup import Lookup, initiative_key


class _OfSubject(Protocol):
    @property
    def subject(self) -> str: ...


Row = TypeVar("Row", bound=_OfSubject)


class BySubject(dict[str, list[Row]]):
    """Rows by the code of their subject; a subject without rows has an empty list."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Sort the rows under their subjects, in the order given."""
        super().__init__()
        for row in rows:
            self.setdefault(row.subject, []).append(row)

    def of(self, code: str) -> list[Row]:
        """Return the rows of one subject."""
        return self.get(code, [])

    def revised(self, fresh: Iterable[Row], codes: Collection[str]) -> BySubject[Row]:
        """Return the rows with all those of some subjects replaced."""
        made = BySubject(fresh)
        made.update((code, rows) for code, rows in self.items() if code not in codes)
        return made


class Book(Lookup):
    """An index over `Records`, built once for a question and shared by all subjects."""

    def __init__(self, records: Records, catalogue: Catalogue) -> None:
        """Index the records; nothing is copied."""
        super().__init__(catalogue)
        self.records = records
        self.subjects: dict[str, Subject] = {subject.code: subject for subject in records.subjects}
        self.positions = BySubject(records.positions)
        self.ratings = BySubject(records.ratings)
        self.awards = BySubject(records.awards)
        self.initiatives = BySubject(records.initiatives)
        self.indicators = BySubject(records.indicators)
        self.household_statuses = BySubject(records.household_statuses)
        self.contributions = BySubject(records.contributions)
        self.attestations = BySubject(records.attestations)
        self.disciplines = BySubject(records.disciplines)
        self.registrations = BySubject(records.registrations)

    def revised(self, fresh: Records, codes: Collection[str], kinds: Collection[str]) -> Book:
        """Return the index after rows of some kinds changed: `fresh` has all rows of those kinds of these subjects.

        Nobody came or went, and everybody hangs where they hung. What did not change is shared with this index.
        """
        made = copy(self)
        mended = {kind: _mended(getattr(self.records, kind), getattr(fresh, kind), kind, codes) for kind in kinds}
        made.records = replace(self.records, **mended)
        for kind in kinds:
            if kind == "subjects":
                made.subjects = {**self.subjects, **{subject.code: subject for subject in fresh.subjects}}
            elif kind != "plan_documents":
                setattr(made, kind, getattr(self, kind).revised(getattr(fresh, kind), codes))
        made._standings = {} if {"subjects", "registrations", "indicators"} & {*kinds} else dict(self._standings)
        for name, leaned_on in _KEPT.items():
            if leaned_on in kinds:
                made.__dict__.pop(name, None)
        return made

    def hanging_on(self, code: str) -> Sequence[Subject]:
        """Return the subjects right below a unit."""
        return self._by_unit.get(code, [])

    def located_in(self, code: str) -> Sequence[Subject]:
        """Return the subjects whose Địa bàn is this one."""
        return self._by_locality.get(code, [])

    def of_kind(self, kind: SubjectKind) -> Sequence[Subject]:
        """Return all subjects of a kind."""
        return [subject for subject in self.records.subjects if subject.kind is kind]

    def registered(self, plan: str) -> Sequence[Registration]:
        """Return all registrations under a plan."""
        return self._by_plan.get(plan, [])

    @cached_property
    def root(self) -> Subject | None:
        """The agency itself: of the collectives that hang on no unit, the one with most subjects below it."""
        tops = [s for s in self.records.subjects if s.kind is SubjectKind.COLLECTIVE and s.unit is None]
        return max(tops, key=lambda top: sum(1 for _ in self.below(top.code)), default=None)

    def gather(self, codes: Iterable[str]) -> None:
        """Do nothing: all is at hand."""

    def _shares(self, initiative: Initiative) -> float:
        return self._largest_shares[initiative_key(initiative)]

    @cached_property
    def _by_unit(self) -> dict[str, list[Subject]]:
        return _grouped(self.records.subjects, lambda subject: subject.unit)

    @cached_property
    def _by_locality(self) -> dict[str, list[Subject]]:
        return _grouped(self.records.subjects, lambda subject: subject.locality)

    @cached_property
    def _by_plan(self) -> dict[str, list[Registration]]:
        return _grouped(self.records.registrations, lambda row: row.plan)

    @cached_property
    def _largest_shares(self) -> dict[tuple[str, str], float]:
        shares: dict[tuple[str, str], float] = defaultdict(float)
        for row in self.records.initiatives:
            key = initiative_key(row)
            shares[key] = max(shares[key], row.share or 0.0)
        return shares


_KEPT = {
    "_by_unit": "subjects",
    "_by_locality": "subjects",
    "root": "subjects",
    "_by_plan": "registrations",
    "_largest_shares": "initiatives",
}
"""What an index keeps once it was asked for → the kind of row it is made of."""


def _mended(held: tuple[Any, ...], fresh: tuple[Any, ...], kind: str, codes: Collection[str]) -> tuple[Any, ...]:
    """Return the rows of a kind in the order they were entered, those of some subjects replaced."""
    if kind == "plan_documents":
        return fresh
    owner = "code" if kind == "subjects" else "subject"
    return tuple(sorted([*(row for row in held if getattr(row, owner) not in codes), *fresh], key=lambda row: row.id))


Item = TypeVar("Item")


def _grouped(items: Iterable[Item], key: Callable[[Item], str | None]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        name = key(item)
        if name is not None:
            found[name].append(item)
    return dict(found)
