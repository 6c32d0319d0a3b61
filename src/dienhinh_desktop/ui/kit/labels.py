"""Labels by their place in the type scale, and the label that cuts long text with an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from .. import theme
from .marks import Mark
from .paint import chip_width, paint_chip
from .sharing import folded


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
    """A one-line label that ends in "…" where the room is short, with the whole text as tooltip.

    `whole`: what the tooltip says instead, where the text is short for it already.
    """

    def __init__(self, text: str = "", kind: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("type", kind)
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Allow any narrowness down to a few letters."""
        return QSize(theme.current().px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        whole = self.whole or self.text()
        self.setToolTip(whole if shown != whole else "")
        self.style().drawItemText(
            painter, QRect(self.rect()), int(self.alignment()), self.palette(), self.isEnabled(), shown,
            self.foregroundRole(),
        )  # fmt: skip
        painter.end()


class FoldLabel(QLabel):
    """A label of one line where there is room for it, of more lines where there is not.

    It ends in "…" after `most` lines, with the whole text as tooltip; 0: it has as many as it needs.
    """

    def __init__(self, text: str = "", kind: str = "", *, most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("type", kind)
        self.setWordWrap(True)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines shown at a width."""
        whole = super().heightForWidth(width)
        return min(whole, self._highest()) if self._most else whole

    def _highest(self) -> int:
        """Return the height of as many lines as there may be, the tails of their last letters whole."""
        return self._most * self.fontMetrics().lineSpacing() + 2

    def is_cut(self) -> bool:
        """Tell whether the text ends in "…"."""
        return bool(self._most) and super().heightForWidth(self.width()) > self.heightForWidth(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines there is room for."""
        self.setToolTip(self.text() if self.is_cut() else "")
        if not self.is_cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        flags = int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
        role = self.foregroundRole()
        self.style().drawItemText(painter, self.rect(), flags, self.palette(), self.isEnabled(), self._shown(), role)
        painter.end()

    def _shown(self) -> str:
        """Return as many words as the lines hold."""
        return folded(self.text(), self.fontMetrics(), self.width(), self._highest())

    def sizeHint(self) -> QSize:
        """Ask for the room of one line."""
        lines = [self.fontMetrics().horizontalAdvance(line) for line in self.text().splitlines()]
        return QSize(max(lines, default=0) + 2, self.fontMetrics().height() * max(1, len(lines)))

    def minimumSizeHint(self) -> QSize:
        """Allow the narrowness of a few words."""
        return QSize(min(theme.current().px(48), self.sizeHint().width()), self.fontMetrics().height())


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
