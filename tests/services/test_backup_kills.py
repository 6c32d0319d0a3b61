"""A real process, killed while it backs up and restores: afterwards there is the old or the new, never half of each.

`KILLS` in the environment asks for more random kills than the few of everyday.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dienhinh_desktop.domain.records import Subject, SubjectKind
from dienhinh_desktop.services import backups, records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.storage.database import FILE, Database
from tests.storage.samples import RECORDS

KILLS = int(os.environ.get("KILLS", "4"))

_BEGIN = """
import sys, time
from pathlib import Path
from dienhinh_desktop.exchange.upkeep import archive
from dienhinh_desktop.services import backups
from dienhinh_desktop.services.backups import making, restoring
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.storage import copies, rescue

folder, file, point = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
copies.PAGES = 5

def wait(*_arguments, **_named):
    print("here", flush=True)
    time.sleep(100)

def before(owner, name):
    setattr(owner, name, wait)

def after(owner, name):
    real = getattr(owner, name)
    def then(*arguments, **named):
        real(*arguments, **named)
        wait()
    setattr(owner, name, then)

def half_way(done, total, what):
    if what == "Khôi phục dữ liệu" and done > total // 2:
        wait()

"""
_RESTORE = (
    _BEGIN
    + """
progress = half_way if point == "half way" else (lambda *_: None)
{
    "unpacked": lambda: before(copies, "inspect"),
    "before saving": lambda: before(making, "make"),
    "while saving": lambda: before(making, "_read_back"),
    "saved": lambda: before(restoring, "_put_in_attachments"),
    "attachments": lambda: after(restoring, "_put_in_attachments"),
    "led to today": lambda: after(copies, "lead_to_today"),
    "half way": lambda: None,
    "put back": lambda: after(copies, "put_back"),
}[point]()
with open_context(folder, "Văn thư") as ctx:
    backups.restore(ctx, file, progress)
"""
)
_BACKUP = (
    _BEGIN
    + """
{
    "copied": lambda: after(copies, "copy_out"),
    "packed": lambda: after(archive, "_write"),
    "synced": lambda: after(archive, "sync_file"),
    "proved": lambda: after(making, "_read_back"),
}[point]()
with open_context(folder, "Văn thư") as ctx:
    backups.make(ctx, out=file)
"""
)
_OVER_DAMAGED = (
    _BEGIN
    + """
import os, shutil
{
    "aside": lambda: after(shutil, "copy2"),
    "synced": lambda: after(rescue, "_sync"),
    "in place": lambda: after(os, "replace"),
}[point]()
backups.restore_over_damaged(folder, file)
"""
)
_FOR_EVER = """
import sys
from pathlib import Path
from dienhinh_desktop.services import backups
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.storage import copies

folder, one, other = map(Path, sys.argv[1:4])
copies.PAGES = 5
with open_context(folder, "Văn thư") as ctx:
    print("here", flush=True)
    while True:
        backups.restore(ctx, one)
        backups.restore(ctx, other)
"""


def start(script: str, *words: object) -> subprocess.Popen[str]:
    """Run a script up to where it says it is."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    if process.stdout.readline() != "here\n":
        pytest.fail(process.communicate()[1])
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def state(folder: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return all the database holds after it was opened and closed by the program, and the attachments.

    The numbers to be given out next go on counting through a restore, and are left out.
    """
    with Database.open(folder) as db, db.read() as reader:
        assert reader.check() == ()
    with closing(sqlite3.connect(folder / FILE)) as opened:
        rows = [line for line in opened.iterdump() if not line.startswith('INSERT INTO "sequences"')]
    return rows, {path.name: path.read_bytes() for path in (folder / "attachments").iterdir()}


@pytest.fixture
def two(ctx: Context, tmp_path: Path) -> tuple[Path, Path, Path]:
    """A closed folder in a later state, a backup of the earlier one, and a backup of the later one."""
    with ctx.db.work("Nhập", ctx.who) as work:
        for table, rows in RECORDS.tables():
            work.insert(table, rows)
    (ctx.db.folder / "attachments" / "ab12").write_bytes(b"scan of the earlier state")
    earlier = backups.make(ctx, out=tmp_path / "earlier.zip").file
    records.delete_subject(ctx, "HO01")
    (ctx.db.folder / "attachments" / "cd34").write_bytes(b"scan of the later state")
    people = [Subject(code=f"X{n:04d}", kind=SubjectKind.PERSON, name=f"Nguyễn Văn {n}") for n in range(800)]
    with ctx.db.work("Thêm", ctx.who) as work:
        work.insert("subjects", people)
    later = backups.make(ctx, out=tmp_path / "later.zip").file
    ctx.db.close()
    return ctx.db.folder, earlier, later


@pytest.mark.parametrize(
    ("point", "new"),
    [
        ("unpacked", False),
        ("before saving", False),
        ("while saving", False),
        ("saved", False),
        ("attachments", False),
        ("led to today", False),
        ("half way", False),
        ("put back", True),
    ],
)
def test_a_restore_killed_at_any_step_leaves_the_old_or_the_new(
    two: tuple[Path, Path, Path], tmp_path: Path, point: str, new: bool
) -> None:
    folder, earlier, _later = two
    (folder / "attachments" / "ab12").unlink()
    old_rows, old_files = state(folder)
    with open_context(tmp_path / "wanted", "Văn thư") as ctx:
        backups.restore(ctx, earlier)
    new_rows, new_files = state(tmp_path / "wanted")
    kill(start(_RESTORE, folder, earlier, point))
    rows, files = state(folder)
    assert rows == (new_rows if new else old_rows)
    assert old_files.items() <= files.items() <= (old_files | new_files).items()
    if new:
        assert new_files.items() <= files.items()
    assert all(item.good for item in backups.listed(folder))
    with open_context(folder, "Văn thư") as ctx:
        backups.restore(ctx, earlier)
    assert state(folder)[0] == new_rows
    assert not list((folder / "backups").glob(".*"))


@pytest.mark.parametrize("point", ["copied", "packed", "synced", "proved"])
def test_a_backup_killed_at_any_step_keeps_the_older_file_and_the_data(
    two: tuple[Path, Path, Path], point: str
) -> None:
    folder, earlier, _later = two
    before, older = state(folder), earlier.read_bytes()
    kill(start(_BACKUP, folder, earlier, point))
    assert earlier.read_bytes() == older
    assert state(folder) == before
    assert backups.listed(folder) == ()


@pytest.mark.parametrize(("point", "new"), [("aside", False), ("synced", False), ("in place", True)])
def test_replacing_damaged_data_can_be_killed_and_done_again(
    two: tuple[Path, Path, Path], point: str, new: bool
) -> None:
    folder, _earlier, later = two
    wanted, damaged = state(folder), os.urandom(20_000)
    (folder / FILE).write_bytes(damaged)
    kill(start(_OVER_DAMAGED, folder, later, point))
    if new:
        assert state(folder) == wanted
    else:
        assert (folder / FILE).read_bytes() == damaged
        backups.restore_over_damaged(folder, later)
        assert state(folder) == wanted
    kept = [path.read_bytes() for path in (folder / "backups").glob(f"hong_*/{FILE}")]
    assert damaged in kept


def test_restores_killed_at_random_leave_one_state_or_the_other(two: tuple[Path, Path, Path], tmp_path: Path) -> None:
    folder, earlier, later = two
    states = []
    for file in (earlier, later):
        with open_context(tmp_path / file.stem, "Văn thư") as ctx:
            backups.restore(ctx, file)
        states.append(state(tmp_path / file.stem)[0])
    dice = random.Random(20251220)
    for _number in range(KILLS):
        process = start(_FOR_EVER, folder, earlier, later)
        time.sleep(dice.uniform(0.0, 0.6))
        kill(process)
        assert state(folder)[0] in states
        assert all(item.good for item in backups.listed(folder))


def test_opening_after_a_kill_does_not_count_half_a_backup(two: tuple[Path, Path, Path], ctx: Context) -> None:
    folder, earlier, _later = two
    kill(start(_RESTORE, folder, earlier, "while saving"))
    with open_context(folder, "Văn thư", ctx.now) as opened:
        assert backups.standing(opened).newest is None
        assert backups.back_up_if_due(replace(opened, now=ctx.now)) is not None
