"""Entering the votes of a meeting, and what follows from them: the order of the list, a reason to go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...domain.council import Tally
from ...domain.errors import UserError
from ...domain.text import clean, two_digits
from ...domain.upkeep import Changes
from ..context import Context
from .meetings import CHANGED, still_open, title
from .single_ballots import refuse_counted

Voted = tuple[str, str]
"""Whom a vote is for: subject and field."""
_MOST = 9999


def enter_votes(ctx: Context, meeting_id: int, agree: Mapping[Voted, int | None]) -> Changes:
    """Keep how many agreed, for some candidates at once; None takes the votes of one away. One act.

    Numbers that cannot add up are kept and named by `sitting`: they may be half of a correction. Raises UserError when
    the meeting is closed or gone, its ballots were entered one by one, or a number is none.
    """
    _refuse_numbers(agree.values())
    with ctx.db.work("Nhập phiếu", ctx.who, "round") as work:
        found = still_open(work, meeting_id)
        refuse_counted(work, meeting_id)
        held = {(row.subject, row.field): row for row in work.tallies(meeting_id)}
        gone = [row.id for key, row in held.items() if agree.get(key, 0) is None and row.id is not None]
        work.delete("tallies", gone)
        told = {key: number for key, number in agree.items() if number is not None}
        work.update("tallies", [replace(held[key], agree=number) for key, number in told.items() if key in held])
        new = [
            Tally(meeting_id=meeting_id, subject=key[0], field=key[1], agree=number)
            for key, number in told.items()
            if key not in held
        ]
        work.insert("tallies", new)
        if work.changed:
            work.name_act(f"Nhập phiếu phiên {title(found)}")
        words = f"Đã ghi phiếu của {two_digits(len(told))} đối tượng."
        return Changes(CHANGED, words, work.act if work.changed else None)


def _refuse_numbers(numbers: Iterable[int | None]) -> None:
    for number in numbers:
        if number is not None and not 0 <= number <= _MOST:
            raise UserError(f"Số phiếu {number} không ghi được; gõ số từ 0 đến {_MOST}.")


def save_tally(ctx: Context, tally: Tally) -> Changes:
    """Keep all that was counted for one candidate: agree, disagree, otherwise. Raises UserError as `enter_votes`."""
    _refuse_numbers((tally.agree, tally.disagree, tally.other))
    with ctx.db.work("Nhập phiếu", ctx.who, "round") as work:
        still_open(work, tally.meeting_id)
        refuse_counted(work, tally.meeting_id)
        held = _held(work.tallies(tally.meeting_id), (tally.subject, tally.field))
        made = replace(tally, reason=clean(tally.reason))
        if held is None:
            work.insert("tallies", [made])
        else:
            work.update("tallies", [replace(made, id=held.id)])
        name = work.names()[tally.subject][0]
        return Changes(CHANGED, f"Đã ghi phiếu của {name}.", work.act if work.changed else None)


def _held(rows: tuple[Tally, ...], voted: Voted) -> Tally | None:
    return next((row for row in rows if (row.subject, row.field) == voted), None)


def keep_with_reason(ctx: Context, meeting_id: int, voted: Voted, reason: str) -> Changes:
    """Write down why a candidate without votes enough goes on; "" takes the reason back.

    Allowed in a closed meeting too: the votes stay as they are. Raises UserError when nobody was voted on by that name.
    """
    with ctx.db.work("Ghi lý do giữ đối tượng thiếu phiếu", ctx.who, "round") as work:
        held = _held(work.tallies(meeting_id), voted)
        if held is None:
            raise UserError("Đối tượng này chưa được bỏ phiếu ở phiên họp; nhập phiếu rồi ghi lý do.")
        work.update("tallies", [replace(held, reason=clean(reason))])
        name = work.names()[voted[0]][0]
        return Changes(CHANGED, f"Đã ghi lý do giữ {name}.", work.act if work.changed else None)


def order_by_votes(ctx: Context, meeting_id: int) -> Changes:
    """Order the list of the round by the votes of a meeting, most first; equal votes keep the order they have.

    Whoever was not voted on stands behind.
    """
    with ctx.db.work("Xếp danh sách theo phiếu", ctx.who, "round") as work:
        found = work.meeting(meeting_id)
        votes = {(row.subject, row.field): row.agree for row in work.tallies(meeting_id)}
        held = work.candidates(found.round_id)
        ranked = sorted(held, key=lambda item: -votes.get((item.subject, item.field), -1))
        placed = [replace(item, order=place) for place, item in enumerate(ranked, 1)]
        changed = work.update("candidates", [new for new in placed if new not in held])
        if not changed:
            return Changes(sentence="Danh sách đã theo thứ tự phiếu.")
        return Changes(CHANGED, f"Đã xếp danh sách theo phiếu; {changed} dòng đổi chỗ.", work.act)
