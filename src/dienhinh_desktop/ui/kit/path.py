"""The path of the round: its steps with their counts, each a button with focus, name and key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from .. import theme
from .marks import Mark, paint_mark, paint_number
from .paint import write


class StepState(Enum):
    """How a step stands, from loud to calm (design notes 2.1)."""

    BLOCKED = auto()
    MISSING = auto()
    WARNING = auto()
    DOING = auto()
    AHEAD = auto()
    DONE = auto()


_MARKS = {
    StepState.BLOCKED: Mark.BAD,
    StepState.MISSING: Mark.MISS,
    StepState.WARNING: Mark.WARN,
    StepState.DONE: Mark.OK,
}
_WORDS = {StepState.BLOCKED: "bad", StepState.MISSING: "miss", StepState.WARNING: "warn"}


class Fit(IntEnum):
    """How much of its words a step shows: all; the label whole and the count in a word or two; the least."""

    WHOLE = 0
    BRIEF = 1
    SHORT = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What a step shows: number, label, count line, state."""

    number: int
    text: str
    short: str
    count: str = ""
    state: StepState = StepState.AHEAD
    brief: str = ""
    """The count in a word or two, for narrow windows."""


class PathStep(QAbstractButton):
    """One step. It never locks: a clerk may look ahead."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fit = Fit.WHOLE
        self.step = step
        self.show_step(step)
        self.toggled.connect(lambda _on: self._name())

    def show_step(self, step: Step) -> None:
        """Show another count or state."""
        self.step = step
        self._name()
        self.updateGeometry()
        self.update()

    def shorten(self, fit: Fit) -> None:
        """Show as much of its words as there is room for."""
        self._fit = fit
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        here = ", đang mở" if self.isChecked() else ""
        self.setAccessibleName(f"Bước {self.step.number}, {self.step.text}, {self.step.count}{here}")
        self.setToolTip(f"{self.step.text}: {self.step.count} (Alt+{self.step.number})")

    @property
    def _lines(self) -> tuple[str, str]:
        step = self.step
        label = step.short if self._fit is Fit.SHORT else step.text
        return label, step.count if self._fit is Fit.WHOLE else step.brief or step.count

    @property
    def _close(self) -> bool:
        return self._fit is not Fit.WHOLE

    def sizeHint(self) -> QSize:
        """Return the room of shape, label and count."""
        wear = theme.current()
        above, below = self._lines
        words = max(
            wear.metrics("fs_body", 600).horizontalAdvance(above),
            wear.metrics("fs_caption").horizontalAdvance(below),
        )
        return QSize(words + wear.px(40 if self._close else 50), wear.px(56))

    def minimumSizeHint(self) -> QSize:
        """Shrink to the shape and a few letters at most."""
        wear = theme.current()
        return QSize(wear.metrics("fs_body", 600).horizontalAdvance(self.step.short) + wear.px(46), wear.px(50))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint and underline where it is the step shown, then shape and words."""
        wear = theme.current()
        painter = QPainter(self)
        area = self.rect()
        if self.isChecked() or self.underMouse():
            painter.fillRect(area, wear.colour("accent_soft" if self.isChecked() else "raised"))
        if self.isChecked():
            painter.fillRect(0, area.height() - 3, area.width(), 3, wear.colour("accent"))
        edge, gap = (wear.px(5), wear.px(6)) if self._close else (wear.px(8), wear.px(7))
        self._paint_shape(painter, QRectF(edge, (area.height() - wear.px(21)) / 2, wear.px(21), wear.px(21)))
        left = edge + wear.px(21) + gap
        room = area.width() - left - (wear.px(2) if self._close else wear.px(6))
        middle = area.height() / 2
        tone = "accent" if self.isChecked() else "text"
        above = QRectF(left, middle - wear.px(18), room, wear.px(19))
        write(painter, above, self._lines[0], token=tone, weight=600)
        token = _WORDS.get(self.step.state, "text2")
        below = QRectF(left, middle, room, wear.px(18))
        write(painter, below, self._lines[1], token=token, size="fs_caption")
        if self.hasFocus():
            painter.setPen(QPen(wear.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_shape(self, painter: QPainter, box: QRectF) -> None:
        if mark := _MARKS.get(self.step.state):
            paint_mark(painter, mark, box)
        else:
            paint_number(painter, self.step.number, box, filled=self.step.state is StepState.DOING)


class PathArrow(QWidget):
    """The small angle between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.current().px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the angle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("line_strong"), 1.4))
        x, y = self.width() / 2, self.height() / 2
        painter.drawPolyline(QPolygonF([QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]))
        painter.end()
