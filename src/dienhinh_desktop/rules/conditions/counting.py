"""What counting conditions share: choosing rows known on a day, evidence lines, the verdict of a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Protocol

from ...domain.dates import short_date
from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict, lowest
from ...domain.records import Award, Subject
from ..lookup import Lookup
from ..question import Question, Window


class Decided(Protocol):
    """A record that rests on a decision."""

    @property
    def decision(self) -> str | None:
        """Number of the decision."""

    @property
    def date(self) -> Day | None:
        """Day it was signed."""

    @property
    def issuer(self) -> str | None:
        """Who issued it."""

    @property
    def id(self) -> int | None:
        """Identity of the row in the data folder."""


def evidence_of(text: str, row: Decided, table: str) -> Evidence:
    """Return the evidence line of a record: what it is, its decision number, day and issuer."""
    parts = [part for part in (row.decision, f"ngày {short_date(row.date)}" if row.date else "") if part]
    words = f"{text}: {' '.join(parts)}" if parts else f"{text}: chưa ghi quyết định"
    if row.issuer:
        words += f", {row.issuer}"
    return Evidence(words, row.decision, row.date, row.issuer, table, row.id)


def award_evidence(book: Lookup, row: Award) -> Evidence:
    """Return the evidence line of an award or a title, with its year."""
    form = book.catalogue.awards.get(book.form_of(row))
    name = form.short if form else row.form
    return evidence_of(f"{name} năm {row.year}" if row.year else name, row, "awards")


def of_another(part: CriterionResult, subject: Subject) -> CriterionResult:
    """Return a result about another than the one judged: under its name, and what is missing is entered with it."""
    doors = tuple(replace(door, subject=subject.code) for door in part.doors)
    lack = f"{part.lack} của {subject.name}" if part.lack else ""
    return replace(part, label=subject.name, lack=lack, doors=doors)


def of_others(parts: Sequence[CriterionResult], unit: str, lack: str) -> CriterionResult:
    """Return what the results of others come to, the lowest; each stays to be seen, their records are the evidence."""
    verdict = lowest(part.verdict for part in parts)
    have = sum(part.verdict is Verdict.DAT for part in parts)
    met = have == len(parts)
    return CriterionResult(
        None,
        "",
        verdict,
        f"Cần cả {len(parts)} {unit}; đạt {have}" + ("." if met else f"; thiếu {len(parts) - have}."),
        manner="counted",
        need=len(parts),
        have=have,
        missing=len(parts) - have or None,
        evidence=tuple(line for part in parts for line in part.evidence),
        doors=tuple(door for part in parts for door in part.doors),
        warnings=tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
        children=tuple(replace(part, evidence=(), warnings=()) for part in parts),
        lack="" if met else lack,
    )


@dataclass(frozen=True, slots=True)
class Count:
    """A count against a need: what is sure, what would count if a doubt were cleared, what may still come."""

    need: int
    have: int
    doubtful: int = 0
    may_come: int = 0
    exactly: bool = False

    @property
    def verdict(self) -> Verdict:
        """Enough is đạt; enough only with doubtful rows is thiếu dữ liệu; reachable is chưa đạt; else không đạt."""
        if self.exactly and self.have > self.need:
            return Verdict.KHONG_DAT
        if self.have >= self.need:
            return Verdict.DAT
        if self.have + self.doubtful >= self.need:
            return Verdict.THIEU_DU_LIEU
        return Verdict.CHUA_DAT if self.have + self.doubtful + self.may_come >= self.need else Verdict.KHONG_DAT

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return max(self.need - self.have, 0)


def days_to_come(question: Question, window: Window, need: int) -> int:
    """Return how many dated rows may still come: as many as needed before the window's last day, then none."""
    return need if window.last is None or question.on < window.last else 0


def counted(
    count: Count,
    unit: str,
    *,
    listed: str = "",
    note: str = "",
    evidence: Iterable[Evidence] = (),
    doors: Iterable[Door] = (),
    warnings: Iterable[str] = (),
    doubt: str = "",
) -> CriterionResult:
    """Return the result of a count, with the sentence "Cần n …; có m …; thiếu k …".

    `doubt` names what would settle rows that are in doubt: it is what lacks when they could make it enough.
    """
    exact = "đúng " if count.exactly else ""
    have = f"có {count.have}" + (f" ({listed})" if listed else "")
    message = f"Cần {exact}{count.need} {unit}; {have}"
    message += f"; thiếu {count.missing}." if count.missing else "."
    met = count.verdict is Verdict.DAT
    return CriterionResult(
        None,
        unit[:1].upper() + unit[1:],
        count.verdict,
        f"{message} {note}".strip(),
        manner="counted",
        need=count.need,
        have=count.have,
        missing=count.missing or None,
        evidence=tuple(evidence),
        doors=() if met else tuple(doors),
        warnings=tuple(warnings),
        lack=_lack(count, unit, doubt),
    )


def _lack(count: Count, unit: str, doubt: str) -> str:
    if count.verdict is Verdict.DAT:
        return ""
    if count.verdict is Verdict.THIEU_DU_LIEU and doubt:
        return doubt
    return f"{count.missing} {unit}" if count.missing else f"đúng {count.need} {unit}"
