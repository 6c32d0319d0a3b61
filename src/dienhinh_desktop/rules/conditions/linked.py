"""Results of others that count for a subject: the collective a leader headed, the organisations of an office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ...domain.eligibility import CriterionResult, Door, Verdict, lowest
from ...domain.records import Discipline, Grade, Position, Subject
from ...domain.text import join_years
from ..question import Question
from ..vocabulary import CategoryCode, Condition, operator
from .counting import Count, counted, days_to_come
from .ratings import RatingAt

_HALF_YEAR = 183


@operator("led_collective")
@dataclass(frozen=True)
class LedCollective(Condition):
    """Tập thể do cá nhân phụ trách reaches the grade in every closed year in charge.

    `choose`: the collective led on 31/12 of the year, for six months or more of it, the one led on the day asked (for
    every closed year), or every collective ever led in the year.
    """

    grade: Grade
    choose: Literal["on_31_december", "six_months", "current", "every"] = "on_31_december"

    def judge(self, question: Question) -> CriterionResult:
        """Judge the collective of each closed year by its own ratings."""
        years = [year for year in question.years if question.closed(year)]
        if not years:
            return self._result(Verdict.CHUA_DAT, "Chưa năm nào được xếp loại.", ())
        pairs = [(year, code) for year in years for code in self._led(question, year)]
        if not pairs:
            return self._result(Verdict.THIEU_DU_LIEU, "Chưa ghi tập thể phụ trách ở năm nào đã khóa.", ())
        parts = [self._year(question, code, year) for year, code in pairs]
        words = "; ".join(
            f"{year} {question.book.subjects[code].name}: {part.message}"
            for (year, code), part in zip(pairs, parts, strict=True)
        )
        return self._result(lowest(part.verdict for part in parts), words, parts)

    def _year(self, question: Question, code: str, year: int) -> CriterionResult:
        asked = replace(question, subject=question.book.subjects[code])
        return RatingAt(self.grade, str(year)).judge(asked)

    def _led(self, question: Question, year: int) -> list[str]:
        posts = [
            row
            for row in question.book.positions.of(question.subject.code)
            if row.leading and row.collective in question.book.subjects
        ]
        chosen = {
            "on_31_december": lambda: [row for row in posts if _held_on(row, date(year, 12, 31))],
            "six_months": lambda: [row for row in posts if _days_in(row, year) >= _HALF_YEAR],
            "current": lambda: [row for row in posts if _held_on(row, question.on)],
            "every": lambda: [row for row in posts if _days_in(row, year) > 0],
        }[self.choose]()
        return list(dict.fromkeys(row.collective for row in chosen if row.collective is not None))

    def _result(self, verdict: Verdict, words: str, parts: Iterable[CriterionResult]) -> CriterionResult:
        listed = tuple(parts)
        met = verdict is Verdict.DAT
        return CriterionResult(
            None,
            "",
            verdict,
            words,
            manner=self.manner,
            need=len(listed) or None,
            have=sum(part.verdict is Verdict.DAT for part in listed),
            evidence=tuple(line for part in listed for line in part.evidence),
            doors=() if met else (Door("positions"),),
            lack="" if met else "xếp loại tập thể phụ trách",
        )


def _held_on(row: Position, day: date) -> bool:
    return row.start <= day and (row.end is None or day <= row.end)


def _days_in(row: Position, year: int) -> int:
    first = max(row.start, date(year, 1, 1))
    last = min(row.end or date.max - timedelta(days=1), date(year, 12, 31))
    return max((last - first).days + 1, 0)


@operator("linked_organisations")
@dataclass(frozen=True)
class LinkedOrganisations(Condition):
    """Each organisation of these categories below the office reaches the grade, in năm chốt or every closed year."""

    grade: Grade
    categories: tuple[CategoryCode, ...]
    years: Literal["latest", "every"] = "latest"

    def judge(self, question: Question) -> CriterionResult:
        """Judge every organisation; one without a rating asks for it."""
        units = [s for s in question.book.children.get(question.subject.code, []) if s.category in self.categories]
        closed = [year for year in question.years if question.closed(year)]
        if not closed:
            return CriterionResult(None, "", Verdict.CHUA_DAT, "Chưa năm nào được xếp loại.", manner=self.manner)
        if not units:
            words = "Chưa ghi tổ chức đảng, đoàn thể của cơ quan này."
            return CriterionResult(
                None,
                "",
                Verdict.THIEU_DU_LIEU,
                words,
                manner=self.manner,
                doors=(Door("subjects"),),
                lack="tổ chức đảng, đoàn thể",
            )
        years = closed if self.years == "every" else closed[-1:]
        parts = [(unit, self._one(question, unit, year)) for unit in units for year in years]
        verdict = lowest(part.verdict for _, part in parts)
        short = [unit.name for unit, part in parts if part.verdict is not Verdict.DAT]
        return CriterionResult(
            None,
            "",
            verdict,
            " ".join(f"{unit.name}: {part.message}" for unit, part in parts),
            manner=self.manner,
            need=len(parts),
            have=len(parts) - len(short),
            missing=len(short) or None,
            evidence=tuple(line for _, part in parts for line in part.evidence),
            doors=() if verdict is Verdict.DAT else tuple(Door("ratings", year=year) for year in years),
            lack=f"xếp loại {join_years(years)} của {', '.join(dict.fromkeys(short))}" if short else "",
        )

    def _one(self, question: Question, unit: Subject, year: int) -> CriterionResult:
        return RatingAt(self.grade, str(year)).judge(replace(question, subject=unit))


@operator("contributed")
@dataclass(frozen=True)
class Contributed(Condition):
    """Có đóng góp: at least n contributions of these kinds (any when none is named), by day, in the period."""

    kinds: tuple[str, ...] = ()
    at_least: int = 1

    def judge(self, question: Question) -> CriterionResult:
        """Count the contributions known on the day; one without a day is a doubt."""
        rows = [
            row
            for row in question.book.contributions.of(question.subject.code)
            if (not self.kinds or row.kind in self.kinds)
            and (row.date is None or (row.date <= question.on and question.period.holds(row.date)))
        ]
        sure = [row for row in rows if row.date is not None]
        count = Count(
            self.at_least, len(sure), len(rows) - len(sure), days_to_come(question, question.period, self.at_least)
        )
        listed = ", ".join(f"{question.book.catalogue.name('contribution_kinds', row.kind)}" for row in sure)
        return counted(count, "lần đóng góp", listed=listed, doors=[Door("contributions")])

    def has_records(self, question: Question) -> bool:
        """Tell whether any contribution is on record."""
        return bool(question.book.contributions.of(question.subject.code))


@operator("not_disciplined")
@dataclass(frozen=True)
class NotDisciplined(Condition):
    """Không bị kỷ luật in the period, on or before the day: only where a reading makes discipline exclude."""

    of: bool = True

    def judge(self, question: Question) -> CriterionResult:
        """Look for a disciplinary decision."""
        found = [row for row in question.book.disciplines.of(question.subject.code) if self._counts(question, row)]
        verdict = Verdict.KHONG_DAT if found else Verdict.DAT
        words = "Có kỷ luật trong giai đoạn." if found else "Không có kỷ luật trong giai đoạn."
        return CriterionResult(None, "Kỷ luật", verdict, words, manner=self.manner, lack="có kỷ luật" if found else "")

    def _counts(self, question: Question, row: Discipline) -> bool:
        return row.date <= question.on and question.period.holds(row.date)
