"""Which entries of the record a file proves: all of them with a tick each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .....domain.proofs import ProofCard
from ....kit.boxes import Box, column, row
from ....kit.buttons import button
from ....kit.columns import CellKind, Column
from ....kit.labels import ElideLabel, hairline
from ....kit.table import Table
from ..card_rows import EntryRow

_COLUMNS = (
    Column(key="tick", heading="", text=lambda _row: "", kind=CellKind.CHECK, width=34),
    Column(key="year", heading="Năm", text=lambda row: str(row.year or ""), width=52),
    Column(key="text", heading="Dùng cho", text=lambda row: row.text, tip=lambda row: row.text, least=150),
    Column(key="decision", heading="Số quyết định", text=lambda row: row.decision, width=120, optional=True),
)


class TiesPanel(QWidget):
    """`written(file, entries)`: the file is to prove just these. `left`: nothing is to change."""

    written = Signal(int, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._file = 0
        self.title = ElideLabel("", "strong")
        self.table = Table("Các mục dùng minh chứng này", _COLUMNS, key=lambda row: row.key)
        self.keep = button("Ghi", self._write, kind="primary")
        self.give_up = button("Thôi", self.left.emit)
        foot = Box(row(None, self.give_up, self.keep, margins=(12, 4, 12, 4)), "foot")
        inside = column(column(self.title, margins=(14, 8, 14, 6)), hairline(), gap=0)
        inside.addWidget(self.table, 1)
        inside.addWidget(foot)
        self.setLayout(inside)
        self.table.opened.connect(lambda found: self.table.things.toggle(self.table.things.find(found.key) or 0))

    def show_file(self, card: ProofCard, rows: Sequence[EntryRow]) -> None:
        """Offer the entries, those the file proves ticked and first."""
        self._file = card.file.id or 0
        tied = {(use.table, use.id) for use in card.uses}
        self.title.setText(f"{card.caption} dùng cho:")
        self.table.things.ticked = set(tied)
        self.table.show_rows(_first(rows, tied), choose_first=True)
        self.table.setFocus()

    def _write(self) -> None:
        self.written.emit(self._file, tuple(sorted(self.table.things.ticked)))


def _first(rows: Iterable[EntryRow], tied: set[tuple[str, int]]) -> list[EntryRow]:
    return sorted(rows, key=lambda found: found.key not in tied)
