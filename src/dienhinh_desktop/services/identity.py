"""Who is this? Finding the subjects kept that a name in a list, or one being typed, may stand for, and why.

By CCCD first, then name and birth, then name and unit; another birth year, CCCD or sex speaks against. Nobody is
refused for lacking one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..domain.dates import PartialDate
from ..domain.identity import Alike, DistinctPair, Likeness
from ..domain.records import Sex, Subject, SubjectKind
from ..domain.text import fold, name_key
from ..domain.tree import line_up
from ..domain.upkeep import Changes, Kind
from ..exchange.imports.lists.units import ShortForms, unit_key
from .context import Context

_ORDER = {Likeness.CERTAIN: 0, Likeness.LIKELY: 1, Likeness.POSSIBLE: 2}
_LOWER = {
    Likeness.CERTAIN: Likeness.LIKELY,
    Likeness.LIKELY: Likeness.POSSIBLE,
    Likeness.POSSIBLE: Likeness.POSSIBLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked about: what is known of it; `unit` is the code of a collective kept, None where not known."""

    kind: SubjectKind
    name: str
    birth: PartialDate | None = None
    sex: Sex | None = None
    citizen_id: str | None = None
    unit: str | None = None
    code: str | None = None
    """Its own code where it is kept already: it is not like itself."""


def asked_of(subject: Subject) -> Asked:
    """Return the question who else a subject kept may be."""
    return Asked(
        kind=subject.kind,
        name=subject.name,
        birth=subject.birth,
        sex=subject.sex,
        citizen_id=subject.citizen_id,
        unit=subject.unit,
        code=subject.code,
    )


class Known:
    """The subjects kept, ready to be asked; subjects met on the way can be added."""

    def __init__(self, subjects: Iterable[Subject], distinct: Iterable[DistinctPair] = ()) -> None:
        self._by_name: dict[tuple[SubjectKind, str], list[Subject]] = defaultdict(list)
        self._by_number: dict[str, list[Subject]] = defaultdict(list)
        self._units: dict[str, str | None] = {}
        self._shorts = ShortForms()
        self._distinct = {(pair.first, pair.second) for pair in distinct}
        for subject in subjects:
            self.add(subject)

    def add(self, subject: Subject) -> None:
        """Make one more subject known."""
        self._units[subject.code] = subject.unit
        if subject.kind is SubjectKind.COLLECTIVE:
            self._shorts.add(unit_key(subject.name))
            self._by_name[subject.kind, unit_key(subject.name)].append(subject)
        else:
            self._by_name[subject.kind, fold(subject.name)].append(subject)
        if subject.citizen_id:
            self._by_number[subject.citizen_id].append(subject)

    def alike(self, asked: Asked) -> tuple[Alike, ...]:
        """Return who it may be, surest first; where several are as sure, none of them is certain."""
        if asked.kind is SubjectKind.COLLECTIVE:
            found = self._collectives_like(asked)
        else:
            near = {item.code: item for item in self._by_number.get(asked.citizen_id or "", ())}
            near.update((item.code, item) for item in self._by_name[asked.kind, fold(asked.name)])
            found = [one for item in near.values() if (one := self._compare(asked, item)) is not None]
        found = [one for one in found if not self._told_apart(asked.code, one.subject.code)]
        found.sort(key=lambda one: (_ORDER[one.likeness], len(one.against), one.subject.code))
        return self._settled(found, asked)

    def compare(self, one: Subject, other: Subject) -> Alike | None:
        """Return whether the other of two subjects kept may be the first, and why; None where they are two."""
        if self._told_apart(one.code, other.code) or one.kind is not other.kind:
            return None
        if one.kind is not SubjectKind.COLLECTIVE:
            return self._compare(asked_of(one), other)
        same = unit_key(one.name) == unit_key(other.name)
        return self._collective(asked_of(one), other, Likeness.CERTAIN, "cùng tên") if same else None

    def line(self, code: str | None) -> list[str]:
        """Return a unit and the units it lies under, from below."""
        return line_up(code, self._units.get)

    def namesakes(self, asked: Asked) -> tuple[Subject, ...]:
        """Return all of just this name, whatever else speaks against."""
        key = unit_key(asked.name) if asked.kind is SubjectKind.COLLECTIVE else fold(asked.name)
        return tuple(item for item in self._by_name[asked.kind, key] if name_key(item.name) == name_key(asked.name))

    def _told_apart(self, code: str | None, other: str) -> bool:
        if code is None:
            return False
        pair = DistinctPair.of(code, other)
        return code == other or (pair.first, pair.second) in self._distinct

    def _settled(self, found: list[Alike], asked: Asked) -> tuple[Alike, ...]:
        """Where several are as sure as the first, ask; unless they were told apart and only one says just the same."""
        rivals = [one for one in found if one.likeness is not Likeness.POSSIBLE]
        if len(rivals) < 2 or (rivals[0].likeness is Likeness.CERTAIN and rivals[1].likeness is not Likeness.CERTAIN):
            return tuple(found)
        same = [one for one in rivals if _says_the_same(asked, one.subject)]
        apart = all(self._told_apart(one.subject.code, rivals[0].subject.code) for one in rivals[1:])
        chosen = same[0] if len(same) == 1 and apart else None
        return tuple(
            replace(one, likeness=Likeness.CERTAIN if one is chosen else Likeness.POSSIBLE)
            for one in sorted(found, key=lambda one: one is not chosen)
        )

    # --- people and households ----------------------------------------------------------------------------------------

    def _compare(self, asked: Asked, held: Subject) -> Alike | None:
        if held.kind is not asked.kind:
            return None
        named = _same_name(asked.name, held.name)
        one_number = asked.citizen_id is not None and asked.citizen_id == held.citizen_id
        against = tuple(_against(asked, held))
        if one_number:
            if not named:
                return Alike(held, Likeness.POSSIBLE, ("cùng số CCCD",), (f"tên khác: {held.name}", *against))
            sure = Likeness.LIKELY if against else Likeness.CERTAIN
            return Alike(held, sure, ("cùng số CCCD", "cùng tên"), against)
        return self._by_birth_and_unit(asked, held, against) if named else None

    def _by_birth_and_unit(self, asked: Asked, held: Subject, against: tuple[str, ...]) -> Alike | None:
        near = self._near(asked.unit, held.unit)
        birth = _birth(asked.birth, held.birth)
        likeness = _LIKENESS.get((birth, near))
        if likeness is None or len(against) > 1 or (against and birth != "day" and not near):
            return None
        if against or not _marks_agree(asked.name, held.name):
            likeness = Likeness.POSSIBLE if against else _LOWER[likeness]
        words = {"day": "cùng ngày sinh", "year": "cùng năm sinh"}.get(birth)
        reasons = ["cùng tên", *([words] if words else []), *(["cùng đơn vị"] if near else [])]
        return Alike(held, likeness, tuple(reasons), against)

    def _near(self, one: str | None, other: str | None) -> bool | None:
        """Tell whether two units are one, or one lies under the other; None where either is not known."""
        if one is None or other is None:
            return None
        above = self._units.get
        return other in line_up(one, above) or one in line_up(other, above)

    # --- collectives --------------------------------------------------------------------------------------------------

    def _collectives_like(self, asked: Asked) -> list[Alike]:
        key = unit_key(asked.name)
        named = self._by_name[SubjectKind.COLLECTIVE, key]
        if named:
            return [one for item in named if (one := self._collective(asked, item, Likeness.CERTAIN, "cùng tên"))]
        names = dict.fromkeys((*self._shorts.meant_by(key), *self._shorts.standing_for(key)))
        short = [item for name in names for item in self._by_name[SubjectKind.COLLECTIVE, name]]
        return [one for item in short if (one := self._collective(asked, item, Likeness.LIKELY, "tên viết tắt"))]

    def _collective(self, asked: Asked, held: Subject, likeness: Likeness, reason: str) -> Alike | None:
        near = True if asked.unit == held.code else self._near(asked.unit, held.unit)
        if near is False:
            return Alike(held, Likeness.POSSIBLE, (reason,), ("thuộc đơn vị khác",))
        return Alike(held, likeness, (reason, *(["cùng đơn vị"] if near else [])))


_LIKENESS: Mapping[tuple[str, bool | None], Likeness] = {
    ("day", True): Likeness.CERTAIN,
    ("day", None): Likeness.CERTAIN,
    ("day", False): Likeness.LIKELY,
    ("year", True): Likeness.CERTAIN,
    ("year", None): Likeness.LIKELY,
    ("year", False): Likeness.POSSIBLE,
    ("unknown", True): Likeness.LIKELY,
    ("unknown", None): Likeness.POSSIBLE,
    ("other day", True): Likeness.POSSIBLE,
    ("other year", True): Likeness.POSSIBLE,
}
"""(what the births say, whether the units are near) → how sure two people of one name are one; else they are not."""


def _birth(one: PartialDate | None, other: PartialDate | None) -> str:
    if one is None or other is None:
        return "unknown"
    if one.year != other.year:
        return "other year"
    if one.full is not None and other.full is not None:
        return "day" if one.full == other.full else "other day"
    return "other day" if one.month and other.month and one.month != other.month else "year"


def _same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other) and (name_key(one) == name_key(other) or one.isascii() or other.isascii())


def _marks_agree(one: str, other: str) -> bool:
    return name_key(one) == name_key(other)


def _against(asked: Asked, held: Subject) -> Iterable[str]:
    if asked.birth is not None and held.birth is not None:
        kind = _birth(asked.birth, held.birth)
        if kind == "other year":
            yield f"năm sinh khác: {held.birth}"
        elif kind == "other day":
            yield f"ngày sinh khác: {held.birth}"
    if asked.citizen_id and held.citizen_id and asked.citizen_id != held.citizen_id:
        yield "số CCCD khác"
    if asked.sex is not None and held.sex is not None and asked.sex is not held.sex:
        yield f"giới tính khác: {held.sex.value}"


def _says_the_same(asked: Asked, held: Subject) -> bool:
    return (asked.birth, asked.citizen_id, asked.unit) == (held.birth, held.citizen_id, held.unit)


def find_alike(ctx: Context, asked: Asked) -> tuple[Alike, ...]:
    """Return who, of those kept, somebody being typed may be; surest first."""
    with ctx.db.read() as reader:
        subjects = reader.records(kinds={"subjects"}).subjects
        return Known(subjects, reader.distinct_pairs()).alike(asked)


def tell_apart(ctx: Context, one: str, other: str) -> Changes:
    """Remember that two subjects are not one; saying it again changes nothing."""
    with ctx.db.work(f"Ghi nhớ {one} và {other} không phải một", ctx.who) as work:
        pair = DistinctPair.of(one, other)
        if pair not in work.distinct_pairs():
            work.insert("distinct_pairs", [pair])
        sentence = f"Đã ghi nhớ {one} và {other} không phải một."
        return Changes(frozenset({Kind.RECORDS}), sentence, work.act if work.changed else None)
