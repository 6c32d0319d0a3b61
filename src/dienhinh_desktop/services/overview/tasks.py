"""What there is to do today, each task with whom it is about, its day, and where it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ...domain.backups import OLD_AFTER
from ...domain.dates import short_date
from ...domain.eligibility import Verdict
from ...domain.overview import Shout, Task, TaskKind, TaskPlace
from ...domain.records import Subject
from ...domain.text import join_years, number_text
from .deadlines import milestone_tasks
from .situation import Situation, counted, some

_OF_THE_LIST = {
    TaskKind.BLOCKING,
    TaskKind.RATINGS,
    TaskKind.MISSING,
    TaskKind.CHANGED,
    TaskKind.UNLISTED,
    TaskKind.NOBODY,
    TaskKind.UNSIGNED,
    TaskKind.UNSENT,
}


def tasks_of(situation: Situation) -> tuple[Task, ...]:
    """Return the tasks, the loudest first, then by day; what serves the list is due with the next milestone."""
    found = [
        *_blocking(situation),
        *_ratings(situation),
        *_missing(situation),
        *_changed(situation),
        *_unlisted(situation),
        *_papers(situation),
        *milestone_tasks(situation),
        *_backup(situation),
    ]
    dated = [replace(task, due=situation.due) if task.kind in _OF_THE_LIST else task for task in found]
    return tuple(sorted(dated, key=lambda task: (task.shout, task.due or date.max)))


def _blocking(situation: Situation) -> Iterator[Task]:
    stops = situation.blocking
    if not stops:
        return
    count = number_text(len(stops))
    only = {stop.subject for stop in stops}
    one = next(iter(only)) if len(only) == 1 else None
    yield Task(
        key="blocking",
        kind=TaskKind.BLOCKING,
        shout=Shout.BLOCKING,
        what=f"Danh sách còn {count} lỗi chặn",
        who=some([stop.text for stop in stops], "lỗi"),
        verb="Sửa lỗi",
        act=f"sửa {count} lỗi chặn",
        place=TaskPlace("records", {"subject": one, "back": "overview"}) if one else TaskPlace("documents"),
    )


def _ratings(situation: Situation) -> Iterator[Task]:
    """Yield one task for the last closed year, and one for all years before it."""
    found = {
        year: subjects
        for year, subjects in situation.lacking.missing.items()
        if subjects and year in situation.plan.years
    }
    latest = max((year for year, asked in situation.lacking.asked.items() if asked), default=0)
    for years in (sorted(found.keys() & {latest}), sorted(found.keys() - {latest})):
        subjects = dict.fromkeys(subject for year in years for subject in found[year])
        if not subjects:
            continue
        units = Counter(_unit(subject) for subject in subjects)
        one = next(iter(units)) if len(units) == 1 else None
        words = join_years(years)
        yield Task(
            key=f"ratings.{years[-1]}",
            kind=TaskKind.RATINGS,
            shout=Shout.MISSING,
            what=f"{counted(subjects)} chưa có xếp loại năm {words}",
            who=f"{_units_named(situation, units)}; thiếu thì chưa kết luận được",
            verb="Nhập xếp loại",
            act=f"nhập xếp loại năm {words}",
            place=_where_rated(list(subjects), one, years[-1]),
        )


def _where_rated(subjects: list[Subject], unit: str | None, year: int) -> TaskPlace:
    """Return the grid where all of one kind are rated, at the newest year that lacks; the list where kinds differ."""
    kinds = {subject.kind for subject in subjects}
    shown: dict[str, object] = {"only_missing": True, "unit": unit or ""}
    if len(kinds) > 1:
        return TaskPlace("records", shown)
    return TaskPlace("years", {**shown, "kind": kinds.pop(), "year": year})


def _unit(subject: Subject) -> str:
    return subject.unit or subject.code


def _units_named(situation: Situation, units: Counter[str]) -> str:
    names = [f"{situation.book.subjects[code].name} {count}" for code, count in units.most_common()]
    return some(names, "đơn vị")


def _missing(situation: Situation) -> Iterator[Task]:
    found = [item for item in situation.judged if item.verdict is Verdict.THIEU_DU_LIEU]
    if not found:
        return
    codes = list(dict.fromkeys(item.subject for item in found))
    first = {item.subject: item for item in reversed(found)}
    lacks = [
        f"{first[code].subject_name} (thiếu {first[code].shortfall})"
        if first[code].shortfall
        else first[code].subject_name
        for code in codes
    ]
    yield Task(
        key="missing",
        kind=TaskKind.MISSING,
        shout=Shout.MISSING,
        what=f"{situation.counted(codes)} chưa kết luận được vì thiếu dữ liệu",
        who=some(lacks, "đối tượng"),
        verb="Bổ sung",
        act=f"bổ sung cho {situation.counted(codes)}",
        place=TaskPlace("eligibility", {"filter": "thieu_du_lieu"}),
    )


def _changed(situation: Situation) -> Iterator[Task]:
    today = {(item.subject, item.field): item.verdict for item in situation.judged}
    codes = [
        item.subject
        for item in situation.chosen
        if today.get((item.subject, item.field), Verdict.KHONG_AP_DUNG) is not item.frozen.verdict
    ]
    if codes:
        yield Task(
            key="changed",
            kind=TaskKind.CHANGED,
            shout=Shout.WARNING,
            what=f"Kết luận của {number_text(len(codes))} đối tượng nay khác lúc chọn",
            who=situation.names(codes),
            verb="Xem lại",
            act=f"xem lại {number_text(len(codes))} kết luận khác lúc chọn",
            place=TaskPlace("rounds", {"subject": codes[0]}),
        )


def _unlisted(situation: Situation) -> Iterator[Task]:
    listed = {(item.subject, item.field) for item in situation.chosen}
    found = [
        item.subject
        for item in situation.judged
        if item.verdict is Verdict.DAT and (item.subject, item.field) not in listed
    ]
    codes = list(dict.fromkeys(found))
    if codes:
        counted = situation.counted(codes)
        yield Task(
            key="unlisted",
            kind=TaskKind.UNLISTED,
            shout=Shout.NOTE,
            what=f"{counted} đạt mà chưa có tên trong danh sách",
            who=situation.names(codes),
            verb="Xem và chọn",
            act=f"chọn trong {counted} đạt",
            place=TaskPlace("eligibility", {"filter": "unlisted"}),
        )
    elif not situation.chosen:
        yield Task(
            key="nobody",
            kind=TaskKind.NOBODY,
            shout=Shout.NOTE,
            what="Danh sách của đợt chưa có ai",
            who="Chưa ai đạt; xem ai chỉ còn thiếu một thành tích",
            verb="Xem ai sắp đạt",
            act="xem ai sắp đạt",
            place=TaskPlace("eligibility", {"filter": "near"}),
        )


def _papers(situation: Situation) -> Iterator[Task]:
    """Yield what is left to sign, or that all is signed and not sent; nothing before papers are issued."""
    waiting = situation.papers - situation.signed
    if situation.sent or not situation.papers:
        return
    count = number_text(waiting)
    if waiting:
        yield Task(
            key="unsigned",
            kind=TaskKind.UNSIGNED,
            shout=Shout.NOTE,
            what=f"{count} văn bản đã lập còn chờ ký",
            who=f"Đã ký {number_text(situation.signed)} trong {number_text(situation.papers)} văn bản của đợt",
            verb="Ký",
            act=f"ký {count} văn bản",
            place=TaskPlace("delivery"),
        )
        return
    yield Task(
        key="unsent",
        kind=TaskKind.UNSENT,
        shout=Shout.NOTE,
        what=f"{number_text(situation.papers)} văn bản đã ký mà chưa ghi đã gửi",
        who="Tạo gói hoặc gửi văn thư, rồi ghi ngày gửi",
        verb="Gửi",
        act="gửi bộ hồ sơ",
        place=TaskPlace("delivery"),
    )


def _backup(situation: Situation) -> Iterator[Task]:
    standing = situation.backups
    if standing.empty:
        return
    newest = standing.newest
    days = standing.days_old(situation.now) if newest is not None else 0
    if newest is not None and days <= OLD_AFTER:
        return
    made = f"Bản gần nhất ngày {short_date(newest.at.date())}" if newest else "Hỏng máy là mất hết"
    yield Task(
        key="backup",
        kind=TaskKind.BACKUP,
        shout=Shout.WARNING,
        what=f"Đã {number_text(days)} ngày chưa sao lưu" if newest else "Chưa có bản sao lưu nào",
        who=standing.trouble or f"{made}; sao lưu ra USB mất chừng một phút",
        verb="Sao lưu",
        act="sao lưu",
        place=TaskPlace("settings", {"section": "backups"}),
    )
