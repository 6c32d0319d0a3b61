"""An empty Word paper: page and margins, page numbers in the top margin, the mark of a draft, facts about the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.section import Section, _Header
from docx.shared import Mm

from dienhinh_desktop.domain.text import nfc

from .package import packed, parts_of, timed
from .paper import MM
from .word_styles import FACE, Look, styles_of
from .word_xml import NAMESPACE, made, page_field, paragraph, style_id

_EPOCH = date(2000, 1, 1)
"""Day of a paper that does not know its own: equal papers are equal files."""
_NUMBER_DOWN = 9.0
"""Millimetres from the edge of the sheet to the page number."""
_MARK = (
    f'<w:r {NAMESPACE} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    "<w:pict>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="DuThao{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="{words}" style="position:absolute;'
    "width:440pt;height:120pt;rotation:320;z-index:-251658752;mso-position-horizontal:center;"
    'mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page"'
    ' o:allowincell="f" fillcolor="#ededed" stroked="f"><v:textpath style="font-family:&quot;{face}&quot;;'
    'font-size:1pt;font-weight:bold" string="{words}"/></v:shape></w:pict></w:r>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a paper in millimetres; the text stands between the margins."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def room(self) -> float:
        """Width of the text in points."""
        return (self.width - self.left - self.right) * MM


def empty_paper(looks: tuple[Look, ...], sheet: Sheet, *, title: str, author: str, subject: str) -> Paper:
    """Return a paper with these styles and facts and nothing in it."""
    document = Document()
    styles_of(document, looks, sheet.room / MM)
    _set_compatible(document)
    facts = document.core_properties
    facts.title, facts.author, facts.subject = nfc(title), nfc(author), nfc(subject)[:255]
    facts.comments, facts.keywords, facts.language = "", "", "vi-VN"
    facts.last_modified_by = nfc(author)
    facts.created = facts.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx takes no zone
    return document


def _set_compatible(document: Paper) -> None:
    """Have the paper laid out as Word 2013 and later do; older ways put tables out into the margin."""
    settings = document.settings.element
    name = settings.nsmap["w"]
    old = settings.find(f"{{{name}}}compat")
    assert old is not None  # python-docx's own empty paper has it
    mode = made("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    settings.replace(old, made("w:compat", mode))


def begin(document: Paper, sheet: Sheet, number: int, *, across: str) -> None:
    """Begin the part of that number (from 0): its own page numbers from 1, not shown on its first page."""
    section = document.sections[0] if number == 0 else document.add_section(WD_SECTION.NEW_PAGE)
    if number:
        # The paragraph that ends a part takes no room, or a full page would be followed by an empty one.
        _style_last(document)
    _set_page(section, sheet)
    for place, header in enumerate((section.first_page_header, section.header)):
        header.is_linked_to_previous = False
        _fill_header(header, 2 * number + place, numbered=place == 1, across=across)


def mark_across(document: Paper, words: str) -> None:
    """Write words (DỰ THẢO, TẬP LÀM) across every page of a paper made elsewhere."""
    number = 0
    for section in document.sections:
        for header in (section.first_page_header, section.header):
            if header.is_linked_to_previous:
                header.is_linked_to_previous = False
            lines = header.paragraphs or [header.add_paragraph()]
            lines[0]._p.append(parse_xml(_MARK.format(words=words, number=number, spid=2049 + number, face=FACE)))
            number += 1


def add(document: Paper, blocks: Iterable[Element]) -> None:
    """Put blocks at the end of the paper."""
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, block)  # the last child tells the page


def finished(document: Paper, day: date | None) -> bytes:
    """Return the file; equal content gives equal bytes."""
    stream = BytesIO()
    document.save(stream)
    parts = parts_of(stream.getvalue())
    parts.pop("docProps/thumbnail.jpeg", None)
    parts["_rels/.rels"] = _without(parts["_rels/.rels"], b"thumbnail")
    timed(parts, day or _EPOCH)
    return packed(parts)


def _without(relations: bytes, word: bytes) -> bytes:
    head, *entries = relations.split(b"<Relationship ")
    tail = b"</Relationships>"
    kept = [entry.replace(tail, b"") for entry in entries if word not in entry]
    return head.replace(tail, b"") + b"".join(b"<Relationship " + entry for entry in kept) + tail


def _style_last(document: Paper) -> None:
    last = [child for child in document.element.body if child.tag.endswith("}p")][-1]
    properties = last.get_or_add_pPr()
    properties.insert(0, made("w:pStyle", val=style_id("Ngăn")))


def _set_page(section: Section, sheet: Sheet) -> None:
    lying = sheet.width > sheet.height
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    section.header_distance, section.footer_distance = Mm(_NUMBER_DOWN), Mm(_NUMBER_DOWN)
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(f"{{{section._sectPr.nsmap['w']}}}pgNumType"):
        section._sectPr.remove(old)
    margins = section._sectPr.find(f"{{{section._sectPr.nsmap['w']}}}pgMar")
    assert margins is not None  # set above
    margins.addnext(made("w:pgNumType", start=1))


def _fill_header(header: _Header, number: int, *, numbered: bool, across: str) -> None:
    root = header._element
    for child in list(root):
        root.remove(child)
    line = paragraph("Số trang")
    if numbered:
        line.append(page_field())
    if across:
        line.append(parse_xml(_MARK.format(words=across, number=number, spid=2049 + number, face=FACE)))
    root.append(line)
