"""Under the candidates: the last meeting on the round in numbers; one line where the page is low."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from .....domain.council import Sitting
from .... import theme
from ....kit.boxes import Card, bare, column, row
from ....kit.buttons import button
from ....kit.fields import helped_by
from ....kit.labels import Chip, ElideLabel, FoldLabel, label
from ....kit.marks import Mark
from . import wording
from .form import NumberField, ThresholdField

LOW = 420
"""Height of the list with this panel under which the panel is one line, in px at the text size "Vừa"."""
ROOMY = 660
"""Width from which the one line has room for the numbers and every button, in px at the text size "Vừa"."""
_NUMBERS = (("members", "Thành viên"), ("present", "Có mặt"), ("collected", "Phiếu thu"), ("valid", "Hợp lệ"))
_NONE = "Chưa có phiên họp nào của đợt này."


class VotePanel(Card):
    """`opened()`: a meeting is to be opened; `votes_asked()`, `papers_asked()`: its page, its papers.

    `changed(meeting)`: a number was typed.
    """

    opened = Signal()
    votes_asked = Signal()
    papers_asked = Signal()
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sitting: Sitting | None = None
        self.numbers = {key: NumberField(words, width=66) for key, words in _NUMBERS}
        self.threshold = ThresholdField("Tỷ lệ cần đạt")
        helped_by(self.threshold, "meeting.threshold")
        for key, field in self.numbers.items():
            helped_by(field, f"meeting.{key}")
        self.title, self.chip = ElideLabel("", "section"), Chip(Mark.INFO, "")
        self.short, self.remark = FoldLabel("", "second"), FoldLabel("", "second")
        self.open = button("Mở phiên họp", self.opened.emit, icon="calendar-plus", kind="small")
        self.enter = button("Nhập phiếu", self.votes_asked.emit, icon="pencil", kind="small")
        self.papers = button("In phiếu, biên bản", self.papers_asked.emit, icon="files", kind="small")
        self._buttons = bare(row(self.open, self.enter, self.papers, gap=8))
        self._head = row(self.title, self.short, self.chip, gap=10, margins=(14, 8, 12, 0))
        self._head.setStretch(1, 1)
        self._fields = bare(self._make_fields())
        self._foot = row(self.remark, gap=8, margins=(14, 6, 12, 9))
        self._foot.setStretch(0, 1)
        self.body.addLayout(self._head)
        self.body.addWidget(self._fields)
        self.body.addLayout(self._foot)
        for field in self.numbers.values():
            field.settled.connect(self._tell)
        self.threshold.settled.connect(self._tell)
        self._low = False
        self.show_sitting(None)

    def _make_fields(self) -> QHBoxLayout:
        line = row(gap=8, margins=(14, 6, 12, 0))
        for key, words in _NUMBERS:
            line.addLayout(column(label(words, "caption", buddy=self.numbers[key]), self.numbers[key], gap=2))
        line.addLayout(column(label("Tỷ lệ cần đạt", "caption", buddy=self.threshold), self.threshold, gap=2))
        line.addStretch(1)
        return line

    def show_sitting(self, sitting: Sitting | None) -> None:
        """Show a meeting, or that there is none."""
        self.sitting = sitting
        self.open.setVisible(sitting is None)
        self.enter.setVisible(sitting is not None)
        self.papers.setVisible(sitting is not None)
        self.chip.setVisible(sitting is not None)
        if sitting is None:
            self.title.setText("Phiên bình xét")
            self.remark.setText(_NONE)
            self.short.setText(_NONE)
        else:
            self.chip.show_status(*wording.status(sitting))
            self.remark.setText(wording.remark(sitting))
            self.short.setText(wording.figures(sitting))
            self._fill(sitting)
        self._fold()

    def _fill(self, sitting: Sitting) -> None:
        for key, field in self.numbers.items():
            field.show_number(getattr(sitting.turnout, key))
            counted = key in ("members", "present") and bool(sitting.attendances)
            unused = key in ("collected", "valid") and not sitting.turnout.secret
            field.setEnabled(not (sitting.closed or counted or unused))
        own = sitting.meeting.threshold
        self.threshold.show_threshold(own)
        self.threshold.setPlaceholderText(wording.NOT_SET if own else wording.threshold(sitting))
        self.threshold.setEnabled(not sitting.closed)

    def fold(self, *, low: bool) -> None:
        """Be one line where the page is low."""
        self._low = low
        self._fold()

    def _fold(self) -> None:
        self._fields.setVisible(self.sitting is not None and not self._low)
        roomy = self.width() >= theme.current().px(ROOMY)
        self.short.setVisible(self._low and (roomy or self.sitting is None))
        self.papers.setVisible(self.sitting is not None and (roomy or not self._low))
        if self.sitting is not None:
            self.title.setText(wording.title(self.sitting, short=self._low))
        self.remark.setVisible(not self._low)
        (self._head if self._low else self._foot).addWidget(self._buttons)
        px = theme.current().px
        self._head.setContentsMargins(px(14), px(8), px(12), px(8) if self._low else 0)
        self._foot.setContentsMargins(px(14), 0 if self._low else px(6), px(12), 0 if self._low else px(9))

    def _tell(self) -> None:
        if self.sitting is None:
            return
        told: dict[str, Any] = {key: field.number() for key, field in self.numbers.items() if field.isEnabled()}
        made = replace(self.sitting.meeting, threshold=self.threshold.threshold(), **told)
        if made != self.sitting.meeting:
            self.changed.emit(made)
