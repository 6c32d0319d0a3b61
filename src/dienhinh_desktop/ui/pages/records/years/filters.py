"""The filters over the year grid: which kind of subjects, what of each year, which unit, only those still lacking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from .....domain.records import SubjectKind
from .....domain.text import number_text
from .....domain.year_grid import GridField, GridQuery, YearGrid
from ....kit.boxes import row
from ....kit.chips import Filter, ToggleChip
from ....kit.fields import Choice, Option
from ....kit.labels import ElideLabel, label
from ....kit.marks import Mark

COUNTED = {SubjectKind.PERSON: "người", SubjectKind.COLLECTIVE: "tập thể", SubjectKind.HOUSEHOLD: "hộ"}
"""What the subjects of a grid are counted as."""

_KINDS = tuple((kind.value, kind.label) for kind in COUNTED)
_BOTH, _STATES, _TITLES = "xep_loai_danh_hieu", "tinh_trang_ho", "danh_hieu"
_MODES: dict[str, tuple[str, tuple[GridField, ...]]] = {
    _BOTH: ("Xếp loại và danh hiệu", (GridField.GRADE, GridField.TITLE)),
    _STATES: ("Tình trạng hộ", (GridField.STATE,)),
    _TITLES: ("Danh hiệu", (GridField.TITLE,)),
}
_MISSING = Filter("missing", "Chỉ người còn thiếu", Mark.MISS, tip="Còn năm đã khóa mà chưa ghi")


class Filters(QWidget):
    """`changed`: another grid is wanted. `narrowed`: only some rows, or all of them again."""

    changed = Signal()
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Lọc lưới")
        self.kind = Choice("Xem", _KINDS, width=116)
        self.mode = Choice("Nhập", width=178)
        self.unit = Choice("Đơn vị", (("", "Mọi đơn vị"),), width=164)
        self.only = ToggleChip(_MISSING)
        self.count = ElideLabel("", "second")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside = row(gap=8)
        for words, field in (("Xem:", self.kind), ("Nhập:", self.mode), ("Đơn vị:", self.unit)):
            inside.addWidget(label(words, "second", buddy=field))
            inside.addWidget(field)
        inside.addWidget(self.only)
        inside.addWidget(self.count, 1)
        self.setLayout(inside)
        self._offer_modes()
        self.kind.picked.connect(lambda _key: self._kind_picked())
        self.mode.picked.connect(lambda _key: self.changed.emit())
        self.unit.picked.connect(lambda _key: self.changed.emit())
        self.only.toggled.connect(lambda _on: self.narrowed.emit())

    @property
    def query(self) -> GridQuery:
        """What the filters ask for."""
        fields = _MODES[self.mode.key][1]
        return GridQuery(kind=SubjectKind(self.kind.key), fields=fields, unit=self.unit.key or None)

    def _kind_picked(self) -> None:
        self._offer_modes()
        self.changed.emit()

    def _offer_modes(self) -> None:
        household = self.kind.key == SubjectKind.HOUSEHOLD.value
        keys = (_STATES, _TITLES) if household else (_BOTH,)
        self.mode.offer([(key, _MODES[key][0]) for key in keys])

    def choose(self, kind: SubjectKind | None, unit: str | None, *, only_missing: bool) -> None:
        """Choose without telling; None leaves a filter as it is."""
        if kind is not None:
            self.kind.choose(kind.value)
            self._offer_modes()
        if unit is not None:
            if self.unit.findData(unit) < 0:
                self.unit.addItem(unit, unit)  # until the units are read, with their names
            self.unit.choose(unit)
        if only_missing:
            self.only.setChecked(True)

    def offer_units(self, units: Sequence[Option]) -> None:
        """Offer the units there are."""
        self.unit.offer((("", "Mọi đơn vị"), *units))

    def show_counts(self, grid: YearGrid) -> None:
        """Say how many lack something, and how far this year is."""
        self.only.set_count(sum(one.missing > 0 for one in grid.rows))
        year = grid.columns[-1].year
        done, there = grid.filled(year)
        word = COUNTED[grid.query.kind]
        self.count.setText(f"Đã nhập {number_text(done)}/{number_text(there)} {word} năm {year}")
