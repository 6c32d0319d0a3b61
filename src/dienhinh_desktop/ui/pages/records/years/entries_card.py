"""The entries behind the cell in hand, one line each: a year may hold several, and none is dropped from sight."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter

from .....domain.catalogue import Catalogue
from .....domain.records import RECORD_LABELS
from .....domain.text import number_text
from .....domain.year_grid import CellState, GridCell, GridColumn
from .....services.wording import describe
from .... import theme
from ....kit.boxes import Card, bare, clear, column, row
from ....kit.buttons import button
from ....kit.labels import label
from ....kit.line_button import LineButton
from ....kit.paint import write

_HEIGHT = 42


class EntryLine(LineButton):
    """One entry: what it is, and below it its decision and the rest."""

    def __init__(self, words: str) -> None:
        super().__init__(f"Sửa {words}", f"Sửa: {words}")
        self._head, _comma, rest = words.partition(", ")
        self._rest = rest or "chưa có số quyết định"

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(theme.current().px(120), theme.current().px(_HEIGHT))

    def paint_line(self, painter: QPainter) -> None:
        """Paint two lines."""
        wear = theme.current()
        inner = self.rect().adjusted(wear.px(6), wear.px(2), -wear.px(6), -wear.px(2))
        half = inner.height() // 2
        write(painter, inner.adjusted(0, 0, 0, -half), self._head, token="accent", weight=500)
        write(painter, inner.adjusted(0, half, 0, 0), self._rest, token="text2", size="fs_caption")


class EntriesCard(Card):
    """`opened(table, entry)`: an entry is to be mended; `add_asked`: another one is to be added."""

    opened = Signal(str, object)
    add_asked = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._inside = column(gap=4, margins=(14, 12, 14, 12))
        self.body.addLayout(self._inside)
        self.lines: list[EntryLine] = []
        self.add = button("Thêm", self.add_asked.emit)
        self.hide()

    def show_cell(self, name: str, wanted: GridColumn, cell: GridCell) -> None:
        """List what stands behind a cell; a year somebody was not there for can have entries all the same."""
        clear(self._inside)
        word = RECORD_LABELS[wanted.field.table].lower()
        count = len(cell.entries)
        title = f"{number_text(count)} dòng trong ô" if count else "Ô chưa có dòng nào"
        self._inside.addWidget(label(title, "section", wrap=True))
        self._inside.addWidget(label(f"{name}, {wanted.words}", "caption", wrap=True))
        self.lines = [self._line(wanted.field.table, entry) for entry in cell.entries]
        for line in self.lines:
            self._inside.addWidget(line)
        self.add = button(f"Thêm {word}", self.add_asked.emit, icon="plus", tip="Ghi đủ mọi ô trong mẫu")
        self._inside.addWidget(bare(row(self.add, None)))
        self.setVisible(cell.state is not CellState.NONE)

    def _line(self, table: str, entry: object) -> EntryLine:
        made = EntryLine(describe(entry, self._catalogue))
        made.clicked.connect(lambda: self.opened.emit(table, entry))
        return made
