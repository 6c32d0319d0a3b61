"""Beside the tables: the thing in hand with its source, and the readings that bear on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from ....domain.eligibility import PackTrial
from ....domain.plans import Criterion, Plan, QuotaInfo, Reading, Step, cited
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from ...kit.labels import hairline, label
from ...kit.marks import Mark
from ...kit.notice import Empty, Notice
from .columns import MilestoneLine, manner
from .reading import ReadingBox

ELSEWHERE = "Chọn cách hiểu ở đây là chạy thử, không ghi gì vào sổ. Cách hiểu của một đợt định khi mở đợt."


class DetailCard(Card):
    """Shows one criterion, quota, milestone, reading or step.

    `tried(reading, option)`: another option was chosen, and its effect is to be brought to `show_trial`.
    """

    tried = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._readings: dict[str, ReadingBox] = {}
        self._head = CardHead("")
        self._kind = label("", "second")
        self._head.layout().addWidget(self._kind)  # type: ignore[union-attr]
        self._lines = column(gap=8, margins=(14, 10, 14, 14))
        self._scroll = Scroll(bare(column(self._lines, None, gap=0)), "Chi tiết")
        self._empty = Empty("Bấm một dòng để xem nguyên văn và cách chương trình hiểu.")
        for widget in (self._head, hairline()):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(Box(row(label(ELSEWHERE, "caption", wrap=True), margins=(14, 7, 12, 7)), "foot"))
        self.show_thing(None)

    def show_plan(self, plan: Plan) -> None:
        """Take the plan the things come from."""
        self._plan = plan

    def show_thing(self, thing: Any) -> None:
        """Show a thing, or nothing."""
        clear(self._lines)
        self._readings.clear()
        known = thing is not None and self._plan is not None
        self._scroll.setVisible(known)
        self._empty.setVisible(not known)
        self._head.title.setText("")
        self._kind.setText("")
        if not known:
            self._head.title.setText("Chi tiết")
        elif isinstance(thing, Criterion):
            self._show_criterion(thing)
        elif isinstance(thing, Reading):
            self._title(thing.code, "chỗ chưa rõ")
            self._add_reading(thing, coded=False)
            self._add_users(thing)
        elif isinstance(thing, MilestoneLine):
            self._show_milestone(thing)
        elif isinstance(thing, QuotaInfo):
            self._title(thing.code, "chỉ tiêu")
            self._quote(f"Mục {thing.source}", thing.text)
            self._pairs((("Ai làm", thing.who), ("Nơi nhận", thing.recipient or "không ghi")))
        elif isinstance(thing, Step):
            self._title(thing.name, cited(thing.source))
            self._pairs((("Ai làm", thing.who), ("Kết quả", thing.product)))

    def show_trial(self, reading: str, option: str, trial: PackTrial) -> None:
        """Show what an option would change, if it is still the one chosen."""
        box = self._readings.get(reading)
        if box is not None and self._plan is not None and box.chosen == option:
            fields = {field.code: field.short for field in self._plan.fields}
            self._scroll.show_widget(box.show_trial(trial, fields))

    def show_notes(self) -> None:
        """Show what to mind about the plan as a whole."""
        self.show_thing(None)
        if self._plan is None or not self._plan.notes:
            return
        self._scroll.show()
        self._empty.hide()
        self._title("Chỗ cần để ý", "")
        for note in self._plan.notes:
            line = row(gap=8)
            line.addWidget(label("–", "second"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(note, wrap=True), 1)
            self._lines.addLayout(line)

    def _title(self, title: str, kind: str) -> None:
        self._head.title.setText(title)
        self._kind.setText(kind)

    def _show_criterion(self, thing: Criterion) -> None:
        assert self._plan is not None  # checked by the caller
        self._title(thing.code, manner(thing))
        self._quote(f"Tóm tắt theo {cited(thing.source)}", thing.text)
        how = (
            "Chương trình đếm trong sổ: xếp loại, khen thưởng, sáng kiến có trong hồ sơ đến ngày xét."
            if thing.manner == "counted"
            else "Chương trình không đếm được: cần người có trách nhiệm xác nhận đạt hay không, ghi ở hồ sơ."
            if thing.manner == "attested"
            else "Chương trình tính từ số liệu, chỉ tiêu ghi ở hồ sơ."
        )
        self._pairs((("Chương trình đang hiểu", how), ("Gọi tắt", thing.short)))
        for code in thing.readings:
            self._lines.addWidget(hairline())
            self._add_reading(self._plan.reading(code), coded=True)

    def _add_reading(self, reading: Reading, *, coded: bool) -> None:
        box = ReadingBox(reading, coded=coded)
        box.tried.connect(lambda option: self.tried.emit(reading.code, option))
        self._readings[reading.code] = box
        self._lines.addWidget(box)

    def _show_milestone(self, thing: MilestoneLine) -> None:
        info = thing.info
        self._title(info.code, f"mục {info.source}")
        self._quote("Nguyên văn", f"“{info.wording}”")
        if info.correction:
            self._lines.addWidget(Notice(Mark.WARN, info.correction))
        self._pairs(
            (
                ("Đọc là", thing.read_as),
                ("Trạng thái", thing.verdict.label),
                ("Ai làm", info.who),
                ("Văn bản, việc", info.product),
                ("Nơi nhận", info.recipient or "không ghi"),
                ("Đã có", thing.sent),
            )
        )

    def _add_users(self, thing: Reading) -> None:
        assert self._plan is not None  # checked by the caller
        users = [item for item in self._plan.criteria if thing.code in item.readings]
        if users:
            self._lines.addWidget(hairline())
            self._lines.addWidget(label("Ảnh hưởng tới", "field"))
            for item in users:
                self._lines.addWidget(label(f"{item.code}  {item.short}", wrap=True))

    def _quote(self, heading: str, text: str) -> None:
        self._lines.addWidget(
            Box(column(label(heading, "field"), label(text, wrap=True), gap=3, margins=(12, 8, 12, 9)), "soft")
        )

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        for name, value in pairs:
            self._lines.addLayout(column(label(name, "field"), label(value, wrap=True), gap=1))
