"""What the two record forms share: head, scrolling fields, foot with buttons, knowing whether anything changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ....domain.dates import DateError
from ... import theme
from ...kit.boxes import Box, Scroll, bare, clear, column, row
from ...kit.buttons import button, tool
from ...kit.fields import FindChoice
from ...kit.form import Form
from ...kit.labels import FoldLabel, hairline, label
from ...kit.learn_field import LearnField
from ...kit.marks import Mark
from ...kit.notice import Notice
from .inputs import Input

LOW = 400
"""px at the text size "Vừa": a form lower than that has no room for words over its foot."""


class FormPanel(QWidget):
    """`saved(value, again)`: the clerk wants it kept (and another of its kind after it). `left`: the clerk gave up.

    `filled(table)`: a form of that kind of record stands ready to learn. `word_dropped(table, field, words)`
    and `unit_asked(field, name)`: a suggestion is wanted no more, a unit is to be added.
    `missing` gives the sentence for every required field that is empty, `made` the domain value of what was typed.
    """

    saved = Signal(object, bool)
    left = Signal()
    removed = Signal()
    filled = Signal(str)
    word_dropped = Signal(str, str, str)
    unit_asked = Signal(str, str)
    keeps_by_leaving = True
    """Whether choosing another row keeps what was typed; else the form stays open."""

    def __init__(
        self,
        missing: Callable[[dict[str, Any]], dict[str, str]],
        made: Callable[[dict[str, Any]], Any],
        *,
        again: str = "",
    ) -> None:
        super().__init__()
        self._missing, self._made = missing, made
        self.title = label("", "section")
        self.about = FoldLabel("", "second")
        self.table = ""
        self.form = Form(self.table)
        self.inputs: dict[str, Input] = {}
        self.turn = 0
        self._first: dict[str, Any] = {}
        self._above = QVBoxLayout()
        self.keep = button("Lưu", self.save, kind="primary", key="Ctrl+S")
        self.give_up = button("Thôi", self.left.emit, tip="Bỏ phần đang điền (Esc)")
        self.keep.setAutoDefault(True)  # Enter on the last field leads here, and once more keeps the form
        self.again = button(again or "Lưu và thêm", self.save_and_add, key="Ctrl+Enter")
        if not again:
            self.again.hide()
        self.remove = button("Xóa", self.removed.emit, kind="danger", icon="trash-2")
        self._place = QVBoxLayout()
        self._place.addWidget(self.form)
        self._doubts, self._doubts_below = QVBoxLayout(), QVBoxLayout()
        parts = column(self._above, self._place, self._doubts_below, None, gap=10, margins=(14, 12, 14, 12))
        content = bare(parts)
        self.well = Scroll(content, "Các ô cần điền")
        head = row(column(self.title, self.about, gap=0), gap=8, margins=(14, 8, 8, 8))
        head.setStretch(0, 1)
        head.addWidget(tool("Đóng mẫu", "x", self.left.emit))
        foot = Box(row(self.remove, None, self.give_up, self.again, self.keep, margins=(12, 8, 12, 8)), "foot")
        inside = column(head, hairline(), gap=0)
        inside.addWidget(self.well, 1)
        px = theme.current().px
        self._doubts.setContentsMargins(px(8), 0, px(8), px(8))
        inside.addLayout(self._doubts)
        inside.addWidget(foot)
        self.setLayout(inside)

    def lay_out(self, *above: QWidget) -> Form:
        """Start a new form, with some widgets over it."""
        self.inputs = {}
        self.turn += 1
        self._clear_doubts()
        clear(self._above)
        for widget in above:
            self._above.addWidget(widget)
        self._place.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = Form(self.table)
        self.form.finished.connect(self.save_and_add)
        self.form.ended.connect(self.keep.setFocus)
        self._place.addWidget(self.form)
        return self.form

    def add(
        self, key: str, text: str, made: Input, *, half: bool = False, hint: str = "", required: bool = False
    ) -> None:
        """Add an input to the form."""
        self.inputs[key] = made
        field = made.widget
        if isinstance(field, LearnField):
            field.dropped.connect(lambda words: self.word_dropped.emit(self.table, key, words))
        elif isinstance(field, FindChoice):
            field.add_asked.connect(lambda name: self.unit_asked.emit(key, name))
        self.form.add(key, text, made.widget, half=half, hint=hint, required=required)

    def write(self, values: dict[str, Any]) -> None:
        """Fill the inputs, and remember what they held so that a change is known."""
        for key, made in self.inputs.items():
            made.write(values.get(key))
        self._first = self._words()
        self.filled.emit(self.table)

    def take_words(self, words: dict[str, tuple[tuple[str, int], ...]]) -> None:
        """Let the fields offer what was typed before, the most used first."""
        for key, known in words.items():
            field = self.inputs[key].widget if key in self.inputs else None
            if isinstance(field, LearnField):
                field.offer(known)
            elif isinstance(field, FindChoice):
                field.rank(known)

    def take_unit(self, key: str, code: str, name: str) -> None:
        """Choose a unit that was added."""
        field = self.inputs[key].widget if key in self.inputs else None
        if isinstance(field, FindChoice):
            field.add((code, name))
            field.choose(code)

    def show_doubts(self, found: Sequence[str], turn: int) -> None:
        """Say over the foot what speaks against what was typed; `turn` is the form it was asked for."""
        if turn != self.turn:
            return
        self._clear_doubts()
        if found:
            more = f" Còn {len(found) - 2} điều nữa." if len(found) > 2 else ""
            text = " ".join(f"{sentence}." for sentence in found[:2]) + more
            notice = Notice(Mark.WARN, text, strong="Nên xem lại; vẫn lưu được")
            # A low form keeps its fields in sight: there the words stand under the last of them.
            low = self.height() < theme.current().px(LOW)
            (self._doubts_below if low else self._doubts).addWidget(notice)

    def _clear_doubts(self) -> None:
        clear(self._doubts)
        clear(self._doubts_below)

    def _words(self) -> dict[str, Any]:
        words: dict[str, Any] = {}
        for key, made in self.inputs.items():
            try:
                words[key] = made.read()
            except DateError as wrong:
                words[key] = str(wrong)
        return words

    @property
    def touched(self) -> bool:
        """Whether anything was typed since the form was filled."""
        return bool(self.inputs) and self._words() != self._first

    def read(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the values, and what is wrong by field."""
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for key, made in self.inputs.items():
            try:
                values[key] = made.read()
            except DateError as wrong:
                faults[key] = str(wrong)
        return values, faults

    def save(self) -> bool:
        """Ask for what was typed to be kept; tell whether it is fit to be."""
        return self._save(again=False)

    def save_and_add(self) -> None:
        """Keep it and begin another of its kind."""
        self._save(again=self.again.isVisibleTo(self))

    def _save(self, *, again: bool) -> bool:
        values, faults = self.read()
        faults = {**self._missing(values), **faults}
        if not self.form.show_faults(faults):
            self.well.show_widget(self.form.fields[next(iter(faults))])
            return False
        self.saved.emit(self._made(values), again)
        return True

    def primary(self) -> QPushButton:
        """Return the button Enter leads to."""
        return self.keep
