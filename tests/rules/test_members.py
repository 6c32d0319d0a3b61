"""Shares of the members of a collective: who is a member, what a missing rating means, who was disciplined."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Door, Verdict
from dienhinh_desktop.domain.records import Award, Discipline, Grade, Rating, Subject, SubjectKind

from .conftest import Judge

OFFICE = Subject(code="P", kind=SubjectKind.COLLECTIVE, name="Sở", category="CO_QUAN")
TEAM = Subject(code="P1", kind=SubjectKind.COLLECTIVE, name="Phòng", unit="P")
SHARE = "members_share: {titles: [LDTT], per_cent: 70, categories: [CBCCVC]}"
ALL_DONE = "members_share: {grade: HTNV, per_cent: 100}"
NONE_WARNED = "members_undisciplined: {lighter: [Khiển trách]}"
ASKED = date(2025, 6, 1)


def person(code: str, unit: str = "P1", **more: object) -> Subject:
    return Subject(code=code, kind=SubjectKind.PERSON, name=f"Người {code}", unit=unit, **more)  # type: ignore[arg-type]


def titled(*codes: str, year: int = 2024) -> tuple[Award, ...]:
    return tuple(
        Award(subject=code, form="LDTT", year=year, decision="1/QĐ", date=date(year, 12, 20)) for code in codes
    )


PEOPLE = tuple(person(f"N{number}") for number in range(10))


@pytest.mark.parametrize(("count", "verdict"), [(6, Verdict.KHONG_DAT), (7, Verdict.DAT)])
def test_seventy_per_cent_of_ten_are_seven_people_at_any_depth(judge: Judge, count: int, verdict: Verdict) -> None:
    awards = titled(*(member.code for member in PEOPLE[:count]))
    found = judge(SHARE, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE), awards=awards)
    assert (found.verdict, found.have, found.need) == (verdict, count, 7)
    assert "đơn vị hiện nay" in found.message


def test_a_share_that_is_no_whole_number_is_rounded_up(judge: Judge) -> None:
    three = PEOPLE[:3]
    found = judge(SHARE, ASKED, subject=OFFICE, others=(TEAM, *three), awards=titled("N0", "N1"))
    assert (found.need, found.verdict) == (3, Verdict.KHONG_DAT)


@pytest.mark.parametrize(
    ("on", "verdict"), [(date(2025, 3, 31), Verdict.CHUA_DAT), (date(2025, 4, 1), Verdict.KHONG_DAT)]
)
def test_titles_may_come_until_31_march(judge: Judge, on: date, verdict: Verdict) -> None:
    found = judge(SHARE, on, subject=OFFICE, others=(TEAM, *PEOPLE), awards=titled("N0"))
    assert found.verdict is verdict


def test_who_is_no_staff_or_came_later_is_no_member_and_an_unknown_category_is_one(judge: Judge) -> None:
    others = (
        TEAM,
        person("A", category="CBCCVC"),
        person("B"),
        person("HS", category="HOC_SINH"),
        person("MOI", start=PartialDate(2025, 1, 1)),
        person("NGOAI", unit="Q"),
    )
    found = judge(SHARE, ASKED, subject=OFFICE, others=others, awards=titled("A", "B"))
    assert (found.verdict, found.need) == (Verdict.DAT, 2)


def test_a_missing_rating_is_missing_data_and_the_person_is_named(judge: Judge) -> None:
    rows = (Rating(subject="N0", year=2024, grade=Grade.HTNV, decision="1", date=date(2024, 12, 12)),)
    found = judge(ALL_DONE, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE[:2]), ratings=rows)
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert "Chưa có hồ sơ: Người N1" in found.message


def test_one_below_breaks_all_of_them(judge: Judge) -> None:
    rows = tuple(
        Rating(subject=code, year=2024, grade=grade, decision="1", date=date(2024, 12, 12))
        for code, grade in (("N0", Grade.HTNV), ("N1", Grade.KHTNV))
    )
    found = judge(ALL_DONE, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE[:2]), ratings=rows)
    assert found.verdict is Verdict.KHONG_DAT
    assert "Chưa đạt: Người N1" in found.message


def test_at_least_one_with_a_title(judge: Judge) -> None:
    rule = "members_share: {titles: [LDTT], at_least: 1}"
    assert judge(rule, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE), awards=titled("N3")).verdict is Verdict.DAT
    assert judge(rule, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE)).verdict is Verdict.KHONG_DAT


@pytest.mark.parametrize("rule", [SHARE, ALL_DONE, NONE_WARNED])
def test_a_collective_of_which_nobody_is_on_record_is_a_question(judge: Judge, rule: str) -> None:
    assert judge(rule, ASKED, subject=OFFICE, others=(TEAM,)).verdict is Verdict.THIEU_DU_LIEU


@pytest.mark.parametrize(
    ("form", "day", "verdict"),
    [
        ("Khiển trách", date(2024, 5, 1), Verdict.DAT),
        ("Cảnh cáo", date(2023, 12, 31), Verdict.DAT),
        ("Cảnh cáo", date(2024, 1, 1), Verdict.KHONG_DAT),
        ("Cách chức", date(2024, 12, 31), Verdict.KHONG_DAT),
        ("Cảnh cáo", date(2025, 1, 1), Verdict.DAT),
    ],
)
def test_discipline_of_a_member_in_that_year_counts_unless_it_is_lighter(
    judge: Judge, form: str, day: date, verdict: Verdict
) -> None:
    row = Discipline(subject="N1", form=form, decision="5/QĐ", date=day)
    assert judge(NONE_WARNED, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE), disciplines=(row,)).verdict is verdict


def test_what_members_lack_is_entered_in_the_grid_of_the_collective(judge: Judge) -> None:
    found = judge(ALL_DONE, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE))
    assert found.doors == (Door("ratings", year=2024, unit="P"),)
    found = judge(SHARE, ASKED, subject=OFFICE, others=(TEAM, *PEOPLE))
    assert found.doors == (Door("awards", year=2024, unit="P"),)
    nobody = judge(ALL_DONE, ASKED, subject=OFFICE, others=(TEAM,))
    assert nobody.doors == (Door("subjects", code="CA_NHAN", unit="P"),)
