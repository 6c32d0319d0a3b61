"""Whose a decision is: of the grade or of the title it stands between. All people and numbers are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .making import book, kinds, read

HEAD = ["TT", "Họ và tên", "Xếp loại năm 2024", "Số quyết định", "Ngày ký", "Hình thức khen thưởng"]
GRADED, PRAISED = "HTTNV", "Giấy khen của Chủ tịch UBND huyện"


Signed = list[tuple[str | None, str | None]]


def _read(path: Path, *rows: list[Any]) -> tuple[Signed, Signed, list[Any]]:
    reading = read(book(path / "ds.xlsx", [HEAD, *rows]))
    grades = [(one.decision, str(one.date) if one.date else None) for row in reading.rows for one in row.ratings]
    awards = [(one.decision, str(one.date) if one.date else None) for row in reading.rows for one in row.awards]
    return grades, awards, kinds(reading)


def test_a_decision_filled_only_where_there_is_a_title_is_of_the_title(tmp_path: Path) -> None:
    grades, awards, told = _read(
        tmp_path,
        [1, "Nguyễn Hữu Đạt", GRADED, "0456/QĐ-UBND", "25/5/2024", PRAISED],
        [2, "Vũ Ngọc Khuê", GRADED, None, None, None],
    )
    assert grades == [(None, None), (None, None)]
    assert awards == [("0456/QĐ-UBND", "25/5/2024")]
    assert told == []


def test_a_decision_filled_without_a_title_is_of_the_grade(tmp_path: Path) -> None:
    grades, awards, told = _read(
        tmp_path,
        [1, "Nguyễn Hữu Đạt", GRADED, "0456/QĐ-UBND", "25/5/2024", PRAISED],
        [2, "Vũ Ngọc Khuê", GRADED, "0456/QĐ-UBND", "25/5/2024", None],
    )
    assert grades == [("0456/QĐ-UBND", "25/5/2024")] * 2
    assert awards == [(None, None)]
    assert told == []


def test_where_every_row_has_both_it_is_told_how_it_was_read(tmp_path: Path) -> None:
    grades, awards, told = _read(tmp_path, [1, "Nguyễn Hữu Đạt", GRADED, "0456/QĐ-UBND", "25/5/2024", PRAISED])
    assert (grades, awards) == ([("0456/QĐ-UBND", "25/5/2024")], [(None, None)])
    assert told == [(None, "COT_KHONG_HIEU")] * 2


ABOVE = "(Kèm theo Quyết định số 35/QĐ-UBND ngày 10/01/2024 của Chủ tịch UBND xã Nà Ớt)"
WON = [("LDTT", 2023, "35/QĐ-UBND", "10/01/2024", "Chủ tịch UBND xã Nà Ớt")]


def _won(path: Path, rows: list[Any]) -> list[list[tuple[Any, ...]]]:
    reading = read(book(path / "ds.xlsx", rows))
    return [
        [
            (one.title_code, one.year, one.decision, str(one.date) if one.date else None, one.issuer)
            for one in row.awards
        ]
        for row in reading.rows
    ]


def test_the_title_and_the_decision_above_a_list_without_a_column_of_titles_are_everybodys(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG DANH HIỆU “LAO ĐỘNG TIÊN TIẾN” NĂM 2023"],
        [ABOVE],
        ["TT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [1, "Hà Văn Chài", "Trưởng phòng", "Phòng Kinh tế"],
        [2, "Ma Thị Thu", "Chuyên viên", "Phòng Kinh tế"],
    ]
    assert _won(tmp_path, rows) == [WON, WON]


@pytest.mark.parametrize(
    "above",
    [
        "DANH SÁCH ĐẠT DANH HIỆU LAO ĐỘNG TIÊN TIẾN, CHIẾN SĨ THI ĐUA CƠ SỞ NĂM 2023",
        "DANH SÁCH KHÔNG ĐẠT DANH HIỆU LAO ĐỘNG TIÊN TIẾN NĂM 2023",
        "DANH SÁCH HỌP XÉT CÔNG NHẬN LAO ĐỘNG TIÊN TIẾN NĂM 2023",
    ],
)
def test_words_above_a_list_that_give_nobody_one_title(above: str, tmp_path: Path) -> None:
    rows: list[Any] = [
        [above],
        ["TT", "Họ và tên", "Chức vụ", "Đơn vị"],
        [1, "Hà Văn Chài", "Trưởng phòng", "Phòng Kinh tế"],
    ]
    assert _won(tmp_path, rows) == [[]]


def test_the_decision_above_a_list_is_that_of_its_titles_unless_cells_say_otherwise(tmp_path: Path) -> None:
    title = ["DANH SÁCH CÁ NHÂN ĐƯỢC CÔNG NHẬN DANH HIỆU THI ĐUA NĂM 2023"]
    rows: list[Any] = [
        title,
        [ABOVE],
        ["TT", "Họ và tên", "Danh hiệu"],
        [1, "Hà Văn Chài", "Lao động tiên tiến"],
        [2, "Ma Thị Thu", "LĐTT 2021"],
    ]
    assert _won(tmp_path, rows) == [WON, [("LDTT", 2021, None, None, None)]]
    history: list[Any] = [title, [ABOVE], ["TT", "Họ và tên", "Danh hiệu đã đạt"], [1, "Hà Văn Chài", "LĐTT"]]
    assert _won(tmp_path, history) == [[("LDTT", None, None, None, None)]]
    asked: list[Any] = [
        ["DANH SÁCH ĐỀ NGHỊ TẶNG DANH HIỆU LAO ĐỘNG TIÊN TIẾN NĂM 2023"],
        ["TT", "Họ và tên", "Chức vụ"],
        [1, "Hà Văn Chài", "Trưởng phòng"],
    ]
    reading = read(book(tmp_path / "dn.xlsx", asked))
    assert [(one.title_code, one.year) for one in reading.rows[0].proposals] == [("LDTT", 2023)]
    assert reading.rows[0].awards == ()
