"""Status marks: one shape, one colour and one word for each meaning, painted alike everywhere (design notes 5.5)."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ...domain.documents import CheckLevel
from ...domain.eligibility import Verdict
from ...domain.imports import RowState
from ...domain.plans import MilestoneVerdict, QuotaVerdict
from .. import theme


class Mark(StrEnum):
    """What a status shape says; the value is the token family of its colour and its shape."""

    OK = "ok"
    HALF = "half"
    WARN = "warn"
    MISS = "miss"
    BAD = "bad"
    NONE = "none"
    NEW = "new"
    UPDATED = "updated"
    INFO = "info"
    HOLLOW = "hollow"

    @property
    def token(self) -> str:
        """The colour token of shape and word."""
        return _TOKENS[self]

    @property
    def ground(self) -> str:
        """The soft ground under chip and word."""
        return f"{'accent' if self.token == 'accent' else self.token}_soft"


_TOKENS = {
    Mark.OK: "ok",
    Mark.HALF: "warn",
    Mark.WARN: "warn",
    Mark.MISS: "miss",
    Mark.BAD: "bad",
    Mark.NONE: "none",
    Mark.NEW: "ok",
    Mark.UPDATED: "accent",
    Mark.INFO: "accent",
    Mark.HOLLOW: "none",
}

VERDICTS = {
    Verdict.DAT: Mark.OK,
    Verdict.THIEU_DU_LIEU: Mark.MISS,
    Verdict.CHUA_DAT: Mark.HALF,
    Verdict.KHONG_DAT: Mark.BAD,
    Verdict.KHONG_AP_DUNG: Mark.NONE,
}
ROW_STATES = {
    RowState.NEW: Mark.NEW,
    RowState.CHANGED: Mark.UPDATED,
    RowState.SAME: Mark.NONE,
    RowState.ASK: Mark.WARN,
    RowState.WRONG: Mark.BAD,
    RowState.SKIPPED: Mark.HOLLOW,
}
QUOTAS = {
    QuotaVerdict.MET: Mark.OK,
    QuotaVerdict.SHORT: Mark.BAD,
    QuotaVerdict.OVER: Mark.WARN,
    QuotaVerdict.NOT_APPLICABLE: Mark.NONE,
}
MILESTONES = {
    MilestoneVerdict.IN_TIME: Mark.OK,
    MilestoneVerdict.LATE: Mark.BAD,
    MilestoneVerdict.UPCOMING: Mark.INFO,
    MilestoneVerdict.DUE: Mark.WARN,
    MilestoneVerdict.NO_DAY: Mark.HOLLOW,
}
CHECKS = {CheckLevel.BLOCKING: Mark.BAD, CheckLevel.WARNING: Mark.WARN, CheckLevel.FINE: Mark.OK}


def paint_mark(painter: QPainter, mark: Mark, rect: QRectF, colour: QColor | None = None) -> None:
    """Paint the shape of a mark, as a square in the middle of `rect`."""
    wear = theme.current()
    _to_grid(painter, rect)
    _PAINTERS[mark](painter, colour or wear.colour(mark.token), wear.colour("surface"))
    painter.restore()


def _to_grid(painter: QPainter, rect: QRectF) -> None:
    """Save the painter, and let it paint on a grid of 16 by 16 that fills the square in the middle of `rect`."""
    painter.save()
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(side / 16, side / 16)


def _stroke(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _fill(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _tick(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_stroke(ink, 1.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(4.7, 8.3), QPointF(7.1, 10.7), QPointF(11.4, 5.8)]))


def _ok(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _fill(painter, colour)
    painter.drawEllipse(QPointF(8, 8), 7.2, 7.2)
    _tick(painter, paper)


def _half(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _fill(painter, paper)
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)
    _fill(painter, colour)
    painter.drawPie(QRectF(1.2, 1.2, 13.6, 13.6), 90 * 16, 180 * 16)
    painter.setPen(_stroke(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 6.4, 6.4)


def _warn(painter: QPainter, colour: QColor, paper: QColor) -> None:
    painter.setPen(_stroke(colour, 1.8))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(8, 2.2), QPointF(14.6, 13.6), QPointF(1.4, 13.6)]))
    painter.setPen(_stroke(paper, 1.8))
    painter.drawLine(QPointF(8, 6.2), QPointF(8, 9.4))
    painter.drawPoint(QPointF(8, 12))


def _letter(painter: QPainter, letter: str, colour: QColor, pixels: float, weight: QFont.Weight) -> None:
    font = QFont(theme.current().family)
    font.setPixelSize(round(pixels))
    font.setWeight(weight)
    path = QPainterPath()
    path.addText(0, 0, font, letter)
    around = path.boundingRect()
    _fill(painter, colour)
    painter.drawPath(path.translated(8 - around.center().x(), 8 - around.center().y()))


def _miss(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _fill(painter, paper)
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6)
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.9, 1.28])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6)
    _letter(painter, "?", colour, 10, QFont.Weight.Bold)


def _bad(painter: QPainter, colour: QColor, paper: QColor) -> None:
    corners = [
        QPointF(8 + 7.6 * math.cos(math.radians(22.5 + 45 * k)), 8 + 7.6 * math.sin(math.radians(22.5 + 45 * k)))
        for k in range(8)
    ]
    _fill(painter, colour)
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(_stroke(paper, 1.9))
    painter.drawLine(QPointF(5.6, 5.6), QPointF(10.4, 10.4))
    painter.drawLine(QPointF(10.4, 5.6), QPointF(5.6, 10.4))


def _ring(painter: QPainter, colour: QColor, paper: QColor) -> None:
    painter.setPen(_stroke(colour, 1.5))
    painter.setBrush(paper)
    painter.drawEllipse(QPointF(8, 8), 6.5, 6.5)


def _none(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _ring(painter, colour, paper)
    painter.drawLine(QPointF(5.2, 8), QPointF(10.8, 8))


def _square(painter: QPainter, colour: QColor) -> None:
    _fill(painter, colour)
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 3, 3)


def _new(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _square(painter, colour)
    painter.setPen(_stroke(paper, 1.8))
    painter.drawLine(QPointF(8, 4.9), QPointF(8, 11.1))
    painter.drawLine(QPointF(4.9, 8), QPointF(11.1, 8))


def _updated(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _square(painter, colour)
    painter.setPen(_stroke(paper, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(8, 4.8), QPointF(8, 11.4))
    painter.drawPolyline(QPolygonF([QPointF(5.2, 7.5), QPointF(8, 4.7), QPointF(10.8, 7.5)]))


def _info(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _fill(painter, colour)
    painter.drawEllipse(QPointF(8, 8), 7.2, 7.2)
    painter.setPen(_stroke(paper, 1.9))
    painter.drawLine(QPointF(8, 7.6), QPointF(8, 11.2))
    painter.drawPoint(QPointF(8, 4.8))


_PAINTERS = {
    Mark.OK: _ok,
    Mark.HALF: _half,
    Mark.WARN: _warn,
    Mark.MISS: _miss,
    Mark.BAD: _bad,
    Mark.NONE: _none,
    Mark.NEW: _new,
    Mark.UPDATED: _updated,
    Mark.INFO: _info,
    Mark.HOLLOW: _ring,
}


def paint_number(painter: QPainter, number: int, rect: QRectF, *, filled: bool) -> None:
    """Paint a step's number in a disc: filled while at work, hollow while ahead."""
    wear = theme.current()
    _to_grid(painter, rect)
    if filled:
        _fill(painter, wear.colour("accent"))
        painter.drawEllipse(QPointF(8, 8), 7.2, 7.2)
    else:
        _ring(painter, wear.colour("none"), wear.colour("surface"))
    _letter(painter, str(number), wear.colour("on_accent" if filled else "text2"), 9, QFont.Weight.DemiBold)
    painter.restore()


class MarkIcon(QWidget):
    """A status shape standing alone in a layout; its word stands beside it, so it takes no name of its own."""

    def __init__(self, mark: Mark, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._size = theme.current().px(size)
        self.setFixedSize(self._size, self._size)

    def sizeHint(self) -> QSize:
        """Return the size of the shape."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        paint_mark(painter, self._mark, QRectF(self.rect()))
        painter.end()
