"""Filter chips with live counts over a list, and the two-or-three-way switch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from .. import theme
from .boxes import row
from .labels import vline
from .marks import Mark, paint_mark
from .paint import write


@dataclass(frozen=True, slots=True)
class Filter:
    """One chip: its key, its words, and the status shape before them."""

    key: str
    text: str
    mark: Mark | None = None
    apart: bool = False
    """Whether a hairline stands before it: another kind of question."""
    tip: str = ""
    """What exactly it leaves, where the words are short."""


class _FilterChip(QPushButton):
    """A chip that draws shape, words and count itself, so that the count can be lighter than the words."""

    def __init__(self, described: Filter) -> None:
        super().__init__()
        self.described = described
        self.count: int | None = None
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "filter")
        self.setAccessibleName(described.text)
        self.setToolTip(described.tip)
        self.setAccessibleDescription(described.tip)

    def set_count(self, count: int | None) -> None:
        self.count = count
        self.setAccessibleName(f"{self.described.text}, {count}" if count is not None else self.described.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wear = theme.current()
        metrics = wear.metrics("fs_body", 600)
        width = metrics.horizontalAdvance(self.described.text) + wear.px(22)
        if self.described.mark:
            width += wear.px(20)
        if self.count is not None:
            width += wear.metrics("fs_caption", 600).horizontalAdvance(str(self.count)) + wear.px(8)
        return QSize(width, wear.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        wear = theme.current()
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        token, weight = ("accent", 600) if self.isChecked() else ("text", 400)
        inner = self.rect().adjusted(wear.px(11), 0, -wear.px(10), 0)
        if self.described.mark:
            side = wear.px(14)
            box = QRectF(inner.left() - 2, inner.center().y() - side / 2 + 0.5, side, side)
            paint_mark(painter, self.described.mark, box)
            inner.setLeft(inner.left() + wear.px(19))
        count = "" if self.count is None else str(self.count)
        room = wear.metrics("fs_caption", 600).horizontalAdvance(count) + wear.px(8) if count else 0
        used = write(painter, inner.adjusted(0, 0, -room, 0), self.described.text, token=token, weight=weight)
        if count:
            inner.setLeft(inner.left() + used + wear.px(8))
            faint = "accent" if self.isChecked() else "text2"
            write(painter, inner, count, token=faint, size="fs_caption", weight=500)
        painter.end()


class ToggleChip(_FilterChip):
    """A chip that stands alone: on it leaves some rows, off it leaves all. `toggled(on)` tells."""


class FilterChips(QWidget):
    """A row of chips, one of them on. `picked(key)` tells another was chosen."""

    picked = Signal(str)

    def __init__(self, filters: Sequence[Filter], name: str = "Bộ lọc") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._chips: dict[str, _FilterChip] = {}
        self._group = QButtonGroup(self)
        inside = row(gap=6)
        for described in filters:
            if described.apart:
                line = vline()
                line.setFixedHeight(theme.current().px(22))
                inside.addWidget(line)
            chip = _FilterChip(described)
            self._chips[described.key] = chip
            self._group.addButton(chip)
            inside.addWidget(chip)
        inside.addStretch(1)
        self.setLayout(inside)
        self.choose(filters[0].key)
        self._group.buttonClicked.connect(lambda chip: self.picked.emit(chip.described.key))

    @property
    def key(self) -> str:
        """The key of the chip that is on."""
        chip = self._group.checkedButton()
        assert isinstance(chip, _FilterChip)
        return chip.described.key

    @property
    def text(self) -> str:
        """The words of the chip that is on."""
        return self._chips[self.key].described.text

    def choose(self, key: str) -> None:
        """Switch a chip on without telling."""
        self._chips[key].setChecked(True)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many each chip would leave."""
        for key, count in counts.items():
            self._chips[key].set_count(count)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a chip."""
        self._chips[key].setVisible(shown)


class Segmented(QWidget):
    """A switch of two or three parts. `picked(key)` tells another was chosen."""

    picked = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        inside = row(gap=0)
        for place, (key, text) in enumerate(parts):
            part = QPushButton(text)
            part.setAutoDefault(False)
            part.setCheckable(True)
            part.setProperty("kind", "seg")
            part.setProperty("part", "first" if place == 0 else "last" if place == len(parts) - 1 else "mid")
            part.setAccessibleName(f"{name}: {text}")
            part.setSizePolicy(part.sizePolicy().horizontalPolicy(), part.sizePolicy().verticalPolicy())
            self._buttons[key] = part
            group.addButton(part)
            inside.addWidget(part)
        self.setLayout(inside)
        inside.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.choose(parts[0][0])
        group.buttonClicked.connect(lambda _part: self.take(self.key))

    @property
    def key(self) -> str:
        """The key of the part that is on."""
        return next(key for key, part in self._buttons.items() if part.isChecked())

    def choose(self, key: str) -> None:
        """Switch a part on without telling."""
        self._buttons[key].setChecked(True)
        self.setProperty("by_hand", False)

    def take(self, key: str) -> None:
        """Switch a part on as a hand does."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self.setProperty("by_hand", True)
            self.picked.emit(key)
