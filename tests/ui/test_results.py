"""Nhận kết quả in the window: the file is read, lines are ticked, doubts are asked, all is written as one act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop.domain.results import ResultState
from dienhinh_desktop.services import rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.results import ResultsPage
from dienhinh_desktop.ui.pages.rounds import RoundsPage
from dienhinh_desktop.ui.window import Window
from tests.services.decisions import one_title

from .desk import settle, type_text
from .doing import press, visit, words_of

Open = Callable[..., Window]


@pytest.fixture
def window(open_window: Open, chosen: Context) -> Window:
    return open_window(chosen, "rounds")


@pytest.fixture
def page(window: Window, ctx: Context, tmp_path: Path) -> ResultsPage:
    held = rounds.rounds(ctx)[0]
    known = {row.candidate.subject: row for row in rounds.candidates(ctx, held.id or 0)}
    listed = [(known[code].name, known[code].unit_name, "") for code in ("HTQT", "CB005")]
    path = one_title(tmp_path / "qd.xlsx", [*listed, ("Phạm Văn Lạ", "Sở Y tế", "")])
    shown = visit(window, ResultsPage)
    shown.read(path)
    settle(window)
    return shown


def test_the_page_is_opened_from_a_locked_list(window: Window) -> None:
    assert isinstance(window.page, RoundsPage)
    press(window.page, "Khóa danh sách chọn")
    settle(window)
    press(window.page, "Nhận kết quả")
    settle(window)
    shown = window.pages["results"]
    assert window.page is shown
    assert "Thả tệp Excel quyết định" in words_of(shown)


def test_what_the_file_says_of_the_decision_stands_in_fields(page: ResultsPage) -> None:
    assert (page.number.text(), page.day.text(), page.form.key) == ("125/QĐ-UBND", "18/12/2025", "BK_TINH")
    assert page.listing.sum.text() == "Sẽ ghi 2 dòng: 02 được tặng."
    states = [line.state for line in page.listing.table.things.things()]
    assert states == [ResultState.MATCHED, ResultState.MATCHED, ResultState.STRANGER, ResultState.ABSENT]


def test_space_takes_a_line_out_and_in_again(window: Window, page: ResultsPage) -> None:
    page.listing.table.setFocus()
    QTest.keyClick(page.listing.table, Qt.Key.Key_Space)
    settle(window)
    assert page.listing.sum.text() == "Sẽ ghi 1 dòng: 01 được tặng."
    QTest.keyClick(page.listing.table, Qt.Key.Key_Space)
    settle(window)
    assert page.listing.sum.text() == "Sẽ ghi 2 dòng: 02 được tặng."


def test_who_is_in_neither_the_round_nor_the_records_cannot_be_taken(window: Window, page: ResultsPage) -> None:
    page.listing.table.choose(page.listing.table.things.things()[2].key)
    QTest.keyClick(page.listing.table, Qt.Key.Key_Space)
    settle(window)
    assert page.listing.sum.text() == "Sẽ ghi 2 dòng: 02 được tặng."


def test_results_are_written_and_come_back_by_one_undo(window: Window, page: ResultsPage, ctx: Context) -> None:
    press(page, "Đánh dấu 1 đối tượng còn lại là không được tặng")
    settle(window)
    page.save()
    settle(window)
    states = [line.state for line in page.listing.table.things.things()]
    assert states == [ResultState.SAME, ResultState.SAME, ResultState.STRANGER, ResultState.SAME]
    assert not page.write.isEnabled()
    with ctx.db.read() as reader:
        won = [row for row in reader.records(["CB005"], {"awards"}).awards if row.decision == "125/QĐ-UBND"]
    assert len(won) == 1
    window.undo()
    settle(window)
    assert page.write.isEnabled()


def test_a_decision_without_number_is_completed_by_hand(window: Window, page: ResultsPage) -> None:
    page.number.clear()
    type_text(page.number, "126/QĐ-UBND")
    page.number.editingFinished.emit()
    settle(window)
    assert page.listing.table.things.things()[0].number == "126/QĐ-UBND"
    page.number.clear()
    page.number.editingFinished.emit()
    settle(window)
    assert "thiếu số hoặc ngày quyết định" in page.listing.table.things.things()[0].why
