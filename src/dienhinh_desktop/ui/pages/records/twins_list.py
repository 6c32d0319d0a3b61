"""Có thể trùng: the pairs that may be one, with their reasons, and what can be done about the pair in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.identity import Twins
from ....domain.records import Subject
from ...kit.boxes import Box, column, row
from ...kit.buttons import button
from ...kit.columns import CellKind, Column, Group
from ...kit.labels import FoldLabel
from ...kit.notice import Empty
from ...kit.table import Table

_NONE = "Không có cặp hồ sơ nào giống nhau đến mức có thể là một."


class TwinsList(QWidget):
    """`chosen(pair)`: another pair is in hand; `merge_asked(pair)`, `apart_asked(pair)`: what the clerk decided."""

    chosen = Signal(object)
    merge_asked = Signal(object)
    apart_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._units: Mapping[str, str] = {}
        self.table = Table("Các cặp có thể trùng", self._columns(), key=lambda pair: pair.key, row_height=44)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.stage.addWidget(Empty(_NONE))
        self.why = FoldLabel("", "second")
        self.apart = button("Không phải một", lambda: self._tell(self.apart_asked))
        self.merge = button("Gộp…", lambda: self._tell(self.merge_asked), kind="primary")
        foot = row(margins=(12, 6, 12, 6))
        foot.addWidget(self.why, 1)
        foot.addWidget(self.apart)
        foot.addWidget(self.merge)
        inside = column(gap=0)
        inside.addWidget(self.stage, 1)
        inside.addWidget(Box(foot, "foot"))
        self.setLayout(inside)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self.merge_asked.emit)

    def _columns(self) -> tuple[Column, ...]:
        return (
            self._record_column("one", "Hồ sơ", lambda pair: pair.one),
            self._record_column("other", "Có thể là một với", lambda pair: pair.other),
            Column(
                key="why",
                heading="Vì",
                text=lambda pair: ", ".join(pair.reasons),
                kind=CellKind.TWO_LINE,
                value=lambda pair: ", ".join(pair.against),
                tip=lambda pair: pair.words,
                least=120,
            ),
        )

    def _record_column(self, key: str, heading: str, one_of: Callable[[Twins], Subject]) -> Column:
        def about(pair: Twins) -> str:
            return self._about(one_of(pair))

        return Column(
            key=key,
            heading=heading,
            text=lambda pair: one_of(pair).name,
            kind=CellKind.TWO_LINE,
            value=about,
            tip=about,
            least=150,
        )

    def _about(self, subject: Subject) -> str:
        unit = self._units.get(subject.unit or "", "")
        return " · ".join(part for part in (str(subject.birth or ""), unit, subject.code) if part)

    def show_pairs(self, pairs: Sequence[Twins], units: Mapping[str, str]) -> None:
        """Show the pairs, the surest first; `units` names the units by code."""
        self._units = units
        self.table.show_rows(_grouped(pairs), choose_first=True)
        self.stage.setCurrentIndex(0 if pairs else 1)
        self._chosen(self.table.current())

    def _chosen(self, pair: Twins | None) -> None:
        self.why.setText(f"Vì {pair.words}" if pair else "")
        for made in (self.apart, self.merge):
            made.setEnabled(pair is not None)
        self.chosen.emit(pair)

    def _tell(self, signal: SignalInstance) -> None:
        pair = self.table.current()
        if isinstance(pair, Twins):
            signal.emit(pair)


def _grouped(pairs: Sequence[Twins]) -> Iterator[Twins | Group]:
    for likeness, members in groupby(pairs, key=lambda pair: pair.likeness):
        block = list(members)
        yield Group(f"{likeness.label} là một", f"{len(block)} cặp")
        yield from block
