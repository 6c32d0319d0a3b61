"""Collecting what would be written, kind by kind: two rows about one record make one change of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ....domain.imports import RowState
from ..matching import Match
from .joining import Joined


class Placed:
    """The matches of a whole list, as `write_matches` takes them."""

    def __init__(self) -> None:
        self.matches: dict[str, list[Match]] = defaultdict(list)
        self._at: dict[tuple[str, int], int] = {}
        """(table, identity of the row kept) → its place in `matches`."""
        self._coming: dict[int, int] = {}
        """`id` of a record only about to be kept, which its match keeps alive → its place in `matches`."""

    def add(self, table: str, match: Match) -> None:
        """Take one match; one of a record met before goes over it, whether that is kept or only about to be."""
        found = self.matches[table]
        place = self._place(table, match.held)
        if place is None:
            place = len(found)
            found.append(match)
        else:
            first = found[place]
            state = match.state if first.state is RowState.SAME else first.state
            found[place] = Match(state, first.held, match.kept)
        if match.kept.id is None:
            self._coming[id(match.kept)] = place
        else:
            self._at[table, match.kept.id] = place

    def _place(self, table: str, held: Any) -> int | None:
        if held is None:
            return None
        return self._coming[id(held)] if held.id is None else self._at.get((table, held.id))

    def add_all(self, joined: Iterable[tuple[str, Joined]]) -> None:
        """Take everything one row says."""
        for table, one in joined:
            self.add(table, one.match)
