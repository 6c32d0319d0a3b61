"""Awards by decision and day, titles by year: windows, doubles, revocations, closing days."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Award

from .conftest import Judge

TWO = "count_awards: {of: [BK_TINH], at_least: 2}"
TITLES = "count_years: {of: [CSTD_CS], at_least: 2}"


def award(day: date | None, number: str | None = "1/QĐ", form: str = "BK_TINH", **more: object) -> Award:
    return Award(subject="CB1", form=form, decision=number, date=day, **more)  # type: ignore[arg-type]


def title(year: int | None, day: date | None = None, **more: object) -> Award:
    return Award(subject="CB1", form="CSTD_CS", year=year, decision=f"{year}/QĐ", date=day, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2020, 12, 31), False),
        (date(2021, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_the_period_holds_its_first_and_last_day_and_no_day_more(judge: Judge, day: date, counts: bool) -> None:
    found = judge("count_awards: {of: [BK_TINH]}", date(2026, 6, 1), awards=(award(day),))
    assert (found.verdict is Verdict.DAT) is counts


def test_an_award_signed_after_the_day_asked_is_not_known_yet(judge: Judge) -> None:
    rows = (award(date(2023, 5, 2)),)
    assert judge("count_awards: {of: [BK_TINH]}", date(2023, 5, 1), awards=rows).verdict is Verdict.CHUA_DAT
    assert judge("count_awards: {of: [BK_TINH]}", date(2023, 5, 2), awards=rows).verdict is Verdict.DAT


def test_below_the_need_turns_to_khong_dat_on_the_last_day_of_the_period(judge: Judge) -> None:
    rows = (award(date(2023, 5, 2)),)
    assert judge(TWO, date(2025, 12, 30), awards=rows).verdict is Verdict.CHUA_DAT
    assert judge(TWO, date(2025, 12, 31), awards=rows).verdict is Verdict.KHONG_DAT


def test_one_decision_written_two_ways_counts_once_with_a_warning(judge: Judge) -> None:
    rows = (award(date(2023, 5, 2), "700/QĐ-UBND"), award(date(2023, 5, 2), "700 /qđ-ubnd"))
    found = judge(TWO, date(2024, 1, 1), awards=rows)
    assert (found.have, found.missing) == (1, 1)
    assert len(found.warnings) == 1
    assert "chỉ đếm một" in found.warnings[0]


def test_one_number_of_two_days_is_two_decisions(judge: Judge) -> None:
    rows = (award(date(2022, 5, 2)), award(date(2023, 5, 2)))
    assert judge(TWO, date(2024, 1, 1), awards=rows).verdict is Verdict.DAT


def test_every_row_counts_when_the_reading_says_so(judge: Judge) -> None:
    rows = (award(date(2023, 5, 2)), award(date(2023, 5, 2)))
    assert (
        judge("count_awards: {of: [BK_TINH], at_least: 2, count_rows: true}", date(2024, 1, 1), awards=rows).have == 2
    )


def test_a_decision_withdrawn_on_the_day_no_longer_counts_and_is_named(judge: Judge) -> None:
    rows = (award(date(2022, 5, 2)), award(date(2023, 5, 2), "2/QĐ", revoked=date(2024, 6, 1)))
    assert judge(TWO, date(2024, 5, 31), awards=rows).verdict is Verdict.DAT
    after = judge(TWO, date(2024, 6, 1), awards=rows)
    assert after.verdict is Verdict.CHUA_DAT
    assert "thu hồi" in after.message


def test_an_award_without_a_day_is_a_doubt_not_a_success(judge: Judge) -> None:
    rows = (award(date(2022, 5, 2)), award(None, "2/QĐ"))
    found = judge(TWO, date(2026, 1, 1), awards=rows)
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert "chưa có ngày ký" in found.message


def test_a_ministry_named_by_the_issuer_is_that_ministrys_award(judge: Judge) -> None:
    rule = "count_awards: {of: [BK_BNG]}"
    named = award(date(2022, 5, 2), form="BK_BO", issuer="Bộ trưởng Bộ Ngoại giao")
    other = award(date(2022, 5, 2), form="BK_BO", issuer="Bộ Nội vụ")
    assert judge(rule, date(2024, 1, 1), awards=(named,)).verdict is Verdict.DAT
    assert judge(rule, date(2024, 1, 1), awards=(other,)).verdict is Verdict.CHUA_DAT


def test_the_chairmans_award_and_the_committees_are_told_apart_by_the_issuer(judge: Judge) -> None:
    chairman = award(date(2022, 5, 2), issuer="Chủ tịch UBND tỉnh Lam Giang")
    committee = award(date(2022, 5, 2), issuer="UBND tỉnh Lam Giang")
    only = "count_awards: {of: [BK_TINH], issuer_is: Chủ tịch}"
    other = "count_awards: {of: [BK_TINH], issuer_is_not: Chủ tịch}"
    on = date(2024, 1, 1)
    assert judge(only, on, awards=(chairman,)).have == 1
    assert judge(only, on, awards=(committee,)).have == 0
    assert judge(other, on, awards=(chairman,)).have == 0
    assert judge(other, on, awards=(committee,)).have == 1


def test_exactly_two_is_not_three(judge: Judge) -> None:
    rows = tuple(award(date(2022, month, 2)) for month in (1, 2, 3))
    rule = "count_awards: {of: [BK_TINH], at_least: 2, exactly: true}"
    assert judge(rule, date(2024, 1, 1), awards=rows[:2]).verdict is Verdict.DAT
    assert judge(rule, date(2024, 1, 1), awards=rows).verdict is Verdict.KHONG_DAT


def test_the_message_says_need_have_and_missing_and_cites_the_decision(judge: Judge) -> None:
    found = judge(TWO, date(2024, 1, 1), awards=(award(date(2023, 3, 10), "700/QĐ-UBND", issuer="UBND tỉnh"),))
    assert found.message == "Cần 2 BK UBND tỉnh; có 1 (700/QĐ-UBND); thiếu 1."
    assert [str(line) for line in found.evidence] == ["BK UBND tỉnh: 700/QĐ-UBND ngày 10/3/2023, UBND tỉnh"]


def test_a_title_counts_by_its_year_whenever_it_was_signed(judge: Judge) -> None:
    early = title(2020, date(2021, 1, 15))
    late = title(2025, date(2026, 1, 15))
    assert judge(TITLES, date(2026, 6, 1), awards=(early, late)).have == 1


def test_a_title_of_a_year_may_come_until_31_march_of_the_next(judge: Judge) -> None:
    rows = (title(2021, date(2021, 12, 20)),)
    last = judge(TITLES, date(2026, 3, 31), awards=rows)
    assert last.verdict is Verdict.CHUA_DAT
    assert "2025" in last.message
    assert judge(TITLES, date(2026, 4, 1), awards=rows).verdict is Verdict.KHONG_DAT


def test_a_year_refused_or_withdrawn_is_no_longer_open(judge: Judge) -> None:
    rows = (title(2021, date(2021, 12, 20)), title(2025, date(2025, 12, 20), refused=True))
    assert judge(TITLES, date(2026, 1, 5), awards=rows).verdict is Verdict.KHONG_DAT
    withdrawn = (title(2021, date(2021, 12, 20)), title(2025, date(2025, 12, 20), revoked=date(2026, 1, 2)))
    assert judge(TITLES, date(2026, 1, 1), awards=withdrawn).verdict is Verdict.DAT
    assert judge(TITLES, date(2026, 1, 2), awards=withdrawn).verdict is Verdict.KHONG_DAT


def test_two_rows_of_one_year_count_once_with_a_warning(judge: Judge) -> None:
    rows = (title(2022, date(2022, 12, 20)), title(2022, date(2022, 12, 21)))
    found = judge(TITLES, date(2024, 1, 1), awards=rows)
    assert found.have == 1
    assert found.warnings


def test_consecutive_years_need_a_chain(judge: Judge) -> None:
    rule = "count_years: {of: [CSTD_CS], at_least: 3, consecutive: true}"
    broken = tuple(title(year, date(year, 12, 20)) for year in (2021, 2022, 2024))
    assert judge(rule, date(2025, 1, 5), awards=broken).verdict is Verdict.KHONG_DAT
    hopeful = tuple(title(year, date(year, 12, 20)) for year in (2021, 2023, 2024))
    assert judge(rule, date(2025, 1, 5), awards=hopeful).verdict is Verdict.CHUA_DAT
    whole = tuple(title(year, date(year, 12, 20)) for year in (2022, 2023, 2024))
    assert judge(rule, date(2025, 1, 5), awards=whole).verdict is Verdict.DAT


def test_titles_by_sign_date_count_decisions_of_the_window(judge: Judge) -> None:
    rule = "count_years: {of: [CSTD_CS], at_least: 1, by: sign_date}"
    assert judge(rule, date(2026, 6, 1), awards=(title(2020, date(2021, 1, 15)),)).verdict is Verdict.DAT
    assert judge(rule, date(2026, 6, 1), awards=(title(2025, date(2026, 1, 15)),)).verdict is Verdict.KHONG_DAT
