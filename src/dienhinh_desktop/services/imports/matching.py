"""Which row of a file is which row of the data folder: new, changed or the same; a second import changes nothing.

Subjects match by Mã. Other rows match by equal content first (two equal rows stay two), then by a natural key, in
order, as updates; the rest is new. An empty cell never erases what is known.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from ...domain.imports import RowState
from ...domain.records import RECORD_TYPES, Records
from ...domain.text import decision_key, fold

Key = Callable[[Any], tuple[object, ...]]


def _decision(number: str | None) -> str:
    return decision_key(number) if number else ""


KEYS: dict[str, Key] = {
    "subjects": lambda row: (row.code,),
    "positions": lambda row: (row.subject, fold(row.title), row.start),
    "ratings": lambda row: (row.subject, row.year, _decision(row.decision)),
    "awards": lambda row: (row.subject, row.form, row.year, _decision(row.decision), row.date),
    "initiatives": lambda row: (row.subject, fold(row.name), _decision(row.decision)),
    "indicators": lambda row: (row.subject, row.indicator, row.year),
    "household_statuses": lambda row: (row.subject, row.year),
    "attestations": lambda row: (row.subject, row.criterion, row.date),
    "disciplines": lambda row: (row.subject, fold(row.form), row.date),
    "registrations": lambda row: (row.subject, row.plan, row.field, row.level, row.introducer, row.year),
    "plan_documents": lambda row: (row.plan, row.milestone, row.unit, _decision(row.number)),
}
"""What makes two rows of a kind the same thing; contributions have nothing but their whole content."""


@dataclass(frozen=True, slots=True)
class Match:
    """What becomes of one row of the file: its state, the row it stands for today, the row as it will be kept."""

    state: RowState
    held: Any
    kept: Any


CONTENT = {kind: [item.name for item in fields(kind) if item.compare] for kind in RECORD_TYPES.values()}
"""The fields of each kind of record that say something of it."""


def differences(held: Any, incoming: Any) -> dict[str, Any]:
    """Return what a row of the file says that the row kept today does not; empty cells say nothing."""
    changed = {}
    for name in CONTENT[type(held)]:
        value = getattr(incoming, name)
        if value is not None and value != () and value != getattr(held, name):
            changed[name] = value
    return changed


def match_all(incoming: Records, held: Records, keys: Mapping[str, Key] = KEYS) -> dict[str, list[Match]]:
    """Return the matches of every kind, in the order of the file; `keys` say what makes two rows the same thing."""
    return {table: match(table, rows, getattr(held, table), keys) for table, rows in incoming.tables()}


def match(table: str, incoming: Sequence[Any], held: Sequence[Any], keys: Mapping[str, Key] = KEYS) -> list[Match]:
    """Return one match per row of the file."""
    if not held:
        return [Match(RowState.NEW, None, row) for row in incoming]
    partners: dict[int, Any] = {}
    taken: set[int] = set()
    _pair_equal(incoming, held, partners, taken)
    if table in keys:
        _pair_by_key(keys[table], incoming, held, partners, taken)
    return [_outcome(row, partners.get(place)) for place, row in enumerate(incoming)]


def _pair_equal(incoming: Sequence[Any], held: Sequence[Any], partners: dict[int, Any], taken: set[int]) -> None:
    waiting: dict[Any, deque[Any]] = defaultdict(deque)
    for row in held:
        waiting[row].append(row)
    for place, row in enumerate(incoming):
        equal = waiting.get(row)
        if equal:
            partners[place] = equal.popleft()
            taken.add(partners[place].id)


def _pair_by_key(
    key: Callable[[Any], tuple[object, ...]],
    incoming: Sequence[Any],
    held: Sequence[Any],
    partners: dict[int, Any],
    taken: set[int],
) -> None:
    ours: dict[tuple[object, ...], list[Any]] = defaultdict(list)
    for row in held:
        if row.id not in taken:
            ours[key(row)].append(row)
    theirs: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(incoming):
        if place not in partners and key(row) in ours:
            theirs[key(row)].append(place)
    for found, places in theirs.items():
        partners.update(_pair_group([(place, incoming[place]) for place in places], ours[found]))


def _pair_group(rows: Sequence[tuple[int, Any]], ours: Sequence[Any]) -> dict[int, Any]:
    """Pair rows of one key: as many as possible with rows they would not change, the others in order.

    Taking the most unchanged pairs, not the first ones met, is what makes a second import of a file change nothing:
    the pairs of the first import are then all there to be found.
    """
    if len(rows) == len(ours) == 1:
        return {rows[0][0]: ours[0]}
    unchanged = _most_unchanged([row for _, row in rows], ours)
    paired = {rows[mine][0]: ours[theirs] for theirs, mine in unchanged.items()}
    free = deque(row for place, row in enumerate(ours) if place not in unchanged)
    for place, _row in rows:
        if place not in paired and free:
            paired[place] = free.popleft()
    return paired


def _most_unchanged(rows: Sequence[Any], ours: Sequence[Any]) -> dict[int, int]:
    """Return a largest pairing (place in `ours` → place in `rows`) of rows that say nothing new (Kuhn's algorithm)."""
    owner: dict[int, int] = {}

    def place_row(mine: int, tried: set[int]) -> bool:
        for theirs, row in enumerate(ours):
            if theirs in tried or differences(row, rows[mine]):
                continue
            tried.add(theirs)
            if theirs not in owner or place_row(owner[theirs], tried):
                owner[theirs] = mine
                return True
        return False

    for mine in range(len(rows)):
        place_row(mine, set())
    return owner


def _outcome(row: Any, held: Any) -> Match:
    if held is None:
        return Match(RowState.NEW, None, row)
    changed = differences(held, row)
    if not changed:
        return Match(RowState.SAME, held, held)
    return Match(RowState.CHANGED, held, replace(held, **changed))
