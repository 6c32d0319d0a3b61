"""Forms as PDF: nomination forms and achievement reports, single or bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from dienhinh_desktop.domain.documents import Form, FormSection

from .blocks import Columns, Ending, Head, Rule, SignedEnd, recipient_block, signature_block
from .fonts import BOLD, ITALIC, REGULAR, balanced, register, text_width
from .form_parts import Mark, Title, blanks, held_titles, table
from .paper import MM, body_style, centred, document, foot_code, mark_across, markup, page_number, style

TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
"""Millimetres of an upright A4 sheet (Decree 30/2020: 20–25, 20–25, 30–35, 15–20)."""
TITLE_RULE = 0.35
"""Length of the line under a title, in parts of its last line (the decree: one third to one half)."""
_SIZE = 13
_WIDTH = (210 - LEFT - RIGHT) * MM
_HEIGHT = (297 - TOP - BOTTOM) * MM
_FIRST, _LATER = "first", "later"


def forms_bytes(forms: Sequence[Form]) -> bytes:
    """Return the forms one after the other as PDF, each in its copies; equal content gives equal bytes.

    Raises ValueError when there is no form.
    """
    if not forms:
        raise ValueError("no form to draw")
    forms = [form for form in forms for _copy in range(form.copies)]
    register()
    stream = BytesIO()
    first = forms[0]
    author = first.letterhead.superior or first.letterhead.agency
    subject = ", ".join(first.keywords)
    paper = document(stream, (210 * MM, 297 * MM), title=title_of(forms), author=author, subject=subject)
    paper.addPageTemplates(_templates(forms))
    paper.build(list(_bound(forms)))
    return stream.getvalue()


def title_of(forms: Sequence[Form]) -> str:
    """Return the title of a file: the kind of paper, and whose it is where all are of one subject."""
    first = forms[0]
    title = first.name if all(form is first for form in forms) else "Bộ hồ sơ"
    if first.subject and len({form.subject for form in forms}) == 1:
        return f"{title} – {first.subject_name}"
    return title


def _templates(forms: Sequence[Form]) -> list[PageTemplate]:
    waiting = iter(forms)
    shown = forms[0]
    first_page = 1

    def begin(canvas: Canvas, paper: BaseDocTemplate) -> None:
        nonlocal shown, first_page
        shown, first_page = next(waiting), paper.page
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if len(forms) > 1:
            canvas.showOutline()
        mark_across(canvas, shown.across)
        foot_code(canvas, shown.code)

    def go_on(canvas: Canvas, paper: BaseDocTemplate) -> None:
        mark_across(canvas, shown.across)
        page_number(canvas, paper.page - first_page + 1)
        foot_code(canvas, shown.code)

    return [PageTemplate(_FIRST, [_frame()], onPage=begin), PageTemplate(_LATER, [_frame()], onPage=go_on)]


def _frame() -> Frame:
    return Frame(LEFT * MM, BOTTOM * MM, _WIDTH, _HEIGHT, 0, 0, 0, 0)


def _bound(forms: Sequence[Form]) -> Iterator[Flowable]:
    """Yield all forms; those of one subject stand together in the outline under its name."""
    begun = False
    for number, (_, group) in enumerate(groupby(forms, key=lambda form: form.subject or form.file_stem), 1):
        for place, form in enumerate(group):
            if begun:
                yield NextPageTemplate(_FIRST)
                yield PageBreak()
            begun = True
            under = bool(form.subject) and len(forms) > 1
            if place == 0 and under:
                yield Mark(f"{number:02d}. {form.subject_name}", f"subject-{number}", 0)
            yield Mark(form.name, f"form-{number}-{place}", 1 if under else 0)
            yield NextPageTemplate(_LATER)
            yield from _form(form)


def _form(form: Form) -> Iterator[Flowable]:
    parts = [*_opening(form)]
    for section in form.sections:
        parts += _section(section)
    parts = list(held_titles(parts, _WIDTH))
    rows = list(_signing(form))
    if not rows:
        yield from parts
        return
    body = parts.pop()
    lead: list[Flowable] = []
    while isinstance(parts[-1], Title | Spacer):
        part = parts.pop()
        if not isinstance(part, CondPageBreak):  # which is a Spacer to reportlab
            lead.insert(0, part)
    yield from parts
    yield SignedEnd(lead, body, Ending(rows), _HEIGHT)


def _signing(form: Form) -> Iterator[Flowable]:
    for place, row in enumerate(form.signatures, 1):
        blocks = [signature_block(signature, _SIZE, 22 * MM) for signature in row]
        if form.recipients and place == len(form.signatures):
            blocks.insert(0, recipient_block(form.recipients))
        yield Columns(blocks, 7 * MM)


def _opening(form: Form) -> Iterator[Flowable]:
    yield Head(form.letterhead, 12, 0.4)
    yield Spacer(1, 7 * MM)
    # The name of the paper stands in capitals, what it is about does not (Decree 30/2020, box 5a).
    lines = title_lines(form.title)
    for line in lines:
        yield Paragraph(markup(line), centred(14, BOLD))
    if lines:
        yield Rule(text_width(lines[-1], BOLD, 14) * TITLE_RULE)
        yield Spacer(1, 4 * MM)
    yield from _addressed(form.addressees)
    for text in form.bases:
        yield Paragraph(markup(text), body_style(_SIZE, ITALIC))
    yield from blanks(form.intro, _SIZE)


def title_lines(title: Sequence[str], *, below: bool = False) -> list[str]:
    """Return the lines of a title as they stand on the page, none with a word alone; the name is in capitals.

    `below`: the name stands above already.
    """
    shown = [line if place or below else line.upper() for place, line in enumerate(title)]
    return [line for text in shown for line in balanced(text, BOLD, 14, _WIDTH)]


def _addressed(names: Sequence[str]) -> Iterator[Flowable]:
    """Yield Kính gửi: one name on the same line, several below it (Decree 30/2020, box 9a)."""
    if len(names) == 1:
        yield Paragraph(markup(f"Kính gửi: {names[0]}"), centred(14, REGULAR, spaceBefore=2, spaceAfter=6))
    elif names:
        left = style(14, leftIndent=45 * MM)
        yield Paragraph("Kính gửi:", left)
        for place, name in enumerate(names, 1):
            yield Paragraph(markup(f"- {name}{'.' if place == len(names) else ';'}"), left)


def _section(section: FormSection) -> Iterator[Flowable]:
    if section.title:
        text = section.title.upper() if section.level == 1 else section.title
        yield Title(markup(text), style(_SIZE, BOLD, spaceBefore=8, spaceAfter=2))
    yield from blanks(section.lines, _SIZE)
    for text in section.paragraphs:
        yield Paragraph(markup(text), body_style(_SIZE))
    if section.table is not None:
        yield Spacer(1, 4)
        yield table(section.table, _WIDTH)
