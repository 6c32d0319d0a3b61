"""What a reader finds in a Word file: its parts, its words, and the look a paragraph comes to through its styles."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.parser import parse_xml

from dienhinh_desktop.exchange.documents.word_xml import style_id

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4


def part(file: bytes, name: str = "word/document.xml") -> Any:
    """The XML of a part."""
    with zipfile.ZipFile(BytesIO(file)) as package:
        return parse_xml(package.read(name))


def opened(file: bytes) -> Any:
    """The paper as python-docx reads it."""
    return Document(BytesIO(file))


def paragraphs(file: bytes, style: str) -> list[Any]:
    """The paragraphs of a style, those in tables too."""
    return [
        found
        for found in part(file).iter(f"{W}p")
        if (named := found.find(f"{W}pPr/{W}pStyle")) is not None and named.get(f"{W}val") == style_id(style)
    ]


def said(found: Any) -> str:
    """The words of a paragraph or of anything that holds some."""
    return "".join(
        {"t": piece.text or "", "tab": "\t", "br": "\n"}.get(piece.tag.rpartition("}")[2], "") for piece in found.iter()
    )


def words(file: bytes) -> list[str]:
    """All words in the order they are read."""
    return " ".join(said(found) for found in part(file).iter(f"{W}p")).split()


@dataclass(frozen=True)
class Look:
    """What a paragraph style comes to."""

    face: str
    size: float
    bold: bool
    italic: bool
    align: str
    before: float
    lines: float | None
    first: float


def look(file: bytes, name: str) -> Look:
    """The look of a paragraph style; the face and what it leaves out come from the defaults of the paper."""
    styles = part(file, "word/styles.xml")
    faces = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    given = {faces.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert len(given) == 1
    style = opened(file).styles[name]
    assert style.font.name is None
    form = style.paragraph_format
    return Look(
        face=given.pop(),
        size=style.font.size.pt,
        bold=bool(style.font.bold),
        italic=bool(style.font.italic),
        align=form.alignment.name,
        before=form.space_before.pt,
        lines=form.line_spacing if isinstance(form.line_spacing, float) else None,
        first=form.first_line_indent.mm,
    )
