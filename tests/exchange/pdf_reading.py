"""What a reader finds in a PDF: text, faces, places of words and lines, by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """The text of every page, line ends as spaces."""
    with opened(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def faces(pdf: bytes) -> dict[str, bool]:
    """Every face in use, and whether it is embedded."""
    found: dict[str, bool] = {}
    with opened(pdf) as document:
        for page in document:
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(item.raw)
                name = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode()] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    return found


def box(pdf: bytes, page: int, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the first place of the words, in millimetres from the lower left corner."""
    with opened(pdf) as document:
        text = document[page].get_textpage()
        found = text.search(words).get_next()
        assert found is not None, words
        boxes = [text.get_charbox(at, loose=True) for at in range(found[0], found[0] + found[1])]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left) / MM, min(bottom) / MM, max(right) / MM, max(top) / MM


def size(pdf: bytes, page: int, words: str) -> float:
    """Size in points of the letters of the first place of the words."""
    with opened(pdf) as document:
        text = document[page].get_textpage()
        found = text.search(words).get_next()
        assert found is not None, words
        sizes = {round(pdfium.FPDFText_GetFontSize(text.raw, at), 1) for at in range(found[0], found[0] + found[1])}
    assert len(sizes) == 1, sizes
    return float(sizes.pop())


def ink(pdf: bytes, page: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of everything drawn on a page, in millimetres."""
    with opened(pdf) as document:
        boxes = [item.get_bounds() for item in document[page].get_objects()]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left) / MM, min(bottom) / MM, max(right) / MM, max(top) / MM


def rules(pdf: bytes, page: int) -> list[tuple[float, float, float]]:
    """Left, right and height of every straight line across, in millimetres."""
    with opened(pdf) as document:
        boxes = [item.get_bounds() for item in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
    return [(box[0] / MM, box[2] / MM, box[1] / MM) for box in boxes if box[3] - box[1] < 2]


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (from 0) of every outline entry."""
    with opened(pdf) as document:
        entries = []
        for entry in document.get_toc():
            place = entry.get_dest()
            assert place is not None
            entries.append((entry.level, entry.get_title(), place.get_index()))
        return entries
