"""The clerk of the stories: finds things by the words on them, clicks, types, presses keys, reads what is shown."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any, TypeVar

from PySide6.QtCore import QKeyCombination, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from dienhinh_desktop.app import Program
from dienhinh_desktop.ui.kit.columns import CellKind, Group
from dienhinh_desktop.ui.kit.criteria_tree import CriteriaTree
from dienhinh_desktop.ui.kit.form import Form
from dienhinh_desktop.ui.kit.table import Table
from dienhinh_desktop.ui.pages.records.years.model import NAMES
from dienhinh_desktop.ui.pages.records.years.view import GridView
from dienhinh_desktop.ui.window import Window
from tests.ui.desk import NOW, settle, type_text
from tests.ui.doing import click_door, drop, line_of, press, words_of

W = TypeVar("W", bound=QWidget)
_SCREEN = QSize(1366, 698)
_LEFT = Qt.MouseButton.LeftButton


class Clerk:
    """Sits before a program really opened on a folder; `tray` is where the clerk's own files lie."""

    def __init__(self, app: QApplication, tray: Path) -> None:
        self._app = app
        self.tray = tray
        self.now = NOW
        self.clicks = self.strokes = 0
        self.program = Program(app, tray / "so", lambda: self.now)

    def open(self, filled: Path | None = None) -> None:
        """Open the program, on a copy of a filled folder where one is given."""
        if filled is not None:
            copytree(filled, self.tray / "so")
        assert self.program.open()
        self.rest()

    @property
    def window(self) -> Window:
        """The window of the moment."""
        assert self.program.window is not None
        return self.program.window

    def rest(self) -> None:
        """Wait until the program has done what was asked."""
        self._app.processEvents()
        settle(self.window)
        if self.window.size() != _SCREEN:
            self.window.showNormal()
            self.window.resize(_SCREEN)
        settle(self.window)

    # --- doing ------------------------------------------------------------------------------------------------------

    def press(self, words: str) -> None:
        """Click the one button of that name."""
        self.clicks += 1
        press(self.window, words)
        self.rest()

    def press_beginning(self, words: str) -> None:
        """Click the one button with these words in it."""
        (found,) = [one for one in self._seen(QPushButton) if words in one.text()]
        _click(found)
        self.rest()

    def type_down(self, words: list[str], name: str) -> None:
        """Type into the cells of a column one after the other, Enter after each."""
        grid = self.table(name)
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        model = grid.model()
        places = [model.index(0, place) for place in range(model.columnCount())]
        first = next(index for index in places if index.flags() & Qt.ItemFlag.ItemIsEditable)
        QTest.mouseClick(grid.viewport(), _LEFT, pos=grid.visualRect(first).center())
        for text in words:
            type_text(grid, text[0])
            editor = next(one for one in grid.viewport().findChildren(QLineEdit) if one.isVisible())
            type_text(editor, text[1:])
            QTest.keyClick(editor, Qt.Key.Key_Return)
            self.rest()

    def open_tab(self, words: str) -> None:
        """Click a tab."""
        bar = next(one for one in self._seen(QTabBar) if any(words == one.tabText(n) for n in range(one.count())))
        place = next(n for n in range(bar.count()) if bar.tabText(n) == words)
        QTest.mouseClick(bar, _LEFT, pos=bar.tabRect(place).center())
        self.rest()

    def paste_below(self, cells: list[str], name: str) -> None:
        """Paste a line copied from Excel into the last line of a table."""
        grid = self.table(name)
        grid.setFocus()
        grid.setCurrentIndex(grid.model().index(grid.model().rowCount() - 1, 0))
        QApplication.clipboard().setText("\t".join(cells))
        QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.rest()

    def type_at(self, words: str, heading: str, row: str, name: str) -> None:
        """Type into the cell of a column in the row that holds these words, and end with Enter."""
        grid = self.table(name)
        model = grid.model()
        places = range(model.columnCount())
        place = next(n for n in places if model.headerData(n, Qt.Orientation.Horizontal) == heading)
        self._click_cell(grid, _row_of(grid, row), place)
        type_text(grid, words[0])
        editor = next(one for one in grid.viewport().findChildren(QLineEdit) if one.isVisible())
        type_text(editor, words[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.rest()

    def key(self, keys: str) -> None:
        """Press keys where the cursor is."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.strokes += 1
        pressed: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
        QTest.keyClick(QApplication.focusWidget() or self.window, pressed.key(), pressed.keyboardModifiers())
        self.rest()

    def write(self, words: str, name: str) -> None:
        """Click a field, and type over what it says."""
        field: Any = self._field(name)
        self.clicks, self.strokes = self.clicks + 1, self.strokes + 1 + len(words)
        _click(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_text(field, words)

    def choose(self, words: str, name: str) -> None:
        """Drop the list of a field and click the line that begins with these words; type them where it is long."""
        field = self._field(name)
        self.clicks += 1 + isinstance(field, QComboBox)
        if isinstance(field, QComboBox):
            field.setFocus()  # by key: Qt takes a click right after the click that drops the list for a part of it
            QTest.keyClick(field, Qt.Key.Key_F4)
            view = field.view()
        else:
            self.write(words, name)
            completer = field.completer()  # type: ignore[attr-defined]
            view = completer.popup()
        assert view.isVisible(), f"no list dropped from “{name}”"
        _click_line(view, words)
        view.window().hide()  # without a desktop around it the list would stay the active window
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.rest()

    # --- the grid of years ------------------------------------------------------------------------------------------

    def stand_in(self, heading: str, year: str, name: str) -> None:
        """Click the cell of a person in a column of a year of the grid."""
        grid, index = self._grid_cell(heading, year, name)
        grid.scrollTo(index)
        QTest.mouseClick(grid.viewport(), _LEFT, pos=grid.visualRect(index).center())
        self.rest()

    def type_in_cell(self, words: str) -> None:
        """Type into the cell in hand and go down with Enter."""
        grid: Any = self._seen(GridView)[0]
        type_text(grid, words[0])
        typed_into = grid.editor if grid.editor.open else grid
        type_text(typed_into, words[1:])
        QTest.keyClick(typed_into, Qt.Key.Key_Return)
        self.rest()

    def cell(self, heading: str, year: str, name: str) -> str:
        """Return what a cell of the grid shows."""
        _grid, index = self._grid_cell(heading, year, name)
        return str(index.data() or "")

    def _grid_cell(self, heading: str, year: str, name: str) -> tuple[GridView, QModelIndex]:
        grid = self._seen(GridView)[0]
        model = grid.grid
        places = range(NAMES, model.columnCount())
        place = next(
            n for n in places if (model.group_of(n), model.headerData(n, Qt.Orientation.Horizontal)) == (year, heading)
        )
        line = next(n for n in range(model.rowCount()) if (row := model.row(n)) is not None and row.name == name)
        return grid, model.index(line, place)

    def choose_option(self, words: str) -> None:
        """Click the words of an option."""
        label = next(one for one in self._seen(QLabel) if one.text() == words)
        _click(label)
        self.rest()

    def choose_row(self, words: str, table: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click the row that holds these words, with Ctrl to add it to those chosen."""
        owner = self.table(table)
        number = _row_of(owner, words)
        shown = [n for n in range(owner.model().columnCount()) if not owner.isColumnHidden(n)]
        place = next(n for n in shown if owner.things.columns[n].kind is not CellKind.PICK)
        self._click_cell(owner, number, place, keys)

    def choose_in_menu(self, words: str, button: str) -> None:
        """Drop the menu of a button and click the line that begins with these words."""
        press(self.window, button)
        menu = next(one for one in self._seen(QMenu))
        act = next(one for one in menu.actions() if one.text().startswith(words))
        QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(act).center())
        self.rest()

    def press_in_row(self, button: str, words: str, table: str) -> None:
        """Click the button drawn in the row that holds these words."""
        owner = self.table(table)
        number, model = _row_of(owner, words), owner.model()
        place = next(n for n in range(model.columnCount()) if model.index(number, n).data() == button)
        self._click_cell(owner, number, place)

    def _click_cell(
        self,
        owner: Table,
        number: int,
        place: int,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.clicks += 1
        index = owner.model().index(number, place)
        owner.scrollTo(index)
        QTest.mouseClick(owner.viewport(), _LEFT, keys, owner.visualRect(index).center())
        self.rest()

    def press_at_criterion(self, words: str) -> None:
        """Click the button drawn beside a criterion."""
        tree = self._seen(CriteriaTree)[0]
        click_door(tree, line_of(tree, words))
        self.rest()

    def drop(self, path: Path) -> None:
        """Drop a file on the page."""
        self.clicks += 2  # the file is found and taken, then let go of
        assert self.window.page is not None
        drop(self.window, self.window.page, path)
        self.rest()

    def break_off(self) -> None:
        """Let five seconds pass at the form, then have the program end as when the power goes."""
        self.window.drafts.keep()
        self.rest()
        self.window.drafts._clock.stop()
        self.program.close()
        (self.tray / "so" / "logs" / "dang_mo").touch()

    def wait_for_form(self) -> None:
        """Wait until what was being typed stands in its form again."""
        QTest.qWait(50)
        for _turn in range(400):
            if not self.window.drafts.returning:
                break
            QTest.qWait(20)
        self.rest()

    @property
    def seconds(self) -> float:
        """How long a newcomer takes for what was done so far, thinking included, without the waiting.

        The keystroke-level model (Card, Moran, Newell 1980): 1,35 s to think and 1,1 s to point at each click, 0,2 s to
        press it; a poor typist's 0,5 s for each key.
        """
        return self.clicks * (1.35 + 1.1 + 0.2) + self.strokes * 0.5

    # --- seeing -----------------------------------------------------------------------------------------------------

    def words(self) -> str:
        """Return all words to be read in the window."""
        return words_of(self.window)

    def table(self, name: str) -> Table:
        """Return the table of that name."""
        return next(one for one in self._seen(Table) if one.accessibleName() == name)

    def cells(self, name: str) -> list[str]:
        """Return the rows of a table, each as its cells with spaces between."""
        owner = self.table(name)
        model = owner.model()
        rows = [n for n in range(model.rowCount()) if not isinstance(owner.things.row(n), Group)]
        return [" ".join(str(model.index(n, place).data() or "") for place in range(model.columnCount())) for n in rows]

    def value(self, name: str) -> str:
        """Return what a field says."""
        field = self._field(name)
        return field.currentText() if isinstance(field, QComboBox) else field.text()  # type: ignore[attr-defined]

    def _field(self, name: str) -> QWidget:
        kinds = (QLineEdit, QPlainTextEdit, QComboBox)
        fields = [one for one in self._seen(QWidget) if isinstance(one, kinds)]
        named = [one for one in fields if one.accessibleName() == name]
        found = [one for one in named if _in_form(one)] or named
        assert len(found) == 1, f"{len(found)} fields “{name}” among {[one.accessibleName() for one in fields]}"
        assert found[0].isEnabled(), f"“{name}” is off"
        return found[0]

    def _seen(self, kind: type[W]) -> list[W]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]


def _in_form(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Form):
        above = above.parentWidget()
    return above is not None


def _click(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget)
    QTest.mouseClick(widget, _LEFT, pos=QPoint(widget.width() // 3, widget.height() // 2))


def _click_line(view: QAbstractItemView, words: str) -> None:
    model = view.model()
    number = next(n for n in range(model.rowCount()) if str(model.index(n, 0).data()).startswith(words))
    view.scrollTo(model.index(number, 0))
    place: QRect = view.visualRect(model.index(number, 0))
    QTest.mouseClick(view.viewport(), _LEFT, pos=place.center())


def _row_of(owner: Table, words: str) -> int:
    model = owner.model()
    return next(
        number
        for number in range(model.rowCount())
        if any(words in str(model.index(number, place).data() or "") for place in range(model.columnCount()))
    )
