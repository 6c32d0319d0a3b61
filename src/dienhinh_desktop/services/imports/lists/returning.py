"""The rows that were not taken go back to their sender: as they were written, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ....domain.delivery import ReturnedRow, ReturnedRows
from ....domain.imports import IssueLevel, RowState
from ....domain.list_imports import ListLine
from ....exchange.imports.survey import column_number
from ...context import Context
from ...delivery import write_returned
from .preview import ListPreview
from .task import ListTask

_BACK = (RowState.WRONG, RowState.ASK, RowState.SKIPPED)


def returned_rows(task: ListTask, preview: ListPreview, sender: str = "", due: date | None = None) -> ReturnedRows:
    """Return the rows not taken, under the sender's own headings; `sender`: the name written on the file."""
    reading = task.reading
    return ReturnedRows(
        file=reading.file,
        sheet=reading.sheet,
        headings=tuple(view.heading for view in reading.shown_columns),
        rows=tuple(row for line in preview.lines if line.state in _BACK for row in _rows(task, line)),
        sender=sender,
        due=due,
        title=reading.title,
    )


def give_back(ctx: Context, task: ListTask, preview: ListPreview, target: Path, sender: str = "") -> int:
    """Write the rows not taken as an Excel file for the sender; return how many.

    Raises UserError when there are none, or the file cannot be written.
    """
    back = returned_rows(task, preview, sender)
    write_returned(ctx, back, target)
    return len(back.rows)


def _rows(task: ListTask, line: ListLine) -> Iterator[ReturnedRow]:
    places = [column_number(view.letter) for view in task.reading.shown_columns]
    groups = line.said.groups if line.said else ()
    for number in line.said.lines if line.said else (line.row,):
        texts = task.opened.texts(task.reading.sheet, number, original=True)
        reasons = tuple(_reasons(line)) if number == line.row else ()
        yield ReturnedRow(number, tuple(texts.get(place, "") for place in places), reasons, groups)


def _reasons(line: ListLine) -> Iterator[tuple[str | None, str]]:
    told = [issue for issue in line.issues if issue.level is IssueLevel.ERROR] or list(line.issues)
    yield from ((issue.column, issue.message) for issue in told)
    known = {issue.message for issue in told}
    yield from ((None, words) for words in line.asks if words not in known)
    if not told and not line.asks:
        yield None, "Chưa nhập dòng này; hỏi lại cán bộ thi đua, khen thưởng."
