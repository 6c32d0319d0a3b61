"""Labels by their place in the type scale, and the label that cuts long text with an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from .. import theme
from .marks import Mark
from .paint import chip_width, paint_chip


def label(text: str = "", kind: str = "", *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """Return a label; `kind` is a type of the style sheet (title, section, strong, second, caption, field, bad…)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("type", kind)
    made.setWordWrap(wrap)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def hairline() -> QFrame:
    """Return a horizontal hairline."""
    made = QFrame()
    made.setProperty("role", "hairline")
    return made


def vline() -> QFrame:
    """Return a vertical hairline."""
    made = QFrame()
    made.setProperty("role", "vline")
    return made


class ElideLabel(QLabel):
    """A one-line label that ends in "…" where the room is short, with the whole text as tooltip."""

    def __init__(self, text: str = "", kind: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("type", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Allow any narrowness down to a few letters."""
        return QSize(theme.current().px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        self.style().drawItemText(
            painter, QRect(self.rect()), int(self.alignment()), self.palette(), self.isEnabled(), shown,
            self.foregroundRole(),
        )  # fmt: skip
        painter.end()


class Chip(QWidget):
    """A status chip in a layout: shape and word on a soft ground."""

    def __init__(self, mark: Mark, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._text = mark, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_status(self, mark: Mark, text: str) -> None:
        """Show another status."""
        self._mark, self._text = mark, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of shape and word."""
        return QSize(chip_width(self._text), theme.current().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._mark, self._text)
        painter.end()
