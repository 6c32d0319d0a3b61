"""Who is this? How sure it is that a row of a list and a subject already kept are one, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .records import Subject


class Likeness(StrEnum):
    """How sure it is that two are one."""

    CERTAIN = "chac"
    LIKELY = "gan_chac"
    POSSIBLE = "co_the"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {"chac": "Chắc chắn", "gan_chac": "Gần chắc", "co_the": "Có thể"}[self.value]


@dataclass(frozen=True, slots=True)
class Alike:
    """A subject kept that may be the one asked about: how sure, what speaks for it, what speaks against."""

    subject: Subject
    likeness: Likeness
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The reasons in one phrase: "cùng CCCD; năm sinh khác"."""
        return "; ".join((*self.reasons, *self.against))


@dataclass(frozen=True, slots=True)
class DistinctPair:
    """Two subjects a clerk found not to be one; `first` is the smaller code."""

    first: str
    second: str
    id: int | None = field(default=None, compare=False)

    @classmethod
    def of(cls, one: str, other: str) -> DistinctPair:
        """Return the pair, whichever comes first."""
        first, second = sorted((one, other))
        return cls(first, second)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two subjects kept that may be one: how sure it is, what speaks for it, what against; `one` was entered first."""

    one: Subject
    other: Subject
    likeness: Likeness
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What names the pair."""
        return self.one.code, self.other.code

    @property
    def words(self) -> str:
        """The reasons in one phrase."""
        return "; ".join((*self.reasons, *self.against))
