"""The criteria of one verdict, painted: what each asks, what is there, what is missing, and the door that mends it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...domain.eligibility import CriterionResult
from .. import theme
from .criteria_lines import Line, LineKind, lines_of
from .criteria_paint import WRAP, door_rect, line_metrics, paint_line, words_rect

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class _Lines(QAbstractListModel):
    """The lines of the verdict shown."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return line.spoken
        if role == _Role.AccessibleDescriptionRole and line.door_text:
            return f"{line.door_text}: phím Insert"
        if role in (_Role.AccessibleDescriptionRole, _Role.ToolTipRole) and line.proven:
            return "Mở tệp minh chứng: bấm, hoặc phím Enter"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self.lines[index.row()]
        if line.kind is LineKind.SECTION or (line.kind is LineKind.DETAIL and not line.proven):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class CriteriaTree(QListView):
    """Shows one verdict. `door_asked(door)`: "Bổ sung" was clicked, or Insert or Enter was pressed on its line.

    `shown(entries)`: these records are the evidence of what is shown now. `file_asked(entry)`: the file that proves one
    of them is to be opened.
    """

    door_asked = Signal(object)
    shown = Signal(object)
    file_asked = Signal(object)

    def __init__(self, name: str = "Căn cứ theo từng tiêu chí") -> None:
        super().__init__()
        self._model = _Lines()
        self._root: CriterionResult | None = None
        self._opened: set[str] = set()
        self._proven: frozenset[tuple[str, int]] = frozenset()
        self.setModel(self._model)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(theme.current().px(24))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines shown, from top to bottom."""
        return tuple(self._model.lines)

    def show_result(self, root: CriterionResult | None, *, same: bool = False) -> None:
        """Show another verdict; `same` keeps what was unfolded and the place scrolled to."""
        offset = self.verticalScrollBar().value()
        self._root = root
        if not same:
            self._opened.clear()
            self._proven = frozenset()
        self._fill()
        self.verticalScrollBar().setValue(offset if same else 0)
        self.shown.emit(_entries(root))

    def show_files(self, proven: Collection[tuple[str, int]]) -> None:
        """Let the evidence that a file proves be opened."""
        offset = self.verticalScrollBar().value()
        self._proven = frozenset(proven)
        self._fill()
        self.verticalScrollBar().setValue(offset)

    def _fill(self) -> None:
        lines = lines_of(self._root, frozenset(self._opened)) if self._root else []
        self._model.show([replace(line, proven=line.entry in self._proven) for line in lines])

    def line_at(self, index: Index) -> Line | None:
        """Return the line of an index."""
        return self._model.lines[index.row()] if index.isValid() else None

    def press(self, line: Line) -> None:
        """Do what the line offers: unfold, or ask for its door."""
        if line.kind is LineKind.FOLD:
            self._opened ^= {line.key}
            offset = self.verticalScrollBar().value()
            self._fill()
            self.verticalScrollBar().setValue(offset)
            place = next(n for n, item in enumerate(self._model.lines) if item.key == line.key)
            self.setCurrentIndex(self._model.index(place))
        elif line.proven:
            self.file_asked.emit(line.entry)
        elif line.door is not None:
            self.door_asked.emit(line.door)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Insert press the line's button; Space, left and right fold."""
        line = self.line_at(self.currentIndex())
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert)
        if line is not None and (event.key() in keys or (_folds(event) and line.kind is LineKind.FOLD)):
            self.press(line)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button or the fold that was clicked."""
        super().mouseReleaseEvent(event)
        line = self._under(event)
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            self.press(line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be pressed."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.ArrowCursor if self._under(event) is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def _under(self, event: QMouseEvent) -> Line | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        line = self.line_at(index)
        if line is None or (line.kind is not LineKind.FOLD and line.door is None and not line.proven):
            return None
        inside = line.kind is LineKind.FOLD or line.proven or door_rect(self.visualRect(index), line).contains(point)
        return line if inside else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the lines anew: their heights depend on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _entries(root: CriterionResult | None) -> frozenset[tuple[str, int]]:
    found = (item for part in (root.walk() if root else ()) for item in part.evidence)
    return frozenset((item.table, item.record_id) for item in found if item.table and item.record_id)


def _folds(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right)


class _LineDelegate(QStyledItemDelegate):
    """Paints and measures the lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wear = theme.current()
        view = self.parent()
        assert isinstance(view, CriteriaTree)
        line = view.line_at(index)
        assert line is not None
        width = view.viewport().width()
        if line.kind in (LineKind.SECTION, LineKind.FOLD):
            return QSize(width, wear.px(30))
        room = words_rect(QRect(0, 0, width, 20), line).width()
        metrics = line_metrics(line)
        needed = metrics.boundingRect(QRect(0, 0, room, 2000), WRAP, line.text).height()
        return QSize(width, needed + wear.px(4 if line.kind is LineKind.DETAIL else 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, CriteriaTree)
        line = view.line_at(index)
        assert line is not None
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected and view.hasFocus():
            painter.fillRect(rect, theme.current().colour("accent_soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.current().colour("accent"))
        paint_line(painter, rect, line)
        painter.restore()
