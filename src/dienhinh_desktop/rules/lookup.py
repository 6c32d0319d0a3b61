"""What a verdict may look up: the rows of a subject, and the few other subjects its conditions name.

Conditions ask only through `Lookup`, so that what they need of others is known by what they ask: `Book` answers out of
all records, `Excerpt` reads each answer when it is asked for. Both answer alike.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from ..domain.catalogue import AwardForm, Catalogue
from ..domain.records import (
    Attestation,
    Award,
    Contribution,
    Discipline,
    HouseholdStatus,
    Indicator,
    Initiative,
    Position,
    Rating,
    Registration,
    Subject,
    SubjectKind,
)
from ..domain.text import decision_key, fold

Row_co = TypeVar("Row_co", covariant=True)
Standing = tuple[float, str]
"""A figure and the subject whose it is."""


class Rows(Protocol[Row_co]):
    """Rows of one kind, found by their subject."""

    def of(self, code: str) -> Sequence[Row_co]:
        """Return the rows of one subject in the order they were entered; none is an empty sequence."""


class Lookup(ABC):
    """Everything conditions may ask of the records, by the codes of subjects."""

    catalogue: Catalogue
    subjects: Mapping[str, Subject]
    positions: Rows[Position]
    ratings: Rows[Rating]
    awards: Rows[Award]
    initiatives: Rows[Initiative]
    indicators: Rows[Indicator]
    household_statuses: Rows[HouseholdStatus]
    contributions: Rows[Contribution]
    attestations: Rows[Attestation]
    disciplines: Rows[Discipline]
    registrations: Rows[Registration]

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin with nothing asked."""
        self.catalogue = catalogue
        self._standings: dict[Hashable, dict[int, list[Standing]]] = {}

    @abstractmethod
    def hanging_on(self, code: str) -> Sequence[Subject]:
        """Return the subjects right below a unit, in the order of the records."""

    @abstractmethod
    def located_in(self, code: str) -> Sequence[Subject]:
        """Return the subjects whose Địa bàn is this one, in the order of the records."""

    @abstractmethod
    def of_kind(self, kind: SubjectKind) -> Sequence[Subject]:
        """Return all subjects of a kind, in the order of the records."""

    @abstractmethod
    def registered(self, plan: str) -> Sequence[Registration]:
        """Return all registrations under a plan, in the order of the records."""

    @property
    @abstractmethod
    def root(self) -> Subject | None:
        """The agency itself: of the collectives that hang on no unit, the one with most subjects below it."""

    @abstractmethod
    def gather(self, codes: Iterable[str]) -> None:
        """Tell that the rows of these subjects will be asked for one after the other, so that they are read at once."""

    def turn_to(self, code: str) -> None:  # noqa: B027 - all but one have nothing to note
        """Tell whose verdict is asked for from now on; only a book that notes who asked what wants to know."""

    @abstractmethod
    def _shares(self, initiative: Initiative) -> float:
        """Return the largest share anybody has in an initiative (same name, same decision)."""

    def below(self, code: str) -> Iterator[Subject]:
        """Yield every subject under a unit, at any depth (a ring of units is walked once)."""
        seen, waiting = {code}, [code]
        while waiting:
            for child in self.hanging_on(waiting.pop()):
                if child.code not in seen:
                    seen.add(child.code)
                    waiting.append(child.code)
                    yield child

    def best_other(
        self, group: Hashable, codes: Callable[[], Iterable[str]], indicator: str, year: int, me: str
    ) -> float | None:
        """Return the best figure of a year in a group, `me` left out; None where nobody else has one.

        `group` names what `codes` gives: of every group and indicator the two best of each year are found once and
        kept, so that a hundred households of one group are not compared ten thousand times.
        """
        key = (group, indicator)
        if key not in self._standings:
            self._standings[key] = self._two_best(list(codes()), indicator)
        return next((value for value, code in self._standings[key].get(year, ()) if code != me), None)

    def _two_best(self, codes: Sequence[str], indicator: str) -> dict[int, list[Standing]]:
        self.gather(codes)
        best: dict[int, list[Standing]] = defaultdict(list)
        for code in codes:
            # Of two rows of one year the later entered stands.
            figures = {row.year: row.actual for row in self.indicators.of(code) if row.indicator == indicator}
            for year, value in figures.items():
                if value is not None:
                    best[year] = sorted([*best[year], (value, code)], reverse=True)[:2]
        return dict(best)

    def is_main_author(self, initiative: Initiative) -> bool:
        """Tell whether nobody else has a larger share in the same initiative (same name, same decision)."""
        return (initiative.share or 0.0) >= self._shares(initiative)

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


def initiative_key(row: Initiative) -> tuple[str, str]:
    """Return what makes two entries the same initiative: the folded name and the decision."""
    return fold(row.name), decision_key(row.decision or "")
