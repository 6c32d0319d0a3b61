"""The menu of a cell (right-click, Shift+F10): what its keys do, its decision, its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from ....kit.marks import Mark
from ....kit.menus import fleeting_menu
from .wording import decision_words

if TYPE_CHECKING:
    from .page import YearsPage


def show_menu(page: YearsPage, at: QPoint) -> None:
    """Show what can be done with the cell in hand."""
    key = page.view.current_key()
    if key is None:
        return
    menu = fleeting_menu(page)
    for words, call in (
        ("Chép  (Ctrl+C)", page.view.copy),
        ("Dán  (Ctrl+V)", page.view.paste),
        ("Điền xuống  (Ctrl+D)", page.view.fill_down),
        ("Xóa ô  (Del)", page.view.clear_cells),
        ("Sửa từng dòng của ô  (Alt+Enter)", page.entries.take_focus),
        ("Xem quyết định của ô này", lambda: _tell_decision(page)),
        ("Mở hồ sơ", lambda: page.shell.go("records", subject=key[0])),
    ):
        menu.addAction(words).triggered.connect(lambda _checked=False, call=call: call())
    menu.popup(page.view.viewport().mapToGlobal(at))


def _tell_decision(page: YearsPage) -> None:
    cell, key = page.cells.cell(page.view.currentIndex()), page.view.current_key()
    if cell is not None and key is not None:
        whose = f"{page.name_of(key[0])}, {key[1].words}"
        page.clear_notices()
        page.notify(Mark.INFO, decision_words(cell, page.ctx.catalogue), strong=whose)
