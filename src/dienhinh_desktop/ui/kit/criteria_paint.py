"""How the lines of a verdict are laid out and painted: words at left, numbers in three columns, the button at right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from .. import icons, theme
from .criteria_lines import Line, LineKind
from .marks import paint_mark
from .paint import hairline, write

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def door_rect(rect: QRect, line: Line) -> QRect:
    """Return where the button of a line is drawn and clicked."""
    wear = theme.current()
    width = wear.metrics("fs_caption", 600).horizontalAdvance(line.door_text) + wear.px(22)
    height = wear.px(23)
    return QRect(rect.right() - width - wear.px(11), rect.top() + wear.px(3), width, height)


_INDENT, _MARK, _BUTTON, _NUMBER = 22, 16, 84, 46


def _left(line: Line) -> int:
    return theme.current().px(14 + _INDENT * line.depth)


def words_rect(rect: QRect, line: Line) -> QRect:
    """Return the room for the words of a criterion, group or detail."""
    wear = theme.current()
    left = rect.left() + _left(line) + wear.px(24)
    if line.kind is LineKind.DETAIL:
        return QRect(left + wear.px(22), rect.top(), rect.right() - left - wear.px(22 + 14), rect.height())
    right = rect.right() - wear.px(14)
    if line.numbers:
        right -= wear.px(_BUTTON + 3 * _NUMBER)
    elif line.source:
        right -= wear.metrics("fs_caption").horizontalAdvance(line.source) + wear.px(10)
        right -= door_rect(rect, line).width() + wear.px(8) if line.door_text else 0
    elif line.door_text:
        right -= wear.px(_BUTTON)
    return QRect(left, rect.top(), max(right - left, wear.px(60)), rect.height())


def _number_rects(rect: QRect) -> tuple[QRect, QRect, QRect]:
    wear = theme.current()
    width, height = wear.px(_NUMBER), wear.px(29)
    left = rect.right() - wear.px(14 + _BUTTON) - 3 * width
    return (
        QRect(left, rect.top(), width, height),
        QRect(left + width, rect.top(), width, height),
        QRect(left + 2 * width, rect.top(), width, height),
    )


def line_metrics(line: Line) -> QFontMetrics:
    """Return the measures of a line's letters."""
    wear = theme.current()
    if line.kind is LineKind.DETAIL:
        return wear.metrics("fs_caption", 500 if line.proven else 400)
    return wear.metrics("fs_body", 600 if line.kind is LineKind.GROUP else 500)


def _paint_section(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    painter.fillRect(rect, wear.colour("raised"))
    hairline(painter, rect.left() - 1, rect.right(), rect.top())
    hairline(painter, rect.left() - 1, rect.right(), rect.bottom())
    inner = rect.adjusted(wear.px(14), 0, -wear.px(14), 0)
    if line.numbers:
        for place, word in zip(_number_rects(rect), line.numbers, strict=True):
            write(painter, place, word, token="text2", size="fs_caption", align=Qt.AlignmentFlag.AlignHCenter)
        inner.setRight(_number_rects(rect)[0].left() - wear.px(4))
    else:
        used = write(painter, inner, line.source, token="text2", size="fs_caption", align=Qt.AlignmentFlag.AlignRight)
        inner.setRight(inner.right() - used - wear.px(8))
    used = write(painter, inner, line.text, size="fs_caption", weight=600)
    inner.setLeft(inner.left() + used + wear.px(10))
    if inner.width() > wear.px(24):
        write(painter, inner, line.note, token="text2", size="fs_caption")


def _paint_words(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    words = words_rect(rect, line).adjusted(0, wear.px(6), 0, 0)
    painter.setFont(wear.font("fs_body", 600 if line.kind is LineKind.GROUP else 500))
    painter.setPen(wear.colour("text"))
    painter.drawText(words, WRAP, line.text)


def _paint_mark(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    side = wear.px(_MARK)
    box = QRectF(rect.left() + _left(line), rect.top() + wear.px(7), side, side)
    if line.depth:
        painter.setPen(QPen(wear.colour("line"), 1))
        x = round(box.left() - wear.px(12)) + 0.5
        y = round(box.center().y()) + 0.5
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, y))
        painter.drawLine(QPointF(x, y), QPointF(box.left() - wear.px(3), y))
    if line.mark is not None:
        paint_mark(painter, line.mark, box)


def _paint_group(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    _paint_mark(painter, rect, line)
    _paint_words(painter, rect, line)
    if line.source:
        place = QRect(rect.left(), rect.top(), rect.width() - wear.px(14), wear.px(29))
        write(painter, place, line.source, token="text3", size="fs_caption", align=Qt.AlignmentFlag.AlignRight)


def _paint_criterion(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    _paint_mark(painter, rect, line)
    _paint_words(painter, rect, line)
    if line.numbers:
        tones = ("text", "text", line.mark.token if line.lacking and line.mark else "text3")
        for place, number, tone in zip(_number_rects(rect), line.numbers, tones, strict=True):
            weight = 600 if tone not in ("text", "text3") else 400
            write(painter, place, number, token=tone, weight=weight, align=Qt.AlignmentFlag.AlignHCenter)
    elif line.source:
        right = door_rect(rect, line).left() - wear.px(8) if line.door_text else rect.right() - wear.px(14)
        place = QRect(rect.left(), rect.top(), right - rect.left(), wear.px(29))
        write(painter, place, line.source, token="text2", size="fs_caption", align=Qt.AlignmentFlag.AlignRight)
    if line.door_text:
        _paint_door(painter, door_rect(rect, line), line)


def _paint_door(painter: QPainter, box: QRect, line: Line) -> None:
    wear = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(wear.colour("line_strong"), 1))
    painter.setBrush(wear.colour("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.restore()
    write(
        painter, box, line.door_text, token="accent", size="fs_caption", weight=600,
        align=Qt.AlignmentFlag.AlignHCenter,
    )  # fmt: skip


def _paint_detail(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    words = words_rect(rect, line)
    side = wear.px(13)
    box = QRectF(words.left() - wear.px(19), rect.top() + wear.px(2), side, side)
    if line.mark is not None:
        paint_mark(painter, line.mark, box)
    elif line.icon:
        icons.draw(painter, line.icon, box, wear.colour("accent" if line.proven else "text3"))
    painter.setFont(wear.font("fs_caption", 500 if line.proven else 400))
    painter.setPen(wear.colour("accent" if line.proven else "text2"))
    painter.drawText(words, WRAP, line.text)


def _paint_fold(painter: QPainter, rect: QRect, line: Line) -> None:
    wear = theme.current()
    _paint_mark(painter, rect, line)
    words = QRect(rect.left() + _left(line) + wear.px(24), rect.top(), rect.width(), rect.height())
    used = write(painter, words, line.text, token="text2", weight=500)
    side = wear.px(14)
    box = QRectF(words.left() + used + wear.px(5), rect.center().y() - side / 2 + 1, side, side)
    icons.draw(painter, "chevron-down" if line.open else "chevron-right", box, wear.colour("text2"))


_PAINTERS = {
    LineKind.SECTION: _paint_section,
    LineKind.GROUP: _paint_group,
    LineKind.CRITERION: _paint_criterion,
    LineKind.DETAIL: _paint_detail,
    LineKind.FOLD: _paint_fold,
}


def paint_line(painter: QPainter, rect: QRect, line: Line) -> None:
    """Paint one line."""
    _PAINTERS[line.kind](painter, rect, line)
