"""Tabs with counts, over a card's body."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar


class Tabs(QTabBar):
    """`picked(key)`: another tab was chosen by hand or key."""

    picked = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self._texts = dict(tabs)
        self._counts: dict[str, int] = {}
        self._counted = True
        for key, text in tabs:
            self.setTabData(self.addTab(text), key)
        self.currentChanged.connect(lambda _place: self.picked.emit(self.key))

    @property
    def key(self) -> str:
        """The key of the tab shown."""
        return str(self.tabData(self.currentIndex()))

    def choose(self, key: str) -> None:
        """Show a tab."""
        for place in range(self.count()):
            if self.tabData(place) == key:
                self.setCurrentIndex(place)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a tab; hiding the one shown goes to the first."""
        for place in range(self.count()):
            if self.tabData(place) == key:
                self.setTabVisible(place, shown)
        if not self.isTabVisible(self.currentIndex()):
            self.setCurrentIndex(0)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Write how many things each tab holds."""
        self._counts.update(counts)
        self._write()

    def show_counts(self, shown: bool) -> None:
        """Show the counts, or leave them out where the tabs have little room; screen readers say them all the same."""
        if shown != self._counted:
            self._counted = shown
            self._write()

    def let_scroll(self, needed: bool) -> None:
        """Let the tabs be scrolled where they have no room at all, rather than cut their words."""
        self.setUsesScrollButtons(needed)
        self.setElideMode(Qt.TextElideMode.ElideNone if needed else Qt.TextElideMode.ElideRight)

    def _write(self) -> None:
        for place in range(self.count()):
            key = str(self.tabData(place))
            if key in self._counts:
                count = self._counts[key]
                self.setTabText(place, f"{self._texts[key]}  {count}" if self._counted else self._texts[key])
                self.setAccessibleTabName(place, f"{self._texts[key]}, {count}")
