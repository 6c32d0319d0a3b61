"""The words of units, compared: the same words, or their initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dienhinh_desktop.domain.text import fold

_SAME = (
    ("ubnd", "uy ban nhan dan"),
    ("mn", "mam non"),
    ("tt", "trung tam"),
    ("vp", "van phong"),
    ("p", "phong"),
    ("bch", "ban chi huy"),
    ("chqs", "chi huy quan su"),
    ("mttq", "mat tran to quoc"),
)


@lru_cache(maxsize=16384)
def unit_key(text: str) -> str:
    """Return the form in which units are compared: folded, common short words spelled out."""
    key = fold(text)
    for short, long in _SAME:
        key = re.sub(rf"\b{short}\b", long, key)
    return key


def stands_for(words: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether words are the full ones with some runs of them written as initials ("phong htqt")."""
    if not words or not full:
        return not words and not full
    if words[0] == full[0] and stands_for(words[1:], full[1:]):
        return True
    size = len(words[0])
    initials = "".join(word[0] for word in full[:size])
    return size > 1 and len(full) >= size and initials == words[0] and stands_for(words[1:], full[size:])
