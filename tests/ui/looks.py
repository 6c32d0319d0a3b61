"""What a look at a window shows without eyes: words that are cut, lists that scroll sideways, things without a name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QWidget,
)

from dienhinh_desktop.ui.kit.labels import ElideLabel

PATIENCE = 40
"""Looks at words that are cut: a page shown a moment ago may still be laying itself out on a busy machine."""


def visible(shown: QWidget) -> Iterator[QWidget]:
    """Yield everything in a window that is shown."""
    yield from (widget for widget in shown.findChildren(QWidget) if widget.isVisible())


def nameless(shown: QWidget) -> list[str]:
    """Name the kind of everything that takes focus and tells screen readers nothing."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in visible(shown)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]


def traps(shown: QWidget) -> list[str]:
    """Name what swallows Tab, so that the keyboard cannot get out of it."""
    return [
        f"{type(widget).__name__} “{widget.accessibleName()}”"
        for widget in visible(shown)
        if isinstance(widget, QPlainTextEdit | QTextEdit)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.tabChangesFocus()
    ]


def sideways(shown: QWidget) -> list[str]:
    """Name what has to be scrolled sideways; a table may, where its columns cannot all be seen."""
    return [
        f"{type(widget).__name__} “{widget.accessibleName()}”"
        for widget in visible(shown)
        if isinstance(widget, QAbstractScrollArea)
        and not isinstance(widget, QTableView)
        and widget.horizontalScrollBar().maximum() > 0
    ]


def cut(shown: QWidget) -> list[str]:
    """Return the words that stay cut without an ellipsis."""
    found: list[str] = []
    for _look in range(PATIENCE):
        found = [words for widget in visible(shown) if (words := _cut_words(widget))]
        if not found:
            break
        QTest.qWait(25)
    return found


def _cut_words(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ElideLabel):
        room = widget.contentsRect()
        if widget.wordWrap():
            return widget.text() if widget.height() < widget.heightForWidth(widget.width()) else ""
        too_low = room.height() < widget.fontMetrics().height()
        return widget.text() if too_low or room.width() < _width(widget, widget.text()) else ""
    if isinstance(widget, QPushButton) and widget.text():
        icon = widget.iconSize().width() if not widget.icon().isNull() else 0
        return widget.text() if widget.width() - icon < _width(widget, widget.text()) else ""
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text() if widget.width() < _width(widget, widget.text()) else ""
    return ""


def _width(widget: QWidget, words: str) -> int:
    return max(widget.fontMetrics().horizontalAdvance(line) for line in words.replace("&", "").splitlines() or [""])
