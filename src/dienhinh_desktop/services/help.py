"""Help: the book of fields and tasks, found by any words, and the keys on one printed page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ..domain.help import HelpBook, TaskHelp
from ..domain.text import fold, matches
from ..exchange.documents import write_keys_pdf
from ..storage.help_files import load_help
from .context import Context
from .upkeep import office


@lru_cache
def help_book() -> HelpBook:
    """Return all help there is."""
    return load_help()


def find_tasks(book: HelpBook, text: str) -> tuple[TaskHelp, ...]:
    """Return the tasks that hold every word of a text, marks aside; those named by it first."""
    words = fold(text).split()
    named = [task for task in book.tasks if matches(fold(f"{task.title} {task.words}"), words)]
    told = [task for task in book.tasks if task not in named and matches(fold(" ".join(task.steps)), words)]
    return (*named, *told)


def write_keys(ctx: Context, keys: Sequence[tuple[str, str]], target: Path) -> None:
    """Write the keys, each with what it does, as one page of PDF. Raises UserError when the target refuses."""
    write_keys_pdf(office(ctx).name, keys, target)
