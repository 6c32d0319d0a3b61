"""Notes on the headings of a sheet, as Excel and LibreOffice show them: comments and their boxes (§18.7, VML)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from .markup import MAIN, relationships
from .package import Package

_AUTHOR = "Cách ghi"
_SIGNS_A_LINE = 38
_OFFICE = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def write_notes(package: Package, sheet: int, row: int, notes: Sequence[tuple[str, str]]) -> None:
    """Write the parts that hold the notes of a sheet: (column letters, words) in one row."""
    package.write(f"xl/comments{sheet}.xml", _comments(row, notes))
    package.write(f"xl/drawings/vmlDrawing{sheet}.vml", _boxes(row, [words for _, words in notes]))
    links = [("vmlDrawing", f"../drawings/vmlDrawing{sheet}.vml"), ("comments", f"../comments{sheet}.xml")]
    package.write(f"xl/worksheets/_rels/sheet{sheet}.xml.rels", relationships(links))


def _comments(row: int, notes: Sequence[tuple[str, str]]) -> Iterable[str]:
    yield f'<comments xmlns="{MAIN}"><authors><author>{_AUTHOR}</author></authors><commentList>'
    for letters, words in notes:
        yield (
            f'<comment ref="{letters}{row}" authorId="0"><text><r><rPr><sz val="11"/><color indexed="81"/>'
            f'<rFont val="Times New Roman"/><family val="1"/></rPr><t xml:space="preserve">{escape(words)}</t></r>'
            "</text></comment>"
        )
    yield "</commentList></comments>"


def _boxes(row: int, notes: Sequence[str]) -> Iterable[str]:
    # Excel expects the names it gives itself: the shape type 202 and shapes from 1025 on.
    yield (
        f'<xml {_OFFICE}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )
    for column, words in enumerate(notes):
        lines = sum(-(-len(part) // _SIGNS_A_LINE) for part in words.split("\n"))
        yield (
            f'<v:shape id="_x0000_s{1025 + column}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
            f'margin-top:2pt;width:190pt;height:{lines * 15 + 8}pt;z-index:{column + 1};visibility:hidden"'
            ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData>"
            "</v:shape>"
        )
    yield "</xml>"
