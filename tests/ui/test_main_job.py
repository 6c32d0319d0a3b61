"""The whole job in the window: bring the records in, see why, choose, write list and forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.services import rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.documents import DocumentsPage
from dienhinh_desktop.ui.pages.eligibility import EligibilityPage
from dienhinh_desktop.ui.pages.imports import ImportsPage
from dienhinh_desktop.ui.pages.new_round import NewRoundPage
from dienhinh_desktop.ui.pages.plans import PlansPage
from dienhinh_desktop.ui.pages.rounds import RoundsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import _Answers, answer, click_door, drop, line_of, press, visit, words_of

__all__ = ["answer"]
Open = Callable[..., Window]
SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")


def test_a_clerk_gets_from_a_workbook_to_the_papers(
    open_window: Open, empty_ctx: Context, answer: _Answers, tmp_path: Path
) -> None:
    window = open_window(empty_ctx, "imports")
    _bring_records_in(window)
    _open_a_round(window)
    _see_the_reasons(window)
    _choose(window)
    _write_the_papers(window, answer, tmp_path / "ket_qua")


def _bring_records_in(window: Window) -> None:
    page = visit(window, ImportsPage)
    drop(window, page, SAMPLE)
    assert words_of(page.preview).count("Sẽ ghi 1.120 dòng: 1.120 mới.") == 1
    press(page, "Ghi vào sổ")
    settle(window)
    assert "Đã ghi 1.120 dòng: 1.120 mới từ so_ngoai_vu_mau.xlsx." in words_of(page)


def _open_a_round(window: Window) -> None:
    plan = visit(window, PlansPage)
    press(plan, "Lập đợt từ kế hoạch")
    settle(window)
    form = window.page
    assert isinstance(form, NewRoundPage)
    form.stage.choose("cong_nhan")
    form.on.clear()
    type_text(form.on, "20/12/2025")
    form.label.clear()
    type_text(form.label, "Công nhận năm 2025")
    press(form, "Mở đợt")
    settle(window)
    held = window.shell.round
    assert held is not None
    assert (held.name, held.on.isoformat()) == ("Công nhận năm 2025", "2025-12-20")


def _see_the_reasons(window: Window) -> None:
    page = visit(window, EligibilityPage)
    _look_for(window, page, "Phòng Hợp tác quốc tế")
    assert page.listing.table.current().verdict.verdict is Verdict.DAT
    assert line_of(page.panel.tree, "Ít nhất 03 năm").numbers == ("3", "3", "0")
    _look_for(window, page, "Lê Tuấn Tâm")
    assert page.listing.table.current().verdict.verdict is Verdict.KHONG_DAT
    assert "Xác nhận không đạt ngày 05/12/2025, Chánh Văn phòng Sở." in [line.text for line in page.panel.tree.lines]
    assert "Không đạt ở “Gương mẫu chấp hành chủ trương, pháp luật”: Xác nhận không đạt ngày 05/12/2025" in words_of(
        page.panel
    )
    _look_for(window, page, "Nguyễn Quang Tuấn")
    assert line_of(page.panel.tree, "Nhóm B").numbers == ("2", "1", "1")
    assert "đã thu hồi ngày 01/6/2024, không tính" in line_of(page.panel.tree, "đã thu hồi").text
    click_door(page.panel.tree, line_of(page.panel.tree, "Nhóm D"))
    settle(window)
    assert window.page is window.pages["records"]
    assert "Nguyễn Quang Tuấn" in words_of(window.page)


def _look_for(window: Window, page: EligibilityPage, name: str) -> None:
    page.filter.clear()
    type_text(page.filter, name)
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    settle(window)
    assert page.panel.name.text() == name


def _choose(window: Window) -> None:
    page = visit(window, RoundsPage)
    press(page, "Đưa cả 6 vào")
    settle(window)
    held = window.shell.round
    assert held is not None
    assert held.id is not None
    kept = rounds.candidates(window.shell.ctx, held.id)
    assert [row.candidate.subject for row in kept][:1] == ["HTQT"]
    assert {row.candidate.frozen.verdict for row in kept} == {Verdict.DAT}
    assert [row.name for row in page.listing.table.things.things()] == [row.name for row in kept]


def _write_the_papers(window: Window, answer: _Answers, folder: Path) -> None:
    folder.mkdir()
    page = visit(window, DocumentsPage)
    assert page.preview.view.pages >= 1
    answer.save(folder / "danh_sach.xlsx")
    press(page, "Xuất Excel")
    settle(window)
    sheet = openpyxl.load_workbook(folder / "danh_sach.xlsx").active
    assert sheet is not None
    written = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value)
    assert "Phòng Hợp tác quốc tế" in written
    assert "Nguyễn Kim Thương" in written
    answer.folder(folder / "bieu_mau")
    press(page, "Biểu mẫu PDF")
    settle(window)
    assert "Đã ghi 12 tệp PDF và bản gộp bo_ho_so.pdf" in words_of(page)
    forms = sorted((folder / "bieu_mau").glob("*.pdf"))
    assert len(forms) == 13
    with pypdfium2.PdfDocument(folder / "bieu_mau" / "bo_ho_so.pdf") as bound:
        assert len(bound) >= 12
