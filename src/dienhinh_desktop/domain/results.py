"""The decision list that comes back from the unit above, laid beside the candidates of a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from .lifecycle import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What holds for a whole decision list: number, day, who signed, the title it grants, the year of that title."""

    number: str | None = None
    date: Day | None = None
    issuer: str | None = None
    form: str | None = None
    year: int | None = None


class ResultState(StrEnum):
    """How a line of the decision and the round stand to each other."""

    MATCHED = "khop"
    DOUBTFUL = "can_xem"
    STRANGER = "ngoai_dot"
    ABSENT = "khong_co_trong_quyet_dinh"
    SAME = "da_ghi"

    @property
    def label(self) -> str:
        """The word of the window."""
        return {
            "khop": "Khớp",
            "can_xem": "Cần xem",
            "ngoai_dot": "Không có trong đợt",
            "khong_co_trong_quyet_dinh": "Không có trong quyết định",
            "da_ghi": "Đã ghi",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChoice:
    """What the clerk decided about a line: whether it is taken, and (for a row of the file) whose it is."""

    take: bool | None = None
    candidate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A row of the decision, or a candidate the decision does not name.

    `key` names the line in the choices: the row of the file, or minus the candidate's number. `subject` is whose it is,
    `options` the candidates it may be; `why` says what speaks for it, or what keeps it from being written.
    """

    key: int
    row: int | None
    name: str
    detail: str
    state: ResultState
    outcome: Outcome
    candidate: int | None = None
    subject: str | None = None
    form: str | None = None
    form_name: str = ""
    year: int | None = None
    number: str | None = None
    date: Day | None = None
    issuer: str | None = None
    why: str = ""
    options: tuple[tuple[int, str], ...] = ()
    taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPreview:
    """What writing the results of a round would do."""

    file: str
    round_id: int
    facts: DecisionFacts
    lines: tuple[ResultLine, ...]

    def count(self, state: ResultState) -> int:
        """Return how many lines are in a state."""
        return sum(line.state is state for line in self.lines)

    @property
    def taken(self) -> tuple[ResultLine, ...]:
        """The lines that would be written."""
        return tuple(line for line in self.lines if line.taken)
