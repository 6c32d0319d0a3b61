"""Whom the papers of the agency go to: never to itself or to one of its own units."""

from __future__ import annotations

from ...domain.records import SubjectKind
from ...domain.text import fold
from .dossier import Dossier

NOBODY = "................................................................"


def receiver(dossier: Dossier) -> str:
    """Return whom the plan names to take the list; "" where that is the agency itself or a unit of its own.

    A plan names its own office for the lists of its units: "Văn phòng Sở" ends with the word an agency is called by
    at home, which is the first of its name.
    """
    named = dossier.plan.list_recipient or ""
    key, agency = fold(named.partition("(")[0]), fold(dossier.agency)
    own = [fold(unit.name) for unit in dossier.book.subjects.values() if unit.kind is SubjectKind.COLLECTIVE]
    if not key or key in own or agency.startswith(key) or key.split()[-1:] == agency.split()[:1]:
        return ""
    return named


def recipients(dossier: Dossier) -> tuple[str, ...]:
    """Return the lines of Nơi nhận of a paper without addressee, with room for the pen where nobody is known."""
    return receiver(dossier) or "…" * 12, "Lưu: VT"  # full stops at the end of such a line are cut
