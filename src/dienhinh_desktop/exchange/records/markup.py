"""The fixed markup of a records workbook: styles, sheet frames, the lists of its parts (ECMA-376 part 1, §18)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FORMULA_SIGNS = ("=", "+", "-", "@", "'", "\t")
_LONGEST_LIST = 255

S = TypeVar("S", bound=IntEnum)

# XML 1.0 cannot hold these at all; the program keeps none of them (`domain.text.clean`).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as the letter A, so text that looks so is written with its first sign escaped.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Style(IntEnum):
    """The cell formats of the workbook, by their place in the style sheet."""

    PLAIN = 0
    PLAIN_QUOTED = 1
    TEXT = 2
    TEXT_QUOTED = 3
    LINES = 4
    LINES_QUOTED = 5
    DATE = 6
    HEADING = 7
    HEADING_REQUIRED = 8


def text_style(style: S, text: str) -> S:
    """Return the style in which Excel keeps the text as text, even when it is edited (quotePrefix, §18.8.45)."""
    return type(style)(style + 1) if text.startswith(FORMULA_SIGNS) else style


def _formats() -> Iterable[str]:
    top, lines = '<alignment vertical="top"/>', '<alignment vertical="top" wrapText="1"/>'
    for number_format, alignment in ((0, top), (49, top), (0, lines)):
        for quoted in ("", ' quotePrefix="1"'):
            yield (
                f'<xf numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
                f'applyAlignment="1"{quoted}>{alignment}</xf>'
            )
    yield (
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
        '<alignment horizontal="center" vertical="top"/></xf>'
    )
    for fill in (2, 3):
        yield (
            f'<xf numFmtId="0" fontId="1" fillId="{fill}" borderId="1" xfId="0" applyFont="1" applyFill="1" '
            'applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
        )


def styles() -> Iterable[str]:
    """Yield the style sheet: Times New Roman 12, dates dd/mm/yyyy, blue headings, darker where required."""
    font = '<sz val="12"/><name val="Times New Roman"/><family val="1"/>'
    line = "".join(
        f'<{side} style="thin"><color rgb="FF8EA9DB"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    yield f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    yield f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
    yield '<fills count="4">'
    for fill in ("none", "gray125"):  # the first two fills are fixed (§18.8.21)
        yield f'<fill><patternFill patternType="{fill}"/></fill>'
    for color in ("FFDDEBF7", "FFBDD7EE"):
        yield f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>'
    yield '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    yield f"<border>{line}<diagonal/></border></borders>"
    yield '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    yield f'<cellXfs count="{len(Style)}">'
    yield from _formats()
    yield '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'


def sheet_start(columns: Sequence[tuple[int, Style]], *, selected: bool) -> str:
    """Return what stands before the rows: a frozen first row, the columns' widths in characters and styles."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" style="{int(style)}" customWidth="1"/>'
        for place, (width, style) in enumerate(columns, start=1)
    )
    tab = ' tabSelected="1"' if selected else ""
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{tab} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15.75"/><cols>{widths}</cols><sheetData>'
    )


def sheet_end(filtered: str, lists: Sequence[tuple[str, Sequence[str], str]]) -> str:
    """Return what stands after the rows: filter, drop-downs (column letter, words, sentence on others), page."""
    drop_downs = "".join(
        '<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" '
        f'errorTitle="Không có trong danh sách" error={quoteattr(sentence)} sqref="{column}2:{column}1048576">'
        f"<formula1>{escape(quoted(words))}</formula1></dataValidation>"
        for column, words, sentence in lists
    )
    if drop_downs:
        drop_downs = f'<dataValidations count="{len(lists)}">{drop_downs}</dataValidations>'
    return (
        f'</sheetData><autoFilter ref="{filtered}"/>{drop_downs}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def fits_list(words: Sequence[str]) -> bool:
    """Tell whether words can stand in a drop-down: 255 signs at most, and no comma inside, for commas part them."""
    return bool(words) and len(quoted(words)) <= _LONGEST_LIST and not any("," in word for word in words)


def quoted(words: Sequence[str]) -> str:
    """Return words as the formula of a drop-down."""
    return '"' + ",".join(words).replace('"', '""') + '"'


def shared_strings(strings: Collection[str]) -> Iterable[str]:
    """Yield the part of shared strings."""
    yield f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">'
    for text in strings:
        plain = _LOOKS_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text))
        yield f'<si><t xml:space="preserve">{escape(plain)}</t></si>'
    yield "</sst>"


def workbook(names: Sequence[str], ranges: Sequence[str]) -> Iterable[str]:
    """Yield the workbook part: the sheets, the filtered range of each, its first row repeated on every printed page."""
    yield f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><bookViews><workbookView/></bookViews><sheets>'
    for number, name in enumerate(names, start=1):
        yield f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
    yield "</sheets><definedNames>"
    for place, (name, cells) in enumerate(zip(names, ranges, strict=True)):
        absolute = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)
        yield f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        yield f"'{escape(name)}'!{absolute}</definedName>"
    for place, name in enumerate(names):
        yield f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">\'{escape(name)}\'!$1:$1</definedName>'
    yield "</definedNames></workbook>"


def workbook_links(sheets: int) -> Iterable[str]:
    """Yield the relationships of the workbook part: rId1… are the sheets."""
    links = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    return relationships([*links, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")])


def package_links() -> Iterable[str]:
    """Yield the relationships of the package."""
    return relationships([("officeDocument", "xl/workbook.xml")])


def relationships(links: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Yield a part of relationships: (kind, target), numbered from rId1 on."""
    yield f'<Relationships xmlns="{_PACKAGE}/relationships">'
    for number, (kind, target) in enumerate(links, start=1):
        yield f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
    yield "</Relationships>"


def content_types(sheets: int, noted: Sequence[int] = ()) -> Iterable[str]:
    """Yield the list of part types; `noted` are the sheets that have notes."""
    yield f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    yield '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    if noted:
        yield '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    parts = [(f"worksheets/sheet{number}", "worksheet") for number in range(1, sheets + 1)]
    parts += [(f"comments{number}", "comments") for number in noted]
    for part, kind in [("workbook", "sheet.main"), *parts, ("styles", "styles"), ("sharedStrings", "sharedStrings")]:
        yield f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
    yield "</Types>"
