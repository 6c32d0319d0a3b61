"""Random records of a whole folder with everything that links subjects: units, places, posts, shared initiatives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.plans import Plan
from dienhinh_desktop.domain.records import (
    Attestation,
    Award,
    Contribution,
    Discipline,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Indicator,
    Initiative,
    Position,
    Rating,
    Registration,
    Subject,
    SubjectKind,
)


class MakeUp:
    """Makes subjects and entries up, the same for the same seed, out of the codes the catalogue and a plan know."""

    def __init__(self, seed: int, catalogue: Catalogue, plan: Plan) -> None:
        self.chance = random.Random(seed)
        self.catalogue, self.plan = catalogue, plan
        self._count = 0

    def day(self) -> date:
        first = date(self.plan.years[0] - 1, 1, 1)
        return first + timedelta(days=self.chance.randrange(366 * (len(self.plan.years) + 2)))

    def year(self) -> int:
        return self.chance.choice(self.plan.years)

    def maybe(self, made: Any, share: float = 0.7) -> Any:
        return made if self.chance.random() < share else None

    def category(self, kind: SubjectKind) -> str:
        terms = self.catalogue.lists["categories"]
        return self.chance.choice([code for code, term in terms.items() if term.kind is kind])

    def subject(self, kind: SubjectKind, units: Sequence[str], places: Sequence[str]) -> Subject:
        self._count += 1
        code = f"{kind.value}{self._count}"
        return Subject(
            code=code,
            kind=kind,
            name=f"Đối tượng {self._count}",
            category=self.maybe(self.category(kind)),
            unit=self.maybe(self.chance.choice(units)) if units else None,
            locality=self.maybe(self.chance.choice(places)) if places else None,
            start=self.maybe(PartialDate(self.chance.randrange(2012, 2024))),
        )

    def subjects(self) -> list[Subject]:
        """A few units, some below others, places within places, organisations, people and households among them."""
        units: list[str] = []
        made: list[Subject] = []
        for _ in range(self.chance.randrange(2, 6)):
            made.append(self.subject(SubjectKind.COLLECTIVE, units, units))
            units.append(made[-1].code)
        places = self.chance.sample(units, min(2, len(units)))
        for kind in (SubjectKind.PERSON, SubjectKind.HOUSEHOLD):
            made += [self.subject(kind, units, places) for _ in range(self.chance.randrange(2, 7))]
        return made

    def basics(self, subjects: Sequence[Subject]) -> list[Any]:
        """What is compared across subjects, for most of them: incomes, shared initiatives, leading posts."""
        made: list[Any] = []
        for one in subjects:
            if one.kind is SubjectKind.HOUSEHOLD:
                made += [self._income(one.code, year) for year in self.plan.years if self.chance.random() < 0.8]
            elif one.kind is SubjectKind.PERSON:
                made += [self._initiative(one.code, subjects), self._position(one.code, subjects)]
        return made

    def _income(self, code: str, year: int) -> Indicator:
        return Indicator(subject=code, indicator="THU_NHAP_HO", year=year, actual=float(self.chance.randrange(9)))

    def entry(self, subjects: Sequence[Subject]) -> Any:
        """An entry of any kind, of any of the subjects."""
        subject = self.chance.choice(subjects)
        return self.chance.choice(self._MAKERS)(self, subject.code, subjects)

    def _rating(self, code: str, _all: Sequence[Subject]) -> Rating:
        return Rating(
            subject=code, year=self.year(), grade=self.chance.choice(list(Grade)), date=self.maybe(self.day())
        )

    def _award(self, code: str, _all: Sequence[Subject]) -> Award:
        form = self.chance.choice(list(self.catalogue.awards))
        yearly = self.catalogue.awards[form].yearly
        revoked, refused = self.maybe(self.day(), 0.1), self.chance.random() < 0.1
        year = self.year() if yearly else None
        return Award(subject=code, form=form, year=year, date=self.maybe(self.day()), revoked=revoked, refused=refused)

    def _initiative(self, code: str, _all: Sequence[Subject]) -> Initiative:
        return Initiative(
            subject=code,
            name=self.chance.choice(["Sổ tay số hoá", "So tay số hóa", "Phần mềm"]),
            level=self.chance.choice(["TINH", *self.catalogue.lists["initiative_levels"]]),
            decision=self.maybe(self.chance.choice(["12/QĐ", "1 2/qđ", "13/QĐ"])),
            date=self.maybe(self.day()),
            share=self.maybe(float(self.chance.choice([30, 50, 70]))),
            effective=self.maybe(self.chance.random() < 0.7),
        )

    def _indicator(self, code: str, _all: Sequence[Subject]) -> Indicator:
        indicator = self.chance.choice(list(self.catalogue.lists["indicators"]))
        target, actual = self.maybe(float(self.chance.randrange(9))), self.maybe(float(self.chance.randrange(9)), 0.9)
        return Indicator(subject=code, indicator=indicator, year=self.year(), target=target, actual=actual)

    def _position(self, code: str, all_of_them: Sequence[Subject]) -> Position:
        start = self.day()
        led = self.chance.choice([one.code for one in all_of_them if one.kind is SubjectKind.COLLECTIVE])
        return Position(
            subject=code,
            title="Trưởng phòng",
            leading=self.maybe(self.chance.random() < 0.8),
            head=self.maybe(self.chance.random() < 0.5),
            collective=self.maybe(led),
            start=start,
            end=self.maybe(start + timedelta(days=self.chance.randrange(30, 900)), 0.4),
        )

    def _attestation(self, code: str, _all: Sequence[Subject]) -> Attestation:
        criterion = self.chance.choice(self.plan.criteria).code
        return Attestation(subject=code, criterion=criterion, passed=self.chance.random() < 0.8, date=self.day())

    def _registration(self, code: str, all_of_them: Sequence[Subject]) -> Registration:
        return Registration(
            subject=code,
            plan=self.plan.code,
            field=self.maybe(self.chance.choice(self.plan.fields).code),
            introducer=self.maybe(self.chance.choice(all_of_them).code),
            date=self.maybe(self.day()),
            year=self.maybe(self.year()),
        )

    def _discipline(self, code: str, _all: Sequence[Subject]) -> Discipline:
        return Discipline(subject=code, form=self.chance.choice(["Khiển trách", "Cảnh cáo"]), date=self.day())

    def _status(self, code: str, _all: Sequence[Subject]) -> HouseholdStatus:
        return HouseholdStatus(subject=code, year=self.year(), state=self.chance.choice(list(HouseholdState)))

    def _contribution(self, code: str, _all: Sequence[Subject]) -> Contribution:
        kind = self.chance.choice(list(self.catalogue.lists["contribution_kinds"]))
        return Contribution(subject=code, kind=kind, amount=1.0, date=self.maybe(self.day()))

    _MAKERS = (
        *[_rating] * 4,
        *[_award] * 4,
        *[_indicator] * 4,
        *[_position] * 2,
        *[_attestation] * 2,
        _initiative,
        _registration,
        _discipline,
        _status,
        _contribution,
    )
