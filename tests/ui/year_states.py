"""States of the page Nhập theo năm worth looking at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.domain.year_grid import CellWords, GridColumn, GridField

from .desk import settle

if TYPE_CHECKING:
    from dienhinh_desktop.ui.window import Window

GRADE, TITLE = GridColumn(2025, GridField.GRADE), GridColumn(2025, GridField.TITLE)


def grid_page(window: Window, **arguments: Any) -> Any:
    """Go to the grid and let it read."""
    page: Any = window.go("years", arguments)
    settle(window)
    return page


def _grid(window: Window) -> None:
    grid_page(window)


def _paste(window: Window) -> None:
    page = grid_page(window, unit="HTQT")
    page.view.choose((page.cells.people()[1].code, GRADE))
    QApplication.clipboard().setText("HTT\nHTXS NV\nKhá\nHTTNV\nxuất sắc\nTốt")
    page.view.paste()
    settle(window)


def _by_name(window: Window) -> None:
    page = grid_page(window)
    names = [row.name for row in page.cells.people()[:6]]
    lines = [f"{number}\t{name}\tHTTNV\tLĐTT" for number, name in enumerate(names, start=1)]
    QApplication.clipboard().setText(
        "\n".join(["STT\tHọ và tên\tXếp loại\tDanh hiệu", *lines, "7\tNgười Lạ\tHTT\tLĐTT"])
    )
    page.view.choose((page.cells.people()[0].code, GRADE))
    page.view.paste()
    settle(window)


def _editing(window: Window) -> None:
    page = grid_page(window)
    page.view.choose((page.cells.people()[5].code, TITLE))
    page.view.type_letters("c")
    page.view.editor.setText("cs")
    page.view.editor._filter()


def _doubts(window: Window) -> None:
    page = grid_page(window)
    people = page.cells.people()
    page.enter([CellWords(people[0].code, GRADE, "HTNV"), CellWords(people[1].code, TITLE, "CSTĐ tỉnh")], "Nhập")
    settle(window)


def _early(window: Window) -> None:
    page = grid_page(window)
    late = next(row for row in page.cells.people() if row.started and row.started > 2021)
    page.enter([CellWords(late.code, GridColumn(2021, GridField.GRADE), "HTTNV")], "Nhập")
    settle(window)


YEAR_STATES: dict[str, Callable[[Window], None]] = {
    "years": _grid,
    "years_paste": _paste,
    "years_by_name": _by_name,
    "years_editing": _editing,
    "years_doubts": _doubts,
    "years_early": _early,
    "years_missing": lambda window: (grid_page(window, only_missing=True), None)[1],
    "years_collectives": lambda window: (grid_page(window, kind=SubjectKind.COLLECTIVE), None)[1],
}
EMPTY_YEAR_STATES: dict[str, Callable[[Window], None]] = {"years_empty": _grid}
