"""Names of initiatives typed or pasted into a cell: several in one, each with its day and decision where given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...domain.dates import DateError, parse_date, short_date
from ...domain.records import Initiative
from ...domain.text import clean, fold
from ...domain.year_grid import CellReading, CellWords, CommonDecision, Understood
from .cells import initiatives_text

_GIVEN = re.compile(r"^(?P<name>.+?)\s*\((?P<given>[^()]*\d[^()]*)\)$")
_BETWEEN = re.compile(r"\s*(?:;|\n)\s*")
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")


def read_initiatives(cell: CellWords, words: str, shared: CommonDecision | None, *, early: bool) -> CellReading:
    """Understand "Tên thứ nhất; Tên thứ hai (12/QĐ-UBND, 05/6/2024)".

    A name without its own decision takes the shared one of the column. Which day is missing is told when it is written:
    a name that is kept already needs none.
    """
    try:
        new = tuple(_entries(cell, words, shared))
    except DateError as wrong:
        return CellReading(cell, Understood.NOT, sentence=f"“{words}”: {wrong}.", early=early)
    names = tuple(row.name for row in new)
    return CellReading(cell, Understood.AT_ONCE, names, initiatives_text(names), new=new, early=early)


def _entries(cell: CellWords, words: str, shared: CommonDecision | None) -> Iterator[Initiative]:
    for part in (part for part in _BETWEEN.split(words) if part):
        given = _GIVEN.match(part)
        day = _DAY.search(given["given"]) if given is not None else None
        if given is None or day is None:
            number, on, issuer = (shared.number or None, shared.day, shared.issuer) if shared else (None, None, None)
            yield Initiative(subject=cell.subject, name=clean(part), decision=number, date=on, issuer=issuer)
        else:
            rest = clean(given["given"].replace(day[0], "")).strip(" ,")
            number = re.sub(r"^(?:qđ|số|quyết định)\s+(?:số\s+)?", "", rest, flags=re.IGNORECASE) or None
            name = clean(given["name"])
            yield Initiative(subject=cell.subject, name=name, decision=number, date=parse_date(day[0]))


def missing_day(reading: CellReading, held: Sequence[Initiative]) -> str:
    """Return why new initiatives of a cell have no place in its year; empty when they have one."""
    known = {fold(row.name) for row in held}
    year = reading.cell.column.year
    for row in reading.new:
        if fold(row.name) in known:
            continue
        if row.date is None:
            return (
                f"Sáng kiến tính vào năm theo ngày công nhận. Ghi Ngày ký ở “Quyết định chung cho {year}”, hoặc "
                f"gõ ngày sau tên: “{_cut(row.name)} (20/12/{year})”."
            )
        if row.date.year != year:
            return (
                f"Ngày công nhận {short_date(row.date)} không thuộc năm {year} của cột; ghi ở cột {row.date.year}, "
                "hoặc sửa ngày."
            )
    return ""


def _cut(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
