"""The registration list as content: title, groups, units, rows, totals and quota."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ...domain.dates import long_date, short_date
from ...domain.documents import ListGroup, ListRow, ListUnit, RegistrationList
from ...domain.eligibility import Stage
from ...domain.issued import LIST
from ...domain.plans import Plan, QuotaRow
from ...domain.records import SubjectKind
from ...domain.text import two_digits
from . import achievements
from .addressing import recipients
from .dossier import GROUPS, Dossier, Entry
from .signing import office_head, office_signature

COUNTED = {SubjectKind.COLLECTIVE: "tập thể", SubjectKind.PERSON: "cá nhân", SubjectKind.HOUSEHOLD: "hộ gia đình"}


def registration_list(dossier: Dossier, quotas: Sequence[QuotaRow], *, draft: bool) -> RegistrationList:
    """Return the list of a plan; `quotas` are the rows shown at its foot."""
    return RegistrationList(
        letterhead=office_head(dossier),
        title=(_kind(dossier), f"mô hình, điển hình tiên tiến {dossier.period}"),
        attached_to=attached(dossier),
        groups=tuple(_groups(dossier)),
        total=total(dossier),
        quota=" ".join(quota_text(row) for row in quotas),
        recipients=recipients(dossier),
        signature=office_signature(dossier, LIST),
        data_date=dossier.on,
        draft=draft,
        who=who(dossier, ",\n"),
    )


def who(dossier: Dossier, parted: str = ", ") -> str:
    """Return the heading over the names, by the kinds of subject there are: "Họ và tên, tên tập thể"."""
    kinds = {entry.subject.kind for entry in dossier.entries}
    household = "hộ" if SubjectKind.COLLECTIVE in kinds else "tên hộ"
    names = {SubjectKind.PERSON: "họ và tên", SubjectKind.COLLECTIVE: "tên tập thể", SubjectKind.HOUSEHOLD: household}
    first, *rest = [name for kind, name in names.items() if kind in kinds] or ["họ và tên"]
    return f"{first[0].upper()}{first[1:]}{parted if rest else ''}{', '.join(rest)}"


def recognising(dossier: Dossier) -> bool:
    """Tell whether the papers ask for recognition; otherwise they register."""
    return dossier.chosen and dossier.stage is Stage.RECOGNITION


def _kind(dossier: Dossier) -> str:
    return "Danh sách đề nghị công nhận" if recognising(dossier) else "Danh sách đăng ký"


def plan_text(dossier: Dossier) -> str:
    """Return "Kế hoạch số 198/KH-SNgV ngày 24/3/2021 của …", or what of it is known."""
    plan = dossier.plan
    day = f" ngày {short_date(plan.issued)}" if plan.issued else ""
    return f"{plan_name(plan)}{day} của {plan.issuer}"


def plan_name(plan: Plan) -> str:
    """Return "Kế hoạch số 198/KH-SNgV", "Kế hoạch" where the number is lost; a law names itself."""
    if by_law(plan):
        return plan.number or ""
    return f"Kế hoạch số {plan.number}" if plan.number else "Kế hoạch"


def by_law(plan: Plan) -> bool:
    """Tell whether the criteria are a law's own and not a plan's."""
    return (plan.number or "").startswith("Luật ")


def attached(dossier: Dossier, number: str | None = None, day: date | None = None) -> str:
    """Return which paper the list goes with, with room for the pen where its number or day is not known yet."""
    asking = recognising(dossier)
    symbol = f"/TTr-{dossier.office.abbreviation}" if asking and dossier.office.abbreviation else ""
    room = "" if number or symbol else "            "
    dated = long_date(day) if day else "ngày       tháng       năm          "
    return (
        f"(Theo {plan_text(dossier)};\n"
        f"kèm theo {'Tờ trình' if asking else 'Văn bản'} số {number or f'         {symbol}'.rstrip()}{room} {dated} "
        f"của {dossier.agency})"
    )


def total(dossier: Dossier) -> str:
    """Return "Tổng số: 05 điển hình (01 tập thể, 04 cá nhân)"."""
    parts = [f"{two_digits(len(entries))} {COUNTED[kind]}" for kind, entries in by_kind(dossier)]
    counted = f" ({', '.join(parts)})" if parts else ""
    return f"Tổng số: {two_digits(len(dossier.entries))} điển hình{counted}"


def by_kind(dossier: Dossier) -> list[tuple[SubjectKind, list[Entry]]]:
    """Return the entries by kind of subject, in the order of the groups; kinds nobody is of are left out."""
    groups = [(kind, [entry for entry in dossier.entries if entry.subject.kind is kind]) for kind in GROUPS]
    return [(kind, entries) for kind, entries in groups if entries]


def quota_text(row: QuotaRow) -> str:
    """Return a quota in words: "Chỉ tiêu năm 2021: có 05, cần 04–05: đủ."."""
    year = f" năm {row.year}" if row.year else ""
    words = row.message or f"có {two_digits(row.have)}: {row.verdict.label.lower()}."
    return f"Chỉ tiêu{year}: {words[0].lower()}{words[1:]}"


def _groups(dossier: Dossier) -> list[ListGroup]:
    groups = []
    for kind, entries in groupby(dossier.entries, key=lambda entry: entry.subject.kind):
        units = [
            ListUnit(unit=unit, rows=tuple(_row(dossier, entry) for entry in rows))
            for unit, rows in groupby(entries, key=lambda entry: entry.unit.name if entry.unit else "")
        ]
        groups.append(ListGroup(title=GROUPS[kind], units=tuple(units)))
    return groups


def _row(dossier: Dossier, entry: Entry) -> ListRow:
    subject = entry.subject
    return ListRow(
        number=entry.number,
        subject=subject.code,
        name=subject.name,
        birth_year=str(subject.birth.year) if subject.birth and subject.kind is SubjectKind.PERSON else "",
        sex=subject.sex.value if subject.sex else "",
        position=entry.position,
        unit=entry.unit.name if entry.unit else "",
        field=";\n".join(dict.fromkeys(item.label for item in entry.fields)),
        achievements=achievements.lines(dossier.book, subject, dossier.plan, dossier.on, spelled=False),
        verdict=_verdict(entry),
        missing="; ".join(dict.fromkeys(item.shortfall for item in entry.fields if item.shortfall)),
        introducers=tuple(unit.name for unit in entry.introducers),
        model=entry.model,
        registered=entry.registered,
        note=entry.note,
    )


def _verdict(entry: Entry) -> str:
    verdicts = {item.verdict.verdict for item in entry.fields}
    if len(verdicts) > 1:
        return ";\n".join(f"{item.label}: {item.verdict.verdict.label.lower()}" for item in entry.fields)
    return next((verdict.label for verdict in verdicts), "")
