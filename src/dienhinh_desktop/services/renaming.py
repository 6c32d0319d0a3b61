"""What names a subject by its Mã instead of referring to its row: office, pairs told apart, words, saved filters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from ..domain.identity import DistinctPair
from ..domain.lists import LearnedWord, WordKind
from ..storage.work import Work
from . import saved_filters
from .upkeep import OFFICE_SETTING


def rename(work: Work, codes: Mapping[str, str]) -> None:
    """Let all of them name the new code (by old code); what would then be said twice, or of itself, goes."""
    renamed = {old: new for old, new in codes.items() if old != new}
    _rename_pairs(work, renamed)
    _rename_words(work, renamed)
    _rename_office(work, renamed)
    saved_filters.rename_units(work, renamed)


def _rename_pairs(work: Work, codes: Mapping[str, str]) -> None:
    held = work.distinct_pairs()
    touched = [pair for pair in held if pair.first in codes or pair.second in codes]
    work.delete("distinct_pairs", [pair.id for pair in touched if pair.id is not None])
    stay = {pair for pair in held if pair not in touched}
    new = {DistinctPair.of(*(codes.get(code, code) for code in (pair.first, pair.second))) for pair in touched}
    fresh = [pair for pair in new - stay if pair.first != pair.second]
    work.insert("distinct_pairs", sorted(fresh, key=lambda pair: (pair.first, pair.second)))


def _rename_words(work: Work, codes: Mapping[str, str]) -> None:
    held = work.learned_words()
    taken = {_place(word) for word in held if word.sender not in codes}
    for word in held:
        meaning = codes.get(word.meaning, word.meaning) if word.kind is WordKind.UNIT else word.meaning
        changed = replace(word, sender=codes.get(word.sender, word.sender), meaning=meaning)
        if changed.sender != word.sender and _place(changed) in taken:
            work.delete("learned_words", [word.id] if word.id is not None else [])
        elif changed != word:
            work.update("learned_words", [changed])
        taken.add(_place(changed))


def _place(word: LearnedWord) -> tuple[str, WordKind, str]:
    return word.sender, word.kind, word.words


def _rename_office(work: Work, codes: Mapping[str, str]) -> None:
    kept = work.setting(OFFICE_SETTING)
    office = json.loads(kept) if kept is not None else {}
    if office.get("root") in codes:
        work.set_setting(OFFICE_SETTING, json.dumps({**office, "root": codes[office["root"]]}, ensure_ascii=False))
