"""Parts of a Word paper: letterhead, lines for the pen, tables, signatures with the recipients beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dienhinh_desktop.domain.documents import FormLine, FormTable, Letterhead, Signature

from .fonts import BOLD, REGULAR, balanced, text_width
from .form_parts import narrow
from .paper import AGENCY_RULE, MOTTO, NATION, place_and_day, recipient_lines
from .word_styles import FRAME, GRID, PAD_OF_FRAME
from .word_xml import cell, made, paragraph, rule, table, table_row

_SIDE = PAD_OF_FRAME / 20
"""Points between the edge of a cell without lines and its text."""


def letterhead(head: Letterhead, room: float, size: float, share: float = 0.4) -> Iterator[Element]:
    """Yield the two blocks at the top, agency left and nation right; number and day stand on one line under them."""
    widths = [room * share, room * (1 - share)]
    left, right = list(_agency(head, widths[0], size)), list(_nation(widths[1], size))
    day = [paragraph("Địa danh và ngày", place_and_day(head))] if head.dated else []
    if not head.number:
        yield table(FRAME, widths, [_row([], widths, [left, [*right, *day]])])
        return
    numbers = [paragraph("Số và ký hiệu", head.number)]
    if head.about:
        numbers.append(paragraph("Trích yếu công văn", head.about))
    under = [numbers, day or [paragraph("Địa danh và ngày")]]
    yield table(FRAME, widths, [_row([], widths, [left, right]), _row([], widths, under)])


def _agency(head: Letterhead, width: float, size: float) -> Iterator[Element]:
    room = width - 2 * _SIDE
    if head.superior:
        yield paragraph("Cơ quan chủ quản", "\n".join(balanced(head.superior.upper(), REGULAR, size, room)))
    lines = balanced(head.agency.upper(), BOLD, size, room)
    yield paragraph("Cơ quan ban hành", "\n".join(lines))
    longest = max(text_width(line, BOLD, size) for line in lines)
    yield rule(longest * AGENCY_RULE, room)


def _nation(width: float, size: float) -> Iterator[Element]:
    yield paragraph("Quốc hiệu", NATION)
    yield paragraph("Tiêu ngữ", MOTTO)
    yield rule(text_width(MOTTO, BOLD, size + 1), width - 2 * _SIDE)


def blanks(lines: Iterable[FormLine]) -> Iterator[Element]:
    """Yield the lines of a form: filled, or dots to the right margin for the pen."""
    for line in lines:
        label = f"{line.label}: " if line.label else ""
        if line.value:
            yield paragraph("Dòng khai", label + line.value)
            continue
        yield paragraph("Dòng chấm", f"{label}\t")
        for _ in range(line.lines - 1):
            yield paragraph("Dòng chấm", "\t")


def grid(content: FormTable, room: float) -> Element:
    """Return a table of that width in points, its headings repeated on every page."""
    share = room / sum(content.widths)
    widths = [part * share for part in content.widths]
    centred = narrow(content)
    heads = zip(widths, content.headings, strict=True)
    rows = [table_row([cell(width, [paragraph("Đầu bảng", text)]) for width, text in heads], heading=True)]
    for row in content.rows:
        looks = ["Ô bảng giữa" if middle else "Ô bảng" for middle in centred]
        cells = zip(widths, row, looks, strict=True)
        rows.append(table_row([cell(width, [paragraph(look, text)]) for width, text, look in cells]))
    if not content.rows:
        whole = cell(sum(widths), [paragraph("Ô bảng trống", content.empty)], span=len(widths))
        rows.append(table_row([whole]))
    return table(GRID, widths, rows)


def signatures(row: Sequence[Signature], room: float, recipients: Sequence[str] = ()) -> Element:
    """Return one row of signatures side by side, names level; recipients take the left half of a single one."""
    columns = len(row) + (1 if recipients else 0)
    widths = [room / columns] * columns
    tops = [_posts(signature) for signature in row]
    names = [[paragraph("Họ tên người ký", signature.name)] for signature in row]
    if recipients:
        # The lines of the recipients run down beside post and name: one cell over both rows.
        whole = cell(widths[0], list(_recipients(recipients)), middle=False)
        whole[0].insert(1, made("w:vMerge", val="restart"))
        rest = cell(widths[0], [paragraph("Danh sách nơi nhận")], middle=False)
        rest[0].insert(1, made("w:vMerge"))
        return table(FRAME, widths, [_row([whole], widths[1:], tops), _row([rest], widths[1:], names)])
    return table(FRAME, widths, [_row([], widths, tops), _row([], widths, names)])


def _row(before: Sequence[Element], widths: Sequence[float], blocks: Sequence[Sequence[Element]]) -> Element:
    return table_row(
        [*before, *(cell(width, block, middle=False) for width, block in zip(widths, blocks, strict=True))]
    )


def _posts(signature: Signature) -> list[Element]:
    posts = [paragraph("Quyền hạn và chức vụ", line.upper()) for line in signature.lines]
    return [*posts, *([paragraph("Cách ký", signature.hint)] if signature.hint else [])]


def _recipients(recipients: Sequence[str]) -> Iterator[Element]:
    for place, line in enumerate(recipient_lines(recipients)):
        yield paragraph("Danh sách nơi nhận" if place else "Nơi nhận", line, held=True)


def hold(block: Element, rows: int = 2) -> None:
    """Keep a paragraph, or the last rows of a table, on the page of what follows."""
    paragraphs = [block] if block.tag.endswith("}p") else _last_paragraphs(block, rows)
    for part in paragraphs:
        look = part[0]
        if not any(child.tag.endswith("}keepNext") for child in look):
            look.insert(1, made("w:keepNext"))


def _last_paragraphs(block: Element, rows: int) -> list[Element]:
    name = block.tag.rpartition("}")[0] + "}"
    lines = block.findall(f"{name}tr")[-rows:]
    return [part for line in lines for part in line.iter(f"{name}p")]
