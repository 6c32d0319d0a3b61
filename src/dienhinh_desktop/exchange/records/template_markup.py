"""The fixed markup of a template sent to a sub-unit: its styles, frames of sheets, locks (ECMA-376 part 1, §18).

Its style sheet keeps the places of `markup.Style`, but those cells may be written in; the styles beyond them are for
what is locked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from xml.sax.saxutils import escape, quoteattr

from .markup import LINKS, MAIN, Style, quoted

HEADING_ROW = 5
"""Title, what the sheet is for, how to write, the hidden words of long drop-downs, then the headings."""
WORDS_ROW = 4
LAST_ROW = 1_048_576
_UNLOCKED = '<protection locked="0"/>'
_FIRST_FORMAT = 165


class Own(IntEnum):
    """The styles a template has beyond those of `markup.Style`; all but CENTRED are locked."""

    KEPT = len(Style)
    KEPT_QUOTED = KEPT + 1
    TITLE = KEPT + 2
    LINE = KEPT + 3
    CENTRED = KEPT + 4
    NAMED = KEPT + 5
    """The first of the codes that show a name beside them; the others follow."""


@dataclass(frozen=True, slots=True)
class DropDown:
    """A drop-down below a heading: column letters, formula of its words, what is asked when something else is typed."""

    column: str
    formula: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet as the workbook part lists it: name, last column, last filled row."""

    name: str
    last_column: str
    last_row: int

    @property
    def filtered(self) -> str:
        """The range under the filter."""
        return f"A{HEADING_ROW}:{self.last_column}{self.last_row}"


def listed(words: Sequence[str]) -> str:
    """Return a short list of words as the formula of a drop-down."""
    return quoted(words)


def styles(names: Sequence[str]) -> Iterable[str]:
    """Yield the style sheet; each of `names` is shown behind the code of a cell in the style of its place."""
    font = '<name val="Times New Roman"/><family val="1"/>'
    yield f'<styleSheet xmlns="{MAIN}"><numFmts count="{1 + len(names)}">'
    yield '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    for number, name in enumerate(names, start=_FIRST_FORMAT):
        code = '@"  ' + name.replace('"', "”")[:60] + '"'
        yield f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
    yield f'</numFmts><fonts count="5"><font><sz val="12"/>{font}</font><font><b/><sz val="12"/>{font}</font>'
    yield f'<font><sz val="12"/><color rgb="FF595959"/>{font}</font>'
    yield f'<font><b/><sz val="15"/><color rgb="FF1F3864"/>{font}</font>'
    yield f'<font><sz val="12"/><color rgb="FF1F3864"/>{font}</font></fonts><fills count="5">'
    for fill in ("none", "gray125"):  # the first two fills are fixed (§18.8.21)
        yield f'<fill><patternFill patternType="{fill}"/></fill>'
    for colour in ("FFDDEBF7", "FFBDD7EE", "FFF2F2F2"):
        yield f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'
    yield '</fills><borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>'
    yield f"<border>{_sides('FF8EA9DB')}</border><border>{_sides('FFD0D7E5')}</border></borders>"
    yield '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    formats = [*_open_formats(), *_own_formats(), *(_kept(_FIRST_FORMAT + place) for place in range(len(names)))]
    yield f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
    yield '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'


def _sides(colour: str) -> str:
    return (
        "".join(f'<{side} style="thin"><color rgb="{colour}"/></{side}>' for side in ("left", "right", "top", "bottom"))
        + "<diagonal/>"
    )


def _format(number: int, font: int, fill: int, border: int, inside: str, more: str = "") -> str:
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"{more}>{inside}</xf>'
    )


def _open_formats() -> Iterable[str]:
    """Yield the formats of `markup.Style`: all but the headings may be written in."""
    top, lines = '<alignment vertical="center"/>', '<alignment vertical="center" wrapText="1"/>'
    for number, alignment in ((0, top), (49, top), (0, lines)):
        for more in ("", ' quotePrefix="1"'):
            yield _format(number, 0, 0, 2, alignment + _UNLOCKED, more)
    yield _format(164, 0, 0, 2, f'<alignment horizontal="center" vertical="center"/>{_UNLOCKED}')
    for fill in (2, 3):
        yield _format(0, 1, fill, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>')


def _own_formats() -> Iterable[str]:
    yield _kept(49)
    yield _kept(49, ' quotePrefix="1"')
    for font in (3, 4):
        yield _format(0, font, 0, 0, '<alignment vertical="center"/>')
    yield _format(0, 0, 0, 2, f'<alignment horizontal="center" vertical="center"/>{_UNLOCKED}')


def _kept(number: int, more: str = "") -> str:
    return _format(number, 2, 4, 2, '<alignment vertical="center"/>', more)


def sheet_start(columns: Sequence[tuple[int, int]], frozen: str, *, first: bool) -> str:
    """Return what stands before the rows; the columns up to the one before `frozen` and the headings stand still."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" style="{style}" customWidth="1"/>'
        for place, (width, style) in enumerate(columns, start=1)
    )
    still = ord(frozen) - ord("A")
    corner = f"{frozen}{HEADING_ROW + 1}"
    tab = ' tabSelected="1"' if first else ""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">'
        '<sheetPr><tabColor rgb="FF2F75B5"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{tab} showGridLines="0" workbookViewId="0"><pane xSplit="{still}" '
        f'ySplit="{HEADING_ROW}" topLeftCell="{corner}" activePane="bottomRight" state="frozen"/>'
        f'<selection pane="bottomRight" activeCell="{corner}" sqref="{corner}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="18"/><cols>{widths}</cols><sheetData>'
    )


def line(row: int, string: int, style: Own, height: float) -> str:
    """Return a row of words above the table, locked over its whole width."""
    return (
        f'<row r="{row}" s="{int(style)}" customFormat="1" ht="{height}" customHeight="1">'
        f'<c r="A{row}" t="s" s="{int(style)}"><v>{string}</v></c></row>'
    )


def hidden_line(row: int, strings: Iterable[tuple[str, int]]) -> str:
    """Return the hidden row of words (column letters, string) that long drop-downs are made of."""
    style = int(Own.LINE)
    cells = "".join(f'<c r="{letters}{row}" t="s" s="{style}"><v>{string}</v></c>' for letters, string in strings)
    return f'<row r="{row}" s="{style}" customFormat="1" hidden="1">{cells}</row>'


def sheet_end(frame: Frame, drop_downs: Sequence[DropDown]) -> str:
    """Return what stands after the rows: the lock without a password, filter, drop-downs, page, notes."""
    validations = "".join(
        '<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" '
        f'errorTitle="Không có trong danh sách" error={quoteattr(item.sentence)} '
        f'sqref="{item.column}{HEADING_ROW + 1}:{item.column}{LAST_ROW}">'
        f"<formula1>{escape(item.formula)}</formula1></dataValidation>"
        for item in drop_downs
    )
    if validations:
        validations = f'<dataValidations count="{len(drop_downs)}">{validations}</dataValidations>'
    return (
        '</sheetData><sheetProtection sheet="1" formatColumns="0" formatRows="0" insertRows="0" deleteRows="0" '
        f'sort="0" autoFilter="0"/><autoFilter ref="{frame.filtered}"/>{validations}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RTrang &amp;P/&amp;N</oddFooter></headerFooter>"
        '<legacyDrawing r:id="rId1"/></worksheet>'
    )


def workbook(frames: Sequence[Frame]) -> Iterable[str]:
    """Yield the workbook part: the sheets, and of each its filter, its width on paper, its heading on every page."""
    yield f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><bookViews><workbookView tabRatio="850"/></bookViews><sheets>'
    for number, frame in enumerate(frames, start=1):
        yield f'<sheet name={quoteattr(frame.name)} sheetId="{number}" r:id="rId{number}"/>'
    yield "</sheets><definedNames>"
    for place, frame in enumerate(frames):
        where = f"'{escape(frame.name)}'!"
        last = f"${frame.last_column}"
        for name, cells in (
            ('_xlnm._FilterDatabase" hidden="1', f"$A${HEADING_ROW}:{last}${frame.last_row}"),
            ("_xlnm.Print_Area", f"$A:{last}"),
            ("_xlnm.Print_Titles", f"${HEADING_ROW}:${HEADING_ROW}"),
        ):
            yield f'<definedName name="{name}" localSheetId="{place}">{where}{cells}</definedName>'
    yield "</definedNames></workbook>"
