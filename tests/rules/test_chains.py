"""Chains of years counted back from the proposal year: closing days, what breaks them, what lies inside them."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Award, Grade, Initiative, Rating, Registration, Subject, SubjectKind

from .conftest import Judge

THREE = "unbroken_chain: {titles: [CSTD_CS], at_least: 3}"
FIVE = "unbroken_chain: {grade: HTTNV, at_least: 5}"


def titles(*years: int, form: str = "CSTD_CS") -> tuple[Award, ...]:
    return tuple(
        Award(subject="CB1", form=form, year=year, decision=f"{year}/QĐ", date=date(year, 12, 20)) for year in years
    )


def ratings(first: int, *grades: Grade) -> tuple[Rating, ...]:
    return tuple(
        Rating(subject="CB1", year=year, grade=grade, decision="1/QĐ", date=date(year, 12, 12))
        for year, grade in enumerate(grades, first)
    )


def introduced(year: int) -> tuple[Registration, ...]:
    return (Registration(subject="CB1", plan="KH", date=date(2021, 1, 2), year=year),)


GOOD, BEST, FAIR = Grade.HTTNV, Grade.HTXSNV, Grade.HTNV


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2025, 3, 31), Verdict.DAT),  # titles of 2024 may still arrive: that year is open, not broken
        (date(2025, 4, 1), Verdict.KHONG_DAT),
    ],
)
def test_an_open_last_year_does_not_break_the_chain_until_its_31_march(
    judge: Judge, on: date, verdict: Verdict
) -> None:
    assert judge(THREE, on, awards=titles(2021, 2022, 2023)).verdict is verdict


@pytest.mark.parametrize(
    ("on", "verdict"),
    [(date(2025, 12, 14), Verdict.DAT), (date(2025, 12, 15), Verdict.THIEU_DU_LIEU)],
)
def test_a_rating_not_on_record_counts_as_missing_from_15_december(judge: Judge, on: date, verdict: Verdict) -> None:
    rows = ratings(2020, GOOD, GOOD, BEST, GOOD, GOOD)
    found = judge(FIVE, on, ratings=rows)
    assert found.verdict is verdict
    if verdict is Verdict.THIEU_DU_LIEU:
        assert [door.year for door in found.doors if door.table == "ratings"] == [2025]
        assert "2025" in found.message


def test_the_year_that_breaks_the_chain_is_named_and_the_first_year_it_can_be_whole(judge: Judge) -> None:
    found = judge(THREE, date(2025, 6, 1), awards=titles(2021, 2022, 2024))
    assert (found.verdict, found.have, found.missing) == (Verdict.KHONG_DAT, 1, 2)
    assert "đứt ở năm 2023" in found.message
    assert "sớm nhất đủ ở năm 2026" in found.message


def test_a_low_rating_breaks_the_chain_with_its_grade(judge: Judge) -> None:
    found = judge(FIVE, date(2025, 6, 1), ratings=ratings(2019, GOOD, GOOD, FAIR, GOOD, GOOD, GOOD))
    assert found.have == 3
    assert "năm 2021 HTNV" in found.message


def test_a_chain_short_by_years_still_open_is_not_yet_met(judge: Judge) -> None:
    found = judge(THREE, date(2024, 6, 1), awards=titles(2022, 2023))
    assert found.verdict is Verdict.CHUA_DAT
    assert [door.year for door in found.doors] == [2024]


def test_a_chain_looks_back_before_the_period_of_the_plan(judge: Judge) -> None:
    assert judge(THREE, date(2021, 6, 1), awards=titles(2018, 2019, 2020)).verdict is Verdict.DAT


def test_the_year_introduced_ends_the_chain(judge: Judge) -> None:
    rows = titles(2021, 2022, 2023)
    assert judge(THREE, date(2025, 6, 1), awards=rows).verdict is Verdict.KHONG_DAT
    assert judge(THREE, date(2025, 6, 1), awards=rows, registrations=introduced(2023)).verdict is Verdict.DAT


@pytest.mark.parametrize("change", [{"refused": True}, {"revoked": date(2025, 1, 1)}])
def test_a_title_refused_or_withdrawn_breaks_the_chain(judge: Judge, change: dict[str, object]) -> None:
    broken = Award(subject="CB1", form="CSTD_CS", year=2024, decision="9/QĐ", date=date(2024, 12, 20), **change)  # type: ignore[arg-type]
    found = judge(THREE, date(2025, 2, 1), awards=(*titles(2021, 2022, 2023), broken))
    assert found.have == 0
    assert "2024" in found.message


def test_a_year_counts_by_its_grade_or_by_the_title(judge: Judge) -> None:
    rule = "unbroken_chain: {grade: HTXSNV, titles: [TTLDXS], at_least: 2}"
    rows = ratings(2023, GOOD, BEST)
    assert judge(rule, date(2025, 6, 1), ratings=rows).have == 1
    assert judge(rule, date(2025, 6, 1), ratings=rows, awards=titles(2023, form="TTLDXS")).have == 2


def test_two_ratings_of_one_year_are_a_doubt_with_a_warning(judge: Judge) -> None:
    rows = (*ratings(2020, GOOD, GOOD, GOOD, GOOD, GOOD), *ratings(2022, FAIR))
    found = judge(FIVE, date(2025, 6, 1), ratings=rows)
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert any("2022" in warning for warning in found.warnings)


def test_years_before_the_start_are_no_missing_data(judge: Judge) -> None:
    found = judge(FIVE, date(2025, 6, 1), ratings=ratings(2015, *[GOOD] * 2), registrations=introduced(2016))
    assert found.verdict is Verdict.KHONG_DAT
    assert "trước ngày bắt đầu" in found.message


@pytest.mark.parametrize(
    ("signed", "extra", "verdict"),
    [
        (date(2019, 12, 31), "", Verdict.DAT),
        (date(2020, 1, 1), "", Verdict.KHONG_DAT),
        (date(2020, 12, 31), ", award_year: true", Verdict.DAT),
        (date(2021, 1, 1), ", award_year: true", Verdict.KHONG_DAT),
        (date(2025, 6, 2), "", Verdict.KHONG_DAT),  # not known yet on the day asked
    ],
)
def test_only_years_after_an_award_count(judge: Judge, signed: date, extra: str, verdict: Verdict) -> None:
    rule = f"unbroken_chain: {{grade: HTTNV, at_least: 5, after: [BK_TTG]{extra}}}"
    award = Award(subject="CB1", form="BK_TTG", decision="7/QĐ-TTg", date=signed)
    rows = ratings(2018, *[GOOD] * 7)
    found = judge(rule, date(2025, 6, 1), ratings=rows, awards=(award,), registrations=introduced(2024))
    assert found.verdict is verdict


def test_of_several_such_awards_the_earliest_in_force_opens_the_count(judge: Judge) -> None:
    rule = "unbroken_chain: {grade: HTTNV, at_least: 5, after: [BK_TTG]}"
    late = Award(subject="CB1", form="BK_TTG", decision="7/QĐ-TTg", date=date(2023, 1, 1))
    early = Award(subject="CB1", form="BK_TTG", decision="6/QĐ-TTg", date=date(2018, 1, 1), revoked=date(2025, 5, 1))
    rows = ratings(2018, *[GOOD] * 7)
    more = {"ratings": rows, "awards": (late, early), "registrations": introduced(2024)}
    assert judge(rule, date(2025, 4, 30), **more).verdict is Verdict.DAT
    assert judge(rule, date(2025, 5, 1), **more).verdict is Verdict.KHONG_DAT


def test_an_award_without_a_day_leaves_the_chain_in_doubt(judge: Judge) -> None:
    rule = "unbroken_chain: {grade: HTTNV, at_least: 5, after: [BK_TTG]}"
    award = Award(subject="CB1", form="BK_TTG", decision="7/QĐ-TTg")
    found = judge(rule, date(2025, 6, 1), ratings=ratings(2018, *[GOOD] * 7), awards=(award,))
    assert found.verdict is Verdict.THIEU_DU_LIEU


WITHIN = "in_chain: {chain: {grade: HTTNV, at_least: 5}, then: {count_years: {of: [CSTD_CS], at_least: 3}}}"


def test_titles_inside_the_chain_count_and_those_before_its_break_do_not(judge: Judge) -> None:
    rows = ratings(2018, GOOD, FAIR, *[GOOD] * 5)
    more = {"ratings": rows, "registrations": introduced(2024)}
    assert judge(WITHIN, date(2025, 6, 1), awards=titles(2020, 2022, 2024), **more).verdict is Verdict.DAT
    found = judge(WITHIN, date(2025, 6, 1), awards=titles(2018, 2022, 2024), **more)
    assert (found.verdict, found.have) == (Verdict.KHONG_DAT, 2)
    assert "2020–2024" in found.message


def test_what_a_missing_rating_would_let_in_is_missing_data(judge: Judge) -> None:
    rows = (*ratings(2020, GOOD, GOOD), *ratings(2023, GOOD, GOOD))
    found = judge(
        WITHIN, date(2025, 6, 1), ratings=rows, awards=titles(2021, 2023, 2024), registrations=introduced(2024)
    )
    assert found.verdict is Verdict.THIEU_DU_LIEU


def test_an_open_year_may_still_bring_the_title_inside_the_chain(judge: Judge) -> None:
    rows = ratings(2020, *[GOOD] * 5)
    assert judge(WITHIN, date(2025, 6, 1), ratings=rows, awards=titles(2021, 2023)).verdict is Verdict.CHUA_DAT


@pytest.mark.parametrize(
    ("signed", "counts"),
    [
        (date(2022, 12, 31), False),
        (date(2023, 1, 1), True),
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
    ],
)
def test_the_last_years_up_to_the_one_proposed_hold_their_first_and_last_day(
    judge: Judge, signed: date, counts: bool
) -> None:
    rule = "in_proposal_years: {years: 2, then: {count_initiatives: {at_least: 1, effect: recognised}}}"
    row = Initiative(subject="CB1", name="Cải tiến", decision="1/QĐ", date=signed)
    found = judge(rule, date(2025, 12, 14), initiatives=(row,))
    assert (found.verdict is Verdict.DAT) is counts
    assert "2023–2024" in found.message


@pytest.mark.parametrize(
    ("start", "on", "verdict"),
    [
        (PartialDate(2015, 6, 1), date(2025, 5, 31), Verdict.CHUA_DAT),
        (PartialDate(2015, 6, 1), date(2025, 6, 1), Verdict.DAT),
        (PartialDate(2015), date(2025, 6, 1), Verdict.THIEU_DU_LIEU),
        (PartialDate(2015), date(2025, 12, 31), Verdict.DAT),
        (PartialDate(2016), date(2025, 12, 31), Verdict.CHUA_DAT),
        (None, date(2025, 12, 31), Verdict.THIEU_DU_LIEU),
    ],
)
def test_a_collective_must_be_old_enough_on_the_day(
    judge: Judge, start: PartialDate | None, on: date, verdict: Verdict
) -> None:
    office = Subject(code="P1", kind=SubjectKind.COLLECTIVE, name="Phòng", start=start)
    assert judge("existed_years: {at_least: 10}", on, subject=office).verdict is verdict
