"""What the check finds that was done to the file from outside: rows, their journal, the text they are found by."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dienhinh_desktop.storage.database import FILE, Database

from .samples import OFFICE, RECORDS


@pytest.fixture
def worked(folder: Path) -> Path:
    """A closed folder with acts of every kind in its journal: adding, changing, deleting, taking back twice."""
    with Database.open(folder) as db:
        with db.work("Nhập", "Văn thư") as work:
            for table, rows in RECORDS.tables():
                work.insert(table, rows)
        with db.work("Xóa", "Văn thư") as work:
            awards = [row.id for row in work.records().awards if row.id]
            work.delete("awards", awards[:2])
            work.set_setting("a", "1")
            deleting = work.act
        with db.work("Sửa", "Văn thư") as work:
            work.set_setting("a", "2")
        with db.work("Hoàn tác", "Văn thư", "undo") as work:
            work.undo(deleting + 1)
            undoing = work.act
        with db.work("Làm lại", "Văn thư", "undo") as work:
            work.undo(undoing)
        assert faults(db) == ()
    return folder


def faults(db: Database) -> tuple[str, ...]:
    with db.read() as reader:
        return reader.check()


def after(folder: Path, *statements: str) -> tuple[str, ...]:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)
    with Database.open(folder) as db:
        return faults(db)


def test_acts_of_every_kind_leave_a_journal_without_a_gap(worked: Path) -> None:
    assert after(worked) == ()


def test_a_row_put_in_from_outside_is_found(worked: Path) -> None:
    found = after(worked, "INSERT INTO ratings (id, subject_id, year, grade) VALUES (900, 1, 2024, 4)")
    assert "Xếp loại: dòng số 900 không do việc nào trong nhật ký ghi; kiểm tra lại dòng này." in found


def test_a_row_taken_out_from_outside_is_found(worked: Path) -> None:
    found = after(worked, "DELETE FROM ratings WHERE id = 2")
    assert found == ("Xếp loại: dòng số 2 có trong nhật ký mà không còn; lấy lại bản sao lưu.",)


def test_a_cut_journal_is_found(worked: Path) -> None:
    found = after(worked, "DELETE FROM changes WHERE act = 1 AND seq = 2")
    assert "Nhật ký: việc số 1 thiếu 1 thay đổi; lấy lại bản sao lưu." in found
    assert any(fault.startswith("Chức vụ: dòng số 1 không do việc nào") for fault in found)


def test_a_journal_that_cannot_be_read_is_found(worked: Path) -> None:
    found = after(worked, "UPDATE changes SET before = '{' WHERE before IS NOT NULL AND act = 2")
    assert [fault for fault in found if "không đọc được" in fault]
    found = after(worked, "UPDATE changes SET table_name = 'la' WHERE act = 1 AND seq = 1")
    assert "Nhật ký: việc số 1 nói đến bảng không có; lấy lại bản sao lưu." in found


def test_an_act_taken_back_before_it_was_done_is_found(worked: Path) -> None:
    found = after(worked, "UPDATE acts SET undone_by = 1 WHERE id = 2")
    assert found == ("Nhật ký: việc số 2 được ghi là hoàn tác trước khi làm; lấy lại bản sao lưu.",)


def test_text_that_search_would_miss_is_found(worked: Path) -> None:
    found = after(
        worked,
        "UPDATE subjects SET name = 'Tên khác' WHERE code = 'CB001'",
        "UPDATE ratings SET decision_key = 'x' WHERE decision IS NOT NULL",
    )
    assert len(found) == 2
    assert found[0].startswith("Đối tượng: 1 dòng có chữ để tìm không khớp")
    assert found[1].startswith("Xếp loại: 1 dòng")


def test_many_faults_of_the_journal_are_counted_not_listed(worked: Path) -> None:
    rows = ", ".join(f"({number}, 1, 2024, 4)" for number in range(900, 960))
    found = after(worked, f"INSERT INTO ratings (id, subject_id, year, grade) VALUES {rows}")
    assert len([fault for fault in found if "không do việc nào" in fault]) == 20
    assert found[-1] == "Nhật ký: còn 40 chỗ không khớp nữa; lấy lại bản sao lưu."


def test_a_folder_where_nothing_was_done_is_sound(folder: Path) -> None:
    with Database.open(folder) as db:
        assert faults(db) == ()
        with db.work("Thêm", "Văn thư") as work:
            work.insert("subjects", [OFFICE])
        assert faults(db) == ()
