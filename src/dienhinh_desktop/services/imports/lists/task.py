"""One list on its way into the records: opened, understood, mended; every step gives a new task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ....domain.errors import UserError
from ....domain.list_imports import UNDECIDED, ListDecisions, RowDecision
from ....domain.lists import LearnedWord, ListChoices, ListReading, WordKind
from ....domain.records import SubjectKind
from ....domain.upkeep import Progress, silent
from ....exchange.imports.lists.grids import ListRefused
from ....exchange.imports.lists.opened import OpenedList, open_file, open_other, open_pasted
from ....exchange.imports.lists.reading import refusal, understand
from ....exchange.imports.lists.units import unit_key
from ....exchange.imports.survey import column_number
from ...context import Context

_LOOKED_AT = 80
PASTED = "(dán từ bảng tạm)"


@dataclass(frozen=True, slots=True)
class ListTask:
    """A list, what the clerk chose about reading it, how it was understood, and what was decided about its rows.

    `learned`: what was decided before about words of this sender; `choices` come on top of it.
    """

    opened: OpenedList
    reading: ListReading
    choices: ListChoices = field(default_factory=ListChoices)
    decisions: ListDecisions = field(default_factory=ListDecisions)
    learned: tuple[LearnedWord, ...] = ()

    def decision(self, row: int) -> RowDecision:
        """Return what was decided about a row."""
        return self.decisions.rows.get(row, UNDECIDED)

    @property
    def in_force(self) -> ListChoices:
        """The choices with what was learned before below them."""
        words: dict[tuple[WordKind, str], str] = {
            (item.kind, item.words): item.meaning for item in self.learned if item.kind is not WordKind.COLUMN
        }
        fields = {item.words: item.meaning or None for item in self.learned if item.kind is WordKind.COLUMN}
        return replace(self.choices, fields={**fields, **self.choices.fields}, words={**words, **self.choices.words})


def open_list(ctx: Context, path: Path, sender: str = "", progress: Progress = silent) -> ListTask:
    """Open a list of any layout. Raises UserError saying why it cannot be read; nothing is written anywhere."""
    progress(0, 3, f"Mở tệp {path.name}")
    try:
        return _begun(ctx, open_file(path), sender, progress)
    except ListRefused as refused:
        raise UserError(_why(path.name, refused)) from refused


def open_unless_records(ctx: Context, path: Path, sender: str = "", progress: Progress = silent) -> ListTask | None:
    """Open a list of any layout; None where the file is a records workbook. Raises UserError as `open_list`."""
    progress(0, 3, f"Mở tệp {path.name}")
    try:
        opened = open_other(path)
    except ListRefused as refused:
        raise UserError(_why(path.name, refused)) from refused
    return None if opened is None else _begun(ctx, opened, sender, progress)


def paste_list(ctx: Context, text: str, sender: str = "", progress: Progress = silent) -> ListTask:
    """Take cells copied out of a spreadsheet. Raises UserError saying why they cannot be read."""
    try:
        return _begun(ctx, open_pasted(PASTED, text), sender, progress)
    except ListRefused as refused:
        raise UserError(_why(PASTED, refused)) from refused


def _why(name: str, refused: ListRefused) -> str:
    return refusal(name, refused).refused or refused.sentence


def _begun(ctx: Context, opened: OpenedList, sender: str, progress: Progress) -> ListTask:
    task = ListTask(opened, ListReading(file=opened.path.name), decisions=ListDecisions(sender))
    return _understood(ctx, replace(task, learned=learned_of(ctx, sender)), progress)


def learned_of(ctx: Context, sender: str) -> tuple[LearnedWord, ...]:
    """Return what words of a sender were decided to mean."""
    with ctx.db.read() as reader:
        return reader.learned_words(sender)


def _understood(ctx: Context, task: ListTask, progress: Progress) -> ListTask:
    try:
        reading = understand(task.opened, ctx.catalogue, task.in_force, progress, ctx.now().date())
    except ListRefused as refused:
        raise UserError(_why(task.opened.path.name, refused)) from refused
    return replace(task, reading=reading)


def first_rows(task: ListTask, count: int = 20) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the first filled rows of the sheet: number, and the texts from column A on."""
    grid = task.opened.grid(task.reading.sheet)
    numbers = sorted(grid.rows)[:count]
    wide = max((max(grid.rows[number], default=0) for number in numbers), default=0)
    return tuple((number, tuple(grid.text(number, place) for place in range(1, wide + 1))) for number in numbers)


def row_cells(task: ListTask, row: int) -> tuple[tuple[int, str, str], ...]:
    """Return the cells of a row as they stand now: column number, heading, text; empty ones of known columns too."""
    texts = task.opened.texts(task.reading.sheet, row)
    return tuple(
        (column_number(view.letter), view.heading, texts.get(column_number(view.letter), ""))
        for view in task.reading.shown_columns
    )


def choose_sender(ctx: Context, task: ListTask, sender: str, progress: Progress = silent) -> ListTask:
    """Read the list as one of another sender: with what was learned of that sender."""
    decisions = replace(task.decisions, sender=sender)
    return _understood(ctx, replace(task, decisions=decisions, learned=learned_of(ctx, sender)), progress)


def with_sender(ctx: Context, task: ListTask, progress: Progress = silent) -> ListTask:
    """Take the unit named last above the heading for the sender, where none is chosen.

    What was learned of its words counts from then on.
    """
    if task.decisions.sender:
        return task
    with ctx.db.read() as reader:
        subjects = reader.records(kinds={"subjects"}).subjects
    units = {unit_key(one.name): one.code for one in subjects if one.kind is SubjectKind.COLLECTIVE}
    above = (texts for row, texts in first_rows(task, _LOOKED_AT) if row < (task.reading.header_row or 0))
    named = [units[key] for texts in above for text in texts if (key := unit_key(text)) in units]
    return choose_sender(ctx, task, named[-1], progress) if named else task


def choose_table(
    ctx: Context, task: ListTask, sheet: str, header_row: int | None = None, progress: Progress = silent
) -> ListTask:
    """Read another sheet, or by another heading row; what was decided about rows is forgotten.

    Raises UserError where that row has no heading of names.
    """
    choices = replace(task.choices, sheet=sheet, header_row=header_row)
    decisions = replace(task.decisions, rows={})
    return _understood(ctx, replace(task, choices=choices, decisions=decisions), progress)


def choose_fields(
    ctx: Context, task: ListTask, fields: Mapping[str, str | None], progress: Progress = silent
) -> ListTask:
    """Give columns (by heading) other fields; None passes a column over. Raises UserError where no name is left."""
    choices = replace(task.choices, fields={**task.choices.fields, **fields})
    return _understood(ctx, replace(task, choices=choices), progress)


def choose_words(
    ctx: Context, task: ListTask, words: Mapping[tuple[WordKind, str], str], progress: Progress = silent
) -> ListTask:
    """Decide what words mean: a code of the catalogue, of a unit, or nothing to pass them over."""
    choices = replace(task.choices, words={**task.choices.words, **words})
    return _understood(ctx, replace(task, choices=choices), progress)


def mend(ctx: Context, task: ListTask, row: int, column: int, text: str, progress: Progress = silent) -> ListTask:
    """Write another text into a cell of the list in memory, and read it again; the file is not touched."""
    task.opened.mend(task.reading.sheet, row, column, text)
    return _understood(ctx, task, progress)


def decide(task: ListTask, rows: Mapping[int, RowDecision]) -> ListTask:
    """Decide about rows."""
    return replace(task, decisions=replace(task.decisions, rows={**task.decisions.rows, **rows}))
