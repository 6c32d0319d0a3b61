"""Papers as Word files to be changed by hand: the same content as their PDF, single or bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dienhinh_desktop.domain.documents import Form, FormSection

from . import form_pages
from .fonts import BOLD, text_width
from .word_paper import Sheet, add, begin, empty_paper, finished
from .word_parts import blanks, grid, hold, letterhead, signatures
from .word_styles import LOOKS
from .word_xml import paragraph, rule

SHEET = Sheet(210, 297, form_pages.TOP, form_pages.BOTTOM, form_pages.LEFT, form_pages.RIGHT)
_HEAD_SIZE = 12.0


def forms_bytes(forms: Sequence[Form]) -> bytes:
    """Return the papers one after the other as a Word file; equal content gives equal bytes.

    Each is a part with its own page numbers. Raises ValueError when there is none.
    """
    if not forms:
        raise ValueError("no form to write")
    first = forms[0]
    document = empty_paper(
        LOOKS,
        SHEET,
        title=form_pages.title_of(forms),
        author=first.letterhead.superior or first.letterhead.agency,
        subject=", ".join(first.keywords),
    )
    for number, form in enumerate(forms):
        begin(document, SHEET, number, across=form.across)
        add(document, _form(form))
    return finished(document, first.letterhead.day)


def _form(form: Form) -> Iterator[Element]:
    yield from _opening(form)
    parts = [part for one in form.sections for part in section(one)]
    if parts and form.signatures:
        hold(parts[-1])
    yield from parts
    yield from signing(form)
    # A table never ends a part of a Word paper; this takes no room.
    yield paragraph("Ngăn")


def signing(form: Form) -> Iterator[Element]:
    """Yield the rows of signatures, the recipients beside the last."""
    for place, row in enumerate(form.signatures):
        last = place == len(form.signatures) - 1
        yield paragraph("Khoảng trống", held=True)
        made = signatures(row, SHEET.room, form.recipients if last else ())
        if not last:
            hold(made)
        yield made


def _opening(form: Form) -> Iterator[Element]:
    yield from letterhead(form.letterhead, SHEET.room, _HEAD_SIZE)
    yield paragraph("Khoảng trống", held=True)
    # The name of the paper stands in capitals, what it is about does not (Decree 30/2020, box 5a).
    for place, line in enumerate(form.title):
        shown = form_pages.title_lines([line], below=place > 0)
        yield paragraph("Trích yếu" if place else "Tên loại", "\n".join(shown))
        if place == len(form.title) - 1:
            length = text_width(shown[-1], BOLD, 14) * form_pages.TITLE_RULE
            yield rule(length, SHEET.room, "Đường kẻ tên loại")
    yield from _addressed(form.addressees)
    for text in form.bases:
        yield paragraph("Căn cứ", text)
    yield from blanks(form.intro)


def _addressed(names: Sequence[str]) -> Iterator[Element]:
    if len(names) == 1:
        yield paragraph("Kính gửi", f"Kính gửi: {names[0]}")
    elif names:
        yield paragraph("Nơi kính gửi", "Kính gửi:", held=True)
        for place, name in enumerate(names, 1):
            yield paragraph("Nơi kính gửi", f"- {name}{'.' if place == len(names) else ';'}")


def section(part: FormSection) -> Iterator[Element]:
    """Yield a part of a paper: title, lines, text, table."""
    if part.title:
        capital = part.level == 1
        yield paragraph("Đề mục 1" if capital else "Đề mục 2", part.title.upper() if capital else part.title)
    yield from blanks(part.lines)
    for text in part.paragraphs:
        yield paragraph("Nội dung", text)
    if part.table is not None:
        if not part.title or part.lines or part.paragraphs:
            yield paragraph("Trước bảng")
        yield grid(part.table, SHEET.room)
