"""The menu of a table's columns: which are shown, where they stand, sorting, grouping, density, back to the start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from .arrangement import Density
from .columns import Column
from .menus import offer

if TYPE_CHECKING:
    from .arranged_table import ArrangedTable


def fill_column_menu(menu: QMenu, table: ArrangedTable, column: Column | None) -> None:
    """Offer what can be done with the columns of a table; `column` is the one the menu was opened on."""
    columns = [one for one in table.columns_in_order() if one.heading]
    shown = [one for one in columns if table.is_shown(one.key)]
    if column is not None and column.heading:
        offer(menu, "Ẩn cột", lambda: table.show_column(column.key, shown=False)).setEnabled(
            len(shown) > 1 and column.width is not None
        )
        offer(menu, "Dời sang trái", lambda: table.move_column(column.key, -1)).setEnabled(column is not columns[0])
        offer(menu, "Dời sang phải", lambda: table.move_column(column.key, 1)).setEnabled(column is not columns[-1])
        menu.addSeparator()
    _offer_columns(menu.addMenu("Chọn cột"), table, columns)
    _offer_sorting(menu.addMenu("Sắp xếp theo"), table, shown, second=False)
    if table.arrangement.sort:
        _offer_sorting(menu.addMenu("Rồi theo"), table, shown, second=True)
    if table.groupings:
        grouping = menu.addMenu("Nhóm theo")
        for key, text in table.groupings:
            offer(grouping, text, partial(table.group_by, key), checked=table.group == key)
    density = menu.addMenu("Mật độ")
    for one in Density:
        offer(density, one.label, partial(table.set_density, one), checked=table.arrangement.density is one)
    menu.addSeparator()
    offer(menu, "Về như ban đầu", table.arrange_anew)


def _offer_columns(menu: QMenu, table: ArrangedTable, columns: list[Column]) -> None:
    for one in columns:
        shown = table.is_shown(one.key)
        act = offer(menu, one.heading, partial(table.show_column, one.key, shown=not shown), checked=shown)
        act.setEnabled(one.width is not None)


def _offer_sorting(menu: QMenu, table: ArrangedTable, columns: list[Column], *, second: bool) -> None:
    keys = table.arrangement.sort[1:] if second else table.arrangement.sort[:1]
    first = table.arrangement.sort[0][0] if table.arrangement.sort else ""
    for one in columns:
        if second and one.key == first:
            continue
        offer(menu, one.heading, partial(table.sort_by, one.key, second=second), checked=one.key in dict(keys))
