"""The records as the rules read them: all of them, kept while nothing changes, or just what a few subjects need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from ..rules.book import Book
from ..rules.excerpt import Excerpt
from ..rules.lookup import Lookup
from ..rules.traced import concerned
from ..storage.reader import Reader
from .bulk import many_values
from .context import Context

FEW = 500
"""Up to so many subjects are read for themselves; beyond, reading all records at once is quicker."""


def book_of(ctx: Context, reader: Reader) -> Book:
    """Return the index over all records; after an act only what it changed is read again, where that is little."""
    with ctx.memory.reading:
        held = in_hand(ctx, reader)
        if held is None:
            ctx.memory.book = ctx.memory.judged = None  # the old is let go of first: both at once may be too much
            with many_values():
                held = ctx.memory.book = Book(reader.records(), ctx.catalogue)
            ctx.memory.act = reader.last_act()
        return held


def in_hand(ctx: Context, reader: Reader) -> Book | None:
    """Return the index read last, with what changed since read anew; None where that is better read as a whole.

    Every change of a folder is an act with a number of its own, and the folder belongs to one program at a time, so the
    acts since tell which records changed.
    """
    memory, act = ctx.memory, reader.last_act()
    with memory.reading:
        held = memory.book
        if held is not None and memory.act != act and not reader.same_records(memory.act):
            changed = reader.changed_records(memory.act, FEW)
            held = _revised(ctx, reader, held, changed) if changed is not None else None
        if held is not None:
            memory.act = act
        return held


def _revised(ctx: Context, reader: Reader, held: Book, changed: Mapping[str, Collection[str]]) -> Book:
    """Read again the rows that changed, and note whose verdicts are to be asked for again."""
    memory = ctx.memory
    codes = {code for of_kind in changed.values() for code in of_kind}
    fresh = reader.records(codes, changed)
    if "plan_documents" in changed:
        fresh = replace(fresh, plan_documents=reader.records(None, {"plan_documents"}).plan_documents)
    made = held.revised(fresh, codes, changed)
    judged = memory.judged
    if judged is not None and judged.book is held:
        memory.judged = judged.revised(made, concerned(judged.asked, changed, held, made))
    memory.book = made
    return made


def read_book(ctx: Context) -> Book:
    """Return the index over all records, in a reading of its own."""
    with ctx.db.read() as reader:
        return book_of(ctx, reader)


def pages_of(ctx: Context, reader: Reader, subjects: Collection[str] | None) -> Lookup:
    """Return what is needed to judge some subjects (None: everybody), good for as long as the reader is.

    All records where they are in hand as they stand; else, for a few subjects, an excerpt that reads what their
    conditions ask for, so that one subject costs the same among a hundred and among a hundred thousand.
    """
    if subjects is None or len(subjects) > FEW:
        return book_of(ctx, reader)
    if (held := in_hand(ctx, reader)) is not None:
        return held
    excerpt = Excerpt(reader, ctx.catalogue)
    excerpt.gather(subjects)
    return excerpt


@contextmanager
def read_pages(ctx: Context, subjects: Collection[str] | None) -> Iterator[Lookup]:
    """Give what is needed to judge some subjects for the time of a `with` block; all records outlast their reading."""
    with ExitStack() as reading:
        pages = pages_of(ctx, reading.enter_context(ctx.db.read()), subjects)
        if isinstance(pages, Book):
            reading.close()
        yield pages
