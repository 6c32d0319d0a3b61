"""One row of a package beside the row kept: blanks are filled, what both hold differently is a conflict to settle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...domain.catalogue import Catalogue
from ...domain.dates import PartialDate
from ...domain.imports import RowState
from ...domain.packages import MergeConflict, MergeDecisions, MergeSide
from ...domain.records import Registration, Subject, SubjectKind
from ...domain.text import decision_key, fold
from ..entries import HEADINGS
from ..imports.matching import KEYS, Key, Match, differences
from ..imports.preview import shown
from ..wording import describe


def keys(catalogue: Catalogue) -> dict[str, Key]:
    """Return what makes two rows of a kind the same thing between two offices, more than inside one.

    One year has one grade and one title of a kind, one decision gives an award once: another number or day for it is
    a conflict, no second row.
    """

    def award(row: Any) -> tuple[object, ...]:
        form = catalogue.awards.get(row.form)
        if form is not None and form.yearly and row.year:
            return row.subject, row.form, row.year
        if row.decision:
            return row.subject, row.form, decision_key(row.decision)
        return row.subject, row.form, row.year, row.date

    return {
        **KEYS,
        "ratings": lambda row: (row.subject, row.year),
        "awards": award,
        "initiatives": lambda row: (row.subject, fold(row.name)),
    }


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a row: the match to be written, and the conflicts it holds, decided or not."""

    match: Match
    conflicts: tuple[MergeConflict, ...] = ()

    @property
    def state(self) -> RowState:
        """The state the preview shows."""
        return RowState.ASK if any(item.side is None for item in self.conflicts) else self.match.state


@dataclass(frozen=True, slots=True)
class Settler:
    """Settles rows for one package: what was decided, whose package it is, how units lie, who is whose."""

    decisions: MergeDecisions
    sender: str
    own: Collection[str]
    """The sender and all below it."""
    line: Callable[[str], Collection[str]]
    """The units a code lies under, itself among them."""
    names: Mapping[str, str]
    catalogue: Catalogue

    def settled(self, table: str, place: int, said: Any, match: Match) -> Settled:
        """Return what becomes of a row that stands for one kept; other rows stay as they were matched."""
        if match.state is not RowState.CHANGED:
            return Settled(match)
        if isinstance(said, Subject) and said.kind is SubjectKind.COLLECTIVE and said.code not in self.own:
            return Settled(Match(RowState.SAME, match.held, match.held))  # nobody corrects another's unit
        changes: dict[str, Any] = {}
        conflicts: list[MergeConflict] = []
        for name, theirs in differences(match.held, said).items():
            ours = getattr(match.held, name)
            if self._is_theirs(said, ours, theirs):
                changes[name] = theirs
            elif not self._says_no_more(name, ours, theirs):
                conflict = self._conflict(table, place, name, match.held, theirs)
                conflicts.append(conflict)
                if conflict.side is MergeSide.THEIRS:
                    changes[name] = theirs
        state = RowState.CHANGED if changes else RowState.SAME
        return Settled(Match(state, match.held, replace(match.held, **changes)), tuple(conflicts))

    def _is_theirs(self, said: Any, ours: Any, theirs: Any) -> bool:
        """Tell whether the package's value stands without a question: a blank filled, a day told more exactly."""
        if ours is None or ours == ():
            return True
        if isinstance(said, Registration):
            return said.introducer == self.sender
        return isinstance(theirs, PartialDate) and theirs.narrows(ours)

    def _says_no_more(self, name: str, ours: Any, theirs: Any) -> bool:
        """Tell whether the value kept stands without a question: another spelling, a day told less exactly."""
        if name == "unit":
            return ours in self.line(theirs) or theirs in self.line(ours)
        if isinstance(ours, tuple):
            return set(theirs) <= set(ours)
        if name in ("decision", "number"):
            return decision_key(ours) == decision_key(theirs)
        if isinstance(ours, str) and isinstance(theirs, str) and name not in ("name", "written"):
            return fold(ours) == fold(theirs)
        return name == "written" or (isinstance(ours, PartialDate) and ours.narrows(theirs))

    def _conflict(self, table: str, place: int, name: str, held: Any, theirs: Any) -> MergeConflict:
        key = f"{table}:{place}:{name}"
        code = held.code if isinstance(held, Subject) else getattr(held, "subject", None) or held.unit or ""
        ours, said = getattr(held, name), theirs
        words = [self.names.get(value, value) if name in _UNITS else value for value in (ours, said)]
        return MergeConflict(
            key=key,
            subject=code,
            name=self.names.get(code, code),
            where="" if isinstance(held, Subject) else describe(held, self.catalogue),
            heading=HEADINGS.get((table, name), name),
            ours=shown(words[0]),
            theirs=shown(words[1]),
            side=self.decisions.sides.get(key, self.decisions.keep),
        )


_UNITS = frozenset({"unit", "locality", "collective", "introducer"})
