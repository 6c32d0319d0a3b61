"""Pages of a PDF as pictures for the window's preview (PDFium)."""

from __future__ import annotations

from io import BytesIO

import pypdfium2


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


def _picture(page: pypdfium2.PdfPage, width: int) -> bytes:
    picture = page.render(scale=width / page.get_width()).to_pil()
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
