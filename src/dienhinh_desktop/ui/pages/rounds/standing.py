"""Where the round in hand stands: its candidates, who is eligible and not on the list, its quotas."""

from __future__ import annotations

from dataclasses import dataclass

from ....domain.eligibility import AssessmentRequest, Verdict
from ....domain.plans import Plan, QuotaRow
from ....domain.rounds import CandidateRow, Choice, Round
from ....domain.upkeep import Progress
from ....services import eligibility, plans, rounds
from ....services.context import Context
from ...kit.quota_board import QuotaLine


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the page shows of one round."""

    round: Round
    plan: Plan
    candidates: tuple[CandidateRow, ...]
    eligible: tuple[Choice, ...]
    quotas: tuple[QuotaRow, ...]

    @property
    def changed(self) -> list[CandidateRow]:
        """Candidates whose verdict is another today."""
        return [row for row in self.candidates if row.changed]

    @property
    def off_default(self) -> list[str]:
        """The readings the round is judged by that are not the plan's default."""
        defaults = {reading.code: reading.default for reading in self.plan.readings}
        return [code for code, option in self.round.readings.items() if defaults.get(code) != option]

    def quota_lines(self) -> list[QuotaLine]:
        """Return the lines of the quota board, compound quotas with their parts below."""
        texts = {info.code: info.text for info in self.plan.quotas}
        lines = []
        for row in self.quotas:
            year = f", năm {row.year}" if row.year is not None else ""
            lines.append(QuotaLine(texts.get(row.code, row.code), f"{row.unit_name}{year}", row))
            lines += [QuotaLine(f"    {part.message}", "", part) for part in row.parts]
        return lines


def read(ctx: Context, current: Round, progress: Progress) -> Standing:
    """Read the round and judge who else is eligible on its day."""
    assert current.id is not None  # rounds in hand come from the data folder
    taken = rounds.candidates(ctx, current.id)
    there = {(row.candidate.subject, row.candidate.field) for row in taken}
    request = AssessmentRequest(current.plan, current.on, current.stage, readings=current.readings)
    found = eligibility.assess(ctx, request, progress)
    return Standing(
        round=current,
        plan=plans.plan(ctx, current.plan),
        candidates=taken,
        eligible=tuple(
            Choice(subject=item.subject, field=item.field)
            for item in found
            if item.verdict is Verdict.DAT and (item.subject, item.field) not in there
        ),
        quotas=plans.quota_rows(ctx, current.plan, current.on, current.readings),
    )
