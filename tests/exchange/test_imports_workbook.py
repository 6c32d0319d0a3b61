"""A records workbook is understood however its sheets are arranged, and every mistake is named by its cell."""

from __future__ import annotations

import io
import multiprocessing
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dienhinh_desktop.domain.errors import Cancelled
from dienhinh_desktop.domain.imports import IssueLevel, SourceRow
from dienhinh_desktop.domain.records import Award, Grade, Position, Rating, Subject, SubjectKind
from dienhinh_desktop.exchange.imports.issues import MOST_ALIKE
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from tests.exchange.workbook_samples import (
    CASES,
    ONE_SUBJECT,
    PRACTICE,
    SUBJECT_HEADINGS,
    catalogue,
    errors,
    make,
    read,
    read_sheets,
    rewrite,
    warnings,
)

AN = Subject(code="CB1", kind=SubjectKind.PERSON, name="Nguyễn Văn An")
SHEET_1 = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("path", [*sorted(CASES.glob("*.xlsx")), PRACTICE], ids=lambda path: path.stem)
def test_every_case_and_the_practice_workbook_read_without_a_word(path: Path) -> None:
    content = read(path)
    assert content.issues == ()
    assert content.skipped == 0
    assert content.file == path.name
    book = openpyxl.load_workbook(path, read_only=True)
    filled = sum(any(cell is not None for cell in row) for sheet in book for row in sheet.iter_rows(values_only=True))
    assert sum(len(rows) for _, rows in content.records.tables()) == filled - len(book.sheetnames)
    book.close()


def test_each_record_knows_its_sheet_and_row(tmp_path: Path) -> None:
    content = read_sheets(
        tmp_path,
        {
            **ONE_SUBJECT,
            "Xếp loại": [("Mã đối tượng", "Năm", "Mức"), ("CB1", 2021, "HTTNV"), (), ("CB1", 2022, "HTXSNV")],
        },
    )
    assert content.records.subjects == (AN,)
    assert content.records.ratings == (
        Rating(subject="CB1", year=2021, grade=Grade.HTTNV),
        Rating(subject="CB1", year=2022, grade=Grade.HTXSNV),
    )
    assert content.places["subjects"] == (SourceRow("Đối tượng", 2),)
    assert content.places["ratings"] == (SourceRow("Xếp loại", 2), SourceRow("Xếp loại", 4))
    assert set(content.places) == {name for name, _ in content.records.tables()}


def test_headings_may_stand_below_titles_in_any_order_and_any_spelling(tmp_path: Path) -> None:
    content = read_sheets(
        tmp_path,
        {
            "  DOI  TUONG": [
                ("ỦY BAN NHÂN DÂN HUYỆN NẬM SƠN",),
                (None, "DANH SÁCH ĐỐI TƯỢNG", None, "Tên, mã, loại"),
                (),
                ("TEN", "Phân\nloại", "MA *", "loai"),
                ("Nguyễn Văn An", None, "CB1", "CÁ NHÂN"),
            ]
        },
    )
    assert content.issues == ()
    assert content.records.subjects == (AN,)
    assert content.places["subjects"] == (SourceRow("  DOI  TUONG", 5),)


def test_headings_at_row_thirty_are_still_found_and_later_ones_are_not(tmp_path: Path) -> None:
    title: list[tuple[str, ...]] = [("Tiêu đề",)]
    rows: list[tuple[str, ...]] = [SUBJECT_HEADINGS, ("CB1", "Cá nhân", "Nguyễn Văn An")]
    assert read_sheets(tmp_path, {"Đối tượng": title * 29 + rows}).records.subjects == (AN,)
    late = read_sheets(tmp_path, {"Đối tượng": title * 30 + rows})
    assert errors(late.issues) == [
        ("Đối tượng", None, None, "Không thấy dòng tiêu đề trong 30 dòng đầu. Thêm dòng có: Mã, Loại, Tên.")
    ]
    assert late.records.subjects == ()
    assert late.skipped == 32


def test_an_unknown_sheet_and_an_unknown_column_are_told(tmp_path: Path) -> None:
    content = read_sheets(
        tmp_path,
        {
            "Đối tượng": [(*SUBJECT_HEADINGS, "Số điện thoại", "Tên"), ("CB1", "Cá nhân", "Nguyễn Văn An", "09", "B")],
            "Ghi chép": [("gì đó",)],
        },
    )
    assert warnings(content.issues) == [
        ("Đối tượng", 1, "Số điện thoại", "Cột “Số điện thoại” không có trong sổ dữ liệu; không đọc cột này."),
        ("Đối tượng", 1, "Tên", "Cột “Tên” có hai lần; chỉ đọc cột thứ nhất. Xóa cột thừa."),
        ("Ghi chép", None, None, "Trang “Ghi chép” không có trong sổ dữ liệu; không đọc trang này."),
    ]
    assert content.records.subjects == (AN,)


def test_a_column_without_heading_is_told_once_when_it_holds_data(tmp_path: Path) -> None:
    rows = [("CB1", None, "Cá nhân", "Nguyễn Văn An"), ("CB2", "?", "Cá nhân", "B", "!"), ("CB3", "?", "Cá nhân", "C")]
    content = read_sheets(tmp_path, {"Đối tượng": [("Mã", None, "Loại", "Tên"), *rows]})
    assert [(row, column) for _, row, column, _ in warnings(content.issues)] == [(3, "B"), (3, "E")]
    assert len(content.records.subjects) == 3


def test_a_missing_required_column_refuses_the_sheet_and_missing_optional_ones_do_not(tmp_path: Path) -> None:
    content = read_sheets(tmp_path, {"Chức vụ": [("Mã đối tượng", "Chức vụ"), ("CB1", "Chuyên viên"), ("CB2", "X")]})
    assert errors(content.issues) == [
        ("Chức vụ", 1, "Từ ngày", "Thiếu cột “Từ ngày” bắt buộc. Thêm cột, hoặc sửa lại tên tiêu đề.")
    ]
    assert content.skipped == 2


def test_a_missing_required_cell_names_sheet_row_and_column(tmp_path: Path) -> None:
    content = read_sheets(tmp_path, {"Đối tượng": [SUBJECT_HEADINGS, ("CB1", None, " "), (None, "Cá nhân", "B")]})
    assert errors(content.issues) == [
        ("Đối tượng", 2, "Loại", "Thiếu “Loại”. Ghi vào, hoặc xóa cả dòng."),
        ("Đối tượng", 2, "Tên", "Thiếu “Tên”. Ghi vào, hoặc xóa cả dòng."),
        ("Đối tượng", 3, "Mã", "Thiếu “Mã”. Ghi vào, hoặc xóa cả dòng."),
    ]
    assert content.skipped == 2
    assert content.records.subjects == ()


def test_a_wrong_cell_leaves_out_its_row_alone(tmp_path: Path) -> None:
    content = read_sheets(
        tmp_path,
        {
            "Chức vụ": [
                ("Mã đối tượng", "Chức vụ", "Từ ngày", "Đến ngày"),
                ("CB1", "Trưởng phòng", date(2021, 1, 1), "30/2/2023"),
                ("CB1", "Chuyên viên", date(2020, 1, 1), date(2020, 12, 31)),
            ]
        },
    )
    assert errors(content.issues) == [("Chức vụ", 2, "Đến ngày", "Không có ngày 30/2/2023.")]
    assert content.skipped == 1
    assert content.records.positions == (
        Position(subject="CB1", title="Chuyên viên", start=date(2020, 1, 1), end=date(2020, 12, 31)),
    )


def test_a_code_given_twice_is_an_error_on_the_later_row(tmp_path: Path) -> None:
    again = [SUBJECT_HEADINGS, ("CB1", "Cá nhân", "A"), ("CB2", "Cá nhân", "B"), ("CB1", "Cá nhân", "C")]
    content = read_sheets(tmp_path, {"Đối tượng": again})
    assert errors(content.issues) == [
        ("Đối tượng", 4, "Mã", "Mã “CB1” đã có ở dòng 2. Đổi mã, hoặc xóa một dòng."),
    ]


def test_the_words_of_an_award_are_kept_where_they_are_not_the_code(tmp_path: Path) -> None:
    rows = [("Mã đối tượng", "Hình thức"), ("CB1", "LDTT"), ("CB1", "Lao động tiên tiến")]
    assert read_sheets(tmp_path, {"Khen thưởng": rows}).records.awards == (
        Award(subject="CB1", form="LDTT"),
        Award(subject="CB1", form="LDTT", written="Lao động tiên tiến"),
    )


def test_twenty_thousand_wrong_rows_give_a_short_list_and_the_full_count(tmp_path: Path) -> None:
    rows = [(f"CB{n}", "Robot", "Tên") for n in range(20_000)]
    content = read_sheets(tmp_path, {"Đối tượng": [SUBJECT_HEADINGS, *rows]})
    assert content.skipped == 20_000
    assert len(content.errors) == MOST_ALIKE + 1
    assert content.issues[-1].message == "Còn 19.900 lỗi cùng chỗ này, không liệt kê."
    assert content.issues[-1].level is IssueLevel.ERROR


def test_a_hidden_sheet_and_hidden_rows_are_read_and_the_sheet_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "an.xlsx", {**ONE_SUBJECT, "Văn bản": [("Kế hoạch", "Mã mốc", "Ngày")]})
    book = openpyxl.load_workbook(path)
    book["Đối tượng"].row_dimensions[2].hidden = True
    book["Văn bản"].sheet_state = "veryHidden"
    book.save(path)
    content = read(path)
    assert content.records.subjects == (AN,)
    assert [sheet for sheet, *_ in warnings(content.issues)] == ["Văn bản"]


def test_a_formula_counts_by_its_stored_result_and_an_uncalculated_one_as_empty(tmp_path: Path) -> None:
    rows = [
        ("Mã đối tượng", "Năm", "Mức", "Cơ quan"),
        ("CB1", 2021, "HTTNV", "=1+1"),
        ("CB1", "=2020+2", "HTTNV"),
        ("CB1", "=2023", "HTTNV", None),
    ]
    path = make(tmp_path / "cong_thuc.xlsx", {"Xếp loại": rows})
    calculated = rewrite(
        path,
        tmp_path / "da_tinh.xlsx",
        {SHEET_1: lambda xml: re.sub(rb"<f>2020\+2</f><v ?/>|<f>2020\+2</f><v></v>", b"<f>2020+2</f><v>2022</v>", xml)},
    )
    content = read(calculated)
    assert [rating.year for rating in content.records.ratings] == [2021, 2022]
    assert [(row, column) for _, row, column, _ in warnings(content.issues)] == [(2, "Cơ quan"), (4, "Năm")]
    assert "chưa tính" in warnings(content.issues)[0][3]
    assert errors(content.issues) == [("Xếp loại", 4, "Năm", "Thiếu “Năm”. Ghi vào, hoặc xóa cả dòng.")]


def test_a_formula_that_gives_an_empty_text_is_calculated(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", {"Đối tượng": [(*SUBJECT_HEADINGS, "Ghi chú"), ("CB1", "Cá nhân", "A", "=B9")]})
    before, after = rb'<c r="D2"><f>B9</f><v ?/?>(</v>)?</c>', b'<c r="D2" t="str"><f>B9</f><v></v></c>'
    empty = rewrite(path, tmp_path / "b.xlsx", {SHEET_1: lambda xml: re.sub(before, after, xml)})
    assert b't="str"' in _part(empty, SHEET_1)
    assert read(empty).issues == ()


def test_a_cell_that_shows_an_error_is_an_error(tmp_path: Path) -> None:
    path = make(tmp_path / "loi.xlsx", {"Đối tượng": [SUBJECT_HEADINGS, ("CB1", "Cá nhân", "#N/A")]})
    assert b't="e"' in _part(path, SHEET_1)
    content = read(path)
    assert errors(content.issues) == [("Đối tượng", 2, "Tên", "Ô báo lỗi #N/A. Sửa công thức, hoặc ghi thẳng giá trị.")]


def test_a_macro_workbook_is_read_and_nothing_in_it_is_run(tmp_path: Path) -> None:
    def as_macro(xml: bytes) -> bytes:
        return xml.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    path = make(tmp_path / "so.xlsx", ONE_SUBJECT)
    assert read(rewrite(path, tmp_path / "so.xlsm", {"[Content_Types].xml": as_macro})).records.subjects == (AN,)


def test_days_of_the_1904_calendar_are_the_same_days(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", {"Văn bản": [("Kế hoạch", "Mã mốc", "Ngày"), ("P", "M", date(2021, 3, 30))]})
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book["Văn bản"]["C2"] = date(2021, 3, 30)
    book.save(path)
    assert read(path).records.plan_documents[0].date == date(2021, 3, 30)


def test_data_below_a_long_gap_are_told_not_read(tmp_path: Path) -> None:
    path = make(tmp_path / "ho.xlsx", ONE_SUBJECT)
    book = openpyxl.load_workbook(path)
    book["Đối tượng"]["A203"] = "CB2"
    book.save(path)
    content = read(path)
    assert content.records.subjects == (AN,)
    assert [(row, message[:30]) for _, row, _, message in warnings(content.issues)] == [
        (203, "Dữ liệu từ dòng 203 nằm dưới h")
    ]


def _sheet_xml(body: str) -> Callable[[bytes], bytes]:
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return lambda _: f"{start}{body}</sheetData></worksheet>".encode()


def _text(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


_HEADINGS = '<row r="1">' + "".join(map(_text, ("A1", "B1", "C1"), SUBJECT_HEADINGS)) + "</row>"
_FIRST = '<row r="2">' + "".join(map(_text, ("A2", "B2", "C2"), ("CB1", "Cá nhân", "Nguyễn Văn An"))) + "</row>"


def test_a_stray_cell_in_the_far_corner_costs_nothing_and_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    corner = f'{_HEADINGS}{_FIRST}<row r="1048576">{_text("XFD1048576", "x")}</row>'
    content = read(rewrite(path, tmp_path / "goc.xlsx", {SHEET_1: _sheet_xml(corner)}))
    assert content.records.subjects == (AN,)
    assert [row for _, row, _, _ in warnings(content.issues)] == [1_048_576]


def test_columns_after_the_two_hundredth_are_told_not_read(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    wide = f"{_HEADINGS}{_FIRST.removesuffix('</row>')}{_text('GS2', 'x')}</row>"
    content = read(rewrite(path, tmp_path / "rong.xlsx", {SHEET_1: _sheet_xml(wide)}))
    assert content.records.subjects == (AN,)
    assert [message for *_, message in warnings(content.issues)] == [
        "Chỉ đọc 200 cột đầu; dữ liệu ở các cột sau không được đọc."
    ]


def test_cells_that_do_not_say_where_they_stand_are_read_in_order(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    body = re.sub(r' r="[A-Z]*\d+"', "", _HEADINGS + _FIRST)
    content = read(rewrite(path, tmp_path / "khong_cho.xlsx", {SHEET_1: _sheet_xml(body)}))
    assert content.records.subjects == (AN,)


def test_a_wrong_dimension_hides_no_row(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", {"Đối tượng": [SUBJECT_HEADINGS, *((f"C{n}", "Cá nhân", "A") for n in range(50))]})
    lying = rewrite(
        path,
        tmp_path / "b.xlsx",
        {SHEET_1: lambda xml: re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1:B3"', xml)},
    )
    assert len(read(lying).records.subjects) == 50


def test_text_that_looks_like_an_escape_is_read_alike_by_both_readers(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    first = _FIRST.replace("Nguyễn Văn An", "a_x005F_x0041_b_x000A_c")
    for extra in ("", f'<row r="1048576">{_text("XFD1048576", " ")}</row>'):
        content = read(rewrite(path, tmp_path / "b.xlsx", {SHEET_1: _sheet_xml(_HEADINGS + first + extra)}))
        assert [subject.name for subject in content.records.subjects] == ["a_x0041_b c"]


def test_progress_names_the_sheets_and_cancelling_leaves_no_process(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    read_records_workbook(PRACTICE, catalogue(), lambda *step: told.append(step))
    assert told[0] == (0, 10, "Đọc trang “Đối tượng”")
    assert told[-1] == (9, 10, "Đọc trang “Văn bản”")

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_records_workbook(PRACTICE, catalogue(), stop)
    assert multiprocessing.active_children() == []


def _part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return package.read(name)
