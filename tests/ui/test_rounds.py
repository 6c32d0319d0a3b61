"""Bình xét, chọn in the window: order, removal, quotas, what a candidate was chosen on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.domain.plans import QuotaRow, QuotaVerdict
from dienhinh_desktop.domain.records import Attestation
from dienhinh_desktop.domain.rounds import CriterionChange
from dienhinh_desktop.services import records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.quota_board import QuotaLine, summary
from dienhinh_desktop.ui.pages.rounds import RoundsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import press, visit, words_of

Open = Callable[..., Window]


@pytest.fixture
def window(open_window: Open, chosen: Context) -> Window:
    return open_window(chosen, "rounds")


@pytest.fixture
def page(window: Window) -> RoundsPage:
    assert isinstance(window.page, RoundsPage)
    return window.page


def _order(page: RoundsPage) -> list[str]:
    return [row.candidate.subject for row in page.listing.table.things.things()]


def test_candidates_stand_in_the_order_of_the_list(page: RoundsPage) -> None:
    assert _order(page) == ["HTQT", "CB005", "CB025"]
    assert page.head.note.text() == "3 đối tượng; 3 người đạt chưa có tên"
    model = page.listing.table.model()
    first = [model.index(0, place).data() for place in range(model.columnCount())]
    assert first[:6] == ["1", "Phòng Hợp tác quốc tế", "Phòng Hợp tác quốc tế", "Đạt", "chưa bỏ phiếu", "Đã chọn"]


def test_alt_and_arrows_change_the_order(window: Window, page: RoundsPage) -> None:
    with_alt = Qt.KeyboardModifier.AltModifier
    page.listing.table.setFocus()
    QTest.keyClick(page.listing.table, Qt.Key.Key_Down, with_alt)
    settle(window)
    assert _order(page) == ["CB005", "HTQT", "CB025"]
    assert page.listing.table.current().candidate.subject == "HTQT", "the row moved stays in hand"
    QTest.keyClick(page.listing.table, Qt.Key.Key_Up, with_alt)
    settle(window)
    assert _order(page) == ["HTQT", "CB005", "CB025"]


def test_the_first_row_goes_no_higher(window: Window, page: RoundsPage) -> None:
    assert not page.listing.up.isEnabled()
    QTest.keyClick(page.listing.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(window)
    assert _order(page) == ["HTQT", "CB005", "CB025"]


def test_a_candidate_taken_off_comes_back_by_undo(window: Window, page: RoundsPage) -> None:
    press(page, "Bỏ khỏi danh sách")
    settle(window)
    assert _order(page) == ["CB005", "CB025"]
    window.undo()
    settle(window)
    assert _order(page) == ["HTQT", "CB005", "CB025"]


def test_all_who_pass_are_put_on_the_list(window: Window, page: RoundsPage) -> None:
    press(page, "Đưa cả 3 người đạt vào")
    settle(window)
    assert len(_order(page)) == 6
    assert not page.put_all.isVisible()
    press(page, "Khóa danh sách chọn")
    settle(window)
    press(page, "Lập danh sách, biểu mẫu")
    assert window.page is window.pages["documents"]


def test_the_quota_board_says_need_and_have(page: RoundsPage) -> None:
    said = page.side.board.accessibleName()
    assert "cần 04–05" in said
    assert page.side.sum.text() in ("Đủ 1.", "Thiếu 1.", "Vượt 1.")


def test_what_a_candidate_was_chosen_on_is_kept_when_the_records_change(
    window: Window, page: RoundsPage, ctx: Context
) -> None:
    made = Attestation(
        subject="CB005", criterion="HT_CNC_01", passed=False, attester="Giám đốc", date=date(2025, 12, 19)
    )
    window.shell.operations.act(page, lambda _progress: records.save_entry(ctx, made))
    settle(window)
    row = next(row for row in page.listing.table.things.things() if row.candidate.subject == "CB005")
    assert row.changed
    page.listing.table.choose(row.candidate.id)
    settle(window)
    said = words_of(page)
    assert "Khác lúc chọn: Lưu Hoàng An." in said
    assert "Xét lại hôm nay: không đạt. Kết luận lúc chọn vẫn được giữ." in said
    assert "Gương mẫu chấp hành chủ trương, pháp luật" in said
    assert "Lúc chọn: đạt. Đã xác nhận đạt ngày" in said
    assert "Hôm nay: không đạt. Xác nhận không đạt ngày 19/12/2025, Giám đốc." in said
    page.listing.table.choose(next(r.candidate.id for r in page.listing.table.things.things() if not r.changed))
    settle(window)
    assert "Hôm nay:" not in words_of(page.side.basis)


def test_what_differs_is_shown_for_the_candidate_in_hand_only(window: Window, page: RoundsPage) -> None:
    shown = page.listing.table.current()
    change = CriterionChange(
        code="X", label="Tiêu chí X", before=None, after=Verdict.DAT, said_then="", says_now="Có 1."
    )
    page.side.basis.show_differences(shown.candidate.id + 1, [change])
    assert "Tiêu chí X" not in words_of(page.side.basis)
    page.side.basis.show_differences(shown.candidate.id, [change])
    settle(window)
    said = words_of(page.side.basis)
    assert "Lúc chọn: không hỏi tiêu chí này" in said
    assert "Hôm nay: đạt. Có 1." in said


def test_the_reasons_of_today_are_one_click_away(window: Window, page: RoundsPage) -> None:
    press(page, "Xem căn cứ hôm nay")
    settle(window)
    shown = window.pages["eligibility"]
    assert window.page is shown
    assert "Phòng Hợp tác quốc tế" in words_of(shown)


def test_with_nobody_chosen_all_who_pass_are_offered(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "rounds")
    assert isinstance(window.page, RoundsPage)
    assert "Chưa chọn ai. 6 đối tượng đã đạt điều kiện." in words_of(window.page)
    press(window.page, "Đưa cả 6 vào")
    settle(window)
    assert len(_order(window.page)) == 6


def test_without_a_round_the_page_offers_to_open_one(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "rounds")
    page = visit(window, RoundsPage)
    assert "Chưa có đợt nào." in words_of(page)
    press(page, "Mở đợt mới")
    assert window.page is window.pages["new_round"]


def _row(have: int, low: int | None, high: int | None, verdict: QuotaVerdict) -> QuotaRow:
    return QuotaRow(
        code="X", unit=None, unit_name="Sở", year=2021, verdict=verdict, have=have, minimum=low, maximum=high
    )


@pytest.mark.parametrize(
    ("row", "bounds", "word"),
    [
        (_row(5, 4, 5, QuotaVerdict.MET), "5, cần 04–05", "Đủ"),
        (_row(2, 4, 5, QuotaVerdict.SHORT), "2, cần 04–05", "Thiếu 2"),
        (_row(6, 4, 5, QuotaVerdict.OVER), "6, cần 04–05", "Vượt 1"),
        (_row(2, 3, None, QuotaVerdict.SHORT), "2/3", "Thiếu 1"),
        (_row(0, None, None, QuotaVerdict.NOT_APPLICABLE), "0", "Không áp dụng"),
    ],
)
def test_a_quota_is_said_in_words(row: QuotaRow, bounds: str, word: str) -> None:
    line = QuotaLine("Chỉ tiêu", "Sở", row)
    assert (line.bounds, line.word) == (bounds, word)


def test_quotas_are_summed_up() -> None:
    rows = [_row(5, 4, 5, QuotaVerdict.MET), _row(1, 4, 5, QuotaVerdict.SHORT), _row(6, 4, 5, QuotaVerdict.OVER)]
    assert summary(rows) == "Đủ 1, thiếu 1, vượt 1."
