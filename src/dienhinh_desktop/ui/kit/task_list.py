"""Things to do, one under another: shape, what and who, the day, one button; a press anywhere on the line opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from .. import theme
from .boxes import clear, column, row
from .buttons import button
from .labels import FoldLabel, hairline, label
from .marks import Mark, MarkIcon
from .menus import fleeting_menu

LINE = 44


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line. `due` and its `tone` (a type of the style sheet); `later`: it may be put off."""

    key: str
    mark: Mark
    what: str
    who: str
    due: str
    tone: str
    verb: str
    later: bool = True


class TaskRow(QFrame):
    """A line as a widget. `opened`; `put_off(days)` from the menu of the right button."""

    opened = Signal()
    put_off = Signal(int)

    def __init__(self, line: TaskLine, verb_width: int) -> None:
        super().__init__()
        self.line = line
        self.setProperty("role", "task")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        what, who = FoldLabel(line.what), FoldLabel(line.who, "caption", most=2)
        font = what.font()
        font.setWeight(font.Weight.Medium)
        what.setFont(font)
        self.button = button(line.verb, self.opened.emit, kind="small")
        self.button.setFixedWidth(verb_width)
        self.button.setAccessibleName(f"{line.verb}: {line.what}{f', {line.due}' if line.due else ''}")
        inside = row(MarkIcon(line.mark, 18), gap=12, margins=(14, 3, 14, 3))
        inside.addLayout(column(None, what, who, None, gap=1), 1)
        if line.due:
            inside.addWidget(label(line.due, line.tone))
        inside.addWidget(self.button)
        self.setLayout(inside)
        self.setMinimumHeight(theme.current().px(LINE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press: the line opens on release."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the line, as its button does."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def menu(self) -> QMenu:
        """Build the menu: open, put off."""
        menu = fleeting_menu(self)
        menu.addAction(self.line.verb).triggered.connect(lambda: self.opened.emit())
        menu.addSeparator()
        for words, days in (("Để sau đến ngày mai", 1), ("Để sau một tuần", 7)):
            act = menu.addAction(words)
            act.setEnabled(self.line.later)
            act.triggered.connect(lambda _on=False, days=days: self.put_off.emit(days))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu with the right button, or with the menu key on the button."""
        self.menu().popup(event.globalPos())


class TaskList(QWidget):
    """The lines. `opened(key)`, `put_off(key, days)`. Up and Down go from button to button."""

    opened = Signal(str)
    put_off = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.rows: list[TaskRow] = []

    def show_lines(self, lines: Sequence[TaskLine]) -> None:
        """Show other lines; the focus stays on the same one where it is still there."""
        held = next((made.line.key for made in self.rows if made.button.hasFocus()), None)
        clear(self._lines)
        width = self._verb_width(lines)
        self.rows = [TaskRow(line, width) for line in lines]
        for place, made in enumerate(self.rows):
            if place:
                self._lines.addWidget(hairline())
            self._lines.addWidget(made)
            made.opened.connect(lambda key=made.line.key: self.opened.emit(key))
            made.put_off.connect(lambda days, key=made.line.key: self.put_off.emit(key, days))
        if held is not None and self.rows:
            next((made for made in self.rows if made.line.key == held), self.rows[0]).button.setFocus()

    @staticmethod
    def _verb_width(lines: Sequence[TaskLine]) -> int:
        wear = theme.current()
        words = [wear.metrics("fs_caption", 500).horizontalAdvance(line.verb) for line in lines]
        return max([*words, wear.px(72)]) + wear.px(26)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down between the buttons."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((place for place, made in enumerate(self.rows) if made.button.hasFocus()), None)
        if step is None or here is None or not 0 <= here + step < len(self.rows):
            super().keyPressEvent(event)
            return
        self.rows[here + step].button.setFocus(Qt.FocusReason.OtherFocusReason)
