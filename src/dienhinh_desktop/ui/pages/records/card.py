"""The card of one record: who it is, its years, achievements, posts, attestations, and how it stands in the round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QStyle, QWidget

from ....domain.catalogue import Catalogue
from ....domain.eligibility import Assessment, Verdict
from ....domain.history import HistoryLine
from ....domain.proofs import PROVABLE, ProofCard
from ....domain.records import SubjectKind
from ....domain.views import RecordCard
from ... import icons, theme
from ...kit.boxes import Scroll, bare, clear, column, hairline_under, row
from ...kit.buttons import button, tool
from ...kit.columns import Column
from ...kit.file_drop import FileDrop
from ...kit.labels import ElideLabel, FoldLabel
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
from .proofs.tab import ProofTab

LOW = 440
_SCROLL_BAR = QStyle.PixelMetric.PM_ScrollBarExtent
_TABS = (("achievements", "Thành tích"), ("positions", "Chức vụ"), ("attestations", "Xác nhận"), ("others", "Khác"))
_PROOFS, _HISTORY = "proofs", "history"
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

    `history_asked`: the tab Lịch sử is shown, and what it tells is to be read. `files_asked(row)`: files are to be
    chosen, for an entry or for the record (None). `files_dropped(paths, row)`: they were let go on an entry.
    `file_opened(card)`: a file is to be seen.
    """

    edit_asked = Signal()
    delete_asked = Signal()
    reason_asked = Signal()
    add_asked = Signal(str)
    entry_opened = Signal(object)
    entry_deleted = Signal(object)
    history_asked = Signal()
    files_asked = Signal(object)
    files_dropped = Signal(object, object)
    file_opened = Signal(object)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._names: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
        self.card: RecordCard | None = None
        self.badge, self.facts, self.strip = Badge(), Facts(), YearStrip()
        self.name, self.post = ElideLabel("", "name"), FoldLabel("", "second")
        self.tabs = Tabs((*_TABS, (_PROOFS, "Minh chứng"), (_HISTORY, "Lịch sử")), "Các mục của hồ sơ")
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
        self.proofs, self.history = ProofTab(), HistoryTab()
        self._cards: tuple[ProofCard, ...] = ()
        self.stage.addWidget(self.proofs)
        self.stage.addWidget(self.history)
        self._foot = column(gap=8)
        self._foot_box = bare(self._foot)
        self._lay_out()
        self.tabs.picked.connect(self._show_tab)
        self.strip.picked.connect(self._year_picked)

    def _table(self, key: str) -> Table:
        made = Table(dict(_TABS)[key], _COLUMNS[key], key=lambda row: row.key)
        made.opened.connect(self.entry_opened)
        made.pressed.connect(lambda found, _key: self._clip_pressed(found))
        FileDrop(made).dropped.connect(lambda paths, at: self._files_on(made, paths, at))
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
        bar.addWidget(self.add)
        above = column(head, self.facts, self.strip, gap=10, margins=(14, 12, 14, 6))
        self.stage.setMinimumHeight(theme.current().px(130))
        content = column(above, hairline_under(bar), gap=0)
        content.addWidget(self.stage, 1)
        self._note_box = bare(column(self.year_note, margins=(14, 3, 14, 3)))
        content.addWidget(self._note_box)
        inside = column(gap=0)
        inside.addWidget(Scroll(bare(content), "Thẻ hồ sơ"), 1)
        inside.addWidget(self._foot_box)
        self._inside, self._content = inside, content
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the verdict scroll with the rest where the card is low; leave the tabs room where it is narrow."""
        super().resizeEvent(event)
        self._fit_bar()
        low = self.height() < theme.current().px(LOW)
        place = self._content if low else self._inside
        if place.indexOf(self._foot_box) < 0:
            place.addWidget(self._foot_box)

    def _fit_bar(self) -> None:
        """Leave the tabs their words: first the counts go, then the word on the button, then the tabs scroll."""
        room = self.width() - theme.current().px(28 + 8) - self.style().pixelMetric(_SCROLL_BAR)
        fits = False
        for counted, worded in ((True, True), (False, True), (False, False)):
            self.tabs.show_counts(counted)
            self.add.setText(" Thêm" if worded else "")
            fits = self.tabs.sizeHint().width() + self.add.sizeHint().width() <= room
            if fits:
                break
        self.tabs.let_scroll(not fits)

    # --- showing ----------------------------------------------------------------------------------------------------

    def show_card(self, card: RecordCard, criteria: Mapping[str, str], units: Mapping[str, str]) -> None:
        """Show a record; tab and year stay where the same record is shown again."""
        if self.card is None or self.card.subject.code != card.subject.code:
            self.strip.year = None
            clear(self._foot)
            self.history.show_lines(None)
            self._cards = ()
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
        told = {
            "achievements": self._achievements(self.strip.year),
            "positions": card_rows.positions(card, units),
            "attestations": card_rows.attestations(card, criteria),
            "others": card_rows.others(card, self._catalogue),
        }
        rows = {key: card_rows.clipped(found, self._cards) for key, found in told.items()}
        provable = (*self._achievements(None), *rows["positions"], *rows["attestations"], *rows["others"])
        self.proofs.show_proofs(self._cards, provable)
        for key, table in self.tables.items():
            table.show_rows(rows[key])
            self._pages[key].setCurrentIndex(0 if rows[key] else 1)
        self.tabs.set_counts({key: len(found) for key, found in rows.items()} | {_PROOFS: len(self._cards)})
        self._fit_bar()
        self._show_tab(self.tabs.key)

    def _show_tab(self, key: str) -> None:
        self.add.setVisible(key != _HISTORY)
        apart = key in (_HISTORY, _PROOFS)
        self.strip.setVisible(not apart and self.card is not None and bool(self.card.years))
        if key == _HISTORY:
            self.stage.setCurrentWidget(self.history)
            self._note_box.hide()
            if self.card is not None:
                self.history_asked.emit()
            return
        self.stage.setCurrentWidget(self.proofs if key == _PROOFS else self._pages[key])
        words = "Thêm tệp minh chứng" if key == _PROOFS else _ADD[key][0]
        self.add.setAccessibleName(words)
        self.add.setToolTip(words)
        note = self._note() if key == "achievements" else ""
        self.year_note.setText(note)
        self._note_box.setVisible(bool(note))

    def _note(self) -> str:
        """Say which year is shown, or how many decisions have no scan where others have one."""
        if self.strip.year:
            return f"chỉ năm {self.strip.year}"
        lacking = sum(row.unproven for row in self.tables["achievements"].things.things())
        return f"{lacking} quyết định chưa có bản quét" if lacking else ""

    def _achievements(self, year: int | None) -> tuple[EntryRow, ...]:
        assert self.card is not None
        return card_rows.achievements(self.card, self._catalogue, year)

    def show_proofs(self, cards: tuple[ProofCard, ...]) -> None:
        """Show the files that lie with the record."""
        self._cards = cards
        if self.card is not None:
            self._fill()

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

    def entry_in_hand(self) -> EntryRow | None:
        """Return the entry chosen, where its table has the focus."""
        table = self.tables.get(self.tabs.key)
        found = table.current() if table is not None and table.hasFocus() else None
        return found if isinstance(found, EntryRow) else None

    def _ask_add(self) -> None:
        if self.tabs.key == _PROOFS:
            self.files_asked.emit(None)
        else:
            self.add_asked.emit(_ADD[self.tabs.key][1])

    def _clip_pressed(self, found: EntryRow) -> None:
        """Open the one file of an entry; show the tab where there are several, ask for one where there is none."""
        mine = [card for card in self._cards if any((use.table, use.id) == found.key for use in card.uses)]
        if not mine:
            self.files_asked.emit(found)
        elif len(mine) == 1:
            self.file_opened.emit(mine[0])
        else:
            self.tabs.choose(_PROOFS)
            self.proofs.tiles.choose(mine[0].file.id or 0)

    def _files_on(self, table: Table, paths: object, at: QPoint) -> None:
        index = table.indexAt(at)
        found = table.things.row(index.row()) if index.isValid() else None
        self.files_dropped.emit(paths, found if isinstance(found, EntryRow) else None)

    def _entry_menu(self, table: Table, at: QPoint) -> None:
        found: Any = table.current()
        if found is None:
            return
        menu = fleeting_menu(self)
        menu.addAction(icons.icon("pencil"), "Sửa  (Enter)").triggered.connect(lambda: self.entry_opened.emit(found))
        menu.addAction(icons.icon("trash-2", "bad"), "Xóa  (Del)").triggered.connect(
            lambda: self.entry_deleted.emit(found)
        )
        if found.table in PROVABLE:
            menu.addSeparator()
            if found.files:
                menu.addAction(icons.icon("eye"), "Mở minh chứng  (Insert)").triggered.connect(
                    lambda: self._clip_pressed(found)
                )
            menu.addAction(icons.icon("paperclip"), "Thêm tệp minh chứng…").triggered.connect(
                lambda: self.files_asked.emit(found)
            )
        menu.popup(table.viewport().mapToGlobal(at))

    def _more_menu(self) -> None:
        menu = fleeting_menu(self)
        menu.addAction(icons.icon("trash-2", "bad"), "Đưa vào Thùng rác").triggered.connect(
            lambda: self.delete_asked.emit()
        )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
