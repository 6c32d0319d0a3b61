"""The log of faults, fit to be handed on: what failed where in the program, and nothing that was ever typed or read.

Nothing is masked afterwards, which would have to guess what a name looks like; only what stands in the program itself
is written at all: fixed sentences, kinds of error, error codes, places in the source. Messages of errors, values and
paths stay out, since any of them may carry a name, a number or a folder of a user.
"""

from __future__ import annotations

import linecache
import logging
import re
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import CodeType, TracebackType

FOLDER = "logs"
FILE = "dienhinh.log"
LARGEST = 256 * 1024
"""Bytes of one log file; there are at most three."""
_OLDER = 2
_PACKAGE = "dienhinh_desktop"
_DEEPEST = 40
_CODES = ("errno", "winerror", "sqlite_errorcode", "sqlite_errorname", "returncode")
_FRAME = re.compile(r'^(?P<begin>\s*File )"(?P<path>[^"]*)"(?P<line>, line \d+)(?: in (?P<name>[\w<>.]+))?\s*$')
_THREAD = re.compile(
    r"^(Fatal Python error: [\w :]+|(Current )?[Tt]hread 0x[0-9a-f]+.*first\):|Windows fatal exception.*)$"
)


def open_log(folder: Path) -> logging.Handler:
    """Return a handler that writes the log of a data folder, bounded in size."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / FOLDER / FILE, maxBytes=LARGEST, backupCount=_OLDER, encoding="utf-8", delay=True
    )
    handler.setFormatter(FaultFormatter())
    return handler


def read_log(folder: Path) -> str:
    """Return the whole log of a data folder, oldest first."""
    names = [*(f"{FILE}.{number}" for number in range(_OLDER, 0, -1)), FILE]
    files = [folder / FOLDER / name for name in names]
    return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file())


class FaultFormatter(logging.Formatter):
    """Writes the fixed sentence of an entry without its values, and the error by kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one entry, of one or more lines."""
        at = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        head = f"{at} {record.levelname} {record.name}:{record.lineno}: {record.msg}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{head}\n{describe(error)}" if error is not None else head


def describe(error: BaseException) -> str:
    """Tell an error, and those it came from, by kind, code and place in the source."""
    return "\n".join(_lines(error, set()))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "which led to"
    yield from _frames(error.__traceback__)
    yield _kind(error)


def _frames(at: TracebackType | None) -> Iterator[str]:
    frames = list(traceback.walk_tb(at))[-_DEEPEST:]
    for frame, line in frames:
        place = _place(frame.f_code.co_filename)
        yield f"  {place}:{line} {frame.f_code.co_name}"
        if place.startswith(_PACKAGE) and (text := linecache.getline(frame.f_code.co_filename, line).strip()):
            yield f"    {text}"


def _place(path: str) -> str:
    """Shorten the path of a source file to what is the same on every computer."""
    parts = PurePath(path.replace("\\", "/")).parts
    for known in (_PACKAGE, "site-packages"):
        if known in parts:
            start = len(parts) - 1 - parts[::-1].index(known)
            return "/".join(parts[start + (known == "site-packages") :])
    return parts[-1] if parts and parts[-1].endswith(".py") else "?"


def _kind(error: BaseException) -> str:
    kind = type(error)
    codes = [f"{name}={value}" for name in _CODES if isinstance(value := getattr(error, name, None), int | str)]
    return " ".join([f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins."), *codes, *_own_words(error)])


def _own_words(error: BaseException) -> Iterator[str]:
    """Yield what the error names, where the failing line of the program itself names it too."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    code = last.tb_frame.f_code if last is not None else None
    if code is None or _PACKAGE not in code.co_filename:
        return
    named = getattr(error, "name", None)
    if isinstance(named, str) and named in code.co_names:
        yield f"({named})"
    told = error.args[0] if error.args else None
    if isinstance(told, str) and told in _constants(code):
        yield f"({told})"


def _constants(code: CodeType) -> set[str]:
    return {value for value in code.co_consts if isinstance(value, str)}


def scrub_crash(text: str) -> str:
    """Return what the interpreter wrote when it was killed by a fault, with every path shortened, the rest left out."""
    kept: list[str] = []
    for line in text.splitlines():
        if frame := _FRAME.match(line):
            place = _place(frame["path"])
            kept.append(f"  {place}{frame['line'].replace(', line ', ':')} {frame['name'] or ''}".rstrip())
        elif _THREAD.match(line):
            kept.append(line)
    return "\n".join(kept)
