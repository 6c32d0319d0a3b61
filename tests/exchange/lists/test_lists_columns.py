"""What stands in headings: years above columns, school years, marks under titles. People and units are invented."""

from __future__ import annotations

from pathlib import Path

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
    rows = [["TT", "Họ tên", "Hình thức KT", "Năm KT"], [1, "Lưu Văn Kiệt", "Bằng khen của UBND tỉnh", 2022]]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert titles(reading.rows[0]) == [("BK_TINH", 2022)]
    assert kinds(reading) == []
