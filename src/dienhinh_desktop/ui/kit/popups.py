"""The lists that drop from combo boxes and search fields: rows as high as a table's, text that is not cramped."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme
from .paint import write

_PAD = 10


class PopupDelegate(QStyledItemDelegate):
    """Draws one line of a drop-down list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of the text at the height of a control."""
        wear = theme.current()
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(wear.metrics().horizontalAdvance(text) + 2 * wear.px(_PAD), wear.px(28))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tint the line under the pointer or the keys, write the text."""
        wear = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, wear.colour("accent_soft" if chosen else "surface"))
        inner = option.rect.adjusted(wear.px(_PAD), 0, -wear.px(_PAD), 0)
        write(painter, inner, str(index.data(Qt.ItemDataRole.DisplayRole) or ""), weight=500 if chosen else 400)
        painter.restore()


USED = Qt.ItemDataRole.UserRole + 1
"""Role of the words at the right of a line: how often it is used."""


class CountedDelegate(QStyledItemDelegate):
    """Draws a suggestion with how often it is used; a line without a count is an act, in the colour of acts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of the words and the count."""
        wear = theme.current()
        words = str(index.data() or "")
        return QSize(wear.metrics("fs_body", 600).horizontalAdvance(words) + wear.px(90), wear.px(30))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tint the line in hand, write the words, and the count at the right."""
        wear = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, wear.colour("accent_soft" if chosen else "surface"))
        inner = option.rect.adjusted(wear.px(_PAD), 0, -wear.px(_PAD), 0)
        used, words = str(index.data(USED) or ""), str(index.data() or "")
        room = wear.metrics("fs_caption").horizontalAdvance(used) + wear.px(8) if used else 0
        token = "accent" if words.startswith("Thêm “") else "text"
        write(painter, inner.adjusted(0, 0, -room, 0), words, token=token, weight=600 if chosen else 400)
        write(painter, inner, used, token="text2", size="fs_caption", align=Qt.AlignmentFlag.AlignRight)
        painter.restore()


def dress(view: QAbstractItemView) -> None:
    """Give a drop-down list our rows."""
    view.setItemDelegate(PopupDelegate(view))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def popup_list() -> QListView:
    """Return a drop-down list with our rows."""
    view = QListView()
    dress(view)
    return view


def width_for(view: QAbstractItemView, at_least: int) -> int:
    """Return a width that shows every line whole, up to 520 px at the text size "Vừa"."""
    wear = theme.current()
    return max(at_least, min(view.sizeHintForColumn(0) + wear.px(16), wear.px(520)))
