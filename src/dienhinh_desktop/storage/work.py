"""A unit of work: a Reader that also writes, journals every row it changes, and takes acts back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from ..domain.imports import ImportReport
from ..domain.proofs import KeptFile
from . import checks, shelf, tables
from .journal import Journal, chunks, take_ids
from .reader import Reader
from .rows import SHAPES

_BATCH = 5000


class Work(Reader):
    """One act: everything done through it is kept together or not at all, and can be taken back as one."""

    def __init__(self, connection: Connection, at: datetime, who: str, label: str, kind: str) -> None:
        """Begin the act; it is written down with its first change."""
        super().__init__(connection)
        self._journal = Journal(connection, at, who, label, kind)

    @property
    def act(self) -> int:
        """The number of this act."""
        return self._journal.act

    @property
    def changed(self) -> bool:
        """Whether anything was changed so far."""
        return not self._journal.empty

    def name_act(self, label: str) -> None:
        """Name the act by what turned out to be done."""
        self._journal.name(label)

    def insert(self, table: str, rows: Sequence[Any]) -> list[int]:
        """Add records and return their identities.

        Subjects may refer to one another in any order within one call. Raises UserError when a record refers to a
        subject that is not there, or a code is taken.
        """
        if not rows:
            return []
        shape = SHAPES[table]
        first = take_ids(self._connection, table, len(rows))
        ids = list(range(first, first + len(rows)))
        codes = self._directory.ids(shape.subjects_in(rows))
        if table == "subjects":
            codes = dict(codes) | dict(zip((row.code for row in rows), ids, strict=True))
        for piece in chunks(range(len(rows)), _BATCH):
            self._journal.add(shape.table, [{"id": ids[n], **shape.write(rows[n], codes)} for n in piece])
        self._forget(table)
        return ids

    def update(self, table: str, rows: Sequence[Any]) -> int:
        """Write records over those of the same identity; return how many differed.

        Raises UserError when one is gone, refers to nobody, or takes a code that is in use.
        """
        shape = SHAPES[table]
        codes = self._directory.ids(shape.subjects_in(rows))
        if table == "subjects":
            codes = dict(codes) | {row.code: row.id for row in rows}
        changed = sum(
            self._journal.change(shape.table, [{"id": row.id, **shape.write(row, codes)} for row in piece])
            for piece in chunks(rows, _BATCH)
        )
        self._forget(table)
        return changed

    def delete(self, table: str, ids: Sequence[int]) -> None:
        """Remove records, with the proofs tied to them.

        Raises UserError when one is gone already; rows of others still referring are refused at the end.
        """
        shelf.let_go(self._connection, self._journal, table, ids)
        self._journal.remove(SHAPES[table].table, ids)
        self._forget(table)

    def delete_whole(self, table: str, ids: Sequence[int]) -> None:
        """Remove records together with the rows that only they give a meaning: those whose foreign key leads to them.

        Subjects are not removed so: their rows are told apart and asked about. Raises UserError as `delete` does.
        """
        for name in tables.JOURNALED:
            for key in tables.METADATA.tables[name].foreign_keys:
                if key.column.table.name == table:
                    self._delete_referring(name, key.parent.name, ids)
        self.delete(table, ids)

    def _delete_referring(self, table: str, column: str, ids: Sequence[int]) -> None:
        held = tables.METADATA.tables[table].c
        for piece in chunks(ids):
            found = self._connection.execute(select(held.id).where(held[column].in_(piece))).scalars().all()
            if found:
                self.delete_whole(table, found)

    def bring_back(self, table: str, rows: Sequence[Any]) -> None:
        """Add records that were taken away, under the identities they had. Raises UserError as `insert` does."""
        shape = SHAPES[table]
        codes = self._directory.ids(shape.subjects_in(rows))
        if table == "subjects":
            codes = {**codes, **{row.code: row.id for row in rows}}
        self._journal.add(shape.table, [{"id": row.id, **shape.write(row, codes)} for row in rows])
        self._forget(table)

    def repoint(self, old: int, new: int) -> int:
        """Let every row that refers to one subject (by row id) refer to another; return how many rows that were."""
        changed = 0
        for name in tables.JOURNALED:
            table = tables.METADATA.tables[name]
            for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
                if key.column.table is tables.subjects:
                    found = self._connection.execute(select(table.c.id).where(key.parent == old)).scalars().all()
                    changed += self._journal.change(table, [{"id": number, key.parent.name: new} for number in found])
        return changed

    def retie(self, table: str, old: int, new: int | None) -> None:
        """Let the proofs of one entry prove another of its kind, or none: they stay with the record."""
        shelf.retie(self._connection, self._journal, table, old, new)

    def note_file(self, file: KeptFile) -> KeptFile:
        """Note that a file is kept, once; return it with its id. That is no act: there is nothing to take back."""
        held = self.shelf.file_of(file.sha256)
        if held is not None:
            return held
        shape = SHAPES["kept_files"]
        number = take_ids(self._connection, shape.name, 1)
        self._connection.execute(insert(shape.table), [{"id": number, **shape.write(file, {})}])
        return replace(file, id=number)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        held = tables.settings
        number = self._connection.execute(select(held.c.id).where(held.c.name == key)).scalar()
        if number is None:
            number = take_ids(self._connection, held.name, 1)
            self._journal.add(held, [{"id": number, "name": key, "value": value}])
        else:
            self._journal.change(held, [{"id": number, "value": value}])

    def undo(self, act: int) -> str:
        """Take an act back as part of this one, and return its label.

        Raises UserError when a later act in force changed the same rows, or when it was taken back already.
        """
        label = self._journal.undo(act)
        self._forget("subjects")
        return label

    def note_import(self, report: ImportReport) -> int:
        """Keep what an import said of itself, with its act; return the number of the batch."""
        self._journal.open_act()
        number = take_ids(self._connection, tables.imports.name, 1)
        row = {
            "id": number,
            "act": self.act,
            "file": report.file,
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "skipped": report.skipped,
            "issues": json.dumps(
                [[item.sheet, item.row, item.column, item.level.value, item.message] for item in report.issues],
                ensure_ascii=False,
            ),
        }
        self._connection.execute(insert(tables.imports), [row])
        return number

    def finish(self) -> None:
        """Check what the database would only refuse at the very end, in words. Raises UserError."""
        if self._journal.removed & checks.PARENTS:
            checks.refuse_orphans(self._connection, self._journal.removed)

    def _forget(self, table: str) -> None:
        if table == "subjects":
            self._directory.forget()
