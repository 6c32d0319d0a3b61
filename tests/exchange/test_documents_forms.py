"""Forms as PDF: what is read, where it stands, what stays together."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Spacer

from dienhinh_desktop.domain.documents import FormSection, FormTable
from dienhinh_desktop.exchange.documents import bound_pdf, form_pdf, page_count, page_images
from dienhinh_desktop.exchange.documents.blocks import Ending, SignedEnd
from dienhinh_desktop.exchange.documents.fonts import BOLD, balanced, register
from dienhinh_desktop.exchange.documents.form_parts import Title, table
from dienhinh_desktop.exchange.documents.paper import style

from .paper_samples import HEAD, form
from .pdf_reading import box, faces, ink, outline, rules, texts

ALPHABET = "".join(
    unicodedata.normalize("NFC", letter + shape + tone)
    for letter, shapes in {
        "a": ("", "\u0306", "\u0302"), "e": ("", "\u0302"), "i": ("",), "o": ("", "\u0302", "\u031b"),
        "u": ("", "\u031b"), "y": ("",),
    }.items()
    for shape in shapes
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
) + "đ"  # fmt: skip


def test_every_vietnamese_letter_is_read_back_as_it_was_written() -> None:
    words = f"{ALPHABET} {ALPHABET.upper()}"
    decomposed = unicodedata.normalize("NFD", words)
    made = form_pdf(form(sections=(FormSection(title="1. Chữ", level=2, paragraphs=(words, decomposed)),)))
    read = "".join(texts(made)).replace(" ", "").replace("\ufffe", "")
    assert read.count(words.replace(" ", "")) == 2


def test_only_embedded_subsets_of_one_typeface_are_used() -> None:
    made = bound_pdf([form(60), form(subject="CB002", draft=True)])
    assert set(faces(made)) == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}
    assert all(faces(made).values())
    named = set(re.findall(rb"/BaseFont /([^ /\n]+)", made))
    assert named
    assert all(re.fullmatch(rb"[A-Z]{6}\+LiberationSerif[-A-Za-z]*", name) for name in named)


def test_what_a_user_typed_is_never_read_as_markup() -> None:
    assert "<img src='x'/> & nhiệm vụ" in texts(form_pdf(form()))[0]


def test_equal_content_gives_equal_bytes() -> None:
    assert form_pdf(form(30)) == form_pdf(form(30))
    assert bound_pdf([form(), form(60)]) == bound_pdf([form(), form(60)])


def test_names_and_titles_too_long_for_a_line_break_in_the_middle_and_leave_no_word_alone() -> None:
    head = replace(HEAD, superior="Ủy ban nhân dân tỉnh Lam Giang")
    about = "Sơ kết công tác phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến giai đoạn 2021 - 2025"
    made = form_pdf(form(letterhead=head, title=("Báo cáo", about)))
    above, below = box(made, 0, "ỦY BAN NHÂN DÂN"), box(made, 0, "TỈNH LAM GIANG")
    assert above[1] > below[3] - 3
    assert box(made, 0, "Sơ kết công tác phát hiện")[1] > box(made, 0, "tiến giai đoạn 2021 - 2025")[3] - 3
    assert balanced("Sở Ngoại vụ", BOLD, 12, 300) == ["Sở Ngoại vụ"]
    council = balanced("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", BOLD, 12, 170)
    assert council == ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG"]
    assert "".join(balanced("A" * 300, BOLD, 12, 100)) == "A" * 300


def test_margins_are_those_of_the_decree() -> None:
    made = form_pdf(form(60))
    left, bottom, right, top = ink(made, 1)
    assert left == pytest.approx(30, abs=1)
    assert right == pytest.approx(195, abs=1)
    assert 20 - 0.5 <= bottom <= 297
    assert top == pytest.approx(297 - 10.5, abs=2), "the page number stands in the top margin"


def test_page_numbers_stand_centred_above_and_not_on_the_first_page() -> None:
    made = form_pdf(form(60))
    read = texts(made)
    assert read[1].startswith("2 Năm Danh hiệu")
    assert read[2].startswith("3 ")
    left, bottom, right, top = box(made, 1, "2")
    assert (left + right) / 2 == pytest.approx(105, abs=0.5)
    assert 297 - 20 < bottom < top < 297 - 5
    assert read[0].startswith("SỞ NGOẠI VỤ")


def test_a_long_table_repeats_its_headings_on_every_page() -> None:
    read = texts(form_pdf(form(60)))
    assert len(read) == 3
    assert all("Danh hiệu thi đua Số, ngày, tháng, năm" in page for page in read)
    assert [sum(f"{70 + row}/QĐ-SNgV" in page for page in read) for row in range(60)] == [1] * 60


def test_the_nation_and_the_agency_are_underlined_by_lines_of_the_right_length() -> None:
    made = form_pdf(form())
    motto = box(made, 0, "Độc lập - Tự do - Hạnh phúc")
    agency = box(made, 0, "PHÒNG LÃNH SỰ")
    below_motto, below_agency = sorted(rules(made, 0), key=lambda rule: -rule[2])[:2]
    if below_motto[0] < 100:
        below_motto, below_agency = below_agency, below_motto
    assert below_motto[:2] == pytest.approx((motto[0], motto[2]), abs=0.5)
    assert below_motto[2] < motto[1] + 1
    length = (below_agency[1] - below_agency[0]) / (agency[2] - agency[0])
    assert 1 / 3 <= length <= 1 / 2
    assert sum(below_agency[:2]) == pytest.approx(agency[0] + agency[2], abs=0.5)


@pytest.mark.parametrize("rows", range(1, 75))
def test_signatures_never_stand_alone_or_apart(rows: int) -> None:
    table = form(rows).sections[2].table
    assert table is not None
    pages = texts(form_pdf(form(sections=(FormSection(title="1. Danh hiệu", level=2, table=table),))))
    assert [("NGƯỜI BÁO CÁO" in page, "Trần Đức Hoà" in page) for page in pages][-1] == (True, True)
    assert f"{69 + rows}/QĐ-SNgV" in pages[-1], "the last row stays with the signatures"
    if rows > 1:
        assert f"{68 + rows}/QĐ-SNgV" in pages[-1], "and so does the one before it"


@pytest.mark.parametrize("words", range(20, 1400, 60))
def test_two_lines_of_a_text_stay_with_the_signatures(words: int) -> None:
    text = " ".join(f"chữ{number}" for number in range(words))
    last = texts(form_pdf(form(sections=(FormSection(title="", paragraphs=(text,)),))))[-1]
    assert f"chữ{words - 1}" in last
    assert f"chữ{words - 11}" in last
    assert "NGƯỜI BÁO CÁO" in last
    assert "Trần Đức Hoà" in last


@pytest.mark.parametrize("words", range(0, 700, 50))
def test_no_title_is_left_at_the_foot_of_a_page(words: int) -> None:
    table = FormTable(headings=("Năm", "Tên"), rows=(("2021", "dòng đầu"), ("2022", "dòng hai")), widths=(1, 5))
    sections = (
        FormSection(title="", paragraphs=("chữ " * words,)),
        FormSection(title="III. Khen thưởng"),
        FormSection(title="1. Danh hiệu", level=2, table=table),
    )
    pages = texts(form_pdf(form(sections=sections)))
    page = next(page for page in pages if "III. KHEN THƯỞNG" in page)
    assert "1. Danh hiệu Năm Tên 2021 dòng đầu" in page


def test_what_is_left_of_the_last_table_under_its_title_fits_the_page() -> None:
    rows = tuple((str(row), "Khoảng thời gian của Bằng khen, sáng kiến", "Theo ngày ký") for row in range(9))
    content = FormTable(headings=("Mã", "Chỗ chưa rõ", "Hiểu là"), rows=rows, widths=(1, 3, 3))
    register()
    paper = Canvas(BytesIO())
    begun = 0
    for room in range(60, 260):
        lead = [Title("IV. Cách hiểu đã dùng", style(14, BOLD, spaceBefore=8, spaceAfter=2)), Spacer(1, 4)]
        end = SignedEnd(lead, table(content, 300), Ending([Spacer(1, 100)]), 700)
        end.canv = paper
        page = Frame(0, 0, 300, room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        page.add(Spacer(1, 1), paper)
        parts = end.split(300, room - 1)
        assert all(page.add(part, paper) for part in parts[:-1])
        begun += len(parts) == 4
    assert begun > 100


def test_a_cell_taller_than_a_page_is_carried_on() -> None:
    text = " ".join(f"chữ{number}" for number in range(900))
    table = FormTable(headings=("Năm", "Tên"), rows=(("2021", text),), widths=(1, 3))
    pages = texts(form_pdf(form(sections=(FormSection(title="1. Dài", level=2, table=table),))))
    assert len(pages) > 1
    assert all(f"chữ{number}" in " ".join(pages) for number in range(900))


def test_the_bound_file_has_an_outline_and_numbers_each_form_anew() -> None:
    forms = [
        form(60, subject="A", subject_name="Nguyễn Văn An", title=("Bản đăng ký", "điển hình tiên tiến")),
        form(60, subject="A", subject_name="Nguyễn Văn An"),
        form(3, subject="B", subject_name="Đỗ Bình"),
    ]
    made = bound_pdf(forms)
    assert outline(made) == [
        (0, "01. Nguyễn Văn An", 0),
        (1, "Bản đăng ký", 0),
        (1, "Báo cáo thành tích", 3),
        (0, "02. Đỗ Bình", 6),
        (1, "Báo cáo thành tích", 6),
    ]
    heads = [page[:2] for page in texts(made)]
    assert heads == ["SỞ", "2 ", "3 ", "SỞ", "2 ", "3 ", "SỞ", "2 "]


def test_a_draft_says_so_on_every_page_and_a_fair_copy_does_not() -> None:
    assert all("DỰ THẢO" in page for page in texts(form_pdf(form(60, draft=True))))
    assert "DỰ THẢO" not in " ".join(texts(form_pdf(form(60))))


def test_title_language_and_subject_are_in_the_file() -> None:
    made = form_pdf(form(keywords=("198/KH-SNgV", "Cán bộ cốt cán")))
    assert b"/Lang (vi-VN)" in made
    import pypdfium2

    facts = pypdfium2.PdfDocument(made).get_metadata_dict()
    assert facts["Title"] == "Báo cáo thành tích – Nguyễn Thị Hồng Phượng"
    assert facts["Subject"] == "198/KH-SNgV, Cán bộ cốt cán"
    assert facts["Author"] == "Sở Ngoại vụ"


def test_no_form_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no form"):
        bound_pdf([])


def test_pages_become_pictures_of_the_width_asked() -> None:
    made = form_pdf(form(60))
    pictures = page_images(made, 500)
    assert page_count(made) == len(pictures) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert int.from_bytes(pictures[0][16:20], "big") == 500


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(bound_pdf([form(60), form(3, subject="B", draft=True)]))
    done = subprocess.run(["qpdf", "--check", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors" in done.stdout
