"""A quota as a bar of slots: taken, still needed, still allowed, too many; the least and the most marked below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme
from .paint import write

MOST_SLOTS = 40


class SlotBar(QWidget):
    """The bar; it only shows, words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._have, self._least, self._most = 0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().px(32))

    def show_quota(self, have: int, least: int | None, most: int | None) -> None:
        """Show how many there are, and how many are needed and allowed."""
        self._have, self._least, self._most = have, least or 0, most or 0
        self.setVisible(bool(self._least or self._most) and max(have, self._least, self._most) <= MOST_SLOTS)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of bar and words."""
        return QSize(theme.current().px(200), theme.current().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slots and the words under them."""
        wear = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slots = max(self._have, self._least, self._most, 1)
        gap = wear.px(4) if slots <= 12 else 1
        width = (self.width() - gap * (slots - 1)) / slots
        for place in range(slots):
            self._paint_slot(painter, QRectF(place * (width + gap), 1, width, wear.px(9)), place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        words = [(self._least, f"tối thiểu {self._least}"), (self._most, f"tối đa {self._most}")]
        if self._least == self._most:
            words = [(self._least, f"cần {self._least}")]
        right = float(self.width())
        for count, text in reversed([item for item in words if item[0]]):
            needed = wear.metrics("fs_caption").horizontalAdvance(text)
            end = min(count * (width + gap) - gap, right)
            left = max(end - needed, 0)
            write(painter, QRectF(left, wear.px(13), needed + 2, wear.px(18)), text, token="text3", size="fs_caption")
            right = left - wear.px(8)
        painter.end()

    def _paint_slot(self, painter: QPainter, box: QRectF, place: int) -> None:
        wear = theme.current()
        taken = place < self._have
        over = bool(self._most) and place >= self._most
        tone = wear.colour("warn" if over else "ok" if taken else "bad" if place < self._least else "line_strong")
        painter.setPen(QPen(tone, 1, Qt.PenStyle.SolidLine if taken else Qt.PenStyle.DashLine))
        painter.setBrush(tone if taken else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
