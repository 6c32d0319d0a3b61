"""States of the meeting on a round: the panel under the candidates, and the page of the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from dienhinh_desktop.domain.council import CouncilMember, CouncilPost, Meeting, TellerPost
from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.domain.single_ballots import Ballot, BallotAnswer
from dienhinh_desktop.domain.votes import Threshold
from dienhinh_desktop.services import council, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.window import Window

from .desk import settle

CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB021", "COT_CAN"), ("CB025", "KHONG_LANH_DAO"))
COUNCIL = (
    ("Trần Hữu Phước", CouncilPost.CHAIR, "Giám đốc Sở", "Sở Ngoại vụ"),
    ("Nguyễn Thị Minh Nguyệt", CouncilPost.DEPUTY, "Phó Giám đốc Sở", "Sở Ngoại vụ"),
    ("Lê Văn Thành", CouncilPost.SECRETARY, "Chánh Văn phòng", "Văn phòng Sở"),
    ("Đặng Quốc Khánh", CouncilPost.MEMBER, "Trưởng phòng", "Phòng Hợp tác quốc tế"),
    ("Phan Thị Hồng Vân", CouncilPost.MEMBER, "Chủ tịch Công đoàn cơ sở", "Công đoàn Sở"),
)


def seat(ctx: Context) -> None:
    """Fill the council."""
    if not council.members(ctx):
        council.save_members(
            ctx,
            [CouncilMember(name=n, post=p, position=w, agency=a, start=date(2025, 1, 2)) for n, p, w, a in COUNCIL],
        )


def choose(ctx: Context, round_id: int) -> None:
    """Put four candidates on the list."""
    if not rounds.candidates(ctx, round_id):
        rounds.register(ctx, round_id, [Choice(subject=code, field=field) for code, field in CHOSEN])


def hold(ctx: Context, round_id: int, *agree: int, **facts: Any) -> int:
    """Hold a meeting of nineteen, seventeen present, with these votes in the order of the list."""
    choose(ctx, round_id)
    told = {"members": 19, "present": 17, "collected": 17, "valid": 17, "threshold": Threshold.parse("50 %"), **facts}
    new = replace(Meeting(round_id=round_id, day=date(2025, 12, 18)), **told)
    council.open_meeting(ctx, new)
    number = council.meetings(ctx, round_id)[-1].id
    assert number is not None
    keys = [(item.subject, item.field) for item in council.sitting(ctx, number).results]
    council.enter_votes(ctx, number, dict(zip(keys, agree, strict=False)))
    return number


def _round(window: Window) -> tuple[Context, int]:
    held, ctx = window.shell.round, window.shell.ctx
    assert held is not None
    assert held.id is not None
    for meeting in council.meetings(ctx, held.id):
        assert meeting.id is not None
        if council.sitting(ctx, meeting.id).closed:
            council.reopen_meeting(ctx, meeting.id, "xem lại")
        council.remove_meeting(ctx, meeting.id)
    for member in council.members(ctx):
        council.remove_members(ctx, [member.id or 0])
    return ctx, held.id


def _panel(window: Window) -> None:
    ctx, number = _round(window)
    hold(ctx, number, 16, 15, 9, 15)
    window.go("rounds")


def _panel_wrong(window: Window) -> None:
    ctx, number = _round(window)
    hold(ctx, number, 16, valid=18)
    window.go("rounds")


def _panel_none(window: Window) -> None:
    ctx, number = _round(window)
    choose(ctx, number)
    window.go("rounds")


def _votes(window: Window) -> None:
    ctx, number = _round(window)
    meeting = hold(ctx, number, 16, 15, 9, 15)
    council.keep_with_reason(ctx, meeting, CHOSEN[2], "Hội đồng thống nhất xét bổ sung")
    window.go("meeting", {"tab": "votes"})


def _single(window: Window) -> None:
    ctx, number = _round(window)
    meeting = hold(ctx, number)
    for place, no in enumerate((0, 2, 5, 9), 1):
        answers = {
            key: BallotAnswer.DISAGREE if n == no else BallotAnswer.BLANK if n == no - 1 else BallotAnswer.AGREE
            for n, key in enumerate(CHOSEN)
        }
        council.save_ballot(ctx, meeting, Ballot(number=place, valid=no != 9, answers=answers))
    page: Any = window.go("meeting", {"tab": "single"})
    settle(window)
    page.single._go(2)


def _closed(window: Window) -> None:
    ctx, number = _round(window)
    council.close_meeting(ctx, hold(ctx, number, 16, 15, 14, 15))
    window.go("meeting", {"tab": "facts"})


def _people(window: Window) -> None:
    ctx, number = _round(window)
    seat(ctx)
    meeting = hold(ctx, number, 4, 3, 5, 4, collected=5, valid=5)
    held = list(council.sitting(ctx, meeting).attendances)
    held[1] = replace(held[1], present=False, reason="Đi công tác tại Hà Nội", written=True)
    held[2] = replace(held[2], teller=TellerPost.HEAD)
    council.save_attendances(ctx, meeting, held)
    window.go("meeting", {"tab": "people"})


def _council(window: Window) -> None:
    _people(window)
    settle(window)
    window.go("meeting", {"tab": "council"})


def _facts(window: Window) -> None:
    _people(window)
    settle(window)
    window.go("meeting", {"tab": "facts"})


def _none(window: Window) -> None:
    _round(window)
    window.go("meeting", {"tab": "votes"})


MEETING_STATES: dict[str, Callable[[Window], None]] = {
    "meeting_panel_none": _panel_none,
    "meeting_panel": _panel,
    "meeting_panel_wrong": _panel_wrong,
    "meeting_votes": _votes,
    "meeting_single": _single,
    "meeting_people": _people,
    "meeting_council": _council,
    "meeting_facts": _facts,
    "meeting_closed": _closed,
    "meeting_none": _none,
}
