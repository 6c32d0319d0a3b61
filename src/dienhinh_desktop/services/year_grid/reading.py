"""Reading the grid: which years and subjects it has, and what every cell holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...domain.catalogue import Catalogue, Family
from ...domain.records import Award, Discipline, Initiative, Subject, SubjectKind
from ...domain.text import name_sort_key, sort_key
from ...domain.year_grid import CellState, GridCell, GridColumn, GridField, GridQuery, GridRow, YearGrid
from ...storage.reader import Reader
from ..context import Context
from ..records import units_below
from ..year_boxes import YEARS_SHOWN, is_closed, is_rated, years_shown
from .cells import CELLS, empty_cell
from .doubts import doubt_of
from .figures import figure_cell, indicator_name

MOST_YEARS = 15
"""Years: an older achievement is seen on the card of its record."""

_OF_A_YEARS_WORK = frozenset({GridField.GRADE, GridField.TITLE})


class Kept:
    """The entries of some subjects and years by subject, year and what they are, as far as some fields need them."""

    def __init__(
        self, ctx: Context, reader: Reader, years: range, codes: Collection[str] | None, fields: Collection[GridField]
    ) -> None:
        self.catalogue, self.today = ctx.catalogue, ctx.now().date()
        self._asked = {year for year in years_shown(self.today) if is_closed(year, self.today)}
        grouped: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
        # A rating may contradict the title beside it, so the two are read together.
        wanted = {*fields, *(_OF_A_YEARS_WORK if _OF_A_YEARS_WORK & {*fields} else ())}
        for table in sorted({field.table for field in wanted}):
            for row in reader.entries_in(table, years, codes):
                grouped[row.subject, year_of(row), self._slot_of(table, row)].append(row)
        self._entries: dict[tuple[str, int, str], tuple[Any, ...]] = {k: tuple(rows) for k, rows in grouped.items()}
        self._disciplines: dict[tuple[str, int], list[Discipline]] = defaultdict(list)
        for row in reader.records(codes, {"disciplines"}).disciplines if _OF_A_YEARS_WORK & wanted else ():
            self._disciplines[row.subject, row.date.year].append(row)

    def _slot_of(self, table: str, row: Any) -> str:
        """Return what sort of column an entry stands in; figures stand apart by their indicator."""
        if table == "awards":
            return (GridField.TITLE if is_title(row, self.catalogue) else GridField.REWARD).value
        return f"{table}:{row.indicator}" if table == "indicators" else _FIELD_OF[table].value

    def of(self, code: str, column: GridColumn) -> tuple[Any, ...]:
        """Return the entries behind a cell."""
        slot = f"{column.field.table}:{column.code}" if column.field.figure else column.field.value
        return self._entries.get((code, column.year, slot), ())

    def cell(self, subject: Subject, column: GridColumn) -> GridCell:
        """Return a cell as it stands."""
        entries = self.of(subject.code, column)
        if not entries:
            return empty_cell(self._state(subject, column))
        doubt = self._doubt(subject, column, entries)
        if column.field.figure:
            return figure_cell(column, entries, doubt)
        return CELLS[column.field](entries, self.catalogue, doubt)

    def _state(self, subject: Subject, column: GridColumn) -> CellState:
        if column.field is GridField.GRADE and not is_rated(subject):
            return CellState.NONE
        if is_early(subject, column):
            return CellState.NOT_YET
        asked = column.field in _ASKED and column.year in self._asked
        return CellState.MISSING if asked else CellState.EMPTY

    def _doubt(self, subject: Subject, column: GridColumn, entries: tuple[Any, ...]) -> str:
        if column.field is GridField.GRADE and len(entries) == 1 and self._is_quiet(subject, column):
            return ""
        ratings = self.of(subject.code, GridColumn(column.year, GridField.GRADE))
        disciplines = tuple(self._disciplines.get((subject.code, column.year), ()))
        early = is_early(subject, column)
        return doubt_of(column, entries, ratings, disciplines, self.catalogue, early=early)

    def _is_quiet(self, subject: Subject, column: GridColumn) -> bool:
        return (subject.code, column.year) not in self._disciplines and not is_early(subject, column)

    def row(self, subject: Subject, columns: tuple[GridColumn, ...], unit_name: str) -> GridRow:
        """Return the row of a subject."""
        cells = tuple(self.cell(subject, column) for column in columns)
        return GridRow(
            code=subject.code,
            name=subject.name,
            kind=subject.kind,
            unit=subject.unit,
            unit_name=unit_name,
            started=subject.start.year if subject.start else None,
            cells=cells,
            missing=sum(cell.state is CellState.MISSING for cell in cells),
        )

    def used(self) -> dict[str, int]:
        """Return how often each title or reward is kept, or each name of an initiative."""
        rows = (row for held in self._entries.values() for row in held)
        named = (
            row.form if isinstance(row, Award) else row.name for row in rows if isinstance(row, Award | Initiative)
        )
        return dict(Counter(named))


_FIELD_OF = {
    "ratings": GridField.GRADE,
    "initiatives": GridField.INITIATIVE,
    "household_statuses": GridField.STATE,
}
_ASKED = frozenset({GridField.GRADE, GridField.STATE})
"""Fields that ought to be filled for every year that is closed."""


def year_of(entry: Any) -> int:
    """Return the year an entry stands in: its own, or that of its day."""
    year: int | None = getattr(entry, "year", None)
    return year if year is not None else int(entry.date.year)


def is_early(subject: Subject, column: GridColumn) -> bool:
    """Tell whether a subject was not there yet in the year of a column."""
    return subject.start is not None and column.year < subject.start.year


def is_title(award: Award, catalogue: Catalogue) -> bool:
    """Tell whether an award is a title, the sort the grid has columns for."""
    form = catalogue.awards.get(award.form)
    return form is not None and form.family is Family.TITLE


def read_grid(ctx: Context, query: GridQuery) -> YearGrid:
    """Return the grid: the last five years, and earlier ones as far as anything is kept."""
    today = ctx.now().date()
    with ctx.db.read() as reader:
        everyone = reader.records(kinds={"subjects"}).subjects
        names = {subject.code: (subject.name, subject.unit) for subject in everyone}
        chosen = _chosen(everyone, names, query)
        codes = {subject.code for subject in chosen}
        earliest = [year for field in query.fields if (year := reader.first_year(field.table)) is not None]
        years = _years(today, min(earliest, default=today.year))
        kept = Kept(ctx, reader, years, codes, query.fields)
    columns = tuple(_column(year, field, query, ctx.catalogue) for year in years for field in query.fields)
    rows = [kept.row(subject, columns, names[subject.unit][0] if subject.unit else "") for subject in chosen]
    return YearGrid(query=query, columns=columns, rows=_in_order(rows), used=kept.used())


def _column(year: int, field: GridField, query: GridQuery, catalogue: Catalogue) -> GridColumn:
    if not field.figure:
        return GridColumn(year, field)
    return GridColumn(year, field, query.indicator, indicator_name(catalogue, query.indicator))


def _years(today: date, earliest: int) -> range:
    first = max(min(earliest, today.year - YEARS_SHOWN + 1), today.year - MOST_YEARS + 1)
    return range(first, today.year + 1)


def _chosen(
    everyone: tuple[Subject, ...], names: Mapping[str, tuple[str, str | None]], query: GridQuery
) -> list[Subject]:
    below = units_below(names, query.unit) if query.unit is not None else None
    rated = GridField.GRADE in query.fields
    return [
        subject
        for subject in everyone
        if subject.kind is query.kind and (below is None or subject.code in below) and (not rated or is_rated(subject))
    ]


def _in_order(rows: list[GridRow]) -> tuple[GridRow, ...]:
    units = {name: sort_key(name) for name in {row.unit_name for row in rows}}
    by_name = {True: sort_key, False: name_sort_key}
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                units[row.unit_name],
                by_name[row.kind is SubjectKind.COLLECTIVE](row.name),
                row.code,
            ),
        )
    )


def with_rows(grid: YearGrid, rows: Mapping[str, GridRow]) -> YearGrid:
    """Return a grid with some rows, by code, as they stand now; counts of titles stay those read first."""
    return replace(grid, rows=tuple(rows.get(row.code, row) for row in grid.rows))
