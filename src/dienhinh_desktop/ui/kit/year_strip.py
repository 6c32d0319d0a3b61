"""The strip of years on a record card: grade above, title and decision below, one year can be picked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.views import YearBox, YearState
from .. import theme
from .paint import grade_tokens, write, years_in_words


@dataclass(frozen=True, slots=True)
class YearCell:
    """One year: its box, and two lines below ("CSTĐ cơ sở", "QĐ 402")."""

    box: YearBox
    first: str
    second: str = ""


class YearStrip(QWidget):
    """Years side by side. `picked(year)` tells a year was clicked, or None when it was clicked again."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[YearCell, ...] = ()
        self.year: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Xếp loại các năm")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_years(self, cells: tuple[YearCell, ...]) -> None:
        """Show other years; the picked one stays picked where it is still there."""
        self._cells = cells
        if self.year not in [cell.box.year for cell in cells]:
            self.year = None
        self.setAccessibleName(f"Xếp loại các năm: {years_in_words(tuple(cell.box for cell in cells))}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of head and two lines."""
        return QSize(300, theme.current().px(86))

    def minimumSizeHint(self) -> QSize:
        """Allow narrow cards."""
        return QSize(150, theme.current().px(86))

    def _place(self, number: int) -> QRectF:
        gap = theme.current().px(6)
        width = (self.width() - gap * (len(self._cells) - 1)) / max(len(self._cells), 1)
        return QRectF(number * (width + gap), 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every year."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, cell in enumerate(self._cells):
            self._paint_cell(painter, self._place(number).adjusted(0.5, 0.5, -0.5, -0.5), cell)
        painter.end()

    def _paint_cell(self, painter: QPainter, place: QRectF, cell: YearCell) -> None:
        wear = theme.current()
        picked = cell.box.year == self.year
        outline = QPainterPath()
        outline.addRoundedRect(place, 5, 5)
        head = QRectF(place.left(), place.top(), place.width(), wear.px(29))
        ground, ink, word = _head_look(cell.box)
        painter.fillPath(outline, wear.colour("accent_soft" if picked else "surface"))
        painter.save()
        painter.setClipRect(head)
        painter.fillPath(outline, wear.colour(ground))
        painter.restore()
        edge = "accent" if picked or (self.hasFocus() and self.year is None) else "line"
        painter.setPen(QPen(wear.colour(edge), 2 if picked else 1))
        painter.drawPath(outline)
        inner = head.adjusted(wear.px(8), 0, -wear.px(8), 0)
        used = write(painter, inner, str(cell.box.year), token=ink, size="fs_caption", weight=600)
        if (
            wear.metrics("fs_caption", 600).horizontalAdvance(word) > inner.width() - used - wear.px(4)
            and cell.box.grade
        ):
            word = cell.box.grade.letter
        write(painter, inner, word, token=ink, size="fs_caption", weight=600, align=Qt.AlignmentFlag.AlignRight)
        line = QRectF(inner.left(), head.bottom() + wear.px(7), inner.width() + 2, wear.px(20))
        faint = cell.first.startswith("Không có")
        write(
            painter,
            line,
            cell.first,
            token="text2" if faint else "text",
            size="fs_caption",
            weight=400 if faint else 500,
        )
        write(painter, line.translated(0, wear.px(20)), cell.second, token="text2", size="fs_caption")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the year under the pointer."""
        for number, cell in enumerate(self._cells):
            if self._place(number).contains(event.position()):
                self._pick(None if cell.box.year == self.year else cell.box.year)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right pick the neighbouring year, Esc none."""
        years = [cell.box.year for cell in self._cells]
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and years:
            here = years.index(self.year) + step if self.year in years else (0 if step > 0 else len(years) - 1)
            self._pick(years[max(0, min(here, len(years) - 1))])
        elif event.key() == Qt.Key.Key_Escape and self.year is not None:
            self._pick(None)
        else:
            super().keyPressEvent(event)

    def _pick(self, year: int | None) -> None:
        self.year = year
        self.update()
        self.picked.emit(year)


def _head_look(box: YearBox) -> tuple[str, str, str]:
    if box.grade is not None and box.state is YearState.GRADED:
        ground, ink = grade_tokens(box.grade)
        return ("none_soft" if ground == "surface" else ground), ink, box.grade.short
    if box.state is YearState.MISSING:
        return "miss_soft", "miss", "?"
    if box.state is YearState.CONFLICT:
        return "warn_soft", "warn", "!"
    return "raised", "text3", "–" if box.state is YearState.NOT_YET else ""
