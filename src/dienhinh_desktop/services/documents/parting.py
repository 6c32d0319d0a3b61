"""A list parted into lists of its own: one for each unit that introduces, or one for each movement or field."""

from __future__ import annotations

from dataclasses import replace

from ...domain.documents import ListScope, RegistrationList
from .dossier import Dossier, Entry
from .overview_table import by_unit
from .signing import reporter, unit_letterhead


def parts(dossier: Dossier, scope: ListScope) -> list[tuple[str, str, Dossier]]:
    """Return the parts of a list in order: code, name and what each is made from, numbered anew."""
    if scope is ListScope.UNIT:
        return [(code, name, _narrowed(dossier, entries)) for code, name, entries in by_unit(dossier)]
    told = {item.field: item.label for entry in dossier.entries for item in entry.fields}
    order = {field.code: place for place, field in enumerate(dossier.plan.fields)}
    return [
        (code, told[code], _narrowed(dossier, [kept for entry in dossier.entries if (kept := _within(entry, code))]))
        for code in sorted(told, key=lambda code: (order.get(code, len(order)), code))
    ]


def _within(entry: Entry, field: str) -> Entry | None:
    fields = tuple(item for item in entry.fields if item.field == field)
    return replace(entry, fields=fields) if fields else None


def _narrowed(dossier: Dossier, entries: list[Entry]) -> Dossier:
    in_order = sorted(entries, key=lambda entry: entry.number)
    return replace(dossier, entries=tuple(replace(entry, number=number) for number, entry in enumerate(in_order, 1)))


def headed(dossier: Dossier, content: RegistrationList, scope: ListScope, code: str, name: str) -> RegistrationList:
    """Return a part of a list under its own name; a unit's part is the unit's paper, signed by its head."""
    if scope is ListScope.FIELD:
        return replace(content, title=(*content.title, _movement(dossier, code)), quota="")
    unit = dossier.book.subjects.get(code)
    if unit is None or code == dossier.office.root:
        return replace(content, title=(*content.title, f"do {name} giới thiệu"), quota="")
    head = unit_letterhead(dossier, unit)
    return replace(
        content,
        letterhead=head,
        attached_to=content.attached_to.replace(f"của {dossier.agency})", f"của {unit.name})"),
        quota="",
        recipients=(dossier.agency, "Lưu"),
        signature=replace(reporter(dossier, unit), hint=""),
    )


def _movement(dossier: Dossier, code: str) -> str:
    return next((field.name for field in dossier.plan.fields if field.code == code), code)
