"""Handing out to units what the records lack (giao bổ sung): a workbook to fill in and a letter for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...domain.documents import WrittenFiles
from ...domain.eligibility import AssessmentRequest
from ...domain.errors import UserError
from ...domain.upkeep import Progress, silent
from ...exchange import documents as drawn
from ...exchange.files import form_file_name, write_all
from ...exchange.records.template import template_workbook
from ..context import Context
from ..documents.dossier import gather_judged
from ..documents.supplements import asked_of, supplement_letter
from ..eligibility import assess
from .templates import unit_template


def hand_out(
    ctx: Context,
    request: AssessmentRequest,
    wanted: Sequence[tuple[str, str]],
    folder: Path,
    progress: Progress = silent,
) -> WrittenFiles:
    """Write, for each unit whose people (or itself) lack data for these verdicts, a workbook and a Word letter.

    The workbook holds only the subjects meant with their entries of the years of the plan; it is imported like any
    other. All files or none. Raises UserError when nobody meant lacks anything, or the folder refuses.
    """
    subjects = tuple(dict.fromkeys(subject for subject, _field in wanted))
    pairs = set(wanted)
    found = [item for item in assess(ctx, replace(request, subjects=subjects)) if (item.subject, item.field) in pairs]
    dossier = gather_judged(ctx, request, wanted)
    asked = asked_of(dossier, found)
    if not asked:
        raise UserError("Không ai trong các dòng đã chọn thiếu dữ liệu nên không có gì để giao; chọn dòng khác.")
    years = dossier.plan.years
    names = {
        unit: f"{form_file_name(number, dossier.book.subjects[unit].name)}_bo_sung.xlsx"
        for number, unit in enumerate(asked, 1)
    }
    files: dict[str, bytes] = {}
    for number, (unit, things) in enumerate(asked.items(), 1):
        progress(number - 1, len(asked), f"Lập tệp của {dossier.book.subjects[unit].name}")
        only = {one.subject.code for one in things}
        content = unit_template(ctx, unit, (years[0], years[-1]), only=only)
        files[names[unit]] = template_workbook(content, ctx.catalogue)
        letter = supplement_letter(dossier, unit, things, number, names)
        files[f"{letter.file_stem}.docx"] = drawn.form_docx(letter)
    written = write_all(folder, files)
    progress(len(asked), len(asked), "Đã ghi xong")
    return WrittenFiles(files=tuple(str(path.absolute()) for path in written))
