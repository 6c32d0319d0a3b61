"""Households that leave poverty, and places with the title of their kind."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Award, HouseholdState, HouseholdStatus, Subject, SubjectKind

from .conftest import Judge

HOME = Subject(code="HO", kind=SubjectKind.HOUSEHOLD, name="Hộ ông Pâng", category="HO")
POOR, NEAR, NEITHER = HouseholdState.POOR, HouseholdState.NEAR_POOR, HouseholdState.NEITHER


def statuses(*states: HouseholdState | None, first: int = 2021) -> tuple[HouseholdStatus, ...]:
    """One status a year from `first` on; None leaves a year out."""
    return tuple(
        HouseholdStatus(subject="HO", year=first + place, state=state)
        for place, state in enumerate(states)
        if state is not None
    )


def home(judge: Judge, rule: str, rows: tuple[HouseholdStatus, ...], on: date = date(2023, 12, 20)) -> Verdict:
    return judge(rule, on, subject=HOME, household_statuses=rows).verdict


LEFT = "left_poverty: {}"


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (statuses(POOR, NEAR, NEITHER), Verdict.DAT),
        (statuses(NEAR, NEITHER, NEITHER), Verdict.DAT),
        (statuses(POOR, NEAR, NEAR), Verdict.CHUA_DAT),
        (statuses(POOR, NEITHER, POOR), Verdict.CHUA_DAT),
        (statuses(NEITHER, NEITHER, NEITHER), Verdict.KHONG_DAT),
        (statuses(None, None, NEITHER), Verdict.THIEU_DU_LIEU),
        ((), Verdict.THIEU_DU_LIEU),
    ],
)
def test_out_of_poverty_is_poor_once_and_neither_in_the_latest_year(
    judge: Judge, rows: tuple[HouseholdStatus, ...], verdict: Verdict
) -> None:
    assert home(judge, LEFT, rows) is verdict


def test_the_latest_status_is_not_after_the_year_asked(judge: Judge) -> None:
    rows = statuses(POOR, NEAR, NEITHER)
    assert home(judge, LEFT, rows, date(2022, 12, 31)) is Verdict.CHUA_DAT
    assert home(judge, LEFT, rows, date(2023, 1, 1)) is Verdict.DAT


def test_poor_before_the_period_does_not_count(judge: Judge) -> None:
    rows = statuses(POOR, NEITHER, NEITHER, NEITHER, first=2020)
    assert home(judge, LEFT, rows) is Verdict.KHONG_DAT
    assert home(judge, "was_poor: {}", rows) is Verdict.KHONG_DAT


def test_near_poor_is_out_only_when_the_reading_says_so_and_only_from_poor(judge: Judge) -> None:
    rule = "left_poverty: {near_poor_is_out: true}"
    assert home(judge, rule, statuses(POOR, NEAR, NEAR)) is Verdict.DAT
    assert home(judge, rule, statuses(NEAR, NEAR, NEAR)) is Verdict.CHUA_DAT
    assert home(judge, rule, statuses(POOR, POOR, POOR)) is Verdict.CHUA_DAT


def test_trying_is_enough_when_the_reading_says_so(judge: Judge) -> None:
    assert home(judge, "left_poverty: {trying: true}", statuses(POOR, POOR, POOR)) is Verdict.DAT


def test_once_poor_or_still_poor(judge: Judge) -> None:
    rows = statuses(POOR, NEAR, NEITHER)
    assert home(judge, "was_poor: {}", rows) is Verdict.DAT
    assert home(judge, "was_poor: {when: latest}", rows) is Verdict.KHONG_DAT
    assert home(judge, "was_poor: {when: latest}", rows, date(2022, 6, 1)) is Verdict.DAT
    assert home(judge, "was_poor: {}", statuses(None, NEITHER)) is Verdict.THIEU_DU_LIEU


TITLES = "{BAN: [BAN_VH, THON_VH], TO_DAN_PHO: [TDP_VH], XA: [XA_VH_NTM]}"
BY_KIND = f"title_by_kind: {{titles: {TITLES}}}"
ANY_TITLE = f"title_by_kind: {{titles: {TITLES}, any_title: true}}"


def title(form: str, **more: object) -> tuple[Award, ...]:
    given: dict[str, object] = {"year": 2022, "date": date(2022, 11, 15), **more}
    return (Award(subject="DB", form=form, **given),)  # type: ignore[arg-type]


def place(judge: Judge, category: str | None, rule: str, on: date = date(2022, 12, 20), **rows: object) -> Verdict:
    there = Subject(code="DB", kind=SubjectKind.COLLECTIVE, name="Địa bàn", category=category)
    return judge(rule, on, subject=there, **rows).verdict


def test_the_right_title_in_force_is_enough(judge: Judge) -> None:
    assert place(judge, "BAN", BY_KIND, awards=title("BAN_VH")) is Verdict.DAT
    assert place(judge, "BAN", BY_KIND, awards=title("THON_VH")) is Verdict.DAT
    assert place(judge, "BAN", BY_KIND, awards=(*title("XA_VH_NTM"), *title("BAN_VH"))) is Verdict.DAT


def test_only_a_wrong_title_is_khong_dat_unless_any_of_the_three_will_do(judge: Judge) -> None:
    wrong = title("BAN_VH")
    assert place(judge, "TO_DAN_PHO", BY_KIND, awards=wrong) is Verdict.KHONG_DAT
    assert place(judge, "TO_DAN_PHO", ANY_TITLE, awards=wrong) is Verdict.DAT


@pytest.mark.parametrize("category", ["THI_TRAN", None])
def test_a_place_without_a_title_of_its_kind_asks_the_office(judge: Judge, category: str | None) -> None:
    assert place(judge, category, BY_KIND, awards=title("XA_VH_NTM")) is Verdict.THIEU_DU_LIEU
    assert place(judge, category, ANY_TITLE, awards=title("XA_VH_NTM")) is Verdict.DAT


def test_a_title_counts_from_the_day_it_is_signed_until_the_day_it_is_withdrawn(judge: Judge) -> None:
    rows = title("BAN_VH", revoked=date(2023, 5, 1))
    assert place(judge, "BAN", BY_KIND, date(2022, 11, 14), awards=rows) is Verdict.CHUA_DAT
    assert place(judge, "BAN", BY_KIND, date(2022, 11, 15), awards=rows) is Verdict.DAT
    assert place(judge, "BAN", BY_KIND, date(2023, 4, 30), awards=rows) is Verdict.DAT
    assert place(judge, "BAN", BY_KIND, date(2023, 5, 1), awards=rows) is Verdict.CHUA_DAT


def test_no_title_is_still_possible_before_the_last_day_of_the_period(judge: Judge) -> None:
    refused = title("BAN_VH", refused=True)
    assert place(judge, "BAN", BY_KIND, date(2025, 12, 30), awards=refused) is Verdict.CHUA_DAT
    assert place(judge, "BAN", BY_KIND, date(2025, 12, 31), awards=refused) is Verdict.KHONG_DAT
