"""One delegate that paints every table cell by the kind of its column, from the theme's tokens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from .. import icons, theme
from .columns import Align, Bar, CellKind, Column, Group
from .marks import Mark, paint_mark
from .paint import BOX_STEP, BOX_WIDTH, hairline, paint_bar, paint_chip, paint_pills, paint_years, write, write_lines
from .sharing import folded
from .style import paint_check
from .table_model import TableModel

Index = QModelIndex | QPersistentModelIndex
PAD = 8
_ONLY_MARK = 56


class CellDelegate(QStyledItemDelegate):
    """Paints cells of a `TableModel`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heights are fixed by the table; widths come from the column."""
        return QSize(theme.current().px(80), theme.current().px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, chosen bar, content and the hairline under the row."""
        model = index.model()
        assert isinstance(model, TableModel)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = model.row(index.row())
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if isinstance(row, Group):
            _group(painter, rect, self._whole_row(rect), row)
        else:
            _ground(painter, rect, chosen=chosen, first=self._is_first(index))
            column = model.columns[index.column()]
            _content(painter, rect, model, row, column, chosen=chosen)
        hairline(painter, rect.left() - 1, rect.right(), rect.bottom())
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show what a cell has to cut whole, where its column has nothing else to say."""
        model = index.model()
        told = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        if told or not isinstance(model, TableModel) or isinstance(model.row(index.row()), Group):
            return super().helpEvent(event, view, option, index)
        rect: QRect = option.rect
        cut = _is_cut(model.row(index.row()), model.columns[index.column()], rect)
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) if cut else ""
        QToolTip.showText(event.globalPos(), words or "", view)
        return True

    def _is_first(self, index: Index) -> bool:
        """Tell whether nothing stands to the left: where the bar of the row in hand is drawn."""
        table = self.parent()
        assert isinstance(table, QTableView)
        return table.columnViewportPosition(index.column()) + table.horizontalHeader().offset() == 0

    def _whole_row(self, rect: QRect) -> QRect:
        """Return the room of a group heading: all columns, as far as the table is seen."""
        table = self.parent()
        assert isinstance(table, QTableView)
        heading = table.horizontalHeader()
        left = -heading.offset()
        width = min(heading.length(), table.viewport().width() - left)
        return QRect(left, rect.top(), width, rect.height())


def needed(row: Any, column: Column) -> int:
    """Return the width a cell needs to show its words whole, in px; 0 where it has none to cut."""
    wear = theme.current()
    words, pads = column.text(row), 2 * wear.px(PAD)
    match column.kind:
        case CellKind.TEXT:
            return wear.metrics().horizontalAdvance(words) + pads + 1
        case CellKind.NAME:
            return wear.metrics("fs_body", 600).horizontalAdvance(words) + pads + 1
        case CellKind.TWO_LINE:
            below = str(column.value(row) or "") if column.value else ""
            wide = wear.metrics("fs_body", 600).horizontalAdvance(words)
            return max(wide, wear.metrics("fs_caption").horizontalAdvance(below)) + pads + 1
        case CellKind.CHIP:
            return wear.metrics("fs_caption", 500).horizontalAdvance(words) + wear.px(31) + wear.px(PAD + 2) + 1
        case CellKind.MARK if column.width is None or column.width > _ONLY_MARK:
            return wear.metrics("fs_caption", 500).horizontalAdvance(words) + wear.px(21) + pads + 1
        case _:
            return 0


def _is_cut(row: Any, column: Column, rect: QRect) -> bool:
    """Tell whether words end in "…" in their cell, which may fold them."""
    if column.kind not in (CellKind.TEXT, CellKind.NAME):
        return needed(row, column) > rect.width()
    wear = theme.current()
    metrics = wear.metrics("fs_body", 600 if column.kind is CellKind.NAME else 400)
    words = column.text(row)
    return folded(words, metrics, rect.width() - 2 * wear.px(PAD), rect.height()) != words


def _group(painter: QPainter, cell: QRect, rect: QRect, group: Group) -> None:
    """Write a heading over the whole row, of which this cell shows its part: columns may be moved and hidden."""
    wear = theme.current()
    painter.fillRect(cell, wear.colour("raised"))
    painter.setClipRect(cell)
    inner = rect.adjusted(wear.px(10), 0, -wear.px(12), 0)
    note_width = wear.metrics("fs_caption").horizontalAdvance(group.note)
    write(painter, inner.adjusted(0, 0, -note_width - 12, 0), group.text, weight=600, size="fs_caption")
    write(painter, inner, group.note, token="text2", size="fs_caption", align=Qt.AlignmentFlag.AlignRight)


def _ground(painter: QPainter, rect: QRect, *, chosen: bool, first: bool) -> None:
    wear = theme.current()
    painter.fillRect(rect, wear.colour("accent_soft" if chosen else "surface"))
    if chosen and first:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), wear.colour("accent"))


def _content(painter: QPainter, rect: QRect, model: TableModel, row: Any, column: Column, *, chosen: bool) -> None:
    wear = theme.current()
    inner = rect.adjusted(wear.px(PAD), 0, -wear.px(PAD), 0)
    value = column.value(row) if column.value else None
    match column.kind:
        case CellKind.TEXT:
            write_lines(painter, inner, column.text(row), token=column.tone(row), align=column.align.value)
        case CellKind.NAME:
            write_lines(painter, inner, column.text(row), token=column.tone(row), weight=600 if chosen else 500)
        case CellKind.TWO_LINE:
            _two_lines(painter, inner, column.text(row), str(value or ""), column.tone(row), chosen=chosen)
        case CellKind.CHIP if isinstance(value, Mark):
            paint_chip(painter, rect.adjusted(wear.px(PAD - 2), 0, -wear.px(4), 0), value, column.text(row))
        case CellKind.MARK if isinstance(value, Mark):
            _mark(painter, inner, value, column.text(row), column.align)
        case CellKind.YEARS:
            paint_years(painter, inner, value or ())
        case CellKind.CHECK | CellKind.PICK:
            ticked = chosen if column.kind is CellKind.PICK else model.key(row) in model.ticked
            tick = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            paint_check(painter, QRectF(rect), tick, wear.colour, wear.px(16))
        case CellKind.BAR if isinstance(value, Bar):
            _bar(painter, inner, value, column.text(row))
        case CellKind.PILLS if value:
            used = paint_pills(painter, QRectF(inner), *value)
            write(painter, inner.adjusted(int(used) + wear.px(6), 0, 0, 0), column.text(row))
        case CellKind.BUTTON if column.text(row):
            _button(painter, button_rect(rect, column.text(row)), column.text(row))
        case CellKind.ICON | CellKind.CLIP if value:
            _sign(painter, rect, value, column.tone(row))
        case _:
            write(painter, inner, column.text(row), token="text3")


def _icon(painter: QPainter, rect: QRect, name: str, tone: str) -> QRectF:
    wear = theme.current()
    side = wear.px(16)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    icons.draw(painter, name, box, wear.colour(tone))
    return box


def _sign(painter: QPainter, rect: QRect, count: str | int | Mark, tone: str) -> None:
    """Paint an icon by its name, a mark, or a paper clip with the count beside it where there are several files."""
    wear = theme.current()
    if isinstance(count, Mark):
        side = wear.px(15)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        paint_mark(painter, count, box)
    elif isinstance(count, str):
        _icon(painter, rect, count, tone)
    else:
        several = count > 1
        box = _icon(painter, rect.translated(-wear.px(5) if several else 0, 0), "paperclip", "accent")
        beside = QRect(round(box.right()) + 1, rect.top(), rect.right() - round(box.right()) - 1, rect.height())
        write(painter, beside, str(min(count, 99)) if several else "", token="text2", size="fs_caption")


def _two_lines(painter: QPainter, rect: QRect, first: str, second: str, tone: str, *, chosen: bool) -> None:
    wear = theme.current()
    if not second:
        write_lines(painter, rect, first, token=tone, weight=600 if chosen else 500)
        return
    middle = rect.center().y()
    above = QRect(rect.left(), middle - wear.px(18), rect.width(), wear.px(19))
    below = QRect(rect.left(), middle, rect.width(), wear.px(18))
    write(painter, above, first, token=tone, weight=600 if chosen else 500)
    write(painter, below, second, token="text2", size="fs_caption")


def _mark(painter: QPainter, rect: QRect, mark: Mark, word: str, align: Align) -> None:
    wear = theme.current()
    side = wear.px(15)
    box = QRectF(rect.left(), rect.center().y() - side / 2 + 0.5, side, side)
    if rect.width() < wear.px(40):
        if align is Align.CENTRE:
            box.moveCenter(QRectF(rect).center())
        paint_mark(painter, mark, box)
        return
    paint_mark(painter, mark, box)
    words = rect.adjusted(side + wear.px(6), 0, 0, 0)
    write(painter, words, word, token=mark.token, size="fs_caption", weight=500)


def _bar(painter: QPainter, rect: QRect, bar: Bar, text: str) -> None:
    wear = theme.current()
    width = wear.px(34)
    paint_bar(painter, QRectF(rect.left(), rect.top(), width, rect.height()), bar)
    write(painter, rect.adjusted(width + wear.px(8), 0, 0, 0), text, token=bar.tone)


def button_rect(rect: QRect, text: str) -> QRect:
    """Return where a cell's button is drawn and clicked."""
    wear = theme.current()
    width = wear.metrics("fs_caption", 500).horizontalAdvance(text) + wear.px(20)
    height = min(wear.px(24), rect.height() - 4)
    box = QRect(0, 0, min(width, rect.width() - 4), height)
    box.moveCenter(rect.center())
    return box


def _button(painter: QPainter, box: QRect, text: str) -> None:
    wear = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(wear.colour("line_strong"), 1))
    painter.setBrush(wear.colour("surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    write(painter, box, text, token="accent", size="fs_caption", weight=500, align=Qt.AlignmentFlag.AlignHCenter)


def years_width(count: int) -> int:
    """Return the column width, at the text size "Vừa", that shows so many year boxes."""
    return 2 * PAD + (count - 1) * BOX_STEP + BOX_WIDTH + 4
