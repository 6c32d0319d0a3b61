"""The rows of a list that go back to its sender as a workbook: his own columns, what is wrong marked in red and said.

Everything in the table is text, so that a number of identity keeps its zeros, a day stays as it was written and no
cell turns into a formula. The headings stand as the sender wrote them, so that the mended file is read like his first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dienhinh_desktop.domain.dates import short_date
from dienhinh_desktop.domain.delivery import ReturnedRow, ReturnedRows
from dienhinh_desktop.domain.text import clean, fold

from .fonts import BOLD, text_width
from .sheet_package import finish
from .sheet_rows import FACE, Box, Look, Rows

ROW_HEADING = "Dòng trong tệp"
REASON_HEADING = "Lý do trả lại"
"""Neither heading names a field of a list, so the mended file is read without them."""
_LEVELS = " / "
_SIZE = 11.0
_NARROWEST, _WIDEST, _REASONS, _ROWS, _ROOM = 56, 250, 330, 64, 32
"""Widths in pixels."""
_MEASURED = 200
"""Rows looked at to find how wide a column should be."""
_AUTHOR = "Lý do trả lại"

_TITLE = Look(14, bold=True)
_WORDS = Look(12)
_STRONG = Look(12, bold=True)
_HEAD = Look(_SIZE, bold=True, align="center", boxed=True, fill="FFDDEBF7", as_text=True)
_OURS = Look(_SIZE, bold=True, align="center", boxed=True, fill="FFF2F2F2", as_text=True)
_NUMBER = Look(_SIZE, align="center", boxed=True, fill="FFF2F2F2", as_text=True)
_CELL = Look(_SIZE, boxed=True, as_text=True)
_WRONG = Look(_SIZE, bold=True, boxed=True, fill="FFFFC7CE", line="FFC00000", as_text=True)
_REASON = Look(_SIZE, boxed=True, fill="FFFFF4F4", as_text=True)
_GROUP = Look(_SIZE, bold=True, boxed=True, as_text=True)


def returned_bytes(content: ReturnedRows) -> bytes:
    """Return the workbook; equal content gives equal bytes."""
    book = Workbook()
    book._fonts[0] = book._named_styles["Normal"].font = Font(name=FACE, size=12)  # type: ignore[attr-defined]
    sheet = book.worksheets[0]
    sheet.title = "Dòng trả lại"
    rows = Rows(sheet, _pixels(content))
    _words(rows, content)
    first, head = _headings(rows, content)
    _body(rows, content)
    _set_page(sheet, first, head, rows.number, len(content.headings) + 2)
    day = content.read or date(2000, 1, 1)
    stream = BytesIO()
    book.save(stream)
    return finish(stream.getvalue(), (), day)


def _pixels(content: ReturnedRows) -> list[int]:
    """Return the widths of the columns: as wide as most of what they hold, within bounds."""
    widths = []
    for place, heading in enumerate(content.headings):
        texts = [row.cells[place] for row in content.rows[:_MEASURED] if place < len(row.cells)]
        lengths = sorted(max(text_width(line, BOLD, _SIZE) for line in text.split("\n")) for text in texts)
        words = [text_width(word, BOLD, _SIZE) for word in heading.rpartition(_LEVELS)[2].split()]
        asked = max([*lengths[: len(lengths) - len(lengths) // 10], *words], default=0.0)
        widths.append(round(min(max(asked * 96 / 72 + _ROOM, _NARROWEST), _WIDEST)))
    return [_ROWS, *widths, _REASONS]


def _words(rows: Rows, content: ReturnedRows) -> None:
    """Write what is above the table. The words that tell asked-for from given are only the sender's own."""
    last = len(content.headings) + 2
    lines = [("Các dòng cần sửa, gửi lại".upper(), _TITLE)]
    if content.title:
        lines.append((content.title, _STRONG))
    sheet = f", trang “{content.sheet}”" if content.sheet else ""
    sender = f" do {content.sender} gửi" if content.sender else ""
    read = f", đọc ngày {short_date(content.read)}" if content.read else ""
    lines.append((f"Tệp {content.file}{sheet}{sender}{read}: trả lại {len(content.rows)} dòng chưa nhận được.", _WORDS))
    due = f" trước ngày {short_date(content.due)}" if content.due else ""
    lines.append(
        (
            f"Sửa các ô tô đỏ có viền theo cột “{REASON_HEADING}” (rê chuột lên ô để xem ghi chú), giữ nguyên dòng "
            f"tiêu đề, rồi gửi lại tệp này{due}. Dòng không nêu ở đây đã nhận, không gửi lại.",
            _STRONG if content.due else _WORDS,
        )
    )
    for text, look in lines:
        rows.add([Box(1, last, text, look)])
    rows.space(6)


def _headings(rows: Rows, content: ReturnedRows) -> tuple[int, int]:
    """Write the headings, shared ones over those they head, and return their first and last row."""
    levels = _levelled(content.headings)
    depth = max((len(level) for level in levels), default=1)
    first = rows.number + 1
    for row in range(depth):
        boxes = [Box(1, 1, ROW_HEADING if not row else "", _OURS)]
        for words, places in _spans(levels, row):
            boxes.append(Box(places[0] + 2, places[-1] + 2, words, _HEAD))
        boxes.append(Box(len(levels) + 2, len(levels) + 2, REASON_HEADING if not row else "", _OURS))
        rows.add(boxes)
    head = rows.number
    _merge_down(rows.sheet, levels, first, head)
    return first, head


def _levelled(headings: Sequence[str]) -> list[tuple[str, ...]]:
    """Part a heading into its levels where its neighbour stands under the same one; a slash alone is no level."""
    parted = [tuple(heading.split(_LEVELS)) for heading in headings]
    found: list[tuple[str, ...]] = []
    for place, levels in enumerate(parted):
        beside = [*parted[max(place - 1, 0) : place], *parted[place + 1 : place + 2]]
        shared = len(levels) > 1 and any(len(other) > 1 and other[0] == levels[0] for other in beside)
        found.append((levels[0], _LEVELS.join(levels[1:])) if shared else (headings[place],))
    return found


def _spans(levels: Sequence[tuple[str, ...]], row: int) -> Iterator[tuple[str, list[int]]]:
    """Yield the words of one heading row with the columns they stand over."""
    if row:
        yield from ((level[1] if len(level) > 1 else "", [place]) for place, level in enumerate(levels))
        return
    for (words, shared), places in groupby(
        range(len(levels)), key=lambda place: (levels[place][0], len(levels[place]) > 1)
    ):
        listed = list(places)
        yield from [(words, listed)] if shared else ((words, [place]) for place in listed)


def _merge_down(sheet: Worksheet, levels: Sequence[tuple[str, ...]], first: int, head: int) -> None:
    if head == first:
        return
    single = [place + 2 for place, level in enumerate(levels) if len(level) == 1]
    for column in (1, *single, len(levels) + 2):
        sheet.merge_cells(start_row=first, end_row=head, start_column=column, end_column=column)


def _body(rows: Rows, content: ReturnedRows) -> None:
    groups: tuple[str, ...] = ()
    for row in content.rows:
        if row.groups != groups:
            _group_rows(rows, groups, row.groups, len(content.headings))
            groups = row.groups
        _row(rows, content, row)


def _group_rows(rows: Rows, before: Sequence[str], now: Sequence[str], columns: int) -> None:
    """Write the group headings that begin here, over the sender's columns; the innermost one is always said."""
    same = 0
    while same < min(len(before), len(now) - 1) and before[same] == now[same]:
        same += 1
    for words in now[same:]:
        boxes = [Box(1, 1, "", _NUMBER), Box(2, columns + 1, words, _GROUP), Box(columns + 2, columns + 2, "", _REASON)]
        rows.add(boxes, keep=True)


def _row(rows: Rows, content: ReturnedRows, row: ReturnedRow) -> None:
    notes = _notes(content.headings, row)
    boxes = [Box(1, 1, str(row.row), _NUMBER)]
    for place in range(len(content.headings)):
        text = row.cells[place] if place < len(row.cells) else ""
        boxes.append(Box(place + 2, place + 2, text, _WRONG if place in notes else _CELL))
    boxes.append(Box(len(content.headings) + 2, len(content.headings) + 2, _reasons(row), _REASON))
    rows.add(boxes, least=18)
    for place, sentences in notes.items():
        cell = cast(Cell, rows.sheet.cell(rows.number, place + 2))
        cell.comment = _comment("\n".join(sentences))


def _notes(headings: Sequence[str], row: ReturnedRow) -> dict[int, list[str]]:
    """Return what is said of each wrong cell, by its place."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(fold(heading), place)
    notes: dict[int, list[str]] = {}
    for named, sentence in row.reasons:
        if named is not None and (found := places.get(fold(named))) is not None:
            notes.setdefault(found, []).append(clean(sentence))
    return notes


def _reasons(row: ReturnedRow) -> str:
    return "\n".join(
        f"– {clean(heading)}: {clean(sentence)}" if heading else f"– {clean(sentence)}"
        for heading, sentence in row.reasons
    )


def _comment(words: str) -> Comment:
    lines = sum(-(-len(line) // 36) for line in words.split("\n"))
    return Comment(words, _AUTHOR, height=22 + 20 * lines, width=260)


def _set_page(sheet: Worksheet, first: int, head: int, last: int, columns: int) -> None:
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup.fitToWidth, setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.top = margins.bottom = 15 / 25.4
    margins.left = margins.right = 12 / 25.4
    margins.header = margins.footer = 8 / 25.4
    footer = cast(HeaderFooterItem, sheet.HeaderFooter.oddFooter)
    footer.right.text, footer.right.font, footer.right.size = "Trang &P/&N", f"{FACE},Regular", 11
    sheet.print_title_rows = f"{first}:{head}"
    sheet.freeze_panes = f"B{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(columns)}{last}"
    sheet.sheet_view.showGridLines = False
