"""Finding anything by a few letters (tìm mọi thứ): what is found, whatever kind of thing it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class HitKind(StrEnum):
    """What kind of thing was found."""

    PERSON = "person"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    DECISION = "decision"
    ROUND = "round"
    PLAN = "plan"
    FIELD = "field"
    MOVEMENT = "movement"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `key` opens it (a code, a number), `what` says what it is, `where` where it belongs.

    `plan` is the plan a field or a movement stands in. The smaller `rank`, the better it fits the letters.
    """

    kind: HitKind
    key: str
    name: str
    what: str
    where: str
    rank: int
    plan: str = ""


def fit(text: str, name: str) -> int | None:
    """Tell how well a name fits what was typed, both folded: 0 it begins so, 1 every word begins one, 2 initials.

    None when it does not fit.
    """
    words = text.split()
    if not words:
        return None
    if f"{name} ".startswith(f"{text} ") or name.startswith(text):
        return 0
    if all(f" {word}" in f" {name}" for word in words):
        return 1
    initials = "".join(word[0] for word in name.split())
    return 2 if len(words) == 1 and len(text) > 1 and initials.startswith(text) else None
