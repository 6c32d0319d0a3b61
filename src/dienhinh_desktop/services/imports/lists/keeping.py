"""What is kept today of those a list speaks of, with what rows further up have added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ....domain.imports import RowState
from ....domain.list_imports import Conflict, RowDecision
from ....domain.records import Subject
from ....domain.tree import line_up
from ....storage.reader import Reader
from ...context import Context
from ..matching import Match, differences
from .achievements import Facts
from .joining import Joined, join_award, join_initiative, join_position, join_rating, join_subject

FACTS = ("ratings", "awards", "initiatives", "positions", "registrations")
"""The kinds of record a list can give besides its subjects."""


class Keeping:
    """Everybody by code; what was won is read once for those asked for."""

    def __init__(self, ctx: Context, reader: Reader) -> None:
        self._catalogue, self._reader = ctx.catalogue, reader
        self.subjects = {subject.code: subject for subject in reader.records(kinds={"subjects"}).subjects}
        self._facts: dict[str, dict[str, list[Any]]] = {table: defaultdict(list) for table in FACTS}

    def load(self, codes: Iterable[str]) -> None:
        """Read what was won by these."""
        for table, rows in self._reader.records(set(codes), set(FACTS)).tables():
            for row in rows:
                self._facts[table][row.subject].append(row)

    def name(self, code: str | None) -> str:
        """Return the name of a code, empty where nobody has it."""
        held = self.subjects.get(code or "")
        return held.name if held else ""

    def near(self, one: str | None, other: str | None) -> bool:
        """Tell whether two units are one, or one lies under the other."""
        if one is None or other is None:
            return False
        return other in line_up(one, self._above) or one in line_up(other, self._above)

    def _above(self, code: str) -> str | None:
        held = self.subjects.get(code)
        return held.unit if held else None

    def join(
        self, said: Subject, facts: Facts, decision: RowDecision
    ) -> tuple[list[tuple[str, Joined]], tuple[Conflict, ...]]:
        """Return what becomes of all one row says, and the conflicts not settled; `take` makes rows below see it."""
        subject, conflicts = self._join_subject(said, decision)
        found = [("subjects", Joined(subject))]
        seen: dict[str, list[Any]] = {}
        for table, record in facts.records:
            held = seen.setdefault(table, list(self._facts[table][said.code]))
            joined = self._join(table, record, held, decision)
            _put(held, joined.match)
            found.append((table, joined))
        own = (joined.conflict for _, joined in found if joined.conflict is not None)
        return found, tuple(one for one in (*conflicts, *own) if one.key not in decision.keep)

    def take(self, joined: Iterable[tuple[str, Joined]]) -> None:
        """Make the rows below see what a row brings as kept."""
        for table, one in joined:
            if table == "subjects":
                self.subjects[one.match.kept.code] = one.match.kept
            else:
                _put(self._facts[table][one.match.kept.subject], one.match)

    def _join_subject(self, said: Subject, decision: RowDecision) -> tuple[Match, tuple[Conflict, ...]]:
        held = self.subjects.get(said.code)
        if held is None:
            return Match(RowState.NEW, None, said), ()
        names = {code: self.name(code) for code in (said.unit, held.unit) if code is not None}
        return join_subject(said, held, decision, names, near=self.near(said.unit, held.unit))

    def encloses(self, code: str, unit: str | None) -> bool:
        """Tell whether a unit is the subject itself or lies under it: nobody can belong to such a unit."""
        return code in line_up(unit, self._above)

    def _join(self, table: str, record: Any, held: list[Any], decision: RowDecision) -> Joined:
        if table == "ratings":
            return join_rating(record, held, decision)
        if table == "awards":
            return join_award(record, held, decision, self._catalogue)
        if table == "initiatives":
            return join_initiative(record, held)
        if table == "positions":
            return join_position(record, held)
        same = [one for one in held if not differences(one, record)]
        return Joined(Match(RowState.SAME, same[0], same[0]) if same else Match(RowState.NEW, None, record))


def _put(held: list[Any], match: Match) -> None:
    """Put what will be kept in the place of what is."""
    held[:] = [*(one for one in held if one is not match.held), match.kept]
