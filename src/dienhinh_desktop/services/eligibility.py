"""The eligibility check (xét điều kiện): who is eligible under a plan on a day, and exactly why or why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from ..domain.eligibility import Assessment, AssessmentRequest, Verdict
from ..domain.errors import UserError
from ..domain.gaps import GapAnalysis
from ..domain.upkeep import Progress, silent
from ..rules.book import Book
from ..rules.engine import assess as judge
from ..rules.gaps import analyse
from ..rules.lookup import Lookup
from ..rules.packs import Pack
from ..rules.traced import Traced
from .book import read_pages
from .bulk import many_values
from .context import Context, Judged
from .plans import pack_of, readings_of

Answer = TypeVar("Answer")


def assess(ctx: Context, request: AssessmentRequest, progress: Progress = silent) -> tuple[Assessment, ...]:
    """Judge the subjects asked for in every field that fits them; nothing is written.

    Raises UserError for an unknown plan, field, reading or subject.
    """
    with read_pages(ctx, request.subjects) as book:
        return assess_book(ctx, book, request, progress)


def assess_book(
    ctx: Context, book: Lookup, request: AssessmentRequest, progress: Progress = silent
) -> tuple[Assessment, ...]:
    """Judge as `assess` does, over records already read.

    What was answered last about everybody is kept and answers again; after a change of a record only those are judged
    again whose verdicts leaned on it.
    """
    pack = pack_of(ctx, request.plan)
    asked = replace(request, readings=readings_of(pack, request.readings))
    fields = [field.code for field in pack.plan.fields]
    if request.field is not None and request.field not in fields:
        raise UserError(f"Kế hoạch {pack.code} không có lĩnh vực “{request.field}”; có: {', '.join(fields)}.")
    unknown = [code for code in request.subjects or () if code not in book.subjects]
    if unknown:
        raise UserError(f"Trong sổ không có đối tượng mã “{unknown[0]}”; xem lại mã, hoặc nhập hồ sơ trước.")
    if (known := _known(ctx, pack, book, asked)) is not None:
        return known
    if request.subjects is not None or request.field is not None or not isinstance(book, Book):
        with many_values():
            return judge(pack, book, request, progress)
    ctx.memory.judged = None  # the old answer is let go of first: both at once may be too much
    traced = Traced(book)
    with many_values():
        found = judge(pack, traced, request, progress)
    with ctx.memory.reading:
        if ctx.memory.book is book:
            ctx.memory.judged = Judged(book, asked, _by_subject(found), traced.asked)
    return found


def _known(ctx: Context, pack: Pack, book: Lookup, asked: AssessmentRequest) -> tuple[Assessment, ...] | None:
    kept = ctx.memory.judged
    if kept is None or kept.book is not book or replace(asked, subjects=None) != kept.question:
        return None
    if kept.stale:
        renewed = _renewed(pack, kept)
        with ctx.memory.reading:
            if ctx.memory.judged is kept:  # else another change came in between
                ctx.memory.judged = renewed
        kept = renewed
    wanted = kept.verdicts if asked.subjects is None else asked.subjects
    return tuple(item for code in wanted for item in kept.verdicts.get(code, ()))


def _renewed(pack: Pack, kept: Judged) -> Judged:
    """Judge those again whose verdicts may be others now."""
    traced = Traced(kept.book)
    found = judge(pack, traced, replace(kept.question, subjects=tuple(kept.stale)))
    untouched = {code: what for code, what in kept.asked.items() if code not in kept.stale}
    verdicts = {**kept.verdicts, **_by_subject(found)}
    return replace(kept, verdicts=verdicts, asked={**untouched, **traced.asked}, stale=frozenset())


def _by_subject(found: tuple[Assessment, ...]) -> dict[str, tuple[Assessment, ...]]:
    return {code: tuple(items) for code, items in groupby(found, key=lambda item: item.subject)}


def gap(ctx: Context, request: AssessmentRequest, subject: str, field: str) -> GapAnalysis:
    """Return the ways one subject has left to đạt in a field, and what is closed since when."""
    asked = replace(request, subjects=(subject,), field=field)
    with read_pages(ctx, (subject,)) as book:
        found = assess_book(ctx, book, asked)[0]
        return analyse(pack_of(ctx, asked.plan), book, asked, found)


def near_misses(ctx: Context, request: AssessmentRequest, progress: Progress = silent) -> tuple[GapAnalysis, ...]:
    """Return who is one countable step away (gần đạt), the shortest way first; it serves the step bồi dưỡng."""
    pack = pack_of(ctx, request.plan)
    with read_pages(ctx, request.subjects) as book:
        found = [item for item in assess_book(ctx, book, request, progress) if item.verdict is Verdict.CHUA_DAT]
        near = _answered(
            ctx, book, found, lambda kept: kept.near, lambda pages, item: _near(pack, pages, request, item)
        )
    ways = [gaps for item in found if (gaps := near[item.subject, item.field]) is not None]
    return tuple(sorted(ways, key=lambda gaps: gaps.ways[0].length))


def forgotten(ctx: Context, request: AssessmentRequest, progress: Progress = silent) -> tuple[Assessment, ...]:
    """Return who was never introduced though đạt, or lacking nothing but attestations (đủ điều kiện mà bị quên)."""
    pack = pack_of(ctx, request.plan)
    with read_pages(ctx, request.subjects) as book:
        found = [
            item for item in assess_book(ctx, book, request, progress) if not _introduced(book, request, item.subject)
        ]
        earned = _answered(
            ctx, book, found, lambda kept: kept.earned, lambda pages, item: _has_earned(pack, pages, request, item)
        )
        return tuple(item for item in found if earned[item.subject, item.field])


def _near(pack: Pack, book: Lookup, request: AssessmentRequest, item: Assessment) -> GapAnalysis | None:
    gaps = analyse(pack, book, request, item)
    return gaps if gaps.near else None


def _kept(ctx: Context, book: Lookup, found: Sequence[Assessment]) -> Judged | None:
    """Return the answer about everybody that these verdicts are of, None where they were judged for themselves."""
    kept = ctx.memory.judged
    if kept is None or kept.book is not book or kept.stale:
        return None
    return kept if all(any(item is held for held in kept.verdicts.get(item.subject, ())) for item in found) else None


def _answered(
    ctx: Context,
    book: Lookup,
    found: Sequence[Assessment],
    held: Callable[[Judged], dict[tuple[str, str], Answer]],
    answer: Callable[[Lookup, Assessment], Answer],
) -> dict[tuple[str, str], Answer]:
    """Answer something more about verdicts, by subject and field; what is `held` beside them is not asked again."""
    kept = _kept(ctx, book, found)
    known = dict(held(kept)) if kept is not None else {}
    traced = Traced(kept.book) if kept is not None else None
    for item in found:
        key = item.subject, item.field
        if key in known:
            continue
        if traced is not None:
            traced.turn_to(item.subject)
        known[key] = answer(traced or book, item)
        with ctx.memory.reading:
            if kept is not None and traced is not None and ctx.memory.judged is kept:
                kept.asked.setdefault(item.subject, set()).update(traced.asked.pop(item.subject, ()))
                held(kept)[key] = known[key]
    return known


def _introduced(book: Lookup, request: AssessmentRequest, subject: str) -> bool:
    rows = book.registrations.of(subject)
    return any(row.plan == request.plan and (row.date is None or row.date <= request.on) for row in rows)


def _has_earned(pack: Pack, book: Lookup, request: AssessmentRequest, item: Assessment) -> bool:
    if item.verdict is Verdict.DAT:
        return True
    if item.verdict is not Verdict.THIEU_DU_LIEU:
        return False
    ways = analyse(pack, book, request, item).ways
    return bool(ways) and all(door.table == "attestations" for step in ways[0].steps for door in step.doors)
