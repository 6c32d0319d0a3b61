"""Reading the data folder inside one transaction: every method returns domain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, false, func, or_, select, true

from ..domain.errors import UserError
from ..domain.history import RowChange
from ..domain.identity import DistinctPair
from ..domain.lists import LearnedWord
from ..domain.packages import ReceivedPackage, SenderCode, SentPackage
from ..domain.records import (
    RECORD_TYPES,
    Grade,
    Initiative,
    Record,
    Records,
    Registration,
    Subject,
    SubjectKind,
)
from ..domain.rounds import Candidate, Round
from ..domain.text import fold
from . import checks, search, tables
from .acts import ActsReader
from .council import CouncilReader
from .directory import Directory
from .history import OWNERS, Codes, changes_of, removed_rows
from .journal import chunks
from .listing import Listing
from .lives import LifeReader
from .papers import PaperReader
from .rows import COUNTED, SHAPES, Shape
from .shelf import Shelf
from .word_use import WordsReader

_MANY = 2000
_FETCHED = 5000


class Reader(ActsReader, CouncilReader, LifeReader, PaperReader, WordsReader):
    """What is kept, as it stands in one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read through an open transaction."""
        self._connection = connection
        self._directory = Directory(connection)

    @property
    def listing(self) -> Listing:
        """What the list of records shows, in bare values."""
        return Listing(self._connection)

    @property
    def shelf(self) -> Shelf:
        """The kept files and what they prove."""
        return Shelf(self._connection, self._select, self._ids_of)

    def codes(self) -> Collection[str]:
        """Return the codes of all subjects."""
        return self._directory.all_ids().keys()

    def known(self, codes: Iterable[str]) -> set[str]:
        """Return those of the codes that belong to a subject."""
        asked = set(codes)
        return asked & self._directory.ids(asked).keys()

    def records(self, subjects: Iterable[str] | None = None, kinds: Collection[str] | None = None) -> Records:
        """Return all records, or only those of some subjects, or of some kinds (names as in `Records`).

        Documents of a plan belong to the unit that sent them. Codes of nobody are passed over.
        """
        ids = None if subjects is None else self._ids_of(set(subjects))
        wanted = [name for name in RECORD_TYPES if kinds is None or name in kinds]
        return Records(**{name: tuple(self._of(SHAPES[name], ids)) for name in wanted})

    def _ids_of(self, codes: Collection[str]) -> list[int]:
        held = self._directory.ids(codes)
        return [held[code] for code in codes if code in held]

    def _of(self, shape: Shape, ids: list[int] | None) -> list[Any]:
        owner = shape.table.c[{"subjects": "id", "plan_documents": "unit_id"}.get(shape.name, "subject_id")]
        if ids is None:
            return self._select(shape)
        if len(ids) <= _MANY:
            found = [row for piece in chunks(ids) for row in self._select(shape, owner.in_(piece))]
        else:
            names = self._directory.codes(ids)
            chosen = {names[number] for number in ids}
            name = {"subjects": "code", "plan_documents": "unit"}.get(shape.name, "subject")
            found = [row for row in self._select(shape) if getattr(row, name) in chosen]
        return sorted(found, key=lambda row: row.id)

    def _select(self, shape: Shape, *conditions: ColumnElement[bool]) -> list[Any]:
        columns = [shape.table.c.id, *(shape.table.c[name] for name in shape.columns)]
        found = self._connection.execute(select(*columns).where(*conditions).order_by(shape.table.c.id))
        if not conditions:
            read, names = shape.read, self._directory.all_codes() if shape.references else {}
            return [read(row, names) for rows in found.partitions(_FETCHED) for row in rows]
        rows = found.all()
        named = {row[place] for row in rows for place in shape.references} - {None}
        names = self._directory.codes(named)
        return [shape.read(row, names) for row in rows]

    def subject(self, code: str) -> Subject | None:
        """Return one subject, or None."""
        found: list[Subject] = self._select(SHAPES["subjects"], tables.subjects.c.code == code)
        return found[0] if found else None

    def hanging_on(self, codes: Iterable[str]) -> tuple[Subject, ...]:
        """Return the subjects right below some units, in the order they were entered."""
        return self._subjects_by(tables.subjects.c.unit_id, codes)

    def located_in(self, codes: Iterable[str]) -> tuple[Subject, ...]:
        """Return the subjects whose Địa bàn is one of these, in the order they were entered."""
        return self._subjects_by(tables.subjects.c.locality_id, codes)

    def _subjects_by(self, column: Column[int], codes: Iterable[str]) -> tuple[Subject, ...]:
        pieces = chunks(sorted(self._ids_of(set(codes))))
        found: list[Subject] = [row for piece in pieces for row in self._select(SHAPES["subjects"], column.in_(piece))]
        return tuple(sorted(found, key=lambda row: row.id or 0))

    def of_kind(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """Return all people, collectives or households."""
        return tuple(self._select(SHAPES["subjects"], tables.subjects.c.kind == kind.value))

    def tops(self) -> tuple[Subject, ...]:
        """Return the collectives that hang on no unit."""
        held = tables.subjects.c
        return tuple(
            self._select(SHAPES["subjects"], held.unit_id.is_(None), held.kind == SubjectKind.COLLECTIVE.value)
        )

    def count_below(self, code: str) -> int:
        """Return how many subjects there are under a unit, at any depth (a ring of units is walked once)."""
        held = tables.subjects.c
        under = select(held.id).where(held.code == code).cte("under", recursive=True)
        under = under.union(select(held.id).join(under, held.unit_id == under.c.id))
        return (self._connection.execute(select(func.count()).select_from(under)).scalar() or 1) - 1

    def registered(self, plan: str) -> tuple[Registration, ...]:
        """Return all registrations under a plan."""
        return tuple(self._select(SHAPES["registrations"], tables.registrations.c.plan == plan))

    def named_alike(self, name: str) -> tuple[Initiative, ...]:
        """Return the initiatives of this name, whoever's they are, marks and case aside."""
        return tuple(self._select(SHAPES["initiatives"], tables.initiatives.c.name_key == fold(name)))

    def entry(self, table: str, id: int) -> Record:  # noqa: A002
        """Return one record. Raises UserError when it is gone."""
        shape = SHAPES[table]
        found: list[Record] = self._select(shape, shape.table.c.id == id)
        if not found:
            raise UserError("Dòng này không còn trong dữ liệu; mở lại hồ sơ để xem bản mới nhất.")
        return found[0]

    def holds(self, table: str, id: int) -> bool:  # noqa: A002
        """Tell whether there is such a row."""
        return bool(self._select(SHAPES[table], SHAPES[table].table.c.id == id))

    def search(self, text: str) -> set[str]:
        """Return the subjects a text finds: words in any order without marks, initials, end of CCCD, decision."""
        return {code for statement in search.find(text) for code in self._connection.execute(statement).scalars()}

    def named(self, text: str) -> set[str]:
        """Return the subjects a text names: like `search`, without decision numbers."""
        statements = search.find_named(text)
        return {code for statement in statements for code in self._connection.execute(statement).scalars()}

    def decisions(self, table: str, text: str, most: int) -> list[tuple[str, date | None, int]]:
        """Return decision numbers of a kind of record a text finds: number, day, how many subjects; shortest first."""
        statement = search.find_decisions(table, text, most)
        rows = self._connection.execute(statement).all() if statement is not None else []
        return [(number, date.fromisoformat(day) if day else None, count) for number, day, count in rows]

    def names(self) -> dict[str, tuple[str, str | None]]:
        """Return the name and the unit's code of every subject, by code."""
        held = tables.subjects
        rows = self._connection.execute(select(held.c.code, held.c.name, held.c.unit_id).order_by(held.c.id))
        codes = self._directory.all_codes()
        return {code: (name, codes.get(unit)) for code, name, unit in rows.all()}

    def posts_on(self, day: date, subjects: Collection[str] | None = None) -> list[tuple[str, str, bool]]:
        """Return who holds which post on a day: subject code, title, whether it is leading; leading posts first."""
        held = tables.positions
        rows = self._connection.execute(
            select(held.c.subject_id, held.c.title, held.c.leading)
            .where(self._among(held.c.subject_id, subjects))
            .where(
                held.c.start_day <= day.isoformat(), or_(held.c.end_day.is_(None), held.c.end_day >= day.isoformat())
            )
            .order_by(func.coalesce(held.c.leading, 0).desc(), held.c.start_day.desc(), held.c.id)
        )
        found = rows.all()
        codes = self._directory.codes(row[0] for row in found)
        return [(codes[number], title, bool(leading)) for number, title, leading in found]

    def grades_in(self, years: range, subjects: Collection[str] | None = None) -> list[tuple[str, int, Grade]]:
        """Return every rating of some years: subject code, year, grade."""
        held = tables.ratings
        rows = self._connection.execute(
            select(held.c.subject_id, held.c.year, held.c.grade)
            .where(self._among(held.c.subject_id, subjects))
            .where(held.c.year.between(years[0], years[-1]))
        )
        grades = {grade.value: grade for grade in Grade}
        found = rows.all()
        codes = self._directory.codes(row[0] for row in found)
        return [(codes[number], year, grades[grade]) for number, year, grade in found]

    def entries_in(self, table: str, years: range, subjects: Collection[str] | None = None) -> list[Any]:
        """Return the entries of some years as they were entered; those of no year by the year of their day."""
        shape = SHAPES[table]
        held = shape.table.c
        first, last = years[0], years[-1]
        within: ColumnElement[bool] = held.year.between(first, last) if "year" in held else false()
        if "day" in held:
            by_day = held.day.between(f"{first:04d}-01-01", f"{last:04d}-12-31")
            within |= held.year.is_(None) & by_day if "year" in held else by_day
        return self._select(shape, within, self._among(held.subject_id, subjects))

    def first_year(self, table: str) -> int | None:
        """Return the earliest year any entry of a table names, by its day where it has no year; or None."""
        held = SHAPES[table].table.c
        if "year" in held:
            return self._connection.execute(select(func.min(held.year))).scalar()
        day = self._connection.execute(select(func.min(held.day))).scalar()
        return int(day[:4]) if day else None

    def _among(self, column: ColumnElement[int], subjects: Collection[str] | None) -> ColumnElement[bool]:
        """Return the condition "of one of these subjects", or no condition when they are many or all."""
        if subjects is None or len(subjects) > _MANY:
            return true()
        return column.in_(self._ids_of(subjects))

    def rounds(self) -> tuple[Round, ...]:
        """Return all rounds in the order they were opened."""
        return tuple(self._select(SHAPES["rounds"]))

    def round(self, id: int) -> Round:  # noqa: A002
        """Return one round. Raises UserError when it is gone."""
        found: list[Round] = self._select(SHAPES["rounds"], tables.rounds.c.id == id)
        if not found:
            raise UserError("Đợt xét này không còn trong dữ liệu; chọn đợt khác.")
        return found[0]

    def candidates(self, round_id: int, *, left: bool = False) -> tuple[Candidate, ...]:
        """Return the candidates of a round in the order the clerk gave them, `left`: those no longer on it as well."""
        held = tables.candidates.c
        listed = () if left else (held.left_as.is_(None),)
        found: list[Candidate] = self._select(SHAPES["candidates"], held.round_id == round_id, *listed)
        return tuple(sorted(found, key=lambda candidate: (candidate.order, candidate.id or 0)))

    def candidate(self, id: int) -> Candidate:  # noqa: A002
        """Return one candidate. Raises UserError when it is gone."""
        found: list[Candidate] = self._select(SHAPES["candidates"], tables.candidates.c.id == id)
        if not found:
            raise UserError("Mục đăng ký này không còn trong đợt; mở lại đợt để xem danh sách mới nhất.")
        return found[0]

    def learned_words(self, sender: str | None = None) -> tuple[LearnedWord, ...]:
        """Return what words of lists were decided to mean, of every sender or of one."""
        held = tables.learned_words
        found = self._select(SHAPES["learned_words"], *(() if sender is None else (held.c.sender == sender,)))
        return tuple(found)

    def distinct_pairs(self) -> tuple[DistinctPair, ...]:
        """Return the pairs of subjects found not to be one."""
        return tuple(self._select(SHAPES["distinct_pairs"]))

    def sent_packages(self) -> tuple[SentPackage, ...]:
        """Return the packages this office sent, oldest first."""
        return tuple(self._select(SHAPES["sent_packages"]))

    def received_packages(self) -> tuple[ReceivedPackage, ...]:
        """Return the packages received from units below, oldest first."""
        return tuple(self._select(SHAPES["received_packages"]))

    def sender_codes(self) -> tuple[SenderCode, ...]:
        """Return whom the codes of senders stand for."""
        return tuple(self._select(SHAPES["sender_codes"]))

    def setting(self, key: str) -> str | None:
        """Return a setting, or None when it was never set."""
        held = tables.settings
        return self._connection.execute(select(held.c.value).where(held.c.name == key)).scalar()

    def count_references(self, subject: int) -> int:
        """Return how many rows of others refer to a subject (by row id): its parts, posts over it, introductions."""
        found = 0
        for name in tables.JOURNALED:
            table = tables.METADATA.tables[name]
            for key in table.foreign_keys:
                if key.column.table is tables.subjects and OWNERS.get(name) != key.parent.name:
                    rows = select(func.count()).select_from(table).where(key.parent == subject)
                    found += int(self._connection.execute(rows).scalar_one())
        return found

    def row_changes(self, subject: int) -> tuple[RowChange, ...]:
        """Return all that was done to a subject (by row id), kept or gone, and to its entries; oldest first."""
        return tuple(changes_of(self._connection, subject, self._all_codes()))

    def removed_rows(self) -> tuple[RowChange, ...]:
        """Return the subjects and entries an act in force took away, as they were then."""
        return tuple(removed_rows(self._connection, self._all_codes()))

    def _all_codes(self) -> Codes:
        return Codes(self._connection, self._directory.all_codes())

    def counts(self) -> dict[str, int]:
        """Return how many rows of every kind are kept."""
        return {
            name: int(self._connection.execute(select(func.count()).select_from(SHAPES[name].table)).scalar_one())
            for name in COUNTED
        }

    def check(self) -> tuple[str, ...]:
        """Return one Vietnamese sentence per fault of the file or of the records; empty when all is sound."""
        return checks.faults(self._connection)
