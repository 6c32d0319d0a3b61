"""The column in hand: what its two cards show, and what is done to it as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .....domain.year_grid import CellKey, CellWords, CommonDecision, GridColumn
from .....services import proofs, typed_words, year_grid
from ....kit import typed
from ..proofs.asking import ask_proofs
from .column_card import DecisionCard, FillCard, is_fillable

if TYPE_CHECKING:
    from .page import YearsPage


class ColumnDesk:
    """Follows the cell in hand from column to column."""

    def __init__(self, page: YearsPage) -> None:
        self._page = page
        self.decision, self.fill = DecisionCard(page.ctx.catalogue, self._ask_files), FillCard(page.ctx.catalogue)
        self._column: GridColumn | None = None
        self._learned = False
        page.view.moved.connect(self._moved)
        self.decision.asked.connect(self._set_decision)
        self.fill.asked.connect(self._fill)
        self.decision.numbered.connect(self._recall)
        self.decision.given.connect(lambda: page.desk.decision_given())

    def _learn(self) -> None:
        """Read, once, which issuers are named at all, the most used first."""
        if self._learned:
            return
        self._learned, ctx = True, self._page.ctx
        self._page.ask(
            lambda: typed_words.words_used(ctx, "awards").get("issuer", ()),
            lambda found: self.decision.learn([words for words, _used in found]),
            key="issuers",
        )

    def _recall(self, number: str) -> None:
        ctx = self._page.ctx
        self._page.ask(
            lambda: (typed_words.known_decision(ctx, number), proofs.known_scans(ctx, number)),
            lambda found: self.decision.take_known(number, *found),
            key="known",
        )

    def _ask_files(self) -> list[Path]:
        return ask_proofs(self._page, "Chọn bản quét của quyết định")

    def _moved(self, key: CellKey | None) -> None:
        if key is None or self._column != key[1]:
            self.show()

    def _place(self) -> int | None:
        key, grid = self._page.view.current_key(), self._page.grid
        return grid.columns.index(key[1]) if key is not None and grid is not None else None

    def show(self) -> None:
        """Show what the column in hand lacks."""
        place, grid = self._place(), self._page.grid
        self._column = grid.columns[place] if place is not None and grid is not None else None
        for card in (self.decision, self.fill):
            card.setVisible(place is not None)
        if place is None or grid is None:
            return
        self._learn()
        wanted, rows = grid.columns[place], self._page.cells.people()
        self.decision.setVisible(wanted.field.decided)
        self.decision.show_column(wanted, rows, place, year_grid.known_decisions(grid, wanted))
        self.fill.show_column(wanted, grid.query.kind, rows, place)

    def shared(self) -> CommonDecision | None:
        """Return the decision new initiatives of the column in hand are kept by."""
        return self.decision.shared()

    def _set_decision(self, decision: CommonDecision, form: str) -> None:
        place, page, ctx = self._place(), self._page, self._page.ctx
        if place is None or page.grid is None:
            return
        wanted, codes = page.grid.columns[place], [one.code for one in page.cells.people()]
        picked = self.decision.files.value()
        page.act(
            lambda _progress: year_grid.set_decision(
                ctx, wanted, codes, decision, form or None, proofs.kept_of(ctx, picked)
            ),
            lambda _done: self._kept(),
        )

    def _kept(self) -> None:
        typed.let_go(self.decision)
        self.decision.files.write(())
        self.decision.files.offer(())

    def _fill(self, words: str) -> None:
        place, page = self._place(), self._page
        if place is None or page.grid is None:
            return
        wanted, people = page.grid.columns[place], page.cells.people()
        empty = [one.code for one in people if is_fillable(one.cells[place].state)]
        page.enter([CellWords(code, wanted, words) for code in empty], "Điền")
