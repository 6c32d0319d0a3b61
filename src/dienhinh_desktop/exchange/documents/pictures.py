"""Pages of a PDF as pictures for the window's preview (PDFium)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from dienhinh_desktop.domain.errors import UserError


def images(pdf: bytes, width: int) -> list[bytes]:
    """Return every page as a PNG picture `width` pixels wide, on white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        # Without it the appearance of form fields and signatures is left out (dependency notes §1).
        document.init_forms()
        return [_picture(document[number], width) for number in range(len(document))]
    finally:
        document.close()


def count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    """Return the words of every page, "" where a page is a picture. Raises UserError when the file is broken."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UserError("Không mở được trang của tệp PDF: tệp hỏng hoặc có mật khẩu. Lấy lại tệp gốc.") from error
    try:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return several PDFs one after the other, as they look: signatures in them become pictures."""
    with pypdfium2.PdfDocument.new() as whole:
        for pdf in pdfs:
            with pypdfium2.PdfDocument(pdf) as part:
                whole.import_pages(part)
        stream = BytesIO()
        whole.save(stream)
    return stream.getvalue()


Place = tuple[int, float, float, float, float]
"""A page from 0, then left, top, width, height in parts of the page."""


def find_words(pdf: bytes, words: str, most: int = 200) -> list[Place]:
    """Return where words stand, whatever their case, at most so many places."""
    found: list[Place] = []
    if not words.strip():
        return found
    with pypdfium2.PdfDocument(pdf) as document:
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


def _picture(page: pypdfium2.PdfPage, width: int) -> bytes:
    picture = page.render(scale=width / page.get_width()).to_pil()
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
