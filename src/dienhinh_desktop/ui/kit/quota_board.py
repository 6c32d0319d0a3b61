"""The board of quotas: who owes how many, how many there are as slots, and the word for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.plans import QuotaRow, QuotaVerdict
from ...domain.text import two_digits
from .. import theme
from .marks import QUOTAS, paint_mark
from .paint import hairline, paint_slots, write

_MOST_SLOTS = 24
_MOST_LINES = 4
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One line of the board: what the quota is, of whom, and its row."""

    title: str
    owner: str
    row: QuotaRow

    @property
    def bounds(self) -> str:
        """Write have against need: "5, cần 04–05"."""
        low, high = self.row.minimum, self.row.maximum
        if low is None and high is None:
            return str(self.row.have)
        if high is None or low == high:
            return f"{self.row.have}/{low}"
        return f"{self.row.have}, cần {two_digits(low or 0)}–{two_digits(high)}"

    @property
    def word(self) -> str:
        """Say how it stands: "Đủ", "Thiếu 1", "Vượt 1"."""
        row = self.row
        if row.verdict is QuotaVerdict.SHORT and row.minimum is not None:
            return f"Thiếu {max(row.minimum - row.have, 1)}"
        if row.verdict is QuotaVerdict.OVER and row.maximum is not None:
            return f"Vượt {row.have - row.maximum}"
        return row.verdict.label

    @property
    def over(self) -> int:
        """How many are more than allowed."""
        return max(self.row.have - self.row.maximum, 0) if self.row.maximum is not None else 0


def summary(rows: Sequence[QuotaRow]) -> str:
    """Count the quotas met, short and over: "Đủ 8, thiếu 5, vượt 1."."""
    words = ((QuotaVerdict.MET, "đủ"), (QuotaVerdict.SHORT, "thiếu"), (QuotaVerdict.OVER, "vượt"))
    counted = [(word, sum(row.verdict is verdict for row in rows)) for verdict, word in words]
    text = ", ".join(f"{word} {number}" for word, number in counted if number)
    return f"{text[0].upper()}{text[1:]}." if text else ""


class QuotaBoard(QWidget):
    """Paints the lines; it only shows, so it takes no focus and says itself whole."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[QuotaLine, ...] = ()
        self._heights: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[QuotaLine]) -> None:
        """Show other quotas."""
        self._lines = tuple(lines)
        self.setAccessibleName(
            "Chỉ tiêu. " + ". ".join(f"{line.title}, {line.owner}: {line.bounds}, {line.word}" for line in lines)
        )
        self._fit()
        self.update()

    def _fit(self) -> None:
        self._heights = [_height(line, self.width()) for line in self._lines]
        self.setFixedHeight(max(sum(self._heights), 1))

    def sizeHint(self) -> QSize:
        """Return the room of all lines."""
        return QSize(theme.current().px(300), max(sum(self._heights), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again: a long title takes two lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        top = 0
        for line, height in zip(self._lines, self._heights, strict=True):
            _paint(painter, QRect(0, top, self.width(), height), line)
            top += height
        painter.end()


def _places(width: int) -> tuple[int, int]:
    """Return where the counts and the words begin."""
    wear = theme.current()
    right = width - wear.px(82)
    return right - wear.px(104), right


def _title_room(width: int) -> int:
    return max(_places(width)[0] - theme.current().px(24), 40)


def _height(line: QuotaLine, width: int) -> int:
    return theme.current().px(28) + _title_height(line, width)


def _title_height(line: QuotaLine, width: int) -> int:
    metrics = theme.current().metrics("fs_body", 500)
    needed = metrics.boundingRect(QRect(0, 0, _title_room(width), 999), _WRAP, line.title).height()
    return min(needed, _MOST_LINES * metrics.lineSpacing())


def _paint(painter: QPainter, rect: QRect, line: QuotaLine) -> None:
    wear = theme.current()
    mark = QUOTAS[line.row.verdict]
    middle, right = _places(rect.width())
    words = QRect(wear.px(14), rect.top() + wear.px(5), _title_room(rect.width()), _title_height(line, rect.width()))
    painter.setFont(wear.font("fs_body", 500))
    painter.setPen(wear.colour("text"))
    painter.drawText(words, _WRAP, line.title)
    below = QRect(words.left(), rect.bottom() - wear.px(21), words.width(), wear.px(18))
    write(painter, below, line.owner, token="text2", size="fs_caption")
    count = QRect(middle, rect.top() + wear.px(4), right - middle - wear.px(8), wear.px(20))
    tone = "text" if line.row.verdict is QuotaVerdict.MET else mark.token
    write(painter, count, line.bounds, token=tone, weight=400 if tone == "text" else 600)
    if line.row.verdict is not QuotaVerdict.NOT_APPLICABLE and max(line.row.have, line.row.minimum or 0) <= _MOST_SLOTS:
        slots = QRectF(count.translated(0, wear.px(18)))
        paint_slots(painter, slots, line.row.have, line.row.minimum or 0, line.over)
    side = wear.px(15)
    box = QRectF(right + wear.px(4), rect.center().y() - side / 2, side, side)
    paint_mark(painter, mark, box)
    word = QRect(int(box.right()) + wear.px(6), rect.top(), rect.right() - int(box.right()) - wear.px(8), rect.height())
    write(painter, word, line.word, token=mark.token, size="fs_caption", weight=500)
    hairline(painter, rect.left() - 1, rect.right(), rect.bottom())
