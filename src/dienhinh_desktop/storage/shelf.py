"""The shelf of kept files and proofs: which file is kept, whom and what it proves; and what goes with an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from ..domain.proofs import PROVABLE, KeptFile, Proof
from ..domain.text import fold
from . import tables
from .journal import Journal, chunks
from .rows import SHAPES

_DECIDED = ("awards", "ratings", "initiatives", "disciplines")
"""Kinds of entry that name a decision."""
_proofs = tables.proofs


def tie(table: str) -> Any:
    """Return the column of proofs that names an entry of a kind."""
    return _proofs.c[f"{PROVABLE[table]}_id"]


class Shelf:
    """What one transaction sees of kept files and proofs."""

    def __init__(
        self,
        connection: Connection,
        chosen: Callable[..., list[Any]],
        ids: Callable[[Collection[str]], list[int]],
    ) -> None:
        """Read by the `chosen` rows of a kind and the `ids` of subjects, as the Reader does."""
        self._connection, self._chosen, self._ids = connection, chosen, ids

    def files(self, ids: Collection[int] | None = None) -> tuple[KeptFile, ...]:
        """Return all kept files, or those of some ids, in the order they came."""
        held = tables.kept_files.c.id
        return tuple(self._by(SHAPES["kept_files"], held, ids))

    def file_of(self, sha256: str) -> KeptFile | None:
        """Return the file of that content, or None."""
        found = self._chosen(SHAPES["kept_files"], tables.kept_files.c.sha256 == sha256)
        return found[0] if found else None

    def proofs(self, subjects: Collection[str] | None = None) -> tuple[Proof, ...]:
        """Return all proofs, or those of some subjects, in the order they came."""
        ids = None if subjects is None else self._ids(subjects)
        return tuple(self._by(SHAPES["proofs"], _proofs.c.subject_id, ids))

    def proofs_of(self, table: str, ids: Collection[int]) -> tuple[Proof, ...]:
        """Return the proofs of some entries of a kind."""
        return tuple(self._by(SHAPES["proofs"], tie(table), ids))

    def proofs_by(self, files: Collection[int]) -> tuple[Proof, ...]:
        """Return the proofs some files are, of whomever."""
        return tuple(self._by(SHAPES["proofs"], _proofs.c.file_id, files))

    def _by(self, shape: Any, column: Any, wanted: Collection[int] | None) -> list[Any]:
        if wanted is None:
            return self._chosen(shape)
        found = [row for piece in chunks(sorted(set(wanted))) for row in self._chosen(shape, column.in_(piece))]
        return sorted(found, key=lambda row: row.id or 0)

    def scans(self, decision: str) -> tuple[tuple[int, str, int], ...]:
        """Return the files kept with entries of a decision number: id, caption, how many entries; the most used first.

        Numbers are compared as they are searched: without marks, spaces and case.
        """
        key = fold(decision)
        if not key:
            return ()
        counted: Counter[int] = Counter()
        captions: dict[int, str] = {}
        for table in _DECIDED:
            entry = SHAPES[table].table
            rows = self._connection.execute(
                select(_proofs.c.file_id, func.min(_proofs.c.caption), func.count())
                .join(entry, entry.c.id == tie(table))
                .where(entry.c.decision_key == key)
                .group_by(_proofs.c.file_id)
            )
            for number, caption, count in rows.all():
                counted[number] += count
                captions.setdefault(number, caption)
        return tuple((number, captions[number], count) for number, count in counted.most_common())


def let_go(connection: Connection, journal: Journal, table: str, ids: Sequence[int]) -> None:
    """Take away the proofs of rows about to be taken away: an entry comes back with them, and goes with them."""
    if table == "proofs":
        return
    for column in _columns_to(table):
        for piece in chunks(ids):
            hanging = connection.execute(select(_proofs.c.id).where(column.in_(piece))).scalars().all()
            if hanging:
                journal.remove(_proofs, hanging)


def retie(connection: Connection, journal: Journal, table: str, old: int, new: int | None) -> None:
    """Let the proofs of one entry prove another of its kind, or only lie with the record."""
    found = connection.execute(select(_proofs.c.id).where(tie(table) == old)).scalars().all()
    journal.change(_proofs, [{"id": number, tie(table).name: new} for number in found])


def _columns_to(table: str) -> Iterator[Any]:
    for key in sorted(_proofs.foreign_keys, key=lambda key: key.parent.name):
        if key.column.table.name == table:
            yield key.parent
