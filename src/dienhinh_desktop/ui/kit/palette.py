"""The palette: one box over the window, and under it the things that fit what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .. import icons, theme
from .boxes import column
from .fields import helped_by
from .labels import hairline, label
from .paint import write

WIDTH, ROW, MOST, TOP = 560, 36, 9, 64
_PAUSE = 120
_MOVES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -MOST, Qt.Key.Key_PageDown: MOST}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: icon, name, what it is, where it is; `thing` is what opening it gives back."""

    icon: str
    name: str
    what: str
    where: str
    thing: Any


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.held: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.held = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.held)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.held[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.name, entry.what, entry.where) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.name, entry.what, entry.where) if part)
        return None


class _Painter(QStyledItemDelegate):
    """Draws a row: icon, name, what it is after it, where it is at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.current().px(200), theme.current().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        wear = theme.current()
        model = index.model()
        assert isinstance(model, _Entries)
        entry = model.held[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        painter.save()
        painter.fillRect(box, wear.colour("accent_soft" if chosen else "surface"))
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), wear.colour("accent"))
        side = wear.px(16)
        icon = QRectF(box.left() + wear.px(14), box.center().y() - side / 2, side, side)
        icons.draw(painter, entry.icon, icon, wear.colour("accent" if chosen else "text2"))
        right = box.right() - wear.px(14)
        metrics = wear.metrics("fs_caption")
        shown = min(metrics.horizontalAdvance(entry.where), round(box.width() * 0.36))
        write(
            painter, QRectF(right - shown, box.top(), shown + 1, box.height()), entry.where, token="text3",
            size="fs_caption", align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        left = icon.right() + wear.px(10)
        room = right - shown - wear.px(12) - left
        what = min(metrics.horizontalAdvance(entry.what), round(room * 0.45))
        name = QRectF(left, box.top(), max(room - what - wear.px(10), 20), box.height())
        used = write(painter, name, entry.name, weight=500)
        after = QRectF(left + used + wear.px(10), box.top(), what + 1, box.height())
        write(painter, after, entry.what, token="text2", size="fs_caption")
        painter.restore()


class Palette(QFrame):
    """Lies over its window. `typed(text)`: after each letter; `paused(text)`: 120 ms later; `opened(thing)`."""

    typed = Signal(str)
    paused = Signal(str)
    opened = Signal(object)

    def __init__(self, parent: QWidget, name: str, hint: str) -> None:
        super().__init__(parent)
        self.setProperty("role", "palette")
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        helped_by(self.box, "find.all")
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.installEventFilter(self)
        self._model = _Entries()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setAccessibleName("Kết quả tìm")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda index: self._open(index.row()))
        self.none = label("", "second", wrap=True)
        self.none.setMargin(theme.current().px(14))
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addLayout(column(self.box, margins=(8, 8, 8, 8)))
        for widget in (hairline(), self.list, self.none):
            inside.addWidget(widget)
        self.setLayout(inside)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(lambda: self.paused.emit(self.box.text()))
        self.box.textChanged.connect(self._changed)
        self._before: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_went)
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows shown."""
        return self._model.held

    def start(self) -> None:
        """Show the palette, empty, with the cursor in its box."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.box.clear()
        self.typed.emit("")
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_entries(self, entries: Sequence[Entry], none: str = "") -> None:
        """Show other rows, the first one in hand; `none` is said where there are none."""
        self._model.show(entries[:MOST])
        if entries:
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(bool(entries))
        self.none.setText(none)
        self.none.setVisible(not entries and bool(none))
        self.list.setFixedHeight(theme.current().px(ROW) * min(len(entries), MOST) + 2)
        self._place()

    def leave(self) -> None:
        """Put the palette away and give the focus back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    def _place(self) -> None:
        around = self.parentWidget()
        assert around is not None
        px = theme.current().px
        self.setFixedWidth(min(px(WIDTH), around.width() - px(24)))
        self.adjustSize()
        self.move((around.width() - self.width()) // 2, min(px(TOP), max(around.height() - self.height() - 8, 0)))

    def _changed(self, text: str) -> None:
        self.typed.emit(text)
        self._wait.start()

    def _open(self, row: int) -> None:
        if not 0 <= row < len(self.entries):
            return
        thing = self.entries[row].thing
        self._before = None
        self.hide()
        self.opened.emit(thing)

    def _focus_went(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Put the palette away when the focus goes elsewhere in its window."""
        if self.isVisible() and new is not None and new is not self.box and not self.isAncestorOf(new):
            self._before = None
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the rows, Enter opens the one in hand, Esc puts the palette away."""
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return super().eventFilter(watched, event)
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride:
            if key == Qt.Key.Key_Escape:
                event.accept()  # else the page under the palette would take it
            return super().eventFilter(watched, event)
        if key in _MOVES:
            here = self.list.currentIndex().row() + _MOVES[key]
            self.list.setCurrentIndex(self._model.index(min(max(here, 0), max(len(self.entries) - 1, 0))))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wait.stop()
            self._open(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return super().eventFilter(watched, event)
        return True
