"""Dates as offices write them: every form read, precision kept, nonsense refused with its reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.dates import DateError, PartialDate, long_date, parse_date, parse_partial, short_date


@pytest.mark.parametrize(
    "written",
    [
        "30/3/2021",
        "30-03-2021",
        "30.3.2021",
        "ngày 30 tháng 3 năm 2021",
        "Ngày 30 tháng 03 năm 2021",
        "2021-03-30",
        "2021-03-30 00:00:00",
        "'30/3/2021",
        44285,
        44285.0,
        date(2021, 3, 30),
        datetime(2021, 3, 30),  # noqa: DTZ001 - as Excel gives it
    ],
)
def test_every_written_form_of_one_day(written: object) -> None:
    assert parse_date(written) == date(2021, 3, 30)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("tháng 6 năm 2022", PartialDate(2022, 6)),
        ("6/2022", PartialDate(2022, 6)),
        ("năm 1985", PartialDate(1985)),
        ("1985", PartialDate(1985)),
        (1985, PartialDate(1985)),
        (1985.0, PartialDate(1985)),
    ],
)
def test_less_than_a_day_keeps_its_precision(written: object, found: PartialDate) -> None:
    assert parse_partial(written) == found
    with pytest.raises(DateError, match="chưa đủ"):
        parse_date(written)


@pytest.mark.parametrize("written", ["30/2/2023", "31/4/2023", "0/1/2023", "12/13/2023", "13/2023"])
def test_a_day_that_does_not_exist_is_named(written: str) -> None:
    with pytest.raises(DateError, match="không có ngày"):
        parse_partial(written)


@pytest.mark.parametrize("written", ["", "hôm qua", "30/3/21", "2021/30/3/1", True, 5, 2.5, "1/1/1800"])
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(DateError):
        parse_partial(written)


def test_decree_30_pads_days_below_ten_and_the_first_two_months_only() -> None:
    assert short_date(date(2025, 6, 5)) == "05/6/2025"
    assert short_date(date(1996, 2, 14)) == "14/02/1996"
    assert long_date(date(2025, 12, 5)) == "ngày 05 tháng 12 năm 2025"
    assert long_date(date(2025, 1, 30)) == "ngày 30 tháng 01 năm 2025"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_written_is_read_back(day: date) -> None:
    assert parse_date(short_date(day)) == day
    assert parse_date(long_date(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.integers(1900, 2100), st.none() | st.integers(1, 12))
def test_partial_dates_survive_their_machine_form(year: int, month: int | None) -> None:
    found = PartialDate(year, month)
    assert PartialDate.from_iso(found.iso()) == found
    assert parse_partial(str(found)) == found
