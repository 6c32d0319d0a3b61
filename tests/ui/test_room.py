"""What words do where the room is short: they fold, go under, give way in order, or are told whole."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from dienhinh_desktop.ui.kit.boxes import CardHead, PageHead, bare
from dienhinh_desktop.ui.kit.buttons import button
from dienhinh_desktop.ui.kit.chips import Filter, FilterChips
from dienhinh_desktop.ui.kit.columns import CellKind, Column
from dienhinh_desktop.ui.kit.day_list import DayLine, DayList
from dienhinh_desktop.ui.kit.fields import Choice
from dienhinh_desktop.ui.kit.flow import flowing
from dienhinh_desktop.ui.kit.labels import FoldLabel
from dienhinh_desktop.ui.kit.marks import Mark
from dienhinh_desktop.ui.kit.round_bar import RoundSelector
from dienhinh_desktop.ui.kit.sharing import shared
from dienhinh_desktop.ui.kit.status import StatusLine
from dienhinh_desktop.ui.kit.steps import StepsLine
from dienhinh_desktop.ui.kit.table import Table

pytestmark = pytest.mark.usefixtures("dressed")
LONG = "Trung tâm Xúc tiến viện trợ phi chính phủ"


def _show(qtbot: QtBot, widget: QWidget, width: int, height: int = 60) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.wait(1)


@pytest.mark.parametrize(
    ("room", "widths", "needs", "stretching", "given"),
    [
        (300, [100, 100], [0, 0], [1], [100, 200]),
        (300, [100, 100], [150, 0], [1], [150, 150]),
        (300, [100, 100], [150, 180], [1], [120, 180]),
        (300, [100, 100, 60], [120, 120, 0], [0, 1], [120, 120, 60]),
        (310, [100, 100, 60], [400, 120, 0], [0, 1], [130, 120, 60]),
        (200, [100, 100, 60], [400, 400, 90], [0], [100, 100, 60]),
        (300, [100, 100], [0, 120], [], [100, 120]),
    ],
)
def test_columns_share_what_is_left_by_what_their_words_need(
    room: int, widths: list[int], needs: list[int], stretching: list[int], given: list[int]
) -> None:
    assert shared(room, widths, needs, stretching) == given


def _table() -> Table:
    name = Column(key="name", heading="Tên", text=str, kind=CellKind.NAME, least=120)
    return Table("Tên", (Column(key="post", heading="Chức vụ", text=str, width=90), name), key=str)


def test_a_column_takes_the_width_its_words_need_and_keeps_it(qtbot: QtBot) -> None:
    table = _table()
    _show(qtbot, table, 900, 200)
    assert table.columnWidth(0) == 90
    table.show_rows([LONG])
    wide = table.columnWidth(0)
    assert wide > table.fontMetrics().horizontalAdvance(LONG)
    table.show_rows(["Lê Thị Hà"])
    assert table.columnWidth(0) == wide
    table.arrangement.widths["post"] = 90
    table.show_rows([LONG])
    assert table.columnWidth(0) == 90


def test_a_cell_that_is_cut_is_told_whole_by_its_tooltip(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_rest: told.append(words))
    table = _table()
    _show(qtbot, table, 260, 200)
    table.show_rows([LONG, "Lê Hà"])
    for row in (0, 1):
        index = table.things.index(row, 1)
        option = QStyleOptionViewItem()
        option.rect = table.visualRect(index)
        table.itemDelegate().helpEvent(QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(), QPoint()), table, option, index)
    assert told == [LONG, ""]


@pytest.mark.parametrize(("height", "told"), [(44, ""), (30, LONG)])
def test_a_cell_of_a_high_row_folds_its_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, height: int, told: str
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_rest: heard.append(words))
    table = Table("Tên", (Column(key="name", heading="Tên", text=str, width=210),), key=str, row_height=height)
    _show(qtbot, table, 230, 200)
    table.show_rows([LONG])
    index, option = table.things.index(0, 0), QStyleOptionViewItem()
    option.rect = QRect(0, 0, 210, height)
    table.itemDelegate().helpEvent(QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(), QPoint()), table, option, index)
    assert heard == [told]
    drawn = QImage(210, height, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    table.itemDelegate().paint(painter, option, index)
    painter.end()
    inked = [y for y in range(height - 1) if any(drawn.pixelColor(x, y).lightness() < 120 for x in range(210))]
    assert (inked[-1] - inked[0] > 1.5 * table.fontMetrics().lineSpacing()) == (height == 44)


def test_a_label_folds_where_the_room_is_short_and_ends_after_the_most_lines(qtbot: QtBot) -> None:
    whole, short = FoldLabel(LONG), FoldLabel(f"{LONG}; {LONG}; {LONG}", most=2)
    line = whole.fontMetrics().lineSpacing()
    assert whole.sizeHint().height() < 2 * line
    assert whole.heightForWidth(whole.sizeHint().width()) < 2 * line
    assert whole.heightForWidth(150) >= 2 * line - 2
    _show(qtbot, short, 200, 2 * line)
    assert 2 * line <= short.heightForWidth(200) < 2.5 * line, "two lines, and the tails of their letters"
    assert short.is_cut()
    short.grab()
    assert short.toolTip() == short.text()
    assert short._shown().startswith("Trung tâm Xúc tiến")
    assert short._shown().endswith("…")
    assert not whole.is_cut()


def test_a_row_goes_on_in_a_next_line(qtbot: QtBot) -> None:
    things = [button(f"Nút thứ {number}") for number in range(6)]
    shown = bare(flowing(*things))
    _show(qtbot, shown, 1000)
    assert len({thing.y() for thing in things}) == 1
    shown.resize(250, shown.heightForWidth(250))
    qtbot.wait(1)
    assert len({thing.y() for thing in things}) > 1
    assert all(thing.geometry().right() < 250 for thing in things)
    assert all(thing.width() >= thing.sizeHint().width() for thing in things)
    assert max(thing.geometry().bottom() for thing in things) < shown.heightForWidth(250)


def test_chips_are_never_narrower_than_their_words(qtbot: QtBot) -> None:
    chips = FilterChips([Filter(word, word, Mark.OK, apart=place == 3) for place, word in enumerate(LONG.split())])
    _show(qtbot, chips, 320, 100)
    shown = list(chips._chips.values())
    assert all(chip.isVisible() and chip.width() == chip.sizeHint().width() for chip in shown)
    assert chips.heightForWidth(320) > chips.heightForWidth(2000)


def test_the_words_of_a_page_go_under_its_title_and_leave_out_their_last_parts(qtbot: QtBot) -> None:
    head = PageHead("Kế hoạch 198/KH-SNgV", "Sở Ngoại vụ, 24/3/2021; giai đoạn 2021–2025; bản 1")
    head.add(button("Lập đợt từ kế hoạch"))
    _show(qtbot, head, 900)
    assert head.note.text().endswith("bản 1")
    assert head.note.y() < head.title.geometry().bottom()
    head.resize(480, head.height())
    qtbot.wait(1)
    assert head.note.y() >= head.title.geometry().bottom()
    shorter = "Sở Ngoại vụ, 24/3/2021; giai đoạn 2021–2025"
    needed = head.note.fontMetrics().horizontalAdvance(shorter)
    head.resize(needed + head.tools.sizeHint().width() + 14, head.height())
    qtbot.wait(1)
    assert head.note.text() == shorter
    head.note.grab()
    assert head.note.toolTip().endswith("bản 1")


def test_the_words_of_a_card_go_under_its_title(qtbot: QtBot) -> None:
    head = CardHead("Sao lưu", button("Mở tệp sao lưu…"), note="Lần gần nhất: hôm nay 08:00, tốt")
    _show(qtbot, head, 700)
    assert abs(head.note.geometry().center().y() - head.title.geometry().center().y()) <= 2
    head.resize(400, 60)
    qtbot.wait(1)
    assert head.note.y() >= head.title.geometry().bottom()


def test_what_was_done_has_the_room_before_what_the_page_rests_on(qtbot: QtBot) -> None:
    line = StatusLine(lambda: datetime(2025, 12, 20, 9, 11))  # noqa: DTZ001
    _show(qtbot, line, 1700, 30)
    line.show_facts(("Bộ kế hoạch HT_SNGV_2021_2025, bản 1", "Xét ngày 20/12/2025", "Cách hiểu: theo mặc định"))
    line.show_safety("Sao lưu hôm nay 08:00", warn=False)
    line.tell_saved("Đã ghi khen thưởng của Nguyễn Quang Tuấn.", undoable=True)
    qtbot.wait(1)
    assert line.facts.text().endswith("theo mặc định")
    seen = []
    for width in (1400, 1150, 850, 720, 620, 540):
        line.resize(width, 30)
        qtbot.wait(1)
        seen.append((line.facts.text().count("·"), line.safety.isVisible(), line.saved.isVisible()))
        assert line.sentence.width() >= line.sentence.fontMetrics().horizontalAdvance(line.sentence.text())
    assert seen == sorted(seen, reverse=True)
    assert seen[0][0] == 1
    assert seen[-1] == (0, False, False)
    line.show_safety("Sao lưu đã cũ: 12/12/2025 09:11", warn=True)
    line.resize(800, 30)
    qtbot.wait(1)
    assert line.safety.isVisible()
    assert line._old.isVisible()


def test_the_step_at_hand_is_always_named(qtbot: QtBot) -> None:
    line = StepsLine(("Chọn tệp", "Trang, tiêu đề", "Ghép cột", "Xem trước", "Ghi vào sổ"))
    _show(qtbot, line, 900)
    assert [line._words(place) for place in range(5)] == list(line._texts)
    for step in range(5):
        line.show_step(step)
        line.resize(line.minimumSizeHint())
        assert [line._words(place) for place in range(5) if line._words(place)] == [line._texts[step]]


def test_a_day_says_how_it_stands_under_its_words_on_a_narrow_card(qtbot: QtBot) -> None:
    days = DayList()
    days.show_days([DayLine("m", "29/3", "năm 2021", Mark.OK, LONG, "128/BC-SNgV", "xong, 1 trễ", "ok", "")])
    _show(qtbot, days, 600, 200)
    row = days.rows[0]
    what, about, state = row._places(600)
    assert state.left() >= what.right()
    what, about, state = row._places(240)
    assert state.top() >= about.bottom() >= what.bottom()
    assert row.heightForWidth(240) >= state.bottom() > row.heightForWidth(600)


def test_the_round_in_hand_leaves_out_the_period_before_it_is_cut(qtbot: QtBot) -> None:
    selector = RoundSelector()
    selector.show_round("Công nhận năm 2025", "KH 198/KH-SNgV · 2021–2025")
    assert selector._shown_detail(400) == "KH 198/KH-SNgV · 2021–2025"
    assert selector._shown_detail(120) == "KH 198/KH-SNgV"
    assert "2021–2025" in selector.toolTip()


def test_a_choice_too_long_for_its_box_is_told_whole(qtbot: QtBot) -> None:
    choice = Choice("Đơn vị", [("a", LONG), ("b", "Văn phòng Sở")], width=90)
    qtbot.addWidget(choice)
    assert choice.toolTip() == LONG
    choice.choose("b")
    assert choice.toolTip() == "Văn phòng Sở"
