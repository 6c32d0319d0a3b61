"""Pages of papers before the clerk, and from there to the printer; what was printed is noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....domain.issued import PaperRow
from ....domain.upkeep import Changes, Progress
from ....services import delivery, documents
from ....services.context import Context
from ... import printing
from ...kit.buttons import button, tool
from ...kit.preview_card import PreviewCard
from ...page import Page

_MOST_SHOWN = 60
"""Pages looked at before printing; what is behind them is printed all the same."""


class PrintDesk:
    """The preview of the page "Ký, in, gửi": one paper, or all in the order of the dossier."""

    def __init__(self, page: Page) -> None:
        """Make the card; `page` asks for the work and shows what fails."""
        self._page = page
        self._rows: tuple[PaperRow, ...] = ()
        self._pdf = b""
        self._asked = 0
        self.print = button("In", self.print_pages, icon="printer", kind="primary", tip="In (Ctrl+P)")
        self.card = PreviewCard(self.print, tool("Đóng bản xem (Esc)", "x", page.leave))
        self.card.width_asked.connect(lambda width: self._draw(width, keep_place=True))
        self.card.words_asked.connect(self._find)

    def show(self, rows: Sequence[PaperRow], *, signed: bool) -> None:
        """Show papers; `signed`: their signed copies where there are, as they are, else as they go to the printer."""
        self._rows = tuple(item for item in rows if item.issued is not None)
        ctx, shown = self._page.ctx, _first(self._rows)
        self.card.show_name(_named(self._rows, shown), draft=False)
        self._page.ask(lambda: delivery.pages_of(ctx, shown, signed=signed), self._have, key="pdf")

    def _have(self, pdf: bytes) -> None:
        self._pdf, self._asked = pdf, 0
        self._draw(self.card.view.wanted_width, keep_place=False)

    def _draw(self, width: int, *, keep_place: bool) -> None:
        pdf = self._pdf
        if pdf and width != self._asked:
            self._asked = width
            self._page.ask(
                lambda: documents.page_images(pdf, width),
                lambda pictures: self.card.show_pages(pictures, keep_place=keep_place),
                key="pages",
            )

    def _find(self, words: str) -> None:
        pdf = self._pdf
        self._page.ask(lambda: documents.find_words(pdf, words), self.card.show_found, key="words")

    def print_pages(self) -> None:
        """Ask for a printer, and print every paper in its copies."""
        if not self._rows:
            return
        printer = printing.ask_printer(self._page)
        if printer is None:
            return
        ctx, rows, width = self._page.ctx, self._rows, printing.width_for(printer)
        copies = {item.issued.id: item.issued.copies or 1 for item in rows if item.issued and item.issued.id}
        total = sum(item.issued.pages * (item.issued.copies or 1) for item in rows if item.issued)

        def work(progress: Progress) -> Changes:
            printing.print_pages(printer, _sheets(ctx, rows, width), total, progress)
            return delivery.note_printed(ctx, copies)

        self._page.act(work, label="Đang in")


def _first(rows: Sequence[PaperRow]) -> tuple[PaperRow, ...]:
    """Return the papers to be looked at, at least one: not so many pages that drawing them fills the memory."""
    found: list[PaperRow] = []
    pages = 0
    for item in rows:
        pages += item.issued.pages if item.issued else 0
        if found and pages > _MOST_SHOWN:
            break
        found.append(item)
    return tuple(found)


def _named(rows: Sequence[PaperRow], shown: Sequence[PaperRow]) -> str:
    if len(rows) == 1:
        return rows[0].title
    return f"{len(rows)} văn bản" + (f", xem {len(shown)} văn bản đầu, in đủ cả" if len(shown) < len(rows) else "")


def _sheets(ctx: Context, rows: Sequence[PaperRow], width: int) -> Iterator[bytes]:
    """Yield the pages of every paper, copy after copy, each paper drawn once."""
    for item in rows:
        pages = documents.page_images(delivery.pages_of(ctx, [item], signed=False), width)
        for _copy in range(item.issued.copies or 1 if item.issued else 0):
            yield from pages
