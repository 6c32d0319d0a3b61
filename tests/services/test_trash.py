"""Thùng rác: what was taken away stands there once, and comes back as it was, also after later work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.merging import MergeChoices
from dienhinh_desktop.domain.records import Grade, Rating, Subject, SubjectKind
from dienhinh_desktop.services import merging, records, trash, undoing, upkeep
from dienhinh_desktop.services.context import Context
from tests.services.filling import kept
from tests.services.test_undoing import rows
from tests.storage.samples import PERSON, RECORDS


def test_a_subject_lies_there_with_all_its_entries_as_one_thing(filled: Context) -> None:
    records.delete_subject(filled, "CB001")
    (item,) = trash.trash(filled)
    own = sum(
        getattr(row, "subject", getattr(row, "code", None)) == "CB001" for _, found in RECORDS.tables() for row in found
    )
    assert (item.thing, item.title, item.rows, item.who) == ("Hồ sơ", "Đặng Thị Ưởng", own, "Văn thư")
    assert item.about == "Cá nhân, Văn phòng Sở, mã CB001"


def test_it_comes_back_row_by_row_after_later_work_that_has_nothing_to_do_with_it(filled: Context) -> None:
    before = rows(filled)
    records.delete_subject(filled, "CB001")
    records.save_entry(filled, Rating(subject="VP", year=2020, grade=Grade.HTNV))
    added = undoing.steps(filled)[0].id
    (item,) = trash.trash(filled)
    assert trash.bring_back(filled, [item.key]).sentence == "Đã khôi phục hồ sơ Đặng Thị Ưởng."
    assert trash.trash(filled) == ()
    undoing.undo_one(filled, added)
    assert rows(filled) == before


def test_bringing_back_is_an_act_that_can_be_taken_back_and_done_again(filled: Context) -> None:
    records.delete_subject(filled, "HO01")
    gone = rows(filled)
    trash.bring_back(filled, [trash.trash(filled)[0].key])
    back = rows(filled)
    assert upkeep.acts(filled)[0].label == "Khôi phục hồ sơ Hộ Giàng A Páo"
    undoing.undo_last(filled)
    assert rows(filled) == gone
    assert len(trash.trash(filled)) == 1
    undoing.redo(filled)
    assert rows(filled) == back
    assert trash.trash(filled) == ()


def test_what_is_taken_back_by_undo_leaves_the_trash_and_what_is_redone_returns(filled: Context) -> None:
    records.delete_entry(filled, "awards", kept(filled).awards[0].id or 0)
    assert [(item.thing, item.about) for item in trash.trash(filled)] == [("Khen thưởng", "của Đặng Thị Ưởng")]
    undoing.undo_last(filled)
    assert trash.trash(filled) == ()
    undoing.redo(filled)
    assert len(trash.trash(filled)) == 1


def test_an_added_row_taken_back_is_no_rubbish(filled: Context) -> None:
    records.save_entry(filled, Rating(subject="VP", year=2020, grade=Grade.HTNV))
    rating = next(row for row in kept(filled).ratings if row.year == 2020)
    records.save_entry(filled, replace(rating, grade=Grade.HTTNV))
    undoing.undo_back_to(filled, undoing.steps(filled)[1].id)
    assert trash.trash(filled) == ()


def test_several_items_come_back_as_one_act(filled: Context) -> None:
    before = rows(filled)
    award = kept(filled).awards[0].id or 0
    records.delete_entry(filled, "awards", award)
    records.delete_subjects(filled, ["CB001", "HO01"])
    items = trash.trash(filled)
    assert [item.thing for item in items] == ["Hồ sơ", "Hồ sơ", "Khen thưởng"]
    entry = items[2]
    with pytest.raises(UserError, match="khôi phục hồ sơ đó trước"):
        trash.bring_back(filled, [entry.key])
    done = trash.bring_back(filled, [item.key for item in reversed(items)])
    assert done.sentence == "Đã khôi phục 3 mục trong Thùng rác."
    assert rows(filled) == before


def test_a_code_used_by_another_keeps_its_first_owner_away_in_words(filled: Context) -> None:
    records.delete_subject(filled, "HO01")
    records.save_subject(filled, Subject(code="HO01", kind=SubjectKind.HOUSEHOLD, name="Hộ Mới"))
    now = rows(filled)
    with pytest.raises(UserError, match="vì Mã “HO01” nay là của Hộ Mới; đổi Mã"):
        trash.bring_back(filled, [trash.trash(filled)[0].key])
    assert rows(filled) == now


def test_a_unit_that_is_gone_too_has_to_come_back_first(filled: Context) -> None:
    before = rows(filled)
    records.save_subject(filled, Subject(code="P9", kind=SubjectKind.COLLECTIVE, name="Phòng Chín"))
    records.save_subject(filled, replace(PERSON, code="CB009", citizen_id=None, unit="P9"))
    records.delete_subject(filled, "CB009")
    records.delete_subject(filled, "P9")
    unit, member = trash.trash(filled)
    assert member.about == "Cá nhân, Phòng Chín, mã CB009"
    with pytest.raises(UserError, match=r"hồ sơ Đặng Thị Ưởng vì hồ sơ mã “P9”"):
        trash.bring_back(filled, [member.key])
    trash.bring_back(filled, [unit.key, member.key])
    assert len(kept(filled).subjects) == len(before["subjects"]) + 2


def test_an_item_restored_already_is_not_restored_twice(filled: Context) -> None:
    records.delete_subject(filled, "HO01")
    key = trash.trash(filled)[0].key
    trash.bring_back(filled, [key])
    with pytest.raises(UserError, match="không còn trong Thùng rác"):
        trash.bring_back(filled, [key])


def test_what_a_merge_leaves_out_is_no_rubbish(filled: Context) -> None:
    records.save_subject(filled, replace(PERSON, code="CB002", citizen_id=None))
    merging.merge(filled, "CB001", "CB002", MergeChoices())
    assert trash.trash(filled) == ()


def test_many_are_deleted_as_one_act_or_not_at_all(filled: Context) -> None:
    before = rows(filled)
    with pytest.raises(UserError, match="Không có hồ sơ mã “NHẦM”"):
        records.delete_subjects(filled, ["CB001", "NHẦM"])
    assert rows(filled) == before
    assert records.delete_subjects(filled, ["CB001", "HO01"]).sentence == "Đã đưa 2 hồ sơ vào Thùng rác."
    undoing.undo_last(filled)
    assert rows(filled) == before
