"""The page Hồ sơ: search, chips and unit over the list; card or form at its side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ....domain.batches import BatchField
from ....domain.eligibility import Door
from ....domain.identity import Twins
from ....domain.records import SubjectKind
from ....domain.upkeep import Kind
from ....domain.views import ListLayout, SavedFilter, SubjectPage, SubjectQuery, SubjectRow
from ....services import duplicates, identity, records, saved_filters
from ... import texts, theme
from ...kit.boxes import Box, row
from ...kit.boxes import Card as CardBox
from ...kit.buttons import button, tool
from ...kit.columns import Group
from ...kit.fields import Choice, SearchField, helped_by
from ...kit.labels import FoldLabel, label
from ...kit.notice import Empty
from ...kit.panes import Panes
from . import listing
from .bulk import BulkBar
from .desk import RecordDesk
from .filter_row import ALL, MISSING, TWINS, FilterRow
from .many_desk import ManyDesk
from .resuming import ResumingPage
from .twins_list import TwinsList

_BRING_IN, _NARROW = "Nhập từ Excel", 900
MANY = 20000
"""From so many records on, pairs that may be one are looked for only where they are asked for."""
_TAB_OF = {"awards": "achievements", "ratings": "achievements", "initiatives": "achievements"}


class RecordsPage(ResumingPage):
    """Everything kept, found by any word, and one record of it open."""

    name = "records"
    title = "Hồ sơ"
    place = "records"
    step = 1
    shows = frozenset({Kind.RECORDS, Kind.IMPORTS, Kind.OFFICE})

    def build(self) -> None:
        """Make head, list and panel."""
        self.search = SearchField("Tìm hồ sơ", "Tìm tên, CCCD, số quyết định…", width=280)
        helped_by(self.search, "find.records")
        self.unit = Choice("Lọc theo đơn vị", (("", "Mọi đơn vị"),), width=156)
        helped_by(self.unit, "find.unit")
        self.new = button("Thêm hồ sơ", self.add_new, icon="plus", kind="primary", tip="Thêm hồ sơ (Ctrl+N)")
        self.bring_in = button(_BRING_IN, lambda: self.shell.go("imports"), icon="file-input", tip=_BRING_IN)
        self.head.add(
            self.search,
            self.unit,
            tool("Xuất toàn bộ hồ sơ ra Excel (Ctrl+E)", "file-down", self.export),
            tool("Thùng rác", "trash-2", lambda: self.shell.go("trash")),
            tool("Tạo mẫu cho đơn vị…", "file-spreadsheet", self._make_template),
            button("Nhập theo năm", self._enter_years, tip="Lưới năm × người để nhập nhanh xếp loại, danh hiệu"),
            self.bring_in,
            self.new,
        )
        self.filters = FilterRow()
        self.chips = self.filters.chips
        self.table = listing.table(self.shell.preferences)
        self.count = label("", "second")
        self.legend = FoldLabel(listing.LEGEND, "second")
        self.bulk = BulkBar()
        foot = row(self.count, None, self.legend, self.bulk, margins=(12, 5, 12, 5), gap=16)
        self.foot = Box(foot, "foot")
        self.twins = TwinsList()
        self.listing = QStackedWidget()
        self.listing.addWidget(self.table)
        self.listing.addWidget(self.twins)
        listed = CardBox(self.listing, self.foot)
        listed.body.setStretch(0, 1)
        self.desk = RecordDesk(self)
        self.many = ManyDesk(self, self.desk)
        self.side = Panes(listed, CardBox(self.desk), 548)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.side, 1)
        self._opening: str | None = None
        self._showing, self._most = False, 0
        self._units: dict[str, str] = {}
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of one button out where the head has little room."""
        super().resizeEvent(event)
        self.bring_in.setText("" if self.width() < theme.current().px(_NARROW) else f" {_BRING_IN}")

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._read())
        self.unit.picked.connect(lambda _key: self._read())
        self.filters.picked.connect(self._read)
        self.filters.form_asked.connect(self._open_filter)
        self.filters.removed.connect(self.many.remove_filter)
        self.filters.moved.connect(self.many.move_filter)
        self.many.filter_used.connect(self._use_filter)
        self.many.filter_kept.connect(self._keep_filter)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _row: self.side.open_drawer())
        self.table.picked.connect(self._count_selected)
        self.table.lack_asked.connect(self.many.fill_in)
        self.table.arranged.connect(self._read)
        self.bulk.merge_asked.connect(lambda: self._merge(*(row.code for row in self.table.selected())))
        self.bulk.delete_asked.connect(self._delete_selected)
        self.bulk.unit_asked.connect(lambda: self.many.start_batch(BatchField.UNIT, self.table.selected()))
        self.bulk.more_asked.connect(lambda: self.many.open_menu(self.bulk.more, self.table.selected()))
        self.table.menu_filling.connect(self._fill_menu)
        self.twins.chosen.connect(self._pair_chosen)
        self.twins.merge_asked.connect(lambda pair: self._merge(*pair.key))
        self.twins.apart_asked.connect(self._tell_apart)
        self.desk.kept.connect(self._open_later)
        self.desk.form_changed.connect(self._form_changed)

    # --- visits -----------------------------------------------------------------------------------------------------

    def arrive(
        self,
        subject: str | None = None,
        tab: str | None = None,
        door: Door | None = None,
        back: str = "eligibility",
        only_missing: bool = False,
        unit: str | None = None,
        find: str | None = None,
        add: bool = False,
        **_rest: Any,
    ) -> None:
        """Open a record, one of its tabs, or the form at a missing thing, with the way back where it came from.

        `only_missing`, `unit`, `find`: the list is to show only those.
        """
        if only_missing or unit is not None or find is not None:
            self.chips.choose(MISSING if only_missing else ALL)
            if unit and self.unit.findData(unit) < 0:
                self.unit.offer((("", "Mọi đơn vị"), (unit, unit)))  # until the units are read
            self.unit.choose(unit or "")
            self.search.take(find or "")
            self.make_stale()
        if tab is not None:
            self.desk.card.tabs.choose(_TAB_OF.get(tab, tab))
        if add:
            self.add_new(_rest.get("kind", SubjectKind.PERSON), unit)
        if subject is None:
            return
        self._open_later(subject)
        if door is not None:
            way = (f"Về {texts.page_label(back)}", lambda: self.shell.go(back, subject=_rest.get("judged", subject)))
            self.desk.through_door(subject, door, way)
        self.side.open_drawer()

    def _open_later(self, code: str) -> None:
        """Take a record in hand once it is in the list; filters that hide it are taken off."""
        self._opening = code
        if self.table.choose(code):
            self._opening = None
        else:
            self.make_stale()

    # --- reading ----------------------------------------------------------------------------------------------------

    @property
    def query(self) -> SubjectQuery:
        """What the search box, the chips and the unit ask for."""
        return self.filters.query(self.search.text(), self.unit.key or None)

    def refresh(self) -> None:
        """Read list, units and the open card again."""
        ctx = self.ctx
        self.desk.read_lists()
        self.ask(lambda: records.list_units(ctx), self._have_units, key="units")
        self._read()

    def _have_units(self, units: tuple[tuple[str, str], ...]) -> None:
        self._units = dict(units)
        self.unit.offer((("", "Mọi đơn vị"), *units))

    @property
    def layout_asked(self) -> ListLayout:
        """How the clerk has arranged the list."""
        table = self.table
        shown = frozenset(column.key for column in table.things.columns if table.is_shown(column.key))
        return ListLayout(group=table.group, order=tuple(table.arrangement.sort), columns=shown)

    def _read(self) -> None:
        ctx, query, layout = self.ctx, self.query, self.layout_asked
        beside = SubjectQuery(text=self.search.text().strip(), unit=self.unit.key or None)

        def read() -> tuple[SubjectPage, list[SubjectRow | Group]]:
            page = records.find_subjects(ctx, query, layout)
            if (query.text, query.unit) != (beside.text, beside.unit):  # chips count what they would leave themselves
                page = replace(records.find_subjects(ctx, beside, layout), rows=page.rows)
            return page, list(listing.grouped(page.rows, layout.group))

        self.ask(read, lambda found: self._have_rows(*found, query), key="list")
        self.ask(lambda: saved_filters.saved_filters(ctx), self.filters.show_saved, key="filters")

    def _have_pairs(self, pairs: tuple[Twins, ...]) -> None:
        self.chips.set_counts({TWINS: len(pairs)})
        if self.chips.key == TWINS:
            self.twins.show_pairs(pairs, self._units)

    def _have_rows(self, page: SubjectPage, rows: list[SubjectRow | Group], query: SubjectQuery) -> None:
        if self._opening is not None and all(row.code != self._opening for row in page.rows):
            if query != SubjectQuery() or self.chips.key == TWINS:
                self.search.take("")
                self._widen()
                return
            self._opening = None
        self._show_counts(page)
        self._most = max(self._most, page.total)
        if self._most < MANY or self.chips.key == TWINS:
            self.find_behind(lambda: duplicates.duplicates(self.ctx), self._have_pairs, key=TWINS)
        self.table.things.columns = listing.columns(listing.years_heading(page), page.further)
        self._showing = True
        self.table.show_rows(rows, choose_first=True, choose=self._opening)
        self._showing = False
        self._opening = None
        self._show_list_or_words(page, query)
        self._count_selected()
        if self.chips.key == TWINS:
            return
        self.desk.open(self.table.current_key()) if self.desk.form is None else None

    def _show_counts(self, page: SubjectPage) -> None:
        counts: dict[str, int] = {kind.value: number for kind, number in page.by_kind.items()}
        self.filters.set_counts({**counts, ALL: page.total, MISSING: page.with_missing}, len(page.rows))
        self.chips.set_shown(SubjectKind.HOUSEHOLD, page.by_kind.get(SubjectKind.HOUSEHOLD, 0) > 0)
        self.count.setText(listing.foot(page))

    def _show_list_or_words(self, page: SubjectPage, query: SubjectQuery) -> None:
        pairs = self.chips.key == TWINS
        self.foot.setVisible(not pairs)
        if pairs or page.rows:
            self.listing.setCurrentWidget(self.twins if pairs else self.table)
            return
        while (old := self.listing.widget(2)) is not None:
            self.listing.removeWidget(old)
            old.deleteLater()
        self.listing.addWidget(self._no_rows(query))
        self.listing.setCurrentIndex(2)

    def _no_rows(self, query: SubjectQuery) -> QWidget:
        if query == SubjectQuery():
            return Empty(
                "Chưa có hồ sơ nào. Nhanh nhất là nhập tệp Excel danh sách cán bộ.",
                button("Nhập từ Excel", lambda: self.shell.go("imports"), icon="file-input"),
                button("Thêm hồ sơ", self.add_new, icon="plus"),
                button("Bắt đầu", lambda: self.shell.go("welcome"), icon="flask-conical"),
            )
        words = f"Không có hồ sơ khớp “{query.text}”" if query.text else "Không có hồ sơ nào"
        narrowed = query != SubjectQuery(text=query.text) or self.filters.narrows
        where = f", trong bộ lọc {self.filters.words}" if narrowed else ""
        again = button("Tìm trong tất cả" if narrowed else "Bỏ tìm", self._widen if narrowed else self.search.clear)
        return Empty(f"{words}{where}. Thử bớt chữ, gõ không dấu cũng được.", again)

    def _widen(self) -> None:
        self.chips.choose(ALL)
        self.unit.choose("")
        self._read()

    # --- the record in hand -----------------------------------------------------------------------------------------

    def _chosen(self, found: SubjectRow | None) -> None:
        form = self.desk.form
        if form is not None and not form.keeps_by_leaving:
            return
        if form is not None and (self._showing or (form.touched and not form.save())):
            return  # a list read anew closes no form; another row chosen by hand does
        if form is not None and not form.touched:
            self.desk.close_form()
        self.desk.open(found.code if found is not None else None)

    def _pair_chosen(self, pair: Twins | None) -> None:
        if self.chips.key == TWINS and self.desk.form is None:
            self.desk.open(pair.one.code if pair is not None else None)

    # --- several records --------------------------------------------------------------------------------------------

    def _count_selected(self) -> None:
        """Offer at the foot what can be done with several records at once."""
        chosen = self.table.selected()
        self.legend.setVisible(len(chosen) < 2)
        self.count.setVisible(len(chosen) < 2)
        self.bulk.show_chosen(chosen)

    def _fill_menu(self, menu: QMenu) -> None:
        """Offer under the right button what can be done with the records chosen."""
        chosen = self.table.selected()
        pair = len(chosen) == 2 and chosen[0].kind is chosen[1].kind
        merge = [("Gộp hai hồ sơ…", lambda: self._merge(chosen[0].code, chosen[1].code))] if pair else []
        self.many.offer_all(menu, chosen, (*merge, ("Vào Thùng rác  (Del)", self._delete_selected)))

    # --- filters ------------------------------------------------------------------------------------------------------

    def _open_filter(self, old: SavedFilter | None) -> None:
        self.many.start_filter(old.query if old else self.query, old)
        self.side.open_drawer()

    def _use_filter(self, query: SubjectQuery) -> None:
        self._clear_words()
        self.filters.use(query)

    def _keep_filter(self, name: str) -> None:
        """Show the filter that was just kept: what was typed beside it is in it now."""
        self._clear_words()
        self.filters.use_saved(name)

    def _clear_words(self) -> None:
        self.search.take("")
        self.unit.choose("")

    def _merge(self, keep: str, leave: str) -> None:
        self.shell.go("merge", keep=keep, leave=leave)

    def _tell_apart(self, pair: Twins) -> None:
        ctx = self.ctx
        self.act(lambda _progress: identity.tell_apart(ctx, *pair.key))

    def _delete_selected(self) -> None:
        ctx, codes = self.ctx, [row.code for row in self.table.selected()]
        if codes and self.desk.form is None:
            self.act(lambda _progress: records.delete_subjects(ctx, codes), label="Đang xóa")

    def _form_changed(self, opened: bool) -> None:
        self.new.setEnabled(not opened)
        if not opened:
            self.table.setFocus()

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    # --- keys -------------------------------------------------------------------------------------------------------

    def seek(self) -> None:
        """Put the cursor in the search box."""
        self.search.setFocus()
        self.search.selectAll()

    def add_new(self, kind: SubjectKind = SubjectKind.PERSON, unit: str | None = None) -> None:
        """Open the form of a new record."""
        if self.desk.form is None:
            self.desk.add_subject(kind, unit)
            self.side.open_drawer()

    def edit(self) -> None:
        """Open the form of the record in hand, or name the file in hand anew."""
        self.desk.edit()
        self.side.open_drawer()

    def save(self) -> None:
        """Keep the open form."""
        if self.desk.form is not None:
            self.desk.form.save()
        else:
            super().save()

    def remove(self) -> None:
        """Take away the entry whose row has the focus, or the records chosen in the list."""
        if self.table.hasFocus():
            self._delete_selected()
        self.desk.remove_in_hand()

    def leave(self) -> None:
        """Close the form, or the drawer."""
        if self.desk.form is not None:
            self.desk.close_form()
            self.table.setFocus()
        else:
            self.side.close_drawer()

    def print_out(self) -> None:
        """Write the history of the open record on paper."""
        self.desk.write_history()

    def export(self) -> None:
        """Write everything as a records workbook."""
        self.many.export()

    def _make_template(self) -> None:
        """Go where the template of a unit is made, of the one the list shows."""
        self.shell.go("template", unit=self.unit.key or None)

    def _enter_years(self) -> None:
        """Go to the grid of years, with the unit and the kind the list shows."""
        shown = self.query
        self.shell.go("years", unit=shown.unit or "", kind=shown.kind, only_missing=shown.only_missing)

    def panes(self) -> tuple[QWidget, ...]:
        """Return chips, list, and what stands at its side."""
        return (self.chips, self.table, self.twins, self.desk)
