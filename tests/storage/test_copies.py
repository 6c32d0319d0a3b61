"""Copies of the database: consistent, proved by reading, led to today's shape, put back all or not at all."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import Cancelled, Damaged, UserError
from dienhinh_desktop.domain.records import Subject, SubjectKind
from dienhinh_desktop.storage import copies, migrations
from dienhinh_desktop.storage.database import FILE, Database
from dienhinh_desktop.storage.rescue import replace_damaged

from ..conftest import NOW
from .samples import RECORDS


def fill(db: Database, count: int = 0) -> None:
    with db.work("Nhập", "Văn thư") as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
        people = [Subject(code=f"X{n:05d}", kind=SubjectKind.PERSON, name=f"Nguyễn Văn {n}") for n in range(count)]
        work.insert("subjects", people)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return [line for line in opened.iterdump() if not line.startswith('INSERT INTO "sequences"')]


@pytest.fixture
def copy(db: Database, tmp_path: Path) -> Path:
    fill(db)
    db.copy_to(tmp_path / "ban_sao")
    return tmp_path / "ban_sao"


def broken(path: Path, statement: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.executescript(statement)
    return path


def test_a_copy_stands_on_its_own_and_tells_what_it_holds(db: Database, copy: Path) -> None:
    held = copies.inspect(copy)
    with db.read() as reader:
        assert held.counts.items() >= reader.counts().items()
        assert held.last_act == reader.last_act()
        assert held.acts == reader.acts(8)
    assert held.schema == len(migrations.STEPS)
    assert [path.name for path in copy.parent.glob("ban_sao*")] == ["ban_sao"]


def test_copies_taken_while_another_thread_writes_are_of_one_moment(db: Database, tmp_path: Path) -> None:
    """Every act adds one person with two ratings; a torn copy would hold another number."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with db.work("Thêm", "Văn thư") as work:
                work.insert("subjects", [Subject(code=f"A{number}", kind=SubjectKind.PERSON, name="An")])
                work.insert("subjects", [Subject(code=f"B{number}", kind=SubjectKind.PERSON, name="Bình")])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(12):
            db.copy_to(tmp_path / f"{number}")
    finally:
        stop.set()
        writer.join()
    held = [copies.inspect(tmp_path / f"{number}") for number in range(12)]
    assert all(item.counts["subjects"] == 2 * item.last_act for item in held)
    assert held[-1].last_act > held[0].last_act


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id=7",
        "CREATE TRIGGER t AFTER INSERT ON awards BEGIN DELETE FROM subjects; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE la (a)",
        "DROP TABLE rounds",
        "DROP INDEX awards_subject",
        "PRAGMA foreign_keys=OFF; DELETE FROM subjects WHERE code = 'CB001'",
        "UPDATE acts SET at = 'hôm qua'",
    ],
)
def test_a_copy_with_something_else_in_it_is_refused(copy: Path, statement: str) -> None:
    with pytest.raises(Damaged, match="không lành"):
        copies.inspect(broken(copy, statement))


def test_a_copy_with_a_torn_page_is_refused(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    copy.write_bytes(content)
    with pytest.raises(Damaged):
        copies.inspect(copy)
    copy.write_bytes(b"SQLite format 3\0")
    with pytest.raises(Damaged):
        copies.describe(copy)


def test_a_copy_of_a_newer_program_is_refused_in_words(copy: Path) -> None:
    with pytest.raises(UserError, match="cập nhật chương trình"):
        copies.inspect(broken(copy, "PRAGMA user_version=99"))


def test_what_is_put_back_is_what_was_copied(db: Database, copy: Path) -> None:
    with db.read() as reader:
        before = reader.records()
    with db.work("Xóa", "Văn thư") as work:
        work.delete("awards", [row.id for row in work.records().awards if row.id])
    fill_more(db)
    with db.read() as reader:
        last = reader.last_act()
    db.put_back(copy)
    with db.read() as reader:
        assert reader.records() == before
        assert reader.check() == ()
    with db.work("Thêm", "Văn thư") as work:
        assert work.act > last
        assert work.insert("subjects", [Subject(code="Z", kind=SubjectKind.PERSON, name="Lê")])[0] > 3000
    db.close()


def test_the_file_after_a_restore_is_the_copy_row_by_row(db: Database, copy: Path) -> None:
    wanted = dump(copy)
    fill_more(db)
    db.put_back(copy)
    db.close()
    assert dump(db.path) == wanted


def fill_more(db: Database) -> None:
    with db.work("Thêm", "Văn thư") as work:
        people = [Subject(code=f"Y{n:05d}", kind=SubjectKind.PERSON, name=f"Lê {n}") for n in range(3000)]
        work.insert("subjects", people)


def test_putting_back_can_be_stopped_and_then_nothing_has_changed(
    db: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_more(db)
    with db.read() as reader:
        before = reader.records()
    monkeypatch.setattr(copies, "PAGES", 3)
    seen: list[int] = []

    def stop(done: int, total: int, _what: str) -> None:
        seen.append(done)
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        db.put_back(copy, stop)
    assert len(seen) > 3
    with db.read() as reader:
        assert reader.records() == before
        assert reader.check() == ()
    db.put_back(copy)
    with db.read() as reader:
        assert len(reader.records().subjects) == len(RECORDS.subjects)


def test_a_copy_with_pages_of_another_size_fits_all_the_same(db: Database, copy: Path) -> None:
    broken(copy, "PRAGMA page_size=1024; VACUUM")
    db.put_back(copy)
    with db.read() as reader:
        assert len(reader.records().subjects) == len(RECORDS.subjects)
        assert reader.check() == ()


def test_an_older_copy_is_led_to_todays_shape_before_it_is_put_back(
    folder: Path, copy: Path, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.close()
    newer = [*migrations.STEPS, ("ALTER TABLE subjects ADD COLUMN nickname TEXT",)]
    monkeypatch.setattr(migrations, "STEPS", newer)
    with Database.open(folder, now=lambda: NOW) as later:
        assert copies.inspect(copy).schema == len(newer) - 1
        later.put_back(copy)
        with later.read() as reader:
            assert reader._connection.exec_driver_sql("SELECT count(nickname) FROM subjects").scalar() == 0
            assert reader._connection.exec_driver_sql("PRAGMA user_version").scalar() == len(newer)


def test_a_damaged_database_is_replaced_and_kept_aside(db: Database, folder: Path, copy: Path) -> None:
    wanted = dump(copy)
    db.close()
    (folder / FILE).write_bytes(b"\0" * 5000)
    (folder / f"{FILE}-wal").write_bytes(b"x" * 64)
    with pytest.raises(Damaged):
        Database.open(folder)
    aside = replace_damaged(folder, copy, NOW)
    assert {path.name: path.stat().st_size for path in aside.iterdir()} == {FILE: 5000, f"{FILE}-wal": 64}
    with Database.open(folder) as opened, opened.read() as reader:
        assert reader.check() == ()
    assert dump(folder / FILE) == wanted
