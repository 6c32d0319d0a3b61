"""A meeting as it stands: who was there, what came of the votes, what is wrong with the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...domain.council import Attendance, Meeting, Sitting, Tally, VoteManner
from ...domain.errors import UserError
from ...domain.plans import Plan
from ...domain.rounds import Candidate, Round
from ...domain.text import join_words
from ...domain.votes import Turnout, VoteResult
from ...storage.reader import Reader
from ..context import Context
from .ballots import Voted
from .rules import own_rule, quorum_of, rule_of


def sitting(ctx: Context, meeting_id: int) -> Sitting:
    """Return a meeting with all that belongs to it. Raises UserError when it is gone."""
    with ctx.db.read() as reader:
        return _sitting(ctx, reader, reader.meeting(meeting_id))


def latest(ctx: Context, round_id: int) -> Sitting | None:
    """Return the last meeting held on a round, or None."""
    with ctx.db.read() as reader:
        held = reader.meetings(round_id)
        return _sitting(ctx, reader, held[-1]) if held else None


def standing_votes(ctx: Context, round_id: int) -> Mapping[Voted, VoteResult]:
    """Return what counts for every candidate of a round: the result of the last meeting that voted on it."""
    with ctx.db.read() as reader:
        return _standing(ctx, reader, round_id)


def _standing(ctx: Context, reader: Reader, round_id: int) -> dict[Voted, VoteResult]:
    found: dict[Voted, VoteResult] = {}
    for meeting in reader.meetings(round_id):
        shown = _sitting(ctx, reader, meeting)
        found.update({(item.subject, item.field): item for item in shown.voted})
    return found


def refuse_without_votes(ctx: Context, reader: Reader, candidates: Sequence[Candidate]) -> None:
    """Refuse to let candidates go on whose votes are too few and for whom no reason was written.

    Raises UserError naming the first, and all of them in its details. Whoever was not voted on is not refused.
    """
    votes = {number: _standing(ctx, reader, number) for number in {item.round_id for item in candidates}}
    found = [votes[item.round_id].get((item.subject, item.field)) for item in candidates]
    short = tuple(item.lack for item in found if item is not None and item.passed is False and not item.reason)
    if short:
        raise UserError(
            f"{short[0]} nên chưa đi tiếp được; ghi lý do giữ lại ở phiên họp, hoặc rút khỏi danh sách.", details=short
        )


def _sitting(ctx: Context, reader: Reader, meeting: Meeting) -> Sitting:
    assert meeting.id is not None  # read from the data folder
    current = reader.round(meeting.round_id)
    plan = ctx.packs[current.plan].plan
    attendances = reader.attendances(meeting.id)
    turnout = turnout_of(meeting, attendances)
    tallies = reader.tallies(meeting.id)
    results = tuple(_results(ctx, reader, current, meeting, turnout, tallies))
    shown = Sitting(
        round=current,
        meeting=meeting,
        attendances=attendances,
        turnout=turnout,
        results=results,
        faults=(),
        cautions=(),
        locks=reader.meeting_locks(meeting.id),
        rule=own_rule(plan, meeting),
        quorum=quorum_of(ctx, plan, meeting),
    )
    return replace(shown, faults=tuple(_faults(shown, tallies)), cautions=tuple(_cautions(shown)))


def turnout_of(meeting: Meeting, attendances: Sequence[Attendance]) -> Turnout:
    """Return who took part: counted from those named where any are, else as typed."""
    numbers = (meeting.members, meeting.present, meeting.written)
    if attendances:
        present = sum(row.present for row in attendances)
        numbers = (len(attendances), present, sum(row.written for row in attendances))
    return Turnout(
        members=numbers[0],
        present=numbers[1],
        written=numbers[2],
        given=meeting.given,
        collected=meeting.collected,
        valid=meeting.valid,
        secret=meeting.manner is VoteManner.SECRET,
    )


def _results(
    ctx: Context, reader: Reader, current: Round, meeting: Meeting, turnout: Turnout, tallies: Sequence[Tally]
) -> Iterator[VoteResult]:
    plan = ctx.packs[current.plan].plan
    votes = {(row.subject, row.field): row for row in tallies}
    listed = {(item.subject, item.field): place for place, item in enumerate(_listed(reader, current), 1)}
    names = reader.names()
    ranks = _ranks(votes)
    for order, key in enumerate(dict.fromkeys([*listed, *votes]), 1):
        tally = votes.get(key)
        yield VoteResult(
            subject=key[0],
            field=key[1],
            name=names[key[0]][0],
            order=order,
            detail=_detail(plan, key, listed=key in listed),
            agree=tally.agree if tally else None,
            disagree=_against(tally, turnout) if tally else None,
            other=tally.other if tally else 0,
            members=turnout.members,
            rule=rule_of(ctx, plan, key[1], meeting),
            rank=ranks[key] if tally else None,
            tied=list(ranks.values()).count(ranks[key]) > 1 if tally else False,
            reason=tally.reason if tally else "",
        )


def _listed(reader: Reader, current: Round) -> Sequence[Candidate]:
    return reader.candidates(current.id or 0)


def _detail(plan: Plan, key: Voted, *, listed: bool) -> str:
    short = next((item.short for item in plan.fields if item.code == key[1]), key[1])
    return short if listed else f"{short}; không còn trong danh sách chọn"


def _ranks(votes: Mapping[Voted, Tally]) -> dict[Voted, int]:
    """Return the place of each by votes: 1, 2, 2, 4."""
    counted = Counter(row.agree for row in votes.values())
    return {key: 1 + sum(n for agree, n in counted.items() if agree > row.agree) for key, row in votes.items()}


def _against(tally: Tally, turnout: Turnout) -> int | None:
    """Return how many disagreed: as counted, else all voices that did not speak otherwise."""
    if tally.disagree is not None or turnout.voices is None:
        return tally.disagree
    return max(0, turnout.voices - tally.agree - tally.other)


def _faults(shown: Sitting, tallies: Sequence[Tally]) -> Iterator[str]:
    yield from shown.turnout.faults()
    if shown.turnout.voices is None:
        return
    what = "phiếu hợp lệ" if shown.turnout.secret else "số người biểu quyết"
    names = {(item.subject, item.field): item.name for item in shown.results}
    for row in tallies:
        yield from _faults_of(row, names[row.subject, row.field], what, shown.turnout.voices)


def _faults_of(row: Tally, name: str, what: str, voices: int) -> Iterator[str]:
    told = row.agree + row.other
    if told > voices:
        kind = "Phiếu đồng ý và phiếu khác" if row.other else "Phiếu đồng ý"
        yield f"{kind} của {name} ({told}) nhiều hơn {what} ({voices})."
    elif row.disagree is not None and told + row.disagree != voices:
        yield f"Phiếu của {name} cộng lại {told + row.disagree}, không bằng {what} ({voices})."


def _cautions(shown: Sitting) -> Iterator[str]:
    meeting, turnout = shown.meeting, shown.turnout
    if shown.quorate is False and shown.quorum is not None and turnout.members is not None:
        need = shown.quorum.threshold.needed(turnout.members)
        words = f"Có mặt {turnout.present}/{turnout.members}, cần {need} ({shown.quorum.threshold.words})"
        yield f"{words}. Theo {shown.quorum.source}. {shown.quorum.doubt or ''}".rstrip()
    if meeting.manner is VoteManner.HANDS:
        asked = next((item for item in shown.results if item.rule is not None and item.rule.secret), None)
        if asked is not None and asked.rule is not None:
            yield f"{asked.name} phải được bỏ phiếu, phiên này giơ tay. Theo {asked.rule.source}."
    below = [item.name for item in shown.results if item.passed is False and not item.reason]
    if below:
        yield f"Chưa đủ phiếu: {join_words(below)}. Bỏ khỏi danh sách, hoặc ghi lý do giữ lại."
    waiting = [item.name for item in shown.results if item.agree is None]
    if shown.voted and waiting:
        yield f"Chưa bỏ phiếu: {join_words(waiting)}."
