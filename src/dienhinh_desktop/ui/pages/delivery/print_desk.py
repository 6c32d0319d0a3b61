"""Pages of papers before the clerk, and from there to the printer; what was printed is noted."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.issued import PaperRow
from ....domain.upkeep import Changes
from ....services import delivery, documents
from ... import printing
from ...kit.buttons import button, tool
from ...kit.preview_card import PreviewCard
from ...page import Page


class PrintDesk:
    """The preview of the page "Ký, in, gửi": one paper, or all in the order of the dossier."""

    def __init__(self, page: Page) -> None:
        """Make the card; `page` asks for the work and shows what fails."""
        self._page = page
        self._rows: tuple[PaperRow, ...] = ()
        self._pdf = b""
        self.print = button("In", self.print_pages, icon="printer", kind="primary", tip="In (Ctrl+P)")
        self.card = PreviewCard(self.print, tool("Đóng bản xem (Esc)", "x", page.leave))
        self.card.width_asked.connect(lambda width: self._draw(width, keep_place=True))
        self.card.words_asked.connect(self._find)

    def show(self, rows: Sequence[PaperRow], *, signed: bool) -> None:
        """Show papers; `signed`: their signed copies where there are, as they are, else as they go to the printer."""
        self._rows = tuple(item for item in rows if item.issued is not None)
        ctx, shown = self._page.ctx, self._rows
        one = shown[0]
        name = (
            (f"{one.name} – {one.about}" if ":" in one.key else one.name)
            if len(shown) == 1
            else f"{len(shown)} văn bản"
        )
        self.card.show_name(name, draft=False)
        self._page.ask(lambda: delivery.pages_of(ctx, shown, signed=signed), self._have, key="pdf")

    def _have(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._draw(self.card.view.wanted_width, keep_place=False)

    def _draw(self, width: int, *, keep_place: bool) -> None:
        pdf = self._pdf
        if pdf:
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
        ctx, rows = self._page.ctx, self._rows
        copies = {item.issued.id: item.issued.copies or 1 for item in rows if item.issued and item.issued.id}

        def work() -> Changes:
            pictures = [
                picture
                for item in rows
                for _copy in range(item.issued.copies or 1 if item.issued else 0)
                for picture in documents.page_images(
                    delivery.pages_of(ctx, [item], signed=False), printing.width_for(printer)
                )
            ]
            printing.print_pages(printer, pictures)
            return delivery.note_printed(ctx, copies)

        self._page.act(lambda _progress: work(), label="Đang in")
