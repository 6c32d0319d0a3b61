"""The units a quota or a milestone speaks to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..domain.records import Subject, SubjectKind
from ..domain.text import fold
from .lookup import Lookup
from .vocabulary import CategoryCode


@dataclass(frozen=True)
class UnitRule:
    """Which units: the agency, each unit right below it, units of some categories, or the lead units of a quota.

    Lead units are those whose `Chủ trì` holds the quota's own code, or one of `leads`; with `categories`, units of
    these categories right below the agency lead as well.
    """

    which: Literal["agency", "each_unit", "agency_and_units", "categories", "lead_units"] = "agency"
    categories: tuple[CategoryCode, ...] = ()
    leads: tuple[str, ...] = ()

    def units(self, book: Lookup, code: str) -> list[Subject]:
        """Return the units, in the order of the records."""
        root = book.root
        if root is None:
            return []
        collectives = book.of_kind(SubjectKind.COLLECTIVE)
        if self.which == "lead_units":
            wanted = set(self.leads or (code,))
            return [
                s
                for s in collectives
                if wanted & set(s.leads) or (s.unit == root.code and s.category in self.categories)
            ]
        if self.which == "categories":
            return [s for s in collectives if s.category in self.categories and s.code != root.code]
        below = [s for s in collectives if s.unit == root.code]
        return {"agency": [root], "each_unit": below}.get(self.which, [root, *below])


def is_named(unit: Subject, beginnings: tuple[str, ...]) -> bool:
    """Tell whether the unit's name begins with one of these words ("Phòng", "Ban"), marks and case aside."""
    return any(f"{fold(unit.name)} ".startswith(f"{fold(words)} ") for words in beginnings)
