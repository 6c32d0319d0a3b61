"""How the three cards of the page of papers share the room, and whom the drawing of pages is for."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ... import theme
from ...page import Page


class Drawing:
    """The page as the owner of drawing: a notice of a failure makes room and so draws anew, and must outlast that."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say why the pages cannot be shown."""
        self._page.fail(sentence, details)

    def clear_failure(self) -> None:
        """Leave what was said."""


class Cards(QWidget):
    """Papers, checks and preview side by side: the preview takes what the others leave."""

    def __init__(self, papers: QWidget, checks: QWidget, preview: QWidget) -> None:
        super().__init__()
        self._papers, self._checks = papers, checks
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.current().px(12))
        for widget, stretch in ((papers, 0), (checks, 0), (preview, 1)):
            inside.addWidget(widget, stretch)
        preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room: 252 and 324 px of 1158, less where the page is narrow."""
        super().resizeEvent(event)
        px, width = theme.current().px, event.size().width()
        self._papers.setFixedWidth(max(px(238), min(px(252), round(width * 0.215))))
        self._checks.setFixedWidth(max(px(262), min(px(326), round(width * 0.28))))
