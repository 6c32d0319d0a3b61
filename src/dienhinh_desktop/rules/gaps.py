"""Gap analysis: the shortest ways to đạt out of a judged tree, and since when a closed criterion is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from ..domain.eligibility import Assessment, AssessmentRequest, CriterionResult, Verdict
from ..domain.gaps import Closed, GapAnalysis, GapStep, Way
from ..domain.records import SubjectKind
from ..domain.text import join_words
from .engine import look_back
from .lookup import Lookup
from .packs import Pack, Rules

_MOST_WAYS = 6


def analyse(pack: Pack, book: Lookup, request: AssessmentRequest, found: Assessment) -> GapAnalysis:
    """Return what is missing in one assessment. `request` is the question it answered."""
    ways = () if found.verdict is Verdict.KHONG_DAT else tuple(_shortest(_ways(found.root)))
    closed = tuple(_closed(pack, book, request, found)) if _has_closed(found.root) else ()
    return GapAnalysis(assessment=found, ways=ways, closed=closed)


def _shortest(ways: Iterable[Way]) -> list[Way]:
    unique = {tuple((step.code, step.text) for step in way.steps): way for way in ways}
    return sorted(unique.values(), key=lambda way: (way.length, len(way.steps)))[:_MOST_WAYS]


def _ways(result: CriterionResult) -> list[Way]:
    """Return the ways through a result: none when it is closed, one empty way when nothing is missing."""
    if result.verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG):
        return [Way(steps=())]
    if result.verdict is Verdict.KHONG_DAT:
        return []
    if not result.children:
        return [Way(steps=(_step(result),))]
    if result.any_of and result.need is not None:
        return _some_of(result.children, int(result.need))
    if result.any_of:
        return [replace(way, name=way.name or part.label) for part in result.children for way in _ways(part)]
    return _all_of(result.children)


def _all_of(parts: Sequence[CriterionResult]) -> list[Way]:
    choices = [_shortest(_ways(part)) for part in parts]
    return _shortest(_joined(chosen) for chosen in product(*choices))


def _some_of(parts: Sequence[CriterionResult], need: int) -> list[Way]:
    return _shortest(way for chosen in combinations(parts, need) for way in _all_of(chosen))


def _joined(ways: Sequence[Way]) -> Way:
    steps = {(step.code, step.text): step for way in ways for step in way.steps}
    names = [way.name for way in ways if way.name and way.steps]
    return Way(steps=tuple(steps.values()), name="; ".join(dict.fromkeys(names)))


def _step(result: CriterionResult) -> GapStep:
    years = tuple(sorted({door.year for door in result.doors if door.year is not None}))
    waiting = result.verdict is Verdict.CHUA_DAT
    return GapStep(
        code=result.code,
        text=_words(result, years, waiting),
        missing=result.missing or 1,
        waiting=waiting,
        years=years,
        doors=result.doors,
        source=result.source,
    )


def _words(result: CriterionResult, years: tuple[int, ...], waiting: bool) -> str:
    when = f": năm {join_words(map(str, years), 'hoặc')}" if years and waiting else ""
    if result.manner == "attested":
        return f"cần xác nhận “{result.label}”"
    if result.missing is not None and result.lack and waiting:
        return f"còn thiếu {result.lack}{when}"
    return f"cần bổ sung {result.lack or result.label}" if not waiting else f"chờ {result.lack or result.label}{when}"


def _has_closed(root: CriterionResult) -> bool:
    return any(part.verdict is Verdict.KHONG_DAT for part in root.walk())


def _leaves(root: CriterionResult) -> Iterator[CriterionResult]:
    """Yield closed criteria: the innermost with a code, or uncoded leaves."""
    for part in root.walk():
        inner = any(child.code and child.verdict is Verdict.KHONG_DAT for child in part.children)
        if part.verdict is Verdict.KHONG_DAT and (part.code or not part.children) and not inner:
            yield part


def _closed(pack: Pack, book: Lookup, asked: AssessmentRequest, found: Assessment) -> Iterator[Closed]:
    rules = pack.rules(pack.readings(asked.readings), asked.stage)
    days = _days(rules, book, found.subject, asked.on)
    trees: dict[date, CriterionResult] = {asked.on: found.root}

    def tree(day: date) -> CriterionResult:
        if day not in trees:
            trees[day] = look_back(pack, book, asked, found.subject, found.field, day)
        return trees[day]

    seen: set[str] = set()
    for part in _leaves(found.root):
        key = part.code or part.label
        if key not in seen:
            seen.add(key)
            since = _since(key, days, tree)
            yield Closed(code=part.code, text=part.message, since=since, source=part.source)


def _since(key: str, days: Sequence[date], tree: Callable[[date], CriterionResult]) -> date | None:
    """Return the first of the days from which the part has been không đạt without a break.

    The question looked back at is the one asked, so that a failure of another year, which an earlier question would
    have been about, is not taken for the reason given.
    """
    since = None
    for day in reversed(days):
        part = next((p for p in tree(day).walk() if (p.code or p.label) == key), None)
        if part is None or part.verdict is not Verdict.KHONG_DAT:
            return since
        since = day
    return since


def _days(rules: Rules, book: Lookup, subject: str, on: date) -> list[date]:
    """Return the days on which a verdict can change, up to the day asked: closings, records, ends of years."""
    first, last = rules.period.first or on, rules.period.last or on
    years = range(first.year, last.year + 1)
    days = {first, last, last + timedelta(days=1), on}
    days |= {closing.of(year) for closing in rules.closing.values() for year in years}
    days |= {date(year + 1, 1, 1) for year in years}
    for code in _looked_at(book, subject):
        days |= set(_record_days(book, code))
    return sorted(day for day in days if first <= day <= on)


def _looked_at(book: Lookup, subject: str) -> Iterator[str]:
    """Yield the subject, the organisations right below it and the collectives it led: their records count for it."""
    yield subject
    yield from (one.code for one in book.hanging_on(subject) if one.kind is SubjectKind.COLLECTIVE)
    yield from {row.collective for row in book.positions.of(subject) if row.collective is not None}


def _record_days(book: Lookup, subject: str) -> Iterator[date]:
    tables = (book.ratings, book.awards, book.initiatives, book.attestations, book.disciplines, book.contributions)
    for table in tables:
        for row in table.of(subject):
            yield from (day for day in (row.date, getattr(row, "revoked", None)) if day is not None)
    for post in book.positions.of(subject):
        yield post.start
        if post.end is not None:
            yield post.end + timedelta(days=1)
