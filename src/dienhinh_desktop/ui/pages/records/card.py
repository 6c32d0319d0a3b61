"""The card of one record: who it is, its years, achievements, posts, attestations, and how it stands in the round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.catalogue import Catalogue
from ....domain.eligibility import Assessment, Verdict
from ....domain.history import HistoryLine
from ....domain.records import SubjectKind
from ....domain.views import RecordCard
from ... import icons, theme
from ...kit.boxes import Scroll, bare, clear, column, hairline_under, row
from ...kit.buttons import button, tool
from ...kit.columns import Column
from ...kit.labels import ElideLabel
from ...kit.marks import VERDICTS
from ...kit.menus import fleeting_menu
from ...kit.notice import Empty, Notice
from ...kit.table import Table
from ...kit.tabs import Tabs
from ...kit.year_strip import YearStrip
from . import card_rows
from .card_rows import EntryRow
from .facts import Badge, Facts
from .history_tab import HistoryTab

LOW, NARROW = 440, 510
_TABS = (("achievements", "Thành tích"), ("positions", "Chức vụ"), ("attestations", "Xác nhận"), ("others", "Khác"))
_HISTORY = "history"
_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "achievements": card_rows.ACHIEVEMENTS,
    "positions": card_rows.POSITIONS,
    "attestations": card_rows.ATTESTATIONS,
    "others": card_rows.OTHERS,
}
_ADD = {
    "achievements": ("Thêm thành tích", "awards"),
    "positions": ("Thêm chức vụ", "positions"),
    "attestations": ("Thêm xác nhận", "attestations"),
    "others": ("Thêm mục khác", "contributions"),
}
_EMPTY = {
    "achievements": "Chưa có thành tích nào. Thêm từng cái, hoặc nhập từ tệp Excel.",
    "positions": "Chưa ghi chức vụ. Chức vụ quyết định nhóm xét lãnh đạo hay không lãnh đạo.",
    "attestations": "Chưa có xác nhận. Tiêu chí không đếm được cần người có thẩm quyền xác nhận.",
    "others": "Chưa có số liệu, đóng góp, đăng ký hay kỷ luật.",
}


class Card(QWidget):
    """`edit_asked`, `delete_asked`, `reason_asked`; `add_asked(table)`; `entry_opened(row)`, `entry_deleted(row)`.

    `history_asked`: the tab Lịch sử is shown, and what it tells is to be read.
    """

    edit_asked = Signal()
    delete_asked = Signal()
    reason_asked = Signal()
    add_asked = Signal(str)
    entry_opened = Signal(object)
    entry_deleted = Signal(object)
    history_asked = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._names: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
        self.card: RecordCard | None = None
        self.badge, self.facts, self.strip = Badge(), Facts(), YearStrip()
        self.name, self.post = ElideLabel("", "name"), ElideLabel("", "second")
        self.tabs = Tabs((*_TABS, (_HISTORY, "Lịch sử")), "Các mục của hồ sơ")
        self.add = button("Thêm", self._ask_add, icon="plus", kind="small")
        self.year_note = ElideLabel("", "second")
        self.tables = {key: self._table(key) for key, _text in _TABS}
        self.stage = QStackedWidget()
        self._pages: dict[str, QStackedWidget] = {}
        for key, table in self.tables.items():
            self._pages[key] = QStackedWidget()
            self._pages[key].addWidget(table)
            self._pages[key].addWidget(Empty(_EMPTY[key]))
            self.stage.addWidget(self._pages[key])
        self.history = HistoryTab()
        self.stage.addWidget(self.history)
        self._foot = column(gap=8)
        self._foot_box = bare(self._foot)
        self._lay_out()
        self.tabs.picked.connect(self._show_tab)
        self.strip.picked.connect(self._year_picked)

    def _table(self, key: str) -> Table:
        made = Table(dict(_TABS)[key], _COLUMNS[key], key=lambda row: row.key)
        made.opened.connect(self.entry_opened)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda at: self._entry_menu(made, at))
        return made

    def _lay_out(self) -> None:
        names = column(self.name, self.post, gap=1)
        self.edit = button("Sửa", self.edit_asked.emit, icon="pencil", key="F2")
        self.more = tool("Việc khác với hồ sơ này", "ellipsis", self._more_menu)
        head = row(self.badge, gap=10)
        head.addLayout(names, 1)
        head.addWidget(self.edit)
        head.addWidget(self.more)
        bar = row(self.tabs, gap=8, margins=(14, 0, 14, 0))
        bar.addStretch(1)
        bar.addWidget(self.year_note)
        bar.addWidget(self.add)
        above = column(head, self.facts, self.strip, gap=10, margins=(14, 12, 14, 6))
        self.stage.setMinimumHeight(theme.current().px(130))
        content = column(above, hairline_under(bar), gap=0)
        content.addWidget(self.stage, 1)
        inside = column(gap=0)
        inside.addWidget(Scroll(bare(content), "Thẻ hồ sơ"), 1)
        inside.addWidget(self._foot_box)
        self._inside, self._content = inside, content
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the verdict scroll with the rest where the card is low; leave the tabs room where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(NARROW)
        self.add.setText("" if narrow else " Thêm")
        self.tabs.show_counts(not narrow)
        low = self.height() < theme.current().px(LOW)
        place = self._content if low else self._inside
        if place.indexOf(self._foot_box) < 0:
            place.addWidget(self._foot_box)

    # --- showing ----------------------------------------------------------------------------------------------------

    def show_card(self, card: RecordCard, criteria: Mapping[str, str], units: Mapping[str, str]) -> None:
        """Show a record; tab and year stay where the same record is shown again."""
        if self.card is None or self.card.subject.code != card.subject.code:
            self.strip.year = None
            clear(self._foot)
            self.history.show_lines(None)
        self.card, self._names = card, (criteria, units)
        self.badge.show_name(card.subject.name)
        self.name.setText(card.subject.name)
        self.post.setText(
            ", ".join(part for part in (card.position or card.subject.kind.label, card.unit_name) if part)
        )
        self.facts.show_card(card, self._catalogue)
        self.strip.show_years(card_rows.year_cells(card, self._catalogue))
        self.tabs.set_shown("positions", card.subject.kind is SubjectKind.PERSON)
        self._fill()

    def _fill(self) -> None:
        card = self.card
        assert card is not None
        criteria, units = self._names
        rows = {
            "achievements": card_rows.achievements(card, self._catalogue, self.strip.year),
            "positions": card_rows.positions(card, units),
            "attestations": card_rows.attestations(card, criteria),
            "others": card_rows.others(card, self._catalogue),
        }
        for key, table in self.tables.items():
            table.show_rows(rows[key])
            self._pages[key].setCurrentIndex(0 if rows[key] else 1)
        self.tabs.set_counts({key: len(found) for key, found in rows.items()})
        self._show_tab(self.tabs.key)

    def _show_tab(self, key: str) -> None:
        self.add.setVisible(key != _HISTORY)
        self.strip.setVisible(key != _HISTORY and self.card is not None and bool(self.card.years))
        if key == _HISTORY:
            self.stage.setCurrentWidget(self.history)
            self.year_note.hide()
            if self.card is not None:
                self.history_asked.emit()
            return
        self.stage.setCurrentWidget(self._pages[key])
        words = _ADD[key][0]
        self.add.setAccessibleName(words)
        self.add.setToolTip(words)
        year = self.strip.year if key == "achievements" else None
        self.year_note.setText(f"chỉ năm {year}" if year else "")
        self.year_note.setVisible(bool(year))

    def show_history(self, lines: tuple[HistoryLine, ...]) -> None:
        """Show what was done to the record."""
        self.history.show_lines(lines)
        self.tabs.set_counts({_HISTORY: len(lines)})

    def _year_picked(self, year: int | None) -> None:
        self.tabs.choose("achievements")
        self._fill()

    def show_verdict(self, found: tuple[Assessment, ...], round_name: str) -> None:
        """Say at the foot how the record stands in the round in hand."""
        clear(self._foot)
        fitting = [item for item in found if item.verdict is not Verdict.KHONG_AP_DUNG]
        for item in (fitting or found)[:1]:
            words = f"{item.verdict.label}, {round_name[:1].lower()}{round_name[1:]}"
            why = f"{item.field_label}: {item.shortfall}" if item.shortfall else item.field_label
            notice = Notice(VERDICTS[item.verdict], why, strong=words, action=("Xem căn cứ", self.reason_asked.emit))
            self._foot.addWidget(bare(column(notice, margins=(12, 0, 12, 10))))

    # --- acting -----------------------------------------------------------------------------------------------------

    @property
    def table(self) -> Table:
        """The table of the tab shown."""
        return self.history.table if self.tabs.key == _HISTORY else self.tables[self.tabs.key]

    def entry_in_hand(self) -> EntryRow | None:
        """Return the entry chosen, where its table has the focus."""
        found = self.table.current() if self.table.hasFocus() else None
        return found if isinstance(found, EntryRow) else None

    def _ask_add(self) -> None:
        self.add_asked.emit(_ADD[self.tabs.key][1])

    def _entry_menu(self, table: Table, at: QPoint) -> None:
        found: Any = table.current()
        if found is None:
            return
        menu = fleeting_menu(self)
        menu.addAction(icons.icon("pencil"), "Sửa  (Enter)").triggered.connect(lambda: self.entry_opened.emit(found))
        menu.addAction(icons.icon("trash-2", "bad"), "Xóa  (Del)").triggered.connect(
            lambda: self.entry_deleted.emit(found)
        )
        menu.popup(table.viewport().mapToGlobal(at))

    def _more_menu(self) -> None:
        menu = fleeting_menu(self)
        menu.addAction(icons.icon("trash-2", "bad"), "Đưa vào Thùng rác").triggered.connect(
            lambda: self.delete_asked.emit()
        )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
