"""A table to type into like a sheet: a cell in hand, Enter down, words or choices, blocks pasted from Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from ...domain.text import fold
from .. import theme
from .columns import Column
from .delegate import CellDelegate
from .fields import helped_by
from .table import Table
from .table_model import TableModel

Index = QModelIndex | QPersistentModelIndex
_Trigger = QAbstractItemView.EditTrigger
_State = QAbstractItemView.State


@dataclass(frozen=True, slots=True)
class Editing:
    """How a column is typed into: `write(row, words)` returns the row changed, or raises ValueError with why not.

    With `options` a cell takes one of them: Space goes to the next, a letter to the first that begins with it.
    """

    write: Callable[[Any, str], Any]
    options: tuple[str, ...] = ()


class EditModel(TableModel):
    """Rows that can be written over, cell by cell."""

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        described: Callable[[Any], str] | None,
        editing: Mapping[str, Editing],
    ) -> None:
        super().__init__(columns, key, described)
        self.editing = editing
        self.may_edit = True
        self.always: frozenset[str] = frozenset()
        self.written: Callable[[list[Any]], None] = lambda _rows: None
        self.refused: Callable[[str], None] = lambda _why: None

    def rule(self, index: Index) -> Editing | None:
        """Return how a cell is typed into, or None."""
        return self._rule_at(index.column()) if index.isValid() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells with words be edited."""
        rule = self.rule(index)
        typed = rule is not None and not rule.options
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if typed else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer the words to edit besides what every table answers."""
        if role == Qt.ItemDataRole.EditRole:
            return super().data(index, Qt.ItemDataRole.DisplayRole)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write what was typed, and tell."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index):
            return False
        return self.write_block(index.row(), index.column(), [[str(value)]])

    def write_block(self, top: int, left: int, block: Sequence[Sequence[str]]) -> bool:
        """Write words into cells from a corner on, all of them or, where one is refused, none; tell."""
        changed: dict[int, Any] = {}
        for down, words in enumerate(block):
            place = top + down
            if place >= self.rowCount():
                self.refused(f"Khối dán dài hơn bảng {len(block) - down} dòng nên chưa ghi dòng nào; chép ít dòng hơn.")
                return False
            row = self.row(place)
            for across, text in enumerate(words):
                rule = self._rule_at(left + across)
                if rule is None:
                    continue
                try:
                    row = rule.write(row, _option(rule, text))
                except ValueError as why:
                    self.refused(str(why))
                    return False
            if row != self.row(place):
                changed[place] = row
        self._put(changed)
        return bool(changed)

    def _rule_at(self, column: int) -> Editing | None:
        key = self.columns[column].key if column < len(self.columns) else ""
        return self.editing.get(key) if self.may_edit or key in self.always else None

    def _put(self, changed: Mapping[int, Any]) -> None:
        for place, row in changed.items():
            self._rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        if changed:
            self.written(list(changed.values()))

    def replace_rows(self, rows: Sequence[Any]) -> bool:
        """Show rows of the same keys in place, without losing the cell in hand; False when they are others."""
        fresh = {self.key(row): row for row in rows}
        if set(fresh) != {self.key(row) for row in self._rows} or len(fresh) != len(self._rows):
            return False
        self._rows = [fresh[self.key(row)] for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
        return True


def _option(rule: Editing, text: str) -> str:
    """Return the option meant by words: as written, or as its beginning."""
    if not rule.options:
        return text
    wanted = fold(text)
    known = [option for option in rule.options if fold(option) == wanted]
    starting = [option for option in rule.options if wanted and fold(option).startswith(wanted)]
    if not known and not starting:
        raise ValueError(f"“{text}” không có ở cột này; ghi {', '.join(filter(None, rule.options))}.")
    return (known or starting)[0]


def _is_enter(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _EditDelegate(CellDelegate):
    """Paints the cell in hand with an edge, and edits it in a line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        if index == view.currentIndex() and view.hasFocus():
            painter.save()
            painter.setPen(QPen(theme.current().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, EditModel)
        made = QLineEdit(parent)
        made.setProperty("kind", "cell")
        made.setAccessibleName(model.columns[index.column()].heading)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed at once with Enter: Qt waits a turn, and a quick second number would run into it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit) and _is_enter(event):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(watched, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


class EditTable(Table):
    """`edited(rows)`: these rows were written over. `refused(sentence)`: what was typed or pasted cannot be kept.

    `topic` is what the help calls its columns by: "topic.key".
    """

    edited = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        editing: Mapping[str, Editing],
        *,
        topic: str,
        key: Callable[[Any], Any] = id,
        described: Callable[[Any], str] | None = None,
        row_height: int | None = None,
    ) -> None:
        self.sheet = EditModel(columns, key, described, editing)
        super().__init__(name, columns, key=key, row_height=row_height, model=self.sheet)
        self._waiting: list[Any] | None = None
        self.setItemDelegate(_EditDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(_Trigger.AnyKeyPressed | _Trigger.DoubleClicked)
        self.horizontalHeader().setSectionsClickable(False)
        self.sheet.written = self.edited.emit
        self.sheet.refused = self.refused.emit
        self._topic = topic
        self.selectionModel().currentChanged.connect(self._stand)

    def allow(self, *always: str, may_edit: bool) -> None:
        """Let cells be written, or only looked at but for the columns of these keys."""
        self.sheet.may_edit, self.sheet.always = may_edit, frozenset(always)

    def show_rows(self, rows: Iterable[Any], *, choose_first: bool = False, choose: Any = None) -> None:
        """Show rows as they were kept; a cell being typed into is finished first."""
        fresh = list(rows)
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = fresh
            return
        self._waiting = None
        if choose is not None or not self.sheet.replace_rows(fresh):
            kept = self.currentIndex().column()
            super().show_rows(fresh, choose_first=choose_first, choose=choose)
            self._go(self.currentIndex().row(), max(kept, self._first()))

    def _first(self) -> int:
        return next((n for n, column in enumerate(self.things.columns) if column.key in self.sheet.editing), 0)

    def _stand(self, index: QModelIndex) -> None:
        """Let the help tell of the column in hand."""
        column = self.things.columns[index.column()] if index.isValid() else None
        typed = column is not None and column.key in self.sheet.editing
        helped_by(self, f"{self._topic}.{column.key}" if column and typed else "", column.heading if column else "")

    def _go(self, row: int, column: int) -> None:
        if 0 <= row < self.things.rowCount():
            self.setCurrentIndex(self.things.index(row, column))

    def start(self) -> None:
        """Take the first cell that can be typed into in hand."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(max(self.currentIndex().row(), 0), self._first())

    def edit_cell(self) -> None:
        """F2: type into the cell in hand, unless it is open already."""
        if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable and self.state() != _State.EditingState:
            self.edit(self.currentIndex())

    def clear_cells(self) -> None:
        """Del: empty the selected cells."""
        self._write_selected("")

    def _write_selected(self, words: str) -> None:
        cells = [index for index in self.selectedIndexes() if self.sheet.rule(index) is not None]
        for index in cells:
            rule = self.sheet.rule(index)
            if rule is not None and (words in rule.options or not rule.options):
                self.sheet.write_block(index.row(), index.column(), [[words]])

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter, and show what was read while the cell was open."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            back = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            self._go(self.currentIndex().row() + (-1 if back else 1), self.currentIndex().column())
        if self._waiting is not None:
            QTimer.singleShot(0, self, self._show_waiting)

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self.show_rows(self._waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Space and letters choose, Ctrl+C, Ctrl+V, Ctrl+D work as in Excel."""
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # the line in the cell has seen it, and ends itself
            return
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        index = self.currentIndex()
        rule = self.sheet.rule(index) if index.isValid() else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            step = -1 if held & Qt.KeyboardModifier.ShiftModifier else 1
            self._go(index.row() + step, index.column())
        elif control and key == Qt.Key.Key_V:
            self.paste()
        elif control and key == Qt.Key.Key_C:
            self.copy()
        elif control and key == Qt.Key.Key_D and index.row() > 0:
            above = str(self.things.index(index.row() - 1, index.column()).data() or "")
            self.sheet.write_block(index.row(), index.column(), [[above]])
        elif rule is not None and rule.options and event.text().strip() == "" and key == Qt.Key.Key_Space:
            now = str(index.data() or "")
            place = rule.options.index(now) + 1 if now in rule.options else 0
            self.sheet.write_block(index.row(), index.column(), [[rule.options[place % len(rule.options)]]])
        elif rule is not None and rule.options and event.text().isalpha() and not control:
            self.sheet.write_block(index.row(), index.column(), [[event.text()]])
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Write the block of the clipboard from the cell in hand on."""
        lines = QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()
        block = [[cell.strip() for cell in line.split("\t")] for line in lines]
        corner = min((index.row(), index.column()) for index in self.selectedIndexes() or [self.currentIndex()])
        if block and self.currentIndex().isValid():
            self.sheet.write_block(*corner, block)

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as Excel takes them."""
        rows: dict[int, dict[int, str]] = {}
        for index in self.selectedIndexes():
            rows.setdefault(index.row(), {})[index.column()] = str(index.data() or "")
        text = "\n".join("\t".join(cells[n] for n in sorted(cells)) for _row, cells in sorted(rows.items()))
        QGuiApplication.clipboard().setText(text)
