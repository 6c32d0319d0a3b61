"""The verdicts a clerk has before him on paper: the table of them (bảng kết quả xét), and a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...domain.dates import short_date
from ...domain.documents import ListColumn, ListGroup, ListRow, ListUnit, PaperKind, RegistrationList, WrittenFiles
from ...domain.eligibility import AssessmentRequest, Verdict
from ...domain.errors import UserError
from ...domain.text import capitalised, two_digits
from ...exchange import documents as drawn
from ...exchange.files import write_atomically
from ..context import Context
from .dossier import Dossier, Entry, gather_judged
from .exporting import draw_list
from .listing import plan_text
from .sheets import assessment_sheet
from .signing import office_head, office_signature

_NOTHING = "Không có dòng nào để ghi ra; bỏ bộ lọc hoặc chọn ngày khác rồi làm lại."
COLUMNS = (
    ListColumn(heading="TT", width=10, centred=True),
    ListColumn(heading="Họ và tên,\ntên tập thể", width=45),
    ListColumn(heading="Năm sinh", width=15, centred=True),
    ListColumn(heading="Chức vụ", width=30),
    ListColumn(heading="Đơn vị", width=38),
    ListColumn(heading="Nhóm xét", width=24, centred=True),
    ListColumn(heading="Kết luận", width=27, centred=True),
    ListColumn(heading="Còn thiếu, lưu ý", width=62),
)
Wanted = Sequence[tuple[str, str]]
"""(Mã of the subject, code of the field) of every verdict meant, in the order they are shown."""


def results_list(ctx: Context, request: AssessmentRequest, wanted: Wanted, told: str) -> RegistrationList:
    """Return the table of verdicts; `told` says which rows it holds where not all ("“Chưa đạt”").

    The foot names the day of the records, the version of the plan and the readings in force. Raises UserError when no
    row is wanted.
    """
    dossier = _dossier(ctx, request, wanted)
    rows = tuple(_row(entry) for entry in dossier.entries)
    return RegistrationList(
        letterhead=office_head(dossier),
        title=("Bảng kết quả xét điều kiện", f"mô hình, điển hình tiên tiến {dossier.period}"),
        attached_to=f"(Theo {plan_text(dossier)}; giai đoạn {dossier.stage.label.lower()},\n"
        f"tính đến ngày {short_date(request.on)})",
        groups=(ListGroup(title="", units=(ListUnit(unit="", rows=rows),)),),
        total=_total(dossier),
        quota="",
        recipients=(),
        signature=office_signature(dossier, PaperKind.ASSESSMENT),
        data_date=request.on,
        footnotes=tuple(_footnotes(dossier, told)),
        columns=COLUMNS,
    )


def write_results(ctx: Context, request: AssessmentRequest, wanted: Wanted, told: str, target: Path) -> WrittenFiles:
    """Write the table of verdicts as a workbook; under a name that ends in .pdf or .docx, its twin.

    Raises UserError as `results_list` does, and when the target refuses.
    """
    content = results_list(ctx, request, wanted, told)
    write_atomically(target, draw_list(content, target.suffix.lower().removeprefix(".")))
    return WrittenFiles(files=(str(target.absolute()),))


def write_sheets(ctx: Context, request: AssessmentRequest, wanted: Wanted, target: Path) -> WrittenFiles:
    """Write the assessment sheets (phiếu xét điều kiện) of some verdicts, all in one PDF.

    Raises UserError when none is wanted, and when the target refuses.
    """
    dossier = _dossier(ctx, request, wanted)
    write_atomically(
        target, drawn.bound_pdf([assessment_sheet(dossier, item, draft=False) for item in dossier.entries])
    )
    return WrittenFiles(files=(str(target.absolute()),))


def _dossier(ctx: Context, request: AssessmentRequest, wanted: Wanted) -> Dossier:
    if not wanted:
        raise UserError(_NOTHING)
    return gather_judged(ctx, request, wanted)


def _row(entry: Entry) -> ListRow:
    subject = entry.subject
    fields = ";\n".join(item.label for item in entry.fields)
    verdict = ";\n".join(item.today.label for item in entry.fields)
    lacking = [item.shortfall for item in entry.fields if item.shortfall]
    cautions = [words for item in entry.fields for words in item.verdict.warnings]
    year = str(subject.birth.year) if subject.birth else ""
    unit = entry.unit.name if entry.unit else ""
    missing = ";\n".join(dict.fromkeys(map(capitalised, (*lacking, *cautions))))
    return ListRow(
        number=entry.number,
        subject=subject.code,
        name=subject.name,
        birth_year=year,
        sex="",
        position=entry.position,
        unit=unit,
        field=fields,
        achievements=(),
        verdict=verdict,
        missing=missing,
        introducers=(),
        model=entry.model,
        registered=entry.registered,
        note="",
        cells=(str(entry.number), subject.name, year, entry.position, unit, fields, verdict, missing),
    )


def _total(dossier: Dossier) -> str:
    found = [item.today for entry in dossier.entries for item in entry.fields]
    shown = (Verdict.DAT, Verdict.THIEU_DU_LIEU, Verdict.CHUA_DAT, Verdict.KHONG_DAT, Verdict.KHONG_AP_DUNG)
    parts = [f"{two_digits(found.count(verdict))} {verdict.label.lower()}" for verdict in shown if verdict in found]
    return f"Tổng số: {two_digits(len(found))} kết luận ({', '.join(parts)})"


def _footnotes(dossier: Dossier, told: str) -> list[str]:
    version = f"Bộ tiêu chí {dossier.plan.code} bản {dossier.plan.version}"
    known = {reading.code: reading for reading in dossier.plan.readings}
    chosen = {
        code: option
        for entry in dossier.entries
        for item in entry.fields
        for code, option in item.verdict.readings.items()
    }
    other = [
        f"{code}: {known[code].text(option)}"
        for code, option in chosen.items()
        if code in known and known[code].default != option
    ]
    readings = f"cách hiểu khác mặc định: {'; '.join(other)}" if other else "mọi cách hiểu theo mặc định"
    return [f"{version}; {readings}.", *([f"Chỉ gồm các dòng {told} của bảng."] if told else [])]
