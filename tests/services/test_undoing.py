"""Undo and redo of every kind of work, row by row: nothing is lost, nothing is left, what rests on it is refused."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.imports import WorkbookContent
from dienhinh_desktop.domain.merging import MergeChoices, Side
from dienhinh_desktop.domain.records import Award, Grade, Rating, Records, Subject, SubjectKind
from dienhinh_desktop.domain.signers import Signer
from dienhinh_desktop.domain.upkeep import Office
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from dienhinh_desktop.exchange.records.workbook import write_records_workbook
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import history, identity, imports, merging, records, signers, trash, undoing, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.storage import tables
from dienhinh_desktop.storage.database import Database
from tests.conftest import NOW
from tests.services.filling import kept
from tests.storage.samples import PERSON, RECORDS, ROOM, ROUND, candidate

Rows = dict[str, list[tuple[Any, ...]]]


def rows(ctx: Context) -> Rows:
    """Every raw row of every table whose changes can be taken back."""
    # A second connection may not even look: the program holds the file, so the question goes through it.
    with ctx.db._connected() as opened:
        driver: Any = opened.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        return {name: driver.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables.JOURNALED}


def undo(ctx: Context) -> str:
    done = undoing.undo_last(ctx)
    assert done is not None
    return done.sentence


def redo(ctx: Context) -> str:
    done = undoing.redo(ctx)
    assert done is not None
    return done.sentence


def test_undo_and_redo_of_an_edit_name_it_and_are_exact(filled: Context) -> None:
    first = rows(filled)
    records.save_subject(filled, replace(kept(filled).subjects[0], note="khác", traits=()))
    changed = rows(filled)
    assert undo(filled) == "Đã hoàn tác: Sửa hồ sơ Đặng Thị Ưởng."
    assert rows(filled) == first
    assert redo(filled) == "Đã làm lại: Sửa hồ sơ Đặng Thị Ưởng."
    assert rows(filled) == changed
    assert undoing.redo(filled) is None
    assert undo(filled) == "Đã hoàn tác: Sửa hồ sơ Đặng Thị Ưởng."
    assert rows(filled) == first


def test_several_undone_one_by_one_are_redone_in_their_order(filled: Context) -> None:
    seen = [rows(filled)]
    for note in ("một", "hai", "ba"):
        records.save_subject(filled, replace(kept(filled).subjects[0], note=note))
        seen.append(rows(filled))
    for expected in reversed(seen[:-1]):
        undo(filled)
        assert rows(filled) == expected
    for expected in seen[1:]:
        redo(filled)
        assert rows(filled) == expected
    assert undoing.redo(filled) is None


def test_redo_is_forgotten_after_something_new(filled: Context) -> None:
    records.save_subject(filled, replace(kept(filled).subjects[0], note="một"))
    undo(filled)
    records.save_entry(filled, Rating(subject="VP", year=2020, grade=Grade.HTNV))
    now = rows(filled)
    assert undoing.redo(filled) is None
    assert rows(filled) == now
    undo(filled)
    redo(filled)
    assert rows(filled) == now
    assert undoing.redo(filled) is None


def test_nothing_to_take_back_or_do_again_is_no_fault(ctx: Context) -> None:
    assert undoing.undo_last(ctx) is None
    assert undoing.redo(ctx) is None
    assert undoing.steps(ctx) == ()


def test_going_back_several_at_once_is_one_step_either_way(filled: Context) -> None:
    first = rows(filled)
    for note in ("một", "hai", "ba"):
        records.save_subject(filled, replace(kept(filled).subjects[0], note=note))
    last = rows(filled)
    oldest = undoing.steps(filled)[2]
    done = undoing.undo_back_to(filled, oldest.id)
    assert done.sentence == "Đã hoàn tác: 3 việc, từ “Sửa hồ sơ Đặng Thị Ưởng”."
    assert rows(filled) == first
    assert [act.undone for act in undoing.steps(filled)] == [True, True, True, False]
    redo(filled)
    assert rows(filled) == last
    assert not any(act.undone for act in undoing.steps(filled))


def test_one_older_act_alone_goes_unless_later_work_rests_on_it(filled: Context) -> None:
    records.save_entry(filled, Rating(subject="VP", year=2020, grade=Grade.HTNV))
    added = undoing.steps(filled)[0]
    records.save_entry(filled, Rating(subject="SNV", year=2020, grade=Grade.HTNV))
    rating = next(row for row in kept(filled).ratings if row.subject == "VP" and row.year == 2020)
    records.save_entry(filled, replace(rating, grade=Grade.HTTNV))
    now = rows(filled)
    with pytest.raises(UserError, match=r"việc làm sau đó “Sửa xếp loại của Văn phòng Sở”.*hoàn tác việc đó trước"):
        undoing.undo_one(filled, added.id)
    assert rows(filled) == now
    undoing.undo_one(filled, undoing.steps(filled)[0].id)
    undoing.undo_one(filled, added.id)
    assert {(row.subject, row.year) for row in kept(filled).ratings if row.year == 2020} == {("SNV", 2020)}
    with pytest.raises(UserError, match="đã được hoàn tác"):
        undoing.undo_back_to(filled, added.id)


def test_steps_leave_the_takings_back_out(filled: Context) -> None:
    records.save_entry(filled, Rating(subject="VP", year=2020, grade=Grade.HTNV))
    undo(filled)
    redo(filled)
    undo(filled)
    assert [(act.label, act.undone) for act in undoing.steps(filled)] == [
        ("Thêm xếp loại của Văn phòng Sở", True),
        ("Nhập mẫu", False),
    ]
    assert len(upkeep.acts(filled)) == 5


def test_an_import_taken_back_from_its_own_list_can_be_redone(ctx: Context, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    write_records_workbook(path, RECORDS, ctx.catalogue)
    imports.apply(ctx, imports.preview(ctx, path))
    brought = rows(ctx)
    imports.undo(ctx, imports.batches(ctx)[0].id)
    assert kept(ctx) == Records()
    redo(ctx)
    assert rows(ctx) == brought
    assert not imports.batches(ctx)[0].undone


# --- any sequence of work ----------------------------------------------------------------------------------------

_TWIN = replace(PERSON, code="CB002", birth=None, citizen_id=None, note="thứ hai")
_MORE = Records(
    subjects=(_TWIN, replace(ROOM, code="P2", name="Phòng Hai"), Subject(code="X", kind=SubjectKind.PERSON, name="X")),
    ratings=(
        Rating(subject="CB002", year=2023, grade=Grade.HTTNV),
        Rating(subject="CB002", year=2024, grade=Grade.HTNV),
    ),
    awards=(Award(subject="CB002", form="LDTT", year=2022, date=date(2022, 12, 1)),),
)
_STEPS = ("edit", "rating", "delete entry", "delete subjects", "merge", "merge units", "import", "office", "restore",
          "give back", "apart", "round", "signer")  # fmt: skip


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> WorkbookContent:
    """A workbook that changes some rows, read once: reading it is not what is asked here."""
    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    changed = tuple(replace(row, issuer="UBND tỉnh Hà Tĩnh") for row in RECORDS.ratings)
    write_records_workbook(path, Records(subjects=RECORDS.subjects, ratings=changed), catalogue)
    return read_records_workbook(path, catalogue)


class Clerk:
    """Does one thing after another on a folder of its own; what is refused changes nothing.

    What it picks hangs on a number drawn for each thing, never on drawing while the folder changes.
    """

    def __init__(self, ctx: Context, workbook: WorkbookContent) -> None:
        self.ctx, self.workbook, self.chance = ctx, workbook, Random(0)

    def pick(self, found: Any) -> Any:
        options = list(found)
        return self.chance.choice(options) if options else None

    def do(self, what: str, seed: int) -> None:
        self.chance = Random(seed)
        with suppress(UserError):
            getattr(self, what.replace(" ", "_"))(kept(self.ctx))

    def edit(self, now: Records) -> None:
        if (row := self.pick(now.subjects)) is not None:
            unit = self.pick([None, *(item.code for item in now.subjects)])
            records.save_subject(self.ctx, replace(row, unit=unit, name=f"{row.name}*", code=f"{row.code}9"))

    def rating(self, now: Records) -> None:
        if (row := self.pick(now.subjects)) is not None:
            year = self.chance.randint(2023, 2025)
            records.save_entry(self.ctx, Rating(subject=row.code, year=year, grade=self.pick(Grade)))

    def delete_entry(self, now: Records) -> None:
        found = [(table, row) for table, held in now.tables() if table != "subjects" for row in held]
        if (choice := self.pick(found)) is not None:
            records.delete_entry(self.ctx, choice[0], choice[1].id)

    def delete_subjects(self, now: Records) -> None:
        people = [row.code for row in now.subjects if row.kind is not SubjectKind.COLLECTIVE]
        if people:
            records.delete_subjects(self.ctx, self.chance.sample(people, self.chance.randint(1, len(people))))

    def merge(self, now: Records, kind: SubjectKind = SubjectKind.PERSON) -> None:
        same = [row.code for row in now.subjects if row.kind is kind]
        if len(same) < 2:
            return
        keep, leave = self.chance.sample(same, 2)
        view = merging.look(self.ctx, keep, leave)
        take = {item.field for item in view.fields if self.chance.random() < 0.3}
        sides = {item.key: self.pick(Side) for item in view.conflicts}
        merging.merge(self.ctx, keep, leave, MergeChoices(take=frozenset(take), sides=sides))

    def merge_units(self, now: Records) -> None:
        self.merge(now, SubjectKind.COLLECTIVE)

    def import_(self, _now: Records) -> None:
        imports.apply(self.ctx, imports.compare(self.ctx, self.workbook))

    def office(self, now: Records) -> None:
        root = self.pick([row.code for row in now.subjects if row.kind is SubjectKind.COLLECTIVE])
        upkeep.save_office(self.ctx, Office(root=root, name=self.pick(["A", "B"])))

    def signer(self, _now: Records) -> None:
        held = self.pick(signers.signers(self.ctx))
        if held is not None and self.chance.random() < 0.5:
            signers.remove_signer(self.ctx, held)
        else:
            made = held or Signer(name="Trần Văn A", post="Giám đốc")
            signers.save_signer(self.ctx, replace(made, post=f"{made.post}*"))

    def restore(self, _now: Records) -> None:
        if (item := self.pick(trash.trash(self.ctx))) is not None:
            trash.bring_back(self.ctx, [item.key])

    def give_back(self, now: Records) -> None:
        if (row := self.pick(now.subjects)) is None:
            return
        lines = [line for line in history.history(self.ctx, row.code) if line.can_be_given_back]
        if lines:
            history.give_back(self.ctx, row.code, self.pick(lines))

    def apart(self, now: Records) -> None:
        if len(now.subjects) > 1:
            one, other = self.chance.sample([row.code for row in now.subjects], 2)
            identity.tell_apart(self.ctx, one, other)

    def round(self, now: Records) -> None:
        with self.ctx.db.work("Mở đợt", "tôi", "round") as work:
            if not work.rounds():
                work.insert("rounds", [ROUND])
            opened = work.rounds()[0].id
            assert opened is not None
            if (row := self.pick([row for row in now.subjects if row.kind is SubjectKind.PERSON])) is not None:
                work.insert("candidates", [replace(candidate(opened), subject=row.code, introducer=None)])


setattr(Clerk, "import", Clerk.import_)


@given(steps=st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(0, 2**32)), min_size=1, max_size=8))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_whatever_is_done_all_undone_is_the_beginning_and_all_redone_the_end(
    steps: list[tuple[str, int]], workbook: WorkbookContent, catalogue: Catalogue, packs: Mapping[str, Pack]
) -> None:
    with tempfile.TemporaryDirectory() as place, Database.open(Path(place) / "so", now=lambda: NOW) as db:
        ctx = Context(db=db, catalogue=catalogue, packs=packs, who="Văn thư", now=lambda: NOW)
        with db.work("Nhập mẫu", "Văn thư", "import") as work:
            for found in (RECORDS, _MORE):
                for table, held in found.tables():
                    work.insert(table, held)
        clerk = Clerk(ctx, workbook)
        states = [rows(ctx)]
        begun = upkeep.acts(ctx)[0].id
        for what, seed in steps:
            clerk.do(what, seed)
            if rows(ctx) != states[-1]:
                states.append(rows(ctx))
        count = 0
        while (last := _last(ctx)) is not None and last > begun:
            undo(ctx)
            count += 1
            kept(ctx)
        assert rows(ctx) == states[0]
        for _ in range(count):
            redo(ctx)
            kept(ctx)
        assert rows(ctx) == states[-1]
        assert undoing.redo(ctx) is None
        if count:
            oldest = [act.id for act in undoing.steps(ctx, 100) if act.id > begun][-1]
            undoing.undo_back_to(ctx, oldest)
            assert rows(ctx) == states[0]
            redo(ctx)
            assert rows(ctx) == states[-1]


def _last(ctx: Context) -> int | None:
    with ctx.db.read() as reader:
        return reader.last_standing_act()


def test_a_unit_given_another_code_may_not_lie_under_its_own_parts(filled: Context) -> None:
    office = next(row for row in kept(filled).subjects if row.code == "SNV")
    with pytest.raises(UserError, match="lại nằm dưới chính Sở Ngoại vụ"):
        records.save_subject(filled, replace(office, code="SNV9", unit="VP"))
