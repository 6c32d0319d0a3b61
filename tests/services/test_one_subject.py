"""One subject asked by itself is answered as among all the others, whatever was done to the records before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import AssessmentRequest
from dienhinh_desktop.domain.records import (
    Award,
    Grade,
    Indicator,
    Initiative,
    Position,
    Rating,
    Subject,
    SubjectKind,
)
from dienhinh_desktop.domain.upkeep import silent
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.excerpt import Excerpt
from dienhinh_desktop.services import eligibility, imports, records, upkeep
from dienhinh_desktop.services.book import in_hand
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.storage import connection

from .deeds import DEEDS, PACKS, answers, drawn, folder, is_done, kept, put_in


def assert_each_alone_is_as_among_all(ctx: Context, request: AssessmentRequest) -> None:
    """Nothing may be in hand, or the excerpt would not be what is tried."""
    ctx.memory.book = ctx.memory.judged = None
    codes = [subject.code for subject in kept(ctx).subjects]
    assert not has_all_in_hand(ctx)
    alone = {code: eligibility.assess(ctx, replace(request, subjects=(code,))) for code in codes}
    together = eligibility.assess(ctx, replace(request, subjects=tuple(codes)))
    assert not has_all_in_hand(ctx), "an excerpt is never kept"
    among_all = eligibility.assess(ctx, request)
    for code in codes:
        assert alone[code] == tuple(item for item in among_all if item.subject == code)
    assert together == among_all
    assert_an_excerpt_answers_as_the_book(ctx, request.plan)


def assert_an_excerpt_answers_as_the_book(ctx: Context, plan: str) -> None:
    with ctx.db.read() as reader:
        book = Book(reader.records(), ctx.catalogue)
        codes = [*book.subjects, "KHONG_CO"]
        excerpt, gathered = Excerpt(reader, ctx.catalogue), Excerpt(reader, ctx.catalogue)
        gathered.gather(codes)
        assert answers(excerpt, codes, plan) == answers(book, codes, plan)
        assert answers(gathered, codes[::-1], plan) == answers(book, codes[::-1], plan)


def has_all_in_hand(ctx: Context) -> bool:
    with ctx.db.read() as reader:
        return in_hand(ctx, reader) is not None


@pytest.mark.parametrize("code", PACKS)
@given(data=st.data())
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_one_subject_is_answered_as_among_all_after_any_deeds(code: str, data: st.DataObject) -> None:
    request, made = drawn(data, code)
    with folder() as ctx:
        put_in(ctx, made, data.draw(st.integers(0, 60), "entries"))
        assert_each_alone_is_as_among_all(ctx, request)
        for deed in data.draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=3), "deeds"):
            if is_done(ctx, deed, made):
                assert_each_alone_is_as_among_all(ctx, request)


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


@pytest.mark.parametrize("code", PACKS)
def test_everybody_of_a_department_alone_is_as_among_all(desk: Context, code: str) -> None:
    request = AssessmentRequest(code, date(2025, 12, 20))
    assert_each_alone_is_as_among_all(desk, request)
    records.save_entry(desk, Rating(subject="CB002", year=2024, grade=Grade.KHTNV))
    assert_each_alone_is_as_among_all(desk, request)
    upkeep.undo_last(desk)
    assert_each_alone_is_as_among_all(desk, request)


def test_an_import_and_its_undoing_are_seen_by_the_next_question(ctx: Context, tmp_path: Path) -> None:
    request = AssessmentRequest("HT_SNGV_2021_2025", date(2025, 12, 20), subjects=("CB005",))
    upkeep.load_practice(ctx)
    before = eligibility.assess(ctx, request)
    records.export_records(ctx, tmp_path / "so.xlsx")
    for award in [row for row in kept(ctx).awards if row.subject == "CB005"]:
        records.delete_entry(ctx, "awards", award.id or 0)
    without = eligibility.assess(ctx, request)
    assert without != before
    report = imports.apply(ctx, imports.preview(ctx, tmp_path / "so.xlsx", silent), silent)
    shown = [[(item.verdict, item.field) for item in found] for found in (eligibility.assess(ctx, request), before)]
    assert shown[0] == shown[1]
    assert report.batch is not None
    imports.undo(ctx, report.batch)
    assert eligibility.assess(ctx, request) == without


# --- what it costs -------------------------------------------------------------------------------------------------


def steps(ctx: Context, work: Callable[[], Any]) -> int:
    """Count what the database does for some work, in steps of its own machine: the same each time."""
    count = 0

    def one_more() -> None:
        nonlocal count
        count += 1

    with ctx.db.read() as reader:
        driver = connection.driver(reader._connection)
    driver.set_progress_handler(one_more, 1)
    try:
        work()
    finally:
        driver.set_progress_handler(None, 1)
    return count


def neighbours(count: int, first: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """Other people, households and initiatives of the same agency and commune, in units and hamlets of their own."""
    numbers = range(first, first + count)
    person, household = SubjectKind.PERSON, SubjectKind.HOUSEHOLD
    units = [
        Subject(code=f"DV{n}", kind=SubjectKind.COLLECTIVE, name=f"Phòng {n}", unit="SO", locality="XA")
        for n in numbers
    ]
    yield "subjects", units
    yield "subjects", [Subject(code=f"N{n}", kind=person, name=f"Người {n}", unit=f"DV{n}") for n in numbers]
    yield "subjects", [Subject(code=f"H{n}", kind=household, name=f"Hộ {n}", locality=f"DV{n}") for n in numbers]
    yield "ratings", [Rating(subject=f"N{n}", year=2024, grade=Grade.HTTNV) for n in numbers]
    yield "awards", [Award(subject=f"N{n}", form="LDTT", year=2024) for n in numbers]
    yield "initiatives", [Initiative(subject=f"N{n}", name=f"Cách làm số {n}", share=80.0) for n in numbers]
    yield "indicators", [Indicator(subject=f"H{n}", indicator="THU_NHAP_HO", year=2023, actual=9.0) for n in numbers]


def own_records() -> Iterator[tuple[str, list[Any]]]:
    """A head of a unit and a household with a neighbour, each with what their verdicts look at."""
    yield (
        "subjects",
        [
            Subject(code="SO", kind=SubjectKind.COLLECTIVE, name="Sở", category="CO_QUAN"),
            Subject(code="XA", kind=SubjectKind.COLLECTIVE, name="Xã", category="XA"),
            Subject(code="PHONG", kind=SubjectKind.COLLECTIVE, name="Phòng", unit="SO", start=PartialDate(2010)),
            Subject(code="THON", kind=SubjectKind.COLLECTIVE, name="Thôn", category="THON", locality="XA"),
            Subject(code="TA", kind=SubjectKind.PERSON, name="Người này", category="CBCCVC", unit="PHONG"),
            Subject(code="BAN", kind=SubjectKind.PERSON, name="Người kia", category="CBCCVC", unit="PHONG"),
            Subject(code="HO1", kind=SubjectKind.HOUSEHOLD, name="Hộ này", category="HO", locality="THON"),
            Subject(code="HO2", kind=SubjectKind.HOUSEHOLD, name="Hộ kia", category="HO", locality="THON"),
        ],
    )
    led: dict[str, Any] = {"leading": True, "head": True, "collective": "PHONG"}
    yield "positions", [Position(subject="TA", title="Trưởng phòng", start=date(2015, 1, 1), **led)]
    yield "ratings", [Rating(subject=code, year=2024, grade=Grade.HTXSNV) for code in ("TA", "BAN", "PHONG")]
    yield "awards", [Award(subject=code, form="LDTT", year=2024) for code in ("TA", "BAN")]
    yield "initiatives", [Initiative(subject="TA", name="Sáng kiến chung", level="TINH", share=60.0)]
    yield "indicators", [Indicator(subject=f"HO{n}", indicator="THU_NHAP_HO", year=2023, actual=n) for n in (1, 2)]


def put(ctx: Context, rows: Iterator[tuple[str, list[Any]]]) -> None:
    with ctx.db.work("Nhập", ctx.who) as work:
        for table, made in rows:
            work.insert(table, made)


READINGS: tuple[tuple[str, dict[str, str]], ...] = (
    *((code, {}) for code in PACKS),
    ("HT_SNGV_2021_2025", {"N18": "tac_gia_chinh"}),
)


@pytest.mark.parametrize(("code", "readings"), READINGS, ids=[f"{code} {told}" for code, told in READINGS])
@pytest.mark.parametrize("subject", ["TA", "HO1", "PHONG"])
def test_what_one_subject_costs_does_not_depend_on_how_many_others_there_are(
    ctx: Context, code: str, readings: dict[str, str], subject: str
) -> None:
    request = AssessmentRequest(code, date(2025, 12, 20), subjects=(subject,), readings=readings)
    put(ctx, own_records())
    put(ctx, neighbours(20))
    few = steps(ctx, lambda: eligibility.assess(ctx, request))
    put(ctx, neighbours(1000, first=20))
    assert few > 0
    assert steps(ctx, lambda: eligibility.assess(ctx, request)) == few


def test_an_edit_and_the_answer_after_it_cost_the_same_among_many(ctx: Context) -> None:
    request = AssessmentRequest("HT_SNGV_2021_2025", date(2025, 12, 20), subjects=("TA",))
    put(ctx, own_records())
    put(ctx, neighbours(20))
    eligibility.assess(ctx, replace(request, subjects=None))

    def edit(day: date) -> None:
        records.save_entry(ctx, Award(subject="TA", form="BK_TINH", date=day))
        eligibility.gap(ctx, request, "TA", "COT_CAN")

    few = steps(ctx, lambda: edit(date(2024, 5, 1)))
    put(ctx, neighbours(1000, first=20))
    eligibility.assess(ctx, replace(request, subjects=None))
    assert steps(ctx, lambda: edit(date(2024, 6, 1))) <= few * 1.1
