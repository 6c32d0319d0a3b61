"""Going through a list once, row by row: whose it is, what becomes of what it says, and what must be decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ....domain.imports import IssueLevel, RowState
from ....domain.list_imports import NEW_SUBJECT, Conflict, ListLine, RowDecision
from ....domain.lists import ListIssue, ListRow, Sureness, WordKind
from ....domain.records import Subject, SubjectKind
from ....domain.text import name_key
from ....domain.upkeep import Progress
from ....storage.reader import Reader
from ...codes import Codes
from ...context import Context
from ...identity import Asked, Known
from ..matching import Match
from .achievements import FactMaker, Facts
from .joining import Joined
from .keeping import Keeping
from .people import Owners, Whose, subject_of
from .placing import Placed
from .task import ListTask
from .telling import Seen, asks, changes, notes, won
from .units import UnitMatch, UnitWords

_TOLD_EVERY = 500
_HOLDS = (RowState.WRONG, RowState.ASK)
NO_NAME = "(không có tên)"
NO_CONFLICTS: tuple[Conflict, ...] = ()


class Laying:
    """One pass over the rows of a task; afterwards `placed` holds what would be written."""

    def __init__(self, ctx: Context, task: ListTask, reader: Reader, *, strict: bool) -> None:
        self._ctx, self._task, self._strict = ctx, task, strict
        self._keeping = Keeping(ctx, reader)
        subjects = tuple(self._keeping.subjects.values())
        sender = task.decisions.sender
        self._sender = sender if sender in self._keeping.subjects else None
        decided = {text: code for (kind, text), code in task.in_force.words.items() if kind is WordKind.UNIT}
        self.units = UnitWords(subjects, decided, self._sender)
        self._codes = Codes(subjects)
        self._owners = Owners(Known(subjects, reader.distinct_pairs()), subjects, self._codes)
        pack = ctx.packs.get(task.decisions.plan or "")
        since, latest = task.decisions.posts_since, ctx.now().year + 1
        self._facts = FactMaker(ctx.catalogue, latest, since, pack.plan if pack else None)
        self._waiting: dict[str, Subject] = {}
        """Units not kept yet, by the code they will have."""
        self._issues: dict[int, list[ListIssue]] = defaultdict(list)
        for issue in task.reading.issues:
            if issue.row is not None:
                self._issues[issue.row].append(issue)
        self.placed = Placed()
        self.left_out: Counter[str] = Counter()
        self.apart: list[tuple[str, str]] = []

    def lines(self, progress: Progress) -> tuple[ListLine, ...]:
        """Return the lines of the list in order, rows with data but no name among them."""
        rows = self._task.reading.rows
        progress(0, len(rows) or 1, "Đối chiếu với dữ liệu")
        for text in sorted({row.unit for row in rows if row.unit}, key=len, reverse=True):
            self._unit_named(text)  # names before their short forms, which then mean the same unit
        whose = {row.row: self._whose(row) for row in rows}
        self._keeping.load(one.code for one in whose.values() if one.code is not None and not one.new)
        found = []
        for place, row in enumerate(rows):
            if place % _TOLD_EVERY == 0:
                progress(place, len(rows), "Đối chiếu với dữ liệu")
            found.append(self._line(row, whose[row.row]))
        found += self._nameless({line for row in rows for line in row.lines})
        return tuple(sorted(found, key=lambda line: line.row))

    def _whose(self, row: ListRow) -> Whose:
        decision = self._task.decision(row.row)
        if decision.skipped:
            return Whose(None)
        likely = not self._strict or decision.accepted
        whose = self._owners.owner(row, self._unit(row), decision, likely=likely)
        if whose.new and row.kind is SubjectKind.COLLECTIVE and whose.code is not None:
            self.units.add(subject_of(row, self._unit(row), whose.code))
        return whose

    def _match(self, row: ListRow) -> UnitMatch:
        if row.unit is None:
            return UnitMatch(self._sender if row.kind is not SubjectKind.COLLECTIVE else None, Sureness.CERTAIN)
        return self.units.match(row.unit)

    def _unit(self, row: ListRow) -> str | None:
        return self._match(row).code if row.unit is None else self._unit_named(row.unit)

    def _unit_named(self, text: str) -> str | None:
        """Return the code some words mean; a unit not kept yet gets one."""
        match = self.units.match(text)
        if match.code is not None or match.sureness is Sureness.CERTAIN:
            return match.code
        code = self._codes.next(SubjectKind.COLLECTIVE)
        unit = Subject(code=code, kind=SubjectKind.COLLECTIVE, name=text, unit=self._sender)
        self._waiting[code] = self._keeping.subjects[code] = unit
        self._owners.add(unit)
        self.units.add(unit)
        return code

    # --- one row ------------------------------------------------------------------------------------------------------

    def _line(self, row: ListRow, whose: Whose) -> ListLine:
        decision = self._task.decision(row.row)
        issues = tuple(issue for line in row.lines for issue in self._issues.get(line, ()))
        if decision.skipped:
            return ListLine(
                row=row.row,
                state=RowState.SKIPPED,
                name=row.name,
                said=row,
                unit=row.unit or "",
                issues=issues,
                decision=decision,
            )
        seen = self._see(row, whose, decision, issues)
        self._count_left_out(seen)
        asked = tuple(asks(seen, self._keeping, strict=self._strict))
        told = tuple(notes(seen, self._keeping, self._namesake(row, whose), strict=self._strict))
        wrong = not decision.accepted and any(issue.level is IssueLevel.ERROR for issue in issues)
        state = RowState.WRONG if wrong else RowState.ASK if asked else self._state(seen)
        if state not in _HOLDS:
            self._take(seen)
        return ListLine(
            row=row.row,
            state=state,
            name=row.name,
            said=row,
            code=whose.code,
            unit=self._keeping.name(seen.unit.code) or row.unit or "",
            facts=tuple(won(seen.joined, self._ctx.catalogue)),
            decisions=tuple(dict.fromkeys(award.decision for award in row.awards if award.decision)),
            changes=tuple(changes(seen.joined)),
            asks=asked,
            notes=told,
            alike=whose.alike,
            conflicts=seen.conflicts,
            issues=issues,
            decision=decision,
        )

    def _state(self, seen: Seen) -> RowState:
        states = {(table, one.match.state) for table, one in seen.joined}
        if ("subjects", RowState.NEW) in states or seen.whose.code in self._waiting:
            return RowState.NEW
        changed = any(state in (RowState.NEW, RowState.CHANGED) for _, state in states)
        return RowState.CHANGED if changed else RowState.SAME

    def _see(self, row: ListRow, whose: Whose, decision: RowDecision, issues: tuple[ListIssue, ...]) -> Seen:
        facts = self._facts.facts(row, whose.code or "", self._introducer(row))
        left = list(facts.left_out)
        if whose.code is None:
            joined, conflicts = _all_new(facts), NO_CONFLICTS
        else:
            said = self._said(row, whose.code, left)
            joined, conflicts = self._keeping.join(said, facts, decision)
            left += self._kept_as_it_was(row, said, joined[0][1].match.kept, {one.key for one in conflicts})
        return Seen(
            row=row,
            whose=whose,
            unit=self._match(row),
            decision=decision,
            issues=issues,
            joined=joined,
            conflicts=conflicts,
            left_out=tuple(left),
            introducer=self.units.match(row.proposer) if row.proposer else None,
            new_unit=whose.code is not None and joined[0][1].match.kept.unit in self._waiting,
        )

    def _said(self, row: ListRow, code: str, left: list[str]) -> Subject:
        """Return the subject a row speaks of; a unit that lies under the subject itself is left out."""
        unit = self._unit(row)
        if self._keeping.encloses(code, unit):
            left += [f"đơn vị “{row.unit}” (nằm dưới chính {row.name})"] if row.unit else []
            unit = None
        return subject_of(row, unit, code)

    def _kept_as_it_was(self, row: ListRow, said: Subject, kept: Subject, asked: set[str]) -> Iterator[str]:
        """Yield what the row says otherwise than the subject kept, where that stands without a question."""
        if name_key(said.name) != name_key(kept.name):
            yield f"tên “{said.name}” (giữ “{kept.name}”)"
        if row.unit and said.unit not in (None, kept.unit) and "unit" not in asked:
            yield f"đơn vị “{row.unit}” (giữ “{self._keeping.name(kept.unit)}”)"
        if said.note not in (None, kept.note):
            yield f"ghi chú “{said.note}” (đã có ghi chú khác)"

    def _count_left_out(self, seen: Seen) -> None:
        """Count what of the row the records have no place for."""
        self.left_out.update(map(_sort_of, seen.left_out))
        if seen.row.position and seen.row.kind is SubjectKind.PERSON and self._task.decisions.posts_since is None:
            self.left_out["chức vụ"] += 1

    def _take(self, seen: Seen) -> None:
        """Keep what the row would write."""
        self._add_units(*_named(seen.joined))
        self._keeping.take(seen.joined)
        self.placed.add_all(seen.joined)
        if seen.decision.who == NEW_SUBJECT and seen.whose.code is not None:
            others = (self._owners.code_of(one) for one in seen.whose.alike)
            self.apart += [(seen.whose.code, other) for other in others if other is not None]

    def _add_units(self, *codes: str | None) -> None:
        """Add units not kept yet with the first row written that needs them."""
        for code in codes:
            unit = self._waiting.pop(code or "", None)
            if unit is not None:
                self.placed.add("subjects", Match(RowState.NEW, None, unit))

    def _introducer(self, row: ListRow) -> str | None:
        """Return who put the row forward; a proposer nobody has kept is no unit yet."""
        return self.units.match(row.proposer).code if row.proposer else self._sender

    def _namesake(self, row: ListRow, whose: Whose) -> str | None:
        if not whose.new or whose.alike or row.kind is SubjectKind.COLLECTIVE:
            return None
        others = self._owners.namesakes(Asked(kind=row.kind, name=row.name), self._unit(row), row.row)
        return others[0].code if others else None

    def _nameless(self, lines: set[int]) -> Iterator[ListLine]:
        """Yield the rows with data but no name, and other rows only an error tells of."""
        for number, issues in self._issues.items():
            if number in lines or not any(issue.level is IssueLevel.ERROR for issue in issues):
                continue
            decision = self._task.decision(number)
            state = RowState.SKIPPED if decision.skipped else RowState.WRONG
            yield ListLine(row=number, state=state, name=NO_NAME, issues=tuple(issues), decision=decision)


def _all_new(facts: Facts) -> list[tuple[str, Joined]]:
    return [(table, Joined(Match(RowState.NEW, None, record))) for table, record in facts.records]


def _named(joined: Iterable[tuple[str, Joined]]) -> Iterator[str | None]:
    """Yield the codes of collectives that records refer to."""
    for table, one in joined:
        kept = one.match.kept
        if table == "subjects":
            yield from (kept.code, kept.unit)
        elif table == "registrations":
            yield kept.introducer


def _sort_of(text: str) -> str:
    """Return what sort of thing was left out, to be counted with others of its sort."""
    sort = text.split("“")[0].strip()
    return " ".join(text.split()[:2]) if text.startswith(("đề nghị", "đăng ký")) else sort or text
