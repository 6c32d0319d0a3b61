"""The paper in hand, page by page, with zoom and pages to turn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ... import theme
from ...kit.boxes import Card, row
from ...kit.buttons import tool
from ...kit.labels import ElideLabel, hairline, label, vline
from ...kit.notice import Empty
from ...kit.pages_view import PagesView


class PreviewCard(Card):
    """`width_asked(pixels)`: the pages are wanted that wide."""

    width_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.view = PagesView()
        self.name = ElideLabel("", "strong")
        self.state = label("", "second")
        self.zoom = label("Vừa trang", "second")
        self.zoom.setMinimumWidth(theme.current().px(64))
        self.place = label("", "second")
        self.smaller = tool("Thu nhỏ (Ctrl+lăn chuột)", "zoom-out", lambda: self.view.enlarge(-1))
        self.larger = tool("Phóng to (Ctrl+lăn chuột)", "zoom-in", lambda: self.view.enlarge(1))
        self.back = tool("Trang trước", "chevron-left", lambda: self.view.step(-1))
        self.on = tool("Trang sau", "chevron-right", lambda: self.view.step(1))
        head = row(gap=6, margins=(14, 5, 8, 5))
        head.addWidget(self.name)
        head.addWidget(self.state)
        head.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger, vline(), self.back, self.place, self.on):
            head.addWidget(widget)
        self.empty = Empty("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.body.addLayout(head)
        self.body.addWidget(hairline())
        self.body.addWidget(self._stack, 1)
        self.view.width_asked.connect(self.width_asked.emit)
        self.view.page_changed.connect(self._show_place)
        self._show_place(0, 0)

    def show_name(self, name: str, *, draft: bool) -> None:
        """Say which file this will be, and whether it is a draft."""
        self.name.setText(name)
        self.state.setText("bản nháp" if draft else "")

    def show_empty(self, words: str) -> None:
        """Say why there is nothing to see."""
        self.view.clear()
        self.name.setText("Xem trước")
        self.state.setText("")
        self.empty.words.setText(words)
        self._stack.setCurrentWidget(self.empty)

    def show_pages(self, pictures: list[bytes], *, keep_place: bool) -> None:
        """Show pages."""
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(pictures, keep_place=keep_place)

    def _show_place(self, page: int, pages: int) -> None:
        self.place.setText(f"{page} / {pages}" if pages else "")
        self.zoom.setText("Vừa trang" if self.view.zoom == 1 else f"{round(self.view.zoom * 100)} %")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)
        self.smaller.setEnabled(self.view.zoom > 1)
        self.larger.setEnabled(bool(pages))
