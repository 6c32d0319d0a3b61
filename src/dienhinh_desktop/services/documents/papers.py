"""Which papers there are beside list and forms, and what each is made from."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.dates import short_date
from ...domain.documents import Form, PaperKind
from ...domain.errors import UserError
from ...domain.plans import QuotaRow
from .. import plans
from ..context import Context
from . import checks as checking
from .dossier import Dossier, Entry
from .minutes import minutes
from .reminders import reminders
from .requests import request
from .sheets import assessment_sheet
from .voting import ballot, count_minutes


def office_quotas(ctx: Context, dossier: Dossier) -> list[QuotaRow]:
    """Return the quotas of the agency as a whole, which a list of the agency answers; in a round those of its year."""
    rows = plans.quota_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    years = {None, dossier.year}
    return [
        row for row in rows if row.unit in (None, dossier.office.root) and (dossier.year is None or row.year in years)
    ]


def sheet_of(dossier: Dossier, entry: Entry) -> Form:
    """Return the assessment sheet of an entry; a draft while a check blocks its papers."""
    draft = any(stop.subject == entry.subject.code for stop in checking.blocking(dossier))
    return assessment_sheet(dossier, entry, draft=draft)


def papers(ctx: Context, dossier: Dossier, kind: PaperKind, subjects: Sequence[str] | None = None) -> tuple[Form, ...]:
    """Return the papers of one kind; all but assessment sheets are of the whole list.

    Raises UserError when a reminder is asked for and no unit owes anything.
    """
    if kind is PaperKind.ASSESSMENT:
        wanted = [entry for entry in dossier.entries if subjects is None or entry.subject.code in subjects]
        return tuple(sheet_of(dossier, entry) for entry in wanted)
    draft = bool(dossier.entries and checking.blocking(dossier))
    if kind is PaperKind.REQUEST:
        return (request(dossier, office_quotas(ctx, dossier), draft=draft),)
    if kind is PaperKind.REMINDER:
        return _reminders(ctx, dossier)
    build = {PaperKind.BALLOT: ballot, PaperKind.COUNT: count_minutes, PaperKind.MINUTES: minutes}[kind]
    return (build(dossier, draft=draft),)


def _reminders(ctx: Context, dossier: Dossier) -> tuple[Form, ...]:
    milestones = plans.milestone_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    quotas = plans.quota_rows(ctx, dossier.plan.code, dossier.on, dossier.readings)
    letters = reminders(dossier, milestones, quotas, draft=False)
    if not letters:
        raise UserError(
            f"Đến ngày {short_date(dossier.on)} không đơn vị nào còn việc phải nhắc nên không có công văn; đổi ngày."
        )
    return letters
