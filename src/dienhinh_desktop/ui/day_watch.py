"""Notices that a new day began while the window stayed open: what is due today was due tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

_EVERY = 30_000


class DayWatch(QObject):
    """`turned`: the office's day is another. It looks twice a minute, so a machine woken up is told too."""

    turned = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        self._seen = today()
        self.timer = QTimer(self, interval=_EVERY)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Look at the clock."""
        today = self._today()
        if today != self._seen:
            self._seen = today
            self.turned.emit()
