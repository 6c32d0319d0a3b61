"""The grid of years × subjects: what each cell holds, what is typed or pasted into cells, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as column
from datetime import date
from enum import StrEnum
from typing import Any

from .lists import WordKind
from .records import Grade, Initiative, SubjectKind
from .upkeep import Changes


class GridField(StrEnum):
    """What a column of a year holds."""

    GRADE = "grades"
    TITLE = "titles"
    REWARD = "rewards"
    INITIATIVE = "initiatives"
    TARGET = "targets"
    ACTUAL = "actuals"
    STATE = "states"

    @property
    def table(self) -> str:
        """The table its entries are kept in; titles and rewards share one, so do targets and what was done."""
        return _TABLES[self.value]

    @property
    def label(self) -> str:
        """The heading of the column."""
        return _LABELS[self.value]

    @property
    def word_kind(self) -> WordKind | None:
        """The sort of word a clerk's decision about its spellings is remembered as; None: spellings are never asked."""
        return {"grades": WordKind.GRADE, "titles": WordKind.TITLE, "rewards": WordKind.TITLE}.get(self.value)

    @property
    def figure(self) -> bool:
        """Whether it holds a figure; its column names the indicator."""
        return self in (GridField.TARGET, GridField.ACTUAL)

    @property
    def decided(self) -> bool:
        """Whether its entries name a decision."""
        return not self.figure and self is not GridField.STATE

    @property
    def listed(self) -> bool:
        """Whether a year may well hold several entries, none more than another."""
        return self in (GridField.REWARD, GridField.INITIATIVE)


_TABLES = {
    "grades": "ratings",
    "titles": "awards",
    "rewards": "awards",
    "initiatives": "initiatives",
    "targets": "indicators",
    "actuals": "indicators",
    "states": "household_statuses",
}
_LABELS = {
    "grades": "Xếp loại",
    "titles": "Danh hiệu",
    "rewards": "Khen thưởng",
    "initiatives": "Sáng kiến",
    "targets": "Chỉ tiêu",
    "actuals": "Thực hiện",
    "states": "Tình trạng",
}


class CellState(StrEnum):
    """What a cell holds, or why it is empty."""

    FILLED = "filled"
    EMPTY = "empty"
    MISSING = "missing"
    """The year is closed and the entry is missing."""
    NOT_YET = "not_yet"
    """The subject was not there that year."""
    NONE = "none"
    """Nothing of this sort is ever kept for the subject (a hamlet has no rating)."""


@dataclass(frozen=True, slots=True, order=True)
class GridColumn:
    """One column: a year and what of it; of figures also the code and the name of the indicator."""

    year: int
    field: GridField
    code: str = ""
    name: str = column(default="", compare=False)

    @property
    def words(self) -> str:
        """The column inside a sentence: "xếp loại 2025", "thực hiện 2025 (Doanh thu)"."""
        about = f" ({self.name})" if self.name else ""
        return f"{self.field.label.lower()} {self.year}{about}"


CellKey = tuple[str, GridColumn]
"""Where a cell stands: the code of its subject, and its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell. `text` is what the grid shows, `words` what is edited and copied, `spoken` the meaning spelled out.

    `entries`: the records behind it; `doubt`: the sentence that says what contradicts it, empty when nothing does.
    """

    state: CellState
    text: str = ""
    words: str = ""
    spoken: str = ""
    grade: Grade | None = None
    entries: tuple[Any, ...] = ()
    doubt: str = ""

    @property
    def undecided(self) -> tuple[Any, ...]:
        """Its entries in force that name no decision."""
        return tuple(row for row in self.entries if is_open(row) and not getattr(row, "decision", "x"))


def is_open(entry: Any) -> bool:
    """Tell whether an entry is in force: neither a refusal nor revoked."""
    return not getattr(entry, "refused", False) and getattr(entry, "revoked", None) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One subject with a cell for every column; `missing` counts the cells that ought to be filled."""

    code: str
    name: str
    kind: SubjectKind
    unit: str | None
    unit_name: str
    started: int | None
    cells: tuple[GridCell, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridQuery:
    """Which grid: the kind of subjects, what of each year, of which unit and those below it (None: of all).

    `indicator`: the code of the figures shown, where figures are.
    """

    kind: SubjectKind = SubjectKind.PERSON
    fields: tuple[GridField, ...] = (GridField.GRADE, GridField.TITLE)
    unit: str | None = None
    indicator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGrid:
    """The grid: columns from the earliest year to this one, rows in order of unit and name.

    `used`: how often each title or reward is kept, by code, or each name of an initiative, for suggestions.
    """

    query: GridQuery
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    used: dict[str, int]

    def filled(self, year: int) -> tuple[int, int]:
        """Return how many of how many subjects who were there have the first field of a year."""
        place = next((n for n, column in enumerate(self.columns) if column.year == year), None)
        if place is None:
            return 0, 0
        states = [row.cells[place].state for row in self.rows]
        there = [state for state in states if state not in (CellState.NOT_YET, CellState.NONE)]
        return there.count(CellState.FILLED), len(there)


class Understood(StrEnum):
    """How the words of a cell were understood."""

    AT_ONCE = "hieu_ngay"
    OTHERWISE = "viet_khac"
    """By another spelling, a slip of the pen, or an earlier decision of the clerk."""
    NOT = "chua_hieu"
    REFUSED = "khong_nhan"
    """Understood, but not for this subject or column."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """Words for one cell; empty words clear it."""

    subject: str
    column: GridColumn
    words: str

    @property
    def key(self) -> CellKey:
        """Where it stands."""
        return self.subject, self.column


@dataclass(frozen=True, slots=True)
class CellReading:
    """What the words of a cell mean: codes of titles or rewards, of one grade or of one household state, one figure.

    None of them clears the cell. `new`: the entries that names of initiatives spell out, with the day each is kept by.
    `sentence` says why nothing is understood or allowed; `text` is what the cell would show.
    """

    cell: CellWords
    how: Understood
    codes: tuple[str, ...] = ()
    text: str = ""
    sentence: str = ""
    new: tuple[Initiative, ...] = ()
    early: bool = False
    """The subject was not there yet in that year: the clerk is asked."""

    @property
    def fit(self) -> bool:
        """Whether it can be written."""
        return self.how in (Understood.AT_ONCE, Understood.OTHERWISE)


@dataclass(frozen=True, slots=True)
class CellNote:
    """A sentence about one cell."""

    key: CellKey
    sentence: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWritten:
    """What became of an act on cells: refused and asked ones are as they were; `rows` are the subjects touched, anew.

    `doubts`: what was written but contradicts something; it informs and blocks nothing.
    """

    changes: Changes
    written: int = 0
    refused: tuple[CellNote, ...] = ()
    asked: tuple[CellNote, ...] = ()
    doubts: tuple[CellNote, ...] = ()
    rows: tuple[GridRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedBlock:
    """A block laid on the grid, nothing of it written yet.

    `readings`: every cell with words; `blank`: cells left as they are because the block has none for them; `outside`:
    one sentence for every row, column or name that fits nowhere; `by_name`: rows were found by the names in the block.
    """

    readings: tuple[CellReading, ...]
    blank: int = 0
    outside: tuple[str, ...] = ()
    by_name: bool = False

    def of(self, how: Understood) -> tuple[CellReading, ...]:
        """Return the cells understood in one way."""
        return tuple(reading for reading in self.readings if reading.how is how)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonDecision:
    """One decision for many entries of a column: number, day, issuer; what is None stays unknown."""

    number: str
    day: date | None = None
    issuer: str | None = None
