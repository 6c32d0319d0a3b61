"""The keys of the window on one sheet A4, to lie beside the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from .fonts import BOLD, REGULAR, register
from .paper import MM, THIN, centred, document, markup, style

_WIDTH, _HEIGHT, _EDGE = 210.0, 297.0, 15.0
_KEYS = 44.0
_SIZE = 11


def keys_bytes(office: str, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return the keys as PDF: one page."""
    register()
    stream = BytesIO()
    made: BaseDocTemplate = document(
        stream, (_WIDTH * MM, _HEIGHT * MM), title="Phím tắt", author=office, subject="Phím tắt"
    )
    room = (_WIDTH - 2 * _EDGE) * MM
    frame = Frame(_EDGE * MM, _EDGE * MM, room, (_HEIGHT - 2 * _EDGE) * MM, 0, 0, 0, 0)
    made.addPageTemplates([PageTemplate(frames=[frame])])
    rows = [[Paragraph(markup(key), style(_SIZE, BOLD)), Paragraph(markup(text), style(_SIZE))] for key, text in keys]
    table = Table(rows, colWidths=[_KEYS * MM, room - _KEYS * MM], style=_LOOK)
    made.build(
        [Paragraph("PHÍM TẮT", centred(14, BOLD)), Paragraph(markup(office), centred(12, REGULAR)), _gap(), table]
    )
    return stream.getvalue()


def _gap() -> Spacer:
    return Spacer(1, 3 * MM)


_LOOK = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, -1), THIN, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
    ]
)
