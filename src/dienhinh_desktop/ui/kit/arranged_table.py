"""A table whose columns the clerk arranges: hidden, moved, sized, sorted by two keys, grouped, tighter or looser."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from .. import theme
from .arrangement import Arrangement, Density
from .column_menu import fill_column_menu
from .columns import Column, Group
from .delegate import needed
from .heading import Heading
from .menus import fleeting_menu
from .sharing import shared
from .table_model import TableModel

Grouping = tuple[str, str]
"""What rows can be gathered by: its key, "" for nothing, and its words."""

_GROUP_HEIGHT = 26
_MEASURED = 80


class ArrangedTable(QTableView):
    """`arranged()`: order, grouping or columns are others now. `things` are its rows.

    `groupings`: the first one holds at the start; without any, rows come as whoever shows them has grouped them.
    A table that does not sort itself only says how: its page reads the rows anew.
    """

    arranged = Signal()

    def __init__(
        self,
        things: TableModel,
        row_height: int | None,
        groupings: Sequence[Grouping],
        *,
        sorts_itself: bool,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.things = things
        self.groupings = tuple(groupings)
        self.arrangement = Arrangement()
        self._sorts_itself = sorts_itself
        self._height = row_height or int(theme.current().tokens["h_row"])
        self._preferences: tuple[QSettings, str] | None = None
        self._laying = False
        self._needs: dict[str, int] = {}
        self._lower: list[int] = []
        self.heading = Heading(self)
        self.setHorizontalHeader(self.heading)
        self.setModel(things)
        heights = self.verticalHeader()
        heights.setVisible(False)
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setMinimumSectionSize(theme.current().px(20))
        self.heading.pressed_on.connect(lambda place, second: self.sort_by(things.columns[place].key, second=second))
        self.heading.menu_asked.connect(self._open_menu)
        self.heading.sectionResized.connect(self._note_width)
        self.heading.sectionMoved.connect(lambda *_: self._note_order())
        self._lay_out()

    # --- what the clerk asks for --------------------------------------------------------------------------------------

    def remember(self, preferences: QSettings, name: str) -> None:
        """Arrange the columns as they were the last time, and keep what is changed."""
        self._preferences = preferences, f"lists/{name}"
        self.arrangement = Arrangement.from_text(str(preferences.value(f"lists/{name}", "")))
        self._lay_out()

    def is_shown(self, key: str) -> bool:
        """Tell whether a column is shown, were there room."""
        column = next(one for one in self.things.columns if one.key == key)
        return self.arrangement.shown.get(key, not column.extra)

    def show_column(self, key: str, *, shown: bool) -> None:
        """Show or hide a column."""
        self.arrangement.shown[key] = shown
        self._keep()
        self.measure()

    def move_column(self, key: str, steps: int) -> None:
        """Move a column past its neighbours that are shown."""
        seen = [one.key for one in self.columns_in_order() if not self.isColumnHidden(self._place_of(one.key))]
        if key in seen and 0 <= seen.index(key) + steps < len(seen):
            other = seen[seen.index(key) + steps]
            self.heading.moveSection(*(self.heading.visualIndex(self._place_of(one)) for one in (key, other)))

    def sort_by(self, key: str, *, second: bool = False) -> None:
        """Sort by a column, or turn its order round; `second`: rows alike in the first key by this one."""
        self.arrangement.sort_by(key, second=second)
        self._keep()

    def group_by(self, key: str) -> None:
        """Gather rows by something else."""
        self.arrangement.group = key
        self._keep()

    @property
    def group(self) -> str:
        """What rows are gathered by."""
        offered = [key for key, _words in self.groupings]
        chosen = self.arrangement.group
        return chosen if chosen in offered else offered[0] if offered else ""

    def set_density(self, density: Density) -> None:
        """Give rows more or less room."""
        self.arrangement.density = density
        self._keep()

    def arrange_anew(self) -> None:
        """Bring everything back to how it was at the start."""
        self.arrangement = Arrangement()
        self._keep()

    def columns_in_order(self) -> list[Column]:
        """Return all columns from left to right."""
        return [self.things.columns[self.heading.logicalIndex(n)] for n in range(self.heading.count())]

    def column_in_hand(self) -> int:
        """Return the place of the column in hand, or of the first one seen."""
        place = self.currentIndex().column()
        if place >= 0 and not self.isColumnHidden(place):
            return place
        seen = (self.heading.logicalIndex(number) for number in range(self.heading.count()))
        return next((place for place in seen if not self.isColumnHidden(place)), 0)

    # --- laying out ---------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._write()
        self._lay_out()
        self.arranged.emit()

    def _lay_out(self) -> None:
        self._laying = True
        for number, key in enumerate(self._keys_in_order()):
            self.heading.moveSection(self.heading.visualIndex(self._place_of(key)), number)
        self._laying = False
        self._fit()
        self._show_sort()
        self.set_heights()

    def _keys_in_order(self) -> list[str]:
        keys = [column.key for column in self.things.columns]
        moved = [key for key in self.arrangement.order if key in keys]
        return moved if len(moved) == len(keys) else keys

    def _place_of(self, key: str) -> int:
        return next(place for place, column in enumerate(self.things.columns) if column.key == key)

    def _width(self, column: Column) -> int:
        drawn = column.least if column.width is None else column.width
        return self.arrangement.widths.get(column.key, 0) or theme.current().room(drawn)

    def _fit(self) -> None:
        """Hide optional columns where the rest would have no room; keep the column that stretches readable."""
        self._laying = True
        columns = self.things.columns
        shown = {column.key for column in columns if self.is_shown(column.key)}
        room = self.viewport().width() - sum(self._width(column) for column in columns if column.key in shown)
        for column in reversed(columns):
            if column.optional and column.key in shown and room < 0 and not self.arrangement.shown.get(column.key):
                shown.discard(column.key)
                room += self._width(column)
        modes = QHeaderView.ResizeMode
        widths = self._shared([place for place, column in enumerate(columns) if column.key in shown])
        last = max((place for place in widths if columns[place].width is None), default=-1)
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column.key not in shown)
            stretches = place == last and room >= 0
            self.heading.setSectionResizeMode(place, modes.Stretch if stretches else modes.Interactive)
            if not stretches and place in widths:
                self.setColumnWidth(place, widths[place])
        self._laying = False

    def _shared(self, shown: Sequence[int]) -> dict[int, int]:
        """Return the widths of the columns shown, by their places."""
        columns = [self.things.columns[place] for place in shown]
        widths = [self._width(column) for column in columns]
        needs = [0 if column.key in self.arrangement.widths else self._needs.get(column.key, 0) for column in columns]
        stretching = [number for number, column in enumerate(columns) if column.width is None]
        return dict(zip(shown, shared(self.viewport().width(), widths, needs, stretching), strict=True))

    def measure(self) -> None:
        """Note what the words of the first rows need; widths only grow with it, so that columns do not dance."""
        rows = [self.things.row(number) for number in range(min(_MEASURED, self.things.rowCount()))]
        for column in self.things.columns:
            if not self.is_shown(column.key):
                continue
            most = max((needed(row, column) for row in rows if not isinstance(row, Group)), default=0)
            self._needs[column.key] = max(self._needs.get(column.key, 0), most)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        self._fit()
        super().resizeEvent(event)

    def set_heights(self) -> None:
        """Give rows their height, and headings over groups theirs."""
        px, heights = theme.current().px, self.verticalHeader()
        height = px(self._height + self.arrangement.density.value)
        heights.setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        over = px(_GROUP_HEIGHT)
        groups = self.things.groups() if over != height else []
        was = heights.blockSignals(True)  # one change of thousands of rows, not thousands of changes
        for number in self._lower:
            if number < heights.count():
                heights.resizeSection(number, height)  # Qt leaves a row its height where the default stays the same
        for number in groups:
            heights.resizeSection(number, over)
        heights.blockSignals(was)
        if groups or self._lower:
            self._lower = groups
            self.updateGeometries()
            self.viewport().update()

    # --- sorting and its marks ----------------------------------------------------------------------------------------

    def _show_sort(self) -> None:
        known = {column.key: place for place, column in enumerate(self.things.columns)}
        keys = [
            (known[key], Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)
            for key, falling in self.arrangement.sort
            if key in known
        ]
        self.heading.show_sort(*(keys[0] if keys else (-1, Qt.SortOrder.AscendingOrder)))
        second = self.arrangement.sort[1:2]
        self.things.second = (second[0][0], "↓" if second[0][1] else "↑") if second else ("", "")
        self.heading.viewport().update()
        if self._sorts_itself and keys != self.things.order:
            index = self.currentIndex()
            kept = self.things.key(self.things.row(index.row())) if index.isValid() else None
            self.things.sort_by(keys)
            self._rows_moved(kept)

    def _rows_moved(self, kept: object) -> None:
        """Follow the row in hand to its new place."""

    # --- what the mouse did -------------------------------------------------------------------------------------------

    def _note_width(self, place: int, _old: int, width: int) -> None:
        column = self.things.columns[place]
        if not self._laying and width > 0 and column.width is not None:
            self.arrangement.widths[column.key] = width
            self._write()

    def _note_order(self) -> None:
        if not self._laying:
            self.arrangement.order = [column.key for column in self.columns_in_order()]
            self._write()

    def _write(self) -> None:
        if self._preferences is not None:
            self._preferences[0].setValue(self._preferences[1], self.arrangement.to_text())

    def _open_menu(self, place: int, at: QPoint) -> None:
        menu = fleeting_menu(self)
        fill_column_menu(menu, self, self.things.columns[place] if place >= 0 else None)
        menu.popup(at)
