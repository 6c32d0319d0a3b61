"""What can be wrong with a record as such: order of days, years, a CCCD that does not fit its person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any, TypeVar

from ..domain.dates import short_date
from ..domain.records import RECORD_TYPES, Award, Discipline, Initiative, Position, Sex, Subject
from ..domain.text import clean

FIRST_YEAR = 1945
"""No record of an office of this State is older."""

_LINES = {"note", "content", "evidence"}
_R = TypeVar("_R")

_TEXT_FIELDS = {
    kind: [(item.name, item.default is MISSING) for item in fields(kind) if item.type in ("str", "str | None")]
    for kind in RECORD_TYPES.values()
}


def tidied(record: _R) -> _R:
    """Return the record with clean text; an empty text that may be unknown becomes unknown."""
    changed: dict[str, Any] = {}
    for name, required in _TEXT_FIELDS[type(record)]:
        value = getattr(record, name)
        if value is not None:
            lines = value.splitlines() if name in _LINES else [value]
            tidy = "\n".join(line for part in lines if (line := clean(part)))
            changed[name] = tidy if tidy or required else None
    return replace(record, **changed)  # type: ignore[type-var]


def date_order(record: Any) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for days that stand in the wrong order; no full stop."""
    if isinstance(record, Position) and record.end is not None and record.end < record.start:
        yield "end", f"Đến ngày {short_date(record.end)} trước Từ ngày {short_date(record.start)}"
    if isinstance(record, Award) and record.revoked and record.date and record.revoked < record.date:
        yield "revoked", f"Ngày thu hồi {short_date(record.revoked)} trước Ngày ký {short_date(record.date)}"
    if isinstance(record, Discipline) and record.expires is not None and record.expires < record.date:
        yield "expires", f"Hết hiệu lực {short_date(record.expires)} trước Ngày {short_date(record.date)}"
    if isinstance(record, Initiative) and record.effective_on and record.date and record.effective_on < record.date:
        yield (
            "effective_on",
            f"Ngày xác nhận hiệu quả {short_date(record.effective_on)} trước Ngày {short_date(record.date)}",
        )


def odd_years(record: Any, latest: int) -> Iterator[tuple[str, int]]:
    """Yield (field, year) for every year or day outside 1945 to `latest`."""
    for item in fields(record):
        value = getattr(record, item.name)
        year = value.year if isinstance(value, date) else value if item.name == "year" else None
        if year is not None and not FIRST_YEAR <= year <= latest:
            yield item.name, year


def citizen_id_doubt(subject: Subject) -> str | None:
    """Return why a 12-digit CCCD does not fit the person's sex or birth year, or None; only ever a warning.

    Digit 4 tells century and sex, digits 5 and 6 the year of birth (law and layout notes §7.5); numbers can be
    cancelled and given anew, so a mismatch proves nothing.
    """
    number = subject.citizen_id
    if number is None or len(number) != 12 or not number.isdigit():
        return None
    mark = int(number[3])
    sex = Sex.FEMALE if mark % 2 else Sex.MALE
    year = 1900 + 100 * (mark // 2) + int(number[4:6])
    if subject.sex is not None and subject.sex is not sex:
        return f"CCCD {number} là của {sex.value.lower()}, hồ sơ ghi {subject.sex.value.lower()}"
    if subject.birth is not None and subject.birth.year != year:
        return f"CCCD {number} là của người sinh năm {year}, hồ sơ ghi {subject.birth.year}"
    return None
