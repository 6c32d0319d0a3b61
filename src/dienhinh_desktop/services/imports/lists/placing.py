"""Collecting what would be written, kind by kind: two rows about one record make one change of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ....domain.imports import RowState
from ..matching import Match
from .joining import Joined


class Placed:
    """The matches of a whole list, as `write_matches` takes them."""

    def __init__(self) -> None:
        self.matches: dict[str, list[Match]] = defaultdict(list)
        self._at: dict[tuple[str, int], int] = {}
        """(table, identity of the row kept) → its place in `matches`."""

    def add(self, table: str, match: Match) -> None:
        """Take one match; one of a record met before goes over it, whether that is kept or only about to be."""
        number = match.held.id if match.held is not None else None
        if number is not None and (table, number) in self._at:
            place = self._at[table, number]
        elif match.held is not None and number is None:
            place = next(n for n, first in enumerate(self.matches[table]) if first.kept is match.held)
        else:
            if number is not None:
                self._at[table, number] = len(self.matches[table])
            self.matches[table].append(match)
            return
        first = self.matches[table][place]
        state = match.state if first.state is RowState.SAME else first.state
        self.matches[table][place] = Match(state, first.held, match.kept)

    def add_all(self, joined: Iterable[tuple[str, Joined]]) -> None:
        """Take everything one row says."""
        for table, one in joined:
            self.add(table, one.match)
