"""An office's own templates kept in the folder: taken into use, followed by Word alone, gone back from, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from dienhinh_desktop.domain.documents import PaperFormat, PaperKind
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.services import documents, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.documents import templates

from ..exchange.pdf_reading import texts
from .test_documents import ON, PLAN

OWN = "Phần thứ nhất: số lượng"


@pytest.fixture
def practice(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    upkeep.save_office(ctx, replace(upkeep.office(ctx), practice=False))  # papers in earnest bear no mark
    return ctx


@pytest.fixture
def changed(practice: Context, tmp_path: Path) -> Path:
    """The request's template as the office changed it."""
    ((_, form),) = documents.templated_papers(practice, PLAN, ON, PaperKind.REQUEST, None)
    target = tmp_path / "Mau cua Van phong.docx"
    templates.write_original(form, target)
    reword(target, "1. Số lượng", OWN)
    return target


def reword(target: Path, before: str, after: str) -> None:
    document = Document(str(target))
    next(line for line in document.paragraphs if before in line.text).runs[0].text = after
    document.save(str(target))


def take(ctx: Context, source: Path) -> None:
    ((name, form),) = documents.templated_papers(ctx, PLAN, ON, PaperKind.REQUEST, None)
    templates.take_into_use(ctx, form, name, source)


def written(ctx: Context, folder: Path, written_as: PaperFormat = PaperFormat.WORD) -> str:
    (file,) = documents.export_papers(ctx, PLAN, ON, folder, [PaperKind.REQUEST], written_as=written_as).files
    if written_as is PaperFormat.PDF:
        return " ".join(texts(Path(file).read_bytes()))
    return "\n".join(line.text for line in Document(file).paragraphs)


def test_word_follows_a_template_in_use_and_pdf_keeps_the_original(
    practice: Context, changed: Path, tmp_path: Path
) -> None:
    assert OWN not in written(practice, tmp_path / "truoc")
    take(practice, changed)
    said = written(practice, tmp_path / "sau")
    assert OWN in said
    assert "Tổng số: 07 điển hình" in said
    assert OWN not in written(practice, tmp_path / "pdf", PaperFormat.PDF)


def test_trying_out_writes_a_draft_and_changes_nothing(practice: Context, changed: Path, tmp_path: Path) -> None:
    ((name, form),) = documents.templated_papers(practice, PLAN, ON, PaperKind.REQUEST, None)
    templates.try_out(form, name, changed, tmp_path / "thu.docx")
    document = Document(str(tmp_path / "thu.docx"))
    assert OWN in [line.text for line in document.paragraphs]
    assert "DỰ THẢO" in document.sections[0].header._element.xml
    assert templates.template(practice, form.kind).used is None
    assert OWN not in written(practice, tmp_path / "ra")


def test_the_original_comes_back_and_every_version_can_be_used_again(
    practice: Context, changed: Path, tmp_path: Path
) -> None:
    take(practice, changed)
    reword(changed, OWN, "Phần A")
    take(practice, changed)
    assert "Phần A" in written(practice, tmp_path / "1")
    templates.use_version(practice, "to_trinh", "Tờ trình", None)
    assert "1. Số lượng" in written(practice, tmp_path / "2")
    templates.use_version(practice, "to_trinh", "Tờ trình", 0)
    assert OWN in written(practice, tmp_path / "3")
    held = templates.template(practice, "to_trinh")
    assert [version.name for version in held.versions] == [changed.name, changed.name]
    assert held.versions[0].who == practice.who
    with pytest.raises(UserError, match="không có bản 3"):
        templates.use_version(practice, "to_trinh", "Tờ trình", 2)


def test_taking_a_template_into_use_can_be_taken_back(practice: Context, changed: Path, tmp_path: Path) -> None:
    take(practice, changed)
    upkeep.undo_last(practice)
    assert templates.template(practice, "to_trinh").versions == ()
    assert OWN not in written(practice, tmp_path / "ra")


def test_a_wrong_template_is_refused_and_the_one_in_use_stays(practice: Context, changed: Path, tmp_path: Path) -> None:
    take(practice, changed)
    wrong = tmp_path / "sai.docx"
    wrong.write_bytes(changed.read_bytes())
    reword(wrong, "{{so_luong}}", "")
    with pytest.raises(UserError, match=r"Mẫu Tờ trình thiếu ô \{\{so_luong\}\}"):
        take(practice, wrong)
    with pytest.raises(UserError, match="Không đọc được"):
        take(practice, tmp_path / "khong_co.docx")
    assert OWN in written(practice, tmp_path / "ra")


def test_only_the_newest_versions_are_kept(practice: Context, changed: Path) -> None:
    for _ in range(12):
        take(practice, changed)
    held = templates.template(practice, "to_trinh")
    assert len(held.versions) == 10
    assert held.used == 9


def test_people_and_collectives_have_a_template_each(practice: Context, tmp_path: Path) -> None:
    people = documents.templated_papers(practice, PLAN, ON, None, "CB005")
    collectives = documents.templated_papers(practice, PLAN, ON, None, "HTQT")
    assert "bao_cao_thanh_tich.CA_NHAN" in [form.kind for _, form in people]
    assert "bao_cao_thanh_tich.TAP_THE" in [form.kind for _, form in collectives]
    name, form = next(item for item in people if item[1].kind.startswith("bao_cao"))
    target = tmp_path / "mau.docx"
    templates.write_in_use(practice, form, target)
    reword(target, "II. THÀNH TÍCH ĐẠT ĐƯỢC", "II. KẾT QUẢ")
    templates.take_into_use(practice, form, name, target)
    files = documents.export_forms(practice, PLAN, ON, tmp_path / "ra", written_as=PaperFormat.WORD).files
    said = {Path(file).stem: "\n".join(line.text for line in Document(file).paragraphs) for file in files}
    reports = {stem: text for stem, text in said.items() if stem.endswith("bao_cao_thanh_tich")}
    own = {stem for stem, text in reports.items() if "II. KẾT QUẢ" in text}
    assert own == {stem for stem in reports if int(stem[:2]) > 2}
    assert all("1. Danh hiệu thi đua" in text for text in reports.values())
