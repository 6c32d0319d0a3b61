"""The styles of every Word paper by Decree 30/2020: each element of the decree has one, named as offices name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from .word_xml import NAMESPACE, style_id

FACE = "Times New Roman"
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
GRID, FRAME = "Bảng", "Khung"
"""Table styles: one with lines, one without for what stands side by side."""
PAD, PAD_OF_FRAME = 68, 57
"""Twentieths of a point between the side of a cell and its text: 1,2 mm and 1 mm."""
SIGNING_ROOM = 62.0
"""Points between the post and the name of who signs: 22 mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A paragraph style: sizes and spaces in points, `first` and `indent` in millimetres, `lines` in single lines."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 0
    lines: float = 1
    first: float = 0
    indent: float = 0
    outline: int | None = None
    held: bool = False
    """Whether it stays on the page of what follows."""
    dotted: bool = False
    """Whether a tab draws dots to the right margin."""
    exact: float = 0
    """Height of a line in points, where it does not follow from the size."""


LOOKS = (
    Look(name="Cơ quan chủ quản", size=12, align=CENTRE),
    Look(name="Cơ quan ban hành", size=12, bold=True, align=CENTRE),
    Look(name="Quốc hiệu", size=12, bold=True, align=CENTRE),
    Look(name="Tiêu ngữ", size=13, bold=True, align=CENTRE),
    Look(name="Số và ký hiệu", size=13, align=CENTRE, before=3),
    Look(name="Trích yếu công văn", size=12, align=CENTRE, before=6),
    Look(name="Địa danh và ngày", size=13, italic=True, align=CENTRE, before=3),
    Look(name="Đường kẻ", size=1, align=CENTRE, before=2, exact=5),
    Look(name="Đường kẻ tên loại", size=1, align=CENTRE, before=3, after=7, exact=5),
    Look(name="Tên loại", size=14, bold=True, align=CENTRE, held=True),
    Look(name="Trích yếu", size=14, bold=True, align=CENTRE, held=True),
    Look(name="Kèm theo", size=13, italic=True, align=CENTRE, before=2),
    Look(name="Kính gửi", size=14, align=CENTRE, before=6, after=6),
    Look(name="Nơi kính gửi", size=14, indent=45),
    Look(name="Căn cứ", size=13, italic=True, align=BOTH, before=6, lines=1.1, first=10),
    Look(name="Nội dung", size=13, align=BOTH, before=6, lines=1.1, first=10),
    Look(name="Đề mục 1", size=13, bold=True, before=8, after=2, outline=0, held=True),
    Look(name="Đề mục 2", size=13, bold=True, before=8, after=2, outline=1, held=True),
    Look(name="Dòng khai", size=13, before=3, lines=1.1),
    Look(name="Dòng chấm", size=13, before=6, lines=1.1, dotted=True),
    Look(name="Đầu bảng", size=12, bold=True, align=CENTRE, before=1, after=2),
    Look(name="Ô bảng", size=12, before=1, after=2),
    Look(name="Ô bảng giữa", size=12, align=CENTRE, before=1, after=2),
    Look(name="Ô bảng trống", size=12, italic=True, align=CENTRE, before=1, after=2),
    Look(name="Quyền hạn và chức vụ", size=13, bold=True, align=CENTRE, held=True),
    Look(name="Cách ký", size=12, italic=True, align=CENTRE, held=True),
    Look(name="Họ tên người ký", size=13, bold=True, align=CENTRE, before=SIGNING_ROOM),
    Look(name="Nơi nhận", size=12, bold=True, italic=True),
    Look(name="Danh sách nơi nhận", size=11),
    Look(name="Số trang", size=13, align=CENTRE),
    Look(name="Khoảng trống", size=13),
    Look(name="Trước bảng", size=1, exact=4, held=True),
    Look(name="Ngăn", size=1, exact=1),
)
"""The looks of an upright paper; the registration list changes some of them."""


def styles_of(document: Document, looks: tuple[Look, ...], width: float) -> None:
    """Leave a document no styles but these; `width` of its text in millimetres is where dotted lines end."""
    root = document.styles.element
    kept = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
    for style in list(root.style_lst):
        if style.styleId not in kept:
            root.remove(style)
    _defaults(document)
    for look in looks:
        _paragraph_style(document, look, width)
    for name, lined in ((GRID, True), (FRAME, False)):
        root.append(parse_xml(_table_style(name, lined=lined)))


def _defaults(document: Document) -> None:
    """Set face and language once for the whole paper, for every kind of letter."""
    root = document.styles.element
    old = next(child for child in root if child.tag.endswith("}docDefaults"))
    root.replace(
        old,
        parse_xml(
            f'<w:docDefaults {NAMESPACE}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}"'
            f' w:eastAsia="{FACE}" w:cs="{FACE}"/><w:sz w:val="26"/><w:szCs w:val="26"/>'
            '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
        ),
    )


def _paragraph_style(document: Document, look: Look, width: float) -> None:
    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.styleId = style_id(look.name)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = look.align, Pt(look.before), Pt(look.after)
    form.first_line_indent, form.left_indent = Mm(look.first), Mm(look.indent)
    form.keep_with_next, form.widow_control = look.held, True
    if look.exact:
        form.line_spacing, form.line_spacing_rule = Pt(look.exact), WD_LINE_SPACING.EXACTLY
    else:
        form.line_spacing = look.lines
    if look.dotted:
        form.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if look.outline is not None:
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NAMESPACE} w:val="{look.outline}"/>'))


def _table_style(name: str, *, lined: bool) -> str:
    return (
        f'<w:style {NAMESPACE} w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{"".join(_borders()) if lined else ""}<w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="{0}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="{0}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    ).format(PAD if lined else PAD_OF_FRAME)


def _borders() -> Iterator[str]:
    yield "<w:tblBorders>"
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        yield f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    yield "</w:tblBorders>"
