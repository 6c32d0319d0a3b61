"""After a change only those are judged again whose verdicts leaned on it, and everybody is answered as if all were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.eligibility import Assessment, AssessmentRequest
from dienhinh_desktop.domain.gaps import GapAnalysis
from dienhinh_desktop.domain.records import Award, Grade, Indicator, Initiative, Rating
from dienhinh_desktop.rules.book import Book
from dienhinh_desktop.rules.engine import assess as judge
from dienhinh_desktop.rules.gaps import analyse
from dienhinh_desktop.rules.lookup import Lookup
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import eligibility, records, undoing, upkeep
from dienhinh_desktop.services.book import read_book
from dienhinh_desktop.services.context import Context, Memory

from .deeds import DEEDS, PACKS, answers, drawn, folder, is_done, kept, put_in
from .test_one_subject import own_records, put

DAY = date(2025, 12, 20)


def assert_answered_as_anew(ctx: Context, request: AssessmentRequest) -> None:
    """What is kept, mended by what changed, answers as records read and judged from the beginning."""
    found = eligibility.assess(ctx, request)
    anew = Book(kept(ctx), ctx.catalogue)
    assert found == judge(PACKS[request.plan], anew, request)
    other = replace(ctx, memory=Memory())
    assert eligibility.near_misses(ctx, request) == eligibility.near_misses(other, request)
    assert eligibility.forgotten(ctx, request) == eligibility.forgotten(other, request)
    held = read_book(ctx)
    assert held.records == anew.records
    codes = [*anew.subjects, "KHONG_CO"]
    assert answers(held, codes, request.plan) == answers(anew, codes, request.plan)


@pytest.mark.parametrize("code", PACKS)
@given(data=st.data())
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_everybody_is_answered_as_if_judged_anew_after_any_deeds(code: str, data: st.DataObject) -> None:
    request, made = drawn(data, code)
    deeds = st.lists(st.tuples(st.sampled_from(DEEDS), st.booleans()), min_size=1, max_size=8)
    with folder() as ctx:
        put_in(ctx, made, data.draw(st.integers(0, 60), "entries"))
        assert_answered_as_anew(ctx, request)
        for deed, looked in data.draw(deeds, "deeds"):
            if is_done(ctx, deed, made) and looked:
                assert_answered_as_anew(ctx, request)
        assert_answered_as_anew(ctx, request)


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


def judged_again(ctx: Context, request: AssessmentRequest) -> frozenset[str]:
    """Return whose verdicts wait to be judged again, and judge them."""
    read_book(ctx)
    kept_answer = ctx.memory.judged
    assert kept_answer is not None
    assert_answered_as_anew(ctx, request)
    return kept_answer.stale


@pytest.mark.parametrize("code", PACKS)
def test_one_entry_of_a_department_makes_few_be_judged_again(desk: Context, code: str) -> None:
    request = AssessmentRequest(code, DAY)
    assert_answered_as_anew(desk, request)
    records.save_entry(desk, Rating(subject="CB005", year=2024, grade=Grade.KHTNV))
    assert "CB005" in (again := judged_again(desk, request))
    assert len(again) < 10
    undoing.undo_last(desk)
    assert judged_again(desk, request) == again
    assert judged_again(desk, request) == frozenset()


def test_ways_are_looked_for_again_only_where_they_may_be_others(
    desk: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = AssessmentRequest("HT_SNGV_2021_2025", DAY)
    assert_answered_as_anew(desk, request)
    looked: list[str] = []

    def look(pack: Pack, book: Lookup, asked: AssessmentRequest, found: Assessment) -> GapAnalysis:
        looked.append(found.subject)
        return analyse(pack, book, asked, found)

    monkeypatch.setattr(eligibility, "analyse", look)
    records.save_entry(desk, Rating(subject="CB010", year=2024, grade=Grade.KHTNV))
    eligibility.near_misses(desk, request)
    eligibility.forgotten(desk, request)
    assert 0 < len(looked) < 10
    looked.clear()
    eligibility.near_misses(desk, request)
    assert not looked


def test_a_name_is_mended_where_it_stands_in_the_answers(desk: Context) -> None:
    request = AssessmentRequest("HT_SNGV_2021_2025", DAY)
    eligibility.assess(desk, request)
    subject = read_book(desk).subjects["CB005"]
    records.save_subject(desk, replace(subject, name="Lưu Hoàng Ân"))
    found = eligibility.assess(desk, request)
    assert {item.subject_name for item in found if item.subject == "CB005"} == {"Lưu Hoàng Ân"}
    assert_answered_as_anew(desk, request)


LEANING: tuple[tuple[str, Any, str], ...] = (
    ("TC_UBND_2021_2025", Award(subject="PHONG", form="TTLDXS", year=2024), "TA"),
    ("LUAT_TDKT", Rating(subject="BAN", year=2023, grade=Grade.KHTNV), "PHONG"),
    ("TC_UBND_2021_2025", Indicator(subject="HO2", indicator="THU_NHAP_HO", year=2023, actual=90.0), "HO1"),
    ("HT_SNGV_2021_2025", Initiative(subject="BAN", name="Sáng kiến chung", level="TINH", share=99.0), "TA"),
)


@pytest.mark.parametrize(("code", "entry", "leaning"), LEANING, ids=["leads", "members", "is compared", "shares"])
def test_who_leans_on_another_is_judged_again_with_him(ctx: Context, code: str, entry: Any, leaning: str) -> None:
    put(ctx, own_records())
    readings = {"N18": "tac_gia_chinh"} if code.startswith("HT") else {}
    request = AssessmentRequest(code, DAY, readings=readings)
    eligibility.assess(ctx, request)
    records.save_entry(ctx, entry)
    assert leaning in judged_again(ctx, request)


def test_an_import_is_read_as_a_whole(desk: Context) -> None:
    request = AssessmentRequest("HT_SNGV_2021_2025", DAY)
    eligibility.assess(desk, request)
    with desk.db.work("Nhập", desk.who) as work:
        work.insert("ratings", [Rating(subject="CB005", year=year, grade=Grade.HTTNV) for year in range(1400, 2000)])
    read_book(desk)
    assert desk.memory.judged is None
    assert_answered_as_anew(desk, request)
