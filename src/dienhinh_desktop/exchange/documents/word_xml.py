"""The few elements of WordprocessingML (ECMA-376, part 1) papers are made of; looks come from named styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import cast

from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dienhinh_desktop.domain.text import fold, nfc

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GAP = re.compile(" {2,}")
_PARTS = re.compile("(\n|\t)")


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)


def made(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element: `made("w:jc", val="center")` is `<w:jc w:val="center"/>`."""
    element = cast(Element, OxmlElement(tag))
    for name, value in attributes.items():
        element.set(f"{{{element.nsmap['w']}}}{name}", str(value))
    element.extend(children)
    return element


def plain(text: str) -> str:
    """Return a user's text as XML can hold it: NFC, no control characters; several spaces stay as wide as they were."""
    return _GAP.sub(lambda found: "\u00a0" * len(found[0]), _NO_XML.sub("", nfc(text)).replace("\r", ""))


def paragraph(style: str, text: str = "", *, held: bool = False, sides: float = 0) -> Element:
    """Return a paragraph of a named style. `held`: it stays on the page of the next. `sides`: set in, in points."""
    look = made("w:pPr", made("w:pStyle", val=style_id(style)))
    if held:
        look.append(made("w:keepNext"))
    if sides:
        look.append(made("w:ind", left=twips(sides), right=twips(sides), firstLine=0))
    return made("w:p", look, *runs(text))


def style_id(name: str) -> str:
    """Return the id of a style: its name in plain letters, as Word itself makes them ("Đề mục 1": "DeMuc1")."""
    return "".join(word.capitalize() for word in fold(name).split())


def runs(text: str) -> Iterable[Element]:
    """Yield the text as one run; line ends and tabs become Word's own."""
    if not text:
        return
    run = made("w:r")
    for part in filter(None, _PARTS.split(plain(text))):
        if part in ("\n", "\t"):
            run.append(made("w:br" if part == "\n" else "w:tab"))
            continue
        words = made("w:t")
        words.text = part
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    yield run


def rule(length: float, room: float, style: str = "Đường kẻ") -> Element:
    """Return a line across the middle: `length` points of the `room` points it stands in."""
    drawn = paragraph(style, sides=max(0.0, (room - length) / 2))
    borders = made("w:pBdr", made("w:top", val="single", sz=6, space=0, color="auto"))
    properties = drawn[0]
    properties.insert(1, borders)
    return drawn


def cell(width: float, content: Sequence[Element], *, span: int = 1, middle: bool = True) -> Element:
    """Return a cell `width` points wide over `span` columns; a cell is never empty in Word."""
    properties = made("w:tcPr", made("w:tcW", w=twips(width), type="dxa"))
    if span > 1:
        properties.append(made("w:gridSpan", val=span))
    if middle:
        properties.append(made("w:vAlign", val="center"))
    return made("w:tc", properties, *content)


def table_row(cells: Iterable[Element], *, heading: bool = False) -> Element:
    """Return a row, not cut by the end of a page unless it is taller. `heading`: repeated on every page."""
    properties = made("w:trPr", made("w:cantSplit"))
    if heading:
        properties.append(made("w:tblHeader"))
    return made("w:tr", properties, *cells)


def table(style: str, widths: Sequence[float], rows: Iterable[Element]) -> Element:
    """Return a table of fixed columns, `widths` in points."""
    properties = made(
        "w:tblPr",
        made("w:tblStyle", val=style_id(style)),
        made("w:tblW", w=sum(twips(width) for width in widths), type="dxa"),
        made("w:tblLayout", type="fixed"),
    )
    columns = made("w:tblGrid", *(made("w:gridCol", w=twips(width)) for width in widths))
    return made("w:tbl", properties, columns, *rows)


def page_field() -> Element:
    """Return the number of the page, counted by Word."""
    return parse_xml(f'<w:fldSimple {NAMESPACE} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
