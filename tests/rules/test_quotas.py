"""Quotas: distinct subjects registered by a day, per unit and year, with compound minimums and both list levels."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.plans import QuotaRow
from dienhinh_desktop.domain.records import Records, Registration, Subject, SubjectKind
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.document import read_document
from dienhinh_desktop.rules.quotas import QuotaRule, quota_rows
from dienhinh_desktop.rules.vocabulary import Scope, read_dataclass

from .conftest import PERIOD

YEARS = range(2021, 2026)


def collective(code: str, unit: str | None = "SO", category: str = "CO_QUAN", leads: tuple[str, ...] = ()) -> Subject:
    return Subject(
        code=code, kind=SubjectKind.COLLECTIVE, name=f"Phòng {code}", unit=unit, category=category, leads=leads
    )


def person(code: str) -> Subject:
    return Subject(code=code, kind=SubjectKind.PERSON, name=code, unit="P1")


ROOT = collective("SO", unit=None)
P1, P2, TEAM = collective("P1"), collective("P2"), collective("TO", unit="P1")
PEOPLE = tuple(person(code) for code in ("A", "B", "C", "D", "E"))
HOME = Subject(code="H", kind=SubjectKind.HOUSEHOLD, name="Hộ")
SUBJECTS = (ROOT, P1, P2, TEAM, *PEOPLE, HOME)


def entry(subject: str, introducer: str = "P1", **more: object) -> Registration:
    given: dict[str, object] = {"date": date(2022, 11, 5), "year": 2022, **more}
    return Registration(subject=subject, plan="KH", introducer=introducer, **given)  # type: ignore[arg-type]


def rows(
    catalogue: Catalogue,
    rule: str,
    entries: tuple[Registration, ...],
    on: date = date(2022, 12, 31),
    subjects: tuple[Subject, ...] = SUBJECTS,
    code: str = "CT",
) -> dict[tuple[str | None, int | None], QuotaRow]:
    scope = Scope(catalogue, PERIOD, {})
    read = read_dataclass(QuotaRule, read_document(rule, "thử"), scope)
    assert not scope.mistakes, scope.mistakes
    assert read is not None
    book = Book(Records(subjects=subjects, registrations=entries), catalogue)
    return {(row.unit, row.year): row for row in quota_rows("KH", code, read, book, on, YEARS)}


AGENCY = "{years: [2022], parts: [{at_least: 2, at_most: 3}]}"


@pytest.mark.parametrize(("count", "verdict"), [(0, "thieu"), (1, "thieu"), (2, "du"), (3, "du"), (4, "vuot")])
def test_below_the_minimum_between_and_above_the_maximum(catalogue: Catalogue, count: int, verdict: str) -> None:
    found = rows(catalogue, AGENCY, tuple(entry(person.code) for person in PEOPLE[:count]))
    assert [(key, row.verdict.value, row.have) for key, row in found.items()] == [((None, 2022), verdict, count)]


def test_a_subject_counts_once_and_on_the_day_it_is_registered(catalogue: Catalogue) -> None:
    entries = (entry("A"), entry("A", "P2"), entry("B", date=date(2022, 11, 6)))
    assert rows(catalogue, AGENCY, entries, date(2022, 11, 5))[None, 2022].have == 1
    assert rows(catalogue, AGENCY, entries, date(2022, 11, 6))[None, 2022].verdict.value == "du"


def test_entries_of_another_plan_or_of_nobody_known_do_not_count(catalogue: Catalogue) -> None:
    other = Registration(subject="A", plan="KHAC", introducer="P1", date=date(2022, 1, 1), year=2022)
    assert rows(catalogue, AGENCY, (other, entry("Z")))[None, 2022].have == 0


YEARLY = "{units: {which: each_unit}, years: [2022, 2023, 2024, 2025], parts: [{at_least: 1}]}"


def test_each_unit_right_below_the_agency_owes_each_year_by_itself(catalogue: Catalogue) -> None:
    entries = (entry("A"), entry("B", year=2024, date=date(2024, 10, 14)), entry("TO", "TO", year=2023))
    found = rows(catalogue, YEARLY, entries, date(2024, 12, 31))
    assert {unit for unit, _ in found} == {"P1", "P2"}
    of_p1 = {year: row.verdict.value for (unit, year), row in found.items() if unit == "P1"}
    assert of_p1 == {2021: "khong_ap_dung", 2022: "du", 2023: "thieu", 2024: "du", 2025: "thieu"}
    assert found["P2", 2022].verdict.value == "thieu"


def test_the_year_is_the_one_introduced_else_that_of_the_day(catalogue: Catalogue) -> None:
    late = entry("A", year=2022, date=date(2023, 1, 10))
    undated = entry("B", year=None, date=date(2023, 2, 1))
    found = rows(catalogue, YEARLY, (late, undated), date(2023, 12, 31))
    assert (found["P1", 2022].subjects, found["P1", 2023].subjects) == (("A",), ("B",))


def test_one_introduced_by_two_units_counts_for_both_or_for_the_first(catalogue: Catalogue) -> None:
    entries = (entry("A", "P2", date=date(2022, 11, 3)), entry("A", "P1", date=date(2022, 11, 1)))
    both = rows(catalogue, YEARLY, entries)
    assert (both["P1", 2022].have, both["P2", 2022].have) == (1, 1)
    first = rows(catalogue, YEARLY.replace("years:", "introducers: first, years:"), entries)
    assert (first["P1", 2022].have, first["P2", 2022].have) == (1, 0)


COMPOUND = (
    "{units: {which: lead_units}, years: [2022], fields: [NTM], parts: ["
    "{kinds: [TAP_THE], at_least: 1, label: Tập thể}, {kinds: [CA_NHAN], at_least: 3, label: Cá nhân}]}"
)
LEAD = collective("PL", leads=("CT",))


def test_a_compound_minimum_needs_every_part_and_a_household_is_neither(catalogue: Catalogue) -> None:
    two = tuple(entry(code, "PL", field="NTM") for code in ("TO", "A", "B", "H"))
    found = rows(catalogue, COMPOUND, two, subjects=(*SUBJECTS, LEAD))
    assert list(found) == [("PL", 2022)]
    row = found["PL", 2022]
    assert (row.verdict.value, row.have, row.minimum, row.maximum) == ("thieu", 4, 4, None)
    assert [(part.have, part.verdict.value) for part in row.parts] == [(1, "du"), (2, "thieu")]
    assert "Cá nhân" in row.message
    enough = (*two, entry("C", "PL", field=None))
    assert rows(catalogue, COMPOUND, enough, subjects=(*SUBJECTS, LEAD))["PL", 2022].verdict.value == "du"


def test_an_entry_of_another_field_is_not_of_the_movement(catalogue: Catalogue) -> None:
    elsewhere = tuple(entry(code, "PL", field="VHCS") for code in ("TO", "A", "B", "C"))
    assert rows(catalogue, COMPOUND, elsewhere, subjects=(*SUBJECTS, LEAD))["PL", 2022].have == 0


def test_lead_units_are_named_by_their_quota_code_or_by_their_category(catalogue: Catalogue) -> None:
    police = collective("CA", category="DON_VI_LLVT")
    ward = collective("CAX", unit="P1", category="DON_VI_LLVT")
    rule = "{units: {which: lead_units, categories: [DON_VI_LLVT]}, years: [2022], parts: [{at_least: 1}]}"
    found = rows(catalogue, rule, (), subjects=(*SUBJECTS, LEAD, police, ward))
    assert {unit for unit, _ in found} == {"PL", "CA"}


def test_units_of_a_category_are_taken_wherever_they_hang_but_never_the_agency(catalogue: Catalogue) -> None:
    firm = collective("DN", unit=None, category="DOANH_NGHIEP")
    rule = "{units: {which: categories, categories: [CO_QUAN, DOANH_NGHIEP]}, years: [2022], parts: [{at_least: 1}]}"
    found = rows(catalogue, rule, (entry("A", "DN"),), subjects=(*SUBJECTS, firm))
    assert {unit for unit, _ in found} == {"P1", "P2", "TO", "DN"}
    assert found["DN", 2022].verdict.value == "du"


BY_NAME = (
    "{units: {which: categories, categories: [CO_QUAN, HOI]}, years: [2022], parts: [{at_least: 1}], "
    "named: [Phòng], named_except: [HOI]}"
)


def test_units_of_another_name_have_no_duty_where_the_reading_says_so(catalogue: Catalogue) -> None:
    centre = Subject(code="TT", kind=SubjectKind.COLLECTIVE, name="Trung tâm", unit="SO", category="CO_QUAN")
    union = Subject(code="HND", kind=SubjectKind.COLLECTIVE, name="Hội Nông dân", unit="SO", category="HOI")
    found = rows(catalogue, BY_NAME, (), subjects=(ROOT, P1, centre, union))
    assert {unit: row.verdict.value for (unit, _), row in found.items()} == {
        "P1": "thieu",
        "TT": "khong_ap_dung",
        "HND": "thieu",
    }


UPPER = "{years: [2022], level: CAP_TREN, parts: [{at_least: 1}]}"


def test_only_the_upper_list_counts_and_a_base_row_is_asked_where_the_reading_says_so(catalogue: Catalogue) -> None:
    base, upper = entry("A", level="CO_SO", field="NTM"), entry("A", "P2", level="CAP_TREN", field="NTM")
    assert rows(catalogue, UPPER, (base,))[None, 2022].have == 0
    assert rows(catalogue, UPPER, (upper,))[None, 2022].have == 1
    strict = UPPER.replace("parts:", "base_level: CO_SO, parts:")
    assert rows(catalogue, strict, (upper,))[None, 2022].have == 0
    assert rows(catalogue, strict, (base, upper))[None, 2022].have == 1
    later = entry("A", level="CO_SO", field="NTM", date=date(2023, 1, 1))
    assert rows(catalogue, strict, (later, upper))[None, 2022].have == 0


def test_models_and_examples_are_counted_apart(catalogue: Catalogue) -> None:
    rule = "{years: [2022], parts: [{entries: model, at_least: 1}, {entries: example, at_least: 1}]}"
    model = entry("A", model="Một cửa thân thiện")
    assert rows(catalogue, rule, (model,))[None, 2022].verdict.value == "thieu"
    assert rows(catalogue, rule, (model, entry("B")))[None, 2022].verdict.value == "du"
