"""What ought to be looked at after cells were written: doubts and refusals, each with the way to its cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from .....domain.text import number_text
from .....domain.year_grid import CellKey, CellNote
from ....kit.boxes import Card, bare, clear, column, row
from ....kit.buttons import button, tool
from ....kit.labels import label
from ....kit.marks import Mark, MarkIcon

MOST = 30


class NotesCard(Card):
    """`cell_asked(key)`: the clerk wants to see a cell."""

    cell_asked = Signal(object)

    def __init__(self, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._name_of = name_of
        self._inside = column(gap=6, margins=(14, 10, 10, 12))
        self.body.addLayout(self._inside)
        self.notes: tuple[tuple[Mark, CellNote], ...] = ()
        self.hide()

    def tell(self, refused: Sequence[CellNote], doubts: Sequence[CellNote]) -> None:
        """Show refusals first; with nothing to say, go away."""
        clear(self._inside)
        self.notes = (*((Mark.BAD, note) for note in refused), *((Mark.WARN, note) for note in doubts))
        self.setVisible(bool(self.notes))
        if not self.notes:
            return
        head = row(label(f"{number_text(len(self.notes))} chỗ cần xem", "section"), None, gap=8)
        head.addWidget(tool("Đóng các chỗ cần xem", "x", self.close_notes))
        self._inside.addLayout(head)
        for mark, note in self.notes[:MOST]:
            self._inside.addWidget(self._line(mark, note))
        if len(self.notes) > MOST:
            rest = number_text(len(self.notes) - MOST)
            self._inside.addWidget(label(f"và {rest} ô nữa, có góc vàng trong lưới", "caption", wrap=True))

    def close_notes(self) -> None:
        """Put the card away."""
        self.tell((), ())

    def _line(self, mark: Mark, note: CellNote) -> QWidget:
        name, where = self._name_of(note.key[0]), note.key[1].words
        go = button(name, lambda: self._go(note.key), kind="line", tip=f"Xem ô {where} của {name}")
        go.setAccessibleName(f"{name}, {where}")
        go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sentence = f"{where[:1].upper()}{where[1:]}: {note.sentence}"
        words = column(go, label(sentence, "caption", wrap=True), gap=0)
        whole = row(column(MarkIcon(mark), None, margins=(0, 7, 0, 0)), gap=4)
        whole.addLayout(words, 1)
        return bare(whole)

    def _go(self, key: CellKey) -> None:
        self.cell_asked.emit(key)
