"""A list beside the records: what would become of every row, what must be decided, and what would be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ....domain.imports import Issue, IssueLevel, RowState
from ....domain.list_imports import ListLine, WordDoubt
from ....domain.lists import ListIssue
from ....domain.records import RECORD_TYPES
from ....domain.upkeep import Progress, silent
from ....storage.reader import Reader
from ...context import Context
from ..matching import Match
from .laying import Laying
from .task import ListTask
from .words import word_doubts

_HOLDS = {RowState.ASK, RowState.WRONG}


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What writing a list would do: its lines in order, what becomes of each record, doubtful words, and counts.

    `left_out`: (what the list says that the records have no place for, how many rows say it). `rows_of` gives the row
    each match came from. `as_of` is the act after which it was made.
    """

    lines: tuple[ListLine, ...]
    matches: Mapping[str, Sequence[Match]] = field(repr=False)
    words: tuple[WordDoubt, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    issues: tuple[Issue, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs of codes the clerk found not to be one."""
    as_of: int = 0

    def counts(self) -> Counter[RowState]:
        """Return how many lines are in each state."""
        return Counter(line.state for line in self.lines)

    @property
    def open_lines(self) -> int:
        """How many lines still keep the list from being written."""
        return sum(line.state in _HOLDS for line in self.lines)

    def records(self, state: RowState) -> int:
        """Return how many records are in a state, of all kinds."""
        return sum(match.state is state for found in self.matches.values() for match in found)


def look(ctx: Context, task: ListTask, progress: Progress = silent, *, strict: bool = True) -> ListPreview:
    """Lay a list beside what is kept; nothing is written.

    `strict`: what is only likely (a subject, a slip in a word) waits for the clerk; else it is taken and told.
    """
    with ctx.db.read() as reader:
        return lay(ctx, task, reader, progress, strict=strict)


def lay(ctx: Context, task: ListTask, reader: Reader, progress: Progress, *, strict: bool) -> ListPreview:
    """Lay a list beside what a reader holds."""
    laying = Laying(ctx, task, reader, strict=strict)
    lines = laying.lines(progress)
    return ListPreview(
        lines=lines,
        matches={table: laying.placed.matches.get(table, []) for table in RECORD_TYPES},
        words=word_doubts(task, laying.units),
        left_out=tuple(laying.left_out.most_common()),
        issues=tuple(_issues(task, lines)),
        apart=tuple(laying.apart),
        as_of=reader.last_act(),
    )


def _issues(task: ListTask, lines: Sequence[ListLine]) -> list[Issue]:
    """Return what the import keeps in its log: errors while they hold the list back, else warnings."""
    sheet = task.reading.sheet
    mine = {id(issue) for line in lines for issue in line.issues}
    found = [_issue(sheet, issue, issue.level) for issue in task.reading.issues if id(issue) not in mine]
    for line in lines:
        open_now = line.state is RowState.WRONG
        levels = ((issue, issue.level if open_now else IssueLevel.WARNING) for issue in line.issues)
        found += [_issue(sheet, issue, level) for issue, level in levels]
        found += [Issue(sheet, line.row, None, IssueLevel.WARNING, note) for note in line.notes]
        if line.state is RowState.ASK:
            found += [Issue(sheet, line.row, None, IssueLevel.ERROR, ask) for ask in line.asks]
        if line.state is RowState.SKIPPED:
            found.append(Issue(sheet, line.row, None, IssueLevel.WARNING, f"Bỏ dòng này, không ghi: {line.name}."))
    return sorted(found, key=lambda issue: (issue.row is not None, issue.row or 0))


def _issue(sheet: str, issue: ListIssue, level: IssueLevel) -> Issue:
    return Issue(sheet or None, issue.row, issue.column, level, issue.message)
