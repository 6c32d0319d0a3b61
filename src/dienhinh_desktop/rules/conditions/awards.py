"""Awards counted by decision and titles counted by year (Q2, Q3, Q5, Q7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ...domain.dates import short_date
from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict
from ...domain.records import Award
from ...domain.text import decision_key, fold, join_years
from ..question import Question, Window
from ..vocabulary import AwardCode, Condition, operator
from .counting import Count, award_evidence, counted, days_to_come


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Awards of the wanted forms: those that count, those without a day or year, and words about the others."""

    valid: list[Award]
    undated: list[Award]
    notes: list[str]


def _wanted(question: Question, forms: tuple[AwardCode, ...]) -> list[Award]:
    book = question.book
    return [
        row
        for row in book.awards.of(question.subject.code)
        if any(book.catalogue.is_form(row.form, form, row.issuer) for form in forms)
    ]


def _names(question: Question, forms: tuple[AwardCode, ...]) -> str:
    awards = question.book.catalogue.awards
    return " hoặc ".join(awards[form].short for form in forms)


def _without_doubles(question: Question, rows: Iterable[Award]) -> tuple[list[Award], list[str]]:
    """Count rows of one form, number and day once (Q5); rows with neither number nor day stay apart."""
    kept: dict[tuple[object, ...], Award] = {}
    warnings: list[str] = []
    for place, row in enumerate(rows):
        known = row.decision is not None or row.date is not None
        key = (question.book.form_of(row), decision_key(row.decision or ""), row.date, None if known else place)
        if key in kept:
            warnings.append(f"{_cite(question, row)} nhập hai lần, chỉ đếm một.")
        kept.setdefault(key, row)
    return list(kept.values()), warnings


def _cite(question: Question, row: Award) -> str:
    text = award_evidence(question.book, row).text
    return text[:1].upper() + text[1:]


def _revoked(question: Question, row: Award) -> bool:
    return row.revoked is not None and row.revoked <= question.on


def _revoked_note(question: Question, row: Award) -> str:
    assert row.revoked is not None
    return f"{_cite(question, row)} đã thu hồi ngày {short_date(row.revoked)}, không tính."


@operator("count_awards")
@dataclass(frozen=True)
class CountAwards(Condition):
    """At least n awards of these forms, counted by decision, by the day signed.

    `exactly` asks for that number and no more. `issuer_is`, `issuer_is_not`: words the issuer must or must not begin
    with. `count_rows` counts every row, even of one decision.
    """

    of: tuple[AwardCode, ...]
    at_least: int = 1
    exactly: bool = False
    window: Window | None = None
    issuer_is: str = ""
    issuer_is_not: str = ""
    count_rows: bool = False
    unit: str = ""

    def judge(self, question: Question) -> CriterionResult:
        """Count the decisions known and in force on the day."""
        window = self.window or question.period
        found = self._sort(question, window)
        kept, warnings = (found.valid, []) if self.count_rows else _without_doubles(question, found.valid)
        may_come = days_to_come(question, window, self.at_least)
        count = Count(self.at_least, len(kept), len(found.undated), may_come, self.exactly)
        shown = [*kept, *found.undated]
        if found.undated:
            found.notes.append(f"{len(found.undated)} dòng chưa có ngày ký, chưa tính.")
        return counted(
            count,
            self.unit or _names(question, self.of),
            listed=", ".join(row.decision or "chưa có số" for row in kept),
            note=" ".join(found.notes),
            evidence=[award_evidence(question.book, row) for row in shown],
            doors=[Door("awards", code=form) for form in self.of[:1]],
            warnings=warnings,
            doubt=f"ngày ký {_names(question, self.of)}",
        )

    def has_records(self, question: Question) -> bool:
        """Tell whether any such award is known on the day."""
        return any(row.date is None or row.date <= question.on for row in _wanted(question, self.of))

    def _sort(self, question: Question, window: Window) -> _Sorted:
        found = _Sorted([], [], [])
        for row in _wanted(question, self.of):
            if row.refused or not self._issued_right(row):
                continue
            if row.date is None:
                found.undated.append(row)
            elif row.date > question.on or not window.holds(row.date):
                self._note_outside(question, row, found)
            elif _revoked(question, row):
                found.notes.append(_revoked_note(question, row))
            else:
                found.valid.append(row)
        return found

    def _note_outside(self, question: Question, row: Award, found: _Sorted) -> None:
        if row.date is not None and row.date <= question.on:
            found.notes.append(f"{_cite(question, row)} ký ngoài khoảng xét, không tính.")

    def _issued_right(self, row: Award) -> bool:
        issuer = fold(f"{row.issuer or ''}") or fold(row.written or "").removeprefix("bang khen cua ")
        if self.issuer_is and not issuer.startswith(fold(self.issuer_is)):
            return False
        return not (self.issuer_is_not and issuer.startswith(fold(self.issuer_is_not)))


@operator("count_years")
@dataclass(frozen=True)
class CountYears(Condition):
    """At least n years with one of these titles, counted once a year by the year achieved, whenever signed.

    `consecutive` asks for years in a row. `by` "sign_date" counts decisions signed in the window instead; "row" counts
    every row of the window's years.
    """

    of: tuple[AwardCode, ...]
    at_least: int = 1
    consecutive: bool = False
    window: Window | None = None
    by: Literal["year", "sign_date", "row"] = "year"
    unit: str = ""

    def judge(self, question: Question) -> CriterionResult:
        """Count the years achieved, and the open years that may still bring the title."""
        window = self.window or question.period
        if self.by == "sign_date":
            return CountAwards(self.of, self.at_least, window=window, unit=self.unit).judge(question)
        found = self._sort(question, window)
        years = {row.year for row in found.valid if row.year is not None}
        have = len(found.valid) if self.by == "row" else len(years)
        open_years = self._open_years(question, window, years)
        if self.consecutive:
            have, may_come = best_run(years), reachable_run(years, open_years, self.at_least)
        else:
            may_come = len(open_years)
        count = Count(self.at_least, have, len(found.undated), may_come)
        return counted(
            count,
            self.unit or f"năm {_names(question, self.of)}",
            listed=join_years(years),
            note=" ".join([*found.notes, *_hint(open_years, count)]),
            evidence=self._evidence(question, found),
            doors=[Door("awards", year=year, code=self.of[0]) for year in sorted(open_years)]
            or [Door("awards", code=self.of[0])],
            warnings=[] if self.by == "row" else self._doubles(question, found.valid),
            doubt=f"năm đạt {_names(question, self.of)}",
        )

    def has_records(self, question: Question) -> bool:
        """Tell whether any such title is on record."""
        return bool(_wanted(question, self.of))

    def _sort(self, question: Question, window: Window) -> _Sorted:
        found = _Sorted([], [], [])
        for row in _wanted(question, self.of):
            if row.date is not None and row.date > question.on:
                continue
            if row.year is None:
                if not row.refused:
                    found.undated.append(row)
            elif row.refused or not window.holds_year(row.year) or not self._announced(question, row):
                continue
            elif _revoked(question, row):
                found.notes.append(_revoked_note(question, row))
            else:
                found.valid.append(row)
        if found.undated:
            found.notes.append(f"{len(found.undated)} dòng chưa ghi năm đạt, chưa tính.")
        return found

    def _announced(self, question: Question, row: Award) -> bool:
        """Tell whether a title is known on the day: an undated one is, once its year has ended."""
        return row.date is not None or (row.year is not None and row.year < question.on.year)

    def _open_years(self, question: Question, window: Window, achieved: set[int]) -> set[int]:
        settled = {
            row.year
            for row in _wanted(question, self.of)
            if (row.date is None or row.date <= question.on) and (row.refused or _revoked(question, row))
        }
        return {
            year
            for year in question.years
            if window.holds_year(year)
            and year not in achieved
            and year not in settled
            and not question.closed(year, "title")
        }

    def _evidence(self, question: Question, found: _Sorted) -> list[Evidence]:
        rows = sorted(found.valid, key=lambda row: row.year or 0)
        return [award_evidence(question.book, row) for row in [*rows, *found.undated]]

    def _doubles(self, question: Question, rows: list[Award]) -> list[str]:
        seen: set[int | None] = set()
        doubled = {row.year for row in rows if row.year in seen or seen.add(row.year)}  # type: ignore[func-returns-value]
        names = _names(question, self.of)
        return [f"{names} năm {year} có nhiều dòng, chỉ đếm một lần." for year in sorted(y for y in doubled if y)]


def _hint(open_years: set[int], count: Count) -> list[str]:
    """Return which years may still bring the title, while that can be enough."""
    hopeful = count.verdict in (Verdict.CHUA_DAT, Verdict.THIEU_DU_LIEU) and open_years
    return [f"Còn có thể đạt ở năm {join_years(open_years)}."] if hopeful else []


def best_run(years: set[int]) -> int:
    """Return the length of the longest run of years in a row."""
    best = 0
    for year in years:
        if year - 1 not in years:
            length = 1
            while year + length in years:
                length += 1
            best = max(best, length)
    return best


def reachable_run(years: set[int], open_years: set[int], need: int) -> int:
    """Return what open years can add to the longest run: enough to reach the need, or nothing."""
    return need if best_run(years | open_years) >= need else 0
