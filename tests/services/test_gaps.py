"""Gap analysis on the practice department: the shortest ways, what is closed since when, near misses, the forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from dienhinh_desktop.domain.eligibility import AssessmentRequest, Verdict
from dienhinh_desktop.services import eligibility, upkeep
from dienhinh_desktop.services.context import Context

ASKED = AssessmentRequest("HT_SNGV_2021_2025", date(2025, 12, 20))


@pytest.fixture
def desk(ctx: Context) -> Context:
    upkeep.load_practice(ctx)
    return ctx


def test_alternatives_stand_side_by_side_the_shortest_first(desk: Context) -> None:
    found = eligibility.gap(desk, ASKED, "CB007", "COT_CAN")
    assert [way.name.split(":")[0] for way in found.ways] == ["Nhóm A", "Nhóm D", "Nhóm B", "Nhóm C"]
    assert [step.text for step in found.ways[1].steps] == ["còn thiếu 1 năm Chiến sĩ thi đua cơ sở: năm 2025"]
    assert found.ways[1].steps[0].years == (2025,)
    assert [way.counted for way in found.ways] == [1, 1, 2, 2]
    assert found.near
    assert found.closed == ()


def test_missing_attestations_are_steps_that_need_no_time(desk: Context) -> None:
    found = eligibility.gap(desk, ASKED, "CB016", "COT_CAN")
    (way,) = found.ways
    assert len(way.steps) == 7
    assert not any(step.waiting for step in way.steps)
    assert way.counted == 0
    assert {door.table for step in way.steps for door in step.doors} == {"attestations"}


def test_what_is_closed_says_since_when(desk: Context) -> None:
    low = eligibility.gap(desk, ASKED, "VP", "TAP_THE")
    assert low.ways == ()
    assert [(item.code, item.since) for item in low.closed] == [("HT_TT_04", date(2022, 12, 13))]
    refused = eligibility.gap(desk, ASKED, "CB036", "KHONG_LANH_DAO")
    assert [(item.code, item.since) for item in refused.closed] == [("HT_CNC_01", date(2025, 12, 5))]


def test_after_the_period_awards_are_closed_since_its_last_day(desk: Context) -> None:
    late = AssessmentRequest("HT_SNGV_2021_2025", date(2026, 4, 15))
    found = eligibility.gap(desk, late, "CB026", "KHONG_LANH_DAO")
    since = {item.code or item.text: item.since for item in found.closed}
    assert since["HT_NV_01B"] == date(2025, 4, 1)
    assert found.ways == ()


def test_dat_has_nothing_to_say(desk: Context) -> None:
    found = eligibility.gap(desk, ASKED, "HTQT", "TAP_THE")
    assert found.assessment.verdict is Verdict.DAT
    assert [way.steps for way in found.ways] == [()]
    assert not found.near


def test_near_misses_are_one_countable_step_away(desk: Context) -> None:
    near = eligibility.near_misses(desk, ASKED)
    codes = [item.assessment.subject for item in near]
    assert codes[:2] == ["LSLT", "TTDV"]
    assert {"CB002", "CB003", "CB007", "CB023", "CB026", "CB028", "CB034"} <= set(codes)
    assert "CB009" not in codes
    assert all(item.ways[0].counted <= 1 for item in near)


def test_the_forgotten_meet_all_that_is_counted_and_were_never_introduced(desk: Context) -> None:
    codes = {item.subject for item in eligibility.forgotten(desk, ASKED)}
    assert {"CB016", "CB043", "CB055"} <= codes
    assert codes.isdisjoint({"CB005", "HTQT", "TTBC", "CB006", "CB002"})
