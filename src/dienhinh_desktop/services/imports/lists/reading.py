"""Reading the lists sub-units made themselves: understood and shown, nothing imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ....domain.catalogue import Catalogue
from ....domain.lists import ListReading
from ....domain.upkeep import Progress, silent
from ....exchange.imports.lists.reading import read_list_file
from ....storage.catalogue import load_catalogue


def read_list(
    path: Path,
    sheet: str | None = None,
    progress: Progress = silent,
    today: date | None = None,
    catalogue: Catalogue | None = None,
) -> ListReading:
    """Return how any list was understood, by the shipped catalogue where none is given; nothing is imported.

    A file that cannot be read comes back with `refused` set, one issue and no rows. Raises UserError for a sheet that
    is not in the file, Cancelled when `progress` does.
    """
    return read_list_file(path, catalogue or load_catalogue(), sheet, progress, today)
