"""The assessment sheet (phiếu xét điều kiện) of one subject: every criterion with what it needs, has and lacks."""

from __future__ import annotations

from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, FormTable, PaperKind, Signature
from ...domain.eligibility import Verdict
from ...domain.records import SubjectKind
from ...domain.rounds import FrozenCriterion
from ...domain.text import householder, number_text
from ...exchange.files import form_file_name
from .dossier import Dossier, Entry, FieldVerdict
from .listing import plan_text
from .nomination import birth_line
from .signing import SIGN, office_head, office_signature

_MAKER = Signature(lines=("Người lập phiếu",), hint=SIGN)
_NAMES = {
    SubjectKind.PERSON: "Họ và tên",
    SubjectKind.COLLECTIVE: "Tên tập thể",
    SubjectKind.HOUSEHOLD: "Họ và tên chủ hộ",
}


def assessment_sheet(dossier: Dossier, entry: Entry, *, draft: bool) -> Form:
    """Return the sheet of an entry: the question asked, the answer, and what it rests on, for every field."""
    subject = entry.subject
    return Form(
        subject=subject.code,
        subject_name=subject.name,
        file_stem=f"{form_file_name(entry.number, subject.name)}_phieu_xet",
        letterhead=office_head(dossier),
        title=("Phiếu xét điều kiện", f"Điển hình tiên tiến {dossier.period}"),
        intro=(),
        sections=(
            FormSection(title="I. Đối tượng", lines=_who(entry)),
            FormSection(title="II. Kết luận", lines=_answer(dossier, entry)),
            FormSection(title="III. Từng tiêu chí"),
            *_criteria(dossier, entry),
            *_cautions(entry),
            *_readings(dossier, entry),
        ),
        signatures=((_MAKER, office_signature(dossier, PaperKind.ASSESSMENT)),),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _who(entry: Entry) -> tuple[FormLine, ...]:
    subject = entry.subject
    name = householder(subject.name) if subject.kind is SubjectKind.HOUSEHOLD else subject.name
    lines = [FormLine(label=_NAMES[subject.kind], value=name)]
    if subject.kind is SubjectKind.PERSON:
        lines += [birth_line(entry), FormLine(label="Chức vụ", value=entry.position)]
    lines.append(FormLine(label="Đơn vị", value=entry.unit.name if entry.unit else ""))
    if entry.model:
        lines.append(FormLine(label="Mô hình", value=entry.model))
    return tuple(lines)


def _answer(dossier: Dossier, entry: Entry) -> tuple[FormLine, ...]:
    lines = [FormLine(label="Xét theo", value=f"{plan_text(dossier)}; giai đoạn {dossier.stage.label.lower()}")]
    for item in entry.fields:
        kept = item.verdict
        lacking = f": {item.shortfall}" if item.shortfall and kept.verdict is not Verdict.DAT else ""
        asked = f"xét ngày {short_date(kept.on)}, bộ tiêu chí bản {kept.plan_version}"
        told = f"{kept.verdict.label.upper()}{lacking} ({asked})"
        lines.append(FormLine(label=f"Nhóm xét {item.label}", value=told))
        if item.today is not kept.verdict:
            lines.append(FormLine(label="Theo hồ sơ hiện nay", value=item.today.label))
    return tuple(lines)


def _criteria(dossier: Dossier, entry: Entry) -> list[FormSection]:
    several = len(entry.fields) > 1
    return [
        FormSection(title=f"Nhóm xét: {item.label}" if several else "", level=2, table=_table(dossier, item))
        for item in entry.fields
    ]


def _table(dossier: Dossier, item: FieldVerdict) -> FormTable:
    texts = {criterion.code: criterion.text for criterion in dossier.plan.criteria}
    shown = [row for row in item.verdict.criteria if row.verdict is not Verdict.KHONG_AP_DUNG]
    counted = any(number is not None for row in shown for number in (row.need, row.have, row.missing))
    numbers = ("Cần", "Có", "Thiếu") if counted else ()
    return FormTable(
        headings=("Tiêu chí", *numbers, "Kết quả", "Căn cứ, minh chứng", "Mục"),
        rows=tuple(
            (
                texts.get(row.code, row.code),
                *(_count(number) for number in (row.need, row.have, row.missing)[: len(numbers)]),
                row.verdict.label,
                _basis(row),
                row.source or "",
            )
            for row in shown
        ),
        widths=(4.8, 1.2, 1.1, 1.5, 1.75, 5.7, 1.9) if counted else (6.2, 1.8, 8.0, 1.95),
        empty="Không có tiêu chí nào áp dụng.",
        flush_left=(0, len(numbers) + 2),
    )


def _count(number: float | None) -> str:
    if number is None:
        return ""
    return number_text(int(number) if number == int(number) else number)


def _basis(row: FrozenCriterion) -> str:
    return ";\n".join(row.evidence) or row.message


def _cautions(entry: Entry) -> list[FormSection]:
    told = dict.fromkeys(words for item in entry.fields for words in item.verdict.warnings)
    if not told:
        return []
    return [FormSection(title="Lưu ý", level=2, lines=tuple(FormLine(label="", value=f"- {words}") for words in told))]


def _readings(dossier: Dossier, entry: Entry) -> list[FormSection]:
    """Return how doubtful wordings of the criteria asked were read; nothing where none is doubtful."""
    asked = {row.code for item in entry.fields for row in item.verdict.criteria}
    doubtful = {code for criterion in dossier.plan.criteria if criterion.code in asked for code in criterion.readings}
    used = {code: option for item in entry.fields for code, option in item.verdict.readings.items()}
    known = {reading.code: reading for reading in dossier.plan.readings}
    rows = tuple(
        (code, known[code].wording, known[code].text(used[code])) for code in known if code in doubtful and code in used
    )
    if not rows:
        return []
    table = FormTable(headings=("Mã", "Chỗ chưa rõ của kế hoạch", "Hiểu là"), rows=rows, widths=(1, 6, 6))
    return [FormSection(title="IV. Cách hiểu đã dùng", table=table)]
