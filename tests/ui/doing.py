"""What a clerk does in the tests of the pages: drops a file, presses a button by its words, answers file dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from dienhinh_desktop.ui.kit.criteria_lines import Line
from dienhinh_desktop.ui.kit.criteria_paint import door_rect
from dienhinh_desktop.ui.kit.criteria_tree import CriteriaTree
from dienhinh_desktop.ui.page import Page
from dienhinh_desktop.ui.window import Window

from .desk import settle

P = TypeVar("P", bound=Page)


def visit(window: Window, kind: type[P], **arguments: object) -> P:
    """Go to a page and let it read."""
    page = window.go(kind.name, arguments)
    assert isinstance(page, kind)
    settle(window)
    return page


def press(owner: QWidget, words: str) -> None:
    """Click the visible, enabled button of that name."""
    found = [made for made in owner.findChildren(QPushButton) if made.accessibleName() == words and made.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons “{words}”"
    assert found[0].isEnabled(), f"“{words}” is off"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def drop(window: Window, page: QWidget, path: Path) -> None:
    """Drag a file over the page and let it go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(300, 200), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(300, 200), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle(window)


def line_of(tree: CriteriaTree, words: str) -> Line:
    """Return the first line of the reasons that holds these words."""
    return next(line for line in tree.lines if words in line.text)


def click_door(tree: CriteriaTree, line: Line) -> None:
    """Click the button painted on a line."""
    index = tree.model().index(tree.lines.index(line), 0)
    tree.scrollTo(index)
    place = door_rect(tree.visualRect(index), line).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def words_of(owner: QWidget) -> str:
    """Return all words to be read in a widget."""
    return "\n".join(found.text() for found in owner.findChildren(QLabel) if found.isVisible())


def to_file(path: Path) -> QPrinter:
    """Return a printer that really prints, into a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(100)
    return printer


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> _Answers:
    """Stand in for the system's file dialogs: the answers are paths given by the test."""
    return _Answers(monkeypatch)


class _Answers:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def save(self, target: Path | None) -> None:
        """Answer "Lưu tệp" with a path, or go back."""
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target) if target else "", ""))

    def open(self, path: Path | None) -> None:
        """Answer "Chọn tệp" with a path, or go back."""
        self._patch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path) if path else "", ""))

    def open_many(self, *paths: Path) -> None:
        """Answer "Chọn tệp" with paths, or go back."""
        self._patch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in paths], ""))

    def folder(self, folder: Path | None) -> None:
        """Answer "Chọn thư mục" with a folder, or go back."""
        self._patch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder) if folder else "")
