"""Keeping what is being typed beside the records, so that neither a crash nor a power cut takes it.

It is no act: nothing of it stands in the journal or a backup until the clerk has it written.
"""

from __future__ import annotations

from ..domain.drafts import Draft, DraftSet
from ..exchange.upkeep import drafts as draft_file
from .context import Context


def keep(ctx: Context, drafts: tuple[Draft, ...]) -> None:
    """Keep these in place of the ones before; none takes them away. Raises UserError for what the disk refuses."""
    draft_file.write(ctx.db.folder, DraftSet(ctx.now(), drafts))


def kept(ctx: Context) -> DraftSet | None:
    """Return what was being typed when the window went away, or None."""
    found = draft_file.read(ctx.db.folder)
    return found if found is not None and found.drafts else None
