"""The overview (tổng quan) of a round: what to do today and where the round stands, read from the records alone."""

from __future__ import annotations

from collections import Counter

from ...domain.documents import CheckLevel, ExportCheck
from ...domain.eligibility import Verdict
from ...domain.overview import MilestoneStanding, Overview, QuotaStanding
from ...domain.plans import Plan
from ...domain.records import SubjectKind
from ...domain.rounds import Candidate, Round
from ...domain.upkeep import Progress, silent
from ...rules.book import Book
from .. import backups, documents, plans, rounds
from ..book import book_of
from ..context import Context
from ..eligibility import assess_book
from ..issued_papers import paper_counts
from ..upkeep import office
from .completeness import lacking_ratings, unit_years
from .situation import Situation
from .tasks import tasks_of


def overview(ctx: Context, round_id: int, progress: Progress = silent) -> Overview:
    """Return where a round stands today. Raises UserError when there is no such round, or its plan is gone."""
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        book = book_of(ctx, reader)
        chosen = reader.candidates(round_id)
        papers, signed = paper_counts(reader, round_id)
        sent = bool(reader.dispatches(round_id))
    judged = assess_book(ctx, book, rounds.request_of(current), progress)
    today = ctx.now().date()
    plan = plans.pack_of(ctx, current.plan).shown(current.readings)
    lacking = lacking_ratings(book, today)
    situation = Situation(
        round=current,
        plan=plan,
        today=today,
        book=book,
        judged=tuple(item for item in judged if item.verdict is not Verdict.KHONG_AP_DUNG),
        chosen=chosen,
        blocking=_blocking(ctx, current, chosen),
        lacking=lacking,
        milestones=_milestones(ctx, current, plan),
        backups=backups.standing(ctx),
        root=office(ctx).root,
        now=ctx.now(),
        papers=papers,
        signed=signed,
        sent=sent,
    )
    return Overview(
        round=current,
        today=today,
        tasks=tasks_of(situation),
        milestones=situation.milestones,
        quotas=_quotas(ctx, current, plan, book, chosen),
        verdicts=Counter(item.verdict for item in situation.judged),
        chosen=len(chosen),
        units=unit_years(book, lacking),
    )


def _blocking(ctx: Context, current: Round, chosen: tuple[Candidate, ...]) -> tuple[ExportCheck, ...]:
    """Return what blocks the papers of a list that holds anybody."""
    if not chosen:
        return ()
    found = documents.checks(ctx, current.plan, current.on, current.id)
    return tuple(check for check in found if check.level is CheckLevel.BLOCKING)


def _milestones(ctx: Context, current: Round, plan: Plan) -> tuple[MilestoneStanding, ...]:
    rows = plans.milestone_rows(ctx, current.plan, ctx.now().date(), current.readings)
    return tuple(
        MilestoneStanding(info=info, rows=tuple(row for row in rows if row.code == info.code))
        for info in plan.milestones
    )


def _quotas(
    ctx: Context, current: Round, plan: Plan, book: Book, chosen: tuple[Candidate, ...]
) -> tuple[QuotaStanding, ...]:
    """Return the quotas of the round's year; where the plan has none for it, those of its latest year."""
    rows = plans.quota_rows(ctx, current.plan, current.on, current.readings)
    years = {row.year for row in rows}
    year = current.year if current.year in years else max((year for year in years if year is not None), default=None)
    infos = {info.code: info for info in plan.quotas}
    fields = {field.code: field.short for field in plan.fields}
    named = {item.subject: fields.get(item.field, item.field) for item in chosen}
    return tuple(
        QuotaStanding(info=infos[row.code], row=row, shares=_shares(row.subjects, plan.code, book, named, fields))
        for row in rows
        if row.year in (None, year)
    )


def _shares(
    subjects: tuple[str, ...], plan: str, book: Book, named: dict[str, str], fields: dict[str, str]
) -> tuple[tuple[str, int], ...]:
    """Count the subjects by the field they are chosen or registered in, else by their kind; collectives first."""
    order = {kind: place for place, kind in enumerate((SubjectKind.COLLECTIVE, SubjectKind.PERSON))}
    counted: Counter[str] = Counter()
    for code in sorted(subjects, key=lambda code: order.get(book.subjects[code].kind, 2)):
        registered = next((row.field for row in book.registrations.of(code) if row.plan == plan and row.field), None)
        of_field = fields.get(registered) if registered else None
        counted[named.get(code) or of_field or book.subjects[code].kind.label] += 1
    return tuple(counted.items())
