"""The reasons of one verdict: head, notices, criteria, and the readings they rest on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ....domain.eligibility import Door, Verdict
from ....domain.gaps import GapAnalysis
from ... import theme
from ...kit.boxes import Box, Card, clear, column, row
from ...kit.buttons import button
from ...kit.criteria_tree import CriteriaTree
from ...kit.labels import Chip, ElideLabel, FoldLabel
from ...kit.marks import VERDICTS, Mark
from ...kit.notice import Empty, Notice
from .results import Key, Row, missing_leaves
from .ways import WaysList, WaysTold, told


class ReasonPanel(Card):
    """Shows one row. `record_asked(subject)`, `door_asked(subject, door)`, `readings_asked()` lead elsewhere."""

    record_asked = Signal(str)
    door_asked = Signal(str, object)
    readings_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: Row | None = None
        self._summary: Notice | None = None
        self.ways: WaysList | None = None
        self._make_head()
        self._notices = column(gap=6, margins=(12, 0, 12, 10))
        self.tree = CriteriaTree()
        self.tree.door_asked.connect(self._ask_for_door)
        self.readings = FoldLabel("", "second")
        self.all_readings = button("", self.readings_asked.emit, kind="quiet")
        foot = row(gap=8, margins=(14, 4, 6, 4))
        foot.addWidget(self.readings, 1)
        foot.addWidget(self.all_readings)
        self.empty = Empty("Bấm một dòng để xem căn cứ của kết luận.")
        self.body.addWidget(self._head)
        self.body.addLayout(self._notices)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.empty, 1)
        self._foot = Box(foot, "foot")
        self.body.addWidget(self._foot)
        self.show_row(None)

    def _make_head(self) -> None:
        self.name = ElideLabel("", "name")
        self.about = FoldLabel("", "second")
        self.chip = Chip(Mark.NONE, "")
        self.open_record = button("Mở hồ sơ", self._open_record, icon="user")
        line = row(gap=10, margins=(14, 9, 12, 9))
        line.addLayout(column(self.name, self.about, gap=1), 1)
        line.addWidget(self.chip)
        line.addWidget(self.open_record)
        self._head = Box(line, "none")

    @property
    def shown_key(self) -> Key | None:
        """The key of the row shown."""
        return self._row.key if self._row is not None else None

    def show_row(self, shown: Row | None, *, same: bool = False) -> None:
        """Show a verdict; `same` keeps what was unfolded."""
        self._row, self._summary = shown, None
        self._unfolded = same and self.ways is not None and self.ways.unfolded
        self.ways = None
        for part in (self._head, self.tree, self._foot):
            part.setVisible(shown is not None)
        self.empty.setVisible(shown is None)
        clear(self._notices)
        if shown is None:
            self.tree.show_result(None)
            return
        found = shown.verdict
        self.name.setText(found.subject_name)
        self.about.setText(shown.described())
        self.chip.show_status(VERDICTS[found.verdict], found.verdict.label)
        if words := summary_words(shown):
            self._summary = Notice(VERDICTS[found.verdict], words)
            self._notices.addWidget(self._summary)
        for warning in found.warnings:
            self._notices.addWidget(Notice(Mark.WARN, warning))
        self.tree.show_result(found.root, same=same)

    def show_gap(self, gap: GapAnalysis) -> None:
        """Say the ways to đạt, or what is closed since when, in place of the bare shortfall of the row shown."""
        found = gap.assessment
        if self.shown_key != (found.subject, found.field) or self._summary is None:
            return
        if (words := told(gap)) is None:
            return
        if words.lines:
            self.ways = WaysList(words, self._most_lines(words), unfolded=self._unfolded, low=self._low)
        notice = Notice(VERDICTS[found.verdict], words.sentence, below=self.ways)
        self._notices.replaceWidget(self._summary, notice)
        self._summary.hide()
        self._summary.deleteLater()
        self._summary = notice

    @property
    def _low(self) -> bool:
        return self.height() <= theme.current().px(400)

    def _most_lines(self, words: WaysTold) -> int:
        """Leave the criteria their room: reasons of what is closed are long, ways are short."""
        return 1 if self._low else 3 if words.noun == "cách" else 2

    def show_readings(self, words: str, count: int) -> None:
        """Say which readings are in force."""
        self.readings.setText(words)
        self.all_readings.setText(f"Cả {count} chỗ")
        self.all_readings.setAccessibleName(f"Xem cả {count} cách hiểu trong kế hoạch")

    def mend(self) -> bool:
        """Go where the first thing missing is entered; tell whether anything is."""
        line = next((line for line in self.tree.lines if line.door is not None and not line.proven), None)
        if line is not None:
            self.tree.press(line)
        return line is not None

    def _ask_for_door(self, door: Door) -> None:
        if self._row is not None:
            self.door_asked.emit(self._row.verdict.subject, door)

    def _open_record(self) -> None:
        if self._row is not None:
            self.record_asked.emit(self._row.verdict.subject)


def summary_words(row: Row) -> str:
    """Say the verdict above the criteria: what is missing, or where it fails; empty when all is met."""
    lack = row.verdict.shortfall
    if not lack:
        return ""
    if row.verdict.verdict is Verdict.THIEU_DU_LIEU:
        return f"Chưa kết luận được, sổ còn thiếu {lack}. Bổ sung là có kết luận."
    if row.verdict.verdict is Verdict.CHUA_DAT:
        return f"Chưa đạt, còn thiếu {lack}."
    failing = [leaf for leaf in missing_leaves(row.verdict.root) if leaf.verdict is Verdict.KHONG_DAT]
    if len(failing) == 1:
        return f"Không đạt ở “{failing[0].label}”: {failing[0].message}"
    return f"Không đạt; còn thiếu {lack}."
