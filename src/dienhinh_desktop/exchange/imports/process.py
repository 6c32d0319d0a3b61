"""A process of its own for reading a file: it may crash or hang, the program may not."""

from __future__ import annotations

import multiprocessing
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
