"""The journal: every changed row with what it held before, and how an act is taken back."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from ..domain.errors import UserError
from . import search, tables

CHUNK = 500
"""Rows per statement: below every database's limit of parameters."""

UNDOING = ("undo", "redo")
"""Kinds of act that take others back or put them in force again; all other kinds are work of their own."""

Raw = Mapping[str, Any]
_T = TypeVar("_T")
_acts, _changes, _sequences = tables.acts, tables.changes, tables.sequences


def chunks(items: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """Yield a long sequence in pieces."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def take_ids(connection: Connection, name: str, count: int) -> int:
    """Return the first of `count` identities of a table that were never used before."""
    last = connection.execute(select(_sequences.c.last).where(_sequences.c.table_name == name)).scalar()
    if last is None:
        connection.execute(insert(_sequences).values(table_name=name, last=count))
        return 1
    connection.execute(update(_sequences).where(_sequences.c.table_name == name).values(last=last + count))
    return int(last) + 1


class Journal:
    """Changes raw rows on behalf of one act and writes down what they held; the act itself is written with the first.

    Rows are mappings of column names to values with their `id`.
    """

    def __init__(self, connection: Connection, at: datetime, who: str, label: str, kind: str) -> None:
        """Reserve the identity of the act."""
        self._connection = connection
        self.act = take_ids(connection, "acts", 1)
        self._head = {"id": self.act, "at": at.isoformat(timespec="seconds"), "who": who, "label": label, "kind": kind}
        self._seq = 0
        self.removed: set[str] = set()

    @property
    def empty(self) -> bool:
        """Whether nothing was changed so far."""
        return self._seq == 0

    def name(self, label: str) -> None:
        """Give the act its final name."""
        if self._head:
            self._head["label"] = label
        else:
            self._connection.execute(update(_acts).where(_acts.c.id == self.act).values(label=label))

    def open_act(self) -> None:
        """Write the act down, if that is still to be done."""
        if self._head:
            self._connection.execute(insert(_acts), [self._head])
            self._head = {}

    def _note(self, table: Table, entries: Sequence[tuple[int, int, str | None]]) -> None:
        self.open_act()
        self._connection.execute(
            insert(_changes),
            [
                {
                    "act": self.act,
                    "seq": self._seq + place,
                    "table_name": table.name,
                    "row_id": first,
                    "last_id": last,
                    "before": before,
                }
                for place, (first, last, before) in enumerate(entries, start=1)
            ],
        )
        self._seq += len(entries)

    def add(self, table: Table, rows: Sequence[Raw]) -> None:
        """Insert rows; neighbouring identities make one entry."""
        if not rows:
            return
        self._note(table, [(first, last, None) for first, last in runs([row["id"] for row in rows])])
        self._connection.execute(insert(table), list(rows))

    def change(self, table: Table, rows: Sequence[Raw]) -> int:
        """Write rows over those of the same identity; return how many differed. Raises UserError when one is gone."""
        statement = update(table).where(table.c.id == bindparam("old_id"))
        changed = 0
        for piece in chunks(rows):
            held = {row["id"]: row for row in self._held(table, [row["id"] for row in piece])}
            if len(held) < len({row["id"] for row in piece}):
                raise UserError("Dòng cần sửa không còn trong dữ liệu; mở lại hồ sơ để xem bản mới nhất.")
            differing = [row for row in piece if any(held[row["id"]][name] != value for name, value in row.items())]
            if not differing:
                continue
            self._note(table, [(row["id"], row["id"], _as_text(held[row["id"]])) for row in differing])
            values = [{**{k: v for k, v in row.items() if k != "id"}, "old_id": row["id"]} for row in differing]
            self._connection.execute(statement, values)
            changed += len(differing)
        return changed

    def remove(self, table: Table, ids: Sequence[int]) -> None:
        """Delete rows. Raises UserError when one is gone already."""
        for piece in chunks(ids):
            held = self._held(table, piece)
            if len(held) < len(set(piece)):
                raise UserError("Dòng cần xóa không còn trong dữ liệu; mở lại hồ sơ để xem bản mới nhất.")
            self._note(table, [(row["id"], row["id"], _as_text(row)) for row in held])
            self._connection.execute(delete(table).where(table.c.id.in_(piece)))
            self.removed.add(table.name)

    def _held(self, table: Table, ids: Sequence[int]) -> list[Raw]:
        found = self._connection.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id))
        return [dict(row) for row in found.mappings()]

    def undo(self, act: int) -> str:
        """Take an act back and return its label.

        Raises UserError when there is no such act, when it was taken back before, or when a later act that still
        stands changed the same rows.
        """
        held = self._connection.execute(select(_acts).where(_acts.c.id == act)).mappings().first()
        if held is None:
            raise UserError(f"Không có việc số {act} trong nhật ký nên không hoàn tác được; xem lại danh sách.")
        if held["undone_by"] is not None:
            raise UserError(f"Việc “{held['label']}” đã được hoàn tác trước đó nên không làm lại lần nữa.")
        self._refuse_if_touched_later(act, held["label"])
        self.open_act()
        self._reverse(act)
        # Taking back an undo puts the first act in force again.
        self._connection.execute(update(_acts).where(_acts.c.undone_by == act).values(undone_by=None))
        self._connection.execute(update(_acts).where(_acts.c.id == act).values(undone_by=self.act))
        return str(held["label"])

    def _reverse(self, act: int) -> None:
        seq = 1 + (
            self._connection.execute(select(func.max(_changes.c.seq)).where(_changes.c.act == act)).scalar() or 0
        )
        columns = (_changes.c.seq, _changes.c.table_name, _changes.c.row_id, _changes.c.last_id, _changes.c.before)
        while True:
            found = self._connection.execute(
                select(*columns)
                .where(_changes.c.act == act, _changes.c.seq < seq)
                .order_by(_changes.c.seq.desc())
                .limit(CHUNK)
            ).all()
            if not found:
                return
            for (name, inserted), entries in groupby(found, key=lambda row: (row.table_name, row.before is None)):
                table = tables.METADATA.tables[name]
                if inserted:
                    for entry in entries:
                        self._remove_run(table, entry.row_id, entry.last_id)
                else:
                    # The row as the act first found it; entries come last first.
                    before = {entry.row_id: json.loads(entry.before) for entry in entries}
                    self._put_back(table, list(before.values()))
            seq = found[-1].seq

    def _remove_run(self, table: Table, first: int, last: int) -> None:
        ids = self._connection.execute(
            select(table.c.id).where(table.c.id.between(first, last)).order_by(table.c.id)
        ).scalars()
        self.remove(table, list(ids))

    def _put_back(self, table: Table, before: Sequence[Raw]) -> None:
        rows = [{name: value for name, value in row.items() if name in table.c} for row in before]
        for row in rows:  # noted before its derived text was kept, or kept otherwise
            search.derive(table.name, row)
        held = {row["id"] for row in self._held(table, [row["id"] for row in rows])}
        self.change(table, [row for row in rows if row["id"] in held])
        self.add(table, [row for row in rows if row["id"] not in held])

    def _refuse_if_touched_later(self, act: int, label: str) -> None:
        later = self._connection.execute(
            select(_acts.c.label, _acts.c.at, _changes.c.table_name, _changes.c.row_id, _changes.c.last_id)
            .join(_changes, _changes.c.act == _acts.c.id)
            .where(_acts.c.id > act, standing())
        ).all()
        if not later:
            return
        mine = _runs_by_table(
            self._connection.execute(
                select(_changes.c.table_name, _changes.c.row_id, _changes.c.last_id).where(_changes.c.act == act)
            ).all()
        )
        for row in later:
            if _overlaps(mine.get(row.table_name, []), row.row_id, row.last_id):
                at = datetime.fromisoformat(row.at)
                raise UserError(
                    f"Chưa hoàn tác được “{label}” vì việc làm sau đó “{row.label}” (lúc {at:%H:%M %d/%m/%Y}) đã đổi"
                    " cùng dòng; hoàn tác việc đó trước."
                )


def standing() -> Any:
    """Return the condition that an act is in force: not taken back, nor itself the taking back of one."""
    undoers = select(_acts.c.undone_by).where(_acts.c.undone_by.is_not(None))
    return _acts.c.undone_by.is_(None) & _acts.c.id.not_in(undoers)


def redoable() -> Any:
    """Return the condition that an act took others back and may itself be taken back: nothing new was done since."""
    own = _acts.alias()
    newest = select(func.max(own.c.id)).where(own.c.kind.not_in(UNDOING)).scalar_subquery()
    undoers = select(own.c.undone_by).where(own.c.kind.not_in(UNDOING), own.c.undone_by.is_not(None))
    return _acts.c.undone_by.is_(None) & _acts.c.id.in_(undoers) & (_acts.c.id > newest)


def _as_text(row: Raw) -> str:
    return json.dumps(dict(row), ensure_ascii=False)


def runs(ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of neighbouring identities, such as 1–3 and 7–7, in order."""
    return _merged((number, number) for number in ids)


def _merged(pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(pieces):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _runs_by_table(rows: Sequence[Any]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        found.setdefault(row.table_name, []).append((row.row_id, row.last_id))
    return {name: _merged(items) for name, items in found.items()}


def _overlaps(mine: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    place = bisect_right(mine, last, key=lambda run: run[0])
    return place > 0 and mine[place - 1][1] >= first
