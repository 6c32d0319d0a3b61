"""Whose paper it is and who signs it: letterheads and signature blocks from the units above a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...domain.documents import Letterhead, Signature
from ...domain.issued import REPORT
from ...domain.records import Subject, SubjectKind
from ...domain.signers import signer_of
from ...domain.text import fold
from .dossier import Dossier, Entry

CONFIRM = "(Nhận xét, xác nhận; ký, đóng dấu)"
SIGN = "(Ký, ghi rõ họ tên)"
_HEAD = "THỦ TRƯỞNG ĐƠN VỊ"
_REPORTERS = {
    SubjectKind.PERSON: "NGƯỜI BÁO CÁO",
    SubjectKind.COLLECTIVE: _HEAD,
    SubjectKind.HOUSEHOLD: "CHỦ HỘ",
}


_AUTHORITY = re.compile(r"\b(TM|KT|TL|TUQ|Q)\s*\.\s*", re.IGNORECASE)
"""Thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền (Decree 30/2020, box 7a)."""
_APART = re.compile(r"\s*[/;\n]\s*|(?<=\S)\s+(?=(?:TM|KT|TL|TUQ)\. )")
_AFTER_AUTHORITY = re.compile(r",\s*|\s+(?=phó )", re.IGNORECASE)
_COUNCIL = "Hội đồng Thi đua - Khen thưởng"
_COMMITTEES = ("uy ban nhan dan", "ubnd")
DOTS_FOR_DAY = "ngày ...... tháng ...... năm .........."


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
    agency = office.name or dossier.plan.issuer
    return Letterhead(superior=office.superior, agency=agency, place=place, day=None, practice=office.practice)


def numbered_head(dossier: Dossier, kind: str, about: str = "") -> Letterhead:
    """Return the agency's letterhead with room for the number: "Số:          /TTr-SNgV"; a letter has no kind.

    Where the office has not set its abbreviation, dots stand for it.
    """
    short = dossier.office.abbreviation or "........"
    symbol = f"{kind}-{short}" if kind else f"{short}-........"
    return replace(office_head(dossier), number=f"Số:          /{symbol}", about=about)


def minutes_head(dossier: Dossier) -> Letterhead:
    """Return the numbered letterhead of minutes (biên bản), which have no line of place and day.

    Where a council met they are the council's: the agency above it, its own mark after the number.
    """
    head = replace(numbered_head(dossier, "BB"), dated=False)
    if dossier.meeting is None or not dossier.meeting.attendances:
        return head
    return replace(head, superior=head.agency, agency=_COUNCIL, number="Số:          /BB-HĐTĐKT")


def post_lines(post: str) -> tuple[str, ...]:
    """Return the lines of authority and post of who signs: "KT. Giám đốc, Phó Giám đốc" gives two.

    Lines are parted by "/", ";", or before a mark such as KT.; after a mark also by a comma, or before "Phó".
    """
    marked = _AUTHORITY.sub(lambda found: f"{found[1].upper()}. ", post.strip())
    lines = []
    for part in filter(None, _APART.split(marked)):
        lines += _AFTER_AUTHORITY.split(part, maxsplit=1) if _AUTHORITY.match(part) else [part]
    return tuple(line.strip() for line in lines if line.strip())


def office_signature(dossier: Dossier, paper: str) -> Signature:
    """Return the block of who signs a paper for the agency, on the day of that paper; no name where nobody may.

    For a people's committee its chairman signs on behalf of all (TM.; law and forms: Decree 30/2020, article 13).
    """
    office = dossier.office
    name, lines = who_signs(dossier, paper)
    lines = lines or ("Thủ trưởng cơ quan",)
    committee = fold(office.name or dossier.plan.issuer).startswith(_COMMITTEES)
    if committee and fold(lines[0]).startswith(("chu tich", "kt chu tich")):
        lines = ("TM. Ủy ban nhân dân", *lines)
    return Signature(lines=lines, name=name)


def who_signs(dossier: Dossier, paper: str) -> tuple[str, tuple[str, ...]]:
    """Return the name and the lines of authority and post of who signs a paper.

    Where the office keeps signers with their periods it is the one of that day, "" where there is none; else the one
    named with the office.
    """
    usual = post_lines(dossier.office.signer_post)
    if not dossier.signers:
        return dossier.office.signer, usual
    found = signer_of(dossier.signers, paper, dossier.day_of(paper))
    return (found.name, found.lines) if found is not None else ("", usual)


def unit_head(dossier: Dossier, entry: Entry) -> Letterhead:
    """Return the letterhead of the unit a form comes from: the collective itself, or the unit of a person."""
    subject = entry.subject
    return unit_letterhead(dossier, subject if subject.kind is SubjectKind.COLLECTIVE else _home(dossier, subject))


def unit_letterhead(dossier: Dossier, unit: Subject | None) -> Letterhead:
    """Return the letterhead of a unit under the one above it; that of the agency where there is no unit.

    An enterprise or an association no record puts under anybody stands alone.
    """
    top = office_head(dossier)
    if unit is None or unit.code == dossier.office.root:
        return top
    above = dossier.book.subjects.get(unit.unit or "")
    superior = "" if above is None else top.agency if above.code == dossier.office.root else above.name
    return replace(top, superior=superior, agency=unit.name)


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
        name, lines = who_signs(dossier, REPORT)
        found.append(Level(office.name or dossier.plan.issuer, " / ".join(lines), name, office.root or ""))
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
    titles = [_HEAD for level in levels if not level.post and level.code != ""]
    several = [*titles, *maker.lines].count(_HEAD) > 1
    blocks = [_confirmation(level, named=several) for level in levels]
    if not blocks:
        return ((maker,),)
    return ((blocks[0], maker), *((block,) for block in blocks[1:]))


def _confirmation(level: Level, *, named: bool) -> Signature:
    """Return the block of a level; `named`: its unit stands over it, for two heads of units are not told apart."""
    if level.post or level.code == "":
        return Signature(
            lines=tuple(filter(None, (level.unit, *post_lines(level.post)))), hint=CONFIRM, name=level.name
        )
    lines = (level.unit, _HEAD) if named else (_HEAD,)
    return Signature(lines=lines, hint=SIGN, name=level.name)
