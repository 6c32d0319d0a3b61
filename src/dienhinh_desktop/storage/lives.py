"""Reading the life of candidates, locks of lists and waivers of quotas: the part of the Reader that is theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ..domain.lifecycle import CandidateResult, CandidateStep, QuotaWaiver, RoundLock
from . import tables
from .journal import chunks
from .part import ReaderPart
from .rows import SHAPES


class LifeReader(ReaderPart):
    """What is kept of the life of candidates, as it stands in one transaction."""

    def steps_taken(self, candidates: Iterable[int]) -> tuple[CandidateStep, ...]:
        """Return the steps some candidates have taken, in the order of their days."""
        held = tables.candidate_steps.c.candidate_id
        pieces = chunks(sorted(set(candidates)))
        found = [row for piece in pieces for row in self._select(SHAPES["candidate_steps"], held.in_(piece))]
        return tuple(sorted(found, key=lambda row: (row.date, row.id)))

    def results_of(self, candidates: Iterable[int]) -> tuple[CandidateResult, ...]:
        """Return the results that came back for some candidates, oldest first."""
        held = tables.candidate_results.c.candidate_id
        pieces = chunks(sorted(set(candidates)))
        return tuple(row for piece in pieces for row in self._select(SHAPES["candidate_results"], held.in_(piece)))

    def life_entries(self, table: str, plan: str, subjects: Collection[str] | None = None) -> tuple[Any, ...]:
        """Return the entries of a register kept under a plan, of everybody or of some, in the order of their days."""
        held = SHAPES[table].table.c
        found = self._select(SHAPES[table], held.plan == plan, self._among(held.subject_id, subjects))
        return tuple(sorted(found, key=lambda row: (row.date, row.id)))

    def round_locks(self, round_id: int) -> tuple[RoundLock, ...]:
        """Return how often the list of a round was locked and unlocked, oldest first."""
        return tuple(self._select(SHAPES["round_locks"], tables.round_locks.c.round_id == round_id))

    def quota_waivers(self, plan: str) -> tuple[QuotaWaiver, ...]:
        """Return what units were granted about the quotas of a plan."""
        return tuple(self._select(SHAPES["quota_waivers"], tables.quota_waivers.c.plan == plan))
