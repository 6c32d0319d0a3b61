"""Taking an import back, row by row: what was there before is there again, whatever was done since to other records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop import resources
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.list_imports import NEW_SUBJECT, RowDecision
from dienhinh_desktop.domain.lists import WordKind
from dienhinh_desktop.domain.records import Award, Rating, Records, Subject
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import imports, records, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports.lists import ListTask, choose_words, decide
from tests.services.list_work import AWARDS, everything, fill, kept, opened, write
from tests.services.test_imports import content
from tests.storage.samples import RECORDS

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")
ROWS = (
    (1, "Nguyễn Đình Hòa", "06/05/1974", "Phòng Hợp tác quốc tế", "CSTĐCS", "HTTNV"),
    (2, "Trần Thị Nhung", "12/08/1981", "Văn phòng Sở", "Danh hiệu riêng", ""),
    (3, "Lê Văn Bình", "01/02/1990", "Trung tâm Dịch vụ", "LĐTT", "HTTNV"),
    (4, "Nguyễn Đình Hòa", "", "Phòng Hợp tác quốc tế", "LĐTT", ""),
)


@pytest.fixture
def office(ctx: Context) -> Context:
    fill(ctx)
    return ctx


def whole_list(office: Context, path: Path) -> ListTask:
    """A list that adds and changes rows of every kind a list can, learns a word, and tells two people apart."""
    task = opened(office, path, *ROWS, sender="VP")
    task = choose_words(office, task, {(WordKind.TITLE, "Danh hiệu riêng"): "LDTT"})
    return decide(task, {5: RowDecision(who=NEW_SUBJECT)})


def bring_in(office: Context, path: Path) -> int:
    batch = write(office, whole_list(office, path)).batch
    assert batch is not None
    return batch


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {name for name in one if one[name] != other[name]}


def test_a_list_is_taken_back_row_by_row(office: Context, tmp_path: Path) -> None:
    before = kept(office)
    batch = bring_in(office, tmp_path)
    after = kept(office)
    assert differing(before, after) >= {"subjects", "ratings", "awards", "learned_words", "distinct_pairs"}
    assert imports.undo(office, batch).sentence == f"Đã hoàn tác lần nhập số {batch}."
    assert kept(office) == before
    with pytest.raises(UserError, match="đã được hoàn tác"):
        imports.undo(office, batch)
    assert bring_in(office, tmp_path) > batch
    codes = {row["code"] for row in kept(office)["subjects"]}
    assert codes == {row["code"] for row in after["subjects"]}


def test_later_work_on_other_records_stays(office: Context, tmp_path: Path) -> None:
    batch = bring_in(office, tmp_path)
    fill(office, awards=(Award(subject="VP", form="TTLDTT", year=2023),), ratings=())
    records.save_subject(office, replace(_held(office, "VP"), note="Sửa sau"))
    since = write(office, opened(office, tmp_path, (1, "Phạm Dung", "1991", "Văn phòng Sở", "", ""), sender="X"))
    later = kept(office)
    imports.undo(office, batch)
    now = kept(office)
    assert [row["code"] for row in now["subjects"]] == ["SNV", "HTQT", "VP", "CB001", "CB002", "CB005"]
    assert next(row for row in now["subjects"] if row["code"] == "VP")["note"] == "Sửa sau"
    assert [row["form"] for row in now["awards"]] == ["LDTT", "TTLDTT"]
    assert now["learned_words"] == now["distinct_pairs"] == []
    act = _undo_of(office)
    _take_back(office, act)  # taking the taking back back
    assert kept(office) == later
    assert since.batch is not None


@pytest.mark.parametrize("later", ["same row", "new award", "unit", "round"])
def test_later_work_that_rests_on_it_is_named_and_nothing_changes(office: Context, tmp_path: Path, later: str) -> None:
    batch = bring_in(office, tmp_path)
    binh = next(row["code"] for row in kept(office)["subjects"] if row["name"] == "Lê Văn Bình")
    if later == "same row":
        records.save_subject(office, replace(_held(office, "CB002"), note="Sửa sau"))
    elif later == "new award":
        fill(office, awards=(Award(subject=str(binh), form="GK_SO", year=2024, date=date(2024, 2, 1)),))
    elif later == "unit":
        write(office, opened(office, tmp_path, (1, "Phạm Dung", "1991", "Trung tâm Dịch vụ", "", ""), sender="X"))
    else:
        made = rounds.open_round(
            office,
            Round(plan="HT_SNGV_2021_2025", stage=Stage.RECOGNITION, year=2025, name="Đợt", on=date(2025, 12, 20)),
        )
        assert made.id is not None
        rounds.register(office, made.id, [Choice(subject=str(binh), field="KHONG_LANH_DAO")])
    before = everything(office)
    with pytest.raises(UserError) as refused:
        imports.undo(office, batch)
    assert str(refused.value).endswith(".")
    assert everything(office) == before


def _held(office: Context, code: str) -> Subject:
    with office.db.read() as reader:
        found = reader.subject(code)
    assert found is not None
    return found


def _undo_of(office: Context) -> int:
    with office.db.read() as reader:
        return reader.last_act()


def _take_back(office: Context, act: int) -> None:
    with office.db.work("Làm lại", "x", "undo") as work:
        work.undo(act)


# --- records workbooks ------------------------------------------------------------------------------------------------


def test_a_workbook_is_taken_back_row_by_row(office: Context) -> None:
    before = kept(office)
    report = imports.apply(office, imports.preview(office, SAMPLE))
    assert report.batch is not None
    assert kept(office) != before
    imports.undo(office, report.batch)
    assert kept(office) == before


def test_a_workbook_that_changes_rows_is_taken_back_also_after_later_work(ctx: Context) -> None:
    imports.apply(ctx, imports.compare(ctx, content(**dict(RECORDS.tables()))))
    start = kept(ctx)
    changed = Records(
        subjects=tuple(replace(one, note=f"Ghi chú {one.code}") for one in RECORDS.subjects[:3]),
        ratings=tuple(replace(one, issuer="Cơ quan khác") for one in RECORDS.ratings),
        awards=(*(replace(one, content="Nội dung") for one in RECORDS.awards), replace(AWARDS[0], subject="CB001")),
    )
    report = imports.apply(ctx, imports.compare(ctx, content(**dict(changed.tables()))))
    assert report.batch is not None
    assert report.updated > 0
    assert kept(ctx) != start
    fill(ctx, ratings=(Rating(subject="SNV", year=2024, grade=RECORDS.ratings[0].grade),))
    imports.undo(ctx, report.batch)
    now = kept(ctx)
    assert differing(start, now) == {"ratings"}
    assert now["ratings"][:-1] == start["ratings"]
