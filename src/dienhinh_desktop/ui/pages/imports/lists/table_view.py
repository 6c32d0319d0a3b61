"""Step 2: the first rows of the sheet, the heading row that was found, the sending unit, the rows passed over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from .....domain.lists import ListIssue, ListReading, PassedRow
from .....domain.text import number_text
from .... import theme
from ....kit.boxes import Card, CardHead, clear, column, row
from ....kit.buttons import button
from ....kit.columns import Align, CellKind, Column
from ....kit.fields import Choice, FindChoice, Option, helped_by
from ....kit.labels import label
from ....kit.table import Table
from .foot import StepFoot

RawRow = tuple[int, tuple[str, ...]]
_MOST_COLUMNS = 12
_SEEN = 4
_LOW = 340
_WIDEST = 220


class TableView(QWidget):
    """`sheet_picked(name)`, `heading_picked(row)`, `sender_picked(key)` tell what the clerk chose."""

    sheet_picked = Signal(str)
    heading_picked = Signal(int)
    sender_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.sending = FindChoice("Đơn vị gửi", hint="Đơn vị gửi: gõ để tìm, có thể để trống")
        helped_by(self.sending, "list.sender")
        self.sheet = Choice("Trang tính")
        helped_by(self.sheet, "list.sheet")
        self.why = label("", "second", wrap=True)
        self.take = button("Lấy dòng đang chọn làm tiêu đề", self._take, kind="small")
        self.foot = StepFoot("Ghép cột")
        self.sheet.picked.connect(self.sheet_picked.emit)
        self.sending.picked.connect(self.sender_picked.emit)
        self.raw: Table | None = None
        self._raw_place = column(gap=0)
        self._raw_head = CardHead("Những dòng đầu của trang", self.take)
        self.passed = Table("Dòng không phải đối tượng", _passed_columns(), key=lambda one: one.row)
        self._passed_head = CardHead("")
        self._passed_card = Card(self._passed_head, self.passed)
        self._lay_out()
        self._heading: int | None = None

    def _lay_out(self) -> None:
        top = row(label("Đơn vị gửi", "field"), gap=8)
        top.addWidget(self.sending, 3)
        top.addSpacing(12)
        top.addWidget(label("Trang tính", "field"))
        top.addWidget(self.sheet, 2)
        raw = Card(self._raw_head)
        raw.body.addLayout(self._raw_place, 1)
        inside = column(top, self.why, gap=10)
        inside.addWidget(raw, 3)
        inside.addWidget(self._passed_card, 2)
        inside.addWidget(self.foot)
        self.setLayout(inside)

    def show_reading(
        self, reading: ListReading, rows: Sequence[RawRow], senders: Sequence[Option], sender: str
    ) -> None:
        """Show how the table of a list was found."""
        self.sending.offer(senders)
        self.sending.choose(sender)
        self.sheet.offer([(name, name or "(trang duy nhất)") for name in reading.sheets])
        self.sheet.choose(reading.sheet)
        self.sheet.setEnabled(len(reading.sheets) > 1)
        self._heading = reading.header_row
        understood = [view.heading for view in reading.shown_columns if view.field not in (None, "other")]
        seen = ", ".join(f"“{heading}”" for heading in understood[:_SEEN])
        about = [issue.message for issue in reading.issues if issue.row is None and _of_file(issue)]
        self.why.setText(" ".join([f"Tiêu đề ở dòng {reading.header_row}, vì thấy {seen}.", *about]))
        self._show_raw(rows)
        self._show_passed(reading.passed)
        self.foot.say(f"{number_text(len(reading.rows))} đối tượng trong danh sách.")

    def _show_raw(self, rows: Sequence[RawRow]) -> None:
        clear(self._raw_place)
        wide = min(max((len(texts) for _, texts in rows), default=0), _MOST_COLUMNS)
        self.raw = Table("Những dòng đầu của trang", self._raw_columns(rows, wide), key=lambda one: one[0])
        self._raw_place.addWidget(self.raw)
        self.raw.show_rows(rows)
        self._let_titles_run_on(rows, wide)
        if self._heading is not None:
            self.raw.choose(self._heading)
        self.raw.opened.connect(lambda _row: self._take())
        self.raw.chosen.connect(lambda one: self.take.setEnabled(one is not None and one[0] != self._heading))
        self.take.setEnabled(False)

    def _let_titles_run_on(self, rows: Sequence[RawRow], wide: int) -> None:
        """Let words above the heading reach over the empty cells right of them, as they do in a spreadsheet."""
        for at, (number, texts) in enumerate(rows):
            if self.raw is None or number >= (self._heading or 0):
                return
            filled = [place for place in range(wide) if place < len(texts) and texts[place].strip()]
            for place, after in pairwise([*filled, wide]):
                if after - place > 1:
                    self.raw.setSpan(at, place + 1, 1, after - place)

    def _raw_columns(self, rows: Sequence[RawRow], wide: int) -> list[Column]:
        def tone(one: RawRow) -> str:
            return "accent" if one[0] == self._heading else "text" if one[0] > (self._heading or 0) else "text2"

        number = Column(key="row", heading="Dòng", text=lambda one: str(one[0]), width=56, align=Align.RIGHT, tone=tone)
        return [number, *(_raw_column(place, tone, self._widest(rows, place)) for place in range(wide))]

    def _widest(self, rows: Sequence[RawRow], place: int) -> int:
        """Return what the words of a column need, from the heading on, in px at the text size "Vừa"."""
        wear = theme.current()
        body = [_words(one, place) for one in rows if one[0] >= (self._heading or 0)]
        widest = max((wear.metrics().horizontalAdvance(words) for words in body), default=0)
        return min(_WIDEST, max(64, round(widest * 100 / wear.px(100)) + 20))

    def _take(self) -> None:
        chosen = self.raw.current() if self.raw is not None else None
        if chosen is not None and chosen[0] != self._heading:
            self.heading_picked.emit(chosen[0])

    def _is_low(self) -> bool:
        return self.height() < theme.current().px(_LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a low page to the rows of the sheet."""
        super().resizeEvent(event)
        self._passed_card.setVisible(bool(self.passed.things.things()) and not self._is_low())

    def _show_passed(self, passed: Sequence[PassedRow]) -> None:
        self._passed_card.setVisible(bool(passed) and not self._is_low())
        self._passed_head.title.setText(f"{number_text(len(passed))} dòng không phải đối tượng, được bỏ qua")
        self.passed.show_rows(passed)


def _words(one: RawRow, place: int) -> str:
    return " ".join(one[1][place].split()) if place < len(one[1]) else ""


def _raw_column(place: int, tone: object, least: int) -> Column:
    def text(one: RawRow) -> str:
        return _words(one, place)

    return Column(key=f"c{place}", heading=_letter(place), text=text, least=least, tone=tone, tip=text)  # type: ignore[arg-type]


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _of_file(issue: ListIssue) -> bool:
    return issue.column is None


def _passed_columns() -> list[Column]:
    return [
        Column(key="row", heading="Dòng", text=lambda one: str(one.row), width=56, align=Align.RIGHT),
        Column(key="why", heading="Vì sao", text=lambda one: one.why, width=210, kind=CellKind.NAME),
        Column(
            key="text", heading="Nội dung", text=lambda one: one.text, tip=lambda one: one.text, tone=lambda _: "text2"
        ),
    ]
