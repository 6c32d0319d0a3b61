"""The records as the rules read them, kept between questions for as long as nothing changes."""

from __future__ import annotations

from ..rules.book import Book
from ..storage.reader import Reader
from .context import Context


def book_of(ctx: Context, reader: Reader) -> Book:
    """Return the index over all records, read anew only after an act has changed something.

    Every change of a folder is an act with a number of its own, and the folder belongs to one program at a time, so the
    number tells whether the records in hand are still the records of the folder.
    """
    act = reader.last_act()
    if ctx.memory.book is None or ctx.memory.act != act:
        ctx.memory.book, ctx.memory.act = Book(reader.records(), ctx.catalogue), act
    return ctx.memory.book


def read_book(ctx: Context) -> Book:
    """Return the index over all records, in a reading of its own."""
    with ctx.db.read() as reader:
        return book_of(ctx, reader)
