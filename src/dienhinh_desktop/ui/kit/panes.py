"""List and panel side by side: half and half on wide screens, the panel a drawer over the list on narrow ones."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme

WIDE, NARROW = 1500, 900


class Panes(QWidget):
    """Two widgets. `panel_width` is px at the text size "Vừa" on a page 1158 wide; it shrinks with the page.

    Below 868 of those px the panel lies over the list and only `open_drawer` shows it.
    """

    drawer_changed = Signal(bool)

    def __init__(self, listing: QWidget, panel: QWidget, panel_width: int = 548, gap: int = 12) -> None:
        super().__init__()
        self.listing, self.panel = listing, panel
        self._panel_width, self._gap = panel_width, gap
        self._drawer_open = False
        listing.setParent(self)
        panel.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setTabOrder(listing, panel)

    @property
    def folded(self) -> bool:
        """Whether the panel is a drawer now."""
        return self.width() < theme.current().px(NARROW - 32)

    def set_panel_width(self, width: int) -> None:
        """Give the panel another width, px at the text size "Vừa"."""
        self._panel_width = width
        self._arrange()

    def open_drawer(self) -> None:
        """Show the panel over the list, where it is a drawer."""
        self._drawer_open = True
        self._arrange()
        self.drawer_changed.emit(True)

    def close_drawer(self) -> bool:
        """Put the drawer away; tell whether it was open."""
        was = self.folded and self._drawer_open
        self._drawer_open = False
        self._arrange()
        if was:
            self.listing.setFocus()
            self.drawer_changed.emit(False)
        return was

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height, gap = self.width(), self.height(), theme.current().px(self._gap)
        if self.folded:
            self.listing.setGeometry(QRect(0, 0, width, height))
            panel = min(width - gap, max(theme.current().px(self._panel_width), width // 2))
            self.panel.setGeometry(QRect(width - panel, 0, panel, height))
            self.panel.setVisible(self._drawer_open)
            self.panel.raise_()
            return
        panel = self._panel_room(width, gap)
        self.listing.setGeometry(QRect(0, 0, width - panel - gap, height))
        self.panel.setGeometry(QRect(width - panel, 0, panel, height))
        self.panel.show()

    def _panel_room(self, width: int, gap: int) -> int:
        if width >= theme.current().px(WIDE) and self._panel_width > 500:
            return (width - gap) // 2
        share = self._panel_width / 1158
        return min(theme.current().px(self._panel_width), max(round(width * share), round(width * share * 1.02)))
