"""Attestations and initiatives: what is complete, what discipline undoes, what an unknown effect means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.records import Attestation, Discipline, Initiative

from .conftest import Judge

GIVEN = Attestation(
    subject="CB1", criterion="TC", passed=True, attester="Chánh Văn phòng", date=date(2024, 3, 10), evidence="BB số 7"
)
ON = date(2024, 12, 31)
PROVINCIAL = "count_initiatives: {levels: [TINH]}"


def discipline(day: date) -> Discipline:
    return Discipline(subject="CB1", form="Khiển trách", date=day)


def initiative(**more: object) -> Initiative:
    row = Initiative(
        subject="CB1",
        name="Số hóa hồ sơ",
        level="TINH",
        decision="2890/QĐ-UBND",
        date=date(2023, 11, 22),
        effective=True,
        effective_on=date(2024, 12, 10),
    )
    return replace(row, **more)  # type: ignore[arg-type]


def test_nobody_attested_is_missing_data(judge: Judge) -> None:
    assert judge("attested: {}", ON).verdict is Verdict.THIEU_DU_LIEU


def test_complete_and_passed_is_dat(judge: Judge) -> None:
    found = judge("attested: {}", ON, attestations=(GIVEN,))
    assert found.verdict is Verdict.DAT
    assert "10/3/2024" in found.message


@pytest.mark.parametrize("lost", ["attester", "evidence", "date"])
def test_without_person_day_or_evidence_it_is_missing_data(judge: Judge, lost: str) -> None:
    row = replace(GIVEN, **{lost: None})  # type: ignore[arg-type]
    assert judge("attested: {}", ON, attestations=(row,)).verdict is Verdict.THIEU_DU_LIEU


def test_the_latest_one_known_on_the_day_decides(judge: Judge) -> None:
    refused = replace(GIVEN, passed=False, date=date(2024, 6, 1))
    assert judge("attested: {}", date(2024, 5, 31), attestations=(GIVEN, refused)).verdict is Verdict.DAT
    assert judge("attested: {}", date(2024, 6, 1), attestations=(refused, GIVEN)).verdict is Verdict.KHONG_DAT


def test_discipline_after_it_asks_for_it_again_and_before_it_does_not(judge: Judge) -> None:
    for day, verdict in (
        (date(2024, 3, 9), Verdict.DAT),
        (date(2024, 3, 10), Verdict.DAT),
        (date(2024, 3, 11), Verdict.THIEU_DU_LIEU),
        (date(2025, 1, 1), Verdict.DAT),
    ):
        found = judge("attested: {}", ON, attestations=(GIVEN,), disciplines=(discipline(day),))
        assert found.verdict is verdict, day


def test_an_initiative_needs_recognition_and_effect(judge: Judge) -> None:
    assert judge(PROVINCIAL, ON, initiatives=(initiative(),)).verdict is Verdict.DAT
    unknown = initiative(effective=None, effective_on=None)
    found = judge(PROVINCIAL, ON, initiatives=(unknown,))
    assert found.verdict is Verdict.THIEU_DU_LIEU
    assert found.doors[0].table == "initiatives"
    assert judge(PROVINCIAL, ON, initiatives=(initiative(effective=False),)).verdict is Verdict.CHUA_DAT


def test_an_effect_confirmed_later_is_unknown_on_the_day(judge: Judge) -> None:
    assert judge(PROVINCIAL, date(2024, 12, 9), initiatives=(initiative(),)).verdict is Verdict.THIEU_DU_LIEU
    assert judge(PROVINCIAL, date(2024, 12, 10), initiatives=(initiative(),)).verdict is Verdict.DAT


def test_recognition_alone_is_enough_when_the_reading_says_so(judge: Judge) -> None:
    rule = "count_initiatives: {levels: [TINH], effect: recognised}"
    assert judge(rule, ON, initiatives=(initiative(effective=None),)).verdict is Verdict.DAT


def test_another_level_does_not_count(judge: Judge) -> None:
    assert judge(PROVINCIAL, ON, initiatives=(initiative(level="CO_SO"),)).verdict is Verdict.CHUA_DAT


def test_a_co_author_counts_unless_only_the_main_author_does(judge: Judge) -> None:
    mine, theirs = initiative(share=40.0), replace(initiative(share=60.0), subject="CB2")
    assert judge(PROVINCIAL, ON, initiatives=(mine, theirs)).verdict is Verdict.DAT
    main = "count_initiatives: {levels: [TINH], authors: main}"
    assert judge(main, ON, initiatives=(mine, theirs)).verdict is Verdict.CHUA_DAT
    assert judge(main, ON, initiatives=(initiative(share=50.0), replace(theirs, share=50.0))).verdict is Verdict.DAT


def test_the_same_initiative_twice_is_one(judge: Judge) -> None:
    found = judge("count_initiatives: {at_least: 2}", ON, initiatives=(initiative(), initiative()))
    assert found.have == 1
    assert found.warnings


def test_two_initiatives_of_one_decision_are_two(judge: Judge) -> None:
    rows = (initiative(), initiative(name="Cẩm nang lễ tân"))
    assert judge("count_initiatives: {at_least: 2}", ON, initiatives=rows).verdict is Verdict.DAT
