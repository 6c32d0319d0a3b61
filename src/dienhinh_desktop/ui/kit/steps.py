"""A line of small steps beside a page title: done with a tick, the one at hand filled, the rest hollow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme
from .marks import Mark, paint_mark, paint_number
from .paint import hairline, write


class StepsLine(QWidget):
    """Shows where a job stands; nothing can be pressed in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = tuple(texts)
        self.step = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_steps(self, texts: Sequence[str], step: int) -> None:
        """Show another job's steps, and where it stands."""
        self._texts = tuple(texts)
        self.updateGeometry()
        self.show_step(step)

    def show_step(self, step: int) -> None:
        """Put the job at a step, counted from 0; a step past the last means all are done."""
        self.step = step
        where = f"Bước {step + 1}, {self._texts[step]}" if step < len(self._texts) else "Xong các bước"
        self.setAccessibleName(where)
        self.setToolTip(" – ".join(self._texts))
        self.update()

    def _words(self, place: int) -> str:
        """Return the words beside a step: where the room is short, only those of the one at hand."""
        at_hand = place == min(self.step, len(self._texts) - 1)
        return self._texts[place] if at_hand or self.width() >= self.sizeHint().width() else ""

    def _width(self, text: str) -> int:
        wear = theme.current()
        return wear.metrics("fs_body", 600).horizontalAdvance(text) + wear.px(25 if text else 18)

    def sizeHint(self) -> QSize:
        """Return the room of all steps."""
        wear = theme.current()
        between = wear.px(36) * (len(self._texts) - 1)
        return QSize(sum(map(self._width, self._texts)) + between + wear.px(4), wear.px(30))

    def minimumSizeHint(self) -> QSize:
        """Allow narrow pages: only the step at hand has words then."""
        wear = theme.current()
        others = (wear.px(18) + wear.px(24)) * (len(self._texts) - 1)
        return QSize(max(map(self._width, self._texts)) + others, wear.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the steps."""
        wear = theme.current()
        painter = QPainter(self)
        left, side = 0, wear.px(18)
        gap = wear.px(36) if self.width() >= self.sizeHint().width() else wear.px(24)
        for place in range(len(self._texts)):
            if place:
                hairline(painter, left + gap * 0.28, left + gap * 0.72, self.height() / 2, "line_strong")
                left += gap
            text = self._words(place)
            box = QRectF(left, (self.height() - side) / 2, side, side)
            if place < self.step:
                paint_mark(painter, Mark.OK, box)
            else:
                paint_number(painter, place + 1, box, filled=place == self.step)
            words = QRectF(left + wear.px(25), 0, self._width(text), self.height())
            at_hand = place == self.step
            write(
                painter, words, text, token="accent" if at_hand else "text" if place < self.step else "text2",
                weight=600 if at_hand else 500, align=Qt.AlignmentFlag.AlignLeft,
            )  # fmt: skip
            left += self._width(text)
        painter.end()
