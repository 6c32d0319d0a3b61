"""The window's care for backups: one made each day behind the work, and what the status bar says of the newest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ..domain.backups import OLD_AFTER, Backup, BackupStanding
from ..domain.upkeep import Changes, Kind, Progress
from ..services import backups
from . import texts
from .kit.marks import Mark
from .kit.status import StatusLine
from .page import Page
from .shell import Shell

_HOUR = 3_600_000
_AFTER_OPENING = 1500  # the first pages read the database before the copy does
_MADE = frozenset({Kind.BACKUPS, Kind.IMPORTS})


class BackupDesk(QObject):
    """`page` gives the page on the stage, where a failed backup is told; the work in hand goes on."""

    def __init__(self, shell: Shell, status: StatusLine, page: Callable[[], Page | None], parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._status, self._page = shell, status, page
        self._told = ""
        status.safety_asked.connect(lambda: shell.go("settings", section="backups"))
        self._hourly = QTimer(self, interval=_HOUR)
        self._hourly.timeout.connect(self.back_up)

    def start(self) -> None:
        """Make the backup of the day once the window has come to rest, and look again every hour it stays open."""
        self._hourly.start()
        QTimer.singleShot(_AFTER_OPENING, self, self.back_up)

    def back_up(self) -> None:
        """Make the backup of the day if there is none."""
        ctx = self._shell.ctx

        def work(progress: Progress) -> Backup | None:
            return backups.back_up_if_due(ctx, progress)

        self._shell.operations.behind(
            self, work, changes=lambda made: Changes(frozenset({Kind.BACKUPS})) if made else None
        )

    def refresh(self) -> None:
        """Read how safe the folder is."""
        ctx = self._shell.ctx
        self._shell.operations.ask(self, lambda: backups.standing(ctx), self._show, key="desk.backups")

    def hear(self, changes: Changes) -> None:
        """Read again after a backup, and after work before which one was to be made."""
        if changes.kinds & _MADE:
            self.refresh()

    def _show(self, standing: BackupStanding) -> None:
        now = self._shell.ctx.now()
        old = not standing.empty and (standing.newest is None or standing.days_old(now) > OLD_AFTER)
        self._status.show_safety("" if standing.empty else texts.backup_line(standing, now), warn=old)
        if standing.trouble:
            self.fail(standing.trouble)

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say once why there is no backup; nothing else stops for it."""
        page = self._page()
        if page is not None and sentence != self._told:
            self._told = sentence
            page.notify(
                Mark.WARN,
                sentence,
                strong="Chưa sao lưu được.",
                details=details,
                action=("Mở Sao lưu", lambda: self._shell.go("settings", section="backups")),
            )

    def clear_failure(self) -> None:
        """Leave the notice to the clerk."""
