"""Gửi nhật ký cho người hỗ trợ: what would be handed on is shown whole, then written into one file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ....services import support
from ... import theme
from ...kit.boxes import Box, Card, CardHead, bare, column, row
from ...kit.buttons import button
from ...kit.file_dialogs import TEXTS, ask_save, show_folder
from ...kit.labels import hairline, label
from ...page import Page

_WORDS = (
    "Khi chương trình báo lỗi lạ hoặc dừng đột ngột, gửi tệp này cho người hỗ trợ. Dưới đây là toàn bộ những gì có"
    " trong tệp; không có tên người, số CCCD, ngày sinh, số quyết định. Chương trình không tự gửi."
)


class SupportSection(Card):
    """The report to be read, and two ways to take it along."""

    def __init__(self, page: Page) -> None:
        super().__init__(CardHead("Gửi nhật ký cho người hỗ trợ"), hairline())
        self._page = page
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Những gì có trong tệp nhật ký")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        foot = row(
            None,
            button("Chép", self.copy),
            button("Ghi thành tệp…", self.write, icon="file-down", kind="primary"),
            margins=(12, 8, 12, 8),
        )
        inside = column(label(_WORDS, "second", wrap=True), gap=10, margins=(14, 12, 14, 12))
        inside.addWidget(self.text, 1)
        self.body.addWidget(bare(inside), 1)
        self.body.addWidget(Box(foot, "foot"))

    def refresh(self) -> None:
        """Read the log anew."""
        ctx, machine = self._page.ctx, _machine()
        self._page.ask(lambda: support.report(ctx, machine), self.text.setPlainText, key="support")

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
        self._page.shell.say("Đã chép nhật ký; dán vào thư hoặc tin nhắn.")

    def write(self) -> None:
        """Ask where to write the report, and write what is shown."""
        page, text = self._page, self.text.toPlainText()
        name = f"nhat_ky_dien_hinh_{page.shell.today:%Y%m%d}.txt"
        target = ask_save(self, page.shell.preferences, "support", "Ghi nhật ký để gửi", name, TEXTS)
        if target is not None:
            page.compute(
                lambda _progress: support.write_report(text, target),
                lambda _none: self._written(target),
                label="Đang ghi nhật ký",
            )

    def _written(self, target: Path) -> None:
        way = ("Mở thư mục", lambda: show_folder(target.parent))
        self._page.notify_done(f"Đã ghi nhật ký vào {target.name}; gửi tệp ấy cho người hỗ trợ.", way)


def _machine() -> dict[str, str]:
    """Tell what only the window knows: its toolkit, the screens and how it is dressed."""
    screens = "; ".join(
        f"{screen.size().width()}×{screen.size().height()}, tỷ lệ {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    wear = theme.current()
    return {"Qt": f"{qVersion()} {QGuiApplication.platformName()}", "Màn hình": screens,
            "Cỡ chữ, nền": f"{wear.size.label}, {wear.ground.label}"}  # fmt: skip
