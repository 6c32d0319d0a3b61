"""What goes to a sub-unit and comes back: the template it fills in, and the rows it has to mend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTemplate:
    """The records workbook of one sub-unit, to be filled in there: what is known of it is in it already.

    `records` holds the unit, its parts, their people and households, and their entries of `years` (first, last; None:
    of every year). `agency` is who it goes back to, as its papers name it; empty where that is not set. `first_code`
    is a code nobody has, as an example for a new subject.
    """

    unit: str
    unit_name: str
    records: Records
    agency: str = ""
    years: tuple[int, int] | None = None
    first_code: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row a list's sender has to mend: its row in the sender's file, its cells as written, why it comes back.

    `reasons` are (heading, sentence); the heading is None where the whole row is meant. `groups` are the group
    headings it stood under in the file (A. Tập thể; I. Phòng Lễ tân), outermost first.
    """

    row: int
    cells: tuple[str, ...]
    reasons: tuple[tuple[str | None, str], ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedRows:
    """The rows of a list that were not taken over, to go back to who sent it.

    `headings` are the sender's own, levels parted by " / " as a `ListReading` names its columns; `cells` of a row
    stand in their order. `title`: the words above the sender's list, kept because they tell asked-for from given.
    `read` is the day the file was read (None: the day of writing), `due` the day the mended rows are wanted by.
    """

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[ReturnedRow, ...]
    sender: str = ""
    due: date | None = None
    title: str = ""
    read: date | None = None
