"""Kinds of cell that hold figures: days, partial dates, years, numbers and shares in per cent."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import DateError, PartialDate, parse_date, parse_partial, short_date
from dienhinh_desktop.domain.text import clean

from .values import NOTHING, Cell, Kind, Reading, cell_text

FIRST_RECORD_YEAR, LAST_RECORD_YEAR = 1945, 2100
"""Years a rating, an award or a figure can belong to."""

EXCEL_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts one day too many (its 29/02/1900 never was), so such days are written as text."""

# A cell that shows dates holds 2023 as the day 15/7/1905: a year typed into it comes back as a day of 1905.
_EPOCH = date(1899, 12, 30)
_YEAR_AS_DAY = (_EPOCH + timedelta(days=1900), _EPOCH + timedelta(days=2100))

_YEAR = re.compile(r"^(?:năm\s*)?(\d{4})(?:[.,]0+)?$", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|%)$", re.IGNORECASE)
_PLAIN = re.compile(r"^[+-]?\d+$")
_THOUSANDS = {".": re.compile(r"^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$"), ",": re.compile(r"^[+-]?[1-9]\d{0,2}(?:,\d{3})+$")}
_VIETNAMESE = re.compile(r"^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$")
_ENGLISH = re.compile(r"^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+$")


def year_shown_as_day(day: date) -> int | None:
    """Return the year that a date-formatted cell turned into this day, or None for an ordinary day."""
    return (day - _EPOCH).days if _YEAR_AS_DAY[0] <= day <= _YEAR_AS_DAY[1] else None


def _day_of(raw: Cell) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    return raw if isinstance(raw, date) else None


def _sentence(error: DateError) -> str:
    text = str(error)
    return f"{text[0].upper()}{text[1:]}."


def _day_cell(day: date) -> Cell:
    """Return a real date, or its text where Excel or this reader would take the date for something else."""
    return short_date(day) if day < EXCEL_FIRST_DAY or year_shown_as_day(day) else day


class Day(Kind):
    """A day known in full."""

    date_format = True

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the day, in any written form of `domain.dates`."""
        if isinstance(raw, str) and not clean(raw):
            return NOTHING
        day = _day_of(raw)
        year = year_shown_as_day(day) if day else None
        try:
            return Reading(parse_date(raw if year is None else year))
        except DateError as error:
            return Reading(error=_sentence(error))

    def write(self, value: Any, _catalogue: Catalogue, /) -> Cell:
        """Return a real date."""
        return _day_cell(value)


class PartialDay(Kind):
    """A day, a month or a year, as far as it is known."""

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the date with its precision."""
        if isinstance(raw, str) and not clean(raw):
            return NOTHING
        day = _day_of(raw)
        if day and (year := year_shown_as_day(day)):
            return Reading(PartialDate(year), f"Ô ghi năm {year} nhưng đang để dạng ngày; chỉ lấy năm. Kiểm tra lại.")
        try:
            return Reading(parse_partial(raw))
        except DateError as error:
            return Reading(error=_sentence(error))

    def write(self, value: Any, _catalogue: Catalogue, /) -> Cell:
        """Return a real date, or text where only the month or the year is known."""
        return _day_cell(value.full) if value.full else str(value)


class Year(Kind):
    """A year: 2023, "năm 2023"."""

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the year between 1945 and 2100."""
        warning = None
        day = _day_of(raw)
        if day:
            year = year_shown_as_day(day) or day.year
            warning = f"Ô năm đang để dạng ngày ({short_date(day)}); lấy năm {year}. Kiểm tra lại."
        else:
            text = clean(cell_text(raw))
            if not text:
                return NOTHING
            found = _YEAR.match(text)
            if not found:
                return Reading(error=f"“{text}” không phải một năm. Ghi năm bằng bốn chữ số, như 2023.")
            year = int(found[1])
        if not FIRST_RECORD_YEAR <= year <= LAST_RECORD_YEAR:
            return Reading(error=f"Năm {year} nằm ngoài {FIRST_RECORD_YEAR}–{LAST_RECORD_YEAR}. Sửa lại năm.")
        return Reading(year, warning)


class Number(Kind):
    """A number: a real one, or text as offices write it (1.234,5; 2.530.000 đồng)."""

    def read(self, raw: Cell, _catalogue: Catalogue, /) -> Reading:
        """Return the number; warn where a lone sign may part thousands or decimals."""
        if isinstance(raw, date | time | timedelta):
            return _no_number(cell_text(raw))
        if isinstance(raw, float):
            return Reading(raw)
        text = clean(str(raw)).lstrip("'")
        if not text:
            return NOTHING
        reading = _number(text)
        return reading if reading.value is None or isfinite(reading.value) else _no_number(text)


class Share(Kind):
    """A share in per cent: 60, "60%".

    A bare number above 0 and at most 1 is taken as Excel keeps a cell shown as per cent (0,6 is 60%; 1 is 100%), with
    a warning. Shares of at most one per cent are therefore written, and must be typed, with the sign: "0,6%".
    """

    def read(self, raw: Cell, catalogue: Catalogue, /) -> Reading:
        """Return per cent between 0 and 100."""
        found = Number().read(raw, catalogue)
        if not isinstance(found.value, float):
            return found
        share, warning = found.value, found.warning
        if 0 < share <= 1 and not (isinstance(raw, str) and "%" in raw):
            share = round(share * 100, 9)
            warning = f"Tỷ lệ {cell_text(raw)} được hiểu là {cell_text(share)}%. Kiểm tra lại."
        if not 0 <= share <= 100:
            return Reading(error=f"Tỷ lệ {cell_text(share)}% nằm ngoài 0–100. Sửa lại.")
        return Reading(share, warning)

    def write(self, value: Any, _catalogue: Catalogue, /) -> Cell:
        """Return the number, with the sign where it would be read as a fraction."""
        share: float = value
        return f"{_plain_text(share)}%" if 0 < share <= 1 else share


def _plain_text(value: float) -> str:
    """Write a small number without an exponent and without loss."""
    return format(Decimal(repr(value)), "f").removesuffix(".0").replace(".", ",")


def _number(text: str) -> Reading:
    body = _SUFFIX.sub("", text).replace(" ", "")
    if _PLAIN.match(body):
        return Reading(float(body))
    for sign, pattern in _THOUSANDS.items():
        if pattern.match(body):
            return _grouped(text, body, sign)
    if _VIETNAMESE.match(body):
        return Reading(float(body.replace(".", "").replace(",", ".")))
    if _ENGLISH.match(body):
        return Reading(float(body.replace(",", "")))
    return _no_number(text)


def _no_number(text: str) -> Reading:
    shown = text if len(text) < 40 else f"{text[:40]}…"
    return Reading(error=f"“{shown}” không phải số. Ghi số, đơn vị tính để ở cột riêng.")


def _grouped(text: str, body: str, sign: str) -> Reading:
    """Read groups of three: several are thousands; one alone is thousands after a dot, decimals after a comma."""
    if body.count(sign) > 1:
        return Reading(float(body.replace(sign, "")))
    value = float(body.replace(".", "")) if sign == "." else float(body.replace(",", "."))
    shown = cell_text(value)
    return Reading(value, f"“{text}” được hiểu là {shown}. Kiểm tra dấu chấm, dấu phẩy.")
