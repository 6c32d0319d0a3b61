"""The meeting in the window: numbers under the candidates, votes typed in like a sheet, people, closing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from dienhinh_desktop.domain.council import CouncilPost, TellerPost
from dienhinh_desktop.domain.single_ballots import BallotAnswer
from dienhinh_desktop.services import council, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.edit_table import EditTable
from dienhinh_desktop.ui.pages.rounds import RoundsPage
from dienhinh_desktop.ui.pages.rounds.votes import MeetingPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import press, visit, words_of
from .meeting_states import choose, hold, seat

Open = Callable[..., Window]


def number_of(ctx: Context) -> int:
    return rounds.rounds(ctx)[0].id or 0


@pytest.fixture
def meeting(ctx: Context) -> int:
    return hold(ctx, number_of(ctx))


@pytest.fixture
def window(open_window: Open, ctx: Context, meeting: int) -> Window:
    return open_window(ctx, "rounds")


@pytest.fixture
def page(window: Window) -> MeetingPage:
    return visit(window, MeetingPage, tab="votes")


def key(widget: QWidget, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, code, held)


def type_cell(grid: EditTable, words: str) -> None:
    """Begin typing in the cell in hand and end with Enter."""
    type_text(grid, words[0])
    editor = editor_of(grid)
    type_text(editor, words[1:])
    key(editor, Qt.Key.Key_Return)


def editor_of(grid: EditTable) -> QLineEdit:
    """Return the line a cell is being typed in."""
    return next(made for made in grid.viewport().findChildren(QLineEdit) if made.isVisible())


def agree(ctx: Context, meeting: int) -> list[int | None]:
    return [item.agree for item in council.sitting(ctx, meeting).results]


class TestPanel:
    def test_the_last_meeting_stands_under_the_candidates_in_numbers(self, window: Window) -> None:
        page = window.page
        assert isinstance(page, RoundsPage)
        panel = page.votes.panel
        assert panel.title.text() == "Phiên bình xét ngày 18/12/2025"
        assert [field.text() for field in panel.numbers.values()] == ["19", "17", "17", "17"]
        assert panel.threshold.text() == "50 %"
        assert "Tỷ lệ tính trên tổng số 19 thành viên, kể cả người vắng." in words_of(panel)

    def test_a_wrong_sum_is_named_where_it_was_typed(self, window: Window, ctx: Context, meeting: int) -> None:
        page = window.page
        assert isinstance(page, RoundsPage)
        panel = page.votes.panel
        field = panel.numbers["valid"]
        field.setFocus()
        field.selectAll()
        type_text(field, "18")
        panel.numbers["collected"].setFocus()
        settle(window)
        assert panel.remark.text() == "Phiếu hợp lệ (18) nhiều hơn phiếu thu (17)."
        assert panel.chip.accessibleName() == "Số phiếu không khớp"
        assert council.sitting(ctx, meeting).turnout.valid == 18
        window.undo()
        settle(window)
        assert field.text() == "17"

    def test_what_is_no_number_changes_nothing(self, window: Window, ctx: Context, meeting: int) -> None:
        page = window.page
        assert isinstance(page, RoundsPage)
        panel = page.votes.panel
        for field, words in ((panel.numbers["valid"], "mười"), (panel.threshold, "nhiều")):
            field.setFocus()
            field.selectAll()
            type_text(field, words)
            page.listing.table.setFocus()
            settle(window)
            assert field.property("invalid") == "true"
            assert field.toolTip()
        turnout = council.sitting(ctx, meeting).turnout
        assert turnout.valid == 17

    def test_on_a_low_page_it_is_one_line(self, open_window: Open, ctx: Context, meeting: int) -> None:
        window = open_window(ctx, "rounds", width=911, height=442)
        page = window.page
        assert isinstance(page, RoundsPage)
        panel = page.votes.panel
        assert not panel.numbers["members"].isVisible()
        assert panel.short.text() == "thành viên 19 · có mặt 17 · thu 17 · hợp lệ 17 · cần 50 %"
        assert panel.height() < 60
        press(panel, "Nhập phiếu")
        settle(window)
        assert isinstance(window.page, MeetingPage)

    def test_the_votes_stand_beside_the_candidates(self, window: Window, ctx: Context, meeting: int) -> None:
        page = window.page
        assert isinstance(page, RoundsPage)
        council.enter_votes(ctx, meeting, {("HTQT", "TAP_THE"): 16})
        page.reload()
        settle(window)
        place = [column.key for column in page.listing.table.things.columns].index("votes")
        model = page.listing.table.model()
        assert [model.index(line, place).data() for line in range(2)] == ["16/19  84 %", "chưa bỏ phiếu"]

    def test_without_a_meeting_one_is_opened_with_the_council(self, open_window: Open, ctx: Context) -> None:
        choose(ctx, number_of(ctx))
        seat(ctx)
        window = open_window(ctx, "rounds")
        page = window.page
        assert isinstance(page, RoundsPage)
        assert "Chưa có phiên họp nào của đợt này." in words_of(page.votes.panel)
        press(page.votes.panel, "Mở phiên họp")
        settle(window)
        shown = window.page
        assert isinstance(shown, MeetingPage)
        assert [row.name for row in shown.people.things.things()][:2] == ["Trần Hữu Phước", "Nguyễn Thị Minh Nguyệt"]
        assert shown.people_said.text() == "5 thành viên, có mặt 5, vắng 0, văn bản 0."


class TestVotes:
    def test_numbers_are_typed_down_the_column_by_keys_alone(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        assert page.votes.hasFocus()
        for words in ("16", "15", "9", "15"):
            type_cell(page.votes, words)
        settle(window)
        assert agree(ctx, meeting) == [16, 15, 9, 15]
        assert page.running.text() == (
            "Đã nhập 4/4 đối tượng, cộng 55 phiếu đồng ý; bằng phiếu: Lưu Hoàng An và Nguyễn Kim Thương."
        )
        model = page.votes.model()
        shown = [[model.index(line, place).data() for place in range(2, 7)] for line in range(3)]
        assert shown[0] == ["16", "16/19  84 %", "10", "1", "Đủ phiếu"]
        assert shown[2] == ["9", "9/19  47 %", "10", "4", "Thiếu 1"]

    def test_a_cell_being_typed_outlives_what_is_read_meanwhile(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        type_text(page.votes, "1")
        page.reload()
        settle(window)
        editor = editor_of(page.votes)
        type_text(editor, "6")
        key(editor, Qt.Key.Key_Return)
        settle(window)
        assert agree(ctx, meeting)[0] == 16
        assert page.votes.currentIndex().row() == 1

    def test_f2_leaves_a_cell_that_is_open_already_as_it_is(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        type_text(page.votes, "1")
        page.edit()
        editor = editor_of(page.votes)
        assert editor.text() == "1"
        type_text(editor, "6")
        key(editor, Qt.Key.Key_Return)
        settle(window)
        assert agree(ctx, meeting)[0] == 16

    def test_a_block_from_excel_is_written_as_one(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        QGuiApplication.clipboard().setText("16\r\n15\r\n9\r\n")
        key(page.votes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert agree(ctx, meeting) == [16, 15, 9, None]
        window.undo()
        settle(window)
        assert agree(ctx, meeting) == [None] * 4

    @pytest.mark.parametrize(
        ("block", "said"),
        [
            ("16\nmười", "“mười” không phải số phiếu; gõ số, hoặc để trống."),
            ("1\n2\n3\n4\n5", "Khối dán dài hơn bảng 1 dòng nên chưa ghi dòng nào; chép ít dòng hơn."),
        ],
    )
    def test_a_block_that_cannot_be_kept_changes_nothing(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int, block: str, said: str
    ) -> None:
        QGuiApplication.clipboard().setText(block)
        key(page.votes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert said in words_of(page)
        assert agree(ctx, meeting) == [None] * 4

    def test_cells_are_emptied_copied_and_filled_from_above(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        type_cell(page.votes, "16")
        settle(window)
        key(page.votes, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert agree(ctx, meeting)[:2] == [16, 16]
        key(page.votes, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "16"
        page.remove()
        settle(window)
        assert agree(ctx, meeting)[:2] == [16, None]

    def test_a_reason_keeps_who_has_too_few(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        type_cell(page.votes, "9")
        settle(window)
        assert "Chưa đủ phiếu: Phòng Hợp tác quốc tế." in words_of(page)
        page.votes.setCurrentIndex(page.votes.model().index(0, 7))
        type_cell(page.votes, "Xét bổ sung")
        settle(window)
        assert council.sitting(ctx, meeting).results[0].reason == "Xét bổ sung"
        assert page.votes.model().index(0, 6).data() == "Thiếu 1, giữ"

    def test_the_list_is_put_in_order_of_votes(self, window: Window, page: MeetingPage, ctx: Context) -> None:
        for words in ("9", "15"):
            type_cell(page.votes, words)
        settle(window)
        press(page, "Xếp danh sách theo phiếu")
        settle(window)
        assert [row.name for row in rounds.candidates(ctx, number_of(ctx))][:2] == [
            "Lưu Hoàng An", "Phòng Hợp tác quốc tế",
        ]  # fmt: skip


class TestPeople:
    def test_letters_and_space_choose_who_is_away_and_who_counts(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        seat(ctx)
        page.tabs.choose("people")
        press(page, "Lấy theo Hội đồng")
        settle(window)
        grid = page.people
        grid.setFocus()
        grid.setCurrentIndex(grid.model().index(1, 4))
        type_text(grid, "v")
        settle(window)
        grid.setCurrentIndex(grid.model().index(2, 6))
        key(grid, Qt.Key.Key_Space)
        settle(window)
        grid.setCurrentIndex(grid.model().index(3, 5))
        type_cell(grid, "Ốm")
        settle(window)
        held = council.sitting(ctx, meeting).attendances
        assert [row.present for row in held] == [True, False, True, False, True]
        assert (held[3].reason, held[2].teller) == ("Ốm", TellerPost.HEAD)
        assert page.people_said.text() == "5 thành viên, có mặt 3, vắng 2, văn bản 0."

    def test_a_guest_is_typed_into_the_empty_line_and_dropped_again(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        page.tabs.choose("people")
        type_cell(page.people, "Hoàng Văn Ba")
        settle(window)
        assert [row.name for row in council.sitting(ctx, meeting).attendances] == ["Hoàng Văn Ba"]
        page.people.choose(page.people.things.things()[0].id)
        press(page, "Bỏ người này")
        settle(window)
        assert council.sitting(ctx, meeting).attendances == ()

    def test_the_council_is_pasted_from_excel(self, window: Window, page: MeetingPage, ctx: Context) -> None:
        page.tabs.choose("council")
        QGuiApplication.clipboard().setText("Trần Hữu Phước\tchủ tịch\tGiám đốc\tSở Ngoại vụ\t02/01/2025")
        key(page.council, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        (member,) = council.members(ctx)
        assert (member.name, member.post, member.agency) == ("Trần Hữu Phước", CouncilPost.CHAIR, "Sở Ngoại vụ")
        assert [row.name for row in page.council.things.things()] == ["Trần Hữu Phước", ""]
        page.council.choose(member.id)
        press(page, "Bỏ thành viên này")
        settle(window)
        assert council.members(ctx) == ()


class TestClosing:
    def test_a_meeting_is_closed_and_opened_again_with_a_reason(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        for words in ("16", "15"):
            type_cell(page.votes, words)
        settle(window)
        press(page, "Khóa phiên")
        settle(window)
        assert page.chip.accessibleName() == "Đã khóa"
        page.votes.start()
        type_text(page.votes, "3")
        settle(window)
        assert agree(ctx, meeting)[0] == 16
        press(page, "Mở lại phiên")
        settle(window)
        assert "Chưa ghi lý do mở lại phiên" in words_of(page)
        type_text(page.why, "Đếm lại phiếu")
        press(page, "Mở lại phiên")
        settle(window)
        assert not council.sitting(ctx, meeting).closed
        page.tabs.choose("facts")
        assert "(người thử): Đếm lại phiếu" in page.history.text()

    def test_wrong_sums_keep_it_open_and_are_said(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        type_cell(page.votes, "18")
        settle(window)
        press(page, "Khóa phiên")
        settle(window)
        assert "Phiếu đồng ý của Phòng Hợp tác quốc tế (18) nhiều hơn phiếu hợp lệ (17)." in words_of(page)
        assert not council.sitting(ctx, meeting).closed

    def test_facts_are_kept_when_a_field_is_left(
        self, window: Window, page: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        page.tabs.choose("facts")
        field = page.form.texts["place"]
        field.setFocus()
        type_text(field, "Phòng họp A")
        key(field, Qt.Key.Key_Return)
        settle(window)
        assert council.sitting(ctx, meeting).meeting.place == "Phòng họp A"
        page.form.manner.choose("bieu_quyet")
        page.form.manner.picked.emit("bieu_quyet")
        settle(window)
        assert not page.form.numbers["valid"].isEnabled()

    def test_without_a_round_or_a_meeting_the_page_offers_to_open_one(
        self, open_window: Open, ctx: Context, empty_ctx: Context
    ) -> None:
        window = open_window(ctx, "rounds")
        page = visit(window, MeetingPage)
        assert "Chưa có phiên họp nào của đợt này." in words_of(page)
        press(page, "Mở phiên họp")
        settle(window)
        assert len(council.meetings(ctx, number_of(ctx))) == 1
        empty = visit(open_window(empty_ctx, "rounds"), MeetingPage)
        assert "Chưa có đợt nào." in words_of(empty)


def answers(ctx: Context, meeting: int, number: int) -> list[BallotAnswer]:
    """Return what a ballot says of everyone, in the order of the list."""
    kept = next(ballot for ballot in council.ballots(ctx, meeting) if ballot.number == number)
    return [kept.answers[item.subject, item.field] for item in council.sitting(ctx, meeting).results]


class TestSingleBallots:
    @pytest.fixture
    def single(self, window: Window) -> MeetingPage:
        return visit(window, MeetingPage, tab="single")

    def test_a_ballot_begins_with_everybody_agreed_and_only_the_others_are_marked(
        self, window: Window, single: MeetingPage, ctx: Context, meeting: int
    ) -> None:
        desk = single.single
        assert "Phiếu số 1, phiếu mới" in words_of(desk)
        desk.grid.start()
        key(desk.grid, Qt.Key.Key_Space)
        settle(window)
        assert answers(ctx, meeting, 1)[0] is BallotAnswer.DISAGREE
        assert set(answers(ctx, meeting, 1)[1:]) == {BallotAnswer.AGREE}
        desk.next.click()
        settle(window)
        assert "Phiếu số 2, phiếu mới" in words_of(desk)
        key(desk.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(window)
        assert "Phiếu số 3, phiếu mới" in words_of(desk)
        assert "Đã nhập 2 phiếu: 2 hợp lệ." in words_of(desk)
        assert desk.grid.things.things()[0].agreed == "1/2"

    def test_an_invalid_ballot_counts_for_nobody_and_may_be_taken_out(
        self, window: Window, single: MeetingPage
    ) -> None:
        desk = single.single
        desk.invalid.click()
        settle(window)
        assert "Đã nhập 1 phiếu: 0 hợp lệ, 1 không hợp lệ." in words_of(desk)
        press(desk, "Bỏ phiếu này")
        settle(window)
        assert "Chưa nhập phiếu nào." in words_of(desk)

    def test_totals_cannot_be_typed_over_and_the_sheet_says_where_they_come_from(
        self, window: Window, single: MeetingPage
    ) -> None:
        single.single.next.click()
        settle(window)
        single.tabs.choose("votes")
        single._show_tab()
        single.votes.start()
        type_cell(single.votes, "9")
        settle(window)
        assert "đếm từ 1 phiếu đã nhập từng phiếu" in words_of(single)
