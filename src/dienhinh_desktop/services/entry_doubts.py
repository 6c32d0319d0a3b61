"""What speaks against an entry while it is typed: told beside the form, never in the way of keeping it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..domain.dates import short_date
from ..domain.records import (
    Award,
    Discipline,
    HouseholdStatus,
    Indicator,
    Initiative,
    Position,
    Rating,
    Records,
    Subject,
)
from ..domain.year_grid import GridColumn, GridField
from ..storage.word_use import DecisionUse
from .context import Context
from .year_grid.doubts import doubts_of
from .year_grid.reading import is_early, is_title, year_of


def entry_doubts(ctx: Context, entry: Any) -> tuple[str, ...]:
    """Return what contradicts an entry, a sentence each without its full stop; empty when nothing does.

    The entry may be one that is kept already, mended and not saved yet: the kept one is left out of the comparison.
    """
    number = getattr(entry, "decision", None)
    with ctx.db.read() as reader:
        subject = reader.subject(entry.subject)
        if subject is None:
            return ()
        kept = _without(entry, reader.records([entry.subject]))
        uses = reader.decision_uses(number) if number else []
    found = [
        *_in_its_year(ctx, entry, subject, kept),
        *_day_before_year(entry),
        *_away(entry, subject, kept),
        *_other_decision(entry, uses),
    ]
    return tuple(dict.fromkeys(found))


_TABLES: dict[type[Any], str] = {
    Rating: "ratings",
    Award: "awards",
    Initiative: "initiatives",
    Indicator: "indicators",
    HouseholdStatus: "household_statuses",
    Discipline: "disciplines",
    Position: "positions",
}


def _without(entry: Any, kept: Records) -> Records:
    table = _TABLES.get(type(entry))
    if table is None or entry.id is None:
        return kept
    return replace(kept, **{table: tuple(row for row in getattr(kept, table) if row.id != entry.id)})


def _year(entry: Any) -> int | None:
    if isinstance(entry, Position) or (getattr(entry, "year", None) is None and getattr(entry, "date", None) is None):
        return None
    return year_of(entry)


def _in_its_year(ctx: Context, entry: Any, subject: Subject, kept: Records) -> Iterator[str]:
    """Yield what the year grid would say of the cell the entry comes to stand in."""
    year = _year(entry)
    if year is None:
        return
    ratings = [row for row in kept.ratings if row.year == year]
    disciplines = [row for row in kept.disciplines if row.date.year == year]
    titles = [row for row in kept.awards if _year(row) == year and is_title(row, ctx.catalogue)]
    columns: list[tuple[GridColumn, list[Any]]] = []
    if isinstance(entry, Discipline):
        disciplines = [*disciplines, entry]
        columns = [(GridColumn(year, GridField.GRADE), ratings), (GridColumn(year, GridField.TITLE), titles)]
    elif isinstance(entry, Rating):
        ratings = [*ratings, entry]
        columns = [(GridColumn(year, GridField.GRADE), ratings), (GridColumn(year, GridField.TITLE), titles)]
    elif (field := _field(ctx, entry)) is not None:
        code = entry.indicator if isinstance(entry, Indicator) else ""
        columns = [(GridColumn(year, field, code), [*_beside(ctx, entry, field, kept, year), entry])]
    for column, entries in columns:
        if entries:
            early = is_early(subject, column)
            yield from doubts_of(column, entries, ratings, disciplines, ctx.catalogue, early=early)


def _field(ctx: Context, entry: Any) -> GridField | None:
    if isinstance(entry, Award):
        return GridField.TITLE if is_title(entry, ctx.catalogue) else GridField.REWARD
    kinds = {
        Initiative: GridField.INITIATIVE,
        Indicator: GridField.ACTUAL,
        HouseholdStatus: GridField.STATE,
    }
    return kinds.get(type(entry))


def _beside(ctx: Context, entry: Any, field: GridField, kept: Records, year: int) -> list[Any]:
    """Return the kept entries of the same cell."""
    rows = [row for row in getattr(kept, field.table) if _year(row) == year]
    if isinstance(entry, Award):
        return [row for row in rows if is_title(row, ctx.catalogue) == is_title(entry, ctx.catalogue)]
    return [row for row in rows if row.indicator == entry.indicator] if isinstance(entry, Indicator) else rows


def _day_before_year(entry: Any) -> Iterator[str]:
    day, year = getattr(entry, "date", None), getattr(entry, "year", None)
    if day is not None and year is not None and day.year < year:
        yield f"Ngày ký {short_date(day)} trước năm {year} của thành tích; kiểm tra ngày hoặc năm"


def _away(entry: Any, subject: Subject, kept: Records) -> Iterator[str]:
    """Yield that somebody had left, or had not come: posts say until when he was there."""
    year = _year(entry)
    ends = [row.end for row in kept.positions]
    if year is not None and ends and all(end is not None and end.year < year for end in ends):
        last = max(end for end in ends if end is not None)
        yield f"Chức vụ cuối cùng của {subject.name} kết thúc {short_date(last)}, trước năm {year}; kiểm tra năm"
    if isinstance(entry, Position) and subject.start is not None and entry.start < subject.start.first:
        yield f"Từ ngày {short_date(entry.start)} trước ngày vào cơ quan {subject.start}; kiểm tra lại"


def _other_decision(entry: Any, uses: list[DecisionUse]) -> Iterator[str]:
    """Yield the day or issuer a decision number is kept with elsewhere, where it is another one."""
    table = _TABLES.get(type(entry))
    day, issuer = getattr(entry, "date", None), getattr(entry, "issuer", None)
    for use in uses:
        if (use.table, use.id) == (table, entry.id):
            continue
        if day is not None and use.day is not None and use.day != day:
            yield f"Số {entry.decision} đã ghi với ngày {short_date(use.day)}; kiểm tra số hoặc ngày"
            return
        if issuer and use.issuer and use.issuer != issuer:
            yield f"Số {entry.decision} đã ghi do {use.issuer} ban hành; kiểm tra số hoặc cơ quan"
            return
