"""The data folder: opened with the settings measured to be safe, refused in words, never half-changed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.identity import DistinctPair
from dienhinh_desktop.domain.records import Initiative, Subject, SubjectKind
from dienhinh_desktop.storage import connection, migrations, tables
from dienhinh_desktop.storage.database import FILE, Database

from .samples import OFFICE, PERSON, RECORDS, ROOM

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions and limits of a POSIX system")


def person(number: int) -> Subject:
    return Subject(code=f"CB{number:05d}", kind=SubjectKind.PERSON, name=f"Nguyễn Văn {number}")


def bytes_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refused(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        Database.open(folder, patience=50)
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


def test_a_new_folder_gets_its_database_and_its_places(folder: Path) -> None:
    with Database.open(folder):
        pass
    assert {path.name for path in folder.iterdir()} == {FILE, "attachments", "backups", "logs"}


def test_the_connection_runs_with_the_settings_measured_to_be_safe(db: Database) -> None:
    with db.read() as reader:
        driver = connection.driver(reader._connection)
        wanted = {
            "journal_mode": "wal",
            "locking_mode": "exclusive",
            "synchronous": 2,
            "foreign_keys": 1,
            "busy_timeout": connection.PATIENCE,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "mmap_size": 0,
            "secure_delete": 1,
            "journal_size_limit": 33554432,
            "application_id": connection.APPLICATION_ID,
            "user_version": len(migrations.STEPS),
        }
        found = {name: driver.execute(f"PRAGMA {name}").fetchone() for name in wanted}
        assert driver.isolation_level is None
        assert driver.in_transaction
    assert {name: row[0] if row else 0 for name, row in found.items()} == wanted
    assert not (db.folder / f"{FILE}-shm").exists()


def test_a_disk_that_does_not_take_the_settings_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_SETTINGS", ("journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON"))
    assert "journal_mode=delete" in refused(folder)


def test_tables_of_today_are_those_the_migrations_make(db: Database) -> None:
    with db.read() as reader:
        driver = connection.driver(reader._connection)
        made = {
            name: [(row[1], row[2]) for row in driver.execute(f"PRAGMA table_info({name})")]
            for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        }
        keys = {
            name: {(row[3], row[2], row[4]) for row in driver.execute(f"PRAGMA foreign_key_list({name})")}
            for name in made
        }
    types = {"INTEGER": "INTEGER", "TEXT": "TEXT", "FLOAT": "REAL"}
    assert made == {
        table.name: [(column.name, types[str(column.type)]) for column in table.columns]
        for table in tables.METADATA.tables.values()
    }
    assert keys == {
        table.name: {(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys}
        for table in tables.METADATA.tables.values()
    }


def test_what_was_acknowledged_is_there_after_closing_and_opening(folder: Path) -> None:
    with Database.open(folder) as db, db.work("Thêm", "tôi") as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    with Database.open(folder) as db, db.read() as reader:
        assert reader.records() == RECORDS


def test_an_exception_takes_everything_back(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.work("Thêm", "tôi") as work:
        assert work.insert("subjects", [OFFICE]) == [1 // 0]
    with db.read() as reader:
        assert reader.counts()["subjects"] == 0
        assert reader.acts(10) == ()


def test_a_unit_of_work_that_changes_nothing_is_no_act(db: Database) -> None:
    with db.work("Xem", "tôi") as work:
        assert work.records().subjects == ()
    with db.read() as reader:
        assert reader.acts(10) == ()


def test_a_transaction_inside_a_transaction_is_a_fault_of_ours(db: Database) -> None:
    with db.read(), pytest.raises(RuntimeError, match="already inside"), db.read():
        pass
    with db.read() as reader:
        assert reader.codes() == set()


def test_threads_wait_for_one_another(db: Database) -> None:
    def add(start: int) -> None:
        for number in range(start, start + 20):
            with db.work("Thêm", "tôi") as work:
                work.insert("subjects", [person(number)])

    threads = [threading.Thread(target=add, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as reader:
        assert reader.counts()["subjects"] == 60
        assert reader.check() == ()


# --- files that are not ours ---------------------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    path = folder / FILE
    path.write_bytes(b"PK\x03\x04 not a database at all" * 50)
    before = bytes_of(path)
    assert "không phải tệp dữ liệu" in refused(folder)
    assert bytes_of(path) == before


def test_a_database_of_another_program_is_refused_and_left_alone(folder: Path) -> None:
    folder.mkdir()
    path = folder / FILE
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    before = bytes_of(path)
    assert "không phải dữ liệu của chương trình này" in refused(folder)
    assert bytes_of(path) == before
    assert sorted(item.name for item in folder.iterdir() if item.is_file()) == [FILE]


@pytest.mark.parametrize("cut", [60, 100, 2000])
def test_a_file_cut_short_is_refused_and_left_alone(folder: Path, cut: int) -> None:
    Database.open(folder).close()
    path = folder / FILE
    path.write_bytes(path.read_bytes()[:cut])
    before = bytes_of(path)
    refused(folder)
    assert bytes_of(path) == before


def newer(folder: Path) -> Path:
    Database.open(folder).close()
    path = folder / FILE
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version={len(migrations.STEPS) + 7}")
    raw.close()
    return path


def test_a_newer_database_is_refused_in_words_and_left_alone(folder: Path) -> None:
    path = newer(folder)
    before = bytes_of(path)
    sentence = refused(folder)
    assert "mới hơn" in sentence
    assert "cập nhật chương trình" in sentence
    assert bytes_of(path) == before
    assert not list((folder / "backups").iterdir())


def test_a_newer_version_still_in_the_log_is_refused_too(folder: Path) -> None:
    Database.open(folder).close()
    path = folder / FILE
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode=WAL'); c.execute('PRAGMA user_version=99'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert int.from_bytes(path.read_bytes()[60:64], "big") != 99
    assert "mới hơn" in refused(folder)
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (99,)
    assert raw.execute("SELECT count(*) FROM subjects").fetchone() == (0,)
    raw.close()


def test_a_first_start_cut_off_before_its_tables_starts_again(folder: Path) -> None:
    folder.mkdir()
    raw = sqlite3.connect(folder / FILE)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()
    assert (folder / FILE).stat().st_size > 0
    with Database.open(folder) as db, db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE])


def test_an_empty_file_left_by_a_power_cut_starts_again(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).touch()
    with Database.open(folder) as db, db.read() as reader:
        assert reader.check() == ()


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "Sổ #2, 100% & “thử”" / "đỗ"
    with Database.open(folder) as db, db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE])
    assert (folder / FILE).stat().st_size > 0
    with Database.open(folder) as db, db.read() as reader:
        assert reader.records().subjects == (OFFICE,)


def test_a_file_where_the_folder_should_be_is_refused(folder: Path) -> None:
    folder.write_text("x", encoding="utf-8")
    assert "đã có một tệp trùng tên" in refused(folder)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Run as somebody whom permissions hold, where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@POSIX
def test_a_read_only_folder_is_refused_in_words() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        Database.open(folder / "so").close()
        before = bytes_of(folder / "so" / FILE)
        for path in (folder / "so", folder / "so" / FILE):
            path.chmod(0o555)
        with ordinary_user():
            first, second = refused(folder / "so"), refused(folder / "new" / "so")
        assert bytes_of(folder / "so" / FILE) == before
        (folder / "so").chmod(0o755)
    assert "chỉ cho đọc" in first
    assert "không cho ghi" in second


# --- a full disk ---------------------------------------------------------------------------------------------------


def test_a_full_disk_says_so_and_changes_nothing(db: Database) -> None:
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE])
    with db.read() as reader:
        driver = connection.driver(reader._connection)
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count={pages + 4}")
    with pytest.raises(UserError, match="đã đầy"), db.work("Thêm nhiều", "tôi") as work:
        work.insert("subjects", [person(number) for number in range(5000)])
    driver.execute("PRAGMA max_page_count=1000000")
    with db.work("Thêm tiếp", "tôi") as work:
        assert work.records().subjects == (OFFICE,)
        work.insert("subjects", [ROOM])
    with db.read() as reader:
        assert reader.check() == ()


@POSIX
def test_a_disk_that_refuses_to_grow_a_file_says_so_and_changes_nothing(db: Database) -> None:
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE])
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = db.path.with_name(f"{FILE}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (log + 20_000, hard))
    try:
        with pytest.raises(UserError, match=r"chỗ trống|đã đầy"), db.work("Thêm nhiều", "tôi") as work:
            work.insert("subjects", [person(number) for number in range(5000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    with db.read() as reader:
        assert reader.records().subjects == (OFFICE,)
        assert reader.check() == ()


# --- two at once, and cut off --------------------------------------------------------------------------------------

HOLDER = """
import sys
from pathlib import Path
from dienhinh_desktop.storage.database import Database
db = Database.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_database_another_process_holds_is_refused_until_it_lets_go(folder: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    assert "đang được" in refused(folder)
    holder.communicate("", timeout=30)
    with Database.open(folder) as db, db.read() as reader:
        assert reader.check() == ()


def test_opening_twice_in_one_process_is_refused_and_keeps_the_first_ones_lock(folder: Path) -> None:
    with Database.open(folder) as db:
        assert "đang được" in refused(folder)
        looker = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT * FROM subjects')"
        other = subprocess.run(
            [sys.executable, "-c", looker, str(db.path)], capture_output=True, text=True, check=False
        )
        assert "locked" in other.stderr
    Database.open(folder).close()


WRITER = """
import sys
from pathlib import Path
from dienhinh_desktop.domain.records import Subject, SubjectKind, Rating, Grade
from dienhinh_desktop.storage.database import Database
db = Database.open(Path(sys.argv[1]))
with db.read() as reader:
    number = reader.counts()["subjects"]
while True:
    number += 1
    code = f"CB{number:05d}"
    with db.work(f"Thêm {code}", "tôi") as work:
        work.insert("subjects", [Subject(code=code, kind=SubjectKind.PERSON, name=f"Người {number}", note="x" * 3000)])
        work.insert("ratings", [Rating(subject=code, year=2020 + n, grade=Grade.HTTNV) for n in range(5)])
    print(number, flush=True)
"""


def test_killing_the_program_loses_nothing_that_was_acknowledged(folder: Path) -> None:
    acknowledged = 0
    for kill in range(10):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(1 + 7 * kill):
            acknowledged = int(writer.stdout.readline())
        writer.kill()
        rest = [int(line) for line in writer.stdout.read().split()]
        writer.wait()
        writer.stdout.close()
        acknowledged = max([acknowledged, *rest])
        with Database.open(folder) as db, db.read() as reader:
            counts = reader.counts()
            assert reader.check() == ()
            assert counts["subjects"] in (acknowledged, acknowledged + 1)
            assert counts["ratings"] == 5 * counts["subjects"]
            assert len(reader.acts(100_000)) == counts["subjects"]
            acknowledged = counts["subjects"]
    assert acknowledged > 100


# --- migrations ----------------------------------------------------------------------------------------------------

ADD_COLUMN = ("ALTER TABLE subjects ADD COLUMN nickname TEXT", "UPDATE subjects SET nickname = name")


def filled(folder: Path) -> None:
    with Database.open(folder) as db, db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE, ROOM, PERSON])


def now() -> datetime:
    return datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - an office's clock shows local time


def test_an_older_database_is_copied_and_then_led_to_todays_shape(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(folder)
    shape = len(migrations.STEPS)
    monkeypatch.setattr(migrations, "STEPS", [*migrations.STEPS, ADD_COLUMN])
    with Database.open(folder, now=now) as db, db.read() as reader:
        driver = connection.driver(reader._connection)
        assert driver.execute("PRAGMA user_version").fetchone() == (len(migrations.STEPS),)
        assert driver.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert driver.execute("SELECT count(*) FROM subjects WHERE nickname = name").fetchone() == (3,)
    (copy,) = (folder / "backups").iterdir()
    assert copy.name == f"truoc_nang_cap_dang_{shape}_20260102_030405.sqlite"
    raw = sqlite3.connect(copy)
    assert raw.execute("PRAGMA user_version").fetchone() == (shape,)
    assert raw.execute("SELECT count(*) FROM subjects").fetchone() == (3,)
    raw.close()


def test_a_database_of_the_first_shape_is_led_to_todays_with_its_records(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", today[:1])
    filled(folder)
    monkeypatch.setattr(migrations, "STEPS", today)
    with Database.open(folder) as db:
        with db.read() as reader:
            assert reader.records().subjects == (OFFICE, ROOM, PERSON)
            assert reader.learned_words() == ()
        with db.work("Nhớ", "tôi") as work:
            work.insert("distinct_pairs", [DistinctPair.of("SNV", "A")])
        with db.read() as reader:
            assert reader.distinct_pairs() == (DistinctPair("A", "SNV"),)
            assert (reader.sent_packages(), reader.received_packages(), reader.sender_codes()) == ((), (), ())
            assert reader.check() == ()


def test_a_migration_is_all_or_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)
    before = migrations.STEPS
    monkeypatch.setattr(
        migrations, "STEPS", [*before, (*ADD_COLUMN, "DROP TABLE ratings", "INSERT INTO nowhere VALUES (1)")]
    )
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        Database.open(folder)
    monkeypatch.setattr(migrations, "STEPS", before)
    with Database.open(folder) as db, db.read() as reader:
        driver = connection.driver(reader._connection)
        columns = {row[1] for row in driver.execute("PRAGMA table_info(subjects)")}
        assert "nickname" not in columns
        assert reader.counts()["ratings"] == 0
        assert reader.records().subjects == (OFFICE, ROOM, PERSON)


def test_a_migration_that_leaves_rows_without_their_subject_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(folder)
    before = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", [*before, ("DELETE FROM subjects WHERE code = 'SNV'",)])
    assert "đã dừng" in refused(folder)
    monkeypatch.setattr(migrations, "STEPS", before)
    with Database.open(folder) as db, db.read() as reader:
        assert reader.records().subjects == (OFFICE, ROOM, PERSON)


def test_initiatives_kept_before_their_folded_names_are_found_by_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", today[:1])
    filled(folder)
    raw = sqlite3.connect(folder / "dienhinh.sqlite")
    raw.execute("INSERT INTO initiatives (id, subject_id, name) SELECT 7, id, 'Sổ tay Số hoá' FROM subjects LIMIT 1")
    raw.execute("INSERT INTO sequences VALUES ('initiatives', 7)")
    raw.commit()
    raw.close()
    monkeypatch.setattr(migrations, "STEPS", today)
    with Database.open(folder) as db, db.read() as reader:
        assert [row.id for row in reader.named_alike("so tay số hóa")] == [7]


def test_a_row_taken_back_to_how_it_was_gets_its_folded_name_anew(db: Database) -> None:
    with db.work("Thêm", "tôi") as work:
        work.insert("subjects", [OFFICE])
        (number,) = work.insert("initiatives", [Initiative(subject=OFFICE.code, name="Sổ tay")])
    with db.work("Sửa", "tôi") as work:
        work.update("initiatives", [Initiative(subject=OFFICE.code, name="Phần mềm", id=number)])
        # As an older program wrote it down, before it kept folded names.
        driver = connection.driver(work._connection)
        driver.execute("UPDATE changes SET before = json_remove(before, '$.name_key') WHERE before IS NOT NULL")
        changed = work.act
    with db.work("Hoàn tác", "tôi") as work:
        work.undo(changed)
    with db.read() as reader:
        assert [row.id for row in reader.named_alike("so tay")] == [number]
        assert reader.named_alike("Phần mềm") == ()


@pytest.mark.parametrize(
    ("step", "fingerprint"),
    [
        (1, "29ea08a9b6c9c08b"),
        (2, "6da5ca8f86410ff8"),
        (3, "139582d5eccbd333"),
        (4, "72929fdc5ca78976"),
        (5, "2e2c64a461cde807"),
        (6, "1af203e7adec3d71"),
        (7, "a346078a8afa7eed"),
        (8, "9839ee1c16f9d0c0"),
    ],
)
def test_a_step_once_written_is_frozen(step: int, fingerprint: str) -> None:
    text = "\n".join(" ".join(statement.split()) for statement in migrations.STEPS[step - 1])
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == fingerprint
