"""Writing a block of cells as one act: each cell understood by itself, refused in a sentence or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...domain.errors import UserError
from ...domain.lists import WordKind
from ...domain.records import Indicator, Subject
from ...domain.text import clean, number_text
from ...domain.upkeep import Changes, Kind
from ...domain.year_grid import (
    CellKey,
    CellNote,
    CellReading,
    CellWords,
    CommonDecision,
    GridColumn,
    GridField,
    GridRow,
    GridWritten,
)
from ...storage.work import Work
from ..context import Context
from ..entries import refuse_entry
from ..imports.lists.learning import learn
from .changes import CHANGES
from .figures import FigurePlan, usual_unit
from .initiatives import missing_day
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
    figures: FigurePlan = field(default_factory=FigurePlan)

    def take(self, reading: CellReading, held: Sequence[Any]) -> tuple[bool, str]:
        """Plan a cell whose entries are `held`; tell whether anything changes, and what the clerk ought to know."""
        if reading.cell.column.field.figure:
            if changes := self.figures.take(reading, held):
                self.touched[reading.cell.key] = reading
            return changes, ""
        table = reading.cell.column.field.table
        change = CHANGES[reading.cell.column.field](reading, held)
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
        self._settle_figures(work)
        for table, ids in self.gone.items():
            work.delete(table, ids)
        for table, rows in self.changed.items():
            work.update(table, rows)
        for table, rows in self.new.items():
            work.insert(table, rows)

    def _settle_figures(self, work: Work) -> None:
        """Put cells of figures together to entries: a target and what was done are one."""
        codes = {code for _subject, _year, code in self.figures.wanted}
        if not codes:
            return
        rows = work.records(kinds={"indicators"}).indicators
        for code in sorted(codes):
            for was, now in self.figures.entries(usual_unit(rows, code), code):
                if was is None and now is not None:
                    self.new.setdefault("indicators", []).append(now)
                elif was is not None and now is not None:
                    self.changed.setdefault("indicators", []).append(now)
                elif was is not None:
                    self.gone.setdefault("indicators", []).append(was.id)  # type: ignore[arg-type]


def no_room(reading: CellReading, held: Sequence[Any]) -> str:
    """Return why what a cell holds already leaves no room for its words; empty when it does."""
    field = reading.cell.column.field
    if field is GridField.INITIATIVE:
        return missing_day(reading, held)
    if field.figure and len(held) > 1:
        return f"Chỉ số này năm {reading.cell.column.year} ghi {len(held)} lần; xóa dòng thừa ở bảng bên rồi ghi lại."
    return ""


def write_cells(
    ctx: Context,
    cells: Sequence[CellWords],
    columns: tuple[GridColumn, ...] = (),
    *,
    verb: str = "Nhập",
    meanings: Meanings | None = None,
    early: bool = False,
    shared: CommonDecision | None = None,
) -> GridWritten:
    """Write words into cells as one act, and say of every cell that was not written why.

    `columns`: those of the grid the rows come back in. `meanings`: what the clerk decided about unclear words; it is
    remembered. `early`: also write cells of years before their subject was there, which are asked about otherwise.
    `shared`: the decision of the column, by which new initiatives are kept.
    """
    decided = dict(meanings or {})
    with ctx.db.work(verb, ctx.who) as work:
        act = _Writing(ctx, work, cells, decided, shared)
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

    def __init__(
        self,
        ctx: Context,
        work: Work,
        cells: Sequence[CellWords],
        decided: Meanings,
        shared: CommonDecision | None,
    ) -> None:
        self._ctx, self._work, self._cells, self._shared = ctx, work, cells, shared
        self._fields = {cell.column.field for cell in cells}
        codes = {cell.subject for cell in cells}
        self.subjects: dict[str, Subject] = {row.code: row for row in work.records(codes, {"subjects"}).subjects}
        self._years = _span(cells, ctx.now().year)
        self._kept = Kept(ctx, work, self._years, codes, self._fields)
        self._words = GridWords(ctx.catalogue, {**meanings_of(work.learned_words(OWN_WORDS)), **decided})
        self.planned = Plan()
        self.kinds = frozenset[Kind]()

    def plan(self, *, early: bool) -> dict[str, list[CellNote]]:
        """Understand every cell and plan what becomes of it."""
        notes: dict[str, list[CellNote]] = {"refused": [], "asked": [], "told": []}
        seen: dict[CellKey, str] = {}
        for cell in self._cells:
            reading = self._words.read(cell, self.subjects.get(cell.subject), self._shared)
            held = self._kept.of(cell.subject, cell.column)
            sentence = reading.sentence or no_room(reading, held) or self._refusal(reading)
            if seen.setdefault(cell.key, cell.words) != cell.words:
                sentence = f"Ô này được ghi hai lần, “{seen[cell.key]}” và “{cell.words}”; chọn một rồi ghi lại."
            if sentence:
                notes["refused"].append(CellNote(cell.key, sentence, clean(cell.words)))
            elif reading.early and not early:
                words = f"Năm {cell.column.year} {self._name(cell.subject)} chưa vào cơ quan. Vẫn ghi?"
                notes["asked"].append(CellNote(cell.key, words, cell.words))
            else:
                _changes, told = self.planned.take(reading, held)
                if told:
                    notes["told"].append(CellNote(cell.key, told))
        return notes

    def _refusal(self, reading: CellReading) -> str:
        """Return why the entries of a cell may not be kept, by the rules every form keeps to."""
        subject = self.subjects.get(reading.cell.subject)
        for entry in _new_entries(reading) if reading.codes else ():
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
        self._kept = Kept(self._ctx, self._work, self._years, self.subjects.keys(), self._fields)

    def rows(self, columns: tuple[GridColumn, ...]) -> tuple[GridRow, ...]:
        """Return the rows of the subjects touched as they stand now."""
        touched = {code for code, _column in self.planned.touched}
        if not touched or not columns:
            return ()
        years = range(min(column.year for column in columns), max(column.year for column in columns) + 1)
        kept = Kept(self._ctx, self._work, years, touched, {column.field for column in columns})
        return tuple(
            kept.row(self.subjects[code], columns, self._unit_name(self.subjects[code])) for code in sorted(touched)
        )

    def doubts(self, told: Iterable[CellNote]) -> Iterator[CellNote]:
        """Yield what speaks against the cells written."""
        yield from told
        for code, column in dict.fromkeys(key for touched in self.planned.touched for key in _beside(touched)):
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


def _new_entries(reading: CellReading) -> tuple[Any, ...]:
    """Return what the words of a cell would add to a subject that has nothing yet."""
    column = reading.cell.column
    if column.field.figure:
        return (Indicator(subject=reading.cell.subject, indicator=column.code, year=column.year),)
    new: tuple[Any, ...] = CHANGES[column.field](reading, ()).new
    return new


def _beside(key: CellKey) -> tuple[CellKey, ...]:
    """Return a cell with those it may contradict: a rating and the title of its year."""
    code, column = key
    pair = (GridField.GRADE, GridField.TITLE)
    return tuple((code, GridColumn(column.year, field)) for field in pair) if column.field in pair else (key,)


def _span(cells: Sequence[CellWords], this: int) -> range:
    years = [cell.column.year for cell in cells] or [this]
    return range(min(years), max(years) + 1)
