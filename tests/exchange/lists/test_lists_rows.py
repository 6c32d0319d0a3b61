"""Rows that are easily lost or taken for another person. All people and units are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .making import book, kinds, named, read, titles


def test_somebody_without_a_number_or_other_cells_is_read_and_asked_about(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["STT", "Họ và tên", "Năm sinh", "Đơn vị", "Danh hiệu 2023"],
        [1, "Nguyễn Thị Một", 1980, "Phòng A", "LĐTT"],
        [2, "Nguyễn Thị Hai", 1981, "Phòng A", "LĐTT"],
        [3, "Nguyễn Thị Bốn", 1983, "Phòng A", "LĐTT"],
        [None, "Tạ Văn Năm", None, None, "LĐTT"],
        [None, "Cộng", None, None, "4"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert titles(named(reading)["Tạ Văn Năm"]) == [("LDTT", 2023)]
    assert kinds(reading) == [(5, "THIEU_TEN")]


def test_a_row_that_may_go_on_with_the_row_above_is_asked_about(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
        [1, "Nguyễn Thị", "Trường THPT", "LĐTT năm 2023"],
        [None, "Bích Hạnh", "Chu Văn An", None],
        [2, "Phó Đức Phương", "Trường THPT A", "LĐTT năm 2023"],
        [3, "Phó Đức Hai", "Trường THPT A", "LĐTT năm 2023"],
    ]
    assert kinds(read(book(tmp_path / "ds.xlsx", rows))) == [(3, "THIEU_TEN")]


def test_groups_numbered_within_groups_name_the_unit(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["TT", "Họ và tên", "Chức vụ", "Danh hiệu 2023"],
        ["I", "Phòng Kinh tế", None, None],
        ["I.1", "Bộ phận Địa chính", None, None],
        [1, "Mùa A Một", "Chuyên viên", "LĐTT"],
        ["I.2", "Bộ phận Xây dựng", None, None],
        [1, "Mùa A Hai", "Chuyên viên", "LĐTT"],
        ["II", "Phòng Nội vụ", None, None],
        [1, "Mùa A Ba", "Chuyên viên", "LĐTT"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert [row.unit for row in reading.rows] == ["Bộ phận Địa chính", "Bộ phận Xây dựng", "Phòng Nội vụ"]
    assert reading.rows[0].groups == ("Phòng Kinh tế", "Bộ phận Địa chính")


def test_sections_written_into_the_column_of_names_tell_the_kind(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["TT", "Tên tập thể, cá nhân", "Danh hiệu"],
        [None, "I. TẬP THỂ", None],
        [1, "Thôn Nà Pan", "Thôn văn hóa năm 2023"],
        [2, "Tổ dân phố 5", "Tổ dân phố văn hóa 2023"],
        [None, "II. CÁ NHÂN", None],
        [1, "Ông Bản Văn Thôn", "LĐTT 2023"],
        [2, "Đ/c Ban Văn Học", "LĐTT 2023"],
        [None, "III. HỘ GIA ĐÌNH", None],
        [1, "Lò Văn Hộ", "Gia đình văn hóa năm 2023"],
        [2, "Hộ bà: Quàng Thị Ín", "GĐVH năm 2023"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert [(row.kind.name, row.name) for row in reading.rows] == [
        ("COLLECTIVE", "Thôn Nà Pan"),
        ("COLLECTIVE", "Tổ dân phố 5"),
        ("PERSON", "Bản Văn Thôn"),
        ("PERSON", "Ban Văn Học"),
        ("HOUSEHOLD", "Lò Văn Hộ"),
        ("HOUSEHOLD", "Quàng Thị Ín"),
    ]
