"""What a step of a pack says of the life cycle: the states it leads to, what dates it, what it keeps a register of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from ..domain.lifecycle import LifeState, Register
from .document import Item, Mistake

_KEYS = {
    "name", "who", "product", "section", "states", "short", "milestone", "register", "channels", "years",
}  # fmt: skip
_NOTHING = Item(None, 1, "")


class Reading(Protocol):
    """Where facts are read from, and mistakes noted."""

    def mistake(self, item: Item, message: str) -> None:
        """Note one mistake at an item."""

    def text(self, item: Item, key: str, *, needed: bool = True) -> str:
        """Return the text under a key, or ""."""

    def texts(self, item: Item, key: str) -> tuple[str, ...]:
        """Return the list of texts under a key."""


def life_of(facts: Reading, item: Item) -> dict[str, Any]:
    """Return what a step adds to the life cycle, as the values of a `Step`."""
    for key, part in item.mapping.items():
        if key not in _KEYS:
            facts.mistake(part, f"không có mục “{key}” trong một bước.")
    states = [state_of(facts, part) for part in item.mapping.get("states", _NOTHING).items]
    return {
        "states": tuple(state for state in states if state is not None),
        "short": facts.text(item, "short", needed=False) or None,
        "milestone": facts.text(item, "milestone", needed=False) or None,
        "register": _register(facts, item.mapping.get("register")),
        "channels": facts.texts(item, "channels"),
        "years": tuple(_years(facts, item.mapping.get("years", _NOTHING))),
    }


def state_of(facts: Reading, item: Item) -> LifeState | None:
    """Return the state an item names, or None (noted as a mistake)."""
    if item.text in set(LifeState):
        return LifeState(item.text)
    facts.mistake(item, f"không có trạng thái “{item.text}”; dùng một trong: {', '.join(LifeState)}.")
    return None


def _register(facts: Reading, item: Item | None) -> Register | None:
    if item is None:
        return None
    if item.text in set(Register):
        return Register(item.text)
    facts.mistake(item, f"không có sổ “{item.text}”; dùng một trong: {', '.join(Register)}.")
    return None


def _years(facts: Reading, item: Item) -> Iterator[int]:
    for part in item.items:
        if part.text is not None and part.text.isdecimal():
            yield int(part.text)
        else:
            facts.mistake(part, f"“{part.text}” không phải năm.")


def wrong_life(document: Item) -> Iterator[Mistake]:
    """Yield states named twice, milestones that are none, and a first state that no step leads to."""
    known = document.mapping.get("milestones", _NOTHING).mapping
    seen: set[str | None] = set()
    for step in document.mapping.get("steps", _NOTHING).items:
        for state in step.mapping.get("states", _NOTHING).items:
            if state.text in seen:
                yield Mistake(state.line, state.way, f"trạng thái “{state.text}” đã có ở bước trên.")
            seen.add(state.text)
        milestone = step.mapping.get("milestone")
        if milestone is not None and milestone.text not in known:
            yield Mistake(milestone.line, milestone.way, f"không có mốc “{milestone.text}” ở “milestones”.")
    first = document.mapping.get("chosen_state")
    if first is not None and first.text not in seen:
        yield Mistake(first.line, first.way, f"không bước nào dẫn tới trạng thái “{first.text}”.")
