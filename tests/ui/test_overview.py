"""Tổng quan: every line opens where it is done, by mouse and by keys; it follows changes and midnight."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dienhinh_desktop.app import Program
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.overview import Overview
from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.domain.upkeep import Changes, Kind, Progress
from dienhinh_desktop.domain.year_grid import GridColumn, GridField
from dienhinh_desktop.services import records, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.overview import overview
from dienhinh_desktop.storage.reader import Reader
from dienhinh_desktop.ui.pages.overview import OverviewPage
from dienhinh_desktop.ui.pages.overview import page as overview_page
from dienhinh_desktop.ui.places import PLACES
from dienhinh_desktop.ui.theme import Theme, apply
from dienhinh_desktop.ui.window import Window

from .desk import NOW, settle

Open = Callable[..., Window]


@pytest.fixture
def shown(open_window: Open, ctx: Context) -> Window:
    return open_window(ctx, "overview")


def _page(window: Window) -> OverviewPage:
    page = window.pages["overview"]
    assert isinstance(page, OverviewPage)
    return page


def _whats(window: Window) -> list[str]:
    return [made.line.what for made in _page(window).tasks.list.rows]


def _row(window: Window, words: str) -> Any:
    return next(made for made in _page(window).tasks.list.rows if words in made.line.what)


def _active(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()


def test_nobody_waits_for_a_page_that_was_left_while_it_was_reading(
    shown: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(shown)
    page, begun, stopped = _page(shown), Event(), Event()
    real = overview

    def without_end(_ctx: Context, _round: int, progress: Progress) -> Overview:
        begun.set()
        try:
            while True:
                progress(1, 2, "đang tính")
                time.sleep(0.01)
        finally:
            stopped.set()

    monkeypatch.setattr(overview_page, "overview", without_end)
    page.reload()
    qtbot.waitUntil(begun.is_set)
    shown.go("records")
    settle(shown)
    assert stopped.is_set()
    listed: Any = shown.page
    assert listed.table.things.rowCount(), "the next page was read"
    monkeypatch.setattr(overview_page, "overview", real)
    page._found = None
    shown.go("overview")
    settle(shown)
    assert page._found is not None, "what was put off was read again"


def test_the_loudest_task_has_the_focus_and_enter_of_the_primary_button_opens_it(qtbot: QtBot, shown: Window) -> None:
    _active(qtbot, shown)
    page = _page(shown)
    assert _whats(shown)[0] == "1 người chưa có xếp loại năm 2025"
    assert page.next.text().strip() == "Làm tiếp: nhập xếp loại năm 2025"
    assert page.tasks.list.rows[0].button.hasFocus()
    QTest.keyClick(page.tasks.list.rows[0].button, Qt.Key.Key_Down)
    assert page.tasks.list.rows[1].button.hasFocus()
    page.next.setFocus()
    QTest.keyClick(page.next, Qt.Key.Key_Space)
    settle(shown)
    opened: Any = shown.page
    assert shown.page is shown.pages["years"]
    assert (opened.filters.only.isChecked(), opened.filters.unit.key) == (True, "TTR")
    assert opened.view.current_key()[1] == GridColumn(2025, GridField.GRADE)
    assert [row.missing for row in opened.cells.people()] == [1]


@pytest.mark.parametrize(
    ("words", "page", "where"),
    [
        ("thiếu dữ liệu", "eligibility", lambda page: page.chips.key == "thieu_du_lieu"),
        ("chưa có tên trong danh sách", "eligibility", lambda page: page.chips.key == "unlisted"),
        ("sao lưu", "settings", lambda page: page.sections["backups"].isChecked()),
    ],
)
def test_a_press_anywhere_on_a_line_opens_its_place(
    shown: Window, words: str, page: str, where: Callable[[Any], bool]
) -> None:
    QTest.mouseClick(_row(shown, words), Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    settle(shown)
    assert shown.page is shown.pages[page]
    assert where(shown.page)


def test_what_does_not_fit_is_shown_when_asked_for(shown: Window) -> None:
    page = _page(shown)
    assert len(_whats(shown)) == 5
    page.tasks.more.click()
    assert "3 mốc đã qua mà sổ chưa có văn bản" in _whats(shown)
    _row(shown, "3 mốc đã qua").button.click()
    settle(shown)
    plans: Any = shown.page
    assert (plans.tabs.key, plans.tables["milestones"].current().info.code) == ("milestones", "HT_M02")


def test_a_task_put_off_comes_back_on_its_day_or_when_asked_for(shown: Window) -> None:
    page = _page(shown)
    row = _row(shown, "sao lưu")
    next(act for act in row.menu().actions() if "ngày mai" in act.text()).trigger()
    assert "Chưa có bản sao lưu nào" not in _whats(shown)
    assert page.tasks.back.text() == "1 việc để sau: hiện lại"
    assert shown.shell.preferences.value(f"overview/later/{shown.shell.round.id}/backup") == "2025-12-21"  # type: ignore[union-attr]
    later = NOW + timedelta(days=1)
    page.ctx = replace(page.ctx, now=lambda: later)
    page.reload()
    settle(shown)
    assert "Chưa có bản sao lưu nào" in _whats(shown)


def test_what_was_put_off_is_shown_again_when_asked_for(shown: Window) -> None:
    page = _page(shown)
    page.tasks.put_off.emit(page._found.tasks[0], 7)  # type: ignore[union-attr]
    assert _whats(shown)[0] != "1 người chưa có xếp loại năm 2025"
    assert page.next.text().strip() == "Làm tiếp: nhập xếp loại năm 2021, 2022, 2023"
    page.tasks.back.click()
    assert _whats(shown)[0] == "1 người chưa có xếp loại năm 2025"


def test_milestones_of_the_round_or_of_the_plan_open_theirs(qtbot: QtBot, shown: Window) -> None:
    _active(qtbot, shown)
    page = _page(shown)
    assert [made.line.key for made in page.days.list.rows][-1] == "HT_M08"
    assert page.days.list.rows[-1].line.state == "còn 11 ngày"
    page.days.turn.click()
    assert len(page.days.list.rows) == 9
    assert page.days.turn.accessibleName() == "Đợt này"
    made = next(row for row in page.days.list.rows if row.line.key == "HT_M05")
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Space)
    settle(shown)
    plans: Any = shown.page
    assert plans.tables["milestones"].current().info.code == "HT_M05"


def test_results_open_the_filter_and_the_quota_opens_the_list(shown: Window) -> None:
    page = _page(shown)
    assert [(made.part.text, made.part.count) for made in page.verdicts.parts.rows][:2] == [
        ("Đạt", 6),
        ("Thiếu dữ liệu", 9),
    ]
    assert page.verdicts.parts.rows[-1].part.count == 25
    page.verdicts.parts.rows[-1].click()
    settle(shown)
    eligibility: Any = shown.page
    assert eligibility.chips.key == "near"
    page.quotas.open.click()
    assert shown.page is shown.pages["rounds"]


def test_cells_of_the_heat_table_open_the_unit_by_pointer_and_by_keys(qtbot: QtBot, shown: Window) -> None:
    _active(qtbot, shown)
    table = _page(shown).heat.table
    assert table.rows[0].key == "QLBG"
    assert [cell.word for cell in table.rows[0].cells] == ["thiếu 1", "thiếu 1", "đủ", "đủ", "đủ"]
    with qtbot.waitSignal(table.opened) as opened:
        QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=table.cell_rect(1, 2).center())
    assert opened.args == ["LSLT", 2]
    settle(shown)
    assert shown.page is shown.pages["years"]
    found: Any = shown.pages["years"]
    assert (found.filters.query.unit, found.filters.only.isChecked()) == ("LSLT", True)
    shown.go("overview")
    settle(shown)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.accessibleName().endswith("Thanh tra Sở, 2023: đủ")
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(shown)
    assert found.filters.query.unit == "TTR"


def test_it_follows_changes(shown: Window, ctx: Context) -> None:
    number = shown.shell.round.id  # type: ignore[union-attr]
    assert number is not None
    rounds.register(ctx, number, [Choice(subject="CB005", field="COT_CAN")])
    records.save_subject(ctx, replace(records.open_card(ctx, "CB005").subject, birth=None))
    shown.hear(Changes(frozenset({Kind.ROUNDS, Kind.RECORDS})))
    settle(shown)
    page = _page(shown)
    assert page.next.text().strip() == "Làm tiếp: sửa 1 lỗi chặn"
    page.next.click()
    settle(shown)
    opened: Any = shown.page
    assert (shown.page, opened.table.current_key()) == (shown.pages["records"], "CB005")


def test_it_follows_midnight(shown: Window) -> None:
    page, shell = _page(shown), shown.shell
    assert page.tasks.day.text() == "Thứ Bảy, 20/12/2025"
    later = datetime(2025, 12, 29, 0, 0, 5)  # noqa: DTZ001 - an office's clock shows local time
    shell.ctx = page.ctx = replace(shell.ctx, now=lambda: later)
    shown.day.timer.timeout.emit()
    settle(shown)
    assert page.tasks.day.text() == "Thứ Hai, 29/12/2025"
    assert "Hội nghị, danh sách tôn vinh" in _whats(shown)
    assert shown.bar.countdown.accessibleName().startswith("Còn 2 ngày")


def test_without_a_round_it_says_so_and_leads_to_one(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "overview")
    page = _page(window)
    assert page.stack.currentWidget() is page.no_round
    assert page.open.isVisible()
    assert not page.next.isVisible()
    page.open.click()
    assert window.page is window.pages["new_round"]


def test_a_failure_is_said_in_place_of_the_cards_and_can_be_tried_again(
    shown: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(shown)

    def refused(*_arguments: Any) -> Any:
        raise UserError("Ổ đĩa không đọc được lúc này; cắm lại ổ rồi thử lại.")

    monkeypatch.setattr(Reader, "round", refused)
    page.reload()
    settle(shown)
    assert page.stack.currentWidget() is page.failed
    assert page.why.words.text().splitlines()[1].startswith("Ổ đĩa không đọc được")
    assert not page.next.isVisible()
    monkeypatch.undo()
    page.again.click()
    settle(shown)
    assert page.stack.currentWidget() is page.view
    assert page.next.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 698), (1093, 544), (911, 442)])
def test_the_cards_stay_apart_at_every_size(open_window: Open, ctx: Context, width: int, height: int) -> None:
    window = open_window(ctx, "overview", width, height)
    page = _page(window)
    QApplication.processEvents()
    cards = [card.geometry() for card in page.panes()]
    assert [(one, other) for one in cards for other in cards if one is not other and one.intersects(other)] == []
    assert window.width() == width
    assert all(made.height() >= made.heightForWidth(made.width()) for made in page.tasks.list.rows)


def test_it_is_the_first_place_and_the_page_to_start_with_once_there_is_a_round(
    qapp: QApplication, dressed: Theme, practice: tuple[Path, Context], tmp_path: Path
) -> None:
    assert (PLACES[0].name, PLACES[0].key) == ("overview", "Ctrl+1")
    copytree(practice[0], tmp_path / "nhà")
    program = Program(qapp, tmp_path / "nhà", lambda: NOW)
    assert program.open()
    assert program.window is not None
    settle(program.window)
    assert program.window.page is program.window.pages["overview"]
    assert _whats(program.window)
    program.close()
    apply(qapp)


def test_another_round_is_shown_as_soon_as_it_is_in_hand(shown: Window, ctx: Context) -> None:
    held = shown.shell.round
    assert held is not None
    new = rounds.open_round(ctx, replace(held, year=2024, on=date(2024, 12, 20), name="Công nhận năm 2024", id=None))
    shown.shell.take_round(new)
    assert _page(shown).stack.currentWidget() is _page(shown).waiting
    settle(shown)
    assert _page(shown).head.note.text().startswith("Công nhận năm 2024: còn")
