"""A round (đợt = plan × stage × year) and its candidates, each with the verdict it was chosen on, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as column
from datetime import date as Day
from datetime import datetime

from .eligibility import Stage, Verdict
from .lifecycle import CandidateStep, Left, LifeState
from .plans import LifeStep, MilestoneRow, QuotaRow
from .records import SubjectKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Đợt xét: one plan, one stage, one year, the day on which subjects are judged, and the readings in force."""

    plan: str
    stage: Stage
    year: int
    name: str
    on: Day
    readings: Mapping[str, str] = column(default_factory=dict)
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenVerdict:
    """The verdict a registration was based on: never altered by later records."""

    verdict: Verdict
    on: Day
    plan_version: str
    readings: Mapping[str, str]
    frozen_at: datetime
    criteria: tuple[FrozenCriterion, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenCriterion:
    """One criterion of a frozen verdict, as it was reported on that day."""

    code: str
    verdict: Verdict
    message: str
    need: float | None
    have: float | None
    missing: float | None
    evidence: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A subject chosen in a round; `reason` is asked when the verdict is không đạt (Q10), `order` places it.

    `left`: it is no longer on the list (rút, thay), since when, why, by which paper, and who came instead;
    `supplemented`: the year in which it was added to an earlier list (bổ sung); `registration`: the row that putting it
    on the list wrote.
    """

    round_id: int
    subject: str
    field: str
    frozen: FrozenVerdict
    order: int
    chosen_at: datetime
    introducer: str | None = None
    model: str | None = None
    reason: str | None = None
    reason_by: str | None = None
    left: Left | None = None
    left_on: Day | None = None
    left_reason: str | None = None
    left_number: str | None = None
    successor: str | None = None
    supplemented: int | None = None
    registration: int | None = None
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A unit that put a candidate forward (nơi giới thiệu), since which day."""

    unit: str
    name: str
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """A candidate as the page shows it, with what differs today from the frozen verdict.

    `number`: its place in the printed list (0 when it left); `life`: the states its plan names; `steps`: those it has
    taken; `introducers`: every unit that put it forward;
    `flags`: letters of the traits its plan prefers ("CS TT").
    """

    candidate: Candidate
    name: str
    kind: SubjectKind
    detail: str
    unit_name: str
    introducer_name: str
    field_label: str
    today: Verdict | None = None
    number: int = 0
    steps: tuple[CandidateStep, ...] = ()
    life: tuple[LifeStep, ...] = ()
    introducers: tuple[Introduction, ...] = ()
    flags: str = ""
    successor_name: str = ""

    @property
    def place(self) -> int:
        """How many states of the plan lie behind the candidate, the one it has among them; 0 before the first."""
        order = [step.state for step in self.life]
        return max((order.index(step.state) + 1 for step in self.steps if step.state in order), default=0)

    @property
    def state(self) -> LifeState | None:
        """The state the candidate has reached, or None."""
        return self.life[self.place - 1].state if self.place else None

    @property
    def state_name(self) -> str:
        """The word for it: how it left the list, or the state it has reached."""
        if self.candidate.left is not None:
            return self.candidate.left.label
        return self.life[self.place - 1].name if self.place else ""

    @property
    def changed(self) -> bool:
        """Whether the same question would be answered differently today."""
        return self.today is not None and self.today is not self.candidate.frozen.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSummary:
    """Where a round stands: the counts under the five steps of the path, and the next day that matters.

    `papers` were issued, `signed` of them are signed; `sent` is the day the dossier went.
    """

    subjects: int
    missing_data: int
    assessed: int
    passed: int
    chosen: int
    changed: int
    quota: QuotaRow | None
    milestone: MilestoneRow | None
    papers: int = 0
    signed: int = 0
    sent: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A subject to be put on the list of a round, in a field; `reason` is needed where the verdict is không đạt."""

    subject: str
    field: str
    introducer: str | None = None
    model: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionChange:
    """A criterion that would be answered otherwise today than when it was frozen; "" where it was not asked then."""

    code: str
    label: str
    before: Verdict | None
    after: Verdict | None
    said_then: str
    says_now: str
