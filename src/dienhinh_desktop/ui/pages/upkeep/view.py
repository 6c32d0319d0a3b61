"""A backup looked into: what it holds beside what is kept now, what was done last in it, and the way back to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ....domain.backups import BackupView
from ....domain.text import number_text
from ... import theme
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from ...kit.buttons import button, tool
from ...kit.labels import FoldLabel, hairline, label
from ...kit.marks import Mark, MarkIcon

_KINDS = (
    ("subjects", "Hồ sơ"),
    ("ratings", "Xếp loại"),
    ("awards", "Khen thưởng"),
    ("initiatives", "Sáng kiến"),
    ("attestations", "Xác nhận"),
    ("registrations", "Đăng ký"),
    ("rounds", "Đợt xét"),
)
_SHOWN_ACTS = 6


class ViewCard(Card):
    """`restore_asked(view)`: the clerk wants the data as they were; `closed`: the card is no longer wanted."""

    restore_asked = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: BackupView | None = None
        self.title = CardHead("Xem thử", tool("Đóng phần xem thử", "x", self.closed.emit))
        self.counts = QGridLayout()
        self.acts = column(gap=4)
        left = column(label("Trong bản sao lưu và trong sổ hiện nay", "field"), self.counts, None, gap=6)
        right = column(label("Việc mới nhất trong bản sao lưu", "field"), self.acts, None, gap=6)
        both = row(gap=28, margins=(14, 10, 14, 8))
        both.addLayout(left)
        both.addLayout(right, 1)
        self.words = label("", "second", wrap=True)
        self.restore = button("Khôi phục bản này", self._ask, icon="history", kind="danger")
        foot = row(MarkIcon(Mark.WARN, 16), gap=10, margins=(14, 8, 12, 8))
        foot.addWidget(self.words, 1)
        foot.addWidget(self.restore)
        self.body.addWidget(self.title)
        self.body.addWidget(hairline())
        self.body.addWidget(Scroll(bare(both), "Nội dung bản sao lưu"), 1)
        self.body.addWidget(Box(foot, "foot"))

    def show_view(self, view: BackupView) -> None:
        """Show a backup that was read to its end."""
        self._view = view
        at = view.backup.at
        self.title.title.setText(f"Bản sao lưu {at:%H:%M} ngày {at:%d/%m/%Y}")
        self.title.note.setText(f"{view.backup.reason} · đã đọc lại trọn vẹn")
        self._show_counts(view)
        clear(self.acts)
        for act in view.acts[:_SHOWN_ACTS]:
            line = FoldLabel(f"{act.at:%d/%m %H:%M}   {act.label}", "second" if act.undone else "")
            self.acts.addWidget(line)
        if not view.acts:
            self.acts.addWidget(label("chưa có việc nào", "second"))
        lost = f"{number_text(view.later)} việc làm sau đó không còn trong sổ. " if view.later else ""
        self.words.setText(
            f"Khôi phục đưa cả sổ về như lúc {at:%H:%M %d/%m/%Y}. {lost}"
            "Sổ hiện nay được sao lưu trước, nên vẫn quay lại được; Ctrl+Z thì không."
        )

    def _show_counts(self, view: BackupView) -> None:
        while (item := self.counts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        px = theme.current().px
        self.counts.setHorizontalSpacing(px(22))
        self.counts.setVerticalSpacing(px(3))
        self._line(0, "", "bản sao lưu", "hiện nay", kind="caption")
        shown = [(key, words) for key, words in _KINDS if view.held.get(key) or view.now.get(key)]
        for place, (key, words) in enumerate(shown, start=1):
            held, now = view.held.get(key, 0), view.now.get(key, 0)
            self._line(place, words, number_text(held), number_text(now), kind="strong" if held != now else "")

    def _line(self, place: int, *texts: str, kind: str) -> None:
        for number, text in enumerate(texts):
            made: QWidget = label(text, kind)
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            self.counts.addWidget(made, place, number, side)

    def _ask(self) -> None:
        if self._view is not None:
            self.restore_asked.emit(self._view)
