"""One change made to many records at once, and what it would do to each of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .records import Award


class BatchField(StrEnum):
    """What of many subjects can be changed at once."""

    UNIT = "unit"
    CATEGORY = "category"
    TRAIT = "trait"

    @property
    def label(self) -> str:
        """The word inside a sentence."""
        return {"unit": "đơn vị", "category": "phân loại", "trait": "đặc điểm"}[self.value]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Every subject gets this value, a code; a trait is added to those it bears. None takes unit or category away."""

    field: BatchField
    value: str | None


BatchChange = FieldChange | Award
"""What is done to many subjects: a field changed, or one award added to each (its own `subject` is not looked at)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """What a change would do to one subject. `changes`: not at all when False, and `note` says why.

    With `changes`, `note` holds what speaks against it, without forbidding it.
    """

    code: str
    name: str
    was: str
    becomes: str
    note: str = ""
    changes: bool = True
