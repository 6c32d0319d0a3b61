"""The registration list as a workbook and as its PDF twin."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop import resources
from dienhinh_desktop.domain.documents import ListColumn, ListGroup, ListUnit, RegistrationList, Signature
from dienhinh_desktop.exchange.documents import grid, list_pdf, list_xlsx, page_count
from dienhinh_desktop.exchange.documents.fonts import REGULAR, wrap
from dienhinh_desktop.exchange.documents.paper import MM
from dienhinh_desktop.exchange.documents.widths import fitted
from dienhinh_desktop.exchange.files import write_atomically

from .paper_samples import HEAD, registration_list, row
from .pdf_reading import box, faces, ink, rules, texts

needs_office = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def sheet(document: RegistrationList) -> Any:
    return openpyxl.load_workbook(BytesIO(list_xlsx(document))).worksheets[0]


def words(page: Any) -> list[str]:
    return [str(cell.value) for line in page.iter_rows() for cell in line if cell.value is not None]


def only(name: str, **more: Any) -> RegistrationList:
    people = (ListUnit(unit="Phòng A", rows=(row(1, name, **more),)),)
    return registration_list(groups=(ListGroup(title="CÁ NHÂN", units=people),))


def heading_row(page: Any) -> int:
    return next(int(cell.row) for cell in page["A"] if cell.value == "TT")


def test_the_sheet_is_a4_lying_one_page_wide_within_the_margins_of_the_decree() -> None:
    page = sheet(registration_list())
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    margins = page.page_margins
    assert [round(25.4 * side) for side in (margins.top, margins.bottom, margins.left, margins.right)] == [
        20,
        20,
        30,
        15,
    ]
    width = sum(page.column_dimensions[column].width * 8 for column in "ABCDEFGHIJ") / 96 * 25.4
    assert 248 <= width <= 252, "the columns fill the page and are not scaled down"


def test_columns_that_tell_nothing_of_collectives_are_left_out_and_the_rest_fills_the_page() -> None:
    units = (ListUnit(unit="Sở A", rows=(row(1, "Phòng B", birth_year="", sex="", position=""),)),)
    page = sheet(registration_list(groups=(ListGroup(title="TẬP THỂ", units=units),)))
    head = [cell.value for cell in page[heading_row(page)]]
    assert not {"Năm\nsinh", "Giới\ntính", "Chức vụ"} & set(head)
    assert head[-1] == "Ghi chú"
    width = sum(column.width * 8 for column in page.column_dimensions.values()) / 96 * 25.4
    assert 248 <= width <= 252


def test_a_column_of_long_texts_takes_room_from_those_that_need_less() -> None:
    long = tuple(f"Bằng khen của Chủ tịch UBND tỉnh ({number}/QĐ-UBND ngày 15/3/2022)" for number in range(12))
    plain = grid.columns(only("An", achievements=(), note="Hội đồng đề nghị xem xét thêm " * 3))
    asked = grid.columns(only("An", achievements=long))
    at = [column.heading for column in asked].index("Thành tích tiêu biểu")
    assert asked[at].width > plain[at].width
    assert sum(column.width for column in asked) == sum(column.width for column in grid.COLUMNS)
    assert all(made.width >= 0.8 * base.width for made, base in zip(asked, grid.COLUMNS, strict=True))


def test_a_line_written_apart_is_not_broken_for_the_sake_of_others() -> None:
    texts = ["2021: HTXSNV\n2022: HTXSNV", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh " * 20]
    ratings, won = fitted([36, 44], [False, False], ["Xếp loại", "Danh hiệu"], [texts], 11)
    assert won > 44
    assert wrap(texts[0], REGULAR, 11, ratings * MM - 15) == texts[0].split("\n")


def test_a_long_name_above_leaves_nation_and_motto_together() -> None:
    head = replace(HEAD, superior="Ủy ban nhân dân thành phố trực thuộc trung ương có tên rất dài")
    page = sheet(registration_list(letterhead=head))
    places = {str(cell.value): cell.row for line in page.iter_rows(max_row=6) for cell in line if cell.value}
    nation, motto = places["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], places["Độc lập - Tự do - Hạnh phúc"]
    assert motto == nation + 1
    assert page.row_dimensions[nation].height < 30
    assert places["SỞ NGOẠI VỤ"] == motto + 1


def test_a_table_without_groups_can_be_filtered_and_its_sum_stays_below() -> None:
    told = ListColumn(heading="TT", width=9, centred=True), ListColumn(heading="Đơn vị", width=242)
    rows = [
        replace(row(number, f"Phòng {number}"), cells=(str(number or ""), f"Phòng {number}")) for number in (1, 2, 0)
    ]
    groups = (ListGroup(title="", units=(ListUnit(unit="", rows=tuple(rows)),)),)
    page = sheet(registration_list(groups=groups, columns=told))
    head = heading_row(page)
    assert page.auto_filter.ref == f"A{head}:B{head + 2}"
    assert sheet(registration_list()).auto_filter.ref is None


def test_columns_as_tall_as_one_another_grow_together() -> None:
    words = "Trung tâm Kiểm định chất lượng công trình"
    first, second, third = fitted([26, 26, 62], [False] * 3, ["A", "B", "C"], [[words, words, ""]] * 5, 11)
    assert first > 26
    assert second > 26
    assert third < 62


def test_headings_are_frozen_and_repeated() -> None:
    page = sheet(registration_list())
    head = heading_row(page)
    assert page.print_title_rows == f"${head}:${head}"
    assert page.freeze_panes == f"A{head + 1}"
    assert page.print_area == f"'Danh sách'!$A$1:$J${page.max_row}"


def test_page_numbers_stand_above_in_the_middle_but_not_on_the_first_page() -> None:
    page = sheet(registration_list())
    assert page.HeaderFooter.differentFirst
    assert page.HeaderFooter.oddHeader.center.text == "&P"
    assert page.HeaderFooter.oddHeader.center.size == 13
    assert not page.HeaderFooter.firstHeader.center.text


def test_every_word_is_times_new_roman_of_the_size_the_decree_asks() -> None:
    page = sheet(registration_list())
    looks = {str(cell.value): cell.font for line in page.iter_rows() for cell in line if cell.value is not None}
    assert {font.name for font in looks.values()} == {"Times New Roman"}
    for text, size, bold, italic in (
        ("UBND TỈNH HÀ TĨNH", 13, False, False),
        ("SỞ NGOẠI VỤ", 13, True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
        ("Hà Tĩnh, ngày 05 tháng 12 năm 2025", 14, False, True),
        ("DANH SÁCH ĐĂNG KÝ", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: VT, VPTTr.", 11, False, False),
        ("GIÁM ĐỐC", 14, True, False),
        ("Trần Đức Hoà", 14, True, False),
    ):
        font = looks[text]
        assert (font.size, bool(font.bold), bool(font.italic)) == (size, bold, italic), text


def test_the_normal_style_is_the_face_the_widths_are_counted_in() -> None:
    with zipfile.ZipFile(BytesIO(list_xlsx(registration_list()))) as package:
        styles: Any = ElementTree.fromstring(package.read("xl/styles.xml"))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    fonts = [
        (font.find("m:name", space).get("val"), font.find("m:sz", space).get("val"))
        for font in styles.find("m:fonts", space)
    ]
    normal = styles.find("m:cellStyleXfs/m:xf", space).get("fontId")
    assert fonts[0] == fonts[int(normal)] == ("Times New Roman", "12")


def test_rows_are_numbered_in_groups_and_units_with_a_total() -> None:
    found = words(sheet(registration_list()))
    order = ["I", "TẬP THỂ (01)", "Sở Ngoại vụ tỉnh Hà Tĩnh", "1", "II", "CÁ NHÂN (04)", "2"]
    places = [found.index(text) for text in order]
    assert places == sorted(places)
    assert "Tổng số: 05 điển hình (01 tập thể, 04 cá nhân)." in found
    assert "Số liệu tính đến ngày 20/12/2025." in found


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "'x", "#REF!", "=cmd|' /C calc'!A0", "  hai  cách "]
)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    page = sheet(only(text))
    cell = next(cell for line in page.iter_rows() for cell in line if cell.value == text)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_any_text_makes_a_list_that_can_be_read_again(text: str) -> None:
    document = only(text, position=text, achievements=(text,), note=text)
    assert any("Thành tích" in word for word in words(sheet(document)))
    assert page_count(list_pdf(document)) >= 1


def test_equal_content_gives_equal_bytes_in_any_process() -> None:
    code = (
        "import sys, hashlib; from tests.exchange.paper_samples import registration_list as made\n"
        "from dienhinh_desktop.exchange.documents import list_xlsx, list_pdf\n"
        "print(hashlib.sha256(list_xlsx(made()) + list_pdf(made())).hexdigest())\n"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1
    assert len(prints.pop()) == 65


def test_all_parts_are_well_formed_and_the_lines_are_drawn() -> None:
    with zipfile.ZipFile(BytesIO(list_xlsx(registration_list()))) as package:
        assert package.testzip() is None
        parts = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}
    drawing = parts["xl/drawings/drawing1.xml"]
    assert len(drawing) == 2
    content_types = {part.get("PartName") for part in parts["[Content_Types].xml"]}
    assert "/xl/drawings/drawing1.xml" in content_types
    facts = {part.tag.rpartition("}")[2]: part.text for part in parts["docProps/core.xml"]}
    assert facts["title"] == "Danh sách đăng ký mô hình, điển hình tiên tiến giai đoạn 2021 - 2025"
    assert facts["creator"] == "Sở Ngoại vụ"
    assert facts["language"] == "vi-VN"


def test_a_row_too_tall_for_excel_is_carried_on_in_the_next() -> None:
    many = tuple(f"Bằng khen số {number} của Chủ tịch Ủy ban nhân dân tỉnh" for number in range(200))
    document = only("Nguyễn Văn An", achievements=many)
    page = sheet(document)
    assert max(size.height for size in page.row_dimensions.values() if size.height) <= 409
    text = " ".join(" ".join(str(cell.value) for cell in page["G"] if cell.value is not None).split())
    assert all(f"số {number} của" in text for number in range(200))
    printed = " ".join(" ".join(texts(list_pdf(document))).split())
    # A page may turn between "số" and its number, or after the number, but never lose it.
    assert all(f"số {number} " in printed or f" {number} của" in printed for number in range(200))


@pytest.mark.parametrize("count", [150, 160, 170, 180, 190, 210, 230])
def test_a_row_over_several_pages_is_drawn_wherever_its_last_piece_ends(count: int) -> None:
    many = tuple(f"Bằng khen số {number} của Chủ tịch Ủy ban nhân dân tỉnh" for number in range(count))
    assert "Nơi nhận:" in texts(list_pdf(only("Nguyễn Văn An", achievements=many)))[-1]


def test_signatures_stay_with_the_last_row_by_a_page_break() -> None:
    page = sheet(registration_list(60))
    breaks = [item.id for item in page.row_breaks.brk]
    last = max(cell.row for cell in page["A"] if str(cell.value) == "61")
    assert len(breaks) >= 5
    assert breaks[-1] < last


def test_a_list_with_empty_places_leaves_no_trace_of_them() -> None:
    document = registration_list(
        letterhead=type(HEAD)(superior="", agency="Ủy ban nhân dân xã Bình An", place="", day=None),
        attached_to="",
        quota="",
        recipients=(),
        signature=Signature(lines=("Chủ tịch",)),
    )
    found = words(sheet(document))
    assert "Nơi nhận:" not in found
    assert "ỦY BAN NHÂN DÂN XÃ BÌNH AN" in found
    assert any("ngày ...... tháng" in word for word in found)
    assert "Nơi nhận" not in " ".join(texts(list_pdf(document)))


def test_a_draft_says_so_on_both() -> None:
    document = registration_list(draft=True)
    page = sheet(document)
    assert page.HeaderFooter.firstHeader.left.text == page.HeaderFooter.oddHeader.left.text == "DỰ THẢO"
    assert all("DỰ THẢO" in text for text in texts(list_pdf(document)))


def test_the_twin_holds_every_word_of_the_sheet() -> None:
    document = registration_list()
    read = "".join("".join(texts(list_pdf(document))).replace("\u00a0", "").split())
    for text in words(sheet(document)):
        for word in text.split():
            assert word in read, word


def test_the_twin_stands_within_the_margins_with_repeated_headings() -> None:
    made = list_pdf(registration_list(60))
    pages = texts(made)
    assert all("Thành tích tiêu biểu" in page for page in pages)
    left, bottom, right, _ = ink(made, 1)
    assert left == pytest.approx(30.5, abs=0.6)
    assert right == pytest.approx(281.5, abs=0.6)
    assert bottom >= 19.5
    assert pages[1].startswith("2 TT")
    number = box(made, 1, "2")
    assert (number[0] + number[2]) / 2 == pytest.approx(297 / 2, abs=0.5)
    assert "61 H'Hen" in pages[-1] or "61 " in pages[-1]
    assert "Trần Đức Hoà" in pages[-1]


def test_the_twin_underlines_the_motto_by_its_own_length() -> None:
    made = list_pdf(registration_list())
    motto = box(made, 0, "Độc lập - Tự do - Hạnh phúc")
    top = max(rules(made, 0), key=lambda rule: rule[0] if rule[2] > 170 and rule[1] - rule[0] < 80 else 0)
    assert top[:2] == pytest.approx((motto[0], motto[2]), abs=0.5)


def test_the_twin_uses_embedded_faces_only() -> None:
    made = list_pdf(registration_list())
    assert all(faces(made).values())
    assert b"/Helvetica" not in made


def test_writing_replaces_the_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "Danh sách.xlsx"
    target.write_bytes(b"cu")
    write_atomically(target, list_xlsx(registration_list()))
    assert target.read_bytes() == list_xlsx(registration_list())
    assert os.listdir(tmp_path) == [target.name]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The long list as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("office")
    write_atomically(folder / "a.xlsx", list_xlsx(registration_list(60)))
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{resources.path("fonts")}</dir><cachedir>{folder / "cache"}</cachedir>'
        '<alias binding="same"><family>Times New Roman</family>'
        "<prefer><family>Liberation Serif</family></prefer></alias></fontconfig>",
        encoding="utf-8",
    )
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "a.xlsx"],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        check=True,
        capture_output=True,
    )
    return (folder / "a.pdf").read_bytes()


class TestAsLibreOfficePrintsIt:
    pytestmark = needs_office

    def test_headings_and_numbers_are_on_every_page(self, printed: bytes) -> None:
        pages = texts(printed)
        assert all("Thành tích tiêu biểu" in page for page in pages)
        assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
        assert pages[0].startswith("UBND TỈNH HÀ TĨNH")

    def test_nothing_is_scaled_or_cut(self, printed: bytes) -> None:
        left, bottom, right, _ = ink(printed, 1)
        assert left == pytest.approx(30, abs=1)
        assert right == pytest.approx(281, abs=1.5)
        assert bottom >= 19

    def test_the_motto_is_underlined_by_its_own_length(self, printed: bytes) -> None:
        motto = box(printed, 0, "Độc lập - Tự do - Hạnh phúc")
        lengths = [
            rule for rule in rules(printed, 0) if abs(rule[0] - motto[0]) < 1.5 and abs(rule[1] - motto[2]) < 1.5
        ]
        assert lengths
        assert all(motto[1] - 2 < rule[2] < motto[1] + 2 for rule in lengths)

    def test_signatures_stand_with_the_last_row(self, printed: bytes) -> None:
        last = texts(printed)[-1]
        assert "61" in last.split()
        assert "Tổng số: 61" in last
        assert "Trần Đức Hoà" in last
