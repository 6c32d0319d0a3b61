"""Opening a data folder: the one place where storage, catalogue and plans are put together into a context."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ..storage.catalogue import load_catalogue
from ..storage.database import Database
from .context import Context
from .plans import load_packs


@contextmanager
def open_context(folder: Path, who: str, now: Callable[[], datetime] = datetime.now) -> Iterator[Context]:
    """Open (or create) the data folder for the time of a `with` block.

    Raises UserError when the folder cannot be used: locked by another program, of a newer version, read-only, full.
    """
    catalogue = load_catalogue()
    packs = load_packs(catalogue)
    db = Database.open(folder, now=now)
    try:
        yield Context(db, catalogue, packs, who, now)
    finally:
        db.close()
