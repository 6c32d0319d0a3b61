"""The lines of a decision list: whom each names, what it grants, and whether it will be written."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ....domain.lifecycle import Outcome
from ....domain.results import ResultLine, ResultPreview, ResultState
from ....domain.text import two_digits
from ...kit.boxes import Box, Card, row
from ...kit.buttons import button, retitle
from ...kit.chips import Filter, FilterChips
from ...kit.columns import Align, CellKind, Column
from ...kit.fields import Choice, helped_by
from ...kit.labels import FoldLabel
from ...kit.marks import Mark
from ...kit.table import Table

MARKS = {
    ResultState.MATCHED: Mark.OK,
    ResultState.DOUBTFUL: Mark.WARN,
    ResultState.STRANGER: Mark.INFO,
    ResultState.ABSENT: Mark.NONE,
    ResultState.SAME: Mark.NONE,
}


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(key="take", heading="", text=lambda _line: "", kind=CellKind.CHECK, width=34,
               spoken=lambda line: "sẽ ghi" if line.taken else "không ghi"),
        Column(key="row", heading="Dòng", text=lambda line: str(line.row or "–"), width=52, align=Align.RIGHT,
               sort=lambda line: line.row or 10**9),
        Column(key="name", heading="Tập thể, cá nhân", text=lambda line: line.name, value=lambda line: line.detail,
               kind=CellKind.TWO_LINE, least=170),
        Column(key="state", heading="Trong đợt", text=lambda line: line.state.label,
               value=lambda line: MARKS[line.state], kind=CellKind.CHIP, width=200),
        Column(key="outcome", heading="Kết quả", text=outcome_words,
               value=lambda line: line.form_name, kind=CellKind.TWO_LINE, least=190,
               tone=lambda line: "text2" if line.outcome is Outcome.REFUSED else "text",
               tip=lambda line: line.form_name),
        Column(key="why", heading="Ghi chú", text=lambda line: line.why, least=130,
               tip=lambda line: line.why),
    ]  # fmt: skip


def outcome_words(line: ResultLine) -> str:
    """Say what the decision grants; a candidate it does not name is told nothing until the clerk ticks it."""
    return "chưa ghi" if line.state is ResultState.ABSENT and not line.taken else line.outcome.label


def ready(line: ResultLine) -> bool:
    """Tell whether a line may be written at all."""
    if line.state is ResultState.STRANGER:
        return line.subject is not None
    return line.state in (ResultState.MATCHED, ResultState.ABSENT)


def taken_words(preview: ResultPreview) -> str:
    """Say how many lines will be written, by what they grant."""
    counted = [(outcome, sum(line.outcome is outcome for line in preview.taken)) for outcome in Outcome]
    words = ", ".join(f"{two_digits(number)} {outcome.label.lower()}" for outcome, number in counted if number)
    return f"Sẽ ghi {len(preview.taken)} dòng: {words}." if words else "Chưa có dòng nào được đánh dấu để ghi."


class ResultListing(Card):
    """`toggled(line)`: it is to be written, or not; `chosen(line, candidate)`: whose it is; `rest_asked()`."""

    toggled = Signal(object)
    chosen = Signal(object, int)
    rest_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: ResultPreview | None = None
        filters = [Filter("", "Tất cả"), *(Filter(state.value, state.label) for state in ResultState)]
        self.chips = FilterChips(filters, "Trong đợt")
        self.table = Table("Kết quả", columns(), key=lambda line: line.key, row_height=44)
        self.who = Choice("Là ai trong đợt")
        helped_by(self.who, "results.who")
        self.take = button("Là đối tượng này", self._choose, kind="small")
        self.words = FoldLabel("", "second")
        self.rest = button("", self.rest_asked.emit, kind="small")
        self.ask = Box(row(self.words, self.who, self.take, gap=8, margins=(12, 5, 10, 5)), "band")
        self.sum = FoldLabel("", "second")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.ask)
        self.body.addWidget(Box(row(self.sum, None, self.rest, margins=(12, 6, 10, 6)), "foot"))
        self.chips.picked.connect(lambda _key: self._fill())
        self.table.chosen.connect(self._show_doubt)
        self.table.things.ticks_changed.connect(self._ticked)

    def show_preview(self, preview: ResultPreview) -> None:
        """Show other lines."""
        self._preview = preview
        counts = {state.value: preview.count(state) for state in ResultState}
        self.chips.set_counts({"": len(preview.lines), **counts})
        for state in ResultState:
            self.chips.set_shown(state.value, bool(counts[state.value]))
        absent = [line for line in preview.lines if line.state is ResultState.ABSENT and not line.taken]
        retitle(self.rest, f"Đánh dấu {len(absent)} đối tượng còn lại là không được tặng")
        self.rest.setVisible(bool(absent))
        self.sum.setText(taken_words(preview))
        self._fill()

    def _fill(self) -> None:
        if self._preview is None:
            return
        lines = [line for line in self._preview.lines if self.chips.key in ("", line.state.value)]
        self.table.things.blockSignals(True)
        self.table.things.ticked = {line.key for line in lines if line.taken}
        self.table.things.blockSignals(False)
        self.table.show_rows(lines, choose_first=True)
        self._show_doubt(self.table.current())

    def _show_doubt(self, line: ResultLine | None) -> None:
        self.ask.setVisible(line is not None and bool(line.options))
        if line is not None and line.options:
            self.words.setText(f"Dòng {line.row}: {line.name} – {line.why}")
            self.who.offer([(str(number), text) for number, text in line.options])

    def _choose(self) -> None:
        line = self.table.current()
        if line is not None and self.who.key:
            self.chosen.emit(line, int(self.who.key))

    def _ticked(self) -> None:
        shown = [line for line in self.table.things.things() if line.taken != (line.key in self.table.things.ticked)]
        if len(shown) == 1:
            self.toggled.emit(shown[0])
