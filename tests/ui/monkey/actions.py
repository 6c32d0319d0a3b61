"""One random action: a click on whatever stands there, a key, words typed, a choice, a file dropped."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from dienhinh_desktop.ui.window import Window

from ..desk import type_text

_Key, _Held = Qt.Key, Qt.KeyboardModifier
NONE = _Held.NoModifier
KEYS = (
    *((key, NONE) for key in (_Key.Key_Return, _Key.Key_Escape, _Key.Key_Tab, _Key.Key_F2, _Key.Key_F5, _Key.Key_F6)),
    *((key, NONE) for key in (_Key.Key_Delete, _Key.Key_Insert, _Key.Key_Space, _Key.Key_Backspace, _Key.Key_F9)),
    *((key, NONE) for key in (_Key.Key_Up, _Key.Key_Down, _Key.Key_Left, _Key.Key_Right, _Key.Key_Home, _Key.Key_End)),
    *((key, NONE) for key in (_Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_A, _Key.Key_X, _Key.Key_1, _Key.Key_9)),
    *((key, _Held.ControlModifier) for key in (_Key.Key_Z, _Key.Key_Y, _Key.Key_S, _Key.Key_N, _Key.Key_F, _Key.Key_V)),
    *((key, _Held.ControlModifier) for key in (_Key.Key_C, _Key.Key_A, _Key.Key_Return, _Key.Key_E, _Key.Key_P)),
    *((key, _Held.ShiftModifier) for key in (_Key.Key_Return, _Key.Key_Tab, _Key.Key_Down, _Key.Key_F6)),
    *((key, _Held.AltModifier) for key in (_Key.Key_Left, _Key.Key_Right, _Key.Key_Down, _Key.Key_Up)),
)
WORDS = (
    "Nguyễn Thị Hồng Phượng",
    "Đặng",
    "Sở Ngoại vụ",
    "05/6/1990",
    "31/02/2025",
    "2025",
    "2052",
    "1.234,5",
    "-1",
    "042067600874",
    "CB002",
    "LĐTT",
    "“ngoặc” & <b>thẻ</b> %d {0} \\ '",
    "nguye\u0302\u0303n",  # marks apart
    "字😀",
    " ",
    "ữ" * 300,
)
SIZES = ((1366, 698), (1093, 544), (890, 600), (1920, 1000))


class Monkey:
    """Acts on a window as its dice fall; each action is named so that a fault can be looked for."""

    def __init__(self, dice: random.Random, samples: Sequence[Path]) -> None:
        self._dice, self._samples = dice, samples
        self._ways = (
            (self._click, 50),
            (self._press_key, 26),
            (self._type, 12),
            (self._choose, 6),
            (self._drop, 2),
            (self._copy, 1),
            (self._resize, 1),
            (self._scroll, 2),
        )

    def act(self, window: Window) -> str:
        """Do something; return what it was. Keys reach the program only where its window is the active one."""
        stage = self._stage(window)
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not stage.window():
            stage.window().activateWindow()
            QTest.qWaitForWindowActive(stage.window(), 2000)
        calls, weights = zip(*self._ways, strict=True)
        return str(self._dice.choices(calls, weights)[0](stage, window))

    def _stage(self, window: Window) -> QWidget:
        """Return what takes the action: a list that dropped, a box that waits, at times a small window, the window."""
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is not None:
            return over
        beside = [one for one in window.findChildren(QDialog) if one.isVisible()]
        return beside[-1] if beside and self._dice.random() < 0.3 else window

    def _any(self, stage: QWidget, wanted: Callable[[QWidget], bool]) -> QWidget | None:
        shown = [one for one in (stage, *stage.findChildren(QWidget)) if one.isVisible() and one.isEnabled()]
        self._dice.shuffle(shown)
        own = (one for one in shown if wanted(one) and one.window() is stage.window())
        return next((one for one in own if not one.visibleRegion().isEmpty()), None)

    def _place(self, widget: QWidget) -> QPoint:
        seen = widget.visibleRegion().boundingRect()
        return QPoint(self._dice.randint(seen.left(), seen.right()), self._dice.randint(seen.top(), seen.bottom()))

    def _click(self, stage: QWidget, _window: Window) -> str:
        target = self._any(stage, _answers if self._dice.random() < 0.8 else _anything)
        if target is None:
            return "nothing to click"
        place, words = self._place(target), _name(target)
        way = self._dice.random()
        held = self._dice.choice((NONE, NONE, NONE, _Held.ControlModifier, _Held.ShiftModifier))
        if way < 0.86:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, held, place)
        elif way < 0.93:
            QTest.mouseDClick(target, Qt.MouseButton.LeftButton, held, place)
        else:
            QTest.mouseClick(target, Qt.MouseButton.RightButton, NONE, place)
            if target.isVisible():
                target.customContextMenuRequested.emit(place)
        return f"click {words} at {place.x()},{place.y()}"

    def _press_key(self, stage: QWidget, _window: Window) -> str:
        key, held = self._dice.choice(KEYS)
        target = stage if isinstance(stage, QMenu) else QApplication.focusWidget() or stage
        QTest.keyClick(target, key, held)
        return f"key {held.name} {key.name} in {_name(target)}"

    def _type(self, stage: QWidget, _window: Window) -> str:
        field = self._any(stage, lambda one: isinstance(one, QLineEdit | QPlainTextEdit))
        words = self._dice.choice(WORDS)
        if field is None:
            return "nothing to type into"
        name = _name(field)
        field.setFocus()
        if self._dice.random() < 0.5:
            QTest.keyClick(field, _Key.Key_A, _Held.ControlModifier)
        type_text(field, words)
        return f"type “{words[:30]}” in {name}"

    def _choose(self, stage: QWidget, _window: Window) -> str:
        box = self._any(stage, lambda one: isinstance(one, QComboBox))
        if not isinstance(box, QComboBox) or not box.count():
            return "nothing to choose"
        place, name = self._dice.randrange(box.count()), _name(box)
        box.setFocus()
        box.setCurrentIndex(place)
        box.activated.emit(place)
        return f"choose {place} of {name}"

    def _drop(self, _stage: QWidget, window: Window) -> str:
        path, target = self._dice.choice(self._samples), window.page or window
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))] if self._dice.random() < 0.9 else [])
        button, take = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
        entering = QDragEnterEvent(QPoint(300, 200), take, mime, button, NONE)
        QApplication.sendEvent(target, entering)
        if entering.isAccepted():
            QApplication.sendEvent(target, QDropEvent(QPointF(300, 200), take, mime, button, NONE))
        return f"drop {path.name}"

    def _copy(self, _stage: QWidget, _window: Window) -> str:
        words = self._dice.choice(("", "Họ và tên\tĐơn vị\nLê Tuấn Tâm\tPhòng Lãnh sự", "một chữ", "\t\n\t\n"))
        QApplication.clipboard().setText(words)
        return "copy"

    def _resize(self, _stage: QWidget, window: Window) -> str:
        width, height = self._dice.choice(SIZES)
        window.resize(width, height)
        return f"resize to {width}x{height}"

    def _scroll(self, stage: QWidget, _window: Window) -> str:
        target = self._any(stage, _anything)
        if target is None:
            return "nothing to scroll"
        middle = QPointF(target.rect().center())
        down = QPoint(0, self._dice.choice((-600, -120, 120, 600)))
        QTest.wheelEvent(target.window().windowHandle(), target.mapTo(target.window(), middle), down)
        return "scroll"


def _answers(widget: QWidget) -> bool:
    """Whether something happens when it is clicked: it takes the focus, or is the inside of a list."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget.parentWidget(), QAbstractItemView)


def _anything(_widget: QWidget) -> bool:
    return True


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”"
