"""Everything that must not happen while the window is used: what was raised, logged or warned of is kept here."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

OF_THE_HARNESS = ("This plugin does not support", "Mouse event")
"""What the screenless platform and the made-up mouse say of themselves; no fault of the program."""


class Watch(logging.Handler):
    """Keeps every fault with the action it followed; the same fault counts once, however often it comes."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.faults: dict[str, str] = {}
        self.after = "the beginning"

    def keep(self, kind: str, words: str, *, key: str = "") -> None:
        """Keep a fault: what kind it is, its words, and what makes it the same as an earlier one."""
        self.faults.setdefault(f"{kind}: {key or words}", f"{kind} after {self.after}\n{words}")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what the program logged from a warning upwards, with its traceback."""
        error = record.exc_info[1] if record.exc_info else None
        words = "".join(traceback.format_exception(error)) if error else ""
        self.keep("logged", f"{record.getMessage()}\n{words}", key=_place(error) if error else "")

    def raised(self, _kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
        """Keep what nobody caught."""
        self.keep("raised", "".join(traceback.format_exception(error)), key=_place(error))

    def said(self, kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        """Keep what Qt warns of."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not words.startswith(OF_THE_HARNESS):
            self.keep("Qt", words)


def _place(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{type(error).__name__} at {last[0].filename}:{last[0].lineno}" if last else repr(error)


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch the whole process until the block ends: log, threads, whatever nobody caught, Qt, Python's warnings."""
    watch = Watch()
    root = logging.getLogger("dienhinh_desktop")
    before: tuple[Any, ...] = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    sys.excepthook = watch.raised
    threading.excepthook = lambda told: watch.keep("thread", repr(told.exc_value))
    sys.unraisablehook = lambda told: watch.keep("unraisable", f"{told.err_msg} {told.exc_value!r} {told.object!r}")
    handler = qInstallMessageHandler(watch.said)
    root.addHandler(watch)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            yield watch
        finally:
            root.removeHandler(watch)
            qInstallMessageHandler(handler)
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            for item in warned:
                watch.keep("warned", f"{item.category.__name__}: {item.message}", key=f"{item.filename}:{item.lineno}")
