"""Laying what a list says somebody won beside what is kept of him: there already, more of the same, new, or different.

A list often says less than the records: a title with its year and no decision is the one kept with its decision.
Blanks of the row kept are filled; what both hold differently is a conflict, for the clerk to settle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ....domain.catalogue import Catalogue
from ....domain.dates import PartialDate, short_date
from ....domain.imports import RowState
from ....domain.list_imports import Conflict, RowDecision
from ....domain.records import Award, Initiative, Position, Rating, Subject
from ....domain.text import decision_key, fold, name_key
from ...entries import HEADINGS
from ..matching import CONTENT, Match

_SUBJECT_FIELDS = ("birth", "sex", "citizen_id", "ethnicity", "unit", "note")


@dataclass(frozen=True, slots=True)
class Joined:
    """What becomes of one thing a row says: the match, and the conflict it leaves, settled or not."""

    match: Match
    conflict: Conflict | None = None


def filled(held: Any, said: Any) -> Match:
    """Fill the blanks of a row kept by what is said; what it holds stays, and other words for it say nothing new."""
    blanks = {
        name: getattr(said, name)
        for name in CONTENT[type(held)]
        if name != "written" and getattr(held, name) is None and getattr(said, name) is not None
    }
    if not blanks:
        return Match(RowState.SAME, held, held)
    return Match(RowState.CHANGED, held, replace(held, **blanks))


def join_subject(
    said: Subject, held: Subject, decision: RowDecision, unit_names: Mapping[str, str], *, near: bool
) -> tuple[Match, tuple[Conflict, ...]]:
    """Return what becomes of a subject kept; its name and code stay as they are.

    `near`: its unit and the one said are the same, or one lies under the other: no conflict, the kept one stays.
    """
    changes: dict[str, Any] = {}
    conflicts = []
    for name in _SUBJECT_FIELDS:
        ours, theirs = getattr(held, name), getattr(said, name)
        if theirs is None or ours == theirs or (name == "unit" and near) or _says_no_more(name, ours, theirs):
            continue
        if ours is None or _says_more(ours, theirs) or name in decision.take:
            changes[name] = theirs
        else:
            one, other = (unit_names.get(value, value) if name == "unit" else _shown(value) for value in (ours, theirs))
            conflicts.append(Conflict(name, HEADINGS["subjects", name], one, other, _where(held)))
    state = RowState.CHANGED if changes else RowState.SAME
    return Match(state, held, replace(held, **changes)), tuple(conflicts)


def _says_more(ours: Any, theirs: Any) -> bool:
    """Tell whether the list holds a day of which the records hold the year or the month."""
    return isinstance(theirs, PartialDate) and theirs.narrows(ours)


def _says_no_more(name: str, ours: Any, theirs: Any) -> bool:
    """Tell whether the value kept stands without a question: notes, other spellings, days said less exactly."""
    if ours is None:
        return False
    return name == "note" or (name == "ethnicity" and fold(ours) == fold(theirs)) or _says_more(theirs, ours)


def _shown(value: Any) -> str:
    return str(getattr(value, "value", value))


def join_rating(said: Rating, held: Sequence[Rating], decision: RowDecision) -> Joined:
    """Return what becomes of a yearly grade; another grade kept for that year is a conflict."""
    of_year = [row for row in held if row.year == said.year]
    same = [row for row in of_year if row.grade is said.grade]
    if same:
        return Joined(filled(same[0], said))
    if not of_year:
        return Joined(Match(RowState.NEW, None, said))
    ours, key = of_year[0], f"rating:{said.year}"
    if key in decision.take:
        kept = replace(said, id=ours.id)
        return Joined(Match(RowState.CHANGED, ours, kept))
    conflict = Conflict(key, f"Xếp loại {said.year}", ours.grade.short, said.grade.short, _where(ours))
    return Joined(Match(RowState.SAME, ours, ours), conflict)


def join_award(said: Award, held: Sequence[Award], decision: RowDecision, catalogue: Catalogue) -> Joined:
    """Return what becomes of an award.

    A yearly title kept with another decision for that year, or as refused, is a conflict.
    """
    same = [row for row in held if row.form == said.form and _one_award(said, row)]
    if same:
        best = max(same, key=lambda row: (row.decision is not None and row.decision == said.decision, row.id or 0))
        return Joined(filled(best, said))
    form = catalogue.awards.get(said.form)
    rivals = [row for row in held if row.form == said.form and row.year == said.year]
    if form is None or not form.yearly or said.year is None or not rivals:
        return Joined(Match(RowState.NEW, None, said))
    ours, key = rivals[0], f"award:{said.form}:{said.year}"
    if key in decision.take:
        changed = {name: getattr(said, name) for name in ("decision", "date", "issuer") if getattr(said, name)}
        return Joined(Match(RowState.CHANGED, ours, replace(ours, refused=False, **changed)))
    conflict = Conflict(key, f"{form.short} {said.year}", _signed(ours), _signed(said), _where(ours))
    return Joined(Match(RowState.SAME, ours, ours), conflict)


def _where(ours: Subject | Rating | Award) -> str:
    return "sổ" if ours.id is not None else "dòng trên"


def _signed(row: Award) -> str:
    day = f", {short_date(row.date)}" if row.date else ""
    return "không đạt" if row.refused else (row.decision or "đạt, không số") + day


def _one_award(said: Award, row: Award) -> bool:
    numbers = said.decision is None or row.decision is None or decision_key(said.decision) == decision_key(row.decision)
    years = said.year is None or row.year is None or said.year == row.year
    days = said.date is None or row.date is None or said.date == row.date
    told = (said.decision and row.decision) or (said.year and row.year) or (said.date and row.date)
    return (
        numbers and years and days and not row.refused and bool(told or not (said.year or said.decision or said.date))
    )


def join_initiative(said: Initiative, held: Sequence[Initiative]) -> Joined:
    """Return what becomes of an initiative: of one name it is one."""
    same = [row for row in held if name_key(row.name) == name_key(said.name)]
    return Joined(filled(same[0], said) if same else Match(RowState.NEW, None, said))


def join_position(said: Position, held: Sequence[Position]) -> Joined:
    """Return what becomes of a post: one of that name that has not ended is the same."""
    same = [row for row in held if fold(row.title) == fold(said.title) and row.end is None]
    return Joined(Match(RowState.SAME, same[0], same[0]) if same else Match(RowState.NEW, None, said))
