"""The check before export: what stops, what to look at, what is in order, each line with the door that mends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from ...domain.documents import CheckLevel, ExportCheck
from .. import icons, theme
from .boxes import Box, Scroll, bare, clear, column, row
from .buttons import button
from .labels import hairline, label
from .marks import CHECKS, MarkIcon

MOST = 60
_DOORS = {"settings": "Mở Cài đặt", "rounds": "Mở bước 3", "plans": "Mở kế hoạch"}
"""Page of the window → what the button that opens it says."""
_TYPES = {CheckLevel.BLOCKING: "bad", CheckLevel.WARNING: "warn", CheckLevel.FINE: "ok"}


def heading(level: CheckLevel, count: int) -> str:
    """Say how many lines of a kind there are, and what they mean."""
    return {
        CheckLevel.BLOCKING: f"{count} lỗi chặn, phải sửa mới xuất được bản chính thức",
        CheckLevel.WARNING: f"{count} cảnh báo",
        CheckLevel.FINE: f"{count} mục đạt",
    }[level]


class CheckBoard(QWidget):
    """Three groups of lines. `door_asked(check)`: the button of a line was pressed."""

    door_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=0)
        self._scroll = Scroll(bare(column(self._lines, None, gap=0)), "Kiểm tra trước khi xuất")
        self.setLayout(column(self._scroll, gap=0))
        self.checks: tuple[ExportCheck, ...] = ()
        self.unfolded = False

    def show_checks(self, checks: Sequence[ExportCheck]) -> None:
        """Show other checks, the loudest first."""
        self.checks = tuple(checks)
        clear(self._lines)
        for level in CheckLevel:
            found = [check for check in checks if check.level is level]
            if found:
                self._add_group(level, found)

    def _add_group(self, level: CheckLevel, found: Sequence[ExportCheck]) -> None:
        if level is CheckLevel.FINE:
            self._add_folded(found)
            return
        head = label(heading(level, len(found)), _TYPES[level], wrap=True)
        font = head.font()
        font.setWeight(font.Weight.DemiBold)
        head.setFont(font)
        self._lines.addWidget(Box(row(head, margins=(14, 5, 12, 5)), "foot"))
        self._lines.addWidget(hairline())
        for place, check in enumerate(found[:MOST]):
            if place:
                self._lines.addWidget(hairline())
            self._lines.addWidget(self._line(check))
        if len(found) > MOST:
            self._lines.addWidget(
                bare(row(label(f"và {len(found) - MOST} mục nữa", "caption"), margins=(40, 4, 12, 6)))
            )

    def _add_folded(self, found: Sequence[ExportCheck]) -> None:
        """Add the head of what is in order; pressing it shows or puts away the lines under it."""
        inner = column(*(self._line(check) for check in found), gap=0)
        body = bare(inner)
        head = button(heading(CheckLevel.FINE, len(found)), icon="chevron-right", kind="quiet")

        def fold(*, opened: bool) -> None:
            self.unfolded = opened
            body.setVisible(opened)
            head.setIcon(icons.icon("chevron-down" if opened else "chevron-right"))
            head.setAccessibleDescription("đang mở, bấm để gập" if opened else "đang gập, bấm để mở")

        head.clicked.connect(lambda: fold(opened=not self.unfolded))
        self._lines.addWidget(Box(row(head, None, margins=(6, 3, 12, 3)), "foot"))
        self._lines.addWidget(hairline())
        self._lines.addWidget(body)
        fold(opened=self.unfolded)

    def _line(self, check: ExportCheck) -> QWidget:
        words = column(label(check.text, wrap=True), gap=1)
        if check.where:
            words.addWidget(label(check.where, "caption", wrap=True))
        mark = MarkIcon(CHECKS[check.level], 15)
        tall = 4 if check.level is CheckLevel.FINE else 7
        line = row(gap=9, margins=(14, tall, 12, tall))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if check.level is not CheckLevel.FINE and door_text(check):
            made = button(door_text(check), lambda: self.door_asked.emit(check), kind="small")
            made.setAccessibleName(f"{door_text(check)}: {check.text}")
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return bare(line)

    def minimumSizeHint(self) -> QSize:
        """Allow narrow pages."""
        hint = super().minimumSizeHint()
        hint.setWidth(theme.current().px(200))
        return hint


def door_text(check: ExportCheck) -> str:
    """Return what the button of a line says: a record to mend, the office to fill in, or nothing."""
    if check.subject is not None:
        return "Sửa" if check.level is CheckLevel.BLOCKING else "Mở hồ sơ"
    return _DOORS.get(check.page, "")
