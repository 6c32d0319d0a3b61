"""The office, the check, the acts and the practice records of a data folder."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Grade, Rating, Records, Subject, SubjectKind
from dienhinh_desktop.domain.upkeep import Kind, Office
from dienhinh_desktop.services import imports, records, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.storage.database import Database
from tests.storage.samples import OFFICE, PERSON, ROOM


def collective(code: str, unit: str | None = None) -> Subject:
    return Subject(code=code, kind=SubjectKind.COLLECTIVE, name=f"Phòng {code}", unit=unit)


def enter(ctx: Context, *subjects: Subject) -> None:
    for subject in subjects:
        records.save_subject(ctx, subject)


def test_an_empty_folder_belongs_to_nobody_yet(ctx: Context) -> None:
    assert upkeep.office(ctx) == Office()


def test_an_office_nobody_set_is_the_collective_with_the_most_below_it(ctx: Context) -> None:
    enter(ctx, collective("B01"), OFFICE, ROOM, PERSON, collective("B02", "B01"))
    assert upkeep.office(ctx) == Office(root="SNV", name="SỞ NGOẠI VỤ")


def test_an_office_is_not_guessed_between_two_as_large(ctx: Context) -> None:
    enter(ctx, collective("A"), collective("B"))
    assert upkeep.office(ctx) == Office()


def test_an_office_is_kept_with_tidy_text_and_can_be_taken_back(ctx: Context) -> None:
    enter(ctx, OFFICE)
    office = Office(root="SNV", name=" SỞ  NGOẠI VỤ ", place="Hà Tĩnh", signer="Trần Văn A", signer_post="GIÁM ĐỐC")
    changes = upkeep.save_office(ctx, office)
    assert changes.kinds == {Kind.OFFICE}
    assert upkeep.office(ctx) == replace(office, name="SỞ NGOẠI VỤ")
    assert upkeep.save_office(ctx, office).act is None
    upkeep.undo_last(ctx)
    assert upkeep.office(ctx) == Office(root="SNV", name="SỞ NGOẠI VỤ")


@pytest.mark.parametrize("root", ["KHONG_CO", "CB001"])
def test_an_office_must_be_a_collective_of_the_records(ctx: Context, root: str) -> None:
    enter(ctx, OFFICE, ROOM, PERSON)
    with pytest.raises(UserError, match=f"Cơ quan “{root}”"):
        upkeep.save_office(ctx, Office(root=root))
    assert upkeep.office(ctx).root == "SNV"


def test_the_check_counts_what_is_sound_and_names_what_is_not(ctx: Context) -> None:
    enter(ctx, OFFICE, ROOM)
    result = upkeep.check(ctx)
    assert result.sound
    assert result.counted["subjects"] == 2
    folder = ctx.db.folder
    ctx.db.close()
    raw = sqlite3.connect(ctx.db.path)
    raw.execute("DELETE FROM subjects WHERE code = 'SNV'")
    raw.commit()
    raw.close()
    with Database.open(folder) as db:
        result = upkeep.check(replace(ctx, db=db))
    assert not result.sound
    assert result.faults == ("Đối tượng: dòng số 2 trỏ tới đối tượng không có.", *result.faults[1:])


def test_acts_are_taken_back_one_by_one_from_the_newest(ctx: Context) -> None:
    enter(ctx, OFFICE, ROOM)
    records.save_entry(ctx, Rating(subject="VP", year=2024, grade=Grade.HTNV))
    sentences = []
    while (changes := upkeep.undo_last(ctx)) is not None:
        sentences.append(changes.sentence)
        assert Kind.RECORDS in changes.kinds
    assert sentences == [
        "Đã hoàn tác: Thêm xếp loại của Văn phòng Sở.",
        "Đã hoàn tác: Thêm hồ sơ Văn phòng Sở.",
        "Đã hoàn tác: Thêm hồ sơ Sở Ngoại vụ.",
    ]
    with ctx.db.read() as reader:
        assert reader.records() == Records()
    acts = upkeep.acts(ctx)
    assert [(act.label, act.undone) for act in acts[-2:]] == [
        ("Thêm hồ sơ Văn phòng Sở", True),
        ("Thêm hồ sơ Sở Ngoại vụ", True),
    ]
    assert len(upkeep.acts(ctx, limit=2)) == 2


def test_the_practice_records_are_those_of_the_made_up_department(ctx: Context) -> None:
    changes = upkeep.load_practice(ctx)
    assert changes.sentence == "Đã nạp dữ liệu tập làm: 1120 dòng."
    office = upkeep.office(ctx)
    assert (office.root, office.superior, office.name) == ("SNV", "ỦY BAN NHÂN DÂN TỈNH LAM GIANG", "SỞ NGOẠI VỤ")
    assert (office.place, office.abbreviation, office.signer_post) == ("Lam Giang", "SNgV", "GIÁM ĐỐC")
    assert office.practice
    assert records.open_card(ctx, "CB001").position == "Giám đốc Sở"
    assert office.signer == records.open_card(ctx, "CB001").subject.name
    assert upkeep.check(ctx).sound


def test_practice_loaded_twice_stays_as_it_was(ctx: Context) -> None:
    upkeep.load_practice(ctx)
    with ctx.db.read() as reader:
        before = reader.records()
    upkeep.load_practice(ctx)
    with ctx.db.read() as reader:
        assert reader.records() == before
    assert len(imports.batches(ctx)) == 1


def test_practice_is_not_mixed_into_an_offices_own_records(ctx: Context) -> None:
    enter(ctx, OFFICE)
    with pytest.raises(UserError, match="đã có hồ sơ thật"):
        upkeep.load_practice(ctx)
    with ctx.db.read() as reader:
        assert reader.records().subjects == (OFFICE,)
