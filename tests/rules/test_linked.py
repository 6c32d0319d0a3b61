"""The organisations of an office, contributions given, discipline that excludes."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Door, Verdict
from dienhinh_desktop.domain.records import (
    Contribution,
    Discipline,
    Grade,
    Rating,
    Subject,
    SubjectKind,
)

from .conftest import Judge


def collective(code: str, category: str, unit: str | None = None, start: int | None = None) -> Subject:
    founded = PartialDate(start, 1, 1) if start else None
    return Subject(code=code, kind=SubjectKind.COLLECTIVE, name=code, category=category, unit=unit, start=founded)


OFFICE = collective("P", "CO_QUAN")
PARTY, UNION, YOUTH = (
    collective("P-CB", "TO_CHUC_DANG", "P"),
    collective("P-CD", "DOAN_THE", "P"),
    collective("P-TN", "DOAN_THE", "P"),
)
STRANGER = collective("Q-CB", "TO_CHUC_DANG", "Q")
WELL = "linked_organisations: {grade: HTTNV, categories: [TO_CHUC_DANG, DOAN_THE]}"


def rated(**grades: str) -> tuple[Rating, ...]:
    """rated(P_CB_2023="HTTNV")."""
    rows = []
    for key, grade in grades.items():
        code, year = key.rsplit("_", 1)
        signed = date(int(year), 12, 10)
        rows.append(Rating(subject=code.replace("_", "-"), year=int(year), grade=Grade[grade], date=signed))
    return tuple(rows)


def office(judge: Judge, rule: str = WELL, on: date = date(2023, 12, 20), **rows: object) -> Verdict:
    return judge(rule, on, subject=OFFICE, others=(PARTY, UNION, YOUTH, STRANGER), **rows).verdict


ALL_WELL = rated(P_CB_2023="HTTNV", P_CD_2023="HTXSNV", P_TN_2023="HTTNV", Q_CB_2023="KHTNV")


def test_every_organisation_below_the_office_reaches_the_grade(judge: Judge) -> None:
    assert office(judge, ratings=ALL_WELL) is Verdict.DAT
    one_low = (*ALL_WELL[:2], *rated(P_TN_2023="HTNV"))
    assert office(judge, ratings=one_low) is Verdict.KHONG_DAT
    assert office(judge, ratings=ALL_WELL[:2]) is Verdict.THIEU_DU_LIEU


def test_an_office_without_organisations_on_record_is_asked_for_them(judge: Judge) -> None:
    found = judge(WELL, date(2023, 12, 20), subject=OFFICE, others=(STRANGER,), ratings=ALL_WELL)
    assert found.verdict is Verdict.THIEU_DU_LIEU


def test_the_year_is_the_last_closed_one(judge: Judge) -> None:
    assert office(judge, on=date(2023, 12, 14), ratings=ALL_WELL) is Verdict.THIEU_DU_LIEU
    assert office(judge, on=date(2023, 12, 15), ratings=ALL_WELL) is Verdict.DAT
    assert office(judge, on=date(2021, 12, 14)) is Verdict.CHUA_DAT


def test_only_the_party_organisation_or_every_year_when_the_reading_says_so(judge: Judge) -> None:
    only_party = "linked_organisations: {grade: HTTNV, categories: [TO_CHUC_DANG]}"
    assert office(judge, only_party, ratings=ALL_WELL[:1]) is Verdict.DAT
    every = "linked_organisations: {grade: HTTNV, categories: [TO_CHUC_DANG], years: every}"
    assert office(judge, every, ratings=ALL_WELL) is Verdict.THIEU_DU_LIEU
    before = rated(P_CB_2021="HTTNV", P_CB_2022="HTTNV")
    assert office(judge, every, ratings=(*ALL_WELL, *before)) is Verdict.DAT


def test_an_organisation_founded_later_owes_no_earlier_year(judge: Judge) -> None:
    young = collective("P-CB", "TO_CHUC_DANG", "P", start=2023)
    rule = "linked_organisations: {grade: HTTNV, categories: [TO_CHUC_DANG], years: every}"
    found = judge(rule, date(2023, 12, 20), subject=OFFICE, others=(young,), ratings=ALL_WELL)
    assert found.verdict is Verdict.DAT


def test_two_differing_ratings_of_an_organisation_warn_and_ask(judge: Judge) -> None:
    rows = (*ALL_WELL, *rated(P_CB_2023="HTXSNV"))
    found = judge(WELL, date(2023, 12, 20), subject=OFFICE, others=(PARTY, UNION, YOUTH), ratings=rows)
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert found.warnings


GIVEN = "contributed: {}"


def gift(day: date | None, kind: str = "DAT") -> tuple[Contribution, ...]:
    return (Contribution(subject="CB1", kind=kind, amount=120, unit_of_measure="m²", date=day, place="Đường bản"),)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2020, 12, 31), Verdict.CHUA_DAT),
        (date(2021, 1, 1), Verdict.DAT),
        (date(2023, 12, 20), Verdict.DAT),
        (date(2023, 12, 21), Verdict.CHUA_DAT),
        (None, Verdict.THIEU_DU_LIEU),
    ],
)
def test_a_contribution_counts_by_its_day_in_the_period(judge: Judge, day: date | None, verdict: Verdict) -> None:
    assert judge(GIVEN, date(2023, 12, 20), contributions=gift(day)).verdict is verdict


def test_nothing_given_by_the_last_day_of_the_period_is_khong_dat(judge: Judge) -> None:
    assert judge(GIVEN, date(2025, 12, 30)).verdict is Verdict.CHUA_DAT
    assert judge(GIVEN, date(2025, 12, 31)).verdict is Verdict.KHONG_DAT


def test_only_the_named_kinds_of_contribution_count_and_each_is_shown(judge: Judge) -> None:
    money = "contributed: {kinds: [TIEN]}"
    assert judge(money, date(2023, 12, 20), contributions=gift(date(2023, 8, 14))).verdict is Verdict.CHUA_DAT
    found = judge(GIVEN, date(2023, 12, 20), contributions=gift(date(2023, 8, 14)))
    assert [line.text for line in found.evidence] == ["Đất 120 m² ngày 14/8/2023, Đường bản"]


def test_a_contribution_still_to_come_leaves_it_to_attestation(judge: Judge) -> None:
    rule = "records_or_attestation: {records: {contributed: {}}, attestation: {attested: {}}}"
    later = gift(date(2024, 1, 5))
    assert judge(rule, date(2023, 12, 20), contributions=later).verdict is Verdict.THIEU_DU_LIEU
    assert judge(rule, date(2024, 1, 5), contributions=later).verdict is Verdict.DAT


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2020, 12, 31), Verdict.DAT),
        (date(2021, 1, 1), Verdict.KHONG_DAT),
        (date(2023, 6, 15), Verdict.KHONG_DAT),
        (date(2023, 6, 16), Verdict.DAT),
    ],
)
def test_discipline_in_the_period_excludes_where_the_reading_says_so(judge: Judge, day: date, verdict: Verdict) -> None:
    rows = (Discipline(subject="CB1", form="Khiển trách", date=day),)
    assert judge("not_disciplined: true", date(2023, 6, 15), disciplines=rows).verdict is verdict


def test_the_rating_an_organisation_lacks_is_entered_in_its_own_record(judge: Judge) -> None:
    ratings = rated(P_CB_2022="HTTNV", P_CD_2022="HTTNV", P_TN_2022="HTTNV")
    found = judge(WELL, date(2023, 12, 20), subject=OFFICE, others=(PARTY, UNION, YOUTH), ratings=ratings[:2])
    assert {door.subject for door in found.doors} <= {"P-CB", "P-CD", "P-TN"}
    assert any(door.subject == "P-TN" and door.table == "ratings" for door in found.doors)
    none = judge(WELL, date(2023, 12, 20), subject=OFFICE)
    assert none.doors == (Door("subjects", code="TAP_THE", unit="P"),)
