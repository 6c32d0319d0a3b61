"""Pages of a paper as they will leave: pictures under one another on a desk, fitted to the width or enlarged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from .. import theme
from .marks import Mark, paint_mark

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""How large pages are shown, in parts of their real size; besides, they fit the width of the view ("Vừa trang")."""
_SHORT, _LONG = 210 / 25.4, 297 / 25.4
"""Sides of an A4 sheet in inches; a picture wider than high is one lying down."""
_WAIT = 150
Place = tuple[int, float, float, float, float]
"""A page from 0, then left, top, width, height in parts of the page."""


class PagesView(QAbstractScrollArea):
    """`width_asked(pixels)`: pages are wanted that wide. `page_changed(page, pages)`: another page is in sight."""

    width_asked = Signal(int)
    page_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QPixmap] = []
        self._scale: float | None = None
        self._page = 0
        self._found: list[Place] = []
        self._at = 0
        self._marks: list[Place] = []
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
        if not keep_place:
            self._found, self._marks = [], []
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
    def fits(self) -> bool:
        """Whether pages fit the width of the view."""
        return self._scale is None

    @property
    def zoom(self) -> float:
        """How large the page in sight is shown, in parts of its real size."""
        if self._scale is not None or not self._pages:
            return self._scale or 1.0
        return self._width(self._pages[self._page]) / self._real(self._pages[self._page])

    def enlarge(self, steps: int) -> None:
        """Enlarge or shrink to the next step."""
        here = self.zoom
        further = [size for size in ZOOMS if size > here * 1.01] if steps > 0 else [s for s in ZOOMS if s < here * 0.99]
        if further:
            self.show_at(further[0] if steps > 0 else further[-1])

    def show_at(self, scale: float | None) -> None:
        """Show pages so large; None fits them to the width."""
        if scale != self._scale:
            kept = self._page
            self._scale = scale
            self._lay_out()
            self.go_to(kept)
            self._ask()
            self._tell()

    @property
    def wanted_width(self) -> int:
        """The width, in pixels of the screen, pages should be drawn at."""
        return max(round(self._widest() * self.devicePixelRatioF()), 200)

    def _fitting(self) -> int:
        return self.viewport().width() - 2 * self._gap

    def _real(self, page: QPixmap) -> float:
        return (_LONG if page.width() > page.height() else _SHORT) * self.logicalDpiX()

    def _width(self, page: QPixmap) -> int:
        return self._fitting() if self._scale is None else round(self._real(page) * self._scale)

    def _widest(self) -> int:
        return max((self._width(page) for page in self._pages), default=self._fitting())

    def _ask(self) -> None:
        if self._widest() > 0:
            self.width_asked.emit(self.wanted_width)

    @property
    def _gap(self) -> int:
        return theme.current().px(14)

    def _height(self, page: QPixmap) -> int:
        return round(self._width(page) * page.height() / max(page.width(), 1))

    def _top(self, number: int) -> int:
        return self._gap + sum(self._height(page) + self._gap for page in self._pages[:number])

    def _lay_out(self) -> None:
        size = self.viewport().size()
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        bars[0].setRange(0, max(self._top(len(self._pages)) - size.height(), 0))
        bars[0].setPageStep(size.height())
        bars[0].setSingleStep(theme.current().px(40))
        bars[1].setRange(0, max(self._widest() + 2 * self._gap - size.width(), 0))
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

    # --- words found, and marks -------------------------------------------------------------------------------------

    def show_found(self, places: Sequence[Place]) -> None:
        """Tint the places of words that were looked for, and bring the first in sight."""
        self._found, self._at = list(places), 0
        self._show_place()

    def next_found(self) -> int:
        """Bring the next place in sight; return its number from 1, 0 where there is none."""
        self._at = (self._at + 1) % len(self._found) if self._found else 0
        self._show_place()
        return self._at + 1 if self._found else 0

    def show_marks(self, places: Sequence[Place]) -> None:
        """Mark places where something is wrong."""
        self._marks = list(places)
        self.viewport().update()

    def _show_place(self) -> None:
        if self._found and self._found[self._at][0] < len(self._pages):
            number, _left, top, _width, _high = self._found[self._at]
            place = self._top(number) + round(top * self._height(self._pages[number]))
            self.verticalScrollBar().setValue(place - self.viewport().height() // 3)
        self.viewport().update()

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
            left = max(self._gap, (self.viewport().width() - self._width(page)) // 2)
            place = QRect(left, self._top(number), self._width(page), self._height(page)).translated(-offset)
            if place.intersects(self.viewport().rect()):
                painter.setPen(wear.colour("line_strong"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
                painter.drawPixmap(place, page)
                self._paint_places(painter, number, place)
        painter.end()

    def _paint_places(self, painter: QPainter, number: int, page: QRect) -> None:
        wear = theme.current()
        for at, found in enumerate(self._found):
            if found[0] == number:
                tint = wear.colour("accent" if at == self._at else "warn")
                tint.setAlpha(90)
                painter.fillRect(_box(found, page), tint)
        for mark in self._marks:
            if mark[0] == number:
                box = _box(mark, page)
                painter.setPen(QPen(wear.colour("bad"), 2))
                painter.drawRect(box.adjusted(-3, -2, 3, 2))
                side = wear.px(15)
                paint_mark(painter, Mark.BAD, QRectF(box.right() + 6, box.center().y() - side / 2, side, side))


def _box(place: Place, page: QRect) -> QRectF:
    _number, left, top, width, high = place
    return QRectF(
        page.left() + left * page.width(), page.top() + top * page.height(), width * page.width(), high * page.height()
    )
