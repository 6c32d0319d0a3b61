"""Laws every verdict keeps under the default readings, tried on random records of people and collectives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import AssessmentRequest, Verdict
from dienhinh_desktop.domain.records import (
    Attestation,
    Award,
    Grade,
    Initiative,
    Position,
    Rating,
    Records,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.engine import assess
from dienhinh_desktop.rules.packs import Pack, read_pack
from dienhinh_desktop.services.plans import pack_files
from dienhinh_desktop.storage.catalogue import load_catalogue

CATALOGUE = load_catalogue()
PACKS = {file.stem: read_pack(file.read_text(encoding="utf-8"), file.name, CATALOGUE) for file in pack_files()}
HT = PACKS["HT_SNGV_2021_2025"]
DECIDED = (Verdict.KHONG_DAT, Verdict.DAT)
days = st.dates(date(2020, 1, 1), date(2026, 6, 30))
years = st.integers(2020, 2026)
awards = st.builds(
    lambda form, year, day, number: Award(
        subject="X", form=form, year=year if form.startswith("CSTD") else None, date=day, decision=f"{number}/QĐ"
    ),
    st.sampled_from(["BK_TINH", "BK_BNG", "BK_BO", "BK_DT_TW", "BK_TTG", "CSTD_CS", "CSTD_TINH"]),
    years,
    days,
    st.integers(1, 30),
)
attestations = st.builds(
    lambda criterion, passed, day: Attestation(
        subject="X", criterion=criterion.code, passed=passed, attester="A", date=day, evidence="BB"
    ),
    st.sampled_from([criterion for criterion in HT.plan.criteria if criterion.manner == "attested"]),
    st.booleans(),
    days,
)
initiatives = st.builds(
    lambda level, day, effective, number: Initiative(
        subject="X", name=f"Sáng kiến {number}", level=level, decision=f"{number}/QĐ", date=day, effective=effective
    ),
    st.sampled_from(["CO_SO", "TINH"]),
    days,
    st.sampled_from([True, False, None]),
    st.integers(1, 9),
)


@st.composite
def folders(draw: st.DrawFn) -> Records:
    """Return the records of one person or collective: one rating a year at most, anything else at random."""
    kind = draw(st.sampled_from([SubjectKind.PERSON, SubjectKind.COLLECTIVE]))
    graded = draw(st.dictionaries(years, st.sampled_from(list(Grade)), max_size=7))
    everybody = [c.code for c in HT.plan.criteria if c.manner == "attested"]
    full = draw(st.booleans())
    given_all = [
        Attestation(subject="X", criterion=code, passed=True, attester="A", date=date(2020, 1, 2), evidence="BB")
        for code in (everybody if full else [])
    ]
    return Records(
        subjects=(Subject(code="X", kind=kind, name="Đối tượng", start=PartialDate(draw(st.integers(2010, 2024)))),),
        positions=(Position(subject="X", title="Chức vụ", start=date(2010, 1, 1), leading=draw(st.booleans())),),
        ratings=tuple(
            Rating(subject="X", year=year, grade=grade, decision="1/QĐ", date=date(year, 12, 12))
            for year, grade in graded.items()
        ),
        awards=tuple(draw(st.lists(awards, max_size=8))),
        initiatives=tuple(draw(st.lists(initiatives, max_size=4))),
        attestations=(*given_all, *draw(st.lists(attestations, max_size=3))),
    )


def verdict(records: Records, on: date, pack: Pack = HT) -> Verdict:
    """The subject's one verdict that applies."""
    found = assess(pack, Book(records, CATALOGUE), AssessmentRequest(pack.code, on))
    return next(item.verdict for item in found if item.verdict is not Verdict.KHONG_AP_DUNG)


@given(folders(), awards, days)
@settings(max_examples=300, deadline=None)
def test_one_more_award_never_lowers_a_verdict(records: Records, award: Award, on: date) -> None:
    assert verdict(replace(records, awards=(*records.awards, award)), on) >= verdict(records, on)


@given(folders(), days, days, st.data())
@settings(max_examples=300, deadline=None)
def test_withdrawing_an_award_never_raises_a_verdict(
    records: Records, on: date, day: date, data: st.DataObject
) -> None:
    if not records.awards:
        return
    at = data.draw(st.integers(0, len(records.awards) - 1))
    rows = list(records.awards)
    rows[at] = replace(rows[at], revoked=day)
    assert verdict(replace(records, awards=tuple(rows)), on) <= verdict(records, on)


@given(folders(), days, st.randoms())
@settings(max_examples=200, deadline=None)
def test_the_order_of_records_does_not_matter(records: Records, on: date, chance: random.Random) -> None:
    shuffled: dict[str, Any] = {}
    for name, rows in records.tables():
        mixed = list(rows)
        chance.shuffle(mixed)
        shuffled[name] = tuple(mixed)
    assert verdict(Records(**shuffled), on) is verdict(records, on)


def leaves(records: Records, on: date) -> dict[str, Verdict]:
    """Verdicts of the criteria that have no parts of their own, by code."""
    found = assess(HT, Book(records, CATALOGUE), AssessmentRequest(HT.code, on))
    judged = next(item for item in found if item.verdict is not Verdict.KHONG_AP_DUNG)
    return {item.code: item.verdict for item in judged.criteria() if item.code and not item.children}


@given(folders(), awards, initiatives, attestations, years, st.sampled_from(list(Grade)), days)
@settings(max_examples=300, deadline=None)
def test_more_data_never_makes_a_decided_criterion_ask_for_data(
    records: Records, award: Award, initiative: Initiative, attested: Attestation, year: int, grade: Grade, on: date
) -> None:
    certain = replace(initiative, effective=bool(initiative.effective))
    more = replace(
        records,
        awards=(*records.awards, award),
        initiatives=(*records.initiatives, certain),
        attestations=(*records.attestations, attested),
    )
    if year not in {row.year for row in records.ratings}:
        rating = Rating(subject="X", year=year, grade=grade, decision="1/QĐ", date=date(year, 12, 12))
        more = replace(more, ratings=(*more.ratings, rating))
    after = leaves(more, on)
    for code, before in leaves(records, on).items():
        assert before not in DECIDED or after[code] is not Verdict.THIEU_DU_LIEU, code
    if verdict(records, on) is Verdict.DAT:
        assert verdict(more, on) is not Verdict.THIEU_DU_LIEU


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
@given(records=folders(), on=days)
@settings(max_examples=25, deadline=None)
def test_no_plan_fails_on_any_records(pack: Pack, records: Records, on: date) -> None:
    request = AssessmentRequest(pack.code, on)
    for item in assess(pack, Book(records, CATALOGUE), request):
        assert all(result.message for result in item.criteria())


def test_the_catalogue_is_the_shipped_one(catalogue: Catalogue) -> None:
    assert set(catalogue.awards) == set(CATALOGUE.awards)
