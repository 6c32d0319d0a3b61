"""What has to be decided before a package is merged: who is who, and which side stands, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from ....domain.packages import NEW_SUBJECT, MergeConflict, MergeDoubt, MergeSide
from ... import theme
from ...kit.boxes import bare, clear, column
from ...kit.fields import helped_by
from ...kit.labels import label
from ...kit.marks import Mark
from ...kit.notice import Notice
from ...kit.options import option_line


class ConflictBoard(QWidget):
    """`sided(key, side)`: one side was taken for a cell. `told(code, who)`: whose a code of the sender is."""

    sided = Signal(str, object)
    told = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.groups: dict[str, QButtonGroup] = {}
        self._lines = column(gap=10, margins=(14, 10, 14, 10))
        self.setLayout(self._lines)

    def show_open(self, conflicts: Sequence[MergeConflict], doubts: Sequence[MergeDoubt]) -> None:
        """Show everything that is or was to be decided."""
        clear(self._lines)
        self.groups = {}
        for doubt in doubts:
            self._lines.addWidget(self._doubt(doubt))
        for subject, items in groupby(conflicts, key=lambda item: item.subject):
            self._lines.addWidget(self._subject(subject, list(items)))
        self.setVisible(bool(conflicts or doubts))

    def _doubt(self, doubt: MergeDoubt) -> QWidget:
        group = self._group(f"who:{doubt.code}")
        inside = column(gap=4)
        strong = f"{doubt.name} ({doubt.code})"
        inside.addWidget(Notice(Mark.WARN, "có thể đã có trong sổ. Chọn đúng người rồi mới gộp được.", strong=strong))
        for one in doubt.alike:
            words = f"Là {one.subject.name} ({one.subject.code}) trong sổ"
            inside.addLayout(self._option(group, doubt, one.subject.code, words, one.words))
        inside.addLayout(self._option(group, doubt, NEW_SUBJECT, "Là đối tượng khác, thêm hồ sơ mới", ""))
        return bare(inside)

    def _option(self, group: QButtonGroup, doubt: MergeDoubt, who: str, words: str, why: str) -> QHBoxLayout:
        radio = QRadioButton()
        helped_by(radio, "units.side")
        radio.setChecked(doubt.who == who)
        radio.toggled.connect(lambda on: self.told.emit(doubt.code, who) if on else None)
        group.addButton(radio)
        return option_line(words, radio, why)

    def _subject(self, subject: str, items: Sequence[MergeConflict]) -> QWidget:
        px = theme.current().px
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        for place, stretch in enumerate((4, 5, 5)):
            grid.setColumnStretch(place, stretch)
        grid.addWidget(label("Sổ của ta", "strong"), 0, 1)
        grid.addWidget(label("Gói gửi lên", "strong"), 0, 2)
        for line, item in enumerate(items, start=1):
            heading = f"{item.heading}\n{item.where}" if item.where else item.heading
            grid.addWidget(label(heading, "second", wrap=True), line, 0, Qt.AlignmentFlag.AlignTop)
            group = self._group(item.key)
            for place, (side, words) in enumerate(((MergeSide.OURS, item.ours), (MergeSide.THEIRS, item.theirs)), 1):
                option = self._side(group, item, side, words or "(trống)")
                grid.addLayout(option, line, place, Qt.AlignmentFlag.AlignTop)
        text = f"sổ và gói ghi khác nhau {len(items)} chỗ."
        return bare(column(Notice(Mark.WARN, text, strong=f"{items[0].name} ({subject})"), bare(grid), gap=8))

    def _side(self, group: QButtonGroup, item: MergeConflict, side: MergeSide, words: str) -> QHBoxLayout:
        radio = QRadioButton()
        helped_by(radio, "units.side")
        radio.setChecked(item.side is side)
        radio.toggled.connect(lambda on: self.sided.emit(item.key, side) if on else None)
        group.addButton(radio)
        made = option_line(words, radio)
        whose = "theo sổ" if side is MergeSide.OURS else "theo gói"
        radio.setAccessibleName(f"{item.name}, {item.heading}, {whose}: {words}")
        return made

    def _group(self, key: str) -> QButtonGroup:
        self.groups[key] = QButtonGroup(self)
        return self.groups[key]
