"""Vietnamese dates: reading every written form, keeping how precise they are, writing them as Decree 30."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .text import clean

_EXCEL_EPOCH = date(1899, 12, 30)
_DAY = re.compile(r"^(?:ngày\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})$", re.IGNORECASE)
_LONG_DAY = re.compile(r"^(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$")
_MONTH = re.compile(r"^(?:tháng\s*)?(\d{1,2})\s*(?:[/.\-]|\s+năm\s+)\s*(\d{4})$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:năm\s*)?(\d{4})$", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month, or only the year."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the fully known date."""
        return cls(day.year, day.month, day.day)

    @property
    def full(self) -> date | None:
        """The calendar day, where the day is known."""
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """Write it as documents do: 05/6/2025, 6/2025, 2025."""
        if self.full is not None:
            return short_date(self.full)
        return f"{self.month}/{self.year}" if self.month else str(self.year)

    def iso(self) -> str:
        """Write it for machines: 2025-06-05, 2025-06, 2025."""
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    def narrows(self, other: object) -> bool:
        """Tell whether this names the day or month where `other`, else the same, names only the year or month."""
        return isinstance(other, PartialDate) and self.iso().startswith(f"{other.iso()}-")

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read what `iso` wrote."""
        return cls(*(int(part) for part in text.split("-")))


class DateError(ValueError):
    """The text is no date; the message says why, in Vietnamese, without a full stop."""


def _checked(day: int, month: int, year: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}")
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise DateError(f"không có ngày {day}/{month}/{year}")
    return date(year, month, day)


def parse_partial(value: object) -> PartialDate:
    """Read a date as offices write it, keeping its precision. Raises DateError with the reason.

    Takes Excel dates and serials, dd/mm/yyyy with / . or -, "ngày 30 tháng 3 năm 2021", ISO dates, "tháng 6 năm 2022",
    "6/2022", and a year alone (law and layout notes §7.4). The day always stands first.
    """
    if isinstance(value, datetime):
        return PartialDate.of(value.date())
    if isinstance(value, date):
        return PartialDate.of(value)
    if isinstance(value, bool):
        raise DateError("không phải ngày")
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(clean(str(value)).lstrip("'"))


def _from_number(value: float) -> PartialDate:
    if value != int(value):
        raise DateError(f"“{value}” không phải ngày")
    whole = int(value)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return PartialDate(whole)
    if 20000 <= whole <= 73000:
        return PartialDate.of(_EXCEL_EPOCH + timedelta(days=whole))
    raise DateError(f"“{whole}” không phải ngày")


def _from_text(text: str) -> PartialDate:
    for pattern in (_DAY, _LONG_DAY):
        if found := pattern.match(text):
            return PartialDate.of(_checked(int(found[1]), int(found[2]), int(found[3])))
    if found := _ISO.match(text):
        return PartialDate.of(_checked(int(found[3]), int(found[2]), int(found[1])))
    if found := _MONTH.match(text):
        return PartialDate(*_month(int(found[2]), int(found[1])))
    if found := _YEAR.match(text):
        return _from_number(int(found[1]))
    raise DateError(f"“{text}” không đọc được là ngày; viết dạng 05/6/2025")


def _month(year: int, month: int) -> tuple[int, int]:
    first = _checked(1, month, year)
    return first.year, first.month


def parse_date(value: object) -> date:
    """Read a date known to the day. Raises DateError, also when only a month or a year is given."""
    found = parse_partial(value)
    if found.full is None:
        raise DateError(f"“{found}” chưa đủ ngày, tháng, năm; ghi đủ hoặc để trống")
    return found.full


def short_date(day: date) -> str:
    """Write dd/m/yyyy as Decree 30/2020 does: only days below ten and months 1 and 2 get a leading zero."""
    return f"{day.day:02d}/{_month_text(day.month)}/{day.year}"


def long_date(day: date) -> str:
    """Write "ngày 05 tháng 6 năm 2025" (Decree 30/2020, annex I)."""
    return f"ngày {day.day:02d} tháng {_month_text(day.month)} năm {day.year}"


def _month_text(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)
