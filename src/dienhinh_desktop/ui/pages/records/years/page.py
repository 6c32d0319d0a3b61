"""The page Nhập theo năm: filters over the grid, what was pasted and what a column lacks at its side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from .....domain.drafts import PlaceValue
from .....domain.records import SubjectKind
from .....domain.upkeep import Changes, Kind
from .....domain.year_grid import (
    CellKey,
    CellWords,
    GridField,
    GridRow,
    GridWritten,
    YearGrid,
)
from .....services import records, year_grid
from ....kit.boxes import Box, Card, Scroll, bare, column, row
from ....kit.buttons import button, tool
from ....kit.labels import FoldLabel
from ....kit.marks import Mark
from ....kit.notice import Empty, Notice
from ....kit.panes import Panes
from ....page import Page, enter
from . import resuming
from .block_card import BlockCard
from .block_desk import BlockDesk
from .cell_desk import CARDS_WIDTH, CellDesk
from .cell_menu import show_menu
from .column_desk import ColumnDesk
from .delegate import GridDelegate
from .entries_card import EntriesCard
from .filters import COUNTED, Filters
from .model import GridModel
from .names import NamesView, side_by_side
from .notes_card import NotesCard
from .view import GridView
from .wording import KEYS_TOLD

_NAME_HEADINGS = {
    SubjectKind.PERSON: "Họ và tên",
    SubjectKind.COLLECTIVE: "Tên tập thể",
    SubjectKind.HOUSEHOLD: "Họ và tên chủ hộ",
}


class YearsPage(Page):
    """Fast entry of many years of many people."""

    name = "years"
    title = "Nhập theo năm"
    place = "records"
    step = 1
    shows = frozenset({Kind.RECORDS})

    def build(self) -> None:
        """Make filters, grid and cards."""
        self.grid: YearGrid | None = None
        self._names: dict[str, str] = {}
        self._shown: set[str] | None = None
        self._wanted: tuple[str | None, int | None] = (None, None)
        self._own: Changes | None = None
        self._resumed: dict[str, Any] = {}
        self._asked: Notice | None = None
        self.head.say("Gõ như trong Excel; mỗi ô tự lưu")
        self.drawer = tool("Quyết định chung, điền cả cột", "list-plus", self._open_drawer)
        self.head.add(
            self.drawer,
            button("Lấy mẫu Excel", self._template, icon="file-spreadsheet", tip="Mẫu Excel cho đơn vị điền"),
            button("Hoàn tác", self.shell.undo_asked.emit, icon="history", tip="Hoàn tác việc vừa làm (Ctrl+Z)"),
            button("Về danh sách hồ sơ", self._back, icon="chevron-left"),
        )
        self.filters = Filters()
        self._build_grid()
        self.block = BlockCard(self.ctx.catalogue, self.name_of)
        self.notes = NotesCard(self.name_of)
        self.held = EntriesCard(self.ctx.catalogue)
        self.columns = ColumnDesk(self)
        self.panel = Scroll(
            bare(column(self.block, self.notes, self.held, self.columns.decision, self.columns.fill, None, gap=12)),
            "Lần dán, quyết định chung",
        )
        self.desk = BlockDesk(self)
        self.cards = QStackedWidget()
        self.side = Panes(self.listing, self.cards, CARDS_WIDTH)
        self.entries = CellDesk(self)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.side, 1)
        self._connect()

    def _build_grid(self) -> None:
        ranks = {form.code: form.rank for form in self.ctx.catalogue.awards.values()}
        self.cells, self.delegate = GridModel(), GridDelegate(ranks)
        self.view = GridView(self.cells, self.delegate, self._suggest)
        self.names = NamesView(self.cells, self.delegate, self.view)
        self.keys = FoldLabel("", "second")
        self.stage = QStackedWidget()
        self.stage.addWidget(side_by_side(self.names, self.view))
        foot = Box(row(self.keys, margins=(12, 5, 12, 5)), "foot")
        self.listing = Card(self.stage, foot)
        self.listing.body.setStretch(0, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.make_stale)
        self.filters.narrowed.connect(self._filter)
        self.view.entered.connect(self.enter)
        self.view.pasted.connect(self.desk.paste)
        self.shell.operations.ended.connect(self._work_ended)
        for shown in (self.view, self.names):
            shown.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(lambda at: show_menu(self, at))
        self.notes.cell_asked.connect(self.show_cell)
        self.view.entries_asked.connect(self.entries.take_focus)

    # --- visits -------------------------------------------------------------------------------------------------------

    def arrive(
        self,
        unit: str | None = None,
        kind: SubjectKind | None = None,
        subject: str | None = None,
        year: int | None = None,
        only_missing: bool = False,
        field: GridField | None = None,
        **_rest: Any,
    ) -> None:
        """Show a unit, a kind, the mode of a field, only those with something missing; take a cell in hand."""
        self.filters.choose(kind, unit, only_missing=only_missing, field=field)
        self._wanted = (subject, year)
        self.make_stale()

    def draft_title(self) -> str:
        """Name the cell that is open."""
        return resuming.title_of(self)

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return the filters and the cell in hand."""
        return resuming.place_of(self)

    def resume(self, **place: Any) -> None:
        """Take the cell in hand again once the grid is read."""
        field = GridField(place["field"]) if "field" in place else None
        self.arrive(place["unit"], SubjectKind(place["kind"]), field=field)
        self.filters.indicator.choose(place.get("indicator"))
        self._resumed = place

    def written(self) -> None:
        """Leave what is typed beside the cells alone: it is not written with them."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the way to the cards where they are a drawer."""
        super().resizeEvent(event)
        self.drawer.setVisible(self.side.folded)

    def _open_drawer(self) -> None:
        self.side.open_drawer()
        enter(self.panel)

    def take_focus(self) -> None:
        """Begin in the grid."""
        self.view.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return filters, grid and cards."""
        return (self.filters, self.view, self.cards)

    # --- reading ------------------------------------------------------------------------------------------------------

    def hear(self, changes: Changes) -> None:
        """Read again after a change, except one whose cells are shown anew already."""
        if changes is not self._own:
            super().hear(changes)

    def refresh(self) -> None:
        """Read units and grid."""
        ctx, query = self.ctx, self.filters.query
        self.ask(lambda: records.list_units(ctx), self.filters.offer_units, key="units")
        self.ask(lambda: year_grid.grid_indicators(ctx), self._have_indicators, key="indicators")
        self.ask(lambda: year_grid.read_grid(ctx, query), self._have_grid, key="grid")

    def _have_indicators(self, indicators: Sequence[tuple[str, str]]) -> None:
        before = self.filters.query
        self.filters.offer_indicators(indicators)
        if self.filters.query != before:
            self.make_stale()

    def _have_grid(self, grid: YearGrid) -> None:
        fresh = self.grid is None or self.grid.query != grid.query
        self.grid = grid
        self._names = {one.code: one.name for one in grid.rows}
        if fresh:
            self._shown = None
            self.desk.forget()
            self.notes.close_notes()
        if self._shown is None:
            self._choose_shown()
        self._show_rows(first=fresh)

    def _choose_shown(self) -> None:
        """Note whom the filter leaves; it is asked anew only by hand, so that nobody is lost while being filled in."""
        assert self.grid is not None
        only = self.filters.only.isChecked()
        self._shown = {one.code for one in self.grid.rows if one.missing or not only}

    def _filter(self) -> None:
        if self.grid is not None:
            self._choose_shown()
            self._show_rows(first=False)

    def _show_rows(self, *, first: bool) -> None:
        assert self.grid is not None
        key = self.view.current_key()
        rows = [one for one in self.grid.rows if one.code in (self._shown or ())]
        self.cells.name_heading = _NAME_HEADINGS[self.grid.query.kind]
        self.cells.show(self.grid.columns, rows)
        self.filters.show_counts(self.grid)
        self.keys.setText(KEYS_TOLD[self.grid.query.fields[0]])
        self._show_grid_or_words(bool(rows))
        subject, year = self._wanted
        self._wanted = (None, None)
        if first:
            bar = self.view.horizontalScrollBar()
            bar.setValue(bar.maximum())
        if subject is not None or year is not None:
            self._take(subject, year)
        elif key is None or not self.view.choose(key):
            self.view.choose_some()
        self.columns.show()
        self.entries.show()
        resumed, self._resumed = self._resumed, {}
        resuming.take_in_hand(self, resumed)

    def _take(self, subject: str | None, year: int | None) -> None:
        assert self.grid is not None
        columns = [one for one in self.grid.columns if year in (None, one.year)] or list(self.grid.columns)
        wanted = columns[0] if year is not None else columns[-len(self.grid.query.fields)]
        people = self.cells.people()
        code = subject or (people[0].code if people else "")
        if not self.view.choose((code, wanted)):
            self.view.choose_some()

    def _show_grid_or_words(self, any_row: bool) -> None:
        while (old := self.stage.widget(1)) is not None:
            self.stage.removeWidget(old)
            old.deleteLater()
        if not any_row:
            self.stage.addWidget(self._no_rows())
        self.stage.setCurrentIndex(0 if any_row else 1)

    def _no_rows(self) -> Empty:
        if self.grid is not None and self.grid.rows:
            return Empty("Không còn ai thiếu trong các năm này.", button("Xem tất cả", self._show_all))
        kind = COUNTED[self.filters.query.kind]
        where = "trong đơn vị này" if self.filters.unit.key else "trong dữ liệu"
        return Empty(
            f"Chưa có {kind} nào {where}.",
            button("Thêm hồ sơ", lambda: self.shell.go("records", add=True), icon="plus"),
        )

    def _show_all(self) -> None:
        self.filters.only.setChecked(False)

    def name_of(self, code: str) -> str:
        """Return the name of somebody in the grid."""
        return self._names.get(code, code)

    def _suggest(self, key: CellKey, typed: str) -> Sequence[year_grid.Suggestion]:
        kind = self.filters.query.kind
        used = self.grid.used if self.grid is not None else {}
        return year_grid.suggestions(self.ctx.catalogue, key[1].field, kind, typed, used)

    # --- writing ------------------------------------------------------------------------------------------------------

    def enter(self, cells: Sequence[CellWords], verb: str, *, early: bool = False) -> None:
        """Keep words typed into cells."""
        if self.grid is None:
            return
        ctx, columns, given, shared = self.ctx, self.grid.columns, tuple(cells), self.columns.shared()
        self.desk.take_out(given)
        self.cells.wait({cell.key: cell.words for cell in given})
        self.act(
            lambda _progress: year_grid.write_cells(ctx, given, columns, verb=verb, early=early, shared=shared),
            lambda written: self.have_written(written, given, verb),
            changes=lambda written: written.changes if written.changes.kinds else None,
        )

    def have_written(self, written: GridWritten, cells: Sequence[CellWords], verb: str) -> None:
        """Show what became of cells."""
        self._own = written.changes
        self.cells.arrived(cell.key for cell in cells)
        self._take_rows(written.rows)
        self.desk.show_refused(written.refused, cells)
        self.notes.tell((), written.doubts) if written.doubts or written.written else None
        if not (written.written or written.refused or written.asked):
            self.shell.say("Các ô đã ghi như vậy từ trước; không có gì đổi.")
        if written.asked:
            asked = {note.key for note in written.asked}
            self._ask_early([cell for cell in cells if cell.key in asked], written.asked[0].sentence, verb)

    def _take_rows(self, rows: Sequence[GridRow]) -> None:
        if self.grid is None or not rows:
            return
        fresh = {one.code: one for one in rows}
        self.grid = year_grid.with_rows(self.grid, fresh)
        self.cells.patch(rows)
        self.filters.show_counts(self.grid)
        self.columns.show()
        self.entries.show()

    def _ask_early(self, cells: Sequence[CellWords], sentence: str, verb: str) -> None:
        if self._asked is not None:
            self._withdraw_asked()
        words = sentence if len(cells) == 1 else f"{len(cells)} ô là của năm chưa vào cơ quan. Vẫn ghi?"
        self._asked = self.notify(Mark.WARN, words, action=("Vẫn ghi", lambda: self._write_early(cells, verb)))

    def _write_early(self, cells: Sequence[CellWords], verb: str) -> None:
        self._withdraw_asked()
        self.enter(cells, verb, early=True)
        self.view.setFocus()

    def _withdraw_asked(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self.withdraw(asked)

    def withdraw(self, notice: Notice) -> None:
        """Take a notice away."""
        if notice is self._asked:
            self._asked = None
        super().withdraw(notice)

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say why work was refused; the cells show what is kept."""
        self.cells.arrived(list(self.cells.waiting))
        super().fail(sentence, details)

    def _work_ended(self) -> None:
        """Show what is kept where work was stopped: words on their way have nothing to wait for any more."""
        if not self.shell.operations.busy and self.cells.waiting:
            self.cells.arrived(list(self.cells.waiting))

    # --- keys and menu ------------------------------------------------------------------------------------------------

    def show_cell(self, key: CellKey) -> None:
        """Take a cell in hand."""
        if not self.view.choose(key):
            self._show_all()
            self.view.choose(key)
        self.view.setFocus()

    def edit(self) -> None:
        """Open the field of the cell in hand."""
        if not self.view.editor.open:
            self.view.edit_cell()

    def remove(self) -> None:
        """Clear the cells chosen."""
        if self.view.hasFocus():
            self.view.clear_cells()

    def save(self) -> None:
        """Keep the open form or what was pasted; everything else is kept already."""
        if self.entries.form is not None:
            self.entries.form.save()
        elif self.desk.block is not None:
            self.desk.keep()
        else:
            super().save()

    def seek(self) -> None:
        """Go to the filter of units."""
        self.filters.unit.setFocus()

    def leave(self) -> None:
        """Leave the field, drop what was pasted, put the drawer away: one at a time."""
        if self.view.editor.open:
            self.view.editor.give_up()
        elif self.entries.form is not None:
            self.entries.close_form()
        elif self.desk.block is not None:
            self.desk.drop()
        elif not self.side.close_drawer():
            self.notes.close_notes()
            self.view.setFocus()

    def _back(self) -> None:
        key = self.view.current_key()
        self.shell.go("records", **({"subject": key[0]} if key is not None else {}))

    def _template(self) -> None:
        self.shell.go("template", unit=self.filters.unit.key or None)
