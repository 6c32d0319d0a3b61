"""Nhập theo năm in the window: typed, pasted, filled, decided, asked and taken back with real keys and clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dienhinh_desktop.domain.records import Award, Grade, Subject, SubjectKind
from dienhinh_desktop.domain.year_grid import CellKey, CellState, GridCell, GridColumn, GridField
from dienhinh_desktop.services import proofs, records, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.fields import Choice
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.records.years.page import YearsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import press, visit, words_of

Open = Callable[..., Window]
Key, Mod = Qt.Key, Qt.KeyboardModifier
G25, T25 = GridColumn(2025, GridField.GRADE), GridColumn(2025, GridField.TITLE)


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> YearsPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    shown = visit(window, YearsPage)
    shown.view.setFocus()
    return shown


def person(page: YearsPage, number: int) -> str:
    return page.cells.people()[number].code


def at(page: YearsPage, number: int, column: GridColumn = G25) -> CellKey:
    key = (person(page, number), column)
    assert page.view.choose(key)
    return key


def cell(page: YearsPage, key: CellKey) -> GridCell:
    found = page.cells.cell(page.cells.index_of(key))
    assert found is not None
    return found


def keys(window: Window, page: YearsPage, *pressed: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    """Press keys where the focus is, and let what they ask for be done."""
    for key in pressed:
        focus = window.focusWidget() or page.view
        QTest.keyClick(focus, key, held)
    settle(window)


def paste(window: Window, page: YearsPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    keys(window, page, Key.Key_V, held=Mod.ControlModifier)


def kept_grade(ctx: Context, code: str, year: int = 2025) -> list[Grade]:
    return [row.grade for row in records.open_card(ctx, code).ratings if row.year == year]


def kept_titles(ctx: Context, code: str, year: int = 2025) -> set[str]:
    return {row.form for row in records.open_card(ctx, code).titles.get(year, ())}


def last_label(ctx: Context) -> str:
    return upkeep.acts(ctx, 1)[0].label


# --- what is shown -----------------------------------------------------------------------------------------------


def test_the_grid_has_names_years_and_units(page: YearsPage) -> None:
    assert len(page.cells.people()) == 64
    assert page.cells.line(0).text == "Phòng Hợp tác quốc tế"  # type: ignore[union-attr]
    assert page.view.heading.count() == len(page.cells.columns) + 1
    assert page.filters.count.text() == "Đã nhập 63/64 người năm 2025"
    assert page.filters.only.count == 4
    assert page.view.current_key() == (person(page, 0), G25), "work begins in this year's first cell"


def test_names_stand_still_while_years_scroll(page: YearsPage) -> None:
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = page.cells.rowCount() - 1
    years = page.view.visualRect(page.cells.index(last, 1))
    names = page.names.visualRect(page.cells.index(last, 0))
    assert (names.top(), names.height()) == (years.top(), years.height())
    page.view.horizontalScrollBar().setValue(0)
    assert page.names.visualRect(page.cells.index(last, 0)) == names
    page.names.verticalScrollBar().setValue(0)
    assert bar.value() == 0


def test_a_cell_is_spoken_in_words(page: YearsPage) -> None:
    index = page.cells.index_of(at(page, 0))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.cells.data(index, role) == "Nguyễn Khắc Anh, xếp loại 2025, Hoàn thành tốt nhiệm vụ"


def test_only_those_with_something_missing_stay_until_asked_anew(window: Window, page: YearsPage) -> None:
    page.filters.only.click()
    settle(window)
    assert len(page.cells.people()) == 4
    first = page.cells.people()[0]
    place = next(n for n, each in enumerate(first.cells) if each.state is CellState.MISSING)
    page.view.choose((first.code, page.cells.columns[place]))
    keys(window, page, Key.Key_T)
    assert page.filters.only.count == 3
    assert page.cells.people()[0].code == first.code, "nobody is lost while being filled in"
    page.filters.only.click()
    page.filters.only.click()
    assert len(page.cells.people()) == 3


def test_unit_and_kind_narrow_the_grid(window: Window, page: YearsPage) -> None:
    page.filters.unit.choose("HTQT")
    page.filters.unit.picked.emit("HTQT")
    settle(window)
    assert len(page.cells.people()) == 10
    page.filters.unit.choose("")
    page.filters.kind.choose(SubjectKind.COLLECTIVE.value)
    page.filters.kind.picked.emit(SubjectKind.COLLECTIVE.value)
    settle(window)
    assert all(row.kind is SubjectKind.COLLECTIVE for row in page.cells.people())
    page.filters.kind.choose(SubjectKind.HOUSEHOLD.value)
    page.filters.kind.picked.emit(SubjectKind.HOUSEHOLD.value)
    settle(window)
    assert "Chưa có hộ nào trong dữ liệu." in words_of(page.stage)
    assert [page.filters.mode.itemText(n) for n in range(page.filters.mode.count())] == [
        "Tình trạng hộ",
        "Danh hiệu",
        "Bằng khen, giấy khen",
        "Số liệu, chỉ tiêu",
    ]


def test_the_records_page_leads_to_its_unit_in_the_grid_and_back(window: Window, ctx: Context) -> None:
    shown = visit(window, RecordsPage)
    shown.unit.choose("HTQT")
    shown.unit.picked.emit("HTQT")
    settle(window)
    press(shown, "Nhập theo năm")
    settle(window)
    page: Any = window.page
    assert isinstance(page, YearsPage)
    assert (page.filters.unit.currentText(), len(page.cells.people())) == ("Phòng Hợp tác quốc tế", 10)
    at(page, 3)
    press(page, "Về danh sách hồ sơ")
    settle(window)
    assert shown.desk.card.name.text() == page.cells.people()[3].name


# --- keys --------------------------------------------------------------------------------------------------------


def test_grade_keys_and_enter_go_down_the_column(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0)
    keys(window, page, Key.Key_X, Key.Key_Return, Key.Key_T, Key.Key_Return, Key.Key_3, Key.Key_Return)
    assert [kept_grade(ctx, person(page, n)) for n in range(3)] == [[Grade.HTXSNV], [Grade.HTTNV], [Grade.HTNV]]
    assert page.view.current_key() == (person(page, 3), G25)
    assert last_label(ctx) == f"Nhập xếp loại 2025 của {page.cells.people()[2].name}"
    keys(window, page, Key.Key_Return, held=Mod.ShiftModifier)
    assert page.view.current_key() == (person(page, 2), G25)


def test_the_cursor_passes_over_unit_headings_and_from_line_to_line(window: Window, page: YearsPage) -> None:
    at(page, 9, T25)
    assert page.cells.groups()[1] == page.cells.line_of(person(page, 9)) + 1  # type: ignore[operator]
    keys(window, page, Key.Key_Down)
    assert page.view.current_key() == (person(page, 10), T25)
    keys(window, page, Key.Key_Up)
    assert page.view.current_key() == (person(page, 9), T25)
    keys(window, page, Key.Key_Tab)
    assert page.view.current_key() == (person(page, 10), page.cells.columns[0])
    keys(window, page, Key.Key_Backtab, held=Mod.ShiftModifier)
    assert page.view.current_key() == (person(page, 9), T25)
    keys(window, page, Key.Key_Home)
    assert page.view.current_key() == (person(page, 9), page.cells.columns[0])
    keys(window, page, Key.Key_End)
    assert page.view.current_key() == (person(page, 9), T25)


@pytest.mark.parametrize(
    ("letters", "grade"), [("kht", Grade.KHTNV), ("HTT", Grade.HTTNV), ("htxs", Grade.HTXSNV), ("ht", Grade.HTNV)]
)
def test_a_short_word_typed_letter_by_letter_means_the_word(
    window: Window, page: YearsPage, ctx: Context, letters: str, grade: Grade
) -> None:
    key = at(page, 1)
    for letter in letters:
        QTest.keyClick(page.view, Key[f"Key_{letter.upper()}"])
    settle(window)
    assert kept_grade(ctx, key[0]) == [grade]
    assert not page.view.editor.open


def test_after_a_pause_a_letter_is_a_key_of_its_own(window: Window, page: YearsPage, ctx: Context) -> None:
    page.view.pause = 0.0
    key = at(page, 1)
    keys(window, page, Key.Key_H, Key.Key_T)
    assert kept_grade(ctx, key[0]) == [Grade.HTTNV]


def test_grade_keys_wait_until_an_input_method_commits_them(window: Window, page: YearsPage, ctx: Context) -> None:
    key = at(page, 0)
    before = kept_grade(ctx, key[0])
    QApplication.sendEvent(page.view, QInputMethodEvent("x", []))
    settle(window)
    assert (kept_grade(ctx, key[0]), page.view.editor.open) == (before, False)
    committed = QInputMethodEvent("", [])
    committed.setCommitString("x")
    QApplication.sendEvent(page.view, committed)
    settle(window)
    assert kept_grade(ctx, key[0]) == [Grade.HTXSNV]


def test_letters_still_composed_open_the_list_of_titles(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0, T25)
    QApplication.sendEvent(page.view, QInputMethodEvent("cs", []))
    editor = page.view.editor
    assert editor.open
    assert editor.list.found[0].text == "Chiến sĩ thi đua cơ sở"
    committed = QInputMethodEvent("", [])
    committed.setCommitString("cstđ")
    QApplication.sendEvent(editor, committed)
    assert editor.text() == "cstđ"
    keys(window, page, Key.Key_Escape)
    assert not editor.open


def test_a_title_is_found_by_its_first_letters_and_taken_with_enter(
    window: Window, page: YearsPage, ctx: Context
) -> None:
    key = at(page, 0, T25)
    type_text(page.view, "c")
    editor = page.view.editor
    assert editor.open
    type_text(editor, "s")
    assert [item.code for item in editor.list.found[:2]] == ["CSTD_CS", "CSTD_TINH"]
    keys(window, page, Key.Key_Down, Key.Key_Return)
    assert kept_titles(ctx, key[0]) == {"CSTD_TINH"}
    assert page.view.current_key() == (person(page, 1), T25)
    assert window.focusWidget() is page.view


def test_f2_mends_a_title_esc_leaves_it_and_tab_goes_right(window: Window, page: YearsPage, ctx: Context) -> None:
    key = at(page, 0, GridColumn(2024, GridField.TITLE))
    before = kept_titles(ctx, key[0], 2024)
    keys(window, page, Key.Key_F2)
    editor = page.view.editor
    assert editor.text() == "LĐTT"
    type_text(editor, "xyz")
    keys(window, page, Key.Key_Escape)
    assert (editor.open, kept_titles(ctx, key[0], 2024)) == (False, before)
    keys(window, page, Key.Key_F2)
    editor.setText("")
    type_text(editor, "CSTĐ cơ sở; LĐTT")
    keys(window, page, Key.Key_Tab)
    assert kept_titles(ctx, key[0], 2024) == {"CSTD_CS", "LDTT"}
    assert page.view.current_key() == (key[0], G25)


def test_a_field_left_by_a_click_elsewhere_is_kept(window: Window, page: YearsPage, ctx: Context) -> None:
    key = at(page, 0, T25)
    keys(window, page, Key.Key_F2)
    page.view.editor.setText("CSTĐ cơ sở")
    other = page.view.visualRect(page.cells.index_of((person(page, 4), T25))).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=other)
    settle(window)
    assert kept_titles(ctx, key[0]) == {"CSTD_CS"}
    assert page.view.current_key() == (person(page, 4), T25)


def test_del_clears_ctrl_d_copies_down_and_ctrl_z_takes_back_one_at_a_time(
    window: Window, page: YearsPage, ctx: Context
) -> None:
    first, second = at(page, 7), at(page, 8)
    assert cell(page, first).grade is Grade.HTXSNV
    keys(window, page, Key.Key_D, held=Mod.ControlModifier)
    assert kept_grade(ctx, second[0]) == [Grade.HTXSNV]
    keys(window, page, Key.Key_Delete)
    assert kept_grade(ctx, second[0]) == []
    assert last_label(ctx) == f"Xóa xếp loại 2025 của {page.name_of(second[0])}"
    keys(window, page, Key.Key_Z, held=Mod.ControlModifier)
    assert kept_grade(ctx, second[0]) == [Grade.HTXSNV]
    assert cell(page, second).grade is Grade.HTXSNV
    assert page.view.current_key() == second, "the cursor stays"
    keys(window, page, Key.Key_Z, held=Mod.ControlModifier)
    assert kept_grade(ctx, second[0]) == [Grade.HTTNV]


def test_a_selection_is_filled_down_cleared_and_copied_as_a_block(
    window: Window, page: YearsPage, ctx: Context
) -> None:
    at(page, 7)
    keys(window, page, Key.Key_Down, Key.Key_Down, Key.Key_Right, held=Mod.ShiftModifier)
    assert len(page.view.selected_keys()) == 6
    keys(window, page, Key.Key_C, held=Mod.ControlModifier)
    assert QGuiApplication.clipboard().text() == "HTXSNV\tLĐTT\nHTTNV\tLĐTT\nHTXSNV\tLĐTT"
    keys(window, page, Key.Key_D, held=Mod.ControlModifier)
    assert [kept_grade(ctx, person(page, n)) for n in (7, 8, 9)] == [[Grade.HTXSNV]] * 3
    assert len(page.view.selected_keys()) == 6, "the selection stays"
    keys(window, page, Key.Key_X, held=Mod.ControlModifier)
    assert [kept_grade(ctx, person(page, n)) for n in (7, 8, 9)] == [[], [], []]
    at(page, 7)
    keys(window, page, Key.Key_V, held=Mod.ControlModifier)
    press(page, "Giữ 6 ô")
    settle(window)
    assert [kept_grade(ctx, person(page, n)) for n in (7, 8, 9)] == [[Grade.HTXSNV]] * 3, "as copied after filling"


# --- pasting -----------------------------------------------------------------------------------------------------


def test_a_block_is_shown_asked_about_and_kept_as_one_act(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0)
    before = [kept_grade(ctx, person(page, n)) for n in range(4)]
    paste(window, page, "HTXS\nHTXS NV\nKhá\nKhá")
    told = words_of(page.block)
    for line in ("Vừa dán 4 ô từ Excel", "1 ô hiểu ngay", "1 ô viết khác, đã hiểu", "2 ô chưa hiểu: “Khá”"):
        assert line in told
    assert [kept_grade(ctx, person(page, n)) for n in range(4)] == before, "nothing is written yet"
    (choice,) = page.block.words.values()
    assert window.focusWidget() is choice
    choice.choose("HTTNV")
    choice.picked.emit("HTTNV")
    settle(window)
    assert "“Khá” → HTT, nhớ cho lần sau" in words_of(page.block)
    assert window.focusWidget() is page.block.keep
    press(page, "Giữ 4 ô")
    settle(window)
    grades = [kept_grade(ctx, person(page, n))[0].short for n in range(4)]
    assert grades == ["HTXS", "HTXS", "HTT", "HTT"]
    assert last_label(ctx).startswith("Dán ")
    assert not page.block.isVisible()
    assert window.focusWidget() is page.view
    keys(window, page, Key.Key_Z, held=Mod.ControlModifier)
    assert [kept_grade(ctx, person(page, n)) for n in range(4)] == before


def test_a_word_decided_once_is_understood_the_next_time(window: Window, page: YearsPage) -> None:
    at(page, 0)
    paste(window, page, "Giỏi")
    (choice,) = page.block.words.values()
    choice.choose("HTXSNV")
    choice.picked.emit("HTXSNV")
    settle(window)
    keys(window, page, Key.Key_S, held=Mod.ControlModifier)
    at(page, 1)
    paste(window, page, "giỏi")
    assert "1 ô viết khác, đã hiểu" in words_of(page.block)
    assert not page.block.words


def test_a_block_is_dropped_with_esc_and_nothing_changes(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0)
    paste(window, page, "K\nK")
    assert len(page.cells.laid) == 2
    keys(window, page, Key.Key_Escape)
    assert (page.cells.laid, page.desk.block, page.block.isVisible()) == ({}, None, False)
    assert kept_grade(ctx, person(page, 0)) == [Grade.HTTNV]


def test_unclear_cells_left_over_are_told_when_the_rest_is_kept(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0)
    paste(window, page, "HTXS\nblah")
    keys(window, page, Key.Key_S, held=Mod.ControlModifier)
    assert kept_grade(ctx, person(page, 0)) == [Grade.HTXSNV]
    assert "1 ô của lần dán không ghi" in words_of(page)


def test_names_in_the_block_find_their_rows_and_strangers_are_told(
    window: Window, page: YearsPage, ctx: Context
) -> None:
    names = [page.cells.people()[n].name for n in (12, 3)]
    at(page, 0)
    paste(window, page, f"{names[0]}\tHTXS\nNgười Lạ\tHTT\n{names[1]}\tHT")
    told = words_of(page.block)
    assert "Vừa dán 2 ô, theo họ tên" in told
    assert "“Người Lạ”: không có trong lưới" in told
    press(page, "Giữ 2 ô")
    settle(window)
    assert kept_grade(ctx, person(page, 12)) == [Grade.HTXSNV]
    assert kept_grade(ctx, person(page, 3)) == [Grade.HTNV]


def test_a_block_too_large_says_what_falls_outside(window: Window, page: YearsPage) -> None:
    at(page, 63, T25)
    paste(window, page, "LĐTT\tthừa\nCSTĐ cơ sở")
    told = words_of(page.block)
    assert "2 chỗ của khối không ghi vào đâu" in told
    assert "“thừa”: nằm ngoài cột cuối cùng" in told
    assert "“CSTĐ cơ sở”: nằm dưới người cuối cùng" in told


def test_an_empty_clipboard_is_refused_in_words(window: Window, page: YearsPage) -> None:
    at(page, 0)
    paste(window, page, " \n")
    assert "Bộ nhớ tạm không có chữ nào để dán" in words_of(page)
    assert page.desk.block is None


def test_a_cell_typed_over_leaves_the_block(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0)
    paste(window, page, "K\nK")
    at(page, 1)
    keys(window, page, Key.Key_X)
    assert set(page.cells.laid) == {(person(page, 0), G25)}
    assert kept_grade(ctx, person(page, 1)) == [Grade.HTXSNV]


# --- what is not understood, early, doubtful -----------------------------------------------------------------------


def test_typed_words_not_understood_are_asked_about_and_can_be_mended(
    window: Window, page: YearsPage, ctx: Context
) -> None:
    key = at(page, 0)
    keys(window, page, Key.Key_F2)
    page.view.editor.setText("")
    type_text(page.view.editor, "Khá tốt")
    keys(window, page, Key.Key_Return)
    assert "1 ô vừa gõ chưa ghi" in words_of(page.block)
    assert key in page.cells.laid
    assert kept_grade(ctx, key[0]) == [Grade.HTTNV]
    (choice,) = page.block.words.values()
    assert isinstance(choice, Choice)
    choice.choose("HTXSNV")
    choice.picked.emit("HTXSNV")
    settle(window)
    press(page, "Giữ 1 ô")
    settle(window)
    assert kept_grade(ctx, key[0]) == [Grade.HTXSNV]


def test_a_year_before_somebody_came_is_asked_about_in_a_notice(window: Window, page: YearsPage, ctx: Context) -> None:
    late = next(n for n, row in enumerate(page.cells.people()) if row.started and row.started > 2021)
    key = at(page, late, GridColumn(2021, GridField.GRADE))
    assert cell(page, key).state is CellState.NOT_YET
    keys(window, page, Key.Key_T)
    assert kept_grade(ctx, key[0], 2021) == []
    assert f"Năm 2021 {page.name_of(key[0])} chưa vào cơ quan. Vẫn ghi?" in words_of(page)
    press(page, "Vẫn ghi")
    settle(window)
    assert kept_grade(ctx, key[0], 2021) == [Grade.HTTNV]
    assert "Vẫn ghi?" not in words_of(page)


def test_early_cells_of_a_block_are_kept_only_when_ticked(window: Window, page: YearsPage, ctx: Context) -> None:
    late = next(n for n, row in enumerate(page.cells.people()) if row.started and row.started > 2021)
    key = at(page, late, GridColumn(2021, GridField.GRADE))
    paste(window, page, "HTT")
    assert not page.block.keep.isEnabled()
    page.block.early.click()
    settle(window)
    press(page, "Giữ 1 ô")
    settle(window)
    assert kept_grade(ctx, key[0], 2021) == [Grade.HTTNV]


def test_a_contradiction_is_told_and_leads_to_its_cell(window: Window, page: YearsPage) -> None:
    key = at(page, 2)
    keys(window, page, Key.Key_K)
    told = words_of(page.notes)
    assert "không khớp xếp loại KHTNV" in told
    assert cell(page, (key[0], T25)).doubt
    at(page, 30)
    press(page.notes, f"{page.name_of(key[0])}, danh hiệu 2025")
    assert page.view.current_key() == (key[0], T25)
    press(page.notes, "Đóng các chỗ cần xem")
    assert not page.notes.isVisible()


# --- whole columns -------------------------------------------------------------------------------------------------


def test_a_column_is_filled_where_it_is_empty(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0, T25)
    empty = [row.code for row in page.cells.people() if row.cells[-1].state is CellState.EMPTY]
    assert page.columns.fill.words.key == "LĐTT"
    press(page.columns.fill, f"Điền {len(empty)} ô trống")
    settle(window)
    assert all(kept_titles(ctx, code) == {"LDTT"} for code in empty)
    assert last_label(ctx).startswith(f"Điền {len(empty)} ô danh hiệu 2025")
    keys(window, page, Key.Key_Z, held=Mod.ControlModifier)
    assert all(kept_titles(ctx, code) == set() for code in empty)


def test_one_decision_is_written_into_every_cell_without_one(window: Window, page: YearsPage, ctx: Context) -> None:
    at(page, 0, T25)
    empty = [row.code for row in page.cells.people() if row.cells[-1].state is CellState.EMPTY]
    press(page.columns.fill, f"Điền {len(empty)} ô trống")
    settle(window)
    press(page.columns.decision, f"Áp dụng cho {len(empty)} ô chưa có số")
    assert "Số quyết định để trống" in page.columns.decision.fault.text()
    type_text(page.columns.decision.number, "412/QĐ-SNgV")
    type_text(page.columns.decision.day, "31/02/2025")
    press(page.columns.decision, f"Áp dụng cho {len(empty)} ô chưa có số")
    assert "không có ngày 31/2/2025" in page.columns.decision.fault.text()
    page.columns.decision.day.setText("26/12/2025")
    type_text(page.columns.decision.issuer, "Sở Ngoại vụ")
    press(page.columns.decision, f"Áp dụng cho {len(empty)} ô chưa có số")
    settle(window)
    for code in empty:
        (award,) = records.open_card(ctx, code).titles[2025]
        assert (award.decision, award.issuer) == ("412/QĐ-SNgV", "Sở Ngoại vụ")
    assert page.columns.decision.apply.accessibleName() == "Không còn ô nào thiếu số"
    assert last_label(ctx) == f"Ghi quyết định 412/QĐ-SNgV cho {len(empty)} ô danh hiệu 2025"


def test_a_known_number_fills_day_and_issuer(window: Window, page: YearsPage) -> None:
    at(page, 0, T25)
    type_text(page.columns.decision.number, "110/qđ-sngv")
    page.columns.decision.number.editingFinished.emit()
    assert (page.columns.decision.day.text(), page.columns.decision.issuer.text()) == (
        "26/12/2025",
        "Giám đốc Sở Ngoại vụ",
    )


def test_a_number_known_elsewhere_fills_day_and_issuer_and_its_scan_is_used_again(
    window: Window, page: YearsPage, ctx: Context, tmp_path: Path
) -> None:
    reward = Award(subject="CB001", form="BK_TINH", decision="77/QĐ-UBND", date=date(2025, 11, 6), issuer="UBND tỉnh")
    scan = tmp_path / "QD_77.pdf"
    scan.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    records.save_entry(ctx, reward, files=proofs.kept_of(ctx, [scan]))
    at(page, 0, T25)
    card = page.columns.decision
    type_text(card.number, "77/qđ-ubnd")
    card.number.editingFinished.emit()
    settle(window)
    assert (card.day.text(), card.issuer.text()) == ("06/11/2025", "UBND tỉnh")
    assert "Số này đã có bản quét QD_77" in words_of(card)
    empty = [row.code for row in page.cells.people() if row.cells[-1].state is CellState.EMPTY]
    press(page.columns.fill, f"Điền {len(empty)} ô trống")
    settle(window)
    press(card, "Dùng bản quét này")
    press(card, f"Áp dụng cho {len(empty)} ô chưa có số")
    settle(window)
    (held,) = proofs.of_subject(ctx, empty[0])
    assert (held.file.name, held.uses[0].table) == ("QD_77.pdf", "awards")
    assert "bản quét" not in words_of(card)


def test_the_menu_tells_the_decision_of_a_cell_and_opens_the_record(window: Window, page: YearsPage) -> None:
    key = at(page, 0, T25)
    page.view.customContextMenuRequested.emit(page.view.visualRect(page.view.currentIndex()).center())
    menu = page.findChildren(QMenu)[-1]
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions) == [
        "Chép  (Ctrl+C)",
        "Dán  (Ctrl+V)",
        "Điền xuống  (Ctrl+D)",
        "Xóa ô  (Del)",
        "Sửa từng dòng của ô  (Alt+Enter)",
        "Xem quyết định của ô này",
        "Mở hồ sơ",
    ]
    actions["Xem quyết định của ô này"].trigger()
    settle(window)
    assert "Lao động tiên tiến 2025, số 110/QĐ-SNgV ngày 26/12/2025" in words_of(page)
    actions["Mở hồ sơ"].trigger()
    settle(window)
    shown: Any = window.pages["records"]
    assert shown.desk.card.name.text() == page.name_of(key[0])
    menu.close()


def test_a_change_elsewhere_is_shown_and_the_cursor_stays(window: Window, page: YearsPage, ctx: Context) -> None:
    key = at(page, 5)
    card = records.open_card(ctx, key[0])
    rating = next(row for row in card.ratings if row.year == 2025)
    page.act(lambda _progress: records.delete_entry(ctx, "ratings", rating.id or 0))
    settle(window)
    assert cell(page, key).state is CellState.MISSING
    assert page.view.current_key() == key


def test_on_a_small_screen_the_cards_are_a_drawer(window: Window, page: YearsPage) -> None:
    assert not page.drawer.isVisible()
    window.resize(911, 442)
    settle(window)
    at(page, 0, T25)
    assert not page.panel.isVisible()
    press(page, "Quyết định chung, điền cả cột")
    settle(window)
    assert page.panel.isVisible()
    assert page.panel.isAncestorOf(window.focusWidget())
    keys(window, page, Key.Key_Escape)
    assert not page.panel.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 698), (1093, 544), (1280, 620)])
def test_whole_columns_fill_the_view(window: Window, page: YearsPage, width: int, height: int) -> None:
    window.resize(width, height)
    settle(window)
    room, cell_width = page.view.viewport().width(), page.view.columnWidth(1)
    assert cell_width >= 66
    assert room % cell_width < room // cell_width, "no sliver of a column"


def test_households_have_a_grid_of_states(window: Window, page: YearsPage, ctx: Context) -> None:
    records.save_subject(ctx, Subject(code="HO9", kind=SubjectKind.HOUSEHOLD, name="Giàng A Páo"))
    page.shell.go("years", kind=SubjectKind.HOUSEHOLD)
    settle(window)
    key = at(page, 0, GridColumn(2025, GridField.STATE))
    assert cell(page, key).state is CellState.MISSING
    type_text(page.view, "c")
    keys(window, page, Key.Key_Return)
    assert [row.state.value for row in records.open_card(ctx, "HO9").household_statuses] == ["Cận nghèo"]
    assert not page.columns.decision.isVisible()
    assert last_label(ctx) == "Nhập tình trạng 2025 của Giàng A Páo"


@pytest.mark.parametrize(("width", "height"), [(1366, 698), (1093, 544), (911, 442)])
def test_the_page_fits_small_screens(window: Window, page: YearsPage, width: int, height: int) -> None:
    window.resize(width, height)
    settle(window)
    at(page, 0)
    paste(window, page, "HTT\nKhá\nTốt")
    assert window.width() == width, "nothing asks for more room"
    assert page.block.isVisible()
    assert page.panel.horizontalScrollBar().maximum() == 0
    keys(window, page, Key.Key_Escape)


def test_an_empty_folder_says_so_and_offers_a_way(empty_ctx: Context, open_window: Open) -> None:
    window = open_window(empty_ctx, "years")
    page: Any = window.page
    assert "Chưa có người nào trong dữ liệu." in words_of(page.stage)
    press(page, "Thêm hồ sơ")
    settle(window)
    assert window.page is window.pages["records"]


def test_one_cell_written_is_drawn_anew_without_reading_the_grid_again(window: Window, page: YearsPage) -> None:
    key, before = at(page, 0), page.grid
    asked: list[str] = []
    window.shell.operations.began.connect(lambda job: asked.append(job.key or job.label))
    keys(window, page, Key.Key_X)
    assert "years.grid" not in asked
    assert page.grid is not before
    assert page.view.current_key() == key
