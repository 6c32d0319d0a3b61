"""What was typed before: the words of a field by use, and what a decision number was kept with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from ..domain.text import decision_key, fold
from . import tables
from .part import ReaderPart

_DECIDED = ("awards", "ratings", "initiatives", "disciplines")


class DecisionUse(NamedTuple):
    """One entry that names a decision: its table and id, the day and the issuer kept with the number."""

    table: str
    id: int
    number: str
    day: date | None
    issuer: str | None


class WordsReader(ReaderPart):
    """What is kept of words, as it stands in one transaction."""

    def words_used(self, sources: Sequence[tuple[str, str]], most: int) -> list[tuple[str, int]]:
        """Return the words kept in some fields, as (table, column), with how often; the most used first."""
        found: Counter[str] = Counter()
        for table, column in sources:
            held = tables.METADATA.tables[table].c[column]
            counted = func.count().label("used")
            rows = select(held, counted).where(held.is_not(None)).group_by(held).order_by(counted.desc()).limit(most)
            for words, used in self._connection.execute(rows).all():
                found[words] += used
        return found.most_common(most)

    def decision_uses(self, number: str) -> list[DecisionUse]:
        """Return the entries that name a decision number, spaces and case aside."""
        key = decision_key(number)
        uses: list[DecisionUse] = []
        for table in _DECIDED:
            held = tables.METADATA.tables[table].c
            issuer = held.issuer if "issuer" in held else held.decision
            rows = (
                select(held.id, held.decision, held.day, issuer)
                .where(held.decision_key == fold(number))
                .order_by(held.id)
            )
            for row, written, day, by in self._connection.execute(rows).all():
                if decision_key(written) != key:
                    continue  # alike without marks, and yet another number
                on = date.fromisoformat(day) if day else None
                uses.append(DecisionUse(table, row, written, on, by if "issuer" in held else None))
        return uses
