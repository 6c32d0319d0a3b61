"""Ballots entered one by one (phiếu bầu nhập từng phiếu): what each says of everyone, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as column
from enum import StrEnum


class BallotAnswer(StrEnum):
    """What one ballot says of one candidate."""

    AGREE = "dong_y"
    DISAGREE = "khong"
    BLANK = "trong"

    @property
    def label(self) -> str:
        """The words of the window."""
        return {"dong_y": "Đồng ý", "khong": "Không đồng ý", "trong": "Để trống"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSlip:
    """A ballot as a sheet of paper: its place in the pile, counted from 1. An invalid one counts for nobody."""

    meeting_id: int
    number: int
    valid: bool = True
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotLine:
    """What a ballot says of one candidate, by subject and field."""

    ballot_id: int
    subject: str
    field: str
    answer: BallotAnswer
    id: int | None = column(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """A ballot with its answers, by subject and field; whom it does not name it left blank."""

    number: int
    valid: bool
    answers: Mapping[tuple[str, str], BallotAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCount:
    """What ballots come to for one candidate: agree, disagree, left blank; together the valid ballots."""

    agree: int
    disagree: int
    blank: int


def count(ballots: Iterable[Ballot], voted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], BallotCount]:
    """Count the valid ballots for each candidate asked about."""
    valid = [ballot for ballot in ballots if ballot.valid]
    found = {}
    for key in voted:
        told = Counter(ballot.answers.get(key, BallotAnswer.BLANK) for ballot in valid)
        found[key] = BallotCount(
            agree=told[BallotAnswer.AGREE], disagree=told[BallotAnswer.DISAGREE], blank=told[BallotAnswer.BLANK]
        )
    return found
