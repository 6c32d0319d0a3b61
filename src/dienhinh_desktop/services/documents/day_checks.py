"""Days that cannot stand together: a decision before what it rewards, a record after the day of the round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...domain.dates import short_date
from ...domain.documents import ExportCheck
from ...domain.records import Award, Initiative, Rating
from . import achievements
from .checked import page_warn, warn
from .dossier import Dossier, Entry

_REPORT = "Báo cáo thành tích"


def days_stand(dossier: Dossier) -> Iterator[ExportCheck]:
    """Yield what is out of order: the round itself, then the records of everyone on the list."""
    issued = dossier.plan.issued
    if issued is not None and dossier.on < issued:
        words = f"Ngày xét {short_date(dossier.on)} trước ngày ban hành kế hoạch {short_date(issued)}"
        yield page_warn(words, "Đợt xét", "plans")
    for entry in dossier.entries:
        yield from _of_entry(dossier, entry)


def _of_entry(dossier: Dossier, entry: Entry) -> Iterator[ExportCheck]:
    book, code = dossier.book, entry.subject.code
    rows: tuple[Rating | Award | Initiative, ...] = (
        *book.ratings.of(code),
        *book.awards.of(code),
        *book.initiatives.of(code),
    )
    born = entry.subject.birth
    for row in rows:
        if row.date is None:
            continue
        told = f"{_name(dossier, row)} của {entry.subject.name}"
        day = f"ngày {short_date(row.date)}"
        year = row.year if isinstance(row, Rating | Award) else None
        if row.date > dossier.on:
            when = short_date(dossier.on)
            yield warn(f"{told} quyết định {day}, sau ngày xét {when} nên không tính", _REPORT, entry)
        elif year is not None and row.date < date(year, 1, 1):
            yield warn(f"{told} quyết định {day}, trước năm {year}", _REPORT, entry)
        if born is not None and row.date.year - born.year < _YOUNGEST:
            yield warn(f"{told} quyết định {day} khi mới {row.date.year - born.year} tuổi", _REPORT, entry)


_YOUNGEST = 14
"""Years of age before which a decision is more likely a slip of the pen."""


def _name(dossier: Dossier, row: Rating | Award | Initiative) -> str:
    if isinstance(row, Rating):
        return f"Xếp loại {row.year}"
    if isinstance(row, Initiative):
        return f"Sáng kiến “{row.name}”"
    form = achievements.form_of(dossier.book, row)
    return f"{form.short if form else row.form} {achievements.year_of(row) or ''}".rstrip()
