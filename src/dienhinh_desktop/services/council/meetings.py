"""Meetings on a round: proposing one after the last, opening, changing and removing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...domain.council import Meeting
from ...domain.dates import short_date
from ...domain.errors import UserError
from ...domain.single_ballots import BallotSlip
from ...domain.text import clean
from ...domain.upkeep import Changes, Kind
from ...storage.reader import Reader
from ...storage.work import Work
from ..context import Context
from .members import named

CHANGED = frozenset({Kind.ROUNDS})


def meetings(ctx: Context, round_id: int) -> tuple[Meeting, ...]:
    """Return the meetings on a round, the earliest first."""
    with ctx.db.read() as reader:
        return reader.meetings(round_id)


def propose_meeting(ctx: Context, round_id: int) -> Meeting:
    """Return a meeting of today to be opened, like the last one held on any round.

    Place, manner, the office's own threshold and the number of members come from there; nothing is kept yet.
    """
    day = ctx.now().date()
    with ctx.db.read() as reader:
        current = reader.round(round_id)
        held = [item for item in reader.meetings() if item.day <= day]
    assert current.id is not None  # read from the data folder
    if not held:
        return Meeting(round_id=current.id, day=day)
    last = held[-1]
    return Meeting(
        round_id=current.id,
        day=day,
        purpose=last.purpose,
        manner=last.manner,
        place=last.place,
        members=last.members,
        threshold=last.threshold,
        basis=last.basis,
    )


def open_meeting(ctx: Context, new: Meeting) -> Changes:
    """Open a meeting; whoever is in the council on its day is named at it, present until told otherwise.

    Raises UserError when the round is gone.
    """
    made = _cleaned(new)
    with ctx.db.work(f"Mở phiên {title(made)}", ctx.who, "round") as work:
        work.round(made.round_id)
        (number,) = work.insert("meetings", [made])
        work.insert("attendances", named(work.council_members(), made.day, number))
        return Changes(CHANGED, f"Đã mở phiên {title(made)}.", work.act)


def title(meeting: Meeting) -> str:
    """Name a meeting inside a sentence: "bình xét ngày 03/11/2021"."""
    return f"{meeting.purpose.label.lower()} ngày {short_date(meeting.day)}"


def save_meeting(ctx: Context, changed: Meeting) -> Changes:
    """Keep what was changed of a meeting. Raises UserError when it is closed or gone."""
    made = _cleaned(changed)
    with ctx.db.work(f"Sửa phiên {title(made)}", ctx.who, "round") as work:
        still_open(work, made.id)
        work.update("meetings", [made])
        return Changes(CHANGED, f"Đã ghi phiên {title(made)}.", work.act if work.changed else None)


def _cleaned(meeting: Meeting) -> Meeting:
    return replace(
        meeting,
        place=clean(meeting.place),
        begins=clean(meeting.begins),
        ends=clean(meeting.ends),
        chair=clean(meeting.chair),
        secretary=clean(meeting.secretary),
        basis=clean(meeting.basis),
    )


def still_open(reader: Reader, meeting_id: int | None) -> Meeting:
    """Return a meeting that may be changed. Raises UserError when it is closed or gone."""
    found = reader.meeting(meeting_id or 0)
    locks = reader.meeting_locks(meeting_id or 0)
    if locks and locks[-1].closed:
        raise UserError(
            f"Phiên {title(found)} đã khóa ngày {short_date(locks[-1].at.date())} nên không sửa được;"
            " mở lại phiên và ghi lý do, rồi sửa."
        )
    return found


def remove_meeting(ctx: Context, meeting_id: int) -> Changes:
    """Take a meeting away with its votes, as one act. Raises UserError when it is closed or gone."""
    with ctx.db.work("Xóa phiên", ctx.who, "round") as work:
        found = still_open(work, meeting_id)
        for table, rows in (
            ("tallies", work.tallies(meeting_id)),
            ("attendances", work.attendances(meeting_id)),
            ("meeting_locks", work.meeting_locks(meeting_id)),
        ):
            work.delete(table, [row.id for row in rows if row.id is not None])
        delete_slips(work, work.ballots(meeting_id))
        work.delete("meetings", [meeting_id])
        work.name_act(f"Xóa phiên {title(found)}")
        return Changes(CHANGED, f"Đã xóa phiên {title(found)}.", work.act)


def delete_slips(work: Work, slips: Iterable[BallotSlip]) -> None:
    """Take ballots out of the pile, and what they say."""
    gone = [slip.id for slip in slips if slip.id is not None]
    work.delete("ballot_lines", [line.id for line in work.ballot_lines(gone) if line.id is not None])
    work.delete("ballots", gone)
