"""Which records go upward: those of the subjects put forward and what they refer to, as the unit above keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from ...domain.packages import PackagedCandidate
from ...domain.records import Attestation, PlanDocument, Records, Registration, Subject
from ...rules.levels import ListLevels
from ..documents.dossier import Dossier
from ..entries import REFERENCES
from .templates import NOT_STAFFED, below

_OF_LINKED = ("ratings", "awards")
"""What the rules ask of a collective somebody leads, and of the party cell and mass organisations of an office."""


def packaged(dossier: Dossier) -> tuple[PackagedCandidate, ...]:
    """Return who is put forward, in the order of the list, once for every field."""
    return tuple(
        PackagedCandidate(
            subject=entry.subject.code,
            name=entry.subject.name,
            field=item.field,
            order=entry.number,
            introducers=tuple(unit.code for unit in entry.introducers),
            model=entry.model or None,
            note=entry.note or None,
            frozen=item.verdict,
        )
        for entry in dossier.entries
        for item in entry.fields
    )


def selected(
    dossier: Dossier, candidates: Sequence[PackagedCandidate], levels: ListLevels | None, *, citizen_ids: bool
) -> Records:
    """Return the records of the subjects put forward, their registrations as the unit above keeps them.

    Of other plans nothing goes; remarks never do, numbers of identity only when asked.
    """
    root = dossier.root
    assert root is not None  # the sender is known before anything is selected
    held = dossier.book.records
    chosen = {item.subject for item in candidates}
    linked = _linked(held, chosen)
    criteria = {item.code for item in dossier.plan.criteria}
    tables: dict[str, tuple[Any, ...]] = {}
    for table, rows in held.tables():
        if table in ("subjects", "registrations", "plan_documents"):
            continue
        wanted = chosen | linked if table in _OF_LINKED else chosen
        tables[table] = tuple(row for row in rows if row.subject in wanted and _of_the_plan(row, criteria))
    tables["registrations"] = _registrations(dossier, candidates, levels, root.code)
    tables["plan_documents"] = _documents(held.plan_documents, dossier.plan.code, root.code, dossier.on)
    codes = chosen | linked | {root.code} | _referred(tables)
    shown = _with_places(held.subjects, codes)
    tables["subjects"] = tuple(
        replace(row, note=None, citizen_id=row.citizen_id if citizen_ids else None) for row in shown
    )
    return Records(**tables)


def _of_the_plan(row: Any, criteria: set[str]) -> bool:
    return not isinstance(row, Attestation) or row.criterion in criteria


def _linked(held: Records, chosen: set[str]) -> set[str]:
    """Return the collectives the chosen lead, and the party cell and mass organisations of chosen offices."""
    led = {row.collective for row in held.positions if row.subject in chosen and row.collective}
    inside = {row.code for row in held.subjects if row.unit in chosen and row.category in NOT_STAFFED}
    return led | inside


def _referred(tables: dict[str, tuple[Any, ...]]) -> set[str]:
    found: set[str] = set()
    for rows in tables.values():
        for row in rows:
            for item in fields(row):
                if item.name in REFERENCES and getattr(row, item.name) is not None:
                    found.add(getattr(row, item.name))
    return found


def _with_places(subjects: Iterable[Subject], codes: set[str]) -> list[Subject]:
    """Return the subjects of these codes, with the units and places they lie in, in the order they are kept."""
    known = {row.code: row for row in subjects}
    found: set[str] = set()
    waiting = [code for code in codes if code in known]
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += [place for place in (known[code].unit, known[code].locality) if place in known]
    return [row for row in known.values() if row.code in found]


def _registrations(
    dossier: Dossier, candidates: Sequence[PackagedCandidate], levels: ListLevels | None, root: str
) -> tuple[Registration, ...]:
    """Return the registrations of the plan with the sender as introducer, one of the upper level for every candidate.

    Whoever introduced a subject inside the unit, to the unit above it is the unit that does.
    """
    inside = below(dossier.book.records.subjects, root)
    chosen = {item.subject for item in candidates}
    base, upper = (levels.base, levels.upper) if levels is not None else (None, None)
    rows = [
        replace(
            row,
            id=None,
            introducer=root if row.introducer is None or row.introducer in inside else row.introducer,
            level=row.level or base,
        )
        for row in dossier.book.records.registrations
        if row.plan == dossier.plan.code and row.subject in chosen and _known(row.date, dossier.on)
    ]
    for item in candidates:
        if not any(_puts_forward(row, item, upper, root) for row in rows):
            rows.append(
                Registration(
                    subject=item.subject,
                    plan=dossier.plan.code,
                    field=item.field,
                    level=upper,
                    introducer=root,
                    date=dossier.on,
                    year=dossier.year or dossier.on.year,
                    model=item.model,
                )
            )
    return tuple(dict.fromkeys(rows))


def _puts_forward(row: Registration, item: PackagedCandidate, upper: str | None, root: str) -> bool:
    same = row.subject == item.subject and row.field in (None, item.field) and row.introducer == root
    return same and row.level == upper


def _known(day: date | None, on: date) -> bool:
    return day is None or day <= on


def _documents(rows: Iterable[PlanDocument], plan: str, root: str, on: date) -> tuple[PlanDocument, ...]:
    """Return what the sender itself signed for the plan; above, it has to be named."""
    own = [row for row in rows if row.plan == plan and row.unit in (None, root) and row.date <= on]
    return tuple(dict.fromkeys(replace(row, id=None, unit=root) for row in own))
