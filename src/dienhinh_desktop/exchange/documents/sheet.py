"""The registration list as a workbook: A4 lying down, Decree 30/2020, heights set so that no word is cut."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import cast

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dienhinh_desktop.domain.documents import RegistrationList

from . import grid
from .fonts import BOLD, balanced, split_tall, text_width
from .paper import AGENCY_RULE, CODE, MOTTO, NATION, place_and_day
from .sheet_package import DrawnLine, finish
from .sheet_rows import FACE, Box, Look, Rows

_LEFT = 0.4
"""Part of the width the left block of letterhead and signatures takes, as near as columns allow; the right has the
rest."""

_CAPITALS = Look(13, align="center")
_STRONG_CAPITALS = Look(13, bold=True, align="center")
_MOTTO = Look(14, bold=True, align="center")
_DAY = Look(14, italic=True, align="center")
_TITLE = Look(14, bold=True, align="center")
_ATTACHED = Look(13, italic=True, align="center")
_HEAD = Look(grid.TABLE_SIZE, bold=True, align="center", boxed=True)
_CELL = Look(grid.TABLE_SIZE, boxed=True)
_CENTRED = Look(grid.TABLE_SIZE, align="center", boxed=True)
_GROUP = Look(grid.TABLE_SIZE, bold=True, boxed=True)
_UNIT = Look(grid.TABLE_SIZE, bold=True, italic=True, boxed=True)
_POST = Look(14, bold=True, align="center")
_HINT = Look(13, italic=True, align="center")
_ENDINGS = {"strong": Look(13, bold=True), "plain": Look(13), "small": Look(12, italic=True)}


def workbook_bytes(content: RegistrationList) -> bytes:
    """Return the registration list as a workbook; equal content gives equal bytes."""
    book = Workbook()
    # The width of a column is counted in digits of this face: 8 pixels at size 12, wherever it is opened.
    book._fonts[0] = book._named_styles["Normal"].font = Font(name=FACE, size=12)  # type: ignore[attr-defined]
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    rows = Rows(sheet, [round(column.width * 96 / 25.4) for column in grid.columns(content)])
    drawn = _letterhead(rows, content)
    _titles(rows, content)
    head = _table(rows, content)
    first_ending = _under_the_table(rows, content)
    _set_page(sheet, content, head, rows)
    _set_filter(sheet, content, head)
    _set_breaks(sheet, rows, head, first_ending)
    _set_properties(book, content)
    stream = BytesIO()
    book.save(stream)
    return finish(stream.getvalue(), drawn, content.data_date)


def _left_end(rows: Rows) -> int:
    """Return the last column of the left block."""
    wanted = sum(rows.pixels) * _LEFT
    return min(range(1, rows.last), key=lambda at: abs(sum(rows.pixels[:at]) - wanted))


def _letterhead(rows: Rows, content: RegistrationList) -> list[DrawnLine]:
    head, end = content.letterhead, _left_end(rows)
    room = rows.room(1, end)
    above = balanced(head.superior.upper(), _CAPITALS.face, _CAPITALS.size, room) if head.superior else []
    agency = balanced(head.agency.upper(), _STRONG_CAPITALS.face, _STRONG_CAPITALS.size, room)
    # Every line of a long name has a row of its own, or quốc hiệu and tiêu ngữ would stand apart.
    left = [*((line, _CAPITALS) for line in above), *((line, _STRONG_CAPITALS) for line in agency)]
    right = [(NATION, _STRONG_CAPITALS), (MOTTO, _MOTTO)]
    length = max(text_width(line, BOLD, 13) for line in agency) * AGENCY_RULE
    drawn: list[DrawnLine] = []
    for place, (name, nation) in enumerate(zip_longest(left, right, fillvalue=("", _CAPITALS)), 1):
        ruled = place in (len(left), len(right))
        rows.add([Box(1, end, *name), Box(end + 1, rows.last, *nation)], top=True, extra=6 if ruled else 0)
        if place == len(left):
            drawn.append(rows.rule(1, end, length, 13 * 1.2 + 2))
        if place == len(right):
            drawn.append(rows.rule(end + 1, rows.last, text_width(MOTTO, BOLD, 14), 14 * 1.2 + 2))
    rows.add([Box(end + 1, rows.last, place_and_day(head), _DAY)])
    return drawn


def _titles(rows: Rows, content: RegistrationList) -> None:
    rows.space(6)
    for line in content.title:
        rows.add([Box(1, rows.last, line.upper(), _TITLE)])
    if content.attached_to:
        rows.add([Box(1, rows.last, content.attached_to, _ATTACHED)])
    rows.space(8)


def _table(rows: Rows, content: RegistrationList) -> int:
    """Write the table and return the row of its headings."""
    columns = grid.columns(content)
    looks = [_CENTRED if column.centred else _CELL for column in columns]
    rows.add([Box(at, at, column.heading, _HEAD) for at, column in enumerate(columns, 1)])
    head = rows.number
    widths = [rows.room(at, at) for at in range(1, rows.last + 1)]
    for line in grid.lines(content):
        if line.kind == "subject":
            for piece in split_tall(line.cells, widths, grid.TABLE_SIZE, grid.MOST_LINES):
                rows.add([Box(at, at, text, look) for at, (text, look) in enumerate(zip(piece, looks, strict=True), 1)])
        else:
            number, words = line.cells
            look = _GROUP if line.kind == "group" else _UNIT
            rows.add([Box(1, 1, number, _HEAD), Box(2, rows.last, words, look)], keep=True)
    return head


def _under_the_table(rows: Rows, content: RegistrationList) -> int:
    """Write totals, recipients and signature, and return their first row."""
    rows.space(4)
    first = rows.number
    for kind, text in grid.endings(content):
        rows.add([Box(1, rows.last, text, _ENDINGS[kind])])
    rows.space(6)
    end = _left_end(rows)
    left: list[tuple[str, Look]] = []
    if content.recipients:
        left = [("Nơi nhận:", Look(12, bold=True, italic=True))]
        left += [(f"- {name.rstrip(' ;.')};", Look(11)) for name in content.recipients[:-1]]
        left.append((f"- {content.recipients[-1].rstrip(' ;.')}.", Look(11)))
    right = [(line.upper(), _POST) for line in content.signature.lines]
    if content.signature.hint:
        right.append((content.signature.hint, _HINT))
    right += [("", Look(11))] * 4 + [(content.signature.name, _POST)]
    for near, far in zip_longest(left, right, fillvalue=("", Look(11))):
        rows.add([Box(1, end, *near), Box(end + 1, rows.last, *far)], least=15)
    return first


def _set_page(sheet: Worksheet, content: RegistrationList, head: int, rows: Rows) -> None:
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup.fitToWidth, setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.top, margins.bottom = grid.TOP / 25.4, grid.BOTTOM / 25.4
    margins.left, margins.right = grid.LEFT / 25.4, grid.RIGHT / 25.4
    margins.header = margins.footer = 10 / 25.4
    # Page numbers stand in the middle of the top margin and not on the first page (Decree 30/2020, annex I).
    headings = sheet.HeaderFooter
    headings.differentFirst = True
    later = cast(HeaderFooterItem, headings.oddHeader)
    later.center.text, later.center.font, later.center.size = "&P", f"{FACE},Regular", 13
    if content.across:
        for item in (cast(HeaderFooterItem, headings.firstHeader), later):
            item.left.text, item.left.font, item.left.size = content.across, f"{FACE},Bold", 14
    if content.code:
        for item in (cast(HeaderFooterItem, headings.firstFooter), cast(HeaderFooterItem, headings.oddFooter)):
            item.left.text, item.left.font, item.left.size = f"{CODE}{content.code}", f"{FACE},Regular", 9
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(rows.last)}{rows.number}"
    sheet.freeze_panes = f"A{head + 1}"
    sheet.sheet_view.showGridLines = False


def _set_filter(sheet: Worksheet, content: RegistrationList, head: int) -> None:
    """Let a table without groups be sorted and filtered; a row without number, such as a sum, stays where it is."""
    if any(line.kind != "subject" for line in grid.lines(content)):
        return
    last = head
    while sheet.cell(last + 1, 1).value is not None:
        last += 1
    if last > head + 1:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(grid.columns(content)))}{last}"


def _set_breaks(sheet: Worksheet, rows: Rows, head: int, first_ending: int) -> None:
    page = (grid.PAGE_HEIGHT - grid.TOP - grid.BOTTOM) / 25.4 * 72
    for row in rows.breaks(page * 0.96, head, first_ending - 1):
        sheet.row_breaks.append(Break(id=row - 1, min=0, max=16383))


def _set_properties(book: Workbook, content: RegistrationList) -> None:
    properties = book.properties
    properties.title = " ".join(content.title)
    properties.subject = content.attached_to or None
    properties.creator = properties.lastModifiedBy = content.letterhead.agency
    properties.language = "vi-VN"
    properties.created = datetime(content.data_date.year, content.data_date.month, content.data_date.day)  # noqa: DTZ001
