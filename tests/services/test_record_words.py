"""Whatever a clerk types finds the person: no marks, any order, initials, other spellings, the end of a CCCD."""

from __future__ import annotations

import pytest

from dienhinh_desktop.domain.records import Award, Subject, SubjectKind
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.services import records
from dienhinh_desktop.services.context import Context

ĐỖ = Subject(code="CB7", kind=SubjectKind.PERSON, name="Đỗ Thị Hoà Thuỷ", citizen_id="038190004821")
ANH = Subject(code="CB8", kind=SubjectKind.PERSON, name="Nguyễn Văn Anh", citizen_id="038190001234")


@pytest.fixture
def desk(ctx: Context) -> Context:
    for subject in (ĐỖ, ANH):
        records.save_subject(ctx, subject)
    records.save_entry(ctx, Award(subject="CB7", form="LDTT", year=2023, decision="415/QĐ-SNgV"))
    return ctx


@pytest.mark.parametrize(
    "typed",
    [
        "Đỗ Thị Hoà Thuỷ",
        "do thi",
        "ĐỖ",
        "thuy do",
        "hòa thủy",
        "hoa thuy",
        "dtht",
        "dth",
        "4821",
        "038190004821",
        "cb7",
        "415/QĐ-SNgV",
        "415 qd",
    ],
)
def test_the_person_is_found_and_nobody_else(desk: Context, typed: str) -> None:
    assert [row.code for row in records.find_subjects(desk, SubjectQuery(text=typed)).rows] == ["CB7"]


def test_initials_find_by_capitals_too(desk: Context) -> None:
    assert [row.code for row in records.find_subjects(desk, SubjectQuery(text="NVA")).rows] == ["CB8"]


def test_what_nobody_has_finds_nobody(desk: Context) -> None:
    assert records.find_subjects(desk, SubjectQuery(text="xyz")).rows == ()
