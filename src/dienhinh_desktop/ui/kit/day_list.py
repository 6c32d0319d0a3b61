"""Days one under another on a line: date, shape, what, how far; each opens what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from .. import theme
from .boxes import clear
from .flow import folding_policy
from .line_button import LineButton
from .marks import Mark, paint_mark
from .paint import folded_height, write, write_folded

ROW = 51
_DATES, _SHAPE, _LEAST = 78, 16, 170


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day. `mark` None is work in hand: a filled ring; `state` and its colour token stand at the right."""

    key: str
    day: str
    below: str
    mark: Mark | None
    what: str
    about: str
    state: str
    token: str
    tip: str


class DayRow(LineButton):
    """One day as a button; `first`, `last`: the line through the shapes begins or ends here."""

    def __init__(self, line: DayLine, *, first: bool, last: bool) -> None:
        super().__init__(", ".join(part for part in (line.day, line.below, line.what, line.state) if part), line.tip)
        self.line, self._first, self._last = line, first, last
        self.setSizePolicy(folding_policy(QSizePolicy.Policy.Expanding))

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        wear = theme.current()
        return QSize(wear.px(260), wear.px(ROW))

    def hasHeightForWidth(self) -> bool:
        """Tell that narrow cards fold the words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, folded where the card is narrow."""
        lowest = max(place.bottom() for place in self._places(width))
        return max(theme.current().px(ROW), round(lowest) + theme.current().px(8))

    def _places(self, width: int) -> tuple[QRectF, QRectF, QRectF]:
        """Return where its words stand, what is known of it, and its state: beside, or under on a narrow card."""
        wear, line = theme.current(), self.line
        left = wear.px(_DATES + _SHAPE + 14)
        room = width - left - wear.px(12)
        state = wear.metrics("fs_caption", 500).horizontalAdvance(line.state) + 2
        beside = state + wear.px(10) if line.state and room - state >= wear.px(_LEAST) else 0
        what = QRectF(left, wear.px(6), room - beside, folded_height(line.what, room - beside, weight=500))
        about = QRectF(left, what.bottom() + 1, room, folded_height(line.about, room, "fs_caption"))
        if beside or not line.state:
            return what, about, QRectF(width - state - wear.px(12), wear.px(4), state, wear.px(20))
        return what, about, QRectF(left, about.bottom() + 1, state, wear.px(18))

    def minimumSizeHint(self) -> QSize:
        """Allow narrow cards."""
        wear = theme.current()
        return QSize(wear.px(180), wear.px(ROW))

    def paint_line(self, painter: QPainter) -> None:
        """Draw date, line, shape and words."""
        wear, line = theme.current(), self.line
        above = QRectF(0, wear.px(4), wear.px(_DATES - 6), wear.px(20))
        right = Qt.AlignmentFlag.AlignRight
        write(painter, above, line.day, weight=600, align=right, token="text2" if line.mark is Mark.OK else "text")
        write(painter, above.translated(0, wear.px(18)), line.below, token="text3", size="fs_caption", align=right)
        self._paint_shape(painter)
        what, about, state = self._places(self.width())
        write(painter, state, line.state, token=line.token, size="fs_caption", weight=500)
        tone = "text2" if line.mark is Mark.OK else "text"
        write_folded(painter, what, line.what, weight=500, token=tone)
        write_folded(painter, about, line.about, token="text2", size="fs_caption")

    def _paint_shape(self, painter: QPainter) -> None:
        wear = theme.current()
        side = wear.px(_SHAPE)
        box = QRectF(wear.px(_DATES) + 2, wear.px(6), side, side)
        x = box.center().x()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(wear.colour("line"), 2))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, box.top()))
        if not self._last:
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, self.height()))
        if self.line.mark is not None:
            paint_mark(painter, self.line.mark, box)
            return
        painter.setPen(QPen(wear.colour("warn"), side / 3.2))
        painter.setBrush(wear.colour("surface"))
        painter.drawEllipse(box.center(), side * 0.33, side * 0.33)


class DayList(QWidget):
    """The days. `opened(key)`: one was pressed."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, theme.current().px(4))
        self._lines.setSpacing(0)
        self.rows: list[DayRow] = []

    def show_days(self, lines: Sequence[DayLine]) -> None:
        """Show other days, in this order."""
        clear(self._lines)
        self.rows = []
        for place, line in enumerate(lines):
            made = DayRow(line, first=not place, last=place == len(lines) - 1)
            made.clicked.connect(lambda _on=False, key=line.key: self.opened.emit(key))
            self._lines.addWidget(made)
            self.rows.append(made)
        self._lines.addStretch(1)
