"""Notices stand in the page, never over it: tone, shape, sentence, one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from .boxes import column, row
from .buttons import button, tool
from .labels import label
from .marks import Mark, MarkIcon

_TONES = {
    Mark.OK: "ok",
    Mark.HALF: "warn",
    Mark.WARN: "warn",
    Mark.MISS: "miss",
    Mark.BAD: "bad",
    Mark.NONE: "none",
    Mark.INFO: "info",
}


class Notice(QFrame):
    """A card with a tone. `text` says what, why, what next; `details` are listed below it, at most five of them.

    `action` and `more` are buttons beside the words. `below` is a widget of its own under the words.
    """

    closed = Signal()

    def __init__(
        self,
        mark: Mark,
        text: str,
        *,
        strong: str = "",
        details: tuple[str, ...] = (),
        action: tuple[str, Callable[[], None]] | None = None,
        more: tuple[str, Callable[[], None]] | None = None,
        closable: bool = False,
        below: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", _TONES.get(mark, "ok"))
        height = QSizePolicy.Policy.Minimum if below is None else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, height)
        self.words = label(text, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines = column(gap=2)
        if strong:
            lines.addWidget(label(strong, "strong", wrap=True))
        if text:
            lines.addWidget(self.words)
        for detail in _short(details):
            lines.addWidget(label(f"– {detail}", "caption", wrap=True))
        if below is not None:
            lines.addWidget(below)
        inside = row(MarkIcon(mark, 18), gap=10, margins=(12, 8, 8, 8))
        inside.addLayout(lines, 1)
        for words, call in filter(None, (action, more)):
            inside.addWidget(button(words, call, kind="small"))
        if closable:
            inside.addWidget(tool("Đóng thông báo", "x", self.closed.emit))
        self.setLayout(inside)
        self.setAccessibleName(f"{strong} {text}".strip())


def _short(details: tuple[str, ...]) -> tuple[str, ...]:
    if len(details) <= 5:
        return details
    return (*details[:5], f"và {len(details) - 5} chỗ nữa")


class Empty(QWidget):
    """What a page or list says when it holds nothing: a sentence and the doors out of it, the first the likeliest."""

    def __init__(self, text: str, *actions: QWidget, mark: Mark | None = None) -> None:
        super().__init__()
        words = label(text, "second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = words
        self.setAccessibleName(text)
        self.doors = actions
        inside = column(gap=12, margins=(24, 24, 24, 24))
        inside.addStretch(2)
        if mark is not None:
            inside.addLayout(row(None, MarkIcon(mark, 26), None))
        inside.addWidget(words)
        if actions:
            inside.addLayout(row(None, *actions, None))
        inside.addStretch(3)
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def take_focus(self) -> bool:
        """Put the focus on the first door out; tell whether there is one to be seen."""
        door = next((action for action in self.doors if action.isVisible() and action.isEnabled()), None)
        if door is not None:
            door.setFocus(Qt.FocusReason.OtherFocusReason)
        return door is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus where it is on nothing of the page, as after a visit whose page turned out empty."""
        super().showEvent(event)
        page, focus = self.parentWidget(), self.window().focusWidget()
        while page is not None and page.property("role") != "canvas":
            page = page.parentWidget()
        if page is None or (isinstance(focus, QLineEdit) and focus.isVisible()):
            return  # somebody is typing, in the page or in what lies over it
        if focus is None or focus is page or not focus.isVisible() or not page.isAncestorOf(focus):
            self.take_focus()
