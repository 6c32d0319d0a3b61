"""Opening a PDF with PDFium, by one thread at a time: the library keeps state and may not be entered twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2

_turn = RLock()


@contextmanager
def alone() -> Iterator[None]:
    """Let no other thread use the library inside the block."""
    with _turn:
        yield


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Yield the document, with the form fields and signatures that are drawn on its pages; closed afterwards.

    Other threads wait meanwhile. Raises pypdfium2.PdfiumError when it cannot be read.
    """
    with _turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            # Without it the appearance of form fields and signatures is left out (dependency notes §1).
            document.init_forms()
            yield document
        finally:
            document.close()
