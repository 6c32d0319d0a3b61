"""The doubtful wordings of a plan, each with the reading chosen for a round; what is not the default is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from ...domain.plans import Reading
from .boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from .buttons import button
from .labels import hairline, label
from .reading_choice import ReadingChoice

DEFAULT = "mặc định"
_NONE = "Kế hoạch này không có chỗ nào phải chọn cách hiểu."


class ReadingsCard(Card):
    """`changed()`: another reading was chosen. `off_default` holds the choices that are not the default."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, ReadingChoice] = {}
        self._marks: dict[str, QLabel] = {}
        self.head = CardHead("Cách hiểu")
        self._lines = column(gap=14, margins=(14, 10, 14, 14))
        self.sum = label("", "second", wrap=True)
        self.back = button("Về mặc định", self.back_to_default, kind="small")
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(Scroll(bare(column(self._lines, None, gap=0)), "Các chỗ phải chọn cách hiểu"), 1)
        foot = row(gap=8, margins=(14, 7, 10, 7))
        foot.addWidget(self.sum, 1)
        foot.addWidget(self.back)
        self.body.addWidget(Box(foot, "foot"))
        self._say()

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show the readings of a plan, all at their default."""
        clear(self._lines)
        self.choices, self._marks = {}, {}
        for reading in readings:
            self._add(reading)
        if not readings:
            self._lines.addWidget(label(_NONE, "second", wrap=True))
        self._say()

    def _add(self, reading: Reading) -> None:
        made = ReadingChoice(reading, DEFAULT)
        mark = label("khác mặc định", "warn")
        mark.hide()
        made.head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        made.picked.connect(lambda _option: self._picked(reading.code))
        self.choices[reading.code], self._marks[reading.code] = made, mark
        self._lines.addWidget(made)

    def _picked(self, code: str) -> None:
        self._marks[code].setVisible(self.choices[code].changed)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count, off = len(self.choices), len(self.off_default)
        self.sum.setText(f"{off} trong {count} chỗ khác mặc định" if off else f"Cả {count} chỗ theo mặc định")
        self.sum.setVisible(bool(count))
        self.back.setVisible(bool(off))

    @property
    def off_default(self) -> dict[str, str]:
        """The option chosen of every reading that is not at its default, by the reading's code."""
        return {code: made.chosen for code, made in self.choices.items() if made.changed}

    def choose(self, readings: Mapping[str, str]) -> None:
        """Choose these, and the default of every other."""
        for code, made in self.choices.items():
            made.choose(readings.get(code, made.reading.default))

    def back_to_default(self) -> None:
        """Choose the default everywhere."""
        self.choose({})
