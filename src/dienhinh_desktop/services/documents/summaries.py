"""The summary of achievements of one subject (tóm tắt thành tích): a page or two to read out or to publish.

No text prescribes it. What stands in the records is told; the way of working and what others can learn is left to the
pen.
"""

from __future__ import annotations

from ...domain.documents import Form, FormLine, FormSection, PaperKind
from ...domain.records import SubjectKind
from ...domain.text import householder
from ...exchange.files import form_file_name
from . import achievements
from .dossier import Dossier, Entry
from .nomination import birth_line, field_names
from .signing import reporter, rows_of_signatures, unit_head

_NAMES = {
    SubjectKind.PERSON: "Họ và tên",
    SubjectKind.COLLECTIVE: "Tên tập thể",
    SubjectKind.HOUSEHOLD: "Họ và tên chủ hộ",
}


def summary(dossier: Dossier, entry: Entry, *, draft: bool) -> Form:
    """Return the summary of an entry."""
    subject = entry.subject
    told = achievements.lines(dossier.book, subject, dossier.plan, dossier.on, spelled=True)
    return Form(
        subject=subject.code,
        subject_name=subject.name,
        file_stem=f"{form_file_name(entry.number, subject.name)}_{PaperKind.SUMMARY}",
        letterhead=unit_head(dossier, entry),
        title=("Tóm tắt thành tích", f"Điển hình tiên tiến {dossier.period}"),
        intro=who(dossier, entry),
        sections=(
            FormSection(
                title="I. Thành tích tiêu biểu",
                lines=tuple(FormLine(label="", value=f"- {text}.") for text in told) or (FormLine(label="", lines=3),),
            ),
            FormSection(title="II. Cách làm, việc làm tiêu biểu", lines=(FormLine(label="", lines=10),)),
            FormSection(title="III. Hiệu quả, tác dụng nêu gương", lines=(FormLine(label="", lines=6),)),
            FormSection(title="IV. Bài học kinh nghiệm, khả năng nhân rộng", lines=(FormLine(label="", lines=5),)),
        ),
        signatures=rows_of_signatures(dossier, subject, reporter(dossier, subject)),
        draft=draft,
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def who(dossier: Dossier, entry: Entry) -> tuple[FormLine, ...]:
    """Return the lines that tell who a subject is."""
    subject = entry.subject
    name = householder(subject.name) if subject.kind is SubjectKind.HOUSEHOLD else subject.name
    lines = [FormLine(label=_NAMES[subject.kind], value=name)]
    if subject.kind is SubjectKind.PERSON:
        lines += [birth_line(entry), FormLine(label="Chức vụ", value=entry.position)]
    unit = entry.unit or dossier.book.subjects.get(subject.locality or "")
    lines.append(FormLine(label="Đơn vị", value=unit.name if unit else ""))
    lines.append(FormLine(label="Lĩnh vực, phong trào", value="; ".join(field_names(dossier, entry))))
    if entry.model:
        lines.append(FormLine(label="Mô hình", value=entry.model))
    return tuple(lines)
