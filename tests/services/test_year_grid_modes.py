"""The other modes of the year grid: rewards, initiatives and figures, each typed, refused, written and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.records import Award, Indicator, Initiative, Records, Subject, SubjectKind
from dienhinh_desktop.domain.year_grid import (
    CellState,
    CellWords,
    CommonDecision,
    GridCell,
    GridColumn,
    GridField,
    GridQuery,
    GridWritten,
    Understood,
)
from dienhinh_desktop.services import upkeep, year_grid
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.year_grid import Place

P, C = SubjectKind.PERSON, SubjectKind.COLLECTIVE
R25, I25 = GridColumn(2025, GridField.REWARD), GridColumn(2025, GridField.INITIATIVE)
I24 = GridColumn(2024, GridField.INITIATIVE)
ASKED, DONE = GridColumn(2025, GridField.TARGET, "DOANH_THU"), GridColumn(2025, GridField.ACTUAL, "DOANH_THU")
SHARED = CommonDecision(number="12/QĐ-SNgV", day=date(2025, 6, 5), issuer="Giám đốc Sở")
SUBJECTS = (
    Subject(code="LS", kind=C, name="Phòng Lãnh sự", category="PHONG"),
    Subject(code="P1", kind=P, name="Lê Quang Minh", unit="LS", start=PartialDate(2010)),
    Subject(code="P2", kind=P, name="Cao Minh Đức", unit="LS", start=PartialDate(2024, 3)),
)
RECORDS = Records(
    subjects=SUBJECTS,
    awards=(
        Award(subject="P1", form="BK_TINH", year=2024, decision="7/QĐ"),
        Award(subject="P1", form="LDTT", year=2024),
        Award(subject="P2", form="GK_SO", date=date(2025, 3, 1), decision="8/QĐ"),
    ),
    initiatives=(
        Initiative(subject="P1", name="Số hóa hồ sơ", decision="3/QĐ", date=date(2024, 5, 2)),
        Initiative(subject="P1", name="Sổ tay lễ tân", date=date(2024, 11, 2), share=50, effective=True),
        Initiative(subject="P2", name="Chưa rõ ngày"),
    ),
    indicators=(Indicator(subject="LS", indicator="DOANH_THU", year=2024, target=10, unit_of_measure="tỷ đồng"),),
)


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return ctx


def query(column: GridColumn, kind: SubjectKind = P) -> GridQuery:
    pair = (GridField.TARGET, GridField.ACTUAL)
    return GridQuery(kind=kind, fields=pair if column.field.figure else (column.field,), indicator=column.code)


def cell(ctx: Context, code: str, column: GridColumn) -> GridCell:
    kind = C if code == "LS" else P
    read = year_grid.read_grid(ctx, query(column, kind))
    return next(row for row in read.rows if row.code == code).cells[read.columns.index(column)]


def write(ctx: Context, *cells: tuple[str, GridColumn, str], **options: Any) -> GridWritten:
    return year_grid.write_cells(ctx, [CellWords(*each) for each in cells], **options)


def kept(ctx: Context, code: str) -> Records:
    with ctx.db.read() as reader:
        assert reader.check() == ()
        return reader.records([code])


# --- rewards -------------------------------------------------------------------------------------------------------


def test_rewards_stand_apart_from_titles_and_by_their_day_where_they_have_no_year(filled: Context) -> None:
    assert cell(filled, "P1", GridColumn(2024, GridField.REWARD)).text == "BK UBND tỉnh"
    assert cell(filled, "P2", R25).text == "GK Sở"
    assert cell(filled, "P1", R25).state is CellState.EMPTY, "no reward is ever missing"
    assert year_grid.read_grid(filled, query(R25)).used == {"BK_TINH": 1, "GK_SO": 1, "LDTT": 1}


def test_two_rewards_alike_are_two_and_writing_over_keeps_what_is_named_still(filled: Context) -> None:
    done = write(filled, ("P1", R25, "BK UBND tỉnh; Bằng khen UBND tỉnh; GK Sở"))
    assert (done.written, done.refused) == (1, ())
    assert cell(filled, "P1", R25).text == "BK UBND tỉnh +2"
    first = sorted(row.id or 0 for row in kept(filled, "P1").awards if row.form == "BK_TINH" and row.year == 2025)
    write(filled, ("P1", R25, "BK UBND tỉnh"))
    left = [row.id for row in kept(filled, "P1").awards if row.year == 2025]
    assert left == first[:1], "one of the two stays as it was, the other reward goes"
    upkeep.undo_last(filled)
    upkeep.undo_last(filled)
    assert not [row for row in kept(filled, "P1").awards if row.year == 2025]


def test_titles_are_kept_when_rewards_of_the_year_are_written_over(filled: Context) -> None:
    write(filled, ("P1", GridColumn(2024, GridField.REWARD), "GK Sở"))
    assert {row.form for row in kept(filled, "P1").awards} == {"LDTT", "GK_SO"}


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        ("P1", "LĐTT", "là danh hiệu thi đua, không phải hình thức khen thưởng"),
        ("P1", "Bằng khen", "chưa ghi cấp"),
        ("P1", "Giải nhất bóng bàn", "không có trong danh mục; chọn hình thức tương ứng"),
    ],
)
def test_what_is_no_reward_is_refused_in_a_sentence(filled: Context, code: str, words: str, sentence: str) -> None:
    done = write(filled, (code, R25, words))
    assert [sentence in note.sentence for note in done.refused] == [True]
    assert not done.written


def test_one_reward_kept_twice_by_one_decision_is_doubted(filled: Context) -> None:
    write(filled, ("P1", R25, "GK Sở; GK Sở"))
    year_grid.set_decision(filled, R25, ["P1", "P2"], CommonDecision(number="9/QĐ", day=date(2025, 7, 1)))
    assert "ghi 2 lần cùng một quyết định" in cell(filled, "P1", R25).doubt
    assert cell(filled, "P2", R25).doubt == ""


def test_a_decision_goes_to_one_sort_of_reward_or_to_all(filled: Context) -> None:
    write(filled, ("P1", R25, "BK UBND tỉnh; GK Sở"))
    year_grid.set_decision(filled, R25, ["P1"], CommonDecision(number="9/QĐ", day=date(2025, 7, 1)), "GK_SO")
    assert {row.form: row.decision for row in kept(filled, "P1").awards if row.year == 2025} == {
        "BK_TINH": None,
        "GK_SO": "9/QĐ",
    }


def test_rewards_are_suggested_by_use_and_titles_are_not_among_them(filled: Context) -> None:
    used = {"GK_SO": 3, "BK_TINH": 1}
    found = year_grid.suggestions(filled.catalogue, GridField.REWARD, P, "", used)
    assert [one.code for one in found[:2]] == ["GK_SO", "BK_TINH"]
    assert "LDTT" not in {one.code for one in found}


# --- initiatives ---------------------------------------------------------------------------------------------------


def test_initiatives_stand_in_the_year_of_their_day_and_several_are_counted(filled: Context) -> None:
    found = cell(filled, "P1", I24)
    assert (found.text, found.words) == ("2 sáng kiến", "Số hóa hồ sơ; Sổ tay lễ tân")
    assert year_grid.read_grid(filled, query(I24)).columns[0] == GridColumn(2021, GridField.INITIATIVE)
    assert cell(filled, "P2", I25).entries == (), "without a day it stands in no year; the card shows it"


def test_a_new_name_takes_the_decision_of_its_column_or_its_own(filled: Context) -> None:
    own = "Kiểm thử tự động (15/QĐ-UBND, 20/12/2025)"
    done = write(filled, ("P1", I25, f"Một cửa điện tử; {own}"), shared=SHARED)
    assert done.refused == ()
    rows = {row.name: row for row in kept(filled, "P1").initiatives if row.date and row.date.year == 2025}
    assert (rows["Một cửa điện tử"].decision, rows["Một cửa điện tử"].date) == ("12/QĐ-SNgV", date(2025, 6, 5))
    assert rows["Một cửa điện tử"].issuer == "Giám đốc Sở"
    assert (rows["Kiểm thử tự động"].decision, rows["Kiểm thử tự động"].issuer) == ("15/QĐ-UBND", None)


@pytest.mark.parametrize(
    ("words", "shared", "sentence"),
    [
        ("Một cửa", None, "theo ngày công nhận"),
        ("Một cửa", CommonDecision(number="1/QĐ"), "theo ngày công nhận"),
        ("Một cửa (20/12/2023)", None, "không thuộc năm 2025"),
        ("Một cửa (31/02/2025)", None, "không có ngày"),
    ],
)
def test_no_day_is_made_up_for_an_initiative(
    filled: Context, words: str, shared: CommonDecision | None, sentence: str
) -> None:
    done = write(filled, ("P1", I25, words), shared=shared)
    assert [sentence in note.sentence for note in done.refused] == [True]
    assert len(kept(filled, "P1").initiatives) == 2
    block = year_grid.look_at(filled, [CellWords("P1", I25, words)], shared=shared)
    assert [reading.how for reading in block.readings] == [Understood.NOT], "a block says the same before it is kept"


def test_a_name_kept_already_needs_no_day_and_keeps_all_it_has(filled: Context) -> None:
    done = write(filled, ("P1", I24, "sổ tay lễ tân"))
    (left,) = kept(filled, "P1").initiatives
    assert (left.name, left.share, left.effective) == ("Sổ tay lễ tân", 50, True)
    assert done.written == 1
    upkeep.undo_last(filled)
    assert len(kept(filled, "P1").initiatives) == 2


def test_brackets_that_hold_no_day_belong_to_the_name(filled: Context) -> None:
    write(filled, ("P1", I25, "Cải tiến quy trình (bước 2)"), shared=SHARED)
    assert "Cải tiến quy trình (bước 2)" in {row.name for row in kept(filled, "P1").initiatives}


def test_one_initiative_of_two_people_is_suggested_by_name(filled: Context) -> None:
    used = year_grid.read_grid(filled, query(I24)).used
    (found,) = year_grid.suggestions(filled.catalogue, GridField.INITIATIVE, P, "so hoa", used)
    assert (found.words, found.used) == ("Số hóa hồ sơ", 1)


# --- figures -------------------------------------------------------------------------------------------------------


def test_indicators_come_from_the_records_then_the_plans_then_the_catalogue(filled: Context) -> None:
    offered = [code for code, _name in year_grid.grid_indicators(filled)]
    assert offered[0] == "DOANH_THU"
    assert set(offered) == set(filled.catalogue.lists["indicators"])
    asked = {"HAI_LONG", "NOP_THUE", "THU_NHAP_HO"}
    assert max(map(offered.index, asked)) < offered.index("CHI_SO_CCHC"), "what a plan asks for stands before the rest"


def test_target_and_done_are_two_cells_of_one_entry_with_its_usual_unit(filled: Context) -> None:
    done = write(filled, ("LS", ASKED, "1.200"), ("LS", DONE, "1.312,5"))
    assert (done.written, done.refused) == (2, ())
    new = next(row for row in kept(filled, "LS").indicators if row.year == 2025)
    assert (new.target, new.actual, new.unit_of_measure) == (1200, 1312.5, "tỷ đồng")
    assert cell(filled, "LS", DONE).text == "1.312,5"
    write(filled, ("LS", ASKED, ""))
    assert next(row for row in kept(filled, "LS").indicators if row.year == 2025).target is None
    write(filled, ("LS", DONE, ""))
    assert [row.year for row in kept(filled, "LS").indicators] == [2024], "nothing is left of it"
    for _step in range(3):
        upkeep.undo_last(filled)
    assert [row.year for row in kept(filled, "LS").indicators] == [2024]


def test_a_figure_written_twice_is_never_guessed_at(filled: Context) -> None:
    with filled.db.work("Hai dòng", filled.who) as work:
        work.insert("indicators", [Indicator(subject="LS", indicator="DOANH_THU", year=2025, actual=n) for n in (1, 2)])
    assert "ghi 2 lần" in cell(filled, "LS", DONE).doubt
    done = write(filled, ("LS", DONE, "3"))
    assert ["ghi 2 lần" in note.sentence for note in done.refused] == [True]
    assert [row.actual for row in kept(filled, "LS").indicators if row.year == 2025] == [1, 2]


@pytest.mark.parametrize("words", ["nhiều", "1.2.3", "12 a", "nan", "inf"])
def test_what_is_no_number_is_refused(filled: Context, words: str) -> None:
    done = write(filled, ("LS", DONE, words))
    assert ["không phải số" in note.sentence for note in done.refused] == [True]


def test_figures_name_no_decision(filled: Context) -> None:
    with pytest.raises(UserError, match="không ghi số quyết định"):
        year_grid.set_decision(filled, DONE, ["LS"], SHARED)


def test_a_block_of_targets_and_results_lands_by_name(filled: Context) -> None:
    grid = year_grid.read_grid(filled, query(DONE, C))
    at = Place(0, grid.columns.index(ASKED))
    block = year_grid.lay_block(filled, "Phòng Lãnh sự\t1200\t95,5%", grid.rows, grid.rows, grid.columns, at)
    assert block.by_name
    assert [reading.text for reading in block.readings] == ["1.200", "95,5"]
    assert [reading.how for reading in block.readings] == [Understood.AT_ONCE, Understood.AT_ONCE]
