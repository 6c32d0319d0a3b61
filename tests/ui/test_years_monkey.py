"""A monkey at the grid: thousands of keys and blocks of any sort harm neither the page nor the records."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.records.years.page import YearsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import visit

KEYS, EACH = 2000, 100
Key, Mod = Qt.Key, Qt.KeyboardModifier
_PLAIN = (
    *(Key.Key_X, Key.Key_T, Key.Key_H, Key.Key_K, Key.Key_1, Key.Key_2, Key.Key_4, Key.Key_9, Key.Key_Z, Key.Key_C),
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_PageDown),
    *(Key.Key_Return, Key.Key_Tab, Key.Key_F2, Key.Key_Delete, Key.Key_Backspace, Key.Key_Escape, Key.Key_Space),
)
_WITH_CONTROL = (Key.Key_D, Key.Key_C, Key.Key_X, Key.Key_V, Key.Key_Z, Key.Key_A, Key.Key_S, Key.Key_Home, Key.Key_End)
_WITH_SHIFT = (Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left, Key.Key_Return, Key.Key_Backtab, Key.Key_End)
_WORDS = (
    *("HTT", "HTXS NV", "Khá", "", "LĐTT", "CSTĐ", "CSTĐ cơ sở; LĐTT", "cờ", "Bằng khen", "=SUM(A1)", '"', "\u200b"),
    *("1", "K", "ĐẠT", "Họ và tên", "Nguyễn Khắc Anh", "Trần Minh Diễm", "x" * 300, ";", "\u0300", "LĐTT\nHTT"),
)


class Monkey:
    """Does one random thing at a time."""

    def __init__(self, window: Window, page: YearsPage, seed: int) -> None:
        self._window, self._page = window, page
        self._dice = random.Random(seed)
        self._ways: tuple[tuple[Callable[[], None], int], ...] = (
            (self._plain, 60),
            (self._control, 14),
            (self._shift, 14),
            (self._block, 8),
            (self._letters, 6),
            (self._composed, 3),
            (self._click, 5),
            (self._answer, 4),
            (self._filter, 1),
        )

    def act(self) -> None:
        ways, weights = zip(*self._ways, strict=True)
        self._dice.choices(ways, weights)[0]()
        if self._dice.random() < 0.3:
            QApplication.processEvents()

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        focus = self._window.focusWidget()
        inside = focus is not None and self._page.isAncestorOf(focus) and focus.isVisible()
        QTest.keyClick(focus if inside and focus is not None else self._page.view, key, held)

    def _plain(self) -> None:
        self._key(self._dice.choice(_PLAIN))

    def _control(self) -> None:
        self._key(self._dice.choice(_WITH_CONTROL), Mod.ControlModifier)

    def _shift(self) -> None:
        self._key(self._dice.choice(_WITH_SHIFT), Mod.ShiftModifier)

    def _block(self) -> None:
        rows, columns = self._dice.randint(1, 6), self._dice.randint(1, 4)
        lines = ["\t".join(self._dice.choice(_WORDS) for _ in range(columns)) for _ in range(rows)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._page.view.setFocus()
        QTest.keyClick(self._page.view, Key.Key_V, Mod.ControlModifier)

    def _letters(self) -> None:
        editor = self._page.view.editor
        type_text(editor if editor.open else self._page.view, self._dice.choice(("đ", "cs", "ơ", "lđtt", "kht", "?")))

    def _composed(self) -> None:
        editor = self._page.view.editor
        event = QInputMethodEvent(self._dice.choice(("", "x", "cơ")), [])
        event.setCommitString(self._dice.choice(("", "t", "lđ")))
        QApplication.sendEvent(editor if editor.open else self._page.view, event)

    def _click(self) -> None:
        port = self._page.view.viewport()
        at = QPoint(self._dice.randrange(max(1, port.width())), self._dice.randrange(max(1, port.height())))
        click = QTest.mouseDClick if self._dice.random() < 0.2 else QTest.mouseClick
        click(port, Qt.MouseButton.LeftButton, pos=at)

    def _answer(self) -> None:
        for choice in list(self._page.block.words.values())[:1]:
            choice.choose(choice.itemData(self._dice.randrange(choice.count())))
            choice.picked.emit(choice.key)

    def _filter(self) -> None:
        self._page.filters.only.click()
        self._page.view.setFocus()


@pytest.mark.slow
def test_two_thousand_random_keys_and_blocks_do_no_harm(qtbot: QtBot, window: Window, ctx: Context) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    page = visit(window, YearsPage)
    page.view.setFocus()
    monkey = Monkey(window, page, seed=2025)
    acts = set[int]()
    for number in range(1, KEYS + 1):
        monkey.act()
        if number % EACH == 0:
            settle(window, 60.0)
            with ctx.db.read() as reader:
                assert reader.check() == ()
                acts.add(reader.last_act())
            assert window.page is page
            assert page.cells.waiting == {}, "nothing typed is left hanging"
    assert len(acts) > KEYS // EACH // 2, "the monkey did change things"
