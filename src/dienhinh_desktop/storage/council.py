"""Reading the council and its meetings: the part of the Reader that is theirs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..domain.council import Attendance, CouncilMember, Meeting, MeetingLock, Tally
from ..domain.errors import UserError
from ..domain.single_ballots import BallotLine, BallotSlip
from . import tables
from .part import ReaderPart
from .rows import SHAPES


class CouncilReader(ReaderPart):
    """What is kept of the council, as it stands in one transaction."""

    def council_members(self) -> tuple[CouncilMember, ...]:
        """Return everybody who is or was in the council, in the order the clerk gave them."""
        found: list[CouncilMember] = self._select(SHAPES["council_members"])
        return tuple(sorted(found, key=lambda member: (member.order, member.id or 0)))

    def meetings(self, round_id: int | None = None) -> tuple[Meeting, ...]:
        """Return the meetings on a round, or all, the earliest first."""
        held = tables.meetings.c
        found: list[Meeting] = self._select(
            SHAPES["meetings"], *(() if round_id is None else (held.round_id == round_id,))
        )
        return tuple(sorted(found, key=lambda meeting: (meeting.day, meeting.id or 0)))

    def meeting(self, id: int) -> Meeting:  # noqa: A002
        """Return one meeting. Raises UserError when it is gone."""
        found: list[Meeting] = self._select(SHAPES["meetings"], tables.meetings.c.id == id)
        if not found:
            raise UserError("Phiên họp này không còn trong đợt; mở lại đợt để xem các phiên.")
        return found[0]

    def attendances(self, meeting_id: int) -> tuple[Attendance, ...]:
        """Return who was named at a meeting, in the order the clerk gave them."""
        found: list[Attendance] = self._of_meeting("attendances", meeting_id)
        return tuple(sorted(found, key=lambda row: (row.order, row.id or 0)))

    def tallies(self, meeting_id: int) -> tuple[Tally, ...]:
        """Return the votes of a meeting as they were entered."""
        return tuple(self._of_meeting("tallies", meeting_id))

    def meeting_locks(self, meeting_id: int) -> tuple[MeetingLock, ...]:
        """Return when a meeting was closed and opened again, oldest first."""
        return tuple(self._of_meeting("meeting_locks", meeting_id))

    def ballots(self, meeting_id: int) -> tuple[BallotSlip, ...]:
        """Return the ballots entered one by one for a meeting, in their order."""
        found: list[BallotSlip] = self._of_meeting("ballots", meeting_id)
        return tuple(sorted(found, key=lambda slip: slip.number))

    def ballot_lines(self, ballots: Collection[int]) -> tuple[BallotLine, ...]:
        """Return what these ballots (by row id) say."""
        return tuple(self._select(SHAPES["ballot_lines"], tables.ballot_lines.c.ballot_id.in_(ballots)))

    def _of_meeting(self, table: str, meeting_id: int) -> list[Any]:
        shape = SHAPES[table]
        return self._select(shape, shape.table.c.meeting_id == meeting_id)
