"""What the forms share that name a decision: its day and issuer known from its number, its scan kept once for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from ....domain.proofs import KnownScan
from ....domain.year_grid import CommonDecision
from ...kit.fields import TextField
from .panel import FormPanel
from .proofs.field import FilesField, Picked, files

FILES = "files"
"""Key of the field for the files that prove what is entered."""


class DecidedForm(FormPanel):
    """`numbered(number, turn)`: a decision number was given in the form of that `turn`.

    `choose_files` asks the clerk for files; `picked` are those to be kept, `held` names those that prove it already.
    """

    numbered = Signal(str, int)

    choose_files: Callable[[], list[Path]] = staticmethod(list)
    picked: tuple[Picked, ...] = ()
    held: tuple[str, ...] = ()

    def add_files(self) -> None:
        """Add the field for files, and hear of the number above it."""
        self.add(FILES, "Tệp minh chứng", files("Tệp minh chứng", lambda: self.choose_files(), self.held))
        number = self.inputs.get("decision")
        if number is not None and isinstance(number.widget, TextField):
            given = number.widget
            given.editingFinished.connect(lambda: self.numbered.emit(given.text(), self.turn))

    def fill_decision(self, known: CommonDecision, turn: int) -> None:
        """Fill day and issuer of a known number where they are empty; what was typed stays."""
        if turn != self.turn:
            return
        values, faults = self.read()
        for key, value in (("date", known.day), ("issuer", known.issuer)):
            if value is not None and key in self.inputs and key not in faults and values.get(key) is None:
                self.inputs[key].write(value)

    def offer_scans(self, found: tuple[KnownScan, ...], turn: int) -> None:
        """Offer the scans already kept with the decision written."""
        made = self.inputs.get(FILES)
        if turn == self.turn and made is not None and isinstance(made.widget, FilesField):
            made.widget.offer([scan for scan in found if scan.caption not in self.held])
