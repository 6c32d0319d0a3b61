"""Quotas (chỉ tiêu): distinct subjects registered by a day, counted per unit and year against minimum and maximum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..domain.plans import QuotaRow, QuotaVerdict
from ..domain.records import Registration, Subject, SubjectKind
from .levels import in_base
from .lookup import Lookup
from .units import UnitRule, is_named
from .vocabulary import CategoryCode


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

    `fields`, `level` narrow what is counted; a registration that names no field counts in any. `base_level` counts only
    subjects that a list of that level holds too. `introducers` "first" counts a subject for the unit that registered it
    first, "each" for every unit. A quota of the agency, or with `whole_agency`, counts registrations introduced by
    anyone; otherwise those the unit introduced. `named`: units whose name begins otherwise have no duty (không áp
    dụng), save those of a category in `named_except`.
    """

    parts: tuple[QuotaPart, ...]
    years: tuple[int, ...]
    units: UnitRule = field(default_factory=UnitRule)
    fields: tuple[str, ...] = ()
    level: str = ""
    base_level: str = ""
    introducers: Literal["each", "first"] = "each"
    whole_agency: bool = False
    named: tuple[str, ...] = ()
    named_except: tuple[CategoryCode, ...] = ()

    def has_duty(self, unit: Subject, year: int) -> bool:
        """Tell whether the unit must introduce anyone in the year."""
        named = not self.named or unit.category in self.named_except or is_named(unit, self.named)
        return year in self.years and named


def quota_rows(
    plan: str,
    code: str,
    rule: QuotaRule,
    book: Lookup,
    on: date,
    years: Sequence[int],
    left: Collection[tuple[str, int]] = (),
    extra: Sequence[Registration] = (),
) -> list[QuotaRow]:
    """Return one row per unit and year, for all years of the plan that have begun on the day.

    `left`: who no longer counts in which year (rút, thay); `extra`: registrations counted as if they were kept.
    """
    registered = (*book.registered(plan), *extra)
    book.gather({row.subject for row in registered})
    known = [
        row
        for row in registered
        if (row.date is None or row.date <= on)
        and row.subject in book.subjects
        and (row.subject, _year_of(row)) not in left
    ]
    counted = _counted(rule, known)
    return [
        _row(code, rule, book, counted, unit, year)
        for unit in rule.units.units(book, code)
        for year in years
        if year in rule.years or (len(rule.years) > 1 and year <= on.year)
    ]


def _counted(rule: QuotaRule, known: list[Registration]) -> list[Registration]:
    """Return the registrations that count at all, whichever unit and year they count for."""
    rows = [row for row in known if not rule.level or row.level == rule.level]
    if rule.base_level:
        base = [row for row in known if row.level == rule.base_level]
        rows = [row for row in rows if in_base(row, base, rule.base_level)]
    if rule.introducers == "first":
        first: dict[str, str | None] = {}
        for row in sorted(rows, key=lambda row: row.date or date.max):
            first.setdefault(row.subject, row.introducer)
        rows = [row for row in rows if first[row.subject] == row.introducer]
    return [row for row in rows if not rule.fields or row.field is None or row.field in rule.fields]


def _row(code: str, rule: QuotaRule, book: Lookup, rows: Iterable[Registration], unit: Subject, year: int) -> QuotaRow:
    agency = rule.units.which == "agency"
    if not rule.has_duty(unit, year):
        return _quota_row(code, unit, agency, year, QuotaVerdict.NOT_APPLICABLE, [], None, None, ())
    anyone = agency or rule.whole_agency
    entries = [row for row in rows if _year_of(row) == year and (anyone or row.introducer == unit.code)]
    parts = [_part(code, book, part, entries, unit, agency, year) for part in rule.parts]
    if len(parts) == 1:
        return parts[0]
    states = {part.verdict for part in parts}
    verdict = next(v for v in (QuotaVerdict.SHORT, QuotaVerdict.OVER, QuotaVerdict.MET) if v in states)
    subjects = sorted({row.subject for row in entries})
    least = sum(part.minimum or 0 for part in parts)
    found = _quota_row(code, unit, agency, year, verdict, subjects, least, None, tuple(parts))
    return replace(
        found, message=" ".join(f"{part.label}: {row.message}" for part, row in zip(rule.parts, parts, strict=True))
    )


def _year_of(row: Registration) -> int | None:
    return row.year if row.year is not None else row.date.year if row.date else None


def _part(
    code: str, book: Lookup, part: QuotaPart, entries: Iterable[Registration], unit: Subject, agency: bool, year: int
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
