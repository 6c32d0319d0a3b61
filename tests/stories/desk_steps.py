"""Steps at the clerk's desk: blocks laid into the grid of years, menus of rows and columns, words typed on papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit, QWidget
from pytest_bdd import parsers, then, when

from dienhinh_desktop.ui.kit.table import Table
from dienhinh_desktop.ui.pages.records.years.view import GridView
from tests.ui.desk import type_text
from tests.ui.doing import press, words_of

from .clerk import Clerk


@when(parsers.re('dán khối "(?P<block>[^"]*)" vào lưới'))
def desk_pasted(clerk: Clerk, block: str) -> None:
    """Cells side by side with |, lines one under the other with /."""
    (grid,) = (one for one in clerk.window.findChildren(GridView) if one.isVisible())
    lines = ["\t".join(cell.strip() for cell in line.split("|")) for line in block.split(" / ")]
    QApplication.clipboard().setText("\n".join(lines))
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    clerk.rest()


@when(parsers.re('chọn "(?P<words>[^"]*)" trong trình đơn của dòng "(?P<row>[^"]*)" ở bảng "(?P<table>[^"]*)"'))
def desk_row_menu(clerk: Clerk, words: str, row: str, table: str) -> None:
    """Open the menu of a row by Shift+F10; › leads into a menu of the menu."""
    clerk.choose_row(row, table)
    clerk.table(table).setFocus()
    clerk.key("Shift+F10")
    _take_line(clerk, words)


@when(parsers.re('bấm "(?P<button>[^"]*)" rồi chọn "(?P<words>[^"]*)"'))
def desk_menu_line(clerk: Clerk, button: str, words: str) -> None:
    press(clerk.window, button)
    clerk.rest()
    _take_line(clerk, words)


def _take_line(clerk: Clerk, words: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for part in words.split(" › "):
        act = next(act for act in menu.actions() if act.text().startswith(part))
        assert act.isEnabled(), part
        inner = act.menu()
        if isinstance(inner, QMenu):
            menu = inner
        else:
            QTest.keyClick(menu, Qt.Key.Key_Escape)
            act.trigger()
    clerk.rest()


@when(parsers.re('bấm tiêu đề cột "(?P<heading>[^"]*)" của bảng "(?P<table>[^"]*)"'))
def desk_heading_clicked(clerk: Clerk, heading: str, table: str) -> None:
    owner = clerk.table(table)
    header, place = owner.horizontalHeader(), _place(owner, heading)
    at = header.rect().center()
    at.setX(header.sectionViewportPosition(place) + header.sectionSize(place) // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    clerk.rest()


def _place(owner: Table, heading: str) -> int:
    model = owner.model()
    places = range(model.columnCount())
    return next(n for n in places if model.headerData(n, Qt.Orientation.Horizontal) == heading)


@when("đóng rồi mở lại chương trình")
def desk_reopened(clerk: Clerk) -> None:
    clerk.program.close()
    clerk.open()


@when(parsers.re('chọn bên "(?P<words>[^"]*)"'))
def desk_option_beside(clerk: Clerk, words: str) -> None:
    """Press the option of that name with Space."""
    option = next(one for one in clerk.window.findChildren(QWidget) if one.accessibleName() == words)
    assert option.isVisible()
    option.setFocus()
    QTest.keyClick(option, Qt.Key.Key_Space)
    clerk.rest()


def _dialog(clerk: Clerk) -> QDialog:
    return next(one for one in clerk.window.findChildren(QDialog) if one.isVisible())


@when(parsers.re('gõ "(?P<text>[^"]*)" vào chỗ trống "(?P<name>[^"]*)"'))
def desk_blank_filled(clerk: Clerk, text: str, name: str) -> None:
    fields = [one for one in _dialog(clerk).findChildren(QWidget) if one.accessibleName() == name]
    field = next(one for one in fields if one.isVisible())
    field.setFocus()
    type_text(field.viewport() if isinstance(field, QPlainTextEdit) else field, text)


@when(parsers.re('bấm "(?P<button>[^"]*)" ở cửa sổ ấy'))
def desk_window_pressed(clerk: Clerk, button: str) -> None:
    press(_dialog(clerk), button)
    clerk.rest()


@then(parsers.re('cửa sổ ấy có chữ "(?P<text>[^"]*)"'))
def desk_told_in_window(clerk: Clerk, text: str) -> None:
    assert text in words_of(_dialog(clerk))


@then(parsers.re('bảng "(?P<table>[^"]*)" có cột "(?P<heading>[^"]*)"'))
def desk_column_told(clerk: Clerk, table: str, heading: str) -> None:
    owner = clerk.table(table)
    assert not owner.isColumnHidden(_place(owner, heading))


@then(parsers.re('trong bảng "(?P<table>[^"]*)" dòng "(?P<first>[^"]*)" đứng trước dòng "(?P<second>[^"]*)"'))
def desk_sorted(clerk: Clerk, table: str, first: str, second: str) -> None:
    rows = clerk.cells(table)
    places = [next(n for n, row in enumerate(rows) if words in row) for words in (first, second)]
    assert places == sorted(places), rows


@when(parsers.re('bấm nút có chữ "(?P<words>[^"]*)"'))
def desk_button_with(clerk: Clerk, words: str) -> None:
    clerk.press_beginning(words)


@then(parsers.re('chỗ trống "(?P<name>[^"]*)" ghi "(?P<text>[^"]*)"'))
def desk_blank_says(clerk: Clerk, name: str, text: str) -> None:
    fields = [one for one in _dialog(clerk).findChildren(QPlainTextEdit) if one.accessibleName() == name]
    assert [one.toPlainText() for one in fields] == [text]
