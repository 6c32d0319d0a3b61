"""Nhập từ Excel in the window: the preview, what keeps a file back, writing, taking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.imports import RowState
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.services import records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.imports import ImportsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import _Answers, answer, drop, press, visit, words_of

__all__ = ["answer"]
Open = Callable[..., Window]
SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")


@pytest.fixture
def window(open_window: Open, empty_ctx: Context) -> Window:
    return open_window(empty_ctx, "imports")


@pytest.fixture
def page(window: Window) -> ImportsPage:
    return visit(window, ImportsPage)


@pytest.fixture
def with_error(tmp_path: Path) -> Path:
    """The sample with an impossible year in the third row of the ratings."""
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book["Xếp loại"]
    column = [cell.value for cell in sheet[1]].index("Năm") + 1
    sheet.cell(3, column, 2552)
    target = tmp_path / "sai_nam.xlsx"
    book.save(target)
    return target


def _people(ctx: Context) -> int:
    return records.find_subjects(ctx, SubjectQuery()).total


def test_nothing_is_written_before_the_clerk_says_so(window: Window, page: ImportsPage, empty_ctx: Context) -> None:
    drop(window, page, SAMPLE)
    assert page.stack.currentWidget() is page.preview
    assert page.steps.accessibleName() == "Bước 2, Xem trước"
    assert _people(empty_ctx) == 0


def test_the_preview_shows_every_row_with_its_place(window: Window, page: ImportsPage) -> None:
    drop(window, page, SAMPLE)
    rows = page.preview.table.things.things()
    assert len(rows) == 1120
    assert (rows[0].row, rows[0].sheet, rows[0].state) == (2, "Đối tượng", RowState.NEW)
    assert page.preview.chips._chips["moi"].count == 1120
    assert "3 cảnh báo trong tệp" in words_of(page.preview)


def test_a_warning_leads_to_its_row(window: Window, page: ImportsPage) -> None:
    drop(window, page, SAMPLE)
    issue = page.preview.issues.things.things()[1]
    page.preview.issues.choose((issue.sheet, issue.row, issue.column, issue.message))
    settle(window)
    current = page.preview.table.current()
    assert (current.sheet, current.row) == (issue.sheet, issue.row)


def test_written_then_taken_back_from_the_notice(window: Window, page: ImportsPage, empty_ctx: Context) -> None:
    drop(window, page, SAMPLE)
    press(page, "Ghi vào sổ")
    settle(window)
    assert _people(empty_ctx) == 73
    press(page, "Hoàn tác lần nhập này")
    settle(window)
    assert _people(empty_ctx) == 0
    (batch,) = page.start.batches.things.things()
    assert batch.undone


def test_an_old_import_is_taken_back_from_the_list(window: Window, page: ImportsPage, empty_ctx: Context) -> None:
    drop(window, page, SAMPLE)
    press(page, "Ghi vào sổ")
    settle(window)
    (batch,) = page.start.batches.things.things()
    assert (batch.file, batch.added) == ("so_ngoai_vu_mau.xlsx", 1120)
    page.start.batches.pressed.emit(batch, "undo")
    settle(window)
    assert _people(empty_ctx) == 0


def test_the_same_file_again_brings_nothing_new(window: Window, page: ImportsPage) -> None:
    drop(window, page, SAMPLE)
    press(page, "Ghi vào sổ")
    settle(window)
    drop(window, page, SAMPLE)
    assert "Tệp không có gì mới: 1.120 dòng đã có đúng như vậy." in words_of(page.preview)
    assert not page.preview.write.isEnabled()
    assert page.preview.chips._chips["khong_doi"].count == 1120


def test_an_error_keeps_the_whole_file_back(
    window: Window, page: ImportsPage, empty_ctx: Context, with_error: Path
) -> None:
    drop(window, page, with_error)
    said = words_of(page.preview)
    assert "1 lỗi, 3 cảnh báo trong tệp" in said
    assert "Còn 1 lỗi: sửa trong Excel, lưu, rồi bấm F5 để đọc lại." in said
    assert not page.preview.write.isEnabled()
    first = page.preview.issues.things.things()[0]
    assert (first.sheet, first.row, first.column) == ("Xếp loại", 3, "Năm")
    page.preview.chips._chips["loi"].click()
    settle(window)
    assert [row.state for row in page.preview.table.things.things()] == [RowState.WRONG]
    assert _people(empty_ctx) == 0


def test_f5_reads_the_mended_file_again(window: Window, page: ImportsPage, with_error: Path) -> None:
    drop(window, page, with_error)
    with_error.write_bytes(SAMPLE.read_bytes())
    page.reload()
    settle(window)
    assert page.preview.write.isEnabled()


def test_changed_cells_are_shown_old_and_new(window: Window, page: ImportsPage, tmp_path: Path) -> None:
    drop(window, page, SAMPLE)
    press(page, "Ghi vào sổ")
    settle(window)
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book["Đối tượng"]
    headings = [cell.value for cell in sheet[1]]
    row = next(n for n in range(2, 100) if sheet.cell(n, headings.index("Mã") + 1).value == "CB002")
    sheet.cell(row, headings.index("Ghi chú") + 1, "Đã chuyển công tác")
    changed = tmp_path / "sua.xlsx"
    book.save(changed)
    drop(window, page, changed)
    assert "Sẽ ghi 1 dòng: 1 cập nhật." in words_of(page.preview)
    assert page.preview.table.things.row(0).state is RowState.CHANGED, "what changes stands before what does not"
    page.preview.chips._chips["cap_nhat"].click()
    settle(window)
    model = page.preview.table.model()
    assert model.index(0, 5).data() == "Ghi chú: trống → Đã chuyển công tác"


def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(
    window: Window, page: ImportsPage, tmp_path: Path
) -> None:
    wrong = tmp_path / "ghi_chu.xlsx"
    wrong.write_text("không phải tệp Excel", encoding="utf-8")
    drop(window, page, wrong)
    assert page.stack.currentWidget() is page.start
    assert "ghi_chu.xlsx" in words_of(page)
    assert "Traceback" not in words_of(page)


def test_the_file_dialog_remembers_its_folder(window: Window, page: ImportsPage, answer: _Answers) -> None:
    answer.open(SAMPLE)
    press(page.start, "Chọn tệp")
    settle(window)
    assert page.stack.currentWidget() is page.preview
    assert str(window.shell.preferences.value("folder/imports")) == str(SAMPLE.parent)
    press(page, "Chọn tệp khác")
    answer.open(None)
    press(page.start, "Chọn tệp")
    assert page.stack.currentWidget() is page.start


def test_a_workbook_to_fill_in_is_written(window: Window, page: ImportsPage, answer: _Answers, tmp_path: Path) -> None:
    answer.save(tmp_path / "so_de_dien.xlsx")
    press(page.start, "Xuất sổ dữ liệu để điền")
    settle(window)
    assert "Đối tượng" in openpyxl.load_workbook(tmp_path / "so_de_dien.xlsx").sheetnames
