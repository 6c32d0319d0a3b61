"""Laying a pasted block on the grid: cell by cell from the cursor, or row by row by the names in the block."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO

from ...domain.errors import UserError
from ...domain.records import Subject
from ...domain.text import clean, fold, name_key, number_text
from ...domain.year_grid import CellReading, CellWords, CommonDecision, GridColumn, GridRow, PastedBlock, Understood
from ..context import Context
from .reading import Kept
from .words import Meanings, grid_words
from .writing import no_room

MOST_CELLS = 60_000
"""Cells: 3,000 people by ten years of two columns; more is no block but a whole file."""

_HEADINGS = {"ho va ten", "ho ten", "ten", "ho va ten can bo", "ten tap the", "don vi", "chu ho", "ho va ten chu ho"}


def block_of(text: str) -> list[list[str]]:
    """Return the rows and cells of a text as spreadsheets put it on the clipboard: tabs, quoted line breaks.

    Raises UserError when it is larger than any grid.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").rstrip("\n")
    if not plain.strip():
        return []
    try:
        rows = list(csv.reader(StringIO(plain), delimiter="\t", quotechar='"'))
    except csv.Error:
        rows = [line.split("\t") for line in plain.split("\n")]
    if plain.count('"') % 2:
        rows = [line.split("\t") for line in plain.split("\n")]
    if sum(len(row) for row in rows) > MOST_CELLS:
        raise UserError(
            f"Khối dán có hơn {number_text(MOST_CELLS)} ô nên chưa dán; chép ít hơn, hoặc dùng Nhập từ Excel."
        )
    return [[clean(cell) for cell in row] for row in rows]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands among the rows and columns shown, and how much is selected from there."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


def lay_block(
    ctx: Context,
    text: str,
    shown: Sequence[GridRow],
    everyone: Sequence[GridRow],
    columns: Sequence[GridColumn],
    at: Place,
    meanings: Meanings | None = None,
    shared: CommonDecision | None = None,
) -> PastedBlock:
    """Return what a pasted text would do: `shown` rows are filled from the cursor, names are looked up in `everyone`.

    One single cell fills the whole selection. Nothing is written. Raises UserError when the clipboard holds no text,
    or too much of it.
    """
    rows = block_of(text)
    if not rows:
        raise UserError("Bộ nhớ tạm không có chữ nào để dán; chép các ô trong Excel trước.")
    laid = _Laying(shown, everyone, columns, at)
    laid.lay(rows)
    block = look_at(ctx, laid.cells, meanings, shared)
    return replace(block, blank=laid.blank, outside=tuple(laid.outside), by_name=laid.by_name)


def look_at(
    ctx: Context, cells: Sequence[CellWords], meanings: Meanings | None = None, shared: CommonDecision | None = None
) -> PastedBlock:
    """Return how words for cells are understood; nothing is written.

    `shared`: the decision of the column, by whose day new initiatives are kept.
    """
    codes = {cell.subject for cell in cells}
    words = grid_words(ctx, meanings or {})
    with ctx.db.read() as reader:
        subjects: dict[str, Subject] = {row.code: row for row in reader.records(codes, {"subjects"}).subjects}
        years = [cell.column.year for cell in cells] or [ctx.now().year]
        fields = {cell.column.field for cell in cells}
        kept = Kept(ctx, reader, range(min(years), max(years) + 1), codes, fields)
    readings = (words.read(cell, subjects.get(cell.subject), shared) for cell in cells)
    return PastedBlock(readings=tuple(_with_room(reading, kept) for reading in readings))


def _with_room(reading: CellReading, kept: Kept) -> CellReading:
    """Return the reading, not to be kept where what is kept already leaves no room for it."""
    sentence = no_room(reading, kept.of(reading.cell.subject, reading.cell.column)) if reading.fit else ""
    return replace(reading, how=Understood.NOT, sentence=sentence) if sentence else reading


class _Laying:
    def __init__(
        self, shown: Sequence[GridRow], everyone: Sequence[GridRow], columns: Sequence[GridColumn], at: Place
    ) -> None:
        self._shown, self._columns, self._at = shown, columns, at
        self._named: dict[str, list[GridRow]] = defaultdict(list)
        self._folded: dict[str, list[GridRow]] = defaultdict(list)
        for row in everyone:
            self._named[name_key(row.name)].append(row)
            self._folded[fold(row.name)].append(row)
        self.cells: list[CellWords] = []
        self.blank = 0
        self.outside: list[str] = []
        self.by_name = False

    def lay(self, rows: list[list[str]]) -> None:
        if len(rows) == 1 and len(rows[0]) == 1 and (self._at.rows, self._at.columns) != (1, 1):
            for row in range(self._at.rows):
                for column in range(self._at.columns):
                    self._put(rows[0][0], self._at.row + row, self._at.column + column, row + 1)
            return
        place = self._name_column(rows)
        self.by_name = place is not None
        if place is None:
            self._lay_from_cursor(rows)
        else:
            self._lay_by_name(rows, place)

    def _lay_from_cursor(self, rows: list[list[str]]) -> None:
        for number, row in enumerate(rows):
            for offset, words in enumerate(row):
                self._put(words, self._at.row + number, self._at.column + offset, number + 1)

    def _put(self, words: str, row: int, column: int, line: int) -> None:
        if not words:
            self.blank += 1
        elif row >= len(self._shown):
            self.outside.append(f"Dòng {line} của khối, “{_short(words)}”: nằm dưới người cuối cùng")
        elif column >= len(self._columns):
            self.outside.append(f"Dòng {line} của khối, “{_short(words)}”: nằm ngoài cột cuối cùng")
        else:
            self.cells.append(CellWords(self._shown[row].code, self._columns[column], words))

    # --- by name ------------------------------------------------------------------------------------------------------

    def _name_column(self, rows: list[list[str]]) -> int | None:
        """Return the column that holds names: at least half of its words are names of the grid."""
        for place in range(min(4, max(len(row) for row in rows))):
            words = [row[place] for row in rows if place < len(row) and row[place]]
            known = sum(1 for name in words if self._found(name))
            if known and 2 * known >= len(words):
                return place
        return None

    def _found(self, name: str) -> list[GridRow]:
        exact = self._named.get(name_key(name))
        # A list typed without marks names somebody all the same.
        return exact or (self._folded.get(fold(name), []) if name.isascii() and fold(name) else [])

    def _lay_by_name(self, rows: list[list[str]], place: int) -> None:
        before = sum(1 for row in rows for words in row[:place] if words and not _is_count(words))
        if before:
            self.outside.append(f"{before} ô đứng trước cột họ tên không dùng đến")
        seen: set[str] = set()
        for number, row in enumerate(rows, start=1):
            name = row[place] if place < len(row) else ""
            cells = row[place + 1 :]
            found = self._found(name) if name else []
            if len(found) == 1 and found[0].code not in seen:
                seen.add(found[0].code)
                self._lay_row(found[0], cells, number)
            elif any(row):
                self.outside.append(f"Dòng {number} của khối, “{_short(name)}”: {self._why(name, found, number)}")

    def _why(self, name: str, found: Sequence[GridRow], number: int) -> str:
        if not name:
            return "không có tên nên không biết của ai"
        if number == 1 and fold(name) in _HEADINGS:
            return "là tiêu đề nên bỏ qua"
        if not found:
            return "không có trong lưới; kiểm tra tên hoặc bỏ lọc đơn vị"
        if len(found) > 1:
            units = ", ".join(row.unit_name or row.code for row in found)
            return f"có {len(found)} người trùng tên ({units}); ghi riêng từng người"
        return "đã có ở dòng trên; ghi riêng"

    def _lay_row(self, found: GridRow, cells: Sequence[str], line: int) -> None:
        for offset, words in enumerate(cells):
            column = self._at.column + offset
            if not words:
                self.blank += 1
            elif column >= len(self._columns):
                self.outside.append(f"Dòng {line} của khối, “{_short(words)}”: nằm ngoài cột cuối cùng")
            else:
                self.cells.append(CellWords(found.code, self._columns[column], words))


def _is_count(words: str) -> bool:
    """Tell whether words before a name only count the lines."""
    return words.rstrip(".").isdigit() or fold(words) in {"stt", "tt", "so tt", "so thu tu"}


def _short(words: str) -> str:
    return words if len(words) <= 30 else f"{words[:29]}…"
