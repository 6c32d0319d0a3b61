"""What stands in headings: years above columns, school years, marks under titles. People and units are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .making import book, kinds, named, read, titles


def test_the_year_between_two_heading_rows_belongs_to_the_titles_below_it(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["TT", "Họ và tên", "Danh hiệu, hình thức khen đã đạt (2023 - 2024)", None, None, None],
                [None, None, "Năm 2023", None, "Năm 2024", None],
                [None, None, "Danh hiệu", "Số QĐ", "Danh hiệu", "Số QĐ"],
                [1, "Nguyễn Quang Vinh", "CSTĐCS", "30/QĐ-UBND", "CSTĐ cấp tỉnh", "99/QĐ-UBND"],
                [2, "Mai Thị Nhàn", "LĐTT", "31/QĐ-UBND", "-", None],
            ],
            merges=["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"],
        )
    )
    first = named(reading)["Nguyễn Quang Vinh"]
    assert titles(first) == [("CSTD_CS", 2023), ("CSTD_TINH", 2024)]
    assert [award.decision for award in first.awards] == ["30/QĐ-UBND", "99/QĐ-UBND"]
    assert titles(named(reading)["Mai Thị Nhàn"]) == [("LDTT", 2023)]


def test_two_years_alone_in_a_heading_are_a_school_year_and_that_is_told(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["TT", "Tên đơn vị", "Kết quả phân loại các năm", None, None],
                [None, None, "2022-2023", "2023-2024", "2024 - 2025"],
                [1, "Trường THCS Nguyễn Du", "HTXSNV", "Tốt", "Khá"],
                [2, "Trường Mầm non 20-10", "HTTNV", "HTXSNV", "HTNV"],
            ],
            merges=["A1:A2", "B1:B2", "C1:E1"],
        )
    )
    grades = {row.name: [(one.year, one.grade) for one in row.ratings] for row in reading.rows}
    assert grades["Trường Mầm non 20-10"] == [(2023, "HTTNV"), (2024, "HTXSNV"), (2025, "HTNV")]
    assert grades["Trường THCS Nguyễn Du"] == [(2023, "HTXSNV")]
    told = kinds(reading)
    assert told.count((None, "NAM_HOC")) == 3
    assert told.count((3, "DANH_HIEU_KHONG_RO")) == 2


def test_a_heading_of_the_year_of_reward_in_short_is_understood(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["TT", "Họ tên", "Hình thức KT", "Năm KT"],
        [1, "Lưu Văn Kiệt", "Bằng khen của UBND tỉnh", 2022],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert titles(reading.rows[0]) == [("BK_TINH", 2022)]
    assert kinds(reading) == []


def test_marks_under_a_title_or_a_grade_stand_for_it(tmp_path: Path) -> None:
    reading = read(
        book(
            tmp_path / "ds.xlsx",
            [
                ["STT", "Họ và tên", "Xếp loại năm 2024", None, None, "Danh hiệu năm 2024", None, "Đề nghị khen", None],
                [None, None, "HTXSNV", "HTTNV", "HTNV", "LĐTT", "CSTĐCS", "Giấy khen", "Bằng khen UBND tỉnh"],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
                [1, "Ngô Thanh Bình", "x", None, None, "x", "X", None, "✓"],
                [2, "Đinh Thị Lụa", None, "+", None, 1, None, "x", None],
                [3, "Cao Bá Hưng", None, None, "HTTNV", None, None, None, None],
            ],
            merges=["A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:I1"],
        )
    )
    first, second, third = reading.rows
    assert titles(first) == [("LDTT", 2024), ("CSTD_CS", 2024)]
    assert [(one.year, one.grade) for one in first.ratings] == [(2024, "HTXSNV")]
    assert [one.title_code for one in first.proposals] == ["BK_TINH"]
    assert titles(second) == [("LDTT", 2024)]
    assert [one.text for one in second.proposals] == ["Giấy khen"]
    assert [one.grade for one in third.ratings] == ["HTTNV"]
    assert kinds(reading) == [(5, "DANH_HIEU_KHONG_RO")]


def test_a_column_named_by_a_title_alone_is_read_where_it_is_ticked(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Đơn vị", "LĐTT 2023", "HTXSNV 2023", "CSTĐCS"],
        [1, "Lò Văn Pản", "Phòng Kinh tế", "x", "x", None],
        [2, "Vi Thị Ỏn", "Phòng Kinh tế", "x", None, None],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert titles(reading.rows[0]) == [("LDTT", 2023)]
    assert [(one.year, one.grade) for one in reading.rows[0].ratings] == [(2023, "HTXSNV")]
    assert reading.columns["CSTĐCS"] is None
    assert kinds(reading) == [(None, "COT_KHONG_HIEU")]


def test_what_was_won_stays_won_under_a_heading_that_asks(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Đề nghị khen thưởng", None],
        [None, None, "Danh hiệu đã đạt", "Hình thức"],
        [1, "Lò Văn Pản", "LĐTT năm 2023", "Giấy khen của Chủ tịch UBND xã"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows, merges=["A1:A2", "B1:B2", "C1:D1"]))
    assert titles(reading.rows[0]) == [("LDTT", 2023)]
    assert [one.title_code for one in reading.rows[0].proposals] == ["GK_XA"]


def test_births_of_men_and_women_in_two_columns_of_one_heading_row_tell_the_sex(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ tên", "Năm sinh Nam", "Năm sinh (Nữ)", "Chức vụ"],
        [1, "Trần Văn Khải", 1981, None, "Trưởng phòng"],
        [2, "Lê Thị Sương", None, "03/1988", "Chuyên viên"],
        [3, "Bùi Thị Na", None, "x", "Văn thư"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    found = [(str(row.birth) if row.birth else None, row.sex) for row in reading.rows]
    assert found == [("1981", "Nam"), ("3/1988", "Nữ"), (None, "Nữ")]


def test_a_birth_parted_in_day_month_and_year_gives_its_year_and_tells_the_rest(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ tên", "Ngày sinh", None, None, "Chức vụ"],
        [None, None, "Ngày", "Tháng", "Năm", None],
        [1, "Trần Văn Khải", 5, 6, 1981, "Trưởng phòng"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows, merges=["A1:A2", "B1:B2", "C1:E1", "F1:F2"]))
    assert str(reading.rows[0].birth) == "1981"
    assert reading.rows[0].sex is None
    assert kinds(reading) == [(None, "COT_KHONG_HIEU")] * 2


def test_a_heading_that_says_year_of_birth_backwards_is_of_nobody_in_particular(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["STT", "Họ tên", "Sinh năm", "Đơn vị"], [1, "Lê Thị Sương", 1988, "Văn phòng"]]
    row = read(book(tmp_path / "ds.xlsx", rows)).rows[0]
    assert (str(row.birth), row.sex) == ("1988", None)


def test_achievements_that_cite_decisions_are_read_and_titles_in_a_story_are_told(tmp_path: Path) -> None:
    cell = "- Năm 2022: CSTĐCS (QĐ số 123/QĐ-UBND ngày 12/01/2023);\n- Năm 2023: Bằng khen của Chủ tịch UBND tỉnh"
    rows: list[list[Any]] = [
        ["TT", "Họ tên", "Thành tích đã đạt được (ghi rõ số, ngày QĐ)", "Tóm tắt thành tích"],
        [1, "Vương Chí Sình", cell, "Nhiều năm liền tận tụy; LĐTT năm 2021"],
        [2, "Sùng Thị Máy", "LĐTT năm 2023", "Luôn gương mẫu, được dân tin"],
        [3, "Thào A Sử", "LĐTT năm 2023", "Hiến 500 m2 đất làm đường"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert titles(reading.rows[0]) == [("CSTD_CS", 2022), ("BK_TINH", 2023)]
    assert reading.rows[0].awards[0].decision == "123/QĐ-UBND"
    assert kinds(reading) == [(None, "COT_KHONG_HIEU")]
    assert "Tóm tắt thành tích" in reading.issues[0].message


def test_the_year_above_a_list_of_grades_is_that_of_its_grades_and_nobody_grades_himself(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["BÁO CÁO KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC NĂM 2024"],
        ["TT", "Họ và tên", "Chức vụ", "Tự xếp loại", "Kết quả xếp loại của cấp có thẩm quyền", None],
        [None, None, None, None, "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"],
        [1, "Mùa A Một", "Chủ tịch", "HTXSNV", "x", None],
        [2, "Mùa A Hai", "Phó Chủ tịch", "HTXSNV", None, "x"],
    ]
    merges = ["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2"]
    reading = read(book(tmp_path / "ds.xlsx", rows, merges=merges))
    found = [[(one.year, one.grade) for one in row.ratings] for row in reading.rows]
    assert found == [[(2024, "HTXSNV")], [(2024, "HTTNV")]]
    assert kinds(reading) == []


def test_of_two_columns_of_posts_the_one_left_unread_is_told(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["TT", "Họ và tên", "Chức vụ Đảng", "Chức vụ chính quyền", "Đơn vị"],
        [1, "Mùa A Một", "Bí thư Chi bộ", "Trưởng phòng", "Phòng Nội vụ"],
        [2, "Mùa A Hai", None, "Chuyên viên", "Phòng Nội vụ"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert [row.position for row in reading.rows] == ["Bí thư Chi bộ", "Chuyên viên"]
    assert [(issue.row, issue.column) for issue in reading.issues] == [(None, "Chức vụ chính quyền")]


def test_a_column_of_men_is_no_column_of_years(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["STT", "Họ và tên", "Giới tính", None, "Danh hiệu thi đua", None],
        [None, None, "Nam", "Nữ", "Danh hiệu", "Năm"],
        [1, "Lò Văn Một", "x", None, "LĐTT", 2022],
        [2, "Lò Thị Hai", None, "x", "CSTĐCS", 2023],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows, merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1"]))
    assert [(row.sex, titles(row)) for row in reading.rows] == [("Nam", [("LDTT", 2022)]), ("Nữ", [("CSTD_CS", 2023)])]
    assert kinds(reading) == []
