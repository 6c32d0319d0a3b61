"""A heading of two levels: a year over the columns that belong to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from .. import theme
from .paint import hairline, upright, write

HEIGHT = 50
_UPPER = 28


class TwoLevelHeader(QHeaderView):
    """`group_of` names the group of a section; neighbours of one group share its words, "" takes both levels.

    `lit` is the group in hand. Sections cannot be moved or sized.
    """

    def __init__(self, group_of: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._group_of = group_of
        self._lit = ""
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(theme.current().px(HEIGHT))

    def light(self, group: str) -> None:
        """Tint the group in hand."""
        if group != self._lit:
            self._lit = group
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height of both levels."""
        return QSize(super().sizeHint().width(), theme.current().px(HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a section and its part of the group above it."""
        wear, group = theme.current(), self._group_of(section)
        lit = bool(group) and group == self._lit
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, wear.colour("accent_soft" if lit else "raised"))
        hairline(painter, rect.left() - 1, rect.right(), rect.bottom())
        if not group:
            inner = rect.adjusted(wear.px(12), 0, -wear.px(6), 0)
            write(painter, inner, words, token="text2", size="fs_caption", weight=500)
        else:
            self._paint_levels(painter, rect, section, group, words, lit=lit)
        painter.restore()

    def _paint_levels(self, painter: QPainter, rect: QRect, section: int, group: str, words: str, *, lit: bool) -> None:
        wear = theme.current()
        upper = wear.px(_UPPER)
        whole = self._span(section, group, rect)
        centre = Qt.AlignmentFlag.AlignHCenter
        above = QRect(whole.left(), rect.top(), whole.width(), upper)
        if wear.metrics("fs_body", 600).horizontalAdvance(group) <= above.width():  # else it is scrolled out of sight
            write(painter, above, group, token="accent" if lit else "text", weight=600, align=centre)
        below = QRect(rect.left() + 2, rect.top() + upper - 4, rect.width() - 4, rect.height() - upper)
        write(painter, below, words, token="accent" if lit else "text2", size="fs_caption", align=centre)
        starts = rect.left() == whole.left()
        top = rect.top() if starts else rect.top() + upper - 2
        upright(painter, rect.left(), top, rect.bottom(), "scroll" if starts else "line")

    def _span(self, section: int, group: str, rect: QRect) -> QRect:
        """Return the rectangle of all sections of a group, as far as it is seen."""
        first = last = section
        while first > 0 and self._group_of(first - 1) == group:
            first -= 1
        while last + 1 < self.count() and self._group_of(last + 1) == group:
            last += 1
        left = rect.left() - sum(self.sectionSize(n) for n in range(first, section))
        whole = QRect(left, rect.top(), sum(self.sectionSize(n) for n in range(first, last + 1)), rect.height())
        return whole.intersected(QRect(0, rect.top(), self.viewport().width(), rect.height()))
