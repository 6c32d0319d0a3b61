"""The shipped plans: every criterion is asked somewhere, every reading changes something, both ways of citing agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Stage, Verdict
from dienhinh_desktop.domain.records import Records, Registration, Subject, SubjectKind
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.engine import assess
from dienhinh_desktop.rules.packs import Pack, read_pack
from dienhinh_desktop.rules.vocabulary import JudgedCriterion
from dienhinh_desktop.services.plans import pack_files

REPLICATION = {"QB_NR_01", "QB_NR_02", "KG_DT_02", "TC_NR_01"}
"""Conditions of replication (nhân rộng), which no registration asks for."""


@pytest.fixture(scope="module", params=pack_files(), ids=lambda file: file.stem)
def pack(request: pytest.FixtureRequest, catalogue: Catalogue) -> Pack:
    file: Path = request.param
    return read_pack(file.read_text(encoding="utf-8"), file.name, catalogue)


def shipped(code: str, catalogue: Catalogue) -> Pack:
    return read_pack(resources.path("plans", f"{code}.yaml").read_text(encoding="utf-8"), code, catalogue)


def criteria_in(rule: Any) -> Iterator[str]:
    if isinstance(rule, JudgedCriterion):
        yield rule.code
    if isinstance(rule, tuple):
        for part in rule:
            yield from criteria_in(part)
    elif is_dataclass(rule):
        for field in fields(rule):
            yield from criteria_in(getattr(rule, field.name))


def test_every_criterion_is_asked_in_some_field_save_preferences_and_replication(pack: Pack) -> None:
    rules = pack.rules(pack.readings({}), Stage.RECOGNITION)
    asked = {code for field in rules.fields.values() for code in criteria_in(field.formula)}
    preferences = {criterion.code for criterion in pack.plan.criteria if criterion.manner == "priority"}
    assert {criterion.code for criterion in pack.plan.criteria} - asked == preferences | (
        REPLICATION & {criterion.code for criterion in pack.plan.criteria}
    )


def test_every_other_reading_changes_a_rule_or_what_is_shown(pack: Pack) -> None:
    default = pack.readings({})
    for reading in pack.plan.readings:
        for option in reading.options[1:]:
            other = {reading.code: option.code}
            same = all(pack.rules(default, stage) == pack.rules(pack.readings(other), stage) for stage in Stage)
            assert not (same and pack.shown(other) == pack.shown({})), f"{reading.code}={option.code}"


def test_milestones_are_shown_with_the_days_of_the_reading(catalogue: Catalogue) -> None:
    district = shipped("TC_UBND_2021_2025", catalogue)
    days = {item.code: item.latest for item in district.shown({"N22": "het_ngay"}).milestones}
    assert days["TC_M03"] == date(2021, 11, 12)
    assert all(
        item.latest is None or item.earliest is None or item.earliest <= item.latest
        for item in district.shown({}).milestones
    )


def test_the_addressee_follows_the_reading_and_is_the_default_otherwise(catalogue: Catalogue) -> None:
    department = shipped("QB_SXD_2021_2025", catalogue)
    assert department.plan.list_recipient == "Văn phòng Sở"
    assert department.shown({"N10": "hoi_dong"}).list_recipient == "Hội đồng Thi đua - Khen thưởng Sở"
    assert department.shown({"N10": "hoi_dong"}).criteria == department.plan.criteria


def test_what_the_scan_lost_is_left_open_and_said(catalogue: Catalogue) -> None:
    plan = shipped("KG_SXD_2022", catalogue).plan
    assert (plan.number, plan.issued, plan.signer) == (None, None, None)
    assert len(plan.lost) == 4
    assert shipped("QB_SXD_2021_2025", catalogue).plan.signer_post is None


def test_the_priority_of_a_plan_puts_more_of_its_traits_first(catalogue: Catalogue) -> None:
    plan = shipped("QB_SXD_2021_2025", catalogue).plan
    both, one, none = (
        Subject(code="A", kind=SubjectKind.PERSON, name="A", traits=traits)
        for traits in (("CAP_CO_SO", "TRUC_TIEP"), ("TRUC_TIEP",), ("LAM_DIEM",))
    )
    assert plan.preference(both) < plan.preference(one) < plan.preference(none) == 0


def test_a_district_entry_that_no_base_list_holds_carries_a_warning(catalogue: Catalogue) -> None:
    district = shipped("TC_UBND_2021_2025", catalogue)
    worker = Subject(code="N1", kind=SubjectKind.PERSON, name="An", category="NLD")
    upper = Registration(subject="N1", plan=district.code, field="NLD", level="CAP_TREN", date=date(2021, 11, 8))
    base = Registration(subject="N1", plan=district.code, field="NLD", level="CO_SO", date=date(2021, 10, 5))
    request = AssessmentRequest(district.code, date(2021, 11, 30), field="NLD")
    for rows, warned in (((upper,), True), ((base, upper), False)):
        book = Book(Records(subjects=(worker,), registrations=rows), catalogue)
        (found,) = assess(district, book, request)
        assert any("cấp cơ sở" in warning for warning in found.warnings) is warned


@pytest.mark.parametrize(
    ("plan", "field", "subject", "fits"),
    [
        ("KG_SXD_2022", "CN_CO_QUAN", {"kind": SubjectKind.PERSON, "category": "NONG_DAN"}, False),
        ("KG_SXD_2022", "CN_CO_QUAN", {"kind": SubjectKind.PERSON}, True),
        ("KG_SXD_2022", "NTVT", {"kind": SubjectKind.COLLECTIVE}, False),
        ("TC_UBND_2021_2025", "DSVH", {"kind": SubjectKind.COLLECTIVE, "category": "THI_TRAN"}, True),
        ("TC_UBND_2021_2025", "DSVH", {"kind": SubjectKind.COLLECTIVE, "category": "CO_QUAN"}, False),
        ("TC_UBND_2021_2025", "NONG_DAN", {"kind": SubjectKind.COLLECTIVE, "category": "BAN"}, False),
        ("TC_UBND_2021_2025", "NGUOI_NGHEO", {"kind": SubjectKind.HOUSEHOLD, "category": "HO"}, True),
        ("TC_UBND_2021_2025", "LANH_DAO", {"kind": SubjectKind.PERSON, "category": "CBCCVC"}, False),
        ("TC_UBND_2021_2025", "CBCCVC", {"kind": SubjectKind.PERSON, "category": "CBCCVC"}, True),
        ("QB_SXD_2021_2025", "A_LAO_DONG", {"kind": SubjectKind.HOUSEHOLD}, False),
    ],
)
def test_a_field_speaks_only_to_its_kind_of_subject(
    catalogue: Catalogue, plan: str, field: str, subject: dict[str, Any], fits: bool
) -> None:
    book = Book(Records(subjects=(Subject(code="A", name="A", **subject),)), catalogue)
    (found,) = assess(shipped(plan, catalogue), book, AssessmentRequest(plan, date(2022, 6, 5), field=field))
    assert (found.verdict is not Verdict.KHONG_AP_DUNG) is fits
