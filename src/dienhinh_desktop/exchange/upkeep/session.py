"""The traces a running program leaves in the data folder, by which the next start knows how the last one ended."""

from __future__ import annotations

import contextlib
from pathlib import Path

from .fault_log import FOLDER

RUNNING = "dang_mo"
CRASH = "dung_dot_ngot.txt"


def begin(folder: Path) -> bool:
    """Note that the program runs on this folder; tell whether the last one was cut off in the middle."""
    mark = folder / FOLDER / RUNNING
    cut_off = mark.exists()
    with contextlib.suppress(OSError):
        mark.touch()
    return cut_off


def end(folder: Path) -> None:
    """Note that the program was closed in the ordinary way."""
    with contextlib.suppress(OSError):
        (folder / FOLDER / RUNNING).unlink(missing_ok=True)


def crash_file(folder: Path) -> Path:
    """Return the file the interpreter writes to when a fault below Python kills it."""
    return folder / FOLDER / CRASH


def take_crash(folder: Path) -> str:
    """Return what that file holds from the last time, and empty it."""
    file = crash_file(folder)
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
        file.unlink()
    except OSError:
        return ""
    return text
