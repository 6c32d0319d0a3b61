"""Writing a block of cells as one act: each cell understood by itself, refused in a sentence or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...domain.errors import UserError
from ...domain.lists import WordKind
from ...domain.records import Award, Grade, HouseholdState, HouseholdStatus, Rating, Subject
from ...domain.text import clean, join_words, number_text
from ...domain.upkeep import Changes, Kind
from ...domain.year_grid import (
    CellKey,
    CellNote,
    CellReading,
    CellWords,
    GridColumn,
    GridField,
    GridRow,
    GridWritten,
    is_open,
)
from ...storage.work import Work
from ..context import Context
from ..entries import refuse_entry
from ..imports.lists.learning import learn
from .reading import Kept
from .words import OWN_WORDS, GridWords, Meanings, column_words, meanings_of

_CHANGED = frozenset({Kind.RECORDS})
_LEARNED = frozenset({Kind.IMPORTS})


@dataclass(slots=True)
class Plan:
    """What an act on cells will do to the tables, gathered before anything is written."""

    new: dict[str, list[Any]] = field(default_factory=dict)
    changed: dict[str, list[Any]] = field(default_factory=dict)
    gone: dict[str, list[int]] = field(default_factory=dict)
    touched: dict[CellKey, CellReading] = field(default_factory=dict)

    def take(self, reading: CellReading, held: Sequence[Any]) -> tuple[bool, str]:
        """Plan a cell whose entries are `held`; tell whether anything changes, and what the clerk ought to know."""
        table = reading.cell.column.field.value
        change = _CHANGE[reading.cell.column.field](reading, held)
        for rows, planned in ((change.new, self.new), (change.changed, self.changed)):
            if rows:
                planned.setdefault(table, []).extend(rows)
        if change.gone:
            self.gone.setdefault(table, []).extend(row.id for row in change.gone)
        if not change.empty:
            self.touched[reading.cell.key] = reading
        return not change.empty, change.note

    def write(self, work: Work) -> None:
        """Do it."""
        for table, ids in self.gone.items():
            work.delete(table, ids)
        for table, rows in self.changed.items():
            work.update(table, rows)
        for table, rows in self.new.items():
            work.insert(table, rows)


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


def _replaced(removed: Sequence[Award]) -> str:
    """Say which decisions went with the titles that were written over: another title has another decision."""
    numbers = join_words(row.decision for row in removed if row.decision)
    return f"Danh hiệu cũ có quyết định số {numbers}; danh hiệu mới chưa ghi số quyết định." if numbers else ""


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


_CHANGE: Mapping[GridField, Any] = {
    GridField.GRADE: _grade_change,
    GridField.TITLE: _title_change,
    GridField.STATE: _state_change,
}


def write_cells(
    ctx: Context,
    cells: Sequence[CellWords],
    columns: tuple[GridColumn, ...] = (),
    *,
    verb: str = "Nhập",
    meanings: Meanings | None = None,
    early: bool = False,
) -> GridWritten:
    """Write words into cells as one act, and say of every cell that was not written why.

    `columns`: those of the grid the rows come back in. `meanings`: what the clerk decided about unclear words; it is
    remembered. `early`: also write cells of years before their subject was there, which are asked about otherwise.
    """
    decided = dict(meanings or {})
    with ctx.db.work(verb, ctx.who) as work:
        act = _Writing(ctx, work, cells, decided)
        notes = act.plan(early=early)
        act.write(decided)
        if work.changed:
            work.name_act(act.label(verb))
        rows = act.rows(columns)
        changes = Changes(act.kinds, act.sentence(verb), work.act if work.changed else None)
    return GridWritten(
        changes=changes,
        written=len(act.planned.touched),
        refused=tuple(notes["refused"]),
        asked=tuple(notes["asked"]),
        doubts=tuple(act.doubts(notes["told"])),
        rows=rows,
    )


class _Writing:
    """One act on cells."""

    def __init__(self, ctx: Context, work: Work, cells: Sequence[CellWords], decided: Meanings) -> None:
        self._ctx, self._work, self._cells = ctx, work, cells
        codes = {cell.subject for cell in cells}
        self.subjects: dict[str, Subject] = {row.code: row for row in work.records(codes, {"subjects"}).subjects}
        self._years = _span(cells, ctx.now().year)
        self._kept = Kept(ctx, work, self._years, codes)
        self._words = GridWords(ctx.catalogue, {**meanings_of(work.learned_words(OWN_WORDS)), **decided})
        self.planned = Plan()
        self.kinds = frozenset[Kind]()

    def plan(self, *, early: bool) -> dict[str, list[CellNote]]:
        """Understand every cell and plan what becomes of it."""
        notes: dict[str, list[CellNote]] = {"refused": [], "asked": [], "told": []}
        seen: dict[CellKey, str] = {}
        for cell in self._cells:
            reading = self._words.read(cell, self.subjects.get(cell.subject))
            sentence = reading.sentence or self._refusal(reading)
            if seen.setdefault(cell.key, cell.words) != cell.words:
                sentence = f"Ô này được ghi hai lần, “{seen[cell.key]}” và “{cell.words}”; chọn một rồi ghi lại."
            if sentence:
                notes["refused"].append(CellNote(cell.key, sentence, clean(cell.words)))
            elif reading.early and not early:
                words = f"Năm {cell.column.year} {self._name(cell.subject)} chưa vào cơ quan. Vẫn ghi?"
                notes["asked"].append(CellNote(cell.key, words, cell.words))
            else:
                _changes, told = self.planned.take(reading, self._kept.of(cell.subject, cell.column))
                if told:
                    notes["told"].append(CellNote(cell.key, told))
        return notes

    def _refusal(self, reading: CellReading) -> str:
        """Return why the entries of a cell may not be kept, by the rules every form keeps to."""
        subject = self.subjects.get(reading.cell.subject)
        for entry in _CHANGE[reading.cell.column.field](reading, ()).new if reading.codes else ():
            try:
                refuse_entry(entry, subject, self.subjects, self._ctx.catalogue, self._ctx.now().date())
            except UserError as refused:
                return refused.sentence
        return ""

    def write(self, decided: Mapping[tuple[WordKind, str], str]) -> None:
        """Do what was planned, and remember what was decided about words."""
        self.planned.write(self._work)
        if self.planned.touched:
            self.kinds |= _CHANGED
        if decided:
            learn(self._work, OWN_WORDS, decided)
            self.kinds |= _LEARNED
        self._kept = Kept(self._ctx, self._work, self._years, self.subjects.keys())

    def rows(self, columns: tuple[GridColumn, ...]) -> tuple[GridRow, ...]:
        """Return the rows of the subjects touched as they stand now."""
        touched = {code for code, _column in self.planned.touched}
        if not touched or not columns:
            return ()
        years = range(min(column.year for column in columns), max(column.year for column in columns) + 1)
        kept = Kept(self._ctx, self._work, years, touched)
        return tuple(
            kept.row(self.subjects[code], columns, self._unit_name(self.subjects[code])) for code in sorted(touched)
        )

    def doubts(self, told: Iterable[CellNote]) -> Iterator[CellNote]:
        """Yield what speaks against the cells written."""
        yield from told
        # A rating may contradict the title beside it, so every cell of the year is looked at.
        years = dict.fromkeys((code, column.year) for code, column in self.planned.touched)
        for code, year in years:
            for field_ in GridField:
                column = GridColumn(year, field_)
                cell = self._kept.cell(self.subjects[code], column)
                if cell.doubt:
                    yield CellNote((code, column), cell.doubt)

    def label(self, verb: str) -> str:
        """Name the act: "Nhập xếp loại 2025 của Lê Quang Minh", "Nhập 12 ô năm 2025, Phòng Lãnh sự"."""
        touched = list(self.planned.touched)
        if not touched:
            return "Ghi nhớ cách hiểu từ trong lưới"
        subjects = {code for code, _column in touched}
        if len(touched) == 1:
            code, column = touched[0]
            return f"{verb} {column.words} của {self._name(code)}"
        units = {self._unit_name(self.subjects[code]) for code in subjects}
        where = self._name(touched[0][0]) if len(subjects) == 1 else next(iter(units)) if len(units) == 1 else ""
        counted = f"{verb} {number_text(len(touched))} ô {column_words(column for _code, column in touched)}"
        return f"{counted}, {where}" if where else counted

    def sentence(self, verb: str) -> str:
        """Say what was done, for the status bar."""
        count = len(self.planned.touched)
        if not count:
            return ""
        done = {"Xóa": "xóa", "Dán": "dán", "Điền": "điền"}.get(verb, "ghi")
        columns = column_words(column for _code, column in self.planned.touched)
        return f"Đã {done} {number_text(count)} ô {columns}."

    def _name(self, code: str) -> str:
        held = self.subjects.get(code)
        return held.name if held else code

    def _unit_name(self, subject: Subject) -> str:
        unit = self._work.subject(subject.unit) if subject.unit else None
        return unit.name if unit else ""


def _span(cells: Sequence[CellWords], this: int) -> range:
    years = [cell.column.year for cell in cells] or [this]
    return range(min(years), max(years) + 1)
