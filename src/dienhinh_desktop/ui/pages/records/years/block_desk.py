"""A pasted block until it is kept or dropped: laid on the grid, its words asked about, then written as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .....domain.lists import WordKind
from .....domain.text import number_text
from .....domain.year_grid import CellNote, CellReading, CellWords, GridField, GridWritten, PastedBlock
from .....services import year_grid
from .....services.year_grid import Place
from ....kit.marks import Mark
from .model import NAMES

if TYPE_CHECKING:
    from .page import YearsPage


class BlockDesk:
    """`block` is what was pasted, or typed and not understood; None when nothing waits for a decision."""

    def __init__(self, page: YearsPage) -> None:
        self._page = page
        self.block: PastedBlock | None = None
        self._typed = False
        self._meanings: dict[tuple[WordKind, str], str] = {}
        self._early = False
        page.block.keep_asked.connect(self.keep)
        page.block.drop_asked.connect(self.drop)
        page.block.meant.connect(self._mean)
        page.block.early_asked.connect(self._take_early)

    # --- coming in ----------------------------------------------------------------------------------------------------

    def paste(self, text: str) -> None:
        """Lay a block on the grid from the cell in hand."""
        page, place = self._page, self._place()
        if place is None or page.grid is None:
            return
        ctx, grid, shown, shared = page.ctx, page.grid, page.cells.people(), page.columns.shared()
        page.ask(
            lambda: year_grid.lay_block(ctx, text, shown, grid.rows, grid.columns, place, shared=shared),
            lambda block: self._have(block, typed=False),
            key="block",
        )

    def _place(self) -> Place | None:
        view = self._page.view
        lines = view.selected_lines()
        if not lines:
            return None
        people = [row.code for row in self._page.cells.people()]
        indexes = view.selectionModel().selectedIndexes() or [view.currentIndex()]
        columns = [index.column() for index in indexes]
        first = min(columns)
        return Place(people.index(lines[0][0][0]), first - NAMES, len(lines), max(columns) - first + 1)

    def show_refused(self, refused: Sequence[CellNote], cells: Sequence[CellWords]) -> None:
        """Show typed cells that were not understood, with the question what they mean."""
        keys = {note.key for note in refused}
        left = [cell for cell in cells if cell.key in keys]
        if not left:
            return
        ctx, page, shared = self._page.ctx, self._page, self._page.columns.shared()
        page.ask(
            lambda: year_grid.look_at(ctx, left, shared=shared),
            lambda block: self._have(block, typed=True),
            key="block",
        )

    def _have(self, block: PastedBlock, *, typed: bool) -> None:
        self.block, self._typed = block, typed
        self._meanings, self._early = {}, False
        self._show()
        self._page.side.open_drawer()
        self._focus_question()

    def _show(self) -> None:
        page, block = self._page, self.block
        assert block is not None
        assert page.grid is not None
        page.cells.lay(block.readings)
        page.notes.close_notes()
        page.block.show_block(block, self._title(block), self._meanings, page.grid.query.kind, early=self._early)
        page.panel.verticalScrollBar().setValue(0)

    def _title(self, block: PastedBlock) -> str:
        count = number_text(len(block.readings))
        if self._typed:
            return f"{count} ô vừa gõ chưa ghi"
        return f"Vừa dán {count} ô{', theo họ tên' if block.by_name else ' từ Excel'}"

    def _focus_question(self) -> None:
        """Go where the next answer is wanted: the first unclear word; a block all understood leaves the grid alone."""
        words = self._page.block.words
        if words and not self._typed:
            next(iter(words.values())).setFocus()

    # --- deciding -----------------------------------------------------------------------------------------------------

    def _mean(self, word: tuple[WordKind, str], code: str) -> None:
        if self.block is None or not code:
            return
        self._meanings[word] = code

        def go_on() -> None:
            questions = list(self._page.block.words.values())
            (questions[0] if questions else self._page.block.keep).setFocus()

        self._look_again(go_on)

    def decision_given(self) -> None:
        """Understand the block anew: the decision of the column may give new initiatives their day."""
        if self.block is not None and not all(reading.fit for reading in self.block.readings):
            self._look_again(lambda: None)

    def _look_again(self, then: Callable[[], None]) -> None:
        block = self.block
        assert block is not None
        ctx, meanings, shared = self._page.ctx, dict(self._meanings), self._page.columns.shared()
        cells = [reading.cell for reading in block.readings]

        def have(understood: PastedBlock) -> None:
            if self.block is block:
                self.block = replace(block, readings=understood.readings)
                self._show()
                then()

        self._page.ask(lambda: year_grid.look_at(ctx, cells, meanings, shared), have, key="block")

    def _take_early(self, yes: bool) -> None:
        self._early = yes
        if self.block is not None:
            self._show()
            self._page.block.early.setFocus()

    def take_out(self, cells: Sequence[CellWords]) -> None:
        """Leave cells out of the block that were typed over meanwhile."""
        if self.block is None:
            return
        keys = {cell.key for cell in cells}
        readings = tuple(reading for reading in self.block.readings if reading.cell.key not in keys)
        if len(readings) == len(self.block.readings):
            return
        if not readings:
            self.forget()
            return
        self.block = replace(self.block, readings=readings)
        self._show()

    # --- going out ----------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Write the understood cells as one act, and remember what words were decided to mean."""
        page, block = self._page, self.block
        if block is None or page.grid is None:
            return
        fit = [reading for reading in block.readings if reading.fit and (self._early or not reading.early)]
        if not fit:
            return
        cells = tuple(reading.cell for reading in fit)
        ctx, columns, meanings, early = page.ctx, page.grid.columns, dict(self._meanings), self._early
        left, shared = len(block.readings) - len(cells), page.columns.shared()
        verb = "Nhập" if self._typed else "Dán"
        self.forget()
        page.cells.wait({reading.cell.key: _shown(reading) for reading in fit})

        def have(written: GridWritten) -> None:
            page.have_written(written, cells, verb)
            if left:
                self._tell_left(left)

        page.act(
            lambda _progress: year_grid.write_cells(
                ctx, cells, columns, verb=verb, meanings=meanings, early=early, shared=shared
            ),
            have,
            changes=lambda written: written.changes if written.changes.kinds else None,
        )
        page.view.setFocus()

    def _tell_left(self, count: int) -> None:
        self._page.notify(Mark.WARN, f"{number_text(count)} ô của lần dán không ghi; các ô ấy giữ nguyên như trước.")

    def drop(self) -> None:
        """Leave all cells as they were."""
        self.forget()
        self._page.shell.say("Đã bỏ; các ô giữ nguyên như trước.")
        self._page.view.setFocus()

    def forget(self) -> None:
        """Have nothing in hand."""
        self.block = None
        self._meanings, self._early = {}, False
        self._page.cells.lay(())
        self._page.block.hide()
        self._page.side.close_drawer()


def _shown(reading: CellReading) -> str:
    graded = reading.cell.column.field is GridField.GRADE and reading.codes
    return reading.codes[0] if graded else reading.text
