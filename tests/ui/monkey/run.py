"""A run of the monkey over one page: a program really opened on practice data, checked after each hundred actions."""

from __future__ import annotations

import random
import shutil
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.app import Program
from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.services import rounds
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.ui.window import Window

from ..desk import NOW, fill_practice, settle
from .actions import Monkey
from .answers import Answers, answering
from .watch import Watch, watching

SHIFT = 250
"""Actions after which the folder is filled anew, so that there is always something left to press."""
AWAY = 2
"""Actions on other pages before the monkey is brought back."""
PATIENCE = 240.0
"""Seconds the worker may take to come to rest."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: actions begun on the page, those on others on the way, faults (see `Watch`)."""

    page: str
    seed: int
    actions: int
    elsewhere: int
    faults: dict[str, str]


def fill(folder: Path) -> None:
    """Fill a data folder with the practice records, a round and a few candidates."""
    with open_context(folder, "người thử", lambda: NOW) as ctx:
        opened = fill_practice(ctx)
        assert opened.id is not None
        chosen = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB021", "COT_CAN"))
        rounds.register(ctx, opened.id, [Choice(subject=code, field=field) for code, field in chosen])


def run(app: QApplication, page: str, actions: int, seed: int, folder: Path) -> Outcome:
    """Act on a page so many times, in shifts; `folder` is an empty folder to work in."""
    filled = folder / "day"
    fill(filled)
    dice = random.Random(f"{page} {seed}")
    answers = Answers(dice, folder)
    monkey = Monkey(dice, answers.samples)
    done = elsewhere = 0
    with watching() as watch, answering(answers):
        for shift in range(0, actions, SHIFT):
            place = folder / f"ca_{shift}"
            shutil.copytree(filled, place)
            with opened(app, place) as program:
                keeper = _Shift(program, monkey, dice, watch, page)
                try:
                    keeper.work(min(SHIFT, actions - shift))
                except Stuck as stuck:
                    watch.keep("stuck", str(stuck), key="the worker did not come to rest")
                done, elsewhere = done + keeper.done, elsewhere + keeper.elsewhere
            _read_log(place, watch)
            shutil.rmtree(place)
    return Outcome(page, seed, done, elsewhere, watch.faults)


@contextmanager
def opened(app: QApplication, folder: Path) -> Iterator[Program]:
    """Open the program on a folder; put it away afterwards."""
    program = Program(app, folder, lambda: NOW)
    assert program.open()
    try:
        yield program
    finally:
        if program.window is not None:
            with suppress(TimeoutError):
                settle(program.window, PATIENCE)
        program.close()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


class Stuck(Exception):
    """The worker did not come to rest."""


class _Shift:
    """So many actions on one page of an open program."""

    def __init__(self, program: Program, monkey: Monkey, dice: random.Random, watch: Watch, page: str) -> None:
        self._program, self._monkey, self._dice, self._watch, self._page = program, monkey, dice, watch, page
        self.done = self.elsewhere = 0

    def work(self, actions: int) -> None:
        """Act, come to rest, check after each hundred."""
        away = 0
        self._settle()
        while self.done < actions:
            window = self._window
            there = window.page is not None and window.page.name == self._page
            away = 0 if there else away + 1
            if not there and away > AWAY:
                window.go(self._page)
                continue
            self._watch.after = f"{self._page} {self.done}: {self._monkey.act(window)}"
            self.done, self.elsewhere = self.done + there, self.elsewhere + (not there)
            self._rest()
            if there and self.done % 100 == 0:
                self._check()
        self._check()

    @property
    def _window(self) -> Window:
        """The window of the moment; the program may just be opening it anew."""
        until = time.monotonic() + PATIENCE
        while self._program.window is None:
            QApplication.processEvents()
            assert time.monotonic() < until, "the window did not open again"
        return self._program.window

    def _rest(self) -> None:
        """Mostly let the work in hand end, sometimes go on at once as an impatient hand does."""
        if self._dice.random() < 0.75:
            self._settle()
        else:
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the loop of the program does by itself

    def _settle(self) -> None:
        """Let the worker end; a window put away meanwhile gives way to the one opened in its place."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            window = self._window
            try:
                settle(window, 2)
            except TimeoutError:
                continue
            if window is self._program.window:
                return
        raise Stuck("\n".join(_standing(self._window)))

    def _check(self) -> None:
        self._settle()
        window = self._window
        with window.shell.ctx.db.read() as reader:
            for fault in reader.check():
                self._watch.keep("data", fault)
        if not window.isVisible():
            self._watch.keep("window", "the window is gone")


def _standing(window: Window) -> Iterator[str]:
    """Name the work that does not end, and where every thread stands."""
    yield from (f"waiting: {job.label} {job.key}" for job in window.shell.operations._pending)
    for number, frame in sys._current_frames().items():
        yield f"thread {number}\n{''.join(traceback.format_stack(frame)[-12:])}"


def _read_log(folder: Path, watch: Watch) -> None:
    for log in folder.rglob("*.log"):
        if " ERROR " in (written := log.read_text(encoding="utf-8")) or " CRITICAL " in written:
            watch.keep("log", written[-4000:], key="a fault stands in the log")
