"""Reading what was done: the acts, those in force, the imports among them; the part of the Reader that is theirs."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, true

from ..domain.errors import UserError
from ..domain.imports import ImportBatch, Issue, IssueLevel
from ..domain.records import RECORD_TYPES
from ..domain.upkeep import Act
from . import tables
from .journal import UNDOING, redoable, standing
from .part import ReaderPart

_PLACED = ("code", "kind", "unit_id", "locality_id")
"""What says who a subject is among the others."""


class ActsReader(ReaderPart):
    """What was done to the folder, as it stands in one transaction."""

    def acts(self, limit: int) -> tuple[Act, ...]:
        """Return the latest acts, newest first; the taking back of an act is an act too."""
        return self._acts(true(), limit)

    def steps(self, limit: int) -> tuple[Act, ...]:
        """Return the latest acts that are work of their own, newest first, those taken back among them."""
        return self._acts(tables.acts.c.kind.not_in(UNDOING), limit)

    def _acts(self, condition: ColumnElement[bool], limit: int) -> tuple[Act, ...]:
        held = tables.acts
        rows = self._connection.execute(select(held).where(condition).order_by(held.c.id.desc()).limit(limit))
        return tuple(
            Act(
                id=row.id,
                at=datetime.fromisoformat(row.at),
                who=row.who,
                label=row.label,
                undone=row.undone_by is not None,
            )
            for row in rows
        )

    def standing_from(self, act: int) -> tuple[int, ...]:
        """Return an act and all newer ones, as far as they are in force, newest first."""
        held = tables.acts
        found = self._connection.execute(
            select(held.c.id).where(held.c.id >= act, standing()).order_by(held.c.id.desc())
        )
        return tuple(found.scalars())

    def last_redoable_act(self) -> int | None:
        """Return the newest taking back that can be taken back in its turn; None once anything new was done."""
        return self._connection.execute(select(func.max(tables.acts.c.id)).where(redoable())).scalar()

    def last_standing_act(self) -> int | None:
        """Return the newest act still in force, the one a clerk would take back next."""
        return self._connection.execute(select(func.max(tables.acts.c.id)).where(standing())).scalar()

    def last_act(self) -> int:
        """Return the number of the newest act, 0 when there is none: it moves on with every change."""
        return self._connection.execute(select(func.max(tables.acts.c.id))).scalar() or 0

    def imports(self) -> tuple[ImportBatch, ...]:
        """Return past imports, newest first."""
        held, acts = tables.imports, tables.acts
        rows = self._connection.execute(
            select(held, acts.c.at, acts.c.undone_by).join(acts, acts.c.id == held.c.act).order_by(held.c.id.desc())
        )
        return tuple(
            ImportBatch(
                id=row.id,
                at=datetime.fromisoformat(row.at),
                file=row.file,
                added=row.added,
                updated=row.updated,
                undone=row.undone_by is not None,
                issues=tuple(
                    Issue(sheet, line, column, IssueLevel(level), message)
                    for sheet, line, column, level, message in json.loads(row.issues)
                ),
            )
            for row in rows
        )

    def act_of_import(self, batch: int) -> int:
        """Return the act of an import. Raises UserError when there is no such import."""
        act = self._connection.execute(select(tables.imports.c.act).where(tables.imports.c.id == batch)).scalar()
        if act is None:
            raise UserError(f"Không có lần nhập số {batch} nên không hoàn tác được; xem lại danh sách lần nhập.")
        return int(act)

    def changed_records(self, act: int, most: int) -> dict[str, set[str]] | None:
        """Return whose rows changed since an act, as codes of subjects by the kind of row.

        None where that is no matter of single rows: more than `most` changed, somebody came, went, or hangs elsewhere,
        or the act itself is no longer known (a backup was put back). Of documents of a plan no owner is told.
        """
        held = tables.changes.c
        wanted = select(held.table_name, held.row_id, held.last_id, held.before)
        known = self._connection.execute(select(exists().where(tables.acts.c.id == act))).scalar()
        found = self._connection.execute(
            wanted.where(held.act > act, held.table_name.in_(RECORD_TYPES)).limit(most + 1)
        ).all()
        if not known or sum(row.last_id - row.row_id + 1 for row in found) > most:
            return None
        owners: dict[str, set[int]] = {row.table_name: set() for row in found}
        for row in found:
            told = self._owners(row.table_name, row.row_id, row.last_id, row.before)
            if told is None:
                return None
            owners[row.table_name] |= told
        everybody = {owner for of_kind in owners.values() for owner in of_kind}
        named = tables.subjects.c
        coded = self._connection.execute(select(named.id, named.code).where(named.id.in_(everybody))).all()
        names = {row.id: row.code for row in coded}
        if everybody - names.keys():
            return None
        return {kind: {names[owner] for owner in of_kind} for kind, of_kind in owners.items()}

    def _owners(self, kind: str, first: int, last: int, before: str | None) -> set[int] | None:
        """Return the subjects whose rows a change was about, by id; None where it moved a subject itself."""
        if kind == "plan_documents":
            return set()
        table = tables.METADATA.tables[kind]
        rows = [
            dict(row)
            for row in self._connection.execute(select(table).where(table.c.id.between(first, last))).mappings()
        ]
        rows += [json.loads(before)] if before is not None else []
        if kind != "subjects":
            return {row["subject_id"] for row in rows}
        moved = len(rows) < 2 or any(rows[0][name] != rows[1][name] for name in _PLACED)
        return None if moved else {first}

    def same_records(self, act: int) -> bool:
        """Tell whether no record changed since an act: rounds, papers and settings leave the records as they are.

        False where the act itself is no longer known (a backup was put back).
        """
        acts, changes = tables.acts.c, tables.changes.c
        known = self._connection.execute(select(exists().where(acts.id == act))).scalar()
        changed = exists().where(changes.act > act, changes.table_name.in_(RECORD_TYPES))
        return bool(known) and not self._connection.execute(select(changed)).scalar()
