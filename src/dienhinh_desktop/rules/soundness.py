"""Checks a pack author needs beyond spelling: days before the plan was issued, quotas that count the same twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..domain.dates import short_date
from ..domain.plans import Plan
from .document import Item, Mistake
from .milestones import MilestoneRule
from .quotas import QuotaRule


def unsound(
    document: Item, plan: Plan, quotas: Mapping[str, QuotaRule], milestones: Mapping[str, MilestoneRule]
) -> Iterator[Mistake]:
    """Yield what is wrong with the quotas and milestones of a plan under its default readings."""
    yield from _early_milestones(document, plan, milestones)
    yield from _overlapping_quotas(document, quotas)


def _early_milestones(document: Item, plan: Plan, milestones: Mapping[str, MilestoneRule]) -> Iterator[Mistake]:
    for code, rule in milestones.items():
        if plan.issued is not None and rule.latest is not None and rule.latest < plan.issued:
            item = document.mapping["milestones"].mapping[code]
            yield Mistake(
                item.line,
                item.way,
                f"hạn {short_date(rule.latest)} trước ngày ban hành {short_date(plan.issued)}; "
                "đọc lại ngày (ghi lý do ở “correction”), hoặc để thành cách hiểu khác.",
            )


def _overlapping_quotas(document: Item, quotas: Mapping[str, QuotaRule]) -> Iterator[Mistake]:
    seen: dict[QuotaRule, str] = {}
    for code, rule in quotas.items():
        other = next((known for same, known in seen.items() if _overlap(same, rule)), None)
        if other is not None:
            item = document.mapping["quotas"].mapping[code]
            yield Mistake(
                item.line, item.way, f"trùng với {other}: cùng đơn vị, năm, lĩnh vực và cấp; gộp hoặc phân rõ."
            )
        seen[rule] = code


def _overlap(one: QuotaRule, other: QuotaRule) -> bool:
    """Tell whether two quotas ask the same units, in a common year, for the same kinds in a common field and level."""
    same_fields = not one.fields or not other.fields or bool(set(one.fields) & set(other.fields))
    return (
        one.units == other.units
        and one.units.which != "lead_units"
        and bool(set(one.years) & set(other.years))
        and same_fields
        and one.level == other.level
        and {part.kinds for part in one.parts} == {part.kinds for part in other.parts}
    )
