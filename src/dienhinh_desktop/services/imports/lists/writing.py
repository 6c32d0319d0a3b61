"""Writing a list into the records: all of it in one act, with what was decided about its words, or nothing."""

from __future__ import annotations

from ....domain.backups import BackupReason
from ....domain.errors import UserError
from ....domain.identity import DistinctPair
from ....domain.imports import ImportReport, RowState
from ....domain.lists import WordKind
from ....domain.upkeep import Progress, silent
from ... import backups
from ...context import Context
from ..writing import write_matches
from .learning import learn
from .preview import ListPreview, lay
from .task import ListTask


def report_of(task: ListTask, preview: ListPreview, batch: int | None = None) -> ImportReport:
    """Return what an import of the list says of itself; records are counted, and rows left out."""
    return ImportReport(
        file=task.opened.path.name,
        added=preview.records(RowState.NEW),
        updated=preview.records(RowState.CHANGED),
        unchanged=preview.records(RowState.SAME),
        skipped=preview.counts()[RowState.SKIPPED],
        issues=preview.issues,
        batch=batch,
    )


def write(
    ctx: Context, task: ListTask, preview: ListPreview, progress: Progress = silent, *, strict: bool = True
) -> ImportReport:
    """Write what a preview shows, all of it or nothing; what the clerk decided about words is kept with it.

    A list that brings nothing new leaves nothing but what was learned of its words. Raises UserError, and changes
    nothing, while rows are still to be decided.
    """
    if preview.records(RowState.NEW) or preview.records(RowState.CHANGED):
        backups.before(ctx, BackupReason.IMPORT, task.opened.path.name, progress)
    with ctx.db.work(f"Nhập danh sách {task.opened.path.name}", ctx.who, "import") as work:
        if work.last_act() != preview.as_of:
            preview = lay(ctx, task, work, progress, strict=strict)
        _refuse_open(preview)
        report = report_of(task, preview)
        learn(work, task.decisions.sender, _decided(task))
        if not report.added and not report.updated:
            work.name_act(f"Nhớ cách hiểu danh sách {task.opened.path.name}")
            return report
        write_matches(work, preview.matches, progress)
        known = set(work.distinct_pairs())
        pairs = {DistinctPair.of(one, other) for one, other in preview.apart}
        work.insert("distinct_pairs", sorted(pairs - known, key=lambda pair: (pair.first, pair.second)))
        return report_of(task, preview, work.note_import(report))


def _refuse_open(preview: ListPreview) -> None:
    left = [line for line in preview.lines if line.state in (RowState.ASK, RowState.WRONG)]
    if left:
        first = left[0]
        why = (*first.asks, *(issue.message for issue in first.issues))
        raise UserError(
            f"Chưa ghi vì còn {len(left)} dòng chưa quyết, đầu tiên là dòng {first.row} ({first.name}): {why[0]}"
            " Sửa hoặc bỏ từng dòng rồi ghi lại.",
            details=tuple(f"Dòng {line.row}: {line.name}" for line in left),
        )


def _decided(task: ListTask) -> dict[tuple[WordKind, str], str]:
    """Return what was decided about words and columns of this list."""
    columns = {(WordKind.COLUMN, heading): field or "" for heading, field in task.choices.fields.items()}
    return {**task.choices.words, **columns}
