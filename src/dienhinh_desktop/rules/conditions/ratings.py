"""Yearly ratings (xếp loại) and yearly titles demanded of every year, of n of the years, or of one year (Q4, Q6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict, lowest
from ...domain.records import Award, Grade, Rating
from ...domain.text import join_years
from ..question import Question, Window
from ..vocabulary import AwardCode, Condition, operator
from .awards import best_run, reachable_run
from .counting import Count, award_evidence, counted, evidence_of

From = Literal["founding", "period", "registration"]


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of one year: reached, not reached, unknown (None), and the rows it rests on."""

    reached: bool | None
    words: str
    evidence: tuple[Evidence, ...] = ()


class Yearly:
    """Reads the years of one subject against a grade or a title; shared by the conditions on years."""

    def __init__(self, question: Question, grade: Grade | None, title: AwardCode | None) -> None:
        self.question = question
        self.grade = grade
        self.title = title
        self.table = "ratings" if grade is not None else "awards"

    @property
    def name(self) -> str:
        """The grade or title in short words."""
        if self.grade is not None:
            return self.grade.name + (" trở lên" if self.grade < Grade.HTXSNV else "")
        assert self.title is not None
        return self.question.book.catalogue.awards[self.title].short

    def years(self) -> dict[int, Year]:
        """Return every year with a row known on the day."""
        return self._graded() if self.grade is not None else self._titled()

    def _graded(self) -> dict[int, Year]:
        rows: dict[int, list[Rating]] = {}
        for row in self.question.book.ratings.of(self.question.subject.code):
            if row.date <= self.question.on if row.date else self.question.closed(row.year):
                rows.setdefault(row.year, []).append(row)
        return {year: self._grade_of(year, found) for year, found in rows.items()}

    def _grade_of(self, year: int, rows: list[Rating]) -> Year:
        evidence = tuple(evidence_of(f"Xếp loại {year} {row.grade.name}", row, "ratings") for row in rows)
        grades = {row.grade for row in rows}
        if len(grades) > 1:
            return Year(None, f"năm {year} có hai xếp loại khác nhau", evidence)
        grade = grades.pop()
        assert self.grade is not None
        return Year(grade >= self.grade, f"năm {year} {grade.name}", evidence)

    def _titled(self) -> dict[int, Year]:
        question, found = self.question, dict[int, Year]()
        for row in question.book.awards.of(question.subject.code):
            if (
                row.year is None
                or self.title is None
                or not question.book.catalogue.is_form(row.form, self.title, row.issuer)
            ):
                continue
            if row.date <= question.on if row.date else row.year < question.on.year or question.closed(row.year):
                reached = not row.refused and not (row.revoked is not None and row.revoked <= question.on)
                if row.year not in found or reached:
                    found[row.year] = Year(
                        reached, self._title_words(row, reached), (award_evidence(question.book, row),)
                    )
        return found

    def _title_words(self, row: Award, reached: bool) -> str:
        return f"năm {row.year} {'đạt' if reached else 'đã thu hồi' if row.revoked else 'không đạt'}"

    def first_year(self, start: From) -> int:
        """Return the first year demanded: of the period, of the founding or joining, or of the registration."""
        question = self.question
        first = question.years[0]
        if start == "founding" and question.subject.start is not None:
            return max(first, question.subject.start.year)
        if start == "registration":
            return max(first, (question.first_registration or question.asked_on).year)
        return first


def _conflict(year: Year) -> str:
    """Return the warning about two differing ratings of one year."""
    return f"{year.words[:1].upper()}{year.words[1:]}, cần rút một."


def _doors(table: str, years: list[int], code: str | None) -> list[Door]:
    return [Door(table, year=year, code=code) for year in years]


@operator("every_year")
@dataclass(frozen=True)
class EveryYear(Condition):
    """Hằng năm: every year to năm chốt reaches the grade or title; later years on record count too.

    `start`: from the founding (or joining), from the first year of the period, or from the registration. `years` names
    the years instead. `only_on_record` looks at years with a record alone. `conclude` "all_closed" gives no verdict
    before every year of the period is closed.
    """

    grade: Grade | None = None
    title: AwardCode | None = None
    start: From = "founding"
    years: tuple[int, ...] = ()
    only_on_record: bool = False
    conclude: Literal["each_year", "all_closed"] = "each_year"
    window: Window | None = None

    def judge(self, question: Question) -> CriterionResult:
        """Judge year by year; one below decides, one missing asks for data."""
        yearly = Yearly(question, self.grade, self.title)
        known = yearly.years()
        demanded = self._demanded(question, yearly, known)
        waiting = [year for year in demanded if year not in known and not question.closed(year)]
        missing = [
            year for year in demanded if year not in waiting and (year not in known or known[year].reached is None)
        ]
        below = [year for year in demanded if year in known and known[year].reached is False]
        verdict = self._verdict(question, demanded, waiting, missing, below)
        reached = [year for year in demanded if year in known and known[year].reached]
        return CriterionResult(
            None,
            "",
            verdict,
            _sentence(yearly, reached, missing, below, known, demanded),
            manner=self.manner,
            need=len(demanded) or None,
            have=len(reached),
            missing=len(demanded) - len(reached) or None,
            evidence=tuple(line for year in demanded if year in known for line in known[year].evidence),
            doors=tuple(_doors(yearly.table, missing, self.title)),
            warnings=tuple(_conflict(known[year]) for year in missing if year in known),
            lack=_lack(yearly, verdict, missing, below, known),
        )

    def has_records(self, question: Question) -> bool:
        """Tell whether any year is on record."""
        return bool(Yearly(question, self.grade, self.title).years())

    def _demanded(self, question: Question, yearly: Yearly, known: Mapping[int, Year]) -> list[int]:
        if self.years:
            return sorted(self.years)
        window = self.window or question.period
        if window.first is None:
            return sorted(year for year in known if window.holds_year(year))
        first = yearly.first_year(self.start)
        if self.only_on_record:
            return sorted(year for year in known if year >= first and window.holds_year(year))
        return [
            year
            for year in question.years
            if year >= first and window.holds_year(year) and (question.closed(year) or year in known)
        ]

    def _verdict(
        self, question: Question, demanded: list[int], waiting: list[int], missing: list[int], below: list[int]
    ) -> Verdict:
        if self.conclude == "all_closed" and not all(question.closed(year) for year in question.years):
            return Verdict.CHUA_DAT
        if below:
            return Verdict.KHONG_DAT
        if not demanded:
            return Verdict.THIEU_DU_LIEU if self.only_on_record and question.latest_closed else Verdict.CHUA_DAT
        if not self.years and not any(question.closed(year) for year in demanded):
            return Verdict.CHUA_DAT
        verdicts = [Verdict.DAT]
        if waiting:
            verdicts.append(Verdict.CHUA_DAT)
        if missing:
            verdicts.append(Verdict.THIEU_DU_LIEU)
        return lowest(verdicts)


@operator("n_of_years")
@dataclass(frozen=True)
class NOfYears(Condition):
    """At least n years of the window with the grade; `consecutive` asks for years in a row.

    `by` "sign_date" takes the years whose decision was signed in the window, whatever year they rate.
    """

    grade: Grade
    at_least: int
    consecutive: bool = False
    by: Literal["year", "sign_date"] = "year"
    window: Window | None = None

    def judge(self, question: Question) -> CriterionResult:
        """Count the years reached, then what years not on record and open years could still bring."""
        window = self.window or question.period
        yearly = Yearly(question, self.grade, None)
        known = yearly.years()
        reached = {year for year, state in known.items() if state.reached and self._inside(window, year, state)}
        possible = [y for y in question.years if window.holds_year(y) and y >= yearly.first_year("founding")]
        unsettled = {y for y in possible if y not in known or known[y].reached is None}
        unknown = {year for year in unsettled if year in known or question.closed(year)}
        return counted(
            self._count(reached, unknown, unsettled - unknown),
            f"năm {self.grade.name}" + (" liền nhau" if self.consecutive else ""),
            listed=join_years(reached),
            note=self._note(unknown, unsettled - unknown, reached),
            evidence=[line for year in sorted(reached) for line in known[year].evidence],
            doors=_doors("ratings", sorted(unknown), None),
            warnings=[_conflict(known[year]) for year in sorted(unknown) if year in known],
            doubt=f"xếp loại {join_years(unknown)}",
        )

    def has_records(self, question: Question) -> bool:
        """Tell whether any rating is on record."""
        return bool(Yearly(question, self.grade, None).years())

    def _inside(self, window: Window, year: int, state: Year) -> bool:
        if self.by == "year":
            return window.holds_year(year)
        return any(line.date is not None and window.holds(line.date) for line in state.evidence)

    def _count(self, reached: set[int], unknown: set[int], open_years: set[int]) -> Count:
        if not self.consecutive:
            return Count(self.at_least, len(reached), len(unknown), len(open_years))
        doubtful = reachable_run(reached, unknown, self.at_least)
        may_come = reachable_run(reached | unknown, open_years, self.at_least)
        return Count(self.at_least, best_run(reached), doubtful, may_come)

    def _note(self, unknown: set[int], open_years: set[int], reached: set[int]) -> str:
        if len(reached) >= self.at_least and not self.consecutive:
            return ""
        notes = []
        if unknown:
            notes.append(f"Chưa rõ xếp loại năm {join_years(unknown)}.")
        if open_years:
            notes.append(f"Còn năm {join_years(open_years)} chưa xếp loại.")
        return " ".join(notes)


@operator("rating_at")
@dataclass(frozen=True)
class RatingAt(Condition):
    """One year reaches the grade, or has the yearly title: năm chốt, the year introduced, or a named year."""

    grade: Grade | None = None
    title: AwardCode | None = None
    year: str = "latest_closed"

    def judge(self, question: Question) -> CriterionResult:
        """Judge the one year: on record by grade; closed and not on record thiếu dữ liệu; not closed chưa đạt."""
        year = self._year(question)
        if year is None:
            return self._result(Verdict.CHUA_DAT, "Chưa năm nào của giai đoạn được xếp loại.", None)
        yearly = self._yearly(question)
        known = yearly.years().get(year)
        if known is not None and known.reached is not None:
            verdict = Verdict.DAT if known.reached else Verdict.KHONG_DAT
            return self._result(verdict, f"Cần {yearly.name} năm {year}; có: {known.words}.", year, known.evidence)
        if known is not None:
            words = f"Cần {yearly.name} năm {year}; {known.words}."
            result = self._result(Verdict.THIEU_DU_LIEU, words, year, known.evidence)
            return replace(result, warnings=(_conflict(known),))
        if question.closed(year):
            return self._result(Verdict.THIEU_DU_LIEU, f"Cần {yearly.name} năm {year}; chưa có hồ sơ năm này.", year)
        return self._result(Verdict.CHUA_DAT, f"Cần {yearly.name} năm {year}; năm này chưa khóa.", year)

    def has_records(self, question: Question) -> bool:
        """Tell whether the year is on record."""
        return self._year(question) in self._yearly(question).years()

    def _yearly(self, question: Question) -> Yearly:
        return Yearly(question, self.grade, self.title)

    def _year(self, question: Question) -> int | None:
        if self.year == "latest_closed":
            return question.latest_closed
        if self.year == "introduced":
            return question.introduced_year or question.latest_closed
        return int(self.year)

    def _result(
        self, verdict: Verdict, message: str, year: int | None, evidence: tuple[Evidence, ...] = ()
    ) -> CriterionResult:
        met, table = verdict is Verdict.DAT, "awards" if self.title else "ratings"
        grade = self.grade.label if self.grade is not None else "Danh hiệu"
        return CriterionResult(
            None,
            f"{grade} năm {year}" if year else grade,
            verdict,
            message,
            manner=self.manner,
            need=1,
            have=1 if met else 0,
            missing=None if met else 1,
            evidence=evidence,
            doors=() if met or year is None else tuple(_doors(table, [year], self.title)),
            lack="" if met else f"{'danh hiệu' if self.title else 'xếp loại'} {year or ''}".rstrip(),
        )


def _sentence(
    yearly: Yearly,
    reached: list[int],
    missing: list[int],
    below: list[int],
    known: Mapping[int, Year],
    demanded: list[int],
) -> str:
    parts = [f"Cần mọi năm {yearly.name}"]
    if not demanded:
        return f"{parts[0]}; chưa năm nào được xét."
    parts.append(f"có {len(reached)}/{len(demanded)} năm" + (f": {join_years(reached)}" if reached else ""))
    if below:
        parts.append(", ".join(known[year].words for year in below) + " là dưới mức")
    if missing:
        parts.append(f"chưa rõ năm {join_years(missing)}")
    return "; ".join(parts) + "."


def _lack(yearly: Yearly, verdict: Verdict, missing: list[int], below: list[int], known: Mapping[int, Year]) -> str:
    if verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG):
        return ""
    if below:
        return ", ".join(known[year].words for year in below)
    return (
        f"{'xếp loại' if yearly.grade else yearly.name} {join_years(missing)}" if missing else "các năm chưa xếp loại"
    )
