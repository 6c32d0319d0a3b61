"""Nơi giới thiệu: the units that put one subject forward; it counts for each, and stands once in the list."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.records import Registration
from ...domain.rounds import Candidate, Introduction, Round
from ...domain.upkeep import Changes, Kind
from ...rules.lookup import Lookup
from ..context import Context
from .leaving import name_of
from .locks import refuse_locked
from .registering import registered_for, year_of

_CHANGED = frozenset({Kind.ROUNDS, Kind.RECORDS})


def introductions(book: Lookup, current: Round, item: Candidate) -> tuple[Introduction, ...]:
    """Return every unit that put a candidate forward for the year of the round, the one of the list first."""
    days: dict[str, Introduction] = {}
    if item.introducer is not None:
        days[item.introducer] = Introduction(unit=item.introducer, name=_name(book, item.introducer))
    for row in book.registrations.of(item.subject):
        if row.introducer and row.plan == current.plan and year_of(row) in (None, current.year):
            known = days.get(row.introducer)
            if known is None or known.date is None:
                days[row.introducer] = Introduction(
                    unit=row.introducer, name=_name(book, row.introducer), date=row.date
                )
    return tuple(days.values())


def _name(book: Lookup, code: str) -> str:
    subject = book.subjects.get(code)
    return subject.name if subject is not None else code


def introducers_words(found: Iterable[Introduction]) -> str:
    """Say who put a subject forward and when: "Xã Tả Phìn giới thiệu 02/11/2021"."""
    return "; ".join(
        f"{item.name} giới thiệu{f' {short_date(item.date)}' if item.date is not None else ''}" for item in found
    )


def introduce_also(ctx: Context, candidate_id: int, unit: str) -> Changes:
    """Write down that one more unit puts a candidate forward; it counts for both and stays one line of the list.

    Raises UserError when that unit did already, is not there, or the list is locked.
    """
    with ctx.db.work("Ghi thêm nơi giới thiệu", ctx.who, "round") as work:
        item = work.candidate(candidate_id)
        current = work.round(item.round_id)
        refuse_locked(work, current)
        name, place = name_of(work, item.subject), name_of(work, unit)
        if work.subject(unit) is None:
            raise UserError(f"Không có đơn vị mã “{unit}”; chọn đơn vị trong danh sách.")
        rows = registered_for(work, current, item.subject)
        if unit == item.introducer or any(row.introducer == unit for row in rows):
            raise UserError(f"{place} đã giới thiệu {name}; không cần ghi thêm.")
        level = next((row.level for row in rows if row.level), None)
        new = Registration(
            subject=item.subject,
            plan=current.plan,
            field=item.field if any(row.field for row in rows) else None,
            level=level,
            introducer=unit,
            date=min(ctx.now().date(), current.on),
            year=current.year,
            model=item.model,
        )
        work.insert("registrations", [new])
        work.name_act(f"Ghi {place} cùng giới thiệu {name}")
        return Changes(_CHANGED, f"Đã ghi {place} cùng giới thiệu {name}.", work.act)
