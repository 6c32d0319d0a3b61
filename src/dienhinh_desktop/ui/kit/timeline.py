"""The years of a plan as a strip: days as diamonds, vague times as dashed bands, and the line of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from .. import theme
from .marks import Mark, paint_mark
from .paint import hairline, write

_ROWS, _ROW, _HEAD = 3, 26, 30


@dataclass(frozen=True, slots=True)
class Moment:
    """One milestone: words, first and last day (alike for a day), how it stands, and the source's wording."""

    words: str
    first: date
    last: date
    mark: Mark
    tip: str

    @property
    def exact(self) -> bool:
        """Whether it is one day, or a matter of a few."""
        return (self.last - self.first).days < 20


class Timeline(QWidget):
    """Paints the strip; it only shows, so it takes no focus and says itself whole."""

    def __init__(self) -> None:
        super().__init__()
        self._years: range = range(0)
        self._moments: list[tuple[Moment, int]] = []
        self._today = date.min
        self._places: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_moments(self, years: range, moments: Sequence[Moment], today: date) -> None:
        """Show the milestones of a plan."""
        last = max([years[-1], *(moment.last.year for moment in moments), min(today.year, years[-1] + 1)])
        self._years = range(years[0], last + 1)
        self._today = today
        self._moments = _stacked(moments)
        self.setAccessibleName("Mốc thời gian. " + ". ".join(moment.tip for moment in moments))
        self.updateGeometry()
        self.update()

    @property
    def _height(self) -> int:
        rows = max([row + 1 for _moment, row in self._moments], default=1)
        return theme.current().px(_HEAD + _ROW * rows + 10)

    def sizeHint(self) -> QSize:
        """Return the room of the rows."""
        return QSize(600, self._height)

    def minimumSizeHint(self) -> QSize:
        """Allow narrow pages."""
        return QSize(200, self._height)

    def _x(self, day: date) -> float:
        pad = theme.current().px(14)
        days = (date(self._years[-1], 12, 31) - date(self._years[0], 1, 1)).days or 1
        return pad + (self.width() - 2 * pad) * (day - date(self._years[0], 1, 1)).days / days

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw years, milestones and today."""
        if not self._years:
            return
        painter = QPainter(self)
        self._paint_years(painter)
        self._places = []
        for moment, place in self._moments:
            after = [self._x(other.first) for other, row in self._moments if row == place and other.first > moment.last]
            self._paint_moment(painter, moment, place, min(after, default=self.width()) - theme.current().px(10))
        self._paint_today(painter)
        painter.end()

    def _paint_years(self, painter: QPainter) -> None:
        wear = theme.current()
        top = wear.px(_HEAD - 3)
        hairline(painter, wear.px(14), self.width() - wear.px(14), top)
        for year in self._years:
            x = round(self._x(date(year, 1, 1)))
            painter.setPen(QPen(wear.colour("line"), 1))
            painter.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, self.height() - wear.px(4)))
            words = QRectF(x + wear.px(5), wear.px(4), wear.px(60), wear.px(20))
            write(painter, words, str(year), token="text2", size="fs_caption", weight=600)

    def _paint_moment(self, painter: QPainter, moment: Moment, place: int, until: float) -> None:
        wear = theme.current()
        top = wear.px(_HEAD + _ROW * place + 3)
        height = wear.px(_ROW - 6)
        left, right = self._x(moment.first), self._x(moment.last)
        if moment.exact:
            self._paint_day(painter, moment, QRectF(right, top, until - right, height))
            return
        band = QRectF(left + 1, top, max(right - left - 2, wear.px(20)), height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(wear.colour(moment.mark.token), 1, Qt.PenStyle.DashLine))
        painter.setBrush(wear.colour(moment.mark.ground))
        painter.drawRoundedRect(band.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()
        side = wear.px(13)
        paint_mark(painter, moment.mark, QRectF(band.left() + wear.px(4), band.center().y() - side / 2, side, side))
        words = band.adjusted(wear.px(21), 0, -wear.px(3), 0)
        needed = wear.metrics("fs_caption", 500).horizontalAdvance(moment.words)
        token = moment.mark.token
        if words.width() < min(needed, wear.px(70)):
            words = QRectF(band.right() + wear.px(5), band.top(), until - band.right() - wear.px(5), height)
            token = "text2"
        write(painter, words, moment.words, token=token, size="fs_caption", weight=500)
        self._places.append((band, moment.tip))

    def _paint_day(self, painter: QPainter, moment: Moment, room: QRectF) -> None:
        wear = theme.current()
        half, x, middle = wear.px(7), room.left(), room.center().y()
        shape = [(x - half, middle), (x, middle - half), (x + half, middle), (x, middle + half)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear.colour(moment.mark.token))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in shape]))
        painter.restore()
        needed = wear.metrics("fs_caption", 500).horizontalAdvance(moment.words) + wear.px(4)
        words = room.adjusted(half + wear.px(5), 0, 0, 0)
        if words.width() < min(needed, wear.px(60)):
            words = QRectF(x - half - wear.px(5) - needed, room.top(), needed, room.height())
        write(painter, words, moment.words, token=moment.mark.token, size="fs_caption", weight=500)
        self._places.append((QRectF(x - half, room.top(), half * 2 + needed, room.height()), moment.tip))

    def _paint_today(self, painter: QPainter) -> None:
        if not self._years[0] <= self._today.year <= self._years[-1]:
            return
        wear = theme.current()
        x = round(self._x(self._today))
        painter.setPen(QPen(wear.colour("accent"), 2))
        painter.drawLine(QPointF(x, wear.px(8)), QPointF(x, self.height() - wear.px(4)))
        width = wear.metrics("fs_caption", 600).horizontalAdvance("hôm nay") + wear.px(12)
        left = min(max(x - width, 0), self.width() - width)
        flag = QRectF(left, wear.px(5), width, wear.px(18))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wear.colour("accent"))
        painter.drawRoundedRect(flag, 3, 3)
        painter.restore()
        write(
            painter, flag, "hôm nay", token="on_accent", size="fs_caption", weight=600,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip

    def event(self, event: QEvent) -> bool:
        """Show the source's wording over a milestone."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = next((tip for place, tip in self._places if place.contains(QPointF(event.pos()))), "")
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)


def _stacked(moments: Sequence[Moment]) -> list[tuple[Moment, int]]:
    """Put moments into as few rows as hold them apart; short ones keep room for their words."""
    ends: list[date] = []
    placed = []
    for moment in sorted(moments, key=lambda item: (item.first, item.last)):
        room = 330 if (moment.last - moment.first).days < 200 else 0
        end = date.fromordinal(max(moment.last.toordinal(), moment.first.toordinal() + room))
        row = next((n for n, taken in enumerate(ends) if taken < moment.first), None)
        if row is None:
            ends.append(end)
            row = len(ends) - 1
        else:
            ends[row] = end
        placed.append((moment, row))
    return placed
