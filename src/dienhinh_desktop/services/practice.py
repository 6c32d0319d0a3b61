"""Practice (tập làm): the shipped records of a made-up department, and the question they are judged by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import resources
from ..domain.eligibility import Stage
from ..domain.upkeep import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What `resources/practice/practice.json` says: the workbook, the plan, the day, the round and the office."""

    workbook: Path
    plan: str
    stage: Stage
    on: date
    round: str
    office: Office


def practice() -> Practice:
    """Return the practice that is shipped."""
    told = json.loads(resources.path("practice", "practice.json").read_text(encoding="utf-8"))
    return Practice(
        workbook=resources.path("practice", told["workbook"]),
        plan=told["plan"],
        stage=Stage(told["stage"]),
        on=date.fromisoformat(told["on"]),
        round=told["round"],
        office=Office(**told["office"], practice=True),
    )
