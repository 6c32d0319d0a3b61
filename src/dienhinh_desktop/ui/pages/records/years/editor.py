"""The field in a cell while words are typed, with its list of suggestions; letters still being composed count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from .....domain.year_grid import CellKey, GridField
from .....services.year_grid import Suggestion
from .... import theme
from ....kit.popups import USED, CountedDelegate

MOST_SHOWN = 7
Suggest = Callable[[CellKey, str], Sequence[Suggestion]]
_BETWEEN = ";"


class SuggestionList(QListView):
    """Lines under the cell: words in full, and how often they are used. It never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Gợi ý")
        self.setProperty("kind", "suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(CountedDelegate(self))
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        self.found: tuple[Suggestion, ...] = ()
        self.hide()

    def offer(self, found: Sequence[Suggestion], *, choose: bool) -> None:
        """Show other lines; `choose` takes the first in hand."""
        self.found = tuple(found)
        self._lines.clear()
        for suggestion in found:
            item = QStandardItem(suggestion.text)
            item.setData(f"{suggestion.used} lần" if suggestion.used else "", USED)
            self._lines.appendRow(item)
        if choose and found:
            self.setCurrentIndex(self._lines.index(0, 0))
        self.setVisible(bool(found))

    def place(self, cell: QRect, within: QRect) -> None:
        """Stand under the cell, or over it where there is no room below."""
        wear = theme.current()
        width = max(wear.px(252), min(self.sizeHintForColumn(0) + wear.px(8), wear.px(380)))
        height = min(len(self.found), MOST_SHOWN) * wear.px(30) + 4
        left = min(max(cell.left(), within.left()), max(within.right() - width, within.left()))
        below = cell.bottom() + 2 + height <= within.bottom()
        top = cell.bottom() + 2 if below else max(within.top(), cell.top() - 2 - height)
        self.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
        self.raise_()

    def chosen(self) -> Suggestion | None:
        """Return the line in hand."""
        number = self.currentIndex().row()
        return self.found[number] if self.isVisible() and 0 <= number < len(self.found) else None

    def move(self, steps: int) -> None:  # type: ignore[override]
        """Take another line in hand."""
        if self.found:
            number = max(0, min(len(self.found) - 1, self.currentIndex().row() + steps))
            self.setCurrentIndex(self._lines.index(number, 0))


class CellEditor(QLineEdit):
    """`done(key, words, rows, columns)`: the words are to be kept, and the cursor goes so far; `left`: given up.

    `grew`: it or its list needs another size.
    """

    done = Signal(object, str, int, int)
    grew = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, suggest: Suggest) -> None:
        super().__init__(parent)
        self.setAccessibleName("Ô đang ghi")
        self.setProperty("kind", "cell")
        self._suggest, self._view = suggest, parent
        self.key: CellKey | None = None
        self._first = ""
        self._preedit = ""
        self.list = SuggestionList(parent)
        self.list.clicked.connect(lambda _index: self._take())
        self.textEdited.connect(lambda _text: self._filter())
        self.hide()

    @property
    def open(self) -> bool:
        """Whether a cell is being typed into."""
        return self.key is not None

    def begin(self, key: CellKey, words: str, typed: str | None) -> None:
        """Open on a cell: with its words selected, or with the letters that opened it."""
        self.key, self._first = key, words
        self._preedit = ""
        self.setText(words if typed is None else typed)
        self.setModified(typed is not None)
        if typed is None:
            self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed is not None:
            self.setCursorPosition(len(typed))
        self._filter()

    def put(self, cell: QRect, within: QRect) -> None:
        """Lie over the cell."""
        room = theme.current().metrics().horizontalAdvance(self.text()) + theme.current().px(20)
        width = min(max(cell.width(), room), max(within.right() - cell.left(), cell.width()))
        self.setGeometry(QRect(cell.left(), cell.top(), width, cell.height()))
        self.raise_()
        self.list.place(cell, within)

    def _filter(self) -> None:
        if self.key is None:
            return
        typed = f"{self.text()}{self._preedit}"
        last = typed.rsplit(_BETWEEN, 1)[-1].strip()
        untouched = typed == self._first
        found = self._suggest(self.key, "" if untouched else last)
        # A new name may begin as a known one does: it is taken only when the clerk goes down to it.
        named = self.key[1].field is GridField.INITIATIVE
        self.list.offer(found[:40], choose=bool(last) and not untouched and not named)
        self.grew.emit()

    def _take(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None and self.key is not None:
            self._finish(1, 0, self._with(chosen))

    def _with(self, chosen: Suggestion) -> str:
        before = self.text().rsplit(_BETWEEN, 1)[0] + "; " if _BETWEEN in self.text() else ""
        return before + chosen.words

    def finish(self, rows: int = 0, columns: int = 0) -> None:
        """Keep what was typed: the suggestion in hand, else the words as they are."""
        if self.key is None:
            return
        chosen = self.list.chosen()
        typed = self.text().strip()
        own = typed.rsplit(_BETWEEN, 1)[-1].strip()
        self._finish(rows, columns, self._with(chosen) if chosen is not None and own else typed)

    def _finish(self, rows: int, columns: int, words: str) -> None:
        key = self.key
        self._close()
        if key is not None:
            self.done.emit(key, words if words != self._first else "\0", rows, columns)

    def give_up(self) -> None:
        """Leave the cell as it was."""
        if self.key is not None:
            self._close()
            self.left.emit()

    def _close(self) -> None:
        """Go away; the grid takes the focus first, for Qt would press Tab on it to find another place."""
        self.key = None
        if self.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.hide()
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Take Tab before it leaves the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                self.finish(0, 1)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.finish(0, -1)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps and goes down, Esc gives up, arrows go through the suggestions; the rest is typing."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1, 0)
        elif key == Qt.Key.Key_Escape:
            self.give_up()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.move(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Suggest by letters still being composed as well."""
        super().inputMethodEvent(event)
        self._preedit = event.preeditString()
        self._filter()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the clerk goes elsewhere in the window."""
        super().focusOutEvent(event)
        elsewhere = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in elsewhere:
            self.finish()
