"""One decision for a whole column: its number, day and issuer go to every entry that names none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.proofs import KeptFile
from ...domain.records import Subject
from ...domain.text import clean, decision_key, number_text
from ...domain.upkeep import Changes, Kind
from ...domain.year_grid import CommonDecision, GridColumn, YearGrid
from ..context import Context
from ..entries import refuse_entry
from ..proofs.keeping import attach
from .reading import Kept

_CHANGED = frozenset({Kind.RECORDS})


def known_decisions(grid: YearGrid, column: GridColumn) -> tuple[CommonDecision, ...]:
    """Return the decisions named in a column, the most used first."""
    if column not in grid.columns:
        return ()
    place = grid.columns.index(column)
    entries = [entry for row in grid.rows for entry in row.cells[place].entries if getattr(entry, "decision", None)]
    counted: Counter[str] = Counter(decision_key(entry.decision) for entry in entries)
    first: dict[str, Any] = {}
    for entry in entries:
        first.setdefault(decision_key(entry.decision), entry)
    return tuple(
        CommonDecision(number=first[key].decision, day=first[key].date, issuer=first[key].issuer)
        for key, _count in counted.most_common()
    )


def set_decision(
    ctx: Context,
    column: GridColumn,
    subjects: Iterable[str],
    decision: CommonDecision,
    form: str | None = None,
    files: Sequence[KeptFile] = (),
) -> Changes:
    """Write a decision into every entry of a column that names none; `form` leaves it to one title.

    `files`: its scans, laid with every entry of the column that names it then, also those that did before. Refusals and
    revoked titles are left alone. Raises UserError when there is no number, when the day is impossible, or when nothing
    is without a number and nothing is to be laid with a scan.
    """
    number = clean(decision.number)
    if not number:
        raise UserError("Số quyết định để trống nên chưa ghi; ghi số quyết định trước.")
    if not column.field.decided:
        raise UserError(f"{column.field.label} không ghi số quyết định; chọn cột danh hiệu, khen thưởng hoặc xếp loại.")
    _refuse_early_day(decision.day, column)
    codes = set(subjects)
    with ctx.db.work("Ghi quyết định chung", ctx.who) as work:
        kept = Kept(ctx, work, range(column.year, column.year + 1), codes, {column.field})
        held = {row.code: row for row in work.records(codes, {"subjects"}).subjects}
        open_entries = [
            (held[code], entry)
            for code in sorted(held)
            for entry in kept.cell(held[code], column).undecided
            if form is None or entry.form == form
        ]
        rows = [
            replace(
                entry,
                decision=number,
                date=entry.date or decision.day,
                issuer=entry.issuer or clean(decision.issuer or "") or None,
            )
            for _subject, entry in open_entries
        ]
        covered = _covered(kept, held.values(), column, number) if files else []
        if not rows and not covered:
            raise UserError(f"Không còn ô {column.words} nào thiếu số quyết định; sửa riêng từng ô ở thẻ hồ sơ.")
        for (subject, _entry), row in zip(open_entries, rows, strict=True):
            refuse_entry(row, subject, held, ctx.catalogue, ctx.now().date())
        work.update(column.field.table, rows)
        proven = [*covered, *rows] if files else []
        for entry in proven:
            for file in files:
                attach(work, entry.subject, file, (column.field.table, entry.id))
        counted = number_text(len(rows) or len(covered))
        scans = f" kèm {len(files)} tệp" if files else ""
        work.name_act(f"Ghi quyết định {number}{scans} cho {counted} ô {column.words}")
        sentence = f"Đã ghi quyết định {number}{scans} vào {counted} ô {column.words}."
        return Changes(_CHANGED, sentence, work.act if work.changed else None)


def _covered(kept: Kept, subjects: Iterable[Subject], column: GridColumn, number: str) -> list[Any]:
    """Return the entries of a column that name the decision already."""
    key = decision_key(number)
    entries = (entry for subject in subjects for entry in kept.cell(subject, column).entries)
    return [entry for entry in entries if entry.decision and decision_key(entry.decision) == key]


def _refuse_early_day(day: date | None, column: GridColumn) -> None:
    """Refuse a day before the year of the column: what was won in a year is decided in it or later."""
    if day is not None and day.year < column.year:
        raise UserError(f"Ngày ký {short_date(day)} trước năm {column.year} của cột; sửa ngày hoặc chọn cột khác.")
