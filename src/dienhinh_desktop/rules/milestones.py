"""Milestones (mốc thời gian): the window of each, and how every unit stands on a day by the document it signed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from ..domain.plans import MilestoneRow, MilestoneVerdict
from ..domain.records import PlanDocument, Subject
from .book import Book
from .units import UnitRule


@dataclass(frozen=True)
class MilestoneRule:
    """A milestone: the first and the last day it can be met (None: no day can be computed), and who must meet it.

    `yearly_to`: the window comes back every year until that one (hằng năm); the row is that of the year asked, and
    only a document dated from its first day on counts.
    """

    earliest: date | None = None
    latest: date | None = None
    units: UnitRule = field(default_factory=UnitRule)
    yearly_to: int | None = None

    def asked_on(self, on: date) -> MilestoneRule:
        """Return the rule with the window of the year asked, within the years the milestone comes back."""
        if self.yearly_to is None or self.latest is None:
            return self
        later = max(min(on.year, self.yearly_to) - self.latest.year, 0)
        return replace(self, earliest=_later(self.earliest, later), latest=_later(self.latest, later))


def milestone_rows(plan: str, code: str, wording: str, rule: MilestoneRule, book: Book, on: date) -> list[MilestoneRow]:
    """Return one row per unit that must act or has acted; a unit founded after the last day has none.

    A milestone of the whole agency has a row without a unit code; where the agency is one of the units that must act,
    its row carries its code.
    """
    asked = rule.asked_on(on)
    documents = [
        row
        for row in book.records.plan_documents
        if row.plan == plan and row.milestone == code and row.date <= on and _in_window(asked, row)
    ]
    due = [unit for unit in asked.units.units(book, code) if not _founded_after(unit, asked.latest)]
    return [
        _row(code, wording, asked, unit, book, documents, on) for unit in [*due, *_others(asked, due, book, documents)]
    ]


def _later(day: date | None, years: int) -> date | None:
    return day.replace(year=day.year + years) if day is not None else None


def _in_window(asked: MilestoneRule, row: PlanDocument) -> bool:
    return asked.yearly_to is None or asked.earliest is None or asked.earliest <= row.date


def _founded_after(unit: Subject, latest: date | None) -> bool:
    return latest is not None and unit.start is not None and unit.start.first > latest


def _others(rule: MilestoneRule, due: list[Subject], book: Book, documents: list[PlanDocument]) -> list[Subject]:
    """Return units the rule does not name that signed a document for the milestone all the same."""
    if rule.units.which == "agency":
        return []
    signed = dict.fromkeys(row.unit for row in documents if row.unit is not None)
    found = [book.subjects[code] for code in signed if code in book.subjects]
    return [unit for unit in found if unit not in due]


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
