"""Frozen verdicts as JSON text and back: written once, never altered by later versions of the rules."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from ..domain.eligibility import Verdict
from ..domain.rounds import FrozenCriterion, FrozenVerdict


def dump(frozen: FrozenVerdict) -> str:
    """Return the verdict as JSON."""
    return json.dumps(
        {
            "verdict": frozen.verdict.code,
            "on": frozen.on.isoformat(),
            "plan_version": frozen.plan_version,
            "readings": dict(frozen.readings),
            "frozen_at": frozen.frozen_at.isoformat(),
            "criteria": [_criterion(item) for item in frozen.criteria],
            "warnings": list(frozen.warnings),
        },
        ensure_ascii=False,
    )


def _criterion(item: FrozenCriterion) -> dict[str, Any]:
    return {
        "code": item.code,
        "verdict": item.verdict.code,
        "message": item.message,
        "need": item.need,
        "have": item.have,
        "missing": item.missing,
        "evidence": list(item.evidence),
        "source": item.source,
    }


def load(text: str) -> FrozenVerdict:
    """Return the verdict `dump` wrote."""
    data = json.loads(text)
    return FrozenVerdict(
        verdict=Verdict.of(data["verdict"]),
        on=date.fromisoformat(data["on"]),
        plan_version=data["plan_version"],
        readings=data["readings"],
        frozen_at=datetime.fromisoformat(data["frozen_at"]),
        criteria=tuple(
            FrozenCriterion(**{**item, "verdict": Verdict.of(item["verdict"]), "evidence": tuple(item["evidence"])})
            for item in data["criteria"]
        ),
        warnings=tuple(data["warnings"]),
    )
