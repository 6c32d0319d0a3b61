"""Letters that remind units (công văn nhắc đơn vị) of exactly what they still owe under a plan on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...domain.dates import short_date
from ...domain.documents import Form, FormSection, FormTable, PaperKind
from ...domain.eligibility import Verdict
from ...domain.plans import MilestoneRow, MilestoneVerdict, QuotaRow, QuotaVerdict
from ...domain.text import sort_key
from ...exchange.files import form_file_name
from .dossier import Dossier, Entry
from .listing import plan_name, plan_text, quota_text
from .signing import DOTS_FOR_DAY, numbered_head, office_signature

_OWED = (MilestoneVerdict.LATE, MilestoneVerdict.DUE)


@dataclass(frozen=True, slots=True)
class _Debt:
    """One thing a unit owes: what, by which day (None: none is said), how it stands."""

    what: str
    until: date | None
    state: str


def reminders(
    dossier: Dossier, milestones: Sequence[MilestoneRow], quotas: Sequence[QuotaRow], *, draft: bool
) -> tuple[Form, ...]:
    """Return one letter for each unit below the agency that owes anything, by name of the unit."""
    owing: dict[str, list[_Debt]] = {}
    for unit, debt in (*_papers(dossier, milestones), *_subjects(dossier, quotas), *_data(dossier)):
        if unit != dossier.office.root and unit in dossier.book.subjects:
            owing.setdefault(unit, []).append(debt)
    names = sorted(owing, key=lambda code: (sort_key(dossier.book.subjects[code].name), code))
    return tuple(_letter(dossier, code, owing[code], number, draft=draft) for number, code in enumerate(names, 1))


def _papers(dossier: Dossier, rows: Sequence[MilestoneRow]) -> Iterator[tuple[str, _Debt]]:
    products = {info.code: info.product for info in dossier.plan.milestones}
    owed = [row for row in rows if row.unit and row.document_date is None and row.verdict in _OWED]
    for row in sorted(owed, key=lambda row: row.latest or date.max):
        what = f"{products.get(row.code) or 'Văn bản'} (mốc “{row.wording}”)"
        yield row.unit or "", _Debt(what, row.latest, f"{row.verdict.label}, chưa nhận được văn bản")


def _subjects(dossier: Dossier, rows: Sequence[QuotaRow]) -> Iterator[tuple[str, _Debt]]:
    year = dossier.year or dossier.on.year
    for row in rows:
        if row.unit and row.verdict is QuotaVerdict.SHORT and row.year in (None, year):
            yield row.unit, _Debt(quota_text(row).rstrip("."), None, "Thiếu chỉ tiêu")


def _data(dossier: Dossier) -> Iterator[tuple[str, _Debt]]:
    for entry in dossier.entries:
        lacking = [item for item in entry.fields if item.today is Verdict.THIEU_DU_LIEU]
        unit = _answering(entry)
        if lacking and unit:
            reasons = "; ".join(dict.fromkeys(item.shortfall for item in lacking if item.shortfall))
            yield unit, _Debt(f"Hồ sơ {entry.subject.name}{f': {reasons}' if reasons else ''}", None, "Thiếu dữ liệu")


def _answering(entry: Entry) -> str:
    """Return the unit that answers for an entry's records: who introduced it, else the unit it belongs to."""
    return entry.introducers[0].code if entry.introducers else entry.subject.unit or ""


def _letter(dossier: Dossier, code: str, owed: Sequence[_Debt], number: int, *, draft: bool) -> Form:
    unit = dossier.book.subjects[code].name
    plan = dossier.plan
    about = f"V/v thực hiện\n{plan_name(plan) if plan.number else 'Kế hoạch điển hình tiên tiến'}"
    return Form(
        file_stem=f"{form_file_name(number, unit)}_cong_van_nhac",
        letterhead=numbered_head(dossier, "", about),
        title=(),
        addressees=(unit,),
        intro=(),
        sections=(
            FormSection(
                title="",
                paragraphs=(
                    f"Thực hiện {plan_text(dossier)}, theo sổ theo dõi đến ngày {short_date(dossier.on)}, {unit} còn "
                    "những việc sau đây:",
                ),
                table=_table(owed),
            ),
            FormSection(
                title="",
                paragraphs=(
                    f"Đề nghị {unit} hoàn thành và gửi về {dossier.agency} trước {DOTS_FOR_DAY}. Việc nào đã gửi, đề "
                    "nghị cho biết số, ngày của văn bản để đối chiếu./.",
                ),
            ),
        ),
        signatures=((office_signature(dossier, PaperKind.REMINDER),),),
        recipients=("Như trên", "Lưu: VT"),
        draft=draft,
        keywords=(plan.number or plan.title,),
    )


def _table(owed: Sequence[_Debt]) -> FormTable:
    return FormTable(
        headings=("TT", "Việc còn thiếu", "Hạn của kế hoạch", "Tình trạng"),
        rows=tuple(
            (str(place), debt.what, short_date(debt.until) if debt.until else "", debt.state)
            for place, debt in enumerate(owed, 1)
        ),
        widths=(1, 8, 2.6, 3.6),
        flush_left=(1, 3),
    )
