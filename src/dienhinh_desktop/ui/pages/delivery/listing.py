"""The units below with where each stands, filtered by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ....domain.packages import PackageState, UnitStanding
from ...kit.boxes import Box, Card, column, row
from ...kit.buttons import button, retitle
from ...kit.chips import Filter, FilterChips
from ...kit.columns import Align, CellKind, Column
from ...kit.marks import Mark
from ...kit.table import Table

STATES = {
    PackageState.NOT_SENT: Mark.HOLLOW,
    PackageState.RECEIVED: Mark.INFO,
    PackageState.RETURNED: Mark.WARN,
    PackageState.MERGED: Mark.OK,
}
_ALL = "tat_ca"


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(key="unit", heading="Đơn vị", text=lambda r: r.name, kind=CellKind.NAME, least=130),
        Column(
            key="state",
            heading="Trạng thái",
            text=lambda r: r.state.label,
            value=lambda r: STATES[r.state],
            kind=CellKind.CHIP,
            width=112,
        ),
        Column(
            key="when",
            heading="Nhận lúc, hạn",
            text=lambda r: r.when,
            tone=lambda r: "bad" if r.late and r.state in (PackageState.NOT_SENT, PackageState.RETURNED) else "text",
            sort=lambda r: (r.due.isoformat() if r.due else "", r.when),
            width=138,
            optional=True,
        ),
        Column(
            key="subjects",
            heading="Mục",
            text=lambda r: str(r.package.subjects) if r.package else "–",
            sort=lambda r: r.package.subjects if r.package else -1,
            width=44,
            optional=True,
            align=Align.RIGHT,
        ),
    ]


class Listing(QWidget):
    """The list; its `chips` stand above the page. `reminders_asked()`, `template_asked()` tell what is wanted."""

    reminders_asked = Signal()
    template_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[UnitStanding, ...] = ()
        chips = [Filter(_ALL, "Tất cả"), *(Filter(state.value, state.label, STATES[state]) for state in PackageState)]
        self.chips = FilterChips(chips, "Trạng thái của đơn vị")
        self.chips.picked.connect(lambda _key: self._fill())
        self.table = Table(
            "Đơn vị dưới",
            columns(),
            key=lambda r: r.unit,
            described=lambda r: f"{r.state.label}, {r.when}",
            row_height=44,
        )
        self.remind = button("Soạn lời nhắc", self.reminders_asked.emit, kind="small")
        self.template = button("Gửi mẫu", self.template_asked.emit, icon="file-spreadsheet", kind="small")
        card = Card()
        card.body.addWidget(self.table, 1)
        card.body.addWidget(Box(row(self.remind, None, self.template, margins=(10, 5, 10, 5)), "foot"))
        self.setLayout(column(card))

    def show_rows(self, rows: Sequence[UnitStanding], wanted: str | None = None) -> None:
        """Show where the units stand; `wanted` is the unit to take in hand."""
        self._rows = tuple(rows)
        counts = Counter(item.state.value for item in rows)
        self.chips.set_counts({_ALL: len(rows), **{state.value: counts[state.value] for state in PackageState}})
        owing = sum(bool(item.owed) for item in rows)
        retitle(self.remind, f"Soạn lời nhắc cho {owing} đơn vị")
        self.remind.setEnabled(bool(owing))
        self._fill()
        if wanted is not None:
            self.table.choose(wanted)

    def _fill(self) -> None:
        key = self.chips.key
        self.table.show_rows([item for item in self._rows if key in (_ALL, item.state.value)], choose_first=True)
