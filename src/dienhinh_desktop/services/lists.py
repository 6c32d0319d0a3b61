"""Reading the lists sub-units made themselves: understood and shown, nothing imported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..domain.catalogue import Catalogue
from ..domain.lists import ListReading
from ..domain.upkeep import Progress, silent
from ..exchange.imports.lists.reading import read_list_file, read_pasted_cells
from ..storage.catalogue import load_catalogue
from .context import Context


def read_list(
    ctx: Context | Catalogue | None,
    path: Path,
    sheet: str | None = None,
    units: Sequence[str] | None = None,
    progress: Progress = silent,
    today: date | None = None,
) -> ListReading:
    """Return how any list was understood; nothing is imported.

    With a context, its catalogue and clock are used and the units are those of its records; without one, the shipped
    catalogue. `sheet`: read this one. A file that cannot be read comes back with `refused` set, one issue and no rows.
    Raises UserError for a sheet that is not in the file, Cancelled when `progress` does.
    """
    if isinstance(ctx, Context):
        known = units if units is not None else _units_of(ctx)
        return read_list_file(path, ctx.catalogue, sheet, known, progress, today or ctx.now().date())
    return read_list_file(path, ctx or load_catalogue(), sheet, units or (), progress, today)


def read_pasted(ctx: Context, text: str, progress: Progress = silent) -> ListReading:
    """Return how cells pasted from a spreadsheet were understood; nothing is imported."""
    return read_pasted_cells(text, ctx.catalogue, _units_of(ctx), progress, ctx.now().date())


def _units_of(ctx: Context) -> tuple[str, ...]:
    from .records import list_units

    return tuple(name for _, name in list_units(ctx))
