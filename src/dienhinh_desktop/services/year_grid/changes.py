"""What the words of a cell do to the entries it holds: which come, which change, which go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...domain.records import Award, Grade, HouseholdState, HouseholdStatus, Initiative, Rating
from ...domain.text import fold, join_words
from ...domain.year_grid import CellReading, GridField, is_open


@dataclass(frozen=True, slots=True)
class CellChange:
    """What becomes of the entries of one cell."""

    new: tuple[Any, ...] = ()
    changed: tuple[Any, ...] = ()
    gone: tuple[Any, ...] = ()
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether everything stays."""
        return not (self.new or self.changed or self.gone)


def _grade_change(reading: CellReading, held: Sequence[Rating]) -> CellChange:
    if not reading.codes:
        return CellChange(gone=tuple(held))
    grade = Grade[reading.codes[0]]
    if not held:
        year = reading.cell.column.year
        return CellChange(new=(Rating(subject=reading.cell.subject, year=year, grade=grade),))
    kept = next((row for row in held if row.grade is grade), held[0])
    gone = tuple(row for row in held if row is not kept and row.grade is not grade)
    if kept.grade is grade:
        return CellChange(gone=gone)
    return CellChange(changed=(replace(kept, grade=grade),), gone=gone, note=_still(kept))


def _title_change(reading: CellReading, held: Sequence[Award]) -> CellChange:
    standing = [row for row in held if is_open(row)]
    if not reading.codes and not standing and held:
        return CellChange(note="Dòng không đạt hoặc đã thu hồi vẫn giữ; sửa ở thẻ hồ sơ, mục Thành tích.")
    added = [code for code in reading.codes if code not in {row.form for row in standing}]
    removed = [row for row in standing if row.form not in reading.codes]
    column = reading.cell.column
    new = tuple(Award(subject=reading.cell.subject, form=code, year=column.year) for code in added)
    return CellChange(new=new, gone=tuple(removed), note=_replaced(removed) if new else "")


def _reward_change(reading: CellReading, held: Sequence[Award]) -> CellChange:
    """Match rewards one by one: of two alike one may go and one stay."""
    standing = [row for row in held if is_open(row)]
    if not reading.codes and not standing and held:
        return CellChange(note="Dòng đã thu hồi vẫn giữ; sửa ở thẻ hồ sơ, mục Thành tích.")
    left, added = list(standing), []
    for code in reading.codes:
        same = next((row for row in left if row.form == code), None)
        left.remove(same) if same is not None else added.append(code)
    cell = reading.cell
    new = tuple(Award(subject=cell.subject, form=code, year=cell.column.year) for code in added)
    return CellChange(new=new, gone=tuple(left), note=_replaced(left, "Khen thưởng", "khen thưởng") if new else "")


def _initiative_change(reading: CellReading, held: Sequence[Initiative]) -> CellChange:
    left, added = list(held), []
    for wanted in reading.new:
        same = next((row for row in left if fold(row.name) == fold(wanted.name)), None)
        left.remove(same) if same is not None else added.append(wanted)
    note = _replaced(left, "Sáng kiến", "sáng kiến") if added else ""
    return CellChange(new=tuple(added), gone=tuple(left), note=note)


def _replaced(removed: Sequence[Any], old: str = "Danh hiệu", new: str = "danh hiệu") -> str:
    """Say which decisions went with what was written over: another title has another decision."""
    numbers = join_words(row.decision for row in removed if row.decision)
    return f"{old} cũ có quyết định số {numbers}; {new} mới chưa ghi số quyết định." if numbers else ""


def _still(entry: Any) -> str:
    return f"Vẫn giữ quyết định số {entry.decision} của dòng cũ; kiểm tra lại." if entry.decision else ""


def _state_change(reading: CellReading, held: Sequence[HouseholdStatus]) -> CellChange:
    if not reading.codes:
        return CellChange(gone=tuple(held))
    state = HouseholdState[reading.codes[0]]
    if not held:
        year = reading.cell.column.year
        return CellChange(new=(HouseholdStatus(subject=reading.cell.subject, year=year, state=state),))
    kept = next((row for row in held if row.state is state), held[0])
    gone = tuple(row for row in held if row is not kept and row.state is not state)
    return CellChange(changed=() if kept.state is state else (replace(kept, state=state),), gone=gone)


CHANGES: Mapping[GridField, Any] = {
    GridField.GRADE: _grade_change,
    GridField.TITLE: _title_change,
    GridField.REWARD: _reward_change,
    GridField.INITIATIVE: _initiative_change,
    GridField.STATE: _state_change,
}
"""Field → what its words do; figures are put together by `figures`."""
