"""Menus that open at a place and are gone once they close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


def fleeting_menu(owner: QWidget) -> QMenu:
    """Return a menu made for one opening: closing frees it, so that none are left behind on its owner."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def offer(menu: QMenu, text: str, done: Callable[[], object], *, checked: bool | None = None) -> QAction:
    """Add a line to a menu; `checked` gives it a tick, or room for one."""
    act = menu.addAction(text)
    if checked is not None:
        act.setCheckable(True)
        act.setChecked(checked)
    act.triggered.connect(lambda _checked=False: done())
    return act
