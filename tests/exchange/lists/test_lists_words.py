"""Words of lists: old encodings, days, titles with their years and decisions, names, posts with units."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop.exchange.imports.lists.days import FUTURE, NO_DAY, read_day
from dienhinh_desktop.exchange.imports.lists.ditto import is_ditto, says_nothing
from dienhinh_desktop.exchange.imports.lists.encodings import from_tcvn3, from_vni, is_syllable
from dienhinh_desktop.exchange.imports.lists.facts import pieces_of
from dienhinh_desktop.exchange.imports.lists.people import read_name, split_post
from dienhinh_desktop.exchange.imports.lists.titles import GradeWords, Slips, TitleWords
from dienhinh_desktop.storage.catalogue import load_catalogue

from .making import TODAY, book, kinds, read

TITLES, GRADES = TitleWords(load_catalogue()), GradeWords(load_catalogue())
ROWS = (
    "STT,Họ và tên,Ngày sinh,Chức vụ,Danh hiệu năm 2023\n"
    "1,Nguyễn Thị Hường,1/2/1980,Trưởng phòng,Lao động tiên tiến\n"
    "2,Đỗ Văn Quý,03/12/75,Chuyên viên,Chiến sĩ thi đua cơ sở\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [("NguyÔn Duy Léc", "Nguyễn Duy Lộc"), ("Hoμng ThÞ Hμ", "Hoàng Thị Hà"), ("Tr\xadêng TiÓu häc", "Trường Tiểu học")],
)
def test_tcvn3_becomes_unicode(old: str, new: str) -> None:
    assert from_tcvn3(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nguyeãn Höõu Tröôøng", "Nguyễn Hữu Trường"),
        ("ÖÙng duïng, Leâ Lôïi, Nghóa, LÑTT", "Ứng dụng, Lê Lợi, Nghĩa, LĐTT"),
        ("HOAØNG ÑÖÙC", "HOÀNG ĐỨC"),
    ],
)
def test_vni_becomes_unicode(old: str, new: str) -> None:
    assert from_vni(old) == new


def test_syllables_tell_vietnamese_from_text_in_another_encoding() -> None:
    assert all(map(is_syllable, ["Nguyễn", "quý", "ƯỞNG", "khuya", "giữ"]))
    assert not any(map(is_syllable, ["NguyÔn", "tröôøng", "thi®", "Hä²"]))


def test_a_single_short_cell_is_never_guessed_on(tmp_path: Path) -> None:
    rows: list[list[object]] = [["TT", "Họ và tên", "Chức vụ"], [1, "Lª Hoa", "Kế toán"], [2, "Lê Hồng", "Thủ quỹ"]]
    reading = read(book(tmp_path / "ds.xlsx", rows))
    assert [row.name for row in reading.rows] == ["Lª Hoa", "Lê Hồng"]
    assert reading.conversions == ()


def test_unicode_typed_under_an_old_font_stays_as_it_is(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["TT", "Họ và tên", "Chức vụ"],
        [1, "Trần Thị Hà", "Kế toán"],
        [2, "Phan Tú", "Thủ quỹ"],
    ]
    reading = read(book(tmp_path / "ds.xlsx", rows, fonts={"*": ".VnTime"}))
    assert [row.name for row in reading.rows] == ["Trần Thị Hà", "Phan Tú"]


def test_capital_fonts_give_capitals_and_the_change_can_be_shown(tmp_path: Path) -> None:
    rows: list[list[object]] = [["TT", "Hä vµ tªn", "Chøc vô"], [1, "trÇn v¨n b\xadëng", "KÕ to¸n"]]
    reading = read(book(tmp_path / "ds.xlsx", rows, fonts={"*": ".VnTime", "B2": ".VnTimeH"}))
    assert reading.rows[0].name == "Trần Văn Bưởng"
    assert ("B", "TRẦN VĂN BƯỞNG") in [(change.column, change.after) for change in reading.conversions]
    assert (None, "BANG_MA_CU") in kinds(reading)


def _cp1258(text: str) -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = b""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        found += base.encode("cp1258") + "".join(part for part in parts if part in tones).encode("cp1258")
    return found


def _tcvn3(text: str) -> bytes:
    back = {from_tcvn3(chr(code)): chr(code) for code in range(0xA1, 0xFF)}
    return "".join(back.get(char, back.get(char.lower(), char)) for char in text).encode("latin-1")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ROWS.encode("utf-8-sig"), ""),
        (ROWS.encode("utf-8"), ""),
        (ROWS.encode("utf-16"), ""),
        (ROWS.encode("utf-16-le"), ""),
        (_cp1258(ROWS), "CP1258"),
        (_tcvn3(ROWS), "TCVN3"),
    ],
    ids=["utf-8 with mark", "utf-8", "utf-16", "utf-16 without mark", "cp1258", "tcvn3"],
)
def test_text_files_are_read_in_their_encoding(data: bytes, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_bytes(data)
    reading = read(path)
    assert [row.name for row in reading.rows] == ["Nguyễn Thị Hường", "Đỗ Văn Quý"]
    assert [str(row.birth) for row in reading.rows] == ["01/02/1980", "03/12/1975"]
    assert [kind for _, kind in kinds(reading)] == (["BANG_MA_CU"] if encoding else [])


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("24.5.82", "1982-05-24"),
        ("23.8.02", "2002-08-23"),
        ("02 tháng 6 năm 2022", "2022-06-02"),
        ("07/1989", "1989-07"),
        ("1990", "1990"),
        (33417.0, "1991-06-28"),
        (1997.0, "1997"),
        (date(1974, 5, 6), "1974-05-06"),
    ],
)
def test_days_are_read_as_lists_write_them(value: str | float | date, iso: str) -> None:
    found = read_day(value, TODAY, birth=True)
    assert found.date is not None
    assert found.date.iso() == iso


@pytest.mark.parametrize(("value", "wrong"), [("30/2/2023", NO_DAY), ("15/12/2052", FUTURE), ("5/13/2020", NO_DAY)])
def test_what_is_no_day_is_left_empty_with_the_reason(value: str, wrong: str) -> None:
    found = read_day(value, TODAY)
    assert found.date is None
    assert found.wrong == wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CSTĐCS 2021, 2022, 2023", [("CSTD_CS", [2021, 2022, 2023], None)]),
        ("LĐTT 2020, CSTĐCS 2021 - 2022", [("LDTT", [2020], None), ("CSTD_CS", [2021, 2022], None)]),
        ("LĐTT năm 2022 và 2023", [("LDTT", [2022, 2023], None)]),
        ("CSTĐ cấp CS: 21-22, 22-23", [("CSTD_CS", [2022, 2023], None)]),
        ("BK UBND tỉnh (QĐ số 312/QĐ-UBND ngày 15/3/2022)", [("BK_TINH", [], "312/QĐ-UBND")]),
        ("Bằng khen của bộ, ban, ngành năm 2020", [("BK_BO", [2020], None)]),
        ("2021: LĐTT; 2022: CSTĐ", [("LDTT", [2021], None), (None, [2022], None)]),
    ],
)
def test_several_facts_in_one_cell_come_apart(text: str, found: list[tuple[str | None, list[int], str | None]]) -> None:
    pieces = pieces_of(text, TODAY, whole=TITLES.is_name)
    assert [
        (TITLES.match(piece.words, piece.aside).code, [year.number for year in piece.years], piece.decision)
        for piece in pieces
    ] == found


def test_words_without_a_level_or_between_two_codes_are_not_decided() -> None:
    assert TITLES.match("GK").code is None
    assert TITLES.match("CSTĐ").level_missing
    assert TITLES.match("CSTĐC").code is None
    assert GRADES.match("HTSXNV").code == "HTXSNV"
    assert GRADES.match("HTSXNV").sureness.value == "gan_chac"


@pytest.mark.parametrize("text", ["nt", "-nt-", '"', "//", "''", "như trên", "- nt -"])
def test_ditto_marks_are_known(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["-", "không", "chưa có", "TS", "Không XL (thai sản)"])
def test_words_for_nothing_are_no_titles(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Bà TRẦN THỊ HOA", "Trần Thị Hoa", None),
        ("Hộ gia đình ông Nguyễn Huy", "Nguyễn Huy", "HO_GIA_DINH"),
        ("Đoàn Thị Mỹ", "Đoàn Thị Mỹ", None),
        ("Tổ hợp tác bản Huổi Só", "Tổ hợp tác bản Huổi Só", "TAP_THE"),
        ("H’Hen  Niê", "H'Hen Niê", None),
        ("Trung tá Hồ Sỹ Quyết", "Hồ Sỹ Quyết", None),
    ],
)
def test_names_lose_forms_of_address_and_show_their_kind(text: str, name: str, kind: str | None) -> None:
    found = read_name(text)
    assert found.name == name
    assert (found.kind.value if found.kind else None) == kind


@pytest.mark.parametrize(
    ("text", "post", "unit"),
    [
        ("Trưởng phòng, Phòng Hợp tác quốc tế", "Trưởng phòng", "Phòng Hợp tác quốc tế"),
        ("Chuyên viên Phòng HTQT", "Chuyên viên", "Phòng HTQT"),
        ("Tổ trưởng Tổ Phiên dịch, Phòng Hợp tác quốc tế", "Tổ trưởng Tổ Phiên dịch", "Phòng Hợp tác quốc tế"),
        ("Chánh Văn phòng", "Chánh Văn phòng", None),
        ("Giám đốc Trung tâm", "Giám đốc Trung tâm", None),
        ("Giám đốc Trung tâm Dịch vụ", "Giám đốc", "Trung tâm Dịch vụ"),
    ],
)
def test_posts_and_units_in_one_cell_come_apart(text: str, post: str, unit: str | None) -> None:
    assert split_post(text) == (post, unit)


SLIPS = st.text("abcdef", min_size=4, max_size=18)


@given(st.lists(st.tuples(SLIPS, st.sampled_from("XYZ")), max_size=12), SLIPS, st.lists(st.integers(0, 17), max_size=3))
@settings(max_examples=400, deadline=None)
def test_the_closest_name_is_that_which_comparing_with_every_name_finds(
    names: list[tuple[str, str]], other: str, hurt: list[int]
) -> None:
    key = names[0][0] if names and hurt else other
    for place in hurt:  # swap, lose or double a letter
        left, right = key[:place], key[place:]
        key = left + (
            right[1::-1] + right[2:] if place % 3 == 0 else right[1:] if place % 3 == 1 else right[:1] + right
        )
    most = 2 if len(key) >= 14 else 1
    near = {(_plain_distance(key, name), code) for name, code in names if len(name) >= 5}
    best = min((away for away, _ in near), default=9)
    codes = {code for away, code in near if away == best}
    expected = next(iter(codes)) if len(codes) == 1 and best <= most and len(key) >= 6 else None
    slips = Slips()
    for name, code in names:
        slips.add(name, code)
    assert slips.closest(key) == expected


def _plain_distance(one: str, other: str) -> int:
    rows = [list(range(len(other) + 1))]
    for a in range(1, len(one) + 1):
        row = [a]
        for b in range(1, len(other) + 1):
            steps = min(rows[-1][b] + 1, row[-1] + 1, rows[-1][b - 1] + (one[a - 1] != other[b - 1]))
            if a > 1 and b > 1 and one[a - 1] == other[b - 2] and one[a - 2] == other[b - 1]:
                steps = min(steps, rows[-2][b - 2] + 1)
            row.append(steps)
        rows.append(row)
    return rows[-1][-1]
