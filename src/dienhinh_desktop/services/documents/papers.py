"""Which papers there are beside list and forms, and what each is made from."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from ...domain.dates import short_date
from ...domain.documents import ExportCheck, Form, ListKind, PaperKind, RegistrationList
from ...domain.errors import UserError
from ...domain.plans import Plan, QuotaRow
from .. import plans
from ..context import Context
from . import checks as checking
from .agreement import agreement
from .blanks import paper_of, with_words
from .discovery import discovery
from .dossier import Dossier, Entry
from .listing import registration_list
from .minutes import minutes
from .nomination import nomination
from .nurturing import nurturing
from .overview_table import overview
from .particulars import particulars
from .reminders import reminders
from .reports import report
from .requests import request
from .reviews import asked, review
from .sheets import assessment_sheet
from .summaries import summary
from .voting import ballot, count_minutes, tally_sheet

FORM_KINDS = ("ban_dang_ky", "bao_cao_thanh_tich")
"""The two forms of a subject, by the words that end their file names."""


def office_quotas(ctx: Context, dossier: Dossier) -> list[QuotaRow]:
    """Return the quotas of the agency as a whole, which a list of the agency answers; in a round those of its year."""
    rows = plans.quota_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    years = {None, dossier.year}
    return [
        row for row in rows if row.unit in (None, dossier.office.root) and (dossier.year is None or row.year in years)
    ]


def unit_quotas(ctx: Context, dossier: Dossier) -> list[QuotaRow]:
    """Return the quotas of single units; in a round those of its year."""
    rows = plans.quota_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    years = {None, dossier.year}
    return [row for row in rows if row.unit is not None and (dossier.year is None or row.year in years)]


def listed(ctx: Context, dossier: Dossier, kind: ListKind) -> RegistrationList:
    """Return one of the lists of those who stand on it; a draft while a check blocks it."""
    quotas, draft = office_quotas(ctx, dossier), bool(checking.blocking(dossier))
    if kind is ListKind.PARTICULARS:
        return particulars(dossier, quotas, draft=draft)
    if kind is ListKind.OVERVIEW:
        return overview(dossier, unit_quotas(ctx, dossier), quotas, draft=draft)
    return registration_list(dossier, quotas, draft=draft)


def stopped(dossier: Dossier) -> Set[str]:
    """Return the codes of the subjects whose own papers a check keeps drafts."""
    return {stop.subject for stop in checking.blocking(dossier) if stop.subject is not None}


def of_subject(dossier: Dossier, entry: Entry, kind: PaperKind, drafts: Set[str]) -> Form:
    """Return a paper of one subject; a draft where it is among `drafts`."""
    build = {
        PaperKind.ASSESSMENT: assessment_sheet,
        PaperKind.SUMMARY: summary,
        PaperKind.DISCOVERY: discovery,
    }[kind]
    return typed_in(dossier, _named(build(dossier, entry, draft=entry.subject.code in drafts), kind, entry))


def _named(form: Form, kind: str, entry: Entry) -> Form:
    """Return a paper of a subject under the name of its template: there is one for each kind of subject."""
    return replace(form, kind=f"{kind}.{entry.subject.kind}")


def typed_in(dossier: Dossier, form: Form) -> Form:
    """Return a paper with what was typed into its blanks."""
    return with_words(form, dossier.typed.get((paper_of(form), form.subject or None), {}))


def forms_of(dossier: Dossier, entry: Entry, drafts: Set[str], *, with_sheets: bool = False) -> list[Form]:
    """Return the nomination form and the achievement report of a subject; `with_sheets`, all its papers."""
    draft = entry.subject.code in drafts
    forms = [
        typed_in(dossier, _named(nomination(dossier, entry, draft=draft), FORM_KINDS[0], entry)),
        typed_in(dossier, _named(report(dossier, entry, draft=draft), FORM_KINDS[1], entry)),
    ]
    more = [kind for kind in PaperKind if kind.of_subject and with_sheets]
    return [*forms, *(of_subject(dossier, entry, kind, drafts) for kind in more)]


def compared_papers(dossier: Dossier, quotas: Sequence[QuotaRow]) -> tuple[ExportCheck, ...]:
    """Return where list, request and nomination forms differ, or that they do not."""
    return tuple(
        agreement(
            dossier,
            registration_list(dossier, quotas, draft=False),
            request(dossier, quotas, draft=False),
            [forms_of(dossier, entry, frozenset())[0] for entry in dossier.entries],
        )
    )


def offered(plan: Plan) -> list[PaperKind]:
    """Return the kinds of paper a plan has: reports only where it asks for them."""
    reports = (PaperKind.MIDTERM, PaperKind.FINAL)
    return [kind for kind in PaperKind if kind not in reports or asked(plan, kind)]


def papers(ctx: Context, dossier: Dossier, kind: PaperKind, subjects: Sequence[str] | None = None) -> tuple[Form, ...]:
    """Return the papers of one kind: one of the whole list, one for everyone on it (or some), or one for each unit.

    Raises UserError when a reminder is asked for and no unit owes anything, or a report the plan does not ask for.
    """
    made = _papers(ctx, dossier, kind, subjects)
    if kind.of_subject:
        return made
    return tuple(typed_in(dossier, replace(form, kind=kind.value)) for form in made)


def _papers(ctx: Context, dossier: Dossier, kind: PaperKind, subjects: Sequence[str] | None) -> tuple[Form, ...]:
    if kind.of_subject:
        wanted = [entry for entry in dossier.entries if subjects is None or entry.subject.code in subjects]
        drafts = stopped(dossier)
        return tuple(of_subject(dossier, entry, kind, drafts) for entry in wanted)
    draft = bool(dossier.entries and checking.blocking(dossier))
    if kind is PaperKind.REQUEST:
        return (request(dossier, office_quotas(ctx, dossier), draft=draft),)
    if kind is PaperKind.REMINDER:
        return _reminders(ctx, dossier)
    if kind in (PaperKind.MIDTERM, PaperKind.FINAL):
        return (_review(ctx, dossier, kind, draft=draft),)
    build = {
        PaperKind.BALLOT: ballot,
        PaperKind.TALLY: tally_sheet,
        PaperKind.COUNT: count_minutes,
        PaperKind.MINUTES: minutes,
        PaperKind.NURTURING: nurturing,
    }[kind]
    return (build(dossier, draft=draft),)


def _review(ctx: Context, dossier: Dossier, kind: PaperKind, *, draft: bool) -> Form:
    if not asked(dossier.plan, kind):
        raise UserError(
            f"{dossier.plan.title} không đặt ra {kind.label.lower()} nên không có văn bản này; chọn loại khác."
        )
    milestones = plans.milestone_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    return review(dossier, kind, milestones, office_quotas(ctx, dossier), draft=draft)


def _reminders(ctx: Context, dossier: Dossier) -> tuple[Form, ...]:
    milestones = plans.milestone_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    quotas = plans.quota_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    letters = reminders(dossier, milestones, quotas, draft=False)
    if not letters:
        raise UserError(
            f"Đến ngày {short_date(dossier.on)} không đơn vị nào còn việc phải nhắc nên không có công văn; đổi ngày."
        )
    return letters
