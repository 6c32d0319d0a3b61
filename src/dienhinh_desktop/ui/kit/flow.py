"""A row that goes on in a next line where the room is short."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from .. import theme


class Flow(QLayout):
    """Lays things side by side, from line to line, each as wide as it asks for.

    `gap` between things and `apart` between lines are px at the text size "Vừa".
    """

    def __init__(self, gap: int = 6, apart: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.current().px(gap))
        self._apart = theme.current().px(apart)

    def addItem(self, item: QLayoutItem) -> None:
        """Put something at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many things there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """Return the thing at a place, None where there is none."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        """Take out the thing at a place."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take the width there is, and no more height than the lines need."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Tell that narrow rows are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), only_measured=True)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the things out, in the middle of what height there is."""
        super().setGeometry(rect)
        spare = max(0, rect.height() - self.heightForWidth(rect.width()))
        self._place(rect.adjusted(0, spare // 2, 0, 0), only_measured=False)

    def sizeHint(self) -> QSize:
        """Ask for the room of one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Ask for the widest thing at least."""
        least = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((one.width() for one in least), default=0), max((one.height() for one in least), default=0))

    def _place(self, rect: QRect, *, only_measured: bool) -> int:
        x, y, high = rect.left(), rect.top(), 0
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), rect.width())
            if lines[-1] and x + width > rect.left() + rect.width():
                lines.append([])
                x = rect.left()
            lines[-1].append((item, width))
            x += width + self.spacing()
        for number, line in enumerate(lines):
            high = max((_height(item, width) for item, width in line), default=0)
            if not only_measured:
                self._place_line(line, QPoint(rect.left(), y), high)
            y += high + (self._apart if number + 1 < len(lines) else 0)
        return y - rect.top()

    def _place_line(self, line: list[tuple[QLayoutItem, int]], at: QPoint, high: int) -> None:
        x = at.x()
        for item, width in line:
            height = _height(item, width)
            item.setGeometry(QRect(x, at.y() + (high - height) // 2, width, height))
            x += width + self.spacing()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def flowing(*widgets: QWidget, gap: int = 6, apart: int = 6) -> Flow:
    """Return a row of things that goes on in a next line where the room is short."""
    made = Flow(gap, apart)
    for widget in widgets:
        made.addWidget(widget)
    return made


def folding_policy(across: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> QSizePolicy:
    """Return the size policy of what is higher where it is narrower, and no higher than it must be."""
    made = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    made.setHeightForWidth(True)
    return made
