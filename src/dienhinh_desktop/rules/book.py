"""All records as the rules read them: every kind of row found at once by its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

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


Item = TypeVar("Item")


def _grouped(items: Iterable[Item], key: Callable[[Item], str | None]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        name = key(item)
        if name is not None:
            found[name].append(item)
    return dict(found)
