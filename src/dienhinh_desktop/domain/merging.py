"""Making two records of one person, collective or household one: what is chosen, what moves, what cannot both be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .records import Subject


class Side(StrEnum):
    """Whose value stands where the two records differ."""

    KEPT = "giu"
    GONE = "gop"
    BOTH = "ca_hai"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeField:
    """One field of the two subjects in words; `offered` is the side that says something where the other does not."""

    field: str
    heading: str
    kept: str
    gone: str
    offered: Side

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.kept != self.gone


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConflict:
    """Two entries that say different things of one year, title or criterion; keeping both is allowed, and seen later.

    `key` names it in the choices.
    """

    key: str
    heading: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeView:
    """Two records side by side: what differs, what moves to the one kept (by kind), what becomes one, who refers.

    `joined`: entries of the other that the one kept has already. `references`: rows of others that will refer to the
    one kept. `notes`: what else the clerk should know, a sentence each.
    """

    kept: Subject
    gone: Subject
    fields: tuple[MergeField, ...]
    conflicts: tuple[MergeConflict, ...]
    moved: Mapping[str, int]
    joined: int
    references: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeChoices:
    """What the clerk chose: the fields taken from the record that goes, and a side for conflicts (else both stay)."""

    take: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict)
