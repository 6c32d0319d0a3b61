"""The page “Mẫu gửi đơn vị”: from the list of records to a file, for one unit or for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dienhinh_desktop.services import imports
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.template import TemplatePage
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import _Answers, answer, press, visit, words_of

__all__ = ["answer"]

Open = Callable[..., Window]


@pytest.fixture
def page(window: Window) -> TemplatePage:
    return visit(window, TemplatePage)


def test_the_button_of_the_records_page_takes_the_unit_along(window: Window) -> None:
    records = visit(window, RecordsPage)
    records.unit.choose("TTR")
    press(records, "Tạo mẫu cho đơn vị…")
    settle(window)
    page = window.page
    assert isinstance(page, TemplatePage)
    assert page.unit.key == "TTR"
    assert (page.first.key, page.last.key, page.identity.key) == ("2021", "2025", "no")


def test_a_unit_that_is_not_right_below_the_office_is_offered_too(window: Window) -> None:
    page = visit(window, TemplatePage, unit="SNV")
    assert (page.unit.key, page.unit.currentText()) == ("SNV", "Sở Ngoại vụ tỉnh Lam Giang")


def test_the_template_of_a_unit_is_written_and_reads_back_unchanged(
    page: TemplatePage, window: Window, ctx: Context, answer: _Answers, tmp_path: Path
) -> None:
    page.unit.choose("TTR")
    answer.save(tmp_path / "mau")
    press(page, "Tạo mẫu")
    settle(window)
    assert "Đã ghi mẫu của Thanh tra Sở vào mau.xlsx: 7 đối tượng." in words_of(page)
    report = imports.preview(ctx, tmp_path / "mau.xlsx").report
    assert (report.added, report.updated) == (0, 0)
    assert report.unchanged > 7


def test_all_units_go_into_a_folder(page: TemplatePage, window: Window, answer: _Answers, tmp_path: Path) -> None:
    assert page.unit.itemText(page.unit.count() - 1) == "Mọi đơn vị, mỗi đơn vị một tệp (8)"
    page.unit.choose("*")
    answer.folder(tmp_path)
    press(page, "Tạo mẫu")
    settle(window)
    assert len(list(tmp_path.glob("Mẫu sổ dữ liệu *.xlsx"))) == 8
    assert "Đã ghi 8 mẫu" in words_of(page)


def test_years_the_wrong_way_round_are_named_at_their_field(page: TemplatePage, tmp_path: Path) -> None:
    page.first.choose("2025")
    page.last.choose("2023")
    press(page, "Tạo mẫu")
    assert "Năm cuối 2023 đứng trước năm đầu 2025; chọn lại." in words_of(page)


def test_going_back_from_the_file_dialog_writes_nothing(
    page: TemplatePage, window: Window, answer: _Answers, tmp_path: Path
) -> None:
    answer.save(None)
    press(page, "Tạo mẫu")
    settle(window)
    assert list(tmp_path.glob("*.xlsx")) == []
    press(page, "Thôi")
    settle(window)
    assert isinstance(window.page, RecordsPage)


def test_without_any_unit_the_field_says_what_is_missing(open_window: Open, empty_ctx: Context) -> None:
    page = visit(open_window(empty_ctx, "welcome"), TemplatePage)
    press(page, "Tạo mẫu")
    assert "Chưa có đơn vị nào dưới cơ quan; nhập hồ sơ đơn vị trước." in words_of(page)
