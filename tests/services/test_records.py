"""Finding, opening, entering and removing records: what is shown, what is refused, in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import (
    Award,
    Contribution,
    Discipline,
    Grade,
    Indicator,
    Initiative,
    PlanDocument,
    Position,
    Rating,
    Records,
    Registration,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.upkeep import Kind
from dienhinh_desktop.domain.views import SubjectQuery, YearState
from dienhinh_desktop.services import records, upkeep
from dienhinh_desktop.services.context import Context
from tests.services.filling import kept
from tests.storage.samples import HOUSEHOLD, OFFICE, PERSON, RECORDS, ROOM, VILLAGE


def found(ctx: Context, **query: Any) -> list[str]:
    return [row.code for row in records.find_subjects(ctx, SubjectQuery(**query)).rows]


def stored(ctx: Context, code: str) -> Subject:
    return records.open_card(ctx, code).subject


# --- the list ------------------------------------------------------------------------------------------------------


def test_the_list_stands_in_order_of_unit_and_name(filled: Context) -> None:
    people = [
        Subject(code="P1", kind=SubjectKind.PERSON, name="Nguyễn Văn Đạt", unit="SNV"),
        Subject(code="P2", kind=SubjectKind.PERSON, name="Trần Văn Anh", unit="SNV"),
        Subject(code="P3", kind=SubjectKind.PERSON, name="Lê Thị Dung", unit="SNV"),
    ]
    for person in people:
        records.save_subject(filled, person)
    assert found(filled) == ["B01", "SNV", "HO01", "VP", "P2", "P3", "P1", "CB001"]


def test_the_list_shows_posts_of_today_and_the_last_five_years(filled: Context) -> None:
    page = records.find_subjects(filled, SubjectQuery(text="uong"))
    (row,) = page.rows
    assert (row.name, row.position, row.unit_name, row.birth_year) == (
        "Đặng Thị Ưởng",
        "Chánh Văn phòng",
        "Văn phòng Sở",
        1985,
    )
    assert [(box.year, box.state, box.grade) for box in row.years] == [
        (2021, YearState.MISSING, None),
        (2022, YearState.MISSING, None),
        (2023, YearState.GRADED, Grade.HTTNV),
        (2024, YearState.GRADED, Grade.HTXSNV),
        (2025, YearState.MISSING, None),
    ]
    assert row.missing == 3


def test_a_year_is_open_until_the_fifteenth_of_december(filled: Context) -> None:
    def latest(day: datetime) -> YearState:
        ctx = replace(filled, now=lambda: day)
        return records.open_card(ctx, "CB001").years[-1].state

    assert latest(datetime(2025, 12, 14)) is YearState.OPEN  # noqa: DTZ001
    assert latest(datetime(2025, 12, 15)) is YearState.MISSING  # noqa: DTZ001


def test_years_before_somebody_joined_are_not_missing_and_two_grades_are_a_conflict(filled: Context) -> None:
    records.save_subject(
        filled, Subject(code="P1", kind=SubjectKind.PERSON, name="An", unit="VP", start=PartialDate(2023, 5))
    )
    for grade in (Grade.HTNV, Grade.HTTNV):
        records.save_entry(filled, Rating(subject="P1", year=2024, grade=grade))
    states = [box.state for box in records.open_card(filled, "P1").years]
    assert states == [
        YearState.NOT_YET,
        YearState.NOT_YET,
        YearState.MISSING,
        YearState.CONFLICT,
        YearState.MISSING,
    ]


def test_households_and_hamlets_get_no_yearly_rating(filled: Context) -> None:
    for code in ("HO01", "B01"):
        assert records.open_card(filled, code).years == ()
    assert found(filled, only_missing=True) == ["SNV", "VP", "CB001"]


def test_the_counts_are_of_what_text_and_unit_find(filled: Context) -> None:
    page = records.find_subjects(filled, SubjectQuery(kind=SubjectKind.PERSON))
    assert [row.code for row in page.rows] == ["CB001"]
    assert page.total == 5
    assert page.by_kind == {SubjectKind.PERSON: 1, SubjectKind.COLLECTIVE: 3, SubjectKind.HOUSEHOLD: 1}
    assert page.with_missing == 3


def test_a_unit_stands_for_everything_below_it(filled: Context) -> None:
    assert found(filled, unit="SNV") == ["SNV", "VP", "CB001"]
    assert found(filled, unit="VP", kind=SubjectKind.PERSON) == ["CB001"]
    assert found(filled, unit="VP", text="so") == ["VP"]


def test_nothing_found_is_an_empty_page(filled: Context) -> None:
    page = records.find_subjects(filled, SubjectQuery(text="không có ai"))
    assert (page.rows, page.total, page.with_missing) == ((), 0, 0)


def test_units_are_the_collectives_in_order_of_name(filled: Context) -> None:
    assert records.list_units(filled) == (("B01", "Bản Đỗ"), ("SNV", "Sở Ngoại vụ"), ("VP", "Văn phòng Sở"))


def test_a_new_code_counts_on_from_those_in_use(filled: Context) -> None:
    assert records.new_code(filled, SubjectKind.PERSON) == "CB002"
    assert records.new_code(filled, SubjectKind.HOUSEHOLD) == "HO02"
    assert records.new_code(filled, SubjectKind.COLLECTIVE) == "B02"
    records.save_subject(filled, Subject(code="cb002", kind=SubjectKind.COLLECTIVE, name="Trùng mã khác kiểu chữ"))
    assert records.new_code(filled, SubjectKind.PERSON) == "CB003"


def test_the_first_codes_of_an_empty_folder(ctx: Context) -> None:
    assert [records.new_code(ctx, kind) for kind in SubjectKind] == ["CN001", "TT001", "HO001"]


# --- the card ------------------------------------------------------------------------------------------------------


def test_the_card_holds_everything_kept_about_a_subject(filled: Context) -> None:
    card = records.open_card(filled, "CB001")
    assert card.subject == PERSON
    assert (card.unit_name, card.locality_name, card.position, card.leading) == (
        "Văn phòng Sở",
        "",
        "Chánh Văn phòng",
        True,
    )
    assert card.positions == RECORDS.positions
    assert card.awards == RECORDS.awards
    assert card.initiatives == RECORDS.initiatives
    assert card.disciplines == RECORDS.disciplines
    assert card.registrations == RECORDS.registrations[:1]
    assert card.attestations == RECORDS.attestations
    assert {year: [award.form for award in awards] for year, awards in card.titles.items()} == {
        2023: ["CSTD_CS", "LDTT", "LDTT"]
    }


def test_achievements_stand_newest_first_and_lead_back_to_their_record(filled: Context) -> None:
    lines = records.open_card(filled, "CB001").achievements
    assert [(line.year, line.text) for line in lines] == [
        (2023, "Chiến sĩ thi đua cơ sở 2023 (không đạt)"),
        (2023, "Lao động tiên tiến 2023"),
        (2023, "Lao động tiên tiến 2023"),
        (2023, "Sáng kiến: Số hóa hồ sơ"),
        (2022, "Bằng khen của Chủ tịch UBND tỉnh (thu hồi 01/6/2024)"),
    ]
    assert (lines[-1].decision, lines[-1].date, lines[-1].table) == ("312/QĐ-UBND", "15/3/2022", "awards")
    with filled.db.read() as reader:
        assert reader.entry(lines[-1].table, lines[-1].id) == RECORDS.awards[0]


def test_a_card_of_nobody_is_refused(filled: Context) -> None:
    with pytest.raises(UserError, match="Không có hồ sơ mã “X”"):
        records.open_card(filled, "X")


# --- saving subjects -----------------------------------------------------------------------------------------------


def test_a_subject_is_kept_with_tidy_text_and_can_be_taken_back(ctx: Context) -> None:
    messy = Subject(
        code=" SNV ", kind=SubjectKind.COLLECTIVE, name="Sở  Ngoại vụ", note="  một \n\n hai  ", ethnicity=" "
    )
    changes = records.save_subject(ctx, messy)
    assert changes.kinds == {Kind.RECORDS}
    assert changes.sentence == "Đã ghi hồ sơ Sở Ngoại vụ."
    assert kept(ctx).subjects == (
        Subject(code="SNV", kind=SubjectKind.COLLECTIVE, name="Sở Ngoại vụ", note="một\nhai"),
    )
    assert upkeep.acts(ctx)[0].label == "Thêm hồ sơ Sở Ngoại vụ"
    upkeep.undo_last(ctx)
    assert kept(ctx) == Records()


def test_a_changed_subject_keeps_its_rows_under_its_new_code(filled: Context) -> None:
    records.save_subject(filled, replace(stored(filled, "CB001"), code="CB777"))
    assert len(records.open_card(filled, "CB777").awards) == 4


def test_saving_without_a_change_is_no_act(filled: Context) -> None:
    before = upkeep.acts(filled)
    assert records.save_subject(filled, stored(filled, "CB001")).act is None
    assert upkeep.acts(filled) == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": " "}, "Mã để trống"),
        ({"code": "A,B"}, "Mã “A,B” có dấu phẩy"),
        ({"code": "VP"}, "Mã “VP” đã dùng cho Văn phòng Sở"),
        ({"name": "  "}, "Tên để trống"),
        ({"unit": "MA"}, "Đơn vị “MA” không có"),
        ({"unit": "P1"}, "Đơn vị không thể là chính"),
        ({"unit": "CB001"}, "Đơn vị phải là tập thể"),
        ({"locality": "HO01"}, "Địa bàn phải là tập thể"),
        ({"locality": "MA"}, "Địa bàn “MA” không có"),
        ({"category": "LA"}, "Phân loại “LA” không có"),
        ({"category": "THON"}, "Phân loại “Thôn” không dùng cho cá nhân"),
        ({"traits": ("LA",)}, "Đặc điểm “LA” không có"),
        ({"birth": PartialDate(2030)}, "Ngày sinh 2030 ở tương lai"),
        ({"start": PartialDate(2025, 12, 21)}, "Ngày bắt đầu 21/12/2025 ở tương lai"),
        ({"citizen_id": "01234567890"}, "CCCD “01234567890” phải là 12 chữ số"),
        ({"citizen_id": "04218500123X"}, "CCCD “04218500123X” phải là 12 chữ số"),
    ],
)
def test_a_wrong_subject_is_refused_naming_the_field(filled: Context, change: dict[str, Any], words: str) -> None:
    before = kept(filled)
    subject = Subject(code="P1", kind=SubjectKind.PERSON, name="Nguyễn Văn An")
    with pytest.raises(UserError, match=words):
        records.save_subject(filled, replace(subject, **change))
    assert kept(filled) == before


def test_a_unit_below_itself_is_refused(filled: Context) -> None:
    with pytest.raises(UserError, match="Đơn vị “VP” lại nằm dưới chính Sở Ngoại vụ"):
        records.save_subject(filled, replace(stored(filled, "SNV"), unit="VP"))


def test_an_odd_cccd_that_came_with_a_list_does_not_block_other_changes(filled: Context) -> None:
    with filled.db.work("Nhập", "tôi") as work:
        work.update("subjects", [replace(work.records(["CB001"]).subjects[0], citizen_id="12345")])
    records.save_subject(filled, replace(stored(filled, "CB001"), name="Đặng Thị Ướng"))
    with pytest.raises(UserError, match="CCCD"):
        records.save_subject(filled, replace(stored(filled, "CB001"), citizen_id="123456"))


# --- saving and removing entries -----------------------------------------------------------------------------------


def test_an_entry_is_added_changed_and_removed_each_as_a_named_act(filled: Context) -> None:
    records.save_entry(filled, Rating(subject="CB001", year=2022, grade=Grade.HTNV, decision=" 75/QĐ "))
    (rating,) = [row for row in kept(filled).ratings if row.year == 2022]
    assert rating == Rating(subject="CB001", year=2022, grade=Grade.HTNV, decision="75/QĐ")
    records.save_entry(filled, replace(rating, grade=Grade.HTTNV))
    assert rating.id is not None
    changes = records.delete_entry(filled, "ratings", rating.id)
    assert changes.sentence == "Đã xóa xếp loại của Đặng Thị Ưởng."
    assert kept(filled) == RECORDS
    assert [act.label for act in upkeep.acts(filled, 3)] == [
        "Xóa xếp loại của Đặng Thị Ưởng: 2022: Hoàn thành tốt nhiệm vụ, số 75/QĐ",
        "Sửa xếp loại của Đặng Thị Ưởng",
        "Thêm xếp loại của Đặng Thị Ưởng",
    ]
    for _ in range(3):
        upkeep.undo_last(filled)
    assert kept(filled) == RECORDS


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Rating(subject="MA", year=2024, grade=Grade.HTNV), "Mã đối tượng “MA” không có"),
        (Rating(subject="CB001", year=1944, grade=Grade.HTNV), "Năm ghi năm 1944, ngoài khoảng 1945–2026"),
        (Rating(subject="CB001", year=2027, grade=Grade.HTNV), "Năm ghi năm 2027"),
        (Award(subject="CB001", form="LA"), "Hình thức “LA” không có"),
        (Award(subject="CB001", form="TTLDXS", year=2024), "không dành cho cá nhân"),
        (Award(subject="CB001", form="LDTT"), "Năm để trống"),
        (Award(subject="CB001", form="BK_TINH", date=date(2052, 1, 1)), "Ngày ký ghi năm 2052"),
        (
            Award(subject="CB001", form="BK_TINH", date=date(2022, 2, 1), revoked=date(2022, 1, 1)),
            "Ngày thu hồi 01/01/2022 trước Ngày ký 01/02/2022",
        ),
        (Position(subject="CB001", title=" ", start=date(2020, 1, 1)), "Chức vụ để trống"),
        (
            Position(subject="CB001", title="A", start=date(2020, 1, 1), end=date(2019, 1, 1)),
            "Đến ngày 01/01/2019 trước Từ ngày",
        ),
        (
            Position(subject="CB001", title="A", collective="X", start=date(2020, 1, 1)),
            "Tập thể phụ trách “X” không có",
        ),
        (Initiative(subject="CB001", name="A", level="LA"), "Cấp “LA” không có"),
        (Initiative(subject="CB001", name="A", kind="LA"), "Loại “LA” không có"),
        (Indicator(subject="SNV", indicator="LA", year=2024), "Chỉ số “LA” không có"),
        (Contribution(subject="HO01", kind="LA"), "Loại “LA” không có"),
        (Registration(subject="CB001", plan="", introducer="VP"), "Kế hoạch để trống"),
        (Registration(subject="CB001", plan="KH", introducer="X"), "Đơn vị giới thiệu “X” không có"),
        (Discipline(subject="CB001", form="", date=date(2020, 1, 1)), "Hình thức để trống"),
        (PlanDocument(plan="KH", milestone="M", unit="X", date=date(2020, 1, 1)), "Đơn vị “X” không có"),
    ],
)
def test_a_wrong_entry_is_refused_naming_the_field(filled: Context, entry: Any, words: str) -> None:
    with pytest.raises(UserError, match=words):
        records.save_entry(filled, entry)
    assert kept(filled) == RECORDS


def test_an_entry_that_is_gone_is_refused(filled: Context) -> None:
    with pytest.raises(UserError, match="không còn"):
        records.delete_entry(filled, "awards", 999)


def test_a_subject_goes_with_all_its_entries_and_comes_back_with_them(filled: Context) -> None:
    changes = records.delete_subject(filled, "CB001")
    assert changes.sentence == "Đã đưa hồ sơ Đặng Thị Ưởng vào Thùng rác."
    after = kept(filled)
    assert PERSON not in after.subjects
    assert (after.awards, after.initiatives, after.positions) == ((), (), ())
    assert after.subjects == (ROOM, OFFICE, HOUSEHOLD, VILLAGE)
    upkeep.undo_last(filled)
    assert kept(filled) == RECORDS


def test_a_subject_others_refer_to_is_refused_and_says_who(filled: Context) -> None:
    with pytest.raises(UserError, match="1 dòng Đối tượng, 1 dòng Chức vụ, 1 dòng Đăng ký, 1 dòng Văn bản"):
        records.delete_subject(filled, "VP")
    assert kept(filled) == RECORDS
    with pytest.raises(UserError, match="Không có hồ sơ mã “X”"):
        records.delete_subject(filled, "X")


def test_the_export_counts_every_kind(filled: Context, tmp_path: Path) -> None:
    counts = records.export_records(filled, tmp_path / "so.xlsx")
    assert counts == {table: len(rows) for table, rows in RECORDS.tables()}
    assert (tmp_path / "so.xlsx").stat().st_size > 1000
