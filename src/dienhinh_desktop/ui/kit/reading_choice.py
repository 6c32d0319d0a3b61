"""A doubtful wording with its readings as radio buttons, the default named."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ...domain.plans import Option, Reading
from .boxes import column, row
from .fields import helped_by
from .labels import label
from .options import option_line

_TOP = Qt.AlignmentFlag.AlignTop


class ReadingChoice(QWidget):
    """One reading. `picked(option)`: an option was chosen. `default_words` stand under the default option."""

    picked = Signal(str)

    def __init__(self, reading: Reading, default_words: str, *, coded: bool = True) -> None:
        super().__init__()
        self.reading = reading
        self.chosen = reading.default
        self._default_words = default_words
        self.head = row(gap=8)
        if coded:
            self.head.addWidget(label(reading.code, "miss"), 0, _TOP)
        self.head.addWidget(label(reading.wording, "strong", wrap=True), 1)
        self.inside = column(self.head, gap=5)
        self._group = QButtonGroup(self)
        self.radios: dict[str, QRadioButton] = {}
        for option in reading.options:
            self.inside.addLayout(self._option(option))
        self.setLayout(self.inside)

    def _option(self, option: Option) -> QHBoxLayout:
        radio = QRadioButton()
        helped_by(radio, "plans.reading")
        radio.setChecked(option.code == self.reading.default)
        radio.toggled.connect(lambda on: self._choose(option.code) if on else None)
        self._group.addButton(radio)
        self.radios[option.code] = radio
        return option_line(option.text, radio, self._default_words if option.code == self.reading.default else "")

    @property
    def changed(self) -> bool:
        """Whether another option than the default is chosen."""
        return self.chosen != self.reading.default

    def choose(self, option: str) -> None:
        """Choose an option as a click would; one the reading does not have leaves it as it is."""
        if option in self.radios:
            self.radios[option].setChecked(True)

    def _choose(self, option: str) -> None:
        self.chosen = option
        self.picked.emit(option)
