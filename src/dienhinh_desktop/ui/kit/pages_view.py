"""Pages of a paper as they will leave: pictures under one another on a desk, fitted to the width or enlarged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from .. import theme

ZOOMS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
"""How many times the width of the view; the first is "Vừa trang"."""
_WAIT = 150


class PagesView(QAbstractScrollArea):
    """`width_asked(pixels)`: pages are wanted that wide. `page_changed(page, pages)`: another page is in sight."""

    width_asked = Signal(int)
    page_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QPixmap] = []
        self._zoom = 0
        self._page = 0
        self.setProperty("role", "desk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Xem trước văn bản")
        self.setFrameShape(self.Shape.NoFrame)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    # --- pages ------------------------------------------------------------------------------------------------------

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def show_pages(self, pictures: Sequence[bytes], *, keep_place: bool = False) -> None:
        """Show pages as PNG pictures drawn at the width asked for."""
        kept = self._page if keep_place else 0
        self._pages = [QPixmap() for _ in pictures]
        for page, picture in zip(self._pages, pictures, strict=True):
            page.loadFromData(picture)
        self._lay_out()
        self.go_to(min(kept, max(len(self._pages) - 1, 0)))
        self._tell()

    def clear(self) -> None:
        """Show nothing."""
        self.show_pages(())

    def go_to(self, page: int) -> None:
        """Bring a page, counted from 0, in sight."""
        if self._pages:
            self.verticalScrollBar().setValue(self._top(page) - self._gap)

    def step(self, pages: int) -> None:
        """Go some pages on, or back."""
        self.go_to(max(0, min(self._page + pages, len(self._pages) - 1)))

    # --- size -------------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """How many times the width of the view a page is wide."""
        return ZOOMS[self._zoom]

    def enlarge(self, steps: int) -> None:
        """Enlarge or shrink by some steps."""
        wanted = max(0, min(self._zoom + steps, len(ZOOMS) - 1))
        if wanted != self._zoom:
            self._zoom = wanted
            self._lay_out()
            self._ask()
            self._tell()

    @property
    def wanted_width(self) -> int:
        """The width, in pixels of the screen, pages should be drawn at."""
        return max(round(self._page_width() * self.devicePixelRatioF()), 200)

    def _page_width(self) -> int:
        return round((self.viewport().width() - 2 * self._gap) * self.zoom)

    def _ask(self) -> None:
        if self._page_width() > 0:
            self.width_asked.emit(self.wanted_width)

    @property
    def _gap(self) -> int:
        return theme.current().px(14)

    def _height(self, page: QPixmap) -> int:
        return round(self._page_width() * page.height() / max(page.width(), 1))

    def _top(self, number: int) -> int:
        return self._gap + sum(self._height(page) + self._gap for page in self._pages[:number])

    def _lay_out(self) -> None:
        size = self.viewport().size()
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        bars[0].setRange(0, max(self._top(len(self._pages)) - size.height(), 0))
        bars[0].setPageStep(size.height())
        bars[0].setSingleStep(theme.current().px(40))
        bars[1].setRange(0, max(self._page_width() + 2 * self._gap - size.width(), 0))
        bars[1].setPageStep(size.width())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width, then ask for sharper ones."""
        super().resizeEvent(event)
        self._lay_out()
        self._wait.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarge with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    # --- place ------------------------------------------------------------------------------------------------------

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max((n for n in range(len(self._pages)) if self._top(n) <= middle), default=0)
        if page != self._page:
            self._page = page
            self._tell()
        self.viewport().update()

    def _tell(self) -> None:
        count = len(self._pages)
        self.setAccessibleName(f"Xem trước văn bản, trang {self._page + 1} trong {count}" if count else "Xem trước")
        self.page_changed.emit(self._page + 1 if count else 0, count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight on the desk."""
        wear = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), wear.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number, page in enumerate(self._pages):
            place = QRect(self._gap, self._top(number), self._page_width(), self._height(page)).translated(-offset)
            if place.intersects(self.viewport().rect()):
                painter.setPen(wear.colour("line_strong"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
                painter.drawPixmap(place, page)
        painter.end()
