"""The foot of a step: what would be done at the left, the way back and the way on at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ....kit.boxes import row
from ....kit.buttons import button
from ....kit.labels import FoldLabel, label


class StepFoot(QWidget):
    """`back_asked()` and `next_asked()`; `say` fills the left side, the reason in the colour of faults."""

    back_asked = Signal()
    next_asked = Signal()

    def __init__(self, onward: str, *between: QPushButton, icon: str = "chevron-right") -> None:
        super().__init__()
        self.words = label("", "strong")
        self.reason = FoldLabel("", "bad")
        self.back = button("Quay lại", self.back_asked.emit, icon="chevron-left")
        self.onward = button(onward, self.next_asked.emit, icon=icon, kind="primary")
        inside = row(self.words, gap=8)
        inside.addWidget(self.reason, 1)
        for one in (*between, self.back, self.onward):
            inside.addWidget(one)
        self.setLayout(inside)

    def say(self, words: str, reason: str = "") -> None:
        """Show other words."""
        self.words.setText(words)
        self.reason.setText(reason)
