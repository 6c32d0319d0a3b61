"""Whose paper it is and who signs it: letterheads and signature blocks from the units above a subject."""

from __future__ import annotations

from dataclasses import dataclass

from ...domain.documents import Letterhead, Signature
from ...domain.records import Subject, SubjectKind
from ...domain.text import fold
from .dossier import Dossier, Entry

CONFIRM = "(Nhận xét, xác nhận; ký, đóng dấu)"
SIGN = "(Ký, ghi rõ họ tên)"
_REPORTERS = {
    SubjectKind.PERSON: "NGƯỜI BÁO CÁO",
    SubjectKind.COLLECTIVE: "THỦ TRƯỞNG ĐƠN VỊ",
    SubjectKind.HOUSEHOLD: "CHỦ HỘ",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level above a subject: the unit's name, the post of its head and the head's name, "" where not known."""

    unit: str
    post: str
    name: str
    code: str = ""


def office_head(dossier: Dossier) -> Letterhead:
    """Return the letterhead of the agency itself; the day is left to the pen.

    Where the office has not set the place of its papers, the plan's own place serves the agency that issued the plan.
    """
    office = dossier.office
    own_plan = dossier.root is not None and fold(dossier.root.name) == fold(dossier.plan.issuer)
    place = office.place or (dossier.plan.place if own_plan else None) or ""
    return Letterhead(superior=office.superior, agency=office.name or dossier.plan.issuer, place=place, day=None)


def unit_head(dossier: Dossier, entry: Entry) -> Letterhead:
    """Return the letterhead of the unit a form comes from: the collective itself, or the unit of a person."""
    top = office_head(dossier)
    subject = entry.subject
    unit = subject if subject.kind is SubjectKind.COLLECTIVE else _home(dossier, subject)
    if unit is None or unit.code == dossier.office.root:
        return top
    above = dossier.book.subjects.get(unit.unit or "")
    superior = top.agency if above is None or above.code == dossier.office.root else above.name
    return Letterhead(superior=superior, agency=unit.name, place=top.place, day=None)


def _home(dossier: Dossier, subject: Subject) -> Subject | None:
    return dossier.book.subjects.get(subject.unit or subject.locality or "")


def levels_above(dossier: Dossier, subject: Subject) -> list[Level]:
    """Return the levels that confirm a form, at most two, the nearer first.

    A level the subject heads itself is passed over; the agency's own superior confirms only the agency and its head.
    """
    unit = _home(dossier, subject)
    found: list[Level] = []
    seen: set[str] = set()
    while unit is not None and unit.code != dossier.office.root and unit.code not in seen:
        seen.add(unit.code)
        found.append(_level(dossier, unit))
        unit = dossier.book.subjects.get(unit.unit or "")
    office = dossier.office
    if subject.code != office.root:
        found.append(Level(office.name or dossier.plan.issuer, office.signer_post, office.signer, office.root or ""))
    others = [level for level in found if not _heads(dossier, subject, level.code)][:2]
    if not others and office.superior:
        return [Level(office.superior, office.superior_signer_post, "")]
    return others


def _level(dossier: Dossier, unit: Subject) -> Level:
    head = dossier.head_of(unit.code)
    return Level(unit.name, "", head[0].name if head else "", unit.code)


def _heads(dossier: Dossier, subject: Subject, unit: str) -> bool:
    head = dossier.head_of(unit) if unit else None
    return head is not None and head[0].code == subject.code


def reporter(dossier: Dossier, subject: Subject, person: str = "") -> Signature:
    """Return the block of who makes the form: the person, the head of the collective, the head of the household.

    `person` replaces the words "NGƯỜI BÁO CÁO" where a person signs something else.
    """
    lines = person if person and subject.kind is SubjectKind.PERSON else _REPORTERS[subject.kind]
    name = subject.name if subject.kind is SubjectKind.PERSON else ""
    if subject.kind is SubjectKind.COLLECTIVE:
        head = dossier.head_of(subject.code)
        if head is not None:
            name = head[0].name
    return Signature(lines=(lines,), hint=SIGN, name=name)


def rows_of_signatures(dossier: Dossier, subject: Subject, maker: Signature) -> tuple[tuple[Signature, ...], ...]:
    """Return the blocks: the maker at the right, the nearer level beside, the level above under both."""
    levels = levels_above(dossier, subject)
    if subject.kind is SubjectKind.COLLECTIVE:
        levels = levels[:1]
    blocks = [_confirmation(level) for level in levels]
    if not blocks:
        return ((maker,),)
    return ((blocks[0], maker), *((block,) for block in blocks[1:]))


def _confirmation(level: Level) -> Signature:
    if level.post or level.code == "":
        return Signature(lines=tuple(filter(None, (level.unit, level.post))), hint=CONFIRM, name=level.name)
    return Signature(lines=("THỦ TRƯỞNG ĐƠN VỊ",), hint=SIGN, name=level.name)
