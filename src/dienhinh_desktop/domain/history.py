"""What became of a record: each change with who, when, from what to what; and what was taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that one act changed: the record before and after, None where there was none.

    `label` and `kind` are those of the act; `table` names the kind of record as `Records` does.
    """

    act: int
    at: datetime
    who: str
    label: str
    kind: str
    table: str
    id: int
    before: Any
    after: Any


class Happened(StrEnum):
    """What an act did to a row."""

    ADDED = "them"
    CHANGED = "sua"
    REMOVED = "xoa"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One line of the history of a record, in words: who did what when, in which kind of record, from what to what.

    `about` names the row ("2023: Hoàn thành tốt nhiệm vụ"), `field` is empty where the whole row came or went.
    """

    act: int
    at: datetime
    who: str
    label: str
    happened: Happened
    table: str
    id: int
    thing: str
    about: str
    field: str
    heading: str
    old: str
    new: str

    @property
    def key(self) -> tuple[int, str, int, str]:
        """What names the line."""
        return self.act, self.table, self.id, self.field

    @property
    def can_be_given_back(self) -> bool:
        """Whether there is an old value, or an old row, to go back to."""
        return self.happened is not Happened.ADDED


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashItem:
    """A subject with the entries taken away with it, or one entry: who took it away, when, and how many rows it is."""

    act: int
    at: datetime
    who: str
    table: str
    id: int
    thing: str
    title: str
    about: str
    rows: int

    @property
    def key(self) -> tuple[int, str, int]:
        """What names the item."""
        return self.act, self.table, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPaper:
    """The history of one record as it is printed: whose, of which office, on which day, line by line."""

    office: str
    name: str
    about: str
    printed: datetime
    lines: tuple[HistoryLine, ...]
    practice: bool = False
