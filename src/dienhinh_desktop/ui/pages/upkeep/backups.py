"""Sao lưu: the list of backups, making one, looking into one, going back to one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ....domain.backups import Backup, BackupStanding, BackupView
from ....domain.upkeep import Changes, Kind
from ....services import backups
from ... import texts, theme
from ...kit.boxes import Box, Card, CardHead, column
from ...kit.buttons import button
from ...kit.file_dialogs import ask_open, ask_save
from ...kit.labels import hairline, label
from ...kit.notice import Empty
from ...kit.table import Table
from ...page import Page
from .columns import RESTORE, columns
from .view import ViewCard

LOW = 330
FILTER = "Bản sao lưu (*.zip)"
_MADE = frozenset({Kind.BACKUPS})
_KEPT = (
    "Chương trình sao lưu mỗi ngày khi mở và trước khi nhập, nâng cấp, khôi phục; giữ 10 bản gần nhất và bản cuối của"
    " 7 ngày, 4 tuần, 12 tháng. Bản sao lưu bằng tay được giữ mãi. Mỗi tuần nên sao lưu ra USB một lần."
)
_NONE = "Chưa có bản sao lưu nào. Bản đầu tiên có khi mở chương trình lần sau, hoặc bấm Sao lưu ngay."


class BackupsSection(QWidget):
    """The list over the backup looked into."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._ctx = page, page.ctx
        self.table = Table("Các bản sao lưu", columns(), key=lambda item: item.file)
        self.table.pressed.connect(lambda item, key: self.look(item.file, restore=key == RESTORE))
        self.table.opened.connect(lambda item: self.look(item.file) if item.good else None)
        self.empty = Empty(_NONE)
        self.head = CardHead(
            "Sao lưu",
            button("Mở tệp sao lưu…", self._open, icon="folder-open"),
            button("Sao lưu ra USB…", self._save_elsewhere, icon="file-down"),
            button("Sao lưu ngay", self.make, kind="primary"),
        )
        card = self._listed = Card(self.head, hairline())
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.empty, 1)
        self.rules = Box(column(label(_KEPT, "caption", wrap=True), margins=(14, 7, 14, 7)), "foot")
        card.body.addWidget(self.rules)
        self.view = ViewCard()
        self.view.hide()
        self.view.closed.connect(self._close_view)
        self.view.restore_asked.connect(self._restore)
        inside = column(gap=12)
        inside.addWidget(card, 2)
        inside.addWidget(self.view, 3)
        self.setLayout(inside)
        self.show_list((), None)

    def refresh(self) -> None:
        """Read the list again."""
        ctx = self._ctx
        self._page.ask(
            lambda: (backups.listed(ctx.db.folder), backups.standing(ctx)),
            lambda found: self.show_list(*found),
            key="backups",
        )

    def show_list(self, found: tuple[Backup, ...], standing: BackupStanding | None) -> None:
        """Show the backups there are and how safe the folder is."""
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if standing is not None:
            newest = standing.newest
            words = f"Lần gần nhất: {texts.backup_age(newest.at, self._ctx.now())}, tốt" if newest else ""
            self.head.note.setText(words)

    def make(self) -> None:
        """Make a backup now, among the others."""
        ctx = self._ctx
        self._page.act(
            lambda progress: backups.make(ctx, progress=progress),
            label="Đang sao lưu",
            changes=lambda made: Changes(_MADE, f"Đã sao lưu lúc {made.at:%H:%M}; đọc lại khớp."),
        )

    def _save_elsewhere(self) -> None:
        ctx = self._ctx
        name = backups.suggested_name(ctx.now())
        target = ask_save(self, self._page.shell.preferences, "backup", "Sao lưu ra USB", name, FILTER)
        if target is not None:
            self._page.act(
                lambda progress: backups.make(ctx, out=target, progress=progress),
                label="Đang sao lưu ra USB",
                changes=lambda made: Changes(_MADE, f"Đã ghi xong {made.file.name} và đọc lại khớp; có thể rút USB."),
            )

    def _open(self) -> None:
        file = ask_open(self, self._page.shell.preferences, "backup", "Mở tệp sao lưu", FILTER)
        if file is not None:
            self.look(file)

    def look(self, file: Path, *, restore: bool = False) -> None:
        """Read a backup to its end and show what it holds; `restore` puts the focus on the way back to it."""
        ctx = self._ctx
        self._page.compute(
            lambda _progress: backups.look_into(ctx, file),
            lambda view: self._show_view(view, restore=restore),
            label="Đang đọc bản sao lưu",
            key="look",
        )

    def _show_view(self, view: BackupView, *, restore: bool) -> None:
        self.view.show_view(view)
        self.view.show()
        self.rules.hide()
        self._share_room()
        if restore:
            self.view.restore.setFocus()

    def _share_room(self) -> None:
        """Show the list beside what is looked into only where there is room for both."""
        low = self.height() < theme.current().px(LOW)
        self._listed.setHidden(low and not self.view.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def _close_view(self) -> None:
        self.view.hide()
        self._share_room()
        self.rules.show()
        self.table.setFocus()

    def _restore(self, view: BackupView) -> None:
        """Go back to a backup; the window waits, for nothing in it is true meanwhile."""
        ctx, shell = self._ctx, self._page.shell
        window = self.window()
        window.setEnabled(False)
        shell.operations.act(
            _Restoring(self._page, window),
            lambda progress: backups.restore(ctx, view.backup.file, progress),
            lambda _changes: self._restored(window),
            label="Đang khôi phục",
        )

    def _restored(self, window: QWidget) -> None:
        window.setEnabled(True)
        self._close_view()


class _Restoring:
    """Owns a restore: whatever comes of it, the window is given back."""

    def __init__(self, page: Page, window: QWidget) -> None:
        self._page, self._window = page, window

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        self._window.setEnabled(True)
        self._page.fail(sentence, details)

    def clear_failure(self) -> None:
        self._page.clear_failure()
