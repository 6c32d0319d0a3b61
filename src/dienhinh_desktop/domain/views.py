"""Records as lists and cards show them: one row per subject, one card per open record."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A subject in the list of records. `missing` counts years closed without a rating."""

    code: str
    name: str
    kind: SubjectKind
    position: str
    unit: str | None
    unit_name: str
    birth_year: int | None
    years: tuple[YearBox, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """What a search found: rows in order of unit and name, and how many there are of each kind."""

    rows: tuple[SubjectRow, ...]
    total: int
    by_kind: dict[SubjectKind, int]
    with_missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectQuery:
    """What is looked for: words without marks in any order, a kind, a unit, only those with missing data."""

    text: str = ""
    kind: SubjectKind | None = None
    unit: str | None = None
    only_missing: bool = False


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
