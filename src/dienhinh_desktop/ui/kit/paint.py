"""Painters shared by delegates and painted widgets: text, chips, year boxes, bars, pills."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from ...domain.records import Grade
from ...domain.views import YearBox, YearState
from .. import theme
from .columns import Bar
from .marks import Mark, paint_mark
from .sharing import folded

V_CENTRE = Qt.AlignmentFlag.AlignVCenter
_FOLDED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
BOX_WIDTH, BOX_HEIGHT, BOX_STEP = 18, 17, 21


def write(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    *,
    token: str = "text",
    size: str = "fs_body",
    weight: int = 400,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Write one line in the middle of `rect`, cut with an ellipsis where it is too long; return its width."""
    wear = theme.current()
    painter.setFont(wear.font(size, weight))
    painter.setPen(wear.colour(token))
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(QRectF(rect), int(align | V_CENTRE), shown)
    return metrics.horizontalAdvance(shown)


def write_lines(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    token: str = "text",
    size: str = "fs_body",
    weight: int = 400,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write words in the middle of `rect`, in as many lines as they need and it has room for."""
    wear = theme.current()
    metrics = wear.metrics(size, weight)
    if metrics.horizontalAdvance(text) <= rect.width() or rect.height() < 2 * metrics.lineSpacing():
        write(painter, rect, text, token=token, size=size, weight=weight, align=align)
        return
    painter.setFont(wear.font(size, weight))
    painter.setPen(wear.colour(token))
    shown = folded(text, metrics, rect.width(), rect.height())
    painter.drawText(rect, int(Qt.TextFlag.TextWordWrap | V_CENTRE | align), shown)


def folded_height(text: str, width: float, size: str = "fs_body", weight: int = 400) -> int:
    """Return the height of words folded into lines of `width`."""
    room = QRect(0, 0, max(1, int(width)), 10_000)
    return theme.current().metrics(size, weight).boundingRect(room, int(_FOLDED), text).height()


def write_folded(
    painter: QPainter, rect: QRectF, text: str, *, token: str = "text", size: str = "fs_body", weight: int = 400
) -> None:
    """Write words from the top of `rect`, in as many lines as they need (`folded_height`)."""
    wear = theme.current()
    painter.setFont(wear.font(size, weight))
    painter.setPen(wear.colour(token))
    painter.drawText(rect, int(_FOLDED), text)


def hairline(painter: QPainter, left: float, right: float, y: float, token: str = "line") -> None:
    """Draw a hairline on half pixels."""
    painter.setPen(QPen(theme.current().colour(token), 1))
    painter.drawLine(QPointF(left + 0.5, y + 0.5), QPointF(right + 0.5, y + 0.5))


def upright(painter: QPainter, x: float, top: float, bottom: float, token: str = "line") -> None:
    """Draw an upright hairline on half pixels."""
    painter.setPen(QPen(theme.current().colour(token), 1))
    painter.drawLine(QPointF(x + 0.5, top + 0.5), QPointF(x + 0.5, bottom + 0.5))


def chip_width(text: str) -> int:
    """Return how wide a chip with these words is."""
    wear = theme.current()
    return wear.metrics("fs_caption", 500).horizontalAdvance(text) + wear.px(31)


def paint_chip(painter: QPainter, rect: QRect | QRectF, mark: Mark, text: str) -> None:
    """Paint a status chip at the left of `rect`: soft ground, shape, word."""
    wear = theme.current()
    height = wear.px(22)
    width = min(chip_width(text), rect.width())
    chip = QRectF(rect.left(), QRectF(rect).center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wear.colour(mark.ground))
    painter.drawRoundedRect(chip, height / 2, height / 2)
    side = wear.px(14)
    paint_mark(painter, mark, QRectF(chip.left() + wear.px(4), chip.center().y() - side / 2, side, side))
    words = chip.adjusted(wear.px(22), 0, -wear.px(7), 0)
    write(painter, words, text, token=mark.token, size="fs_caption", weight=500)
    painter.restore()


_GRADES = {
    Grade.HTXSNV: ("year_x", "on_accent"),
    Grade.HTTNV: ("year_t", "text"),
    Grade.HTNV: ("year_h", "text"),
    Grade.KHTNV: ("surface", "text"),
}


def grade_tokens(grade: Grade) -> tuple[str, str]:
    """Return ground and letter tokens of a year cell: dark to light is high to low."""
    return _GRADES[grade]


def paint_years(painter: QPainter, rect: QRect, years: tuple[YearBox, ...]) -> None:
    """Paint one box for each year: the grade's letter, "?" where it is missing, "–" where none can be."""
    wear = theme.current()
    left = rect.left()
    for year in years:
        box = QRectF(0, 0, wear.px(BOX_WIDTH), wear.px(BOX_HEIGHT))
        box.moveCenter(QPointF(left + box.width() / 2, QRectF(rect).center().y()))
        paint_year(painter, box, year)
        left += wear.px(BOX_STEP)


def paint_year(painter: QPainter, box: QRectF, year: YearBox) -> None:
    """Paint one year box."""
    wear = theme.current()
    ground, edge, letter, style, sign = _year_look(year)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(wear.colour(ground))
    painter.setPen(QPen(wear.colour(edge), 1, style))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(wear.font("fs_caption", 600))
    painter.setPen(wear.colour(letter))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), sign)
    painter.restore()


def _year_look(year: YearBox) -> tuple[str, str, str, Qt.PenStyle, str]:
    solid = Qt.PenStyle.SolidLine
    if year.grade is not None and year.state is YearState.GRADED:
        ground, letter = grade_tokens(year.grade)
        return ground, "line_strong" if ground == "surface" else ground, letter, solid, year.grade.letter
    if year.state is YearState.MISSING:
        return "miss_soft", "miss", "miss", Qt.PenStyle.DashLine, "?"
    if year.state is YearState.CONFLICT:
        return "warn_soft", "warn", "warn", solid, "!"
    return "surface", "line", "text3", solid, "–" if year.state is YearState.NOT_YET else ""


def years_in_words(years: tuple[YearBox, ...]) -> str:
    """Say the years for screen readers: "2021 hoàn thành tốt nhiệm vụ, 2022 chưa có xếp loại"."""
    return ", ".join(f"{year.year} {_year_word(year)}" for year in years)


def _year_word(year: YearBox) -> str:
    if year.grade is not None and year.state is YearState.GRADED:
        return year.grade.label.lower()
    return {
        YearState.MISSING: "chưa có xếp loại",
        YearState.CONFLICT: "hai xếp loại khác nhau",
        YearState.OPEN: "chưa tới lúc xếp loại",
        YearState.NOT_YET: "chưa vào cơ quan",
        YearState.GRADED: "",
    }[year.state]


def paint_bar(painter: QPainter, rect: QRectF, bar: Bar) -> None:
    """Paint a share as a bar of 6 px on its track."""
    wear = theme.current()
    track = QRectF(rect.left(), rect.center().y() - 3, rect.width(), 6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wear.colour("sunken"))
    painter.drawRoundedRect(track, 3, 3)
    share = max(0.0, min(1.0, bar.share))
    if share > 0:
        painter.setBrush(wear.colour(bar.tone))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), max(6.0, track.width() * share), 6), 3, 3)
    painter.restore()


def paint_slots(painter: QPainter, rect: QRectF, have: int, minimum: int, over: int = 0) -> None:
    """Paint a quota as slots: filled green, missing hollow red, over amber."""
    slots = max(have, minimum) or 1
    gap = 2 if slots <= 12 else 1
    width = min(16.0, (rect.width() - gap * (slots - 1)) / slots)
    for place in range(slots):
        tone = "warn" if place >= slots - over else "ok" if place < have else "bad"
        box = QRectF(rect.left() + place * (width + gap), rect.center().y() - 2.5, width, 5)
        _slot(painter, box, theme.current().colour(tone), filled=place < have)


def paint_pills(painter: QPainter, rect: QRectF, done: int, total: int) -> float:
    """Paint steps done and to come; return the width used."""
    wear = theme.current()
    width, gap = wear.px(8), wear.px(2)
    for place in range(total):
        box = QRectF(rect.left() + place * (width + gap), rect.center().y() - 2.5, width, 5)
        _slot(painter, box, wear.colour("accent" if place < done else "line_strong"), filled=place < done)
    return total * (width + gap)


def _slot(painter: QPainter, box: QRectF, colour: QColor, *, filled: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.restore()
