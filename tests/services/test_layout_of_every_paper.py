"""Every paper of the sample office measured in the files themselves against the table of Decree 30/2020, annex I.

Sizes are read where the letters stand in the PDF, margins where ink begins; Word is measured in its styles, and once
more in what LibreOffice prints of it. Independent programs open what is written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from dienhinh_desktop import resources
from dienhinh_desktop.domain.documents import Form, ListKind, PaperKind, RegistrationList
from dienhinh_desktop.exchange import documents as drawn
from dienhinh_desktop.services import documents, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents.dossier import gather
from dienhinh_desktop.services.documents.papers import forms_of, papers
from dienhinh_desktop.services.opening import open_context

from ..exchange.pdf_reading import box, faces, ink, opened, rules, size, texts
from .test_documents import ON, PLAN

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
FORMS = ("Bản đăng ký", "Báo cáo thành tích", *(kind.label for kind in PaperKind))
LISTS = tuple(kind.label for kind in ListKind)
NAMES = [*FORMS, *LISTS]
PRINTED = [*NAMES, *(f"{name} Excel" for name in LISTS)]


@dataclass(frozen=True)
class Written:
    """One paper: its content and its files."""

    content: Form | RegistrationList
    pdf: bytes
    docx: bytes
    xlsx: bytes | None = None


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Written]]:
    with open_context(tmp_path_factory.mktemp("so"), "Văn thư") as ctx:
        upkeep.load_practice(ctx)
        upkeep.save_office(ctx, replace(upkeep.office(ctx), practice=False))  # papers in earnest bear no mark
        yield dict(_all(ctx))


def _all(ctx: Context) -> Iterator[tuple[str, Written]]:
    dossier = gather(ctx, PLAN, ON)
    person = next(entry for entry in dossier.entries if entry.posts)
    forms = dict(zip(FORMS[:2], forms_of(dossier, person, frozenset()), strict=True))
    for kind in PaperKind:
        forms[kind.label] = papers(ctx, dossier, kind)[0]
    for name, form in forms.items():
        yield name, Written(form, drawn.form_pdf(form), drawn.form_docx(form))
    for listed in ListKind:
        content = documents.build_list(ctx, PLAN, ON, kind=listed)
        files = (drawn.list_pdf(content), drawn.list_docx(content), drawn.list_xlsx(content))
        yield listed.label, Written(content, *files)


def lying(name: str) -> bool:
    return name in LISTS


@pytest.mark.parametrize("name", NAMES)
class TestPdf:
    def test_the_sheet_is_a4_and_ink_stays_within_the_margins(self, written: dict[str, Written], name: str) -> None:
        pdf = written[name].pdf
        width, height = (297, 210) if lying(name) else (210, 297)
        with opened(pdf) as document:
            sizes = {tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document}
            count = len(document)
        assert sizes == {(width, height)}
        for page in range(count):
            left, bottom, right, top = ink(pdf, page)
            assert 30 - 0.6 <= left <= 35
            assert right <= width - 15 + 0.6
            assert bottom >= 20 - 0.6
            assert top <= height - (20 if page == 0 else 5) + 1.5

    def test_the_head_has_the_sizes_of_the_decree(self, written: dict[str, Written], name: str) -> None:
        paper = written[name]
        head = paper.content.letterhead
        assert size(paper.pdf, 0, NATION) in (12, 13)
        assert size(paper.pdf, 0, MOTTO) in (13, 14)
        assert size(paper.pdf, 0, head.agency.upper().split()[0]) in (12, 13)
        if getattr(head, "dated", True) and head.place:
            assert size(paper.pdf, 0, f"{head.place}, ngày") in (13, 14)
        if head.number:
            assert size(paper.pdf, 0, "Số:") == 13

    def test_the_motto_is_underlined_by_its_own_length(self, written: dict[str, Written], name: str) -> None:
        pdf = written[name].pdf
        motto = box(pdf, 0, MOTTO)
        under = [rule for rule in rules(pdf, 0) if abs(rule[0] - motto[0]) < 0.7 and abs(rule[1] - motto[2]) < 0.7]
        assert under
        assert motto[1] - 3 < under[0][2] < motto[1] + 1

    def test_the_title_is_size_13_or_14(self, written: dict[str, Written], name: str) -> None:
        paper = written[name]
        if paper.content.title:
            assert size(paper.pdf, 0, paper.content.title[0].upper()) in (13, 14)

    def test_who_signs_stands_on_the_last_page_in_size_13_or_14(self, written: dict[str, Written], name: str) -> None:
        paper = written[name]
        signers = _signatures(paper.content)
        with opened(paper.pdf) as document:
            last = len(document) - 1
        for post, signer in signers:
            assert size(paper.pdf, last, post.upper()) in (13, 14)
            if signer:
                assert size(paper.pdf, last, signer) in (13, 14)

    def test_pages_are_numbered_above_from_the_second_on(self, written: dict[str, Written], name: str) -> None:
        read = texts(written[name].pdf)
        assert [page.split()[0] for page in read[1:]] == [str(number) for number in range(2, len(read) + 1)]
        assert not read[0].split()[0].isdigit()

    def test_one_face_is_used_and_embedded(self, written: dict[str, Written], name: str) -> None:
        found = faces(written[name].pdf)
        assert found
        assert all("LiberationSerif" in face and embedded for face, embedded in found.items())


def _signatures(content: Form | RegistrationList) -> list[tuple[str, str]]:
    if isinstance(content, RegistrationList):
        return [(content.signature.lines[-1], content.signature.name)]
    return [(block.lines[-1], block.name) for row in content.signatures[-1:] for block in row]


SIZES = {
    "Quốc hiệu": (12, 13),
    "Tiêu ngữ": (13, 14),
    "Cơ quan chủ quản": (12, 13),
    "Cơ quan ban hành": (12, 13),
    "Số và ký hiệu": (13, 13),
    "Địa danh và ngày": (13, 14),
    "Tên loại": (13, 14),
    "Trích yếu": (13, 14),
    "Căn cứ": (13, 14),
    "Nội dung": (13, 14),
    "Quyền hạn và chức vụ": (13, 14),
    "Họ tên người ký": (13, 14),
    "Nơi nhận": (12, 12),
    "Danh sách nơi nhận": (11, 11),
}


@pytest.mark.parametrize("name", NAMES)
def test_word_has_the_margins_and_sizes_of_the_decree(written: dict[str, Written], name: str, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(written[name].docx)
    document = Document(str(target))
    for section in document.sections:
        sides = (section.page_width, section.page_height)
        assert tuple(round(side.mm) for side in sides if side) == ((297, 210) if lying(name) else (210, 297))
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        top, bottom, left, right = (round(side.mm, 1) for side in margins if side)
        assert 20 <= top <= 25
        assert 20 <= bottom <= 25
        assert 30 <= left <= 35
        assert 15 <= right <= 20
    lines = [*document.paragraphs, *_in_tables(document.tables)]
    used = {line.style.name: line.style.font.size.pt for line in lines if line.style and line.style.font.size}
    for style, (least, most) in SIZES.items():
        if style in used:
            assert least <= used[style] <= most, style
    assert not [run for line in lines for run in line.runs if run.font.size or run.font.name]
    assert {"Quốc hiệu", "Tiêu ngữ", "Cơ quan ban hành"} <= set(used)


def _in_tables(tables: list) -> Iterator:  # type: ignore[type-arg]
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


@pytest.mark.parametrize("name", NAMES)
def test_word_says_what_the_pdf_says(written: dict[str, Written], name: str, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(written[name].docx)
    document = Document(str(target))
    said = {word for line in (*document.paragraphs, *_in_tables(document.tables)) for word in line.text.split()}
    printed = {word for page in texts(written[name].pdf) for word in page.split() if not word.isdigit()}
    split = {word for word in printed - said if not any(word in whole for whole in said)}
    assert not split


@pytest.mark.parametrize("name", LISTS)
def test_a_workbook_says_what_its_pdf_says_and_has_the_margins(
    written: dict[str, Written], name: str, tmp_path: Path
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(written[name].xlsx or b"")
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    assert [round(side * 25.4) for side in (sheet.page_margins.left, sheet.page_margins.right)] == [30, 15]
    assert [round(side * 25.4) for side in (sheet.page_margins.top, sheet.page_margins.bottom)] == [20, 20]
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}
    said = {word for row in sheet.iter_rows(values_only=True) for text in row if text for word in str(text).split()}
    book.close()
    printed = {word for page in texts(written[name].pdf) for word in page.split() if not word.isdigit()}
    assert not {word for word in printed - said if not any(word in whole for whole in said)}


needs = {tool: pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")
         for tool in ("soffice", "qpdf", "pdftotext")}  # fmt: skip


@pytest.mark.slow
@needs["qpdf"]
@needs["pdftotext"]
@pytest.mark.parametrize("name", NAMES)
def test_other_programs_read_the_pdf(written: dict[str, Written], name: str, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(written[name].pdf)
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
    done = subprocess.run(["pdftotext", str(target), "-"], check=True, capture_output=True, encoding="utf-8")
    said = " ".join(done.stdout.split())
    assert NATION in said
    assert MOTTO in said
    for line in written[name].content.title[:1]:
        assert line.upper() in said


@pytest.fixture(scope="module")
def printed(written: dict[str, Written], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every Word file and workbook as LibreOffice prints it, all in one go."""
    folder = tmp_path_factory.mktemp("office")
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{resources.path("fonts")}</dir><cachedir>{folder / "cache"}</cachedir>'
        '<alias binding="same"><family>Times New Roman</family>'
        "<prefer><family>Liberation Serif</family></prefer></alias></fontconfig>",
        encoding="utf-8",
    )
    files: dict[str, str] = {}
    for number, (name, paper) in enumerate(written.items()):
        files[name] = f"w{number}"
        (folder / f"w{number}.docx").write_bytes(paper.docx)
        if paper.xlsx:
            files[f"{name} Excel"] = f"x{number}"
            (folder / f"x{number}.xlsx").write_bytes(paper.xlsx)
    sources = [path.name for path in sorted(folder.iterdir()) if path.suffix in (".docx", ".xlsx")]
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", *sources],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        check=True,
        capture_output=True,
    )
    return {name: (folder / f"{stem}.pdf").read_bytes() for name, stem in files.items()}


@pytest.mark.slow
@needs["soffice"]
@pytest.mark.parametrize("name", PRINTED)
def test_libreoffice_prints_word_and_excel_within_the_margins(printed: dict[str, bytes], name: str) -> None:
    pdf = printed[name]
    width = 297 if lying(name.removesuffix(" Excel")) else 210
    with opened(pdf) as document:
        count = len(document)
    for page in range(count):
        left, bottom, right, _ = ink(pdf, page)
        assert left >= 30 - 1
        assert right <= width - 15 + 1.5
        assert bottom >= 20 - 1.5
    assert size(pdf, 0, MOTTO) in (13, 14)
    assert size(pdf, 0, NATION) in (12, 13)
