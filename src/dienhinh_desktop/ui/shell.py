"""What a page may know of the frame around it: the context, the operations, the round in hand, and how to go places."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from ..domain.rounds import Round
from ..services.context import Context
from .operations import Operations


class Shell(QObject):
    """The desk a page is put on. Pages speak to it, never to one another.

    `went(name, arguments)`: a page asks to be brought elsewhere. `said(sentence)`: words for the status bar.
    `facts(texts)`: what the right end of the status bar says while the page is shown. `round_changed`: another round
    was taken in hand, or none. `undo_asked`, `redo_asked`: the last act is to be taken back, or done again.
    `find_asked`: "Tìm mọi thứ" is wanted. `closing`: the window goes; threads of pages are to end.
    """

    went = Signal(str, object)
    said = Signal(str)
    facts_said = Signal(object)
    round_changed = Signal(object)
    reopen_asked = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()
    find_asked = Signal()
    closing = Signal()

    def __init__(self, ctx: Context, operations: Operations, folder: Path, preferences: QSettings) -> None:
        super().__init__()
        self.ctx = ctx
        self.operations = operations
        self.folder = folder
        self.preferences = preferences
        self._round: Round | None = None

    @property
    def round(self) -> Round | None:
        """The round in hand."""
        return self._round

    def take_round(self, chosen: Round | None) -> None:
        """Take another round in hand and remember it."""
        self._round = chosen
        self.preferences.setValue("round", -1 if chosen is None or chosen.id is None else chosen.id)
        self.round_changed.emit(chosen)

    @property
    def today(self) -> date:
        """The office's day."""
        return self.ctx.now().date()

    def go(self, name: str, **arguments: Any) -> None:
        """Ask for a page by its name, with what it should show there."""
        self.went.emit(name, arguments)

    def say(self, sentence: str) -> None:
        """Put a sentence in the status bar."""
        self.said.emit(sentence)

    def show_facts(self, *texts: str) -> None:
        """Say at the right end of the status bar what the page rests on (plan version, readings)."""
        self.facts_said.emit(texts)

    def reopen(self, what: str = "") -> None:
        """Ask the program to open the window anew: after a new text size, or for practice ("practice", "real")."""
        self.reopen_asked.emit(what)
