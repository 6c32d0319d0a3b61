"""Rounds (đợt xét): choosing subjects for a plan's list, each with the verdict it was chosen on, frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..domain.eligibility import Assessment, AssessmentRequest, Verdict
from ..domain.errors import UserError
from ..domain.plans import MilestoneRow, MilestoneVerdict
from ..domain.records import Registration, Subject, SubjectKind
from ..domain.rounds import (
    Candidate,
    CandidateRow,
    Choice,
    CriterionChange,
    FrozenCriterion,
    FrozenVerdict,
    Round,
    RoundSummary,
)
from ..domain.text import two_digits
from ..domain.upkeep import Changes, Kind
from ..rules.lookup import Lookup
from .book import book_of, pages_of
from .context import Context
from .eligibility import assess_book
from .plans import milestone_rows, pack_of, quota_rows, readings_of

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


def register(ctx: Context, round_id: int, choices: Sequence[Choice]) -> Changes:
    """Put subjects on the list of a round, freezing the verdict each has on the round's day.

    A subject not yet registered under the plan gets its registration dated the round's day. Refused: không đạt without
    a reason (Q10 of the acceptance cases), không áp dụng, and a subject already on the list.
    """
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        taken = reader.candidates(round_id)
        chosen = {choice.subject for choice in choices}
        book = pages_of(ctx, reader, chosen)
        assessed = _assess(ctx, book, current, chosen)
        refused = [words for choice in choices if (words := _refusal(choice, assessed, taken, book))]
        if refused:
            raise UserError(refused[0], details=tuple(refused))
        first = max((item.order for item in taken), default=0) + 1
        candidates = [
            _candidate(ctx, current, choice, assessed[choice.subject, choice.field], book, order)
            for order, choice in enumerate(choices, first)
        ]
        registrations = _registrations(book, current, candidates)
    label = f"Chọn {two_digits(len(candidates))} đối tượng vào {current.name}"
    with ctx.db.work(label, ctx.who, "round") as work:
        work.insert("candidates", candidates)
        work.insert("registrations", registrations)
        return Changes(_CHANGED, f"Đã đưa {len(candidates)} đối tượng vào danh sách chọn.", work.act)


def request_of(current: Round) -> AssessmentRequest:
    """Return the question a round asks about everybody."""
    return AssessmentRequest(current.plan, current.on, current.stage, readings=current.readings)


def _assess(ctx: Context, book: Lookup, current: Round, subjects: Iterable[str]) -> dict[tuple[str, str], Assessment]:
    request = replace(request_of(current), subjects=tuple(sorted(subjects)))
    return {(item.subject, item.field): item for item in assess_book(ctx, book, request)}


def _refusal(
    choice: Choice, assessed: dict[tuple[str, str], Assessment], taken: Sequence[Candidate], book: Lookup
) -> str:
    name = book.subjects[choice.subject].name
    if any((item.subject, item.field) == (choice.subject, choice.field) for item in taken):
        return f"{name} đã có trong danh sách chọn; không cần thêm nữa."
    found = assessed.get((choice.subject, choice.field))
    if found is None or found.verdict is Verdict.KHONG_AP_DUNG:
        return f"{name} không thuộc nhóm xét “{choice.field}”; chọn nhóm khác hoặc bỏ dòng này."
    if found.verdict is Verdict.KHONG_DAT and not (choice.reason or "").strip():
        return f"{name} không đạt ({found.shortfall}); ghi lý do chọn khi không đạt, hoặc bỏ dòng này."
    return ""


def _candidate(ctx: Context, current: Round, choice: Choice, found: Assessment, book: Lookup, order: int) -> Candidate:
    subject = book.subjects[choice.subject]
    assert current.id is not None  # read from the data folder
    return Candidate(
        round_id=current.id,
        subject=choice.subject,
        field=choice.field,
        frozen=freeze(found, ctx),
        order=order,
        chosen_at=ctx.now(),
        introducer=choice.introducer or _introducer(book, current.plan, subject),
        model=choice.model or _model(book, current.plan, subject),
        reason=choice.reason,
        reason_by=ctx.who if choice.reason else None,
    )


def _introducer(book: Lookup, plan: str, subject: Subject) -> str | None:
    for row in book.registrations.of(subject.code):
        if row.plan == plan and row.introducer:
            return row.introducer
    return subject.code if subject.kind is SubjectKind.COLLECTIVE else subject.unit


def _model(book: Lookup, plan: str, subject: Subject) -> str | None:
    return next((row.model for row in book.registrations.of(subject.code) if row.plan == plan and row.model), None)


def freeze(found: Assessment, ctx: Context) -> FrozenVerdict:
    """Return a verdict as it is kept: nothing entered later alters it."""
    return FrozenVerdict(
        verdict=found.verdict,
        on=found.on,
        plan_version=found.plan_version,
        readings=dict(found.readings),
        frozen_at=ctx.now(),
        warnings=found.warnings,
        criteria=tuple(
            FrozenCriterion(
                code=item.code or "",
                verdict=item.verdict,
                message=item.message,
                need=item.need,
                have=item.have,
                missing=item.missing,
                evidence=tuple(str(line) for line in item.basis()),
                source=item.source,
            )
            for item in found.criteria()
        ),
    )


def _registrations(book: Lookup, current: Round, candidates: Sequence[Candidate]) -> list[Registration]:
    return [
        Registration(
            subject=item.subject,
            plan=current.plan,
            introducer=item.introducer,
            date=current.on,
            year=current.year,
            model=item.model,
        )
        for item in candidates
        if all(row.plan != current.plan for row in book.registrations.of(item.subject))
    ]


def candidates(ctx: Context, round_id: int) -> tuple[CandidateRow, ...]:
    """Return the candidates of a round in the order of the list, with what the same question gives today."""
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        found = reader.candidates(round_id)
        chosen = {item.subject for item in found}
        book = pages_of(ctx, reader, chosen)
        today = _assess(ctx, book, current, chosen)
        fields = {field.code: field.short for field in ctx.packs[current.plan].plan.fields}
        return tuple(
            _row(item, book, fields.get(item.field, item.field), today.get((item.subject, item.field)), current.on)
            for item in sorted(found, key=lambda item: item.order)
        )


def _row(item: Candidate, book: Lookup, field: str, today: Assessment | None, on: date) -> CandidateRow:
    subject = book.subjects[item.subject]
    unit = book.subjects.get(subject.unit or "")
    introducer = book.subjects.get(item.introducer or "")
    return CandidateRow(
        candidate=item,
        name=subject.name,
        kind=subject.kind,
        detail=_detail(book, subject, on),
        unit_name=unit.name if unit else "",
        introducer_name=introducer.name if introducer else "",
        field_label=field,
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
        assessed = _assess(ctx, pages_of(ctx, reader, (candidate.subject,)), asked, {candidate.subject})
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
    """Take candidates off the list of their round; their registration under the plan stays."""
    with ctx.db.work(f"Bỏ {len(candidate_ids)} đối tượng khỏi danh sách chọn", ctx.who, "round") as work:
        work.delete("candidates", list(candidate_ids))
        return Changes(_CHANGED, f"Đã bỏ {len(candidate_ids)} đối tượng khỏi danh sách chọn.", work.act)


def move(ctx: Context, round_id: int, candidate_id: int, order: int) -> Changes:
    """Put a candidate at a place of the list (1 is the top) and number all of them anew."""
    with ctx.db.work("Đổi thứ tự danh sách chọn", ctx.who, "round") as work:
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
        papers, signed = reader.paper_counts(round_id)
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
