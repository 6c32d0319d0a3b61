"""Writing what became of the rows of a file, kind by kind; units come before those who belong to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain.imports import RowState
from ...domain.upkeep import Progress
from ...storage.work import Work
from .matching import Match


def write_matches(work: Work, matches: Mapping[str, Sequence[Match]], progress: Progress) -> None:
    """Add the new rows and write the changed ones; the rest stays as it is."""
    total = sum(len(found) for found in matches.values())
    done = 0
    for table, found in matches.items():
        progress(done, total, "Ghi vào dữ liệu")
        work.insert(table, [item.kept for item in found if item.state is RowState.NEW])
        work.update(table, [item.kept for item in found if item.state is RowState.CHANGED])
        done += len(found)
    progress(total, total, "Ghi vào dữ liệu")
