"""Which chips stand over the candidates, whom each leaves, and what the lock of the list says."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.lifecycle import LifeState, RoundLock
from ....domain.rounds import CandidateRow
from .standing import Standing

LEFT = "left"
_EARLY = (LifeState.FOUND, LifeState.SELECTED, LifeState.ELECTED, LifeState.REGISTERED)


def chip_texts(found: Standing) -> list[tuple[str, str]]:
    """Return key and words of every chip: all, each state the plan names, those that left."""
    return [("", "Tất cả"), *((step.state.value, step.name) for step in found.plan.life), (LEFT, "Rút, thay")]


def early_states(found: Standing) -> list[str]:
    """Return the states up to the registration: their chips always stand, later ones with their first row."""
    return [step.state.value for step in found.plan.life if step.state in _EARLY]


def in_chip(row: CandidateRow, key: str) -> bool:
    """Tell whether a chip leaves a row. "Tất cả" is the list; those that left stand under their own chip."""
    if key == LEFT:
        return row.candidate.left is not None
    if row.candidate.left is not None:
        return False
    return not key or row.state == key


def chip_counts(found: Standing) -> dict[str, int]:
    """Return how many rows each chip leaves."""
    return {key: sum(in_chip(row, key) for row in found.everybody) for key, _text in chip_texts(found)}


def lock_words(found: Sequence[RoundLock]) -> str:
    """Say when and by whom the list was locked, and how often it was opened again before."""
    opened = [item for item in found if not item.locked]
    again = f", đã mở khóa {len(opened)} lần" if opened else ""
    return f"đã khóa lúc {found[-1].at:%H:%M %d/%m/%Y}, {found[-1].who}{again}"
