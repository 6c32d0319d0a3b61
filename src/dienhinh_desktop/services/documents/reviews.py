"""The reports on a plan (báo cáo sơ kết, tổng kết): what the records count, with room for what only people know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind
from ...domain.plans import MilestoneRow, MilestoneVerdict, Plan, QuotaRow
from ...domain.records import Sex, SubjectKind
from ...domain.text import capitalised, fold, join_words, two_digits
from .addressing import recipients
from .dossier import Dossier, Entry
from .listing import plan_text, quota_text, total
from .overview_table import COLUMNS, by_unit, counted_of, counts
from .requests import verdicts_text
from .signing import numbered_head, office_signature

_ASKED = {PaperKind.MIDTERM: "so ket", PaperKind.FINAL: "tong ket"}
_NAMES = {PaperKind.MIDTERM: "Sơ kết", PaperKind.FINAL: "Tổng kết"}
_MOST = 10
"""Most reasons a report tells."""
_FEW = 5
"""Most units a report names at a milestone."""


def asked(plan: Plan, kind: PaperKind) -> bool:
    """Tell whether the plan asks for such a report: one of its steps or milestones names it."""
    words = [step.name for step in plan.steps] + [row.product for row in plan.milestones]
    return any(_ASKED[kind] in fold(text) for text in words)


def review(
    dossier: Dossier,
    kind: PaperKind,
    milestones: Sequence[MilestoneRow],
    quotas: Sequence[QuotaRow],
    *,
    draft: bool,
) -> Form:
    """Return the report; `quotas` are those of the agency as a whole, `milestones` those of agency and units."""
    return Form(
        file_stem=kind.value,
        letterhead=numbered_head(dossier, "BC"),
        title=(
            "Báo cáo",
            f"{_NAMES[kind]} công tác phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến {dossier.period}",
        ),
        intro=(),
        sections=(
            FormSection(
                title="",
                paragraphs=(
                    f"Thực hiện {plan_text(dossier)}, {dossier.agency} báo cáo kết quả như sau "
                    f"(số liệu tính đến ngày {short_date(dossier.on)}):",
                ),
            ),
            FormSection(title="I. Công tác chỉ đạo, triển khai", lines=(FormLine(label="", lines=3),)),
            *_milestones(dossier, milestones),
            FormSection(title="II. Kết quả", paragraphs=(_counted(dossier), verdicts_text(dossier))),
            FormSection(title="1. Theo đơn vị giới thiệu", level=2, table=_units(dossier)),
            FormSection(title="2. Theo lĩnh vực, phong trào", level=2, table=_fields(dossier)),
            *_quotas(quotas),
            FormSection(title="III. Tuyên truyền, nhân rộng, khen thưởng", lines=(FormLine(label="", lines=4),)),
            FormSection(title="IV. Hạn chế, nguyên nhân", lines=(*_lacking(dossier), FormLine(label="", lines=3))),
            FormSection(title="V. Phương hướng, kiến nghị", lines=(FormLine(label="", lines=4),)),
        ),
        signatures=((office_signature(dossier, kind),),),
        recipients=recipients(dossier),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _counted(dossier: Dossier) -> str:
    people = [entry.subject for entry in dossier.entries if entry.subject.kind is SubjectKind.PERSON]
    women = sum(subject.sex is Sex.FEMALE for subject in people)
    told = f"; trong {two_digits(len(people))} cá nhân có {two_digits(women)} nữ" if people else ""
    return f"{total(dossier)}{told}."


def _milestones(dossier: Dossier, rows: Sequence[MilestoneRow]) -> list[FormSection]:
    if not rows:
        return []
    table = FormTable(
        headings=("Mốc của kế hoạch", "Đơn vị", "Hạn", "Văn bản", "Tình trạng"),
        rows=tuple(_milestone(list(same)) for _key, same in groupby(rows, key=lambda row: _stage(dossier, row))),
        widths=(4.4, 3.1, 2.5, 3.2, 3.4),
        flush_left=(0, 1, 3, 4),
    )
    return [FormSection(title="Thực hiện các mốc của kế hoạch", level=2, table=table)]


def _stage(dossier: Dossier, row: MilestoneRow) -> tuple[object, ...]:
    """Return what the rows told in one line share: the milestone, and that they are of units below."""
    return row.code, row.latest, row.unit if row.unit in (None, dossier.office.root) else ""


def _milestone(rows: Sequence[MilestoneRow]) -> tuple[str, ...]:
    """Return the line of one milestone: of one unit with its paper, of several with how many stand how."""
    first = rows[0]
    wording = capitalised(first.wording)
    until = short_date(first.latest) if first.latest else ""
    if len(rows) == 1:
        return wording, first.unit_name, until, _document(first), first.verdict.label
    sent = sum(row.document_date is not None for row in rows)
    return (
        wording,
        f"{two_digits(len(rows))} đơn vị",
        until,
        f"{two_digits(sent)} văn bản" if sent else "",
        _standing(rows),
    )


def _standing(rows: Sequence[MilestoneRow]) -> str:
    """Return how many units stand how, those not in time by name where they are few."""
    told = []
    for verdict in dict.fromkeys(row.verdict for row in rows):
        names = [row.unit_name for row in rows if row.verdict is verdict]
        few = verdict is not MilestoneVerdict.IN_TIME and len(names) <= _FEW
        told.append(f"{two_digits(len(names))} {verdict.label.lower()}{f': {join_words(names)}' if few else ''}")
    return ";\n".join(told)


def _document(row: MilestoneRow) -> str:
    day = f"ngày {short_date(row.document_date)}" if row.document_date else ""
    return " ".join(part for part in (row.document or "", day) if part)


def _units(dossier: Dossier) -> FormTable:
    units = [(name, entries) for _, name, entries in by_unit(dossier)]
    rows = [counts(name, entries) for name, entries in (*units, ("Cộng", dossier.entries))]
    return _counting(dossier, "Đơn vị", rows)


def _fields(dossier: Dossier) -> FormTable:
    found: dict[str, list[Entry]] = {}
    for entry in dossier.entries:
        for label in dict.fromkeys(item.label for item in entry.fields):
            found.setdefault(label, []).append(entry)
    return _counting(dossier, "Lĩnh vực, phong trào", [counts(label, entries) for label, entries in found.items()])


def _counting(dossier: Dossier, first: str, rows: Sequence[tuple[str, ...]]) -> FormTable:
    headings = (first, *(column.heading.replace("\n", " ") for column in COLUMNS[2:-1]))
    return FormTable(
        headings=counted_of(dossier, headings),
        rows=tuple(counted_of(dossier, row) for row in rows),
        widths=counted_of(dossier, (4.6, 1.4, 1.5, 1.6, 1.5, 1.3, 1.2, 1.9, 1.5)),
        flush_left=(0,),
    )


def _quotas(rows: Sequence[QuotaRow]) -> list[FormSection]:
    if not rows:
        return []
    return [FormSection(title="3. Chỉ tiêu", level=2, paragraphs=tuple(quota_text(row) for row in rows))]


def _lacking(dossier: Dossier) -> tuple[FormLine, ...]:
    """Return why the subjects of the list do not reach đạt, the commonest reasons."""
    reasons = Counter(
        f"{item.verdict.verdict.label}: {item.shortfall}"
        for entry in dossier.entries
        for item in entry.fields
        if item.shortfall
    )
    return tuple(
        FormLine(label="", value=f"- {reason} ({two_digits(count)} đối tượng).")
        for reason, count in reasons.most_common(_MOST)
    )
