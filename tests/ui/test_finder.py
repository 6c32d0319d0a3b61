"""Ctrl+K, Tìm mọi thứ: opened by key and button, typed in, gone through with the keys, opened with Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.keys import KEYS
from dienhinh_desktop.ui.kit.palette import MOST
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text

Open = Callable[..., Window]


@pytest.fixture
def opened(qtbot: QtBot, window: Window) -> Window:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.palette.isVisible()
    return window


def _type(window: Window, words: str) -> list[str]:
    palette = window.finder.palette
    type_text(palette.box, words)
    QTest.qWait(160)
    settle(window)
    return [entry.name for entry in palette.entries]


def _press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window.finder.palette.box, key)


def test_the_key_opens_it_over_the_window_with_the_pages_to_go_to(opened: Window) -> None:
    palette = opened.finder.palette
    assert palette.box.hasFocus()
    assert [entry.name for entry in palette.entries][:3] == ["Tổng quan", "Hồ sơ", "Đơn vị dưới"]
    assert len(palette.entries) == MOST
    assert palette.width() == 560
    assert opened.rect().contains(palette.geometry())


def test_the_button_of_the_rail_opens_it_and_esc_gives_the_focus_back(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    page: Any = window.page
    page.search.setFocus()
    window.rail.search.click()
    assert window.finder.palette.box.hasFocus()
    _press(window, Qt.Key.Key_Escape)
    assert not window.finder.palette.isVisible()
    assert page.search.hasFocus()


@pytest.mark.parametrize("typed", ["lưu hoàng an", "an luu hoang", "lha", "CB005"])
def test_a_person_is_opened_with_enter(opened: Window, typed: str) -> None:
    names = _type(opened, typed)
    palette = opened.finder.palette
    place = names.index("Lưu Hoàng An")
    for _ in range(place):
        _press(opened, Qt.Key.Key_Down)
    _press(opened, Qt.Key.Key_Return)
    settle(opened)
    page: Any = opened.page
    assert opened.page is opened.pages["records"]
    assert page.table.current_key() == "CB005"
    assert not palette.isVisible()


def test_a_row_says_name_kind_and_place_for_the_eye_and_for_screen_readers(opened: Window) -> None:
    _type(opened, "luu hoang an")
    palette = opened.finder.palette
    entry = palette.entries[0]
    assert (entry.icon, entry.name, entry.what, entry.where) == (
        "user",
        "Lưu Hoàng An",
        "Cá nhân",
        "Chánh Văn phòng, Văn phòng Sở",
    )
    said = palette.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Lưu Hoàng An, Cá nhân, Chánh Văn phòng, Văn phòng Sở"


def test_a_decision_opens_those_it_names(opened: Window) -> None:
    assert _type(opened, "sngv 79")[0] == "79/QĐ-SNgV"
    _press(opened, Qt.Key.Key_Return)
    settle(opened)
    page: Any = opened.page
    assert page.search.text() == "79/QĐ-SNgV"
    assert len(page.table.things.things()) == 70


def test_a_plan_and_a_round_are_opened(opened: Window) -> None:
    assert _type(opened, "123/kh-ubnd")[0] == "123/KH-UBND"
    _press(opened, Qt.Key.Key_Return)
    settle(opened)
    page: Any = opened.page
    assert page._plan.code == "TC_UBND_2021_2025"
    opened.find_anything()
    assert _type(opened, "cong nhan nam 2025")[0] == "Công nhận năm 2025"
    _press(opened, Qt.Key.Key_Return)
    settle(opened)
    assert opened.page is opened.pages["overview"]


@pytest.mark.parametrize(
    ("typed", "name", "page"),
    [
        ("tong quan", "Tổng quan", "overview"),
        ("xet dieu kien", "Xét điều kiện", "eligibility"),
        ("nhap tu excel", "Nhập từ Excel", "imports"),
        ("mo dot", "Mở đợt mới", "new_round"),
        ("sao luu", "Sao lưu, khôi phục", "settings"),
        ("usb", "Sao lưu, khôi phục", "settings"),
        ("moc thoi gian", "Mốc thời gian", "plans"),
    ],
)
def test_pages_and_commands_are_run(opened: Window, typed: str, name: str, page: str) -> None:
    assert _type(opened, typed)[0] == name
    _press(opened, Qt.Key.Key_Return)
    settle(opened)
    assert opened.page is opened.pages[page]


def test_a_command_of_the_window_is_run(opened: Window) -> None:
    assert not opened.rail.folded
    assert _type(opened, "gap thanh")[0] == "Gấp, mở thanh bên"
    _press(opened, Qt.Key.Key_Return)
    assert opened.rail.folded


def test_nothing_found_is_said_in_one_sentence(opened: Window) -> None:
    assert _type(opened, "không có ai tên thế") == []
    assert opened.finder.palette.none.isVisible()
    assert opened.finder.palette.none.text() == (
        "Không thấy “không có ai tên thế”. Thử bớt chữ, hoặc tìm trong Thùng rác."
    )
    _press(opened, Qt.Key.Key_Return)
    assert opened.finder.palette.isVisible()


def test_the_arrows_stop_at_the_ends_and_a_click_opens(opened: Window) -> None:
    palette = opened.finder.palette
    _type(opened, "n")
    _press(opened, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    _press(opened, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == len(palette.entries) - 1 == MOST - 1
    index = palette.list.model().index(1, 0)
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=palette.list.visualRect(index).center())
    assert not palette.isVisible()
    settle(opened)


def test_it_goes_away_when_the_work_goes_on_elsewhere(opened: Window) -> None:
    page: Any = opened.page
    page.table.setFocus()
    QApplication.processEvents()
    assert not opened.finder.palette.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 698), (911, 442)])
def test_nine_rows_fit_the_window(open_window: Open, ctx: Context, width: int, height: int) -> None:
    window = open_window(ctx, "records", width, height)
    window.find_anything()
    _type(window, "n")
    palette = window.finder.palette
    assert window.rect().contains(palette.geometry())
    assert palette.list.viewport().height() >= 9 * 36


def test_the_help_tells_the_key() -> None:
    assert [key.text for key in KEYS if key.keys == "Ctrl+K"] == ["tìm mọi thứ: người, đơn vị, quyết định, trang, việc"]
