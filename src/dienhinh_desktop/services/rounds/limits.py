"""Chỉ tiêu while picking: which limits a choice would pass, and what units were granted about a quota."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.dates import short_date
from ...domain.eligibility import Stage
from ...domain.errors import OverLimit, UserError
from ...domain.lifecycle import QuotaWaiver, WaiverKind
from ...domain.plans import QuotaVerdict
from ...domain.rounds import Candidate, Round
from ...domain.upkeep import Changes, Kind
from ...rules.quotas import quota_rows as rows_of_quota
from ...storage.reader import Reader
from ...storage.work import Work
from ..book import pages_of
from ..context import Context
from ..plans import left_lists, pack_of, readings_of
from .leaving import name_of
from .registering import new_registrations

_CHANGED = frozenset({Kind.ROUNDS})


def over_limits(ctx: Context, reader: Reader, current: Round, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return one sentence for each quota of the round's year that these candidates would bring above its most."""
    pack = pack_of(ctx, current.plan)
    rules = pack.rules(readings_of(pack, current.readings), Stage.REGISTRATION)
    limited = {
        code: rule
        for code, rule in rules.quotas.items()
        if current.year in rule.years and any(part.at_most is not None for part in rule.parts)
    }
    if not limited:
        return ()
    book, left = pages_of(ctx, reader, ()), left_lists(reader, current.plan)
    new = [row for row in new_registrations(ctx, reader, current, candidates) if row is not None]
    days = [current.year]
    texts = {info.code: info.text for info in pack.plan.quotas}
    words = []
    for code, rule in limited.items():
        without = rows_of_quota(current.plan, code, rule, book, current.on, days, left)
        with_them = rows_of_quota(current.plan, code, rule, book, current.on, days, left, new)
        for before, after in zip(without, with_them, strict=True):
            if after.have > before.have and after.verdict is QuotaVerdict.OVER:
                words.append(f"{texts[code]} – {after.unit_name}: {after.message}")
    return tuple(words)


def refuse_over(over: Sequence[str], candidates: Sequence[Candidate]) -> None:
    """Raise OverLimit where a limit is passed and a candidate that passes it carries no reason."""
    if over and not all((item.reason or "").strip() for item in candidates):
        raise OverLimit(
            f"Vượt chỉ tiêu ({over[0].rstrip('.')}); ghi lý do để vẫn chọn, hoặc bỏ bớt đối tượng.", details=tuple(over)
        )


def per_unit(ctx: Context, plan: str) -> frozenset[str]:
    """Return the quotas that each of several units meets for itself; the others are of a movement or the agency."""
    pack = pack_of(ctx, plan)
    rules = pack.rules(pack.readings({}), Stage.REGISTRATION)
    return frozenset(code for code, rule in rules.quotas.items() if rule.units.which in ("each_unit", "categories"))


def waivers(ctx: Context, plan: str) -> tuple[QuotaWaiver, ...]:
    """Return what units were granted about the quotas of a plan."""
    with ctx.db.read() as reader:
        return reader.quota_waivers(plan)


def waive(ctx: Context, asked: QuotaWaiver) -> Changes:
    """Grant a unit that a quota need not be met, or only later; what was granted before about it is replaced.

    Raises UserError without a reason, or for an extension without a day.
    """
    if not asked.reason.strip():
        raise UserError(f"Chưa ghi lý do {asked.kind.label.lower()}; ghi một câu để người sau hiểu.")
    if asked.kind is WaiverKind.EXTENDED and asked.until is None:
        raise UserError("Chưa ghi hạn mới; ghi ngày gia hạn đến.")
    with ctx.db.work(f"{asked.kind.label} chỉ tiêu {asked.quota}", ctx.who, "round") as work:
        place = name_of(work, asked.unit) if asked.unit else "cơ quan"
        _forget(work, asked)
        work.insert("quota_waivers", [asked])
        until = f" đến {short_date(asked.until)}" if asked.until else ""
        work.name_act(f"{asked.kind.label} chỉ tiêu {asked.quota} cho {place}")
        return Changes(_CHANGED, f"Đã {asked.kind.label.lower()} chỉ tiêu cho {place}{until}.", work.act)


def take_back_waiver(ctx: Context, granted: QuotaWaiver) -> Changes:
    """Take back what a unit was granted about a quota."""
    with ctx.db.work(f"Bỏ miễn, gia hạn chỉ tiêu {granted.quota}", ctx.who, "round") as work:
        _forget(work, granted)
        return Changes(_CHANGED, "Đã bỏ miễn, gia hạn của chỉ tiêu.", work.act if work.changed else None)


def _forget(work: Work, asked: QuotaWaiver) -> None:
    same = (asked.quota, asked.unit, asked.year)
    held = [row.id for row in work.quota_waivers(asked.plan) if (row.quota, row.unit, row.year) == same]
    work.delete("quota_waivers", [number for number in held if number is not None])
