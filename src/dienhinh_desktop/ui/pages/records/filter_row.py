"""The row of filters over the list of records: chips of each kind, filters kept under names, more conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ....domain.records import SubjectKind
from ....domain.text import number_text
from ....domain.views import SavedFilter, SubjectQuery
from ... import icons
from ...kit.boxes import row
from ...kit.buttons import button
from ...kit.chips import Filter, FilterChips
from ...kit.marks import Mark
from ...kit.menus import fleeting_menu, offer

ALL, MISSING, TWINS = "all", "missing", "twins"
_CONDITIONS = "conditions"
_SAVED = "saved:"
_CHIPS = (
    Filter(ALL, "Tất cả"),
    Filter(SubjectKind.PERSON, "Cá nhân"),
    Filter(SubjectKind.COLLECTIVE, "Tập thể"),
    Filter(SubjectKind.HOUSEHOLD, "Hộ gia đình"),
    Filter(MISSING, "Thiếu xếp loại", Mark.MISS, apart=True),
    Filter(TWINS, "Có thể trùng", Mark.WARN, tip="Các cặp hồ sơ giống nhau, để gộp hoặc ghi nhớ là hai"),
)


class FilterRow(QWidget):
    """`picked()`: the list is to be read anew. `form_asked(old)`: a filter is to be made of what is in use, or mended.

    `removed(one)`, `moved(one, steps)`: a filter that is kept is to go, or to stand elsewhere.
    """

    picked = Signal()
    form_asked = Signal(object)
    removed = Signal(object)
    moved = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.chips = FilterChips(_CHIPS, "Lọc hồ sơ")
        self.more = button("Bộ lọc", self._open_menu, icon="plus", kind="small", tip="Lọc thêm điều kiện, lưu bộ lọc")
        self.chips.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        inside = row(self.chips, self.more, gap=8)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        self.saved: tuple[SavedFilter, ...] = ()
        self._conditions: SubjectQuery | None = None
        self.chips.picked.connect(lambda _key: self.picked.emit())
        self.chips.menu_asked.connect(self._open_chip_menu)

    # --- what is asked for --------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of the chip that is on."""
        return self.chips.key

    def query(self, text: str, unit: str | None) -> SubjectQuery:
        """Return what the chip that is on asks for, with words and unit typed and chosen beside it."""
        asked = self._asked()
        words = " ".join(part for part in (asked.text, text.strip()) if part)
        return replace(asked, text=words, unit=unit or asked.unit)

    def _asked(self) -> SubjectQuery:
        key = self.key
        if key == _CONDITIONS and self._conditions is not None:
            return self._conditions
        one = self._saved_of(key)
        if one is not None:
            return one.query
        if key == MISSING:
            return SubjectQuery(only_missing=True)
        return SubjectQuery(kind=SubjectKind(key)) if key not in (ALL, TWINS, _CONDITIONS) else SubjectQuery()

    def _saved_of(self, key: str) -> SavedFilter | None:
        return next((one for one in self.saved if f"{_SAVED}{one.name}" == key), None)

    @property
    def words(self) -> str:
        """The words of the chip that is on."""
        return self.chips.text_of(self.key)

    @property
    def narrows(self) -> bool:
        """Whether the chip that is on leaves anything out."""
        return self.key != ALL

    # --- what is shown ------------------------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Switch a chip on without telling."""
        self.chips.choose(key)

    def use(self, query: SubjectQuery) -> None:
        """Show conditions that are kept under no name as a chip of their own, switched on."""
        self._conditions = query
        self._offer()
        self.chips.choose(_CONDITIONS)
        self.picked.emit()

    def use_saved(self, name: str) -> None:
        """Switch a filter on that is about to be kept."""
        self._conditions = None
        if self._saved_of(f"{_SAVED}{name}") is None:
            self.saved = (*self.saved, SavedFilter(name=name, query=self._asked()))
        self._offer()
        self.chips.choose(f"{_SAVED}{name}")
        self.picked.emit()

    def show_saved(self, saved: Sequence[SavedFilter]) -> None:
        """Offer the filters that are kept, with what each leaves now."""
        gone = self._saved_of(self.key) is not None and all(f"{_SAVED}{one.name}" != self.key for one in saved)
        changed = {one.name: one.query for one in self.saved} != {one.name: one.query for one in saved}
        self.saved = tuple(saved)
        self._offer()
        if gone or (changed and self._saved_of(self.key) is not None):
            self.picked.emit()

    def _offer(self) -> None:
        further = [Filter(_CONDITIONS, "Điều kiện", tip="Các điều kiện đang lọc thêm")] if self._conditions else []
        further += [Filter(f"{_SAVED}{one.name}", one.name, tip="Bộ lọc đã lưu") for one in self.saved]
        self.chips.offer_further(further)
        self.chips.set_counts({f"{_SAVED}{one.name}": one.count for one in self.saved})

    def set_counts(self, counts: dict[str, int], shown: int) -> None:
        """Show how many each chip would leave; `shown` are in the list now."""
        self.chips.set_counts(counts)
        if self.key == _CONDITIONS:
            self.chips.set_counts({_CONDITIONS: shown})

    # --- menus --------------------------------------------------------------------------------------------------------

    def _open_menu(self) -> None:
        menu = fleeting_menu(self)
        for one in self.saved:
            key = f"{_SAVED}{one.name}"
            text = f"{one.name}  ({number_text(one.count)})"
            offer(menu, text, partial(self._pick, key), checked=self.key == key)
        if self.saved:
            menu.addSeparator()
        offer(menu, "Lọc thêm điều kiện, lưu bộ lọc…", lambda: self.form_asked.emit(None)).setIcon(icons.icon("plus"))
        one_on = self._saved_of(self.key)
        if one_on is not None:
            menu.addSeparator()
            self._offer_one(menu, one_on)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _pick(self, key: str) -> None:
        self.chips.choose(key)
        self.picked.emit()

    def _open_chip_menu(self, key: str, at: QPoint) -> None:
        one = self._saved_of(key)
        if one is not None:
            menu = fleeting_menu(self)
            self._offer_one(menu, one)
            menu.popup(at)

    def _offer_one(self, menu: QMenu, one: SavedFilter) -> None:
        place = self.saved.index(one)
        offer(menu, "Sửa, đổi tên bộ lọc…", lambda: self.form_asked.emit(one)).setIcon(icons.icon("pencil"))
        offer(menu, "Dời sang trái", lambda: self.moved.emit(one, -1)).setEnabled(place > 0)
        offer(menu, "Dời sang phải", lambda: self.moved.emit(one, 1)).setEnabled(place < len(self.saved) - 1)
        offer(menu, "Xóa bộ lọc", lambda: self.removed.emit(one)).setIcon(icons.icon("trash-2", "bad"))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the focus on the chip that is on."""
        self.chips.setFocus(reason)
