"""From the evidence of a verdict to the scan that proves it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject

from ....domain.proofs import Proof
from ....services import proofs
from ...page import Page
from ...viewing import open_file
from .panel import ReasonPanel

_Entry = tuple[str, int]


class ProofLinks(QObject):
    """Looks which evidence of the verdict shown has a file, and opens it when it is clicked."""

    def __init__(self, page: Page, panel: ReasonPanel) -> None:
        super().__init__(page)
        self._page, self._panel = page, panel
        self._found: dict[_Entry, tuple[Proof, ...]] = {}
        panel.tree.shown.connect(self._look)
        panel.tree.file_asked.connect(self._open)

    def _look(self, entries: Collection[_Entry]) -> None:
        self._found = {}
        if entries:
            ctx = self._page.ctx
            self._page.ask(lambda: proofs.proofs_of_entries(ctx, entries), self._have, key="proofs")

    def _have(self, found: dict[_Entry, tuple[Proof, ...]]) -> None:
        self._found = found
        self._panel.tree.show_files(found)

    def _open(self, entry: _Entry) -> None:
        """Open the one file there is; of several the record shows all."""
        held = self._found.get(entry, ())
        if len(held) == 1:
            open_file(self._page, held[0].file, held[0].caption)
        elif held:
            self._page.shell.go("records", subject=held[0].subject, tab="proofs")
