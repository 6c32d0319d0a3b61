"""The heading of a table: columns moved by dragging, sorted by a click, by a second key with Shift."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from .. import theme


class Heading(QHeaderView):
    """`pressed_on(section, second)`: a heading was clicked, with Shift for the second key.

    `menu_asked(section, place)`: its menu is asked for at a place of the screen. Sorting is up to the table.
    """

    pressed_on = Signal(int, bool)
    menu_asked = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(theme.current().px(24))
        self.setFixedHeight(theme.current().px(29))
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._second = False
        self.sectionClicked.connect(lambda section: self.pressed_on.emit(section, self._second))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Note whether Shift was held."""
        self._second = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self._second = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the heading under the pointer."""
        self.menu_asked.emit(self.logicalIndexAt(event.pos()), event.globalPos())

    def show_sort(self, section: int, order: Qt.SortOrder) -> None:
        """Draw the arrow of the first key; -1 for none."""
        self.setSortIndicatorShown(section >= 0)
        self.setSortIndicator(section, order)
