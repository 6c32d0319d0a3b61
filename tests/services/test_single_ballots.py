"""Ballots entered one by one: kept as read out, counted at once, replaced and taken out, each undone as one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dienhinh_desktop.domain.council import Sitting
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.single_ballots import Ballot, BallotAnswer, count
from dienhinh_desktop.services import council, undoing, upkeep
from dienhinh_desktop.services.context import Context

from .issued_round import opened

__all__ = ["opened"]
AGREE, DISAGREE, BLANK = BallotAnswer
FIRST, SECOND = ("P1", "KHONG_LANH_DAO"), ("P2", "KHONG_LANH_DAO")
Meeting = tuple[Context, int]


@pytest.fixture
def meeting(opened: tuple[Context, int]) -> Meeting:
    ctx, number = opened
    council.open_meeting(ctx, council.propose_meeting(ctx, number))
    found = council.latest(ctx, number)
    assert found is not None
    assert found.meeting.id is not None
    return ctx, found.meeting.id


def enter(meeting: Meeting, number: int, first: BallotAnswer, second: BallotAnswer, *, valid: bool = True) -> None:
    ctx, held = meeting
    council.save_ballot(ctx, held, Ballot(number=number, valid=valid, answers={FIRST: first, SECOND: second}))


def told(meeting: Meeting) -> tuple[dict[str, tuple[int | None, int | None, int]], int | None, int | None]:
    """Return the votes of everybody by subject, and how many ballots were collected and valid."""
    shown: Sitting = council.sitting(*meeting)
    votes = {item.subject: (item.agree, item.disagree, item.other) for item in shown.results}
    return votes, shown.turnout.collected, shown.turnout.valid


def test_ballots_are_counted_as_they_are_entered(meeting: Meeting) -> None:
    enter(meeting, 1, AGREE, AGREE)
    enter(meeting, 2, AGREE, DISAGREE)
    enter(meeting, 3, AGREE, BLANK)
    enter(meeting, 4, AGREE, AGREE, valid=False)
    assert told(meeting) == ({"P1": (3, 0, 0), "P2": (1, 1, 1)}, 4, 3)
    assert council.sitting(*meeting).faults == ()


def test_a_ballot_mended_is_counted_anew_and_undone_as_one_act(meeting: Meeting) -> None:
    enter(meeting, 1, AGREE, DISAGREE)
    before = told(meeting)
    enter(meeting, 1, DISAGREE, AGREE)
    assert told(meeting)[0] == {"P1": (0, 1, 0), "P2": (1, 0, 0)}
    undoing.undo_last(meeting[0])
    assert told(meeting) == before
    undoing.undo_last(meeting[0])
    assert told(meeting) == ({"P1": (None, None, 0), "P2": (None, None, 0)}, None, None)
    assert upkeep.check(meeting[0]).sound


def test_a_ballot_taken_out_moves_the_others_up_and_the_last_one_leaves_no_votes(meeting: Meeting) -> None:
    for number, answer in enumerate((AGREE, DISAGREE, BLANK), 1):
        enter(meeting, number, answer, AGREE)
    council.remove_ballot(*meeting, 2)
    kept = council.ballots(*meeting)
    assert [(ballot.number, ballot.answers[FIRST]) for ballot in kept] == [(1, AGREE), (2, BLANK)]
    assert told(meeting)[0]["P1"] == (1, 0, 1)
    council.remove_ballot(*meeting, 2)
    council.remove_ballot(*meeting, 1)
    assert told(meeting) == ({"P1": (None, None, 0), "P2": (None, None, 0)}, None, None)
    with pytest.raises(UserError, match="không có phiếu số 1"):
        council.remove_ballot(*meeting, 1)


def test_totals_are_not_typed_over_what_is_counted(meeting: Meeting) -> None:
    enter(meeting, 1, AGREE, AGREE)
    with pytest.raises(UserError, match="đếm từ 1 phiếu đã nhập từng phiếu"):
        council.enter_votes(*meeting, {FIRST: 9})
    assert told(meeting)[0]["P1"] == (1, 0, 0)


def test_a_closed_meeting_takes_no_ballot_and_a_wrong_number_is_refused(meeting: Meeting) -> None:
    ctx, number = meeting
    with pytest.raises(UserError, match="Phiếu số 0 không ghi được"):
        enter(meeting, 0, AGREE, AGREE)
    enter(meeting, 1, AGREE, AGREE)
    shown = council.sitting(ctx, number).meeting
    council.save_meeting(ctx, replace(shown, members=1, present=1, given=1))
    council.close_meeting(ctx, number)
    with pytest.raises(UserError, match="đã khóa"):
        enter(meeting, 2, AGREE, AGREE)
    assert len(council.ballots(ctx, number)) == 1


def test_a_meeting_taken_away_takes_its_ballots_along_and_undo_brings_them_back(meeting: Meeting) -> None:
    ctx, number = meeting
    enter(meeting, 1, AGREE, DISAGREE)
    council.remove_meeting(ctx, number)
    assert upkeep.check(ctx).sound
    undoing.undo_last(ctx)
    assert council.ballots(ctx, number)[0].answers == {FIRST: AGREE, SECOND: DISAGREE}


_ANSWERS = st.dictionaries(st.sampled_from([FIRST, SECOND]), st.sampled_from(BallotAnswer))


@given(st.lists(st.tuples(st.booleans(), _ANSWERS), max_size=30))
def test_what_is_counted_for_each_adds_up_to_the_valid_ballots(
    pile: list[tuple[bool, Mapping[tuple[str, str], BallotAnswer]]],
) -> None:
    ballots = [Ballot(number=n, valid=valid, answers=answers) for n, (valid, answers) in enumerate(pile, 1)]
    for found in count(ballots, [FIRST, SECOND]).values():
        assert found.agree + found.disagree + found.blank == sum(valid for valid, _answers in pile)
