"""Texts copied from one subject to another: how much of the shorter one stands in the longer, by runs of words.

Texts are cut into runs of five words; two texts are compared only where they share one, so a thousand texts are
compared in a moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.text import fold

RUN = 5
LEAST_WORDS = 12
"""Texts with fewer words are like each other by chance."""
LEAST_SHARE = 0.6
_COMMON = 50
"""A run that stands in more texts than this is a set phrase and tells nothing."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts, by their keys, and the share of the shorter one that stands in the other."""

    first: str
    second: str
    share: float


def alike(texts: Mapping[str, str]) -> list[Likeness]:
    """Return the pairs of texts of which most is the same, the likest first; keys stand in the order given."""
    runs = {key: found for key, text in texts.items() if (found := _runs(text))}
    order = {key: place for place, key in enumerate(runs)}
    holders: dict[tuple[str, ...], list[str]] = {}
    for key, found in runs.items():
        for run in found:
            holders.setdefault(run, []).append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in holders.values():
        if 1 < len(keys) <= _COMMON:
            shared.update((first, second) for at, first in enumerate(keys) for second in keys[at + 1 :])
    pairs = [Likeness(*pair, count / min(len(runs[pair[0]]), len(runs[pair[1]]))) for pair, count in shared.items()]
    kept = [pair for pair in pairs if pair.share >= LEAST_SHARE]
    return sorted(kept, key=lambda pair: (-pair.share, order[pair.first], order[pair.second]))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    if len(words) < LEAST_WORDS:
        return set()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
