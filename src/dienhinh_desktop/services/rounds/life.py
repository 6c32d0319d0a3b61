"""Chuyển bước: the states of its life a candidate has reached, each with its papers, and what is still owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ...domain.dates import short_date
from ...domain.eligibility import Stage
from ...domain.errors import UserError
from ...domain.lifecycle import CandidateStep, LifeState, Owed, StepAsked
from ...domain.plans import LifeStep, Plan
from ...domain.rounds import Candidate, Round
from ...domain.text import two_digits
from ...domain.upkeep import Changes, Kind
from ...rules.packs import Pack
from ...storage.reader import Reader
from ...storage.work import Work
from .. import council
from ..context import Context
from ..plans import pack_of

_CHANGED = frozenset({Kind.ROUNDS})


def begin(ctx: Context, work: Work, plan: Plan, candidates: Sequence[tuple[int, Candidate]]) -> None:
    """Write down the state in which the life of newly chosen candidates begins, where the plan names any."""
    first = plan.chosen_state or (plan.life[0].state if plan.life else None)
    if first is not None:
        today = ctx.now().date()
        work.insert(
            "candidate_steps",
            [
                CandidateStep(candidate=number, state=first, date=today, unit=item.introducer)
                for number, item in candidates
            ],
        )


def take_step(ctx: Context, candidate_ids: Sequence[int], asked: StepAsked) -> Changes:
    """Move candidates on to a state of their plan; a state taken before gets the papers named now.

    Raises UserError for a state the plan does not name, a day in the future, a subject no longer on the list, or one
    whose votes are too few and for whom no reason to go on was written.
    """
    with ctx.db.work("Chuyển bước", ctx.who, "round") as work:
        found = [work.candidate(number) for number in candidate_ids]
        step = _step_of(ctx, work, found, asked)
        if _follows_votes(ctx, work, found, asked.state):
            council.refuse_without_votes(ctx, work, found)
        held = {row.candidate: row for row in work.steps_taken(candidate_ids) if row.state is asked.state}
        rows = [_row(item, asked, held.get(item.id or 0)) for item in found]
        work.insert("candidate_steps", [row for row in rows if row.id is None])
        work.update("candidate_steps", [row for row in rows if row.id is not None])
        who = _who(work, found)
        work.name_act(f"Chuyển {who} sang bước {step.name}")
        return Changes(_CHANGED, f"Đã chuyển {who} sang bước {step.name}.", work.act if work.changed else None)


def _follows_votes(ctx: Context, reader: Reader, found: Sequence[Candidate], state: LifeState) -> bool:
    """Tell whether a state lies behind those in which a plan chooses or honours by votes (lựa chọn, suy tôn)."""
    life = [step.state for step in pack_of(ctx, reader.round(found[0].round_id).plan).plan.life]
    voted = [life.index(item) for item in (LifeState.SELECTED, LifeState.ELECTED) if item in life]
    return life.index(state) > max(voted, default=-1)


def _who(reader: Reader, found: Sequence[Candidate]) -> str:
    if len(found) == 1 and (subject := reader.subject(found[0].subject)) is not None:
        return subject.name
    return f"{two_digits(len(found))} đối tượng"


def _step_of(ctx: Context, reader: Reader, found: Sequence[Candidate], asked: StepAsked) -> LifeStep:
    if asked.date > ctx.now().date():
        raise UserError(f"Ngày {short_date(asked.date)} ở tương lai; ghi ngày bước này đã làm.")
    for item in found:
        if item.left is not None:
            subject = reader.subject(item.subject)
            name = subject.name if subject else item.subject
            raise UserError(f"{name} {item.left.label.lower()} khỏi danh sách nên không chuyển bước; đưa lại trước.")
    plans = {reader.round(item.round_id).plan for item in found}
    for code in plans:
        step = next((step for step in pack_of(ctx, code).plan.life if step.state is asked.state), None)
        if step is None:
            raise UserError(f"Kế hoạch {code} không có bước {asked.state.label}; chọn bước khác.")
    if not plans:
        raise UserError("Chưa chọn dòng nào nên chưa chuyển bước; chọn ít nhất một đối tượng.")
    assert step is not None
    return step


def _row(item: Candidate, asked: StepAsked, held: CandidateStep | None) -> CandidateStep:
    said = CandidateStep(
        candidate=item.id or 0,
        state=asked.state,
        date=asked.date,
        unit=asked.unit,
        people=asked.people,
        number=asked.number,
        document_date=asked.document_date,
        note=asked.note,
    )
    if held is None:
        return replace(said, unit=said.unit or item.introducer)
    return replace(
        held,
        date=said.date,
        **{
            name: getattr(said, name) or getattr(held, name)
            for name in ("unit", "people", "number", "document_date", "note")
        },
    )


def take_back_step(ctx: Context, step_id: int) -> Changes:
    """Strike a step out that was written by mistake. Raises UserError when it is gone."""
    with ctx.db.work("Bỏ một bước đã ghi", ctx.who, "round") as work:
        work.delete("candidate_steps", [step_id])
        return Changes(_CHANGED, "Đã bỏ bước đã ghi.", work.act)


def steps_of(reader: Reader, current: Round, candidates: Sequence[Candidate]) -> dict[int, tuple[CandidateStep, ...]]:
    """Return the steps of candidates by their number.

    A round that recognises goes on where the rounds of the same plan that registered the subject left off.
    """
    own = _by_candidate(reader.steps_taken(item.id or 0 for item in candidates))
    before: dict[str, list[CandidateStep]] = defaultdict(list)
    if current.stage is Stage.RECOGNITION:
        for earlier in reader.rounds():
            if (earlier.plan, earlier.stage) == (current.plan, Stage.REGISTRATION) and earlier.year <= current.year:
                listed = {item.id or 0: item.subject for item in reader.candidates(earlier.id or 0)}
                for step in reader.steps_taken(listed):
                    before[listed[step.candidate]].append(step)
    return {item.id or 0: _merged(before[item.subject], own.get(item.id or 0, [])) for item in candidates}


def _by_candidate(steps: Iterable[CandidateStep]) -> dict[int, list[CandidateStep]]:
    found: dict[int, list[CandidateStep]] = defaultdict(list)
    for step in steps:
        found[step.candidate].append(step)
    return found


def _merged(before: Sequence[CandidateStep], own: Sequence[CandidateStep]) -> tuple[CandidateStep, ...]:
    by_state = {step.state: step for step in (*before, *own)}
    return tuple(sorted(by_state.values(), key=lambda step: (step.date, step.id or 0)))


def still_owed(ctx: Context, candidate_ids: Sequence[int], until: LifeState | None) -> tuple[Owed, ...]:
    """Return what candidates of one round owe up to a state (None: the one each has reached), each thing once."""
    with ctx.db.read() as reader:
        found = [reader.candidate(number) for number in candidate_ids]
        current = reader.round(found[0].round_id)
        taken = steps_of(reader, current, found)
    pack = pack_of(ctx, current.plan)
    order = [step.state for step in pack.plan.life]
    lines: dict[Owed, None] = {}
    for steps in taken.values():
        reached = max((order.index(step.state) for step in steps if step.state in order), default=-1)
        state = until if until is not None else order[reached] if reached >= 0 else None
        if state is not None:
            lines.update(dict.fromkeys(owed(pack, current, steps, state)))
    return tuple(lines)


def owed(pack: Pack, current: Round, steps: Sequence[CandidateStep], until: LifeState) -> tuple[Owed, ...]:
    """Return what stands out up to a state: steps not written down, and papers without a number.

    The day is that of the milestone that dates the step, under the readings of the round.
    """
    life = pack.plan.life
    order = [step.state for step in life]
    if until not in order:
        return ()
    taken = {step.state: step for step in steps}
    days = _latest_days(pack, current)
    return tuple(
        Owed(
            state=step.state,
            state_name=step.name,
            what=what,
            latest=days.get(step.milestone or ""),
            who=step.who,
            source=step.source,
        )
        for step in life[: order.index(until) + 1]
        if (what := _missing(step, taken.get(step.state)))
    )


def _missing(step: LifeStep, taken: CandidateStep | None) -> str:
    if taken is None:
        return f"chưa ghi bước này{f', cần {step.document}' if step.document else ''}"
    return f"thiếu số, ngày của: {step.document}" if step.document and not taken.number else ""


def _latest_days(pack: Pack, current: Round) -> Mapping[str, date]:
    rules = pack.rules(pack.readings(current.readings), current.stage)
    return {code: rule.latest for code, rule in rules.milestones.items() if rule.latest is not None}
