"""What the list of records shows, read as bare values: a hundred thousand subjects cost a second, one costs nothing.

Subjects are told apart by their row ids here, so that what hangs on them needs no look-up of codes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, distinct, exists, func, literal, or_, select, true

from . import tables
from .history import OWNERS
from .journal import chunks

_FETCHED = 5000
_held = tables.subjects.c


class SubjectHead(NamedTuple):
    """A subject in few words; `number` and `unit` are row ids, births and starts are years."""

    number: int
    code: str
    name: str
    kind: str
    category: str | None
    unit: int | None
    birth: int | None
    sex: str | None
    start: int | None
    identified: bool
    """Whether its CCCD is kept."""


class Listing:
    """Reads for the list of records inside one transaction; `among` narrows to some row ids, None means everybody."""

    def __init__(self, connection: Connection) -> None:
        """Read through an open transaction."""
        self._connection = connection

    def heads(self, among: Collection[int] | None = None) -> Iterator[SubjectHead]:
        """Yield every subject in the order it was entered."""
        statement = select(
            _held.id,
            _held.code,
            _held.name,
            _held.kind,
            _held.category,
            _held.unit_id,
            func.substr(_held.birth, 1, 4),
            _held.sex,
            func.substr(_held.start, 1, 4),
            _held.citizen_id.is_not(None),
        ).order_by(_held.id)
        for row in self._rows(statement, _held.id, among):
            number, code, name, kind, category, unit, birth, sex, start, identified = row
            yield SubjectHead(
                number, code, name, kind, category, unit, _year(birth), sex, _year(start), bool(identified)
            )

    def posts(self, day: date, among: Collection[int] | None = None) -> dict[int, str]:
        """Return the post each holds on a day, a leading one before others, a later one before an earlier."""
        held = tables.positions.c
        statement = (
            select(held.subject_id, held.title)
            .where(held.start_day <= day.isoformat(), or_(held.end_day.is_(None), held.end_day >= day.isoformat()))
            .order_by(func.coalesce(held.leading, 0), held.start_day, held.id.desc())
        )
        words: dict[str, str] = {}
        return {
            number: words.setdefault(title, title) for number, title in self._rows(statement, held.subject_id, among)
        }

    def grades(self, years: range, among: Collection[int] | None = None) -> dict[int, int]:
        """Return the grades of some years, as one number for each subject: bit 4 × (year - first) + grade - 1."""
        held = tables.ratings.c
        bit = 4 * (held.year - years[0]) + held.grade - 1
        marks = func.sum(distinct(literal(1).op("<<")(bit)))
        statement = (
            select(held.subject_id, marks).where(held.year.between(years[0], years[-1])).group_by(held.subject_id)
        )
        return {number: int(mark) for number, mark in self._rows(statement, held.subject_id, among)}

    def chiefs(self, day: date) -> dict[int, str]:
        """Return the name of who heads each collective on a day."""
        held = tables.positions.c
        statement = (
            select(held.collective_id, _held.name)
            .join(tables.subjects, _held.id == held.subject_id)
            .where(held.head == 1, held.collective_id.is_not(None))
            .where(held.start_day <= day.isoformat(), or_(held.end_day.is_(None), held.end_day >= day.isoformat()))
            .order_by(held.start_day)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def forms(self) -> Iterator[tuple[int, str]]:
        """Yield who holds which titles and rewards, in force and not refused, each once."""
        held = tables.awards.c
        statement = select(held.subject_id, held.form).where(self._in_force()).distinct()
        return ((number, form) for number, form in self._rows(statement, held.subject_id, None))

    def rounds(self) -> dict[int, str]:
        """Return the name of the latest round each was chosen in."""
        held, opened = tables.candidates.c, tables.rounds.c
        statement = (
            select(held.subject_id, opened.name)
            .join(tables.rounds, opened.id == held.round_id)
            .order_by(opened.on_day, opened.id)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def winners(self, forms: Collection[str], year: int | None) -> set[int]:
        """Return who won one of some forms, in a year or ever; one that names no year counts by its day."""
        held = tables.awards.c
        statement = select(held.subject_id).where(self._in_force(), held.form.in_(forms))
        if year is not None:
            named = held.year.is_(None) & held.day.between(f"{year:04d}-01-01", f"{year:04d}-12-31")
            statement = statement.where((held.year == year) | named)
        return set(self._connection.execute(statement).scalars())

    def bearing(self, trait: str) -> set[int]:
        """Return who bears a trait."""
        statement = select(_held.id).where(_held.traits.contains(json.dumps(trait), autoescape=True))
        return set(self._connection.execute(statement).scalars())

    def touched(self, act: int, most: int) -> set[int] | None:
        """Return the subjects changed, made or removed since an act, or whose entries were; None: better read all.

        All is to be read where the act itself is no longer known (a backup was put back), where more than `most` rows
        changed, and where a collective did: its name stands beside others.
        """
        acts, changes = tables.acts.c, tables.changes.c
        if act and not self._connection.execute(select(exists().where(acts.id == act))).scalar():
            return None
        statement = select(changes.table_name, changes.row_id, changes.last_id, changes.before).where(changes.act > act)
        rows = self._connection.execute(statement.limit(most + 1)).all()
        if sum(1 + row.last_id - row.row_id for row in rows) > most:
            return None
        found = set(self._owners(rows))
        collectives = select(_held.id).where(_held.id.in_(found), _held.kind == "TAP_THE")
        were = [json.loads(row.before) for row in rows if row.table_name == "subjects" and row.before]
        gone = any(row.get("kind") == "TAP_THE" for row in were)
        if gone or self._connection.execute(collectives.limit(1)).scalar() is not None:
            return None
        return found

    def _owners(self, rows: Iterable[Any]) -> Iterator[int]:
        for name, first, last, before in rows:
            numbers = range(first, last + 1)  # rows that were added together are one entry of the journal
            if name == "subjects":
                yield from numbers
            elif (column := OWNERS.get(name)) is not None:
                table = tables.METADATA.tables[name].c
                held = self._connection.execute(select(table[column]).where(table.id.between(numbers[0], numbers[-1])))
                yield from {*held.scalars(), json.loads(before or "{}").get(column)} - {None}

    def _in_force(self) -> ColumnElement[bool]:
        held = tables.awards.c
        return held.revoked.is_(None) & (func.coalesce(held.refused, 0) == 0)

    def _rows(self, statement: Select[Any], owner: ColumnElement[int], among: Collection[int] | None) -> Iterator[Any]:
        pieces = [true()] if among is None else [owner.in_(piece) for piece in chunks(sorted(among))]
        for piece in pieces:
            for rows in self._connection.execute(statement.where(piece)).partitions(_FETCHED):
                yield from rows


def _year(text: str | None) -> int | None:
    return int(text) if text else None
