"""The look of every PDF paper by Decree 30/2020: text styles, page numbers, the mark of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate

from dienhinh_desktop.domain.dates import long_date
from dienhinh_desktop.domain.documents import Letterhead
from dienhinh_desktop.domain.text import nfc

from .fonts import BOLD, REGULAR

MM = 72 / 25.4
_GAP = re.compile(" {2,}")
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CODE = "Mã bản: "
"""What stands before the code of an issued paper."""
MOTTO = "Độc lập - Tự do - Hạnh phúc"
THIN = 0.6
"""Thickness of lines, in points."""
AGENCY_RULE = 0.4
"""Length of the line under the agency, in parts of its longest line (the decree: one third to one half)."""


def markup(text: str) -> str:
    """Return a user's text safe for reportlab, which otherwise reads tags in it and opens what they name.

    Several spaces are room left for the pen and stay as wide as they were.
    """
    safe = escape(nfc(text)).replace("\n", "<br/>")
    return _GAP.sub(lambda found: "\u00a0" * len(found[0]), safe)


def style(size: float, font: str = REGULAR, align: Literal[0, 1, 2, 4] = 0, **more: float) -> ParagraphStyle:
    """Return a paragraph style; `more` are reportlab's own names (spaceBefore, firstLineIndent…)."""
    look = ParagraphStyle("", fontName=font, fontSize=size, alignment=align, leading=size * 1.2)
    for name, value in more.items():
        setattr(look, name, value)
    return look


def body_style(size: float, font: str = REGULAR) -> ParagraphStyle:
    """Return the style of running text: justified, first line set in, six points between paragraphs."""
    return style(size, font, 4, leading=size * 1.3, spaceBefore=6, firstLineIndent=10 * MM)


def centred(size: float, font: str, **more: float) -> ParagraphStyle:
    """Return a centred style."""
    return style(size, font, 1, **more)


def place_and_day(head: Letterhead) -> str:
    """Return "Hà Tĩnh, ngày 05 tháng 6 năm 2025", or dots for the day to be written by hand."""
    day = long_date(head.day) if head.day else "ngày ...... tháng ...... năm .........."
    return f"{head.place or '....................'}, {day}"


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    """Return "Nơi nhận:" and its lines, each ended as the decree asks; nothing where there are none."""
    if not recipients:
        return []
    *others, last = [f"- {name.rstrip(' ;.')}" for name in recipients]
    return ["Nơi nhận:", *(f"{line};" for line in others), f"{last}."]


def page_size(canvas: Canvas) -> tuple[float, float]:
    """Return width and height of the page in points."""
    width, height = canvas._pagesize  # type: ignore[attr-defined]  # reportlab says it nowhere else
    return float(width), float(height)


def mark_across(canvas: Canvas, words: str) -> None:
    """Write words (DỰ THẢO, TẬP LÀM; none for "") across the page in light grey, under what follows."""
    if not words:
        return
    width, height = page_size(canvas)
    canvas.saveState()
    canvas.setFillColor(Color(0.93, 0.93, 0.93))
    canvas.setFont(BOLD, 110)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(40)
    canvas.drawCentredString(0, -35, words)
    canvas.restoreState()


def page_number(canvas: Canvas, number: int) -> None:
    """Write the page number: size 13, upright, in the middle of the top margin."""
    width, height = page_size(canvas)
    canvas.setFont(REGULAR, 13)
    canvas.drawCentredString(width / 2, height - 13 * MM, str(number))


def foot_code(canvas: Canvas, code: str) -> None:
    """Write the code of an issued paper at the left of the foot, under everything a paper has by the decree."""
    if code:
        canvas.setFont(REGULAR, 9)
        canvas.drawString(30 * MM, 9 * MM, f"{CODE}{code}")


def document(stream: BytesIO, size: tuple[float, float], *, title: str, author: str, subject: str) -> BaseDocTemplate:
    """Return an empty paper: equal content gives equal bytes, no face but Liberation Serif, language Vietnamese."""
    return BaseDocTemplate(
        stream,
        pagesize=size,
        title=nfc(title),
        author=nfc(author),
        subject=nfc(subject),
        creator="Điển hình",
        lang="vi-VN",
        invariant=1,
        initialFontName=REGULAR,
    )
