"""What a cell suggests while words are typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.catalogue import AwardForm, Catalogue, Family
from ...domain.records import Grade, HouseholdState, SubjectKind
from ...domain.text import fold, matches, sort_key
from ...domain.year_grid import GridField


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line: what is put into the cell, its words in full, and how often it is kept."""

    words: str
    text: str
    used: int = 0
    code: str = ""


def suggestions(
    catalogue: Catalogue, field: GridField, kind: SubjectKind, typed: str, used: Mapping[str, int]
) -> tuple[Suggestion, ...]:
    """Return what begins as the words typed do, in any spelling, the most used first; everything when none are."""
    words = fold(typed).split()
    if field is GridField.GRADE:
        return tuple(
            Suggestion(grade.name, grade.label, code=grade.name)
            for grade in sorted(Grade, reverse=True)
            if _fits(words, (grade.short, grade.name, grade.label, grade.letter))
        )
    if field is GridField.STATE:
        return tuple(
            Suggestion(state.value, state.value, code=state.name)
            for state in HouseholdState
            if _fits(words, (state.value,))
        )
    if field.figure:
        return ()
    if field is GridField.INITIATIVE:
        names = sorted((name for name in used if _fits(words, (name,))), key=lambda name: (-used[name], sort_key(name)))
        return tuple(Suggestion(name, name, used[name], name) for name in names)
    family = Family.TITLE if field is GridField.TITLE else Family.REWARD
    forms = [
        form
        for form in catalogue.awards.values()
        if form.family is family
        and kind in form.kinds
        and (not form.legacy or used.get(form.code))
        and _fits(words, (form.short, form.name, form.code, *form.aliases))
    ]
    forms.sort(key=lambda form: (-used.get(form.code, 0), _level(form), form.name))
    return tuple(Suggestion(form.short, form.name, used.get(form.code, 0), form.code) for form in forms)


def _level(form: AwardForm) -> int:
    return form.rank or 99


def _fits(words: list[str], names: tuple[str, ...]) -> bool:
    tight = "".join(words)
    return any(matches(key, words) or key.replace(" ", "").startswith(tight) for key in map(fold, names))
