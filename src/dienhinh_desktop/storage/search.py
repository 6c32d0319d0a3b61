"""Finding subjects by what a clerk types: words without marks, initials, the end of a CCCD, a decision number.

Derived text is kept beside the record (`search_key`, `decision_key`, `name_key`), folded by `domain.text`, and compared
with plain LIKE: quick enough for 100,000 subjects, and the same on every database.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, distinct, func, literal, or_, select

from ..domain.text import fold
from . import tables

_WITH_DECISION = ("ratings", "awards", "initiatives", "disciplines")
_SHORTEST_TAIL = 3


def derive(table: str, row: dict[str, Any]) -> None:
    """Add the derived text to a row about to be written."""
    if table == "subjects":
        row["search_key"] = subject_key(row["code"], row["name"])
    elif table in _WITH_DECISION:
        row["decision_key"] = fold(row["decision"]) or None if row["decision"] else None
    if table == "initiatives":
        row["name_key"] = fold(row["name"])


def subject_key(code: str, name: str) -> str:
    """Return the folded words of a subject with its initials: " nguyen van an nva cb001"."""
    words = fold(name)
    return f" {words} {''.join(word[0] for word in words.split())} {fold(code)}"


def find(text: str) -> Iterator[Select[str]]:
    """Yield the statements whose subject codes together answer the text; none when it holds no word."""
    yield from find_named(text)
    folded = fold(text)
    if not folded or not folded[0].isdigit():
        return
    start = folded if " " in folded else f"{folded} "
    for name in _WITH_DECISION:
        table = tables.METADATA.tables[name]
        held = table.c.decision_key
        found = _codes(or_(held == folded, held.startswith(start, autoescape=True)))
        yield found.join(table, table.c.subject_id == tables.subjects.c.id).distinct()


def find_named(text: str) -> Iterator[Select[str]]:
    """Yield the statements that find subjects by name, initials, code and the end of the CCCD, and by nothing else.

    Every word begins a word of the subject, or is three digits and more at the end of its CCCD; a CCCD may be written
    in groups of digits.
    """
    words = fold(text).split()
    if not words:
        return
    yield _codes(and_(*(_begins(word) for word in words)))
    digits = "".join(words)
    if len(words) > 1 and digits.isdigit() and len(digits) >= _SHORTEST_TAIL:
        yield _codes(tables.subjects.c.citizen_id.endswith(digits))


def _begins(word: str) -> ColumnElement[bool]:
    held = tables.subjects.c
    begins = held.search_key.contains(f" {word}", autoescape=True)
    if word.isdigit() and len(word) >= _SHORTEST_TAIL:
        return or_(begins, held.citizen_id.endswith(word))
    return begins


def find_decisions(table: str, text: str, most: int) -> Select[Any, Any, int] | None:
    """Return the statement that finds decision numbers with every word of the text in any order, or None.

    Its rows are a number as written, its day, and how many subjects it names. A text without a digit finds none: every
    number has one, and no two letters of an abbreviation tell anything.
    """
    words = fold(text).split()
    if not any(char.isdigit() for word in words for char in word):
        return None
    held = tables.METADATA.tables[table].c
    key = literal(" ").concat(held.decision_key)
    return (
        select(func.min(held.decision), func.min(held.day), func.count(distinct(held.subject_id)))
        .where(and_(*(key.contains(f" {word}", autoescape=True) for word in words)))
        .group_by(held.decision_key)
        .order_by(func.length(held.decision_key), held.decision_key)
        .limit(most)
    )


def _codes(condition: ColumnElement[bool]) -> Select[str]:
    return select(tables.subjects.c.code).where(condition)
