"""Có thể trùng: pairs with their reasons, told apart for good, and no more work for namesakes than for others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.identity import Alike, Likeness
from dienhinh_desktop.domain.merging import MergeChoices
from dienhinh_desktop.domain.records import Records, Sex, Subject, SubjectKind
from dienhinh_desktop.services import duplicates, identity, merging, records, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.duplicates import NEIGHBOURS
from dienhinh_desktop.services.identity import Known
from tests.storage.samples import OFFICE, PERSON, ROOM


@pytest.fixture
def office(ctx: Context) -> Context:
    second = Subject(code="P2", kind=SubjectKind.COLLECTIVE, name="Phòng Lãnh sự", unit="SNV")
    with ctx.db.work("Nhập", "tôi", "import") as work:
        work.insert("subjects", Records(subjects=(OFFICE, ROOM, second, PERSON)).subjects)
    return ctx


def pairs(ctx: Context) -> list[tuple[str, str, str]]:
    return [(*pair.key, f"{pair.likeness.label}: {pair.words}") for pair in duplicates.duplicates(ctx)]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Gần chắc: cùng số CCCD; cùng tên; giới tính khác: Nữ"),
        ({"sex": None}, "Chắc chắn: cùng số CCCD; cùng tên"),
        ({"sex": None, "name": "Lê Văn B"}, "Có thể: cùng số CCCD; tên khác: Lê Văn B"),
        ({"sex": None, "citizen_id": None}, "Chắc chắn: cùng tên; cùng ngày sinh; cùng đơn vị"),
        ({"sex": None, "citizen_id": None, "unit": "SNV"}, "Chắc chắn: cùng tên; cùng ngày sinh; cùng đơn vị"),
        (
            {"sex": None, "citizen_id": None, "birth": PartialDate(1985), "unit": "P2"},
            "Có thể: cùng tên; cùng năm sinh",
        ),
        ({"sex": None, "citizen_id": None, "birth": None}, "Gần chắc: cùng tên; cùng đơn vị"),
        ({"sex": None, "citizen_id": None, "birth": None, "unit": "SNV"}, "Gần chắc: cùng tên; cùng đơn vị"),
        ({"sex": None, "citizen_id": None, "birth": None, "unit": None}, "Có thể: cùng tên"),
        ({"sex": None, "citizen_id": None, "birth": None, "unit": "P2"}, None),
        ({"sex": None, "citizen_id": None, "birth": PartialDate(1970)}, None),
    ],
)
def test_a_pair_is_found_by_what_it_shares(office: Context, changed: dict[str, object], words: str | None) -> None:
    values = {"sex": Sex.MALE, **changed}
    twin = replace(PERSON, code="CB002", **values)  # type: ignore[arg-type]
    with office.db.work("Nhập", "tôi", "import") as work:
        work.insert("subjects", [twin])
    found = pairs(office)
    if words is None:
        assert found == []
    else:
        ((one, other, said),) = found
        assert (one, other) == ("CB001", "CB002")
        assert said.replace("Nam", "Nữ") == words


def test_collectives_of_one_name_are_found_by_their_spelled_out_words(office: Context) -> None:
    records.save_subject(office, Subject(code="VP2", kind=SubjectKind.COLLECTIVE, name="VP Sở", unit="SNV"))
    assert pairs(office) == [("VP", "VP2", "Chắc chắn: cùng tên; cùng đơn vị")]


def test_told_apart_is_remembered_and_can_be_taken_back(office: Context) -> None:
    records.save_subject(office, replace(PERSON, code="CB002", citizen_id=None))
    assert len(pairs(office)) == 1
    done = identity.tell_apart(office, "CB002", "CB001")
    assert done.sentence == "Đã ghi nhớ CB002 và CB001 không phải một."
    assert pairs(office) == []
    assert identity.tell_apart(office, "CB001", "CB002").act is None
    undoing.undo_last(office)
    assert len(pairs(office)) == 1


def test_a_merged_pair_is_gone_and_an_undone_merge_is_a_pair_again(office: Context) -> None:
    records.save_subject(office, replace(PERSON, code="CB002", citizen_id=None))
    merging.merge(office, "CB001", "CB002", MergeChoices())
    assert pairs(office) == []
    undoing.undo_last(office)
    assert len(pairs(office)) == 1


def test_the_surest_pairs_stand_first(office: Context) -> None:
    records.save_subject(office, replace(PERSON, code="CB002", citizen_id=None, birth=None))
    records.save_subject(office, replace(PERSON, code="CB003", citizen_id=None))
    assert [pair.likeness for pair in duplicates.duplicates(office)] == [
        Likeness.CERTAIN,
        Likeness.LIKELY,
        Likeness.LIKELY,
    ]


class _Counting(Known):
    """Counts how often two are compared."""

    compared = 0

    def compare(self, one: Subject, other: Subject) -> Alike | None:
        self.compared += 1
        return super().compare(one, other)


@pytest.mark.parametrize("birth", [None, PartialDate(1985)])
def test_the_work_grows_with_the_people_however_many_share_a_name(birth: PartialDate | None) -> None:
    def compared(count: int) -> int:
        people = tuple(
            Subject(id=n, code=f"C{n}", kind=SubjectKind.PERSON, name="Nguyễn Văn An", birth=birth)
            for n in range(count)
        )
        known = _Counting(people)
        duplicates._pairs(people, known)
        return known.compared

    small, large = compared(200), compared(800)
    assert large <= 800 * 3 * NEIGHBOURS
    assert large < 4.5 * small
