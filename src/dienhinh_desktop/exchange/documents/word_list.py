"""The registration list as a Word file: the same table on the same sheet as its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dienhinh_desktop.domain.documents import RegistrationList

from . import grid
from .paper import MM
from .word_paper import Sheet, add, begin, empty_paper, finished
from .word_parts import hold, letterhead, signatures
from .word_styles import CENTRE, GRID, LOOKS, Look
from .word_xml import cell, paragraph, table, table_row

SHEET = Sheet(grid.PAGE_WIDTH, grid.PAGE_HEIGHT, grid.TOP, grid.BOTTOM, grid.LEFT, grid.RIGHT)
_HEAD_SIZE = 13.0
_SIZES = {
    "Cơ quan chủ quản": 13,
    "Cơ quan ban hành": 13,
    "Quốc hiệu": 13,
    "Tiêu ngữ": 14,
    "Địa danh và ngày": 14,
    "Đầu bảng": grid.TABLE_SIZE,
    "Ô bảng": grid.TABLE_SIZE,
    "Ô bảng giữa": grid.TABLE_SIZE,
    "Quyền hạn và chức vụ": 14,
    "Cách ký": 13,
    "Họ tên người ký": 14,
}
_ENDINGS = {"strong": "Tổng số", "plain": "Chỉ tiêu", "small": "Chú thích"}
LIST_LOOKS = (
    *(replace(look, size=_SIZES.get(look.name, look.size)) for look in LOOKS),
    Look(name="Nhóm", size=grid.TABLE_SIZE, bold=True, before=1, after=2, held=True),
    Look(name="Nhóm giữa", size=grid.TABLE_SIZE, bold=True, align=CENTRE, before=1, after=2, held=True),
    Look(name="Đơn vị", size=grid.TABLE_SIZE, bold=True, italic=True, before=1, after=2, held=True),
    Look(name="Tổng số", size=13, bold=True, before=6, held=True),
    Look(name="Chỉ tiêu", size=13, before=3, held=True),
    Look(name="Chú thích", size=12, italic=True, before=3, held=True),
)
"""The sizes of a sheet lying down, as its workbook and PDF have them."""


def list_bytes(content: RegistrationList) -> bytes:
    """Return the registration list as a Word file; equal content gives equal bytes."""
    title = " ".join(content.title)
    author = content.letterhead.agency
    document = empty_paper(LIST_LOOKS, SHEET, title=title, author=author, subject=content.attached_to or title)
    begin(document, SHEET, 0, across=content.across)
    add(document, _list(content))
    return finished(document, content.letterhead.day)


def _list(content: RegistrationList) -> Iterator[Element]:
    yield from letterhead(content.letterhead, SHEET.room, _HEAD_SIZE)
    yield paragraph("Khoảng trống", held=True)
    for line in content.title:
        yield paragraph("Tên loại", line.upper())
    if content.attached_to:
        yield paragraph("Kèm theo", content.attached_to)
    yield paragraph("Khoảng trống", held=True)
    rows = _table(content)
    hold(rows)
    yield rows
    for kind, text in grid.endings(content):
        yield paragraph(_ENDINGS[kind], text)
    yield paragraph("Khoảng trống", held=True)
    yield signatures([content.signature], SHEET.room, content.recipients)
    yield paragraph("Ngăn")


def _table(content: RegistrationList) -> Element:
    columns = grid.columns(content)
    widths = [column.width * MM for column in columns]
    looks = ["Ô bảng giữa" if column.centred else "Ô bảng" for column in columns]
    heads = zip(widths, columns, strict=True)
    rows = [table_row([cell(width, [paragraph("Đầu bảng", column.heading)]) for width, column in heads], heading=True)]
    for line in grid.lines(content):
        if line.kind == "subject":
            cells = zip(widths, line.cells, looks, strict=True)
            rows.append(table_row([cell(width, [paragraph(look, text)]) for width, text, look in cells]))
            continue
        number, words = line.cells
        look = "Nhóm" if line.kind == "group" else "Đơn vị"
        rest = cell(sum(widths[1:]), [paragraph(look, words)], span=len(widths) - 1)
        rows.append(table_row([cell(widths[0], [paragraph("Nhóm giữa", number)]), rest]))
    return table(GRID, widths, rows)
