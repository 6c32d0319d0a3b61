"""Filter chips with live counts over a list, and the two-or-three-way switch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from .. import theme
from .boxes import row
from .flow import Flow, folding_policy
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
    """A row of chips, one of them on; it goes on in a second line where the room is short.

    `picked(key)` tells another was chosen.
    `menu_asked(key, place)`: the menu of a chip is asked for, at a place of the screen.
    """

    picked = Signal(str)
    menu_asked = Signal(str, object)

    def __init__(self, filters: Sequence[Filter], name: str = "Bộ lọc") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._chips: dict[str, _FilterChip] = {}
        self._further: list[str] = []
        self._put_away: set[str] = set()
        self._group = QButtonGroup(self)
        inside = Flow()
        self._inside = inside
        for described in filters:
            if described.apart:
                line = vline()
                line.setFixedHeight(theme.current().px(22))
                inside.addWidget(line)
            inside.addWidget(self._chip(described))
        self.setLayout(inside)
        self.setSizePolicy(folding_policy())
        self.choose(filters[0].key)
        self._group.buttonClicked.connect(lambda chip: self.picked.emit(chip.described.key))

    def _chip(self, described: Filter) -> _FilterChip:
        chip = _FilterChip(described)
        self._chips[described.key] = chip
        self._group.addButton(chip)
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(described.key, chip.mapToGlobal(at)))
        return chip

    def offer_further(self, filters: Sequence[Filter]) -> None:
        """Offer other chips after the first ones; a chip that is on and no longer offered gives way to the first."""
        if [self._chips[key].described for key in self._further] == list(filters):
            return
        on, had_focus = self.key, self.isAncestorOf(QApplication.focusWidget() or self)
        for key in self._further:
            chip = self._chips.pop(key)
            self._group.removeButton(chip)
            self._inside.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._further = [described.key for described in filters]
        for described in filters:
            self._inside.addWidget(self._chip(described))
        self.choose(on if on in self._chips else next(iter(self._chips)))
        if had_focus:
            self._chips[self.key].setFocus()

    def append(self, widget: QWidget) -> None:
        """Put words about the chips after the last one."""
        self._inside.addWidget(widget)

    def text_of(self, key: str) -> str:
        """Return the words of a chip."""
        return self._chips[key].described.text

    def _fit(self) -> None:
        """Show as many further chips as there is room for; the one that is on stays, and first ones give way to it."""
        first = [key for key in self._chips if key not in self._further and key not in self._put_away]
        room = self.width() - 3 * self._inside.spacing() - sum(self._room(key) for key in first)
        on = self.key if self.key in self._further else ""
        if on:
            room -= self._room(on)
        for key in reversed(first):
            gives_way = bool(on) and room < 0 and key != first[0]
            self._chips[key].setVisible(not gives_way)
            room += self._room(key) if gives_way else 0
        for key in self._further:
            if key != on:
                room -= self._room(key)
            self._chips[key].setVisible(key == on or room >= 0)

    def _room(self, key: str) -> int:
        return self._chips[key].sizeHint().width() + self._inside.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit()

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

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all chips, in their order."""
        return tuple(self._chips)

    def choose(self, key: str) -> None:
        """Switch a chip on without telling."""
        self._chips[key].setChecked(True)
        self._fit()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many each chip would leave."""
        for key, count in counts.items():
            if key in self._chips:
                self._chips[key].set_count(count)
        self._fit()

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a chip."""
        self._put_away = self._put_away - {key} if shown else self._put_away | {key}
        self._chips[key].setVisible(shown)
        self._fit()


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
