"""Milestones (mốc thời gian): the window of each, and how every unit stands on a day by the document it signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..domain.plans import MilestoneRow, MilestoneVerdict
from ..domain.records import PlanDocument, Subject
from .book import Book
from .quotas import UnitRule


@dataclass(frozen=True)
class MilestoneRule:
    """A milestone: the first and the last day it can be met (None: no day can be computed), and who must meet it."""

    earliest: date | None = None
    latest: date | None = None
    units: UnitRule = field(default_factory=UnitRule)


def milestone_rows(plan: str, code: str, wording: str, rule: MilestoneRule, book: Book, on: date) -> list[MilestoneRow]:
    """Return one row per unit; a unit founded after the last day has none.

    A milestone of the whole agency has a row without a unit code; where the agency is one of the units that must act,
    its row carries its code.
    """
    documents = [
        row for row in book.records.plan_documents if row.plan == plan and row.milestone == code and row.date <= on
    ]
    units = [unit for unit in rule.units.units(book, code) if not _founded_after(unit, rule.latest)]
    return [_row(code, wording, rule, unit, book, documents, on) for unit in units]


def _founded_after(unit: Subject, latest: date | None) -> bool:
    return latest is not None and unit.start is not None and unit.start.first > latest


def _row(
    code: str, wording: str, rule: MilestoneRule, unit: Subject, book: Book, documents: list[PlanDocument], on: date
) -> MilestoneRow:
    own = [row for row in documents if row.unit == unit.code or (unit is book.root and row.unit is None)]
    first = min(own, key=lambda row: row.date, default=None)
    return MilestoneRow(
        code=code,
        unit=None if rule.units.which == "agency" else unit.code,
        unit_name=unit.name,
        wording=wording,
        earliest=rule.earliest,
        latest=rule.latest,
        verdict=_verdict(rule, first, on),
        document=first.number if first else None,
        document_date=first.date if first else None,
    )


def _verdict(rule: MilestoneRule, document: PlanDocument | None, on: date) -> MilestoneVerdict:
    if rule.latest is None:
        return MilestoneVerdict.IN_TIME if document is not None else MilestoneVerdict.NO_DAY
    if document is not None:
        return MilestoneVerdict.IN_TIME if document.date <= rule.latest else MilestoneVerdict.LATE
    if rule.earliest is not None and on < rule.earliest:
        return MilestoneVerdict.UPCOMING
    return MilestoneVerdict.DUE if on <= rule.latest else MilestoneVerdict.LATE
