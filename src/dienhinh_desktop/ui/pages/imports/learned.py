"""What the program remembers of the words of each sender's lists: to be seen, changed, forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ....domain.lists import FIELD_LABELS, KEPT_FIELDS, LearnedWord, WordKind, field_label
from ....services.imports.lists.learning import LearnedLine
from ...kit.boxes import bare, column, row
from ...kit.buttons import button
from ...kit.columns import CellKind, Column
from ...kit.fields import FindChoice, Option, helped_by
from ...kit.labels import ElideLabel
from ...kit.notice import Empty
from ...kit.table import Table

NOTHING = "Chưa nhớ cách hiểu nào. Những gì chọn ở bước Ghép cột được nhớ cho đơn vị gửi khi ghi vào sổ."
COLUMN_FIELDS: list[Option] = [(name, field_label(name)) for name in KEPT_FIELDS]
_PASS = "-"


def learned_columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(key="sender", heading="Đơn vị gửi", text=lambda one: one.sender_name, width=230),
        Column(key="kind", heading="Loại", text=lambda one: one.word.kind.label, width=150),
        Column(key="words", heading="Viết trong danh sách", text=lambda one: one.word.words, kind=CellKind.NAME),
        Column(key="meaning", heading="Hiểu là", text=lambda one: one.meaning_name),
        Column(key="forget", heading="", text=lambda _one: "Quên", kind=CellKind.BUTTON, width=80),
    ]


class LearnedView(QStackedWidget):
    """`changed(word, meaning)` and `forgotten(word)` tell what the clerk wants."""

    changed = Signal(object, str)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._meanings: Mapping[WordKind, Sequence[Option]] = {}
        self._word: LearnedWord | None = None
        self.table = Table("Cách hiểu đã nhớ", learned_columns(), key=lambda one: one.word.id)
        self.table.pressed.connect(lambda line, _key: self.forgotten.emit(line.word))
        self.table.chosen.connect(self._show)
        self.words = ElideLabel("", "field")
        self.meaning = FindChoice("Hiểu là")
        helped_by(self.meaning, "list.meaning")
        self.save = button("Đổi cách hiểu", self._save, kind="small")
        editor = row(self.words, gap=8, margins=(14, 6, 14, 10))
        editor.addWidget(self.meaning, 1)
        editor.addWidget(self.save)
        inside = column(self.table, gap=0)
        inside.addLayout(editor)
        self.addWidget(bare(inside))
        self.addWidget(Empty(NOTHING))
        self.show_lines((), {})

    def show_lines(self, lines: Sequence[LearnedLine], meanings: Mapping[WordKind, Sequence[Option]]) -> None:
        """Show what is remembered; `meanings` are the options for each kind of word."""
        self._meanings = meanings
        self.table.show_rows(lines, choose_first=True)
        self.setCurrentIndex(0 if lines else 1)

    def _show(self, line: LearnedLine | None) -> None:
        self._word = line.word if line else None
        for widget in (self.words, self.meaning, self.save):
            widget.setEnabled(line is not None)
        if line is None:
            return
        self.words.setText(f"“{line.word.words}” hiểu là")
        self.meaning.offer([(_PASS, FIELD_LABELS["other"]), *self._meanings.get(line.word.kind, ())])
        self.meaning.choose(line.word.meaning or _PASS)

    def _save(self) -> None:
        if self._word is not None and self.meaning.key:
            self.changed.emit(self._word, "" if self.meaning.key == _PASS else self.meaning.key)
