"""Paints the cells of the year grid: grades from dark to light, titles, what is missing, hatched years, blocks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .....domain.records import Grade
from .....domain.year_grid import CellReading, CellState, GridCell, GridField, Understood
from .... import theme
from ....kit.columns import Group
from ....kit.marks import Mark, paint_mark
from ....kit.paint import grade_tokens, hairline, upright, write
from .model import NAMES, GridModel, Index

_PAD = 8
_HIGH_TITLE = 20
"""Rank from which a title is written bold: Chiến sĩ thi đua, Tập thể lao động xuất sắc and above."""


class GridDelegate(QStyledItemDelegate):
    """Paints cells of a `GridModel`; `ranks` gives the rank of every title."""

    def __init__(self, ranks: dict[str, int]) -> None:
        super().__init__()
        self._ranks = ranks
        self.current: Index | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heights and widths are fixed by the view."""
        return QSize(theme.current().px(66), theme.current().px(27))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading line, a name, or a cell."""
        model = index.model()
        assert isinstance(model, GridModel)
        rect: QRect = option.rect
        line = model.line(index.row())
        painter.save()
        painter.setClipRect(rect)
        if isinstance(line, Group):
            painter.fillRect(rect, theme.current().colour("raised"))
            if index.column() < NAMES:
                inner = rect.adjusted(theme.current().px(12), 0, -4, 0)
                write(painter, inner, line.text, weight=600, size="fs_caption")
        elif index.column() < NAMES:
            self._name(painter, rect, line.name, index)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._cell(painter, rect, model, index, chosen=chosen)
        self._lines(painter, rect, model, index)
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRect, model: GridModel, index: Index) -> None:
        hairline(painter, rect.left() - 1, rect.right(), rect.bottom())
        if index.column() < NAMES:
            return
        starts = model.group_of(index.column()) != model.group_of(index.column() - 1)
        upright(painter, rect.left(), rect.top(), rect.bottom(), "scroll" if starts else "line")

    def _name(self, painter: QPainter, rect: QRect, name: str, index: Index) -> None:
        wear = theme.current()
        held = self.current is not None and self.current.row() == index.row()
        painter.fillRect(rect, wear.colour("accent_soft" if held else "surface"))
        if held:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), wear.colour("accent"))
        inner = rect.adjusted(wear.px(12), 0, -wear.px(4), 0)
        write(painter, inner, name, weight=600 if held else 500)

    def _cell(self, painter: QPainter, rect: QRect, model: GridModel, index: Index, *, chosen: bool) -> None:
        wear, key, cell = theme.current(), model.key(index), model.cell(index)
        assert key is not None
        assert cell is not None
        laid, waiting = model.laid.get(key), model.waiting.get(key)
        painter.fillRect(rect, wear.colour("accent_soft" if chosen or laid is not None else "surface"))
        if cell.state in (CellState.NOT_YET, CellState.NONE):
            _hatch(painter, rect)
        if laid is not None:
            _laid(painter, rect, laid)
        elif waiting is not None:
            _waiting(painter, rect, waiting)
        else:
            self._kept(painter, rect, cell, key[1].field)
        if laid is not None:
            _outline(painter, rect, model, index)
        if self.current is not None and self.current == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(wear.colour("accent"), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))

    def _kept(self, painter: QPainter, rect: QRect, cell: GridCell, field: GridField) -> None:
        if cell.state is CellState.MISSING:
            _missing(painter, rect)
        elif field is GridField.GRADE and cell.grade is not None:
            grade_cell(painter, rect, cell.grade)
        elif field is GridField.TITLE and cell.state is CellState.FILLED:
            high = max((self._ranks.get(row.form, 0) for row in cell.entries), default=0) >= _HIGH_TITLE
            _title(painter, rect, cell.text, high=high)
        elif field is GridField.REWARD and cell.state is CellState.FILLED:
            _counted(painter, rect, cell.text)
        elif field.figure:
            right = Qt.AlignmentFlag.AlignRight
            write(painter, _inner(rect).adjusted(0, 0, -theme.current().px(6), 0), cell.text, align=right)
        elif cell.text:
            token = "text" if cell.state is CellState.FILLED else "text3"
            write(painter, _inner(rect), cell.text, token=token, size="fs_caption" if token == "text3" else "fs_body")
        if cell.doubt:
            _corner(painter, rect)


def _inner(rect: QRect) -> QRect:
    pad = theme.current().px(_PAD)
    return rect.adjusted(pad, 0, -2, 0)


def grade_cell(painter: QPainter, rect: QRect, grade: Grade) -> None:
    """Paint a grade: a square from dark to light, and its short word."""
    wear = theme.current()
    ground, _letter = grade_tokens(grade)
    side = wear.px(10)
    box = QRectF(rect.left() + wear.px(8), QRectF(rect).center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(wear.colour("line_strong" if ground == "surface" else ground), 1))
    painter.setBrush(wear.colour(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.restore()
    words = QRect(rect.left() + wear.px(24), rect.top(), rect.width() - wear.px(24), rect.height())
    high = grade is Grade.HTXSNV
    write(painter, words, grade.short, token="text" if grade >= Grade.HTTNV else "text2", weight=600 if high else 400)


def _title(painter: QPainter, rect: QRect, text: str, *, high: bool) -> None:
    """Paint the highest title, and how many more there are, or its level, in small letters."""
    head, _space, rest = text.partition(" ")
    inner = _inner(rect)
    if rest and not head.isupper():
        head, rest = text, ""
    wear, weight = theme.current(), 600 if high else 400
    gap = wear.px(3)
    needed = wear.metrics("fs_body", weight).horizontalAdvance(head) + gap
    needed += wear.metrics("fs_caption").horizontalAdvance(rest)
    if needed > inner.width():
        inner.setLeft(max(rect.left() + 3, inner.left() - (needed - inner.width())))
    used = write(painter, inner, head, weight=weight)
    if rest:
        left = inner.adjusted(used + gap, 0, 2, 0)
        write(painter, left, rest, token="text3", size="fs_caption")


def _counted(painter: QPainter, rect: QRect, text: str) -> None:
    """Paint the first of several with how many more there are; the count is never cut off."""
    wear, inner = theme.current(), _inner(rect)
    head, plus, more = text.rpartition(" +")
    room = wear.metrics("fs_caption", 600).horizontalAdvance(f"+{more}") + wear.px(6) if plus else 0
    write(painter, inner.adjusted(0, 0, -room, 0), head or text)
    if plus:
        write(
            painter, inner, f"+{more}", token="text2", size="fs_caption", weight=600, align=Qt.AlignmentFlag.AlignRight
        )


def _waiting(painter: QPainter, rect: QRect, words: str) -> None:
    if words in Grade.__members__:
        grade_cell(painter, rect, Grade[words])
    else:
        write(painter, _inner(rect), words, token="text2")


def _missing(painter: QPainter, rect: QRect) -> None:
    wear = theme.current()
    box = QRectF(rect).adjusted(wear.px(5), wear.px(4), -wear.px(5), -wear.px(4))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wear.colour("miss_soft"))
    painter.drawRoundedRect(box, 3, 3)
    write(painter, box, "?", token="miss", weight=600, align=Qt.AlignmentFlag.AlignHCenter)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _hatch(painter: QPainter, rect: QRect) -> None:
    wear = theme.current()
    painter.fillRect(rect, wear.colour("raised"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(wear.colour("line"), 1))
    step = wear.px(7)
    for start in range(rect.left() - rect.left() % step - rect.height(), rect.right() + step, step):
        painter.drawLine(QPointF(start, rect.bottom()), QPointF(start + rect.height(), rect.top()))
    painter.restore()


def _corner(painter: QPainter, rect: QRect) -> None:
    """Mark a cell that something speaks against."""
    wear = theme.current()
    side = wear.px(8)
    right, top = rect.right(), rect.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(wear.colour("warn")))
    painter.drawPolygon(QPolygonF([QPointF(right - side, top), QPointF(right, top), QPointF(right, top + side)]))


def _laid(painter: QPainter, rect: QRect, reading: CellReading) -> None:
    if reading.fit:
        grade = Grade[reading.codes[0]] if reading.cell.column.field is GridField.GRADE and reading.codes else None
        if grade is not None:
            grade_cell(painter, rect, grade)
        else:
            right = reading.cell.column.field.figure
            inner = _inner(rect).adjusted(0, 0, -theme.current().px(6) if right else 0, 0)
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            write(painter, inner, reading.text, align=align)
        return
    wear = theme.current()
    box = QRectF(rect).adjusted(wear.px(2), wear.px(3), -wear.px(3), -wear.px(3))
    mark = Mark.WARN if reading.how is Understood.NOT else Mark.BAD
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(wear.colour(mark.token), 1))
    painter.setBrush(wear.colour(mark.ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    side = wear.px(13)
    paint_mark(painter, mark, QRectF(box.left() + wear.px(4), box.center().y() - side / 2, side, side))
    words = box.adjusted(wear.px(21), 0, -2, 0)
    write(painter, words, reading.cell.words, token=mark.token, weight=600)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _outline(painter: QPainter, rect: QRect, model: GridModel, index: Index) -> None:
    """Draw the dashed edge of a block where its neighbour is not part of it."""
    pen = QPen(theme.current().colour("accent"), 2)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)

    def part(row: int, column: int) -> bool:
        near = model.index(row, column)
        return near.isValid() and (key := model.key(near)) is not None and key in model.laid

    box = QRectF(rect).adjusted(1, 1, -1, -1)
    row, column = index.row(), index.column()
    if not part(row - 1, column):
        painter.drawLine(box.topLeft(), box.topRight())
    if not part(row + 1, column):
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    if not part(row, column - 1):
        painter.drawLine(box.topLeft(), box.bottomLeft())
    if not part(row, column + 1):
        painter.drawLine(box.topRight(), box.bottomRight())
