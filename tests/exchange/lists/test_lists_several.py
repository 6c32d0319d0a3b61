"""Several titles, years and decisions in one row: each goes with its own, or it is asked. All people are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.lists import ListReading

from .making import book, kinds, named, read

HEAD = ["TT", "Họ và tên", "Danh hiệu, hình thức khen", "Năm", "Số QĐ", "Ngày ký", "Cơ quan ban hành"]


def _read(path: Path, *rows: list[Any]) -> ListReading:
    return read(book(path / "ds.xlsx", [HEAD, *rows]))


def _signed(reading: ListReading, name: str) -> list[tuple[str | None, int | None, str | None, str | None]]:
    return [
        (one.title_code, one.year, one.decision, str(one.date) if one.date else None)
        for one in named(reading)[name].awards
    ]


BOTH = [("LDTT", 2022, "11/QĐ-UBND", "10/01/2023"), ("CSTD_CS", 2023, "22/QĐ-UBND", "11/01/2024")]


def test_lines_of_one_row_go_together_line_by_line(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        [
            1,
            "Lê Văn Một",
            "LĐTT\nCSTĐCS",
            "2022\n2023",
            "11/QĐ-UBND\n22/QĐ-UBND",
            "10/01/2023\n11/01/2024",
            "UBND huyện A\nUBND tỉnh B",
        ],
        [
            2,
            "Lê Văn Hai",
            "LĐTT 2022; CSTĐCS 2023",
            None,
            "11/QĐ-UBND ngày 10/01/2023; 22/QĐ-UBND ngày 11/01/2024",
            None,
            None,
        ],
    )
    assert _signed(reading, "Lê Văn Một") == BOTH
    assert [one.issuer for one in named(reading)["Lê Văn Một"].awards] == ["UBND huyện A", "UBND tỉnh B"]
    assert _signed(reading, "Lê Văn Hai") == BOTH
    assert kinds(reading) == []


def test_several_years_beside_one_title_are_one_award_each(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        [1, "Lê Văn Một", "LĐTT", "2021, 2022, 2023", None, None, None],
        [2, "Lê Văn Hai", "LĐTT", "2022 - 2023", "11/QĐ-UBND\n22/QĐ-UBND", "10/01/2023\n11/01/2024", None],
    )
    assert [year for _, year, _, _ in _signed(reading, "Lê Văn Một")] == [2021, 2022, 2023]
    assert _signed(reading, "Lê Văn Hai") == [BOTH[0], ("LDTT", *BOTH[1][1:])]
    assert kinds(reading) == []


def test_decisions_that_do_not_count_as_the_titles_do_are_asked_about_and_none_is_taken(tmp_path: Path) -> None:
    reading = _read(
        tmp_path,
        [1, "Lê Văn Một", "LĐTT", 2022, "11/QĐ-UBND\n22/QĐ-UBND", None, None],
        [2, "Lê Văn Hai", "LĐTT; CSTĐCS", "2021, 2022, 2023", "11/QĐ-UBND", None, None],
    )
    assert _signed(reading, "Lê Văn Một") == [("LDTT", 2022, None, None)]
    assert [year for _, year, _, _ in _signed(reading, "Lê Văn Hai")] == [None, None]
    assert kinds(reading) == [(2, "DANH_HIEU_KHONG_RO"), (3, "DANH_HIEU_KHONG_RO")]
    assert "Có 2 quyết định cho 1 mục" in reading.issues[0].message
    assert "Có 3 năm cho 2 mục" in reading.issues[1].message


def test_the_signer_in_the_cell_of_the_decision_gives_the_level(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["TT", "Họ tên", "Hình thức khen", "Số QĐ, ngày tháng QĐ"],
        [1, "Lương Văn Pâng", "Giấy khen", "QĐ số 12/QĐ-UBND ngày 03/2/2024 của Chủ tịch UBND huyện"],
    ]
    award = read(book(tmp_path / "ds.xlsx", rows)).rows[0].awards[0]
    assert (award.title_code, award.decision, str(award.date)) == ("GK_HUYEN", "12/QĐ-UBND", "03/02/2024")
    assert award.issuer == "Chủ tịch UBND huyện"


def test_two_years_and_two_decisions_within_the_words_of_one_title(tmp_path: Path) -> None:
    words = "Tập thể LĐXS năm 2022, 2023 (QĐ số 11/QĐ-UBND ngày 10/01/2023 và QĐ số 12/QĐ-UBND ngày 11/01/2024)"
    rows: list[list[Any]] = [["TT", "Tên tập thể", "Danh hiệu đã đạt"], [1, "Phòng Kinh tế", words]]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    found = [(one.title_code, one.year, one.decision, str(one.date)) for one in reading.rows[0].awards]
    assert found == [
        ("TTLDXS", 2022, "11/QĐ-UBND", "10/01/2023"),
        ("TTLDXS", 2023, "12/QĐ-UBND", "11/01/2024"),
    ]
    assert kinds(reading) == []


def test_initiatives_of_one_cell_have_the_decisions_of_their_lines(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["TT", "Họ tên", "Tên sáng kiến", "QĐ công nhận"],
        [
            1,
            "Giàng Thị Dợ",
            "Thư viện xanh\nBản đồ số",
            "77/QĐ-UBND ngày 20/5/2023, cấp cơ sở\n88/QĐ-UBND ngày 21/5/2024",
        ],
    ]
    found = read(book(tmp_path / "ds.xlsx", rows)).rows[0].initiatives
    assert [(one.title, one.decision, str(one.date)) for one in found] == [
        ("Thư viện xanh", "77/QĐ-UBND", "20/5/2023"),
        ("Bản đồ số", "88/QĐ-UBND", "21/5/2024"),
    ]


def test_a_mark_of_repetition_looks_over_the_further_rows_of_the_subject_above(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["TT", "Họ và tên", "Đơn vị", "Danh hiệu", "Năm"],
        [1, "Nguyễn Thị Ngọc Ánh", "Trường THCS Lê Lợi", "CSTĐ cơ sở", 2023],
        [None, None, None, "LĐTT", 2024],
        [2, "Phạm Đức Tường", "nt", "nt", 2023],
        [3, "Đoàn Thị Quỳnh", None, "LĐTT", 2023],
        [4, "Lê Thị Sáu", "nt", "LĐTT", 2023],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    people = named(reading)
    assert people["Phạm Đức Tường"].unit == "Trường THCS Lê Lợi"
    assert people["Phạm Đức Tường"].awards[0].title_code == "LDTT"
    assert people["Lê Thị Sáu"].unit is None
    assert kinds(reading) == [(6, "LAP_LAI_KHONG_RO")]


def _titles_of(path: Path, words: str) -> tuple[list[tuple[str | None, int | None]], list[tuple[int | None, str]]]:
    rows: list[Any] = [["TT", "Họ tên", "Hình thức khen thưởng đã đạt"], [1, "Lê Văn Một", words]]
    reading = read(book(path / "ds.xlsx", rows))
    return [(one.title_code, one.year) for one in reading.rows[0].awards], kinds(reading)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Giấy khen của Sở Văn hóa, Thể thao và Du lịch năm 2023, LĐTT 2023", "GK_SO"),
        ("GK Giám đốc Sở GD&ĐT 2023; LĐTT 2023", "GK_SO"),
        ("Bằng khen Bộ Nông nghiệp và Phát triển nông thôn năm 2023 & LĐTT năm 2023", "BK_BO"),
    ],
)
def test_the_commas_of_an_agencys_name_part_nothing(words: str, code: str, tmp_path: Path) -> None:
    assert _titles_of(tmp_path, words) == ([(code, 2023), ("LDTT", 2023)], [])


def test_pairs_of_years_that_go_on_from_each_other_are_school_years(tmp_path: Path) -> None:
    found, told = _titles_of(tmp_path, "CSTĐ cơ sở 2021-2022, 2022-2023")
    assert found == [("CSTD_CS", 2022), ("CSTD_CS", 2023)]
    assert told == [(2, "NAM_HOC")]
    assert _titles_of(tmp_path, "LĐTT 2021-2023")[0] == [("LDTT", 2021), ("LDTT", 2022), ("LDTT", 2023)]


def test_a_mark_in_a_column_of_initiatives_names_none_and_is_asked_about(tmp_path: Path) -> None:
    rows: list[Any] = [["TT", "Họ tên", "Tên sáng kiến"], [1, "Lò Văn C", "x"], [2, "Lò Văn D", "Thư viện xanh"]]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert [[one.title for one in row.initiatives] for row in reading.rows] == [[], ["Thư viện xanh"]]
    assert kinds(reading) == [(2, "DANH_HIEU_KHONG_RO")]


@pytest.mark.parametrize(
    "words",
    ["CSTĐCS 2023 (không đạt)", "CSTĐCS 2023 - đã thu hồi", "LĐTT 2023 (chưa có QĐ)", "LĐTT 2023 không được công nhận"],
)
def test_what_was_not_won_is_never_taken_as_won(words: str, tmp_path: Path) -> None:
    assert _titles_of(tmp_path, words) == ([], [(2, "DANH_HIEU_KHONG_RO")])
