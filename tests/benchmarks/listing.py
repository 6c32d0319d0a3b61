"""What the window and the list of records cost: each function returns the job to be timed, in a process of its own.

Times are those of the processor, all threads together: a busy machine makes nothing dearer.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from .setting import Setting

if TYPE_CHECKING:
    from dienhinh_desktop.services.context import Context

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
Job = Callable[[], dict[str, Any]]
TYPED = ("nguyen", "nguyen thi", "NVA", "hoà", "hoa tran", "thi hoa nguyen", "1234")
"""What a clerk types: many hits and few, marks and none, words in any order, initials, the end of a CCCD."""
_KEPT: list[Any] = []
"""What must outlive its job: Qt's objects, and the folder that is closed when the process ends."""


def empty_window(_setting: Setting) -> Job:
    """Show an empty PySide6 window, its import included."""

    def job() -> dict[str, Any]:
        start = time.process_time()
        from PySide6.QtWidgets import QApplication, QWidget

        app = QApplication(["dienhinh"])
        window = QWidget()
        window.resize(1366, 698)
        window.show()
        app.processEvents()
        window.grab()
        _KEPT.extend((app, window))
        return {"usable": time.process_time() - start}

    return job


def usable_window(setting: Setting) -> Job:
    """Open the program on the folder until it takes keys, then until its list of records is there; imports included."""

    def job() -> dict[str, Any]:
        start = time.process_time()
        from PySide6.QtWidgets import QApplication

        from dienhinh_desktop.app import Program

        app = QApplication(["dienhinh"])
        program = Program(app, setting.data)
        _KEPT.extend((app, program))
        assert program.open()
        assert program.window is not None
        app.processEvents()
        program.window.grab()
        usable = time.process_time() - start
        page: Any = program.window.go("records")
        while not page.table.things.rowCount():
            app.processEvents()
            time.sleep(0.005)
        program.window.grab()
        listed = time.process_time() - start
        while program.window.shell.operations.busy:
            app.processEvents()
            time.sleep(0.005)
        program.close()
        return {"usable": usable, "listed": listed, "rows": page.table.things.rowCount()}

    return job


class _List:
    """The list of records as the page shows it, without the rest of the window."""

    def __init__(self, ctx: Context) -> None:
        from PySide6.QtCore import QSettings
        from PySide6.QtWidgets import QApplication

        from dienhinh_desktop.ui import theme
        from dienhinh_desktop.ui.pages.records import listing

        self.ctx, self.app = ctx, QApplication(["dienhinh"])
        theme.apply(self.app)
        preferences = QSettings(str(ctx.db.folder / "do.ini"), QSettings.Format.IniFormat)
        self.table, self._listing = listing.table(preferences), listing
        self.table.resize(600, 480)
        self.table.show()

    def show(self, text: str) -> int:
        """Find, lay out, show and paint; return how many were found."""
        from dienhinh_desktop.domain.views import SubjectQuery
        from dienhinh_desktop.services import records

        page = records.find_subjects(self.ctx, SubjectQuery(text=text))
        self.table.show_rows(list(self._listing.grouped(page.rows)), choose_first=True)
        self.app.processEvents()
        self.table.grab()
        return len(page.rows)


def _opened(setting: Setting) -> _List:
    from dienhinh_desktop.services.opening import open_context

    folder = open_context(setting.data, "Đo tốc độ")
    _KEPT.append(folder)
    made = _List(folder.__enter__())
    _KEPT.append(made)
    return made


def open_list(setting: Setting) -> Job:
    """Read everybody for the first time and show the list."""
    opened = _opened(setting)
    return lambda: {"shown": _timed(partial(opened.show, ""))}


def keystrokes(setting: Setting) -> Job:
    """Show what each of the texts finds, in a list that is open."""
    opened = _opened(setting)
    opened.show("")

    def job() -> dict[str, Any]:
        return {text: _timed(partial(opened.show, text)) for text in TYPED}

    return job


def queries(setting: Setting) -> Job:
    """Ask the same texts of the same table with sqlite3, as plain LIKE over the folded names."""
    from dienhinh_desktop.domain.text import fold

    database = sqlite3.connect(setting.database)
    one = "(search_key LIKE ? OR citizen_id LIKE ?)"

    def ask(text: str) -> int:
        words = fold(text).split()
        values = [value for word in words for value in (f"% {word}%", f"%{word}" if word.isdigit() else "no")]
        where = " AND ".join([one] * len(words))
        return len(database.execute(f"SELECT code, name FROM subjects WHERE {where}", values).fetchall())

    ask(TYPED[0])  # the file is in the memory of the system, as it is for the list

    def job() -> dict[str, Any]:
        return {text: _timed(partial(ask, text)) for text in TYPED}

    return job


def edits(setting: Setting) -> Job:
    """Change one person and show the list again."""
    from dienhinh_desktop.domain.records import SubjectKind
    from dienhinh_desktop.domain.views import SubjectQuery
    from dienhinh_desktop.services import records

    opened = _opened(setting)
    opened.show("")
    person = SubjectQuery(kind=SubjectKind.PERSON)
    code = records.find_subjects(opened.ctx, person).rows[-1].code
    subject = records.open_card(opened.ctx, code).subject

    def job() -> dict[str, Any]:
        def edit() -> int:
            records.save_subject(opened.ctx, replace(subject, note=f"{subject.note or ''} đo"))
            return opened.show("")

        return {"shown": _timed(edit)}

    return job


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found
