"""The other modes of Nhập theo năm in the window: rewards, initiatives and figures, and the entries behind a cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dienhinh_desktop.domain.records import Initiative
from dienhinh_desktop.domain.year_grid import CellKey, GridColumn, GridField
from dienhinh_desktop.services import records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.records.years.page import YearsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import press, visit

Key, Mod = Qt.Key, Qt.KeyboardModifier
R25, I25 = GridColumn(2025, GridField.REWARD), GridColumn(2025, GridField.INITIATIVE)


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> YearsPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    return visit(window, YearsPage)


def mode(window: Window, page: YearsPage, words: str) -> None:
    """Pick a mode by its words as a click on its line would."""
    place = page.filters.mode.findText(words)
    page.filters.mode.setCurrentIndex(place)
    page.filters.mode.activated.emit(place)
    settle(window)
    page.view.setFocus()


def at(page: YearsPage, number: int, column: GridColumn) -> CellKey:
    key = (page.cells.people()[number].code, column)
    assert page.view.choose(key)
    return key


def keep(window: Window, page: YearsPage, words: str) -> None:
    """Type a cell and go on with Enter."""
    page.view.setFocus()
    type_text(page.view, words[0])
    type_text(page.view.editor, words[1:])
    QTest.keyClick(page.view.editor, Key.Key_Return)
    settle(window)


def text(page: YearsPage, key: CellKey) -> str:
    found = page.cells.cell(page.cells.index_of(key))
    assert found is not None
    return found.text


def initiatives(ctx: Context, code: str) -> tuple[Initiative, ...]:
    return records.open_card(ctx, code).initiatives


def test_a_reward_is_found_by_its_first_letters_and_filled_down(window: Window, page: YearsPage, ctx: Context) -> None:
    mode(window, page, "Bằng khen, giấy khen")
    first, second = at(page, 1, R25), at(page, 0, R25)
    keep(window, page, "gk s")
    assert text(page, second) == "GK Sở"
    assert page.view.current_key() == first, "Enter went down"
    QTest.keyClick(page.view, Key.Key_D, Mod.ControlModifier)
    settle(window)
    assert text(page, first) == "GK Sở"
    QTest.keyClick(page.view, Key.Key_Delete)
    settle(window)
    assert text(page, first) == ""
    assert not page.filters.only.isVisible(), "nobody lacks a reward"
    assert page.filters.count.text() == "Có ở 1/64 người năm 2025"


def test_a_block_of_rewards_asks_once_for_each_unclear_word(window: Window, page: YearsPage) -> None:
    mode(window, page, "Bằng khen, giấy khen")
    top = at(page, 0, R25)
    QGuiApplication.clipboard().setText("GK Sở\nBằng khen hạng bét\nLĐTT")
    page.view.paste()
    settle(window)
    ((_kind, word),) = page.block.words
    assert word == "Bằng khen hạng bét"
    choice = next(iter(page.block.words.values()))
    assert choice.findText("Bằng khen của Chủ tịch UBND tỉnh") > 0
    assert choice.findText("Lao động tiên tiến") < 0, "a title is no answer here"
    choice.choose("BK_TINH")
    choice.picked.emit("BK_TINH")
    settle(window)
    press(page.block, "Giữ 2 ô")
    settle(window)
    assert text(page, top) == "GK Sở"
    assert text(page, (page.cells.people()[1].code, R25)) == "BK UBND tỉnh"


def test_a_new_initiative_waits_for_the_day_of_its_decision(window: Window, page: YearsPage, ctx: Context) -> None:
    mode(window, page, "Sáng kiến")
    key = at(page, 0, I25)
    keep(window, page, "Số hóa hồ sơ đoàn ra")
    assert page.desk.block is not None
    assert "theo ngày công nhận" in page.desk.block.readings[0].sentence
    type_text(page.columns.decision.day, "5/6/2025")
    QTest.keyClick(page.columns.decision.day, Key.Key_Return)
    settle(window)
    press(page.block, "Giữ 1 ô")
    settle(window)
    assert text(page, key) == "Số hóa hồ sơ đoàn ra"
    keep(window, page, "Sổ tay; Biểu mẫu điện tử")
    assert [row.date.isoformat() for row in initiatives(ctx, page.cells.people()[0].code) if row.date][-1:] == [
        "2025-06-05"
    ]


def test_what_begins_as_a_known_name_does_stays_what_was_typed(window: Window, page: YearsPage, ctx: Context) -> None:
    mode(window, page, "Sáng kiến")
    page.columns.decision.day.setText("05/6/2025")
    at(page, 0, I25)
    page.columns.decision.day.setText("05/6/2025")
    keep(window, page, "Sổ tay")
    assert {row.name for row in initiatives(ctx, page.cells.people()[0].code)} == {"Sổ tay"}


def test_another_column_forgets_the_decision_of_the_one_before(window: Window, page: YearsPage) -> None:
    mode(window, page, "Sáng kiến")
    at(page, 0, I25)
    page.columns.decision.day.setText("05/6/2025")
    assert page.columns.shared() is not None
    at(page, 0, GridColumn(2024, GridField.INITIATIVE))
    assert page.columns.shared() is None


def test_each_entry_of_a_cell_is_opened_mended_and_added_to(window: Window, page: YearsPage, ctx: Context) -> None:
    mode(window, page, "Sáng kiến")
    key = at(page, 0, I25)
    keep(window, page, "Một (05/6/2025); Hai (06/6/2025)")
    assert text(page, key) == "2 sáng kiến"
    page.view.choose(key)
    settle(window)
    QTest.keyClick(page.view, Key.Key_Return, Mod.AltModifier)
    assert window.focusWidget() is page.held.lines[0]
    QTest.keyClick(page.held.lines[1], Key.Key_Space)
    settle(window)
    mended = page.entries.form
    assert mended is not None
    mended.inputs["name"].write("Hai mới")
    QTest.keyClick(window.focusWidget() or page, Key.Key_S, Mod.ControlModifier)
    settle(window)
    assert page.cards.currentIndex() == 0
    assert window.focusWidget() is page.view
    assert {row.name for row in initiatives(ctx, key[0])} == {"Một", "Hai mới"}
    press(page.held, "Thêm sáng kiến")
    settle(window)
    form = page.entries.form
    assert form is not None
    form.inputs["name"].write("Ba")
    page.leave()
    assert page.cards.currentIndex() == 0, "Esc leaves the form"
    assert len(initiatives(ctx, key[0])) == 2


def test_figures_show_one_indicator_and_the_panel_fills_a_column(window: Window, page: YearsPage, ctx: Context) -> None:
    mode(window, page, "Số liệu, chỉ tiêu")
    assert page.filters.indicator.isVisible()
    place = page.filters.indicator.findText("Doanh thu")
    page.filters.indicator.setCurrentIndex(place)
    page.filters.indicator.activated.emit(place)
    settle(window)
    target = next(column for column in page.cells.columns if column.year == 2025)
    assert target.words == "chỉ tiêu 2025 (Doanh thu)"
    key = at(page, 0, target)
    keep(window, page, "1200")
    assert text(page, key) == "1.200"
    assert not page.columns.decision.isVisible(), "figures have no decision"
    page.columns.fill.typed.setText("900")
    QTest.keyClick(page.columns.fill.typed, Key.Key_Return)
    settle(window)
    assert text(page, (page.cells.people()[1].code, target)) == "900"
    assert text(page, key) == "1.200", "the exception stays"
    kept = records.open_card(ctx, key[0]).indicators[-1]
    assert (kept.indicator, kept.target, kept.actual) == ("DOANH_THU", 1200, None)
