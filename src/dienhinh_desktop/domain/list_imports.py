"""Bringing a list in: what would become of each of its rows, what must be decided, and what the clerk decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day

from .identity import Alike
from .imports import RowState
from .lists import ListIssue, ListRow, WordKind

NEW_SUBJECT = ""
"""The answer "nobody kept: a new record" to who a row is."""


def same_row(row: int) -> str:
    """Return the answer "the one an earlier row of the list speaks of" to who a row is."""
    return f"@{row}"


@dataclass(frozen=True, slots=True)
class RowDecision:
    """What the clerk decided about one row.

    `who`: the code of a subject kept, `same_row(n)`, NEW_SUBJECT, or None while undecided. `keep` and `take`: keys of
    conflicts settled for the records or for the list. `accepted`: take the row as understood, wrong values left out.
    `skipped`: leave the row out, which is kept in the log of the import.
    """

    who: str | None = None
    keep: frozenset[str] = frozenset()
    take: frozenset[str] = frozenset()
    accepted: bool = False
    skipped: bool = False


UNDECIDED = RowDecision()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value the list and the records both hold, differently; `key` names it in a RowDecision."""

    key: str
    heading: str
    ours: str
    theirs: str
    where: str = "sổ"
    """Where `ours` stands: the records ("sổ"), or a row further up ("dòng trên")."""


@dataclass(frozen=True, slots=True)
class WordDoubt:
    """A word of the list that is not surely understood: how many rows use it, and what it most likely means.

    `meaning` is a code of the catalogue, a unit's name, or None; `new`: a unit nobody kept, to be added as it is
    written unless the clerk says otherwise.
    """

    kind: WordKind
    words: str
    rows: tuple[int, ...]
    meaning: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One row of the list as the preview shows it.

    `code`: the subject it would be written to, None while unknown. `facts`: what the row says was won, one phrase
    each, new ones first; `changes`: (heading, old, new). `asks`: sentences of what must be decided before writing.
    `said` is the row as it was understood; None for a row with data but no name.
    """

    row: int
    state: RowState
    name: str
    said: ListRow | None = None
    code: str | None = None
    unit: str = ""
    facts: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()
    asks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    issues: tuple[ListIssue, ...] = ()
    decision: RowDecision = UNDECIDED


@dataclass(frozen=True, slots=True)
class ListDecisions:
    """Everything decided about one list besides its reading: by row, and the day posts are kept from (None: not)."""

    sender: str = ""
    rows: Mapping[int, RowDecision] = field(default_factory=dict)
    posts_since: Day | None = None
    plan: str | None = None
    """Pack under which models and registrations of the list are kept; None: they are not."""
