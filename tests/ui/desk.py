"""What UI tests and the page-rendering script do alike: fill a folder, wait for the worker, type Vietnamese."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from dienhinh_desktop.domain.rounds import Round
from dienhinh_desktop.services import rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.window import Window

NOW = datetime(2025, 12, 20, 9, 11)  # noqa: DTZ001 (the clock of an office is local)


def fill_practice(ctx: Context) -> Round:
    """Load the practice records and open their round."""
    upkeep.load_practice(ctx)
    practice = upkeep.practice()
    return rounds.open_round(
        ctx,
        Round(plan=practice.plan, stage=practice.stage, year=practice.on.year, name=practice.round, on=practice.on),
    )


def settle(window: Window, seconds: float = 20.0) -> None:
    """Let the worker finish everything asked, and the window show it."""
    until = time.monotonic() + seconds
    quiet = 0
    while quiet < 3:
        QApplication.processEvents()
        busy = window.shell.operations.busy
        quiet = 0 if busy else quiet + 1
        if time.monotonic() > until:
            raise TimeoutError("the worker did not come to rest")
        time.sleep(0.002)


def type_text(widget: QWidget, text: str) -> None:
    """Type letter by letter; QTest.keyClicks aborts the process on Vietnamese letters."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)
