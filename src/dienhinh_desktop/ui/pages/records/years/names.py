"""The names beside the year grid: they scroll with it and stand still while years scroll."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from .... import theme
from ....kit.boxes import bare, column, row
from ....kit.two_level import TwoLevelHeader
from .delegate import GridDelegate
from .model import NAMES, GridModel
from .view import GROUP_HEIGHT, ROW_HEIGHT, GridView

NAME_WIDTH = 186


class NamesView(QTableView):
    """The first column of the grid, as a table of its own."""

    def __init__(self, grid: GridModel, delegate: GridDelegate, years: GridView) -> None:
        super().__init__()
        px = theme.current().px
        self._years = years
        self.setAccessibleName("Họ và tên")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.heading = TwoLevelHeader(lambda _section: "", self)
        self.setHorizontalHeader(self.heading)
        self.setModel(grid)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(px(20))
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.setFixedWidth(px(NAME_WIDTH))
        grid.modelReset.connect(self._shape_lines)
        mine, theirs = self.verticalScrollBar(), years.verticalScrollBar()
        theirs.valueChanged.connect(mine.setValue)
        mine.valueChanged.connect(theirs.setValue)
        theirs.rangeChanged.connect(lambda _low, _high: mine.setValue(theirs.value()))
        years.selectionModel().currentChanged.connect(lambda *_places: self.viewport().update())
        self.clicked.connect(self._take_line)

    def _shape_lines(self) -> None:
        model = self.model()
        assert isinstance(model, GridModel)
        for number in model.groups():
            self.setRowHeight(number, theme.current().px(GROUP_HEIGHT))
        for section in range(model.columnCount()):
            self.setColumnHidden(section, section >= NAMES)
        self.setColumnWidth(0, self.width())

    def _take_line(self, index: QModelIndex) -> None:
        column = max(self._years.currentIndex().column(), NAMES)
        self._years.setCurrentIndex(self._years.grid.index(index.row(), column))
        self._years.setFocus()


def side_by_side(names: NamesView, years: GridView) -> QWidget:
    """Return names and years as one table."""
    foot = QWidget()
    foot.setFixedHeight(0)
    bar = years.horizontalScrollBar()
    # Names end where the years end: under them stands as much nothing as the years have scroll bar.
    bar.rangeChanged.connect(lambda low, high: foot.setFixedHeight(bar.sizeHint().height() if high > low else 0))
    left = column(gap=0)
    left.addWidget(names, 1)
    left.addWidget(foot)
    both = row(left, gap=0)
    both.addWidget(years, 1)
    return bare(both)
