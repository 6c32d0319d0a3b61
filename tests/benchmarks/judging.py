"""Judging, and the floor beside it: each function returns the job to be timed."""

from __future__ import annotations

import gc
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from dienhinh_desktop.domain.eligibility import AssessmentRequest
from dienhinh_desktop.domain.records import Award
from dienhinh_desktop.domain.upkeep import silent
from dienhinh_desktop.services import eligibility, records
from dienhinh_desktop.services.context import Context

from .program import opened
from .scale import MADE
from .setting import ON, Setting

Job = Callable[[], dict[str, Any]]
COUNTED = (
    "positions",
    "ratings",
    "awards",
    "initiatives",
    "indicators",
    "household_statuses",
    "contributions",
    "attestations",
    "disciplines",
    "registrations",
)
EDITS = 60


def fill(setting: Setting) -> Job:
    """Write the made-up records into an empty data folder, as one act."""
    ctx = opened(setting)
    plan = ctx.packs[setting.plan].plan
    criteria = tuple(criterion.code for criterion in plan.criteria if criterion.manner == "attested")[:20]

    def job() -> dict[str, Any]:
        counts: Counter[str] = Counter()
        with ctx.db.work("Nhập", ctx.who) as work:
            for table, rows in MADE[setting.plan](setting.people, criteria, plan.code):
                work.insert(table, rows)
                counts[table] += len(rows)
        ctx.db.close()
        return dict(counts)

    return job


def judge_all(setting: Setting) -> Job:
    """Read all records and judge every subject in every field that fits."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        start = time.process_time()
        found = eligibility.assess(ctx, AssessmentRequest(setting.plan, ON), silent)
        seconds = time.process_time() - start
        return {"seconds": seconds, "verdicts": dict(Counter(item.verdict.code for item in found))}

    return job


def count_all(setting: Setting) -> Job:
    """Count every kind of record of every subject with sqlite3: one grouped statement per table, all rows fetched."""

    def job() -> dict[str, Any]:
        start = time.process_time()
        database = sqlite3.connect(setting.database)
        statement = "SELECT s.code, count(t.id) FROM subjects s LEFT JOIN {} t ON t.subject_id = s.id GROUP BY s.id"
        counted = {table: database.execute(statement.format(table)).fetchall() for table in COUNTED}
        database.close()
        seconds = time.process_time() - start
        return {"seconds": seconds, "rows": sum(number for rows in counted.values() for _, number in rows)}

    return job


def one_after_an_edit(setting: Setting) -> Job:
    """Edit one subject and judge it again, a number of times over, each with another subject."""
    ctx = opened(setting)
    return lambda: _edited(ctx, setting, everybody=False)


def all_after_an_edit(setting: Setting) -> Job:
    """Edit one subject after everybody was judged, and ask for everybody again, a number of times over."""
    ctx = opened(setting)

    def job() -> dict[str, Any]:
        eligibility.assess(ctx, AssessmentRequest(setting.plan, ON))
        return _edited(ctx, setting, everybody=True)

    return job


def _edited(ctx: Context, setting: Setting, *, everybody: bool) -> dict[str, Any]:
    prefixes = ("CB", "HO", "T", "DV") if setting.plan.startswith("TC") else ("CB", "DV")
    edits, answers = [], []
    gc.collect()
    for turn in range(EDITS + 5):
        code = f"{prefixes[turn % len(prefixes)]}{turn % 10}"
        start = time.process_time()
        records.save_entry(ctx, Award(subject=code, form="BK_TINH", date=date(2024, 1, 1 + turn % 28)))
        middle = time.process_time()
        eligibility.assess(ctx, AssessmentRequest(setting.plan, ON, subjects=None if everybody else (code,)))
        edits.append(middle - start)
        answers.append(time.process_time() - middle)
    return {"edit": statistics.median(edits[5:]), "answer": statistics.median(answers[5:])}
