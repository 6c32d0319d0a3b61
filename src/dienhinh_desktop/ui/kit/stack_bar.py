"""A whole in its parts: one bar, and under it a line for each part that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...domain.text import number_text
from .. import theme
from .boxes import clear
from .labels import hairline
from .line_button import LineButton
from .marks import Mark, paint_mark
from .paint import write


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key, shape, words and count; None is not counted yet. `apart`: outside the whole, under a line."""

    key: str
    mark: Mark | None
    text: str
    count: int | None
    apart: bool = False


class StackBar(QWidget):
    """The bar; it only shows, the lines under it say the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().px(16))

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts."""
        self._parts = tuple(part for part in parts if part.count and not part.apart)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts side by side, none thinner than can be seen."""
        wear = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), wear.colour("sunken"))
        least, gap = wear.px(5), 2
        total = sum(part.count or 0 for part in self._parts)
        room = self.width() - gap * max(len(self._parts) - 1, 0) - least * len(self._parts)
        left = 0.0
        for part in self._parts:
            width = least + room * (part.count or 0) / total
            tone = wear.colour(part.mark.token if part.mark else "none")
            painter.fillRect(QRectF(left, 0, width, self.height()), tone)
            left += width + gap
        painter.end()


class PartRow(LineButton):
    """One part as a button: shape, words, count."""

    def __init__(self, part: Part) -> None:
        count = number_text(part.count) if part.count is not None else "xem"
        super().__init__(f"{part.text}: {count}", f"Xem {part.text.lower()}")
        self.part, self._count = part, count

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        wear = theme.current()
        return QSize(wear.px(160), wear.px(25))

    def paint_line(self, painter: QPainter) -> None:
        """Draw shape, words, count."""
        wear = theme.current()
        side = wear.px(16)
        left = wear.px(14)
        if self.part.mark is not None:
            paint_mark(painter, self.part.mark, QRectF(left, (self.height() - side) / 2, side, side))
            left += side + wear.px(9)
        words = QRectF(left, 0, self.width() - left - wear.px(60), self.height())
        write(painter, words, self.part.text, token="text2")
        count = QRectF(self.width() - wear.px(64), 0, wear.px(50), self.height())
        token = "accent" if self.part.count is None else "text"
        write(painter, count, self._count, weight=600, align=Qt.AlignmentFlag.AlignRight, token=token)


class PartList(QWidget):
    """The lines under the bar. `opened(key)`: one was pressed."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.rows: list[PartRow] = []

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts."""
        clear(self._lines)
        self.rows = []
        for part in parts:
            if part.apart:
                self._lines.addWidget(hairline())
            made = PartRow(part)
            made.clicked.connect(lambda _on=False, key=part.key: self.opened.emit(key))
            self._lines.addWidget(made)
            self.rows.append(made)
