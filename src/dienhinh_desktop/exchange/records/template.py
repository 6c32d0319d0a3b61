"""The template of a sub-unit: a records workbook with what is known of it, locks, drop-downs and notes.

It is read back like any records workbook, so there is no sheet and no column beside those of the contract: guidance
stands in rows above the headings and in notes on them, the words of long drop-downs in a hidden row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.delivery import UnitTemplate
from dienhinh_desktop.domain.records import Subject, SubjectKind
from dienhinh_desktop.domain.upkeep import Progress, silent
from dienhinh_desktop.exchange.imports.figures import Year
from dienhinh_desktop.exchange.imports.sheets import SHEETS, Column, Sheet
from dienhinh_desktop.exchange.imports.survey import column_letters
from dienhinh_desktop.exchange.imports.values import Cell
from dienhinh_desktop.exchange.imports.words import AwardOf, TermOf

from . import meanings
from . import template_markup as framing
from .columns import ColumnWriter, write_rows
from .heading_notes import write_notes
from .markup import FORMULA_SIGNS, fits_list
from .package import Package
from .template_markup import HEADING_ROW, LAST_ROW, WORDS_ROW, DropDown, Frame, Own
from .workbook import OTHER_WORDS, Counter, refuse_too_many

_NAMED = {"categories", "indicators"}
"""Lists whose names are shown instead of their codes: both are read back as the same thing."""
_UNITS = {"unit", "collective", "introducer"}
_MOST_NAMED = 150
"""Codes that may show a name beside them: Excel takes some two hundred number formats."""
_WIDTHS = {"subject": 34, "name": 30, "category": 36, "traits": 26, "form": 44, "indicator": 32, "note": 30}
_NEW_SUBJECTS = 1_000
_UNKNOWN_CODE = "Mã này chưa có ở trang Đối tượng. Thêm đối tượng ở trang ấy trước. Vẫn ghi như vậy?"
_OTHER_YEAR = "Năm này ngoài các năm đang hỏi. Vẫn ghi như vậy?"
_HOW = (
    "Ghi tiếp vào dòng trống bên dưới; cột xanh đậm phải ghi, ô chưa biết để trống. Ô xám là mã đã có, khóa lại. "
    "Rê chuột lên tiêu đề cột để xem cách ghi."
)
_KEEP = "Không đổi tên trang, tên cột, không xóa dòng cũ. Ghi xong gửi lại tệp này"


def template_workbook(content: UnitTemplate, catalogue: Catalogue, progress: Progress = silent) -> bytes:
    """Return the template of a unit as a workbook; the same content gives the same bytes.

    Headings and known codes are locked without a password; everything else may be written in, sorted and filtered.
    `progress` counts rows. Raises UserError when a text is longer than an Excel cell or a sheet has too many rows.
    """
    package = Package()
    tables = dict(content.records.tables())
    counter = Counter(sum(map(len, tables.values())), progress)
    words = _Words(content, catalogue)
    frames = []
    for number, sheet in enumerate(SHEETS, start=1):
        refuse_too_many(sheet, len(tables[sheet.table]), LAST_ROW - HEADING_ROW)
        frames.append(_TemplateSheet(package, sheet, words).write(number, tables[sheet.table], counter))
    sheets = range(1, len(frames) + 1)
    return package.finish(framing.styles(words.names), framing.workbook(frames), sheets)


class _Words:
    """What the sheets of one template share: the words they say, the names beside codes, the units to choose from."""

    def __init__(self, content: UnitTemplate, catalogue: Catalogue) -> None:
        self.content, self.catalogue = content, catalogue
        subjects = content.records.subjects
        named = subjects if len(subjects) <= _MOST_NAMED else ()
        self.names = tuple(subject.name for subject in named)
        self.styles = {subject.code: Own.NAMED + place for place, subject in enumerate(named)}
        self.units = tuple(subject.code for subject in subjects if subject.kind is SubjectKind.COLLECTIVE)

    def lines(self, sheet: Sheet) -> tuple[str, str, str]:
        """Return the three lines above the headings of a sheet."""
        years = self.content.years
        period = "" if years is None else f", năm {years[0]}" if years[0] == years[1] else f", {years[0]}–{years[1]}"
        title = f"{sheet.name} – {self.content.unit_name}{period}"
        if sheet.table != "subjects":
            return title, meanings.PURPOSES[sheet.table], _HOW
        new = f" Đối tượng mới đặt mã chưa ai dùng, như {self.content.first_code}." if self.content.first_code else ""
        back = f" cho {self.content.agency}" if self.content.agency else ""
        return title, f"{meanings.PURPOSES[sheet.table]}{new} {_KEEP}{back}.", _HOW

    def choices(self, column: Column) -> tuple[str, ...]:
        """Return the words of the drop-down of a column; empty where anything may stand."""
        kind = column.kind
        if isinstance(kind, AwardOf):
            return tuple(form.name for form in self.catalogue.awards.values() if not form.legacy)
        if isinstance(kind, TermOf) and kind.terms in _NAMED:
            return tuple(term.name for term in self.catalogue.lists[kind.terms].values())
        if isinstance(kind, Year) and self.content.years is not None:
            first, last = self.content.years
            return tuple(str(year) for year in range(last, first - 1, -1))
        return self.units if column.fields[0] in _UNITS else kind.choices(self.catalogue)


class _TemplateColumn(ColumnWriter):
    """A column of a template: known codes are locked and show the name they stand for, terms are shown by name."""

    def __init__(self, letters: str, column: Column, package: Package, words: _Words) -> None:
        super().__init__(letters, column, package, words.catalogue)
        self.locked = column.fields[0] in ("code", "subject")
        self._styles: Mapping[str, int] = {}
        if column.fields[0] == "subject":
            self._styles = words.styles
        self.width = _WIDTHS.get(column.fields[0], column.width)
        if isinstance(column.kind, Year):
            self.place = Own.CENTRED

    def cell(self, value: Any) -> Cell:
        """Return the name of a term where names are shown."""
        kind = self.column.kind
        if isinstance(kind, TermOf) and kind.terms in _NAMED:
            return self.catalogue.name(kind.terms, value)
        return super().cell(value)

    def text_style(self, text: str) -> int:
        """Return the locked style of a known code."""
        if not self.locked:
            return super().text_style(text)
        if text.startswith(FORMULA_SIGNS):
            return Own.KEPT_QUOTED
        return self._styles.get(text, Own.KEPT)


class _TemplateSheet:
    """One sheet of a template being written."""

    def __init__(self, package: Package, sheet: Sheet, words: _Words) -> None:
        self._package, self._sheet, self._words = package, sheet, words
        self._columns = [
            _TemplateColumn(column_letters(place), column, package, words)
            for place, column in enumerate(sheet.columns, start=1)
        ]
        self._hidden: list[str] = []

    def write(self, number: int, rows: Sequence[Any], counter: Counter) -> Frame:
        """Write the sheet and its notes."""
        frame = Frame(self._sheet.name, self._columns[-1].letters, max(len(rows), 1) + HEADING_ROW)
        drop_downs = [found for column in self._columns if (found := self._drop_down(column))]
        part = self._package.open_sheet(number)
        part.write(
            framing.sheet_start(
                [(column.width, column.place) for column in self._columns],
                "D" if self._sheet.record is Subject else "B",
                first=number == 1,
            )
        )
        part.write(self._head())
        write_rows(part, self._columns, rows, HEADING_ROW + 1, partial(counter.add, self._sheet.name))
        part.write(framing.sheet_end(frame, drop_downs))
        part.close()
        notes = [(column.letters, meanings.note(self._sheet, column.column)) for column in self._columns]
        write_notes(self._package, number, HEADING_ROW, notes)
        return frame

    def _head(self) -> str:
        string = self._package.string
        title, purpose, how = self._words.lines(self._sheet)
        rows = [
            framing.line(1, string(title), Own.TITLE, 24),
            framing.line(2, string(purpose), Own.LINE, 18),
            framing.line(3, string(how), Own.LINE, 18),
            framing.hidden_line(
                WORDS_ROW, [(column_letters(place), string(word)) for place, word in enumerate(self._hidden, start=1)]
            ),
            f'<row r="{HEADING_ROW}" ht="36" customHeight="1">'
            f"{''.join(column.heading(HEADING_ROW) for column in self._columns)}</row>",
        ]
        return "".join(rows)

    def _drop_down(self, writer: _TemplateColumn) -> DropDown | None:
        column = writer.column
        if column.fields[0] == "subject":
            return DropDown(writer.letters, self._codes(), _UNKNOWN_CODE)
        words = self._words.choices(column)
        if not words:
            return None
        sentence = _OTHER_YEAR if isinstance(column.kind, Year) else OTHER_WORDS
        formula = framing.listed(words) if fits_list(words) else self._hide(words)
        return DropDown(writer.letters, formula, sentence)

    def _codes(self) -> str:
        """Return the formula of all codes of the first sheet, those still to come included, without its blanks."""
        subjects, first = SHEETS[0].name, HEADING_ROW + 1
        room = HEADING_ROW + len(self._words.content.records.subjects) + _NEW_SUBJECTS
        column = f"'{subjects}'!$A${first}"
        return f"OFFSET({column},0,0,MAX(1,COUNTA({column}:$A${room})),1)"

    def _hide(self, words: Sequence[str]) -> str:
        """Put words into the hidden row and return the formula of their cells."""
        first = column_letters(len(self._hidden) + 1)
        self._hidden.extend(words)
        return f"${first}${WORDS_ROW}:${column_letters(len(self._hidden))}${WORDS_ROW}"
