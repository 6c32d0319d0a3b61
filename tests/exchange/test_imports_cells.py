"""What one cell means: every written form of words, codes, days, years, numbers and citizen numbers."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import Grade, HouseholdState, Sex, SubjectKind
from dienhinh_desktop.exchange.imports.sheets import SHEETS, heading_key
from dienhinh_desktop.exchange.imports.values import Kind, Reading
from tests.exchange.workbook_samples import catalogue

KINDS = {(sheet.name, column.heading): column.kind for sheet in SHEETS for column in sheet.columns}


def kind(sheet: str, heading: str) -> Kind:
    return KINDS[sheet, heading]


def said(sheet: str, heading: str, raw: Any) -> Reading:
    return kind(sheet, heading).read(raw, catalogue())


@pytest.mark.parametrize(
    ("sheet", "heading", "raw", "value"),
    [
        ("Đối tượng", "Mã", 12.0, "12"),
        ("Đối tượng", "Mã", "  CB\u00a001 ", "CB 01"),
        ("Đối tượng", "Loại", "CÁ NHÂN", SubjectKind.PERSON),
        ("Đối tượng", "Loại", "tap the", SubjectKind.COLLECTIVE),
        ("Đối tượng", "Loại", "HO_GIA_DINH", SubjectKind.HOUSEHOLD),
        ("Đối tượng", "Tên", "Nguye\u0302\u0303n  \u200bVa\u0306n An", "Nguyễn Văn An"),
        ("Đối tượng", "Tên", "H'Hen Niê", "H'Hen Niê"),
        ("Đối tượng", "Phân loại", "cbccvc", "CBCCVC"),
        ("Đối tượng", "Phân loại", "Nông dân", "NONG_DAN"),
        ("Đối tượng", "Giới tính", "nu", Sex.FEMALE),
        ("Đối tượng", "Đặc điểm", "TRUC_TIEP; Làm điểm,TRUC_TIEP", ("TRUC_TIEP", "LAM_DIEM")),
        ("Đối tượng", "Chủ trì", "TC_CT_04,\nTC_CT_05", ("TC_CT_04", "TC_CT_05")),
        ("Đối tượng", "Ghi chú", " dòng một \r\n\r\n  dòng  hai", "dòng một\ndòng hai"),
        ("Chức vụ", "Lãnh đạo", "X", True),
        ("Chức vụ", "Lãnh đạo", "TRUE", True),
        ("Chức vụ", "Đứng đầu", "khong", False),
        ("Xếp loại", "Mức", "Hoàn thành xuất sắc nhiệm vụ", Grade.HTXSNV),
        ("Xếp loại", "Mức", "HTTNV", Grade.HTTNV),
        ("Khen thưởng", "Hình thức", "bk_tinh", ("BK_TINH", None)),
        ("Khen thưởng", "Hình thức", "Lao động tiên tiến", ("LDTT", "Lao động tiên tiến")),
        ("Khen thưởng", "Kết quả", "Không đạt", True),
        ("Khen thưởng", "Kết quả", "Đạt", False),
        ("Sáng kiến", "Loại", "Sáng kiến", "SANG_KIEN"),
        ("Sáng kiến", "Cấp", "TỈNH", "TINH"),
        ("Tình trạng hộ", "Tình trạng", "can ngheo", HouseholdState.NEAR_POOR),
        ("Đóng góp", "Loại", "Ngày công", "NGAY_CONG"),
        ("Đăng ký", "Cấp", "Cấp trên", "CAP_TREN"),
        ("Xác nhận", "Kết quả", "ĐẠT", True),
    ],
)
def test_words_and_codes_are_understood_however_they_are_spelled(
    sheet: str, heading: str, raw: Any, value: Any
) -> None:
    assert said(sheet, heading, raw) == Reading(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (date(2023, 2, 28), date(2023, 2, 28)),
        (datetime.fromisoformat("2023-02-28T07:30"), date(2023, 2, 28)),
        (44985.0, date(2023, 2, 28)),
        ("28/02/2023", date(2023, 2, 28)),
        ("28-2-2023", date(2023, 2, 28)),
        ("28.2.2023", date(2023, 2, 28)),
        ("ngày 28 tháng 02 năm 2023", date(2023, 2, 28)),
        ("2023-02-28", date(2023, 2, 28)),
        ("'28/2/2023", date(2023, 2, 28)),
    ],
)
def test_days_are_read_in_every_written_form(raw: Any, value: date) -> None:
    assert said("Chức vụ", "Từ ngày", raw) == Reading(value)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("30/2/2023", "Không có ngày 30/2/2023."),
        ("31/4/2023", "Không có ngày 31/4/2023."),
        (date(1905, 7, 15), "“2023” chưa đủ ngày, tháng, năm; ghi đủ hoặc để trống."),
        ("6/2022", "“6/2022” chưa đủ ngày, tháng, năm; ghi đủ hoặc để trống."),
        ("hôm qua", "“hôm qua” không đọc được là ngày; viết dạng 05/6/2025."),
        (time(8, 0), "“08:00:00” không đọc được là ngày; viết dạng 05/6/2025."),
    ],
)
def test_an_impossible_day_says_why(raw: Any, sentence: str) -> None:
    assert said("Chức vụ", "Từ ngày", raw) == Reading(error=sentence)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (1975.0, PartialDate(1975)),
        ("1975", PartialDate(1975)),
        ("tháng 6 năm 1975", PartialDate(1975, 6)),
        ("6/1975", PartialDate(1975, 6)),
        (date(1975, 6, 2), PartialDate(1975, 6, 2)),
    ],
)
def test_birth_and_start_may_be_known_in_part(raw: Any, value: PartialDate) -> None:
    assert said("Đối tượng", "Ngày sinh", raw) == Reading(value)


def test_a_birth_year_typed_into_a_date_cell_is_taken_as_that_year_and_told() -> None:
    reading = said("Đối tượng", "Ngày sinh", date(1905, 5, 28))
    assert reading.value == PartialDate(1975)
    assert "1975" in (reading.warning or "")


@pytest.mark.parametrize("raw", [2023.0, "2023", "năm 2023", "Năm  2023", "2023.0"])
def test_a_year_is_read_from_a_number_or_words(raw: Any) -> None:
    assert said("Xếp loại", "Năm", raw) == Reading(2023)


@pytest.mark.parametrize(("raw", "year"), [(date(1905, 7, 15), 2023), (datetime.fromisoformat("2022-12-31"), 2022)])
def test_a_year_shown_as_a_date_is_taken_with_a_warning(raw: Any, year: int) -> None:
    reading = said("Xếp loại", "Năm", raw)
    assert reading.value == year
    assert reading.warning


@pytest.mark.parametrize("raw", [1944.0, 2101.0, "2021-2023", "năm nay", 2023.5, "năm học 2024 - 2025"])
def test_anything_else_is_no_year(raw: Any) -> None:
    reading = said("Xếp loại", "Năm", raw)
    assert reading.value is None
    assert reading.error


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (84.2, 84.2),
        ("84,2", 84.2),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("2.530.000 đồng", 2530000.0),
        ("91,7%", 91.7),
        ("1 234", 1234.0),
        ("-5", -5.0),
        ("0,125", 0.125),
    ],
)
def test_numbers_are_read_as_offices_write_them(raw: Any, value: float) -> None:
    assert said("Số liệu", "Thực hiện", raw) == Reading(value)


@pytest.mark.parametrize(("raw", "value"), [("1.234", 1234.0), ("1,234", 1.234)])
def test_a_lone_sign_before_three_digits_is_told(raw: str, value: float) -> None:
    reading = said("Số liệu", "Thực hiện", raw)
    assert reading.value == value
    assert raw in (reading.warning or "")


@pytest.mark.parametrize("raw", ["nhiều", "12 tỷ", "1.23.4", "9" * 400, date(2023, 1, 1), "inf", "nan", "1e5"])
def test_anything_else_is_no_number(raw: Any) -> None:
    reading = said("Số liệu", "Thực hiện", raw)
    assert reading.value is None
    assert reading.error


@pytest.mark.parametrize(("raw", "value"), [(60.0, 60.0), ("60%", 60.0), ("60 %", 60.0), ("0,6%", 0.6), (0.0, 0.0)])
def test_a_share_is_per_cent(raw: Any, value: float) -> None:
    assert said("Sáng kiến", "Tỷ lệ đóng góp", raw) == Reading(value)


@pytest.mark.parametrize(("raw", "value"), [(0.6, 60.0), (1.0, 100.0), ("0,6", 60.0)])
def test_a_bare_fraction_is_a_share_shown_by_excel_as_per_cent_and_told(raw: Any, value: float) -> None:
    reading = said("Sáng kiến", "Tỷ lệ đóng góp", raw)
    assert reading.value == value
    assert f"{value:.0f}%" in (reading.warning or "")


@pytest.mark.parametrize("raw", [101.0, -1.0, "160%"])
def test_a_share_stays_between_nothing_and_all(raw: Any) -> None:
    assert said("Sáng kiến", "Tỷ lệ đóng góp", raw).error


@pytest.mark.parametrize("raw", ["042174021326", "042 174 021 326", "042.174.021.326", "'042174021326", 142174021326.0])
def test_a_citizen_number_of_twelve_digits_needs_no_word(raw: Any) -> None:
    reading = said("Đối tượng", "CCCD", raw)
    assert reading.warning is None
    assert len(reading.value) == 12


@pytest.mark.parametrize(("raw", "value"), [(42174021326.0, "042174021326"), ("1199000123", "001199000123")])
def test_lost_zeros_of_a_citizen_number_come_back_with_a_warning(raw: Any, value: str) -> None:
    reading = said("Đối tượng", "CCCD", raw)
    assert reading.value == value
    assert value in (reading.warning or "")


@pytest.mark.parametrize(
    ("raw", "value", "word"), [("182345678", "182345678", "CMND"), ("1234", "1234", "12 số"), ("AB12", "AB12", "chữ")]
)
def test_other_citizen_numbers_are_kept_with_a_warning(raw: str, value: str, word: str) -> None:
    reading = said("Đối tượng", "CCCD", raw)
    assert reading.value == value
    assert word in (reading.warning or "")


def test_a_decision_number_that_excel_made_a_date_is_told() -> None:
    reading = said("Xếp loại", "Số quyết định", date(2023, 12, 1))
    assert reading.value == "01/12/2023"
    assert "ngày" in (reading.warning or "")


@pytest.mark.parametrize(
    ("sheet", "heading", "raw", "sentence"),
    [
        (
            "Khen thưởng",
            "Hình thức",
            "CSTDX",
            "“CSTDX” không có trong danh mục hình thức khen thưởng. "
            "Sửa theo danh mục, hoặc ghi mã như BK_TINH, CSTD_CS.",
        ),
        (
            "Xếp loại",
            "Mức",
            "Giỏi",
            "“Giỏi” không có trong danh mục mức xếp loại. Ghi một trong: HTXSNV, HTTNV, HTNV, KHTNV.",
        ),
        (
            "Đối tượng",
            "Loại",
            "Máy",
            "“Máy” không dùng được ở cột này. Ghi “Cá nhân”, “Tập thể” hoặc “Hộ gia đình”.",
        ),
        ("Chức vụ", "Lãnh đạo", "có lẽ", "“có lẽ” không dùng được ở cột này. Ghi “Có” hoặc “Không”."),
    ],
)
def test_an_unknown_word_says_what_to_write_instead(sheet: str, heading: str, raw: str, sentence: str) -> None:
    assert said(sheet, heading, raw) == Reading(error=sentence)


def test_an_unknown_category_names_a_few_known_ones() -> None:
    assert said("Đối tượng", "Phân loại", "Phi hành gia").error == (
        "“Phi hành gia” không có trong danh mục phân loại. "
        "Ghi một trong: CBCCVC, NLD, GIAO_VIEN, HOC_SINH, Y_BAC_SI, LLVT…."
    )


@pytest.mark.parametrize("column", [column for sheet in SHEETS for column in sheet.columns], ids=lambda c: c.heading)
@pytest.mark.parametrize("raw", ["", " ", "\u00a0\u200b\n"])
def test_a_blank_cell_says_nothing_in_any_column(column: Any, raw: str) -> None:
    reading = column.kind.read(raw, catalogue())
    assert reading.value in (None, ())
    assert not reading.error
    assert not reading.warning


def test_no_two_columns_of_a_sheet_and_no_two_sheets_look_alike() -> None:
    assert len({sheet.key for sheet in SHEETS}) == 12
    for sheet in SHEETS:
        assert len({column.key for column in sheet.columns}) == len(sheet.columns)


def test_headings_are_compared_without_case_marks_spaces_and_signs() -> None:
    assert heading_key("TY LE DONG GOP (%) *") == heading_key("Tỷ lệ đóng góp")
