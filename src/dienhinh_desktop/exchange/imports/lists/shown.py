"""The columns and rows of a list as the clerk is shown them, to see and to mend how they were understood."""

from __future__ import annotations

from collections.abc import Sequence

from dienhinh_desktop.domain.lists import ColumnReason, ListColumnView
from dienhinh_desktop.domain.text import clean

from ..survey import column_letters
from .ditto import says_nothing
from .grids import Grid
from .layout import ListColumn, ListLayout

_SAMPLES = 3
_LOOKED_AT = 60
_LONGEST = 120


def name_columns(layouts: Sequence[ListLayout]) -> dict[str, str | None]:
    """Return heading → field for every column; a heading met again with another field gets a number."""
    return {heading: column.label for heading, column, _ in _named(layouts)}


def _named(layouts: Sequence[ListLayout]) -> list[tuple[str, ListColumn, ListLayout]]:
    found: dict[str, tuple[ListColumn, ListLayout]] = {}
    for number, layout in enumerate(layouts):
        for column in layout.columns:
            if number and column.heading in found and found[column.heading][0].label == column.label:
                continue
            heading, again = column.heading, 2
            while heading in found:
                heading, again = f"{column.heading} ({again})", again + 1
            found[heading] = (column, layout)
    return [(heading, column, layout) for heading, (column, layout) in found.items()]


def show_columns(grid: Grid, layouts: Sequence[ListLayout]) -> tuple[ListColumnView, ...]:
    """Return every column with its letter, why it has its field, and its first few different cells."""
    return tuple(
        ListColumnView(
            heading=heading,
            letter=column_letters(column.place),
            field=column.label,
            reason=ColumnReason.NONE if column.field is None else column.reason,
            samples=_samples(grid, layout, column.place),
        )
        for heading, column, layout in _named(layouts)
    )


def _samples(grid: Grid, layout: ListLayout, place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in range(layout.last + 1, layout.last + 1 + _LOOKED_AT):
        cells = grid.rows.get(row, {})
        text = clean(cells[place].text) if place in cells and len(cells) > 2 else ""
        if text and not says_nothing(text):
            found.setdefault(text[:_LONGEST])
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def row_text(grid: Grid, row: int) -> str:
    """Return the cells of a row in one line."""
    texts = (clean(cell.text) for _, cell in sorted(grid.rows.get(row, {}).items()))
    return " | ".join(dict.fromkeys(text for text in texts if text))[: 2 * _LONGEST]
