"""Taking work back, history, trash, pairs that may be one and merging, in the window with keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from dienhinh_desktop.domain.merging import Side
from dienhinh_desktop.domain.records import Grade, Rating
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.services import identity, records, trash, undoing
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.acts import ActsPage
from dienhinh_desktop.ui.pages.merge import MergePage
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.settings import SettingsPage
from dienhinh_desktop.ui.pages.trash import TrashPage
from dienhinh_desktop.ui.window import Window
from tests.services.test_undoing import rows

from .desk import settle, type_text
from .doing import _Answers, answer, press, visit, words_of
from .history_states import TWIN, change_much, enter_twin, select_rows, subject_of

__all__ = ["answer"]

Open = Callable[..., Window]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: Window) -> RecordsPage:
    shown = window.pages["records"]
    assert isinstance(shown, RecordsPage)
    return shown


def key(window: Window, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, and let the window do what it asks."""
    window.activateWindow()
    QTest.keyClick(window.focusWidget() or window, which, modifier)
    settle(window)


def open_tab(window: Window, code: str, tab: str) -> None:
    window.go("records", {"subject": code, "tab": tab})
    settle(window)


# --- undo and redo --------------------------------------------------------------------------------------------------


def test_ctrl_z_and_ctrl_y_take_back_and_do_again_and_name_it(ctx: Context, window: Window) -> None:
    before = rows(ctx)
    records.save_subject(ctx, replace(subject_of(ctx, "CB002"), note="mới"))
    after = rows(ctx)
    key(window, Qt.Key.Key_Z, CTRL)
    assert rows(ctx) == before
    assert window.status.sentence.text() == "Đã hoàn tác: Sửa hồ sơ Nguyễn Quang Tuấn."
    assert window.status.redo.isVisible()
    assert not window.status.undo.isVisible()
    key(window, Qt.Key.Key_Y, CTRL)
    assert rows(ctx) == after
    assert window.status.sentence.text() == "Đã làm lại: Sửa hồ sơ Nguyễn Quang Tuấn."
    assert window.status.undo.isVisible()
    assert not window.status.redo.isVisible()
    key(window, Qt.Key.Key_Y, CTRL)
    assert window.status.sentence.text() == "Không có việc nào để làm lại."
    press(window.status, "Các việc vừa làm")
    settle(window)
    assert isinstance(window.page, ActsPage)


def test_the_list_goes_back_several_at_once_and_says_how_many(ctx: Context, window: Window) -> None:
    before = rows(ctx)
    for note in ("một", "hai", "ba"):
        records.save_subject(ctx, replace(subject_of(ctx, "CB002"), note=note))
    after = rows(ctx)
    key(window, Qt.Key.Key_Z, CTRL | SHIFT)
    shown = window.page
    assert isinstance(shown, ActsPage)
    key(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_Down)
    assert shown.hint.text() == "Từ việc mới nhất lùi đến hết “Sửa hồ sơ Nguyễn Quang Tuấn”"
    press(shown, "Hoàn tác 3 việc")
    settle(window)
    assert rows(ctx) == before
    assert [act.undone for act in shown.table.things.things()[:4]] == [True, True, True, False]
    assert window.status.sentence.text() == "Đã hoàn tác: 3 việc, từ “Sửa hồ sơ Nguyễn Quang Tuấn”."
    assert not shown.go_back.isEnabled()
    press(shown, "Làm lại")
    settle(window)
    assert rows(ctx) == after
    press(shown, "Hoàn tác")
    settle(window)
    assert [act.undone for act in shown.table.things.things()[:4]] == [True, False, False, False]
    key(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, RecordsPage)


def test_one_older_act_alone_is_refused_in_words_where_later_work_rests_on_it(ctx: Context, window: Window) -> None:
    records.save_subject(ctx, replace(subject_of(ctx, "CB002"), note="một"))
    records.save_subject(ctx, replace(subject_of(ctx, "CB003"), note="khác"))
    records.save_subject(ctx, replace(subject_of(ctx, "CB002"), note="hai"))
    now = rows(ctx)
    shown = visit(window, ActsPage)
    shown.table.choose(shown.table.things.row(2).id)
    press(shown, "Chỉ hoàn tác việc này")
    settle(window)
    assert "vì việc làm sau đó “Sửa hồ sơ Nguyễn Quang Tuấn”" in words_of(shown)
    assert rows(ctx) == now
    shown.table.choose(shown.table.things.row(1).id)
    press(shown, "Chỉ hoàn tác việc này")
    settle(window)
    assert subject_of(ctx, "CB003").note is None
    assert subject_of(ctx, "CB002").note == "hai"


# --- history --------------------------------------------------------------------------------------------------------


def test_the_tab_tells_every_change_and_gives_an_old_value_back(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    change_much(ctx)
    open_tab(window, "CB002", "history")
    tab = page.desk.card.history
    lines = tab.table.things.things()
    tabs = page.desk.card.tabs
    assert tabs.accessibleTabName(tabs.currentIndex()) == f"Lịch sử, {len(lines)}"
    assert not page.desk.card.add.isVisible()
    assert not page.desk.card.strip.isVisible()
    note = next(line for line in lines if line.field == "note")
    tab.table.choose(note.key)
    assert tab.hint.text() == "Trả lại: chưa có"
    press(tab, "Trả lại bản này")
    settle(window)
    assert subject_of(ctx, "CB002").note is None
    assert window.status.sentence.text() == "Đã trả lại Ghi chú: chưa có."
    assert len(tab.table.things.things()) == len(lines) + 1, "the tab reads itself again"
    added = next(line for line in lines if line.heading == "Thêm")
    tab.table.choose(added.key)
    assert not tab.back.isEnabled()


def test_a_line_taken_away_comes_back_from_the_tab(ctx: Context, window: Window, page: RecordsPage) -> None:
    card = records.open_card(ctx, "CB002")
    before = rows(ctx)
    records.delete_entry(ctx, "ratings", card.ratings[0].id or 0)
    open_tab(window, "CB002", "history")
    tab = page.desk.card.history
    tab.table.choose(tab.table.things.row(0).key)
    press(tab, "Trả lại bản này")
    settle(window)
    assert rows(ctx) == before


def test_the_history_of_another_record_is_read_when_it_is_opened(window: Window, page: RecordsPage) -> None:
    open_tab(window, "CB002", "history")
    first = [line.new for line in page.desk.card.history.table.things.things()]
    open_tab(window, "CB003", "history")
    assert [line.new for line in page.desk.card.history.table.things.things()] != first
    page.desk.card.tabs.choose("achievements")
    assert page.desk.card.add.isVisible()
    assert page.desk.card.strip.isVisible()


def test_ctrl_p_writes_the_history_as_pdf(window: Window, page: RecordsPage, tmp_path: Path, answer: _Answers) -> None:
    open_tab(window, "CB002", "history")
    target = tmp_path / "lich_su.pdf"
    answer.save(target)
    key(window, Qt.Key.Key_P, CTRL)
    assert target.read_bytes().startswith(b"%PDF")
    count = len(page.desk.card.history.table.things.things())
    assert f"Đã ghi {count} dòng lịch sử vào lich_su.pdf." in words_of(page)
    answer.save(None)
    target.unlink()
    press(page.desk.card.history, "Ghi ra PDF…")
    settle(window)
    assert not target.exists()


# --- trash ----------------------------------------------------------------------------------------------------------


def test_del_puts_the_record_into_the_trash_and_the_trash_gives_it_back(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    before = rows(ctx)
    open_tab(window, "CB016", "achievements")
    page.table.setFocus()
    key(window, Qt.Key.Key_Delete)
    assert window.status.sentence.text() == "Đã đưa hồ sơ Phan Thị Kim Hà vào Thùng rác."
    records.save_subject(ctx, replace(subject_of(ctx, "CB003"), note="việc khác"))
    press(page, "Thùng rác")
    settle(window)
    shown = window.page
    assert isinstance(shown, TrashPage)
    (item,) = shown.section.table.things.things()
    assert (item.title, item.who) == ("Phan Thị Kim Hà", "người thử")
    key(window, Qt.Key.Key_Return)
    assert shown.section.table.things.things() == []
    assert "Thùng rác trống" in words_of(shown)
    with ctx.db.read() as reader:
        note = reader.last_standing_act()
    assert note is not None
    undoing.undo_one(ctx, note - 1)
    assert rows(ctx) == before
    key(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, RecordsPage)


def test_several_chosen_records_go_and_come_back_together(ctx: Context, window: Window, page: RecordsPage) -> None:
    before = rows(ctx)
    select_rows(page, ("CB016", "CB017", "CB018"))
    settle(window)
    assert page.bulk.words.text() == "Đã chọn 3 hồ sơ"
    assert not page.bulk.merge.isEnabled()
    press(page.bulk, "Vào Thùng rác")
    settle(window)
    assert not page.bulk.isVisible()
    shown = visit(window, TrashPage)
    shown.section.table.selectAll()
    assert shown.section.hint.text() == "Đã chọn 3 mục"
    press(shown, "Khôi phục")
    settle(window)
    assert rows(ctx) == before
    assert trash.trash(ctx) == ()


def test_the_trash_is_a_section_of_the_settings_too(ctx: Context, window: Window) -> None:
    records.delete_subjects(ctx, ["CB016"])
    shown = visit(window, SettingsPage, section="trash")
    press(shown, "Khôi phục")
    settle(window)
    assert trash.trash(ctx) == ()
    assert "Thùng rác trống" in words_of(shown)


def test_a_record_others_refer_to_is_not_deleted_and_the_page_says_why(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    before = rows(ctx)
    open_tab(window, "HTQT", "achievements")
    page.table.setFocus()
    key(window, Qt.Key.Key_Delete)
    assert "Chưa xóa hoặc hoàn tác được vì còn" in words_of(page)
    assert rows(ctx) == before


# --- pairs that may be one, merging ---------------------------------------------------------------------------------


def test_the_chip_counts_the_pairs_and_lists_them_with_reasons(ctx: Context, window: Window, page: RecordsPage) -> None:
    assert page.chips._chips["twins"].count == 0
    enter_twin(ctx)
    key(window, Qt.Key.Key_F5)
    assert page.chips._chips["twins"].count == 1
    page.chips._chips["twins"].click()
    settle(window)
    (pair,) = page.twins.table.things.things()
    assert pair.key == ("CB002", TWIN)
    assert page.twins.why.text() == "Vì cùng tên; cùng năm sinh; cùng đơn vị"
    assert page.desk.card.name.text() == "Nguyễn Quang Tuấn"
    assert not page.foot.isVisible()
    press(page.twins, "Không phải một")
    settle(window)
    assert page.chips._chips["twins"].count == 0
    assert "Không có cặp hồ sơ nào" in words_of(page.twins)
    key(window, Qt.Key.Key_Z, CTRL)
    assert page.chips._chips["twins"].count == 1
    page.chips._chips["all"].click()
    settle(window)
    assert page.foot.isVisible()
    assert page.table.isVisible()


def test_a_pair_is_merged_field_by_field_with_keys_alone(ctx: Context, window: Window, page: RecordsPage) -> None:
    enter_twin(ctx)
    before = rows(ctx)
    key(window, Qt.Key.Key_F5)
    page.chips._chips["twins"].click()
    settle(window)
    page.twins.table.setFocus()
    key(window, Qt.Key.Key_Return)
    shown = window.page
    assert isinstance(shown, MergePage)
    assert "1 chỗ cùng năm mà khác nhau." in words_of(shown)
    assert shown.what.text() == "Chuyển 1 xếp loại và 1 khen thưởng; 1 dòng trùng thành một"
    note = next(made for made in shown.choices["note"].buttons() if made.property("side") == Side.GONE.value)
    assert isinstance(note, QRadioButton)
    assert note.isChecked(), "said by the other alone"
    name = next(made for made in shown.choices["name"].buttons() if made.isChecked())
    name.setFocus()
    key(window, Qt.Key.Key_Right)
    assert shown.side("name") is Side.GONE
    key(window, Qt.Key.Key_S, CTRL)
    assert window.page is page
    merged = subject_of(ctx, "CB002")
    assert (merged.name, merged.note) == ("NGUYỄN QUANG TUẤN", "Nhập từ danh sách năm 2024")
    assert records.find_subjects(ctx, SubjectQuery(text=TWIN)).rows == ()
    assert page.desk.card.name.text() == "NGUYỄN QUANG TUẤN"
    key(window, Qt.Key.Key_Z, CTRL)
    assert rows(ctx) == before


def test_two_chosen_records_are_merged_from_the_list_and_sides_can_be_swapped(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    enter_twin(ctx)
    key(window, Qt.Key.Key_F5)
    select_rows(page, ("CB002", TWIN))
    settle(window)
    press(page.bulk, "Gộp hai hồ sơ…")
    settle(window)
    shown = window.page
    assert isinstance(shown, MergePage)
    press(shown, "Đổi bên")
    settle(window)
    assert shown._view is not None
    assert shown._view.kept.code == TWIN
    rivals = next(found for found in shown.choices if found.startswith("ratings:"))
    assert shown.side(rivals) is Side.BOTH
    next(made for made in shown.choices[rivals].buttons() if made.property("side") == Side.KEPT.value).click()
    press(shown, "Gộp hồ sơ")
    settle(window)
    card = records.open_card(ctx, TWIN)
    assert len({row.year for row in card.ratings}) == len(card.ratings), "one grade for each year"
    assert card.subject.citizen_id is not None, "taken over where this one had none"


def test_records_of_two_kinds_are_not_offered_and_a_refusal_stands_on_the_page(
    window: Window, page: RecordsPage
) -> None:
    select_rows(page, ("CB002", "HTQT"))
    settle(window)
    assert page.bulk.isVisible()
    assert not page.bulk.merge.isEnabled()
    assert page.bulk.merge.toolTip() == "Chọn đúng hai hồ sơ cùng loại"
    shown = visit(window, MergePage, keep="CB002", leave="HTQT")
    assert "nên không gộp được" in words_of(shown)
    assert not shown.merge.isEnabled()


def test_the_merge_page_remembers_that_two_are_two(ctx: Context, window: Window) -> None:
    enter_twin(ctx)
    shown = visit(window, MergePage, keep="CB002", leave=TWIN)
    press(shown, "Không phải một")
    settle(window)
    assert window.status.sentence.text() == f"Đã ghi nhớ CB002 và {TWIN} không phải một."
    assert isinstance(window.page, RecordsPage)
    asked = identity.asked_of(subject_of(ctx, TWIN))
    assert identity.find_alike(ctx, asked) == ()


# --- a new record ---------------------------------------------------------------------------------------------------


def test_a_new_record_is_compared_by_all_that_was_typed_and_never_blocked(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    held = subject_of(ctx, "CB002")
    page.add_new()
    settle(window)
    form = page.desk.subject_form
    name, number = form.inputs["name"].widget, form.inputs["citizen_id"].widget
    type_text(name, "Người Nào Đó")
    name.editingFinished.emit()  # type: ignore[attr-defined]
    settle(window)
    assert "Có thể đã có" not in words_of(form)
    type_text(number, held.citizen_id or "")
    number.editingFinished.emit()  # type: ignore[attr-defined]
    settle(window)
    assert f"Có thể đã có: {held.name}" in words_of(form)
    assert f"Có thể là một, vì cùng số CCCD; tên khác: {held.name}" in words_of(form)
    press(form, "Người khác")
    assert "Có thể đã có" not in words_of(form)
    number.editingFinished.emit()  # type: ignore[attr-defined]
    settle(window)
    assert "Có thể đã có" not in words_of(form), "set aside for this record"
    key(window, Qt.Key.Key_S, CTRL)
    assert page.desk.form is None, "it informs and never blocks"
    assert page.chips._chips["twins"].count == 1


def test_a_mistake_in_a_date_does_not_keep_the_question_from_being_asked(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    page.add_new()
    settle(window)
    form = page.desk.subject_form
    name, birth = form.inputs["name"].widget, form.inputs["birth"].widget
    type_text(birth, "31/02/1970")
    type_text(name, "nguyễn quang tuấn")
    name.editingFinished.emit()  # type: ignore[attr-defined]
    settle(window)
    assert "Có thể đã có: Nguyễn Quang Tuấn" in words_of(form)
    press(form, "Mở")
    settle(window)
    assert page.desk._wanted == "CB002"


def test_a_rating_added_in_the_window_is_the_newest_line_of_the_history(
    ctx: Context, window: Window, page: RecordsPage
) -> None:
    open_tab(window, "CB002", "history")
    window.shell.operations.act(
        page, lambda _progress: records.save_entry(ctx, Rating(subject="CB002", year=2018, grade=Grade.HTNV))
    )
    settle(window)
    assert page.desk.card.history.table.things.row(0).new == "2018: Hoàn thành nhiệm vụ"
