"""An office's own templates: fields survive Word and another program, what is wrong is named, harm is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt

from dienhinh_desktop.domain.documents import Form
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.documents import form_docx, prove_template, template_docx, templated_docx
from dienhinh_desktop.exchange.documents.template_fields import specimen

from .paper_samples import form, letter, request
from .word_reading import opened, part, words

HARMFUL: list[tuple[dict[str, bytes], str]] = [
    ({"word/vbaProject.bin": b"x"}, "có macro"),
    ({"word/embeddings/oleObject1.bin": b"x"}, "có tệp nhúng"),
    ({"word/activeX/activeX1.xml": b"<x/>"}, "có tệp nhúng"),
    ({"word/_rels/a.xml.rels": b'<R><Relationship TargetMode="External" Target="\\\\x"/></R>'}, "liên kết"),
    ({"word/a.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>'}, "không đọc an toàn"),
    ({"word/a.xml": b'<w:instrText xml:space="preserve"> INCLUDEPICTURE "http://x" </w:instrText>'}, "trường"),
    ({"word/a.xml": b"<w:instrText> DDE</w:instrText><w:r/><w:instrText>AUTO cmd</w:instrText>"}, "trường"),
    ({"word/a.xml": b'<w:fldSimple w:instr=" DDEAUTO cmd "/>'}, "trường"),
    ({"[Content_Types].xml": b"<Types/>"}, "không phải Word (.docx) thường"),
    ({f"word/{number}.xml": b"<x/>" for number in range(600)}, "bung ra quá lớn"),
    ({"word/big.xml": b" " * (61 << 20)}, "lớn"),
]
"""Parts put into a template, and the word that must be in why it is refused."""
PAPERS: dict[str, Callable[[], Form]] = {"báo cáo": lambda: form(8), "tờ trình": request, "công văn": letter}
NAME = "Tờ trình"


def changed(template: bytes, change: Callable[[Any], None]) -> bytes:
    """The template as an office changed it in Word."""
    document = Document(BytesIO(template))
    change(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def line_with(document: Any, text: str) -> Any:
    return next(line for line in document.paragraphs if text in line.text)


def repacked(template: bytes, parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", PAPERS)
class TestOriginal:
    def test_it_has_every_field_and_proves_itself(self, name: str) -> None:
        paper = PAPERS[name]()
        template = template_docx(paper)
        text = "".join(words(template)).lower()
        assert all(f"{{{{{field}}}}}" in text for field in specimen(paper)[1].needed)
        prove_template(template, paper, name)

    def test_filled_it_says_what_the_paper_says(self, name: str) -> None:
        paper = PAPERS[name]()
        assert words(templated_docx(template_docx(paper), paper)) == words(form_docx(paper))

    def test_nothing_of_the_sample_stands_in_it(self, name: str) -> None:
        text = " ".join(words(template_docx(PAPERS[name]())))
        assert "Trần Đức Hoà" not in text
        assert "SỞ NGOẠI VỤ" not in text

    def test_equal_content_gives_equal_bytes(self, name: str) -> None:
        paper = PAPERS[name]()
        template = template_docx(paper)
        assert template == template_docx(paper)
        assert templated_docx(template, paper) == templated_docx(template, paper)


class TestChanged:
    def test_own_words_and_another_order_are_kept(self) -> None:
        def change(document: Any) -> None:
            line_with(document, "1. Số lượng").runs[0].text = "Phần thứ nhất: số lượng đề nghị"
            block, before = line_with(document, "{{doan_2}}"), line_with(document, "Phần thứ nhất")
            before._p.addprevious(block._p)

        template = changed(template_docx(request()), change)
        prove_template(template, request(), NAME)
        said = " ".join(words(templated_docx(template, request())))
        assert said.index("Kính trình xem xét") < said.index("Phần thứ nhất: số lượng đề nghị") < said.index("Tổng số")

    def test_a_field_word_has_cut_into_runs_is_filled(self) -> None:
        def change(document: Any) -> None:
            for text in ("{{kinh_gui}}", "{{so_luong}}"):
                line = line_with(document, text)
                whole = line.text
                line.runs[0].text = ""
                for piece in (whole[:-14], whole[-14:-9], whole[-9:-4], whole[-4:]):
                    line.add_run(piece).bold = len(piece) == 5

        template = changed(template_docx(request()), change)
        prove_template(template, request(), NAME)
        said = words(templated_docx(template, request()))
        assert said == words(form_docx(request()))

    def test_a_field_inside_a_sentence_keeps_the_sentence(self) -> None:
        def change(document: Any) -> None:
            line_with(document, "Kính gửi").add_run(" (qua Văn thư của {{co_quan}}, {{CO_QUAN_CHU_QUAN}})")

        template = changed(template_docx(request()), change)
        said = " ".join(words(templated_docx(template, request())))
        assert "(qua Văn thư của Sở Ngoại vụ, UBND TỈNH HÀ TĨNH)" in said

    def test_counts_may_be_used_besides(self) -> None:
        paper = request(facts={"so_ca_nhan": "04", "tong_so": "05"})
        template = changed(
            template_docx(paper),
            lambda document: line_with(document, "1. Số lượng").add_run(": {{so_ca_nhan}} cá nhân"),
        )
        prove_template(template, paper, NAME)
        assert "1. Số lượng: 04 cá nhân" in " ".join(words(templated_docx(template, paper)))

    def test_the_style_of_an_office_is_kept(self) -> None:
        def change(document: Any) -> None:
            document.styles["Nội dung"].font.size = Pt(14)

        filled = templated_docx(changed(template_docx(request()), change), request())
        assert opened(filled).styles["Nội dung"].font.size.pt == 14

    def test_a_part_only_some_papers_have_is_never_lost(self) -> None:
        template = template_docx(form(8))
        longer = form(8, sections=(*form(8).sections, *request().sections))
        assert "Tổng số: 05 điển hình." in " ".join(words(templated_docx(template, longer)))

    def test_a_draft_says_so(self) -> None:
        filled = templated_docx(template_docx(request()), request(draft=True))
        with zipfile.ZipFile(BytesIO(filled)) as package:
            headers = [package.read(name) for name in package.namelist() if name.startswith("word/header")]
        assert headers
        assert all("DỰ THẢO".encode() in header for header in headers)
        assert part(filled) is not None

    def test_the_line_under_the_title_follows_its_words(self) -> None:
        def sides(file: bytes) -> list[str]:
            root = part(file)
            name = next(iter(root.nsmap.values()))
            marks = [mark for mark in root.iter(f"{{{name}}}ind") if mark.get(f"{{{name}}}right")]
            return [mark.get(f"{{{name}}}left") for mark in marks]

        given, ours = (sides(templated_docx(template_docx(request()), request())), sides(form_docx(request())))
        assert [abs(int(one) - int(two)) <= 2 for one, two in zip(given, ours, strict=True)] == [True] * len(ours)


class TestRefused:
    @pytest.fixture
    def template(self) -> bytes:
        return template_docx(request())

    def refused(self, template: bytes) -> str:
        with pytest.raises(UserError) as caught:
            prove_template(template, request(), NAME)
        return caught.value.sentence

    def test_a_missing_field_is_named(self, template: bytes) -> None:
        without = changed(template, lambda document: line_with(document, "{{so_luong}}").clear())
        assert self.refused(without) == (
            "Mẫu Tờ trình thiếu ô {{so_luong}}. Sửa trong Word rồi dùng lại, hoặc về mẫu gốc."
        )

    def test_an_unknown_field_is_named(self, template: bytes) -> None:
        strange = changed(template, lambda document: document.add_paragraph("{{so_ca_nhan_nu}}"))
        assert "ô không biết: {{so_ca_nhan_nu}}" in self.refused(strange)

    def test_a_lost_style_is_named(self, template: bytes) -> None:
        def change(document: Any) -> None:
            style = document.styles["Ô bảng"]
            style.element.getparent().remove(style.element)

        assert "không còn kiểu chữ “Ô bảng”" in self.refused(changed(template, change))

    @pytest.mark.parametrize(("parts", "why"), HARMFUL)
    def test_what_could_do_harm_is_refused_with_why(self, template: bytes, parts: dict[str, bytes], why: str) -> None:
        assert why in self.refused(repacked(template, dict(parts)))

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 200])
    def test_what_is_no_word_file_is_refused(self, content: bytes) -> None:
        assert "không phải Word (.docx) hoặc đã hỏng" in self.refused(content)

    def test_a_cut_file_is_refused(self, template: bytes) -> None:
        for length in range(0, len(template), len(template) // 17):
            assert self.refused(template[:length])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_template_another_program_wrote_again_is_filled_all_the_same(tmp_path: Path) -> None:
    for name, paper in (("request", request()), ("form", form(8))):
        source = tmp_path / f"{name}.docx"
        source.write_bytes(template_docx(paper))
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
                *("--convert-to", "docx", "--outdir", str(tmp_path / "ra"), str(source)),
            ],
            env={**os.environ},
            check=True,
            capture_output=True,
        )
        again = (tmp_path / "ra" / source.name).read_bytes()
        prove_template(again, paper, NAME)
        assert sorted(words(templated_docx(again, paper))) == sorted(words(form_docx(paper)))
