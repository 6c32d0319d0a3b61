"""Starting the program again and again on one folder, as a clerk does after a power cut."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.app import Program
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.kit import typed
from dienhinh_desktop.ui.window import Window

from .desk import NOW, settle
from .doing import press


class Starts:
    """Starts the program on a folder as often as a test wants, and puts it away."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self.folder = app, folder
        self.program: Program | None = None

    def open(self) -> Window:
        """Open the program on the folder."""
        self.close()
        self.program = Program(self._app, self.folder, lambda: NOW)
        assert self.program.open()
        assert self.program.window is not None
        self.program.window.showNormal()
        self.program.window.resize(1366, 698)
        settle(self.program.window)
        return self.program.window

    def break_off(self) -> None:
        """End as a power cut does, as far as one process can: what stands in the file stays, nothing is tidied."""
        assert self.program is not None
        assert self.program.window is not None
        self.program.window.drafts.keep()
        settle(self.program.window)
        self.program.window.drafts._clock.stop()
        self.close()

    def close(self) -> None:
        """Close the program."""
        if self.program is not None:
            if self.program.window is not None:
                settle(self.program.window)
            self.program.close()
            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.program = None


@pytest.fixture
def starts(
    qapp: QApplication, dressed: theme.Theme, practice: tuple[Path, Context], tmp_path: Path
) -> Iterator[Starts]:
    copytree(practice[0], tmp_path / "so")
    made = Starts(qapp, tmp_path / "so")
    yield made
    made.close()
    theme.apply(qapp)


def rest(window: Window, until: Callable[[], bool]) -> None:
    """Wait for what comes by itself."""
    end = time.monotonic() + 20
    while not until():
        settle(window)
        assert time.monotonic() < end, "it did not come"
        QTest.qWait(20)


def take(window: Window) -> Any:
    """Press "Xem và giữ" and wait for the form."""
    press(window, "Xem và giữ")
    rest(window, lambda: any(True for page in window.pages.values() for _field in typed.typed(page)))
    return window.page
