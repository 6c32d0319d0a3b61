"""The sentences of a line of the preview: what must be decided, what is good to know, what was won, what changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....domain.catalogue import Catalogue
from ....domain.identity import Alike
from ....domain.imports import RowState
from ....domain.list_imports import Conflict, RowDecision
from ....domain.lists import ListIssue, ListIssueKind, ListRow, Sureness
from ....domain.records import Award, Rating
from ...entries import HEADINGS
from ...wording import describe
from ..matching import differences
from ..preview import shown
from .joining import Joined
from .keeping import Keeping
from .people import Whose
from .units import UnitMatch

_TO_ACCEPT = (ListIssueKind.TITLE_SLIP, ListIssueKind.HIDDEN_ROW)
_WON = ("ratings", "awards", "initiatives")
_FIRST = {RowState.NEW: 0, RowState.CHANGED: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All that was found out about one row."""

    row: ListRow
    whose: Whose
    unit: UnitMatch
    decision: RowDecision
    issues: tuple[ListIssue, ...]
    joined: Sequence[tuple[str, Joined]] = ()
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[str, ...] = ()
    new_unit: bool = False
    """Its unit is not kept yet, and would be added."""
    introducer: UnitMatch | None = None
    """Who put the row forward, where the row says so."""


def asks(seen: Seen, keeping: Keeping, *, strict: bool) -> Iterator[str]:
    """Yield what must be decided before the row can be written; `strict`: the likely is asked about too."""
    if seen.whose.code is None:
        yield _who(seen.whose.alike)
    if seen.decision.accepted:
        return
    for one in seen.conflicts:
        yield f"{one.heading}: {one.where} ghi {one.ours}, dòng này ghi {one.theirs}; chọn giữ bên nào."
    if strict:
        yield from (issue.message for issue in seen.issues if issue.kind in _TO_ACCEPT)
        if seen.unit.code and seen.unit.sureness is Sureness.LIKELY:
            name = keeping.name(seen.unit.code)
            yield f"“{seen.row.unit}” hiểu là đơn vị “{name}”; nhận, hoặc chọn đơn vị khác."


def _who(alike: Sequence[Alike]) -> str:
    first = alike[0]
    code = first.subject.code
    place = f"dòng {code[1:]} của danh sách" if code.startswith("@") else f"hồ sơ {code}"
    more = f", và {len(alike) - 1} hồ sơ khác" if len(alike) > 1 else ""
    return f"Có thể là {first.subject.name} ({place}){more}: {first.words}. Chọn là một, hay người khác."


def notes(seen: Seen, keeping: Keeping, namesake: str | None, *, strict: bool) -> Iterator[str]:
    """Yield what is good to know; `namesake`: the code of somebody of that name in another unit."""
    whose = seen.whose
    if whose.earlier is not None:
        yield f"Gộp với dòng {whose.earlier}: cùng một đối tượng."
    elif whose.code is not None and not whose.surely:
        yield f"Hiểu là {keeping.name(whose.code)} ({whose.code}): {whose.alike[0].words}."
    if namesake is not None:
        yield f"Trùng tên với {namesake} ở đơn vị khác; thêm thành người mới."
    if seen.unit.code and seen.unit.sureness is Sureness.LIKELY and (seen.decision.accepted or not strict):
        yield f"“{seen.row.unit}” hiểu là đơn vị “{keeping.name(seen.unit.code)}”."
    if seen.introducer is not None and seen.introducer.code and seen.introducer.sureness is Sureness.LIKELY:
        yield f"“{seen.row.proposer}” hiểu là đơn vị “{keeping.name(seen.introducer.code)}”."
    if seen.new_unit:
        yield f"Đơn vị “{seen.row.unit}” chưa có trong sổ; thêm mới."
    if seen.left_out:
        yield f"Không ghi: {', '.join(dict.fromkeys(seen.left_out))}."
    if seen.decision.accepted:
        yield from (
            f"{one.heading}: giữ {one.ours} theo {one.where}, dòng này ghi {one.theirs}." for one in seen.conflicts
        )


def won(joined: Sequence[tuple[str, Joined]], catalogue: Catalogue) -> Iterator[str]:
    """Yield what the row says was won, one phrase each: what is new first."""
    told = [one.match for table, one in joined if table in _WON]
    for match in sorted(told, key=lambda match: _FIRST.get(match.state, 2)):
        record = match.kept
        if isinstance(record, Rating):
            yield f"{record.grade.short} {record.year}"
        elif isinstance(record, Award):
            form = catalogue.awards.get(record.form)
            yield f"{form.short if form else record.form} {record.year or ''}".strip()
        else:
            yield describe(record, catalogue)


def changes(joined: Sequence[tuple[str, Joined]]) -> Iterator[tuple[str, str, str]]:
    """Yield (heading, old, new) of every value that would be written over."""
    for table, one in joined:
        match = one.match
        if match.state is RowState.CHANGED:
            for name, value in differences(match.held, match.kept).items():
                yield HEADINGS[table, name], shown(getattr(match.held, name)), shown(value)
