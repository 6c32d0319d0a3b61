"""What an import would do, row by row: made when a row is looked at, so that a province's file costs little memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, overload

from ...domain.catalogue import Catalogue
from ...domain.dates import PartialDate, short_date
from ...domain.imports import ImportReport, Issue, IssueLevel, PreviewRow, RowState, WorkbookContent
from ...domain.records import RECORD_TYPES, Grade
from ...domain.text import number_text
from ..entries import HEADINGS
from ..wording import describe
from .matching import Match, differences


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file beside what is kept: its content, what would become of each row, and the report of counts and issues.

    `as_of` is the act after which it was made: later changes make it stale, and `apply` looks again.
    """

    content: WorkbookContent
    matches: Mapping[str, Sequence[Match]] = field(repr=False)
    rows: Sequence[PreviewRow] = field(repr=False)
    report: ImportReport
    as_of: int

    @property
    def refused(self) -> bool:
        """Whether an error keeps the file from being imported."""
        return any(issue.level is IssueLevel.ERROR for issue in self.report.issues)


class PreviewRows(Sequence[PreviewRow]):
    """The rows of a preview in the order of the workbook, each made when asked for; rows that gave no record last."""

    def __init__(
        self,
        content: WorkbookContent,
        matches: Mapping[str, Sequence[Match]],
        issues: Sequence[Issue],
        names: Mapping[str, str],
        catalogue: Catalogue,
    ) -> None:
        """Keep what the rows are made from."""
        self._content, self._matches, self._names, self._catalogue = content, matches, names, catalogue
        self._issues: dict[tuple[str | None, int | None], list[Issue]] = defaultdict(list)
        for issue in issues:
            self._issues[issue.sheet, issue.row].append(issue)
        self._order = [(table, place) for table in RECORD_TYPES for place in range(len(matches[table]))]
        there = {(at.sheet, at.row) for rows in content.places.values() for at in rows} if issues else set()
        self._lost = [
            where for where, found in self._issues.items() if where[1] and where not in there and _has_error(found)
        ]

    def __len__(self) -> int:
        return len(self._order) + len(self._lost)

    @overload
    def __getitem__(self, place: int) -> PreviewRow: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[PreviewRow]: ...

    def __getitem__(self, place: int | slice) -> PreviewRow | Sequence[PreviewRow]:
        """Return one row or a stretch of rows."""
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        place = range(len(self))[place]
        if place >= len(self._order):
            return self._lost_row(*self._lost[place - len(self._order)])
        return self._row(*self._order[place])

    def states(self) -> list[RowState]:
        """Return the state of every row, without making the rows."""
        return [self._state(table, place) for table, place in self._order] + [RowState.WRONG] * len(self._lost)

    def _state(self, table: str, place: int) -> RowState:
        at = self._content.places[table][place]
        found = self._issues.get((at.sheet, at.row))
        return RowState.WRONG if found and _has_error(found) else self._matches[table][place].state

    def _row(self, table: str, place: int) -> PreviewRow:
        at, found = self._content.places[table][place], self._matches[table][place]
        code = getattr(found.kept, "code", None) or getattr(found.kept, "subject", None) or found.kept.unit or ""
        return PreviewRow(
            sheet=at.sheet,
            row=at.row,
            state=self._state(table, place),
            subject=code,
            subject_name=self._names.get(code, ""),
            text=describe(getattr(self._content.records, table)[place], self._catalogue),
            changes=_changes(table, found),
            notes=tuple(issue.message for issue in self._issues.get((at.sheet, at.row), ())),
        )

    def _lost_row(self, sheet: str | None, row: int | None) -> PreviewRow:
        found = self._issues[sheet, row]
        return PreviewRow(
            sheet=sheet or "",
            row=row or 0,
            state=RowState.WRONG,
            subject="",
            subject_name="",
            text="Dòng này chưa đọc được",
            notes=tuple(issue.message for issue in found),
        )


def _has_error(issues: Sequence[Issue]) -> bool:
    return any(issue.level is IssueLevel.ERROR for issue in issues)


def _changes(table: str, found: Match) -> tuple[tuple[str, str, str], ...]:
    if found.state is not RowState.CHANGED:
        return ()
    return tuple(
        (HEADINGS[table, name], shown(getattr(found.held, name)), shown(value))
        for name, value in differences(found.held, found.kept).items()
    )


def shown(value: Any) -> str:
    """Return a cell's value as a clerk reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Grade):
        return value.name
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    if isinstance(value, PartialDate | Enum):
        return str(getattr(value, "label", value))
    if isinstance(value, float):
        return number_text(int(value) if value.is_integer() else value)
    return str(value)
