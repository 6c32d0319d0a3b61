"""Taking work back and doing it again: the last act, several at once, one alone; what rests on it is never harmed."""

from __future__ import annotations

from ..domain.upkeep import Act, Changes, Kind
from ..storage.work import Work
from .context import Context

CHANGED = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.IMPORTS, Kind.OFFICE, Kind.PAPERS})
"""What may be different after an act was taken back, whichever it was."""

_UNDONE = "Hoàn tác: "


def steps(ctx: Context, limit: int = 50) -> tuple[Act, ...]:
    """Return what was done last, newest first, without the takings back themselves."""
    with ctx.db.read() as reader:
        return reader.steps(limit)


def undo_last(ctx: Context) -> Changes | None:
    """Take back the newest act still in force; None when there is nothing to take back.

    Raises UserError when rows entered since rest on it.
    """
    with ctx.db.work("Hoàn tác", ctx.who, "undo") as work:
        last = work.last_standing_act()
        return None if last is None else _undo(work, [last])


def undo_one(ctx: Context, act: int) -> Changes:
    """Take back one act and leave the newer ones in force.

    Raises UserError naming the newer act that changed the same rows, or when it was taken back already.
    """
    with ctx.db.work("Hoàn tác", ctx.who, "undo") as work:
        return _undo(work, [act])


def undo_back_to(ctx: Context, act: int) -> Changes:
    """Take back an act and every newer one still in force, all of them or none, as one step.

    Raises UserError when it was taken back already, or is not in the journal.
    """
    with ctx.db.work("Hoàn tác", ctx.who, "undo") as work:
        found = work.standing_from(act)
        return _undo(work, found if act in found else [act])


def _undo(work: Work, acts: tuple[int, ...] | list[int]) -> Changes:
    labels = [work.undo(act) for act in acts]
    what = labels[0] if len(labels) == 1 else f"{len(labels)} việc, từ “{labels[-1]}”"
    work.name_act(f"{_UNDONE}{what}")
    return Changes(CHANGED, f"Đã hoàn tác: {what}.", work.act)


def redo(ctx: Context) -> Changes | None:
    """Do again what was taken back last; None when nothing was, or when something new was done since."""
    with ctx.db.work("Làm lại", ctx.who, "redo") as work:
        last = work.last_redoable_act()
        if last is None:
            return None
        what = work.undo(last).removeprefix(_UNDONE)
        work.name_act(f"Làm lại: {what}")
        return Changes(CHANGED, f"Đã làm lại: {what}.", work.act)
