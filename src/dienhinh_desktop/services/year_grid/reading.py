"""Reading the grid: which years and subjects it has, and what every cell holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from ...domain.catalogue import AwardForm, Catalogue, Family
from ...domain.records import Award, Discipline, HouseholdStatus, Rating, Subject, SubjectKind
from ...domain.text import name_sort_key, sort_key
from ...domain.year_grid import CellState, GridCell, GridColumn, GridField, GridQuery, GridRow, YearGrid, is_open
from ...storage.reader import Reader
from ..context import Context
from ..records import units_below
from ..year_boxes import YEARS_SHOWN, is_closed, is_rated, years_shown
from .doubts import doubt_of

MOST_YEARS = 15
"""Years: an older achievement is seen on the card of its record."""

_TABLES = tuple(field.value for field in GridField)


class Kept:
    """The entries of some subjects and years by subject, year and table, changed as an act goes on."""

    def __init__(self, ctx: Context, reader: Reader, years: range, codes: Collection[str] | None) -> None:
        self.catalogue, self.today = ctx.catalogue, ctx.now().date()
        self._asked = {year for year in years_shown(self.today) if is_closed(year, self.today)}
        grouped: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
        for table in _TABLES:
            for row in reader.entries_in(table, years, codes):
                if table != "awards" or is_title(row, ctx.catalogue):
                    grouped[row.subject, row.year or row.date.year, table].append(row)
        self._entries: dict[tuple[str, int, str], tuple[Any, ...]] = {k: tuple(rows) for k, rows in grouped.items()}
        self._disciplines: dict[tuple[str, int], list[Discipline]] = defaultdict(list)
        for row in reader.records(codes, {"disciplines"}).disciplines:
            self._disciplines[row.subject, row.date.year].append(row)

    def of(self, code: str, column: GridColumn) -> tuple[Any, ...]:
        """Return the entries behind a cell."""
        return self._entries.get((code, column.year, column.field.value), ())

    def keep(self, code: str, column: GridColumn, entries: tuple[Any, ...]) -> None:
        """Take note of what a cell holds from now on."""
        self._entries[code, column.year, column.field.value] = entries

    def cell(self, subject: Subject, column: GridColumn) -> GridCell:
        """Return a cell as it stands."""
        entries = self.of(subject.code, column)
        if not entries:
            return _empty(self._state(subject, column))
        return _FILLED[column.field](entries, self.catalogue, self._doubt(subject, column, entries))

    def _state(self, subject: Subject, column: GridColumn) -> CellState:
        if column.field is GridField.GRADE and not is_rated(subject):
            return CellState.NONE
        if is_early(subject, column):
            return CellState.NOT_YET
        asked = column.field is not GridField.TITLE and column.year in self._asked
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
        """Return how often each title is kept."""
        awards = (row for (_, _, table), rows in self._entries.items() if table == "awards" for row in rows)
        return dict(Counter(row.form for row in awards))


def is_early(subject: Subject, column: GridColumn) -> bool:
    """Tell whether a subject was not there yet in the year of a column."""
    return subject.start is not None and column.year < subject.start.year


def is_title(award: Award, catalogue: Catalogue) -> bool:
    """Tell whether an award is a title, the sort the grid has columns for."""
    form = catalogue.awards.get(award.form)
    return form is not None and form.family is Family.TITLE


@lru_cache
def _empty(state: CellState) -> GridCell:
    return GridCell(state=state)


def _graded(entries: tuple[Rating, ...], _catalogue: Catalogue, doubt: str) -> GridCell:
    grades = sorted({row.grade for row in entries}, reverse=True)
    alone = grades[0] if len(grades) == 1 else None
    return GridCell(
        state=CellState.FILLED,
        text=" ".join(grade.short for grade in grades),
        words="; ".join(grade.name for grade in grades),
        spoken=", ".join(grade.label for grade in grades),
        grade=alone,
        entries=entries,
        doubt=doubt,
    )


def title_text(form: AwardForm) -> str:
    """Return a title as the grid shows it: the lowest level of a title goes without its level."""
    return form.short.removesuffix(" cơ sở")


def titles_text(forms: Sequence[AwardForm]) -> str:
    """Return several titles of one year as the grid shows them: the highest, and how many more."""
    highest = max(forms, key=lambda form: form.rank)
    return title_text(highest) + (f" +{len(forms) - 1}" if len(forms) > 1 else "")


def _titled(entries: tuple[Award, ...], catalogue: Catalogue, doubt: str) -> GridCell:
    forms = {row.form: catalogue.awards[row.form] for row in entries if is_open(row)}
    ranked = sorted(forms.values(), key=lambda form: -form.rank)
    closed = "" if ranked else "không đạt" if any(row.refused for row in entries) else "thu hồi"
    told = [form.name for form in ranked]
    told += [f"{catalogue.award_name(row.form)} ({_fate(row)})" for row in entries if not is_open(row)]
    return GridCell(
        state=CellState.FILLED if ranked else CellState.EMPTY,
        text=titles_text(ranked) if ranked else closed,
        words="; ".join(form.short for form in ranked),
        spoken=", ".join(told),
        entries=entries,
        doubt=doubt,
    )


def _fate(award: Award) -> str:
    return "không đạt" if award.refused else "đã thu hồi"


def _stated(entries: tuple[HouseholdStatus, ...], _catalogue: Catalogue, doubt: str) -> GridCell:
    states = list(dict.fromkeys(row.state.value for row in entries))
    return GridCell(
        state=CellState.FILLED,
        text=", ".join(states),
        words="; ".join(states),
        spoken=", ".join(states),
        entries=entries,
        doubt=doubt,
    )


_FILLED: Mapping[GridField, Callable[[Any, Catalogue, str], GridCell]] = {
    GridField.GRADE: _graded,
    GridField.TITLE: _titled,
    GridField.STATE: _stated,
}


def read_grid(ctx: Context, query: GridQuery) -> YearGrid:
    """Return the grid: the last five years, and earlier ones as far as anything is kept."""
    today = ctx.now().date()
    with ctx.db.read() as reader:
        everyone = reader.records(kinds={"subjects"}).subjects
        names = {subject.code: (subject.name, subject.unit) for subject in everyone}
        chosen = _chosen(everyone, names, query)
        codes = {subject.code for subject in chosen}
        earliest = [year for field in query.fields if (year := reader.first_year(field.value)) is not None]
        years = _years(today, min(earliest, default=today.year))
        kept = Kept(ctx, reader, years, codes)
    columns = tuple(GridColumn(year, field) for year in years for field in query.fields)
    rows = [kept.row(subject, columns, names[subject.unit][0] if subject.unit else "") for subject in chosen]
    return YearGrid(query=query, columns=columns, rows=_in_order(rows), used=kept.used())


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
