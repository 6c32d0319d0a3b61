"""Taking in what was signed elsewhere or by hand: found by its code, asked about, or taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ....domain.issued import IssuedPaper, PaperRow, SignedCopy
from ....domain.scans import OpenedScan, ScanPart
from ....domain.upkeep import Changes
from ....services import delivery, documents
from ...kit.marks import Mark
from ...page import Page
from .paper_cards import ReceiveCard
from .split_card import SplitCard

_VERDICTS = {"hop_le": Mark.OK, "chua_xac_dinh": Mark.WARN, "khong_hop_le": Mark.BAD, None: Mark.OK}


class ReceiveDesk:
    """What the page does with a signed file; `show` brings one of the two cards before the clerk, `done` puts it away.

    `rows` are the papers issued, `chosen` those in hand.
    """

    def __init__(
        self,
        page: Page,
        rows: Callable[[], Sequence[PaperRow]],
        chosen: Callable[[], Sequence[PaperRow]],
        show: Callable[[ReceiveCard | SplitCard], object],
        done: Callable[[], object],
    ) -> None:
        self._page, self._rows, self._chosen, self._show, self._done = page, rows, chosen, show, done
        self._pdf = b""
        self.card, self.split = ReceiveCard(), SplitCard()
        self.card.coded.connect(self._take_under)
        self.card.named.connect(self._take)
        self.card.split_asked.connect(self._open_split)
        self.split.coded.connect(self._find_code)
        self.split.asked.connect(self._split)
        self.split.pages.width_asked.connect(self._draw)

    @property
    def _round(self) -> int | None:
        held = self._page.shell.round
        return held.id if held is not None else None

    def receive(self, file: Path) -> None:
        """Take in a file: at once where its pages tell whose it is, else after asking."""
        number, ctx = self._round, self._page.ctx
        if number is not None:
            self._page.ask(lambda: delivery.open_scan(ctx, number, file), lambda scan: self._have(file, scan))

    def _have(self, file: Path, scan: OpenedScan) -> None:
        single = scan.single
        if single is not None and single.id is not None:
            self._take(file, single.id)
        elif scan.several:
            self._open_split(file, scan)
        else:
            chosen = self._chosen()
            self.card.ask(file, scan, self._rows(), chosen[0].key if len(chosen) == 1 else None)
            self._show(self.card)

    def _take_under(self, file: Path, typed: str) -> None:
        self._resolve(typed, lambda found: self._take(file, found.id) if found.id is not None else None)

    def _find_code(self, first: int, typed: str) -> None:
        self._resolve(typed, lambda found: self.split.settle(first, found))

    def _resolve(self, typed: str, then: Callable[[IssuedPaper], object]) -> None:
        number, ctx = self._round, self._page.ctx
        if number is not None:
            self._page.ask(lambda: delivery.version_under(ctx, number, typed), then, key="code")

    def _take(self, file: Path, issued_id: int) -> None:
        ctx = self._page.ctx
        self._page.act(
            lambda _progress: delivery.take_back(ctx, issued_id, file),
            self._have_copy,
            label="Đang nhận bản đã ký",
            changes=lambda done: done[1],
        )

    def _have_copy(self, done: tuple[SignedCopy, Changes]) -> None:
        copy, told = done
        self._tell(_VERDICTS[copy.verdict], told.sentence, copy.reasons)

    def _tell(self, mark: Mark, sentence: str, details: tuple[str, ...] = ()) -> None:
        self._done()
        self._page.clear_notices()
        self._page.notify(mark, sentence, details=details)

    def _open_split(self, file: Path, scan: OpenedScan) -> None:
        self.split.ask(file, scan, self._rows())
        self._show(self.split)
        self._page.ask(file.read_bytes, self._have_pdf, key="scan")

    def _have_pdf(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._draw(self.split.pages.wanted_width)

    def _draw(self, width: int) -> None:
        pdf = self._pdf
        if pdf:
            self._page.ask(
                lambda: documents.page_images(pdf, width),
                lambda pictures: self.split.pages.show_pages(pictures, keep_place=True),
                key="scan pages",
            )

    def _split(self, file: Path, parts: tuple[ScanPart, ...]) -> None:
        ctx = self._page.ctx
        self._page.act(
            lambda _progress: delivery.split_scan(ctx, file, parts),
            lambda told: self._tell(Mark.OK, told.sentence),
            label="Đang nhận bản quét",
        )
