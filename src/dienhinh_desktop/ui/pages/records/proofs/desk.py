"""What the tab Minh chứng, the clips of a card and the form of an entry ask for: adding, opening, tying, mending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from .....domain.proofs import ProofCard
from .....domain.upkeep import Changes
from .....services import proofs
from ....kit.file_dialogs import PROOFS, ask_open, remember
from ....kit.marks import Mark
from ....page import Page
from ....thumbnails import Thumbnails
from ....viewing import open_file
from ..card import Card
from ..card_rows import EntryRow
from .asking import FOLDER, ask_proofs


class ProofDesk(QObject):
    """Stands between the card of a record and the use cases of its proofs; `wanted` says whose card it is."""

    def __init__(self, page: Page, card: Card, wanted: Callable[[], str | None]) -> None:
        super().__init__(page)
        self._page, self._card, self._wanted = page, card, wanted
        self.thumbnails = Thumbnails(page.ctx, self)
        tab = card.proofs
        tab.pictures = lambda shown: self.thumbnails.get(shown.file)
        self.thumbnails.came.connect(tab.learn)
        tab.dropped.connect(self.add)
        tab.open_asked.connect(self.open)
        tab.rename_asked.connect(self._rename)
        tab.remove_asked.connect(self.remove)
        tab.replace_asked.connect(self._replace)
        tab.ties_written.connect(self._tie)
        card.files_asked.connect(self.choose)
        card.files_dropped.connect(self.add)
        card.file_opened.connect(self.open)
        page.shell.closing.connect(self.thumbnails.close)

    def read(self, code: str) -> None:
        """Read the proofs of the record shown."""
        ctx = self._page.ctx
        self.thumbnails.leave()

        def show(found: tuple[ProofCard, ...]) -> None:
            if code == self._wanted():
                self._card.show_proofs(found)

        self._page.ask(lambda: proofs.of_subject(ctx, code), show, key="proofs")

    def choose(self, entry: EntryRow | None = None) -> None:
        """Ask for files, and add them."""
        self.add(ask_proofs(self._page), entry)

    def add(self, paths: Sequence[Path], entry: EntryRow | None = None) -> None:
        """Keep files with the record shown, as proof of an entry where one is given; those refused are named."""
        code, ctx = self._wanted(), self._page.ctx
        if code is None or not paths:
            return
        remember(self._page.shell.preferences, FOLDER, paths[0].parent)
        tied = entry.key if entry is not None else None
        self._page.act(
            lambda progress: proofs.add(ctx, code, paths, tied, progress),
            self._added,
            label="Đang lưu tệp",
            changes=lambda done: done.changes,
        )

    def _added(self, done: proofs.Added) -> None:
        if done.refused:
            count = f"Không nhận {len(done.refused)} tệp, đã thêm {len(done.files)} tệp."
            self._page.notify(Mark.WARN, "", strong=count, details=done.refused)

    def open(self, card: ProofCard) -> None:
        """Open a file as a copy to look at."""
        open_file(self._page, card.file.id or 0, card.caption)

    def remove(self, files: Sequence[int]) -> None:
        """Take files off the record; Ctrl+Z and the trash bring them back."""
        self._act(lambda code: proofs.remove(self._page.ctx, code, files), "Đang bỏ")

    def _rename(self, file: int, words: str) -> None:
        self._act(lambda code: proofs.rename(self._page.ctx, code, file, words), "Đang đổi tên")

    def _tie(self, file: int, entries: Sequence[tuple[str, int]]) -> None:
        self._act(lambda code: proofs.tie(self._page.ctx, code, file, entries), "Đang ghi")

    def _replace(self, card: ProofCard) -> None:
        ctx, file = self._page.ctx, card.file.id or 0
        title = f"Chọn lại tệp cho {card.caption}"
        path = ask_open(self._page, self._page.shell.preferences, FOLDER, title, PROOFS)
        if path is not None:
            self._page.act(
                lambda _progress: proofs.replace_file(ctx, file, path),
                lambda _done: self._mended(file),
                label="Đang lưu",
            )

    def _mended(self, file: int) -> None:
        self.thumbnails.drop(file)
        self._card.proofs.mended(file)
        if (code := self._wanted()) is not None:
            self.read(code)

    def _act(self, work: Callable[[str], Changes], label: str) -> None:
        code = self._wanted()
        if code is not None:
            self._page.act(lambda _progress: work(code), label=label)
