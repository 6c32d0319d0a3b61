"""The board of quotas: who owes how many, how many there are as slots, and the word for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.plans import QuotaRow, QuotaVerdict
from ...domain.text import two_digits
from .. import theme
from .boxes import clear, column
from .line_button import LineButton
from .marks import QUOTAS, paint_mark
from .paint import hairline, paint_slots, write

_MOST_SLOTS = 24
_MOST_LINES = 4
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One line of the board: what the quota is, of whom, and its row.

    `units`: of how many units, asked each for itself, so many meet it; `subjects`: whom it counts;
    `part`: one sub-count of the line above; `waived`: something was granted about it.
    """

    title: str
    owner: str
    row: QuotaRow
    units: tuple[int, int] | None = None
    subjects: tuple[str, ...] = ()
    part: bool = False
    waived: bool = False

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """What names the line among others."""
        return self.row.code, self.row.unit or "", self.row.year, self.title

    @property
    def bounds(self) -> str:
        """Write have against need: "5, cần 04–05"."""
        if self.units is not None:
            return f"{self.units[0]}/{self.units[1]} nơi đủ"
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
        if self.units is not None and row.verdict is QuotaVerdict.SHORT:
            return f"Thiếu {self.units[1] - self.units[0]} nơi"
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


class QuotaLineButton(LineButton):
    """One line of the board; pressed, it leaves the candidates it counts."""

    def __init__(self, line: QuotaLine, pressed: Callable[[], None], asked: Callable[[QPoint], None]) -> None:
        super().__init__(f"{line.title}, {line.owner}: {line.bounds}, {line.word}", line.row.message)
        self.line = line
        self._asked = asked
        self.setCheckable(True)
        self.clicked.connect(lambda _checked=False: pressed())

    def sizeHint(self) -> QSize:
        """Return the room of the line at the width there is: a long title takes two lines."""
        return QSize(theme.current().px(300), _height(self.line, max(self.width(), theme.current().px(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(_height(self.line, self.width()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what else may be done about the quota."""
        self._asked(event.globalPos())

    def paint_line(self, painter: QPainter) -> None:
        """Draw the line, tinted where its candidates are shown."""
        if self.isChecked():
            wear = theme.current()
            painter.fillRect(self.rect(), wear.colour("accent_soft"))
            painter.fillRect(QRect(0, 0, 3, self.height()), wear.colour("accent"))
        _paint(painter, self.rect(), self.line)


class QuotaBoard(QWidget):
    """The lines one under the other. `picked(line)`: another is in hand, None when it was put down again.

    `menu_asked(line, place)`: the right button, or the menu key.
    """

    picked = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=0)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons: list[QuotaLineButton] = []

    def show_lines(self, lines: Sequence[QuotaLine]) -> None:
        """Show other quotas; the line in hand stays in hand where it still stands."""
        kept = self.current()
        clear(self._column)
        self.buttons = []
        for line in lines:
            made = QuotaLineButton(line, *self._doings(line))
            made.setChecked(kept is not None and kept.key == line.key)
            self.buttons.append(made)
            self._column.addWidget(made)
        self.setAccessibleName(
            "Chỉ tiêu. " + ". ".join(f"{line.title}, {line.owner}: {line.bounds}, {line.word}" for line in lines)
        )

    def _doings(self, line: QuotaLine) -> tuple[Callable[[], None], Callable[[QPoint], None]]:
        return lambda: self._pick(line), lambda place: self.menu_asked.emit(line, place)

    def pick(self, line: QuotaLine) -> None:
        """Take a line in hand as a press would."""
        made = next(made for made in self.buttons if made.line.key == line.key)
        made.setChecked(True)
        self._pick(made.line)

    def _pick(self, line: QuotaLine) -> None:
        for made in self.buttons:
            if made.line is not line:
                made.setChecked(False)
        self.picked.emit(self.current())

    def current(self) -> QuotaLine | None:
        """Return the line in hand, or None."""
        return next((made.line for made in self.buttons if made.isChecked()), None)

    def put_down(self) -> None:
        """Take no line in hand, without telling."""
        for made in self.buttons:
            made.setChecked(False)


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
