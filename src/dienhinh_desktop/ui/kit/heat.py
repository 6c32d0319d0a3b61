"""Rows and years as a table of cells: complete, or how many lack; keys and pointer open a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from .. import theme
from .paint import write

_HEAD, _ROW, _CELL_MOST, _CELL_LEAST, _PAD = 26, 27, 57, 40, 14
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: how many are asked for and how many of them lack."""

    asked: int
    missing: int

    @property
    def word(self) -> str:
        """Say it: "đủ", "thiếu 4", "–" where nothing is asked for."""
        return f"thiếu {self.missing}" if self.missing else "đủ" if self.asked else "–"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row with a cell for every column."""

    key: str
    name: str
    cells: tuple[HeatCell, ...]


class HeatTable(QWidget):
    """Paints the cells. `opened(key, column)`: a cell was pressed, or Enter on it."""

    opened = Signal(str, int)
    moved = Signal(QRect)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._columns: tuple[str, ...] = ()
        self.rows: tuple[HeatRow, ...] = ()
        self.at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, columns: Sequence[str], rows: Sequence[HeatRow]) -> None:
        """Show other cells."""
        self._columns, self.rows = tuple(columns), tuple(rows)
        self.at = (min(self.at[0], max(len(rows) - 1, 0)), min(self.at[1], max(len(columns) - 1, 0)))
        self.setMinimumHeight(theme.current().px(_HEAD + _ROW * len(rows) + 4))
        self._say_name()
        self.updateGeometry()
        self.update()

    def _say_name(self) -> None:
        here = self._in_words(*self.at)
        self.setAccessibleName(f"{self._name}. {here}" if here else self._name)

    def _in_words(self, row: int, column: int) -> str:
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self._columns):
            return ""
        cell = self.rows[row].cells[column]
        told = f"thiếu {cell.missing} trong {cell.asked}" if cell.missing else cell.word.replace("–", "chưa tới lúc")
        return f"{self.rows[row].name}, {self._columns[column]}: {told}"

    def sizeHint(self) -> QSize:
        """Return the room of all rows."""
        return QSize(theme.current().px(440), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Allow narrow cards: names are cut first."""
        wear = theme.current()
        return QSize(wear.px(80 + (_CELL_LEAST + 4) * len(self._columns)), self.minimumHeight())

    # --- where things are -------------------------------------------------------------------------------------------

    def cell_rect(self, row: int, column: int) -> QRect:
        """Return where a cell is painted."""
        wear = theme.current()
        count = max(len(self._columns), 1)
        room = (self.width() - wear.px(2 * _PAD)) * 0.62
        step = max(min(room / count, wear.px(_CELL_MOST)), wear.px(_CELL_LEAST))
        left = self.width() - wear.px(_PAD) - step * count + step * column
        return QRect(round(left) + 2, wear.px(_HEAD + _ROW * row) + 2, round(step) - 4, wear.px(_ROW) - 5)

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        wear = theme.current()
        row = (point.y() - wear.px(_HEAD)) // wear.px(_ROW)
        for column in range(len(self._columns)):
            if 0 <= row < len(self.rows) and self.cell_rect(row, column).contains(point):
                return row, column
        return None

    # --- pointer and keys -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the focus to the cell."""
        found = self._cell_at(event.position().toPoint())
        if found is not None:
            self._go(*found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cell."""
        if event.button() is Qt.MouseButton.LeftButton and self._cell_at(event.position().toPoint()) == self.at:
            self._open()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over cells."""
        over = self._cell_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell with the arrows, open with Enter or Space."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.rows:
            self._go(self.at[0] + step[0], self.at[1] + step[1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.rows:
            self._open()
        else:
            super().keyPressEvent(event)

    def _go(self, row: int, column: int) -> None:
        self.at = (min(max(row, 0), len(self.rows) - 1), min(max(column, 0), len(self._columns) - 1))
        self._say_name()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._in_words(*self.at)))
        self.moved.emit(self.cell_rect(*self.at))
        self.update()

    def _open(self) -> None:
        self.opened.emit(self.rows[self.at[0]].key, self.at[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cell in hand."""
        super().focusInEvent(event)
        self.update()

    # --- painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw headings, names and cells that are seen."""
        wear = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignHCenter
        for column, heading in enumerate(self._columns):
            place = QRectF(self.cell_rect(0, column))
            head = QRectF(place.left() - 2, 0, place.width() + 4, wear.px(_HEAD))
            write(painter, head, heading, token="text2", size="fs_caption", align=centre)
        for number, line in enumerate(self.rows):
            first = QRectF(self.cell_rect(number, 0))
            if not event.rect().intersects(QRect(0, int(first.top()), self.width(), int(first.height()))):
                continue
            name = QRectF(wear.px(_PAD), first.top(), first.left() - wear.px(_PAD + 8), first.height())
            write(painter, name, line.name)
            for column, cell in enumerate(line.cells):
                self._paint_cell(painter, QRectF(self.cell_rect(number, column)), cell)
        if self.hasFocus() and self.rows:
            painter.setPen(QPen(wear.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.cell_rect(*self.at)).adjusted(-1, -1, 1, 1), 4, 4)
        painter.end()

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: HeatCell) -> None:
        wear = theme.current()
        token = "miss" if cell.missing else "ok" if cell.asked else "none"
        painter.setPen(QPen(wear.colour("miss"), 1, Qt.PenStyle.DashLine) if cell.missing else Qt.PenStyle.NoPen)
        painter.setBrush(wear.colour(f"{token}_soft"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        words = cell.word
        if wear.metrics("fs_caption", 500).horizontalAdvance(words) > box.width() - 2:
            words = str(cell.missing)
        write(painter, box, words, token=token, size="fs_caption", weight=500, align=Qt.AlignmentFlag.AlignHCenter)

    def event(self, event: QEvent) -> bool:
        """Say a cell whole under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            over = self._cell_at(event.pos())
            QToolTip.showText(event.globalPos(), self._in_words(*over) if over else "", self)
            return True
        return super().event(event)
