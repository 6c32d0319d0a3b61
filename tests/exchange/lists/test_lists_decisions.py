"""Whose a decision is: of the grade or of the title it stands between. All people and numbers are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
