"""The program's own work, through its use cases: each function returns the job to be timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.domain.imports import RowState
from dienhinh_desktop.domain.list_imports import RowDecision
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.upkeep import silent
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.domain.year_grid import GridQuery
from dienhinh_desktop.services import documents, eligibility, imports, records, rounds, year_grid
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports import lists
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.services.overview import overview as see_overview

from .setting import ON, PLAN, Setting

Job = Callable[[], dict[str, Any]]
UNTIL_THE_PROCESS_ENDS = ExitStack()


def opened(setting: Setting) -> Context:
    """Open the data folder."""
    return UNTIL_THE_PROCESS_ENDS.enter_context(open_context(setting.data, "Đo tốc độ"))


def import_workbook(setting: Setting) -> Job:
    """Read, preview and write the whole workbook into an empty data folder, then close it."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        report = imports.apply(ctx, imports.preview(ctx, setting.workbook, silent), silent)
        ctx.db.close()
        return {"rows": report.added}

    return job


def open_list(setting: Setting) -> Job:
    """Open and understand a sub-unit's list."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        return {"rows": len(lists.open_list(ctx, setting.foreign_list).reading.rows)}

    return job


def preview_list(setting: Setting) -> Job:
    """Open a sub-unit's list, understand it and lay it beside the records."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        shown = lists.look(ctx, lists.open_list(ctx, setting.foreign_list))
        return {"lines": {state.value: count for state, count in shown.counts().items()}}

    return job


def keep_list(setting: Setting) -> Job:
    """Write a sub-unit's list into the data folder, doubtful rows left out, so that it can be laid beside itself."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        task = lists.open_list(ctx, setting.foreign_list)
        left = [line.row for line in lists.look(ctx, task).lines if line.asks or line.state is RowState.WRONG]
        task = lists.decide(task, {row: RowDecision(skipped=True) for row in left})
        report = lists.write(ctx, task, lists.look(ctx, task))
        ctx.db.close()
        return {"rows": report.added}

    return job


def assess(setting: Setting) -> Job:
    """Judge every subject in every field that applies."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        found = eligibility.assess(ctx, AssessmentRequest(PLAN, ON), silent)
        return {"verdicts": dict(Counter(item.verdict.code for item in found))}

    return job


def read_years(setting: Setting) -> Job:
    """Read the grid of years of everybody, as the page Nhập theo năm does."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        return {"rows": len(year_grid.read_grid(ctx, GridQuery()).rows)}

    return job


def overview(setting: Setting) -> Job:
    """See where a round stands: everybody is judged, tasks, days, quotas and gaps are found."""
    ctx = opened(setting)
    chosen = candidates(ctx, setting)
    ctx.memory.book = ctx.memory.judged = None

    def job() -> dict[str, Any]:
        return {"tasks": [task.what for task in see_overview(ctx, chosen).tasks]}

    return job


def search(setting: Setting) -> Job:
    """Find people by three words without marks, as the page of records does at every pause in typing."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        return {"rows": records.find_subjects(ctx, SubjectQuery(text="nguyen thi hoa")).total}

    return job


def candidates(ctx: Context, setting: Setting) -> int:
    """Return the round with the candidates papers are written for, choosing them the first time: đạt, then chưa đạt."""
    kept = rounds.rounds(ctx)
    if kept:
        return kept[0].id or 0
    found = eligibility.assess(ctx, AssessmentRequest(PLAN, ON))
    allowed = [item for item in found if item.verdict not in (Verdict.KHONG_DAT, Verdict.KHONG_AP_DUNG)]
    chosen = sorted(allowed, key=lambda item: -item.verdict)[: setting.papers]
    opened = rounds.open_round(ctx, Round(plan=PLAN, stage=Stage.RECOGNITION, year=ON.year, name="Đợt đo", on=ON))
    assert opened.id is not None
    rounds.register(ctx, opened.id, [Choice(subject=item.subject, field=item.field) for item in chosen])
    return opened.id


def export_list(setting: Setting) -> Job:
    """Write the registration list of the round."""
    ctx = opened(setting)
    chosen = candidates(ctx, setting)

    def job() -> dict[str, Any]:
        documents.export_list(ctx, PLAN, ON, setting.list_file, round_id=chosen)
        return {}

    return job


def export_forms(setting: Setting) -> Job:
    """Write the nomination form and the report of every candidate, single files and the bound file."""
    ctx = opened(setting)
    chosen = candidates(ctx, setting)

    def job() -> dict[str, Any]:
        written = documents.export_forms(ctx, PLAN, ON, setting.forms_folder, round_id=chosen)
        return {"files": list(written.files), "bound": written.bound}

    return job
