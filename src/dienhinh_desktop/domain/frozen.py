"""Frozen verdicts and who is put forward on them as plain values (texts, numbers, lists, mappings), and back.

What is kept and what a package carries are these values as JSON; they say the same in every version of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .eligibility import Verdict
from .packages import PackagedCandidate
from .rounds import FrozenCriterion, FrozenVerdict


def plain(frozen: FrozenVerdict) -> dict[str, Any]:
    """Return a verdict as plain values."""
    return {
        "verdict": frozen.verdict.code,
        "on": frozen.on.isoformat(),
        "plan_version": frozen.plan_version,
        "readings": dict(frozen.readings),
        "frozen_at": frozen.frozen_at.isoformat(),
        "criteria": [_plain_criterion(item) for item in frozen.criteria],
        "warnings": list(frozen.warnings),
    }


def _plain_criterion(item: FrozenCriterion) -> dict[str, Any]:
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


def of_plain(told: Mapping[str, Any]) -> FrozenVerdict:
    """Return the verdict `plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
    return FrozenVerdict(
        verdict=Verdict.of(told["verdict"]),
        on=date.fromisoformat(told["on"]),
        plan_version=told["plan_version"],
        readings=told["readings"],
        frozen_at=datetime.fromisoformat(told["frozen_at"]),
        criteria=tuple(
            FrozenCriterion(**{**item, "verdict": Verdict.of(item["verdict"]), "evidence": tuple(item["evidence"])})
            for item in told["criteria"]
        ),
        warnings=tuple(told["warnings"]),
    )


def plain_candidate(item: PackagedCandidate) -> dict[str, Any]:
    """Return who is put forward as plain values."""
    return {
        "subject": item.subject,
        "name": item.name,
        "field": item.field,
        "order": item.order,
        "introducers": list(item.introducers),
        "model": item.model,
        "note": item.note,
        "frozen": plain(item.frozen),
    }


def candidate_of_plain(told: Mapping[str, Any]) -> PackagedCandidate:
    """Return who `plain_candidate` told of. Raises KeyError, TypeError or ValueError for anything else."""
    values = {**told, "introducers": tuple(told["introducers"]), "frozen": of_plain(told["frozen"])}
    return PackagedCandidate(**values)
