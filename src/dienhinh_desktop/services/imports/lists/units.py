"""Which unit kept the words of a list mean: what was decided before, the same words, their initials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ....domain.lists import Sureness
from ....domain.records import Subject, SubjectKind
from ....domain.tree import line_up
from ....exchange.imports.lists.titles import Slips
from ....exchange.imports.lists.units import ShortForms, unit_key


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """The code of the unit some words mean (None: nobody kept, or none at all) and how sure that is."""

    code: str | None
    sureness: Sureness


_NEW = UnitMatch(None, Sureness.UNKNOWN)


class UnitWords:
    """The collectives of an office, ready to be met in any spelling.

    `decided` maps words to a code, or to nothing where they name no unit. Of several units of one name, that of
    `sender` (the code of the sending unit) or below it is meant.
    """

    def __init__(self, subjects: Iterable[Subject], decided: Mapping[str, str], sender: str | None) -> None:
        self._above: dict[str, str | None] = {}
        self._sender = sender
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._met: dict[str, UnitMatch] = {}
        self._new: set[str] = set()
        self._shorts, self._slips = ShortForms(), Slips()
        for subject in subjects:
            if subject.kind is SubjectKind.COLLECTIVE:
                self._name(subject)
        # What was learned may name a unit that is gone since.
        self._decided = {unit_key(words): code for words, code in decided.items() if not code or code in self._above}

    def _name(self, unit: Subject) -> None:
        key = unit_key(unit.name)
        self._above[unit.code] = unit.unit
        self._shorts.add(key)
        if key not in self._by_key:
            self._slips.add(key.replace(" ", ""), unit.code)
        self._by_key[key].append(unit.code)

    def add(self, unit: Subject) -> None:
        """Make a unit known that the list itself brings: the same words mean it from here on, unless decided about."""
        key = unit_key(unit.name)
        self._name(unit)
        self._new.add(unit.code)
        if key not in self._decided:
            self._met[key] = UnitMatch(unit.code, Sureness.CERTAIN)

    def is_new(self, text: str) -> bool:
        """Tell whether words mean a unit the list itself brings."""
        return self.match(text).code in self._new

    def match(self, text: str) -> UnitMatch:
        """Return what the words mean; UNKNOWN with no code: a unit not kept yet."""
        key = unit_key(text)
        if key not in self._met:
            self._met[key] = self._match(key)
        return self._met[key]

    def _match(self, key: str) -> UnitMatch:
        if key in self._decided:
            return UnitMatch(self._decided[key] or None, Sureness.CERTAIN)
        if key in self._by_key:
            codes = self._near(self._by_key[key])
            return UnitMatch(codes[0], Sureness.CERTAIN if len(codes) == 1 else Sureness.LIKELY)
        short = self._shorts.meant_by(key)
        codes = self._near([code for known in short for code in self._by_key[known]])
        if len(codes) == 1:
            return UnitMatch(codes[0], Sureness.LIKELY)
        slip = self._slips.closest(key.replace(" ", ""))
        return UnitMatch(slip, Sureness.LIKELY) if slip and not _differs_by_number(key, slip, self._by_key) else _NEW

    def _near(self, codes: list[str]) -> list[str]:
        """Return those at or under the sender, where there are any."""
        mine = [code for code in codes if self._sender is not None and self._sender in line_up(code, self._above.get)]
        return mine or codes


def _differs_by_number(key: str, code: str, by_key: Mapping[str, list[str]]) -> bool:
    """Tell whether only a number parts two names: Thôn 2 is no slip for Thôn 3."""
    known = next(name for name, codes in by_key.items() if code in codes)
    return [word for word in key.split() if any(map(str.isdigit, word))] != [
        word for word in known.split() if any(map(str.isdigit, word))
    ]
