"""Backups as a clerk meets them: made by hand and unasked, listed, looked into, put back; refusals change nothing."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dienhinh_desktop.domain.backups import Backup, BackupReason
from dienhinh_desktop.domain.errors import Cancelled, Damaged, UserError
from dienhinh_desktop.domain.records import Records
from dienhinh_desktop.domain.upkeep import Kind
from dienhinh_desktop.exchange.files import sync_file
from dienhinh_desktop.exchange.upkeep import archive
from dienhinh_desktop.services import backups, imports, records, upkeep
from dienhinh_desktop.services.book import read_book
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.practice import practice
from dienhinh_desktop.storage import connection, migrations
from dienhinh_desktop.storage.database import FILE, Database
from tests.conftest import NOW
from tests.storage.samples import OFFICE, PERSON, RECORDS, ROOM

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and permissions of a POSIX system")


@pytest.fixture
def filled(ctx: Context) -> Context:
    with ctx.db.work("Nhập", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    return ctx


def kept(ctx: Context) -> Records:
    with ctx.db.read() as reader:
        return reader.records()


def leave_orphans(ctx: Context) -> None:
    """Take a subject out of the open database past everything that guards it."""
    with ctx.db._connected() as opened:
        raw = connection.driver(opened)
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM subjects WHERE code = 'CB001'")
        raw.execute("PRAGMA foreign_keys=ON")


def at(ctx: Context, now: datetime) -> Context:
    return replace(ctx, now=lambda: now)


def names(ctx: Context) -> list[str]:
    return sorted(path.name for path in (ctx.db.folder / "backups").iterdir())


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        work()
    assert caught.value.sentence.endswith(".")
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


# --- making ---------------------------------------------------------------------------------------------------------


def test_a_backup_holds_everything_and_names_nobody(filled: Context) -> None:
    (filled.db.folder / "attachments" / "ab").mkdir()
    (filled.db.folder / "attachments" / "ab" / "ab12.pdf").write_bytes(b"%PDF")
    made = backups.make(filled)
    assert made.file.name == "sao_luu_20251220_093000_sao_luu_tay.zip"
    assert made.file.parent == filled.db.folder / "backups"
    assert made.manifest is not None
    assert made.good
    assert made.manifest.counts["subjects"] == len(RECORDS.subjects)
    assert {part.name for part in made.manifest.parts} == {FILE, "attachments/ab/ab12.pdf"}
    assert backups.listed(filled.db.folder) == (made,)
    with zipfile.ZipFile(made.file) as packed:
        assert packed.testzip() is None


def test_two_backups_in_one_second_are_two_files(filled: Context) -> None:
    assert backups.make(filled).file != backups.make(filled).file
    assert len(backups.listed(filled.db.folder)) == 2


def test_a_backup_elsewhere_is_not_in_the_list(filled: Context, tmp_path: Path) -> None:
    target = tmp_path / "usb.zip"
    target.write_bytes(b"old")
    assert backups.make(filled, out=target).file == target
    assert backups.listed(filled.db.folder) == ()
    assert backups.look_into(filled, target).held["subjects"] == len(RECORDS.subjects)
    assert names(filled) == []


def test_a_file_with_a_name_not_every_system_takes_is_left_out_and_counted(filled: Context) -> None:
    if sys.platform == "win32":
        pytest.skip("such a name cannot exist there")
    (filled.db.folder / "attachments" / "con").write_bytes(b"x")
    (filled.db.folder / "attachments" / "ab12").symlink_to(filled.db.path)
    made = backups.make(filled)
    assert made.manifest is not None
    assert made.manifest.left_out == 1
    assert [part.name for part in made.manifest.parts] == [FILE]


def test_damaged_data_are_never_taken_for_a_good_backup(filled: Context) -> None:
    leave_orphans(filled)
    with pytest.raises(Damaged):
        backups.make(filled)
    assert names(filled) == []


def test_a_disk_that_gives_back_other_bytes_is_found_out(filled: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def sync_and_lose(path: Path) -> None:
        sync_file(path)
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr("dienhinh_desktop.exchange.upkeep.archive.sync_file", sync_and_lose)
    assert "nên không dùng" in refused(lambda: backups.make(filled))
    assert names(filled) == []


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@POSIX
@pytest.mark.parametrize("room", [100_000, 500_000])
def test_a_full_disk_leaves_no_half_backup(filled: Context, room: int) -> None:
    """100 kB stop the copy of the database, 500 kB the file it is packed into."""
    (filled.db.folder / "attachments" / "ab12").write_bytes(random.Random(1).randbytes(800_000))
    good = backups.make(filled)
    before = kept(filled)
    with file_size_limit(room):
        sentence = refused(lambda: backups.make(filled))
    assert "đầy" in sentence
    assert [item.file for item in backups.listed(filled.db.folder)] == [good.file]
    assert names(filled) == [good.file.name]
    assert kept(filled) == before


@POSIX
def test_a_full_disk_keeps_the_file_that_was_there(filled: Context, tmp_path: Path) -> None:
    target = backups.make(filled, out=tmp_path / "usb.zip").file
    before = target.read_bytes()
    (filled.db.folder / "attachments" / "ab12").write_bytes(random.Random(1).randbytes(800_000))
    with file_size_limit(600_000):
        assert "tệp cũ còn nguyên" in refused(lambda: backups.make(filled, out=target))
    assert target.read_bytes() == before


def test_what_would_fill_the_disk_is_not_begun(filled: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(filled.db.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=15 * 2**20))
    assert "chỉ còn trống 15 MB" in refused(lambda: backups.make(filled))
    assert names(filled) == []


def test_a_folder_that_is_missing_is_refused(filled: Context, tmp_path: Path) -> None:
    assert "không có thư mục" in refused(lambda: backups.make(filled, out=tmp_path / "mất" / "usb.zip"))


def test_a_backup_can_be_stopped(filled: Context) -> None:
    def stop(_done: int, _total: int, what: str) -> None:
        if what == "Ghi bản sao lưu":
            raise Cancelled

    with pytest.raises(Cancelled):
        backups.make(filled, progress=stop)
    assert names(filled) == []


def test_what_a_cut_off_program_left_is_swept_away(filled: Context) -> None:
    place = filled.db.folder / "backups"
    (place / ".1_abc.tmp").mkdir()
    (place / ".1_abc.tmp" / "copy").write_bytes(b"x")
    (place / ".1_def.tmp").write_bytes(b"x")
    own = place / f".{os.getpid()}_abc.tmp"
    own.mkdir()
    made = backups.make(filled)
    assert names(filled) == [own.name, made.file.name]


# --- unasked --------------------------------------------------------------------------------------------------------


def test_one_backup_a_day_at_opening(filled: Context) -> None:
    first = backups.back_up_if_due(filled)
    assert first is not None
    assert first.reason == "mở chương trình"
    assert backups.back_up_if_due(at(filled, NOW + timedelta(hours=8))) is None
    assert backups.back_up_if_due(at(filled, NOW + timedelta(days=1))) is not None
    # A clock put back: what was made "tomorrow" is no reason to go without one today.
    assert backups.back_up_if_due(at(filled, NOW - timedelta(days=3))) is not None
    assert len(backups.listed(filled.db.folder)) == 3


def test_there_is_nothing_to_back_up_in_an_empty_folder(ctx: Context) -> None:
    assert backups.back_up_if_due(ctx) is None
    assert backups.standing(ctx).empty


def test_a_damaged_backup_of_today_does_not_count(filled: Context) -> None:
    made = backups.make(filled, BackupReason.OPENING)
    os.truncate(made.file, 100)
    assert backups.standing(filled).newest is None
    assert backups.back_up_if_due(filled) is not None


def test_rotation_follows_a_backup_of_the_day(filled: Context) -> None:
    by_hand = backups.make(at(filled, NOW - timedelta(days=100)))
    for day in range(30, 0, -1):
        backups.make(at(filled, NOW - timedelta(days=day)), BackupReason.OPENING)
    backups.back_up_if_due(filled)
    left = backups.listed(filled.db.folder)
    assert len(left) < 20
    assert by_hand.file in {item.file for item in left}
    assert left[0].at == NOW


def test_an_import_is_preceded_by_a_backup(filled: Context) -> None:
    before = kept(filled)
    imports.apply(filled, imports.preview(filled, practice().workbook))
    made = backups.listed(filled.db.folder)
    assert [item.reason for item in made] == ["trước khi nhập so_ngoai_vu_mau.xlsx"]
    assert filled.memory.trouble == ""
    backups.restore(filled, made[0].file)
    assert kept(filled) == before


def test_an_import_that_writes_nothing_needs_no_backup(filled: Context) -> None:
    imports.apply(filled, imports.preview(filled, practice().workbook))
    imports.apply(filled, imports.preview(filled, practice().workbook))
    assert len(backups.listed(filled.db.folder)) == 1


def test_the_first_import_into_an_empty_folder_needs_no_backup(ctx: Context) -> None:
    report = imports.apply(ctx, imports.preview(ctx, practice().workbook))
    assert names(ctx) == []
    assert report.batch is not None
    imports.undo(ctx, report.batch)
    assert [item.reason for item in backups.listed(ctx.db.folder)] == ["trước khi hoàn tác lần nhập 1"]


def test_no_second_backup_of_the_same_state(filled: Context) -> None:
    backups.make(filled)
    backups.before(filled, BackupReason.LARGE)
    assert len(backups.listed(filled.db.folder)) == 1
    records.delete_subject(filled, "HO01")
    backups.before(filled, BackupReason.LARGE)
    assert len(backups.listed(filled.db.folder)) == 2


def test_a_full_disk_does_not_stop_the_import(filled: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(filled.db.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    report = imports.apply(filled, imports.preview(filled, practice().workbook))
    assert report.added > 1000
    assert names(filled) == []
    assert "chỉ còn trống 0 MB" in filled.memory.trouble
    assert backups.standing(filled).trouble == filled.memory.trouble
    assert "chỉ còn trống" in refused(lambda: backups.back_up_if_due(filled))


def test_a_folder_that_cannot_be_written_does_not_stop_the_import(filled: Context) -> None:
    place = filled.db.folder / "backups"
    place.rmdir()
    place.write_bytes(b"a file where the folder should be")
    imports.apply(filled, imports.preview(filled, practice().workbook))
    assert "không ghi được vào thư mục" in filled.memory.trouble
    assert backups.listed(filled.db.folder) == ()


def test_copies_made_before_an_upgrade_join_the_list(
    filled: Context, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(filled)
    filled.db.close()
    newer = [*migrations.STEPS, ("ALTER TABLE settings ADD COLUMN more TEXT",)]
    monkeypatch.setattr(migrations, "STEPS", newer)
    with Database.open(folder, now=lambda: NOW) as db:
        ctx = replace(filled, db=db)
        assert names(ctx) == [f"truoc_nang_cap_dang_{len(newer) - 1}_20251220_093000.sqlite"]
        backups.back_up_if_due(ctx)
        reasons = {item.reason: item for item in backups.listed(folder)}
        assert set(reasons) == {"trước khi nâng cấp", "mở chương trình"}
        assert not list((folder / "backups").glob("*.sqlite"))
        older = reasons["trước khi nâng cấp"]
        assert older.manifest is not None
        assert older.manifest.schema == len(newer) - 1
        # Older data are led to today's shape on their way back.
        records.delete_subject(ctx, "HO01")
        backups.restore(ctx, older.file)
        assert kept(ctx) == before
        with db.read() as reader:
            assert reader._connection.exec_driver_sql("PRAGMA user_version").scalar() == len(newer)


def test_a_useless_copy_before_an_upgrade_is_left_where_it_is(filled: Context) -> None:
    left = filled.db.folder / "backups" / "truoc_nang_cap_dang_1_x.sqlite"
    left.write_bytes(b"SQLite format 3\0")
    backups.back_up_if_due(filled)
    assert left.exists()
    assert len(backups.listed(filled.db.folder)) == 1


# --- looking into ---------------------------------------------------------------------------------------------------


def test_a_look_tells_what_is_there_and_what_came_later(filled: Context) -> None:
    made = backups.make(filled)
    records.delete_subject(filled, "HO01")
    records.save_subject(filled, replace(PERSON, code="CB002", name="Lê Văn Hai", citizen_id=None))
    seen = backups.look_into(filled, made.file)
    assert seen.backup == made
    assert seen.held["subjects"] == len(RECORDS.subjects)
    assert seen.held["contributions"] == 1
    assert seen.now["contributions"] == 0
    assert seen.later == 2
    assert [act.label for act in seen.acts] == ["Nhập"]
    assert names(filled) == [made.file.name]


# --- going back -----------------------------------------------------------------------------------------------------


def test_a_restore_brings_everything_back_and_keeps_what_was_there(filled: Context) -> None:
    scan = filled.db.folder / "attachments" / "ab12"
    scan.write_bytes(b"scan")
    before, made = kept(filled), backups.make(filled)
    records.delete_subject(filled, "HO01")
    scan.unlink()
    later = kept(filled)
    read_book(filled)
    changes = backups.restore(filled, made.file)
    assert changes.kinds == frozenset(Kind)
    assert changes.act is None
    assert kept(filled) == before
    assert read_book(filled).records == before
    assert scan.read_bytes() == b"scan"
    assert upkeep.check(filled).sound
    saved = next(item for item in backups.listed(filled.db.folder) if item.reason == "trước khi khôi phục")
    assert saved.file.name in changes.sentence
    backups.restore(filled, saved.file)
    assert kept(filled) == later
    assert scan.exists()


def test_other_work_under_the_same_number_is_not_taken_for_saved(filled: Context, tmp_path: Path) -> None:
    """What was done, gone back from and done otherwise must not look like what a backup already holds."""
    early = backups.make(filled, out=tmp_path / "usb.zip").file
    records.save_subject(filled, replace(ROOM, code="VP2", name="Văn phòng Một"))
    backups.restore(filled, early)
    records.save_subject(filled, replace(ROOM, code="VP2", name="Văn phòng Hai"))
    saved = len(backups.listed(filled.db.folder))
    backups.before(filled, BackupReason.LARGE)
    assert len(backups.listed(filled.db.folder)) == saved + 1
    with filled.db.read() as reader:
        numbers = [act.id for act in reader.acts(10)]
    assert numbers == [3, 1]
    assert backups.look_into(filled, early).later == 1


def test_work_goes_on_after_a_restore(filled: Context, folder: Path) -> None:
    made = backups.make(filled)
    records.delete_subject(filled, "HO01")
    backups.restore(filled, made.file)
    records.save_subject(filled, replace(ROOM, code="VP2", unit="SNV"))
    upkeep.undo_last(filled)
    upkeep.undo_last(filled)
    assert kept(filled) == Records()
    filled.db.close()
    with Database.open(folder) as db, db.read() as reader:
        assert reader.check() == ()


def test_a_backup_restores_into_an_empty_folder_on_another_machine(filled: Context, tmp_path: Path) -> None:
    made = backups.make(filled, out=tmp_path / "usb.zip")
    with Database.open(tmp_path / "máy khác", now=lambda: NOW) as db:
        other = replace(filled, db=db)
        backups.restore(other, made.file)
        assert kept(other) == kept(filled)


def test_an_altered_attachment_is_put_right(filled: Context) -> None:
    scan = filled.db.folder / "attachments" / "ab12"
    scan.write_bytes(b"scan")
    made = backups.make(filled)
    scan.write_bytes(b"Scan")
    backups.restore(filled, made.file)
    assert scan.read_bytes() == b"scan"


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _of_another_kind(file: Path) -> None:
    file.write_bytes(b"x" * 3000)


def _with_database(change: str) -> Callable[[Path], None]:
    """Return what puts a changed database into a backup, with a manifest that vouches for it."""

    def rewrite(file: Path) -> None:
        manifest = archive.read_manifest(file)
        folder = file.parent / "tmp"
        folder.mkdir()
        database = archive.extract(file, manifest, folder)[archive.DATABASE]
        with closing(sqlite3.connect(database, isolation_level=None)) as opened:
            opened.executescript(change)
        file.unlink()
        with archive.writing(file, replace(manifest, parts=()), {archive.DATABASE: database}):
            pass
        shutil.rmtree(folder)

    return rewrite


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_cut, "bị hỏng hoặc chép chưa xong"),
        (_of_another_kind, "không phải bản sao lưu"),
        (Path.unlink, "không có tệp này"),
        (_with_database("PRAGMA user_version=99"), "bản chương trình mới hơn"),
        (_with_database("PRAGMA application_id=1"), "không phải dữ liệu của chương trình này"),
        (_with_database("CREATE TRIGGER t AFTER INSERT ON awards BEGIN DELETE FROM awards; END"), "bảng khác"),
        (_with_database("DELETE FROM awards"), "số dòng hoặc nhật ký khác bản kê"),
        (_with_database("UPDATE acts SET label = 'Việc khác'"), "nhật ký khác bản kê"),
        (_with_database("DELETE FROM subjects WHERE code = 'CB001'"), "trỏ tới đối tượng không có"),
    ],
)
def test_what_cannot_be_restored_is_refused_and_changes_nothing(
    filled: Context, tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    file = backups.make(filled, out=tmp_path / "usb.zip").file
    records.delete_subject(filled, "HO01")
    before = kept(filled)
    spoil(file)
    assert words in refused(lambda: backups.restore(filled, file))
    assert kept(filled) == before
    assert names(filled) == []


@POSIX
def test_without_room_to_save_what_is_there_nothing_is_restored(filled: Context, tmp_path: Path) -> None:
    made = backups.make(filled, out=tmp_path / "usb.zip")
    (filled.db.folder / "attachments" / "ab12").write_bytes(random.Random(1).randbytes(800_000))
    records.delete_subject(filled, "HO01")
    before = kept(filled)
    with file_size_limit(600_000):
        assert "đầy" in refused(lambda: backups.restore(filled, made.file))
    assert kept(filled) == before
    assert upkeep.check(filled).sound


def test_data_that_are_not_sound_are_kept_aside_as_they_are(filled: Context) -> None:
    before, made = kept(filled), backups.make(filled)
    leave_orphans(filled)
    changes = backups.restore(filled, made.file)
    assert "hong_20251220_093000.sqlite" in changes.sentence
    with closing(sqlite3.connect(filled.db.folder / "backups" / "hong_20251220_093000.sqlite")) as aside:
        assert aside.execute("SELECT count(*) FROM subjects").fetchone() == (len(RECORDS.subjects) - 1,)
    assert kept(filled) == before


def test_a_backup_takes_the_place_of_data_that_cannot_be_opened(filled: Context, folder: Path) -> None:
    before, made = kept(filled), backups.make(filled)
    filled.db.close()
    (folder / FILE).write_bytes(os.urandom(30_000))
    with pytest.raises(Damaged):
        Database.open(folder)
    sentence = backups.restore_over_damaged(folder, made.file, lambda: NOW)
    assert "backups/hong_20251220_093000" in sentence
    with Database.open(folder, now=lambda: NOW) as db:
        assert kept(replace(filled, db=db)) == before
    assert (folder / "backups" / "hong_20251220_093000" / FILE).stat().st_size == 30_000


def test_the_check_reads_the_newest_backup_too(filled: Context) -> None:
    assert upkeep.check(filled).cautions == ("Chưa có bản sao lưu nào; vào Cài đặt, Sao lưu để sao lưu ngay.",)
    made: Backup = backups.make(filled)
    found = upkeep.check(filled)
    assert found.cautions == ()
    assert found.notes[0] == "Bản sao lưu mới nhất, 09:30 20/12/2025, đọc lại được trọn vẹn."
    assert found.notes[1] == "Chưa có minh chứng nào để đối chiếu."
    content = bytearray(made.file.read_bytes())
    content[len(content) // 3] ^= 1
    made.file.write_bytes(content)
    (filled.db.folder / "attachments" / "x.pdf").write_bytes(b"x")
    found = upkeep.check(filled)
    assert found.sound
    assert made.file.name in found.cautions[0]
    assert found.notes[-1].startswith("1 tệp khác trong thư mục attachments không đối chiếu")


def test_the_name_offered_for_a_stick_names_nobody(ctx: Context) -> None:
    assert backups.suggested_name(ctx.now()) == "sao_luu_20251220_0930.zip"
    assert OFFICE.name not in backups.suggested_name(ctx.now())
