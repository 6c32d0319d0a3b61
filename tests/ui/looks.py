"""What a look at a window shows without eyes: words that are cut, lists that scroll sideways, things without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from dienhinh_desktop.services.help import help_book
from dienhinh_desktop.ui.help import topic_of
from dienhinh_desktop.ui.kit.arranged_table import ArrangedTable
from dienhinh_desktop.ui.kit.columns import CellKind, Group
from dienhinh_desktop.ui.kit.delegate import needed
from dienhinh_desktop.ui.kit.edit_table import EditTable
from dienhinh_desktop.ui.kit.labels import ElideLabel
from dienhinh_desktop.ui.pages.records.years.view import GridView

ENTERED = (
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QPlainTextEdit,
    QTextEdit,
    QCheckBox,
    QRadioButton,
    EditTable,
    GridView,
)
"""What a clerk types or chooses in."""

FIGURE = re.compile(r"[\d/.,:% –-]*\d[\d/.,:% –-]*")
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


def helpless(shown: QWidget) -> list[str]:
    """Name everything a clerk types or chooses in that F1 has nothing to say about."""
    return [f"{type(widget).__name__} “{widget.accessibleName()}”" for widget in entered(shown) if not _helped(widget)]


def entered(shown: QWidget) -> Iterator[QWidget]:
    """Yield every field that takes the keyboard and can be written."""
    for widget in visible(shown):
        read_only = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and widget.isReadOnly()
        if isinstance(widget, ENTERED) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not read_only:
            yield widget


def _helped(widget: QWidget) -> bool:
    if isinstance(widget, EditTable | GridView) and not widget.currentIndex().isValid():
        return True  # no cell in hand
    topic = topic_of(widget)
    return topic is not None and help_book().of_field(topic[0]) is not None and bool(topic[1])


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
    """Return the words that stay cut, with an ellipsis or without; cells of tables may end in one."""
    found: list[str] = []
    for _look in range(PATIENCE):
        found = [words for widget in visible(shown) for words in (_cut_words(widget), *_elided(widget)) if words]
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


def _elided(widget: QWidget) -> Iterator[str]:
    """Yield the words that end in an ellipsis, or would, in a place where they must be whole."""
    if isinstance(widget, ElideLabel):
        yield widget.text() if widget.width() < _width(widget, widget.text().strip()) else ""
    elif isinstance(widget, QTabBar):
        shown = [place for place in range(widget.count()) if widget.isTabVisible(place)]
        yield from (
            words for place in shown if widget.tabRect(place).width() < _width(widget, words := widget.tabText(place))
        )
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _cut_headings(widget)
    elif isinstance(widget, QComboBox):
        told = widget.currentText() in widget.toolTip()
        yield "" if told or widget.width() >= _width(widget, widget.currentText()) + 24 else widget.currentText()
    elif isinstance(widget, ArrangedTable):
        yield from _cut_figures(widget)
    elif widget.property("kind") == "filter" and widget.width() < widget.sizeHint().width():
        yield widget.accessibleName()


def _cut_figures(table: ArrangedTable) -> Iterator[str]:
    """Yield the years, days and numbers that end in an ellipsis: half a figure is another figure."""
    for number in range(min(table.things.rowCount(), 40)):
        row = table.things.row(number)
        for place, column in enumerate(table.things.columns if not isinstance(row, Group) else ()):
            words = column.text(row)
            figure = column.kind is CellKind.TEXT and FIGURE.fullmatch(words)
            if figure and not table.isColumnHidden(place) and needed(row, column) > table.columnWidth(place):
                yield f"{column.heading}: {words}"


def _cut_headings(heading: QHeaderView) -> Iterator[str]:
    model = heading.model()
    for place in range(heading.count() if model else 0):
        words = str(model.headerData(place, heading.orientation()) or "")
        if not heading.isSectionHidden(place) and heading.sectionSize(place) < _width(heading, words):
            yield words


def _width(widget: QWidget, words: str) -> int:
    return max(widget.fontMetrics().horizontalAdvance(line) for line in words.replace("&", "").splitlines() or [""])
