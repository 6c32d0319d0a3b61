"""Papers drawn: the registration list as Excel, PDF and Word, all other papers as PDF and Word, pages as pictures.

This is the one door of the folder: openpyxl, reportlab, python-docx and pypdfium2 are heavy and are loaded on the
first call.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dienhinh_desktop.domain.delivery import ReturnedRows
from dienhinh_desktop.domain.documents import Form, RegistrationList
from dienhinh_desktop.domain.history import HistoryPaper
from dienhinh_desktop.exchange.files import write_atomically


def list_xlsx(document: RegistrationList) -> bytes:
    """Return the registration list as a workbook laid out by Decree 30/2020, the same bytes for the same content."""
    from .sheet import workbook_bytes

    return workbook_bytes(document)


def list_pdf(document: RegistrationList) -> bytes:
    """Return the PDF twin of the registration list: the same content on the same page."""
    from .list_pages import list_bytes

    return list_bytes(document)


def overlong_rows(document: RegistrationList) -> tuple[int, ...]:
    """Return the numbers of the subjects whose row is taller than a page and is carried on in another."""
    from . import grid

    return grid.overlong(document)


def form_pdf(form: Form) -> bytes:
    """Return one form as PDF."""
    from .form_pages import forms_bytes

    return forms_bytes([form])


def bound_pdf(forms: Sequence[Form]) -> bytes:
    """Return all forms in one PDF: an outline entry for each, page numbers starting again with each.

    Raises ValueError when there is no form.
    """
    from .form_pages import forms_bytes

    return forms_bytes(forms)


def keys_pdf(office: str, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return the keys of the window on one page."""
    from .keys_page import keys_bytes

    return keys_bytes(office, keys)


def write_keys_pdf(office: str, keys: Sequence[tuple[str, str]], target: Path) -> None:
    """Write the keys of the window as PDF. Raises UserError when the target refuses."""
    write_atomically(target, keys_pdf(office, keys))


def history_pdf(paper: HistoryPaper) -> bytes:
    """Return the history of a record as PDF, the same bytes for the same content."""
    from .history_pages import history_bytes

    return history_bytes(paper)


def write_history_pdf(paper: HistoryPaper, target: Path) -> None:
    """Write the history of a record as PDF. Raises UserError when the target refuses."""
    write_atomically(target, history_pdf(paper))


def list_docx(document: RegistrationList) -> bytes:
    """Return the registration list as a Word file: the same content on the same page."""
    from .word_list import list_bytes

    return list_bytes(document)


def form_docx(form: Form) -> bytes:
    """Return one paper as a Word file."""
    from .word import forms_bytes

    return forms_bytes([form])


def template_docx(form: Form) -> bytes:
    """Return the original template of a paper: a Word file with fields {{…}} for what comes from the records."""
    from .template import original

    return original(form)


def prove_template(template: bytes, form: Form, name: str) -> None:
    """Raise UserError, naming what is wrong, when a Word file cannot be the template of such a paper."""
    from .template import prove

    prove(template, form, name)


def templated_docx(template: bytes, form: Form) -> bytes:
    """Return a paper as a Word file in an office's own template."""
    from .template import filled

    return filled(template, form)


def bound_docx(forms: Sequence[Form]) -> bytes:
    """Return all papers in one Word file, page numbers starting again with each.

    Raises ValueError when there is none.
    """
    from .word import forms_bytes

    return forms_bytes(forms)


def page_images(pdf: bytes, width: int) -> list[bytes]:
    """Return every page as a PNG picture `width` pixels wide."""
    from .pictures import images

    return images(pdf, width)


def page_texts(pdf: bytes) -> list[str]:
    """Return the words of every page. Raises UserError when the file is broken."""
    from .pictures import page_texts

    return page_texts(pdf)


def find_words(pdf: bytes, words: str) -> list[tuple[int, float, float, float, float]]:
    """Return where words stand: page from 0, then left, top, width, height in parts of the page."""
    from .pictures import find_words

    return find_words(pdf, words)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return several PDFs one after the other, to be seen and printed."""
    from .pictures import joined

    return joined(pdfs)


def first_page_image(pdf: bytes, width: int) -> bytes | None:
    """Return the first page of any PDF as a PNG picture about `width` pixels wide, None when it cannot be read."""
    from .pictures import first

    return first(pdf, width)


def some_pages(pdf: bytes, wanted: Sequence[int]) -> bytes:
    """Return some pages of a PDF, counted from 1, in the order asked, as a PDF of its own."""
    from .pictures import pages

    return pages(pdf, wanted)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    from .pictures import count

    return count(pdf)


def write_returned_xlsx(returned: ReturnedRows, target: Path) -> None:
    """Write the rows of a list that go back to its sender as a workbook. Raises UserError when the target refuses."""
    from .returned import returned_bytes

    write_atomically(target, returned_bytes(returned))
