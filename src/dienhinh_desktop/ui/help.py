"""The help panel: every key in one list (F1)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from . import theme
from .keys import KEYS, TOLD, Key
from .kit.boxes import column, row
from .kit.buttons import button
from .kit.columns import CellKind, Column
from .kit.labels import label
from .kit.table import Table


class Help(QDialog):
    """A small window with the keys; it can stay open beside the work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Trợ giúp: phím tắt")
        px = theme.current().px
        self.table = Table(
            "Phím tắt",
            [
                Column(key="keys", heading="Phím", text=lambda key: key.keys, width=170, kind=CellKind.NAME),
                Column(key="text", heading="Để làm gì", text=lambda key: key.text),
            ],
            key=lambda key: key.keys,
        )
        self.table.show_rows([*KEYS, *TOLD], choose_first=True)
        close = button("Đóng", self.hide)
        self.setLayout(
            column(
                label("Phím tắt", "section"),
                label("Mọi việc làm được bằng bàn phím; các phím này cũng ghi ở từng nút.", "second", wrap=True),
                self.table,
                row(None, close),
                gap=10,
                margins=(16, 14, 16, 14),
            )
        )
        self.resize(px(560), px(560))

    def keys(self) -> list[Key]:
        """Return the keys shown."""
        return [*KEYS, *TOLD]
