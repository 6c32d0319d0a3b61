"""Every act can be taken back row by row, unless later work rests on it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.imports import ImportReport, Issue, IssueLevel
from dienhinh_desktop.domain.records import Award, Grade, Rating, Records, Subject, SubjectKind
from dienhinh_desktop.storage.database import Database
from dienhinh_desktop.storage.journal import runs

from .samples import OFFICE, PERSON, RECORDS, ROOM, ROUND, candidate


@pytest.fixture
def filled(db: Database) -> Database:
    with db.work("Nhập mẫu", "Văn thư", "import") as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return db


def undo(db: Database, act: int) -> int:
    with db.work("Hoàn tác", "Văn thư", "undo") as work:
        work.undo(act)
        return work.act


def ids(rows: Sequence[Any]) -> list[int]:
    return [row.id for row in rows]


def kept(db: Database) -> Records:
    with db.read() as reader:
        assert reader.check() == ()
        return reader.records()


def test_an_act_keeps_who_when_and_what(filled: Database) -> None:
    with filled.read() as reader:
        (act,) = reader.acts(10)
    assert (act.who, act.label, act.undone) == ("Văn thư", "Nhập mẫu", False)
    assert act.at.isoformat() == "2025-12-20T09:30:00"


def test_taking_back_an_import_leaves_nothing_and_taking_that_back_brings_all_again(filled: Database) -> None:
    undone = undo(filled, 1)
    assert kept(filled) == Records()
    undo(filled, undone)
    assert kept(filled) == RECORDS


def test_identities_survive_being_taken_away_and_brought_back(filled: Database) -> None:
    with filled.read() as reader:
        before = {table: [row.id for row in rows] for table, rows in reader.records().tables()}
    undo(filled, undo(filled, 1))
    with filled.read() as reader:
        assert {table: [row.id for row in rows] for table, rows in reader.records().tables()} == before


def test_an_identity_is_never_used_for_another_row(db: Database) -> None:
    with db.work("Thêm", "tôi") as work:
        (first,) = work.insert("subjects", [OFFICE])
        act = work.act
    undo(db, act)
    with db.work("Thêm lại", "tôi") as work:
        (second,) = work.insert("subjects", [OFFICE])
    assert second > first


def test_a_change_and_a_removal_come_back_as_they_were(filled: Database) -> None:
    with filled.work("Sửa", "tôi") as work:
        rating = work.records().ratings[0]
        work.update("ratings", [replace(rating, grade=Grade.KHTNV, decision=None)])
        work.delete("awards", ids(work.records().awards))
        act = work.act
    assert kept(filled) != RECORDS
    undo(filled, act)
    assert kept(filled) == RECORDS


def test_rows_changed_twice_in_one_act_come_back_as_the_act_found_them(filled: Database) -> None:
    with filled.work("Sửa đi sửa lại", "tôi") as work:
        first = work.records().ratings[0]
        for grade in (Grade.KHTNV, Grade.HTNV, first.grade):
            work.update("ratings", [replace(first, grade=grade)])
        second = work.records().ratings[1]
        work.update("ratings", [replace(second, grade=Grade.KHTNV)])
        work.delete("ratings", ids([second]))
        act = work.act
    undo(filled, act)
    assert kept(filled).ratings[0] == RECORDS.ratings[0]
    assert set(kept(filled).ratings) == set(RECORDS.ratings)


def test_a_row_added_and_changed_in_one_act_goes_again(filled: Database) -> None:
    with filled.work("Thêm rồi sửa", "tôi") as work:
        (number,) = work.insert("ratings", [Rating(subject="VP", year=2020, grade=Grade.HTNV)])
        work.update("ratings", [Rating(id=number, subject="VP", year=2020, grade=Grade.HTTNV)])
        act = work.act
    undo(filled, act)
    assert kept(filled) == RECORDS


def test_an_act_whose_rows_were_changed_later_is_refused_naming_the_later_act(filled: Database) -> None:
    with filled.work("Sửa xếp loại", "tôi") as work:
        rating = work.records().ratings[0]
        work.update("ratings", [replace(rating, grade=Grade.KHTNV)])
        act = work.act
    with pytest.raises(UserError, match=r"“Nhập mẫu”.*“Sửa xếp loại”.*09:30 20/12/2025"):
        undo(filled, 1)
    undo(filled, act)
    undo(filled, 1)
    assert kept(filled) == Records()


def test_an_act_is_taken_back_once_only(filled: Database) -> None:
    undo(filled, 1)
    with pytest.raises(UserError, match="đã được hoàn tác"):
        undo(filled, 1)
    with pytest.raises(UserError, match="Không có việc số 99"):
        undo(filled, 99)


def test_subjects_that_later_rows_belong_to_stay(filled: Database) -> None:
    with filled.work("Thêm xếp loại", "tôi") as work:
        work.insert("ratings", [Rating(subject="CB001", year=2020, grade=Grade.HTNV)])
    with pytest.raises(UserError, match="1 dòng Xếp loại"):
        undo(filled, 1)
    assert len(kept(filled).ratings) == len(RECORDS.ratings) + 1


def test_a_code_used_again_keeps_its_first_owner_away(db: Database) -> None:
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE])
    with db.work("Xóa", "tôi") as work:
        work.delete("subjects", ids(work.records(["SNV"]).subjects))
        act = work.act
    with db.work("Thêm lại", "tôi") as work:
        work.insert("subjects", [OFFICE])
    with pytest.raises(UserError, match="Mã đối tượng đã có"):
        undo(db, act)


def test_settings_and_rounds_come_back_too(filled: Database) -> None:
    with filled.work("Đặt", "tôi") as work:
        work.set_setting("office", "một")
    with filled.work("Mở đợt", "tôi") as work:
        (number,) = work.insert("rounds", [ROUND])
        work.insert("candidates", [candidate(number)])
        work.set_setting("office", "hai")
        act = work.act
    with filled.read() as reader:
        assert reader.setting("office") == "hai"
        assert reader.round(number) == ROUND
        assert reader.candidates(number) == (candidate(number),)
    undo(filled, act)
    with filled.read() as reader:
        assert reader.setting("office") == "một"
        assert reader.rounds() == ()
        assert reader.candidates(number) == ()


def test_the_next_act_to_take_back_passes_over_pairs_that_cancel_out(filled: Database) -> None:
    def last() -> int | None:
        with filled.read() as reader:
            return reader.last_standing_act()

    with filled.work("Đặt", "tôi") as work:
        work.set_setting("x", "1")
    undone = undo(filled, 2)
    assert last() == 1
    undo(filled, undone)
    assert last() == 2


def test_an_import_keeps_its_report_with_its_act(filled: Database) -> None:
    issue = Issue("Xếp loại", 4, "Mức", IssueLevel.WARNING, "Hai mức khác nhau.")
    with filled.work("Nhập a.xlsx", "tôi", "import") as work:
        work.insert("ratings", [Rating(subject="VP", year=2020, grade=Grade.HTNV)])
        batch = work.note_import(ImportReport("a.xlsx", added=1, updated=2, unchanged=3, issues=(issue,)))
        act = work.act
    with filled.read() as reader:
        (found,) = reader.imports()
        assert reader.act_of_import(batch) == act
    assert (found.id, found.file, found.added, found.updated, found.undone) == (batch, "a.xlsx", 1, 2, False)
    assert found.issues == (issue,)
    undo(filled, act)
    with filled.read() as reader:
        assert reader.imports()[0].undone
        with pytest.raises(UserError, match="Không có lần nhập số 9"):
            reader.act_of_import(9)


def test_a_row_that_is_gone_is_neither_changed_nor_removed(filled: Database) -> None:
    ghost = Rating(id=99, subject="VP", year=2020, grade=Grade.HTNV)
    with pytest.raises(UserError, match="không còn"), filled.work("Sửa", "tôi") as work:
        work.update("ratings", [ghost])
    with pytest.raises(UserError, match="không còn"), filled.work("Xóa", "tôi") as work:
        work.delete("ratings", [99])
    with pytest.raises(UserError, match="không còn"), filled.read() as reader:
        reader.entry("ratings", 99)


def test_neighbouring_identities_make_one_run() -> None:
    assert runs([7, 1, 2, 3, 9, 8]) == [(1, 3), (7, 9)]
    assert runs([]) == []


# --- random edits --------------------------------------------------------------------------------------------------

CODES = [f"S{number}" for number in range(6)]
State = dict[str, dict[int, Any]]


class Edits(RuleBasedStateMachine):
    """Random acts of one or more changes, taken back in any order that is allowed; a model keeps every state."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        self.db = Database.open(Path(self._place.name) / "so")
        self.after: list[tuple[int, State, State]] = []

    def teardown(self) -> None:
        self.db.close()
        self._place.cleanup()

    def state(self) -> State:
        with self.db.read() as reader:
            return {table: {row.id: row for row in rows} for table, rows in reader.records().tables() if rows}

    @initialize()
    def begin(self) -> None:
        with self.db.work("Bắt đầu", "tôi") as work:
            work.insert("subjects", [replace(ROOM, code=code, unit=None) for code in CODES[:3]])

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        before = self.state()
        try:
            with self.db.work("Sửa", "tôi") as work:
                for _ in range(data.draw(st.integers(1, 4))):
                    self.change(work, data)
                act, changed = work.act, work.changed
        except UserError:
            assert self.state() == before
            return
        if changed:
            self.after.append((act, before, self.state()))

    def change(self, work: Any, data: st.DataObject) -> None:
        now = work.records()
        codes = sorted(work.codes())
        what = data.draw(st.sampled_from(["subject", "unit", "rating", "award", "change", "remove", "leave"]))
        if what == "subject":
            code = data.draw(st.sampled_from(CODES))
            if code not in codes:
                work.insert("subjects", [Subject(code=code, kind=SubjectKind.PERSON, name=code, unit=None)])
        elif what == "unit" and now.subjects:
            row = data.draw(st.sampled_from(now.subjects))
            work.update("subjects", [replace(row, unit=data.draw(st.sampled_from([None, *codes])), note="đổi")])
        elif what == "rating" and codes:
            rows = [
                Rating(subject=data.draw(st.sampled_from(codes)), year=year, grade=Grade.HTTNV)
                for year in data.draw(st.lists(st.integers(2020, 2025), min_size=1, max_size=3))
            ]
            work.insert("ratings", rows)
        elif what == "award" and codes:
            work.insert(
                "awards", [Award(subject=data.draw(st.sampled_from(codes)), form="LDTT", date=date(2024, 1, 2))]
            )
        elif what == "change" and now.ratings:
            row = data.draw(st.sampled_from(now.ratings))
            work.update("ratings", [replace(row, grade=data.draw(st.sampled_from(Grade)))])
        elif what == "remove" and now.ratings:
            work.delete("ratings", [data.draw(st.sampled_from(now.ratings)).id])
        elif what == "leave" and now.subjects:
            work.delete("subjects", [data.draw(st.sampled_from(now.subjects)).id])

    @precondition(lambda self: self.after)
    @rule(data=st.data())
    def take_back_the_last(self, data: st.DataObject) -> None:
        with self.db.read() as reader:
            last = reader.last_standing_act()
        act, before, _after = self.after[-1]
        if last == act:
            undo(self.db, act)
            assert self.state() == before
            self.after.pop()

    @precondition(lambda self: self.after)
    @rule(data=st.data())
    def take_back_any_and_bring_it_back(self, data: st.DataObject) -> None:
        act, _before, _after = data.draw(st.sampled_from(self.after))
        now = self.state()
        try:
            undone = undo(self.db, act)
        except UserError:
            assert self.state() == now
            return
        undo(self.db, undone)
        assert self.state() == now

    @rule()
    def open_again(self) -> None:
        before = self.state()
        self.db.close()
        self.db = Database.open(Path(self._place.name) / "so")
        assert self.state() == before

    @invariant()
    def sound(self) -> None:
        with self.db.read() as reader:
            # Random units may well lead in a circle; everything else must hold.
            assert [fault for fault in reader.check() if "vòng" not in fault] == []


Edits.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
test_random_edits_come_back_row_by_row = Edits.TestCase
assert PERSON.unit == ROOM.code
