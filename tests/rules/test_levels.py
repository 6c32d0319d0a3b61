"""The two list levels, what a plan prefers in its lists, unit-made criteria, and who belongs to a group."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.plans import Preference
from dienhinh_desktop.domain.records import Attestation, Registration, Subject, SubjectKind
from dienhinh_desktop.rules.levels import ListLevels

from .conftest import PERSON, Judge

WARN, REFUSE = ListLevels("CO_SO", "CAP_TREN"), ListLevels("CO_SO", "CAP_TREN", "refuse")
ON = date(2023, 6, 15)


def entry(level: str, field: str | None = "NTM", introducer: str = "X1") -> Registration:
    return Registration(subject="A", plan="KH", field=field, level=level, introducer=introducer)


def test_an_upper_entry_without_a_base_row_is_warned_of_in_its_field() -> None:
    assert WARN.warning([entry("CAP_TREN")], "NTM")
    assert not WARN.warning([entry("CAP_TREN")], "VHCS")
    assert not WARN.warning([entry("CO_SO")], "NTM")
    assert not WARN.warning([entry("CAP_TREN"), entry("CO_SO", introducer="PNN")], "NTM")
    assert WARN.warning([entry("CAP_TREN"), entry("CO_SO", "VHCS")], "NTM")


def test_the_upper_list_keeps_or_refuses_what_no_base_list_holds() -> None:
    alone, base = entry("CAP_TREN"), entry("CO_SO")
    assert WARN.upper_list([alone]) == [alone]
    assert REFUSE.upper_list([alone]) == []
    assert REFUSE.upper_list([alone, base]) == [alone]


def test_an_office_with_base_rows_only_sends_those() -> None:
    base = entry("CO_SO")
    assert WARN.upper_list([base]) == REFUSE.upper_list([base]) == [base]


def subject(*traits: str, kind: SubjectKind = SubjectKind.PERSON) -> Subject:
    return Subject(code="A", kind=kind, name="A", traits=traits)


def test_a_preferred_trait_or_the_want_of_one() -> None:
    assert Preference(trait="TRUC_TIEP").holds(subject("TRUC_TIEP", "CAP_CO_SO"), ())
    assert not Preference(trait="TRUC_TIEP").holds(subject(), ())
    not_chosen = Preference(trait="LAM_DIEM", absent=True, fields=("NTM",), kinds=(SubjectKind.COLLECTIVE,))
    commune, pilot = (subject(*traits, kind=SubjectKind.COLLECTIVE) for traits in ((), ("LAM_DIEM",)))
    assert not_chosen.holds(commune, ["NTM"])
    assert not not_chosen.holds(pilot, ["NTM"])
    assert not not_chosen.holds(commune, ["DSVH"])
    assert not not_chosen.holds(subject(), ["NTM"])


def attested(code: str, *, passed: bool = True, on: date = date(2023, 6, 1)) -> Attestation:
    return Attestation(subject="CB1", criterion=code, passed=passed, attester="Trưởng phòng", date=on, evidence="BB 1")


@pytest.mark.parametrize(
    ("rows", "optional", "needed"),
    [
        ((), Verdict.KHONG_AP_DUNG, Verdict.THIEU_DU_LIEU),
        ((attested("KHAC_01"),), Verdict.KHONG_AP_DUNG, Verdict.THIEU_DU_LIEU),
        ((attested("DV_01"),), Verdict.DAT, Verdict.DAT),
        ((attested("DV_01"), attested("DV_02", passed=False)), Verdict.KHONG_DAT, Verdict.KHONG_DAT),
        ((attested("DV_01", on=date(2023, 6, 16)),), Verdict.KHONG_AP_DUNG, Verdict.THIEU_DU_LIEU),
    ],
)
def test_criteria_a_unit_made_itself_count_when_they_are_attested(
    judge: Judge, rows: tuple[Attestation, ...], optional: Verdict, needed: Verdict
) -> None:
    assert judge("own_criteria: {prefix: DV_}", ON, attestations=rows).verdict is optional
    assert judge("own_criteria: {prefix: DV_, needed: true}", ON, attestations=rows).verdict is needed


@pytest.mark.parametrize(
    ("category", "verdict"),
    [("CBCCVC", Verdict.DAT), ("NONG_DAN", Verdict.KHONG_DAT), (None, Verdict.THIEU_DU_LIEU)],
)
def test_belonging_to_a_group_asks_for_an_unknown_category(
    judge: Judge, category: str | None, verdict: Verdict
) -> None:
    someone = Subject(code="CB1", kind=SubjectKind.PERSON, name="An", category=category)
    rule = "belongs: {kinds: [CA_NHAN], categories: [CBCCVC, NLD]}"
    assert judge(rule, ON, subject=someone).verdict is verdict


def test_belonging_by_kind_alone(judge: Judge) -> None:
    assert judge("belongs: {kinds: [CA_NHAN]}", ON).verdict is Verdict.DAT
    assert judge("belongs: {kinds: [TAP_THE]}", ON, subject=PERSON).verdict is Verdict.KHONG_DAT


@pytest.mark.parametrize(("unknown", "verdict"), [("true", Verdict.THIEU_DU_LIEU), ("false", Verdict.KHONG_AP_DUNG)])
def test_a_category_not_on_record_is_let_in_only_where_the_plan_says_so(
    judge: Judge, unknown: str, verdict: Verdict
) -> None:
    rule = f"when: {{condition: {{category: {{of: [CBCCVC], unknown: {unknown}}}}}, then: {{attested: {{}}}}}}"
    assert judge(rule, ON).verdict is verdict


def test_a_place_of_a_list_left_empty_is_no_part_of_it(judge: Judge) -> None:
    found = judge("all_of: [{belongs: {kinds: [CA_NHAN]}}, null]", ON)
    assert (found.verdict, len(found.children)) == (Verdict.DAT, 1)
