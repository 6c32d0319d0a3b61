"""The records (hồ sơ): finding, opening, entering, removing, and the full export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..domain.catalogue import Catalogue, Family
from ..domain.dates import short_date
from ..domain.errors import UserError
from ..domain.proofs import KeptFile
from ..domain.records import RECORD_TYPES, Award, Grade, Record, Records, Subject, SubjectKind
from ..domain.text import sort_key
from ..domain.tree import all_below
from ..domain.upkeep import Changes, Kind, Progress, silent
from ..domain.views import (
    AchievementLine,
    ListLayout,
    RecordCard,
    SubjectPage,
    SubjectQuery,
)
from ..exchange.records.workbook import write_records_workbook
from ..storage.work import Work
from . import entries
from .codes import Codes
from .context import Context
from .proofs.keeping import attach
from .record_checks import tidied
from .record_search import page_of
from .register import register_of
from .renaming import rename
from .wording import TABLE_LABELS, award_text, describe
from .year_boxes import year_boxes

_TABLE_OF = {kind: name for name, kind in RECORD_TYPES.items()}
_CHANGED = frozenset({Kind.RECORDS})


def how_many(ctx: Context) -> int:
    """Return how many subjects stand in the records."""
    with ctx.db.read() as reader:
        return reader.counts()["subjects"]


def is_empty(ctx: Context) -> bool:
    """Tell whether nobody stands in the records yet."""
    return not how_many(ctx)


def find_subjects(ctx: Context, query: SubjectQuery, layout: ListLayout | None = None) -> SubjectPage:
    """Return the subjects a query finds, in order of unit and name unless asked otherwise, as they stand today.

    A unit stands for everything below it as well. The counts are of what text and unit find, whatever else is asked.
    """
    with ctx.db.read() as reader:
        register = register_of(ctx, reader)
        return page_of(register, reader, ctx.catalogue, query, layout or ListLayout())


def units_below(names: Mapping[str, tuple[str, str | None]], top: str) -> set[str]:
    """Return a unit and everything below it, by (name, unit) of every code."""
    parts: dict[str, list[str]] = defaultdict(list)
    for code, (_name, unit) in names.items():
        parts[unit or ""].append(code)
    return all_below(top, parts)


def list_units(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Return the collectives a subject can belong to, as (code, name) in order of name."""
    with ctx.db.read() as reader:
        units = [(item.code, item.name) for item in reader.of_kind(SubjectKind.COLLECTIVE)]
    return tuple(sorted(units, key=lambda unit: sort_key(unit[1])))


def list_subjects(ctx: Context) -> tuple[tuple[str, str], ...]:
    """Return every subject with its unit, as (code, "name, unit") in order of name, to be found by typing."""
    with ctx.db.read() as reader:
        names = reader.names()
    found = [(code, f"{name}, {names[unit][0]}" if unit in names else name) for code, (name, unit) in names.items()]
    return tuple(sorted(found, key=lambda item: sort_key(item[1])))


def new_code(ctx: Context, kind: SubjectKind) -> str:
    """Return a free code for a new subject, counting on from the codes the office uses for its kind."""
    with ctx.db.read() as reader:
        return Codes(reader.of_kind(kind), reader.codes()).next(kind)


def open_card(ctx: Context, code: str) -> RecordCard:
    """Return everything kept about a subject. Raises UserError when there is no such subject."""
    today = ctx.now().date()
    with ctx.db.read() as reader:
        subject = reader.subject(code)
        if subject is None:
            raise UserError(f"Không có hồ sơ mã “{code}”; có thể đã bị xóa, tìm lại trong danh sách.")
        kept = reader.records([code])
        unit = reader.subject(subject.unit) if subject.unit else None
        locality = reader.subject(subject.locality) if subject.locality else None
    posts = sorted(
        (row for row in kept.positions if row.start <= today and (row.end is None or today <= row.end)),
        key=lambda row: (bool(row.leading), row.start),
        reverse=True,
    )
    grades: dict[int, set[Grade]] = defaultdict(set)
    for rating in kept.ratings:
        grades[rating.year].add(rating.grade)
    return RecordCard(
        subject=subject,
        unit_name=unit.name if unit else "",
        locality_name=locality.name if locality else "",
        position=posts[0].title if posts else "",
        leading=any(row.leading for row in posts),
        years=year_boxes(subject, grades, today),
        titles=_titles(kept.awards, ctx.catalogue),
        achievements=_achievements(kept, ctx.catalogue),
        positions=kept.positions,
        ratings=kept.ratings,
        awards=kept.awards,
        initiatives=kept.initiatives,
        indicators=kept.indicators,
        household_statuses=kept.household_statuses,
        contributions=kept.contributions,
        attestations=kept.attestations,
        disciplines=kept.disciplines,
        registrations=kept.registrations,
    )


def _titles(awards: tuple[Award, ...], catalogue: Catalogue) -> dict[int, tuple[Award, ...]]:
    by_year: dict[int, tuple[Award, ...]] = {}
    for award in awards:
        form = catalogue.awards.get(award.form)
        if award.year is not None and form is not None and form.family is Family.TITLE:
            by_year[award.year] = (*by_year.get(award.year, ()), award)
    return by_year


def _achievements(kept: Records, catalogue: Catalogue) -> tuple[AchievementLine, ...]:
    lines = [
        _line(row, "awards", row.year or (row.date.year if row.date else None), award_text(row, catalogue))
        for row in kept.awards
    ]
    lines += [
        _line(row, "initiatives", row.date.year if row.date else None, f"Sáng kiến: {row.name}")
        for row in kept.initiatives
    ]
    return tuple(sorted(lines, key=lambda line: (-(line.year or 0), line.table, line.id)))


def _line(row: Any, table: str, year: int | None, text: str) -> AchievementLine:
    day = short_date(row.date) if row.date else ""
    return AchievementLine(year=year, text=text, decision=row.decision or "", date=day, table=table, id=row.id)


def save_subject(ctx: Context, subject: Subject, label: str = "") -> Changes:
    """Keep a new subject (no `id`) or a changed one; `label` names the act where the usual words do not.

    Raises UserError naming the field: an empty or used Mã, an empty Tên, a unit that is not there, is no collective or
    leads in a circle, a Phân loại of another kind, an impossible year, a CCCD that is not 12 (or 9) digits.
    """
    subject = tidied(subject)
    verb = "Thêm" if subject.id is None else "Sửa"
    with ctx.db.work(label or f"{verb} hồ sơ {subject.name}", ctx.who) as work:
        entries.refuse_subject(subject, _concerned(work, subject), ctx.catalogue, ctx.now().date())
        if subject.id is None:
            work.insert("subjects", [subject])
        else:
            _rename(work, subject)
            work.update("subjects", [subject])
        return Changes(_CHANGED, f"Đã ghi hồ sơ {subject.name}.", work.act if work.changed else None)


def _rename(work: Work, subject: Subject) -> None:
    """Where the Mã is to be another, let what names the subject by it follow."""
    kept = work.entry("subjects", subject.id or 0)
    if isinstance(kept, Subject) and kept.code != subject.code:
        rename(work, {kept.code: subject.code})


def _concerned(work: Work, subject: Subject) -> tuple[Subject, ...]:
    """Return the subjects that may speak against saving one: itself as kept, who has its Mã, the units it lies under.

    Raises UserError when the subject is no longer there.
    """
    kept = work.entry("subjects", subject.id) if subject.id is not None else None
    found: dict[str, Subject] = {kept.code: kept} if isinstance(kept, Subject) else {}
    waiting = [subject.code, subject.unit, subject.locality]
    while waiting:
        code = waiting.pop()
        if code is not None and code not in found and (one := work.subject(code)) is not None:
            found[code] = one
            waiting.append(one.unit)
    return tuple(found.values())


def save_entry(ctx: Context, record: Record, label: str = "", files: Sequence[KeptFile] = ()) -> Changes:
    """Keep a new entry of a subject (no `id`) or a changed one; `label` names the act where the usual words do not.

    `files`: kept files that prove it, laid with it in the same act.

    Raises UserError naming the field: an unknown subject or unit, an empty required field, a code that is in no list,
    a year outside 1945 to next year, days in the wrong order.
    """
    if isinstance(record, Subject):
        return save_subject(ctx, record, label)
    entry = tidied(record)
    table = _TABLE_OF[type(entry)]
    owner = getattr(entry, "subject", None) or getattr(entry, "unit", None)
    with ctx.db.work(f"Ghi {TABLE_LABELS[table]}", ctx.who) as work:
        subject = work.subject(owner) if owner else None
        known = work.known(entries.referred_to(entry))
        entries.refuse_entry(entry, subject, known, ctx.catalogue, ctx.now().date())
        work.name_act(label or f"{'Thêm' if entry.id is None else 'Sửa'} {TABLE_LABELS[table]}{_of(subject)}")
        number = entry.id
        if number is None:
            (number,) = work.insert(table, [entry])
        else:
            work.update(table, [entry])
        for file in files:
            attach(work, owner or "", file, (table, number))
        return Changes(_CHANGED, f"Đã ghi {TABLE_LABELS[table]}{_of(subject)}.", work.act if work.changed else None)


def _of(subject: Subject | None) -> str:
    return f" của {subject.name}" if subject else ""


def delete_entry(ctx: Context, table: str, id: int) -> Changes:  # noqa: A002
    """Remove one entry. Raises UserError when it is gone already."""
    with ctx.db.work(f"Xóa {TABLE_LABELS[table]}", ctx.who) as work:
        entry = work.entry(table, id)
        owner = getattr(entry, "subject", None)
        subject = work.subject(owner) if owner else None
        work.name_act(f"Xóa {TABLE_LABELS[table]}{_of(subject)}: {describe(entry, ctx.catalogue)}")
        work.delete(table, [id])
        return Changes(_CHANGED, f"Đã xóa {TABLE_LABELS[table]}{_of(subject)}.", work.act)


def delete_subject(ctx: Context, code: str) -> Changes:
    """Remove a subject with all its entries.

    Raises UserError when it is gone already, or when others still refer to it (units, posts, introductions, rounds).
    """
    return delete_subjects(ctx, [code])


def delete_subjects(ctx: Context, codes: Sequence[str]) -> Changes:
    """Put subjects with all their entries into the trash, as one act. Raises UserError as `delete_subject` does."""
    with ctx.db.work("Xóa hồ sơ", ctx.who) as work:
        subjects = [_kept_subject(work, code) for code in codes]
        kept = work.records(codes)
        for table, rows in kept.tables():
            if rows and table not in ("subjects", "plan_documents"):
                work.delete(table, [row.id for row in rows])
        work.delete("subjects", [subject.id for subject in subjects if subject.id is not None])
        what = f"hồ sơ {subjects[0].name}" if len(subjects) == 1 else f"{len(subjects)} hồ sơ"
        work.name_act(f"Xóa {what}")
        return Changes(_CHANGED, f"Đã đưa {what} vào Thùng rác.", work.act)


def _kept_subject(work: Work, code: str) -> Subject:
    subject = work.subject(code)
    if subject is None:
        raise UserError(f"Không có hồ sơ mã “{code}”; có thể đã bị xóa, tìm lại trong danh sách.")
    return subject


def export_records(
    ctx: Context, target: Path, progress: Progress = silent, codes: Sequence[str] | None = None
) -> dict[str, int]:
    """Write everything, or only some subjects with all that hangs on them, as a records workbook.

    Returns how many rows of each kind went out. Raises UserError when the file cannot be written.
    """
    with ctx.db.read() as reader:
        kept = reader.records(codes)
    write_records_workbook(target, kept, ctx.catalogue, progress)
    return {table: len(rows) for table, rows in kept.tables()}
