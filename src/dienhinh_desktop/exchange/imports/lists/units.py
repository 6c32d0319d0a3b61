"""The words of units, compared: the same words, or their initials."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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


class ShortForms:
    """Names of units, to be found by what their initials may be without going through all of them.

    Both ways: names a short form stands for, and short forms that stand for a name. Names are forms of `unit_key`.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._names: dict[str, list[str]] = defaultdict(list)
        """Initials of all words → names."""
        self._beginnings: set[str] = set()
        self._shorts: dict[str, list[str]] = defaultdict(list)
        """What the words of a short form, some taken as initials, begin with letter by letter → short forms."""

    def add(self, name: str) -> None:
        """Make a name known; once is enough."""
        if name in self._known:
            return
        self._known.add(name)
        words = name.split()
        letters = "".join(word[0] for word in words)
        self._names[letters].append(name)
        self._beginnings.update(letters[:size] for size in range(len(letters) + 1))
        for reading in set(_readings(words, None)):
            self._shorts[reading].append(name)

    def meant_by(self, short: str) -> list[str]:
        """Return the names a short form stands for, in the order they were added."""
        words = short.split()
        found = (name for letters in set(_readings(words, self._beginnings)) for name in self._names.get(letters, ()))
        return [name for name in found if stands_for(words, name.split())]

    def standing_for(self, name: str) -> list[str]:
        """Return the short forms that stand for a name."""
        words = name.split()
        letters = "".join(word[0] for word in words)
        return [short for short in self._shorts.get(letters, ()) if stands_for(short.split(), words)]


_LONGEST = 24
"""Words of the longest name that is looked for by a short form."""


def _readings(words: Sequence[str], beginnings: set[str] | None) -> Iterator[str]:
    """Yield the initials of the names words may stand for: each word as itself or as a run of initials.

    `beginnings`: only what some name's initials begin with is followed.
    """
    read = [("", False)]
    for word in words:
        ways = ((word[0], False), (word, True)) if len(word) > 1 else ((word, False),)
        read = [
            (letters + more, short or initials)
            for letters, short in read
            for more, initials in ways
            if len(letters + more) <= _LONGEST and (beginnings is None or letters + more in beginnings)
        ]
    yield from (letters for letters, short in read if short)
