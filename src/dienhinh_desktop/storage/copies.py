"""Copies of the database: taken from the open one, proved by reading them, led to today's shape, put back.

Only SQLite itself reads and writes the live file: a plain copy would tear, and closing it would drop our lock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from ..domain.backups import HEAD, DatabaseCopy
from ..domain.errors import Damaged, UserError
from ..domain.upkeep import Act, Progress
from . import migrations, refusals
from .connection import APPLICATION_ID
from .migrations.run import take_steps, version_of
from .rows import SHAPES

PAGES = 2000
"""Pages put back between two reports: 8 MB."""

UNSOUND = "Bản sao của dữ liệu không lành ({why}) nên không dùng; chọn bản sao lưu khác hoặc kiểm tra dữ liệu."
_OTHER = "bảng khác với bảng của chương trình"


def copy_out(live: sqlite3.Connection, target: Path) -> None:
    """Copy the open database into a new file that stands on its own, without a log beside it."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        live.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")


def put_back(copy: Path, live: sqlite3.Connection, progress: Progress) -> None:
    """Put the content of a copy over the open database, in one transaction of SQLite's own: all of it or nothing.

    `progress` may raise; then nothing has changed.
    """
    with _read_only(copy) as source:
        source.backup(live, pages=PAGES, progress=_told(progress))


def _told(progress: Progress) -> Callable[[int, int, int], None]:
    def tell(_status: int, left: int, total: int) -> None:
        progress(total - left, total, "Khôi phục dữ liệu")

    return tell


@contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as opened:
        opened.execute("PRAGMA trusted_schema=OFF")
        opened.execute("PRAGMA cell_size_check=ON")
        yield opened


def inspect(path: Path) -> DatabaseCopy:
    """Read a copy from end to end and tell what it holds.

    Raises UserError when it is of a newer program, and Damaged when it is no database of ours, is damaged, refers to
    rows it does not have, or has other tables than the program made.
    """
    with _damage_in_words(), _read_only(path) as opened:
        _refuse_unsound(opened)
        return _described(opened)


def describe(path: Path) -> DatabaseCopy:
    """Tell what a copy says it holds, without proving it. Raises Damaged when it cannot be read."""
    with _damage_in_words(), _read_only(path) as opened:
        return _described(opened)


@contextmanager
def _damage_in_words() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, ValueError) as reason:
        raise Damaged(UNSOUND.format(why="tệp bị hỏng")) from reason


def _refuse_unsound(opened: sqlite3.Connection) -> None:
    version = version_of(opened)
    if opened.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Damaged(UNSOUND.format(why="không phải dữ liệu của chương trình này"))
    if version > len(migrations.STEPS):
        raise UserError(refusals.NEWER.format(found=version, known=len(migrations.STEPS)))
    if opened.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise Damaged(UNSOUND.format(why="tệp bị hỏng"))
    if _schema(opened) != _schema_of(version):
        raise Damaged(UNSOUND.format(why=_OTHER))
    if opened.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Damaged(UNSOUND.format(why="có dòng trỏ tới đối tượng không có"))


def _schema(opened: sqlite3.Connection) -> list[tuple[str, str, str]]:
    rows = opened.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2")
    return [(str(kind), str(name), str(sql)) for kind, name, sql in rows]


def _schema_of(version: int) -> list[tuple[str, str, str]]:
    """Return the tables a program of that version made; nothing else, such as a trigger, is trusted to run."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        take_steps(model, migrations.STEPS[:version])
        return _schema(model)


def _described(opened: sqlite3.Connection) -> DatabaseCopy:
    there = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = [name for name in SHAPES if SHAPES[name].table.name in there]
    counts = {name: _one(opened, f'SELECT count(*) FROM "{SHAPES[name].table.name}"') for name in names}
    acts = opened.execute(f"SELECT id, at, who, label, undone_by FROM acts ORDER BY id DESC LIMIT {HEAD}")
    return DatabaseCopy(
        schema=version_of(opened),
        counts=counts,
        last_act=_one(opened, "SELECT coalesce(max(id), 0) FROM acts"),
        acts=tuple(
            Act(id=number, at=datetime.fromisoformat(at), who=who, label=label, undone=undone is not None)
            for number, at, who, label, undone in acts
        ),
    )


def _one(opened: sqlite3.Connection, question: str) -> int:
    return int(opened.execute(question).fetchone()[0])


def lead_to_today(copy: Path, page_size: int) -> None:
    """Take the steps of today's program a copy still lacks, and give it the pages of the database it is to replace.

    Raises UserError or sqlite3.Error; the copy is then of no use, the live database untouched.
    """
    with closing(sqlite3.connect(copy, isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
        opened.execute("PRAGMA trusted_schema=OFF")
        take_steps(opened, migrations.STEPS)
        if _one(opened, "PRAGMA page_size") != page_size:
            opened.execute(f"PRAGMA page_size={page_size}")
            opened.execute("VACUUM")


def go_on_counting(copy: Path, live: sqlite3.Connection) -> None:
    """Let a copy that is to be put back give out no number of an act or a row that was given out since it was made."""
    given = live.execute("SELECT table_name, last FROM sequences").fetchall()
    with closing(sqlite3.connect(copy, isolation_level=None)) as opened:
        opened.execute("BEGIN")
        opened.executemany(
            "INSERT INTO sequences (table_name, last) VALUES (?, ?)"
            " ON CONFLICT (table_name) DO UPDATE SET last = max(last, excluded.last)",
            given,
        )
        opened.execute("COMMIT")


def page_size(opened: sqlite3.Connection) -> int:
    """Return the size of the pages of a database, in bytes."""
    return _one(opened, "PRAGMA page_size")
