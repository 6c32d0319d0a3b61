"""Deciding whose each row of a list is: somebody kept, somebody an earlier row speaks of, somebody new, or asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ....domain.identity import Alike, Likeness
from ....domain.list_imports import NEW_SUBJECT, UNDECIDED, RowDecision, same_row
from ....domain.lists import ListRow
from ....domain.records import Sex, Subject
from ...codes import Codes
from ...identity import Asked, Known
from ...record_checks import tidied


@dataclass(frozen=True, slots=True)
class Whose:
    """The answer for one row: the code written to (None: undecided), whether it is new, and who it may be.

    `surely`: no clerk need look at it. `earlier`: the row of the list that spoke of the same subject first.
    """

    code: str | None
    new: bool = False
    alike: tuple[Alike, ...] = ()
    surely: bool = True
    earlier: int | None = None


class Owners:
    """Answers row by row, in the order of the list; what was said of new subjects is remembered for the rows below."""

    def __init__(self, known: Known, subjects: Iterable[Subject], codes: Codes) -> None:
        self._known, self._codes = known, codes
        self._held = {subject.code: subject for subject in subjects}
        self._of_row: dict[int, str] = {}

    def owner(
        self, row: ListRow, unit: str | None, decision: RowDecision = UNDECIDED, *, likely: bool = False
    ) -> Whose:
        """Return whose a row is; `likely`: the likely one is taken where nobody is certain.

        A decision that no longer fits (its subject is gone) counts as none.
        """
        asked = self._asked(row, unit)
        alike = self._known.alike(asked)
        whose = self._decided(row, decision, alike)
        if whose is None:
            whose = self._found(row, alike)
        if likely:
            whose = self._likeliest(whose)
        if whose.code is not None:
            self._of_row[row.row] = whose.code
        if whose.new or whose.code is None:
            said = subject_of(row, unit, same_row(row.row))
            self._known.add(said)
        return whose

    @staticmethod
    def _asked(row: ListRow, unit: str | None) -> Asked:
        sex = Sex(row.sex) if row.sex else None
        return Asked(kind=row.kind, name=row.name, birth=row.birth, sex=sex, citizen_id=row.cccd or None, unit=unit)

    def _decided(self, row: ListRow, decision: RowDecision, alike: tuple[Alike, ...]) -> Whose | None:
        who = decision.who
        if who == NEW_SUBJECT:
            return self._new(row, alike)
        if who is not None and who.startswith("@"):
            earlier = int(who[1:])
            code = self._of_row.get(earlier)
            return Whose(code, alike=alike, earlier=earlier) if code and earlier < row.row else None
        return Whose(who, alike=alike) if who in self._held else None

    def _found(self, row: ListRow, alike: tuple[Alike, ...]) -> Whose:
        if not alike:
            return self._new(row, ())
        first = alike[0]
        if first.likeness is not Likeness.CERTAIN:
            return Whose(None, alike=alike, surely=False)
        return self._written_to(first, alike)

    def _written_to(self, one: Alike, alike: tuple[Alike, ...]) -> Whose:
        code = one.subject.code
        if not code.startswith("@"):
            return Whose(code, alike=alike)
        earlier = int(code[1:])
        found = self._of_row.get(earlier)
        return Whose(found, alike=alike, surely=found is not None, earlier=earlier)

    def _likeliest(self, whose: Whose) -> Whose:
        """Return the answer where the clerk takes the likely one with one key; as it was where there is none."""
        if whose.code is None and whose.alike and whose.alike[0].likeness is Likeness.LIKELY:
            return replace(self._written_to(whose.alike[0], whose.alike), surely=False)
        return whose

    def code_of(self, one: Alike) -> str | None:
        """Return the code of somebody a row may be: of a subject kept, or of the one a row further up was given."""
        code = one.subject.code
        return self._of_row.get(int(code[1:])) if code.startswith("@") else code

    def add(self, subject: Subject) -> None:
        """Make a unit known that is about to be added."""
        self._known.add(subject)
        self._held[subject.code] = subject

    def namesakes(self, asked: Asked, unit: str | None, row: int) -> tuple[Subject, ...]:
        """Return those kept of just this name in other units, for a word to the clerk."""
        found = self._known.namesakes(asked)
        return tuple(one for one in found if one.code != same_row(row) and one.code in self._held and one.unit != unit)

    def _new(self, row: ListRow, alike: tuple[Alike, ...]) -> Whose:
        return Whose(self._codes.next(row.kind), new=True, alike=alike)


def subject_of(row: ListRow, unit: str | None, code: str) -> Subject:
    """Return the subject a row speaks of, as far as the list goes."""
    return tidied(
        Subject(
            code=code,
            kind=row.kind,
            name=row.name,
            unit=unit,
            birth=row.birth,
            sex=Sex(row.sex) if row.sex else None,
            citizen_id=row.cccd or None,
            ethnicity=row.ethnic,
            note=row.note,
        )
    )
