"""One doubtful word of a list with the field in which the clerk says what it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .....domain.list_imports import WordDoubt
from .....domain.lists import WordKind
from .....domain.text import number_text
from ....kit.boxes import column, row
from ....kit.buttons import button
from ....kit.fields import FindChoice, Option, helped_by
from ....kit.labels import ElideLabel, label

PASS_OVER: dict[WordKind, Option] = {
    WordKind.TITLE: ("-", "Không phải danh hiệu, bỏ qua"),
    WordKind.GRADE: ("-", "Không phải mức xếp loại, bỏ qua"),
    WordKind.UNIT: ("-", "Không phải đơn vị, để trống"),
}
"""The option that passes a word over; its meaning is empty."""


class WordField(QWidget):
    """`picked(kind, words, meaning)` tells what the word means."""

    picked = Signal(object, str, str)

    def __init__(self, doubt: WordDoubt, options: Sequence[Option]) -> None:
        super().__init__()
        self.doubt = doubt
        rows = f"{number_text(len(doubt.rows))} dòng" if len(doubt.rows) > 1 else f"dòng {doubt.rows[0]}"
        words = ElideLabel(f"“{doubt.words}”", "strong")
        kind = "đơn vị mới, sẽ thêm" if doubt.new else doubt.kind.label.lower()
        about = label(f"{kind}, {rows}", "caption")
        self.meaning = FindChoice(f"{doubt.kind.label} “{doubt.words}” nghĩa là", [*options, PASS_OVER[doubt.kind]])
        helped_by(self.meaning, "list.meaning")
        if doubt.new:
            self.meaning.setPlaceholderText("thêm đơn vị mới; hoặc chọn đơn vị đã có")
        elif doubt.meaning is not None:
            self.meaning.choose(doubt.meaning)
        self.meaning.picked.connect(self._tell)
        field = row(gap=6)
        field.addWidget(self.meaning, 1)
        self.accept: QWidget | None = None
        if doubt.meaning is not None:
            self.accept = button("Nhận", lambda: self._tell(doubt.meaning or ""), kind="small")
            field.addWidget(self.accept)
        head = row(gap=8)
        head.addWidget(words, 1)
        head.addWidget(about)
        inside = column(head, gap=3)
        inside.addLayout(field)
        self.setLayout(inside)

    def _tell(self, key: str) -> None:
        meaning = "" if key == PASS_OVER[self.doubt.kind][0] else key
        self.picked.emit(self.doubt.kind, self.doubt.words, meaning)
