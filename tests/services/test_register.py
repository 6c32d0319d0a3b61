"""The list of records: found, narrowed, laid out, and mended row by row after every change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import Award, Grade, Position, Rating, Sex, Subject, SubjectKind
from dienhinh_desktop.domain.views import AwardAsked, Lack, ListLayout, SubjectQuery, SubjectRow
from dienhinh_desktop.services import records, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.opening import open_context

NOW = datetime(2025, 12, 20, 9, 0)  # noqa: DTZ001
PERSON, UNIT = SubjectKind.PERSON, SubjectKind.COLLECTIVE
PEOPLE = (
    Subject(code="SNV", kind=UNIT, name="Sở Ngoại vụ", category="CO_QUAN"),
    Subject(code="VP", kind=UNIT, name="Văn phòng", category="CO_QUAN", unit="SNV"),
    Subject(code="TT", kind=UNIT, name="Ban Thanh tra", category="CO_QUAN", unit="SNV"),
    Subject(
        code="A",
        kind=PERSON,
        name="Nguyễn Văn Ánh",
        unit="VP",
        birth=PartialDate(1980, 5, 1),
        sex=Sex.MALE,
        citizen_id="042080001234",
        category="CBCCVC",
        start=PartialDate(2010),
        traits=("TRUC_TIEP",),
    ),
    Subject(code="B", kind=PERSON, name="Đặng Thị Hoà", unit="VP", birth=PartialDate(1995), sex=Sex.FEMALE),
    Subject(code="C", kind=PERSON, name="Bùi Hòa An", unit="TT", sex=Sex.MALE),
    Subject(code="D", kind=PERSON, name="Nguyen Van Tự Do", birth=PartialDate(1970)),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Context]:
    with open_context(tmp_path / "so", "người thử", lambda: NOW) as ctx:
        with ctx.db.work("Nhập", ctx.who) as work:
            work.insert("subjects", PEOPLE)
            work.insert(
                "positions",
                [
                    Position(subject="A", title="Chánh Văn phòng", head=True, collective="VP", start=date(2020, 1, 1)),
                    Position(subject="C", title="Thanh tra viên", start=date(2020, 1, 1), end=date(2024, 1, 1)),
                ],
            )
            work.insert("ratings", [Rating(subject="A", year=year, grade=Grade.HTTNV) for year in range(2021, 2026)])
            work.insert(
                "awards",
                [
                    Award(subject="A", form="CSTD_CS", year=2024),
                    Award(subject="A", form="LDTT", year=2023),
                    Award(subject="B", form="CSTD_CS", year=2024, refused=True),
                    Award(subject="C", form="CSTD_CS", date=date(2024, 12, 1), revoked=date(2025, 1, 1)),
                    Award(subject="D", form="BK_TINH", date=date(2024, 5, 1)),
                ],
            )
        yield ctx


def codes(ctx: Context, query: SubjectQuery | None = None, layout: ListLayout | None = None) -> list[str]:
    return [row.code for row in records.find_subjects(ctx, query or SubjectQuery(), layout).rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (SubjectQuery(sex=Sex.FEMALE), {"B"}),
        (SubjectQuery(age_from=30, age_to=50), {"A", "B"}),
        (SubjectQuery(age_from=31), {"A", "D"}),
        (SubjectQuery(age_to=30), {"B"}),
        (SubjectQuery(category="CBCCVC"), {"A"}),
        (SubjectQuery(trait="TRUC_TIEP"), {"A"}),
        (SubjectQuery(kind=PERSON, unrated=2025), {"B", "C", "D"}),
        (SubjectQuery(lacks=frozenset({Lack.BIRTH})), {"C"}),
        (SubjectQuery(lacks=frozenset({Lack.UNIT}), kind=PERSON), {"D"}),
        (SubjectQuery(lacks=frozenset({Lack.POSITION, Lack.BIRTH})), {"C"}),
        (SubjectQuery(lacks=frozenset({Lack.CITIZEN_ID})), {"B", "C", "D"}),
        (SubjectQuery(award=AwardAsked(form="CSTD_CS", year=2024)), {"A"}),
        (SubjectQuery(award=AwardAsked(form="CSTD_CS", year=2023)), set()),
        (SubjectQuery(award=AwardAsked(form="CSTD_CS", held=False), kind=PERSON), {"B", "C", "D"}),
        (SubjectQuery(award=AwardAsked(form="BK_TINH", year=2024)), {"D"}),
        (SubjectQuery(text="hoa", unit="SNV"), {"B", "C"}),
        (SubjectQuery(text="NVA"), {"A"}),
        (SubjectQuery(text="an bui hoa"), {"C"}),
        (SubjectQuery(text="1234"), {"A"}),
        (SubjectQuery(text="hòa", sex=Sex.MALE, unit="TT"), {"C"}),
    ],
)
def test_every_condition_leaves_those_it_names(desk: Context, query: SubjectQuery, expected: set[str]) -> None:
    assert set(codes(desk, query)) == expected


def test_rows_are_grouped_and_sorted_as_asked(desk: Context) -> None:
    people = SubjectQuery(kind=PERSON)
    by_name = ListLayout(group="", order=(("name", False),))
    assert codes(desk, people, by_name) == ["C", "A", "D", "B"], "An, Ánh, Do, Hoà"
    assert codes(desk, people, replace(by_name, order=(("name", True),))) == ["B", "D", "A", "C"]
    assert codes(desk, people, replace(by_name, group="unit")) == ["D", "C", "A", "B"], "no unit, Ban, Văn phòng"
    two = ListLayout(group="", order=(("missing", False), ("birth", True)))
    assert codes(desk, people, two) == ["C", "B", "D", "A"], "most missing first, then the youngest"
    assert codes(desk, people, ListLayout(group="position"))[0] == "A", "those without a post stand last"


def test_further_columns_are_read_only_when_they_are_shown(desk: Context) -> None:
    assert records.find_subjects(desk, SubjectQuery()).further == {}
    shown = ListLayout(columns=frozenset({"name", "highest", "chief", "round"}))
    further = records.find_subjects(desk, SubjectQuery(), shown).further
    assert further["highest"]["A"] == "CSTĐ cơ sở"
    assert "B" not in further["highest"], "what was refused is not held"
    assert further["chief"] == {"VP": "Nguyễn Văn Ánh"}
    by_title = replace(shown, group="", order=(("highest", False),))
    assert codes(desk, SubjectQuery(kind=PERSON), by_title)[-1] in ("B", "C")


def rows_anew(ctx: Context) -> tuple[SubjectRow, ...]:
    """Return what the list would show, had nothing been kept in memory."""
    ctx.memory.register = None
    return records.find_subjects(ctx, SubjectQuery()).rows


def changed_at_random(ctx: Context, chance: random.Random) -> None:
    person = chance.choice(["A", "B", "C", "D"])
    card = records.open_card(ctx, person)
    what = chance.randrange(6)
    if what == 0:
        unit = chance.choice([None, "VP", "TT"])
        records.save_subject(ctx, replace(card.subject, unit=unit, name=f"Người {chance.randrange(99)}"))
    elif what == 1:
        year = chance.choice([2019, 2024, 2025])
        records.save_entry(ctx, Rating(subject=person, year=year, grade=chance.choice(list(Grade))))
    elif what == 2 and card.ratings:
        records.delete_entry(ctx, "ratings", card.ratings[0].id or 0)
    elif what == 3:
        records.save_entry(ctx, Position(subject=person, title=f"Chức {chance.randrange(9)}", start=date(2021, 1, 1)))
    elif what == 4:
        office = records.open_card(ctx, "VP").subject
        records.save_subject(ctx, replace(office, name=f"Văn phòng {chance.randrange(99)}"))
    elif next(act for act in undoing.steps(ctx, 99) if not act.undone).label != "Nhập":
        undoing.undo_last(ctx)


def test_the_rows_kept_in_memory_are_those_that_would_be_read_anew(desk: Context) -> None:
    chance = random.Random(5)
    codes(desk)
    for step in range(60):
        changed_at_random(desk, chance)
        mended = records.find_subjects(desk, SubjectQuery()).rows
        held = desk.memory.register
        assert mended == rows_anew(desk), step
        desk.memory.register = held


def test_one_edit_reads_one_row_anew(desk: Context) -> None:
    codes(desk)
    before = desk.memory.register
    records.save_subject(desk, replace(records.open_card(desk, "B").subject, name="Đặng Thị Hòa"))
    codes(desk)
    after = desk.memory.register
    assert before is not None
    assert after is not None
    same = [number for number, row in after.by_id.items() if before.by_id[number] is row]
    assert len(same) == len(PEOPLE) - 1


def test_rows_that_came_together_are_all_there(desk: Context) -> None:
    codes(desk)
    with desk.db.work("Nhập thêm", desk.who) as work:
        work.insert("subjects", [Subject(code=f"N{n}", kind=PERSON, name=f"Người {n}", unit="VP") for n in range(5)])
        work.insert("ratings", [Rating(subject=f"N{n}", year=2024, grade=Grade.HTNV) for n in range(5)])
    before = desk.memory.register
    mended = records.find_subjects(desk, SubjectQuery()).rows
    assert before is not None
    assert desk.memory.register is not None
    assert desk.memory.register.by_id[1] is before.by_id[1], "the others were not read again"
    assert len(mended) == len(PEOPLE) + 5
    assert mended == rows_anew(desk)


def test_a_deleted_person_is_gone_and_back_once_the_deletion_is_taken_back(desk: Context) -> None:
    codes(desk)
    records.delete_subject(desk, "D")
    assert "D" not in codes(desk)
    undoing.undo_last(desk)
    assert "D" in codes(desk)


def test_a_search_that_finds_nothing_counts_nothing(desk: Context) -> None:
    page = records.find_subjects(desk, SubjectQuery(text="không có ai"))
    assert (page.rows, page.total) == ((), 0)


def test_the_same_layout_is_sorted_once(desk: Context) -> None:
    codes(desk)
    held = desk.memory.register
    assert held is not None
    first = held.laid_out(("unit", ()), lambda _rows: pytest.fail("sorted again"))
    codes(desk, SubjectQuery(text="nguyen"))
    assert held.laid_out(("unit", ()), lambda _rows: pytest.fail("sorted again")) is first
