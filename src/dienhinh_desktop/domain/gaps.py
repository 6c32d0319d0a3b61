"""What stands between a subject and đạt: the ways that are left, and what can no longer be reached since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .eligibility import Assessment, Door, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class GapStep:
    """One thing to be won or entered: "còn thiếu 01 năm Chiến sĩ thi đua cơ sở: năm 2024 hoặc 2025".

    `missing` is how many are needed still (1 where nothing is counted); `waiting` is True when it can only come with
    time (chưa đạt) and False when a record is all that is missing (thiếu dữ liệu).
    """

    code: str | None
    text: str
    missing: float
    waiting: bool
    years: tuple[int, ...] = ()
    doors: tuple[Door, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Steps that together lead to đạt, shortest ways first in lists. `name` is the alternative it goes through."""

    steps: tuple[GapStep, ...]
    name: str = ""

    @property
    def length(self) -> float:
        """How many things are missing in all; what only time can bring weighs, a mere record weighs little."""
        return sum(step.missing if step.waiting else 0.1 for step in self.steps)

    @property
    def counted(self) -> float:
        """How many things must still be won, records left aside."""
        return sum(step.missing for step in self.steps if step.waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A criterion that can no longer be reached, or was refused: why, and the first day it was so for that reason.

    The question looked back at is the one asked, about the same years: a failure in another year is another reason.
    """

    code: str | None
    text: str
    since: date | None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAnalysis:
    """An assessment below đạt with the ways left (none when it is không đạt) and what is closed."""

    assessment: Assessment
    ways: tuple[Way, ...]
    closed: tuple[Closed, ...]

    @property
    def near(self) -> bool:
        """Whether one more thing to be won is enough (sắp đạt)."""
        best = min((way.counted for way in self.ways), default=None)
        return self.assessment.verdict is Verdict.CHUA_DAT and best is not None and best <= 1
