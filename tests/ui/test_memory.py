"""A window that was closed is gone, whatever pages it showed: nothing holds it, nothing grows."""

from __future__ import annotations

import gc
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.operations import Operations
from dienhinh_desktop.ui.places import PAGES
from dienhinh_desktop.ui.shell import Shell
from dienhinh_desktop.ui.window import Window

from .desk import settle

TIMES = 20


def _open_and_close(app: QApplication, ctx: Context, folder: Path, page: str) -> None:
    kept = QSettings(str(folder / "cua_so.ini"), QSettings.Format.IniFormat)
    window = Window(Shell(ctx, Operations(), folder, kept), PAGES)
    window.show()
    window.start()
    window.go(page)
    settle(window)
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def _living() -> tuple[int, int]:
    """Count the widgets Qt knows, and those Python still holds."""
    gc.collect()
    return len(QApplication.allWidgets()), sum(isinstance(one, QWidget) for one in gc.get_objects())


def test_windows_opened_and_closed_leave_nothing_behind(
    qapp: QApplication, dressed: theme.Theme, ctx: Context, tmp_path: Path
) -> None:
    before = _living()
    for page in islice(cycle(PAGES), max(TIMES, len(PAGES))):
        _open_and_close(qapp, ctx, tmp_path, page)
        assert _living() == before, page
