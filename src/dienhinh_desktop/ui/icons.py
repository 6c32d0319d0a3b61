"""Line icons (Lucide) drawn in a token colour at the ratio of the screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from .. import resources
from . import theme

_SIZES = (16, 18, 20)


@cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon inside `rect`."""
    _renderer(name, colour.name()).render(painter, rect)


def _pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw(painter, name, QRectF(pixmap.rect()), colour)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, token: str = "text2", chosen: str | None = None) -> QIcon:
    """Return an icon in a token colour; `chosen` is the colour while its button is checked."""
    wear = theme.current()
    icon = QIcon()
    faces = [
        (token, QIcon.Mode.Normal, QIcon.State.Off),
        (chosen or token, QIcon.Mode.Normal, QIcon.State.On),
        ("text3", QIcon.Mode.Disabled, QIcon.State.Off),
    ]
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}):
        for size in _SIZES:
            for colour, mode, state in faces:
                icon.addPixmap(_pixmap(name, wear.colour(colour), wear.px(size), ratio), mode, state)
    return icon


def window_icon() -> QIcon:
    """Return the program's own icon: a gold star on ink."""
    return QIcon(str(resources.path("icons", "app.svg")))
