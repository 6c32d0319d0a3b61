"""What a clerk may do to the records, made up and done one after another; everything conditions may ask of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import AssessmentRequest
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import RECORD_TYPES, Records, Subject, SubjectKind
from dienhinh_desktop.rules.lookup import Lookup
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import records, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.services.plans import load_packs
from dienhinh_desktop.storage.catalogue import load_catalogue

from .made_up import MakeUp

CATALOGUE = load_catalogue()
PACKS: Mapping[str, Pack] = load_packs(CATALOGUE)
TABLE_OF = {kind: name for name, kind in RECORD_TYPES.items()}


@contextmanager
def folder() -> Iterator[Context]:
    with tempfile.TemporaryDirectory() as place, open_context(Path(place), "Văn thư", fixed_clock) as ctx:
        yield ctx


def fixed_clock() -> datetime:
    return datetime(2025, 12, 20, 9, 30)  # noqa: DTZ001 - an office's clock shows local time


def put_in(ctx: Context, made: MakeUp, entries: int) -> list[Subject]:
    """Add subjects with entries as one act, as an import does."""
    subjects = made.subjects()
    with ctx.db.work("Nhập", ctx.who) as work:
        work.insert("subjects", subjects)
        for entry in [*made.basics(subjects), *(made.entry(subjects) for _ in range(entries))]:
            work.insert(TABLE_OF[type(entry)], [entry])
    return subjects


def kept(ctx: Context) -> Records:
    with ctx.db.read() as reader:
        return reader.records()


def answers(pages: Lookup, codes: Sequence[str], plan: str) -> list[Any]:
    """Everything a condition may ask, asked of every subject."""
    asked: list[Any] = [pages.root, pages.registered(plan), *(pages.of_kind(kind) for kind in SubjectKind)]
    for code in codes:
        asked += [pages.hanging_on(code), pages.located_in(code), list(pages.below(code)), pages.subjects.get(code)]
        asked += [getattr(pages, kind).of(code) for kind in RECORD_TYPES if hasattr(pages, kind) and kind != "subjects"]
        asked += [pages.is_main_author(row) for row in pages.initiatives.of(code)]
    return [list(found) if isinstance(found, tuple) else found for found in asked]


def last_act(ctx: Context) -> int:
    with ctx.db.read() as reader:
        return reader.last_act()


def change_an_entry(ctx: Context, made: MakeUp) -> None:
    subjects = kept(ctx).subjects
    records.save_entry(ctx, made.entry(subjects))


def mend_an_entry(ctx: Context, made: MakeUp) -> None:
    """Write another entry over one that is there, be it of somebody else."""
    subjects = kept(ctx).subjects
    entry = made.entry(subjects)
    there = getattr(kept(ctx), TABLE_OF[type(entry)])
    if there:
        records.save_entry(ctx, replace(entry, id=made.chance.choice(there).id))


def rename_a_subject(ctx: Context, made: MakeUp) -> None:
    renamed = made.chance.choice(kept(ctx).subjects)
    start = made.maybe(PartialDate(made.chance.randrange(2012, 2024)))
    records.save_subject(ctx, replace(renamed, name=f"{renamed.name} mới", start=start, category=None))


def move_a_subject(ctx: Context, made: MakeUp) -> None:
    subjects = kept(ctx).subjects
    moved = made.chance.choice(subjects)
    units = [None, *(one.code for one in subjects if one.kind is SubjectKind.COLLECTIVE and one.code != moved.code)]
    unit, locality = made.chance.choice(units), made.chance.choice(units)
    records.save_subject(ctx, replace(moved, unit=unit, locality=locality))


def delete_something(ctx: Context, made: MakeUp) -> None:
    rows = [(name, row.id) for name, found in kept(ctx).tables() if name != "subjects" for row in found]
    if rows:
        records.delete_entry(ctx, *made.chance.choice(rows))


def delete_a_subject(ctx: Context, made: MakeUp) -> None:
    records.delete_subject(ctx, made.chance.choice(kept(ctx).subjects).code)


def undo(ctx: Context, _made: MakeUp) -> None:
    upkeep.undo_last(ctx)


def import_more(ctx: Context, made: MakeUp) -> None:
    put_in(ctx, made, 10)


DEEDS: tuple[Callable[[Context, MakeUp], None], ...] = (
    change_an_entry,
    change_an_entry,
    mend_an_entry,
    mend_an_entry,
    rename_a_subject,
    move_a_subject,
    delete_something,
    delete_a_subject,
    undo,
    undo,
    import_more,
)


def drawn(data: st.DataObject, code: str) -> tuple[AssessmentRequest, MakeUp]:
    """Draw a question under a plan, in any of its readings, on any day of its period, and what makes records up."""
    plan = PACKS[code].plan
    readings = {
        reading.code: data.draw(st.sampled_from([option.code for option in reading.options]), reading.code)
        for reading in plan.readings
    }
    made = MakeUp(data.draw(st.integers(0, 2**32), "seed"), CATALOGUE, plan)
    on = plan.period_from + timedelta(days=data.draw(st.integers(0, 366 * (len(plan.years) + 1)), "day"))
    return AssessmentRequest(code, on, readings=readings), made


def is_done(ctx: Context, deed: Callable[[Context, MakeUp], None], made: MakeUp) -> bool:
    """Do something; tell whether it was done. Removing a unit others hang on, for one, is refused."""
    before = last_act(ctx)
    if not kept(ctx).subjects:
        put_in(ctx, made, 10)
    try:
        deed(ctx, made)
    except UserError:
        return False
    return last_act(ctx) != before
