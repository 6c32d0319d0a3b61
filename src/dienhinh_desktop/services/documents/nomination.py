"""The nomination form (bản đăng ký điển hình tiên tiến) of one subject.

No text prescribes it; its parts are those offices use. What the records do not know is left as dots.
"""

from __future__ import annotations

from datetime import date

from ...domain.dates import short_date
from ...domain.documents import Form, FormLine, FormSection, FormTable
from ...domain.eligibility import Verdict
from ...domain.records import SubjectKind
from ...domain.rounds import FrozenCriterion
from ...domain.text import householder
from ...exchange.files import form_file_name
from . import achievements
from .dossier import Dossier, Entry, FieldVerdict
from .listing import plan_text
from .signing import reporter, rows_of_signatures, unit_head

_WHO = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}
_ME = {SubjectKind.PERSON: "Tôi", SubjectKind.COLLECTIVE: "Tập thể", SubjectKind.HOUSEHOLD: "Gia đình tôi"}


def nomination(dossier: Dossier, entry: Entry, *, draft: bool) -> Form:
    """Return the nomination form of an entry."""
    subject = entry.subject
    return Form(
        subject=subject.code,
        subject_name=subject.name,
        file_stem=f"{form_file_name(entry.number, subject.name)}_ban_dang_ky",
        letterhead=unit_head(dossier, entry),
        title=("Bản đăng ký", f"Xây dựng điển hình tiên tiến {dossier.period}"),
        intro=(),
        sections=(
            FormSection(title=f"I. Thông tin về {_WHO[subject.kind]}", lines=_facts(dossier, entry)),
            FormSection(title="II. Tên mô hình (nếu có)", lines=(FormLine(label="", value=entry.model),)),
            _reasons(dossier, entry),
            *_criteria(dossier, entry),
            FormSection(title="V. Nội dung, chỉ tiêu đăng ký phấn đấu", lines=(FormLine(label="", lines=4),)),
            FormSection(title="VI. Biện pháp thực hiện", lines=(FormLine(label="", lines=3),)),
            FormSection(title="VII. Thời gian, lộ trình thực hiện", lines=(FormLine(label="", lines=2),)),
            FormSection(title="VIII. Cam kết", paragraphs=(_promise(subject.kind),)),
        ),
        signatures=rows_of_signatures(dossier, subject, reporter(dossier, subject, "NGƯỜI ĐĂNG KÝ")),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _facts(dossier: Dossier, entry: Entry) -> tuple[FormLine, ...]:
    subject = entry.subject
    place = dossier.book.subjects.get(subject.locality or "")
    shared = (
        FormLine(label="Lĩnh vực đăng ký", value="; ".join(field_names(dossier, entry))),
        FormLine(label="Đơn vị giới thiệu", value="; ".join(unit.name for unit in entry.introducers)),
    )
    if subject.kind is SubjectKind.PERSON:
        return (
            FormLine(label="Họ và tên", value=subject.name),
            birth_line(entry),
            FormLine(label="Giới tính", value=subject.sex.value if subject.sex else ""),
            FormLine(label="Chức vụ", value=entry.position),
            FormLine(label="Đơn vị công tác", value=entry.unit.name if entry.unit else ""),
            FormLine(label="Điện thoại"),
            *shared,
        )
    if subject.kind is SubjectKind.HOUSEHOLD:
        return (
            FormLine(label="Họ và tên chủ hộ", value=householder(subject.name)),
            FormLine(label="Số người trong hộ"),
            FormLine(label="Địa chỉ", value=place.name if place else ""),
            FormLine(label="Điện thoại"),
            *shared,
        )
    head = dossier.head_of(subject.code)
    return (
        FormLine(label="Tên tập thể", value=subject.name),
        FormLine(label="Đơn vị quản lý trực tiếp", value=entry.unit.name if entry.unit else ""),
        FormLine(label="Người đứng đầu", value=f"{head[0].name}, {head[1].title}" if head else ""),
        FormLine(label="Địa chỉ, điện thoại"),
        *shared,
    )


def field_names(dossier: Dossier, entry: Entry) -> list[str]:
    """Return the full names of the fields an entry stands in."""
    names = {field.code: field.name for field in dossier.plan.fields}
    return list(dict.fromkeys(names.get(item.field, item.label) for item in entry.fields))


def birth_line(entry: Entry) -> FormLine:
    """Return the line of birth: day, month and year where known, else the year alone, else dots."""
    birth = entry.subject.birth
    label = "Sinh ngày, tháng, năm" if birth is None or birth.full else "Năm sinh"
    return FormLine(label=label, value=str(birth) if birth else "")


def _reasons(dossier: Dossier, entry: Entry) -> FormSection:
    told = achievements.lines(dossier.book, entry.subject, dossier.plan, dossier.on, spelled=True)
    texts = (f"- {text}{'.' if place == len(told) else ';'}" for place, text in enumerate(told, 1))
    return FormSection(
        title="III. Lý do chọn, thành tích nổi bật",
        lines=(*(FormLine(label="", value=text) for text in texts), FormLine(label="", lines=2)),
    )


def _criteria(dossier: Dossier, entry: Entry) -> list[FormSection]:
    title = f"IV. Tiêu chí đáp ứng, xét ngày {short_date(_judged_on(dossier, entry))}"
    tables = [
        FormSection(title=f"Nhóm xét: {item.label}", level=2, table=criteria_table(dossier, item))
        for item in entry.fields
    ]
    if len(tables) == 1:
        tables = [FormSection(title="", table=tables[0].table)]
    return [FormSection(title=title, lines=(FormLine(label="Theo", value=plan_text(dossier)),)), *tables]


def _judged_on(dossier: Dossier, entry: Entry) -> date:
    return next((item.verdict.on for item in entry.fields), dossier.on)


def criteria_table(dossier: Dossier, item: FieldVerdict) -> FormTable:
    """Return the criteria of a field: what is asked, the answer, what it rests on, the section of the plan.

    Of alternatives, those not met are left out once another is met, and all of them where the field is met without
    them; a group is told by its parts.
    """
    texts = {criterion.code: criterion.text for criterion in dossier.plan.criteria}
    rows = item.verdict.criteria
    met = {row.code for row in rows if row.verdict is Verdict.DAT}
    shown = [
        row
        for row in rows
        if row.verdict is not Verdict.KHONG_AP_DUNG
        and not (row.verdict is not Verdict.DAT and item.verdict.verdict is Verdict.DAT)
        and not (row.verdict is not Verdict.DAT and any(_part_of(row.code, code) for code in met))
        and not (not row.evidence and any(_part_of(code, row.code) for code in met))
    ]
    return FormTable(
        headings=("Tiêu chí", "Kết quả", "Căn cứ", "Mục"),
        rows=tuple((texts.get(row.code, row.code), row.verdict.label, _basis(row), row.source or "") for row in shown),
        widths=(6, 1.9, 6.2, 2.6),
    )


def _part_of(code: str, group: str) -> bool:
    return code != group and code.startswith(group)


def _basis(row: FrozenCriterion) -> str:
    return ";\n".join(row.evidence) or row.message


def _promise(kind: SubjectKind) -> str:
    return (
        f"{_ME[kind]} cam kết thực hiện đúng nội dung đã đăng ký và chịu trách nhiệm về tính chính xác của những nội "
        "dung kê khai trong bản đăng ký này."
    )
