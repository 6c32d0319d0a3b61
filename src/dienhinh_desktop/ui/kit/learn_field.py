"""A line of text that learns: what was typed in its like before drops below it, the most used first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from ...domain.text import fold, matches
from .fields import TextField
from .menus import fleeting_menu, offer
from .popups import USED, CountedDelegate, popup_list

MOST_SHOWN = 8
_WORDS = Qt.ItemDataRole.UserRole + 2


class LearnField(TextField):
    """`dropped(words)`: a suggestion is wanted no more (right-click on it, or Shift+Delete).

    Any words are taken; the last line of the list says so of words nobody typed before.
    """

    dropped = Signal(str)

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self._known: list[tuple[str, int, str]] = []
        self._lines = QStandardItemModel(self)
        completer = QCompleter(self._lines, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(_WORDS)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self.popup = popup_list()
        completer.setPopup(self.popup)
        self.popup.setItemDelegate(CountedDelegate(self.popup))
        self.popup.setAccessibleName(f"Gợi ý cho {name}")
        self.popup.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.popup.customContextMenuRequested.connect(self._menu)
        self.popup.installEventFilter(self)
        self.setCompleter(completer)
        self.textEdited.connect(lambda _text: self._filter())
        completer.activated.connect(self._take)
        self.returnPressed.connect(self._go_on)

    def offer(self, words: Sequence[tuple[str, int]]) -> None:
        """Offer words with how often they are kept, in that order."""
        self._known = [(text, used, fold(text)) for text, used in words]
        self._filter()

    def suggested(self) -> list[str]:
        """Return the lines that would drop now."""
        return [str(self._lines.item(n).text()) for n in range(self._lines.rowCount())]

    def _filter(self) -> None:
        typed = self.text().strip()
        words = fold(typed).split()
        self._lines.clear()
        for text, used, key in self._known:
            if matches(key, words):
                self._put(text, text, f"{used} lần")
        if typed and all(text != typed for text, _used, _key in self._known):
            self._put(f"Thêm “{typed}” vào danh mục", typed, "")

    def _take(self, words: str) -> None:
        QTimer.singleShot(0, self, lambda: self._keep(words.strip()))  # Qt puts the line as it is there first

    def _keep(self, words: str) -> None:
        self.setText(words)
        self.focusNextPrevChild(True)

    def _go_on(self) -> None:
        """Go on where Enter takes the words as they are: a form hears it only while the list is closed."""
        if not (self.popup.isVisible() and self.popup.currentIndex().isValid()):
            self.popup.hide()
            self.focusNextPrevChild(True)

    def _put(self, shown: str, words: str, used: str) -> None:
        line = QStandardItem(shown)
        # The space keeps Qt from taking a line that only begins as what was typed: no line is taken unless gone to.
        line.setData(f" {words}", _WORDS)
        line.setData(used, USED)
        self._lines.appendRow(line)

    def _menu(self, at: QPoint) -> None:
        index = self.popup.indexAt(at)
        if index.isValid() and index.data(USED):
            menu = fleeting_menu(self.popup)
            words = str(index.data(_WORDS)).strip()
            offer(menu, "Không gợi ý nữa  (Shift+Delete)", lambda: self.drop(words))
            menu.popup(self.popup.viewport().mapToGlobal(at))

    def drop(self, words: str) -> None:
        """Offer some words no more."""
        self._known = [one for one in self._known if one[0] != words]
        self._filter()
        self.dropped.emit(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Shift+Delete on a line of the list."""
        if watched is self.popup and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            index = self.popup.currentIndex()
            wanted = event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if wanted and index.isValid() and index.data(USED):
                self.drop(str(index.data(_WORDS)).strip())
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Offer everything again when the field is entered empty."""
        if event.type() == QEvent.Type.FocusIn and not self.text():
            self._filter()
        return super().event(event)
