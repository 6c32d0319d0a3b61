"""Where the round in hand stands: its candidates, who is eligible and not on the list, its quotas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....domain.eligibility import AssessmentRequest, Verdict
from ....domain.lifecycle import QuotaWaiver, RoundLock
from ....domain.plans import Plan, QuotaRow, QuotaVerdict
from ....domain.rounds import CandidateRow, Choice, Round
from ....domain.upkeep import Progress
from ....services import eligibility, plans, records, rounds
from ....services.context import Context
from ....services.rounds import limits, locks
from ...kit.quota_board import QuotaLine


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the page shows of one round."""

    round: Round
    plan: Plan
    candidates: tuple[CandidateRow, ...]
    eligible: tuple[Choice, ...]
    quotas: tuple[QuotaRow, ...]
    left: tuple[CandidateRow, ...] = ()
    locks: tuple[RoundLock, ...] = ()
    waivers: tuple[QuotaWaiver, ...] = ()
    per_unit: frozenset[str] = frozenset()
    units: tuple[tuple[str, str], ...] = ()

    @property
    def locked(self) -> bool:
        """Whether the list is locked."""
        return bool(self.locks) and self.locks[-1].locked

    @property
    def everybody(self) -> tuple[CandidateRow, ...]:
        """The candidates, then those that left the list."""
        return (*self.candidates, *self.left)

    @property
    def changed(self) -> list[CandidateRow]:
        """Candidates whose verdict is another today."""
        return [row for row in self.candidates if row.changed]

    @property
    def off_default(self) -> list[str]:
        """The readings the round is judged by that are not the plan's default."""
        defaults = {reading.code: reading.default for reading in self.plan.readings}
        return [code for code, option in self.round.readings.items() if defaults.get(code) != option]

    def quota_lines(self) -> dict[str, Sequence[QuotaLine]]:
        """Return the lines of the quota board: by movement, and unit by unit, those of the round's year first.

        By movement a quota asked of each unit for itself is one line, which counts the units that meet it.
        """
        rows = sorted(self.quotas, key=lambda row: (row.year != self.round.year, -(row.year or 0)))
        by_unit = [row for row in rows if row.code in self.per_unit]
        movement: list[QuotaLine] = []
        for row in rows:
            if row.code not in self.per_unit:
                movement += self._lines(row)
        for code, year in dict.fromkeys((row.code, row.year) for row in by_unit):
            movement.append(self._summed([row for row in by_unit if (row.code, row.year) == (code, year)]))
        units = [line for row in sorted(by_unit, key=lambda row: row.unit_name) for line in self._lines(row)]
        return {"movement": movement, "unit": units}

    def _title(self, code: str) -> str:
        return next((info.text for info in self.plan.quotas if info.code == code), code)

    def _lines(self, row: QuotaRow) -> list[QuotaLine]:
        year = f", năm {row.year}" if row.year is not None else ""
        waived = any((item.quota, item.unit, item.year) == (row.code, row.unit, row.year) for item in self.waivers)
        words = f"{row.unit_name}{year}{' · miễn, gia hạn' if waived else ''}"
        whole = QuotaLine(self._title(row.code), words, row, subjects=row.subjects, waived=waived)
        parts = [QuotaLine(f"    {part.message}", "", part, subjects=part.subjects, part=True) for part in row.parts]
        return [whole, *parts]

    def _summed(self, rows: Sequence[QuotaRow]) -> QuotaLine:
        """Return one line for the units a quota asks each for itself."""
        asked = [row for row in rows if row.verdict is not QuotaVerdict.NOT_APPLICABLE]
        met = sum(row.verdict is not QuotaVerdict.SHORT for row in asked)
        states = {row.verdict for row in asked}
        order = (QuotaVerdict.SHORT, QuotaVerdict.OVER, QuotaVerdict.MET)
        verdict = next((state for state in order if state in states), QuotaVerdict.NOT_APPLICABLE)
        have = sum(row.have for row in asked)
        summed = replace(
            rows[0], unit=None, unit_name="", verdict=verdict, have=have, minimum=None, maximum=None, parts=()
        )
        counted = tuple(sorted({code for row in asked for code in row.subjects}))
        year = f"Năm {rows[0].year}" if rows[0].year is not None else ""
        return QuotaLine(self._title(rows[0].code), year, summed, units=(met, len(asked)), subjects=counted)


def read(ctx: Context, current: Round, progress: Progress) -> Standing:
    """Read the round and judge who else is eligible on its day."""
    assert current.id is not None  # rounds in hand come from the data folder
    everybody = rounds.candidates(ctx, current.id, left=True)
    taken = tuple(row for row in everybody if row.candidate.left is None)
    there = {(row.candidate.subject, row.candidate.field) for row in everybody}
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
        left=tuple(row for row in everybody if row.candidate.left is not None),
        locks=locks.locks(ctx, current.id),
        waivers=limits.waivers(ctx, current.plan),
        per_unit=limits.per_unit(ctx, current.plan),
        units=records.list_units(ctx),
    )
