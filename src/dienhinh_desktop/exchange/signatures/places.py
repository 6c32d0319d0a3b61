"""Where on a page a signature is shown, by Decree 30/2020, found from the words already on the page.

All measures are points of the page, from its lower left corner, unless a name says millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pypdfium2

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import PaperBox
from dienhinh_desktop.domain.text import clean, fold
from dienhinh_desktop.exchange.pdf_pages import opened

MM = 72 / 25.4
_TALLEST_LINE = 12 * MM
"""Higher text is no line of a paper but a mark across it, such as DỰ THẢO."""
_HALF_COLUMN = 20 * MM
"""Half the width of the strip above or under a name that must be empty."""
_LEAST_ROOM = 8 * MM
_MOST_ROOM = 40 * MM
_USUAL_ROOM = 22 * MM
_WIDEST = 60 * MM
_AIR = 1 * MM
_EDGE = 15 * MM
"""Right margin of the text block on an attachment; the decree's own least right margin."""
_TOP = 6 * MM


@dataclass(frozen=True)
class Area:
    """A rectangle on a page; pages are counted from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom

    @property
    def centre(self) -> float:
        """Middle from left to right."""
        return (self.left + self.right) / 2

    def in_millimetres(self) -> PaperBox:
        """Return the rectangle as the rest of the program knows it."""
        sides = (round(side / MM, 1) for side in (self.left, self.bottom, self.width, self.height))
        return PaperBox(self.page + 1, *sides)


@dataclass(frozen=True)
class Line:
    """A line of text and where it stands."""

    text: str
    area: Area


@contextmanager
def _pages(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with ExitStack() as stack:
        try:
            document = stack.enter_context(opened(pdf))
        except pypdfium2.PdfiumError as error:
            raise UserError("Không mở được trang của văn bản để đặt chữ ký: tệp PDF hỏng. Lấy lại tệp gốc.") from error
        yield document


def asked_area(pdf: bytes, box: PaperBox) -> Area:
    """Return the area somebody asked for. Raises UserError when it is not on the paper."""
    with _pages(pdf) as document:
        if not 1 <= box.page <= len(document):
            raise UserError(f"Văn bản có {len(document)} trang, không có trang {box.page}; chọn trang khác.")
        page = document[box.page - 1]
        _refuse_turned(page, box.page)
        width, height = page.get_size()
    left, bottom = box.left * MM, box.bottom * MM
    area = Area(box.page - 1, left, bottom, left + box.width * MM, bottom + box.height * MM)
    if box.width <= 0 or box.height <= 0 or left < 0 or bottom < 0 or area.right > width or area.top > height:
        raise UserError(
            f"Chỗ đặt chữ ký nằm ngoài trang {width / MM:.0f} × {height / MM:.0f} mm; xem lại trái, dưới, rộng, cao."
        )
    return area


def signing_room(pdf: bytes, beside: str) -> Area:
    """Return the empty room of a signature block: over a name, or under a post, which is written in capitals.

    The last block of the paper that bears the words is meant. Raises UserError when there is none, or no room in it.
    """
    key = fold(beside)
    with _pages(pdf) as document:
        for number in reversed(range(len(document))):
            lines = _lines(document[number], number)
            found = [line for line in lines if fold(line.text) == key]
            if found:
                _refuse_turned(document[number], number + 1)
                lowest = min(found, key=lambda line: line.area.bottom)
                return _room(lowest, [line for line in lines if line is not lowest])
    raise UserError(
        f"Trong văn bản không có dòng “{beside}” để đặt chữ ký; ghi tên, chức vụ khác, hoặc chỉ rõ chỗ đặt."
    )


def _room(anchor: Line, others: Sequence[Line]) -> Area:
    near = [
        line.area
        for line in others
        if line.area.left < anchor.area.centre + _HALF_COLUMN and line.area.right > anchor.area.centre - _HALF_COLUMN
    ]
    if clean(anchor.text).isupper():
        bottom, top = _under(anchor.area, near)
    else:
        bottom = anchor.area.top
        above = [area.bottom for area in near if area.bottom >= bottom - 1]
        top = min([*above, bottom + _MOST_ROOM])
    if top - bottom < _LEAST_ROOM:
        raise UserError(f"Chỗ ký cạnh “{anchor.text}” chỉ còn {(top - bottom) / MM:.0f} mm; chỉ rõ chỗ đặt chữ ký.")
    half = _WIDEST / 2
    return Area(anchor.area.page, anchor.area.centre - half, bottom + _AIR, anchor.area.centre + half, top - _AIR)


def _under(post: Area, near: Iterable[Area]) -> tuple[float, float]:
    """Return bottom and top of the room under a post and the lines that follow it closely."""
    top = post.bottom
    for area in sorted(near, key=lambda area: -area.top):
        if area.top > top + 1:
            continue
        if top - area.top >= _LEAST_ROOM:
            return max(area.top, top - _MOST_ROOM), top
        top = area.bottom
    return max(top - _USUAL_ROOM, 0.0), top


def fitted(room: Area, shape: float, widest: float | None = None) -> Area:
    """Return the largest area of a shape (height in parts of width) in the middle of a room."""
    width = min(room.width, room.height / shape, widest if widest is not None else room.width)
    return centred(room, width, shape)


def centred(room: Area, width: float, shape: float) -> Area:
    """Return an area of that width and shape in the middle of a room, larger than it or not."""
    middle = (room.bottom + room.top) / 2
    left, half = room.centre - width / 2, width * shape / 2
    return Area(room.page, left, middle - half, left + width, middle + half)


def seal_area(signature: Area, width: float, shape: float) -> Area:
    """Return where a seal goes: over the left third of the person's signature, at the same height."""
    right = signature.left + signature.width / 3
    middle = (signature.bottom + signature.top) / 2
    area = Area(signature.page, right - width, middle - width * shape / 2, right, middle + width * shape / 2)
    if area.left < 0 or area.bottom < 0:
        raise UserError("Con dấu đặt cạnh chữ ký sẽ ra ngoài trang; xem lại cỡ con dấu, hoặc chỉ rõ chỗ đặt.")
    return area


def attachment_area(pdf: bytes, width: float, height: float) -> Area:
    """Return the upper right corner of the first page. Raises UserError when words stand there already."""
    with _pages(pdf) as document:
        page = document[0]
        _refuse_turned(page, 1)
        page_width, page_height = page.get_size()
        top, right = page_height - _TOP, page_width - _EDGE
        area = Area(0, right - width, top - height, right, top)
        if any(_overlap(area, line.area) for line in _lines(page, 0)):
            raise UserError("Góc trên bên phải trang đầu đã có chữ nên chưa ký; chỉ rõ chỗ đặt khác.")
    return area


def _overlap(one: Area, other: Area) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.bottom < other.top and other.bottom < one.top


def _refuse_turned(page: pypdfium2.PdfPage, number: int) -> None:
    if page.get_rotation():
        raise UserError(f"Trang {number} bị xoay nên chưa đặt được chữ ký đúng chiều; in lại văn bản ra PDF rồi ký.")


def _lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """Return the lines of a page; pieces of one line that PDFium parts are joined."""
    text = page.get_textpage()
    pieces: list[Line] = []
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        words = clean(text.get_text_bounded(left, bottom, right, top))
        if words and top - bottom < _TALLEST_LINE:
            pieces.append(Line(words, Area(number, left, bottom, right, top)))
    joined: list[Line] = []
    for piece in pieces:
        if joined and _same_line(joined[-1].area, piece.area):
            joined[-1] = Line(f"{joined[-1].text} {piece.text}", _around(joined[-1].area, piece.area))
        else:
            joined.append(piece)
    return joined


def _same_line(one: Area, other: Area) -> bool:
    level = min(one.top, other.top) - max(one.bottom, other.bottom) > 0.6 * min(one.height, other.height)
    return level and 0 <= other.left - one.right + 1 < 0.8 * one.height


def _around(one: Area, other: Area) -> Area:
    return Area(
        one.page,
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )
