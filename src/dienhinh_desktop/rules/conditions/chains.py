"""Unbroken chains of years (liên tục … đến thời điểm đề nghị), counted back from the year a proposal is made for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from ...domain.dates import PartialDate
from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict
from ...domain.records import Grade
from ...domain.text import join_years
from ..question import Question, Window
from ..vocabulary import AwardCode, Condition, operator
from .counting import Count, counted
from .ratings import Year, Yearly


class Link(IntEnum):
    """What one year is in a chain; of several ways to make a link the greatest counts."""

    BROKEN = 0
    OPEN = 1
    UNKNOWN = 2
    REACHED = 3


@dataclass(frozen=True, slots=True)
class YearLink:
    """One year of a chain, in words, with the rows it rests on."""

    link: Link
    words: str
    evidence: tuple[Evidence, ...] = ()


def proposal_year(question: Question) -> int:
    """Return năm đề nghị: the year introduced by the registration, else the last year whose ratings are closed."""
    if question.introduced_year is not None:
        return question.introduced_year
    year = question.asked_on.year
    return year if question.closed_when_asked(year) else year - 1


class YearLinks:
    """The years of one subject, each by its rating or by any of some titles."""

    def __init__(self, question: Question, grade: Grade | None, titles: Iterable[AwardCode]) -> None:
        """Read the rows known on the day asked."""
        self._question = question
        self._rated = Yearly(question, grade, None) if grade is not None else None
        self._titled = [Yearly(question, None, title) for title in titles]
        self._known: list[tuple[Yearly, dict[int, Year]]] = [
            (yearly, yearly.years()) for yearly in (*([self._rated] if self._rated else []), *self._titled)
        ]

    @property
    def name(self) -> str:
        """What makes a link, in short words."""
        return " hoặc ".join(yearly.name for yearly, _ in self._known)

    @property
    def years(self) -> set[int]:
        """The years with a row."""
        return {year for _, known in self._known for year in known}

    def of(self, year: int) -> YearLink:
        """Return what a year is: reached, not on record though closed (ratings only), still open, or broken."""
        found = [self._one(yearly, known.get(year), year) for yearly, known in self._known]
        best = max(found, key=lambda part: part.link, default=YearLink(Link.BROKEN, "không nêu xếp loại hay danh hiệu"))
        if best.link is Link.BROKEN:
            return replace(best, words="; ".join(dict.fromkeys(part.words for part in found)))
        return best

    def _one(self, yearly: Yearly, known: Year | None, year: int) -> YearLink:
        if known is not None:
            link = Link.UNKNOWN if known.reached is None else Link.REACHED if known.reached else Link.BROKEN
            return YearLink(link, known.words, known.evidence)
        closed = self._question.closed(year, "rating" if yearly is self._rated else "title")
        if not closed:
            return YearLink(Link.OPEN, f"năm {year} chưa khóa")
        start = self._question.subject.start
        if start is not None and year < start.year:
            return YearLink(Link.BROKEN, f"năm {year} trước ngày bắt đầu")
        if yearly is self._rated:
            return YearLink(Link.UNKNOWN, f"chưa có xếp loại năm {year}")
        return YearLink(Link.BROKEN, f"năm {year} không có {yearly.name}")


@dataclass(frozen=True, slots=True)
class Run:
    """A chain as found: its sure years, those it may gain by records or by open years, and what breaks it."""

    end: int
    sure: tuple[int, ...]
    doubtful: tuple[int, ...]
    coming: tuple[int, ...]
    broken_at: int
    why: str
    first_allowed: int | None

    def span(self, years: tuple[int, ...]) -> Window:
        """Return the days from the first of these years to the last open one; no day at all when there is none."""
        held = [*years, *self.coming]
        first, last = min(held, default=self.end + 1), max(held, default=self.end)
        return Window(date(first, 1, 1), date(last, 12, 31))


@operator("unbroken_chain")
@dataclass(frozen=True)
class UnbrokenChain(Condition):
    """At least n years in a row, counted back from năm đề nghị, each with the grade or one of the titles.

    A year still open (ratings until 15/12, titles until 31/3 of the next year) neither counts nor breaks. A closed year
    without a rating is thiếu dữ liệu, without a title it breaks the chain. `after`: only years after the earliest award
    of these forms, with `award_year` the year of that award too. Chains look back before the period of the plan.
    """

    grade: Grade | None = None
    titles: tuple[AwardCode, ...] = ()
    at_least: int = 1
    after: tuple[AwardCode, ...] = ()
    award_year: bool = False
    unit: str = ""

    def judge(self, question: Question) -> CriterionResult:
        """Count back year by year, and name the year that breaks the chain."""
        links = YearLinks(question, self.grade, self.titles)
        run = self.run(question, links)
        count = Count(self.at_least, len(run.sure), len(run.doubtful) - len(run.sure), len(run.coming))
        unknown = [year for year in run.doubtful[: self.at_least] if links.of(year).link is Link.UNKNOWN]
        unit = self.unit or f"năm liên tục {links.name}"
        return counted(
            count,
            unit if self.at_least > 1 else unit.replace("năm liên tục ", "năm "),
            listed=join_years(run.sure),
            note=self._note(run, unknown, count.verdict),
            evidence=[line for year in run.sure for line in links.of(year).evidence],
            doors=[
                *(Door("ratings", year=year) for year in sorted(unknown)),
                *(self._door(year) for year in sorted(run.coming)),
            ],
            warnings=[f"N{links.of(year).words[1:]}, cần rút một." for year in unknown if year in links.years],
        )

    def has_records(self, question: Question) -> bool:
        """Tell whether any year is on record."""
        return bool(YearLinks(question, self.grade, self.titles).years)

    def run(self, question: Question, links: YearLinks | None = None) -> Run:
        """Return the chain as found on the day."""
        links = links or YearLinks(question, self.grade, self.titles)
        newest = question.introduced_year or question.asked_on.year
        lowest = min([*links.years, newest - self.at_least]) - 1
        first = self._first_allowed(question)

        def walk(year: int, allowed: tuple[Link, ...]) -> list[int]:
            found = []
            while year > lowest and (first is None or year >= first) and links.of(year).link in allowed:
                found.append(year)
                year -= 1
            return found

        coming = walk(newest, (Link.OPEN,))
        end = newest - len(coming)
        undated = first is None and bool(self.after)
        sure = [] if undated else walk(end, (Link.REACHED,))
        doubtful = walk(end, (Link.REACHED, Link.UNKNOWN))
        broken = end - len(doubtful)
        below = first is not None and broken < first
        why = f"Chỉ tính từ năm {first}" if below else f"Chuỗi đứt ở năm {broken}: {links.of(broken).words}"
        return Run(end, tuple(sure), tuple(doubtful), tuple(coming), broken, why, first)

    def _first_allowed(self, question: Question) -> int | None:
        """Return the first year that may count; None without limit, or when the award it hangs on has no year."""
        if not self.after:
            return None
        found = _award_years(question, self.after)
        years = [year for year in found if year is not None]
        if years:
            return min(years) + (0 if self.award_year else 1)
        return None if found else _NEVER

    def _door(self, year: int) -> Door:
        return Door("awards", year=year, code=self.titles[0]) if self.titles else Door("ratings", year=year)

    def _note(self, run: Run, unknown: list[int], verdict: Verdict) -> str:
        if verdict is Verdict.DAT:
            return ""
        if run.first_allowed == _NEVER:
            return "Chưa có hình thức khen thưởng mà chuỗi phải tính từ sau đó."
        notes = [f"Tính lùi từ năm {run.end}."]
        if run.coming:
            notes.append(f"Năm {join_years(run.coming)} chưa khóa, không làm đứt chuỗi.")
        if unknown:
            notes.append(f"Chưa rõ xếp loại năm {join_years(unknown)}.")
        if verdict is not Verdict.THIEU_DU_LIEU:
            full = run.broken_at + self.at_least
            notes.append(f"{run.why}; sớm nhất đủ ở năm {full}.")
        return " ".join(notes)


_NEVER = date.max.year
"""First year allowed while the award a chain hangs on has not been given."""


def _award_years(question: Question, forms: tuple[AwardCode, ...]) -> list[int | None]:
    """Return the year of every award of these forms in force on the day; None for one with neither year nor day."""
    catalogue = question.book.catalogue
    return [
        row.date.year if row.date is not None else row.year
        for row in question.book.awards.of(question.subject.code)
        if any(catalogue.is_form(row.form, form, row.issuer) for form in forms)
        and not row.refused
        and (row.date is None or row.date <= question.on)
        and (row.revoked is None or row.revoked > question.on)
    ]


def _judged_within(question: Question, then: Condition, window: Window) -> CriterionResult:
    return then.judge(replace(question, period=window))


@operator("in_chain")
@dataclass(frozen=True)
class InChain(Condition):
    """Trong đó: a condition judged over the years of an unbroken chain, and the open years that may prolong it.

    What is met only in years the chain has once a missing rating is entered is thiếu dữ liệu.
    """

    chain: UnbrokenChain
    then: Condition

    def judge(self, question: Question) -> CriterionResult:
        """Judge the inner condition with the chain as its period."""
        run = self.chain.run(question)
        found = _judged_within(question, self.then, run.span(run.sure))
        if found.verdict < Verdict.THIEU_DU_LIEU and run.doubtful != run.sure:
            wider = _judged_within(question, self.then, run.span(run.doubtful))
            if wider.verdict in (Verdict.DAT, Verdict.THIEU_DU_LIEU):
                found = replace(found, verdict=Verdict.THIEU_DU_LIEU)
        years = f"{min(run.sure)}–{max(run.sure)}" if run.sure else "chưa có"
        return replace(found, message=f"Trong chuỗi liên tục ({years}): {found.message}")

    def skipped(self, why: str) -> CriterionResult:
        """Return the inner condition as one that does not apply."""
        return self.then.skipped(why)


@operator("in_proposal_years")
@dataclass(frozen=True)
class InProposalYears(Condition):
    """A condition judged over the last n years up to năm đề nghị."""

    then: Condition
    years: int = 1

    def judge(self, question: Question) -> CriterionResult:
        """Judge the inner condition with these years as its period."""
        last = proposal_year(question)
        found = _judged_within(question, self.then, Window(date(last - self.years + 1, 1, 1), date(last, 12, 31)))
        years = f"năm {last}" if self.years == 1 else f"các năm {last - self.years + 1}–{last}"
        return replace(found, message=f"Trong {years}: {found.message}")

    def skipped(self, why: str) -> CriterionResult:
        """Return the inner condition as one that does not apply."""
        return self.then.skipped(why)


@operator("existed_years")
@dataclass(frozen=True)
class ExistedYears(Condition):
    """Thành lập (bắt đầu) at least n years before the day asked; an unknown start asks for it."""

    at_least: int

    def judge(self, question: Question) -> CriterionResult:
        """Compare the latest day the start can mean with the day asked."""
        start = question.subject.start
        label = f"Từ {self.at_least} năm thành lập"
        if start is None:
            words, verdict = f"Cần từ {self.at_least} năm thành lập; chưa ghi ngày bắt đầu.", Verdict.THIEU_DU_LIEU
        else:
            verdict = _old_enough(start, self.at_least, question.on)
            words = f"Cần từ {self.at_least} năm thành lập; bắt đầu {start}."
        lack = "" if verdict is Verdict.DAT else label.lower()
        doors = (Door("subjects", code="start"),) if verdict is Verdict.THIEU_DU_LIEU else ()
        return CriterionResult(None, label, verdict, words, manner=self.manner, doors=doors, lack=lack)


def _old_enough(start: PartialDate, years: int, on: date) -> Verdict:
    latest = (start.month or 12, start.day or 31)
    if (start.year + years, *latest) <= (on.year, on.month, on.day):
        return Verdict.DAT
    earliest = (start.year + years, start.month or 1, start.day or 1)
    return Verdict.THIEU_DU_LIEU if earliest <= (on.year, on.month, on.day) else Verdict.CHUA_DAT
