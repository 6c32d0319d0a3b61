"""Opening a data folder: the one place where storage, catalogue and plans are put together into a context."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..domain.catalogue import Catalogue
from ..rules.packs import Pack
from ..storage.catalogue import load_catalogue
from ..storage.database import Database
from .context import Context
from .plans import load_packs


@cache
def _shipped() -> tuple[Catalogue, Mapping[str, Pack]]:
    """Read what comes with the program once: a folder opened later finds it in hand."""
    catalogue = load_catalogue()
    return catalogue, MappingProxyType(load_packs(catalogue))


@contextmanager
def open_context(folder: Path, who: str, now: Callable[[], datetime] = datetime.now) -> Iterator[Context]:
    """Open (or create) the data folder for the time of a `with` block.

    Raises UserError when the folder cannot be used: locked by another program, of a newer version, read-only, full.
    """
    catalogue, packs = _shipped()
    db = Database.open(folder, now=now)
    try:
        yield Context(db, catalogue, packs, who, now)
    finally:
        db.close()
