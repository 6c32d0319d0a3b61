"""How many votes a candidate needs, and how many must be there: from the title, the plan, or the office's own rules."""

from __future__ import annotations

from ...domain.council import Meeting
from ...domain.plans import Plan
from ...domain.votes import VoteRule
from ..context import Context

OWN_RULES = "quy chế của cơ quan"
"""What a threshold typed at a meeting rests on where nothing else is told."""


def rule_of(ctx: Context, plan: Plan, field: str, meeting: Meeting) -> VoteRule | None:
    """Return the rule for a field: what the law asks for its titles, or more where plan or office ask for more."""
    own = own_rule(plan, meeting)
    asked = [rule for code in _awards(plan, field) if (rule := ctx.catalogue.votes.get(code)) is not None]
    return max([*asked, *([own] if own else [])], key=_strictness, default=None)


def own_rule(plan: Plan, meeting: Meeting) -> VoteRule | None:
    """Return the rule for what no law asks votes for: of the office as typed at the meeting, else of the plan."""
    if meeting.threshold is not None:
        return VoteRule(threshold=meeting.threshold, source=meeting.basis or OWN_RULES)
    return plan.vote


def quorum_of(ctx: Context, plan: Plan, meeting: Meeting) -> VoteRule | None:
    """Return how many must be there: as the plan says, else as the catalogue does for the purpose."""
    return plan.quorum or ctx.catalogue.quorums.get(meeting.purpose.value)


def _awards(plan: Plan, field: str) -> tuple[str, ...]:
    """Return the titles a field is judged for; a field named like a title is for that one."""
    known = next((item for item in plan.fields if item.code == field), None)
    return (known.awards if known else ()) or (field,)


def _strictness(rule: VoteRule) -> tuple[object, bool]:
    return rule.threshold.share, rule.threshold.over
