"""What the cards say of an overview: pure words and shapes, no widgets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ....domain.dates import short_date
from ....domain.eligibility import Verdict
from ....domain.overview import MilestoneStanding, Overview, Shout, Task, UnitYears, Urgency, urgency
from ....domain.plans import MilestoneVerdict
from ....domain.text import number_text
from ...kit.day_list import DayLine
from ...kit.heat import HeatCell, HeatRow
from ...kit.marks import VERDICTS, Mark
from ...kit.stack_bar import Part
from ...kit.task_list import TaskLine

_SHOUTS = {Shout.BLOCKING: Mark.BAD, Shout.MISSING: Mark.MISS, Shout.WARNING: Mark.WARN, Shout.NOTE: Mark.INFO}
_TONES = {Urgency.OVERDUE: "bad", Urgency.SOON: "warn", Urgency.NEAR: "second", Urgency.LATER: "caption"}
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_FILTERS = {
    Verdict.DAT: "dat",
    Verdict.THIEU_DU_LIEU: "thieu_du_lieu",
    Verdict.CHUA_DAT: "chua_dat",
    Verdict.KHONG_DAT: "khong_dat",
}
_WORDS = {Verdict.CHUA_DAT: "Chưa đạt, còn khả năng"}


def weekday(day: date) -> str:
    """Name the day of the week."""
    return _WEEKDAYS[day.weekday()]


def near_date(day: date, today: date) -> str:
    """Write a day, without the year where it is this one: "08/12"."""
    return short_date(day).rsplit("/", 1)[0] if day.year == today.year else short_date(day)


def task_line(task: Task, today: date) -> TaskLine:
    """Return a task as a line."""
    late = urgency(task.due, today)
    return TaskLine(
        key=task.key,
        mark=_SHOUTS[task.shout],
        what=task.what,
        who=task.who,
        due=due_words(task.due, today),
        tone=_TONES[late],
        verb=task.verb,
        later=late is not Urgency.OVERDUE,
    )


def due_words(due: date | None, today: date) -> str:
    """Say when a task is due: "hạn 08/12", "hạn hôm nay", "quá 3 ngày"."""
    if due is None:
        return ""
    left = (due - today).days
    return f"quá {number_text(-left)} ngày" if left < 0 else f"hạn {near_date(due, today)}" if left else "hạn hôm nay"


def day_lines(found: Overview, *, whole: bool) -> list[DayLine]:
    """Return the milestones of the whole plan, or of this round, by their last day; those without a day last."""
    shown = found.milestones if whole else found.of_this_round
    return [_day_line(item, found.today) for item in sorted(shown, key=lambda item: item.latest or date.max)]


def _day_line(item: MilestoneStanding, today: date) -> DayLine:
    info, latest = item.info, item.latest
    state, token = _state(item, today)
    return DayLine(
        key=info.code,
        day=near_date(latest, today).replace(f"/{latest.year}", "") if latest else "–",
        below=_below(item, today),
        mark=_mark(item, today),
        what=info.product,
        about=_about(item),
        state=state,
        token=token,
        tip="\n".join(part for part in (f"{info.code}: “{info.wording}”", info.product, info.correction) if part),
    )


def _below(item: MilestoneStanding, today: date) -> str:
    if item.latest is None:
        return "không ngày"
    if item.latest.year != today.year:
        return f"năm {item.latest.year}"
    return "ước tính" if item.info.fuzzy else weekday(item.latest)


def _mark(item: MilestoneStanding, today: date) -> Mark | None:
    if item.met:
        return Mark.OK
    if item.latest is not None and item.latest < today:
        return Mark.BAD
    return None if item.verdict is MilestoneVerdict.DUE else Mark.HOLLOW


def _state(item: MilestoneStanding, today: date) -> tuple[str, str]:
    if item.met:
        late = sum(row.verdict is MilestoneVerdict.LATE for row in item.rows)
        return (f"xong, {late} trễ" if late else "xong"), "ok"
    if item.latest is None:
        return "", "text2"
    left = (item.latest - today).days
    if left < 0:
        return "quá hạn", "bad"
    words = f"còn {number_text(left)} ngày" if left else "hôm nay"
    return words, "warn" if urgency(item.latest, today) is not Urgency.LATER else "text2"


def _about(item: MilestoneStanding) -> str:
    signed = [row.document for row in item.rows if row.document]
    if item.met and signed:
        return f"{signed[0]} và {len(signed) - 1} văn bản nữa" if len(signed) > 1 else signed[0]
    owing = len(item.waiting)
    who = f"{owing} đơn vị chưa có văn bản" if owing > 1 else item.info.who
    return f"{who}; “{item.info.wording}”"


def nearest_day(found: Overview) -> str:
    """Say which milestone comes next: "08/12, Danh sách đăng ký"."""
    item = found.next_milestone
    if item is None or item.latest is None:
        return ""
    return f"Mốc gần nhất: {near_date(item.latest, found.today)}, {item.info.product}."


def verdict_parts(found: Overview, near: int | None) -> list[Part]:
    """Return the parts of the bar of verdicts, and who is one thing from đạt."""
    parts = [
        Part(key, VERDICTS[verdict], _WORDS.get(verdict, verdict.label), found.verdicts.get(verdict, 0))
        for verdict, key in _FILTERS.items()
    ]
    return [*parts, Part("near", None, "Sắp đạt (thiếu 1 thành tích)", near, apart=True)]


def heat_rows(units: Iterable[UnitYears]) -> list[HeatRow]:
    """Return the units as rows, those with most missing first."""
    return [
        HeatRow(item.unit, item.name, tuple(HeatCell(gap.asked, gap.missing) for gap in item.years))
        for item in sorted(units, key=lambda item: -item.missing)
    ]
