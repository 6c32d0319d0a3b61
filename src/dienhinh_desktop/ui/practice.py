"""The violet band that says on every page: this is practice data."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from . import texts, theme
from .kit.boxes import row
from .kit.buttons import button
from .kit.labels import label
from .kit.marks import Mark, MarkIcon


class PracticeBand(QFrame):
    """`again_asked`: start practice anew; `leave_asked`: back to the office's own records."""

    again_asked = Signal()
    leave_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "practice")
        words = label(texts.PRACTICE_BAND, "miss")
        words.setFont(theme.current().font("fs_body", 600))
        self.setLayout(
            row(
                MarkIcon(Mark.MISS, 15),
                words,
                None,
                button("Làm lại từ đầu", self.again_asked.emit, kind="small"),
                button("Thoát tập làm", self.leave_asked.emit, kind="small"),
                margins=(16, 3, 16, 3),
            )
        )
        self.hide()
