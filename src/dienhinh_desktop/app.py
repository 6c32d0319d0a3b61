"""The composition root of the window: opens the data folder, dresses the application, puts the window on the desk."""

from __future__ import annotations

import getpass
import logging
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType

from .domain.errors import Damaged, UserError
from .domain.upkeep import Changes, Kind, Progress
from .services import backups, records, rounds, support, upkeep
from .services.context import Context
from .services.opening import open_context

# Qt comes after the database: its import hook makes every later import dearer.
from PySide6.QtCore import QSettings, Qt, QTimer  # isort: skip
from PySide6.QtGui import QGuiApplication  # isort: skip
from PySide6.QtWidgets import QApplication, QMessageBox  # isort: skip

from .domain.rounds import Round
from .ui import texts, theme
from .ui.operations import Operations, Unexpected
from .ui.places import PAGES
from .ui.shell import Shell
from .ui.window import Window

PRACTICE = "tap_lam"
log = logging.getLogger(__name__)


def default_folder() -> Path:
    """Return the data folder of this user, where none is named on the command line."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("DienHinh", appauthor=False))


def run(folder: Path | None = None) -> int:
    """Open the window and return the exit code: 1 when the folder cannot be used or there is no display."""
    if not _has_display():
        print("Máy này không có màn hình để mở cửa sổ; dùng các lệnh: dienhinh --help", file=sys.stderr)
        return 1
    app = make_application()
    program = Program(app, folder or default_folder())
    if not program.open():
        return 1
    with support.watching_for_crashes(program.folder):
        code = app.exec()
        program.close()
    return code


def make_application() -> QApplication:
    """Make the one QApplication, with fractional scales passed through."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("DienHinh")
    app.setApplicationDisplayName(texts.PROGRAM)
    app.setQuitOnLastWindowClosed(False)
    return app


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Program:
    """Holds the open folder and its window; opens them anew for a text size, for practice, and back."""

    def __init__(self, app: QApplication, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self._app, self.folder, self._now = app, folder, now
        self._held = ExitStack()
        self.window: Window | None = None
        self._practice = False

    @property
    def place(self) -> Path:
        """The folder in use: the office's own, or the practice folder inside it."""
        return self.folder / PRACTICE if self._practice else self.folder

    def open(self) -> bool:
        """Open folder and window; a folder that cannot be used is told in words, and False returned."""
        try:
            ctx = self._held.enter_context(open_context(self.place, _who(), self._now))
        except Damaged as refused:
            return self._offer_backup(refused) and self.open()
        except UserError as refused:
            self._held.close()
            _refuse(refused)
            return False
        session = support.begin(self.place)
        self._held.callback(session.end)
        self._held.callback(watch_for_faults())
        preferences = QSettings(str(self.folder / "cua_so.ini"), QSettings.Format.IniFormat)
        theme.apply(self._app, _ground(self._app, preferences), _size(preferences))
        shell = Shell(ctx, Operations(), self.place, preferences)
        shell.reopen_asked.connect(lambda what: QTimer.singleShot(0, lambda: self.reopen(what)))
        self.window = Window(shell, PAGES)
        self.window.closed.connect(self._app.quit)
        self._held.callback(shell.operations.close)
        _show(self.window, preferences)
        self._first_page(ctx)
        self.window.backups.start()
        if self.window.page is not None:
            self.window.drafts.start(self.window.page, sudden=session.cut_off)
        return True

    def _offer_backup(self, refused: UserError) -> bool:
        """Offer the newest backup in the place of damaged data; tell whether it was put there."""
        newest = next((item for item in backups.listed(self.place) if item.good), None)
        if newest is None:
            _refuse(refused)
            return False
        if not _asked(refused, f"Khôi phục bản {newest.at:%H:%M %d/%m/%Y}"):
            return False
        try:
            backups.restore_over_damaged(self.place, newest.file, self._now)
        except UserError as again:
            _refuse(again)
            return False
        return True

    def _first_page(self, ctx: Context) -> None:
        window = self.window
        assert window is not None
        window.start()
        if self._practice and not upkeep.office(ctx).practice:
            window.go("records")
            window.shell.operations.act(
                window,
                lambda progress: _load_practice(ctx, progress),
                lambda _changes: window.go("eligibility"),
                label="Đang nạp dữ liệu tập làm",
            )
        else:
            window.go("overview" if rounds.rounds(ctx) and not records.is_empty(ctx) else "welcome")

    def reopen(self, what: str) -> None:
        """Close window and folder and open them again: as they were, for "practice", "practice-again" or "real"."""
        self.close()
        if what == "practice-again":
            shutil.rmtree(self.folder / PRACTICE, ignore_errors=True)
        if what:
            self._practice = what.startswith("practice")
        if not self.open():
            self._app.quit()

    def close(self) -> None:
        """Put window and folder away."""
        if self.window is not None:
            self.window.closed.disconnect(self._app.quit)
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._held.close()


def _load_practice(ctx: Context, progress: Progress) -> Changes:
    done = upkeep.load_practice(ctx, progress)
    practice = upkeep.practice()
    rounds.open_round(
        ctx,
        Round(
            plan=practice.plan, stage=practice.stage, year=practice.on.year, name=practice.round, on=practice.on
        ),
    )  # fmt: skip
    return Changes(frozenset(Kind), done.sentence)


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "người dùng"


def _ground(app: QApplication, preferences: QSettings) -> theme.Ground:
    kept = str(preferences.value("looks/ground", "auto"))
    if kept in set(theme.Ground):
        return theme.Ground(kept)
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme.Ground.DARK if dark else theme.Ground.LIGHT


def _size(preferences: QSettings) -> theme.TextSize:
    kept = str(preferences.value("looks/size", theme.TextSize.MEDIUM.value))
    return theme.TextSize(kept) if kept in set(theme.TextSize) else theme.TextSize.MEDIUM


def _show(window: Window, preferences: QSettings) -> None:
    window.resize(1366, 698)
    geometry = preferences.value("window/geometry")
    if geometry is None or not window.restoreGeometry(geometry):
        window.showMaximized()
    else:
        window.show()


def _refuse(refused: UserError) -> None:
    _asked(refused, "")


def _asked(refused: UserError, offer: str) -> bool:
    """Tell why the folder cannot be used, with a way out where there is one; return whether it was taken."""
    print(refused.sentence, file=sys.stderr)
    box = QMessageBox(QMessageBox.Icon.Warning, texts.PROGRAM, refused.sentence)
    box.setInformativeText("\n".join(refused.details[:8]))
    taken = box.addButton(offer, QMessageBox.ButtonRole.AcceptRole) if offer else None
    box.addButton("Đóng", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return taken is not None and box.clickedButton() is taken


def watch_for_faults() -> Callable[[], None]:
    """Log what nobody caught and say a calm sentence in the window; return what ends it."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        log.critical("Unexpected fault in the window", exc_info=(kind, error, at))
        window = QApplication.activeWindow()
        if isinstance(window, Window):
            window.fail(Unexpected.of(error))

    def end() -> None:
        sys.excepthook = before

    sys.excepthook = hook
    return end
