"""Days as lists write them: any mark between the numbers, two-digit years, serials, what is no day at all."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.text import clean

from ..figures import year_shown_as_day
from .grids import Value

EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_EPOCH_1904 = date(1904, 1, 1)
_YOUNGEST = 14
"""Years: nobody in a list of merits is younger, so a two-digit birth year that would make him so is a century older."""

DAY = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)"
LONG_DAY = r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})"
_DAY = re.compile(rf"^(?:ngày\s*)?{DAY}$", re.IGNORECASE)
_LONG = re.compile(rf"^{LONG_DAY}$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$")
_MONTH = re.compile(r"^(?:tháng\s*)?(\d{1,2})\s*(?:[/.\-]|\s+năm\s+)\s*(\d{4})$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:năm\s*|sn\s*)?(\d{4})(?:\.0)?$", re.IGNORECASE)
_SERIAL = re.compile(r"^\d{5}(?:\.0)?$")
FIRST_SERIAL, LAST_SERIAL = 7_000, 73_000


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a date cell says: a date, or the reason there is none ("khong_co", "tuong_lai", "khong_hieu")."""

    date: PartialDate | None = None
    wrong: str | None = None
    text: str = ""


NO_DAY, FUTURE, UNREADABLE = "khong_co", "tuong_lai", "khong_hieu"


def read_day(value: Value, today: date, *, birth: bool = False) -> DayReading:
    """Read a date cell; the day always stands first, a bare number is a serial, two-digit years are past ones."""
    if isinstance(value, date):
        year = year_shown_as_day(value)
        return _checked(PartialDate(year) if year else PartialDate.of(value), str(year or value), today)
    if isinstance(value, float):
        return _from_number(value, today)
    text = clean(value).strip(" '.,;")
    if found := _DAY.match(text) or _LONG.match(text):
        return day_of(int(found[1]), int(found[2]), found[3], today, birth=birth)
    if found := _ISO.match(text):
        return day_of(int(found[3]), int(found[2]), found[1], today)
    if found := _MONTH.match(text):
        month, year = int(found[1]), int(found[2])
        return _checked(PartialDate(year, month), text, today) if 1 <= month <= 12 else DayReading(None, NO_DAY, text)
    if found := _YEAR.match(text):
        return _from_number(float(found[1]), today)
    if _SERIAL.match(text):
        return _from_number(float(text), today)
    return DayReading(None, UNREADABLE, text)


def _from_number(number: float, today: date) -> DayReading:
    whole = int(number)
    text = str(whole)
    if 1900 <= whole <= 2100:
        return _checked(PartialDate(whole), text, today)
    if FIRST_SERIAL <= whole <= LAST_SERIAL:
        return _checked(PartialDate.of(EXCEL_EPOCH + timedelta(days=whole)), text, today)
    return DayReading(None, UNREADABLE, text)


def day_of(day: int, month: int, year_text: str, today: date, *, birth: bool = False) -> DayReading:
    """Read day, month and a year of two or four digits."""
    year = _full_year(year_text, today, birth=birth)
    text = f"{day}/{month}/{year}"
    if not 1 <= month <= 12 or not 1 <= year <= 9998 or not 1 <= day <= monthrange(year, month)[1]:
        return DayReading(None, NO_DAY, text)
    return _checked(PartialDate(year, month, day), text, today)


def _full_year(text: str, today: date, *, birth: bool) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    newest = today.year - (_YOUNGEST if birth else 0)
    return 2000 + year if 2000 + year <= newest else 1900 + year


def _checked(found: PartialDate, text: str, today: date) -> DayReading:
    if found.first > today:
        return DayReading(None, FUTURE, text)
    return DayReading(found, None, text) if found.year >= 1900 else DayReading(None, NO_DAY, text)
