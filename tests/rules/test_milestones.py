"""Milestones: the window of each, the unit's document, windows that come back every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.plans import MilestoneRow
from dienhinh_desktop.domain.records import PlanDocument, Records, Subject, SubjectKind
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.milestones import MilestoneRule, milestone_rows
from dienhinh_desktop.rules.units import UnitRule
from dienhinh_desktop.rules.vocabulary import CategoryCode


def collective(code: str, unit: str | None = "H", category: str = "XA", leads: tuple[str, ...] = ()) -> Subject:
    return Subject(code=code, kind=SubjectKind.COLLECTIVE, name=code, unit=unit, category=category, leads=leads)


ROOT = collective("H", None, "CO_QUAN")
X1, X2 = collective("X1"), collective("X2")
OFFICE = collective("PNV", category="CO_QUAN", leads=("CT_06",))
FIRM = collective("DN", None, "DOANH_NGHIEP")
POLICE = collective("CA", category="DON_VI_LLVT")
ALL = (ROOT, X1, X2, OFFICE, FIRM, POLICE)

WINDOW = MilestoneRule(earliest=date(2021, 7, 2), latest=date(2021, 11, 11))
COMMUNES = replace(WINDOW, units=UnitRule("categories", (CategoryCode("XA"),)))


def document(unit: str | None, day: date, milestone: str = "M03", plan: str = "KH") -> PlanDocument:
    return PlanDocument(plan=plan, milestone=milestone, unit=unit, number=f"1/BC-{unit or 'H'}", date=day)


def rows(
    catalogue: Catalogue,
    rule: MilestoneRule,
    on: date,
    *documents: PlanDocument,
    subjects: tuple[Subject, ...] = ALL,
) -> dict[str | None, MilestoneRow]:
    book = Book(Records(subjects=subjects, plan_documents=documents), catalogue)
    return {row.unit: row for row in milestone_rows("KH", "M03", "trước ngày 12/11/2021", rule, book, on)}


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2021, 7, 1), "sap_toi"),
        (date(2021, 7, 2), "den_han"),
        (date(2021, 11, 11), "den_han"),
        (date(2021, 11, 12), "tre_han"),
    ],
)
def test_without_a_document_the_window_decides(catalogue: Catalogue, on: date, verdict: str) -> None:
    assert rows(catalogue, WINDOW, on)[None].verdict.value == verdict


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [(date(2021, 7, 1), "dung_han"), (date(2021, 11, 11), "dung_han"), (date(2021, 11, 12), "tre_han")],
)
def test_with_a_document_its_day_decides_however_late_it_is_asked(
    catalogue: Catalogue, signed: date, verdict: str
) -> None:
    found = rows(catalogue, COMMUNES, date(2025, 1, 1), document("X1", signed))["X1"]
    assert (found.verdict.value, found.document, found.document_date) == (verdict, "1/BC-X1", signed)


def test_the_first_document_counts_and_one_dated_later_is_not_known_yet(catalogue: Catalogue) -> None:
    early, late = document("X1", date(2021, 11, 10)), document("X1", date(2021, 11, 30))
    assert rows(catalogue, COMMUNES, date(2021, 12, 1), late, early)["X1"].verdict.value == "dung_han"
    assert rows(catalogue, COMMUNES, date(2021, 11, 20), late)["X1"].document is None
    assert rows(catalogue, COMMUNES, date(2021, 11, 20), late)["X1"].verdict.value == "tre_han"


def test_a_document_of_another_unit_plan_or_milestone_is_no_help(catalogue: Catalogue) -> None:
    day = date(2021, 11, 9)
    others = (document("X2", day), document("X1", day, milestone="M04"), document("X1", day, plan="KHAC"))
    found = rows(catalogue, COMMUNES, date(2021, 11, 30), *others)
    assert (found["X1"].verdict.value, found["X2"].verdict.value) == ("tre_han", "dung_han")


def test_the_agency_itself_signs_with_or_without_its_code(catalogue: Catalogue) -> None:
    for unit in (None, "H"):
        found = rows(catalogue, WINDOW, date(2021, 11, 30), document(unit, date(2021, 11, 9)))
        assert list(found) == [None]
        assert found[None].verdict.value == "dung_han"


def test_units_by_category_below_the_agency_or_leading_a_quota(catalogue: Catalogue) -> None:
    on = date(2021, 8, 1)
    assert set(rows(catalogue, COMMUNES, on)) == {"X1", "X2"}
    assert set(rows(catalogue, replace(WINDOW, units=UnitRule("each_unit")), on)) == {"X1", "X2", "PNV", "CA"}
    both = replace(WINDOW, units=UnitRule("agency_and_units"))
    assert set(rows(catalogue, both, on)) == {"H", "X1", "X2", "PNV", "CA"}
    leads = replace(WINDOW, units=UnitRule("lead_units", leads=("CT_05", "CT_06")))
    assert set(rows(catalogue, leads, on)) == {"PNV"}


def test_a_unit_that_sent_a_document_unasked_has_a_row_too(catalogue: Catalogue) -> None:
    found = rows(catalogue, COMMUNES, date(2021, 11, 30), document("CA", date(2021, 11, 9)))
    assert found["CA"].verdict.value == "dung_han"
    assert set(found) == {"X1", "X2", "CA"}


def test_a_unit_founded_after_the_last_day_has_no_row(catalogue: Catalogue) -> None:
    young = replace(X2, start=PartialDate(2021, 11, 12))
    in_time = replace(X2, start=PartialDate(2021, 11, 11))
    on = date(2022, 1, 1)
    assert set(rows(catalogue, COMMUNES, on, subjects=(ROOT, X1, young))) == {"X1"}
    assert set(rows(catalogue, COMMUNES, on, subjects=(ROOT, X1, in_time))) == {"X1", "X2"}


def test_a_milestone_without_a_day_waits_for_its_document(catalogue: Catalogue) -> None:
    nothing = MilestoneRule()
    assert rows(catalogue, nothing, date(2024, 1, 1))[None].verdict.value == "chua_co"
    found = rows(catalogue, nothing, date(2024, 1, 1), document(None, date(2023, 12, 1)))
    assert found[None].verdict.value == "dung_han"


YEARLY = MilestoneRule(earliest=date(2022, 12, 1), latest=date(2022, 12, 31), yearly_to=2025)


@pytest.mark.parametrize(
    ("on", "latest", "verdict"),
    [
        (date(2021, 6, 1), date(2022, 12, 31), "sap_toi"),
        (date(2022, 12, 31), date(2022, 12, 31), "den_han"),
        (date(2023, 6, 1), date(2023, 12, 31), "sap_toi"),
        (date(2023, 12, 1), date(2023, 12, 31), "den_han"),
        (date(2026, 1, 1), date(2025, 12, 31), "tre_han"),
    ],
)
def test_a_yearly_milestone_comes_back_every_year(catalogue: Catalogue, on: date, latest: date, verdict: str) -> None:
    found = rows(catalogue, YEARLY, on)[None]
    assert (found.latest, found.verdict.value) == (latest, verdict)


def test_last_years_document_does_not_meet_this_years_milestone(catalogue: Catalogue) -> None:
    signed = document(None, date(2022, 12, 20))
    assert rows(catalogue, YEARLY, date(2022, 12, 31), signed)[None].verdict.value == "dung_han"
    assert rows(catalogue, YEARLY, date(2023, 12, 10), signed)[None].verdict.value == "den_han"
