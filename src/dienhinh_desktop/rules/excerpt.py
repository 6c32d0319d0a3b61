"""A few subjects out of many: every row is read when a condition first asks for it, and nothing else is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from ..domain.catalogue import Catalogue
from ..domain.records import Initiative, Records, Registration, Subject, SubjectKind
from .lookup import Lookup, initiative_key


class Source(Protocol):
    """Where an excerpt reads from: one state of the records, for as long as the excerpt is in use."""

    def codes(self) -> Collection[str]:
        """Return the codes of all subjects."""

    def records(self, subjects: Iterable[str] | None = None, kinds: Collection[str] | None = None) -> Records:
        """Return the rows of some subjects, of some kinds."""

    def hanging_on(self, codes: Iterable[str]) -> tuple[Subject, ...]:
        """Return the subjects right below some units."""

    def located_in(self, codes: Iterable[str]) -> tuple[Subject, ...]:
        """Return the subjects whose Địa bàn is one of these."""

    def of_kind(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """Return all subjects of a kind."""

    def registered(self, plan: str) -> tuple[Registration, ...]:
        """Return all registrations under a plan."""

    def tops(self) -> tuple[Subject, ...]:
        """Return the collectives that hang on no unit."""

    def count_below(self, code: str) -> int:
        """Return how many subjects there are under a unit."""

    def named_alike(self, name: str) -> tuple[Initiative, ...]:
        """Return all initiatives of a name."""


Company = Mapping[str, Collection[str]]
"""Who is read along with whom."""


class _Asked:
    """Rows of one kind, read by subject; those gathered with it come along."""

    def __init__(
        self, read: Callable[[Collection[str]], Iterable[Any]], company: Mapping[str, Collection[str]]
    ) -> None:
        self._read, self._company = read, company
        self._held: dict[str, list[Any]] = {}

    def of(self, code: str) -> Sequence[Any]:
        """Return the rows of one subject."""
        if code not in self._held:
            wanted = [one for one in self._company.get(code, (code,)) if one not in self._held]
            self._held.update({one: [] for one in wanted})
            for row in self._read(wanted):
                self._held[row.subject].append(row)
        return self._held[code]


class _Subjects(Mapping[str, Subject]):
    """Subjects by code, read when first looked up; going through all of them asks for all codes."""

    def __init__(self, source: Source, company: Company) -> None:
        self._source, self._company = source, company
        self._held: dict[str, Subject | None] = {}

    def __getitem__(self, code: str) -> Subject:
        if code not in self._held:
            wanted = [one for one in self._company.get(code, (code,)) if one not in self._held]
            self._held.update(dict.fromkeys(wanted))
            self.meet(self._source.records(wanted, {"subjects"}).subjects)
        found = self._held[code]
        if found is None:
            raise KeyError(code)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._source.codes())

    def __len__(self) -> int:
        return len(self._source.codes())

    def meet(self, subjects: Iterable[Subject]) -> None:
        """Keep subjects that came up otherwise."""
        self._held.update({subject.code: subject for subject in subjects})


class _Related:
    """Subjects by the one they hang on or lie in; whoever was found and not asked about yet is asked about along."""

    def __init__(
        self,
        read: Callable[[Iterable[str]], tuple[Subject, ...]],
        field: str,
        meet: Callable[[Iterable[Subject]], None],
    ) -> None:
        self._read, self._field, self._meet = read, field, meet
        self._held: dict[str, list[Subject]] = {}
        self._next: set[str] = set()

    def of(self, code: str) -> Sequence[Subject]:
        """Return the subjects of one."""
        if code not in self._held:
            wanted = self._next if code in self._next else {code}
            self._held.update({one: [] for one in wanted})
            found = self._read(wanted)
            self._meet(found)
            for subject in found:
                self._held[getattr(subject, self._field)].append(subject)
            self._next = {subject.code for subject in found} | (self._next - wanted)
            self._next -= self._held.keys()
        return self._held[code]


class Excerpt(Lookup):
    """Answers as a `Book` over all records of the source would, having read only what was asked for."""

    def __init__(self, source: Source, catalogue: Catalogue) -> None:
        """Read nothing yet."""
        super().__init__(catalogue)
        self._source = source
        self._company: dict[str, tuple[str, ...]] = {}
        self._kinds: dict[SubjectKind, tuple[Subject, ...]] = {}
        self.subjects = self._subjects = _Subjects(source, self._company)
        self._units = _Related(source.hanging_on, "unit", self._subjects.meet)
        self._places = _Related(source.located_in, "locality", self._subjects.meet)
        self.positions = self._rows("positions")
        self.ratings = self._rows("ratings")
        self.awards = self._rows("awards")
        self.initiatives = self._rows("initiatives")
        self.indicators = self._rows("indicators")
        self.household_statuses = self._rows("household_statuses")
        self.contributions = self._rows("contributions")
        self.attestations = self._rows("attestations")
        self.disciplines = self._rows("disciplines")
        self.registrations = self._rows("registrations")

    def _rows(self, kind: str) -> _Asked:
        return _Asked(lambda codes: getattr(self._source.records(codes, {kind}), kind), self._company)

    def gather(self, codes: Iterable[str]) -> None:
        """Read the rows of these together from now on."""
        together = tuple(dict.fromkeys(codes))
        self._company.update(dict.fromkeys(together, together))

    def hanging_on(self, code: str) -> Sequence[Subject]:
        """Return the subjects right below a unit."""
        return self._units.of(code)

    def located_in(self, code: str) -> Sequence[Subject]:
        """Return the subjects whose Địa bàn is this one."""
        return self._places.of(code)

    def of_kind(self, kind: SubjectKind) -> Sequence[Subject]:
        """Return all subjects of a kind: a comparison with all of them asks, and a quota for the collectives."""
        if kind not in self._kinds:
            self._kinds[kind] = self._source.of_kind(kind)
            self._subjects.meet(self._kinds[kind])
        return self._kinds[kind]

    def registered(self, plan: str) -> Sequence[Registration]:
        """Return all registrations under a plan."""
        return self._source.registered(plan)

    @cached_property
    def root(self) -> Subject | None:
        """The agency itself; where several could be it, what hangs on each is counted."""
        tops = self._source.tops()
        if len(tops) < 2:
            return next(iter(tops), None)
        return max(tops, key=lambda top: self._source.count_below(top.code))

    def _shares(self, initiative: Initiative) -> float:
        key = initiative_key(initiative)
        alike = self._source.named_alike(initiative.name)
        return max([0.0, *(row.share or 0.0 for row in alike if initiative_key(row) == key)])
