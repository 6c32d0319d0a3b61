"""What an open form hears while it is filled in: words typed before, a known decision, what speaks against an entry."""

from __future__ import annotations

from typing import Any

from ....domain.proofs import KnownScan
from ....domain.year_grid import CommonDecision
from ....services import entry_doubts, proofs, typed_words
from ...page import Page
from .decided_form import DecidedForm
from .entry_form import EntryForm
from .panel import FormPanel
from .proofs.asking import ask_proofs


class Advice:
    """Asks behind the window for one form; what comes back fills what is empty, informs, and never takes the focus."""

    def __init__(self, page: Page, form: FormPanel) -> None:
        self._page, self._form = page, form
        self._key = f"advice.{type(form).__name__}"
        form.filled.connect(self._learn)
        form.word_dropped.connect(self._forget)
        form.unit_asked.connect(self._add_unit)
        if isinstance(form, EntryForm):
            form.considered.connect(self._consider)
        if isinstance(form, DecidedForm):
            form.numbered.connect(self._recall)
            form.choose_files = lambda: ask_proofs(page)

    def _learn(self, table: str) -> None:
        ctx, form = self._page.ctx, self._form
        self._page.ask(lambda: typed_words.words_used(ctx, table), form.take_words, key=f"{self._key}.words")

    def _forget(self, table: str, field: str, words: str) -> None:
        ctx = self._page.ctx
        self._page.act(lambda _progress: typed_words.forget_word(ctx, table, field, words))

    def _add_unit(self, field: str, name: str) -> None:
        ctx, form = self._page.ctx, self._form
        self._page.act(
            lambda _progress: typed_words.add_unit(ctx, name),
            lambda added: form.take_unit(field, added[0], name),
            changes=lambda added: added[1],
        )

    def _consider(self, entry: Any, turn: int) -> None:
        ctx, form = self._page.ctx, self._form
        self._page.ask(
            lambda: entry_doubts.entry_doubts(ctx, entry),
            lambda found: form.show_doubts(found, turn),
            key=f"{self._key}.doubts",
        )

    def _recall(self, number: str, turn: int) -> None:
        ctx, form = self._page.ctx, self._form

        def fill(known: CommonDecision | None) -> None:
            if known is not None and isinstance(form, DecidedForm):
                form.fill_decision(known, turn)

        def offer(found: tuple[KnownScan, ...]) -> None:
            if isinstance(form, DecidedForm):
                form.offer_scans(found, turn)

        self._page.ask(lambda: typed_words.known_decision(ctx, number), fill, key=f"{self._key}.decision")
        self._page.ask(lambda: proofs.known_scans(ctx, number), offer, key=f"{self._key}.scans")
