"""Whose is each code of a package? Offices number on their own: one code may be two people, one person two codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from ...domain.errors import UserError
from ...domain.identity import Alike, DistinctPair, Likeness
from ...domain.packages import NEW_SUBJECT, MergeDoubt
from ...domain.records import Records, Subject, SubjectKind
from ...domain.text import fold
from ...exchange.imports.lists.units import unit_key
from ..entries import REFERENCES
from ..identity import Asked, Known


@dataclass(frozen=True, slots=True)
class Identified:
    """Whom every code of a package stands for among those kept, who is new, and who has to be asked about."""

    codes: Mapping[str, str]
    new: frozenset[str]
    doubts: tuple[MergeDoubt, ...]

    @property
    def open(self) -> tuple[MergeDoubt, ...]:
        """What nobody has answered yet."""
        return tuple(doubt for doubt in self.doubts if doubt.who is None)


class Identities:
    """Tells whose each subject of one sender's package is; `remembered` are the answers of earlier packages."""

    def __init__(
        self,
        held: Iterable[Subject],
        distinct: Iterable[DistinctPair],
        remembered: Mapping[str, str],
        who: Mapping[str, str],
    ) -> None:
        """Make the subjects kept known; a household counts as belonging where it lies."""
        self._held = {subject.code: subject for subject in held}
        self._known = Known((_placed(subject) for subject in self._held.values()), distinct)
        self._remembered, self._who = remembered, who
        self._taken = {fold(code) for code in self._held}
        self._codes: dict[str, str] = {}
        self._owner: dict[str, str] = {}
        self._new: set[str] = set()
        self._doubts: list[MergeDoubt] = []

    def sender(self, subject: Subject) -> None:
        """Find the sender itself first: everything else hangs on it."""
        self._place(subject, subject.code)

    def all(self, subjects: Sequence[Subject], sender: str) -> Identified:
        """Return whom everyone stands for; units come before who belongs to them."""
        for subject in _units_first(subjects):
            if subject.code not in self._codes:
                self._place(subject, sender)
        return Identified(self._codes, frozenset(self._new), tuple(self._doubts))

    def ours(self, code: str) -> str | None:
        """Return whom a code stands for, None where it is nobody kept."""
        found = self._codes.get(code)
        return found if found in self._held else None

    def _place(self, subject: Subject, sender: str) -> None:
        alike: tuple[Alike, ...] = ()
        found = self._decided(subject) or self._remembered_as(subject) or self._same_code(subject)
        if found is None:
            alike = self._alike(subject)
            if alike and alike[0].likeness is Likeness.CERTAIN and alike[0].subject.code not in self._owner:
                found, alike = alike[0].subject.code, ()
        if found is None or found == NEW_SUBJECT:
            if alike:
                self._doubts.append(MergeDoubt(code=subject.code, name=subject.name, alike=alike))
            elif found == NEW_SUBJECT:
                self._answered(subject, NEW_SUBJECT)
            found = self._new_code(subject.code, sender)
            self._new.add(found)
        elif subject.code in self._who:
            self._answered(subject, found)
        self._codes[subject.code] = found
        self._owner.setdefault(found, subject.code)

    def _answered(self, subject: Subject, who: str) -> None:
        doubt = MergeDoubt(code=subject.code, name=subject.name, alike=self._alike(subject), who=who)
        self._doubts.append(doubt)

    def _decided(self, subject: Subject) -> str | None:
        who = self._who.get(subject.code)
        if who is None or who == NEW_SUBJECT:
            return who
        other = self._held.get(who)
        if other is None or other.kind is not subject.kind:
            raise UserError(
                f"Không có {subject.kind.label.lower()} mã “{who}” để gộp {subject.name} vào; ghi mã khác, hoặc “moi”."
            )
        return who

    def _remembered_as(self, subject: Subject) -> str | None:
        other = self._held.get(self._remembered.get(subject.code, ""))
        return other.code if other is not None and other.kind is subject.kind else None

    def _same_code(self, subject: Subject) -> str | None:
        other = self._held.get(subject.code)
        if other is None or other.kind is not subject.kind or _key(other) != _key(subject):
            return None
        if subject.kind is SubjectKind.COLLECTIVE:
            return other.code
        return other.code if any(one.subject.code == other.code for one in self._alike(subject)) else None

    def _alike(self, subject: Subject) -> tuple[Alike, ...]:
        unit = self.ours(subject.unit or "") or self.ours(subject.locality or "")
        asked = Asked(
            kind=subject.kind,
            name=subject.name,
            birth=subject.birth,
            sex=subject.sex,
            citizen_id=subject.citizen_id,
            unit=unit,
        )
        found = self._known.alike(asked)
        other = self._held.get(subject.code)
        if found or other is None or other.kind is not subject.kind or _placed(other).unit != unit or unit is None:
            return found
        return (Alike(other, Likeness.POSSIBLE, ("cùng mã", "cùng đơn vị"), (f"tên khác: {other.name}",)),)

    def _new_code(self, code: str, sender: str) -> str:
        wanted, number = code, 1
        while fold(wanted) in self._taken:
            wanted = f"{sender}-{code}" if number == 1 else f"{sender}-{code}-{number}"
            number += 1
        self._taken.add(fold(wanted))
        return wanted


def _placed(subject: Subject) -> Subject:
    return replace(subject, unit=subject.unit or subject.locality)


def _key(subject: Subject) -> str:
    return unit_key(subject.name) if subject.kind is SubjectKind.COLLECTIVE else fold(subject.name)


def _units_first(subjects: Sequence[Subject]) -> Iterator[Subject]:
    """Yield every collective after the one it belongs to, then everybody else."""
    collectives = {row.code: row for row in subjects if row.kind is SubjectKind.COLLECTIVE}
    done: set[str] = set()
    for row in collectives.values():
        line: list[Subject] = []
        above: Subject | None = row
        while above is not None and above.code not in done and above not in line:
            line.append(above)
            above = collectives.get(above.unit or above.locality or "")
        done.update(item.code for item in line)
        yield from reversed(line)
    yield from (row for row in subjects if row.kind is not SubjectKind.COLLECTIVE)


def recoded(records: Records, codes: Mapping[str, str]) -> Records:
    """Return the records under the codes kept here. Raises UserError where one speaks of somebody it does not bring."""
    tables: dict[str, tuple[Any, ...]] = {}
    for table, rows in records.tables():
        tables[table] = tuple(_recoded(row, codes) for row in rows)
    return Records(**tables)


def _recoded(row: Any, codes: Mapping[str, str]) -> Any:
    changed: dict[str, str] = {}
    for item in fields(row):
        if item.name in (*REFERENCES, "code") and (code := getattr(row, item.name)) is not None:
            if code not in codes:
                raise UserError(f"Gói nhắc tới mã “{code}” mà không kèm hồ sơ nên không gộp; xin đơn vị lập lại gói.")
            if codes[code] != code:
                changed[item.name] = codes[code]
    return replace(row, **changed) if changed else row
