"""Tasks a plan's days make: milestones due or late, and days of the plan that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ...domain.dates import DateError, parse_date, short_date
from ...domain.overview import MilestoneStanding, Shout, Task, TaskKind, TaskPlace, Urgency, urgency
from ...domain.packages import PackageState
from ...domain.text import fold, number_text
from .situation import Situation, some

_LONG_PASSED = timedelta(days=60)
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])(?: nam)? (\d{4})\b")
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def milestone_tasks(situation: Situation) -> Iterator[Task]:
    """Yield what the milestones ask for now."""
    passed = []
    for item in situation.milestones:
        if item.met or item.latest is None:
            continue
        if item.latest < situation.today - _LONG_PASSED:
            passed.append(item)
        elif urgency(item.latest, situation.today) is not Urgency.LATER:
            yield _due(situation, item)
    if passed:
        yield _passed(situation, passed)
    yield from _contradictions(situation)


def _place(situation: Situation, tab: str, **shown: str) -> TaskPlace:
    return TaskPlace("plans", {"plan": situation.plan.code, "tab": tab, **shown})


def _due(situation: Situation, item: MilestoneStanding) -> Task:
    late = urgency(item.latest, situation.today)
    waiting = [row.unit_name for row in item.waiting]
    several = f"{number_text(len(waiting))} đơn vị chưa có văn bản: " if len(waiting) > 1 else ""
    below = _units_below(situation, item)
    return Task(
        key=f"milestone.{item.info.code}",
        kind=TaskKind.MILESTONE,
        shout=Shout.NOTE if late is Urgency.NEAR else Shout.WARNING,
        what=f"{several}{item.info.product}",
        who=f"{some(waiting, 'đơn vị')}; “{item.info.wording}”",
        due=item.latest,
        verb="Xem ai chưa gửi" if below else "Xem mốc",
        act=f"nhắc {number_text(below)} đơn vị chưa gửi" if below else f"xem mốc {item.info.code}",
        place=_of_units(situation) if below else _place(situation, "milestones", code=item.info.code),
    )


def _units_below(situation: Situation, item: MilestoneStanding) -> int:
    """Count the units below that still owe their list by a milestone; 0 where it is about something else."""
    if item.info.code not in situation.plan.list_milestones:
        return 0
    return sum(row.unit not in (None, situation.root) for row in item.waiting)


def _of_units(situation: Situation) -> TaskPlace:
    return TaskPlace("units", {"plan": situation.plan.code, "state": PackageState.NOT_SENT.value})


def _passed(situation: Situation, items: list[MilestoneStanding]) -> Task:
    count = number_text(len(items))
    return Task(
        key="passed",
        kind=TaskKind.PASSED,
        shout=Shout.NOTE,
        what=f"{count} mốc đã qua mà sổ chưa có văn bản",
        who=some([f"{item.info.product} ({item.latest.year})" for item in items if item.latest], "mốc"),
        verb="Xem mốc",
        act=f"xem {count} mốc đã qua",
        place=_place(situation, "milestones", code=items[0].info.code),
    )


def _contradictions(situation: Situation) -> Iterator[Task]:
    """Yield the milestones whose written day cannot be: before the plan there was, or ended before it begins.

    A day nobody waits for any more is let be, and one whose reading was chosen for the round.
    """
    for item in situation.milestones:
        settled = any(code in (item.info.correction or "") for code in situation.round.readings)
        why = "" if item.met or settled else _contradiction(situation, item)
        if why:
            yield Task(
                key=f"dates.{item.info.code}",
                kind=TaskKind.DATES,
                shout=Shout.NOTE,
                what=f"Kế hoạch tự mâu thuẫn về ngày: {why}",
                who=f"{item.info.product}; {_read_as(item)}",
                verb="Xem cách hiểu",
                act=f"xem cách hiểu mốc {item.info.code}",
                place=_place(situation, "milestones", code=item.info.code),
            )


def _contradiction(situation: Situation, item: MilestoneStanding) -> str:
    plan, info = situation.plan, item.info
    if info.earliest is not None and info.latest is not None and info.latest < info.earliest:
        return f"mốc {info.code} hết hạn {short_date(info.latest)}, trước khi bắt đầu {short_date(info.earliest)}"
    first = plan.issued or plan.period_from
    word = "ngày ban hành" if plan.issued else "ngày đầu giai đoạn"
    for day in (last_day_written(info.wording), info.latest):
        if day is not None and day < first:
            return f"“{info.wording}” là trước {word} {short_date(first)}"
    return ""


def _read_as(item: MilestoneStanding) -> str:
    if item.info.correction:
        return item.info.correction.rstrip(".")
    return f"đang đọc là {short_date(item.latest)}" if item.latest else "không tính được ngày"


def last_day_written(wording: str) -> date | None:
    """Return the last full day or quarter a wording names: "trước ngày 10/6/2021", "trong Quý II năm 2021"."""
    days = [day for text in _DAY.findall(wording) if (day := _day(text)) is not None]
    for quarter, year in _QUARTER.findall(fold(wording)):
        number = _NUMBERS.get(quarter) or int(quarter)
        after = date(int(year) + number // 4, number * 3 % 12 + 1, 1)
        days.append(after - timedelta(days=1))
    return max(days, default=None)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except DateError:
        return None
