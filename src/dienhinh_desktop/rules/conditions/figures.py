"""Figures (số liệu): actual against target, rising series, best of a group, thresholds (Q4, Q6 of the cases)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict, highest, lowest
from ...domain.records import Indicator, SubjectKind
from ...domain.text import join_years, number_text
from ..question import Question
from ..vocabulary import Condition, IndicatorCode, operator

Years = Literal["assessed", "closed", "entered"]


def figures_of(question: Question, indicator: str) -> dict[int, Indicator]:
    """Return the rows of an indicator by year; of two rows of one year the later entered stands."""
    rows = question.book.indicators.of(question.subject.code)
    return {row.year: row for row in rows if row.indicator == indicator and question.knows_figures(row.year)}


def closed_years(question: Question) -> list[int]:
    """Return the years of the period whose figures are closed, from the founding on."""
    start = question.subject.start.year if question.subject.start is not None else 0
    return [year for year in question.years if year >= start and question.closed(year, "figures")]


def assessed_year(question: Question) -> int | None:
    """Return năm xét: the year introduced by the registration, else the last year whose figures are closed."""
    if question.introduced_year is not None:
        return question.introduced_year
    start = question.subject.start.year if question.subject.start is not None else 0
    years = (year for year in question.years if year >= start and question.closed_when_asked(year, "figures"))
    return max(years, default=None)


def _name(question: Question, indicator: str) -> str:
    return question.book.catalogue.name("indicators", indicator)


def _evidence(question: Question, row: Indicator) -> Evidence:
    unit = f" {row.unit_of_measure}" if row.unit_of_measure else ""
    target = f", chỉ tiêu {number_text(row.target)}" if row.target is not None else ""
    actual = number_text(row.actual) if row.actual is not None else "chưa có"
    text = f"{_name(question, row.indicator)} {row.year}: {actual}{unit}{target}"
    return Evidence(f"{text} ({row.source})" if row.source else text, table="indicators", record_id=row.id)


def _result(
    verdict: Verdict,
    message: str,
    evidence: Iterable[Evidence] = (),
    doors: Iterable[Door] = (),
    lack: str = "",
) -> CriterionResult:
    met = verdict in (Verdict.DAT, Verdict.KHONG_AP_DUNG)
    label = message.partition(":")[0]
    return CriterionResult(
        None, label, verdict, message, manner="figures", evidence=tuple(evidence), doors=() if met else tuple(doors),
        lack="" if met else lack,
    )  # fmt: skip


@operator("target")
@dataclass(frozen=True)
class Target(Condition):
    """Actual against target: vượt is strictly more, hoàn thành or giữ vững at least. Either number missing asks for it.

    `years`: năm xét alone, every closed year, or the years a target was entered for (closed ones, and năm xét). No
    indicator named means every indicator that has a target. `enough` "any" is content with one year, which an open
    year may still bring.
    """

    indicators: tuple[IndicatorCode, ...] = ()
    compare: Literal["exceeded", "met"] = "met"
    years: Years = "assessed"
    enough: Literal["every", "any"] = "every"
    manner = "figures"

    def judge(self, question: Question) -> CriterionResult:
        """Compare year by year, indicator by indicator."""
        parts = [self._one(question, code, year) for code, year in self._pairs(question)]
        if not parts:
            return _result(Verdict.CHUA_DAT, "Chưa năm nào khóa số liệu.", lack="số liệu các năm chưa khóa")
        verdict = lowest(part.verdict for part in parts)
        if self.enough == "any":
            verdict = highest(part.verdict for part in parts)
            if verdict is Verdict.KHONG_DAT and not question.closed(question.years[-1], "figures"):
                verdict = Verdict.CHUA_DAT
        need = "Vượt" if self.compare == "exceeded" else "Đạt"
        result = _result(
            verdict,
            "; ".join(part.message for part in parts) + ".",
            [line for part in parts for line in part.evidence],
            [door for part in parts for door in part.doors],
            ", ".join(dict.fromkeys(part.lack for part in parts if part.lack)),
        )
        return replace(result, label=f"{need} chỉ tiêu{' ít nhất một năm' if self.enough == 'any' else ''}")

    def has_records(self, question: Question) -> bool:
        """Tell whether any such indicator has a target in the years looked at."""
        return bool(set(self._pairs(question)) & set(self._targeted(question)))

    def _targeted(self, question: Question) -> list[tuple[str, int]]:
        return [
            (row.indicator, row.year)
            for row in question.book.indicators.of(question.subject.code)
            if row.target is not None and (not self.indicators or row.indicator in self.indicators)
        ]

    def _pairs(self, question: Question) -> list[tuple[str, int]]:
        """Return the indicators and years to look at."""
        targeted, assessed = self._targeted(question), assessed_year(question)
        if self.years == "entered":
            years = {*closed_years(question), assessed}
            return sorted((code, year) for code, year in set(targeted) if year in years)
        codes: Iterable[str] = self.indicators or dict.fromkeys(code for code, _ in targeted)
        looked_at = closed_years(question) if self.years == "closed" else [assessed] if assessed is not None else []
        return [(code, year) for code in codes for year in looked_at]

    def _one(self, question: Question, code: str, year: int) -> CriterionResult:
        row = figures_of(question, code).get(year)
        name = _name(question, code)
        door = Door("indicators", year=year, code=code)
        if row is None or row.target is None or row.actual is None:
            lacking = "số liệu" if row is None else "chỉ tiêu" if row.target is None else "số thực hiện"
            shown = [_evidence(question, row)] if row is not None else []
            words = f"{name} năm {year}: thiếu {lacking}"
            return _result(Verdict.THIEU_DU_LIEU, words, shown, [door], f"{name} {year}")
        over = row.actual > row.target if self.compare == "exceeded" else row.actual >= row.target
        words = "vượt" if row.actual > row.target else "bằng" if row.actual == row.target else "dưới"
        need = "vượt chỉ tiêu" if self.compare == "exceeded" else "đạt chỉ tiêu"
        message = f"{name} năm {year}: cần {need}, {number_text(row.actual)} {words} {number_text(row.target)}"
        verdict = Verdict.DAT if over else Verdict.KHONG_DAT
        return _result(verdict, message, [_evidence(question, row)], [door], f"{name} {year} {words} chỉ tiêu")


@operator("increasing")
@dataclass(frozen=True)
class Increasing(Condition):
    """Năm sau cao hơn năm trước: every pair of neighbouring closed years, or only the last pair.

    `or_equal` accepts equal years. `baseline` adds an earlier year to compare the first with. `pairs` "assessed" takes
    năm xét and the year before.
    """

    indicator: IndicatorCode
    or_equal: bool = False
    baseline: int | None = None
    pairs: Literal["every", "last", "assessed"] = "every"
    manner = "figures"

    def judge(self, question: Question) -> CriterionResult:
        """Compare neighbouring years; a missing year asks for it, an equal or falling one decides."""
        years = self._years(question)
        name = _name(question, self.indicator)
        if len(years) < 2:
            return _result(Verdict.CHUA_DAT, f"{name}: cần ít nhất hai năm đã khóa số liệu.", lack=f"{name} hai năm")
        rows = figures_of(question, self.indicator)
        known = {year: rows[year].actual for year in years if year in rows and rows[year].actual is not None}
        missing = [year for year in years if year not in known]
        falling = [(a, b) for a, b in pairwise(years) if self._falls(known.get(a), known.get(b))]
        shown = [_evidence(question, rows[year]) for year in years if year in rows]
        doors = [Door("indicators", year=year, code=self.indicator) for year in missing]
        if falling:
            parts = [f"{b} ({_value(known, b)}) không cao hơn {a} ({_value(known, a)})" for a, b in falling]
            words = f"{name} không tăng năm {join_years(b for _, b in falling)}"
            return _result(Verdict.KHONG_DAT, f"{name}: năm {', '.join(parts)}.", shown, doors, words)
        if missing:
            words = f"{name} {join_years(missing)}"
            return _result(Verdict.THIEU_DU_LIEU, f"{name}: thiếu năm {join_years(missing)}.", shown, doors, words)
        return _result(Verdict.DAT, f"{name} tăng qua các năm {join_years(years)}.", shown)

    def has_records(self, question: Question) -> bool:
        """Tell whether the year looked at last is on record."""
        years = self._years(question)
        return bool(set(years) & set(figures_of(question, self.indicator)))

    def _years(self, question: Question) -> list[int]:
        if self.pairs == "assessed":
            year = assessed_year(question)
            return [] if year is None else [year - 1, year]
        years = closed_years(question)
        if self.pairs == "last":
            return [years[-1] - 1, years[-1]] if years else []
        return [self.baseline, *years] if self.baseline is not None and years else years

    def _falls(self, before: float | None, after: float | None) -> bool:
        if before is None or after is None:
            return False
        return after < before if self.or_equal else after <= before


def _value(known: dict[int, float | None], year: int) -> str:
    return number_text(known[year] or 0)


@operator("best_in_group")
@dataclass(frozen=True)
class BestInGroup(Condition):
    """Cao nhất trong nhóm: first or tied in each closed year on record, among households of the group.

    `group`: the same hamlet (Địa bàn), the same commune, the whole district, or the households registered under the
    plan by the day.
    """

    indicator: IndicatorCode
    group: Literal["hamlet", "commune", "district", "list"] = "hamlet"
    manner = "figures"

    def judge(self, question: Question) -> CriterionResult:
        """Compare with the best of the others, year by year; nobody to compare with asks for data."""
        mine = figures_of(question, self.indicator)
        years = [y for y in closed_years(question) if y in mine and mine[y].actual is not None]
        name = _name(question, self.indicator)
        if not years:
            waiting = Verdict.THIEU_DU_LIEU if closed_years(question) else Verdict.CHUA_DAT
            return _result(waiting, f"{name}: chưa có số liệu năm đã khóa.", lack=name)
        parts = [self._year(question, year, mine[year].actual or 0) for year in years]
        verdict = lowest(found for found, _ in parts)
        shown = [_evidence(question, mine[year]) for year in years]
        return _result(verdict, f"{name}: {'; '.join(words for _, words in parts)}.", shown, lack=f"{name} cao nhất")

    def has_records(self, question: Question) -> bool:
        """Tell whether the subject has any figure of the indicator."""
        return bool(figures_of(question, self.indicator))

    def _year(self, question: Question, year: int, value: float) -> tuple[Verdict, str]:
        name, codes = self._group(question)
        best = question.book.best_other(name, codes, self.indicator, year, question.subject.code)
        if best is None:
            return Verdict.THIEU_DU_LIEU, f"năm {year} không có hộ nào để so"
        words = f"năm {year} {number_text(value)}, hộ cao nhất khác {number_text(best)}"
        return (Verdict.DAT if value >= best else Verdict.KHONG_DAT), words

    def _group(self, question: Question) -> tuple[tuple[object, ...], Callable[[], list[str]]]:
        """Return the name of the group compared with, and how to find its households."""
        book, me = question.book, question.subject
        if self.group == "hamlet":
            return (self.group, me.locality), lambda: _households_in(question, [me.locality])
        if self.group == "commune":
            here = question.commune_of(me)
            return (self.group, here), lambda: _households_in(question, _localities_of(question, here))
        if self.group == "list":
            return (self.group, question.plan, question.on), lambda: _households_listed(question)
        return (self.group,), lambda: [household.code for household in book.of_kind(SubjectKind.HOUSEHOLD)]


def _households_in(question: Question, localities: Iterable[str | None]) -> list[str]:
    return [
        subject.code
        for locality in localities
        if locality is not None
        for subject in question.book.located_in(locality)
        if subject.kind is SubjectKind.HOUSEHOLD
    ]


def _localities_of(question: Question, commune: str | None) -> list[str]:
    """Return the Địa bàn whose households are of a commune: those that lie in it, and itself where it lies in none."""
    if commune is None:
        return []
    own = question.book.subjects.get(commune)
    alone = [commune] if own is not None and not own.locality else []
    return [*alone, *(subject.code for subject in question.book.located_in(commune))]


def _households_listed(question: Question) -> list[str]:
    book = question.book
    rows = book.registered(question.plan)
    listed = dict.fromkeys(row.subject for row in rows if row.date is None or row.date <= question.on)
    book.gather(listed)
    found = (book.subjects.get(code) for code in listed)
    return [subject.code for subject in found if subject is not None and subject.kind is SubjectKind.HOUSEHOLD]


@operator("threshold")
@dataclass(frozen=True)
class Threshold(Condition):
    """Từ n trở lên in the latest record not after the year of the day; `of_target`: at least its own target.

    Below: chưa đạt before the last day of the period, from then không đạt.
    """

    indicator: IndicatorCode
    at_least: int = 1
    of_target: bool = False
    manner = "figures"

    def judge(self, question: Question) -> CriterionResult:
        """Compare the latest record with the threshold."""
        name = _name(question, self.indicator)
        row = self._latest(question)
        door = [Door("indicators", year=question.on.year, code=self.indicator)]
        need = row.target if row is not None and self.of_target else float(self.at_least)
        if row is None or row.actual is None or need is None:
            return _result(Verdict.THIEU_DU_LIEU, f"{name}: chưa có số liệu.", (), door, name)
        words = f"{name}: cần {number_text(need)}, năm {row.year} có {number_text(row.actual)}"
        if row.actual >= need:
            return _result(Verdict.DAT, f"{words}.", [_evidence(question, row)])
        before = question.period.last is None or question.on < question.period.last
        verdict = Verdict.CHUA_DAT if before else Verdict.KHONG_DAT
        missing = number_text(need - row.actual)
        lack = f"{name} còn thiếu {missing}"
        return _result(verdict, f"{words}; thiếu {missing}.", [_evidence(question, row)], door, lack)

    def has_records(self, question: Question) -> bool:
        """Tell whether any figure is on record."""
        return self._latest(question) is not None

    def _latest(self, question: Question) -> Indicator | None:
        rows = figures_of(question, self.indicator)
        return rows.get(max((year for year in rows if year <= question.on.year), default=0))
