"""Tìm mọi thứ on the practice department: every kind of thing, by what a clerk types."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dienhinh_desktop.domain.finding import Hit, HitKind
from dienhinh_desktop.domain.records import Discipline
from dienhinh_desktop.services import records, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.finding import find_anything

from .test_rounds import NEW, ON

Find = Callable[[str], tuple[Hit, ...]]


@pytest.fixture(scope="module")
def no_record() -> Discipline:
    return Discipline(subject="CB005", form="Khiển trách", decision="9876/QĐ-SNgV", date=ON)


@pytest.fixture
def find(ctx: Context) -> Find:
    upkeep.load_practice(ctx)
    rounds.open_round(ctx, NEW)
    return lambda text: find_anything(ctx, text)


def _keys(hits: tuple[Hit, ...], kind: HitKind) -> list[str]:
    return [hit.key for hit in hits if hit.kind is kind]


@pytest.mark.parametrize("typed", ["Lưu Hoàng An", "luu hoang an", "an luu", "LHA", "CB005"])
def test_a_person_is_found_by_name_in_any_order_initials_or_code(find: Find, typed: str) -> None:
    assert "CB005" in _keys(find(typed), HitKind.PERSON)


def test_a_person_is_found_by_the_end_of_the_cccd_which_is_never_shown(ctx: Context, find: Find) -> None:
    with ctx.db.read() as reader:
        subject = next(item for item in reader.records(kinds={"subjects"}).subjects if item.citizen_id)
    assert subject.citizen_id is not None
    hits = find(subject.citizen_id[-6:])
    assert subject.code in _keys(hits, HitKind.PERSON)
    assert all(subject.citizen_id[-6:] not in f"{hit.name}{hit.what}{hit.where}" for hit in hits)


def test_who_it_is_is_said_beside_the_name(find: Find) -> None:
    (hit,) = (hit for hit in find("luu hoang an") if hit.key == "CB005")
    assert (hit.what, hit.rank) == ("Cá nhân", 0)
    assert hit.where == "Chánh Văn phòng, Văn phòng Sở"


def test_a_unit_a_round_a_plan_a_field_and_a_movement_are_found(find: Find) -> None:
    assert _keys(find("phong hop tac"), HitKind.COLLECTIVE) == ["HTQT"]
    assert [hit.name for hit in find("cong nhan nam 2025") if hit.kind is HitKind.ROUND] == ["Công nhận năm 2025"]
    assert [hit.plan for hit in find("198/kh") if hit.kind is HitKind.PLAN] == ["HT_SNGV_2021_2025"]
    assert any(hit.plan == "HT_SNGV_2021_2025" for hit in find("cải cách hành chính") if hit.kind is HitKind.MOVEMENT)
    assert _keys(find("tap the"), HitKind.FIELD)


def test_a_decision_is_found_once_with_its_day_and_how_many_it_names(find: Find) -> None:
    (hit,) = (hit for hit in find("sngv 79") if hit.key == "79/QĐ-SNgV")
    assert (hit.kind, hit.what) == (HitKind.DECISION, "Quyết định xếp loại")
    assert hit.where == "ngày 14/12/2023, 70 hồ sơ"


def test_discipline_is_never_found(ctx: Context, find: Find, no_record: Discipline) -> None:
    records.save_entry(ctx, no_record)
    assert find("9876/QĐ-SNgV") == ()


def test_at_most_nine_the_best_first_and_nothing_for_nothing(find: Find) -> None:
    hits = find("n")
    assert len(hits) == 9
    assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
    assert find("") == find("  %") == find("không có ai tên thế") == ()


def test_what_is_found_follows_the_records(ctx: Context, find: Find) -> None:
    records.delete_subject(ctx, "CB049")
    assert "CB049" not in _keys(find("CB049"), HitKind.PERSON)
    upkeep.undo_last(ctx)
    assert "CB049" in _keys(find("CB049"), HitKind.PERSON)
