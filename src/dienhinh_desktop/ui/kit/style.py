"""Fusion with our own tick boxes and radio discs, which a style sheet cannot draw in token colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

Colours = Callable[[str], QColor]


class DeskStyle(QProxyStyle):
    """The same look on every system: Fusion, with indicators of the design, `side` px wide."""

    def __init__(self, colours: Colours, side: int) -> None:
        super().__init__("Fusion")
        self._colours, self._side = colours, side

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw tick boxes and radio discs; leave the rest to Fusion."""
        if element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            box = QRectF(option.rect)
            paint_check(painter, box, _state(option), self._colours, self._side, enabled=_enabled(option))
        elif element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            box = QRectF(option.rect)
            paint_radio(painter, box, _state(option), self._colours, self._side, enabled=_enabled(option))
        else:
            super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Give indicators the size of the letters; leave the rest to Fusion."""
        if metric in _INDICATORS:
            return self._side
        return super().pixelMetric(metric, option, widget)


_INDICATORS = {
    QStyle.PixelMetric.PM_IndicatorWidth,
    QStyle.PixelMetric.PM_IndicatorHeight,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
}


def _state(option: QStyleOption) -> Qt.CheckState:
    if option.state & QStyle.StateFlag.State_NoChange:
        return Qt.CheckState.PartiallyChecked
    return Qt.CheckState.Checked if option.state & QStyle.StateFlag.State_On else Qt.CheckState.Unchecked


def _enabled(option: QStyleOption) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Enabled)


def paint_check(
    painter: QPainter, rect: QRectF, state: Qt.CheckState, colours: Colours, side: int = 16, *, enabled: bool = True
) -> None:
    """Paint a tick box of `side` px in the middle of `rect`."""
    box = QRectF(0, 0, 15, 15)
    painter.save()
    painter.translate(rect.center())
    painter.scale(side / 16, side / 16)
    box.moveCenter(QPointF(0, 0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ticked = state == Qt.CheckState.Checked
    edge = colours("accent" if ticked and enabled else "line_strong" if enabled else "line")
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(edge if ticked else colours("surface"))
    painter.drawRoundedRect(box, 3.5, 3.5)
    painter.setPen(
        QPen(colours("on_accent" if ticked else "text2"), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, top = box.left(), box.top()
    if ticked:
        painter.drawPolyline(
            QPolygonF(
                [QPointF(left + 3.6, top + 7.8), QPointF(left + 6.4, top + 10.6), QPointF(left + 11.4, top + 4.9)]
            )
        )
    elif state == Qt.CheckState.PartiallyChecked:
        painter.drawLine(QPointF(left + 4, top + 7.5), QPointF(left + 11, top + 7.5))
    painter.restore()


def paint_radio(
    painter: QPainter, rect: QRectF, state: Qt.CheckState, colours: Colours, side: int = 16, *, enabled: bool = True
) -> None:
    """Paint a radio disc of `side` px in the middle of `rect`."""
    centre = QPointF(0, 0)
    chosen = state == Qt.CheckState.Checked
    painter.save()
    painter.translate(rect.center())
    painter.scale(side / 16, side / 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = colours("accent" if chosen and enabled else "line_strong" if enabled else "line")
    painter.setPen(QPen(edge, 1.4))
    painter.setBrush(colours("surface"))
    painter.drawEllipse(centre, 7, 7)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        painter.drawEllipse(centre, 3.8, 3.8)
    painter.restore()
