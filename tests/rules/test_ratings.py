"""Yearly ratings: every year, n of the years, one year; closing on 15/12; conflicts; founding in mid-period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Award, Grade, Rating, Registration

from .conftest import PERSON, Judge

EVERY = "every_year: {grade: HTTNV}"
THREE = "n_of_years: {grade: HTXSNV, at_least: 3}"


def ratings(**years: str) -> tuple[Rating, ...]:
    """ratings(y2021="HTXSNV") with each decision signed on 12/12 of its year."""
    return tuple(
        Rating(subject="CB1", year=int(y[1:]), grade=Grade[g], decision=f"{y[1:]}/QĐ", date=date(int(y[1:]), 12, 12))
        for y, g in years.items()
    )


def test_no_year_closed_yet_is_chua_dat(judge: Judge) -> None:
    assert judge(EVERY, date(2021, 12, 11)).verdict is Verdict.CHUA_DAT


def test_a_year_is_closed_from_15_december(judge: Judge) -> None:
    assert judge(EVERY, date(2021, 12, 14)).verdict is Verdict.CHUA_DAT
    assert judge(EVERY, date(2021, 12, 15)).verdict is Verdict.THIEU_DU_LIEU


def test_the_named_grade_is_enough_and_one_below_decides(judge: Judge) -> None:
    good = ratings(y2021="HTTNV", y2022="HTXSNV")
    assert judge(EVERY, date(2022, 12, 20), ratings=good).verdict is Verdict.DAT
    bad = ratings(y2021="HTTNV", y2022="HTNV")
    found = judge(EVERY, date(2022, 12, 20), ratings=bad)
    assert found.verdict is Verdict.KHONG_DAT
    assert "năm 2022 HTNV" in found.message


def test_a_bad_year_on_record_before_its_closing_counts_too(judge: Judge) -> None:
    rows = ratings(y2021="HTTNV", y2022="HTNV")
    assert judge(EVERY, date(2022, 12, 13), ratings=rows).verdict is Verdict.KHONG_DAT
    assert judge(EVERY, date(2022, 12, 11), ratings=rows).verdict is Verdict.DAT


def test_two_differing_ratings_of_one_year_ask_for_one_to_be_withdrawn(judge: Judge) -> None:
    rows = (*ratings(y2021="HTTNV"), *ratings(y2021="HTXSNV"))
    found = judge(EVERY, date(2021, 12, 20), ratings=rows)
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert found.warnings


def test_the_same_grade_twice_is_one(judge: Judge) -> None:
    rows = (*ratings(y2021="HTTNV"), *ratings(y2021="HTTNV"))
    assert judge(EVERY, date(2021, 12, 20), ratings=rows).verdict is Verdict.DAT


def test_years_before_the_founding_are_not_demanded_unless_the_reading_does(judge: Judge) -> None:
    founded = replace(PERSON, start=PartialDate(2023, 1, 1))
    rows = ratings(y2023="HTTNV", y2024="HTTNV")
    assert judge(EVERY, date(2024, 12, 20), subject=founded, ratings=rows).verdict is Verdict.DAT
    strict = "every_year: {grade: HTTNV, start: period}"
    assert judge(strict, date(2024, 12, 20), subject=founded, ratings=rows).verdict is Verdict.THIEU_DU_LIEU


def test_from_the_registration_earlier_years_do_not_matter(judge: Judge) -> None:
    rule = "every_year: {grade: HTTNV, start: registration}"
    rows = ratings(y2021="HTNV", y2022="HTTNV")
    registered = (Registration(subject="CB1", plan="KH", date=date(2022, 3, 1)),)
    assert judge(rule, date(2022, 12, 20), ratings=rows, registrations=registered).verdict is Verdict.DAT


def test_only_years_on_record_or_only_when_all_are_closed(judge: Judge) -> None:
    rows = ratings(y2021="HTTNV", y2023="HTTNV")
    assert (
        judge("every_year: {grade: HTTNV, only_on_record: true}", date(2024, 1, 1), ratings=rows).verdict is Verdict.DAT
    )
    late = "every_year: {grade: HTTNV, conclude: all_closed}"
    full = ratings(y2021="HTTNV", y2022="HTTNV", y2023="HTTNV", y2024="HTTNV", y2025="HTTNV")
    assert judge(late, date(2025, 12, 14), ratings=full).verdict is Verdict.CHUA_DAT
    assert judge(late, date(2025, 12, 15), ratings=full).verdict is Verdict.DAT


def test_named_years_of_a_title_are_all_demanded(judge: Judge) -> None:
    rule = "every_year: {title: GDVH, years: [2021, 2022]}"
    first = Award(subject="CB1", form="GDVH", year=2021, date=date(2021, 12, 1))
    second = Award(subject="CB1", form="GDVH", year=2022, date=date(2022, 12, 1))
    refused = replace(second, refused=True)
    on = date(2022, 12, 20)
    assert judge(rule, on, awards=(first, second)).verdict is Verdict.DAT
    assert judge(rule, on, awards=(first,)).verdict is Verdict.THIEU_DU_LIEU
    assert judge(rule, date(2022, 12, 14), awards=(first,)).verdict is Verdict.CHUA_DAT
    assert judge(rule, on, awards=(first, refused)).verdict is Verdict.KHONG_DAT
    withdrawn = replace(second, revoked=date(2022, 12, 19))
    assert judge(rule, on, awards=(first, withdrawn)).verdict is Verdict.KHONG_DAT


def test_three_of_the_years_in_any_order(judge: Judge) -> None:
    rows = ratings(y2021="HTXSNV", y2022="HTTNV", y2023="HTXSNV", y2024="HTXSNV")
    found = judge(THREE, date(2024, 12, 20), ratings=rows)
    assert (found.verdict, found.have, found.need) == (Verdict.DAT, 3, 3)
    assert found.message == "Cần 3 năm HTXSNV; có 3 (2021, 2023, 2024)."


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"y2021": "HTXSNV", "y2022": "HTXSNV", "y2023": "HTTNV", "y2024": "HTTNV"}, Verdict.CHUA_DAT),
        ({"y2021": "HTXSNV", "y2022": "HTTNV", "y2023": "HTTNV", "y2024": "HTTNV"}, Verdict.KHONG_DAT),
        ({"y2021": "HTXSNV", "y2022": "HTXSNV", "y2024": "HTTNV"}, Verdict.THIEU_DU_LIEU),
        ({"y2021": "HTXSNV", "y2023": "HTTNV", "y2024": "HTTNV"}, Verdict.CHUA_DAT),
    ],
)
def test_what_is_still_reachable_decides_below_the_need(judge: Judge, given: dict[str, str], verdict: Verdict) -> None:
    assert judge(THREE, date(2025, 6, 1), ratings=ratings(**given)).verdict is verdict


def test_years_in_a_row_break_at_a_lower_year(judge: Judge) -> None:
    rule = "n_of_years: {grade: HTXSNV, at_least: 3, consecutive: true}"
    apart = ratings(y2021="HTXSNV", y2022="HTTNV", y2023="HTXSNV", y2024="HTXSNV")
    assert judge(rule, date(2025, 12, 14), ratings=apart).verdict is Verdict.CHUA_DAT
    ended = (*apart, *ratings(y2025="HTTNV"))
    assert judge(rule, date(2025, 12, 20), ratings=ended).verdict is Verdict.KHONG_DAT
    gap = ratings(y2021="HTXSNV", y2023="HTXSNV", y2024="HTTNV")
    assert judge(rule, date(2024, 12, 20), ratings=gap).verdict is Verdict.THIEU_DU_LIEU


def test_years_before_the_period_count_only_when_the_reading_says_so(judge: Judge) -> None:
    rows = ratings(y2019="HTXSNV", y2020="HTXSNV", y2021="HTXSNV")
    assert judge(THREE, date(2021, 12, 20), ratings=rows).have == 1
    wide = "n_of_years: {grade: HTXSNV, at_least: 3, window: until_end}"
    assert judge(wide, date(2021, 12, 20), ratings=rows).verdict is Verdict.DAT


def test_the_rating_of_the_last_closed_year(judge: Judge) -> None:
    rule = "rating_at: {grade: HTXSNV}"
    rows = ratings(y2021="HTTNV", y2022="HTXSNV")
    assert judge(rule, date(2022, 12, 14), ratings=rows).verdict is Verdict.KHONG_DAT
    assert judge(rule, date(2022, 12, 15), ratings=rows).verdict is Verdict.DAT
    assert judge(rule, date(2023, 12, 15), ratings=rows).verdict is Verdict.THIEU_DU_LIEU
    assert judge(rule, date(2021, 12, 14), ratings=()).verdict is Verdict.CHUA_DAT


def test_the_rating_of_a_year_still_open_is_chua_dat(judge: Judge) -> None:
    assert judge("rating_at: {grade: HTXSNV, year: 2022}", date(2022, 6, 1)).verdict is Verdict.CHUA_DAT


def test_the_year_introduced_comes_from_the_registration(judge: Judge) -> None:
    rule = "rating_at: {grade: HTXSNV, year: introduced}"
    rows = ratings(y2021="HTXSNV", y2022="HTTNV")
    registered = (Registration(subject="CB1", plan="KH", date=date(2021, 11, 1), year=2021),)
    assert judge(rule, date(2022, 12, 20), ratings=rows, registrations=registered).verdict is Verdict.DAT
