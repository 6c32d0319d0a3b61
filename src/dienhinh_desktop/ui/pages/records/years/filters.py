"""The filters over the year grid: which kind of subjects, what of each year, which unit, only those still lacking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from .....domain.records import SubjectKind
from .....domain.text import number_text
from .....domain.year_grid import GridField, GridQuery, YearGrid
from .... import theme
from ....kit.boxes import row
from ....kit.chips import Filter, ToggleChip
from ....kit.fields import Choice, Option, helped_by
from ....kit.labels import ElideLabel, label
from ....kit.marks import Mark
from ....kit.sharing import Sharing

COUNTED = {SubjectKind.PERSON: "người", SubjectKind.COLLECTIVE: "tập thể", SubjectKind.HOUSEHOLD: "hộ"}
"""What the subjects of a grid are counted as."""

_KINDS = tuple((kind.value, kind.label) for kind in COUNTED)
_BOTH, _STATES, _TITLES = "xep_loai_danh_hieu", "tinh_trang_ho", "danh_hieu"
_REWARDS, _INITIATIVES, _FIGURES = "khen_thuong", "sang_kien", "so_lieu"
_MODES: dict[str, tuple[str, tuple[GridField, ...]]] = {
    _BOTH: ("Xếp loại và danh hiệu", (GridField.GRADE, GridField.TITLE)),
    _STATES: ("Tình trạng hộ", (GridField.STATE,)),
    _TITLES: ("Danh hiệu", (GridField.TITLE,)),
    _REWARDS: ("Bằng khen, giấy khen", (GridField.REWARD,)),
    _INITIATIVES: ("Sáng kiến", (GridField.INITIATIVE,)),
    _FIGURES: ("Số liệu, chỉ tiêu", (GridField.TARGET, GridField.ACTUAL)),
}
_OF_KIND = {
    SubjectKind.PERSON: (_BOTH, _REWARDS, _INITIATIVES, _FIGURES),
    SubjectKind.COLLECTIVE: (_BOTH, _REWARDS, _INITIATIVES, _FIGURES),
    SubjectKind.HOUSEHOLD: (_STATES, _TITLES, _REWARDS, _FIGURES),
}
_MISSING = Filter("missing", "Chỉ người còn thiếu", Mark.MISS, tip="Còn năm đã khóa mà chưa ghi")


class Filters(Sharing):
    """`changed`: another grid is wanted. `narrowed`: only some rows, or all of them again."""

    changed = Signal()
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Lọc lưới")
        self.kind = Choice("Xem", _KINDS, width=116)
        helped_by(self.kind, "grid.kind")
        self.mode = Choice("Nhập", width=178)
        helped_by(self.mode, "grid.mode")
        self.indicator = Choice("Chỉ số", width=178)
        helped_by(self.indicator, "grid.indicator")
        self.unit = Choice("Đơn vị", (("", "Mọi đơn vị"),), width=184)
        helped_by(self.unit, "grid.unit")
        self.only = ToggleChip(_MISSING)
        self.count = ElideLabel("", "second")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._said, self._short = "", ""
        self._labels: list[QLabel] = []
        inside = row(gap=8)
        for words, field in (
            ("Xem:", self.kind),
            ("Nhập:", self.mode),
            ("", self.indicator),
            ("Đơn vị:", self.unit),
        ):
            if words:
                self._labels.append(label(words, "second", buddy=field))
                inside.addWidget(self._labels[-1])
            inside.addWidget(field)
        inside.addWidget(self.only)
        inside.addWidget(self.count, 1)
        self.setLayout(inside)
        self._offer_modes()
        self.kind.picked.connect(lambda _key: self._kind_picked())
        self.mode.picked.connect(lambda _key: self._mode_picked())
        self.indicator.picked.connect(lambda _key: self.changed.emit())
        self.unit.picked.connect(lambda _key: self.changed.emit())
        self.only.toggled.connect(lambda _on: self.narrowed.emit())

    @property
    def query(self) -> GridQuery:
        """What the filters ask for."""
        fields = _MODES[self.mode.key][1]
        indicator = self.indicator.key if fields[0].figure else ""
        return GridQuery(
            kind=SubjectKind(self.kind.key), fields=fields, unit=self.unit.key or None, indicator=indicator
        )

    def _kind_picked(self) -> None:
        self._offer_modes()
        self.changed.emit()

    def _mode_picked(self) -> None:
        self._show_fitting()
        self.changed.emit()

    def _offer_modes(self) -> None:
        self.mode.offer([(key, _MODES[key][0]) for key in _OF_KIND[SubjectKind(self.kind.key)]])
        self._show_fitting()

    def _show_fitting(self) -> None:
        """Offer the indicators only for figures, and those still lacking only where something is asked for."""
        fields = _MODES[self.mode.key][1]
        self.indicator.setVisible(fields[0].figure)
        asked = bool({GridField.GRADE, GridField.STATE} & {*fields})
        self.only.setVisible(asked)
        if not asked:
            self.only.setChecked(False)

    def offer_indicators(self, indicators: Sequence[Option]) -> None:
        """Offer the indicators there are."""
        self.indicator.offer(indicators)

    def choose(
        self, kind: SubjectKind | None, unit: str | None, *, only_missing: bool, field: GridField | None = None
    ) -> None:
        """Choose without telling; None leaves a filter as it is. `field`: the mode that has it."""
        if kind is not None:
            self.kind.choose(kind.value)
            self._offer_modes()
        if unit is not None:
            if self.unit.findData(unit) < 0:
                self.unit.addItem(unit, unit)  # until the units are read, with their names
            self.unit.choose(unit)
        if only_missing:
            field = field or (GridField.STATE if self.kind.key == SubjectKind.HOUSEHOLD.value else GridField.GRADE)
        if field is not None:
            keys = _OF_KIND[SubjectKind(self.kind.key)]
            self.mode.choose(next((key for key in keys if field in _MODES[key][1]), keys[0]))
            self._show_fitting()
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
        said = "Đã nhập" if grid.columns[-1].field in (GridField.TITLE, GridField.STATE) else "Có ở"
        self._short = f"{number_text(done)}/{number_text(there)} {word}"
        self._said = f"{said} {self._short} năm {year}"
        self.share()

    def share(self) -> None:
        """Say the count whole where there is room; names of the fields give way to it, then its own words."""
        width, gap = self.count.fontMetrics().horizontalAdvance, theme.current().px(8)
        fields = (self.kind, self.mode, self.indicator, self.unit, self.only)
        taken = sum(
            max(field.minimumWidth(), field.sizeHint().width()) + gap for field in fields if not field.isHidden()
        )
        named = sum(words.sizeHint().width() + gap for words in self._labels)
        room = self.width() - taken
        self.count.setText(self._said if width(self._said) <= room else self._short)
        self.count.whole = self._said
        for words in self._labels:
            words.setVisible(named + width(self.count.text()) <= room)
