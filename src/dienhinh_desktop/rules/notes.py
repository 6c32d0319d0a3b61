"""Notes: things a council should see beside a verdict, which never change it (Q7 of the cases; N13 of plan 198)."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.records import Award, SubjectKind
from .question import Question
from .vocabulary import AwardCode


@dataclass(frozen=True)
class Note:
    """A higher form on record in the period, beside forms the plan asks for; or a title that presupposes others.

    `higher`: forms above `than`. With `presupposes` n, the warning is given only while fewer than n years of `than` are
    known. `kinds` narrows the note to some kinds of subject.
    """

    higher: tuple[AwardCode, ...]
    than: tuple[AwardCode, ...]
    text: str
    presupposes: int = 0
    kinds: tuple[SubjectKind, ...] = ()

    def warning(self, question: Question) -> str:
        """Return the words of the warning, or ""."""
        if self.kinds and question.subject.kind not in self.kinds:
            return ""
        found = [row for row in self._known(question) if question.book.form_of(row) in self.higher]
        if not found:
            return ""
        if self.presupposes:
            lower = {row.year for row in self._known(question) if question.book.form_of(row) in self.than}
            if len(lower) >= self.presupposes:
                return ""
        names = dict.fromkeys(question.book.catalogue.awards[question.book.form_of(row)].short for row in found)
        return f"Có {', '.join(names)}: {self.text}"

    def _known(self, question: Question) -> list[Award]:
        return [
            row
            for row in question.book.awards.of(question.subject.code)
            if not row.refused
            and (row.date is None or row.date <= question.on)
            and (row.revoked is None or row.revoked > question.on)
            and self._in_period(question, row)
        ]

    def _in_period(self, question: Question, row: Award) -> bool:
        if row.year is not None:
            return question.period.holds_year(row.year)
        return row.date is None or question.period.holds(row.date)
