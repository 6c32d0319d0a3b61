"""Who a row is about: identity numbers, posts and units in one cell, names with posts. All people are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .making import book, kinds, read


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [
        ("1.2E+11", None, "CCCD_SAI"),
        ("1,20E+11", None, "CCCD_SAI"),
        (1.2e11, None, "CCCD_SAI"),
        (42077001234, "042077001234", "CCCD_THIEU_SO_0"),
        ("`042077001234", "042077001234", None),
        ("042 077 001 234", "042077001234", None),
        ("042077001234\nCấp ngày 10/5/2021", "042077001234", None),
        ("42077001234 (cấp ngày 10/5/2021)", "042077001234", "CCCD_THIEU_SO_0"),
        ("042077001234; CMND 240123456", "042077001234", "CCCD_SAI"),
    ],
)
def test_identity_numbers_as_offices_write_them(
    written: Any, number: str | None, kind: str | None, tmp_path: Path
) -> None:
    rows = [["TT", "Họ và tên", "Ngày sinh", "Số CCCD"], [1, "Trương Công Vĩnh", "31/12/1977", written]]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert reading.rows[0].cccd == number
    assert kinds(reading) == ([(2, kind)] if kind else [])


@pytest.mark.parametrize(
    ("written", "post", "unit"),
    [
        ("Công chức Văn hóa - Xã hội, UBND xã An Lạc", "Công chức Văn hóa - Xã hội", "UBND xã An Lạc"),
        ("Công chức Văn phòng - Thống kê", "Công chức Văn phòng - Thống kê", None),
        ("Giáo viên - Trường THCS Số 1", "Giáo viên", "Trường THCS Số 1"),
        ("Phòng Kinh tế, Phó Trưởng phòng", "Phó Trưởng phòng", "Phòng Kinh tế"),
        ("Phó Trưởng phòng Phòng Văn hóa, Thể thao", "Phó Trưởng phòng", "Phòng Văn hóa, Thể thao"),
        ("Bí thư Đảng ủy, Chủ tịch HĐND xã", "Bí thư Đảng ủy, Chủ tịch HĐND xã", None),
        (
            "Phó Chủ tịch HĐND xã, Trưởng Ban Pháp chế, HĐND xã Bản Bo",
            "Phó Chủ tịch HĐND xã, Trưởng Ban Pháp chế",
            "HĐND xã Bản Bo",
        ),
    ],
)
def test_no_part_of_a_post_is_lost(written: str, post: str, unit: str | None, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["TT", "Họ và tên", "Chức vụ, nơi công tác"], [1, "Đàm Thị Én", written]]
    row = read(book(tmp_path / "ds.xlsx", rows)).rows[0]
    assert (row.position, row.unit) == (post, unit)
