"""What is asked of one subject: the day, the stage, the calendar of closing days, windows of time, roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from ..domain.eligibility import Stage
from ..domain.records import Position, Registration, Subject
from .lookup import Lookup

Closing = Literal["rating", "title", "figures"]
LeaderMeans = Literal["leading", "head", "head_or_directorate"]
RoleAt = Literal["on", "registration", "longest", "any"]


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """The first day on which a year is closed: day and month, in the year itself or `years_after` later."""

    day: int
    month: int
    years_after: int = 0

    @property
    def exists(self) -> bool:
        """Whether every year has such a day."""
        try:
            return self.of(2023).year > 0
        except ValueError:
            return False

    def of(self, year: int) -> date:
        """Return the first closed day of a year."""
        return date(year + self.years_after, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included; None is open. Years count when they lie wholly in its years."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the window."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds_year(self, year: int) -> bool:
        """Tell whether a year lies in the window."""
        return (self.first is None or self.first.year <= year) and (self.last is None or year <= self.last.year)


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Who is a leader (lãnh đạo), and at which moment the role is looked at."""

    means: LeaderMeans = "leading"
    at: RoleAt = "on"


@dataclass(frozen=True)
class Question:
    """One subject, asked on a day under one set of rules. Helpers answer only from records known on that day (Q3).

    `looked_back_from`: the same question was asked on that later day, and this one looks back how it would have been
    answered on `on`. Which years it is about (năm chốt, năm giới thiệu, năm đề nghị) stays as on the later day: what
    failed then in another year is another matter.
    """

    book: Lookup
    subject: Subject
    on: date
    stage: Stage
    plan: str
    period: Window
    closing: Mapping[Closing, ClosingDay]
    roles: RoleRule
    field: str
    looked_back_from: date | None = None

    @property
    def asked_on(self) -> date:
        """The day the question was put, by which the years it is about are chosen."""
        return self.looked_back_from or self.on

    @property
    def years(self) -> range:
        """The years of the plan's period."""
        assert self.period.first is not None
        assert self.period.last is not None
        return range(self.period.first.year, self.period.last.year + 1)

    def closed(self, year: int, closing: Closing = "rating") -> bool:
        """Tell whether a year is closed (khóa) on the day asked (Q4)."""
        return self.on >= self.closing[closing].of(year)

    def closed_when_asked(self, year: int, closing: Closing = "rating") -> bool:
        """Tell whether a year was closed on the day the question was put."""
        return self.asked_on >= self.closing[closing].of(year)

    def knows_figures(self, year: int) -> bool:
        """Tell whether undated figures of a year were known: looking back, from the day the year is closed for them."""
        return self.looked_back_from is None or self.on >= min(self.closing["figures"].of(year), self.looked_back_from)

    @cached_property
    def latest_closed(self) -> int | None:
        """Năm chốt: the last year of the period whose ratings are closed when asked, or None."""
        return max((year for year in self.years if self.closed_when_asked(year)), default=None)

    @cached_property
    def registrations(self) -> list[Registration]:
        """Registrations of the subject under this plan, known when asked, oldest first."""
        rows = [
            row
            for row in self.book.registrations.of(self.subject.code)
            if row.plan == self.plan and (row.date is None or row.date <= self.asked_on)
        ]
        return sorted(rows, key=lambda row: row.date or date.max)

    @cached_property
    def first_registration(self) -> date | None:
        """The first day the subject was registered under this plan."""
        return next((row.date for row in self.registrations if row.date is not None), None)

    @cached_property
    def introduced_year(self) -> int | None:
        """`Năm giới thiệu` of the latest registration in the field asked, or of any where none names that field."""
        same = [row for row in self.registrations if row.field in (None, self.field)] or self.registrations
        return next((row.year for row in reversed(same) if row.year is not None), None)

    @cached_property
    def roles_held(self) -> frozenset[str]:
        """The roles to judge by: "leader", "member", or both when the rule looks at every role held."""
        if self.roles.at == "registration":
            return frozenset({self._role_on(self.first_registration or self.asked_on)})
        if self.roles.at == "longest":
            return frozenset({self._longest_role()})
        if self.roles.at == "any":
            return frozenset(self._role_on(day) for day in self._days_of_change())
        return frozenset({self._role_on(self.on)})

    def commune_of(self, subject: Subject) -> str | None:
        """Return the commune: the Địa bàn of the subject's Địa bàn, or that Địa bàn itself where it has none."""
        hamlet = self.book.subjects.get(subject.locality or "")
        return (hamlet.locality or hamlet.code) if hamlet is not None else None

    def positions_on(self, day: date) -> list[Position]:
        """Return the posts held on a day, first and last day included (Q8)."""
        return [
            row
            for row in self.book.positions.of(self.subject.code)
            if row.start <= day and (row.end is None or day <= row.end)
        ]

    def _role_on(self, day: date) -> str:
        return "leader" if any(self._leads(row) for row in self.positions_on(day)) else "member"

    def _leads(self, row: Position) -> bool:
        if self.roles.means == "leading":
            return row.leading is True
        if self.roles.means == "head":
            return row.head is True
        return row.head is True or (row.leading is True and self._in_directorate(row))

    def _in_directorate(self, row: Position) -> bool:
        root = self.book.root
        return root is not None and root.code in (row.collective, self.subject.unit)

    def _days_of_change(self) -> list[date]:
        """First days of every stretch, from the start of the period to the day asked, with unchanged posts."""
        first = min(self.period.first or self.on, self.on)
        if self.subject.start is not None:
            first = min(max(first, self.subject.start.first), self.on)
        days = {first}
        for row in self.book.positions.of(self.subject.code):
            days.add(row.start)
            if row.end is not None:
                days.add(row.end + timedelta(days=1))
        last = min(self.on, self.period.last or self.on)
        return sorted(day for day in days if first <= day <= max(first, last))

    def _longest_role(self) -> str:
        starts = self._days_of_change()
        ends = [*starts[1:], min(self.on, self.period.last or self.on) + timedelta(days=1)]
        held = {"leader": 0, "member": 0}
        for start, end in zip(starts, ends, strict=True):
            held[self._role_on(start)] += (end - start).days
        if held["leader"] == held["member"]:
            return self._role_on(self.on)
        return max(held, key=lambda role: held[role])
