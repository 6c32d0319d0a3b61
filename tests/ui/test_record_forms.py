"""Forms of records while they are filled in: Enter, known decisions, words that are learned, what is told beside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dienhinh_desktop.services import records, typed_words
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.fields import FindChoice
from dienhinh_desktop.ui.kit.learn_field import LearnField
from dienhinh_desktop.ui.kit.notice import Notice
from dienhinh_desktop.ui.pages.records.entry_form import EntryForm
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import visit

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> RecordsPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    return visit(window, RecordsPage, subject="CB028")


def award_form(window: Window, page: RecordsPage) -> EntryForm:
    page.desk.add_entry("awards")
    settle(window)
    form = page.desk.entry_form
    assert page.desk.form is form
    return form


def field(form: EntryForm, key: str) -> QWidget:
    return form.inputs[key].widget


def hear(qtbot: QtBot, window: Window) -> None:
    """Wait until the form has thought and the worker has answered."""
    qtbot.wait(450)
    settle(window)


def told(form: EntryForm) -> str:
    return " ".join(notice.accessibleName() for notice in form.findChildren(Notice))


def test_enter_goes_through_the_fields_and_from_the_last_one_to_keep(window: Window, page: RecordsPage) -> None:
    form = award_form(window, page)
    field(form, "year").setFocus()
    QTest.keyClick(field(form, "year"), Key.Key_Return)
    assert window.focusWidget() is field(form, "decision")
    QTest.keyClick(field(form, "decision"), Key.Key_Return, Mod.ShiftModifier)
    assert window.focusWidget() is field(form, "year")
    field(form, "revoked").setFocus()
    QTest.keyClick(field(form, "revoked"), Key.Key_Return)
    assert window.focusWidget() is form.keep


def test_enter_on_keep_keeps_and_ctrl_enter_goes_on_with_the_next(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    form = award_form(window, page)
    form.inputs["form"].write("GK_SO")
    form.inputs["year"].write(2025)
    form.keep.setFocus()
    QTest.keyClick(form.keep, Key.Key_Return)
    settle(window)
    assert page.desk.currentWidget() is page.desk.card
    before = len(records.open_card(ctx, "CB028").awards)
    form = award_form(window, page)
    form.inputs["form"].write("BK_TINH")
    QTest.keyClick(field(form, "decision"), Key.Key_Return, Mod.ControlModifier)
    settle(window)
    assert len(records.open_card(ctx, "CB028").awards) == before + 1
    assert page.desk.form is form, "another one is begun"
    assert form.inputs["form"].read() is None


def test_a_known_number_fills_what_is_empty_and_nothing_else(window: Window, page: RecordsPage, ctx: Context) -> None:
    form = award_form(window, page)
    number = field(form, "decision")
    number.setFocus()
    type_text(number, "110/qđ-sngv")
    form.inputs["issuer"].write("Chủ tịch nước")
    QTest.keyClick(number, Key.Key_Return)
    settle(window)
    known = typed_words.known_decision(ctx, "110/QĐ-SNgV")
    assert known is not None
    assert form.inputs["date"].read() == known.day
    assert form.inputs["issuer"].read() == "Chủ tịch nước"


def test_what_contradicts_is_told_without_taking_the_focus_or_stopping_anything(
    qtbot: QtBot, window: Window, page: RecordsPage, ctx: Context
) -> None:
    kept = next(row for row in records.open_card(ctx, "CB028").awards if row.year and not row.refused)
    form = award_form(window, page)
    form.inputs["form"].write(kept.form)
    year = field(form, "year")
    year.setFocus()
    type_text(year, str(kept.year))
    assert told(form) == "", "nothing is asked at every letter"
    hear(qtbot, window)
    assert "ghi 2 lần" in told(form)
    assert "vẫn lưu được" in told(form)
    assert window.focusWidget() is year
    form.inputs["year"].write(2013)
    hear(qtbot, window)
    assert "ghi 2 lần" not in told(form)
    form.inputs["year"].write(kept.year)
    hear(qtbot, window)
    assert form.save()
    settle(window)
    assert sum(row.form == kept.form and row.year == kept.year for row in records.open_card(ctx, "CB028").awards) == 2


def test_a_field_offers_what_was_typed_before_and_takes_new_words(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    form = award_form(window, page)
    issuer = field(form, "issuer")
    assert isinstance(issuer, LearnField)
    most = typed_words.words_used(ctx, "awards")["issuer"]
    assert issuer.suggested() == [words for words, _used in most], "the most used first"
    issuer.setFocus()
    type_text(issuer, "giam doc so")
    assert "Giám đốc Sở Ngoại vụ" in issuer.suggested()
    assert issuer.suggested()[-1] == "Thêm “giam doc so” vào danh mục"
    assert issuer.popup.isVisible()
    QTest.keyClick(issuer.popup, Key.Key_Down)
    QTest.keyClick(issuer.popup, Key.Key_Return)
    settle(window)
    assert issuer.text() == "Giám đốc Sở Ngoại vụ"
    issuer.clear()
    type_text(issuer, "Bộ Ngoại giao mới")
    QTest.keyClick(issuer.popup, Key.Key_Up)
    QTest.keyClick(issuer.popup, Key.Key_Return)
    settle(window)
    assert issuer.text() == "Bộ Ngoại giao mới"


def test_a_wrong_suggestion_is_dropped_by_key_and_comes_back_with_ctrl_z(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    form = award_form(window, page)
    issuer = field(form, "issuer")
    assert isinstance(issuer, LearnField)
    wrong = issuer.suggested()[0]
    issuer.setFocus()
    type_text(issuer, wrong[:4])
    issuer.popup.setCurrentIndex(issuer.popup.model().index(0, 0))
    QTest.keyClick(issuer.popup, Key.Key_Delete, Mod.ShiftModifier)
    settle(window)
    assert wrong not in issuer.suggested()
    assert wrong not in dict(typed_words.words_used(ctx, "awards")["issuer"])
    window.undo()
    settle(window)
    assert wrong in dict(typed_words.words_used(ctx, "awards")["issuer"])


def test_a_unit_that_is_not_there_is_added_from_its_field(window: Window, page: RecordsPage, ctx: Context) -> None:
    page.desk.edit()
    settle(window)
    form = page.desk.subject_form
    unit = form.inputs["unit"].widget
    assert isinstance(unit, FindChoice)
    unit.setFocus()
    unit.selectAll()
    type_text(unit, "Tổ Biên phiên dịch")
    popup = unit.completer().popup()
    assert popup is not None
    assert popup.model().index(popup.model().rowCount() - 1, 0).data() == "Thêm “Tổ Biên phiên dịch” vào danh mục"
    QTest.keyClick(popup, Key.Key_Up)
    QTest.keyClick(popup, Key.Key_Return)
    QApplication.processEvents()
    settle(window)
    assert unit.text() == "Tổ Biên phiên dịch"
    assert form.save(), [(made.fault.text(), key) for key, made in form.form.fields.items()]
    settle(window)
    assert records.open_card(ctx, "CB028").unit_name == "Tổ Biên phiên dịch"


def test_awards_most_given_stand_first_in_their_list(window: Window, page: RecordsPage, ctx: Context) -> None:
    form = award_form(window, page)
    chosen = field(form, "form")
    assert isinstance(chosen, FindChoice)
    (most, _used), *_rest = typed_words.words_used(ctx, "awards")["form"]
    assert chosen.completer().model().index(0, 0).data() == ctx.catalogue.award_name(most)
