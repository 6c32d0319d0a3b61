"""The collective a leader is in charge of: which one counts in which year, its ratings and titles."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Award, Grade, Position, Rating, Subject, SubjectKind

from .conftest import Judge

X, Y = (Subject(code=code, kind=SubjectKind.COLLECTIVE, name=f"Phòng {code}") for code in "XY")
ON = date(2024, 12, 20)


def post(collective: str | None, start: date, end: date | None = None, *, leading: bool = True) -> Position:
    return Position(
        subject="CB1", title="Trưởng phòng", leading=leading, head=leading, collective=collective, start=start, end=end
    )


def grades(code: str, *by_year: str | None) -> tuple[Rating, ...]:
    """Grades of the years from 2021 on; None leaves a year out."""
    return tuple(
        Rating(subject=code, year=year, grade=Grade[grade], date=date(year, 12, 12))
        for year, grade in enumerate(by_year, 2021)
        if grade is not None
    )


def led(
    judge: Judge, choose: str = "on_31_december", on: date = ON, others: tuple[Subject, ...] = (X, Y), **rows: object
) -> Verdict:
    return judge(f"led_collective: {{grade: HTXSNV, choose: {choose}}}", on, others=others, **rows).verdict


BEST, GOOD = "HTXSNV", "HTTNV"
MOVED = (post("X", date(2019, 1, 1), date(2023, 2, 28)), post("Y", date(2023, 3, 1)))
EACH_BEST = (*grades("X", BEST, BEST, GOOD, GOOD), *grades("Y", GOOD, GOOD, BEST, BEST))


@pytest.mark.parametrize(
    ("choose", "verdict"),
    [
        ("on_31_december", Verdict.DAT),
        ("six_months", Verdict.DAT),
        ("current", Verdict.KHONG_DAT),
        ("every", Verdict.KHONG_DAT),
    ],
)
def test_each_year_looks_at_the_collective_the_reading_chooses(judge: Judge, choose: str, verdict: Verdict) -> None:
    assert led(judge, choose, positions=MOVED, ratings=EACH_BEST) is verdict


def test_the_collective_led_on_31_december_counts_that_day_included(judge: Judge) -> None:
    ratings = (*grades("X", BEST, GOOD), *grades("Y", GOOD, BEST))
    until_last_day = (post("X", date(2020, 1, 1), date(2021, 12, 31)), post("Y", date(2022, 1, 1)))
    until_day_before = (post("X", date(2020, 1, 1), date(2021, 12, 30)), post("Y", date(2021, 12, 31)))
    assert led(judge, on=date(2022, 12, 20), positions=until_last_day, ratings=ratings) is Verdict.DAT
    assert led(judge, on=date(2022, 12, 20), positions=until_day_before, ratings=ratings) is Verdict.KHONG_DAT


@pytest.mark.parametrize(
    ("last", "counts"),
    [(date(2021, 6, 29), False), (date(2021, 6, 30), True)],
)
def test_six_months_are_counted_by_the_calendar(judge: Judge, last: date, counts: bool) -> None:
    positions = (post("X", date(2021, 1, 1), last),)
    found = led(judge, "six_months", date(2021, 12, 20), positions=positions, ratings=grades("X", GOOD))
    assert found is (Verdict.KHONG_DAT if counts else Verdict.CHUA_DAT)


def test_two_posts_in_charge_of_one_collective_are_joined(judge: Judge) -> None:
    positions = (post("X", date(2021, 2, 1), date(2021, 4, 30)), post("X", date(2021, 5, 1), date(2021, 7, 31)))
    assert led(judge, "six_months", date(2021, 12, 20), positions=positions, ratings=grades("X", BEST)) is Verdict.DAT


def test_only_years_in_charge_are_asked(judge: Judge) -> None:
    positions = (post("X", date(2019, 1, 1), date(2022, 6, 30), leading=False), post("X", date(2022, 7, 1)))
    ratings = grades("X", GOOD, BEST, BEST, BEST)
    assert led(judge, positions=positions, ratings=ratings) is Verdict.DAT


def test_a_closed_year_without_a_rating_asks_for_it_and_an_open_one_is_not_looked_at(judge: Judge) -> None:
    positions = (post("X", date(2019, 1, 1)),)
    ratings = grades("X", BEST, None, BEST)
    assert led(judge, on=date(2021, 12, 20), positions=positions, ratings=ratings) is Verdict.DAT
    assert led(judge, on=date(2022, 12, 14), positions=positions, ratings=ratings) is Verdict.DAT
    assert led(judge, on=date(2022, 12, 15), positions=positions, ratings=ratings) is Verdict.THIEU_DU_LIEU


def test_newly_in_charge_with_no_closed_year_is_chua_dat(judge: Judge) -> None:
    assert led(judge, positions=(post("X", date(2024, 12, 16)),), on=date(2024, 12, 20)) is Verdict.THIEU_DU_LIEU
    assert led(judge, positions=(post("X", date(2025, 1, 2)),), on=date(2025, 6, 1)) is Verdict.CHUA_DAT


def test_a_leading_post_that_names_no_collective_is_asked_for_it(judge: Judge) -> None:
    assert led(judge, positions=(post(None, date(2019, 1, 1)),), ratings=EACH_BEST) is Verdict.THIEU_DU_LIEU


def test_years_before_the_collective_was_founded_are_not_asked(judge: Judge) -> None:
    young = Subject(code="Y", kind=SubjectKind.COLLECTIVE, name="Phòng Y", start=PartialDate(2023, 3, 1))
    ratings = grades("Y", None, None, BEST, BEST)
    assert led(judge, "current", positions=MOVED, ratings=ratings, others=(X, young)) is Verdict.DAT


TITLED = (
    "records_or_attestation: {records: {led_collective_titled: {titles: [TAP_THE_TIEU_BIEU, TTLDXS]}}, "
    "attestation: {attested: {}}}"
)


def title(code: str, year: int, **more: object) -> tuple[Award, ...]:
    given: dict[str, object] = {"date": date(year, 12, 25), **more}
    return (Award(subject=code, form="TAP_THE_TIEU_BIEU", year=year, **given),)  # type: ignore[arg-type]


def titled(judge: Judge, awards: tuple[Award, ...], on: date = date(2025, 6, 1)) -> Verdict:
    return judge(TITLED, on, others=(X, Y), positions=MOVED, awards=awards).verdict


def test_a_title_of_the_collective_counts_in_a_year_in_charge(judge: Judge) -> None:
    assert titled(judge, title("X", 2022)) is Verdict.DAT
    assert titled(judge, title("Y", 2023)) is Verdict.DAT
    assert titled(judge, title("Y", 2022)) is Verdict.THIEU_DU_LIEU


def test_a_refused_or_withdrawn_title_decides_and_a_later_one_is_not_known_yet(judge: Judge) -> None:
    assert titled(judge, title("Y", 2023, refused=True)) is Verdict.KHONG_DAT
    withdrawn = title("Y", 2023, revoked=date(2025, 6, 1))
    assert titled(judge, withdrawn, date(2025, 5, 31)) is Verdict.DAT
    assert titled(judge, withdrawn, date(2025, 6, 1)) is Verdict.KHONG_DAT
    assert titled(judge, title("Y", 2023), date(2023, 12, 24)) is Verdict.THIEU_DU_LIEU
