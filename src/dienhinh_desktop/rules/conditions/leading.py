"""The collective a leader is in charge of (tập thể phụ trách): its ratings and titles count for the leader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ...domain.eligibility import CriterionResult, Door, Verdict
from ...domain.records import Award, Grade, Position
from ...domain.text import join_years
from ..question import Question
from ..vocabulary import AwardCode, Condition, operator
from .counting import award_evidence, of_another, of_others
from .ratings import RatingAt

Choose = Literal["on_31_december", "six_months", "current", "every"]
_UNKNOWN = ""
"""Stands for a collective in charge of which the post does not say which one it is."""


@operator("led_collective")
@dataclass(frozen=True)
class LedCollective(Condition):
    """Tập thể do cá nhân phụ trách reaches the grade in every closed year in charge.

    `choose`: the collective led on 31/12 of the year, for six months or more of it, the one led on the day asked (for
    every closed year), or every collective ever led in the year.
    """

    grade: Grade
    choose: Choose = "on_31_december"

    def judge(self, question: Question) -> CriterionResult:
        """Judge the collective of each closed year by its own ratings."""
        pairs = list(_in_charge(question, self.choose))
        if not pairs:
            return _result(Verdict.CHUA_DAT, "Chưa có năm đã khóa nào giữ chức vụ phụ trách tập thể.")
        parts = [self._year(question, year, code) for year, code in pairs]
        return of_others(parts, "xếp loại của tập thể phụ trách", "xếp loại của tập thể phụ trách")

    def _year(self, question: Question, year: int, code: str) -> CriterionResult:
        if code == _UNKNOWN:
            asked = _result(Verdict.THIEU_DU_LIEU, f"Năm {year}: chưa ghi tập thể phụ trách.")
            doors = (Door("positions"),)
            return replace(asked, label=f"Năm {year}", lack=f"tập thể phụ trách năm {year}", doors=doors)
        collective = question.book.subjects[code]
        part = RatingAt(self.grade, year=str(year)).judge(replace(question, subject=collective))
        return of_another(part, collective)


@operator("led_collective_titled")
@dataclass(frozen=True)
class LedCollectiveTitled(Condition):
    """Tập thể do cá nhân phụ trách has one of these titles in a year in charge; the open year counts too."""

    titles: tuple[AwardCode, ...]
    choose: Choose = "on_31_december"

    def judge(self, question: Question) -> CriterionResult:
        """Look for a title in force among those of the collectives led."""
        rows = self._known(question)
        valid = [row for row in rows if not row.refused and (row.revoked is None or row.revoked > question.on)]
        names = " hoặc ".join(question.book.catalogue.award_name(code) for code in self.titles)
        if valid:
            years = join_years(row.year for row in valid if row.year is not None)
            words = f"Tập thể phụ trách đạt {names}{f' năm {years}' if years else ''}."
            found = _result(Verdict.DAT, words)
            return replace(found, evidence=tuple(award_evidence(question.book, row) for row in valid))
        return _result(Verdict.KHONG_DAT, f"Tập thể phụ trách không đạt hoặc đã bị thu hồi {names}.")

    def has_records(self, question: Question) -> bool:
        """Tell whether such a title was ever considered for a collective led."""
        return bool(self._known(question))

    def _known(self, question: Question) -> list[Award]:
        book = question.book
        led = {(year, code) for year, code in _in_charge(question, self.choose, closed=False)}
        return [
            row
            for code in dict.fromkeys(code for _, code in sorted(led))
            for row in book.awards.of(code)
            if any(book.catalogue.is_form(row.form, title, row.issuer) for title in self.titles)
            and (row.date is None or row.date <= question.on)
            and (row.year if row.year is not None else row.date.year if row.date else None, code) in led
        ]


def _result(verdict: Verdict, words: str) -> CriterionResult:
    met = verdict is Verdict.DAT
    doors = () if met else (Door("positions"),)
    lack = "" if met else "kết quả của tập thể phụ trách"
    return CriterionResult(None, "", verdict, words, manner="counted", doors=doors, lack=lack)


def _in_charge(question: Question, choose: Choose, *, closed: bool = True) -> Iterator[tuple[int, str]]:
    """Yield every year and collective in charge of: closed years, or all that have begun."""
    posts = [row for row in question.book.positions.of(question.subject.code) if row.leading]
    for year in question.years:
        if question.closed(year) if closed else year <= question.on.year:
            for code in dict.fromkeys(_chosen(question, posts, choose, year)):
                subject = question.book.subjects.get(code)
                if subject is None or subject.start is None or subject.start.year <= year:
                    yield year, code


def _chosen(question: Question, posts: list[Position], choose: Choose, year: int) -> list[str]:
    rows = [row for row in posts if row.start <= question.on]
    if choose == "on_31_december":
        rows = [row for row in rows if _held_on(row, date(year, 12, 31))]
    elif choose == "current":
        rows = [row for row in rows if _held_on(row, question.on)]
    elif choose == "every":
        rows = [row for row in rows if _span(row, year) is not None]
    codes = [_collective(question, row) for row in rows]
    if choose == "six_months":
        return [code for code in dict.fromkeys(codes) if _six_months(question, rows, code, year)]
    return codes


def _collective(question: Question, row: Position) -> str:
    return row.collective if row.collective in question.book.subjects and row.collective is not None else _UNKNOWN


def _six_months(question: Question, rows: list[Position], code: str, year: int) -> bool:
    """Tell whether posts in charge of one collective, joined where one follows the other, fill six months of a year."""
    spans = sorted(s for row in rows if _collective(question, row) == code and (s := _span(row, year)) is not None)
    joined: list[tuple[date, date]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return any(_months(first, last) >= 6 for first, last in joined)


def _months(first: date, last: date) -> int:
    """Return the whole months from one day to another of the same year, both included."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if after.day >= first.day else months - 1


def _held_on(row: Position, day: date) -> bool:
    return row.start <= day and (row.end is None or day <= row.end)


def _span(row: Position, year: int) -> tuple[date, date] | None:
    first, last = max(row.start, date(year, 1, 1)), min(row.end or date.max, date(year, 12, 31))
    return (first, last) if first <= last else None
