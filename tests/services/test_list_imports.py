"""Lists of any layout against real records: what becomes of each row, whose it is, what is learned; all or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.errors import Cancelled, UserError
from dienhinh_desktop.domain.list_imports import NEW_SUBJECT, RowDecision, same_row
from dienhinh_desktop.domain.lists import WordKind
from dienhinh_desktop.domain.records import Award, Grade, Rating
from dienhinh_desktop.services import imports
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports import lists
from dienhinh_desktop.services.imports.lists import (
    choose_words,
    decide,
    look,
)
from tests.services.list_work import (
    HOA,
    NEW,
    awards,
    by_name,
    everything,
    fill,
    kept,
    line,
    office,
    opened,
    ratings,
    said,
    states,
    subject,
    write,
)

__all__ = ["office"]

# --- what becomes of a row --------------------------------------------------------------------------------------------


def test_every_state_a_row_can_be_in(office: Context, tmp_path: Path) -> None:
    task = opened(
        office,
        tmp_path,
        (*HOA[:4], "LĐTT", "HTTNV"),
        (2, "Trần Thị Nhung", "1981", "Văn phòng Sở", "LĐTT", ""),
        (3, "Lê Văn Bình", "01/02/1990", "Văn phòng Sở", "LĐTT", ""),
        (4, "Nguyễn Đình Hòa", "", "Phòng Hợp tác quốc tế", "LĐTT", ""),
        (5, "Phạm Văn Cường", "30/02/1990", "Văn phòng Sở", "LĐTT", ""),
        (6, "", "01/02/1991", "Văn phòng Sở", "LĐTT", ""),
        (7, "Phạm Thị Dung", "01/02/1991", "Văn phòng Sở", "LĐTT", ""),
    )
    task = decide(task, {8: RowDecision(skipped=True)})
    shown = look(office, task)
    assert states(shown) == ["khong_doi", "cap_nhat", "moi", "can_xem", "loi", "loi", "bo"]
    assert shown.open_lines == 3
    assert [one.code for one in shown.lines[:3]] == ["CB001", "CB002", "CB003"]
    assert [shown.lines[5].name, shown.lines[5].said] == ["(không có tên)", None]


def test_what_says_less_than_the_records_is_the_same(office: Context, tmp_path: Path) -> None:
    """The records hold the title with decision, day and signer; the list only its year, in other words."""
    for title in ("LĐTT", "Lao động tiên tiến", "Danh hiệu lao động tiên tiến", "LĐTT năm 2023"):
        shown = look(office, opened(office, tmp_path, (*HOA[:4], title, "")))
        assert states(shown) == ["khong_doi"], title
        assert said(shown, 2) == ""


def test_blanks_are_filled_and_told(office: Context, tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Ngày sinh", "CCCD", "Đơn vị", "Danh hiệu 2023", "Số quyết định", "Ngày ký")
    fill(office, awards=(Award(subject="CB002", form="LDTT", year=2023),))
    row = (1, "Trần Thị Nhung", "12/08/1981", "042181000111", "Văn phòng Sở", "LĐTT", "81/QĐ-SNgV", "18/12/2023")
    shown = look(office, task := opened(office, tmp_path, row, head=head))
    assert states(shown) == ["cap_nhat"]
    assert set(line(shown, 2).changes) == {
        ("Ngày sinh", "1981", "12/8/1981"),
        ("CCCD", "", "042181000111"),
        ("Số quyết định", "", "81/QĐ-SNgV"),
        ("Ngày ký", "", "18/12/2023"),
    }
    report = write(office, task)
    assert (report.added, report.updated) == (0, 2)
    assert awards(office, "CB002") == [
        Award(subject="CB002", form="LDTT", year=2023, decision="81/QĐ-SNgV", date=date(2023, 12, 18))
    ]
    assert subject(office, "CB002").birth == PartialDate(1981, 8, 12)
    assert states(look(office, opened(office, tmp_path, row, head=head))) == ["khong_doi"]


@pytest.mark.parametrize(("side", "grade"), [("keep", Grade.HTTNV), ("take", Grade.HTXSNV)])
def test_another_grade_is_a_conflict_for_the_clerk(office: Context, tmp_path: Path, side: str, grade: Grade) -> None:
    task = opened(office, tmp_path, (*HOA[:5], "HTXSNV"))
    shown = look(office, task)
    assert states(shown) == ["can_xem"]
    (conflict,) = line(shown, 2).conflicts
    assert (conflict.key, conflict.ours, conflict.theirs, conflict.where) == ("rating:2023", "HTT", "HTXS", "sổ")
    task = decide(task, {2: RowDecision(**{side: frozenset({conflict.key})})})  # type: ignore[arg-type]
    write(office, task)
    assert [one.grade for one in ratings(office, "CB001")] == [grade]


def test_a_row_accepted_as_understood_keeps_the_records_and_says_so(office: Context, tmp_path: Path) -> None:
    task = decide(opened(office, tmp_path, (*HOA[:5], "HTXSNV")), {2: RowDecision(accepted=True)})
    shown = look(office, task)
    assert states(shown) == ["khong_doi"]
    assert "giữ HTT theo sổ, dòng này ghi HTXS" in said(shown, 2)


def test_another_birth_is_asked_as_who_and_then_as_which(office: Context, tmp_path: Path) -> None:
    row = (1, "Nguyễn Đình Hòa", "06/05/1975", "Phòng Hợp tác quốc tế", "", "")
    task = opened(office, tmp_path, row)
    assert "năm sinh khác: 06/5/1974" in said(look(office, task), 2)
    task = decide(task, {2: RowDecision(who="CB001")})
    (conflict,) = line(look(office, task), 2).conflicts
    assert (conflict.key, conflict.ours, conflict.theirs) == ("birth", "06/5/1974", "06/5/1975")
    taken = decide(task, {2: RowDecision(who="CB001", take=frozenset({"birth"}))})
    assert line(look(office, taken), 2).changes == (("Ngày sinh", "06/5/1974", "06/5/1975"),)
    write(office, decide(task, {2: RowDecision(who="CB001", keep=frozenset({"birth"}))}))
    assert subject(office, "CB001").birth == PartialDate(1974, 5, 6)


def test_a_title_kept_under_another_decision_or_as_refused_is_a_conflict(office: Context, tmp_path: Path) -> None:
    row = (*HOA[:4], "LĐTT (QĐ 99/QĐ-SNgV ngày 20/12/2023)", "")
    task = opened(office, tmp_path, row)
    (conflict,) = line(look(office, task), 2).conflicts
    assert (conflict.ours, conflict.theirs) == ("81/QĐ-SNgV, 18/12/2023", "99/QĐ-SNgV, 20/12/2023")
    write(office, decide(task, {2: RowDecision(take=frozenset({conflict.key}))}))
    assert [one.decision for one in awards(office, "CB001")] == ["99/QĐ-SNgV"]
    fill(office, awards=(Award(subject="CB002", form="LDTT", year=2023, refused=True),))
    task = opened(office, tmp_path, (1, "Trần Thị Nhung", "1981", "Văn phòng Sở", "LĐTT", ""))
    (conflict,) = line(look(office, task), 2).conflicts
    assert (conflict.ours, conflict.theirs) == ("không đạt", "đạt, không số")
    write(office, decide(task, {2: RowDecision(take=frozenset({conflict.key}))}))
    assert [one.refused for one in awards(office, "CB002")] == [False]


# --- whose a row is ---------------------------------------------------------------------------------------------------


def test_a_row_decided_to_be_somebody_kept_is_written_to_him(office: Context, tmp_path: Path) -> None:
    task = opened(office, tmp_path, (1, "Trần Thị Nhung", "", "", "LĐTT", ""))
    assert states(look(office, task)) == ["can_xem"]
    write(office, decide(task, {2: RowDecision(who="CB002")}))
    assert [one.form for one in awards(office, "CB002")] == ["LDTT"]
    assert len(by_name(office, "Trần Thị Nhung")) == 1


@pytest.mark.parametrize("birth", ["", "1974", "03/04/1980"])
def test_a_row_decided_to_be_somebody_new_is_asked_about_no_more(office: Context, tmp_path: Path, birth: str) -> None:
    row = (1, "Nguyễn Đình Hòa", birth, "Phòng Hợp tác quốc tế", "LĐTT", "HTTNV")
    task = opened(office, tmp_path, row)
    report = write(office, decide(task, {2: RowDecision(who=NEW_SUBJECT)}))
    assert (report.added, report.updated) == (3, 0)
    assert len(by_name(office, "Nguyễn Đình Hòa")) == 2
    with office.db.read() as reader:
        assert [(pair.first, pair.second) for pair in reader.distinct_pairs()] == [("CB001", "CB003")]
    before = kept(office)
    again = opened(office, tmp_path, row)
    assert [(one.state.value, one.code) for one in look(office, again).lines] == [("khong_doi", "CB003")]
    assert write(office, again).batch is None
    assert kept(office) == before


def test_two_rows_of_one_name_told_apart_stay_apart_next_time(office: Context, tmp_path: Path) -> None:
    rows = (
        (1, "Lê Văn Bình", "1990", "Văn phòng Sở", "LĐTT", ""),
        (2, "Lê Văn Bình", "", "Văn phòng Sở", "", "HTTNV"),
    )
    task = opened(office, tmp_path, *rows)
    shown = look(office, task)
    assert states(shown) == ["moi", "can_xem"]
    assert "dòng 2 của danh sách" in said(shown, 3)
    write(office, decide(task, {3: RowDecision(who=NEW_SUBJECT)}))
    first, second = by_name(office, "Lê Văn Bình")
    assert [one.code for one in look(office, opened(office, tmp_path, *rows)).lines] == [first.code, second.code]
    assert write(office, opened(office, tmp_path, *rows)).batch is None


def test_rows_decided_to_be_one_person_are_merged(office: Context, tmp_path: Path) -> None:
    task = opened(
        office,
        tmp_path,
        (1, "Lê Văn Bình", "1990", "Văn phòng Sở", "LĐTT", ""),
        (2, "Lê Văn Bình", "", "Văn phòng Sở", "", "HTTNV"),
        (3, "Lê Văn Bình", "01/02/1990", "", "LĐTT (QĐ 81/QĐ-SNgV)", "HTTNV"),
    )
    task = decide(task, {3: RowDecision(who=same_row(2)), 4: RowDecision(who=same_row(2))})
    shown = look(office, task)
    assert [one.code for one in shown.lines] == ["CB003"] * 3
    assert "Gộp với dòng 2: cùng một đối tượng." in said(shown, 4)
    assert write(office, task).added == 3
    assert [one.birth for one in by_name(office, "Lê Văn Bình")] == [PartialDate(1990, 2, 1)]
    assert [(one.form, one.decision) for one in awards(office, "CB003")] == [("LDTT", "81/QĐ-SNgV")]
    assert [one.grade for one in ratings(office, "CB003")] == [Grade.HTTNV]


def test_a_contradiction_between_two_rows_names_the_row_above(office: Context, tmp_path: Path) -> None:
    task = opened(
        office,
        tmp_path,
        (1, "Lê Văn Bình", "1990", "Văn phòng Sở", "", "HTTNV"),
        (2, "Lê Văn Bình", "1991", "Văn phòng Sở", "", "HTXSNV"),
    )
    task = decide(task, {3: RowDecision(who=same_row(2))})
    conflicts = line(look(office, task), 3).conflicts
    assert [(one.key, one.where) for one in conflicts] == [("birth", "dòng trên"), ("rating:2023", "dòng trên")]
    write(office, decide(task, {3: RowDecision(who=same_row(2), take=frozenset({"rating:2023"}), accepted=True)}))
    assert [one.grade for one in ratings(office, "CB003")] == [Grade.HTXSNV]


@pytest.mark.parametrize("existing", [False, True])
def test_rows_below_one_that_is_held_back_are_still_laid(office: Context, tmp_path: Path, existing: bool) -> None:
    """What a row that waits for the clerk says is not yet there for the rows below it."""
    name, birth = ("Trần Thị Nhung", "1981") if existing else ("Lê Văn Bình", "1990")
    task = opened(
        office,
        tmp_path,
        (1, name, birth, "Văn phòng Sở", "LĐTT; Danh hiệu lạ lùng", "HTTNV"),
        (2, name, birth, "Văn phòng Sở", "LĐTT", "HTTNV"),
    )
    shown = look(office, task)
    assert states(shown) == ["loi", "cap_nhat" if existing else "moi"]
    task = decide(task, {2: RowDecision(accepted=True)})
    assert write(office, task).added == (2 if existing else 3)


def test_the_same_person_on_two_rows_and_in_the_records_is_likely_once(office: Context, tmp_path: Path) -> None:
    """Name and unit are likely only; with what is likely taken, the second row is no second likely person."""
    rows = [(n, "Trần Thị Nhung", "", "Văn phòng Sở", "LĐTT", "") for n in (1, 2)]
    task = opened(office, tmp_path, *rows)
    shown = look(office, task, strict=False)
    assert [one.code for one in shown.lines] == ["CB002", "CB002"]
    accepted = decide(task, {row: RowDecision(accepted=True) for row in (2, 3)})
    assert [one.code for one in look(office, accepted).lines] == ["CB002", "CB002"]


def test_decisions_that_no_longer_fit_count_as_none(office: Context, tmp_path: Path) -> None:
    task = opened(office, tmp_path, NEW, (3, "Phạm Thị Dung", "1991", "Văn phòng Sở", "", ""))
    rows = {2: RowDecision(skipped=True), 3: RowDecision(who=same_row(2))}
    assert [one.state.value for one in look(office, decide(task, rows)).lines] == ["bo", "moi"]
    gone = decide(task, {3: RowDecision(who="KHONG_CO")})
    assert line(look(office, gone), 3).state.value == "moi"


# --- all of it or nothing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        (1, "Trần Thị Nhung", "", "Văn phòng Sở", "LĐTT", ""),
        (1, "Phạm Văn Cường", "30/02/1990", "Văn phòng Sở", "LĐTT", ""),
        (1, "", "1990", "Văn phòng Sở", "LĐTT", ""),
    ],
)
def test_a_list_with_open_rows_is_refused_and_nothing_is_written(
    office: Context, tmp_path: Path, row: tuple[Any, ...]
) -> None:
    task = opened(office, tmp_path, row, NEW, sender="VP")
    task = choose_words(office, task, {(WordKind.TITLE, "Gì đó"): "LDTT"})
    before = everything(office)
    with pytest.raises(UserError, match=r"còn 1 dòng chưa quyết, đầu tiên là dòng 2") as refused:
        write(office, task)
    assert refused.value.details == (f"Dòng 2: {row[1] or '(không có tên)'}",)
    assert everything(office) == before


def test_stopping_in_the_middle_writes_nothing(office: Context, tmp_path: Path) -> None:
    task = opened(office, tmp_path, NEW)
    shown = look(office, task)
    before = everything(office)

    def stop(done: int, total: int, what: str) -> None:
        if what.startswith("Ghi") and done:
            raise Cancelled

    with pytest.raises(Cancelled):
        lists.write(office, task, shown, stop)
    assert everything(office) == before


def test_a_preview_the_records_have_overtaken_is_laid_again(office: Context, tmp_path: Path) -> None:
    task = opened(office, tmp_path, NEW, (*HOA[:5], "HTTNV"))
    shown = look(office, task)
    write(office, opened(office, tmp_path, NEW))
    report = lists.write(office, task, shown)
    assert (report.added, report.updated, report.batch) == (0, 0, None)
    assert len(by_name(office, "Lê Văn Bình")) == 1

    task = opened(office, tmp_path, (*HOA[:4], "", "HTTNV"))
    shown = look(office, task)
    fill(office, ratings=(Rating(subject="CB001", year=2023, grade=Grade.HTXSNV, decision="79/QĐ-SNgV"),))
    before = everything(office)
    with pytest.raises(UserError, match="Xếp loại 2023: sổ ghi HTXS, dòng này ghi HTT"):
        lists.write(office, task, shown)
    assert everything(office) == before


def test_rows_left_out_are_counted_and_named_in_the_log(office: Context, tmp_path: Path) -> None:
    task = decide(opened(office, tmp_path, HOA, NEW), {2: RowDecision(skipped=True)})
    report = write(office, task)
    assert report.skipped == 1
    (batch, *_) = imports.batches(office)
    assert "Bỏ dòng này, không ghi: Nguyễn Đình Hòa." in [issue.message for issue in batch.issues]


def test_a_list_that_brings_nothing_leaves_no_trace(office: Context, tmp_path: Path) -> None:
    before = everything(office)
    report = write(office, opened(office, tmp_path, (*HOA[:4], "LĐTT", "HTTNV")))
    assert (report.added, report.updated, report.unchanged, report.batch) == (0, 0, 3, None)
    after = everything(office)
    assert {name: rows for name, rows in after.items() if name != "sequences"} == {
        name: rows for name, rows in before.items() if name != "sequences"
    }
