"""Rounds (đợt xét): choosing subjects for a plan's list, each with the verdict it was chosen on, frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ...domain.eligibility import Assessment, Verdict
from ...domain.errors import UserError
from ...domain.plans import MilestoneRow, MilestoneVerdict, Plan
from ...domain.records import Subject, SubjectKind
from ...domain.rounds import Candidate, CandidateRow, Choice, CriterionChange, Round, RoundSummary
from ...domain.text import two_digits
from ...domain.upkeep import Changes, Kind
from ...rules.lookup import Lookup
from ..book import book_of, pages_of
from ..context import Context
from ..eligibility import assess_book
from ..issued_papers import paper_counts
from ..plans import milestone_rows, pack_of, quota_rows, readings_of
from .choosing import assess_round, freeze, looked_at, refusal, register, request_of, would_exceed
from .introducing import introductions
from .leaving import name_of
from .life import steps_of
from .locks import refuse_locked
from .registering import change_registered_field, give_up_registrations

__all__ = [
    "candidates", "change_field", "differences", "freeze", "looked_at", "move", "open_round", "register", "request_of",
    "rounds", "summary", "withdraw", "would_exceed",
]  # fmt: skip

_CHANGED = frozenset({Kind.ROUNDS, Kind.RECORDS})


def rounds(ctx: Context) -> tuple[Round, ...]:
    """Return all rounds, the latest day first."""
    with ctx.db.read() as reader:
        return tuple(sorted(reader.rounds(), key=lambda item: (item.on, item.id or 0), reverse=True))


def open_round(ctx: Context, new: Round) -> Round:
    """Open a round, or return the one already open for the same plan, stage and year, moved to the new day."""
    pack = pack_of(ctx, new.plan)
    readings_of(pack, new.readings)
    if not pack.plan.period_from.year <= new.year:
        raise UserError(f"Năm {new.year} trước giai đoạn {_period(ctx, new.plan)}; chọn năm trong giai đoạn.")
    with ctx.db.work(f"Mở đợt {new.name}", ctx.who, "round") as work:
        same = [r for r in work.rounds() if (r.plan, r.stage, r.year) == (new.plan, new.stage, new.year)]
        if same:
            opened = replace(new, id=same[0].id)
            work.update("rounds", [opened])
        else:
            opened = replace(new, id=work.insert("rounds", [new])[0])
    return opened


def _period(ctx: Context, plan: str) -> str:
    shown = ctx.packs[plan].plan
    return f"{shown.period_from.year}–{shown.period_to.year}"


def candidates(ctx: Context, round_id: int, *, left: bool = False) -> tuple[CandidateRow, ...]:
    """Return the candidates of a round in the order of the list, with what the same question gives today.

    `left`: also those that were withdrawn or replaced.
    """
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        found = reader.candidates(round_id, left=left)
        chosen = {item.subject for item in found}
        book = pages_of(ctx, reader, chosen)
        today = assess_round(ctx, book, current, chosen)
        taken = steps_of(reader, current, found)
        plan = ctx.packs[current.plan].plan
        listed = sorted(found, key=lambda item: (item.order, item.id or 0))
        numbers = {item.id: place for place, item in enumerate((i for i in listed if i.left is None), 1)}
        return tuple(
            replace(
                _row(item, book, current, plan, today.get((item.subject, item.field))),
                number=numbers.get(item.id, 0),
                steps=taken[item.id or 0],
                life=plan.life,
                flags=_flags(ctx, plan, book.subjects[item.subject]),
                successor_name=name_of(reader, item.successor) if item.successor else "",
            )
            for item in listed
        )


def _flags(ctx: Context, plan: Plan, subject: Subject) -> str:
    """Return what of the subject's traits the plan prefers, in the catalogue's short words."""
    preferred = [item.trait for item in plan.priority if not item.absent and item.trait in subject.traits]
    return ", ".join(ctx.catalogue.name("traits", trait).lower() for trait in preferred)


def _row(item: Candidate, book: Lookup, current: Round, plan: Plan, today: Assessment | None) -> CandidateRow:
    subject = book.subjects[item.subject]
    unit = book.subjects.get(subject.unit or "")
    introducer = book.subjects.get(item.introducer or "")
    labels = {field.code: field.short for field in plan.fields}
    return CandidateRow(
        candidate=item,
        name=subject.name,
        kind=subject.kind,
        detail=_detail(book, subject, current.on),
        introducers=introductions(book, current, item),
        unit_name=unit.name if unit else "",
        introducer_name=introducer.name if introducer else "",
        field_label=labels.get(item.field, item.field),
        today=today.verdict if today else None,
    )


def _detail(book: Lookup, subject: Subject, on: date) -> str:
    if subject.kind is not SubjectKind.PERSON:
        return subject.kind.label.lower()
    posts = [
        row.title for row in book.positions.of(subject.code) if row.start <= on and (row.end is None or on <= row.end)
    ]
    born = [str(subject.birth.year)] if subject.birth else []
    return ", ".join([*born, *posts[:1]])


def differences(ctx: Context, candidate_id: int) -> tuple[CriterionChange, ...]:
    """Return what the same question answers otherwise today than when the verdict was frozen, and why.

    The question is asked again for the same day, stage and readings, over the records as they are now.
    """
    with ctx.db.read() as reader:
        candidate = reader.candidate(candidate_id)
        current = reader.round(candidate.round_id)
        frozen = candidate.frozen
        asked = replace(current, on=frozen.on, readings=frozen.readings)
        assessed = assess_round(ctx, pages_of(ctx, reader, (candidate.subject,)), asked, {candidate.subject})
    found = assessed.get((candidate.subject, candidate.field))
    then = {item.code: item for item in frozen.criteria}
    now = {item.code or "": item for item in found.criteria()} if found is not None else {}
    labels = {item.code: item.short for item in ctx.packs[current.plan].plan.criteria}
    return tuple(
        CriterionChange(
            code=code,
            label=labels.get(code, code),
            before=then[code].verdict if code in then else None,
            after=now[code].verdict if code in now else None,
            said_then=then[code].message if code in then else "",
            says_now=now[code].message if code in now else "",
        )
        for code in dict.fromkeys([*then, *now])
        if (then[code].verdict if code in then else None) is not (now[code].verdict if code in now else None)
    )


def withdraw(ctx: Context, candidate_ids: Sequence[int]) -> Changes:
    """Take candidates off the list of their round as if never chosen: the registration the choice wrote goes as well.

    A registration that came otherwise (by the workbook, from a unit) stays. Raises UserError when the list is locked.
    """
    with ctx.db.work(f"Bỏ {len(candidate_ids)} đối tượng khỏi danh sách chọn", ctx.who, "round") as work:
        going = [work.candidate(number) for number in candidate_ids]
        for item in going:
            refuse_locked(work, work.round(item.round_id))
        give_up_registrations(work, going)
        work.delete_whole("candidates", list(candidate_ids))
        return Changes(_CHANGED, f"Đã bỏ {len(candidate_ids)} đối tượng khỏi danh sách chọn.", work.act)


def change_field(ctx: Context, candidate_ids: Sequence[int], field: str) -> Changes:
    """Put candidates into another field (đổi phong trào), judged and frozen there anew.

    Raises UserError when the field is not for one of them, when one is on the list in it already, when it is không đạt
    there without a reason, and when the list is locked.
    """
    with ctx.db.work("Đổi phong trào", ctx.who, "round") as work:
        going = [work.candidate(number) for number in candidate_ids]
        current = work.round(going[0].round_id)
        refuse_locked(work, current)
        taken = work.candidates(current.id or 0, left=True)
        codes = {item.subject for item in going}
        book = pages_of(ctx, work, codes)
        assessed = assess_round(ctx, book, current, codes)
        asked = [Choice(subject=item.subject, field=field, reason=item.reason) for item in going if item.field != field]
        refused = [words for choice in asked if (words := refusal(choice, assessed, taken, book))]
        if refused:
            raise UserError(refused[0], details=tuple(refused))
        count = work.update(
            "candidates",
            [
                replace(item, field=field, frozen=freeze(assessed[item.subject, field], ctx))
                for item in going
                if item.field != field
            ],
        )
        for item in going:
            change_registered_field(work, current, item.subject, item.field, field)
        label = next(shown.short for shown in ctx.packs[current.plan].plan.fields if shown.code == field)
        work.name_act(f"Chuyển {two_digits(len(going))} đối tượng sang {label}")
        return Changes(_CHANGED, f"Đã chuyển {count} đối tượng sang {label}.", work.act if work.changed else None)


def move(ctx: Context, round_id: int, candidate_id: int, order: int) -> Changes:
    """Put a candidate at a place of the list (1 is the top) and number all of them anew."""
    with ctx.db.work("Đổi thứ tự danh sách chọn", ctx.who, "round") as work:
        refuse_locked(work, work.round(round_id))
        found = sorted(work.candidates(round_id), key=lambda item: item.order)
        moved = next(item for item in found if item.id == candidate_id)
        others = [item for item in found if item.id != candidate_id]
        others.insert(max(0, order - 1), moved)
        renumbered = [replace(item, order=place) for place, item in enumerate(others, 1)]
        work.update("candidates", [new for new in renumbered if new not in found])
        return Changes(_CHANGED, f"Đã chuyển tới dòng {order}.", work.act)


def summary(ctx: Context, round_id: int) -> RoundSummary:
    """Return where a round stands: the counts of the path, its quota and the next milestone."""
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        book = book_of(ctx, reader)
        found = reader.candidates(round_id)
        papers, signed = paper_counts(reader, round_id)
        sent = reader.dispatches(round_id)
    assessed = assess_book(ctx, book, request_of(current))
    counts = Counter(item.verdict for item in assessed)
    today = {(item.subject, item.field): item.verdict for item in assessed}
    quotas = [row for row in quota_rows(ctx, current.plan, current.on, current.readings) if row.unit is None]
    return RoundSummary(
        subjects=len(book.subjects),
        missing_data=counts[Verdict.THIEU_DU_LIEU],
        assessed=sum(n for verdict, n in counts.items() if verdict is not Verdict.KHONG_AP_DUNG),
        passed=counts[Verdict.DAT],
        chosen=len(found),
        changed=sum(today.get((item.subject, item.field)) is not item.frozen.verdict for item in found),
        quota=quotas[0] if quotas else None,
        milestone=_next_milestone(ctx, current),
        papers=papers,
        signed=signed,
        sent=sent[-1].day if sent else None,
    )


def _next_milestone(ctx: Context, current: Round) -> MilestoneRow | None:
    today = ctx.now().date()
    waiting = [
        row
        for row in milestone_rows(ctx, current.plan, today, current.readings)
        if row.latest is not None
        and row.latest >= today
        and row.verdict in (MilestoneVerdict.UPCOMING, MilestoneVerdict.DUE)
    ]
    return min(waiting, key=lambda row: row.latest or date.max, default=None)
