"""What every card beside the papers is: a title, a body that scrolls, a foot with its act and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QPushButton

from ....domain.drafts import PlaceValue
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ...kit.buttons import button, tool
from ...kit.labels import hairline


class TaskCard(Card):
    """`left()`: the clerk goes back without doing it."""

    left = Signal()

    def __init__(self, title: str, inside: QLayout, *acts: QPushButton) -> None:
        super().__init__()
        self.head = CardHead(title, tool("Đóng", "x", self.left.emit))
        body = bare(column(inside, None, margins=(14, 12, 14, 12)))
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(Scroll(body, title), 1)
        if acts:
            foot = row(None, button("Thôi", self.left.emit), *acts, margins=(12, 6, 12, 6))
            self.body.addWidget(Box(foot, "foot"))

    def place(self) -> dict[str, PlaceValue]:
        """Return what it was opened for, in plain values; empty where nothing in it is worth finding again."""
        return {}
