"""Filters kept under names: counted now, renamed, moved, let go, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.merging import MergeChoices
from dienhinh_desktop.domain.records import Sex, SubjectKind
from dienhinh_desktop.domain.views import AwardAsked, Lack, SubjectQuery
from dienhinh_desktop.services import merging, records, saved_filters, undoing, upkeep
from dienhinh_desktop.services.context import Context
from tests.storage.samples import RECORDS

WOMEN = SubjectQuery(sex=Sex.FEMALE, age_to=60)
EVERYTHING_ASKED = SubjectQuery(
    text="ưởng",
    kind=SubjectKind.PERSON,
    unit="VP",
    only_missing=True,
    sex=Sex.FEMALE,
    age_from=20,
    age_to=60,
    category="CBCCVC",
    trait="TRUC_TIEP",
    unrated=2021,
    lacks=frozenset({Lack.UNIT, Lack.BIRTH}),
    award=AwardAsked(form="CSTD_CS", year=2023, held=False),
)


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập mẫu", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return ctx


def _names(ctx: Context) -> list[str]:
    return [one.name for one in saved_filters.saved_filters(ctx)]


def test_every_condition_is_kept_as_it_was_asked(filled: Context) -> None:
    saved_filters.save_filter(filled, "Đủ mọi thứ", EVERYTHING_ASKED)
    (kept,) = saved_filters.saved_filters(filled)
    assert kept.query == EVERYTHING_ASKED


def test_counts_follow_every_change(filled: Context) -> None:
    saved_filters.save_filter(filled, "Cá nhân", SubjectQuery(kind=SubjectKind.PERSON))
    (before,) = saved_filters.saved_filters(filled)
    assert before.count == saved_filters.count_subjects(filled, before.query) == 1
    person = records.open_card(filled, "CB001").subject
    records.save_subject(filled, replace(person, id=None, code="CB002", citizen_id=None))
    assert saved_filters.saved_filters(filled)[0].count == 2
    undoing.undo_last(filled)
    assert saved_filters.saved_filters(filled)[0].count == 1


def test_a_filter_is_renamed_in_its_place_moved_let_go_and_brought_back(filled: Context) -> None:
    for name in ("Một", "Hai", "Ba"):
        saved_filters.save_filter(filled, name, WOMEN)
    saved_filters.save_filter(filled, "Nhì", replace(WOMEN, age_to=30), instead_of="Hai")
    assert _names(filled) == ["Một", "Nhì", "Ba"]
    saved_filters.move_filter(filled, "Ba", -1)
    assert _names(filled) == ["Một", "Ba", "Nhì"]
    saved_filters.move_filter(filled, "Một", 5)
    assert _names(filled) == ["Ba", "Nhì", "Một"]
    saved_filters.delete_filter(filled, "Nhì")
    assert _names(filled) == ["Ba", "Một"]
    for expected in (["Ba", "Nhì", "Một"], ["Một", "Ba", "Nhì"], ["Một", "Nhì", "Ba"], ["Một", "Hai", "Ba"]):
        undoing.undo_last(filled)
        assert _names(filled) == expected
    with filled.db.read() as reader:
        assert reader.check() == ()


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        (" ", WOMEN, "Tên bộ lọc để trống"),
        ("Nữ", SubjectQuery(), "chưa có điều kiện"),
        ("đã có", WOMEN, "Đã có bộ lọc tên"),
    ],
)
def test_a_filter_without_name_or_condition_or_with_a_used_name_is_refused(
    filled: Context, name: str, query: SubjectQuery, words: str
) -> None:
    saved_filters.save_filter(filled, "Đã có", WOMEN)
    with pytest.raises(UserError, match=words):
        saved_filters.save_filter(filled, name, query)
    assert _names(filled) == ["Đã có"]


def test_a_filter_follows_its_unit_when_that_is_merged_into_another(filled: Context) -> None:
    unit = records.open_card(filled, "VP").subject
    records.save_subject(filled, replace(unit, id=None, code="VP2", name="Văn phòng Sở", unit=None))
    person = records.open_card(filled, "CB001").subject
    records.save_subject(filled, replace(person, unit="VP2"))
    saved_filters.save_filter(filled, "Văn phòng cũ", SubjectQuery(unit="VP2"))
    (before,) = saved_filters.saved_filters(filled)
    assert before.count > 0
    merging.merge(filled, "VP", "VP2", MergeChoices())
    (after,) = saved_filters.saved_filters(filled)
    assert after.query.unit == "VP"
    assert after.count == saved_filters.count_subjects(filled, SubjectQuery(unit="VP")) > 0
    undoing.undo_last(filled)
    assert saved_filters.saved_filters(filled) == (before,)


def test_a_filter_and_the_office_follow_a_unit_whose_code_is_mended(filled: Context) -> None:
    unit = records.open_card(filled, "VP").subject
    upkeep.save_office(filled, replace(upkeep.office(filled), root="VP"))
    saved_filters.save_filter(filled, "Văn phòng", SubjectQuery(unit="VP"))
    (before,) = saved_filters.saved_filters(filled)
    records.save_subject(filled, replace(unit, code="VAN_PHONG"))
    (after,) = saved_filters.saved_filters(filled)
    assert (after.query.unit, after.count) == ("VAN_PHONG", before.count)
    assert upkeep.office(filled).root == "VAN_PHONG"
    undoing.undo_last(filled)
    assert saved_filters.saved_filters(filled) == (before,)
    assert upkeep.office(filled).root == "VP"
