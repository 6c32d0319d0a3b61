"""What is done with many records at once, and with filters: their forms at the side, and what leads from one on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ....domain.batches import BatchChange, BatchRow
from ....domain.views import SavedFilter, SubjectQuery, SubjectRow
from ....services import batches, proofs, records, saved_filters
from ... import icons
from ...kit import file_dialogs
from ...kit.menus import fleeting_menu, offer
from .advice import Advice
from .batch_form import TITLES, BatchForm
from .filter_form import FilterForm

if TYPE_CHECKING:
    from ...page import Page
    from .desk import RecordDesk

Line = tuple[str, Callable[[], None]]
"""Words of a menu's line, and what it does."""


class ManyDesk(QObject):
    """`filter_used(query)`: the list is to show what it leaves. `filter_kept(name)`: it is to show that filter."""

    filter_used = Signal(object)
    filter_kept = Signal(str)

    def __init__(self, page: Page, desk: RecordDesk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self.batch, self.filter = BatchForm(), FilterForm()
        for form in (self.batch, self.filter):
            desk.take_form(form)
        self._advice = Advice(page, self.batch)
        self.batch.preview_asked.connect(self._preview)
        self.batch.saved.connect(self._apply)
        self.filter.count_asked.connect(self._count)
        self.filter.used.connect(self._use)
        self.filter.saved.connect(self._keep)
        self.filter.removed.connect(self._remove)

    # --- many records ---------------------------------------------------------------------------------------------

    def offer_all(self, menu: QMenu, rows: Sequence[SubjectRow], whole: Sequence[Line] = ()) -> None:
        """Give a menu the lines for some records; `whole` are those that take records whole: merging, deleting."""
        if not rows or self._desk.form is not None:
            return
        if len(rows) == 1:
            offer(menu, "Sửa  (F2)", self._page.edit).setIcon(icons.icon("pencil"))
        for what, words in TITLES.items():
            offer(menu, f"{words}…", partial(self.start_batch, what, rows))
        menu.addSeparator()
        for words, done in whole:
            offer(menu, words, done)
        offer(menu, "Chép tên", lambda: QApplication.clipboard().setText("\n".join(row.name for row in rows)))
        offer(menu, "Xuất những hồ sơ này ra Excel…", partial(self.export, rows)).setIcon(icons.icon("file-down"))

    def fill_in(self, shown: SubjectRow) -> None:
        """Ins on a record: go to the years where something is missing of it."""
        self._page.shell.go("years", subject=shown.code, kind=shown.kind, unit=shown.unit or "")

    def open_menu(self, beside: QWidget, rows: Sequence[SubjectRow]) -> None:
        """Drop those lines above a button at the foot."""
        menu = fleeting_menu(beside)
        self.offer_all(menu, rows)
        menu.popup(beside.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def start_batch(self, what: str, rows: Sequence[SubjectRow]) -> None:
        """Open the form of a change of some records."""
        if rows and self._desk.form is None:
            self._desk.show_form(self.batch)
            self.batch.open_batch(what, rows, self._desk.lists)

    def _preview(self, change: BatchChange) -> None:
        ctx, codes = self._page.ctx, tuple(self.batch.codes)

        def show(rows: tuple[BatchRow, ...]) -> None:
            if self._desk.form is self.batch:
                self.batch.show_preview(rows)

        self._page.ask(lambda: batches.preview_batch(ctx, codes, change), show, key="batch")

    def _apply(self, change: BatchChange, _again: bool) -> None:
        ctx, codes, picked = self._page.ctx, tuple(self.batch.codes), self.batch.picked
        self._page.act(
            lambda _progress: batches.apply_batch(ctx, codes, change, proofs.kept_of(ctx, picked)),
            lambda _changes: self._desk.close_form(),
            label="Đang ghi",
        )

    def export(self, rows: Sequence[SubjectRow] | None = None) -> None:
        """Write some records, or everything, as a records workbook."""
        page, ctx = self._page, self._page.ctx
        codes = None if rows is None else [row.code for row in rows]
        title, name = ("Xuất toàn bộ hồ sơ", "So_ho_so.xlsx") if rows is None else ("Xuất hồ sơ đã chọn", "Ho_so.xlsx")
        target = file_dialogs.ask_save(page, page.shell.preferences, "export", title, name, file_dialogs.WORKBOOKS)
        if target is not None:
            page.compute(
                lambda progress: records.export_records(ctx, target, progress, codes),
                lambda counts: page.shell.say(f"Đã ghi {counts.get('subjects', 0)} hồ sơ vào {target.name}."),
                label="Đang xuất",
            )

    # --- filters --------------------------------------------------------------------------------------------------

    def start_filter(self, query: SubjectQuery, old: SavedFilter | None = None) -> None:
        """Open the form of a filter, with the conditions in use or those of one that is kept."""
        if self._desk.form is None:
            self._desk.show_form(self.filter)
            self.filter.open_filter(query, self._desk.lists, old)

    def _count(self, query: SubjectQuery) -> None:
        ctx = self._page.ctx

        def show(count: int) -> None:
            if self._desk.form is self.filter:
                self.filter.show_count(count)

        self._page.ask(lambda: saved_filters.count_subjects(ctx, query), show, key="count")

    def _use(self, query: SubjectQuery) -> None:
        self._desk.close_form()
        self.filter_used.emit(query)

    def _keep(self, asked: tuple[str, SubjectQuery, str | None], _again: bool) -> None:
        ctx, (name, query, old) = self._page.ctx, asked

        def kept(_changes: object) -> None:
            self._desk.close_form()
            self.filter_kept.emit(name)

        self._page.act(lambda _progress: saved_filters.save_filter(ctx, name, query, old), kept)

    def _remove(self) -> None:
        old = self.filter.old
        if old is not None:
            self._desk.close_form()
            self.remove_filter(old)

    def remove_filter(self, one: SavedFilter) -> None:
        """Let a filter go."""
        ctx = self._page.ctx
        self._page.act(lambda _progress: saved_filters.delete_filter(ctx, one.name))

    def move_filter(self, one: SavedFilter, steps: int) -> None:
        """Move a filter past its neighbours."""
        ctx = self._page.ctx
        self._page.act(lambda _progress: saved_filters.move_filter(ctx, one.name, steps))
