"""Since when something is closed: the day the reason given became true, not one of another year's failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Verdict
from dienhinh_desktop.domain.records import (
    Grade,
    Indicator,
    Rating,
    Records,
    Registration,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.engine import assess, look_back
from dienhinh_desktop.rules.gaps import analyse
from dienhinh_desktop.rules.packs import Pack

PERSON = Subject(code="X", kind=SubjectKind.PERSON, name="Người này", category="CBCCVC", start=PartialDate(2015))
OFFICE = Subject(code="X", kind=SubjectKind.COLLECTIVE, name="Đơn vị này", category="CO_QUAN", start=PartialDate(2010))
QB, TC = "QB_SXD_2021_2025", "TC_UBND_2021_2025"


def rated(grades: Mapping[int, Grade]) -> tuple[Rating, ...]:
    return tuple(Rating(subject="X", year=year, grade=grade, date=date(year, 12, 12)) for year, grade in grades.items())


def introduced(*years: int, plan: str = QB) -> tuple[Registration, ...]:
    return tuple(Registration(subject="X", plan=plan, date=date(year, 3, 25), year=year) for year in years)


def closed_since(pack: Pack, catalogue: Catalogue, on: date, subject: Subject, **rows: Any) -> dict[str, date | None]:
    """Since when each criterion is closed, by code, over all fields that fit."""
    book = Book(Records(subjects=(subject,), **rows), catalogue)
    request = AssessmentRequest(pack.code, on, readings={"N5": "nam_gioi_thieu"} if pack.code == QB else {})
    found = [analyse(pack, book, request, item) for item in assess(pack, book, request)]
    return {item.code: item.since for gap in found for item in gap.closed if item.code}


def test_a_failure_of_the_year_introduced_before_is_another_reason(
    packs: Mapping[str, Pack], catalogue: Catalogue
) -> None:
    low = rated({2022: Grade.HTTNV, 2023: Grade.HTXSNV, 2024: Grade.HTTNV})
    since = closed_since(
        packs[QB], catalogue, date(2025, 6, 1), PERSON, ratings=low, registrations=introduced(2022, 2024)
    )
    assert since["QB_B_CN_02"] == date(2024, 12, 12), "the rating of 2024 closed it, not that of 2022"


def test_failures_of_two_years_running_do_not_run_into_one(packs: Mapping[str, Pack], catalogue: Catalogue) -> None:
    low = rated(dict.fromkeys(range(2021, 2025), Grade.HTTNV))
    since = closed_since(packs[QB], catalogue, date(2025, 6, 1), PERSON, ratings=low)
    assert since["QB_B_CN_02"] == date(2024, 12, 12), "năm chốt is 2024"


def test_what_failed_before_the_registration_is_closed_since_the_deed(
    packs: Mapping[str, Pack], catalogue: Catalogue
) -> None:
    low = rated({2022: Grade.HTTNV})
    late = (Registration(subject="X", plan=QB, date=date(2024, 5, 1), year=2022),)
    since = closed_since(packs[QB], catalogue, date(2025, 6, 1), PERSON, ratings=low, registrations=late)
    assert since["QB_B_CN_02"] == date(2022, 12, 12)


def test_the_year_judged_by_a_district_is_followed_back_alone(packs: Mapping[str, Pack], catalogue: Catalogue) -> None:
    low = rated({2021: Grade.HTNV, 2022: Grade.HTNV, 2023: Grade.HTNV, 2024: Grade.HTTNV})
    since = closed_since(packs[TC], catalogue, date(2025, 6, 1), OFFICE, ratings=low)
    rating_codes = {code: day for code, day in since.items() if day is not None and day.month == 12}
    assert rating_codes
    assert set(rating_codes.values()) == {date(2024, 12, 12)}


@pytest.mark.parametrize(("years", "closed"), [((), date(2025, 3, 31)), ((2023,), date(2024, 3, 31))])
def test_figures_have_no_day_and_count_from_the_day_their_year_is_closed(
    packs: Mapping[str, Pack], catalogue: Catalogue, years: tuple[int, ...], closed: date
) -> None:
    office = replace(OFFICE, category="DOANH_NGHIEP")
    missed = tuple(
        Indicator(subject="X", indicator=indicator, year=year, target=10.0, actual=float(2029 - year))
        for indicator in ("HAI_LONG", "CHI_SO_CCHC")
        for year in range(2021, 2025)
    )
    since = closed_since(
        packs[QB], catalogue, date(2025, 6, 1), office, indicators=missed, registrations=introduced(*years)
    )
    assert since["QB_CCHC_02"] == closed


grades = st.dictionaries(st.integers(2021, 2025), st.sampled_from(list(Grade)), max_size=5)
days = st.dates(date(2022, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize("code", [QB, TC])
@given(grades=grades, years=st.lists(st.integers(2021, 2025), max_size=2, unique=True), on=days, person=st.booleans())
@settings(max_examples=40, deadline=None)
def test_on_the_day_named_the_question_asked_was_already_closed_and_the_day_before_it_was_not(
    packs: Mapping[str, Pack],
    catalogue: Catalogue,
    code: str,
    grades: dict[int, Grade],
    years: list[int],
    on: date,
    person: bool,
) -> None:
    pack, subject = packs[code], PERSON if person else OFFICE
    rows = Records(subjects=(subject,), ratings=rated(grades), registrations=introduced(*sorted(years), plan=code))
    book, request = Book(rows, catalogue), AssessmentRequest(code, on)
    for item in assess(pack, book, request):
        for closed in analyse(pack, book, request, item).closed:
            if closed.code is None:
                continue
            assert closed.since is not None
            assert verdict_on(pack, book, request, item.field, closed.code, closed.since) is Verdict.KHONG_DAT
            if closed.since > pack.plan.period_from:
                before = date.fromordinal(closed.since.toordinal() - 1)
                assert verdict_on(pack, book, request, item.field, closed.code, before) is not Verdict.KHONG_DAT


def verdict_on(pack: Pack, book: Book, request: AssessmentRequest, field: str, code: str, day: date) -> Verdict | None:
    root = look_back(pack, book, request, "X", field, day)
    return next((part.verdict for part in root.walk() if part.code == code), None)


def test_looking_back_to_the_day_itself_is_the_answer_of_that_day(
    packs: Mapping[str, Pack], catalogue: Catalogue
) -> None:
    low = rated({2022: Grade.HTTNV, 2024: Grade.HTTNV})
    book = Book(Records(subjects=(PERSON,), ratings=low, registrations=introduced(2022, 2024)), catalogue)
    request = AssessmentRequest(QB, date(2025, 6, 1))
    for item in assess(packs[QB], book, request):
        assert look_back(packs[QB], book, request, "X", item.field, request.on) == item.root
