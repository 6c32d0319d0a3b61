"""A radio button whose words wrap, which a radio button's own words cannot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton

from .boxes import column, row
from .labels import label

_TOP = Qt.AlignmentFlag.AlignTop


class OptionWords(QLabel):
    """The words of an option: they wrap, and choose it when clicked."""

    def __init__(self, text: str, radio: QRadioButton) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._radio = radio

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the option."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._radio.setFocus(Qt.FocusReason.MouseFocusReason)
            self._radio.click()


def option_line(text: str, radio: QRadioButton, caption: str = "") -> QHBoxLayout:
    """Lay a radio button beside its words, with a caption under them."""
    radio.setAccessibleName(text)
    words = column(OptionWords(text, radio), gap=0)
    if caption:
        words.addWidget(label(caption, "caption"))
    line = row(gap=7)
    line.addWidget(radio, 0, _TOP)
    line.addLayout(words, 1)
    return line
