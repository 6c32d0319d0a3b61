"""Bình xét, chọn in the window: chips, steps with their papers, rút, thay, quotas pressed, the lock, the registers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop.domain.lifecycle import LIFE_HEADINGS, Left, LifeState
from dienhinh_desktop.domain.plans import QuotaRow, QuotaVerdict
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.rounds import locks, registers
from dienhinh_desktop.ui.kit.quota_board import QuotaLine
from dienhinh_desktop.ui.pages.rounds import RoundsPage
from dienhinh_desktop.ui.pages.rounds.forms import reason_card, unlock_card
from dienhinh_desktop.ui.window import Window

from .conftest import CHOSEN
from .desk import settle, type_text
from .doing import press, words_of
from .looks import helpless

Open = Callable[..., Window]


@pytest.fixture
def window(open_window: Open, chosen: Context) -> Window:
    return open_window(chosen, "rounds")


@pytest.fixture
def page(window: Window) -> RoundsPage:
    assert isinstance(window.page, RoundsPage)
    return window.page


def shown(page: RoundsPage) -> list[str]:
    return [row.candidate.subject for row in page.listing.table.things.things()]


def card(page: RoundsPage) -> Any:
    assert page.side.asking is not None
    return page.side.asking


def fill(page: RoundsPage, **values: str) -> None:
    for key, text in values.items():
        type_text(card(page).editor(key), text)


def test_chips_are_the_states_the_plan_names_up_to_registration(page: RoundsPage) -> None:
    assert page.chips is not None
    assert page.chips.keys == ("", "phat_hien", "lua_chon", "dang_ky")


def test_a_step_asks_for_its_paper_says_what_is_owed_and_is_one_act(window: Window, page: RoundsPage) -> None:
    page.listing.table.selectAll()
    press(page, "Chuyển bước")
    settle(window)
    assert card(page).editor("state").key == "dang_ky"
    said = words_of(page.side)
    assert "Phát hiện: chưa ghi bước này, cần Phiếu phát hiện nhân tố mới (Các phòng, đơn vị, mục I.2, IV.1)" in said
    fill(page, number="15/DS-SNgV", people="Văn phòng Sở")
    QTest.keyClick(card(page).editor("people"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert page.side.asking is None
    rows = page.listing.table.things.things()
    assert {row.state for row in rows} == {LifeState.REGISTERED}
    assert page.chips is not None
    page.chips.choose("lua_chon")
    page.chips.picked.emit("lua_chon")
    settle(window)
    assert shown(page) == []
    window.undo()
    settle(window)
    assert shown(page) == ["HTQT", "CB005", "CB025"]


def test_a_day_that_is_none_is_said_under_its_field_and_nothing_is_written(window: Window, page: RoundsPage) -> None:
    press(page, "Chuyển bước")
    settle(window)
    fill(page, date="31/02/2025")
    press(card(page), "Chuyển bước")
    settle(window)
    assert page.side.asking is not None
    assert "31/02/2025" in words_of(card(page)) or "Không có ngày" in words_of(card(page))
    page.leave()
    assert page.side.currentIndex() == 0
    assert page.listing.table.current().state is LifeState.SELECTED


def test_who_is_replaced_stands_under_its_own_chip_and_comes_back(window: Window, page: RoundsPage) -> None:
    press(page, "Rút, thay")
    settle(window)
    press(card(page), "Rút khỏi danh sách")
    assert "Chưa ghi lý do" in words_of(card(page))
    fill(page, reason="Sáp nhập phòng")
    card(page).editor("successor").choose("CB005")
    press(card(page), "Rút khỏi danh sách")
    settle(window)
    assert shown(page) == ["CB005", "CB025"]
    assert page.chips is not None
    assert page.chips.keys[-1] == "left"
    page.chips.choose("left")
    page.chips.picked.emit("left")
    settle(window)
    (row,) = page.listing.table.things.things()
    assert (row.candidate.left, row.successor_name) == (Left.REPLACED, "Lưu Hoàng An")
    assert "Đã thay ngày 20/12/2025, thay bằng Lưu Hoàng An. Lý do: Sáp nhập phòng." in words_of(page.side.basis)
    press(page, "Đưa lại vào danh sách")
    settle(window)
    page.chips.choose("")
    page.chips.picked.emit("")
    assert shown(page) == ["HTQT", "CB005", "CB025"]


def test_a_locked_list_offers_only_steps_and_asks_why_it_is_opened(
    window: Window, page: RoundsPage, ctx: Context
) -> None:
    press(page, "Khóa danh sách chọn")
    settle(window)
    assert page.listing.possible() == ["step"]
    assert "đã khóa lúc 09:11 20/12/2025" in page.head.note.text()
    assert page.papers.isVisible()
    press(page, "Mở khóa danh sách")
    settle(window)
    fill(page, reason="Thêm một người")
    press(card(page), "Mở khóa")
    settle(window)
    assert "leave" in page.listing.possible()
    number = page.listing.table.current().candidate.round_id
    assert [item.reason for item in locks.locks(ctx, number)] == [None, "Thêm một người"]


def test_a_subject_on_the_list_is_named_with_who_put_it_forward(window: Window, page: RoundsPage) -> None:
    press(page, "Thêm đối tượng")
    settle(window)
    subject = card(page).editor("subject")
    subject.choose("CB005")
    subject.picked.emit("CB005")
    settle(window)
    assert "Đã có: Văn phòng Sở giới thiệu" in words_of(card(page))
    press(card(page), "Ghi thêm nơi giới thiệu")
    settle(window)
    card(page).editor("unit").choose("HTQT")
    press(card(page), "Ghi thêm")
    settle(window)
    row = next(row for row in page.listing.table.things.things() if row.candidate.subject == "CB005")
    assert [item.unit for item in row.introducers] == ["VP", "HTQT"]
    assert len(shown(page)) == 3


def test_somebody_not_yet_eligible_is_added_with_the_field_and_a_reason(window: Window, page: RoundsPage) -> None:
    press(page, "Thêm đối tượng")
    settle(window)
    subject = card(page).editor("subject")
    subject.choose("CB036")
    subject.picked.emit("CB036")
    settle(window)
    assert card(page).editor("field").key == "KHONG_LANH_DAO"
    press(card(page), "Đưa vào danh sách")
    settle(window)
    assert "ghi lý do" in words_of(page)
    fill(page, reason="Giám đốc giao")
    press(card(page), "Đưa vào danh sách")
    settle(window)
    assert shown(page) == ["HTQT", "CB005", "CB025", "CB036"]
    assert page.side.asking is None


def test_a_quota_pressed_leaves_the_candidates_it_counts(window: Window, page: RoundsPage) -> None:
    (made,) = page.side.board.buttons
    made.click()
    settle(window)
    counted = set(made.line.subjects)
    assert set(shown(page)) == {code for code, _field in CHOSEN} & counted
    page.leave()
    assert len(shown(page)) == 3


def test_a_quota_is_waived_with_a_reason_and_the_waiver_taken_back(window: Window, page: RoundsPage) -> None:
    page.acts.waive(page.side.board.buttons[0].line)
    fill(page, reason="Tỉnh cho phép")
    press(card(page), "Ghi")
    settle(window)
    line = page.side.board.buttons[0].line
    assert (line.word, line.waived) == ("Không áp dụng", True)
    assert [action.text() for action in page.side.quotas.menu(line).actions()][-1] == "Bỏ miễn, gia hạn"
    page.acts.take_back_waiver(line)
    settle(window)
    assert page.side.board.buttons[0].line.word == "Đủ"


def test_an_entry_of_a_register_is_written_mended_and_removed(window: Window, page: RoundsPage, ctx: Context) -> None:
    page.side.basis.tabs.choose("registers")
    page.side.basis.menu().actions()[0].trigger()
    settle(window)
    fill(page, leader="Phó Giám đốc", help="Giao thêm biên chế")
    press(card(page), "Ghi vào sổ")
    settle(window)
    assert "việc đã giúp: Giao thêm biên chế" in words_of(page.side.basis)
    press(page.side.basis, "Sửa Nhật ký bồi dưỡng ngày 20/12/2025")
    settle(window)
    fill(page, difficulty="Thiếu phương tiện")
    press(card(page), "Ghi vào sổ")
    settle(window)
    (entry,) = registers.registers(ctx, "HT_SNGV_2021_2025")["nurturing"]
    assert getattr(entry, "difficulty", None) == "Thiếu phương tiện"
    assert entry.date == date(2025, 12, 20)
    press(page.side.basis, "Xóa Nhật ký bồi dưỡng ngày 20/12/2025")
    settle(window)
    assert "Chưa ghi gì vào sổ theo dõi" in words_of(page.side.basis)


def test_f1_has_a_word_on_every_field_that_is_asked_for(window: Window, page: RoundsPage) -> None:
    row = page.listing.table.current()
    asking: list[Callable[[], object]] = [
        partial(page.acts.do, act, [row]) for act in ("step", "field", "leave", "introducer", "supplement")
    ]
    asking += [partial(page.acts.write_entry, register, None, row) for register in LIFE_HEADINGS]
    asking += [page.acts.add, partial(page.acts.waive, page.side.board.buttons[0].line)]
    titles = set()
    for ask in asking:
        ask()
        settle(window)
        titles.add(card(page).accessibleName())
        assert helpless(page) == []
    assert len(titles) == len(asking)
    page.acts._ask(reason_card(["Chỉ tiêu 05, đã chọn 05"]), lambda _values: None, "reason")
    assert helpless(page) == []
    page.acts._ask(unlock_card(), lambda _values: None, "unlock")
    assert helpless(page) == []


def test_a_row_dropped_on_another_takes_its_place(window: Window, page: RoundsPage) -> None:
    first, _second, third = page.listing.table.things.things()
    page.listing.table.dropped.emit(first, third.number)
    settle(window)
    assert shown(page) == ["CB005", "CB025", "HTQT"]


def test_a_quota_of_each_unit_is_summed_up_over_units() -> None:
    row = QuotaRow(
        code="X", unit=None, unit_name="", year=2021, verdict=QuotaVerdict.SHORT, have=9, minimum=None, maximum=None
    )
    line = QuotaLine("Mỗi xã", "Năm 2021", row, units=(9, 12))
    assert (line.bounds, line.word) == ("9/12 nơi đủ", "Thiếu 3 nơi")
