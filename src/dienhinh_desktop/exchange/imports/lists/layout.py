"""Where the table of a sheet stands: its heading rows and what each column means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dienhinh_desktop.domain.lists import ColumnReason
from dienhinh_desktop.domain.text import clean, fold

from .grids import Grid
from .headings import STRONG, YEARLY, field_of, is_year_only, year_of

HEADING_DEPTH = 80
"""Rows that are searched for the heading."""
_MOST_LEVELS = 3
_SURE = 3
_COUNTERS = {"stt", "tt", "so tt", "so thu tu", "s tt"}
NAME_FIELDS = ("name", "name_last", "name_first", "model")


@dataclass(slots=True)
class ListColumn:
    """One column: its place, heading as written, field (None: not understood), year, and why it has its field.

    `ticked`: the title or grade the heading names, which a mark (x) in a cell below stands for; else empty.
    """

    place: int
    heading: str
    field: str | None
    year: int | None = None
    school: bool = False
    reason: ColumnReason = ColumnReason.HEADING
    ticked: str = ""

    @property
    def label(self) -> str | None:
        """The field as the contract writes it: award:2023."""
        return f"{self.field}:{self.year}" if self.field in YEARLY and self.year else self.field


@dataclass(slots=True)
class ListLayout:
    """The heading of a sheet: its first and last row and the columns in order."""

    first: int
    last: int
    columns: list[ListColumn] = field(default_factory=list)

    def places(self, name: str) -> list[int]:
        """Return the columns that hold a field."""
        return [column.place for column in self.columns if column.field == name]

    def one(self, *names: str) -> int | None:
        """Return the first column of the first of these fields that is there."""
        return next((place for name in names for place in self.places(name)), None)

    @property
    def weight(self) -> int:
        """How much of the heading is understood."""
        return sum(column.field in STRONG for column in self.columns)


def layout_at(grid: Grid, row: int) -> ListLayout | None:
    """Return the heading a clerk pointed at, or None where the row is empty."""
    return _layout(grid, _Spans(grid), row) if grid.rows.get(row) else None


def choose_fields(layout: ListLayout, fields: Mapping[str, str | None]) -> None:
    """Give columns the fields a clerk chose, by heading; the second column of one heading is "heading (2)"."""
    seen: Counter[str] = Counter()
    for column in layout.columns:
        seen[column.heading] += 1
        count = seen[column.heading]
        heading = column.heading if count == 1 else f"{column.heading} ({count})"
        if heading in fields:
            chosen, _, year = (fields[heading] or "").partition(":")
            column.field, column.reason = chosen or "other", ColumnReason.CHOSEN
            if year:
                column.year = int(year)


def find_layouts(grid: Grid) -> list[ListLayout]:
    """Return the headings of a sheet from top to bottom: of its list, and of every further table or page of it.

    Empty where no row reads as a heading with a name in it. A further heading must number its rows and name three
    things; only the best one of the first rows may do with less.
    """
    spans = _Spans(grid)
    rows = [row for row in sorted(grid.rows) if (row <= HEADING_DEPTH or _opens_table(grid, row))]
    found = [_layout(grid, spans, row) for row in rows if _score(grid, row) >= 2]
    found = [layout for layout in found if layout.one(*NAME_FIELDS) is not None and layout.weight >= 2]
    best = max(found, key=lambda layout: layout.weight, default=None)
    kept: list[ListLayout] = []
    for layout in found:
        sure = layout is best or (layout.weight >= _SURE and layout.one("stt") is not None)
        if sure and (not kept or layout.first > kept[-1].last):
            kept.append(layout)
        elif layout is best and kept:
            kept[-1] = layout
    return kept


def _opens_table(grid: Grid, row: int) -> bool:
    return any(fold(cell.text) in _COUNTERS for cell in grid.rows[row].values() if len(cell.text) < 12)


def _score(grid: Grid, row: int) -> int:
    fields = {field_of(clean(cell.text)) for cell in grid.rows[row].values() if isinstance(cell.value, str)}
    return len(fields & STRONG)


class _Spans:
    """Merged areas by the rows they begin on."""

    def __init__(self, grid: Grid) -> None:
        self._by_cell = {(area[0], area[1]): area for area in grid.merges}

    def width(self, row: int, column: int) -> int:
        """Return how many columns a cell covers."""
        area = self._by_cell.get((row, column))
        return area[3] - area[1] + 1 if area else 1

    def height(self, row: int, column: int) -> int:
        """Return how many rows a cell covers."""
        area = self._by_cell.get((row, column))
        return area[2] - area[0] + 1 if area else 1


def _layout(grid: Grid, spans: _Spans, row: int) -> ListLayout:
    last = _last_heading_row(grid, spans, row)
    first = _first_heading_row(grid, spans, row)
    layout = ListLayout(first, last)
    for place, words in _headings(grid, spans, first, last):
        layout.columns.append(_column(place, words))
    _settle(layout)
    return layout


def _last_heading_row(grid: Grid, spans: _Spans, row: int) -> int:
    """Return the last heading row: rows that only divide wide headings of the row above belong to the heading."""
    last = max((row + spans.height(row, column) - 1 for column in grid.rows[row]), default=row)
    last = min(last, row + _MOST_LEVELS - 1)
    while last < row + _MOST_LEVELS - 1 and _divides(grid, spans, row, last + 1):
        last += 1
    return last


def _divides(grid: Grid, spans: _Spans, row: int, below: int) -> bool:
    cells = grid.rows.get(below)
    if not cells:
        return False
    own = {column for column in grid.rows[row] if spans.width(row, column) == 1}
    texts = [clean(cell.text) for cell in cells.values()]
    if any(column in own and _is_table_start(grid, row, column) for column in cells):
        return False
    words = sum(is_year_only(text) or field_of(text) is not None for text in texts)
    return words >= max(2, (len(texts) + 1) // 2)


def _is_table_start(grid: Grid, row: int, column: int) -> bool:
    return field_of(clean(grid.text(row, column))) in ("stt", *NAME_FIELDS)


def _first_heading_row(grid: Grid, spans: _Spans, row: int) -> int:
    """Return the row above where its wide cells head columns that say too little alone (2021, Nam, Nữ)."""
    above = grid.rows.get(row - 1)
    if not above:
        return row
    wide = [column for column in above if 1 < spans.width(row - 1, column) < max(grid.rows[row])]
    heads = [
        column
        for column in wide
        if any(
            is_year_only(clean(grid.text(row, place))) for place in range(column, column + spans.width(row - 1, column))
        )
        and field_of(clean(above[column].text)) is not None
    ]
    return row - 1 if heads else row


def _headings(grid: Grid, spans: _Spans, first: int, last: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each column with its heading words from top to bottom; merged and centred headings reach right."""
    levels = [_level(grid, spans, row, last) for row in range(first, last + 1)]
    places = sorted({place for level in levels for place in level})
    for place in places:
        words = [level[place] for level in levels if level.get(place)]
        yield place, list(dict.fromkeys(words))


def _level(grid: Grid, spans: _Spans, row: int, last: int) -> dict[int, str]:
    found: dict[int, str] = {}
    cells = grid.rows.get(row, {})
    for column, cell in sorted(cells.items()):
        text = clean(cell.text)
        if not text:
            continue
        width = spans.width(row, column)
        if width == 1 and row < last:
            width = _centred_width(grid, row, column)
        for place in range(column, column + width):
            found[place] = text
    return found


def _centred_width(grid: Grid, row: int, column: int) -> int:
    """Return how far an unmerged heading reaches: over columns empty here that hold years right below."""
    width = 1
    if not is_year_only(clean(grid.text(row + 1, column))):
        return width
    while not grid.text(row, column + width) and is_year_only(clean(grid.text(row + 1, column + width))):
        width += 1
    return width


def _year_above(words: list[str]) -> tuple[int | None, bool]:
    """Return the year of the lowest heading row that names one; "2022-2023" alone is a school year."""
    for word in (*reversed(words), " / ".join(words)):
        year, school = year_of(word, alone=is_year_only(word))
        if year is not None:
            return year, school
    return None, False


def _column(place: int, words: list[str]) -> ListColumn:
    heading = " / ".join(words)
    year, school = _year_above(words)
    name = None
    for word in reversed(words):
        if not is_year_only(word):
            name = field_of(word)
            if name is not None:
                break
    parent = field_of(words[0]) if len(words) > 1 else None
    if (sex := _sex_of_birth(words)) is not None:
        name = "birth_male" if sex == "nam" else "birth_female"
    elif parent == "birth" and fold(words[-1]) in ("ngay", "thang", "nam"):
        name = "birth" if fold(words[-1]) == "nam" else None  # parted over three columns: only the year is read
    elif parent in (*YEARLY, "proposed") and fold(words[-1]) in ("cap", "noi cap", "co quan"):
        name = "issuer"
    elif name == "award" and any(field_of(word) == "proposed" for word in words[:-1]) and not _is_told(words[-1]):
        name = "proposed"
    elif parent in (*YEARLY, "proposed") and (is_year_only(words[-1]) or name in (None, "name", "name_first", "kind")):
        name = parent
    return ListColumn(place, heading, name, year, school)


def _sex_of_birth(words: list[str]) -> str | None:
    """Return the sex whose births a column holds: "Năm sinh" over "Nam", or "Năm sinh nữ"; Năm is a year."""
    last = words[-1].lower()
    if len(words) > 1 and field_of(words[0]) == "birth":
        return {"nam": "nam", "nữ": "nu", "nu": "nu"}.get(last)
    found = re.search(r"sinh\W+(?:của\s+)?(nam|nữ)\W*$", last)
    return fold(found[1]) if found else None


def _is_told(word: str) -> bool:
    """Tell whether a heading speaks of what was won already, whatever stands above it."""
    return re.search(r"\b(?:da|duoc)\b", fold(word)) is not None


def _settle(layout: ListLayout) -> None:
    """Settle what one heading alone cannot say: a lone Tên is the name, one name column is enough, years of titles."""
    has_last = bool(layout.places("name_last"))
    for column in layout.columns:
        if column.field == "name_first" and not has_last:
            column.field = "name" if not layout.places("name") else "other"
    if has_last and not layout.places("name_first"):
        for column in layout.columns:
            if column.field == "name_last":
                column.field = "name"
    _part_name(layout)
    _part_identity(layout)
    names = layout.places("name")
    for column in layout.columns:
        if column.field == "name" and column.place != names[0]:
            column.field = "unit" if re.search(r"don vi|co quan", fold(column.heading)) else "other"
        if column.field == "unit" and not names and not has_last and "ten" in fold(column.heading).split():
            column.field, names = "name", [column.place]
        if column.field in ("award", "rating", "income") and column.year and not is_plain_year_column(column):
            column.year = None


def _part_name(layout: ListLayout) -> None:
    """Read one heading over two columns as the name in two parts: family and middle names, given name."""
    named = [column for column in layout.columns if column.field == "name"]
    if len(named) == 2 and named[0].heading == named[1].heading and named[0].place + 1 == named[1].place:
        named[0].field, named[1].field = "name_last", "name_first"


def _part_identity(layout: ListLayout) -> None:
    """Leave out the day and the place a card was issued: right of its number, before anything else is told."""
    identity = False
    for column in layout.columns:
        if identity and re.search(
            r"^(?:ngay|noi|co quan)(?: thang nam)? cap$", fold(column.heading.rpartition(" / ")[2])
        ):
            column.field = "other"
        else:
            identity = column.field == "cccd"


def is_plain_year_column(column: ListColumn) -> bool:
    """Tell whether the year of a heading is that of the titles below it, not part of "đến năm 2024" or a range."""
    key = fold(column.heading)
    return re.search(r"\b(?:den|tu|truoc|sau) (?:nam |het )?(?:19|20)\d\d", key) is None
