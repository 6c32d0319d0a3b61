"""The last hand on a workbook's parts: lines drawn as real lines, and nothing in it that depends on the hour.

openpyxl writes no drawn lines and stamps the present time; both are mended in the package (ECMA-376, part 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .package import packed, parts_of, timed

_EMU = 12_700
"""English metric units in a point."""
_THICKNESS = 9_525
_SHEET = "xl/worksheets/sheet1.xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = f"{_RELATION}/drawing"
_MERGED = re.compile(rb"(<mergeCells[^>]*>)(.*?)(</mergeCells>)")


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line across: from `across` points into a column, `down` points into a row (both counted from 0)."""

    column: int
    across: float
    row: int
    down: float
    length: float


def finish(workbook: bytes, drawn: Sequence[DrawnLine], day: date) -> bytes:
    """Return the workbook with the lines drawn on its first sheet, all its times set to `day`.

    A sheet with lines has no notes: both would need the one list of links of the sheet.
    """
    parts = parts_of(workbook)
    timed(parts, day)
    # openpyxl keeps merged ranges in a set, whose order differs from run to run.
    parts[_SHEET] = _MERGED.sub(_sorted_ranges, parts[_SHEET])
    if drawn:
        _draw(parts, drawn)
    return packed(parts)


def _draw(parts: dict[str, bytes], drawn: Sequence[DrawnLine]) -> None:
    parts[_SHEET] = parts[_SHEET].replace(
        b"</worksheet>", f'<drawing xmlns:r="{_RELATION}" r:id="rId1"/></worksheet>'.encode()
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/drawings/drawing1.xml"'
        b' ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_DRAWING}" Target="/xl/drawings/drawing1.xml"/></Relationships>'
    ).encode()
    parts["xl/drawings/drawing1.xml"] = _drawing(drawn).encode()


def _sorted_ranges(found: re.Match[bytes]) -> bytes:
    return found[1] + b"".join(sorted(re.findall(rb"<mergeCell [^>]*>", found[2]))) + found[3]


def _drawing(drawn: Sequence[DrawnLine]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        + "".join(_line(number, line) for number, line in enumerate(drawn, 2))
        + "</xdr:wsDr>"
    )


def _line(number: int, line: DrawnLine) -> str:
    length = round(line.length * _EMU)
    return (
        f"<xdr:oneCellAnchor><xdr:from>"
        f"<xdr:col>{line.column}</xdr:col><xdr:colOff>{round(line.across * _EMU)}</xdr:colOff>"
        f"<xdr:row>{line.row}</xdr:row><xdr:rowOff>{round(line.down * _EMU)}</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{length}" cy="0"/>'
        f'<xdr:cxnSp macro=""><xdr:nvCxnSpPr><xdr:cNvPr id="{number}" name="Đường kẻ {number - 1}"/><xdr:cNvCxnSpPr/>'
        f'</xdr:nvCxnSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{_THICKNESS}"><a:solidFill><a:srgbClr val="000000"/>'
        "</a:solidFill></a:ln></xdr:spPr></xdr:cxnSp><xdr:clientData/></xdr:oneCellAnchor>"
    )
