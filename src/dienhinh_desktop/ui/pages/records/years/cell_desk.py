"""The entries of the cell in hand: listed beside the grid, each mended in the form every entry has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .....domain.records import Subject
from .....domain.upkeep import Changes
from .....domain.year_grid import CellKey, GridColumn
from .....services import proofs, records
from ....kit.boxes import Card
from ..advice import Advice
from ..entry_form import EntryForm
from ..specs import Lists

if TYPE_CHECKING:
    from .page import YearsPage

FORM_WIDTH, CARDS_WIDTH = 404, 284
"""px at the text size "Vừa": fields stand side by side in a form."""


class CellDesk:
    """`form` is the form that is open over the cards, or None."""

    def __init__(self, page: YearsPage) -> None:
        self._page = page
        self._form = EntryForm()
        self._lists = Lists(page.ctx.catalogue)
        page.cards.addWidget(page.panel)
        page.cards.addWidget(Card(self._form))
        page.view.moved.connect(self._moved)
        page.held.opened.connect(self._mend)
        page.held.add_asked.connect(self._add)
        self._form.saved.connect(self._save)
        self._form.removed.connect(self._remove)
        self._form.left.connect(self.close_form)
        self._advice = Advice(page, self._form)

    @property
    def form(self) -> EntryForm | None:
        """The open form."""
        return self._form if self._page.cards.currentIndex() == 1 else None

    def _moved(self, key: CellKey | None) -> None:
        if self.form is not None and not self._form.touched:
            self.close_form()
        self.show()

    def show(self) -> None:
        """List the entries of the cell in hand, where a year may hold several or holds more than it ought to."""
        page, key = self._page, self._page.view.current_key()
        cell = page.cells.cell(page.view.currentIndex()) if key is not None else None
        if key is None or cell is None or not (key[1].field.listed or key[1].field.figure or len(cell.entries) > 1):
            page.held.hide()
            return
        page.held.show_cell(page.name_of(key[0]), key[1], cell)

    def take_focus(self) -> None:
        """Go to the first entry of the cell in hand, or to where one is added."""
        held = self._page.held
        if self._page.view.current_key() is None:
            return
        if not held.isVisibleTo(self._page.panel):
            self._show_all_the_same()
        self._page.side.open_drawer()
        (held.lines[0] if held.lines else held.add).setFocus()

    def _show_all_the_same(self) -> None:
        page, key = self._page, self._page.view.current_key()
        cell = page.cells.cell(page.view.currentIndex())
        if key is not None and cell is not None:
            page.held.show_cell(page.name_of(key[0]), key[1], cell)

    # --- the form -----------------------------------------------------------------------------------------------------

    def _mend(self, table: str, entry: Any) -> None:
        self._with_subject(lambda subject: self._form.open_record(subject, table, entry, self._lists))

    def _add(self) -> None:
        key = self._page.view.current_key()
        if key is not None:
            table, given = key[1].field.table, self._given(key[1])
            self._with_subject(lambda subject: self._form.open_new(subject, table, self._lists, given))

    def _given(self, wanted: GridColumn) -> dict[str, Any]:
        """Return what is known of a new entry: its year, its indicator, the decision of its column."""
        given: dict[str, Any] = {"year": wanted.year}
        if wanted.field.figure:
            given["indicator"] = wanted.code
        shared = self._page.columns.shared()
        if shared is not None:
            given |= {"decision": shared.number or None, "date": shared.day, "issuer": shared.issuer}
        return given

    def _with_subject(self, then: Callable[[Subject], None]) -> None:
        key, ctx = self._page.view.current_key(), self._page.ctx
        if key is not None:
            self._page.ask(
                lambda: records.open_card(ctx, key[0]).subject, lambda found: self._open(found, then), key="form"
            )

    def _open(self, subject: Subject, fill: Callable[[Subject], None]) -> None:
        self._page.cards.setCurrentIndex(1)
        self._page.side.set_panel_width(FORM_WIDTH)
        self._page.side.open_drawer()
        fill(subject)

    def close_form(self) -> None:
        """Go back to the cards and the grid."""
        self._page.cards.setCurrentIndex(0)
        self._page.side.set_panel_width(CARDS_WIDTH)
        self._page.view.setFocus()

    def _save(self, record: Any, again: bool) -> None:
        ctx, picked = self._page.ctx, self._form.picked

        def kept(_changes: Changes) -> None:
            self.close_form()
            if again:
                self._add()

        self._page.act(lambda _progress: records.save_entry(ctx, record, files=proofs.kept_of(ctx, picked)), kept)

    def _remove(self) -> None:
        opened, table, ctx = self._form.record, self._form.table, self._page.ctx
        if opened is not None:
            self._page.act(
                lambda _progress: records.delete_entry(ctx, table, opened.id),
                lambda _changes: self.close_form(),
                label="Đang xóa",
            )
