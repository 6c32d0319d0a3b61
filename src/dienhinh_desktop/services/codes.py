"""Free codes (Mã) for new subjects, counting on from those an office uses for each kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..domain.records import Subject, SubjectKind
from ..domain.text import fold

_CODE = re.compile(r"^(\D*?)(\d+)$")
_FIRST = {SubjectKind.PERSON: "CN", SubjectKind.COLLECTIVE: "TT", SubjectKind.HOUSEHOLD: "HO"}


class Codes:
    """Gives out codes that are not taken, nor given out before."""

    def __init__(self, subjects: Iterable[Subject], taken: Iterable[str] = ()) -> None:
        """Count on from some subjects; `taken` are codes of others."""
        held = tuple(subjects)
        self._taken = {fold(code) for code in (*(subject.code for subject in held), *taken)}
        self._series = {kind: _series(kind, held) for kind in SubjectKind}

    def next(self, kind: SubjectKind) -> str:
        """Return the next free code of a kind."""
        prefix, number, width = self._series[kind]
        while fold(code := f"{prefix}{number:0{width}d}") in self._taken:
            number += 1
        self._taken.add(fold(code))
        self._series[kind] = (prefix, number + 1, width)
        return code


def _series(kind: SubjectKind, subjects: Iterable[Subject]) -> tuple[str, int, int]:
    """Return the prefix most used for a kind, the number after the highest, and the digits it is written with."""
    numbered = [found for item in subjects if item.kind is kind and (found := _CODE.match(item.code)) and found[1]]
    prefix = Counter(found[1] for found in numbered).most_common(1)[0][0] if numbered else _FIRST[kind]
    digits = [found[2] for found in numbered if found[1] == prefix]
    return prefix, max((int(text) for text in digits), default=0) + 1, max((len(text) for text in digits), default=3)
