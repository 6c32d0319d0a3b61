"""The overview (tổng quan) of a round: what there is to do today, and where the round stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as column
from datetime import date
from enum import IntEnum, StrEnum

from .eligibility import Verdict
from .plans import MilestoneInfo, MilestoneRow, MilestoneVerdict, QuotaInfo, QuotaRow
from .rounds import Round


class TaskKind(StrEnum):
    """What a task is about."""

    BLOCKING = "blocking"
    RATINGS = "ratings"
    MISSING = "missing"
    CHANGED = "changed"
    UNLISTED = "unlisted"
    NOBODY = "nobody"
    MILESTONE = "milestone"
    PASSED = "passed"
    DATES = "dates"
    BACKUP = "backup"
    UNSIGNED = "unsigned"
    UNSENT = "unsent"


class Shout(IntEnum):
    """How loud a task is, the loudest first: it blocks the papers, data lack, something is wrong or late, to know."""

    BLOCKING = 0
    MISSING = 1
    WARNING = 2
    NOTE = 3


class Urgency(IntEnum):
    """How near the day of a task is: passed, within 3 days, within 10, later or without a day."""

    OVERDUE = 0
    SOON = 1
    NEAR = 2
    LATER = 3


SOON_DAYS, NEAR_DAYS = 3, 10


def urgency(due: date | None, today: date) -> Urgency:
    """Tell how near a day is."""
    if due is None:
        return Urgency.LATER
    left = (due - today).days
    if left < 0:
        return Urgency.OVERDUE
    return Urgency.SOON if left <= SOON_DAYS else Urgency.NEAR if left <= NEAR_DAYS else Urgency.LATER


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """Where a task is done: a page by its name, and what it is to show."""

    page: str
    arguments: Mapping[str, object] = column(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do (việc cần làm).

    `key` names it across days; `what` says it, `who` names whom it is about, `due` is the day of the milestone it
    serves; `verb` stands on its button, `act` goes on after “Làm tiếp:”.
    """

    key: str
    kind: TaskKind
    shout: Shout
    what: str
    who: str
    verb: str
    act: str
    place: TaskPlace
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneStanding:
    """A milestone with how every unit stands at it."""

    info: MilestoneInfo
    rows: tuple[MilestoneRow, ...]

    @property
    def latest(self) -> date | None:
        """The last day of this year's window, as the rows were asked."""
        return self.rows[0].latest if self.rows else self.info.latest

    @property
    def earliest(self) -> date | None:
        """The first day of this year's window."""
        return self.rows[0].earliest if self.rows else self.info.earliest

    @property
    def waiting(self) -> tuple[MilestoneRow, ...]:
        """The rows of who has signed nothing yet."""
        return tuple(row for row in self.rows if row.document is None and row.document_date is None)

    @property
    def met(self) -> bool:
        """Whether everybody has signed a document for it, in time or late."""
        return bool(self.rows) and not self.waiting

    @property
    def verdict(self) -> MilestoneVerdict:
        """How it stands as a whole: late while somebody who is late still owes it; met once all have signed."""
        states = {row.verdict for row in self.waiting or self.rows}
        order = (
            MilestoneVerdict.LATE,
            MilestoneVerdict.DUE,
            MilestoneVerdict.UPCOMING,
            MilestoneVerdict.NO_DAY,
            MilestoneVerdict.IN_TIME,
        )
        return next((state for state in order if state in states), MilestoneVerdict.NO_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaStanding:
    """A quota with what counts for it; `shares` says how many of each field, and sums to what the row has."""

    info: QuotaInfo
    row: QuotaRow
    shares: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class YearGap:
    """One unit in one year: how many of its records should have a rating, and how many lack it."""

    year: int
    asked: int
    missing: int


@dataclass(frozen=True, slots=True)
class UnitYears:
    """One unit, everything below it included, with its years."""

    unit: str
    name: str
    years: tuple[YearGap, ...]

    @property
    def missing(self) -> int:
        """How many ratings lack in all years."""
        return sum(gap.missing for gap in self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Where a round stands on a day. `verdicts` counts one for every subject and field that applies."""

    round: Round
    today: date
    tasks: tuple[Task, ...]
    milestones: tuple[MilestoneStanding, ...]
    quotas: tuple[QuotaStanding, ...]
    verdicts: Mapping[Verdict, int]
    chosen: int
    units: tuple[UnitYears, ...]

    @property
    def of_this_round(self) -> tuple[MilestoneStanding, ...]:
        """The milestones whose window touches the year of the round, and those still owed."""
        year = self.round.year
        return tuple(
            item
            for item in self.milestones
            if item.latest is not None
            and ((item.earliest or item.latest).year <= year <= item.latest.year or not item.met)
        )

    @property
    def next_milestone(self) -> MilestoneStanding | None:
        """The nearest milestone that is not met and not passed."""
        ahead = [item for item in self.milestones if not item.met and item.latest and item.latest >= self.today]
        return min(ahead, key=lambda item: item.latest or date.max, default=None)
