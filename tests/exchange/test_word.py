"""Papers in Word: measured against the table of Decree 30/2020, the same words as in PDF, editable through styles."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.documents import Form, FormSection
from dienhinh_desktop.exchange.documents import (
    bound_docx,
    form_docx,
    form_pdf,
    list_docx,
    list_pdf,
    page_count,
)
from dienhinh_desktop.exchange.documents.fonts import BOLD, text_width
from dienhinh_desktop.exchange.documents.word_xml import style_id

from .paper_samples import HEAD, form, letter, registration_list, request
from .pdf_reading import box, faces, ink, rules, texts
from .pdf_reading import size as size_of
from .test_documents_forms import ALPHABET
from .word_reading import MM, W, look, opened, paragraphs, part, said, words

UPRIGHT: dict[str, Callable[[], bytes]] = {
    "báo cáo": lambda: form_docx(form(60)),
    "tờ trình": lambda: form_docx(request()),
    "công văn": lambda: form_docx(letter()),
}
ANY: dict[str, Callable[[], bytes]] = {**UPRIGHT, "danh sách": lambda: list_docx(registration_list(40))}
ELEMENTS = [
    # style, sizes allowed, bold, italic, alignment (None: free) – Decree 30/2020, annex I, table of elements
    ("Quốc hiệu", (12, 13), True, False, "CENTER"),
    ("Tiêu ngữ", (13, 14), True, False, "CENTER"),
    ("Cơ quan chủ quản", (12, 13), False, False, "CENTER"),
    ("Cơ quan ban hành", (12, 13), True, False, "CENTER"),
    ("Số và ký hiệu", (13, 13), False, False, "CENTER"),
    ("Địa danh và ngày", (13, 14), False, True, "CENTER"),
    ("Tên loại", (13, 14), True, False, "CENTER"),
    ("Trích yếu", (13, 14), True, False, "CENTER"),
    ("Trích yếu công văn", (12, 13), False, False, "CENTER"),
    ("Căn cứ", (13, 14), False, True, "JUSTIFY"),
    ("Nội dung", (13, 14), False, False, "JUSTIFY"),
    ("Đề mục 1", (13, 14), True, False, None),
    ("Quyền hạn và chức vụ", (13, 14), True, False, "CENTER"),
    ("Họ tên người ký", (13, 14), True, False, "CENTER"),
    ("Kính gửi", (13, 14), False, False, "CENTER"),
    ("Nơi nhận", (12, 12), True, True, "LEFT"),
    ("Danh sách nơi nhận", (11, 11), False, False, "LEFT"),
    ("Số trang", (13, 14), False, False, "CENTER"),
]


def test_an_agency_too_long_for_a_line_breaks_in_the_middle_as_in_the_pdf() -> None:
    head = replace(HEAD, superior="Ủy ban nhân dân tỉnh Lam Giang")
    (line,) = paragraphs(form_docx(form(letterhead=head)), "Cơ quan chủ quản")
    assert said(line).splitlines() == ["ỦY BAN NHÂN DÂN", "TỈNH LAM GIANG"]


@pytest.mark.parametrize("name", ANY)
@pytest.mark.parametrize(("style", "sizes", "bold", "italic", "align"), ELEMENTS)
def test_every_element_looks_as_the_decree_says(
    name: str, style: str, sizes: tuple[int, int], bold: bool, italic: bool, align: str | None
) -> None:
    found = look(ANY[name](), style)
    assert found.face == "Times New Roman"
    assert sizes[0] <= found.size <= sizes[1]
    assert (found.bold, found.italic) == (bold, italic)
    assert align in (None, found.align)


def test_running_text_is_set_in_spaced_and_led_as_the_decree_says() -> None:
    found = look(form_docx(form()), "Nội dung")
    assert found.first == pytest.approx(10, abs=0.1) or found.first == pytest.approx(12.7, abs=0.1)
    assert found.before >= 6
    assert found.lines is not None
    assert 1 <= found.lines <= 1.5


@pytest.mark.parametrize("name", ANY)
def test_looks_come_from_named_styles_alone(name: str) -> None:
    made = ANY[name]()
    body = part(made)
    assert list(body.iter(f"{W}rPr")) == []
    named = {style.name for style in opened(made).styles}
    used = {found.get(f"{W}val") for found in body.iter(f"{W}pStyle")}
    assert used <= {style_id(name) for name in named}
    assert all(style.style_id.isascii() for style in opened(made).styles)
    assert all(found.find(f"{W}pPr/{W}pStyle") is not None for found in body.iter(f"{W}p"))
    direct = {child.tag.removeprefix(W) for found in body.iter(f"{W}pPr") for child in found}
    assert direct <= {"pStyle", "keepNext", "pBdr", "ind"}, (
        "what depends on the words: the length of rules, what is held"
    )


@pytest.mark.parametrize(("name", "sheet"), [*((name, (210, 297)) for name in UPRIGHT), ("danh sách", (297, 210))])
def test_sheet_and_margins_are_those_of_the_decree(name: str, sheet: tuple[int, int]) -> None:
    for section in opened(ANY[name]()).sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == sheet
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
        assert section.header_distance.mm < section.top_margin.mm


def test_page_numbers_stand_in_the_top_margin_from_the_second_page_and_begin_anew_with_each_paper() -> None:
    made = bound_docx([form(60), request(), form(3)])
    sections = opened(made).sections
    assert len(sections) == 3
    for section in sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        assert section.header.paragraphs[0].style.name == "Số trang"
        assert section._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"


def test_headings_of_tables_are_repeated_and_rows_are_not_cut() -> None:
    for made in (form_docx(form(60)), list_docx(registration_list(40))):
        lined = [
            table
            for table in part(made).iter(f"{W}tbl")
            if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == style_id("Bảng")
        ]
        assert lined
        for table in lined:
            heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
            assert heads == [True] + [False] * (len(heads) - 1)
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


@pytest.mark.parametrize("name", ANY)
def test_the_words_are_those_of_the_pdf(name: str) -> None:
    pdf = {
        "báo cáo": lambda: form_pdf(form(60)),
        "tờ trình": lambda: form_pdf(request()),
        "công văn": lambda: form_pdf(letter()),
        "danh sách": lambda: list_pdf(registration_list(40)),
    }[name]()
    drawn = " ".join(texts(pdf)).replace("\ufffe", "").split()
    # A line end may have cut a long word in two.
    read = {*drawn, *(first + second for first, second in pairwise(drawn))}
    assert {word for word in words(ANY[name]()) if word.strip(".")} <= read


def test_every_vietnamese_letter_is_kept_and_nothing_is_read_as_markup() -> None:
    decomposed = unicodedata.normalize("NFD", f"{ALPHABET} {ALPHABET.upper()}")
    text = f"{decomposed} <b>&amp;</b> \x00\x0b\ud800 {{{{ten}}}}  rộng"
    made = form_docx(form(sections=(FormSection(title="", paragraphs=(text,)),)))
    read = said(paragraphs(made, "Nội dung")[0])
    assert read == f"{ALPHABET} {ALPHABET.upper()} <b>&amp;</b>  {{{{ten}}}}\u00a0\u00a0rộng".replace(
        "  {", "\u00a0\u00a0{"
    )


def test_what_is_not_known_is_a_dotted_line_to_the_margin() -> None:
    made = form_docx(form())
    dotted = paragraphs(made, "Dòng chấm")
    assert [said(line) for line in dotted] == [
        "Chức vụ, đơn vị: \t", "Quê quán: \t", "Quyền hạn, nhiệm vụ được giao hoặc đảm nhận: \t", "\t", "\t",
    ]  # fmt: skip
    (stop,) = opened(made).styles["Dòng chấm"].paragraph_format.tab_stops
    assert stop.position.mm == pytest.approx(165, abs=0.1)
    assert stop.leader.name == "DOTS"


def _length(rule: Any, room: float) -> float:
    sides = rule.find(f"{W}pPr/{W}ind")
    return room - (int(sides.get(f"{W}left")) + int(sides.get(f"{W}right"))) / 20


def test_rules_are_borders_of_the_length_the_decree_asks() -> None:
    made = form_docx(request())
    agency, nation = paragraphs(made, "Đường kẻ")
    (title,) = paragraphs(made, "Đường kẻ tên loại")
    room = 165 * MM
    inside = 2 * 57 / 20
    assert _length(nation, 0.6 * room - inside) == pytest.approx(
        text_width("Độc lập - Tự do - Hạnh phúc", BOLD, 13), abs=1
    )
    assert 1 / 3 <= _length(agency, 0.4 * room - inside) / text_width("SỞ NGOẠI VỤ", BOLD, 12) <= 1 / 2
    subject = text_width("Về việc đề nghị công nhận điển hình tiên tiến", BOLD, 14)
    assert 1 / 3 <= _length(title, room) / subject <= 1 / 2
    for rule in (agency, nation, title):
        assert rule.find(f"{W}pPr/{W}pBdr/{W}top").get(f"{W}val") == "single"
    assert "───" not in said(part(made))
    assert "w:u " not in str(part(made))


def test_number_and_day_stand_on_one_line_and_recipients_level_with_the_post() -> None:
    first, second = opened(form_docx(request())).tables[0].rows
    assert "SỞ NGOẠI VỤ" in first.cells[0].text
    assert [cell.text for cell in second.cells] == ["Số: 05/TTr-SNgV", "Hà Tĩnh, ngày 05 tháng 6 năm 2026"]
    signing = opened(form_docx(request())).tables[-1]
    assert signing.rows[0].cells[0].text == "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    assert signing.rows[0].cells[1].text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
    assert signing.rows[1].cells[1].text == "Trần Đức Hoà"


def test_a_letter_says_what_it_is_about_under_its_number() -> None:
    number = opened(form_docx(letter())).tables[0].rows[1].cells[0]
    assert [line.style.name for line in number.paragraphs] == ["Số và ký hiệu", "Trích yếu công văn"]
    assert number.text == "Số: 12/SNgV-VP\nV/v thực hiện\nKế hoạch số 198/KH-SNgV"


def test_several_addressees_stand_below_one_another() -> None:
    made = form_docx(request(addressees=("Sở Nội vụ", "Ban Thi đua - Khen thưởng tỉnh")))
    assert [said(line) for line in paragraphs(made, "Nơi kính gửi")] == [
        "Kính gửi:", "- Sở Nội vụ;", "- Ban Thi đua - Khen thưởng tỉnh.",
    ]  # fmt: skip


def test_titles_lead_word_through_the_paper() -> None:
    made = form_docx(form())
    outlines = {
        style.name: style.element.find(f"{W}pPr/{W}outlineLvl")
        for style in opened(made).styles
        if style.name.startswith("Đề mục")
    }
    assert {name: level.get(f"{W}val") for name, level in outlines.items()} == {"Đề mục 1": "0", "Đề mục 2": "1"}
    assert all(opened(made).styles[name].paragraph_format.keep_with_next for name in outlines)


def test_a_draft_says_so_on_every_page_of_its_own_part() -> None:
    sections = opened(bound_docx([form(), form(draft=True), form()])).sections
    marked = [
        ["DỰ THẢO" in header._element.xml for header in (section.first_page_header, section.header)]
        for section in sections
    ]
    assert marked == [[False, False], [True, True], [False, False]]


def test_equal_content_gives_equal_bytes() -> None:
    assert bound_docx([form(30), request()]) == bound_docx([form(30), request()])
    assert list_docx(registration_list(9)) == list_docx(registration_list(9))


def test_title_and_language_are_in_the_file_and_no_trace_of_who_wrote_it() -> None:
    facts = opened(form_docx(form())).core_properties
    assert facts.title == "Báo cáo thành tích – Nguyễn Thị Hồng Phượng"
    assert (facts.author, facts.last_modified_by, facts.language) == ("Sở Ngoại vụ", "Sở Ngoại vụ", "vi-VN")
    assert "python" not in " ".join((facts.comments, facts.keywords, facts.subject)).lower()


def test_no_paper_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no form"):
        bound_docx([])


ORDER = {
    # the order of ECMA-376, without which Word calls a file damaged
    "pPr": ["pStyle", "keepNext", "widowControl", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl", "sectPr"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "vAlign"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
    "trPr": ["cantSplit", "tblHeader"],
    "sectPr": ["headerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"],
}  # fmt: skip


@pytest.mark.parametrize("name", [*ANY, "tập"])
def test_parts_of_elements_stand_in_the_order_word_asks(name: str) -> None:
    made = bound_docx([form(), letter(), request(draft=True)]) if name == "tập" else ANY[name]()
    for root in (part(made), part(made, "word/styles.xml")):
        for tag, order in ORDER.items():
            for found in root.iter(f"{W}{tag}"):
                names = [child.tag.removeprefix(W) for child in found]
                assert set(names) <= set(order), tag
                assert names == sorted(names, key=order.index)


def _printed(folder: Path, papers: dict[str, bytes]) -> dict[str, bytes]:
    """The papers as LibreOffice makes PDF of them, with the typeface the program ships."""
    for name, made in papers.items():
        (folder / f"{name}.docx").write_bytes(made)
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{resources.path("fonts")}</dir><cachedir>{folder / "cache"}</cachedir>'
        '<alias binding="same"><family>Times New Roman</family>'
        "<prefer><family>Liberation Serif</family></prefer></alias></fontconfig>",
        encoding="utf-8",
    )
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    subprocess.run(
        [*command, *(f"{name}.docx" for name in papers)],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        check=True,
        capture_output=True,
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in papers}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    alphabet = form(sections=(FormSection(title="", paragraphs=(f"{ALPHABET} {ALPHABET.upper()}",)),))
    return _printed(
        tmp_path_factory.mktemp("word"),
        {
            "form": form_docx(form(60)),
            "request": form_docx(request()),
            "bound": bound_docx([form(60), form(3, draft=True), request()]),
            "list": list_docx(registration_list(40)),
            "alphabet": form_docx(alphabet),
        },
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
class TestAsLibreOfficePrintsIt:
    def test_vietnamese_comes_out_letter_by_letter(self, printed: dict[str, bytes]) -> None:
        read = "".join(texts(printed["alphabet"])).replace(" ", "").replace("\ufffe", "")
        assert f"{ALPHABET}{ALPHABET.upper()}" in read

    def test_pdftotext_reads_it_too(self, printed: dict[str, bytes], tmp_path: Path) -> None:
        if shutil.which("pdftotext") is None:
            pytest.skip("poppler is not installed")
        (tmp_path / "a.pdf").write_bytes(printed["request"])
        done = subprocess.run(["pdftotext", "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
        read = " ".join(done.stdout.decode("utf-8").split())
        for said_so in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Số: 05/TTr-SNgV",
            "Hà Tĩnh, ngày 05 tháng 6 năm 2026",
            "Trần Đức Hoà",
        ):
            assert said_so in read

    def test_one_typeface_all_of_it_embedded(self, printed: dict[str, bytes]) -> None:
        for made in printed.values():
            found = faces(made)
            assert {name.split("+")[-1].split("-")[0] for name in found} == {"LiberationSerif"}
            assert all(found.values())

    @pytest.mark.parametrize(
        ("text", "points"),
        [
            ("CỘNG HÒA XÃ HỘI", 12), ("Độc lập - Tự do", 13), ("SỞ NGOẠI VỤ", 12), ("Số: 05/TTr", 13),
            ("ngày 05 tháng 6", 13), ("TỜ TRÌNH", 14), ("Về việc đề nghị", 14), ("Kính gửi", 14), ("Căn cứ Luật", 13),
            ("Sở Ngoại vụ kính trình", 13), ("PHÓ GIÁM ĐỐC", 13), ("Nơi nhận", 12), ("- Như trên", 11),
        ],
    )  # fmt: skip
    def test_sizes_are_those_of_the_decree(self, printed: dict[str, bytes], text: str, points: int) -> None:
        assert size_of(printed["request"], 0, text) == points

    def test_margins_are_kept(self, printed: dict[str, bytes]) -> None:
        for name, width in (("form", 210), ("list", 297)):
            left, bottom, right, _ = ink(printed[name], 1)
            assert left >= 30 - 0.5
            assert right <= width - 15 + 0.5
            assert bottom >= 20 - 0.5

    def test_the_rule_under_the_motto_is_as_long_as_it(self, printed: dict[str, bytes]) -> None:
        motto = box(printed["request"], 0, "Độc lập - Tự do - Hạnh phúc")
        assert any(
            rule[:2] == pytest.approx((motto[0], motto[2]), abs=1) and 0 < motto[1] - rule[2] < 3
            for rule in rules(printed["request"], 0)
        )

    def test_numbers_stand_centred_in_the_top_margin_from_page_two(self, printed: dict[str, bytes]) -> None:
        assert page_count(printed["form"]) == page_count(form_pdf(form(60)))
        starts = [page.split()[0] for page in texts(printed["bound"])]
        assert starts[0] == "SỞ"
        assert starts[1:3] == ["2", "3"]
        assert starts[3] != "4"
        left, bottom, right, top = box(printed["bound"], 1, "2")
        assert (left + right) / 2 == pytest.approx(30 + 165 / 2, abs=0.7)
        assert 297 - 20 < bottom < top < 297 - 5

    def test_headings_are_on_every_page_and_signatures_never_alone(self, printed: dict[str, bytes]) -> None:
        pages = texts(printed["list"])
        assert all("Thành tích tiêu biểu" in page for page in pages)
        assert "Trần Đức Hoà" in pages[-1]
        assert sum("DỰ THẢO" in page for page in texts(printed["bound"])) in (0, 2), "drawn as letters or as outlines"

    def test_all_rows_are_there_once(self, printed: dict[str, bytes]) -> None:
        read = " ".join(texts(printed["form"]))
        assert [read.count(f" {70 + row}/QĐ-SNgV") for row in range(60)] == [1] * 60


def test_a_whole_paper_of_the_office_has_no_subject_in_its_title() -> None:
    assert opened(form_docx(request())).core_properties.title == "Tờ trình"
    assert opened(form_docx(letter())).core_properties.title == "Công văn"
    made: Form = request()
    assert made.name == "Tờ trình"
