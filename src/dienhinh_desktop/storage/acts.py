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

    def same_records(self, act: int) -> bool:
        """Tell whether no record changed since an act: rounds, papers and settings leave the records as they are.

        False where the act itself is no longer known (a backup was put back).
        """
        acts, changes = tables.acts.c, tables.changes.c
        known = self._connection.execute(select(exists().where(acts.id == act))).scalar()
        changed = exists().where(changes.act > act, changes.table_name.in_(RECORD_TYPES))
        return bool(known) and not self._connection.execute(select(changed)).scalar()
