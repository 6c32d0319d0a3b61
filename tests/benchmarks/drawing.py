"""Papers drawn from values made by hand: the same text by the program and by the bare libraries.

`papers` of the setting is how many reports are drawn, `people` how many rows the list has.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from dienhinh_desktop import resources
from dienhinh_desktop.domain.documents import (
    Form,
    FormLine,
    FormSection,
    FormTable,
    Letterhead,
    ListGroup,
    ListRow,
    ListUnit,
    PaperFormat,
    RegistrationList,
    Signature,
)
from dienhinh_desktop.domain.upkeep import silent
from dienhinh_desktop.exchange.documents import grid, list_xlsx
from dienhinh_desktop.services.documents.exporting import write_forms

from . import make_list
from .floor import SENTENCE
from .setting import Setting

Job = Callable[[], dict[str, Any]]
HEAD = Letterhead(superior="UBND tỉnh Lam Giang", agency="Sở Ngoại vụ", place="Lam Giang", day=date(2025, 12, 5))
YEARS = tuple(range(2021, 2026))


def report(number: int) -> Form:
    """Return an achievement report as long as they are: two pages, three tables, half a page of text."""
    name = f"{make_list.FAMILY[number % 17]} {make_list.MIDDLE[number % 10]} {make_list.GIVEN[number % 22]}"
    ratings = tuple((str(year), f"Hoàn thành tốt nhiệm vụ ({number}/QĐ-SNgV ngày 18/12/{year})", "") for year in YEARS)
    awards = tuple((str(year), "Chiến sĩ thi đua cơ sở", f"{number}/QĐ-SNgV ngày 18/12/{year}") for year in YEARS)
    return Form(
        subject=f"CB{number:05d}",
        subject_name=name,
        file_stem=f"{number:04d}_{number}_bao_cao_thanh_tich",
        letterhead=HEAD,
        title=("Báo cáo thành tích", "Đề nghị công nhận điển hình tiên tiến giai đoạn 2021 - 2025"),
        intro=(FormLine(label="Họ và tên", value=name), FormLine(label="Chức vụ", value="Trưởng phòng")),
        sections=(
            FormSection(title="I. Thành tích đạt được", paragraphs=tuple(f"{SENTENCE * 3}{n}." for n in range(4))),
            FormSection(title="1. Xếp loại", level=2, table=_table("Xếp loại chất lượng", ratings)),
            FormSection(title="2. Danh hiệu thi đua", level=2, table=_table("Danh hiệu thi đua", awards)),
            FormSection(title="3. Hình thức khen thưởng", level=2, table=_table("Hình thức", awards)),
            FormSection(title="II. Cam kết", paragraphs=(SENTENCE,)),
        ),
        signatures=(
            (Signature(lines=("Giám đốc",), name="Trần Đức Hoà"), Signature(lines=("Người báo cáo",), name=name)),
        ),
    )


def _table(heading: str, rows: tuple[tuple[str, ...], ...]) -> FormTable:
    return FormTable(headings=("Năm", heading, "Số, ngày quyết định"), rows=rows, widths=(1.2, 4.4, 5))


def registration_list(people: int) -> RegistrationList:
    """Return a registration list of so many rows, in units of sixty."""
    rows = [
        ListRow(
            number=number,
            subject=str(number),
            name=f"{make_list.FAMILY[number % 17]} {make_list.MIDDLE[number % 10]} {make_list.GIVEN[number % 22]}",
            birth_year=str(1965 + number % 35),
            sex=("Nam", "Nữ")[number % 2],
            position="Phó Trưởng phòng",
            unit=f"Phòng {number // 60}",
            field="Cán bộ cốt cán",
            achievements=(
                "HTXSNV các năm 2021, 2023, 2024",
                f"CSTĐ cơ sở các năm 2021, 2022, 2024 ({number}, {number + 1}/QĐ-SNgV)",
            ),
            verdict="Đạt",
            missing="",
            introducers=(f"Phòng {number // 60}",),
            model="",
            registered=date(2021, 3, 28),
            note="",
        )
        for number in range(1, people + 1)
    ]
    units = tuple(ListUnit(unit=f"Phòng {at // 60}", rows=tuple(rows[at : at + 60])) for at in range(0, people, 60))
    return RegistrationList(
        letterhead=HEAD,
        title=("Danh sách đăng ký", "mô hình, điển hình tiên tiến giai đoạn 2021 - 2025"),
        attached_to="",
        groups=(ListGroup(title="CÁ NHÂN", units=units),),
        total=f"Tổng số: {people} điển hình",
        quota="",
        recipients=("Lưu: VT",),
        signature=Signature(lines=("Giám đốc",), name="Trần Đức Hoà"),
        data_date=date(2025, 12, 5),
    )


def draw_reports(setting: Setting) -> Job:
    """Write the reports as the program does: a file each and one that binds them."""
    forms = [report(number) for number in range(1, setting.papers + 1)]

    def job() -> dict[str, Any]:
        written = write_forms(forms, setting.forms_folder, "bo_ho_so", PaperFormat.PDF, silent)
        assert written.bound is not None
        return {"files": len(written.files), "bound MiB": round(os.path.getsize(written.bound) / (1 << 20), 1)}

    return job


def draw_reports_bare(setting: Setting) -> Job:
    """Write the same text with reportlab alone: paragraphs and tables, no letterhead, rules, signatures or marks."""
    forms = [report(number) for number in range(1, setting.papers + 1)]

    def job() -> dict[str, Any]:
        pdfmetrics.registerFont(TTFont("Serif", resources.path("fonts", "LiberationSerif-Regular.ttf")))
        for number, form in enumerate(forms):
            _build(setting, f"{number}.pdf", list(_story(form)))
        _build(setting, "bound.pdf", [part for form in forms for part in (*_story(form), PageBreak())])
        return {"files": len(forms)}

    return job


def _build(setting: Setting, name: str, story: list[Flowable]) -> None:
    SimpleDocTemplate(str(setting.floor_folder / name), pagesize=A4, initialFontName="Serif").build(story)


def _story(form: Form) -> Iterator[Flowable]:
    body = ParagraphStyle("body", fontName="Serif", fontSize=13, leading=17, alignment=4)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=12, leading=14)
    for text in (*form.title, *(f"{line.label}: {line.value}" for line in form.intro)):
        yield Paragraph(text, body)
    for part in form.sections:
        yield Paragraph(part.title, body)
        for text in part.paragraphs:
            yield Paragraph(text, body)
        if part.table is not None:
            rows = [[Paragraph(text, cell) for text in row] for row in (part.table.headings, *part.table.rows)]
            yield Table(
                rows,
                colWidths=[20 * mm, 66 * mm, 74 * mm],
                repeatRows=1,
                style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]),
            )
    for row in form.signatures:
        for signature in row:
            yield Paragraph(f"{signature.lines[0]} {signature.name}", body)


def draw_list(setting: Setting) -> Job:
    """Write the list as a workbook as the program does."""
    content = registration_list(setting.people)

    def job() -> dict[str, Any]:
        setting.list_file.write_bytes(list_xlsx(content))
        return {"MiB": round(setting.list_file.stat().st_size / (1 << 20), 1)}

    return job


def draw_list_bare(setting: Setting) -> Job:
    """Write the same cells with openpyxl alone, unstyled."""
    content = registration_list(setting.people)

    def job() -> dict[str, Any]:
        book = Workbook()
        sheet = book.worksheets[0]
        for line in grid.lines(content):
            sheet.append(line.cells)
        book.save(setting.floor_folder / "list.xlsx")
        return {}

    return job
