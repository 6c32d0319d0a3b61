"""Who a row is about: identity numbers, posts and units in one cell, names with posts. All people are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.records import SubjectKind

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
        ("Phó Chủ tịch/HĐND xã Mường Lói", "Phó Chủ tịch", "HĐND xã Mường Lói"),
        ("Giáo viên Trường TH/THCS Số 2", "Giáo viên", "Trường TH/THCS Số 2"),
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


@pytest.mark.parametrize(
    ("heading", "written", "found"),
    [
        ("Họ tên, chức vụ, đơn vị", "Ông Vương Chí Sình, Chủ tịch UBND xã Sà Phìn", ("Chủ tịch", "UBND xã Sà Phìn")),
        ("Họ tên, đơn vị", "Bà Vương Chí Sình\nGiáo viên\nTrường THCS Sủng Là", ("Giáo viên", "Trường THCS Sủng Là")),
        ("Họ và tên", "Vương Chí Sình, Phó Trưởng phòng Kinh tế", ("Phó Trưởng phòng Kinh tế", None)),
        ("Họ và tên", "Vương Chí\nSình", (None, None)),
    ],
)  # fmt: skip
def test_what_stands_behind_a_name_is_post_and_unit(
    heading: str, written: str, found: tuple[str | None, str | None], tmp_path: Path
) -> None:
    rows = [["TT", heading, "Danh hiệu"], [1, written, "LĐTT năm 2023"]]
    row = read(book(tmp_path / "ds.xlsx", rows)).rows[0]
    assert (row.kind, row.name) == (SubjectKind.PERSON, "Vương Chí Sình")
    assert (row.position, row.unit) == found


def test_a_couple_named_with_a_comma_keeps_its_name(tmp_path: Path) -> None:
    rows = [["TT", "Tên hộ", "Danh hiệu"], [1, "Hộ ông Ma Văn Tú, bà Nông Thị Kiêm", "Gia đình văn hóa 2023"]]
    assert read(book(tmp_path / "ds.xlsx", rows)).rows[0].name.lower() == "ma văn tú, bà nông thị kiêm"


@pytest.mark.parametrize(
    ("written", "name", "note"),
    [
        ("1. Nguyễn Văn An", "Nguyễn Văn An", None),
        ("2) Phạm Văn Long", "Phạm Văn Long", None),
        ("- Ông Trần Bình", "Trần Bình", None),
        ("Nguyễn Văn Dũng*", "Nguyễn Văn Dũng", None),
        ("BS. CKI. Trần Giang", "Trần Giang", None),
        ("ThS.BS Lê Hạnh", "Lê Hạnh", None),
        ("Bàn Tiến Lâm (Trưởng thôn)", "Bàn Tiến Lâm", "Trưởng thôn"),
        ("Trần Thị O (đã chuyển công tác)", "Trần Thị O", "đã chuyển công tác"),
        ("NGUYỄN VĂN ÉN – Nhóm trưởng", "Nguyễn Văn Én", None),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it_and_remarks_are_kept(
    written: str, name: str, note: str | None, tmp_path: Path
) -> None:
    row = read(book(tmp_path / "ds.xlsx", [["Họ và tên", "Danh hiệu"], [written, "LĐTT năm 2023"]])).rows[0]
    assert (row.name, row.note) == (name, note)


@pytest.mark.parametrize("headings", [("Ngày cấp", "Nơi cấp"), ("Ngày cấp CCCD", "Nơi cấp CCCD")])
def test_the_day_a_card_was_issued_is_no_day_of_a_decision(headings: tuple[str, str], tmp_path: Path) -> None:
    rows: list[Any] = [
        ["TT", "Họ và tên", "Số CCCD", *headings, "Khen thưởng", "Quyết định", "Ngày ký"],
        [1, "Lò Thị Một", "001180001234", "01/01/2022", "Cục Cảnh sát", "GK UBND xã", "1/QĐ-UBND", "05/5/2023"],
        [2, "Lò Thị Hai", None, "01/01/2022", "Cục Cảnh sát", "GK UBND xã", "1/QĐ-UBND", "05/5/2023"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert [row.cccd for row in reading.rows] == ["001180001234", None]
    for row in reading.rows:
        award = row.awards[0]
        assert (award.decision, str(award.date), award.issuer) == ("1/QĐ-UBND", "05/5/2023", None)
