"""The floor: the same amount of work done with the bare libraries and nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import python_calamine
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from dienhinh_desktop import resources

from .setting import Setting

Job = Callable[[], dict[str, Any]]
SENTENCE = "Hoàn thành xuất sắc nhiệm vụ được giao, được tập thể tín nhiệm, suy tôn là điển hình tiên tiến. "


def read_and_insert(setting: Setting) -> Job:
    """Read every cell with calamine and insert every row with sqlite3, durably, in one transaction."""

    def job() -> dict[str, Any]:
        book = python_calamine.load_workbook(setting.workbook)
        database = sqlite3.connect(setting.floor_folder / "floor.sqlite", isolation_level=None)
        database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;")
        count = 0
        for number, name in enumerate(book.sheet_names):
            rows = book.get_sheet_by_name(name).to_python()
            columns = ", ".join(f"c{place}" for place in range(len(rows[0])))
            marks = ", ".join("?" for _ in rows[0])
            database.execute(f"CREATE TABLE t{number} (id INTEGER PRIMARY KEY, {columns})")
            plain = ([str(cell) if hasattr(cell, "year") else cell for cell in row] for row in rows[1:])
            database.executemany(f"INSERT INTO t{number} ({columns}) VALUES ({marks})", plain)
            count += len(rows) - 1
        database.execute("COMMIT")
        database.close()
        return {"rows": count}

    return job


def read_with_openpyxl(setting: Setting) -> Job:
    """Read every cell with openpyxl, read-only, values only."""

    def job() -> dict[str, Any]:
        book = openpyxl.load_workbook(setting.workbook, read_only=True, data_only=True)
        return {"rows": sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))}

    return job


def read_list(setting: Setting) -> Job:
    """Read every cell of the sub-unit's list with calamine."""

    def job() -> dict[str, Any]:
        book = python_calamine.load_workbook(setting.foreign_list)
        return {"rows": sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)}

    return job


def select_all(setting: Setting) -> Job:
    """Fetch every row of every table of the program's database with sqlite3."""

    def job() -> dict[str, Any]:
        database = sqlite3.connect(setting.database)
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        kept = [database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if "fts" not in name]
        database.close()
        return {"rows": sum(map(len, kept))}

    return job


def select_years(setting: Setting) -> Job:
    """Fetch subjects, ratings and awards of the program's database with sqlite3."""

    def job() -> dict[str, Any]:
        database = sqlite3.connect(setting.database)
        kept = [database.execute(f"SELECT * FROM {name}").fetchall() for name in ("subjects", "ratings", "awards")]
        database.close()
        return {"rows": sum(map(len, kept))}

    return job


def like_scan(setting: Setting) -> Job:
    """Scan the names of the program's database once with LIKE in sqlite3."""

    def job() -> dict[str, Any]:
        database = sqlite3.connect(setting.database)
        found = database.execute("SELECT code, name FROM subjects WHERE name LIKE '%Thị%Hoa%'").fetchall()
        database.close()
        return {"rows": len(found)}

    return job


def write_cells(setting: Setting) -> Job:
    """Write the cells of the program's list with openpyxl, unstyled."""
    source = openpyxl.load_workbook(setting.list_file)
    sheets = [list(sheet.iter_rows(values_only=True)) for sheet in source.worksheets]

    def job() -> dict[str, Any]:
        book = openpyxl.Workbook()
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        book.save(setting.floor_folder / "list.xlsx")
        return {"rows": sum(map(len, sheets))}

    return job


def page_count(file: str) -> int:
    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def form_story(pages: int) -> list[Flowable]:
    """Fill some pages with paragraphs and one table a page."""
    style = ParagraphStyle("body", fontName="Serif", fontSize=13, leading=17, alignment=4)
    story: list[Flowable] = []
    for page in range(pages):
        if page:
            story.append(PageBreak())
        cells = [[str(number), "2021", Paragraph(SENTENCE[:40], style), "123/QĐ-UBND"] for number in range(8)]
        story += [Paragraph(SENTENCE * 3, style), Table(cells, colWidths=[12 * mm, 16 * mm, 90 * mm, 40 * mm])]
        story += [Paragraph(SENTENCE * 2, style)]
    return story


def write_forms(setting: Setting) -> Job:
    """Write as many files with as many pages each as the program did, and the bound file, with reportlab alone."""
    made = json.loads((Path(setting.folder) / "forms.json").read_text(encoding="utf-8"))
    lengths = [page_count(file) for file in made["files"] if file != made["bound"]]

    def write(name: str, pages: int) -> None:
        SimpleDocTemplate(str(setting.floor_folder / name), pagesize=A4, initialFontName="Serif").build(
            form_story(pages)
        )

    def job() -> dict[str, Any]:
        pdfmetrics.registerFont(TTFont("Serif", resources.path("fonts", "LiberationSerif-Regular.ttf")))
        for number, pages in enumerate(lengths):
            write(f"{number}.pdf", pages)
        if made["bound"]:
            write("bound.pdf", sum(lengths))
        return {"files": len(lengths), "pages": sum(lengths)}

    return job
