"""Ballots entered one by one: kept as they were read out, counted at once into the votes of the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.council import Meeting, Tally
from ...domain.errors import UserError
from ...domain.single_ballots import Ballot, BallotAnswer, BallotLine, BallotSlip, count
from ...domain.upkeep import Changes
from ...storage.reader import Reader
from ...storage.work import Work
from ..context import Context
from .meetings import CHANGED, delete_slips, still_open, title

_MOST = 999


def ballots(ctx: Context, meeting_id: int) -> tuple[Ballot, ...]:
    """Return the ballots entered for a meeting, in their order."""
    with ctx.db.read() as reader:
        return ballots_of(reader, meeting_id)


def ballots_of(reader: Reader, meeting_id: int) -> tuple[Ballot, ...]:
    """Return the ballots entered for a meeting, as a transaction sees them."""
    slips = reader.ballots(meeting_id)
    lines = reader.ballot_lines([slip.id for slip in slips if slip.id is not None])
    answers: dict[int, dict[tuple[str, str], BallotAnswer]] = {}
    for line in lines:
        answers.setdefault(line.ballot_id, {})[line.subject, line.field] = line.answer
    return tuple(Ballot(number=slip.number, valid=slip.valid, answers=answers.get(slip.id or 0, {})) for slip in slips)


def save_ballot(ctx: Context, meeting_id: int, ballot: Ballot) -> Changes:
    """Keep a ballot, new or changed, and count all of them anew: votes, ballots collected and valid. One act.

    What was typed as totals is replaced. Raises UserError when the meeting is closed or gone, or the number is none.
    """
    if not 1 <= ballot.number <= _MOST:
        raise UserError(f"Phiếu số {ballot.number} không ghi được; đánh số từ 1 đến {_MOST}.")
    with ctx.db.work(f"Nhập phiếu số {ballot.number}", ctx.who, "round") as work:
        meeting = still_open(work, meeting_id)
        _put(work, meeting_id, ballot)
        _recount(work, meeting)
        words = f"Đã ghi phiếu số {ballot.number}{'' if ballot.valid else ', không hợp lệ'}."
        return Changes(CHANGED, words, work.act if work.changed else None)


def remove_ballot(ctx: Context, meeting_id: int, number: int) -> Changes:
    """Take a ballot out of the pile; those behind it move up, and all are counted anew.

    Raises UserError when the meeting is closed or gone, or there is no such ballot.
    """
    with ctx.db.work(f"Bỏ phiếu số {number}", ctx.who, "round") as work:
        meeting = still_open(work, meeting_id)
        slips = work.ballots(meeting_id)
        gone = [slip for slip in slips if slip.number == number]
        if not gone:
            raise UserError(f"Phiên này không có phiếu số {number}; xem lại số phiếu.")
        delete_slips(work, gone)
        behind = [replace(slip, number=slip.number - 1) for slip in slips if slip.number > number]
        work.update("ballots", behind)
        _recount(work, meeting)
        return Changes(CHANGED, f"Đã bỏ phiếu số {number} của phiên {title(meeting)}.", work.act)


def refuse_counted(reader: Reader, meeting_id: int) -> None:
    """Refuse totals typed by hand where ballots were entered one by one: they are counted. Raises UserError."""
    entered = len(reader.ballots(meeting_id))
    if entered:
        raise UserError(
            f"Số phiếu của phiên này đếm từ {entered} phiếu đã nhập từng phiếu nên không gõ tổng;"
            " sửa ở Từng phiếu, hoặc bỏ các phiếu đó."
        )


def _put(work: Work, meeting_id: int, ballot: Ballot) -> None:
    held = next((slip for slip in work.ballots(meeting_id) if slip.number == ballot.number), None)
    if held is None:
        slip = BallotSlip(meeting_id=meeting_id, number=ballot.number, valid=ballot.valid)
        (number,) = work.insert("ballots", [slip])
        before: Sequence[BallotLine] = ()
    else:
        assert held.id is not None  # read from the data folder
        number = held.id
        work.update("ballots", [replace(held, valid=ballot.valid)])
        before = work.ballot_lines([number])
    known = {(line.subject, line.field): line for line in before}
    made = [
        BallotLine(ballot_id=number, subject=key[0], field=key[1], answer=answer)
        for key, answer in ballot.answers.items()
        if key not in known
    ]
    work.insert("ballot_lines", made)
    work.update(
        "ballot_lines",
        [replace(known[key], answer=answer) for key, answer in ballot.answers.items() if key in known],
    )


def _recount(work: Work, meeting: Meeting) -> None:
    assert meeting.id is not None  # read from the data folder
    kept = ballots_of(work, meeting.id)
    voted = dict.fromkeys(key for ballot in kept for key in ballot.answers)
    held = {(row.subject, row.field): row for row in work.tallies(meeting.id)}
    new: list[Tally] = []
    changed: list[Tally] = []
    for key, found in count(kept, voted).items():
        row = held.get(key) or Tally(meeting_id=meeting.id, subject=key[0], field=key[1], agree=0)
        told = replace(row, agree=found.agree, disagree=found.disagree, other=found.blank)
        (new if row.id is None else changed).append(told)
    work.insert("tallies", new)
    work.update("tallies", changed)
    work.delete("tallies", [row.id for key, row in held.items() if not kept and row.id is not None])
    valid = sum(ballot.valid for ballot in kept)
    work.update("meetings", [replace(meeting, collected=len(kept) or None, valid=valid if kept else None)])
