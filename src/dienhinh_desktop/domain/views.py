"""Records as lists and cards show them: one row per subject, one card per open record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .records import (
    Attestation,
    Award,
    Contribution,
    Discipline,
    Grade,
    HouseholdStatus,
    Indicator,
    Initiative,
    Position,
    Rating,
    Registration,
    Sex,
    Subject,
    SubjectKind,
)


class YearState(StrEnum):
    """What one year box of a subject holds, beside a grade."""

    GRADED = "graded"
    MISSING = "missing"
    CONFLICT = "conflict"
    OPEN = "open"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class YearBox:
    """One year of a subject: its grade, or why there is none."""

    year: int
    state: YearState
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """A subject in the list of records. `missing` counts years closed without a rating.

    `name_key` orders rows by name as Vietnamese lists do; `started` is the year of Ngày bắt đầu; `identified` tells
    whether a CCCD is kept.
    """

    id: int
    code: str
    name: str
    name_key: str
    kind: SubjectKind
    category: str | None
    position: str
    unit: str | None
    unit_name: str
    birth_year: int | None
    sex: Sex | None
    started: int | None
    identified: bool
    years: tuple[YearBox, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """What a search found: rows in the order asked for, and how many there are of each kind.

    `further`: column key → code → words, for the columns that are read only when they are shown.
    """

    rows: tuple[SubjectRow, ...]
    total: int
    by_kind: dict[SubjectKind, int]
    with_missing: int
    further: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Lack(StrEnum):
    """What the records may not know of a subject."""

    BIRTH = "birth"
    CITIZEN_ID = "citizen_id"
    UNIT = "unit"
    POSITION = "position"
    CATEGORY = "category"
    START = "start"

    @property
    def label(self) -> str:
        """What is not known, in words."""
        return {
            "birth": "ngày sinh",
            "citizen_id": "số CCCD",
            "unit": "đơn vị",
            "position": "chức vụ",
            "category": "phân loại",
            "start": "ngày bắt đầu",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardAsked:
    """A title or reward that is to be there, or not to be there: won in a year, or ever where no year is asked."""

    form: str
    year: int | None = None
    held: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectQuery:
    """What is looked for: words without marks in any order, a kind, a unit, only those with missing data.

    `age_from`, `age_to`: the age reached in the year of today, both included. `unrated`: a year without a rating.
    `lacks`: all of these are not known.
    """

    text: str = ""
    kind: SubjectKind | None = None
    unit: str | None = None
    only_missing: bool = False
    sex: Sex | None = None
    age_from: int | None = None
    age_to: int | None = None
    category: str | None = None
    trait: str | None = None
    unrated: int | None = None
    lacks: frozenset[Lack] = frozenset()
    award: AwardAsked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLayout:
    """How the list of records is laid out, by keys of its columns.

    `group`: what rows are gathered by, "" for not at all. `order`: (column, from high to low) inside the groups, the
    first one first. `columns`: those shown; some are read only then.
    """

    group: str = "unit"
    order: tuple[tuple[str, bool], ...] = ()
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A query kept under a name; `count` is how many subjects it finds now."""

    name: str
    query: SubjectQuery
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AchievementLine:
    """One line of the card's table of achievements; `table` and `id` lead back to the record."""

    year: int | None
    text: str
    decision: str
    date: str
    table: str
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCard:
    """Everything kept about one subject."""

    subject: Subject
    unit_name: str
    locality_name: str
    position: str
    leading: bool
    years: tuple[YearBox, ...]
    titles: dict[int, tuple[Award, ...]]
    achievements: tuple[AchievementLine, ...]
    positions: tuple[Position, ...]
    ratings: tuple[Rating, ...]
    awards: tuple[Award, ...]
    initiatives: tuple[Initiative, ...]
    indicators: tuple[Indicator, ...]
    household_statuses: tuple[HouseholdStatus, ...]
    contributions: tuple[Contribution, ...]
    attestations: tuple[Attestation, ...]
    disciplines: tuple[Discipline, ...]
    registrations: tuple[Registration, ...]
