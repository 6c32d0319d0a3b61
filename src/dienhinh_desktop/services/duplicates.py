"""Có thể trùng: the pairs of subjects kept that may be one, found over everybody in one pass.

Compared are only subjects that share something telling: a CCCD; a name and a birth year; a name and a unit, or one
unit over the other; a name where nothing else is known. Two of one name born in different years are two people. Within
such a group each is compared with a few neighbours, so that a list of namesakes without births costs no more than any
other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from ..domain.identity import Likeness, Twins
from ..domain.records import Subject, SubjectKind
from ..domain.text import fold
from ..exchange.imports.lists.units import unit_key
from .bulk import many_values
from .context import Context
from .identity import Known

NEIGHBOURS = 12
"""How many of a group each member is compared with."""

_ORDER = {Likeness.CERTAIN: 0, Likeness.LIKELY: 1, Likeness.POSSIBLE: 2}


def duplicates(ctx: Context) -> tuple[Twins, ...]:
    """Return the pairs that may be one and were not told apart, the surest first; found anew after every act."""
    with ctx.db.read() as reader:
        act = reader.last_act()
        kept = ctx.memory.twins
        if kept is not None and kept[0] == act:
            return kept[1]
        subjects, told_apart = reader.records(kinds={"subjects"}).subjects, reader.distinct_pairs()
    with many_values():  # outside the transaction: among a hundred thousand it takes long, and others have work to do
        found = _pairs(subjects, Known(subjects, told_apart))
    ctx.memory.twins = (act, found)
    return found


def _pairs(subjects: tuple[Subject, ...], known: Known) -> tuple[Twins, ...]:
    groups: dict[Hashable, list[Subject]] = defaultdict(list)
    for subject in subjects:
        for key in _keys(subject):
            groups[key].append(subject)
    found: dict[tuple[str, str], Twins] = {}
    seen: set[tuple[str, str]] = set()
    for one, other in (*_within(groups), *_above(subjects, groups, known), *_unplaced(subjects)):
        first, second = (one, other) if (one.id or 0) < (other.id or 0) else (other, one)
        key = first.code, second.code
        if key in seen or _of_other_years(first, second):
            continue
        seen.add(key)
        alike = known.compare(first, second)
        if alike is not None:
            found[key] = Twins(first, second, alike.likeness, alike.reasons, alike.against)
    return tuple(
        sorted(found.values(), key=lambda pair: (_ORDER[pair.likeness], len(pair.against), _name(pair.one), pair.key))
    )


def _of_other_years(one: Subject, other: Subject) -> bool:
    """Tell whether two were born in different years and no number says that they are one all the same."""
    if one.birth is None or other.birth is None or one.birth.year == other.birth.year:
        return False
    return one.citizen_id is None or one.citizen_id != other.citizen_id


def _keys(subject: Subject) -> Iterator[Hashable]:
    """Yield what a subject may share with another that is the same."""
    name = subject.kind, _name(subject)
    if subject.citizen_id:
        yield "number", subject.citizen_id
    if subject.kind is SubjectKind.COLLECTIVE:
        yield name
    elif subject.birth is not None:
        yield "year", name, subject.birth.year
    if subject.kind is not SubjectKind.COLLECTIVE:
        yield "unit", name, subject.unit
        if subject.unit is None or subject.birth is None:
            yield "unknown", name


def _name(subject: Subject) -> str:
    return unit_key(subject.name) if subject.kind is SubjectKind.COLLECTIVE else fold(subject.name)


def _within(groups: dict[Hashable, list[Subject]]) -> Iterator[tuple[Subject, Subject]]:
    for members in groups.values():
        for place, one in enumerate(members):
            for other in members[place + 1 : place + 1 + NEIGHBOURS]:
                yield one, other


def _above(
    subjects: tuple[Subject, ...], groups: dict[Hashable, list[Subject]], known: Known
) -> Iterator[tuple[Subject, Subject]]:
    """Yield those of one name where one is kept with a unit and the other with a unit over it."""
    for one in subjects:
        if one.kind is not SubjectKind.COLLECTIVE:
            name = one.kind, _name(one)
            for unit in known.line(one.unit)[1:]:
                for other in groups.get(("unit", name, unit), ())[:NEIGHBOURS]:
                    yield one, other


def _unplaced(subjects: tuple[Subject, ...]) -> Iterator[tuple[Subject, Subject]]:
    """Yield those of whom neither birth nor unit is kept, each with some of its name, whatever is known of them."""
    named: dict[Hashable, list[Subject]] = defaultdict(list)
    for subject in subjects:
        if subject.kind is not SubjectKind.COLLECTIVE:
            named[subject.kind, _name(subject)].append(subject)
    for members in named.values():
        for one in members:
            if one.birth is None and one.unit is None:
                yield from ((one, other) for other in members[: NEIGHBOURS + 1] if other is not one)
