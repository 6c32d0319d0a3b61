"""Two records made one: field by field, everything moved, nothing twice, taken back as one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.identity import DistinctPair
from dienhinh_desktop.domain.lists import LearnedWord, WordKind
from dienhinh_desktop.domain.merging import MergeChoices, Side
from dienhinh_desktop.domain.records import (
    Award,
    Grade,
    Position,
    Rating,
    Registration,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.upkeep import Office
from dienhinh_desktop.services import identity, merging, records, undoing, upkeep
from dienhinh_desktop.services.context import Context
from tests.services.filling import kept
from tests.services.test_undoing import rows
from tests.storage.samples import PERSON, RECORDS, ROUND, candidate

TWIN = replace(PERSON, code="CB002", name="ĐẶNG THỊ ƯỞNG", birth=PartialDate(1985), citizen_id=None, ethnicity="Thái")


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", "Văn thư", "import") as work:
        for table, found in RECORDS.tables():
            work.insert(table, found)
    records.save_subject(ctx, TWIN)
    return ctx


def of(ctx: Context, code: str) -> Subject:
    return next(row for row in kept(ctx).subjects if row.code == code)


def add(ctx: Context, *entries: object) -> None:
    for entry in entries:
        records.save_entry(ctx, entry)  # type: ignore[arg-type]


def test_fields_stand_side_by_side_and_what_is_empty_is_offered_from_the_other(filled: Context) -> None:
    records.save_subject(filled, replace(of(filled, "CB001"), ethnicity=None))
    fields = {item.field: item for item in merging.look(filled, "CB001", "CB002").fields}
    assert (fields["birth"].kept, fields["birth"].gone, fields["birth"].offered) == ("12/3/1985", "1985", Side.KEPT)
    assert (fields["ethnicity"].kept, fields["ethnicity"].gone) == ("chưa có", "Thái")
    assert fields["ethnicity"].offered is Side.GONE
    assert not fields["unit"].differs
    assert fields["citizen_id"].kept == "•••• •••• 1234"
    assert "locality" not in fields, "said by neither"


def test_two_numbers_with_one_end_are_told_apart(filled: Context) -> None:
    records.save_subject(filled, replace(of(filled, "CB002"), citizen_id="042285001234"))
    field = next(item for item in merging.look(filled, "CB001", "CB002").fields if item.field == "citizen_id")
    assert (field.kept, field.gone) == ("042185001234", "042285001234")


def test_fields_are_taken_as_chosen_and_the_act_is_named_and_taken_back_as_one(filled: Context) -> None:
    before = rows(filled)
    done = merging.merge(filled, "CB001", "CB002", MergeChoices(take=frozenset({"name", "ethnicity", "code"})))
    assert done.sentence == "Đã gộp hồ sơ ĐẶNG THỊ ƯỞNG (CB002) vào ĐẶNG THỊ ƯỞNG."
    assert upkeep.acts(filled)[0].label == "Gộp hồ sơ ĐẶNG THỊ ƯỞNG (CB002) vào Đặng Thị Ưởng (CB001)"
    merged = of(filled, "CB002")
    assert merged == replace(PERSON, code="CB002", name="ĐẶNG THỊ ƯỞNG", ethnicity="Thái")
    assert "CB001" not in {row.code for row in kept(filled).subjects}
    after = rows(filled)
    undoing.undo_last(filled)
    assert rows(filled) == before
    undoing.redo(filled)
    assert rows(filled) == after


def test_entries_move_and_equal_ones_become_one(filled: Context) -> None:
    add(
        filled,
        Rating(subject="CB002", year=2023, grade=Grade.HTTNV, decision="79/QĐ-SNgV", date=date(2023, 12, 14)),
        Rating(subject="CB002", year=2022, grade=Grade.HTNV),
        Award(subject="CB002", form="LDTT", year=2022),
        Position(subject="CB002", title="Văn thư", start=date(2008, 1, 1)),
    )
    view = merging.look(filled, "CB001", "CB002")
    assert (dict(view.moved), view.joined, view.conflicts) == ({"ratings": 1, "awards": 1, "positions": 1}, 1, ())
    merging.merge(filled, "CB001", "CB002", MergeChoices())
    now = kept(filled)
    assert sorted(row.year for row in now.ratings if row.subject == "CB001") == [2022, 2023, 2024]
    assert [row.title for row in now.positions if row.subject == "CB001"][-1] == "Văn thư"
    assert sum(row.form == "LDTT" for row in now.awards) == 3


def test_an_entry_that_says_less_is_the_same_and_fills_what_the_other_lacks(filled: Context) -> None:
    add(
        filled,
        Rating(subject="CB002", year=2024, grade=Grade.HTXSNV, decision="5/QĐ", date=date(2024, 12, 1)),
        Award(subject="CB002", form="CSTD_CS", year=2022, decision="7/QĐ"),
    )
    add(filled, Award(subject="CB001", form="CSTD_CS", year=2022, issuer="Sở Ngoại vụ"))
    merging.merge(filled, "CB001", "CB002", MergeChoices())
    rating = next(row for row in kept(filled).ratings if row.year == 2024 and row.subject == "CB001")
    assert (rating.decision, rating.date, rating.issuer) == ("5/QĐ", date(2024, 12, 1), "Sở Ngoại vụ")
    (award,) = [row for row in kept(filled).awards if (row.form, row.year) == ("CSTD_CS", 2022)]
    assert (award.decision, award.issuer) == ("7/QĐ", "Sở Ngoại vụ")


@pytest.mark.parametrize(
    ("side", "grades"),
    [
        (None, [Grade.HTTNV, Grade.HTXSNV]),
        (Side.BOTH, [Grade.HTTNV, Grade.HTXSNV]),
        (Side.KEPT, [Grade.HTTNV]),
        (Side.GONE, [Grade.HTXSNV]),
    ],
)
def test_two_grades_of_one_year_are_shown_and_settled_as_chosen(
    filled: Context, side: Side | None, grades: list[Grade]
) -> None:
    add(filled, Rating(subject="CB002", year=2023, grade=Grade.HTXSNV))
    (conflict,) = merging.look(filled, "CB001", "CB002").conflicts
    assert conflict.heading == "Xếp loại 2023"
    assert conflict.kept.startswith("2023: Hoàn thành tốt")
    assert conflict.gone == "2023: Hoàn thành xuất sắc nhiệm vụ"
    sides = {conflict.key: side} if side is not None else {}
    before = rows(filled)
    merging.merge(filled, "CB001", "CB002", MergeChoices(sides=sides))
    assert sorted(row.grade for row in kept(filled).ratings if row.year == 2023) == grades
    undoing.undo_last(filled)
    assert rows(filled) == before


def test_one_title_of_one_year_by_two_decisions_is_a_conflict(filled: Context) -> None:
    add(
        filled,
        Award(subject="CB001", form="CSTD_CS", year=2022, decision="1/QĐ"),
        Award(subject="CB002", form="CSTD_CS", year=2022, decision="2/QĐ"),
        Award(subject="CB002", form="BK_TINH", year=2022, decision="9/QĐ"),
    )
    assert [item.heading for item in merging.look(filled, "CB001", "CB002").conflicts] == ["CSTĐ cơ sở 2022"]


def test_places_in_rounds_and_introductions_move_too(filled: Context) -> None:
    with filled.db.work("Mở đợt", "tôi", "round") as work:
        first, second = work.insert("rounds", [ROUND, replace(ROUND, year=2024, name="Đăng ký 2024")])
        held = candidate(first)
        work.insert("candidates", [replace(held, subject="CB001", introducer=None)])
        work.insert("candidates", [replace(held, subject="CB002", introducer=None, order=2)])
        work.insert("candidates", [replace(held, round_id=second, subject="CB002", introducer=None)])
    before = rows(filled)
    view = merging.look(filled, "CB001", "CB002")
    assert view.notes == ("Cả hai có trong danh sách “Đăng ký 2025”; giữ mục của hồ sơ được giữ.",)
    merging.merge(filled, "CB001", "CB002", MergeChoices())
    with filled.db.read() as reader:
        assert [item.subject for item in reader.candidates(first)] == ["CB001"]
        assert [item.subject for item in reader.candidates(second)] == ["CB001"]
    undoing.undo_last(filled)
    assert rows(filled) == before


def test_all_that_refers_to_a_collective_refers_to_the_one_kept(filled: Context) -> None:
    records.save_subject(filled, Subject(code="VP2", kind=SubjectKind.COLLECTIVE, name="VP Sở", unit="SNV"))
    records.save_subject(filled, replace(of(filled, "CB002"), unit="VP2", locality="VP2"))
    add(
        filled,
        Position(subject="CB002", title="Chánh Văn phòng", head=True, collective="VP2", start=date(2015, 1, 1)),
        Registration(subject="CB002", plan="KH1", introducer="VP2", year=2022),
    )
    upkeep.save_office(filled, Office(root="VP2", name="VP"))
    with filled.db.work("Học", "tôi") as work:
        word = LearnedWord(sender="VP2", kind=WordKind.UNIT, words="vp", meaning="VP2")
        work.insert("learned_words", [word, replace(word, sender="VP", meaning="VP"), replace(word, words="vps")])
    identity.tell_apart(filled, "VP2", "B01")
    identity.tell_apart(filled, "VP2", "VP")
    before = rows(filled)
    assert merging.look(filled, "VP", "VP2").references == 4
    merging.merge(filled, "VP", "VP2", MergeChoices())
    now = kept(filled)
    person = of(filled, "CB002")
    assert (person.unit, person.locality) == ("VP", "VP")
    assert {row.collective for row in now.positions} == {None, "VP"}
    assert {row.introducer for row in now.registrations} == {None, "VP"}
    assert upkeep.office(filled).root == "VP"
    with filled.db.read() as reader:
        assert reader.distinct_pairs() == (DistinctPair.of("B01", "VP"),)
        assert {(item.sender, item.words, item.meaning) for item in reader.learned_words()} == {
            ("VP", "vp", "VP"),
            ("VP", "vps", "VP"),
        }
    undoing.undo_last(filled)
    assert rows(filled) == before


def test_a_locality_that_was_the_other_record_becomes_empty(filled: Context) -> None:
    records.save_subject(
        filled, Subject(code="B02", kind=SubjectKind.COLLECTIVE, name="Bản Đỗ", category="BAN", locality="B01")
    )
    merging.merge(filled, "B02", "B01", MergeChoices())
    assert of(filled, "B02").locality is None
    assert of(filled, "HO01").locality == "B02"


def test_what_cannot_be_one_is_refused_and_changes_nothing(filled: Context) -> None:
    before = rows(filled)
    for keep, leave, words in (
        ("CB001", "HO01", "là cá nhân, Hộ Giàng A Páo là hộ gia đình nên không gộp được"),
        ("CB001", "CB001", "chọn hai hồ sơ khác nhau"),
        ("CB001", "NHẦM", "Không có hồ sơ mã “NHẦM”"),
        ("VP", "SNV", "Sở Ngoại vụ là đơn vị trên của Văn phòng Sở"),
        ("SNV", "VP", "Sở Ngoại vụ là đơn vị trên của Văn phòng Sở"),
    ):
        for ask in (merging.look, lambda ctx, a, b: merging.merge(ctx, a, b, MergeChoices())):
            with pytest.raises(UserError, match=words):
                ask(filled, keep, leave)
    assert rows(filled) == before


def test_a_unit_chosen_that_would_lead_in_a_circle_is_refused(filled: Context) -> None:
    for code, unit in (("P1", None), ("P2", "P1"), ("P3", None), ("P4", "P2")):
        records.save_subject(filled, Subject(code=code, kind=SubjectKind.COLLECTIVE, name=code, unit=unit))
    records.save_subject(filled, replace(of(filled, "P3"), unit="P4"))
    with pytest.raises(UserError, match="đơn vị trên"):
        merging.merge(filled, "P1", "P3", MergeChoices(take=frozenset({"unit"})))


def test_a_circle_is_seen_also_where_the_code_of_the_other_is_taken(filled: Context) -> None:
    for code, unit in (("P1", None), ("P2", "P1"), ("P3", "P2")):
        records.save_subject(filled, Subject(code=code, kind=SubjectKind.COLLECTIVE, name=code, unit=unit))
    records.save_subject(filled, Subject(code="P9", kind=SubjectKind.COLLECTIVE, name="P9"))
    records.save_subject(filled, Subject(code="P8", kind=SubjectKind.COLLECTIVE, name="P8", unit="P9"))
    before = rows(filled)
    records.save_subject(filled, replace(of(filled, "P9"), unit="P3"))
    now = rows(filled)
    with pytest.raises(UserError, match="đơn vị trên"):
        merging.merge(filled, "P1", "P9", MergeChoices(take=frozenset({"code", "unit"})))
    assert rows(filled) == now
    undoing.undo_last(filled)
    records.save_subject(filled, replace(of(filled, "P3"), unit="P8"))
    undoing.undo_last(filled)
    assert rows(filled) == before


def test_an_odd_number_that_came_with_a_list_survives_a_merge(filled: Context) -> None:
    odd = replace(of(filled, "CB002"), citizen_id="12-34")
    with filled.db.work("Nhập", "tôi", "import") as work:
        work.update("subjects", [odd])
    merging.merge(filled, "CB001", "CB002", MergeChoices(take=frozenset({"citizen_id"})))
    assert of(filled, "CB001").citizen_id == "12-34"
