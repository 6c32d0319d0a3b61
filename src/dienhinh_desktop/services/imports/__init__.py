"""Importing a records workbook: a preview against what is kept, then all of it or nothing, and taking it back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ...domain.backups import BackupReason
from ...domain.errors import UserError
from ...domain.imports import ImportBatch, ImportReport, IssueLevel, RowState, WorkbookContent
from ...domain.records import Records
from ...domain.upkeep import Changes, Kind, Progress, silent
from ...exchange.imports.workbook import read_records_workbook
from ...storage.reader import Reader
from .. import backups
from ..context import Context
from .doubts import Doubts
from .matching import match_all
from .preview import ImportPreview, PreviewRows
from .writing import write_matches

__all__ = ["ImportPreview", "apply", "batches", "compare", "preview", "undo"]

_FEW = 500
_CHANGED = frozenset({Kind.RECORDS, Kind.IMPORTS})


def preview(ctx: Context, path: Path, progress: Progress = silent) -> ImportPreview:
    """Read a workbook and lay it beside what is kept; nothing is written.

    Raises UserError when the file is no records workbook or cannot be read; what is wrong inside it are issues.
    """
    content = read_records_workbook(path, ctx.catalogue, progress)
    return compare(ctx, content, progress)


def compare(ctx: Context, content: WorkbookContent, progress: Progress = silent) -> ImportPreview:
    """Lay what a file holds beside what is kept."""
    progress(0, 1, "Đối chiếu với dữ liệu")
    with ctx.db.read() as reader:
        return _compare(ctx, content, reader)


def _compare(ctx: Context, content: WorkbookContent, reader: Reader) -> ImportPreview:
    held = _held(reader, content.records)
    matches = match_all(content.records, held)
    found = Doubts(content, held, matches, ctx.now().year + 1).issues(ctx.catalogue)
    issues = (*content.issues, *found)
    names = {row.code: row.name for row in held.subjects} | {row.code: row.name for row in content.records.subjects}
    rows = PreviewRows(content, matches, issues, names, ctx.catalogue)
    states = Counter(rows.states())
    report = ImportReport(
        file=content.file,
        added=states[RowState.NEW],
        updated=states[RowState.CHANGED],
        unchanged=states[RowState.SAME],
        skipped=content.skipped,
        issues=issues,
    )
    return ImportPreview(content, matches, rows, report, reader.last_act())


def _held(reader: Reader, incoming: Records) -> Records:
    """Return all subjects, and the rows of those the file speaks of."""
    codes = {row.subject for table, rows in incoming.tables() for row in rows if table not in _WITHOUT_SUBJECT}
    everything = reader.records(kinds=_WITHOUT_SUBJECT)
    kinds = {table for table, rows in incoming.tables() if rows} - _WITHOUT_SUBJECT
    kept = reader.records(codes if len(codes) <= _FEW else None, kinds)
    return Records(
        **{
            table: getattr(everything if table in _WITHOUT_SUBJECT else kept, table)
            for table, _rows in incoming.tables()
        }
    )


_WITHOUT_SUBJECT = frozenset({"subjects", "plan_documents"})


def apply(ctx: Context, preview: ImportPreview, progress: Progress = silent) -> ImportReport:
    """Write what a preview shows, all of it or nothing, and return what was done.

    A file that brings nothing new leaves no trace. Raises UserError, and changes nothing, when the file has errors.
    """
    if _writes(preview):
        backups.before(ctx, BackupReason.IMPORT, preview.content.file, progress)
    with ctx.db.work(f"Nhập {preview.content.file}", ctx.who, "import") as work:
        if work.last_act() != preview.as_of:
            preview = _compare(ctx, preview.content, work)
        _refuse_errors(preview)
        report = preview.report
        if not report.added and not report.updated:
            return report
        write_matches(work, preview.matches, progress)
        return _numbered(report, work.note_import(report))


def _writes(preview: ImportPreview) -> bool:
    report = preview.report
    return bool(report.added or report.updated) and not any(issue.level is IssueLevel.ERROR for issue in report.issues)


def _numbered(report: ImportReport, batch: int) -> ImportReport:
    return ImportReport(
        report.file, report.added, report.updated, report.unchanged, report.skipped, report.issues, batch
    )


def _refuse_errors(preview: ImportPreview) -> None:
    errors = [issue for issue in preview.report.issues if issue.level is IssueLevel.ERROR]
    if errors:
        first = errors[0]
        place = ", ".join(
            part
            for part in (
                f"trang {first.sheet}" if first.sheet else "",
                f"dòng {first.row}" if first.row else "",
                f"cột {first.column}" if first.column else "",
            )
            if part
        )
        raise UserError(
            f"Chưa nhập {preview.content.file} vì có {len(errors)} chỗ sai, đầu tiên ở {place or 'đầu tệp'}:"
            f" {first.message} Sửa trong Excel rồi nhập lại.",
            details=tuple(issue.message for issue in errors),
        )


def batches(ctx: Context) -> tuple[ImportBatch, ...]:
    """Return past imports, newest first."""
    with ctx.db.read() as reader:
        return reader.imports()


def undo(ctx: Context, batch: int) -> Changes:
    """Take one import back: its new rows go, its changed rows become what they were.

    Raises UserError when there is no such import, when it was taken back already, or when later work rests on it.
    """
    backups.before(ctx, BackupReason.LARGE, f"hoàn tác lần nhập {batch}")
    with ctx.db.work(f"Hoàn tác lần nhập {batch}", ctx.who, "undo") as work:
        label = work.undo(work.act_of_import(batch))
        work.name_act(f"Hoàn tác: {label}")
        return Changes(_CHANGED, f"Đã hoàn tác lần nhập số {batch}.", work.act)
