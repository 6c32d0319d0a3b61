"""Who of the units below has sent what a plan asks for, who owes, and the words that remind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ...domain.dates import short_date
from ...domain.packages import PackageState, ReceivedPackage, UnitStanding
from ...domain.plans import MilestoneRow, Plan, QuotaRow, QuotaVerdict
from ...domain.text import sort_key
from .. import upkeep
from ..context import Context
from ..plans import milestone_rows, plan, quota_rows
from .receiving import received

_ORDER = {PackageState.RECEIVED: 0, PackageState.RETURNED: 1, PackageState.NOT_SENT: 2, PackageState.MERGED: 3}


def standing(
    ctx: Context, code: str, on: date | None = None, readings: Mapping[str, str] | None = None
) -> tuple[UnitStanding, ...]:
    """Return where every unit below stands under a plan on a day (None: today).

    Units are those the milestones for lists name, and whoever sent a package; those to be looked at come first. A unit
    whose paper list is on record owes nothing. Raises UserError for an unknown plan.
    """
    told, day = plan(ctx, code), on or ctx.now().date()
    root = upkeep.office(ctx).root
    asked = _asked(milestone_rows(ctx, code, day, readings or {}), told, root)
    newest = {item.unit: item for item in received(ctx, code) if item.at.date() <= day}
    missing = _missing(quota_rows(ctx, code, day, readings or {}))
    with ctx.db.read() as reader:
        names = reader.names()
    found = [
        _unit(told, unit, names[unit][0], asked.get(unit, ()), newest.get(unit), missing.get(unit, ()), day)
        for unit in dict.fromkeys([*asked, *newest])
        if unit in names
    ]
    return tuple(sorted(found, key=lambda item: (_ORDER[item.state], item.due or date.max, sort_key(item.name))))


def _asked(rows: Iterable[MilestoneRow], told: Plan, root: str | None) -> dict[str, list[MilestoneRow]]:
    found: dict[str, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        if row.code in told.list_milestones and row.unit is not None and row.unit != root:
            found[row.unit].append(row)
    return found


def _missing(rows: Iterable[QuotaRow]) -> dict[str, list[str]]:
    """Return what the quotas still want of each unit in the newest year asked, in words."""
    newest: dict[tuple[str, str], QuotaRow] = {}
    for row in rows:
        if row.unit is not None:
            newest[row.unit, row.code] = row  # years come in order
    found: dict[str, list[str]] = defaultdict(list)
    for (unit, _code), row in newest.items():
        if row.verdict is QuotaVerdict.SHORT:
            year = f" năm {row.year}" if row.year else ""
            found[unit].append(f"Chỉ tiêu{year}: {row.message[:1].lower()}{row.message[1:].rstrip('.')}")
    return found


def _unit(
    told: Plan,
    unit: str,
    name: str,
    rows: Sequence[MilestoneRow],
    package: ReceivedPackage | None,
    missing: Iterable[str],
    day: date,
) -> UnitStanding:
    state = package.state if package else PackageState.NOT_SENT
    open_rows = [row for row in rows if package is not None or row.document_date is None]
    due = min((row.latest for row in open_rows if row.latest), default=None)
    if package is not None and state is PackageState.RETURNED:
        due = package.due or due
    papers = [row.document_date for row in rows if row.document_date is not None]
    on_paper = package is None and not open_rows
    came = day if package is None or state is PackageState.RETURNED else package.sent_at.date()
    return UnitStanding(
        unit=unit,
        name=name,
        state=state,
        due=due,
        package=package,
        late=max((came - due).days, 0) if due else 0,
        owed=() if on_paper else tuple(_owed(told, open_rows, package, missing)),
        paper=max(papers, default=None) if on_paper else None,
    )


def _owed(
    told: Plan, rows: Iterable[MilestoneRow], package: ReceivedPackage | None, missing: Iterable[str]
) -> Iterable[str]:
    if package is not None:
        if package.state is PackageState.RETURNED:
            yield f"gói sửa lại: {package.reason}"
        return
    products = {info.code: info.product for info in told.milestones}
    yield from dict.fromkeys(products[row.code] for row in rows)
    yield from missing


def reminder(ctx: Context, code: str, item: UnitStanding) -> str:
    """Return words to paste into a message to one unit: what is owed, by when, to whom."""
    told = plan(ctx, code)
    with ctx.db.read() as reader:
        names = reader.names()
    office = upkeep.office(ctx)
    agency = names[office.root][0] if office.root in names else office.name or told.issuer
    number = f" số {told.number}" if told.number else ""
    when = f" Hạn gửi: {short_date(item.due)}" if item.due else ""
    late = f", đã quá {item.late} ngày." if item.late else "." if when else ""
    lines = [
        f"Kính gửi {item.name},",
        f"Theo Kế hoạch{number} của {told.issuer}, {agency} chưa nhận đủ của đơn vị:",
        *(f"- {words}" for words in item.owed),
        f"Đề nghị đơn vị gửi về {agency}.{when}{late} Nếu đã gửi, xin báo lại để đối chiếu.",
    ]
    return "\n".join(lines)


def reminders(ctx: Context, code: str, on: date | None = None) -> tuple[tuple[UnitStanding, str], ...]:
    """Return a reminder for every unit that owes something."""
    return tuple((item, reminder(ctx, code, item)) for item in standing(ctx, code, on) if item.owed)
