"""What became of rows: every change the journal holds of a subject and its entries, and the rows taken away."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, exists, or_, select

from ..domain.history import RowChange
from . import tables
from .journal import Raw, chunks, standing
from .rows import COUNTED, SHAPES, Shape

_acts, _changes = tables.acts, tables.changes

OWNERS: dict[str, str] = {
    name: "subject_id" if "subject_id" in SHAPES[name].table.c else "unit_id"
    for name in COUNTED
    if "subject_id" in SHAPES[name].table.c or name == "plan_documents"
}
"""Kind of row a clerk knows to belong to a subject → the column that says to which."""

_Row = tuple[str, int]
_Step = tuple[int, "Raw | None"]


class Codes(dict[int, str]):
    """Row id → code of every subject, those no longer kept among them, as the journal last saw them."""

    def __init__(self, connection: Connection, living: Mapping[int, str]) -> None:
        super().__init__(living)
        self._connection = connection

    def __missing__(self, number: int) -> str:
        """Look a subject up that is gone."""
        before = self._connection.execute(
            select(_changes.c.before)
            .where(_changes.c.table_name == "subjects", _changes.c.row_id == number, _changes.c.before.is_not(None))
            .order_by(_changes.c.act.desc(), _changes.c.seq.desc())
            .limit(1)
        ).scalar()
        if before is None:
            raise KeyError(number)
        self[number] = str(json.loads(before)["code"])
        return self[number]


def changes_of(connection: Connection, subject: int, codes: Codes) -> list[RowChange]:
    """Return all that was ever done to a subject (by row id) and to rows that are or were its own, oldest first."""
    found: list[RowChange] = []
    for table, ids in _rows_of(connection, subject).items():
        found += _changes_of_rows(connection, table, sorted(ids), codes)
    return sorted(found, key=lambda change: (change.act, list(SHAPES).index(change.table), change.id))


def _rows_of(connection: Connection, subject: int) -> dict[str, set[int]]:
    """Return the rows that are the subject's, and those the journal once saw to be."""
    rows: dict[str, set[int]] = {"subjects": {subject}}
    for name, column in OWNERS.items():
        table = SHAPES[name].table
        rows[name] = set(connection.execute(select(table.c.id).where(table.c[column] == subject)).scalars())
    marks = {column: f'"{column}": {subject},' for column in set(OWNERS.values())}
    once = select(_changes.c.table_name, _changes.c.row_id).where(
        or_(
            *(
                and_(_changes.c.table_name == name, _changes.c.before.contains(marks[column], autoescape=True))
                for name, column in OWNERS.items()
            )
        )
    )
    for name, number in connection.execute(once).all():
        rows[name].add(number)
    return rows


def _changes_of_rows(connection: Connection, table: str, ids: Sequence[int], codes: Codes) -> list[RowChange]:
    if not ids:
        return []
    shape = SHAPES[table]
    steps = _steps(connection, table, ids)
    now = {row["id"]: row for piece in chunks(ids) for row in _held(connection, shape, piece)}
    acts = _heads(connection, {act for entries in steps.values() for act, _before in entries})
    found = []
    for number, entries in steps.items():
        after = [before for _act, before in entries[1:]] + [now.get(number)]
        told = list(zip(entries, after, strict=True))
        for act, group in groupby(told, key=lambda step: step[0][0]):
            within = list(group)
            first, last = within[0][0][1], within[-1][1]
            if first != last:
                found.append(_change(acts[act], shape, number, first, last, codes))
    return found


def _steps(connection: Connection, table: str, ids: Sequence[int]) -> dict[int, list[_Step]]:
    """Return what the journal holds of each row, oldest first: the act, and the row before it (None: not there)."""
    columns = (_changes.c.act, _changes.c.seq, _changes.c.row_id, _changes.c.last_id, _changes.c.before)
    entries: list[Any] = []
    for piece in chunks(ids):
        entries += connection.execute(
            select(*columns).where(_changes.c.table_name == table, _changes.c.row_id.in_(piece))
        ).all()
    entries += connection.execute(
        select(*columns).where(
            _changes.c.table_name == table,
            _changes.c.before.is_(None),
            _changes.c.row_id < _changes.c.last_id,
            _changes.c.row_id <= ids[-1],
            _changes.c.last_id >= ids[0],
        )
    ).all()
    steps: dict[int, list[_Step]] = defaultdict(list)
    for act, _seq, first, last, before in sorted({tuple(entry) for entry in entries}):
        for number in ids[bisect_left(ids, first) : bisect_right(ids, last)]:
            steps[number].append((act, None if before is None else json.loads(before)))
    return steps


def _held(connection: Connection, shape: Shape, ids: Sequence[int]) -> Iterable[Raw]:
    return [dict(row) for row in connection.execute(select(shape.table).where(shape.table.c.id.in_(ids))).mappings()]


def _heads(connection: Connection, acts: Collection[int]) -> dict[int, Any]:
    return {
        row.id: row
        for piece in chunks(sorted(acts))
        for row in connection.execute(select(_acts).where(_acts.c.id.in_(piece)))
    }


def _change(head: Any, shape: Shape, number: int, before: Raw | None, after: Raw | None, codes: Codes) -> RowChange:
    return RowChange(
        act=head.id,
        at=datetime.fromisoformat(head.at),
        who=head.who,
        label=head.label,
        kind=head.kind,
        table=shape.name,
        id=number,
        before=None if before is None else _record(shape, before, codes),
        after=None if after is None else _record(shape, after, codes),
    )


def _record(shape: Shape, raw: Raw, codes: Codes) -> Any:
    return shape.read([raw["id"], *(raw.get(column) for column in shape.columns)], codes)


def removed_rows(connection: Connection, codes: Codes) -> list[RowChange]:
    """Return the subjects and entries that an act in force took away, as they were then; oldest act first."""
    found: list[RowChange] = []
    for name in ("subjects", *OWNERS):
        shape = SHAPES[name]
        rows = connection.execute(
            select(_changes.c.row_id, _changes.c.before, *_acts.c)
            .join(_acts, _acts.c.id == _changes.c.act)
            .where(
                _changes.c.table_name == name,
                _changes.c.before.is_not(None),
                ~exists().where(shape.table.c.id == _changes.c.row_id),
                standing(),
            )
            .order_by(_changes.c.act, _changes.c.seq)
        ).all()
        # Of a row that is gone the last standing entry is the one that took it away.
        last = {row.row_id: row for row in rows}
        found += [_change(row, shape, number, json.loads(row.before), None, codes) for number, row in last.items()]
    return sorted(found, key=lambda change: change.act)
