"""Who is this? What speaks for two being one, what against, and that nobody is refused for lacking a field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.identity import DistinctPair, Likeness
from dienhinh_desktop.domain.records import Sex, Subject, SubjectKind
from dienhinh_desktop.exchange.imports.lists.units import ShortForms, stands_for
from dienhinh_desktop.services import identity, imports
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.identity import Asked, Known
from tests.services.test_imports import content

SURE, LIKELY, POSSIBLE = Likeness.CERTAIN, Likeness.LIKELY, Likeness.POSSIBLE
OFFICE = Subject(code="SNV", kind=SubjectKind.COLLECTIVE, name="Sở Ngoại vụ")
ROOM = Subject(code="HTQT", kind=SubjectKind.COLLECTIVE, name="Phòng Hợp tác quốc tế", unit="SNV")
DESK = Subject(code="VP", kind=SubjectKind.COLLECTIVE, name="Văn phòng", unit="SNV")
UNITS = (OFFICE, ROOM, DESK)
HOA = Subject(
    code="CN001",
    kind=SubjectKind.PERSON,
    name="Nguyễn Đình Hòa",
    unit="HTQT",
    birth=PartialDate(1974, 5, 6),
    sex=Sex.MALE,
    citizen_id="042074001234",
)


def person(code: str, name: str = "Nguyễn Đình Hòa", **values: Any) -> Subject:
    return Subject(code=code, kind=SubjectKind.PERSON, name=name, **values)


def ask(name: str = "Nguyễn Đình Hòa", kind: SubjectKind = SubjectKind.PERSON, **values: Any) -> Asked:
    return Asked(kind=kind, name=name, **values)


def found(asked: Asked, *subjects: Subject, pairs: tuple[DistinctPair, ...] = ()) -> list[tuple[str, Likeness]]:
    return [(one.subject.code, one.likeness) for one in Known((*UNITS, *subjects), pairs).alike(asked)]


# --- people -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "likeness"),
    [
        ({"citizen_id": "042074001234"}, SURE),
        ({"birth": PartialDate(1974, 5, 6)}, SURE),
        ({"birth": PartialDate(1974, 5, 6), "unit": "VP"}, LIKELY),  # moved to another room
        ({"birth": PartialDate(1974), "unit": "HTQT"}, SURE),
        ({"birth": PartialDate(1974, 5), "unit": "SNV"}, SURE),  # the office above his room
        ({"birth": PartialDate(1974)}, LIKELY),
        ({"birth": PartialDate(1974), "unit": "VP"}, POSSIBLE),
        ({"unit": "HTQT"}, LIKELY),
        ({}, POSSIBLE),
    ],
)
def test_the_more_is_said_the_surer_it_is(said: dict[str, Any], likeness: Likeness) -> None:
    assert found(ask(**said), HOA) == [("CN001", likeness)]


@pytest.mark.parametrize(
    ("said", "against"),
    [
        ({"birth": PartialDate(1975), "unit": "HTQT"}, "năm sinh khác: 06/5/1974"),
        ({"birth": PartialDate(1974, 5, 7), "unit": "HTQT"}, "ngày sinh khác: 06/5/1974"),
        ({"birth": PartialDate(1974, 6), "unit": "HTQT"}, "ngày sinh khác: 06/5/1974"),
        ({"citizen_id": "042074009999", "unit": "HTQT"}, "số CCCD khác"),
        ({"sex": Sex.FEMALE, "unit": "HTQT"}, "giới tính khác: Nam"),
        ({"citizen_id": "042074009999", "birth": PartialDate(1974, 5, 6)}, "số CCCD khác"),
    ],
)
def test_what_speaks_against_leaves_a_question_and_is_said(said: dict[str, Any], against: str) -> None:
    (one,) = Known((*UNITS, HOA)).alike(ask(**said))
    assert (one.likeness, one.against) == (POSSIBLE, (against,))
    assert against in one.words


@pytest.mark.parametrize(
    "said",
    [
        {"birth": PartialDate(1975)},
        {"birth": PartialDate(1974, 5, 7)},
        {"sex": Sex.FEMALE},
        {"birth": PartialDate(1974), "citizen_id": "042074009999"},
        {"unit": "VP"},
    ],
)
def test_a_namesake_with_nothing_else_in_common_is_somebody_else(said: dict[str, Any]) -> None:
    assert found(ask(**said), HOA) == []


def test_one_cccd_under_another_name_is_asked_and_with_another_birth_only_likely() -> None:
    assert found(ask("Trần Văn Ba", citizen_id="042074001234"), HOA) == [("CN001", POSSIBLE)]
    assert found(ask(citizen_id="042074001234", birth=PartialDate(1980)), HOA) == [("CN001", LIKELY)]


def test_the_cccd_goes_before_a_namesake_in_the_same_unit() -> None:
    other = person("CN002", unit="HTQT")
    asked = ask(citizen_id="042074001234", unit="HTQT")
    assert found(asked, other, HOA) == [("CN001", SURE), ("CN002", LIKELY)]


def test_one_name_twice_in_one_unit_is_asked() -> None:
    twins = (person("CN002", unit="HTQT"), person("CN003", unit="HTQT"))
    assert found(ask(unit="HTQT"), *twins) == [("CN002", POSSIBLE), ("CN003", POSSIBLE)]
    same_day = tuple(replace(one, birth=PartialDate(1974, 5, 6)) for one in twins)
    assert found(ask(birth=PartialDate(1974, 5, 6)), *same_day) == [("CN002", POSSIBLE), ("CN003", POSSIBLE)]


@pytest.mark.parametrize(
    ("written", "likeness"),
    [
        ("Nguyễn Đình Hoà", SURE),
        ("NGUYỄN ĐÌNH HÒA", SURE),
        ("Nguyễn  Đình Hòa ", SURE),
        ("Nguyen Dinh Hoa", LIKELY),
        ("Nguyễn Đình Hoa", None),
        ("Nguyễn Đình Hoá", None),
        ("Nguyễn Đinh Hòa", None),
        ("Nguyễn Hòa", None),
    ],
)
def test_a_tone_may_stand_on_either_vowel_but_another_tone_is_another_name(
    written: str, likeness: Likeness | None
) -> None:
    asked = ask(written, birth=PartialDate(1974, 5, 6), unit="HTQT")
    assert found(asked, HOA) == ([("CN001", likeness)] if likeness else [])


def test_an_is_not_ân_and_names_without_marks_are_only_likely() -> None:
    an, ân = person("CN002", "Lê Văn An", unit="VP"), person("CN003", "Lê Văn Ân", unit="VP")
    assert found(ask("Lê Văn Ân", unit="VP"), an, ân) == [("CN003", LIKELY)]
    assert found(ask("Le Van An", unit="VP"), an, ân) == [("CN002", POSSIBLE), ("CN003", POSSIBLE)]
    assert found(ask("Lê Văn An", unit="VP"), person("CN004", "LE VAN AN", unit="VP")) == [("CN004", POSSIBLE)]


def test_apostrophes_of_highland_names_part_nobody() -> None:
    held = person("CN002", "Y Brik’ Niê", birth=PartialDate(1990, 1, 2))
    straight = replace(held, name="Y Brik' Niê")
    assert found(ask("Y Brik Niê", birth=PartialDate(1990, 1, 2)), straight) == [("CN002", SURE)]


def test_nobody_is_refused_for_lacking_a_field() -> None:
    """Whatever is left out of what is asked, or of what is kept, the subject is still among those it may be."""
    names = ("birth", "sex", "citizen_id", "unit")
    for mask in range(16):
        gone: dict[str, Any] = {name: None for place, name in enumerate(names) if mask >> place & 1}
        whole = ask(birth=HOA.birth, sex=HOA.sex, citizen_id=HOA.citizen_id, unit=HOA.unit)
        assert [code for code, _ in found(replace(whole, **gone), HOA)] == ["CN001"]
        assert [code for code, _ in found(whole, replace(HOA, **gone))] == ["CN001"]


def test_people_and_households_of_one_name_are_not_one() -> None:
    home = Subject(code="HO001", kind=SubjectKind.HOUSEHOLD, name="Nguyễn Đình Hòa", unit="VP")
    assert found(ask(unit="VP"), home) == []
    assert found(ask(kind=SubjectKind.HOUSEHOLD, unit="VP"), home, HOA) == [("HO001", LIKELY)]


# --- told apart -------------------------------------------------------------------------------------------------------


def test_somebody_kept_is_not_like_himself_nor_like_those_he_was_told_from() -> None:
    twins = (person("CN002", unit="VP"), person("CN003", unit="VP"))
    assert found(ask(unit="VP", code="CN002"), *twins) == [("CN003", LIKELY)]
    assert found(ask(unit="VP", code="CN002"), *twins, pairs=(DistinctPair.of("CN003", "CN002"),)) == []


def test_of_two_told_apart_the_one_that_says_just_the_same_is_meant() -> None:
    old, young = person("CN002", unit="VP", birth=PartialDate(1970)), person("CN003", unit="VP")
    pair = DistinctPair.of("CN002", "CN003")
    assert found(ask(unit="VP"), old, young) == [("CN002", POSSIBLE), ("CN003", POSSIBLE)]
    assert found(ask(unit="VP"), old, young, pairs=(pair,)) == [("CN003", SURE), ("CN002", POSSIBLE)]


def test_telling_apart_is_kept_once_and_taken_back_as_an_act(ctx: Context) -> None:
    twins = (person("CN002", unit="VP"), person("CN003", unit="VP"))
    imports.apply(ctx, imports.compare(ctx, content(subjects=(*UNITS, *twins))))
    asked = ask(unit="VP", code="CN003")
    assert [one.subject.code for one in identity.find_alike(ctx, asked)] == ["CN002"]
    identity.tell_apart(ctx, "CN003", "CN002")
    identity.tell_apart(ctx, "CN002", "CN003")
    with ctx.db.read() as reader:
        assert reader.distinct_pairs() == (DistinctPair("CN002", "CN003"),)
        act = reader.last_act()
    assert identity.find_alike(ctx, asked) == ()
    with ctx.db.work("Hoàn tác", "x", "undo") as work:
        work.undo(act)
    assert [one.subject.code for one in identity.find_alike(ctx, asked)] == ["CN002"]


# --- collectives ------------------------------------------------------------------------------------------------------


def unit(name: str, above: str | None = None, code: str | None = None) -> Asked:
    return ask(name, SubjectKind.COLLECTIVE, unit=above, code=code)


@pytest.mark.parametrize(
    ("written", "likeness"),
    [
        ("Phòng Hợp tác quốc tế", SURE),
        ("PHÒNG HỢP TÁC QUỐC TẾ", SURE),
        ("Phòng HTQT", LIKELY),
        ("P. HTQT", LIKELY),
        ("Phòng Hợp tác QT", LIKELY),
    ],
)
def test_a_collective_by_its_name_and_by_initials(written: str, likeness: Likeness) -> None:
    assert found(unit(written)) == [("HTQT", likeness)]


def test_a_collective_kept_by_initials_is_found_by_its_full_name() -> None:
    short = Subject(code="T9", kind=SubjectKind.COLLECTIVE, name="Phòng LĐTBXH")
    assert found(unit("Phòng Lao động thương binh xã hội"), short) == [("T9", LIKELY)]


def test_collectives_of_one_name_are_told_by_the_unit_above_them() -> None:
    one = Subject(code="T1", kind=SubjectKind.COLLECTIVE, name="Tổ 1", unit="HTQT")
    two = Subject(code="T2", kind=SubjectKind.COLLECTIVE, name="Tổ 1", unit="VP")
    assert found(unit("Tổ 1", "VP"), one, two) == [("T2", SURE), ("T1", POSSIBLE)]
    assert found(unit("Tổ 1"), one, two) == [("T1", POSSIBLE), ("T2", POSSIBLE)]
    assert found(unit("Tổ 2"), one, two) == []


SYLLABLES = st.sampled_from(
    ["phong", "ban", "to", "hop", "tac", "htqt", "qt", "tu", "tp", "xa", "x", "1", "tht", "quoc", "te"]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


@given(st.lists(NAMES, max_size=12, unique=True), NAMES)
@settings(max_examples=400, deadline=None)
def test_short_forms_are_found_as_if_each_name_was_looked_at(names: list[str], asked: str) -> None:
    forms = ShortForms()
    for name in names:
        forms.add(name)
        forms.add(name)
    others = [name for name in names if name != asked]
    assert sorted(set(forms.meant_by(asked)) - {asked}) == sorted(
        name for name in others if stands_for(asked.split(), name.split())
    )
    assert sorted(set(forms.standing_for(asked)) - {asked}) == sorted(
        name for name in others if stands_for(name.split(), asked.split())
    )


# --- whatever is kept -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["Nguyễn", "Trần", "Văn", "Thị", "An", "Ân", "Hòa", "Hoà", "Hoa", "an", "Y", "H'Bia"])
BIRTHS = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1970, 1972)),
    st.builds(PartialDate, st.integers(1970, 1972), st.integers(1, 2), st.integers(1, 3)),
)


@st.composite
def offices(draw: st.DrawFn) -> list[Subject]:
    made = [
        Subject(
            code=f"C{place}",
            kind=draw(st.sampled_from(list(SubjectKind))),
            name=" ".join(draw(st.lists(WORDS, min_size=1, max_size=3))),
            unit=draw(st.sampled_from([None, "SNV", "HTQT", "VP"])),
            birth=draw(BIRTHS),
            sex=draw(st.sampled_from([None, *Sex])),
            citizen_id=draw(st.sampled_from([None, None, "1", "2"])),
        )
        for place in range(draw(st.integers(1, 8)))
    ]
    return [*UNITS, *made]


def as_asked(subject: Subject) -> Asked:
    return Asked(
        kind=subject.kind,
        name=subject.name,
        birth=subject.birth,
        sex=subject.sex,
        citizen_id=subject.citizen_id,
        unit=subject.unit,
    )


@given(offices(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_a_subject_is_always_found_by_its_own_values_whatever_the_order(kept: list[Subject], chance: Any) -> None:
    shuffled = list(kept)
    chance.shuffle(shuffled)
    known, other = Known(kept), Known(shuffled)
    for subject in kept:
        alike = known.alike(as_asked(subject))
        mine = [one for one in alike if one.subject.code == subject.code]
        assert len(mine) == 1
        assert mine[0].against == ()
        assert other.alike(as_asked(subject)) == alike
        assert sum(one.likeness is SURE for one in alike) <= 1
        asked = replace(as_asked(subject), code=subject.code)
        assert all(one.subject.code != subject.code for one in known.alike(asked))
