"""Where what a verdict misses is entered: the record judged, that of another, the grid of a unit's members."""

from __future__ import annotations

from ....domain.eligibility import Door
from ....domain.records import SubjectKind
from ....domain.year_grid import GridField
from ...shell import Shell


def go_to_door(shell: Shell, judged: str, door: Door) -> None:
    """Bring the clerk to the field of what is missing."""
    if door.unit is None:
        whose = door.subject or judged
        shell.go("records", subject=whose, tab=door.table, door=door, judged=judged)
    elif door.table == "subjects":
        shell.go("records", add=True, unit=door.unit, kind=SubjectKind(door.code or SubjectKind.PERSON.value))
    else:
        rated = door.table == "ratings"
        field = GridField.GRADE if rated else GridField.TITLE
        kind = SubjectKind.PERSON
        shell.go("years", unit=door.unit, kind=kind, year=door.year, field=field, only_missing=rated)
