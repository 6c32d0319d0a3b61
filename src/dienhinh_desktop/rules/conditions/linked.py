"""What stands beside a subject: the organisations of an office, contributions given, discipline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ...domain.dates import short_date
from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict
from ...domain.records import Contribution, Discipline, Grade, Subject, SubjectKind
from ...domain.text import number_text
from ..question import Question
from ..vocabulary import CategoryCode, Condition, operator
from .counting import Count, counted, days_to_come, of_another, of_others
from .ratings import RatingAt


@operator("linked_organisations")
@dataclass(frozen=True)
class LinkedOrganisations(Condition):
    """Each organisation of these categories below the office reaches the grade, in năm chốt or every closed year."""

    grade: Grade
    categories: tuple[CategoryCode, ...]
    years: Literal["latest", "every"] = "latest"

    def judge(self, question: Question) -> CriterionResult:
        """Judge every organisation; one without a rating asks for it."""
        units = [s for s in question.book.hanging_on(question.subject.code) if s.category in self.categories]
        question.book.gather(unit.code for unit in units)
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
                doors=(Door("subjects", code=SubjectKind.COLLECTIVE.value, unit=question.subject.code),),
                lack="tổ chức đảng, đoàn thể",
            )
        years = closed if self.years == "every" else closed[-1:]
        parts = [
            self._one(question, unit, year)
            for unit in units
            for year in years
            if unit.start is None or unit.start.year <= year
        ]
        if not parts:
            return self.skipped("Các tổ chức này thành lập sau năm xét.")
        return of_others(parts, "xếp loại của tổ chức đảng, đoàn thể", "xếp loại tổ chức đảng, đoàn thể")

    def _one(self, question: Question, unit: Subject, year: int) -> CriterionResult:
        part = RatingAt(self.grade, year=str(year)).judge(replace(question, subject=unit))
        return of_another(part, unit)


@operator("contributed")
@dataclass(frozen=True)
class Contributed(Condition):
    """Có đóng góp: at least n contributions of these kinds (any when none is named), by day, in the period."""

    kinds: tuple[str, ...] = ()
    at_least: int = 1

    def judge(self, question: Question) -> CriterionResult:
        """Count the contributions known on the day; one without a day is a doubt."""
        rows = self._known(question)
        sure = [row for row in rows if row.date is not None]
        count = Count(
            self.at_least, len(sure), len(rows) - len(sure), days_to_come(question, question.period, self.at_least)
        )
        listed = ", ".join(question.book.catalogue.name("contribution_kinds", row.kind) for row in sure)
        shown = [_evidence(question, row) for row in rows]
        return counted(count, "lần đóng góp", listed=listed, evidence=shown, doors=[Door("contributions")])

    def has_records(self, question: Question) -> bool:
        """Tell whether any such contribution is known on the day."""
        return bool(self._known(question))

    def _known(self, question: Question) -> list[Contribution]:
        return [
            row
            for row in question.book.contributions.of(question.subject.code)
            if (not self.kinds or row.kind in self.kinds)
            and (row.date is None or (row.date <= question.on and question.period.holds(row.date)))
        ]


def _evidence(question: Question, row: Contribution) -> Evidence:
    parts = [question.book.catalogue.name("contribution_kinds", row.kind)]
    if row.amount is not None:
        parts.append(f"{number_text(row.amount)} {row.unit_of_measure or ''}".strip())
    parts.append(f"ngày {short_date(row.date)}" if row.date else "chưa ghi ngày")
    words = " ".join(parts)
    text = f"{words}, {row.place}" if row.place else words
    return Evidence(text, date=row.date, table="contributions", record_id=row.id)


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
