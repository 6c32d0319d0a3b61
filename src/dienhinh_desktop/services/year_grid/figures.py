"""Figures in the grid: a target and what was done, two cells of one entry; which indicators there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...domain.catalogue import Catalogue
from ...domain.records import Indicator
from ...domain.text import clean, number_text, parse_number
from ...domain.year_grid import CellReading, CellState, CellWords, GridCell, GridColumn, GridField, Understood
from ...rules.figures_asked import indicators_asked
from ..context import Context

_PART = {GridField.TARGET: "target", GridField.ACTUAL: "actual"}
_Slot = tuple[str, int, str]


def grid_indicators(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Return the indicators the grid can show, as (code, name): the most kept first, then what the plans ask for."""
    with ctx.db.read() as reader:
        kept = Counter(row.indicator for row in reader.records(kinds={"indicators"}).indicators)
    asked = [code for pack in ctx.packs.values() for code in indicators_asked(pack)]
    known = ctx.catalogue.lists["indicators"]
    order = dict.fromkeys((*(code for code, _count in kept.most_common()), *asked, *known))
    return tuple((code, indicator_name(ctx.catalogue, code)) for code in order)


def indicator_name(catalogue: Catalogue, code: str) -> str:
    """Return the short name of an indicator, or its code when it is not in the catalogue."""
    term = catalogue.lists["indicators"].get(code)
    return term.label if term is not None else code


def figure_text(value: float | None) -> str:
    """Write a figure the Vietnamese way: 1.234,5; nothing where none is known."""
    if value is None:
        return ""
    return number_text(int(value) if float(value).is_integer() else value)


def figure_cell(column: GridColumn, entries: Sequence[Indicator], doubt: str) -> GridCell:
    """Return the cell of a target or of what was done; the other half alone leaves it empty."""
    values = [value for row in entries if (value := getattr(row, _PART[column.field])) is not None]
    text = " ".join(dict.fromkeys(figure_text(value) for value in values))
    unit = next((row.unit_of_measure for row in entries if row.unit_of_measure), "")
    return GridCell(
        state=CellState.FILLED if values else CellState.EMPTY,
        text=text,
        words=text,
        spoken=f"{text} {unit}".strip() if values else "",
        entries=tuple(entries),
        doubt=doubt,
    )


def read_figure(cell: CellWords, words: str, *, early: bool) -> CellReading:
    """Understand a number, with or without a unit behind it."""
    number = clean(words).rstrip("%").strip()
    try:
        value = parse_number(number)
    except ValueError:
        value = None
    if value is None:
        return CellReading(cell, Understood.NOT, sentence=f"“{words}” không phải số; viết như 1.234,5.", early=early)
    text = figure_text(value)
    # 12.5 is read with its point as a comma: the clerk sees it before it is kept.
    how = Understood.AT_ONCE if number.replace(".", "") == text.replace(".", "") else Understood.OTHERWISE
    return CellReading(cell, how, (repr(value),), text, early=early)


@dataclass(slots=True)
class FigurePlan:
    """What cells of figures will do: two cells of one subject, year and indicator are one entry."""

    held: dict[_Slot, Indicator | None] = field(default_factory=dict)
    wanted: dict[_Slot, dict[str, float | None]] = field(default_factory=dict)

    def take(self, reading: CellReading, held: Sequence[Indicator]) -> bool:
        """Plan a cell; tell whether anything changes."""
        cell, part = reading.cell, _PART[reading.cell.column.field]
        value = float(reading.codes[0]) if reading.codes else None
        was = held[0] if held else None
        slot = cell.subject, cell.column.year, cell.column.code
        self.held[slot] = was
        if value == (getattr(was, part) if was is not None else None):
            return False
        self.wanted.setdefault(slot, {})[part] = value
        return True

    def entries(self, unit: str | None, indicator: str) -> Iterator[tuple[Indicator | None, Indicator | None]]:
        """Yield every entry of an indicator as it was and as it is to be, None for one that is not there.

        New ones are measured in `unit`.
        """
        for slot, values in self.wanted.items():
            subject, year, code = slot
            if code != indicator:
                continue
            was = self.held[slot]
            row = was or Indicator(subject=subject, indicator=code, year=year, unit_of_measure=unit)
            now = replace(row, **values)  # type: ignore[arg-type]
            yield was, None if now.target is None and now.actual is None and not now.source else now


def usual_unit(rows: Sequence[Indicator], code: str) -> str | None:
    """Return the unit an indicator is mostly measured in, None where none is known."""
    units = Counter(row.unit_of_measure for row in rows if row.indicator == code and row.unit_of_measure)
    return units.most_common(1)[0][0] if units else None
