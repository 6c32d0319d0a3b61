"""Leading a database from the shape it has to today's, each step all or nothing, after a copy of what was there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ...domain.errors import UserError
from ...domain.text import fold
from ..connection import APPLICATION_ID

BEFORE = "truoc_nang_cap_dang_"
"""How the names of copies made before a step begin; the number of the shape and the time follow."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the shape a database has: 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[tuple[str, ...]], backups: Path, now: datetime) -> None:
    """Take every step still missing. Raises UserError or sqlite3.Error; the step that failed leaves nothing behind."""
    found = version_of(connection)
    if found >= len(steps):
        return
    if found:
        copy_before(connection, backups / f"{BEFORE}{found}_{now:%Y%m%d_%H%M%S}.sqlite")
    take_steps(connection, steps)


def take_steps(connection: sqlite3.Connection, steps: Sequence[tuple[str, ...]]) -> None:
    """Take every step still missing, without a copy. Raises as `migrate` does."""
    found = version_of(connection)
    # Derived text is of today's folding, whichever step first keeps it.
    connection.create_function("folded", 1, fold, deterministic=True)
    # A step may rebuild a table that others refer to; references are checked before its commit instead.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        for number, statements in enumerate(steps[found:], start=found + 1):
            _take(connection, number, statements)
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _take(connection: sqlite3.Connection, number: int, statements: Sequence[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            connection.execute(statement)
        _refuse_orphans(connection, number)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refuse_orphans(connection: sqlite3.Connection, number: int) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise UserError(
            f"Nâng cấp dữ liệu lên dạng {number} gặp dòng trỏ tới đối tượng không có nên đã dừng;"
            " dữ liệu được giữ nguyên, gửi bản sao lưu cho người hỗ trợ."
        )


def copy_before(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the open database through the backup interface (a plain file copy would tear, and drop our lock).

    The copy has its name only once it was read back and is on the disk.
    """
    beside = target.with_name(f".{os.getpid()}_{target.stem}.tmp")
    copy = sqlite3.connect(beside, isolation_level=None)
    try:
        connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        sound = copy.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        copy.close()
    if sound != "ok":
        beside.unlink()
        raise UserError(
            "Bản sao trước khi nâng cấp không đọc lại được nên chưa nâng cấp; kiểm tra ổ đĩa, dữ liệu được giữ nguyên."
        )
    os.replace(beside, target)
