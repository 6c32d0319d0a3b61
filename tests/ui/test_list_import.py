"""Bringing in a list a unit made itself: columns and words, rows that wait, mending, writing, giving back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.domain.imports import RowState
from dienhinh_desktop.domain.list_imports import ListLine
from dienhinh_desktop.domain.records import Records
from dienhinh_desktop.domain.text import fold
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.imports import ImportsPage
from dienhinh_desktop.ui.pages.imports.lists.desk import COLUMNS, LINES, TABLE
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import _Answers, answer, drop, press, visit, words_of
from .list_states import HEADING, ROWS, made_list

__all__ = ["answer"]


@pytest.fixture
def page(window: Window) -> ImportsPage:
    return visit(window, ImportsPage)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return made_list(tmp_path)


def kept(ctx: Context) -> Records:
    with ctx.db.read() as reader:
        return reader.records()


def lines(page: ImportsPage) -> dict[int, ListLine]:
    return {line.row: line for line in page.lists.lines.table.things.things()}


def states(page: ImportsPage) -> dict[int, str]:
    return {row: line.state.label for row, line in lines(page).items()}


def reply(window: Window, page: ImportsPage, row: int, key: str) -> None:
    """Take a row in hand and press one of its answers."""
    assert page.lists.lines.table.choose(row)
    settle(window)
    page.lists.lines.card.radios[key].click()
    settle(window)


def settled(window: Window, page: ImportsPage, made: Path) -> None:
    """Bring the list to where nothing is open: likely words taken, CSTĐ named, every row answered."""
    drop(window, page, made)
    press(page.lists.columns, "Nhận cả 2 từ gần chắc")
    settle(window)
    field = next(one for one in page.lists.columns.words if one.doubt.words == "CSTĐ")
    field.meaning.choose("CSTD_CS")
    field.meaning.picked.emit("CSTD_CS")
    settle(window)
    press(page.lists.columns, "Xem trước")
    settle(window)
    reply(window, page, 9, "keep")
    reply(window, page, 11, "keep0")
    reply(window, page, 12, "same0")
    reply(window, page, 13, "accept")


def test_what_is_doubtful_is_shown_before_anything_is_written(
    window: Window, page: ImportsPage, ctx: Context, made: Path
) -> None:
    before = kept(ctx)
    drop(window, page, made)
    assert page.steps.accessibleName() == "Bước 3, Ghép cột"
    assert {one.doubt.words for one in page.lists.columns.words} == {
        "Lao động tiên tiếm",
        "CSTĐ",
        "Phòng LS-LT",
        "Tổ Lái xe",
    }
    assert page.lists.columns.choices["Mã HR"].key == ""
    assert "1 cột chưa hiểu sẽ không được nhập." in words_of(page.lists.columns)
    assert kept(ctx) == before


def test_every_row_of_the_list_has_its_state(window: Window, page: ImportsPage, made: Path) -> None:
    drop(window, page, made)
    press(page.lists.columns, "Nhận cả 2 từ gần chắc")
    settle(window)
    press(page.lists.columns, "Xem trước")
    settle(window)
    assert states(page) == {
        7: "Không đổi",
        8: "Cập nhật",
        9: "Cần xem",
        10: "Không đổi",
        11: "Cần xem",
        12: "Cần xem",
        13: "Lỗi",
        14: "Lỗi",
        15: "Mới",
    }
    assert not page.lists.lines.foot.onward.isEnabled()
    assert "Còn 3 dòng cần xem, 2 dòng lỗi" in words_of(page.lists.lines)


def test_answers_settle_the_rows_and_the_list_is_written_and_taken_back(
    window: Window, page: ImportsPage, ctx: Context, made: Path
) -> None:
    before = kept(ctx)
    settled(window, page, made)
    assert set(states(page).values()) <= {"Không đổi", "Cập nhật", "Mới"}
    press(page.lists.lines, "Ghi vào sổ")
    settle(window)
    after = kept(ctx)
    names = {subject.name: subject for subject in after.subjects}
    won = {(award.form, award.year) for award in after.awards if award.subject == names["Cao Minh Đức"].code}
    assert won == {("CSTD_CS", 2023)}
    assert any(award.subject == "CB038" and award.decision == "61/QĐ-SNgV" for award in after.awards)
    assert names["Tổ Lái xe"].code == names["Hồ Sỹ Lâm"].unit
    press(page, "Hoàn tác lần nhập này")
    settle(window)
    assert kept(ctx) == before


def test_the_side_chosen_in_a_conflict_is_kept(window: Window, page: ImportsPage, ctx: Context, made: Path) -> None:
    settled(window, page, made)
    reply(window, page, 9, "again")
    reply(window, page, 9, "take")
    press(page.lists.lines, "Ghi vào sổ")
    settle(window)
    (grade,) = (one.grade.name for one in kept(ctx).ratings if (one.subject, one.year) == ("CB033", 2023))
    assert grade == "HTXSNV"


def test_a_wrong_cell_is_mended_in_the_card_and_the_file_stays(window: Window, page: ImportsPage, made: Path) -> None:
    bytes_before = made.read_bytes()
    settled(window, page, made)
    reply(window, page, 13, "again")
    assert lines(page)[13].state is RowState.WRONG
    page.edit()
    field = page.lists.lines.card.focusWidget()
    assert field is not None
    assert field.text() == "30/2/1994"  # type: ignore[attr-defined]
    field.setText("28/2/1994")  # type: ignore[attr-defined]
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window)
    mended = lines(page)[13]
    assert mended.state is RowState.NEW
    assert mended.said is not None
    assert str(mended.said.birth) == "28/02/1994"
    assert made.read_bytes() == bytes_before


def test_one_answer_is_given_to_all_rows_like_it(window: Window, page: ImportsPage, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Danh sách", 0)
    for row in (("TT", "Họ và tên", "Đơn vị"), (1, "Võ Khắc Luân", "Phòng Lãnh sự - Lễ tân"),
                (2, "Lê Tuấn Tâm", "Phòng Lãnh sự - Lễ tân"), (3, "Vũ Thị Mai", "Phòng Lãnh sự - Lễ tân")):  # fmt: skip
        sheet.append(list(row))
    book.save(tmp_path / "ds.xlsx")
    drop(window, page, tmp_path / "ds.xlsx")
    assert set(states(page).values()) == {"Cần xem"}
    reply(window, page, 2, "same0")
    press(page.lists.lines.card, "Làm vậy cho 2 dòng giống dòng 2")
    settle(window)
    assert set(states(page).values()) == {"Không đổi"}


def test_keys_go_from_one_waiting_row_to_the_next_and_take_the_likely_answer(
    window: Window, page: ImportsPage, made: Path
) -> None:
    drop(window, page, made)
    press(page.lists.columns, "Nhận cả 2 từ gần chắc")
    settle(window)
    page.lists.show_step(LINES)
    view = page.lists.lines
    view.table.choose(7)
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.table.current_key() == 9
    QTest.keyClick(view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert lines(page)[9].state in (RowState.SAME, RowState.CHANGED)
    assert view.table.current_key() == 11, "the next row that waits is taken in hand"
    QTest.keyClick(view.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.table.current_key() == 14


def test_a_row_left_out_goes_back_to_the_sender(
    window: Window, page: ImportsPage, made: Path, answer: _Answers, tmp_path: Path
) -> None:
    settled(window, page, made)
    reply(window, page, 14, "skip")
    assert states(page)[14] == "Bỏ"
    target = tmp_path / "tra_lai.xlsx"
    answer.save(target)
    press(page.lists.lines, "Xuất dòng lỗi gửi lại đơn vị")
    settle(window)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    texts = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert "Cao Minh Đức" in texts
    assert "Bùi Văn Tâm" not in texts


def test_what_was_decided_is_remembered_for_its_sender(
    window: Window, page: ImportsPage, ctx: Context, made: Path
) -> None:
    settled(window, page, made)
    press(page.lists.lines, "Ghi vào sổ")
    settle(window)
    drop(window, page, made)
    doubtful = {one.doubt.words for one in page.lists.columns.words}
    assert "Phòng LS-LT" not in doubtful
    assert "CSTĐ" not in doubtful
    with ctx.db.read() as reader:
        learned = {(item.words, item.meaning) for item in reader.learned_words("LSLT")}
    assert {("CSTĐ", "CSTD_CS"), ("Phòng LS-LT", "LSLT")} <= learned


def test_what_is_remembered_is_seen_changed_and_forgotten(
    window: Window, page: ImportsPage, ctx: Context, made: Path
) -> None:
    settled(window, page, made)
    press(page.lists.lines, "Ghi vào sổ")
    settle(window)
    press(page.start, "Xem: Cách hiểu đã nhớ")
    view = page.start.learned
    shown = {line.word.words: line.meaning_name for line in view.table.things.things()}
    assert shown["CSTĐ"] == "Chiến sĩ thi đua cơ sở"
    assert shown["Phòng LS-LT"] == "Phòng Lãnh sự - Lễ tân"
    line = next(one for one in view.table.things.things() if one.word.words == "CSTĐ")
    view.table.choose(line.word.id)
    settle(window)
    view.meaning.choose("CSTD_TINH")
    press(view, "Đổi cách hiểu")
    settle(window)
    with ctx.db.read() as reader:
        assert {item.meaning for item in reader.learned_words() if item.words == "CSTĐ"} == {"CSTD_TINH"}
    view.table.pressed.emit(next(one for one in view.table.things.things() if one.word.words == "CSTĐ"), "forget")
    settle(window)
    assert "CSTĐ" not in {one.word.words for one in view.table.things.things()}


def test_another_heading_row_and_another_meaning_of_a_column(window: Window, page: ImportsPage, made: Path) -> None:
    drop(window, page, made)
    page.lists.show_step(TABLE)
    table = page.lists.table
    assert "Tiêu đề ở dòng 6" in words_of(table)
    assert table.raw is not None
    table.raw.choose(2)
    settle(window)
    press(table, "Lấy dòng đang chọn làm tiêu đề")
    settle(window)
    assert "Dòng 2 không có tiêu đề cột họ tên" in words_of(page)
    page.lists.show_step(COLUMNS)
    choice = page.lists.columns.choices["Mã HR"]
    choice.choose("note")
    choice.picked.emit("note")
    settle(window)
    assert lines(page)[7].said is not None
    assert lines(page)[7].said.note == "h1"  # type: ignore[union-attr]


def test_cells_copied_from_a_spreadsheet_are_read_as_a_list(window: Window, page: ImportsPage) -> None:
    rows = [HEADING[:6], *(row[:6] for row in ROWS)]
    QApplication.clipboard().setText("\n".join("\t".join(str(cell or "") for cell in row) for row in rows))
    press(page, "Dán từ Excel")
    settle(window)
    assert page.stack.currentWidget() is page.lists
    assert {fold(line.name) for line in lines(page).values()} == {fold(str(row[1])) for row in ROWS}


def test_an_empty_clipboard_is_refused_in_one_sentence(window: Window, page: ImportsPage) -> None:
    QApplication.clipboard().clear()
    press(page, "Dán từ Excel")
    settle(window)
    assert "không có ô nào được dán" in words_of(page)
    assert page.stack.currentWidget() is page.start


Open = Callable[..., Window]


def test_posts_are_kept_from_the_day_the_clerk_names(
    window: Window, page: ImportsPage, ctx: Context, made: Path
) -> None:
    settled(window, page, made)
    page.lists.show_step(COLUMNS)
    page.lists.columns.posts.setText("01/01/2023")
    page.lists.columns.posts.editingFinished.emit()
    settle(window)
    page.lists.show_step(LINES)
    press(page.lists.lines, "Ghi vào sổ")
    settle(window)
    names = {subject.code: subject.name for subject in kept(ctx).subjects}
    posts = {names[post.subject]: str(post.start) for post in kept(ctx).positions if post.title == "Lái xe"}
    assert posts["Hồ Sỹ Lâm"] == "2023-01-01"
