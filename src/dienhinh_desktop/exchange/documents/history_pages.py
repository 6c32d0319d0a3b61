"""The history of a record on paper: an inside paper of the office, on A4 sheets lying down, a line for each change."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from dienhinh_desktop.domain.dates import short_date
from dienhinh_desktop.domain.history import HistoryLine, HistoryPaper

from . import grid
from .fonts import BOLD, ITALIC, REGULAR, register, split_tall
from .paper import MM, THIN, centred, document, mark_across, markup, page_number, style

_SIZE = 10.5
_PAD = 1.2 * MM
_HEIGHT = (grid.PAGE_HEIGHT - grid.TOP - grid.BOTTOM) * MM
_COLUMNS = (
    ("Lúc nào", 24.0),
    ("Ai", 26.0),
    ("Việc làm", 55.0),
    ("Nội dung, trường", 52.0),
    ("Cũ", 47.0),
    ("Mới", 47.0),
)
"""Heading and width in millimetres: 251 of the 252 between the margins."""


def history_bytes(paper: HistoryPaper) -> bytes:
    """Return the history as PDF."""
    register()
    stream = BytesIO()
    size = (grid.PAGE_WIDTH * MM, grid.PAGE_HEIGHT * MM)
    title = f"Lịch sử hồ sơ {paper.name}"
    made = document(stream, size, title=title, author=paper.office, subject=title)
    made.addPageTemplates([_template("TẬP LÀM" if paper.practice else "")])
    made.build([*_opening(paper), _table(paper), Spacer(1, 3 * MM), _closing(paper)])
    return stream.getvalue()


def _template(across: str) -> PageTemplate:
    width = (grid.PAGE_WIDTH - grid.LEFT - grid.RIGHT) * MM
    frame = Frame(grid.LEFT * MM, grid.BOTTOM * MM, width, _HEIGHT, 0, 0, 0, 0)

    def dress(canvas: Canvas, made: BaseDocTemplate) -> None:
        canvas.setViewerPreference("DisplayDocTitle", "true")
        mark_across(canvas, across)
        if made.page > 1:
            page_number(canvas, made.page)

    return PageTemplate(frames=[frame], onPage=dress)


def _opening(paper: HistoryPaper) -> list[Flowable]:
    office = [Paragraph(markup(paper.office.upper()), style(12, BOLD))] if paper.office else []
    title = Paragraph("LỊCH SỬ HỒ SƠ", centred(14, BOLD, spaceBefore=4))
    about = f"{paper.name} ({paper.about})" if paper.about else paper.name
    return [*office, title, Paragraph(markup(about), centred(13, REGULAR, spaceBefore=3)), Spacer(1, 4 * MM)]


def _table(paper: HistoryPaper) -> Table:
    widths = [width * MM for _heading, width in _COLUMNS]
    rows = [[Paragraph(heading, centred(_SIZE, BOLD)) for heading, _width in _COLUMNS]]
    look = style(_SIZE)
    room = [width - 2 * _PAD for width in widths]
    for line in paper.lines:
        pieces = split_tall(_cells(line), room, _SIZE, grid.MOST_LINES)
        rows += [[Paragraph(markup(text), look) for text in piece] for piece in pieces]
    return Table(rows, colWidths=widths, repeatRows=1, style=_LOOK)


def _cells(line: HistoryLine) -> tuple[str, ...]:
    what = f"{line.thing} ({line.about})" if line.about and line.field else line.thing
    field = f"{what}: {line.heading}" if line.field else f"{line.heading} {line.thing.lower()}"
    return (f"{line.at:%H:%M} {short_date(line.at.date())}", line.who, line.label, field, line.old, line.new)


_LOOK = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), THIN, "black"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def _closing(paper: HistoryPaper) -> Paragraph:
    day = short_date(paper.printed.date())
    words = f"{len(paper.lines)} dòng, mới nhất ở trên. In lúc {paper.printed:%H:%M} ngày {day}. Số CCCD được che."
    return Paragraph(markup(words), style(11, ITALIC))
