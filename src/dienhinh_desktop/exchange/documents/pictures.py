"""Pages of a PDF as pictures for the window (PDFium)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.pdf_pages import alone, opened

_LONGEST = 3
"""A page is drawn at most so many times as high as it is asked to be wide: one of another shape would fill memory."""


def images(pdf: bytes, width: int) -> list[bytes]:
    """Return every page as a PNG picture `width` pixels wide, on white."""
    with opened(pdf) as document:
        return [_picture(document[number], width / document[number].get_width()) for number in range(len(document))]


def first(pdf: bytes, width: int) -> bytes | None:
    """Return the first page as a PNG picture about `width` pixels wide, None when the PDF cannot be read."""
    try:
        with opened(pdf) as document:
            page = document[0]
            scale = min(width / max(page.get_width(), 1), _LONGEST * width / max(page.get_height(), 1))
            return _picture(page, scale)
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None


def count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with opened(pdf) as document:
        return len(document)


def page_texts(pdf: bytes) -> list[str]:
    """Return the words of every page, "" where a page is a picture. Raises UserError when the file is broken."""
    try:
        with opened(pdf) as document:
            return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UserError("Không mở được trang của tệp PDF: tệp hỏng hoặc có mật khẩu. Lấy lại tệp gốc.") from error


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return several PDFs one after the other, as they look: signatures in them become pictures."""
    with alone(), pypdfium2.PdfDocument.new() as whole:
        for pdf in pdfs:
            with pypdfium2.PdfDocument(pdf) as part:
                whole.import_pages(part)
        stream = BytesIO()
        whole.save(stream)
    return stream.getvalue()


def pages(pdf: bytes, wanted: Sequence[int]) -> bytes:
    """Return some pages of a PDF, counted from 1, in the order asked, as a PDF of its own."""
    with alone(), pypdfium2.PdfDocument(pdf) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, [number - 1 for number in wanted])
        stream = BytesIO()
        part.save(stream)
    return stream.getvalue()


Place = tuple[int, float, float, float, float]
"""A page from 0, then left, top, width, height in parts of the page."""


def find_words(pdf: bytes, words: str, most: int = 200) -> list[Place]:
    """Return where words stand, whatever their case, at most so many places."""
    found: list[Place] = []
    if not words.strip():
        return found
    with opened(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            searcher = text.search(words.strip())
            while len(found) < most and (hit := searcher.get_next()) is not None:
                found += [_place(number, page, text.get_rect(at)) for at in range(text.count_rects(*hit))]
            searcher.close()
    return found


def _place(number: int, page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> Place:
    left, bottom, right, top = box
    width, height = page.get_size()
    return number, left / width, 1 - top / height, (right - left) / width, (top - bottom) / height


def _picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    picture = page.render(scale=scale).to_pil()
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
