"""Households and places: out of poverty, and the title that belongs to each kind of place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...domain.eligibility import CriterionResult, Door, Evidence, Verdict
from ...domain.records import Award, HouseholdState, HouseholdStatus
from ...domain.text import join_years
from ..question import Question
from ..vocabulary import AwardCode, CategoryCode, Condition, operator
from .counting import award_evidence

_POOR = (HouseholdState.POOR, HouseholdState.NEAR_POOR)


def _statuses(question: Question) -> list[HouseholdStatus]:
    """Return the statuses known, one a year, oldest first; none of a year after the day asked."""
    rows = question.book.household_statuses.of(question.subject.code)
    by_year = {row.year: row for row in rows if row.year <= question.on.year}
    return [by_year[year] for year in sorted(by_year)]


def _evidence(rows: list[HouseholdStatus]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(f"Năm {row.year}: {_words(row.state)}", table="household_statuses", record_id=row.id) for row in rows
    )


def _words(state: HouseholdState) -> str:
    return {"Nghèo": "hộ nghèo", "Cận nghèo": "hộ cận nghèo", "Không": "không còn nghèo, cận nghèo"}[state.value]


def _judged(verdict: Verdict, message: str, rows: list[HouseholdStatus], lack: str) -> CriterionResult:
    met = verdict is Verdict.DAT
    doors = () if met else (Door("household_statuses"),)
    return CriterionResult(
        None, "", verdict, message, manner="counted", evidence=_evidence(rows), doors=doors, lack="" if met else lack
    )


def _gaps(question: Question, rows: list[HouseholdStatus]) -> list[int]:
    """Return the years of the period before the latest status that have none: the household may have been poor then."""
    known = {row.year for row in rows}
    return [year for year in question.years if year < max(known) and year not in known]


def _unknown(years: list[int], rows: list[HouseholdStatus]) -> CriterionResult:
    words = f"Chưa có tình trạng hộ năm {join_years(years)}, chưa rõ có từng là hộ nghèo, cận nghèo."
    return _judged(Verdict.THIEU_DU_LIEU, words, rows, f"tình trạng hộ {join_years(years)}")


@operator("was_poor")
@dataclass(frozen=True)
class WasPoor(Condition):
    """Là hộ nghèo, cận nghèo: in one year of the period, or in the latest year on record."""

    when: Literal["in_period", "latest"] = "in_period"

    def judge(self, question: Question) -> CriterionResult:
        """Look for a poor or near-poor year."""
        known = [row for row in _statuses(question) if question.period.holds_year(row.year)]
        rows = known if self.when == "in_period" else known[-1:]
        if not rows:
            return _judged(Verdict.THIEU_DU_LIEU, "Chưa có tình trạng hộ các năm.", [], "tình trạng hộ")
        poor = [row.year for row in rows if row.state in _POOR]
        if poor:
            return _judged(Verdict.DAT, f"Là hộ nghèo, cận nghèo năm {join_years(poor)}.", rows, "")
        years = join_years(row.year for row in rows)
        if self.when == "in_period" and (unknown := _gaps(question, rows)):
            return _unknown(unknown, rows)
        return _judged(Verdict.KHONG_DAT, f"Không là hộ nghèo, cận nghèo năm {years}.", rows, "không thuộc hộ nghèo")


@operator("left_poverty")
@dataclass(frozen=True)
class LeftPoverty(Condition):
    """Vươn lên thoát nghèo: poor or near-poor in one year of the period and neither in the latest.

    `near_poor_is_out` takes the step from poor to near-poor as out. `trying` is content with still being poor.
    """

    near_poor_is_out: bool = False
    trying: bool = False

    def judge(self, question: Question) -> CriterionResult:
        """Compare the latest year with the years before."""
        rows = [row for row in _statuses(question) if question.period.holds_year(row.year)]
        if not rows:
            return _judged(Verdict.THIEU_DU_LIEU, "Chưa có tình trạng hộ các năm.", [], "tình trạng hộ")
        latest = rows[-1]
        was = [row for row in rows if row.state in _POOR]
        if not was and (unknown := _gaps(question, rows)):
            return _unknown(unknown, rows)
        if not was:
            return _judged(
                Verdict.KHONG_DAT, "Chưa từng là hộ nghèo, cận nghèo trong giai đoạn.", rows, "chưa từng nghèo"
            )
        words = f"Năm {was[0].year} {_words(was[0].state)}; năm {latest.year} {_words(latest.state)}."
        if self.trying or latest.state not in _POOR or self._stepped_up(was, latest):
            return _judged(Verdict.DAT, words, rows, "")
        return _judged(Verdict.CHUA_DAT, words, rows, "chưa thoát nghèo")

    def has_records(self, question: Question) -> bool:
        """Tell whether any status is on record."""
        return bool(_statuses(question))

    def _stepped_up(self, was: list[HouseholdStatus], latest: HouseholdStatus) -> bool:
        poor_before = any(row.state is HouseholdState.POOR and row.year < latest.year for row in was)
        return self.near_poor_is_out and poor_before and latest.state is HouseholdState.NEAR_POOR


@operator("title_by_kind")
@dataclass(frozen=True)
class TitleByKind(Condition):
    """Danh hiệu đúng loại địa bàn, in force: only a wrong one is không đạt; a kind without a title asks the office.

    `titles`: for each category the titles that are right for it. `any_title` accepts any of them for every kind.
    """

    titles: dict[CategoryCode, tuple[AwardCode, ...]]
    any_title: bool = False

    def judge(self, question: Question) -> CriterionResult:
        """Look for the title of the subject's kind among those in force on the day."""
        catalogue = question.book.catalogue
        known = tuple(dict.fromkeys(title for titles in self.titles.values() for title in titles))
        right = self.titles.get(CategoryCode(question.subject.category or ""), ())
        wanted = known if self.any_title else right
        rows = [row for row in self._in_force(question) if row.form in known]
        shown = tuple(award_evidence(question.book, row) for row in rows)
        if any(row.form in wanted for row in rows):
            return CriterionResult(
                None, "", Verdict.DAT, "Có danh hiệu đúng loại, còn hiệu lực.", evidence=shown, manner="counted"
            )
        if not wanted:
            kind = catalogue.name("categories", question.subject.category or "")
            words = f"{kind} không có danh hiệu tương ứng trong kế hoạch; cơ quan quyết định cách xét."
            if not kind:
                words = "Chưa ghi phân loại địa bàn nên chưa rõ cần danh hiệu nào."
            return self._short(Verdict.THIEU_DU_LIEU, words, shown, "danh hiệu của loại địa bàn này")
        names = " hoặc ".join(catalogue.award_name(code) for code in wanted)
        if rows:
            had = ", ".join(catalogue.award_name(row.form) for row in rows)
            return self._short(Verdict.KHONG_DAT, f"Cần {names}; chỉ có {had}, sai loại địa bàn.", shown, names)
        ended = question.period.last is not None and question.on >= question.period.last
        verdict = Verdict.KHONG_DAT if ended else Verdict.CHUA_DAT
        return self._short(verdict, f"Cần {names}; chưa có.", shown, names)

    def _short(self, verdict: Verdict, words: str, shown: tuple[Evidence, ...], lack: str) -> CriterionResult:
        doors = (Door("awards"),)
        return CriterionResult(None, "", verdict, words, manner="counted", evidence=shown, doors=doors, lack=lack)

    def _in_force(self, question: Question) -> list[Award]:
        return [
            row
            for row in question.book.awards.of(question.subject.code)
            if not row.refused
            and (row.date is None or row.date <= question.on)
            and not (row.revoked is not None and row.revoked <= question.on)
        ]
