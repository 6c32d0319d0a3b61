"""The one connection to the database file: settings measured to survive power cuts, read back, or refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from ..domain.errors import Damaged, UserError
from . import refusals

APPLICATION_ID = 0x44485454
"""“DHTT” in the header of our files (PRAGMA application_id)."""

PATIENCE = 5000
"""Milliseconds to wait for a database another process holds."""

_MAGIC = b"SQLite format 3\0"
_HEAD = 108
_LEAF_PAGE = 0x0D  # of the schema's own page: one leaf with no cells means no tables (SQLite file format, 1.6)
_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
    "journal_size_limit=33554432",
)
_READ_BACK = (
    ("journal_mode", "wal"),
    ("locking_mode", "exclusive"),
    ("synchronous", 2),
    ("foreign_keys", 1),
)


def refuse_foreign_file(path: Path, known: int) -> None:
    """Refuse a file that is no database, or of another or a newer program, by its first bytes; nothing is touched.

    The header may be behind a pending log, so `_settle` asks again through SQLite before the first write. A file
    without tables and without a name is our own, cut off in its first moments.
    """
    try:
        with path.open("r+b") as file:  # asks for writing, so that a read-only file is told apart from a failing disk
            head = file.read(_HEAD)
    except FileNotFoundError:
        return
    except PermissionError as reason:
        raise UserError(refusals.READ_ONLY) from reason
    except OSError as reason:
        raise UserError(refusals.FOLDER.format(folder=path.parent, reason=reason.strerror)) from reason
    if not head:
        return
    if not head.startswith(_MAGIC) or len(head) < _HEAD:
        raise Damaged(refusals.NOT_A_DATABASE.format(file=path.name))
    filled = head[100] != _LEAF_PAGE or head[103:105] != b"\0\0"
    _refuse(int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"), filled, path, known)


def _refuse(application: int, version: int, filled: bool, path: Path, known: int) -> None:
    if application != APPLICATION_ID and (filled or application):
        raise UserError(refusals.NOT_OURS.format(file=path.name))
    if version > known:
        raise UserError(refusals.NEWER.format(found=version, known=known))


def open_engine(path: Path, known: int, patience: int) -> Engine:
    """Return the engine of one file: a single connection, every transaction BEGIN IMMEDIATE.

    `known` is the newest `user_version` this program reads. Raises UserError when the file is not ours, is newer, is
    held by another process, or when the disk does not take the settings.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # a folder may be named "Sổ #2, 100%?"
        pool_size=1,
        max_overflow=0,
        pool_timeout=5,
        connect_args={"check_same_thread": False},  # calls are serialised by Database, whichever thread makes them
    )

    @event.listens_for(engine, "connect")
    def _connect(dbapi: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        try:
            _settle(dbapi, path, known, patience)
        except BaseException:
            dbapi.close()
            raise

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _settle(dbapi: Any, path: Path, known: int, patience: int) -> None:
    dbapi.isolation_level = None  # stops pysqlite's own BEGIN, which leaves DDL outside the transaction
    cursor = dbapi.cursor()
    cursor.execute(f"PRAGMA busy_timeout={patience}")
    cursor.execute("PRAGMA locking_mode=EXCLUSIVE")
    application = _ask(cursor, "application_id")
    version = _ask(cursor, "user_version")
    filled = bool(cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    _refuse(application, version, filled, path, known)
    for setting in _SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    for name, wanted in _READ_BACK:
        found = _ask(cursor, name)
        if found != wanted:
            raise UserError(refusals.SETTINGS.format(found=f"{name}={found}"))
    # The exclusive lock is taken by the first transaction; take it now, so that a second program is refused at once.
    cursor.execute("BEGIN EXCLUSIVE")
    cursor.execute("COMMIT")
    cursor.close()


def _ask(cursor: Any, pragma: str) -> Any:
    return cursor.execute(f"PRAGMA {pragma}").fetchone()[0]


def driver(connection: Connection) -> sqlite3.Connection:
    """Return the SQLite connection itself, for what SQL has no word for: copies and settings outside a transaction."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
