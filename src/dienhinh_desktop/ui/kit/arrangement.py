"""How a clerk has arranged the columns of a table: which, how wide, in which order, sorted and grouped by what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any


class Density(Enum):
    """How much room a row takes beside the design's height, in px at the text size "Vừa"."""

    TIGHT = -4
    NORMAL = 0
    LOOSE = 6

    @property
    def label(self) -> str:
        """The word of the menu."""
        return {"TIGHT": "Gọn", "NORMAL": "Vừa", "LOOSE": "Thoáng"}[self.name]


SortKey = tuple[str, bool]
"""Column, and whether from high to low."""


@dataclass(slots=True)
class Arrangement:
    """Keys of columns throughout. `shown` holds only what the clerk decided; widths are real px; `group` None: as is.

    `sort`: at most two keys, the first one first.
    """

    shown: dict[str, bool] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    sort: list[SortKey] = field(default_factory=list)
    group: str | None = None
    density: Density = Density.NORMAL

    def sort_by(self, key: str, *, second: bool = False) -> None:
        """Sort by a column; again turns it round, and once more lets the order be. `second` adds a key or turns it."""
        held = dict(self.sort)
        if not second and [name for name, _falling in self.sort] != [key]:
            self.sort = [(key, False)]
        elif key not in held:
            self.sort = [*self.sort[:1], (key, False)]
        elif not held[key]:
            self.sort = [(name, True if name == key else falling) for name, falling in self.sort]
        else:
            self.sort = [(name, falling) for name, falling in self.sort if name != key]

    def to_text(self) -> str:
        """Write it for the preferences."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return json.dumps({**values, "density": self.density.name})

    @classmethod
    def from_text(cls, text: str) -> Arrangement:
        """Read what `to_text` wrote; what cannot be read is as the design has it."""
        try:
            held: Mapping[str, Any] = json.loads(text)
            return cls(
                shown={str(key): bool(on) for key, on in held["shown"].items()},
                widths={str(key): int(width) for key, width in held["widths"].items()},
                order=[str(key) for key in held["order"]],
                sort=[(str(key), bool(falling)) for key, falling in held["sort"]][:2],
                group=None if held["group"] is None else str(held["group"]),
                density=Density[held["density"]],
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()
