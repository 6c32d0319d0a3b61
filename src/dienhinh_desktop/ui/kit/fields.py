"""Fields a clerk types or chooses in: search, dates as offices write them, choices, and choices found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QEvent, QPointF, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from ...domain.dates import DateError, PartialDate, parse_date, parse_partial, short_date
from ...domain.text import fold, matches
from .. import icons, theme
from .popups import dress, popup_list, width_for

Option = tuple[str, str]
_Date = TypeVar("_Date", date, PartialDate)


def set_passing(field: QWidget) -> None:
    """Say that what is typed into a field only asks something of the page and is not to be kept for the clerk."""
    field.setProperty("passing", True)


def is_passing(field: QWidget) -> bool:
    """Whether a field only asks something of the page, as a filter does."""
    return bool(field.property("passing"))


def helped_by(field: QWidget, topic: str, name: str = "") -> None:
    """Say which text of the help (F1) is about a field and all in it; `name` where its own is not what it is about."""
    field.setProperty("help", topic)
    if name:
        field.setProperty("help_name", name)


def mark_invalid(field: QWidget, invalid: bool) -> None:
    """Give a field its red edge, or take it away."""
    if bool(field.property("invalid") == "true") != invalid:
        field.setProperty("invalid", "true" if invalid else "false")
        field.style().unpolish(field)
        field.style().polish(field)


class TextField(QLineEdit):
    """One line of text with a name for screen readers."""

    def __init__(self, name: str, text: str = "", *, hint: str = "", width: int | None = None) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setCursorPosition(0)
        if width is not None:
            self.setFixedWidth(theme.current().px(width))

    def value(self) -> str | None:
        """Return the text without spaces around it, or None when empty."""
        return self.text().strip() or None


class SearchField(QLineEdit):
    """A filter box with a magnifier; `asked(text)` comes 200 ms after the last letter, at once on Enter."""

    asked = Signal(str)

    def __init__(self, name: str, hint: str, *, width: int = 300) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(False)
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(theme.current().px(min(width, 150)))
        self.setMaximumWidth(theme.current().px(width))
        self._pause = QTimer(self, singleShot=True, interval=200)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._ask)
        self._asked = ""
        set_passing(self)
        self._width = theme.current().px(width)

    def sizeHint(self) -> QSize:
        """Ask for the width of the design; the page may give less."""
        return QSize(self._width, super().sizeHint().height())

    def take(self, text: str) -> None:
        """Take words in without asking: whoever brings them asks by itself."""
        self.setText(text)
        self._pause.stop()
        self._asked = text

    def _ask(self) -> None:
        self._pause.stop()
        if self.text() != self._asked:
            self._asked = self.text()
            self.asked.emit(self._asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class DateField(QLineEdit):
    """A day typed as dd/mm/yyyy (05/6/2025); other written forms are understood and rewritten.

    `partial` also takes a month (6/2025) or a year. `changed(day)` tells a new day after the field is left or Enter.
    """

    changed = Signal(object)

    def __init__(
        self, name: str, day: date | PartialDate | None = None, *, partial: bool = False, width: int = 128
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("ngày/tháng/năm")
        self.setFixedWidth(theme.current().px(width))
        self._partial = partial
        self._told: object = day
        self.show_day(day)
        self.editingFinished.connect(self._settle)

    def show_day(self, day: date | PartialDate | None) -> None:
        """Show a day without telling."""
        self._told = day
        self.setText("" if day is None else str(day) if isinstance(day, PartialDate) else short_date(day))
        mark_invalid(self, False)

    def day(self) -> date | None:
        """Return the day, or None when empty. Raises DateError with the reason."""
        return parse_date(self.text()) if self.text().strip() else None

    def partial_day(self) -> PartialDate | None:
        """Return the day, month or year, or None when empty. Raises DateError with the reason."""
        return parse_partial(self.text()) if self.text().strip() else None

    def fault(self) -> str | None:
        """Return why the text is no date, or None."""
        try:
            self.partial_day() if self._partial else self.day()
        except DateError as wrong:
            return str(wrong)
        return None

    def _settle(self) -> None:
        wrong = self.fault()
        mark_invalid(self, wrong is not None)
        self.setToolTip(wrong or "")
        if wrong is None:
            day = self.partial_day() if self._partial else self.day()
            if day != self._told:
                self.show_day(day)
                self.setModified(True)  # written another way, but still the clerk's own words
                self.changed.emit(day)


class _Chevron:
    """Draws the chevron of a combo box, which a style sheet cannot take from the tokens."""

    @staticmethod
    def draw(box: QWidget) -> None:
        painter = QPainter(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wear = theme.current()
        x, y = box.width() - wear.px(14), box.height() / 2 + 0.5
        wide, high = wear.size.factor * 4, wear.size.factor * 2
        painter.setPen(QPen(wear.colour("text2" if box.isEnabled() else "text3"), 1.6, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(
            QPolygonF([QPointF(x - wide, y - high), QPointF(x, y + high), QPointF(x + wide, y - high)])
        )
        painter.end()


class Choice(QComboBox):
    """One of a few things. `picked(key)` tells another was chosen by hand."""

    picked = Signal(str)

    def __init__(self, name: str, options: Sequence[Option] = (), *, width: int | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(16)
        self.setView(popup_list())
        if width is not None:
            self.setFixedWidth(theme.current().px(width))
        self.currentTextChanged.connect(self.setToolTip)
        self.offer(options)
        self.activated.connect(self._activated)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other things; the chosen one stays chosen where it is still offered."""
        kept = self.key
        self.blockSignals(True)
        self.clear()
        for key, text in options:
            self.addItem(text, key)
        self.choose(kept)
        self.blockSignals(False)
        self.setToolTip(self.currentText())

    @property
    def key(self) -> str:
        """The key of the thing chosen, "" when there is none."""
        return str(self.currentData() or "")

    def choose(self, key: str | None) -> None:
        """Choose without telling; an unknown key chooses the first."""
        place = self.findData(key or "")
        self.setCurrentIndex(max(place, 0))
        self.setProperty("by_hand", False)

    def _activated(self, _place: int) -> None:
        self.setProperty("by_hand", True)
        self.picked.emit(self.key)

    def showPopup(self) -> None:
        """Drop a list wide enough for its longest line."""
        self.view().setMinimumWidth(width_for(self.view(), self.width()))
        super().showPopup()

    def wheelEvent(self, event: object) -> None:
        """Do nothing: scrolling a form must not change its answers."""
        event.ignore()  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then its chevron."""
        super().paintEvent(event)
        _Chevron.draw(self)


def _adding(words: str) -> str:
    return f"Thêm “{words.strip()}” vào danh mục"


class FindChoice(QLineEdit):
    """One of many things, found by typing any of its words without marks. `picked(key)` tells what was taken.

    `addable`: the last line offers to add what was typed and is not there; `add_asked(words)` asks for it.
    """

    picked = Signal(str)
    add_asked = Signal(str)

    def __init__(self, name: str, options: Sequence[Option] = (), *, hint: str = "", addable: bool = False) -> None:
        super().__init__()
        self._addable = addable
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or "gõ vài chữ để tìm")
        self._options: list[tuple[str, str, str]] = []
        self._taken = ""
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        popup = popup_list()
        completer.setPopup(popup)
        dress(popup)  # again: the completer put its own delegate on it
        completer.activated.connect(self._take_text)
        self.setCompleter(completer)
        self.offer(options)
        self.textEdited.connect(self._filter)
        self.editingFinished.connect(self._settle)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other things."""
        self._options = [(key, text, fold(text)) for key, text in options]
        self._found.setStringList([text for _key, text, _folded in self._options])

    def add(self, option: Option) -> None:
        """Offer one thing more."""
        self._options.append((option[0], option[1], fold(option[1])))

    def rank(self, used: Sequence[tuple[str, int]]) -> None:
        """Put the most used things first, as (key, how often); the rest stay in their order."""
        counts = dict(used)
        self._options.sort(key=lambda option: -counts.get(option[0], 0))
        if not self.text() or self._taken:
            self._found.setStringList([text for _key, text, _folded in self._options])

    def choose(self, key: str | None) -> None:
        """Choose without telling."""
        self._taken = key or ""
        self.setText(next((text for known, text, _folded in self._options if known == key), key or ""))
        self.setCursorPosition(0)

    @property
    def key(self) -> str:
        """The key of the thing chosen, "" when there is none."""
        return self._taken

    def fault(self) -> str | None:
        """Return why the text names nothing, or None."""
        if self._taken or not self.text().strip():
            return None
        return f"không có “{self.text().strip()}” trong danh mục; chọn một dòng trong danh sách gợi ý"

    def _filter(self, text: str) -> None:
        self._taken = ""
        words = fold(text).split()
        fits = [shown for _key, shown, folded in self._options if matches(folded, words)]
        known = any(folded == fold(text) for _key, _shown, folded in self._options)
        self._found.setStringList([*fits, *([_adding(text)] if self._addable and text.strip() and not known else [])])

    def _take_text(self, text: str) -> None:
        if self._addable and text.startswith("Thêm “"):
            words = text.removeprefix("Thêm “").removesuffix("” vào danh mục")
            QTimer.singleShot(0, self, lambda: self.setText(words))  # the list puts its own line there first
            self.add_asked.emit(words)
            return
        key = next((key for key, shown, _folded in self._options if shown == text), "")
        if key:
            self.choose(key)
            self.setModified(True)
            self.picked.emit(key)

    def _settle(self) -> None:
        if self._taken or not self.text().strip():
            mark_invalid(self, False)
            return
        wanted = fold(self.text())
        fits = [shown for _key, shown, folded in self._options if folded == wanted]
        if fits:
            self._take_text(fits[0])
        mark_invalid(self, self.fault() is not None)

    def event(self, event: QEvent) -> bool:
        """Offer everything again when the field is entered empty."""
        if event.type() == QEvent.Type.FocusIn and not self.text():
            self._filter("")
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the beginning of a long name in sight."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self.setCursorPosition(0)
