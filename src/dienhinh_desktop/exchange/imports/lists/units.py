"""Matching the units of a list to the units an office knows: the same words, or their initials."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass
class Units:
    """The names an office knows its units by, and what the clerk decided other words mean (one of these names)."""

    names: Sequence[str] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    _exact: dict[str, str] = field(init=False, default_factory=dict)
    _decided: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.names:
            self._exact.setdefault(unit_key(name), name)
        self._decided = {unit_key(words): name for words, name in self.meanings.items()}

    def match(self, text: str) -> str | None:
        """Return the one known unit these words or initials stand for."""
        key = unit_key(text)
        if key in self._decided:
            return self._decided[key] or None
        if key in self._exact:
            return self._exact[key]
        found = [name for known, name in self._exact.items() if stands_for(key.split(), known.split())]
        return found[0] if len(found) == 1 else None


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
