"""Quotas (chỉ tiêu): distinct subjects registered by a day, counted per unit and year against minimum and maximum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..domain.plans import QuotaRow, QuotaVerdict
from ..domain.records import Registration, Subject, SubjectKind
from .book import Book
from .vocabulary import CategoryCode


@dataclass(frozen=True)
class UnitRule:
    """Which units a quota or a milestone speaks to: the agency, each unit right below it, categories, lead units."""

    which: Literal["agency", "each_unit", "agency_and_units", "categories", "lead_units"] = "agency"
    categories: tuple[CategoryCode, ...] = ()

    def units(self, book: Book, code: str) -> list[Subject]:
        """Return the units, in the order of the records."""
        root = book.root
        if root is None:
            return []
        if self.which == "lead_units":
            return [subject for subject in book.records.subjects if code in subject.leads]
        if self.which == "categories":
            return [
                s for s in book.records.subjects if s.kind is SubjectKind.COLLECTIVE and s.category in self.categories
            ]
        below = [s for s in book.children.get(root.code, []) if s.kind is SubjectKind.COLLECTIVE]
        return {"agency": [root], "each_unit": below}.get(self.which, [root, *below])


@dataclass(frozen=True)
class QuotaPart:
    """One sub-count of a compound quota: these kinds (all when empty), models only, gương only; at least, at most."""

    kinds: tuple[SubjectKind, ...] = ()
    entries: Literal["any", "model", "example"] = "any"
    at_least: int | None = None
    at_most: int | None = None
    label: str = ""


@dataclass(frozen=True)
class QuotaRule:
    """A quota of the plan. `years`: the years of duty; rows of other years in the period are không áp dụng.

    `fields`, `level` narrow what is counted. A quota of the agency, or with `whole_agency`, counts registrations
    introduced by anyone; otherwise those the unit introduced.
    """

    parts: tuple[QuotaPart, ...]
    years: tuple[int, ...]
    units: UnitRule = field(default_factory=UnitRule)
    fields: tuple[str, ...] = ()
    level: str = ""
    whole_agency: bool = False


def quota_rows(plan: str, code: str, rule: QuotaRule, book: Book, on: date, years: Sequence[int]) -> list[QuotaRow]:
    """Return one row per unit and year, for all years of the plan that have begun on the day."""
    known = [row for row in book.registrations_of(plan) if row.date is None or row.date <= on]
    return [
        _row(code, rule, book, known, unit, year)
        for unit in rule.units.units(book, code)
        for year in years
        if year in rule.years or (len(rule.years) > 1 and year <= on.year)
    ]


def _row(code: str, rule: QuotaRule, book: Book, known: Iterable[Registration], unit: Subject, year: int) -> QuotaRow:
    agency = rule.units.which == "agency"
    if year not in rule.years:
        return _quota_row(code, unit, agency, year, QuotaVerdict.NOT_APPLICABLE, [], None, None, ())
    entries = [row for row in known if _counts(rule, book, row, unit, agency, year)]
    parts = [_part(code, book, part, entries, unit, agency, year) for part in rule.parts]
    if len(parts) == 1:
        return parts[0]
    states = {part.verdict for part in parts}
    verdict = next(v for v in (QuotaVerdict.SHORT, QuotaVerdict.OVER, QuotaVerdict.MET) if v in states)
    subjects = sorted({row.subject for row in entries})
    least = sum(part.minimum or 0 for part in parts)
    return _quota_row(code, unit, agency, year, verdict, subjects, least, None, tuple(parts))


def _counts(rule: QuotaRule, book: Book, row: Registration, unit: Subject, agency: bool, year: int) -> bool:
    row_year = row.year if row.year is not None else row.date.year if row.date else None
    return (
        row_year == year
        and (agency or rule.whole_agency or row.introducer == unit.code)
        and (not rule.fields or row.field in rule.fields)
        and (not rule.level or row.level == rule.level)
        and row.subject in book.subjects
    )


def _part(
    code: str, book: Book, part: QuotaPart, entries: Iterable[Registration], unit: Subject, agency: bool, year: int
) -> QuotaRow:
    wanted: dict[str, Callable[[Registration], bool]] = {
        "any": lambda _: True,
        "model": lambda row: bool(row.model),
        "example": lambda row: not row.model,
    }
    subjects = sorted(
        {
            row.subject
            for row in entries
            if (not part.kinds or book.subjects[row.subject].kind in part.kinds) and wanted[part.entries](row)
        }
    )
    verdict = QuotaVerdict.MET
    if part.at_least is not None and len(subjects) < part.at_least:
        verdict = QuotaVerdict.SHORT
    elif part.at_most is not None and len(subjects) > part.at_most:
        verdict = QuotaVerdict.OVER
    return _quota_row(code, unit, agency, year, verdict, subjects, part.at_least, part.at_most, ())


def _quota_row(
    code: str,
    unit: Subject,
    agency: bool,
    year: int,
    verdict: QuotaVerdict,
    subjects: list[str],
    least: int | None,
    most: int | None,
    parts: tuple[QuotaRow, ...],
) -> QuotaRow:
    return QuotaRow(
        code=code,
        unit=None if agency else unit.code,
        unit_name=unit.name,
        year=year,
        verdict=verdict,
        have=len(subjects),
        minimum=least,
        maximum=most,
        subjects=tuple(subjects),
        message=_message(verdict, len(subjects), least, most),
        parts=parts,
    )


def _message(verdict: QuotaVerdict, have: int, least: int | None, most: int | None) -> str:
    if verdict is QuotaVerdict.NOT_APPLICABLE:
        return "Năm này không có chỉ tiêu."
    bounds = {True: f"cần ít nhất {least or 0:02d}"}.get(most is None, f"cần {least or 0:02d}–{most or 0:02d}")
    words = {
        QuotaVerdict.MET: "đủ",
        QuotaVerdict.SHORT: f"thiếu {(least or 0) - have}",
        QuotaVerdict.OVER: f"vượt {have - (most or 0)}",
    }[verdict]
    return f"Có {have:02d}, {bounds}: {words}."
