"""The PDF twin of the registration list."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from dienhinh_desktop.domain.documents import RegistrationList

from . import grid
from .blocks import Columns, Ending, Head, SignedEnd, recipient_block, signature_block
from .fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, register, split_tall
from .paper import MM, THIN, centred, document, foot_code, mark_across, markup, page_number, style

Command = tuple[str, tuple[int, int], tuple[int, int]]
_PAD = 1.2 * MM
_HEIGHT = (grid.PAGE_HEIGHT - grid.TOP - grid.BOTTOM) * MM


def list_bytes(content: RegistrationList) -> bytes:
    """Return the registration list as PDF; equal content gives equal bytes."""
    register()
    stream = BytesIO()
    title = " ".join(content.title)
    size = (grid.PAGE_WIDTH * MM, grid.PAGE_HEIGHT * MM)
    paper = document(stream, size, title=title, author=content.letterhead.agency, subject=content.attached_to or title)
    paper.addPageTemplates([_template(content)])
    paper.build([*_opening(content), SignedEnd([], _table(content), _ending(content), _HEIGHT)])
    return stream.getvalue()


def _template(content: RegistrationList) -> PageTemplate:
    width = (grid.PAGE_WIDTH - grid.LEFT - grid.RIGHT) * MM
    frame = Frame(grid.LEFT * MM, grid.BOTTOM * MM, width, _HEIGHT, 0, 0, 0, 0)

    def dress(canvas: Canvas, paper: BaseDocTemplate) -> None:
        canvas.setViewerPreference("DisplayDocTitle", "true")
        mark_across(canvas, content.across)
        if paper.page > 1:
            page_number(canvas, paper.page)
        foot_code(canvas, content.code)

    return PageTemplate(frames=[frame], onPage=dress)


def _opening(content: RegistrationList) -> list[Flowable]:
    parts: list[Flowable] = [Head(content.letterhead, 13, 0.4), Spacer(1, 4 * MM)]
    parts += [Paragraph(markup(line.upper()), centred(14, BOLD)) for line in content.title]
    if content.attached_to:
        parts.append(Paragraph(markup(content.attached_to), centred(13, ITALIC, spaceBefore=2)))
    return [*parts, Spacer(1, 4 * MM)]


def _table(content: RegistrationList) -> Table:
    columns = grid.columns(content)
    looks = [centred(grid.TABLE_SIZE, REGULAR) if column.centred else style(grid.TABLE_SIZE) for column in columns]
    widths = [column.width * MM for column in columns]
    rows = [[Paragraph(markup(column.heading), centred(grid.TABLE_SIZE, BOLD)) for column in columns]]
    commands: list[Command] = []
    for line in grid.lines(content):
        if line.kind == "subject":
            pieces = split_tall(line.cells, [width - 2 * _PAD for width in widths], grid.TABLE_SIZE, grid.MOST_LINES)
            rows += [
                [Paragraph(markup(text), look) for text, look in zip(piece, looks, strict=True)] for piece in pieces
            ]
            continue
        font = BOLD if line.kind == "group" else BOLD_ITALIC
        number, words = line.cells
        cells = [
            Paragraph(number, centred(grid.TABLE_SIZE, BOLD)),
            Paragraph(markup(words), style(grid.TABLE_SIZE, font)),
        ]
        commands.append(("SPAN", (1, len(rows)), (-1, len(rows))))
        # A group or unit never stands last on a page, parted from its first subject.
        commands.append(("NOSPLIT", (0, len(rows)), (0, len(rows) + 1)))
        rows.append(cells + [Paragraph("", looks[0])] * (len(columns) - 2))
    return Table(rows, colWidths=widths, repeatRows=1, style=_look(commands))


def _look(commands: list[Command]) -> TableStyle:
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("GRID", (0, 0), (-1, -1), THIN, "black"),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *commands,
        ]
    )


def _ending(content: RegistrationList) -> Ending:
    looks = {
        "strong": style(13, BOLD, spaceBefore=6),
        "plain": style(13, spaceBefore=3),
        "small": style(12, ITALIC, spaceBefore=3),
    }
    texts: list[Flowable] = [Paragraph(markup(text), looks[kind]) for kind, text in grid.endings(content)]
    signing = Columns([recipient_block(content.recipients), signature_block(content.signature, 14, 20 * MM)], 4 * MM)
    return Ending([*texts, signing])
