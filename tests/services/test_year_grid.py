"""The grid of years × people: what a cell shows, what its words mean, what an act on cells writes, refuses and asks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.lists import WordKind
from dienhinh_desktop.domain.records import (
    Award,
    Discipline,
    Grade,
    HouseholdState,
    HouseholdStatus,
    Rating,
    Records,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.upkeep import Kind
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
    YearGrid,
)
from dienhinh_desktop.services import upkeep, year_grid
from dienhinh_desktop.services.context import Context

G, T = GridField.GRADE, GridField.TITLE
G25, T25, G24, T24 = GridColumn(2025, G), GridColumn(2025, T), GridColumn(2024, G), GridColumn(2024, T)
P, C, H = SubjectKind.PERSON, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD

SUBJECTS = (
    Subject(code="SNV", kind=C, name="Sở Ngoại vụ", category="CO_QUAN"),
    Subject(code="LS", kind=C, name="Phòng Lãnh sự", category="PHONG", unit="SNV"),
    Subject(code="VP", kind=C, name="Văn phòng", category="PHONG", unit="SNV"),
    Subject(code="B1", kind=C, name="Bản Đỗ", category="BAN"),
    Subject(code="P1", kind=P, name="Lê Quang Minh", unit="LS", start=PartialDate(2010)),
    Subject(code="P2", kind=P, name="Cao Minh Đức", unit="LS", start=PartialDate(2024, 3)),
    Subject(code="P3", kind=P, name="Trương Thị Hạnh", unit="VP"),
    Subject(code="H1", kind=H, name="Giàng A Páo"),
)
RECORDS = Records(
    subjects=SUBJECTS,
    ratings=(
        Rating(subject="P1", year=2024, grade=Grade.HTXSNV, decision="90/QĐ", date=date(2024, 12, 20)),
        Rating(subject="P3", year=2023, grade=Grade.HTNV),
        Rating(subject="P3", year=2023, grade=Grade.HTTNV),
    ),
    awards=(
        Award(subject="P1", form="LDTT", year=2024, decision="91/QĐ", date=date(2024, 12, 21)),
        Award(subject="P1", form="CSTD_CS", year=2024, decision="92/QĐ", date=date(2024, 12, 21)),
        Award(subject="P1", form="BK_TINH", year=2024),
        Award(subject="P3", form="CSTD_CS", year=2024, refused=True),
        Award(subject="P2", form="DH_KHAC", date=date(2025, 5, 1)),
    ),
    disciplines=(Discipline(subject="P3", form="Khiển trách", decision="5/QĐ", date=date(2025, 3, 1)),),
    household_statuses=(HouseholdStatus(subject="H1", year=2024, state=HouseholdState.POOR),),
)


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return ctx


def grid(ctx: Context, **query: Any) -> YearGrid:
    return year_grid.read_grid(ctx, GridQuery(**query))


def cell(ctx: Context, code: str, column: GridColumn, **query: Any) -> GridCell:
    read = grid(ctx, **query)
    row = next(row for row in read.rows if row.code == code)
    return row.cells[read.columns.index(column)]


def write(ctx: Context, *cells: tuple[str, GridColumn, str], **options: Any) -> GridWritten:
    return year_grid.write_cells(ctx, [CellWords(*each) for each in cells], grid(ctx).columns, **options)


def kept(ctx: Context, code: str) -> Records:
    with ctx.db.read() as reader:
        assert reader.check() == ()
        return reader.records([code])


def titles(ctx: Context, code: str, year: int = 2025) -> set[str]:
    return {row.form for row in kept(ctx, code).awards if row.year == year and not row.refused}


def last_act(ctx: Context) -> str:
    with ctx.db.read() as reader:
        return reader.acts(1)[0].label


# --- reading -------------------------------------------------------------------------------------------------------


def test_rows_stand_in_order_of_unit_and_given_name_and_years_reach_back_five(filled: Context) -> None:
    read = grid(filled)
    assert [row.code for row in read.rows] == ["P2", "P1", "P3"]
    assert [row.unit_name for row in read.rows] == ["Phòng Lãnh sự", "Phòng Lãnh sự", "Văn phòng"]
    assert read.columns[0] == GridColumn(2021, G)
    assert read.columns[-1] == T25
    assert [row.code for row in grid(filled, unit="SNV").rows] == ["P2", "P1", "P3"], "units below belong to it"
    assert [row.code for row in grid(filled, unit="VP").rows] == ["P3"]


def test_older_entries_widen_the_grid_up_to_fifteen_years(filled: Context) -> None:
    with filled.db.work("Thêm", filled.who) as work:
        work.insert("awards", [Award(subject="P1", form="LDTT", year=1990)])
    assert grid(filled).columns[0].year == 2011


def test_a_cell_tells_what_it_holds_or_why_it_is_empty(filled: Context) -> None:
    assert cell(filled, "P1", G24).text == "HTXS"
    title = cell(filled, "P1", T24)
    assert (title.text, title.words) == ("CSTĐ +1", "CSTĐ cơ sở; LĐTT")
    assert title.spoken == "Chiến sĩ thi đua cơ sở, Lao động tiên tiến"
    assert cell(filled, "P1", G25).state is CellState.MISSING, "2025 is closed since 15/12"
    assert cell(filled, "P1", T25).state is CellState.EMPTY
    assert cell(filled, "P2", GridColumn(2023, G)).state is CellState.NOT_YET
    assert cell(filled, "P3", T24).text == "không đạt"
    assert cell(filled, "P2", T25).text == "Danh hiệu khác", "a title without a year stands in the year of its day"


def test_who_is_missing_something_is_counted_as_in_the_list_of_records(filled: Context) -> None:
    read = grid(filled)
    assert {row.code: row.missing for row in read.rows} == {"P1": 4, "P2": 2, "P3": 4}
    assert read.filled(2024) == (1, 3)
    assert read.filled(1999) == (0, 0)


def test_hamlets_have_no_row_of_ratings_and_households_have_a_grid_of_states(filled: Context) -> None:
    assert [row.code for row in grid(filled, kind=C).rows] == ["SNV", "LS", "VP"]
    states = (GridField.STATE,)
    assert cell(filled, "H1", GridColumn(2024, GridField.STATE), kind=H, fields=states).text == "Nghèo"
    assert cell(filled, "H1", GridColumn(2025, GridField.STATE), kind=H, fields=states).state is CellState.MISSING


def test_two_ratings_of_one_year_are_shown_and_doubted(filled: Context) -> None:
    found = cell(filled, "P3", GridColumn(2023, G))
    assert found.text == "HTT HT"
    assert "2 mức khác nhau" in found.doubt


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "grade", "how"),
    [
        ("X", "HTXSNV", Understood.AT_ONCE),
        ("t", "HTTNV", Understood.AT_ONCE),
        ("H", "HTNV", Understood.AT_ONCE),
        ("k", "KHTNV", Understood.AT_ONCE),
        ("1", "HTXSNV", Understood.OTHERWISE),
        ("4", "KHTNV", Understood.OTHERWISE),
        ("HTT", "HTTNV", Understood.AT_ONCE),
        ("hoàn thành tốt nhiệm vụ", "HTTNV", Understood.AT_ONCE),
        ("HTXS NV", "HTXSNV", Understood.OTHERWISE),
        ("Hoan thanh tot", "HTTNV", Understood.OTHERWISE),
    ],
)
def test_a_grade_is_understood_by_key_code_or_spelling(
    filled: Context, words: str, grade: str, how: Understood
) -> None:
    reading = year_grid.grid_words(filled).read(CellWords("P1", G25, words), SUBJECTS[4])
    assert (reading.codes, reading.how) == ((grade,), how)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("LĐTT", ("LDTT",)),
        ("lao động tiên tiến", ("LDTT",)),
        ("cstđ cs", ("CSTD_CS",)),
        ("Chiến sỹ thi đua cấp tỉnh", ("CSTD_TINH",)),
        ("CSTĐ cơ sở; LĐTT", ("CSTD_CS", "LDTT")),
        ("LĐTT, CSTĐ cơ sở, LĐTT", ("LDTT", "CSTD_CS")),
    ],
)
def test_titles_are_understood_by_any_spelling_and_several_at_once(
    filled: Context, words: str, codes: tuple[str, ...]
) -> None:
    assert year_grid.grid_words(filled).read(CellWords("P1", T25, words), SUBJECTS[4]).codes == codes


@pytest.mark.parametrize(
    ("code", "column", "words", "sentence"),
    [
        ("P1", G25, "Khá", "không phải mức xếp loại"),
        ("P1", G25, "7", "không phải mức xếp loại"),
        ("P1", T25, "CSTĐ", "chưa ghi cấp"),
        ("P1", T25, " ; ", "không có trong danh mục"),
        ("P1", T25, "LĐTT; Anh hùng xóm", "“Anh hùng xóm” không có trong danh mục"),
        ("P1", T25, "Bằng khen UBND tỉnh", "hình thức khen thưởng"),
        ("P1", T25, "TTLĐXS", "không dành cho cá nhân"),
        ("LS", T25, "LĐTT", "không dành cho tập thể"),
        ("B1", G25, "HTT", "không thuộc diện xếp loại"),
        ("ai", G25, "HTT", "Không có hồ sơ"),
        ("P1", GridColumn(2031, G), "HTT", "ngoài khoảng"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_itself_in_a_sentence(
    filled: Context, code: str, column: GridColumn, words: str, sentence: str
) -> None:
    done = write(filled, (code, column, words), ("P1", GridColumn(2023, G), "T"))
    assert [sentence in note.sentence for note in done.refused] == [True]
    assert done.written == 1, "the other cell is kept"


# --- writing -------------------------------------------------------------------------------------------------------


def test_a_block_is_one_act_named_by_what_was_done_and_taken_back_as_one(filled: Context) -> None:
    done = write(filled, ("P1", G25, "X"), ("P1", T25, "CSTĐ cơ sở"), ("P2", G25, "T"), verb="Dán")
    assert done.written == 3
    assert done.changes.sentence == "Đã dán 3 ô năm 2025."
    assert last_act(filled) == "Dán 3 ô năm 2025, Phòng Lãnh sự"
    assert (cell(filled, "P1", G25).grade, titles(filled, "P1")) == (Grade.HTXSNV, {"CSTD_CS"})
    upkeep.undo_last(filled)
    assert cell(filled, "P1", G25).state is CellState.MISSING
    assert titles(filled, "P1") == set()
    assert not kept(filled, "P2").ratings


def test_one_cell_is_named_by_its_person(filled: Context) -> None:
    write(filled, ("P1", G25, "X"))
    assert last_act(filled) == "Nhập xếp loại 2025 của Lê Quang Minh"
    write(filled, ("P1", G25, "T"), ("P1", T25, "LĐTT"))
    assert last_act(filled) == "Nhập 2 ô năm 2025, Lê Quang Minh"
    write(filled, ("P1", G25, "X"), ("P3", G25, "T"))
    assert last_act(filled) == "Nhập 2 ô xếp loại 2025"


def test_the_rows_come_back_as_they_stand_now(filled: Context) -> None:
    done = write(filled, ("P1", G25, "X"), ("P3", G25, "Khá"))
    assert [row.code for row in done.rows] == ["P1"]
    fresh = next(row for row in grid(filled).rows if row.code == "P1")
    assert done.rows[0] == fresh


def test_writing_what_is_there_changes_nothing_and_is_no_act(filled: Context) -> None:
    done = write(filled, ("P1", G24, "HTXSNV"), ("P1", T24, "LĐTT; CSTĐ cơ sở"), ("P1", T25, ""))
    assert (done.written, done.changes.act, done.changes.kinds) == (0, None, frozenset())
    assert last_act(filled) == "Nhập mẫu"


def test_a_changed_grade_keeps_its_decision_and_says_so(filled: Context) -> None:
    done = write(filled, ("P1", G24, "T"))
    (rating,) = kept(filled, "P1").ratings
    assert (rating.grade, rating.decision) == (Grade.HTTNV, "90/QĐ")
    assert "90/QĐ" in done.doubts[0].sentence


def test_a_grade_over_two_settles_which_one_holds(filled: Context) -> None:
    write(filled, ("P3", GridColumn(2023, G), "T"))
    assert [row.grade for row in kept(filled, "P3").ratings] == [Grade.HTTNV]


def test_titles_written_over_others_leave_alone_what_stays(filled: Context) -> None:
    done = write(filled, ("P1", T24, "LĐTT; CSTĐ tỉnh"))
    held = {row.form: row.decision for row in kept(filled, "P1").awards if row.year == 2024}
    assert held == {"LDTT": "91/QĐ", "CSTD_TINH": None, "BK_TINH": None}, "the reward is not the grid's business"
    assert "92/QĐ" in done.doubts[0].sentence


def test_clearing_takes_titles_in_force_and_leaves_refusals_with_a_word(filled: Context) -> None:
    write(filled, ("P1", T24, ""), verb="Xóa")
    assert titles(filled, "P1", 2024) == {"BK_TINH"}
    done = write(filled, ("P3", T24, ""), verb="Xóa")
    assert done.written == 0
    assert "không đạt" in done.doubts[0].sentence
    assert len(kept(filled, "P3").awards) == 1


def test_a_year_before_somebody_came_is_asked_about_not_refused(filled: Context) -> None:
    early = ("P2", GridColumn(2022, G), "HTT")
    done = write(filled, early, ("P1", G25, "X"))
    assert [note.sentence for note in done.asked] == ["Năm 2022 Cao Minh Đức chưa vào cơ quan. Vẫn ghi?"]
    assert done.written == 1
    done = write(filled, early, early=True)
    assert (done.asked, done.written) == ((), 1)
    assert "chưa vào cơ quan" in done.doubts[0].sentence


def test_contradictions_inform_and_do_not_block(filled: Context) -> None:
    done = write(filled, ("P1", G25, "H"), ("P1", T25, "LĐTT"))
    assert done.written == 2
    assert [(note.key, "không khớp xếp loại HTNV" in note.sentence) for note in done.doubts] == [(("P1", T25), True)]
    done = write(filled, ("P3", G25, "X"), ("P3", T24, "CSTĐ cơ sở"))
    told = {note.key: note.sentence for note in done.doubts}
    assert "khiển trách số 5/QĐ" in told["P3", G25]
    assert "vừa ghi đạt vừa ghi không đạt" in told["P3", T24]


def test_a_rating_that_contradicts_the_title_beside_it_tells_at_the_title(filled: Context) -> None:
    write(filled, ("P1", T25, "LĐTT"))
    done = write(filled, ("P1", G25, "K"))
    assert [note.key for note in done.doubts] == [("P1", T25)]


def test_a_title_kept_twice_in_one_year_is_doubted(filled: Context) -> None:
    with filled.db.work("Thêm", filled.who) as work:
        work.insert("awards", [Award(subject="P1", form="LDTT", year=2025, decision=number) for number in ("1", "2")])
    assert "ghi 2 lần" in cell(filled, "P1", T25).doubt


def test_one_cell_written_twice_in_an_act_is_refused_the_second_time(filled: Context) -> None:
    done = write(filled, ("P1", G25, "X"), ("P1", G25, "T"))
    assert "hai lần" in done.refused[0].sentence
    assert cell(filled, "P1", G25).grade is Grade.HTXSNV


def test_a_decided_word_is_understood_and_remembered(filled: Context) -> None:
    done = write(filled, ("P1", G25, "Khá"), meanings={(WordKind.GRADE, "Khá"): "HTTNV"})
    assert done.written == 1
    assert done.changes.kinds == {Kind.RECORDS, Kind.IMPORTS}
    again = write(filled, ("P3", G24, "khá"))
    assert (again.written, again.refused) == (1, ())
    upkeep.undo_last(filled)
    upkeep.undo_last(filled)
    assert write(filled, ("P1", G25, "Khá")).refused, "taking the act back forgets the word"


def test_states_of_households_are_written_by_any_word_for_them(filled: Context) -> None:
    column = GridColumn(2025, GridField.STATE)
    done = write(filled, ("H1", column, "hộ cận nghèo"), ("H1", GridColumn(2024, GridField.STATE), "thoát nghèo"))
    assert done.written == 2
    held = {row.year: row.state for row in kept(filled, "H1").household_statuses}
    assert held == {2024: HouseholdState.NEITHER, 2025: HouseholdState.NEAR_POOR}
    assert "không phải tình trạng hộ" in write(filled, ("H1", column, "giàu")).refused[0].sentence


# --- one decision for a column ---------------------------------------------------------------------------------------


def test_a_decision_goes_to_every_title_that_has_none_as_one_act(filled: Context) -> None:
    write(filled, ("P1", T25, "LĐTT; CSTĐ cơ sở"), ("P3", T25, "LĐTT"))
    with filled.db.work("Thêm", filled.who) as work:
        work.insert("awards", [Award(subject="P3", form="CSTT", year=2025, decision="7/QĐ")])
    decision = CommonDecision(number=" 412/QĐ-SNgV ", day=date(2025, 12, 1), issuer="Sở Ngoại vụ")
    done = year_grid.set_decision(filled, T25, ["P1", "P3"], decision)
    assert done.sentence == "Đã ghi quyết định 412/QĐ-SNgV vào 3 ô danh hiệu 2025."
    rows = [row for code in ("P1", "P3") for row in kept(filled, code).awards if row.year == 2025]
    assert {(row.form, row.decision, row.date, row.issuer) for row in rows} == {
        ("LDTT", "412/QĐ-SNgV", date(2025, 12, 1), "Sở Ngoại vụ"),
        ("CSTD_CS", "412/QĐ-SNgV", date(2025, 12, 1), "Sở Ngoại vụ"),
        ("CSTT", "7/QĐ", None, None),
    }
    upkeep.undo_last(filled)
    assert {row.decision for row in kept(filled, "P1").awards if row.year == 2025} == {None}


def test_a_decision_can_be_left_to_one_title_and_to_ratings(filled: Context) -> None:
    write(filled, ("P1", T25, "LĐTT; CSTĐ cơ sở"), ("P1", G25, "X"))
    year_grid.set_decision(filled, T25, ["P1"], CommonDecision(number="1/QĐ"), "CSTD_CS")
    year_grid.set_decision(filled, G25, ["P1"], CommonDecision(number="2/QĐ"))
    held = kept(filled, "P1")
    assert {row.form: row.decision for row in held.awards if row.year == 2025} == {"LDTT": None, "CSTD_CS": "1/QĐ"}
    assert [row.decision for row in held.ratings if row.year == 2025] == ["2/QĐ"]


@pytest.mark.parametrize(
    ("column", "decision", "sentence"),
    [
        (T25, CommonDecision(number=" "), "Số quyết định để trống"),
        (T25, CommonDecision(number="1", day=date(2024, 12, 30)), "trước năm 2025"),
        (T24, CommonDecision(number="1"), "Không còn ô danh hiệu 2024 nào thiếu số"),
        (G25, CommonDecision(number="1"), "Không còn ô xếp loại 2025"),
        (GridColumn(2024, GridField.STATE), CommonDecision(number="1"), "không ghi số quyết định"),
    ],
)
def test_a_decision_that_fits_nothing_is_refused_in_words(
    filled: Context, column: GridColumn, decision: CommonDecision, sentence: str
) -> None:
    write(filled, ("P1", T25, "LĐTT"))
    before = last_act(filled)
    with pytest.raises(UserError, match=sentence):
        year_grid.set_decision(filled, column, ["P1", "P3", "H1"], decision)
    assert last_act(filled) == before


def test_known_decisions_of_a_column_come_most_used_first(filled: Context) -> None:
    write(filled, ("P1", T25, "LĐTT"), ("P3", T25, "LĐTT"))
    year_grid.set_decision(filled, T25, ["P1", "P3"], CommonDecision(number="8/QĐ", issuer="Sở"))
    assert [item.number for item in year_grid.known_decisions(grid(filled), T25)] == ["8/QĐ"]
    assert [item.number for item in year_grid.known_decisions(grid(filled), T24)] == ["91/QĐ", "92/QĐ"]
    assert year_grid.known_decisions(grid(filled), GridColumn(1999, T)) == ()


# --- suggestions -----------------------------------------------------------------------------------------------------


def test_suggestions_begin_as_typed_the_most_used_first(filled: Context) -> None:
    found = year_grid.suggestions(filled.catalogue, T, P, "cs", {"CSTD_TINH": 3, "CSTD_CS": 118})
    assert [(item.code, item.used) for item in found[:2]] == [("CSTD_CS", 118), ("CSTD_TINH", 3)]
    assert all(P in filled.catalogue.awards[item.code].kinds for item in found)
    assert [item.code for item in year_grid.suggestions(filled.catalogue, T, P, "lđ", {})][:1] == ["LDTT"]
    assert [item.code for item in year_grid.suggestions(filled.catalogue, G, P, "tốt", {})] == ["HTTNV"]
    assert len(year_grid.suggestions(filled.catalogue, G, P, "", {})) == 4
    assert year_grid.suggestions(filled.catalogue, T, C, "xyz", {}) == ()


def test_every_suggestion_is_understood_as_itself(filled: Context) -> None:
    words = year_grid.grid_words(filled)
    person = SUBJECTS[4]
    for field in (G, T):
        for item in year_grid.suggestions(filled.catalogue, field, P, "", {}):
            reading = words.read(CellWords("P1", GridColumn(2025, field), item.words), person)
            assert reading.codes == (item.code,), item
