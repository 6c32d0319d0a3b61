"""Keeps the round bar true: which rounds there are, which is in hand, how its steps stand, how many days are left."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..domain.plans import Plan
from ..domain.rounds import Round, RoundSummary
from ..domain.upkeep import Changes, Kind
from ..services import plans, rounds
from . import texts
from .kit.path import Step, StepState
from .kit.round_bar import RoundBar
from .shell import Shell

_SHOWN = {Kind.RECORDS, Kind.ROUNDS, Kind.PLANS, Kind.IMPORTS, Kind.PAPERS}


def first_steps() -> tuple[Step, ...]:
    """Return the steps before anything is counted."""
    return tuple(Step(number, text, short) for number, text, short, _page in texts.STEPS)


class RoundDesk(QObject):
    """Reads rounds and summaries off the window's thread and shows them in the bar."""

    def __init__(self, shell: Shell, bar: RoundBar) -> None:
        super().__init__()
        self._shell, self._bar = shell, bar
        self._rounds: tuple[Round, ...] = ()
        self._plans: dict[str, Plan] = {}
        self._asked_before = False
        bar.round_picked.connect(self._pick)
        bar.new_asked.connect(lambda: shell.go("new_round"))
        bar.milestones_asked.connect(lambda: shell.go("plans", tab="milestones"))
        shell.round_changed.connect(self._show_round)

    def hear(self, changes: Changes) -> None:
        """Count again after a change that touches the round."""
        if changes.kinds & _SHOWN:
            self.refresh()

    def refresh(self) -> None:
        """Read the rounds, then the summary of the one in hand."""
        ctx = self._shell.ctx
        self._shell.operations.ask(
            self, lambda: (rounds.rounds(ctx), plans.plans(ctx)), self._have_rounds, key="desk.rounds"
        )

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say in the status bar that the round could not be read."""
        self._shell.say(sentence)

    def clear_failure(self) -> None:
        """Nothing stands to be taken away."""

    def _have_rounds(self, found: tuple[tuple[Round, ...], tuple[Plan, ...]]) -> None:
        self._rounds, known = found
        self._plans = {plan.code: plan for plan in known}
        self._bar.selector.offer([(item.id, item.name) for item in self._rounds if item.id is not None])
        wanted = self._wanted()
        held = self._shell.round
        if wanted is None or held is None or wanted.id != held.id or wanted != held:
            self._shell.take_round(wanted)
        else:
            self._show_round(wanted)

    def _wanted(self) -> Round | None:
        held = self._shell.round
        remembered = held.id if held is not None else int(str(self._shell.preferences.value("round", -1)))
        return next((item for item in self._rounds if item.id == remembered), self._rounds[0] if self._rounds else None)

    def _pick(self, number: int) -> None:
        self._shell.take_round(next((item for item in self._rounds if item.id == number), None))

    def _show_round(self, chosen: Round | None) -> None:
        self._bar.show_path(chosen is not None)
        if chosen is None or chosen.id is None:
            self._bar.selector.show_round("Chưa có đợt", "")
            return
        plan = self._plans.get(chosen.plan)
        self._bar.selector.show_round(chosen.name, texts.plan_label(plan) if plan else chosen.plan)
        ctx, number = self._shell.ctx, chosen.id
        self._shell.operations.ask(self, lambda: rounds.summary(ctx, number), self._count, key="desk.summary")

    def _count(self, summary: RoundSummary) -> None:
        for step in steps(summary):
            self._bar.steps[step.number].show_step(step)
        milestone = summary.milestone
        if milestone is None or milestone.latest is None:
            self._bar.countdown.count("", "", "warn", "")
        else:
            above, below, token = texts.days_left(milestone, self._shell.today)
            self._bar.countdown.count(above, below, token, f"{milestone.code}: “{milestone.wording}”")
        self._bar.show_path(True)
        self._bar.fit()


def steps(summary: RoundSummary) -> tuple[Step, ...]:
    """Say how each step of the path stands."""
    lines = (
        (texts.records_line(summary), StepState.MISSING if summary.missing_data else StepState.DONE),
        (texts.eligibility_line(summary), StepState.DONE if summary.assessed else StepState.DOING),
        (texts.chosen_line(summary), _choosing(summary)),
        (texts.documents_line(summary), StepState.DOING if summary.chosen else StepState.AHEAD),
        (texts.delivery_line(summary), _sending(summary)),
    )
    return tuple(
        Step(number, text, short, count, state, brief)
        for (number, text, short, _page), (count, state), brief in zip(
            texts.STEPS, lines, texts.brief_lines(summary), strict=True
        )
    )


def _sending(summary: RoundSummary) -> StepState:
    if summary.sent is not None:
        return StepState.DONE
    return StepState.DOING if summary.papers else StepState.AHEAD


def _choosing(summary: RoundSummary) -> StepState:
    if summary.changed:
        return StepState.WARNING
    if not summary.chosen:
        return StepState.AHEAD
    quota = summary.quota
    short = quota is not None and quota.minimum is not None and summary.chosen < quota.minimum
    over = quota is not None and quota.maximum is not None and summary.chosen > quota.maximum
    return StepState.WARNING if over else StepState.DOING if short else StepState.DONE
