"""What was pasted or typed and is not kept yet: how much was understood, what each unclear word is to mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from .....domain.catalogue import Catalogue, Family
from .....domain.lists import WordKind
from .....domain.records import Grade, SubjectKind
from .....domain.text import number_text
from .....domain.year_grid import CellReading, GridField, PastedBlock, Understood
from .....services.year_grid.words import unclear_words
from ....kit.boxes import Card, bare, clear, column, row
from ....kit.buttons import button
from ....kit.fields import Choice, Option, helped_by
from ....kit.labels import label
from ....kit.marks import Mark, MarkIcon

MOST_TOLD = 12
"""Lines of one sort; the count stands over them."""

Word = tuple[WordKind, str]


class BlockCard(Card):
    """`keep_asked()`: the understood cells are to be kept; `drop_asked()`: none is.

    `meant(word, code)`: a word means this. `early_asked(yes)`: whether cells of years before their subject was there
    are to be kept too.
    """

    keep_asked = Signal()
    drop_asked = Signal()
    meant = Signal(object, str)
    early_asked = Signal(bool)

    def __init__(self, catalogue: Catalogue, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._catalogue, self._name_of = catalogue, name_of
        self._inside = column(gap=8, margins=(14, 12, 14, 12))
        self.body.addLayout(self._inside)
        self.keep = button("Giữ", self.keep_asked.emit, kind="primary")
        self.early = QCheckBox()
        self.words: dict[Word, Choice] = {}
        self.hide()

    def show_block(
        self, block: PastedBlock, title: str, decided: Mapping[Word, str], kind: SubjectKind, *, early: bool
    ) -> None:
        """Show how a block was understood."""
        clear(self._inside)
        self.words = {}
        put = self._inside.addWidget
        put(label(title, "section", wrap=True))
        if at_once := block.of(Understood.AT_ONCE):
            put(_line(Mark.OK, f"{number_text(len(at_once))} ô hiểu ngay"))
        if otherwise := block.of(Understood.OTHERWISE):
            put(_line(Mark.OK, f"{number_text(len(otherwise))} ô viết khác, đã hiểu", *_spellings(otherwise, decided)))
        for word, readings in _unclear(block).items():
            put(self._ask(word, readings, kind))
        for words, readings in _refused(block).items():
            put(_line(Mark.BAD, f"{number_text(len(readings))} ô không nhận được", words, *self._whose(readings)))
        self._put_early(block, early=early)
        if block.blank:
            put(_line(Mark.NONE, f"{number_text(block.blank)} ô trống trong khối: giữ nguyên ô đang có"))
        if block.outside:
            told = (*block.outside[:MOST_TOLD], *_more(len(block.outside) - MOST_TOLD))
            put(_line(Mark.WARN, f"{number_text(len(block.outside))} chỗ của khối không ghi vào đâu", *told))
        self._put_buttons(block, early=early)
        self.show()

    def _put_early(self, block: PastedBlock, *, early: bool) -> None:
        readings = [reading for reading in block.readings if reading.early and reading.fit]
        if not readings:
            return
        self.early = QCheckBox(f"Vẫn ghi {number_text(len(readings))} ô này")
        helped_by(self.early, "grid.early")
        self.early.setChecked(early)
        self.early.toggled.connect(self.early_asked)
        words = f"{number_text(len(readings))} ô của năm chưa vào cơ quan"
        self._inside.addWidget(_line(Mark.WARN, words, *self._whose(readings), below=self.early))

    def _put_buttons(self, block: PastedBlock, *, early: bool) -> None:
        count = sum(reading.fit and (early or not reading.early) for reading in block.readings)
        self.keep = button(f"Giữ {number_text(count)} ô", self.keep_asked.emit, kind="primary", tip="Giữ (Ctrl+S)")
        self.keep.setEnabled(count > 0)
        drop = button("Bỏ lần dán này", self.drop_asked.emit, tip="Bỏ, các ô như cũ (Esc)")
        self._inside.addWidget(bare(row(self.keep, drop, None, gap=8)))

    def _ask(self, word: Word, readings: list[CellReading], kind: SubjectKind) -> QWidget:
        field = readings[0].cell.column.field
        choice = Choice(f"Nghĩa của “{word[1]}”", (("", _ASKED[field]), *self._options(field, kind)))
        helped_by(choice, "grid.meaning")
        choice.picked.connect(lambda code: self.meant.emit(word, code))
        self.words[word] = choice
        title = f"{number_text(len(readings))} ô chưa hiểu: “{word[1]}”"
        return _line(Mark.WARN, title, *self._whose(readings), below=choice)

    def _options(self, field: GridField, subjects: SubjectKind) -> tuple[Option, ...]:
        if field is GridField.GRADE:
            return tuple((grade.name, grade.label) for grade in sorted(Grade, reverse=True))
        family = Family.TITLE if field is GridField.TITLE else Family.REWARD
        forms = self._catalogue.awards.values()
        return tuple((form.code, form.name) for form in forms if form.family is family and subjects in form.kinds)

    def _whose(self, readings: list[CellReading]) -> tuple[str, ...]:
        first = [f"{self._name_of(item.cell.subject)}, {item.cell.column.words}" for item in readings[:3]]
        return (*first, *_more(len(readings) - 3))


_ASKED = {
    GridField.GRADE: "Chọn mức tương ứng",
    GridField.TITLE: "Chọn danh hiệu tương ứng",
    GridField.REWARD: "Chọn hình thức tương ứng",
}


def _line(mark: Mark, text: str, *captions: str, below: QWidget | None = None) -> QWidget:
    strong = "strong" if mark in (Mark.WARN, Mark.BAD) else ""
    lines = column(label(text, strong, wrap=True), gap=2)
    for caption in captions:
        lines.addWidget(label(caption, "caption", wrap=True))
    if below is not None:
        lines.addWidget(below)
    whole = row(column(MarkIcon(mark), None, margins=(0, 2, 0, 0)), gap=8)
    whole.addLayout(lines, 1)
    return bare(whole)


def _more(count: int) -> tuple[str, ...]:
    return (f"và {number_text(count)} chỗ nữa",) if count > 0 else ()


def _spellings(readings: tuple[CellReading, ...], decided: Mapping[Word, str]) -> tuple[str, ...]:
    """Say once for every spelling what it was understood as."""
    found = list(dict.fromkeys((reading.cell.words, reading.text) for reading in readings))
    chosen = {words for _kind, words in decided}
    told = tuple(f"“{words}” → {text}" + (", nhớ cho lần sau" if words in chosen else "") for words, text in found[:4])
    return (*told, *_more(len(found) - 4))


def _unclear(block: PastedBlock) -> dict[Word, list[CellReading]]:
    found: dict[Word, list[CellReading]] = {}
    for reading in block.readings:
        if (word := unclear_words(reading)) is not None:
            found.setdefault(word, []).append(reading)
    return found


def _refused(block: PastedBlock) -> dict[str, list[CellReading]]:
    found: dict[str, list[CellReading]] = {}
    for reading in block.readings:
        if not reading.fit and unclear_words(reading) is None:
            found.setdefault(reading.sentence, []).append(reading)
    return found
