"""Step 3: what each column means and why, correctable; the words that are not surely understood, each asked once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from .....domain.list_imports import WordDoubt
from .....domain.lists import (
    FIELD_LABELS,
    KEPT_FIELDS,
    ColumnReason,
    ListColumnView,
    ListReading,
    WordKind,
    field_label,
    short_heading,
)
from .....domain.text import number_text
from .... import theme
from ....kit.boxes import Card, CardHead, Scroll, bare, clear, column, row
from ....kit.buttons import button, retitle
from ....kit.fields import Choice, DateField, Option, helped_by
from ....kit.labels import ElideLabel, FoldLabel, label
from .foot import StepFoot
from .word_fields import WordField

PASS_OVER = "other"
_NARROW = 900
MOST_WORDS = 60
"""Words shown at once; the doubtful ones come first, units that would be added last."""
_YEARLY = ("award", "rating")
_REASONS = {ColumnReason.NONE: "warn", ColumnReason.CHOSEN: "accent"}


class ColumnsView(QWidget):
    """`field_picked(heading, field)`, `word_picked(kind, words, meaning)`, `likely_taken()`, `posts_from(day)`."""

    field_picked = Signal(str, str)
    word_picked = Signal(object, str, str)
    likely_taken = Signal()
    posts_from = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice] = {}
        self.words: list[WordField] = []
        self._columns = _grid()
        self._words = column(gap=6, margins=(14, 6, 14, 12))
        self.posts = DateField("Chức vụ giữ từ ngày")
        helped_by(self.posts, "list.posts")
        self.posts.changed.connect(self.posts_from.emit)
        self._posts_row = bare(
            row(label("Chức vụ giữ từ ngày", "field"), self.posts,
                label("Để trống thì chức vụ không được ghi vào sổ.", "caption"), None, gap=8)
        )  # fmt: skip
        self.take_likely = button("Nhận cả", self.likely_taken.emit, icon="check", kind="small")
        self._words_head = CardHead("Từ chưa rõ", self.take_likely)
        self._words_card = Card(self._words_head)
        self._words_card.body.addWidget(Scroll(bare(column(self._words, None, gap=0)), "Từ chưa rõ"), 1)
        columns_card = Card(CardHead("Mỗi cột ghi vào đâu", note="Chọn lại nếu chương trình hiểu chưa đúng"))
        columns_card.body.addWidget(Scroll(bare(column(self._columns, None, gap=0)), "Ghép cột"), 1)
        self.foot = StepFoot("Xem trước")
        inside = column(gap=10)
        both = row(gap=12)
        both.addWidget(columns_card, 3)
        both.addWidget(self._words_card, 2)
        inside.addLayout(both, 1)
        inside.addWidget(self._posts_row)
        inside.addWidget(self.foot)
        self.setLayout(inside)

    def show_reading(
        self,
        reading: ListReading,
        doubts: Sequence[WordDoubt],
        meanings: Mapping[WordKind, Sequence[Option]],
        posts_since: date | None,
    ) -> None:
        """Show columns and words; `meanings` are the options for each kind of word."""
        self._show_columns(reading.shown_columns)
        self._show_words(doubts, meanings)
        self._posts_row.setVisible(any(one.position for one in reading.rows))
        self.posts.show_day(posts_since)
        unknown = sum(view.field is None for view in reading.shown_columns)
        reason = f"{number_text(unknown)} cột chưa hiểu sẽ không được nhập." if unknown else ""
        self.foot.say(f"{len(reading.shown_columns) - unknown} trong {len(reading.shown_columns)} cột đã hiểu.", reason)

    def _show_columns(self, views: Sequence[ListColumnView]) -> None:
        clear(self._columns)
        self.choices = {}
        for place, words in enumerate(("Cột trong tệp", "Ví dụ", "Ghi vào", "Vì sao")):
            self._columns.addWidget(label(words, "caption"), 0, place)
        for number, view in enumerate(views, start=1):
            heading = ElideLabel(f"{view.letter}  {short_heading(view.heading)}", "strong")
            samples = FoldLabel("; ".join(view.samples) or "(không có ô nào)", "second", most=1)
            choice = Choice(f"Cột {view.heading} ghi vào", _options(view.field))
            helped_by(choice, "list.column")
            choice.choose(view.field or "")
            choice.picked.connect(self._picker(view.heading))
            why = label(view.reason.value, _REASONS.get(view.reason, "caption"))
            self.choices[view.heading] = choice
            for place, widget in enumerate((heading, samples, choice, why)):
                self._columns.addWidget(widget, number, place)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out examples and reasons where the page is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.current().px(_NARROW)
        for place in (1, 3):
            for number in range(self._columns.rowCount()):
                item = self._columns.itemAtPosition(number, place)
                if item is not None and (widget := item.widget()) is not None:
                    widget.setVisible(not narrow)
            self._columns.setColumnStretch(place, 0 if narrow or place == 3 else 3)

    def _picker(self, heading: str) -> Callable[[str], None]:
        return lambda field: self.field_picked.emit(heading, field)

    def _show_words(self, doubts: Sequence[WordDoubt], meanings: Mapping[WordKind, Sequence[Option]]) -> None:
        clear(self._words)
        self.words = []
        self._words_card.setVisible(bool(doubts))
        likely = sum(doubt.meaning is not None for doubt in doubts)
        self.take_likely.setVisible(likely > 0)
        retitle(self.take_likely, f"Nhận cả {number_text(likely)} từ gần chắc")
        new = sum(doubt.new for doubt in doubts)
        parts = [
            f"{number_text(count)} {words}"
            for count, words in ((len(doubts) - new, "từ chưa rõ"), (new, "đơn vị mới"))
            if count
        ]
        self._words_head.title.setText(", ".join(parts))
        for doubt in doubts[:MOST_WORDS]:
            made = WordField(doubt, meanings[doubt.kind])
            made.picked.connect(self.word_picked.emit)
            self.words.append(made)
            self._words.addWidget(made)
        if len(doubts) > MOST_WORDS:
            left = number_text(len(doubts) - MOST_WORDS)
            self._words.addWidget(label(f"và {left} từ nữa, hiện ra khi các từ trên đã rõ.", "caption", wrap=True))


def _grid() -> QGridLayout:
    px = theme.current().px
    grid = QGridLayout()
    grid.setContentsMargins(px(14), px(4), px(14), px(12))
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(6))
    for place, share in enumerate((3, 3, 4, 0)):
        grid.setColumnStretch(place, share)
    grid.setAlignment(Qt.AlignmentFlag.AlignTop)
    return grid


def _options(field: str | None) -> list[Option]:
    """Return what a column may be written to: the fields kept, the years near its own, and not at all."""
    found: list[Option] = [("", "Chưa hiểu")] if field is None else []
    known = list(KEPT_FIELDS)
    if field is not None and field not in known:
        known.append(field)
    year = int(field.partition(":")[2]) if field and ":" in field else None
    if year is not None:
        known += [f"{name}:{near}" for name in _YEARLY for near in range(year - 4, year + 5)]
    found += [(name, field_label(name)) for name in dict.fromkeys(known) if name != PASS_OVER]
    return [*found, (PASS_OVER, FIELD_LABELS[PASS_OVER])]
