"""Choosing subjects for the list of a round, each with the verdict it is chosen on, frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...domain.eligibility import Assessment, AssessmentRequest, Verdict
from ...domain.errors import UserError
from ...domain.records import Subject, SubjectKind
from ...domain.rounds import Candidate, Choice, FrozenCriterion, FrozenVerdict, Round
from ...domain.text import two_digits
from ...domain.upkeep import Changes, Kind
from ...rules.lookup import Lookup
from ..book import pages_of
from ..context import Context
from ..eligibility import assess_book
from .life import begin
from .limits import over_limits, refuse_over
from .locks import refuse_locked
from .registering import write_registrations

_CHANGED = frozenset({Kind.ROUNDS, Kind.RECORDS})


def register(ctx: Context, round_id: int, choices: Sequence[Choice]) -> Changes:
    """Put subjects on the list of a round, freezing the verdict each has on the round's day.

    A subject not yet registered under the plan gets its registration dated the round's day. Refused: không đạt without
    a reason (Q10 of the acceptance cases), không áp dụng, a subject already on the list, a locked list, and (OverLimit)
    going above the most of a quota without a reason.
    """
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        refuse_locked(reader, current)
        taken = reader.candidates(round_id, left=True)
        chosen = {choice.subject for choice in choices}
        book = pages_of(ctx, reader, chosen)
        assessed = assess_round(ctx, book, current, chosen)
        refused = [words for choice in choices if (words := refusal(choice, assessed, taken, book))]
        if refused:
            raise UserError(refused[0], details=tuple(refused))
        first = max((item.order for item in taken), default=0) + 1
        candidates = [
            _candidate(ctx, current, choice, assessed[choice.subject, choice.field], book, order)
            for order, choice in enumerate(choices, first)
        ]
        refuse_over(over_limits(ctx, reader, current, candidates), candidates)
    label = f"Chọn {two_digits(len(candidates))} đối tượng vào {current.name}"
    with ctx.db.work(label, ctx.who, "round") as work:
        candidates = write_registrations(ctx, work, current, candidates)
        numbers = work.insert("candidates", candidates)
        begin(ctx, work, ctx.packs[current.plan].plan, list(zip(numbers, candidates, strict=True)))
        return Changes(_CHANGED, f"Đã đưa {len(candidates)} đối tượng vào danh sách chọn.", work.act)


def looked_at(ctx: Context, round_id: int, subject: str) -> tuple[tuple[str, str, Verdict], ...]:
    """Return the fields of the plan a subject may be chosen in, each with its name and verdict."""
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        assessed = assess_round(ctx, pages_of(ctx, reader, {subject}), current, {subject})
    fields = ctx.packs[current.plan].plan.fields
    return tuple(
        (field.code, field.short, found.verdict)
        for field in fields
        if (found := assessed.get((subject, field.code))) is not None and found.verdict is not Verdict.KHONG_AP_DUNG
    )


def would_exceed(ctx: Context, round_id: int, choices: Sequence[Choice]) -> tuple[str, ...]:
    """Return one sentence for each quota that putting these on the list would bring above its most; nothing changes.

    Choices that `register` would refuse for other reasons are passed over.
    """
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        chosen = {choice.subject for choice in choices}
        book = pages_of(ctx, reader, chosen)
        assessed = assess_round(ctx, book, current, chosen)
        candidates = [
            _candidate(ctx, current, choice, found, book, 0)
            for choice in choices
            if (found := assessed.get((choice.subject, choice.field))) is not None
        ]
        return over_limits(ctx, reader, current, candidates)


def request_of(current: Round) -> AssessmentRequest:
    """Return the question a round asks about everybody."""
    return AssessmentRequest(current.plan, current.on, current.stage, readings=current.readings)


def assess_round(
    ctx: Context, book: Lookup, current: Round, subjects: Iterable[str]
) -> dict[tuple[str, str], Assessment]:
    """Ask the question of a round about some subjects; answers by subject and field."""
    request = replace(request_of(current), subjects=tuple(sorted(subjects)))
    return {(item.subject, item.field): item for item in assess_book(ctx, book, request)}


def refusal(
    choice: Choice, assessed: dict[tuple[str, str], Assessment], taken: Sequence[Candidate], book: Lookup
) -> str:
    """Return the sentence that keeps a choice from the list, "" when nothing does."""
    name = book.subjects[choice.subject].name
    same = [item for item in taken if (item.subject, item.field) == (choice.subject, choice.field)]
    if same and same[0].left is not None:
        return f"{name} đã rời danh sách; chọn dòng đó ở “Rút, thay” rồi đưa lại."
    if same:
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
