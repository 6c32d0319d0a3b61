"""Made-up records of any size, given in pieces: a department as plan HT judges it, a district as plan TC judges it.

Everything follows from the number of a subject, so that the same size gives the same records. Size is the number of
people and households; units, communes and hamlets come in proportion, so that a bigger folder is more of the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import (
    Attestation,
    Award,
    Contribution,
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

Rows = Iterator[tuple[str, list[Any]]]
PIECE = 2000
YEARS = range(2021, 2026)
UNIT, HAMLET, COMMUNE = 40, 50, 500
"""People of a unit, people and households of a hamlet, of a commune."""

PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind.PERSON, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD


def chance_of(number: int) -> random.Random:
    return random.Random(number * 7919 + 1)


def ratings(code: str, chance: random.Random) -> list[Rating]:
    grades = chance.choices([Grade.HTXSNV, Grade.HTTNV, Grade.HTNV], [3, 6, 1], k=len(YEARS))
    return [
        Rating(subject=code, year=year, grade=grade, decision=f"{year}/QĐ", date=date(year, 12, 10))
        for year, grade in zip(YEARS, grades, strict=True)
        if chance.random() < 0.98
    ]


def honours(code: str, chance: random.Random, yearly: tuple[str, ...], once: tuple[str, ...]) -> list[Award]:
    won = [
        Award(subject=code, form=chance.choice(yearly), year=year, decision=f"{year}/QĐ", date=date(year, 12, 20))
        for year in YEARS
        if chance.random() < 0.8
    ]
    return won + [
        Award(subject=code, form=form, decision=f"{chance.randrange(3000)}/QĐ", date=date(chance.choice(YEARS), 5, 4))
        for form in once
        if chance.random() < 0.3
    ]


def attested(code: str, chance: random.Random, criteria: tuple[str, ...]) -> list[Attestation]:
    return [
        Attestation(subject=code, criterion=criterion, passed=chance.random() < 0.95, date=date(2025, 12, 5))
        for criterion in criteria
        if chance.random() < 0.6
    ]


def registered(code: str, plan: str, unit: str, chance: random.Random) -> list[Registration]:
    model = "Mô hình của đơn vị" if chance.random() < 0.3 else None
    made = Registration(subject=code, plan=plan, introducer=unit, date=date(2023, 3, 25), year=2023, model=model)
    return [made] if chance.random() < 0.2 else []


def department(size: int, criteria: tuple[str, ...], plan: str) -> Rows:
    """Units of forty people under one agency, with posts, ratings, titles, initiatives, attestations."""
    units = max(size // UNIT, 1)
    yield "subjects", [Subject(code="SO", kind=COLLECTIVE, name="Sở", category="CO_QUAN")]
    for first in range(0, units, PIECE):
        codes = [f"DV{n}" for n in range(first, min(first + PIECE, units))]
        yield "subjects", [Subject(code=code, kind=COLLECTIVE, name=f"Phòng {code}", unit="SO") for code in codes]
        yield from _collectives(codes, criteria, plan, "SO")
    for first in range(0, size, PIECE):
        yield from _staff(range(first, min(first + PIECE, size)), units, criteria, plan, None)


def _collectives(codes: list[str], criteria: tuple[str, ...], plan: str, top: str) -> Rows:
    chances = [(code, chance_of(sum(map(ord, code)))) for code in codes]
    yield "ratings", [row for code, chance in chances for row in ratings(code, chance)]
    yield "awards", [row for code, c in chances for row in honours(code, c, ("TTLDTT", "TTLDXS"), ("BK_TINH",))]
    yield "attestations", [row for code, chance in chances for row in attested(code, chance, criteria)]
    yield "registrations", [row for code, chance in chances for row in registered(code, plan, top, chance)]


def _staff(numbers: range, units: int, criteria: tuple[str, ...], plan: str, hamlets: int | None) -> Rows:
    people = [(f"CB{n}", f"DV{n % units}", n < units, chance_of(n), n) for n in numbers]
    yield (
        "subjects",
        [
            Subject(
                code=code,
                kind=PERSON,
                name=f"Người {n}",
                category="CBCCVC" if hamlets is None or n % 3 else "NONG_DAN",
                unit=unit,
                start=PartialDate(2012),
                locality=f"T{n % hamlets}" if hamlets else None,
            )
            for code, unit, _, _, n in people
        ],
    )
    yield (
        "positions",
        [
            Position(
                subject=code,
                title="Trưởng phòng" if head else "Chuyên viên",
                leading=head,
                head=head,
                collective=unit if head else None,
                start=date(2016, 1, 1),
            )
            for code, unit, head, _, _ in people
        ],
    )
    yield "ratings", [row for code, _, _, chance, _ in people for row in ratings(code, chance)]
    yearly, once = ("LDTT", "LDTT", "CSTD_CS"), ("BK_TINH", "GK_SO", "BK_BO")
    yield "awards", [row for code, _, _, chance, _ in people for row in honours(code, chance, yearly, once)]
    yield "initiatives", [row for code, _, _, chance, _ in people for row in _ideas(code, chance)]
    yield "attestations", [row for code, _, _, chance, _ in people for row in attested(code, chance, criteria)]
    yield "registrations", [row for code, unit, _, chance, _ in people for row in registered(code, plan, unit, chance)]


def _ideas(code: str, chance: random.Random) -> list[Initiative]:
    return [
        Initiative(
            subject=code,
            name=f"Cải tiến của {code}",
            level=chance.choice(["CO_SO", "TINH"]),
            decision=f"{chance.randrange(900)}/QĐ",
            date=date(chance.choice(YEARS), 11, 18),
            effective=True,
        )
        for _ in range(chance.choice([0, 0, 1, 2]))
    ]


def district(size: int, criteria: tuple[str, ...], plan: str) -> Rows:
    """Communes with their hamlets, offices with their organisations, half people and half households, movements."""
    communes, hamlets, units = max(size // COMMUNE, 1), max(size // HAMLET, 1), max(size // 2 // UNIT, 1)
    yield "subjects", [Subject(code="HUYEN", kind=COLLECTIVE, name="Huyện", category="CO_QUAN")]
    for prefix, count, made in (
        ("X", communes, {"category": "XA", "unit": "HUYEN"}),
        ("T", hamlets, {"category": "THON"}),
        ("DV", units, {"category": "CO_QUAN", "unit": "HUYEN"}),
        ("DB", units, {"category": "TO_CHUC_DANG"}),
    ):
        for first in range(0, count, PIECE):
            numbers = range(first, min(first + PIECE, count))
            yield "subjects", [_collective(prefix, n, made, communes) for n in numbers]
            yield from _collectives([f"{prefix}{n}" for n in numbers], criteria, plan, "HUYEN")
    half = size // 2
    for first in range(0, half, PIECE):
        yield from _staff(range(first, min(first + PIECE, half)), units, criteria, plan, hamlets)
        yield from _households(range(first, min(first + PIECE, half)), hamlets, criteria, plan)


def _collective(prefix: str, number: int, made: dict[str, str], communes: int) -> Subject:
    commune = f"X{number % communes}"
    places = {"T": {"unit": commune, "locality": commune}, "DB": {"unit": f"DV{number}"}}
    known: dict[str, Any] = {**made, **places.get(prefix, {})}
    return Subject(code=f"{prefix}{number}", kind=COLLECTIVE, name=f"{prefix} {number}", **known)


def _households(numbers: range, hamlets: int, criteria: tuple[str, ...], plan: str) -> Rows:
    chances = [(f"HO{n}", n % hamlets, chance_of(n + 5)) for n in numbers]
    yield (
        "subjects",
        [
            Subject(
                code=code, kind=HOUSEHOLD, name=f"Hộ {code}", category="HO", locality=f"T{hamlet}", unit=f"T{hamlet}"
            )
            for code, hamlet, _ in chances
        ],
    )
    yield (
        "indicators",
        [
            Indicator(subject=code, indicator="THU_NHAP_HO", year=year, actual=float(chance.randrange(30, 300)))
            for code, _, chance in chances
            for year in YEARS
        ],
    )
    states = list(HouseholdState)
    yield (
        "household_statuses",
        [
            HouseholdStatus(subject=code, year=year, state=chance.choices(states, [1, 1, 8])[0])
            for code, _, chance in chances
            for year in YEARS
        ],
    )
    yield (
        "contributions",
        [
            Contribution(subject=code, kind="TIEN", amount=5.0, unit_of_measure="triệu đồng", date=date(2023, 6, 1))
            for code, _, chance in chances
            if chance.random() < 0.3
        ],
    )
    yield "awards", [row for code, _, chance in chances for row in honours(code, chance, ("GDVH",), ("GK_XA",))]
    yield "attestations", [row for code, _, chance in chances for row in attested(code, chance, criteria)]
    yield "registrations", [row for code, h, chance in chances for row in registered(code, plan, f"T{h}", chance)]


MADE: dict[str, Callable[[int, tuple[str, ...], str], Rows]] = {
    "HT_SNGV_2021_2025": department,
    "TC_UBND_2021_2025": district,
}
"""Plan → what is made up to be judged under it."""
