"""The frame: places, steps, keys, names for screen readers, and text that fits."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from dienhinh_desktop.services import rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.keys import KEYS, TOLD
from dienhinh_desktop.ui.kit.path import StepState
from dienhinh_desktop.ui.places import PAGES, PLACES, page_class
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import words_of
from .looks import nameless, visible

Open = Callable[..., Window]


def _pages(window: Window) -> Iterator[str]:
    for name in PAGES:
        window.go(name)
        settle(window)
        yield name


def test_everything_that_takes_focus_has_a_name(window: Window) -> None:
    assert [(page, kind) for page in _pages(window) for kind in nameless(window)] == []


def test_a_page_has_at_most_one_primary_button(window: Window) -> None:
    primary = Counter(
        page
        for page in _pages(window)
        for button in visible(window)
        if isinstance(button, QPushButton) and button.property("kind") == "primary" and button.isEnabled()
    )
    assert {page: number for page, number in primary.items() if number > 1} == {}
    assert len(primary) > 5


def test_no_two_actions_share_a_key() -> None:
    keys = [key.keys for key in KEYS] + [place.key for place in PLACES if place.key.startswith("Ctrl")]
    keys += [f"Alt+{number}" for number in range(1, 5)]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert all(key.text for key in (*KEYS, *TOLD))


def test_every_key_calls_a_method_there_is(window: Window) -> None:
    page = window.page
    missing = [
        key.keys
        for key in KEYS
        if not callable(getattr(window if key.call.startswith("window.") else page, key.call.split(".")[1], None))
    ]
    assert missing == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_to_the_name_it_is_asked_for_by(name: str) -> None:
    assert page_class(name).name == name


def test_no_page_is_read_from_disk_before_it_is_asked_for() -> None:
    code = "import sys, dienhinh_desktop.app; print([name for name in sys.modules if '.ui.pages.' in name])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_places_and_steps_lead_to_their_pages(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    for keys, name in ((Qt.Key.Key_2, "eligibility"), (Qt.Key.Key_3, "rounds"), (Qt.Key.Key_4, "documents")):
        QTest.keyClick(window, keys, Qt.KeyboardModifier.AltModifier)
        assert window.page is window.pages[name]
        assert window.bar.steps[page_class(name).step or 0].isChecked()
    for keys, name in ((Qt.Key.Key_4, "units"), (Qt.Key.Key_5, "plans"), (Qt.Key.Key_6, "settings")):
        QTest.keyClick(window, keys, Qt.KeyboardModifier.ControlModifier)
        assert window.page is window.pages[name]
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.pages["overview"]
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.pages["documents"], "the place Đợt xét opens its last step"
    settle(window)


def test_the_path_counts_and_names_its_steps(window: Window) -> None:
    step = window.bar.steps[1]
    assert step.step.count == "9 hồ sơ thiếu dữ liệu"
    assert step.step.state is StepState.MISSING
    assert step.accessibleName() == "Bước 1, Nhập thành tích, 9 hồ sơ thiếu dữ liệu, đang mở"
    assert window.bar.steps[2].step.count == "6 đạt trong 73"
    assert window.bar.countdown.accessibleName() == "Còn 11 ngày, 31/12/2025"


def test_the_window_is_named_after_round_office_and_program(window: Window) -> None:
    assert window.windowTitle() == "Công nhận năm 2025 – Sở Ngoại vụ tỉnh Lam Giang – Điển hình"


def test_practice_is_said_on_every_page(window: Window) -> None:
    for name in PAGES:
        window.go(name)
        settle(window)
        assert window.band.isVisible()


def test_without_a_round_one_sentence_stands_for_the_path(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "welcome")
    assert not window.bar.path.isVisible()
    assert window.bar.none.isVisible()
    assert not window.band.isVisible()


def test_taking_another_round_counts_again(window: Window, ctx: Context) -> None:
    first = rounds.rounds(ctx)[0]
    window.shell.take_round(None)
    assert not window.bar.path.isVisible()
    window.bar.round_picked.emit(first.id)
    settle(window)
    assert window.bar.path.isVisible()
    assert window.shell.round == first


def test_the_rail_folds_on_narrow_windows_and_by_f9(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "records", 1000, 600)
    assert window.rail.folded
    window.fold_rail()
    assert not window.rail.folded


def test_f6_goes_through_the_panes_and_the_rail(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.page.panes()[1].setFocus()  # type: ignore[union-attr]
    seen = []
    for _turn in range(4):
        window.next_pane()
        focus = window.focusWidget()
        assert focus is not None
        seen.append(window.rail.isAncestorOf(focus))
    assert seen.count(True) == 1


def test_help_lists_every_key(window: Window) -> None:
    window.help()
    assert window._help is not None
    window._help._show_keys()
    settle(window)
    told = words_of(window._help)
    assert all(key.keys in told for key in (*KEYS, *TOLD))
    window._help.hide()


def test_a_refusal_stands_in_the_page_and_can_be_closed(window: Window) -> None:
    window.fail("Ổ đĩa đầy nên chưa ghi được. Xóa bớt tệp rồi bấm lại.")
    settle(window)
    texts = [label.text() for label in visible(window) if isinstance(label, QLabel)]
    assert "Ổ đĩa đầy nên chưa ghi được. Xóa bớt tệp rồi bấm lại." in texts
    close = next(
        b for b in visible(window) if isinstance(b, QAbstractButton) and b.accessibleName() == "Đóng thông báo"
    )
    close.click()
    texts = [label.text() for label in visible(window) if isinstance(label, QLabel)]
    assert "Ổ đĩa đầy nên chưa ghi được. Xóa bớt tệp rồi bấm lại." not in texts


FORBIDDEN = ("Vui lòng", "Bạn có chắc", '"OK', "Import", "Export", "NULL", "Lỗi!", "thành công!")


def test_no_forbidden_word_stands_in_the_interface() -> None:
    source = Path(theme.__file__).parent
    found = [
        (file.name, word)
        for file in source.rglob("*.py")
        for text in re.findall(r'f?"((?:[^"\\\n]|\\.)*)"', file.read_text(encoding="utf-8"))
        for word in FORBIDDEN
        if word in f'"{text}' and " " in text
    ]
    assert found == []
