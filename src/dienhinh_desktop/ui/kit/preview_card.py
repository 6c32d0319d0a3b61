"""The paper in hand, page by page, with zoom, pages to turn and words to find."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from .. import theme
from .boxes import Card, row
from .buttons import button, retitle, tool
from .fields import SearchField, helped_by
from .labels import FoldLabel, hairline, label, vline
from .notice import Empty
from .pages_view import PagesView, Place

NARROW = 430


class PreviewCard(Card):
    """`width_asked(pixels)`: the pages are wanted that wide. `words_asked(text)`: words are looked for.

    `acts` are buttons at the right end of the heading.
    """

    width_asked = Signal(int)
    words_asked = Signal(str)

    def __init__(self, *acts: QWidget) -> None:
        super().__init__()
        self.view = PagesView()
        self.name = FoldLabel("", "strong")
        self.state = label("", "second")
        self.zoom = button("Vừa trang", self._turn, kind="small", tip="Vừa trang, hoặc cỡ thật 100 %")
        self.zoom.setMinimumWidth(theme.current().px(84))
        self.place = label("", "second")
        self.smaller = tool("Thu nhỏ (Ctrl+lăn chuột)", "zoom-out", lambda: self.view.enlarge(-1))
        self.larger = tool("Phóng to (Ctrl+lăn chuột)", "zoom-in", lambda: self.view.enlarge(1))
        self.back = tool("Trang trước", "chevron-left", lambda: self.view.step(-1))
        self.on = tool("Trang sau", "chevron-right", lambda: self.view.step(1))
        self.search = SearchField("Tìm trong văn bản", "Tìm trong văn bản", width=180)
        helped_by(self.search, "find.words")
        self.hits = label("", "caption")
        self.looking = tool("Tìm trong văn bản (Ctrl+F)", "search", self.seek)
        sized = self._sized = (self.smaller, self.zoom, self.larger, vline())
        named = row(self.name, self.state, gap=6)
        named.setStretch(0, 1)
        self._head = row(gap=6, margins=(14, 5, 8, 5))
        self._head.addLayout(named, 1)
        self._tools = row(*sized, self.back, self.place, self.on, self.looking, *acts, gap=6)
        self._head.addLayout(self._tools)
        self._finding = Card(row(self.search, self.hits, None, gap=8, margins=(12, 5, 8, 5)))
        self._finding.setProperty("role", "foot")
        self._finding.hide()
        self.empty = Empty("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self.body.addLayout(self._head)
        self.body.addWidget(hairline())
        self.body.addWidget(self._finding)
        self.body.addWidget(self._stack, 1)
        self.view.width_asked.connect(self.width_asked.emit)
        self.view.page_changed.connect(self._show_place)
        self.search.asked.connect(self._look)
        self.search.returnPressed.connect(self._go_on)
        self._asked = ""
        self._show_place(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the zoom to Ctrl and the wheel where there is no room for its buttons, and put the name over them."""
        super().resizeEvent(event)
        for widget in self._sized:
            widget.setVisible(self.width() >= theme.current().px(NARROW))
        self._share()

    def _share(self) -> None:
        """Put the name over the buttons where it has no room beside them."""
        wanted = sum(words.fontMetrics().horizontalAdvance(words.text()) for words in (self.name, self.state))
        room = self.width() - self._tools.sizeHint().width() - theme.current().px(40)
        beside = wanted <= room
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def show_name(self, name: str, *, draft: bool, note: str = "") -> None:
        """Say which file this will be, whether it is a draft, and what else is to be known of its pages."""
        self.name.setText(name)
        self.state.setText(", ".join(filter(None, ("bản nháp" if draft else "", note))))
        self._share()

    def show_empty(self, words: str) -> None:
        """Say why there is nothing to see."""
        self.view.clear()
        self.name.setText("Xem trước")
        self.state.setText("")
        self._share()
        self.empty.words.setText(words)
        self._stack.setCurrentWidget(self.empty)

    def show_pages(self, pictures: list[bytes], *, keep_place: bool) -> None:
        """Show pages."""
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(pictures, keep_place=keep_place)

    def seek(self) -> None:
        """Open the box that finds words."""
        self._finding.show()
        self.search.setFocus()
        self.search.selectAll()

    def show_found(self, places: Sequence[Place]) -> None:
        """Show where the words stand."""
        self.view.show_found(places)
        self.hits.setText(f"1 trong {len(places)} chỗ" if places else "không thấy" if self._asked.strip() else "")

    def _turn(self) -> None:
        """Fit the pages to the width; where they fit already, show them at their real size."""
        self.view.show_at(1.0 if self.view.fits else None)

    def _look(self, text: str) -> None:
        self._asked = text
        self.words_asked.emit(text)

    def _go_on(self) -> None:
        """Enter goes from one place to the next once the words were found."""
        if self.search.text() == self._asked and (number := self.view.next_found()):
            self.hits.setText(f"{number} trong {self.hits.text().rpartition(' trong ')[2]}")

    def _show_place(self, page: int, pages: int) -> None:
        self.place.setText(f"{page} / {pages}" if pages else "")
        retitle(self.zoom, "Vừa trang" if self.view.fits else f"{round(self.view.zoom * 100)} %")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < pages)
        self.smaller.setEnabled(bool(pages))
        self.larger.setEnabled(bool(pages))
