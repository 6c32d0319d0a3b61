"""Finding anything by a few letters: people, units, decisions, rounds, plans with their fields and movements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from heapq import nsmallest

from ..domain.dates import short_date
from ..domain.finding import Hit, HitKind, fit
from ..domain.records import Subject, SubjectKind
from ..domain.text import fold, name_sort_key, number_text
from ..storage.reader import Reader
from .context import Context
from .plans import plans

_KINDS = {
    SubjectKind.PERSON: (HitKind.PERSON, "Cá nhân"),
    SubjectKind.COLLECTIVE: (HitKind.COLLECTIVE, "Tập thể"),
    SubjectKind.HOUSEHOLD: (HitKind.HOUSEHOLD, "Hộ gia đình"),
}
_DECISIONS = {"awards": "khen thưởng", "ratings": "xếp loại", "initiatives": "sáng kiến"}
_OTHER_MATCH = 3


def find_anything(ctx: Context, text: str, most: int = 9) -> tuple[Hit, ...]:
    """Return what fits the letters best, at most so many: without marks, words in any order, initials, a CCCD's end.

    Discipline is never found here.
    """
    folded = fold(text)
    if not folded:
        return ()
    today = ctx.now().date()
    with ctx.db.read() as reader:
        found = [*_subjects(reader, text, today, most), *_decisions(reader, text, most), *_rounds(reader, folded)]
    found += _plans(ctx, folded)
    return tuple(sorted(found, key=lambda hit: hit.rank)[:most])


def _subjects(reader: Reader, text: str, today: date, most: int) -> list[Hit]:
    subjects = reader.records(reader.named(text), {"subjects"}).subjects
    ranked = ((_rank(subject, fold(text)), subject) for subject in subjects)
    best = nsmallest(most, ranked, key=lambda pair: (pair[0], name_sort_key(pair[1].name), pair[1].code))
    posts = dict(reversed([(code, title) for code, title, _ in reader.posts_on(today, [s.code for _, s in best])]))
    above = {subject.unit or subject.locality for _rank, subject in best}
    units = {unit.code: unit.name for unit in reader.records([code for code in above if code], {"subjects"}).subjects}
    return [_hit(subject, ", ".join(_around(subject, posts, units)), rank) for rank, subject in best]


def _hit(subject: Subject, where: str, rank: int) -> Hit:
    kind, words = _KINDS[subject.kind]
    return Hit(kind, subject.code, subject.name, words, where, rank)


def _around(subject: Subject, posts: Mapping[str, str], units: Mapping[str, str]) -> list[str]:
    said = (posts.get(subject.code), units.get(subject.unit or subject.locality or ""))
    return [part for part in said if part]


def _rank(subject: Subject, folded: str) -> int:
    found = fit(folded, fold(subject.name))
    return _OTHER_MATCH if found is None else found


def _decisions(reader: Reader, text: str, most: int) -> Iterator[Hit]:
    for table, words in _DECISIONS.items():
        for number, day, count in reader.decisions(table, text, most):
            dated = f"ngày {short_date(day)}, " if day else ""
            rank = fit(fold(text), fold(number))
            yield Hit(
                HitKind.DECISION,
                number,
                number,
                f"Quyết định {words}",
                f"{dated}{number_text(count)} hồ sơ",
                _OTHER_MATCH if rank is None else rank,
            )


def _rounds(reader: Reader, folded: str) -> Iterator[Hit]:
    for item in reader.rounds():
        rank = fit(folded, fold(item.name))
        if rank is not None:
            yield Hit(HitKind.ROUND, str(item.id), item.name, "Đợt xét", f"xét ngày {short_date(item.on)}", rank)


def _plans(ctx: Context, folded: str) -> Iterator[Hit]:
    for plan in plans(ctx):
        number = plan.number or plan.title
        named = (
            (HitKind.PLAN, number, f"{number} {plan.title}", "Kế hoạch", plan.issuer),
            *((HitKind.FIELD, item.name, item.name, "Lĩnh vực, nhóm xét", number) for item in plan.fields),
            *((HitKind.MOVEMENT, name, name, "Phong trào", number) for name in plan.movements),
        )
        for kind, name, searched, what, where in named:
            rank = fit(folded, fold(searched))
            if rank is not None:
                yield Hit(kind, name, name, what, where, rank, plan.code)
