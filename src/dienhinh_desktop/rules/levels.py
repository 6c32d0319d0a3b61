"""The two levels of a list (cấp): what a unit registers for itself, and what it introduces to the level above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..domain.records import Registration


@dataclass(frozen=True)
class ListLevels:
    """A plan whose upper list is chosen from base lists: the codes of both levels, and what a missing base row means.

    `unlisted`: "warn" keeps an upper entry that no base list holds and warns of it; "refuse" takes it off the list.
    """

    base: str
    upper: str
    unlisted: Literal["warn", "refuse"] = "warn"

    def upper_list(self, rows: Iterable[Registration]) -> list[Registration]:
        """Return the rows, of those known on a day, that stand in the list sent upward.

        Where no row is of the upper level, this is the office of a base list, and all its rows are that list.
        """
        known = list(rows)
        upper = [row for row in known if row.level == self.upper]
        if not upper:
            return known
        return [row for row in upper if in_base(row, known, self.base)] if self.unlisted == "refuse" else upper

    def warning(self, rows: Iterable[Registration], field: str) -> str:
        """Return the words of the warning about one subject's rows in a field, or ""."""
        known = list(rows)
        alone = [row for row in known if row.level == self.upper and row.field in (None, field)]
        if not alone or any(in_base(row, known, self.base) for row in alone):
            return ""
        return "Có trong danh sách cấp trên nhưng không có trong danh sách cấp cơ sở."


def in_base(row: Registration, known: Iterable[Registration], base: str) -> bool:
    """Tell whether a base list holds the same subject in the same field, whoever introduced it."""
    return any(
        other.subject == row.subject
        and other.level == base
        and (None in (row.field, other.field) or other.field == row.field)
        for other in known
    )
