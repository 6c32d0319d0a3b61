"""Finding subjects by what a clerk types: words without marks, initials, the end of a CCCD, a decision number.

Derived text is kept beside the record (`search_key`, `decision_key`, `name_key`), folded by `domain.text`, and compared
with plain LIKE: quick enough for 100,000 subjects, and the same on every database.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

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
    folded = fold(text)
    words = folded.split()
    if not words:
        return
    key = tables.subjects.c.search_key
    yield _codes(and_(*(key.contains(f" {word}", autoescape=True) for word in words)))
    digits = "".join(words)
    if digits.isdigit() and len(digits) >= _SHORTEST_TAIL:
        yield _codes(tables.subjects.c.citizen_id.endswith(digits))
    if words[0][0].isdigit():
        start = folded if len(words) > 1 else f"{folded} "
        for name in _WITH_DECISION:
            table = tables.METADATA.tables[name]
            held = table.c.decision_key
            found = _codes(or_(held == folded, held.startswith(start, autoescape=True)))
            yield found.join(table, table.c.subject_id == tables.subjects.c.id).distinct()


def _codes(condition: ColumnElement[bool]) -> Select[str]:
    return select(tables.subjects.c.code).where(condition)
