"""Figures: actual against target, rising series, best of a group, thresholds; years closed from 31/3 of the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Attestation, Indicator, Registration, Subject, SubjectKind

from .conftest import Judge

UNIT = Subject(code="DV", kind=SubjectKind.COLLECTIVE, name="Trung tâm Kiểm định", category="CO_QUAN")
CLOSED_2022 = date(2023, 4, 15)
INTRODUCED = (Registration(subject="DV", plan="KH", date=date(2022, 11, 15), year=2022),)


def figures(
    code: str, subject: str = "DV", **years: float | tuple[float | None, float | None]
) -> tuple[Indicator, ...]:
    """figures("DOANH_THU", y2022=(target, actual)) or y2022=actual."""
    return series(code, {int(year[1:]): value for year, value in years.items()}, subject)


def series(
    code: str, years: Mapping[int, float | tuple[float | None, float | None]], subject: str = "DV"
) -> tuple[Indicator, ...]:
    """series("DOANH_THU", {2022: (target, actual)}) or {2022: actual}."""
    rows = []
    for year, value in years.items():
        target, actual = value if isinstance(value, tuple) else (None, value)
        rows.append(Indicator(subject=subject, indicator=code, year=year, target=target, actual=actual))
    return tuple(rows)


def of_unit(judge: Judge, rule: str, on: date, **rows: object) -> Verdict:
    return judge(rule, on, subject=UNIT, **rows).verdict


EXCEEDED = "target: {indicators: [DOANH_THU], compare: exceeded}"


@pytest.mark.parametrize(
    ("actual", "compare", "verdict"),
    [
        (12_001, "exceeded", Verdict.DAT),
        (12_000, "exceeded", Verdict.KHONG_DAT),
        (12_000, "met", Verdict.DAT),
        (11_999, "met", Verdict.KHONG_DAT),
    ],
)
def test_exceeding_is_strictly_more_and_meeting_at_least(
    judge: Judge, actual: float, compare: str, verdict: Verdict
) -> None:
    rule = f"target: {{indicators: [DOANH_THU], compare: {compare}}}"
    rows = figures("DOANH_THU", y2022=(12_000, actual))
    assert of_unit(judge, rule, CLOSED_2022, indicators=rows, registrations=INTRODUCED) is verdict


@pytest.mark.parametrize("row", [(None, 13_500), (12_000, None), None])
def test_either_number_missing_asks_for_it(judge: Judge, row: tuple[float | None, float | None] | None) -> None:
    rows = figures("DOANH_THU", y2022=row) if row else ()
    found = judge(EXCEEDED, CLOSED_2022, subject=UNIT, indicators=rows, registrations=INTRODUCED)
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert [(door.table, door.year, door.code) for door in found.doors] == [("indicators", 2022, "DOANH_THU")]


def test_the_year_looked_at_is_the_year_introduced_or_the_last_closed(judge: Judge) -> None:
    rows = figures("DOANH_THU", y2021=(10, 9), y2022=(10, 11))
    assert of_unit(judge, EXCEEDED, CLOSED_2022, indicators=rows, registrations=INTRODUCED) is Verdict.DAT
    assert of_unit(judge, EXCEEDED, date(2023, 3, 30), indicators=rows) is Verdict.KHONG_DAT
    assert of_unit(judge, EXCEEDED, date(2023, 3, 31), indicators=rows) is Verdict.DAT
    assert of_unit(judge, EXCEEDED, date(2022, 3, 30), indicators=rows) is Verdict.CHUA_DAT


def test_a_registration_in_another_field_does_not_name_the_year(judge: Judge) -> None:
    registered = (
        Registration(subject="DV", plan="KH", field="", date=date(2022, 11, 15), year=2021),
        Registration(subject="DV", plan="KH", field="KHAC", date=date(2022, 12, 15), year=2022),
    )
    rows = figures("DOANH_THU", y2021=(10, 9), y2022=(10, 11))
    assert of_unit(judge, EXCEEDED, CLOSED_2022, indicators=rows, registrations=registered) is Verdict.KHONG_DAT


def test_every_closed_year_or_any_of_them(judge: Judge) -> None:
    every = "target: {indicators: [CHI_TIEU_DAO_TAO], compare: exceeded, years: closed}"
    anyone = "target: {indicators: [CHI_TIEU_DAO_TAO], compare: exceeded, years: closed, enough: any}"
    rows = figures("CHI_TIEU_DAO_TAO", y2021=(120, 120), y2022=(120, 126))
    assert of_unit(judge, every, CLOSED_2022, indicators=rows) is Verdict.KHONG_DAT
    assert of_unit(judge, anyone, CLOSED_2022, indicators=rows) is Verdict.DAT
    assert of_unit(judge, every, date(2024, 3, 31), indicators=rows) is Verdict.KHONG_DAT


def test_one_year_above_is_still_possible_until_the_last_year_is_closed(judge: Judge) -> None:
    rule = "target: {indicators: [CHI_TIEU_DAO_TAO], compare: exceeded, years: closed, enough: any}"
    level = series("CHI_TIEU_DAO_TAO", dict.fromkeys(range(2021, 2026), (120, 120)))
    assert of_unit(judge, rule, date(2026, 3, 30), indicators=level) is Verdict.CHUA_DAT
    assert of_unit(judge, rule, date(2026, 3, 31), indicators=level) is Verdict.KHONG_DAT


ENTERED = (
    "records_or_attestation: {records: {target: {compare: met, years: entered}}, attestation: {attested: {code: A}}}"
)
ATTESTED = (
    Attestation(
        subject="DV", criterion="A", passed=True, attester="Chánh Văn phòng", date=date(2023, 1, 2), evidence="BB 1"
    ),
)


def test_every_target_entered_must_be_met_and_none_entered_leaves_it_to_attestation(judge: Judge) -> None:
    good = figures("DOANH_THU", y2022=(10, 10))
    bad = (*good, *figures("NOP_NSNN", y2021=(5, 4)))
    known = {"attestations": ATTESTED, "registrations": INTRODUCED}
    assert of_unit(judge, ENTERED, CLOSED_2022, indicators=good, **known) is Verdict.DAT
    assert of_unit(judge, ENTERED, CLOSED_2022, indicators=bad, **known) is Verdict.KHONG_DAT
    assert of_unit(judge, ENTERED, CLOSED_2022, indicators=figures("DOANH_THU", y2022=9), **known) is Verdict.DAT
    assert of_unit(judge, ENTERED, CLOSED_2022) is Verdict.THIEU_DU_LIEU


def test_a_target_of_an_open_year_is_not_yet_looked_at(judge: Judge) -> None:
    rows = figures("DOANH_THU", y2022=(10, 10), y2023=(12, 3))
    assert of_unit(judge, ENTERED, CLOSED_2022, indicators=rows) is Verdict.DAT
    assert of_unit(judge, ENTERED, date(2024, 3, 31), indicators=rows) is Verdict.KHONG_DAT


RISING = "increasing: {indicator: LOI_NHUAN}"


@pytest.mark.parametrize(
    ("years", "verdict"),
    [
        ({2021: 600, 2022: 640, 2023: 700}, Verdict.DAT),
        ({2021: 600, 2022: 600, 2023: 700}, Verdict.KHONG_DAT),
        ({2021: 600, 2022: 640, 2023: 639}, Verdict.KHONG_DAT),
        ({2021: 600, 2023: 700}, Verdict.THIEU_DU_LIEU),
        ({2022: 640, 2023: 639}, Verdict.KHONG_DAT),
        ({}, Verdict.THIEU_DU_LIEU),
    ],
)
def test_a_series_must_rise_between_all_neighbouring_closed_years(
    judge: Judge, years: dict[int, float], verdict: Verdict
) -> None:
    found = judge(RISING, date(2024, 4, 15), subject=UNIT, indicators=series("LOI_NHUAN", years))
    assert found.verdict is verdict


def test_fewer_than_two_closed_years_is_chua_dat_even_when_later_ones_are_on_record(judge: Judge) -> None:
    rows = figures("LOI_NHUAN", y2021=600, y2022=500)
    assert of_unit(judge, RISING, date(2023, 3, 30), indicators=rows) is Verdict.CHUA_DAT
    assert of_unit(judge, RISING, date(2023, 3, 31), indicators=rows) is Verdict.KHONG_DAT


def test_a_series_begins_with_the_founding(judge: Judge) -> None:
    young = Subject(code="DV", kind=SubjectKind.COLLECTIVE, name="DN", start=PartialDate(2022, 5, 1))
    rows = figures("LOI_NHUAN", y2022=5, y2023=6)
    assert judge(RISING, date(2024, 4, 15), subject=young, indicators=rows).verdict is Verdict.DAT
    assert judge(RISING, date(2023, 4, 15), subject=young, indicators=rows).verdict is Verdict.CHUA_DAT


def test_the_readings_of_a_rising_series(judge: Judge) -> None:
    level = figures("LOI_NHUAN", y2020=700, y2021=600, y2022=600, y2023=700)
    on = date(2024, 4, 15)
    or_equal = "increasing: {indicator: LOI_NHUAN, or_equal: true}"
    baseline = "increasing: {indicator: LOI_NHUAN, or_equal: true, baseline: 2020}"
    last = "increasing: {indicator: LOI_NHUAN, pairs: last}"
    assert of_unit(judge, or_equal, on, indicators=level) is Verdict.DAT
    assert of_unit(judge, baseline, on, indicators=level) is Verdict.KHONG_DAT
    assert of_unit(judge, last, on, indicators=level) is Verdict.DAT
    assert of_unit(judge, RISING, on, indicators=level) is Verdict.KHONG_DAT


def test_satisfaction_is_compared_with_the_year_before_the_one_introduced(judge: Judge) -> None:
    rule = "increasing: {indicator: HAI_LONG, pairs: assessed}"
    rows = figures("HAI_LONG", y2021=88.5, y2022=91.2)
    known = {"registrations": INTRODUCED}
    assert of_unit(judge, rule, CLOSED_2022, indicators=rows, **known) is Verdict.DAT
    assert of_unit(judge, rule, CLOSED_2022, indicators=rows[1:], **known) is Verdict.THIEU_DU_LIEU
    level = figures("HAI_LONG", y2021=91.2, y2022=91.2)
    assert of_unit(judge, rule, CLOSED_2022, indicators=level, **known) is Verdict.KHONG_DAT


COMMUNE = Subject(code="X", kind=SubjectKind.COLLECTIVE, name="Xã", category="XA")
HAMLETS = tuple(
    Subject(code=code, kind=SubjectKind.COLLECTIVE, name=code, category="BAN", locality="X") for code in ("B1", "B2")
)
HOME = Subject(code="H", kind=SubjectKind.HOUSEHOLD, name="Hộ ông Pâng", locality="B1")
NEIGHBOUR = Subject(code="N", kind=SubjectKind.HOUSEHOLD, name="Hộ bên", locality="B1")
OVER_THERE = Subject(code="O", kind=SubjectKind.HOUSEHOLD, name="Hộ bản kia", locality="B2")
PLACES = (COMMUNE, *HAMLETS, NEIGHBOUR, OVER_THERE)


def best(judge: Judge, group: str, on: date = date(2024, 4, 15), **rows: object) -> Verdict:
    rule = f"best_in_group: {{indicator: THU_NHAP_HO, group: {group}}}"
    return judge(rule, on, subject=HOME, others=PLACES, **rows).verdict


INCOME = (
    *figures("THU_NHAP_HO", "H", y2022=410, y2023=430),
    *figures("THU_NHAP_HO", "N", y2022=395, y2023=430),
    *figures("THU_NHAP_HO", "O", y2022=500, y2023=510),
)


def test_first_or_tied_in_the_hamlet_is_enough_and_a_wider_group_is_harder(judge: Judge) -> None:
    assert best(judge, "hamlet", indicators=INCOME) is Verdict.DAT
    assert best(judge, "commune", indicators=INCOME) is Verdict.KHONG_DAT
    assert best(judge, "district", indicators=INCOME) is Verdict.KHONG_DAT


def test_one_year_below_another_household_decides(judge: Judge) -> None:
    rows = (*INCOME[:2], *figures("THU_NHAP_HO", "N", y2022=411))
    assert best(judge, "hamlet", indicators=rows) is Verdict.KHONG_DAT


def test_nobody_to_compare_with_in_a_year_asks_for_data(judge: Judge) -> None:
    assert best(judge, "hamlet", indicators=(*INCOME[:2], *INCOME[2:3])) is Verdict.THIEU_DU_LIEU
    assert best(judge, "hamlet", indicators=INCOME[2:]) is Verdict.THIEU_DU_LIEU


def test_a_year_counts_from_its_closing_day(judge: Judge) -> None:
    rows = (*INCOME[:2], *figures("THU_NHAP_HO", "N", y2022=395, y2023=999))
    assert best(judge, "hamlet", date(2024, 3, 30), indicators=rows) is Verdict.DAT
    assert best(judge, "hamlet", date(2024, 3, 31), indicators=rows) is Verdict.KHONG_DAT


def test_the_list_holds_the_households_registered_by_the_day(judge: Judge) -> None:
    registered = (Registration(subject="O", plan="KH", date=date(2024, 4, 16)),)
    known = {"indicators": INCOME, "registrations": registered}
    assert best(judge, "list", date(2024, 4, 15), **known) is Verdict.THIEU_DU_LIEU
    assert best(judge, "list", date(2024, 4, 16), **known) is Verdict.KHONG_DAT


JOBS = "threshold: {indicator: LAO_DONG_VIEC_LAM, at_least: 2}"


def test_the_latest_record_not_after_the_year_asked_counts_against_the_threshold(judge: Judge) -> None:
    rows = figures("LAO_DONG_VIEC_LAM", y2022=3, y2023=1, y2024=5)
    assert of_unit(judge, JOBS, date(2022, 1, 1), indicators=rows) is Verdict.DAT
    assert of_unit(judge, JOBS, date(2023, 12, 31), indicators=rows) is Verdict.CHUA_DAT
    assert of_unit(judge, JOBS, date(2024, 1, 1), indicators=rows) is Verdict.DAT
    assert of_unit(judge, JOBS, date(2021, 12, 31), indicators=rows) is Verdict.THIEU_DU_LIEU


def test_below_the_threshold_is_khong_dat_from_the_last_day_of_the_period(judge: Judge) -> None:
    rows = figures("TIEU_CHI_NTM", y2023=(19, 18))
    rule = "threshold: {indicator: TIEU_CHI_NTM, of_target: true}"
    assert of_unit(judge, rule, date(2025, 12, 30), indicators=rows) is Verdict.CHUA_DAT
    assert of_unit(judge, rule, date(2025, 12, 31), indicators=rows) is Verdict.KHONG_DAT
    full = figures("TIEU_CHI_NTM", y2023=(19, 19))
    assert of_unit(judge, rule, date(2023, 12, 20), indicators=full) is Verdict.DAT
    assert of_unit(judge, rule, date(2023, 12, 20), indicators=figures("TIEU_CHI_NTM", y2023=19)) is (
        Verdict.THIEU_DU_LIEU
    )
