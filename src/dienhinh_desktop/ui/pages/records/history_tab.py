"""The tab Lịch sử of a record card: every change with who, when, from what to what, and the way back to the old."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.history import Happened, HistoryLine
from ...kit.boxes import Box, column, row
from ...kit.buttons import button
from ...kit.columns import CellKind, Column
from ...kit.labels import FoldLabel
from ...kit.notice import Empty
from ...kit.table import Table

_NONE = "Đang đọc lịch sử của hồ sơ."


def _what(line: HistoryLine) -> str:
    if not line.field:
        return f"{line.heading} {line.thing.lower()}"
    return line.heading if line.table == "subjects" else f"{line.thing}: {line.heading.lower()}"


def _old(line: HistoryLine) -> str:
    return line.old if line.happened is not Happened.ADDED else "chưa có"


def _new(line: HistoryLine) -> str:
    return f"→ {line.new}" if line.happened is not Happened.REMOVED else "→ đã xóa"


def _tip(line: HistoryLine) -> str:
    return f"{line.label}\n{_what(line)}: {_old(line)} {_new(line)}"


COLUMNS = (
    Column(
        key="at",
        heading="Lúc nào, ai",
        text=lambda line: f"{line.at:%H:%M %d/%m/%Y}",
        kind=CellKind.TWO_LINE,
        value=lambda line: line.who,
        width=146,
        sort=lambda line: -line.act,
    ),
    Column(
        key="what",
        heading="Nội dung, trường",
        text=_what,
        kind=CellKind.TWO_LINE,
        value=lambda line: line.about if line.field and line.about else line.label,
        tip=_tip,
        least=140,
    ),
    Column(
        key="old",
        heading="Cũ → Mới",
        text=_old,
        kind=CellKind.TWO_LINE,
        value=_new,
        tip=_tip,
        least=140,
    ),
)


class HistoryTab(QWidget):
    """`give_back_asked(line)`: the value or row before that line is wanted back; `print_asked`: all of it on paper."""

    give_back_asked = Signal(object)
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = Table("Lịch sử", COLUMNS, key=lambda line: line.key, row_height=44)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.empty = Empty(_NONE)
        self.stage.addWidget(self.empty)
        self.hint = FoldLabel("", "second")
        tip = "Ghi lịch sử hồ sơ ra PDF để in (Ctrl+P)"
        self.paper = button("Ghi ra PDF…", self.print_asked.emit, icon="file-down", kind="small", tip=tip)
        self.back = button("Trả lại bản này", self._ask, icon="history", kind="small")
        foot = row(margins=(12, 4, 12, 4))
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.paper)
        foot.addWidget(self.back)
        inside = column(gap=0)
        inside.addWidget(self.stage, 1)
        inside.addWidget(Box(foot, "foot"))
        self.setLayout(inside)
        self.table.chosen.connect(lambda _line: self._show_way())
        self.show_lines(None)

    def show_lines(self, lines: tuple[HistoryLine, ...] | None) -> None:
        """Show the history; None while it is not read yet."""
        self.table.show_rows(lines or ())
        self.stage.setCurrentIndex(0 if lines else 1)
        self.empty.words.setText(_NONE if lines is None else "Chưa có thay đổi nào được ghi lại.")
        self.paper.setEnabled(bool(lines))
        self._show_way()

    def _show_way(self) -> None:
        line = self.table.current()
        usable = isinstance(line, HistoryLine) and line.can_be_given_back
        self.back.setEnabled(usable)
        if not isinstance(line, HistoryLine):
            self.hint.setText("Chọn một dòng để trả lại giá trị cũ")
        elif not usable:
            self.hint.setText("Dòng thêm mới; muốn bỏ thì xóa dòng ấy")
        else:
            self.hint.setText(f"Trả lại: {line.old}")

    def _ask(self) -> None:
        line = self.table.current()
        if isinstance(line, HistoryLine) and line.can_be_given_back:
            self.give_back_asked.emit(line)
