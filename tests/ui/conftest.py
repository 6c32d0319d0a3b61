"""The window on a temporary folder with the practice data, offscreen, with the bundled font."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.domain.rounds import Choice
from dienhinh_desktop.services import rounds
from dienhinh_desktop.services.context import Context, Memory
from dienhinh_desktop.services.opening import open_context
from dienhinh_desktop.storage.database import Database
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.operations import Operations
from dienhinh_desktop.ui.places import PAGES
from dienhinh_desktop.ui.shell import Shell
from dienhinh_desktop.ui.window import Window

from .desk import NOW, fill_practice, settle

Open = Callable[..., Window]

CHOSEN = (("HTQT", "TAP_THE"), ("CB005", "COT_CAN"), ("CB025", "KHONG_LANH_DAO"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["dienhinh"]


@pytest.fixture
def dressed(qapp: QApplication) -> theme.Theme:
    """The application in its light theme at the text size "Vừa"; dressing anew costs time, so only when it must."""
    wanted = (theme.Ground.LIGHT, theme.TextSize.MEDIUM)
    worn = theme.current() if theme.is_worn() else None
    return worn if worn is not None and (worn.ground, worn.size) == wanted else theme.apply(qapp, *wanted)


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Context]:
    """A data folder with the practice records and one open round, filled once, and its (closed) context."""
    folder = tmp_path_factory.mktemp("practice") / "so"
    with open_context(folder, "người thử", lambda: NOW) as ctx:
        fill_practice(ctx)
    return folder, ctx


@pytest.fixture
def ctx(tmp_path: Path, practice: tuple[Path, Context]) -> Iterator[Context]:
    """A context on a fresh copy of the practice folder."""
    folder, filled = practice
    copytree(folder, tmp_path / "so")
    with Database.open(tmp_path / "so", now=lambda: NOW) as db:
        yield replace(filled, db=db, memory=replace(filled.memory, trouble=""))


@pytest.fixture
def empty_ctx(tmp_path: Path, practice: tuple[Path, Context]) -> Iterator[Context]:
    """A context on an empty folder."""
    with Database.open(tmp_path / "trong", now=lambda: NOW) as db:
        yield replace(practice[1], db=db, memory=Memory())


@pytest.fixture
def open_window(qapp: QApplication, dressed: theme.Theme, tmp_path: Path) -> Iterator[Open]:
    """Open a window on a context: `open_window(ctx)`; every window is closed after the test."""
    opened: list[Window] = []

    def make(ctx: Context, page: str = "records", width: int = 1366, height: int = 698) -> Window:
        preferences = QSettings(str(tmp_path / "cua_so.ini"), QSettings.Format.IniFormat)
        window = Window(Shell(ctx, Operations(), tmp_path, preferences), PAGES)
        opened.append(window)
        window.resize(width, height)
        window.show()
        window.start()
        window.go(page)
        settle(window)
        return window

    yield make
    for window in opened:
        window.close()
    qapp.processEvents()
    for window in opened:
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # processEvents alone keeps them, and every test slower
    qapp.processEvents()


@pytest.fixture
def window(open_window: Open, ctx: Context) -> Window:
    """The window on the practice data, on the page Hồ sơ."""
    return open_window(ctx)


@pytest.fixture
def chosen(ctx: Context) -> Context:
    """The practice folder with three subjects on the list of its round."""
    held = rounds.rounds(ctx)[0]
    assert held.id is not None
    rounds.register(ctx, held.id, [Choice(subject=code, field=field) for code, field in CHOSEN])
    return ctx
