"""A process of its own for reading a file: it may crash, hang or ask for too much, the program may not."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path


@contextmanager
def reading_process(work: Callable[[str, Connection], None], path: Path, name: str) -> Iterator[Connection]:
    """Run `work(path, pipe)` in a process called `name` and give the pipe it answers through.

    The process is killed when the block is left, however it is left.
    """
    # spawn: a fork of a program with Qt and database threads may deadlock, and would carry all its memory along.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(str(path), theirs), daemon=True, name=name)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def confine(memory: int, seconds: int) -> None:
    """Bound this process, a reading one, to so many bytes and processor seconds, and keep it off the screen.

    Libraries print words of their own when they fail. Windows has no such limits: there what a file may unpack to is
    counted while reading, and the program waits only so long.
    """
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nothing, stream)
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
