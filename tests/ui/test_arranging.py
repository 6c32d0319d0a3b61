"""The columns of a list as the clerk arranges them: hidden, moved, sized, sorted by two keys, grouped, remembered."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.arrangement import Arrangement, Density
from dienhinh_desktop.ui.kit.columns import Column, Group
from dienhinh_desktop.ui.kit.table import Table
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle

pytestmark = pytest.mark.usefixtures("dressed")
Row = tuple[str, str, int]
ROWS: tuple[Row, ...] = (("Bình", "Huế", 2), ("An", "Vinh", 2), ("Chi", "Huế", 1))


def _table(qtbot: QtBot, preferences: QSettings | None = None) -> Table:
    table = Table(
        "Người",
        (
            Column(key="name", heading="Tên", text=lambda row: row[0], least=100),
            Column(key="place", heading="Nơi", text=lambda row: row[1], width=80),
            Column(key="number", heading="Số", text=lambda row: str(row[2]), width=60, sort=lambda row: row[2]),
            Column(key="more", heading="Thêm", text=lambda row: "x", width=60, extra=True),
        ),
        key=lambda row: row[0],
    )
    qtbot.addWidget(table)
    table.resize(500, 240)
    if preferences is not None:
        table.remember(preferences, "people")
    table.show_rows(ROWS, choose_first=True)
    table.show()
    return table


def _names(table: Table) -> str:
    return " ".join(row[0] for row in table.things.things())


def _seen(table: Table) -> list[str]:
    return [one.key for one in table.columns_in_order() if not table.isColumnHidden(table._place_of(one.key))]


def _click(table: Table, key: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    heading, place = table.heading, table._place_of(key)
    at = QPoint(heading.sectionViewportPosition(place) + heading.sectionSize(place) // 2, heading.height() // 2)
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, keys, at)


def _lines(menu: QMenu) -> dict[str, object]:
    return {act.text(): act.menu() or act for act in menu.actions() if act.text()}


def _menu(owner: QWidget) -> QMenu:
    menus = owner.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next(one for one in menus if one.isVisible())


def _choose(menu: QMenu, *path: str) -> None:
    top = menu
    for words in path[:-1]:
        found = _lines(menu)[words]
        assert isinstance(found, QMenu), words
        menu = found
    act = _lines(menu)[path[-1]]
    act.trigger()  # type: ignore[attr-defined]
    top.close()


def test_a_click_sorts_again_turns_round_and_once_more_lets_be(qtbot: QtBot) -> None:
    table = _table(qtbot)
    found = []
    for _time in range(3):
        _click(table, "number")
        found.append(_names(table))
    assert found == ["Chi Bình An", "Bình An Chi", "Bình An Chi"]
    _click(table, "name")
    assert _names(table) == "An Bình Chi"
    assert table.current() == ROWS[0], "the row in hand stays in hand"


def test_shift_and_click_add_a_second_key_that_its_heading_shows(qtbot: QtBot) -> None:
    table = _table(qtbot)
    _click(table, "place")
    _click(table, "name", Qt.KeyboardModifier.ShiftModifier)
    assert _names(table) == "Bình Chi An", "Huế, then Vinh; in Huế by name"
    place = table._place_of("name")
    assert table.things.headerData(place, Qt.Orientation.Horizontal) == "Tên ↑"
    _click(table, "name", Qt.KeyboardModifier.ShiftModifier)
    assert _names(table) == "Chi Bình An"
    _click(table, "number")
    assert table.arrangement.sort == [("number", False)], "a plain click begins anew"


def test_columns_are_hidden_shown_and_moved_from_the_menu_of_the_heading(qtbot: QtBot) -> None:
    table = _table(qtbot)
    assert _seen(table) == ["name", "place", "number"]
    table._open_menu(table._place_of("place"), QPoint(5, 5))
    _choose(_menu(table), "Ẩn cột")
    assert _seen(table) == ["name", "number"]
    table._open_menu(-1, QPoint(5, 5))
    _choose(_menu(table), "Chọn cột", "Thêm")
    assert _seen(table) == ["name", "number", "more"]
    table._open_menu(table._place_of("more"), QPoint(5, 5))
    _choose(_menu(table), "Dời sang trái")
    assert _seen(table) == ["name", "more", "number"]
    table._open_menu(0, QPoint(5, 5))
    assert not _lines(_menu(table))["Ẩn cột"].isEnabled(), "the column that names the row stays"  # type: ignore[attr-defined]
    _choose(_menu(table), "Về như ban đầu")
    assert _seen(table) == ["name", "place", "number"]


def test_the_menu_key_opens_the_menu_of_the_column_in_hand(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table.viewport(), Qt.Key.Key_Menu)
    assert table.column_in_hand() == table._place_of("place")
    table.show_column("place", shown=False)
    assert table.column_in_hand() == table._place_of("name")


def test_density_changes_the_height_of_rows_and_not_of_headings_over_groups(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.show_rows([Group("Huế"), ROWS[0], Group("Vinh"), ROWS[1]])
    heights = []
    for density in Density:
        table.set_density(density)
        heights.append((table.rowHeight(0), table.rowHeight(1)))
    assert [one for one, _row in heights] == [26, 26, 26]
    assert [row for _one, row in heights] == [26, 30, 36]


def test_headings_over_groups_alone_are_lower_whatever_was_shown_before(qtbot: QtBot) -> None:
    table = _table(qtbot)
    first, second = [Group("1"), *ROWS[:1], Group("2"), *ROWS[1:]], [Group("1"), *ROWS, Group("2")]
    for shown in (first, second, first[:3], second):
        table.show_rows(shown)
        heights = [table.rowHeight(number) for number in range(len(shown))]
        assert heights == [26 if isinstance(row, Group) else 30 for row in shown]


def test_what_was_arranged_is_there_the_next_time(qtbot: QtBot, tmp_path: object) -> None:
    kept = QSettings(f"{tmp_path}/cua_so.ini", QSettings.Format.IniFormat)
    table = _table(qtbot, kept)
    table.show_column("more", shown=True)
    table.move_column("number", -1)
    table.heading.resizeSection(table._place_of("place"), 133)
    table.set_density(Density.LOOSE)
    _click(table, "place")
    again = _table(qtbot, kept)
    assert _seen(again) == ["name", "number", "place", "more"]
    assert again.columnWidth(again._place_of("place")) == 133
    assert again.arrangement == table.arrangement
    assert _names(again) == "Bình Chi An"
    table.arrange_anew()
    assert _seen(_table(qtbot, kept)) == ["name", "place", "number"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"shown": 3}', "không phải JSON"])
def test_an_arrangement_that_cannot_be_read_is_that_of_the_start(text: str) -> None:
    assert Arrangement.from_text(text) == Arrangement()


def test_a_column_gives_way_where_there_is_no_room_unless_the_clerk_asked_for_it(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.show_column("more", shown=True)
    table.resize(200, 200)
    assert "more" in _seen(table)
    assert table.columnWidth(table._place_of("name")) >= 100, "names stay readable"
    assert table.horizontalScrollBar().maximum() > 0


def test_menus_are_gone_once_they_are_closed(qtbot: QtBot) -> None:
    table = _table(qtbot)
    for _time in range(5):
        table._open_menu(0, QPoint(5, 5))
        _menu(table).close()
    qtbot.waitUntil(lambda: not table.findChildren(QMenu))
    gc.collect()


# --- Hồ sơ ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(window: Window) -> RecordsPage:
    shown = window.pages["records"]
    assert isinstance(shown, RecordsPage)
    return shown


def _groups(page: RecordsPage) -> list[str]:
    return [page.table.things.row(number).text for number in page.table.things.groups()]


def test_hồ_sơ_groups_by_unit_by_kind_by_post_or_not_at_all(window: Window, page: RecordsPage) -> None:
    assert "Phòng Hợp tác quốc tế" in _groups(page)
    page.table.group_by("kind")
    settle(window)
    assert _groups(page) == ["Tập thể", "Cá nhân"]
    page.table.group_by("position")
    settle(window)
    assert "Phó Giám đốc Sở" in _groups(page)
    page.table.group_by("")
    settle(window)
    assert _groups(page) == []


def test_hồ_sơ_sorts_by_given_name_and_keeps_the_record_in_hand(window: Window, page: RecordsPage) -> None:
    window.go("records", {"subject": "CB002"})
    settle(window)
    page.table.group_by("")
    page.chips._chips["CA_NHAN"].click()
    page.table.sort_by("name")
    settle(window)
    given = [row.name.split()[-1] for row in page.table.things.things()]
    assert given[0].startswith("A")
    assert given[-1][0] in "VXY"
    assert page.table.current_key() == "CB002"


def test_hồ_sơ_shows_further_columns_and_remembers_them(
    window: Window, page: RecordsPage, open_window: Callable[..., Window], ctx: Context
) -> None:
    page.table.show_column("highest", shown=True)
    page.table.show_column("chief", shown=True)
    settle(window)
    cells = {
        column.key: [column.text(row) for row in page.table.things.things()] for column in page.table.things.columns
    }
    assert any(words.startswith("CSTĐ") for words in cells["highest"])
    assert any(cells["chief"])
    again = open_window(ctx)
    other = again.pages["records"]
    assert isinstance(other, RecordsPage)
    assert other.table.is_shown("highest")


def test_space_and_a_click_on_the_box_select_several(window: Window, page: RecordsPage) -> None:
    table = page.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(table.selected()) == 2
    number = table.currentIndex().row() + 1
    box = table.visualRect(table.things.index(number, table._place_of("pick"))).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert len(table.selected()) == 3
    assert page.bulk.isVisible()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert len(table.selected()) == 2


def test_two_fields_of_the_page_never_share_a_name(window: Window, page: RecordsPage) -> None:
    window.go("records", {"subject": "CB002"})
    settle(window)
    page.edit()
    settle(window)
    names = [one.accessibleName() for one in page.findChildren(QWidget) if one.isVisible() and one.focusPolicy()]
    assert names.count("Đơn vị") == 1
    assert page.unit.accessibleName() == "Lọc theo đơn vị"
