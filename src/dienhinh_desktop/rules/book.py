"""The records as the rules read them: every kind of row found at once by its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol, TypeVar

from ..domain.catalogue import AwardForm, Catalogue
from ..domain.records import Award, Initiative, Records, Registration, Subject, SubjectKind
from ..domain.text import decision_key, fold


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


class Book:
    """An index over `Records`, built once for a question and shared by all subjects."""

    def __init__(self, records: Records, catalogue: Catalogue) -> None:
        """Index the records; nothing is copied."""
        self.catalogue = catalogue
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

    @cached_property
    def children(self) -> dict[str, list[Subject]]:
        """Subjects by the code of the unit they hang on."""
        found: dict[str, list[Subject]] = defaultdict(list)
        for subject in self.records.subjects:
            if subject.unit is not None:
                found[subject.unit].append(subject)
        return dict(found)

    def registrations_of(self, plan: str) -> list[Registration]:
        """Return all registrations under a plan, in the order of the records."""
        return [row for row in self.records.registrations if row.plan == plan]

    @cached_property
    def root(self) -> Subject | None:
        """The agency itself: of the collectives that hang on no unit, the one with most subjects below it."""
        tops = [s for s in self.records.subjects if s.kind is SubjectKind.COLLECTIVE and s.unit is None]
        return max(tops, key=lambda top: sum(1 for _ in self.below(top.code)), default=None)

    def below(self, code: str) -> Iterator[Subject]:
        """Yield every subject under a unit, at any depth (a ring of units is walked once)."""
        seen, waiting = {code}, [code]
        while waiting:
            for child in self.children.get(waiting.pop(), []):
                if child.code not in seen:
                    seen.add(child.code)
                    waiting.append(child.code)
                    yield child

    @cached_property
    def _largest_shares(self) -> dict[tuple[str, str], float]:
        shares: dict[tuple[str, str], float] = defaultdict(float)
        for row in self.records.initiatives:
            key = _initiative_key(row)
            shares[key] = max(shares[key], row.share or 0.0)
        return shares

    def is_main_author(self, initiative: Initiative) -> bool:
        """Tell whether nobody else has a larger share in the same initiative (same name, same decision)."""
        return (initiative.share or 0.0) >= self._largest_shares[_initiative_key(initiative)]

    def form_of(self, award: Award) -> str:
        """Return the form an award counts as: BK_BO given by Bộ Ngoại giao is BK_BNG."""
        for form in self._forms_by_issuer.get(award.form, ()):
            if self.catalogue.is_form(award.form, form.code, award.issuer):
                return form.code
        return award.form

    @cached_property
    def _forms_by_issuer(self) -> dict[str, list[AwardForm]]:
        found: dict[str, list[AwardForm]] = defaultdict(list)
        for form in self.catalogue.awards.values():
            if form.parent is not None and form.issuer is not None:
                found[form.parent].append(form)
        return found


def _initiative_key(row: Initiative) -> tuple[str, str]:
    return fold(row.name), decision_key(row.decision or "")
