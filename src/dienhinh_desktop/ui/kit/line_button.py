"""A whole line as one button: tinted under the pointer, ringed in focus; what stands in it is painted by each kind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from .. import theme


class LineButton(QAbstractButton):
    """Subclasses say `sizeHint` and paint their words in `paint_line`."""

    def __init__(self, name: str, tip: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(tip)

    def paint_line(self, painter: QPainter) -> None:
        """Paint what stands in the line."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tint the line under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the tint away."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint, the line itself, the ring of the focus."""
        wear = theme.current()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), wear.colour("raised"))
        self.paint_line(painter)
        if self.hasFocus():
            painter.setPen(QPen(wear.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
