"""Trình đơn (F10): everything the window can do, in six menus, each line with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from . import texts
from .kit.menus import fleeting_menu, offer
from .places import PLACES

if TYPE_CHECKING:
    from .window import Window

Line = tuple[str, Callable[[], object]]


def main_menu(window: Window) -> QMenu:
    """Return the menu, made for one opening."""
    menu = fleeting_menu(window)
    menu.setTitle("Trình đơn")
    for title, lines in _menus(window):
        part = menu.addMenu(title)
        for words, call in lines:
            offer(part, words, call)
    return menu


def show_menu(window: Window) -> None:
    """Open the menu under the round bar, its first part in hand."""
    menu = main_menu(window)
    menu.setActiveAction(menu.actions()[0])
    menu.popup(window.bar.mapToGlobal(QPoint(0, window.bar.height())))


def _menus(window: Window) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    def on_page(method: str) -> Callable[[], object]:
        return lambda: getattr(window.page, method)() if window.page is not None else None

    def to(name: str) -> Callable[[], object]:
        return lambda: window.go(name)

    places = tuple((f"{place.text}\t{place.key}", to(place.name)) for place in PLACES if place.name != "help")
    steps = tuple((f"{label}\tAlt+{number}", to(page)) for number, label, _short, page in texts.STEPS)
    return (
        (
            "Tệp",
            (
                ("Nhập từ Excel…", to("imports")),
                ("Tạo mẫu cho đơn vị…", to("template")),
                ("Xuất Excel\tCtrl+E", on_page("export")),
                ("In\tCtrl+P", on_page("print_out")),
                ("Đóng chương trình", window.close),
            ),
        ),
        (
            "Sửa",
            (
                ("Hoàn tác\tCtrl+Z", window.undo),
                ("Làm lại\tCtrl+Y", window.redo),
                ("Các việc vừa làm\tCtrl+Shift+Z", window.show_acts),
                ("Sửa dòng, ô đang chọn\tF2", on_page("edit")),
                ("Thêm mới\tCtrl+N", on_page("add_new")),
                ("Thùng rác", to("trash")),
            ),
        ),
        ("Xem", (*places, ("Gấp, mở thanh bên\tF9", window.fold_rail), ("Tính lại, tải lại\tF5", on_page("reload")))),
        ("Đợt", (*steps, ("Mở đợt mới…", to("new_round")))),
        ("Công cụ", (("Tìm mọi thứ\tCtrl+K", window.find_anything), ("Nhập theo năm", to("years")))),
        ("Trợ giúp", (("Trợ giúp ô đang đứng\tF1", window.help), ("In bảng phím…", window.print_keys))),
    )
