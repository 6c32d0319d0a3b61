"""The data folder and its one database: opened safely or refused in words, read and changed in transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from ..domain.errors import Damaged, UserError
from ..domain.upkeep import Progress, silent
from . import connection, copies, migrations, refusals
from .migrations.run import migrate
from .reader import Reader
from .work import Work

FILE = "dienhinh.sqlite"
FOLDERS = ("attachments", "backups", "logs")

_open_here: set[Path] = set()


class Database:
    """One open data folder. Calls from several threads wait for one another; a second process is refused."""

    def __init__(self, folder: Path, engine: Engine, now: Callable[[], datetime]) -> None:
        """Keep an engine made by `open`."""
        self.folder = folder
        self._engine = engine
        self._now = now
        self._turn = threading.Lock()
        self._inside: int | None = None

    @classmethod
    def open(
        cls, folder: Path, *, now: Callable[[], datetime] = datetime.now, patience: int = connection.PATIENCE
    ) -> Database:
        """Open a data folder, making it where it does not exist and leading an older one to today's shape.

        `patience`: milliseconds to wait while another process holds the file. Raises UserError when the folder cannot
        be made, the file is no database of ours, is newer than this program, is damaged, or is held by another process.
        """
        folder = Path(folder).resolve()
        _make(folder)
        path = folder / FILE
        # A second opening in this process must not even read the file: closing it would drop the first one's lock.
        if path in _open_here:
            raise UserError(refusals.LOCKED)
        known = len(migrations.STEPS)
        connection.refuse_foreign_file(path, known)
        unclean = _size(path.with_name(FILE + "-wal")) > 0
        engine = connection.open_engine(path, known, patience)
        try:
            with refusals.in_words(), engine.connect() as opened:
                driver = connection.driver(opened)
                if unclean:
                    _refuse_if_damaged(driver)
                migrate(driver, migrations.STEPS, folder / "backups", now())
        except BaseException:
            engine.dispose()
            raise
        _open_here.add(path)
        return cls(folder, engine, now)

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / FILE

    def copy_to(self, target: Path) -> None:
        """Copy what is kept into a new file, as one moment saw it. Raises UserError for what the disk refuses."""
        with self._connected() as opened:
            copies.copy_out(connection.driver(opened), target)

    def put_back(self, copy: Path, progress: Progress = silent) -> None:
        """Put the content of a copy in place of what is kept, all of it or nothing; the file is never let go of.

        The copy is led to today's shape first; numbers given out since it was made are not given out again, so that
        the number of the last act tells two states apart for ever. Raises UserError for what the disk refuses, and
        whatever `progress` raises; then nothing has changed.
        """
        with self._connected() as opened:
            driver = connection.driver(opened)
            copies.lead_to_today(copy, copies.page_size(driver))
            copies.go_on_counting(copy, driver)
            copies.put_back(copy, driver, progress)

    def close(self) -> None:
        """Close the file and let others have it; closing twice does no harm."""
        with self._turn:
            self._engine.dispose()
            _open_here.discard(self.path)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Read in one transaction. Raises UserError for what the disk refuses."""
        with self._connected() as opened:
            transaction = opened.begin()
            try:
                yield Reader(opened)
            finally:
                transaction.rollback()

    @contextmanager
    def work(self, label: str, who: str, kind: str = "edit") -> Iterator[Work]:
        """Change things as one act, named `label`, done by `who`.

        Leaving commits; leaving by an exception takes everything back. Raises UserError for what the disk refuses and
        for rows left without the subject they belong to; then nothing has changed.
        """
        with self._connected() as opened, opened.begin():
            unit = Work(opened, self._now(), who, label, kind)
            yield unit
            unit.finish()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._inside == threading.get_ident():
            raise RuntimeError("already inside a transaction: pass its Reader or Work on instead of opening another")
        with self._turn:
            if not _is_open(self.path):
                raise RuntimeError("the database is closed")
            self._inside = threading.get_ident()
            try:
                with refusals.in_words(), self._engine.connect() as opened:
                    yield opened
            finally:
                self._inside = None


def _is_open(path: Path) -> bool:
    return path in _open_here


def _refuse_if_damaged(driver: sqlite3.Connection) -> None:
    if driver.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Damaged(refusals.DAMAGED)


def _make(folder: Path) -> None:
    for target in (folder, *(folder / name for name in FOLDERS)):
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as reason:
            words = _REASONS.get(type(reason), reason.strerror or str(reason))
            raise UserError(refusals.FOLDER.format(folder=folder, reason=words)) from reason


_REASONS: dict[type[OSError], str] = {
    PermissionError: "thư mục không cho ghi",
    FileExistsError: "đã có một tệp trùng tên",
    NotADirectoryError: "đã có một tệp trùng tên",
}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
