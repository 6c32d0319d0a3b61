"""Writing results: the mark of each candidate, its award history, its step; all of it one act."""

from __future__ import annotations

from dataclasses import replace

from ....domain.backups import BackupReason
from ....domain.errors import UserError
from ....domain.lifecycle import CandidateResult, CandidateStep, LifeState, Outcome
from ....domain.records import Award
from ....domain.results import ResultLine, ResultPreview, ResultState
from ....domain.text import decision_key, two_digits
from ....domain.upkeep import Changes, Kind, Progress, silent
from ....storage.work import Work
from ... import backups
from ...context import Context

_CHANGED = frozenset({Kind.ROUNDS, Kind.RECORDS})


def write(ctx: Context, preview: ResultPreview, progress: Progress = silent) -> Changes:
    """Write the lines taken. Raises UserError when none is, or a candidate is gone; then nothing is written."""
    taken = preview.taken
    if not taken:
        again = preview.count(ResultState.SAME) == len(preview.lines)
        why = "kết quả của tệp này đã ghi cả" if again else "chưa có dòng nào được chọn"
        raise UserError(f"Không ghi gì vì {why}; xem lại từng dòng, đánh dấu dòng cần ghi.")
    backups.before(ctx, BackupReason.IMPORT, preview.file, progress)
    with ctx.db.work("Nhận kết quả", ctx.who, "import") as work:
        current = work.round(preview.round_id)
        rewards = any(step.state is LifeState.REWARDED for step in ctx.packs[current.plan].plan.life)
        for line in taken:
            _write_line(work, line, rewards=rewards)
        words = _words(preview)
        number = f" {preview.facts.number}" if preview.facts.number else ""
        work.name_act(f"Nhận kết quả{number}: {words}")
        return Changes(_CHANGED, f"Đã ghi kết quả{number}: {words}.", work.act if work.changed else None)


def _words(preview: ResultPreview) -> str:
    counted = [(outcome, sum(line.outcome is outcome for line in preview.taken)) for outcome in Outcome]
    return ", ".join(f"{two_digits(number)} {outcome.label.lower()}" for outcome, number in counted if number)


def _write_line(work: Work, line: ResultLine, *, rewards: bool) -> None:
    award = _write_award(work, line) if line.outcome is not Outcome.REFUSED else None
    if line.candidate is None:
        return
    made = CandidateResult(
        candidate=line.candidate,
        outcome=line.outcome,
        form=line.form if line.outcome is not Outcome.REFUSED else None,
        year=line.year,
        number=line.number,
        date=line.date,
        issuer=line.issuer,
        award=award,
    )
    held = work.results_of([line.candidate])
    if held:
        work.update("candidate_results", [replace(made, id=held[-1].id)])
    else:
        work.insert("candidate_results", [made])
    if rewards and line.outcome is not Outcome.REFUSED and line.date is not None:
        _write_step(work, line, line.candidate)


def _write_award(work: Work, line: ResultLine) -> int | None:
    """Keep the award, or fill what the one kept already leaves open; return its row."""
    assert line.subject is not None  # lines without a subject are never taken
    assert line.form is not None
    new = Award(
        subject=line.subject,
        form=line.form,
        year=line.year,
        decision=line.number,
        date=line.date,
        issuer=line.issuer,
    )
    for held in work.records([line.subject], {"awards"}).awards:
        if held.form == new.form and not held.refused and _is_one(held, new):
            filled = replace(
                held,
                decision=held.decision or new.decision,
                date=held.date or new.date,
                issuer=held.issuer or new.issuer,
            )
            work.update("awards", [filled])
            return held.id
    return work.insert("awards", [new])[0]


def _is_one(held: Award, new: Award) -> bool:
    if new.year is not None:
        return held.year == new.year
    return bool(held.decision and new.decision) and decision_key(held.decision or "") == decision_key(
        new.decision or ""
    )


def _write_step(work: Work, line: ResultLine, candidate: int) -> None:
    assert line.date is not None
    said = CandidateStep(
        candidate=candidate,
        state=LifeState.REWARDED,
        date=line.date,
        people=line.issuer,
        number=line.number,
        document_date=line.date,
        note=line.form_name or None,
    )
    held = next((step for step in work.steps_taken([candidate]) if step.state is LifeState.REWARDED), None)
    if held is None:
        work.insert("candidate_steps", [said])
    else:
        work.update("candidate_steps", [replace(said, id=held.id, unit=held.unit)])
