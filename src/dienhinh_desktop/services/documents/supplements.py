"""The letter that asks a unit for what the records of its own lack (giao bổ sung): who, what, on which sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...domain.documents import Form, FormSection, FormTable, PaperKind
from ...domain.eligibility import Assessment, CriterionResult, Verdict
from ...domain.records import Subject, SubjectKind
from ...domain.text import two_digits
from ...exchange.files import form_file_name
from ...exchange.imports.sheets import SHEETS
from .dossier import Dossier
from .listing import plan_text
from .signing import DOTS_FOR_DAY, numbered_head, office_signature

_SHEET_OF = {sheet.table: sheet.name for sheet in SHEETS}


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing the records lack: whose, for which field, what in words, the sheets it is entered on."""

    subject: Subject
    field: str
    what: str
    sheets: tuple[str, ...]


def asked_of(dossier: Dossier, found: Iterable[Assessment]) -> dict[str, list[Asked]]:
    """Return what is asked of every unit, by its code; what only time can bring is asked of nobody."""
    asked: dict[str, list[Asked]] = {}
    for item in found:
        subject = dossier.book.subjects[item.subject]
        for result in _lacking(item.root):
            sheets = tuple(dict.fromkeys(_SHEET_OF[door.table] for door in result.doors if door.table in _SHEET_OF))
            what = f"{result.label}: {result.message}" if result.manner == "attested" else result.message
            one = Asked(subject, item.field_label, what, sheets)
            kept = asked.setdefault(_answering(dossier, subject), [])
            if one not in kept:
                kept.append(one)
    return asked


def _lacking(result: CriterionResult) -> Iterable[CriterionResult]:
    """Yield the parts that lack a record, not those only grouped of such; a part met another way is left out."""
    if result.verdict is not Verdict.THIEU_DU_LIEU:
        return
    parts = [part for child in result.children for part in _lacking(child)]
    yield from parts or [result]


def _answering(dossier: Dossier, subject: Subject) -> str:
    """Return who keeps the records of a subject: a collective its own, else the unit, else where it lies."""
    if subject.kind is SubjectKind.COLLECTIVE:
        return subject.code
    known = [code for code in (subject.unit, subject.locality) if code and code in dossier.book.subjects]
    return known[0] if known else dossier.office.root or subject.code


def supplement_letter(
    dossier: Dossier, unit: str, asked: Sequence[Asked], number: int, files: Mapping[str, str]
) -> Form:
    """Return the letter to a unit; `files` names the workbook that goes with it by the code of the unit."""
    name = dossier.book.subjects[unit].name
    count = two_digits(len({one.subject.code for one in asked}))
    return Form(
        file_stem=f"{form_file_name(number, name)}_giao_bo_sung",
        letterhead=numbered_head(dossier, "", "V/v bổ sung hồ sơ\nxét điển hình tiên tiến"),
        title=(),
        addressees=(name,),
        intro=(),
        sections=(
            FormSection(
                title="",
                paragraphs=(
                    f"Để xét theo {plan_text(dossier)}, hồ sơ của {count} đối tượng do {name} quản lý còn thiếu"
                    " những nội dung sau đây:",
                ),
                table=_table(asked),
            ),
            FormSection(
                title="",
                paragraphs=(
                    f"Đề nghị {name} ghi bổ sung vào tệp {files[unit]} kèm theo, đúng trang đã nêu, kèm bản chụp"
                    f" quyết định, và gửi lại {dossier.agency} trước {DOTS_FOR_DAY}. Nội dung nào không có, đề nghị"
                    " trả lời rõ là không có./.",
                ),
            ),
        ),
        signatures=((office_signature(dossier, PaperKind.REMINDER),),),
        recipients=("Như trên", "Lưu: VT"),
        keywords=(dossier.plan.number or dossier.plan.title,),
    )


def _table(asked: Sequence[Asked]) -> FormTable:
    return FormTable(
        headings=("TT", "Đối tượng", "Nhóm xét", "Còn thiếu", "Ghi ở trang"),
        rows=tuple(
            (str(place), one.subject.name, one.field, one.what, ", ".join(one.sheets))
            for place, one in enumerate(asked, 1)
        ),
        widths=(1, 3.4, 2.2, 6.2, 2.6),
        flush_left=(1, 3),
    )
