"""Cards, page heads and rows: the boxes pages are laid out with, at the distances of the design's grid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from .. import theme
from .flow import flowing
from .labels import ElideLabel, FoldLabel, hairline, label
from .sharing import Sharing, fitting

_PARTED = "; "


def row(
    *items: QWidget | QLayout | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Lay things side by side; None is a stretch."""
    made = QHBoxLayout()
    fill(made, items, gap, margins)
    return made


def column(
    *items: QWidget | QLayout | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Lay things one under another; None is a stretch."""
    made = QVBoxLayout()
    fill(made, items, gap, margins)
    return made


def fill(
    layout: QHBoxLayout | QVBoxLayout,
    items: tuple[QWidget | QLayout | None, ...],
    gap: int,
    margins: tuple[int, int, int, int],
) -> None:
    """Put things into a layout with a gap and margins given for the text size "Vừa"."""
    px = theme.current().px
    layout.setContentsMargins(*(px(side) for side in margins))
    layout.setSpacing(px(gap))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def bare(layout: QLayout) -> QWidget:
    """Return an invisible widget holding a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def hairline_under(layout: QLayout) -> QWidget:
    """Return a row with a hairline under it, flush with what follows: the place of tabs."""
    return bare(column(layout, hairline(), gap=0))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Box(QFrame):
    """A frame of the style sheet: role "card", "band", "foot", "well", "soft" or "chosen"."""

    def __init__(self, layout: QLayout | None = None, role: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        if layout is not None:
            self.setLayout(layout)


class Card(Box):
    """A white card; `body` is its column. Children touch its edge, so tables lie flush (1 px kept for the line)."""

    def __init__(
        self, *items: QWidget | QLayout | None, gap: int = 0, pad: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(None, "card", parent)
        self.body = QVBoxLayout(self)
        fill(self.body, items, gap, (pad, pad, pad, pad))
        if not pad:
            self.body.setContentsMargins(1, 1, 1, 1)


class CardHead(QWidget):
    """The heading row of a card, 40 high: section title, words beside it, things at the right."""

    def __init__(self, title: str, *right: QWidget, note: str = "") -> None:
        super().__init__()
        self.title = label(title, "section")
        self.note = FoldLabel(note, "second")
        inside = row(*right, margins=(14, 6, 12, 6))
        inside.insertWidget(0, bare(flowing(self.title, self.note, gap=8, apart=1)), 1)
        self.setLayout(inside)
        self.setMinimumHeight(theme.current().px(42))


class PageHead(Sharing):
    """The head of a page, 52 high: title, words beside it, then the actions with the primary one last.

    Where the room is short the words go under the title, and leave out their last parts ("; …") before they are cut.
    """

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.title = label(title, "title")
        self.note = ElideLabel("", "second")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tools = row()
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self.title)
        self._words.addWidget(self.note, 1)
        self._words.addStretch(0)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = row(gap=12)
        inside.addLayout(self._words, 1)
        inside.addLayout(self.tools)
        self.setLayout(inside)
        self.setFixedHeight(theme.current().px(52))
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.say(note)

    def add(self, *widgets: QWidget) -> None:
        """Put fields and buttons at the right end, in this order."""
        for widget in widgets:
            self.tools.addWidget(widget)

    def say(self, note: str) -> None:
        """Set the words beside the title."""
        self._note = note
        self.share()

    def share(self) -> None:
        """Put the words where they can be read whole."""
        px = theme.current().px
        width = self.note.fontMetrics().horizontalAdvance
        room = self.width() - self.tools.sizeHint().width() - px(12)
        beside = self.title.sizeHint().width() + px(12) + width(self._note) <= room or not self._note
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(px(12) if beside else 0)
        self._words.setContentsMargins(0, 0 if beside else px(5), 0, 0 if beside else px(9))
        self.setFixedHeight(px(52) if beside else max(px(52), self._words.sizeHint().height()))
        parts = self._note.split(_PARTED)
        shown = self._note if beside else fitting(parts, _PARTED, room, width) or parts[0]
        self.note.setText(shown)
        self.note.setVisible(bool(shown))
        self.note.whole = self._note


class Scroll(QScrollArea):
    """A scrolling place for a column that may be longer than the page; never scrolls sideways."""

    def __init__(self, content: QWidget, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that a widget inside is seen."""
        self.ensureWidgetVisible(widget, 20, 60)


class Snug(Scroll):
    """A scrolling place as high as its content where there is room for it, lower where there is not."""

    def __init__(self, content: QWidget, name: str) -> None:
        super().__init__(content, name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        content.installEventFilter(self)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the height the content takes at the width there is."""
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        """Ask for two lines at least."""
        return QSize(0, min(self._wanted(), 2 * theme.current().px(20)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew at another width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the content has more or fewer lines."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _wanted(self) -> int:
        content = self.widget()
        if content is None:
            return 0
        width = self.viewport().width()
        return content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()

    def _fit(self) -> None:
        if self.maximumHeight() != (wanted := self._wanted()):
            self.setMaximumHeight(wanted)
            self.updateGeometry()
