"""The kit: tables, fields, chips, the strip of years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import Grade
from dienhinh_desktop.domain.views import YearBox, YearState
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.kit.chips import Filter, FilterChips, Segmented
from dienhinh_desktop.ui.kit.columns import Bar, CellKind, Column, Group
from dienhinh_desktop.ui.kit.fields import Choice, DateField, FindChoice, SearchField, TextField
from dienhinh_desktop.ui.kit.form import Form
from dienhinh_desktop.ui.kit.marks import Mark, paint_mark
from dienhinh_desktop.ui.kit.notice import Notice
from dienhinh_desktop.ui.kit.table import Table
from dienhinh_desktop.ui.kit.year_strip import YearCell, YearStrip

from .desk import type_text

pytestmark = pytest.mark.usefixtures("dressed")
YEARS = (
    YearBox(2021, YearState.NOT_YET),
    YearBox(2022, YearState.GRADED, Grade.HTTNV),
    YearBox(2023, YearState.MISSING),
    YearBox(2024, YearState.CONFLICT),
    YearBox(2025, YearState.OPEN),
)


@dataclass(frozen=True)
class Person:
    name: str
    number: int = 0


def _people(*, many: bool = False) -> Table:
    return Table(
        "Người",
        (
            Column(key="tick", heading="", text=lambda _row: "", kind=CellKind.CHECK, width=34),
            Column(key="name", heading="Họ và tên", text=lambda row: row.name, kind=CellKind.NAME),
            Column(key="number", heading="Số", text=lambda row: str(row.number), width=60, sort=lambda row: row.number),
            Column(
                key="act", heading="", text=lambda row: "Bổ sung" if row.number else "", kind=CellKind.BUTTON, width=90
            ),
        ),
        key=lambda row: row.name,
        many=many,
    )


A, B, C = Person("Đặng Văn A", 3), Person("Bùi Thị B", 1), Person("Ân Văn C", 2)


def test_groups_are_passed_over_by_keys(qtbot: QtBot) -> None:
    table = _people()
    qtbot.addWidget(table)
    table.show_rows([Group("Phòng một", "1 người"), A, Group("Phòng hai"), B], choose_first=True)
    assert table.current() == A
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == B


@pytest.mark.parametrize("many", [False, True])
def test_a_click_beside_the_rows_asks_about_no_row(qtbot: QtBot, many: bool) -> None:
    table = _people(many=many)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    nothing = QModelIndex()
    for rows in ([], [Person("Lan", 1)]):
        table.show_rows(rows)
        assert table.things.flags(nothing) == Qt.ItemFlag.NoItemFlags
        assert table.things.data(nothing) is None
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 250))
        assert table.selected() == []


def test_the_row_in_hand_stays_in_hand_over_a_reload(qtbot: QtBot) -> None:
    table = _people()
    qtbot.addWidget(table)
    table.show_rows([A, B, C], choose_first=True)
    table.choose(B.name)
    table.show_rows([C, B, A])
    assert table.current() == B
    table.show_rows([C, A])
    assert table.current() == A, "after a deletion the next row is in hand"


def test_sorting_keeps_people_in_their_groups(qtbot: QtBot) -> None:
    table = _people()
    qtbot.addWidget(table)
    table.show_rows([Group("Một"), A, C, Group("Hai"), B])
    table.things.sort(2)
    assert [table.things.row(n) for n in range(5)] == [Group("Một"), C, A, Group("Hai"), B]
    table.things.sort(1)
    assert [table.things.row(n).name for n in (1, 2)] == [C.name, A.name], "Â stands before Đ"


def test_space_ticks_enter_opens_insert_presses(qtbot: QtBot) -> None:
    table = _people()
    qtbot.addWidget(table)
    table.show_rows([A, B], choose_first=True)
    opened: list[object] = []
    pressed: list[tuple[object, str]] = []
    table.opened.connect(opened.append)
    table.pressed.connect(lambda row, key: pressed.append((row, key)))
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Insert)
    assert table.things.ticked == {A.name}
    assert opened == [A]
    assert pressed == [(A, "act")]


def test_a_button_in_a_cell_can_be_clicked(qtbot: QtBot) -> None:
    table = _people()
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show_rows([Person("Không có nút"), A])
    table.show()
    pressed: list[object] = []
    table.pressed.connect(lambda row, _key: pressed.append(row))
    for number in (0, 1):
        middle = table.visualRect(table.things.index(number, 3)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert pressed == [A]


def test_tables_answer_screen_readers_in_words(qtbot: QtBot) -> None:
    said = "2022 tốt, 2023 chưa có"
    column = Column(key="years", heading="Năm", text=lambda _row: "T?", spoken=lambda _row: said, kind=CellKind.YEARS)
    table = Table("Người", (column,), key=id, described=lambda row: f"vì {row.name}")
    qtbot.addWidget(table)
    table.show_rows([Group("Phòng", "1 người"), A])
    data = table.things.data
    assert data(table.things.index(1, 0), Qt.ItemDataRole.AccessibleTextRole) == "2022 tốt, 2023 chưa có"
    assert data(table.things.index(1, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "vì Đặng Văn A"
    assert data(table.things.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Phòng, 1 người"


VALUES = {
    CellKind.TWO_LINE: "dòng hai",
    CellKind.CHIP: Mark.OK,
    CellKind.MARK: Mark.BAD,
    CellKind.YEARS: YEARS,
    CellKind.BAR: Bar(0.5),
    CellKind.PILLS: (2, 5),
    CellKind.ICON: "paperclip",
}


@pytest.mark.parametrize("kind", CellKind)
def test_every_kind_of_cell_draws_something_of_its_own(qtbot: QtBot, kind: CellKind) -> None:
    def picture(text: str, value: object, kind: CellKind) -> QImage:
        column = Column(key="x", heading="X", text=lambda _row: text, value=lambda _row: value, kind=kind, width=200)
        table = Table("Bảng", (column,), key=lambda row: row.name)
        qtbot.addWidget(table)
        table.resize(260, 120)
        table.show_rows([A])
        return table.grab().toImage()

    assert picture("Chữ", VALUES.get(kind), kind) != picture("", None, CellKind.TEXT)


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_has_its_own_shape_without_colour(mark: Mark) -> None:
    def drawn(which: Mark) -> QImage:
        image = QImage(32, 32, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_mark(painter, which, image.rect().toRectF(), theme.current().colour("text"))
        painter.end()
        return image

    assert all(drawn(mark) != drawn(other) for other in Mark if other is not mark)


def test_a_date_is_typed_as_offices_write_it(qtbot: QtBot) -> None:
    field = DateField("Ngày", date(2025, 12, 4))
    qtbot.addWidget(field)
    assert field.text() == "04/12/2025"
    told: list[object] = []
    field.changed.connect(told.append)
    field.setText("5.6.2025")
    field.editingFinished.emit()
    assert field.text() == "05/6/2025"
    assert told == [date(2025, 6, 5)]


def test_a_wrong_date_is_marked_and_says_why(qtbot: QtBot) -> None:
    field = DateField("Ngày")
    qtbot.addWidget(field)
    field.setText("31/02/2025")
    field.editingFinished.emit()
    assert field.property("invalid") == "true"
    assert field.fault() == "không có ngày 31/2/2025"
    field.setText("")
    field.editingFinished.emit()
    assert field.property("invalid") == "false"


def test_a_partial_date_may_be_a_year(qtbot: QtBot) -> None:
    field = DateField("Sinh", partial=True)
    qtbot.addWidget(field)
    field.setText("1987")
    assert field.partial_day() == PartialDate(1987)


def test_a_choice_is_found_by_typing_words_without_marks(qtbot: QtBot) -> None:
    field = FindChoice("Loại", [("A", "Chiến sĩ thi đua cơ sở"), ("B", "Lao động tiên tiến")])
    qtbot.addWidget(field)
    type_text(field, "thi dua")
    assert field.completer().model().rowCount() == 1
    assert field.key == ""
    assert field.fault() is not None
    field.completer().activated.emit("Chiến sĩ thi đua cơ sở")
    assert field.key == "A"
    assert field.fault() is None


def test_the_whole_name_typed_is_taken_too(qtbot: QtBot) -> None:
    field = FindChoice("Loại", [("A", "Chiến sĩ thi đua cơ sở")])
    qtbot.addWidget(field)
    type_text(field, "chiến sĩ thi đua cơ sở")
    field.editingFinished.emit()
    assert field.key == "A"


def test_drop_down_lists_have_rows_as_high_as_controls(qtbot: QtBot) -> None:
    plain, found = Choice("Đơn vị", [("a", "Phòng Hợp tác quốc tế")]), FindChoice("Loại", [("A", "Bằng khen")])
    for field, popup in ((plain, plain.view()), (found, found.completer().popup())):
        qtbot.addWidget(field)
        assert popup is not None
        assert popup.sizeHintForRow(0) >= theme.current().px(28)


def test_search_waits_for_the_clerk_to_stop_typing(qtbot: QtBot) -> None:
    field = SearchField("Tìm", "…")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.asked.connect(asked.append)
    type_text(field, "Đặng")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["Đặng"])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_the_wheel_changes_no_answer(qtbot: QtBot) -> None:
    field = Choice("Chọn", [("a", "Một"), ("b", "Hai")])
    qtbot.addWidget(field)
    field.show()
    QTest.wheelEvent(field.windowHandle(), QPoint(5, 5), QPoint(0, -120))
    assert field.key == "a"


def test_chips_carry_counts_in_their_names(qtbot: QtBot) -> None:
    chips = FilterChips([Filter("all", "Tất cả"), Filter("miss", "Thiếu dữ liệu", Mark.MISS)])
    qtbot.addWidget(chips)
    chips.set_counts({"all": 50, "miss": 6})
    assert [chip.accessibleName() for chip in chips._chips.values()] == ["Tất cả, 50", "Thiếu dữ liệu, 6"]
    picked: list[str] = []
    chips.picked.connect(picked.append)
    chips._chips["miss"].click()
    assert picked == ["miss"]
    assert chips.key == "miss"


def test_a_switch_tells_the_part_chosen(qtbot: QtBot) -> None:
    switch = Segmented([("a", "Đăng ký"), ("b", "Công nhận")], "Giai đoạn")
    qtbot.addWidget(switch)
    picked: list[str] = []
    switch.picked.connect(picked.append)
    switch._buttons["b"].click()
    assert picked == ["b"]


def test_enter_moves_on_and_never_presses_a_button(qtbot: QtBot) -> None:
    form = Form("thu")
    first, second = TextField("Một"), TextField("Hai")
    form.add("one", "Một", first)
    form.add("two", "Hai", second)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert first.hasFocus()
    done: list[bool] = []
    form.finished.connect(lambda: done.append(True))
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]


def test_faults_stand_under_their_fields(qtbot: QtBot) -> None:
    form = Form("thu")
    form.add("one", "Một", TextField("Một"))
    qtbot.addWidget(form)
    assert form.show_faults({"one": "tên để trống; ghi tên"}) is False
    assert form.fields["one"].fault.text() == "Tên để trống; ghi tên."
    assert form.fields["one"].editor.property("invalid") == "true"
    assert form.show_faults({}) is True
    assert form.fields["one"].editor.property("invalid") == "false"


def test_a_notice_is_as_high_as_its_words(qtbot: QtBot) -> None:
    notice = Notice(
        Mark.WARN, "Một câu rất dài nói điều gì, vì sao, và làm gì tiếp theo. " * 4, action=("Sửa", lambda: None)
    )
    qtbot.addWidget(notice)
    notice.resize(400, notice.heightForWidth(400))
    notice.show()
    assert notice.words.height() >= notice.words.heightForWidth(notice.words.width())


def test_the_strip_of_years_speaks_and_is_picked_by_keys(qtbot: QtBot) -> None:
    strip = YearStrip()
    qtbot.addWidget(strip)
    strip.show_years(tuple(YearCell(box, "LĐTT") for box in YEARS))
    assert "2022 hoàn thành tốt nhiệm vụ, 2023 chưa có xếp loại" in strip.accessibleName()
    picked: list[object] = []
    strip.picked.connect(picked.append)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert picked == [2021, 2022, None]
