"""Walking the tree of units, up and down; a circle among them ends the walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence


def line_up(code: str | None, above: Callable[[str], str | None]) -> list[str]:
    """Return a unit and all it lies under, itself first; empty for None. `above` gives the unit a code lies under."""
    line: list[str] = []
    while code is not None and code not in line:
        line.append(code)
        code = above(code)
    return line


def all_below(top: str, parts: Mapping[str, Sequence[str]]) -> set[str]:
    """Return a unit and everything below it. `parts` gives what lies right under each code."""
    found: set[str] = set()
    waiting = [top]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += parts.get(code, ())
    return found
