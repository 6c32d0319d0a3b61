"""Filters kept under names, and many records changed at once, through the widgets of Hồ sơ."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from dienhinh_desktop.domain.records import Award, Sex
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.services import proofs, records, saved_filters
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit import file_dialogs
from dienhinh_desktop.ui.kit.columns import CellKind
from dienhinh_desktop.ui.pages.records.batch_form import AWARD
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text
from .doing import press
from .listing_states import select


@pytest.fixture
def page(window: Window) -> RecordsPage:
    shown = window.pages["records"]
    assert isinstance(shown, RecordsPage)
    return shown


def _codes(page: RecordsPage) -> set[str]:
    return {row.code for row in page.table.things.things()}


def _wait(window: Window) -> None:
    QTest.qWait(300)
    settle(window)


def _box(page: RecordsPage, code: str) -> QPoint:
    """Where the box of a row is on the table."""
    number = page.table.things.find(code)
    assert number is not None
    column = [made.kind for made in page.table.things.columns].index(CellKind.PICK)
    return page.table.visualRect(page.table.things.index(number, column)).center()


def test_a_click_on_the_box_of_a_row_adds_it_to_the_selection_and_takes_it_off(
    window: Window, page: RecordsPage
) -> None:
    port, left = page.table.viewport(), Qt.MouseButton.LeftButton
    first, second, third = [row.code for row in page.table.things.things()][:3]
    page.table.choose(first)
    settle(window)
    QTest.mouseClick(port, left, pos=_box(page, second))
    QTest.mouseClick(port, left, pos=_box(page, third))
    assert [row.code for row in page.table.selected()] == [first, second, third]
    QTest.mouseClick(port, left, pos=_box(page, second))
    assert [row.code for row in page.table.selected()] == [first, third]
    QTest.mousePress(port, left, pos=_box(page, first))
    QTest.mouseMove(port, _box(page, third))
    QTest.mouseRelease(port, left, pos=_box(page, third))
    assert [row.code for row in page.table.selected()] == [third], "drawing from a box takes no other row along"
    settle(window)


def test_conditions_are_counted_while_they_are_chosen_then_used_without_being_kept(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    page._open_filter(None)
    form = page.many.filter
    form.inputs["sex"].write(Sex.FEMALE)
    form.inputs["sex"].widget.picked.emit("Nữ")  # type: ignore[attr-defined]
    type_text(form.inputs["age_to"].widget, "40")
    _wait(window)
    expected = saved_filters.count_subjects(ctx, SubjectQuery(sex=Sex.FEMALE, age_to=40))
    assert form.words.text() == f"{expected} hồ sơ khớp"
    press(form, "Chỉ lọc, không lưu")
    settle(window)
    assert len(_codes(page)) == expected
    assert page.filters.words == "Điều kiện"
    assert saved_filters.saved_filters(ctx) == ()
    page.chips._chips["all"].click()
    settle(window)
    assert len(_codes(page)) == 73


def test_a_filter_kept_is_a_chip_with_a_count_that_typing_narrows_further(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    page._open_filter(None)
    form = page.many.filter
    form.inputs["sex"].write(Sex.FEMALE)
    type_text(form.inputs["name"].widget, "Nữ")
    press(form, "Lưu")
    settle(window)
    (kept,) = saved_filters.saved_filters(ctx)
    chip = page.chips._chips["saved:Nữ"]
    assert (chip.isChecked(), chip.count) == (True, kept.count)
    assert len(_codes(page)) == kept.count
    type_text(page.search, "nguyen")
    _wait(window)
    assert 0 < len(_codes(page)) < kept.count
    window.undo()
    settle(window)
    assert "saved:Nữ" not in page.chips._chips, "taking the act back takes the chip away"
    assert page.filters.key == "all"


def test_the_menu_of_filters_offers_all_and_mends_the_one_that_is_on(window: Window, page: RecordsPage) -> None:
    for name in ("Một", "Hai"):
        saved_filters.save_filter(page.ctx, name, SubjectQuery(sex=Sex.FEMALE))
    page.refresh()
    settle(window)
    page.filters.use_saved("Hai")
    settle(window)
    page.filters.more.click()
    menu = next(one for one in page.filters.findChildren(QMenu) if one.isVisible())
    texts = [act.text() for act in menu.actions() if act.text()]
    assert texts[0].startswith("Một  (")
    assert texts[-4:] == ["Sửa, đổi tên bộ lọc…", "Dời sang trái", "Dời sang phải", "Xóa bộ lọc"]
    next(act for act in menu.actions() if act.text() == "Dời sang trái").trigger()
    menu.close()
    settle(window)
    assert [one.name for one in page.filters.saved] == ["Hai", "Một"]
    page._open_filter(page.filters.saved[0])
    field: Any = page.many.filter.inputs["name"].widget
    assert field.text() == "Hai"
    field.setText("Nhì")
    press(page.many.filter, "Lưu")
    settle(window)
    assert [one.name for one in page.filters.saved] == ["Nhì", "Một"]
    assert page.filters.words == "Nhì"


def test_chips_that_have_no_room_wait_in_the_menu_but_never_the_one_that_is_on(
    window: Window, page: RecordsPage
) -> None:
    for number in range(9):
        saved_filters.save_filter(page.ctx, f"Bộ lọc có tên rất dài số {number}", SubjectQuery(sex=Sex.FEMALE))
    page.refresh()
    settle(window)
    page.filters.use_saved("Bộ lọc có tên rất dài số 8")
    settle(window)
    shown = [key for key in page.chips._further if page.chips._chips[key].isVisible()]
    assert "saved:Bộ lọc có tên rất dài số 8" in shown
    assert len(shown) < 9
    assert page.minimumSizeHint().width() < 1158


def test_many_get_another_unit_after_a_preview_and_one_undo_gives_the_old_ones_back(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    codes = ["CB002", "CB003", "CB007", "CB016"]
    before = {code: records.open_card(ctx, code).subject.unit for code in codes}
    select(page, *codes)
    press(page.bulk, "Đổi đơn vị…")
    form = page.many.batch
    assert page.desk.currentWidget() is form
    assert not form.keep.isEnabled()
    form.inputs["unit"].write("HTQT")
    _wait(window)
    shown = {row.code: row.changes for row in form.shown.things.things()}
    assert shown == {code: unit != "HTQT" for code, unit in before.items()}
    assert form.keep.accessibleName() == f"Đổi {sum(shown.values())} dòng"
    form.keep.click()
    settle(window)
    assert page.desk.form is None
    assert {records.open_card(ctx, code).subject.unit for code in codes} == {"HTQT"}
    window.undo()
    settle(window)
    assert {code: records.open_card(ctx, code).subject.unit for code in codes} == before


def test_one_decision_for_many_is_added_to_those_who_do_not_have_it(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    select(page, "CB002", "CB003", "HTQT")
    page.many.start_batch(AWARD, page.table.selected())
    form = page.many.batch
    for key, value in (("form", "BK_TINH"), ("decision", "455/QĐ-UBND")):
        form.inputs[key].write(value)
    _wait(window)
    assert form.words.text().startswith("Sẽ thêm")
    count = sum(row.changes for row in form.shown.things.things())
    form.keep.click()
    settle(window)
    given = [
        award
        for code in ("CB002", "CB003", "HTQT")
        for award in records.open_card(ctx, code).awards
        if (award.form, award.decision) == ("BK_TINH", "455/QĐ-UBND")
    ]
    assert len(given) >= count > 0


def test_a_known_decision_for_many_fills_its_day_and_lays_its_scan_with_everybody(
    window: Window, page: RecordsPage, ctx: Context, tmp_path: Path
) -> None:
    first = Award(subject="CB001", form="BK_TINH", decision="77/QĐ-UBND", date=date(2025, 11, 6), issuer="UBND tỉnh")
    scan = tmp_path / "QD_77.pdf"
    scan.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    records.save_entry(ctx, first, files=proofs.kept_of(ctx, [scan]))
    select(page, "CB002", "CB003")
    page.many.start_batch(AWARD, page.table.selected())
    form = page.many.batch
    form.inputs["form"].write("BK_TINH")
    number = form.inputs["decision"].widget
    number.setFocus()
    type_text(number, "77/qđ-ubnd")
    QTest.keyClick(number, Qt.Key.Key_Tab)
    settle(window)
    assert (form.inputs["date"].read(), form.inputs["issuer"].read()) == (date(2025, 11, 6), "UBND tỉnh")
    press(form, "Dùng bản quét này")
    _wait(window)
    form.keep.click()
    settle(window)
    for code in ("CB002", "CB003"):
        (held,) = proofs.of_subject(ctx, code)
        assert (held.file.name, held.uses[0].table) == ("QD_77.pdf", "awards")
    window.undo()
    settle(window)
    assert proofs.of_subject(ctx, "CB002") == ()


def test_another_row_chosen_neither_does_nor_drops_a_change_of_many(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    select(page, "CB002", "CB003", "CB007")
    page.many.start_batch("unit", page.table.selected())
    page.many.batch.inputs["unit"].write("HTQT")
    page.table.choose("CB016")
    settle(window)
    assert page.desk.form is page.many.batch
    assert records.open_card(ctx, "CB002").subject.unit != "HTQT"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle(window)
    assert page.desk.form is None


def test_the_menu_of_the_list_offers_what_can_be_done_with_those_chosen(window: Window, page: RecordsPage) -> None:
    select(page, "CB002", "CB003")
    menu = QMenu()
    page.table.menu_filling.emit(menu)
    texts = [act.text() for act in menu.actions() if act.text()]
    assert texts == [
        "Đổi đơn vị…",
        "Đổi phân loại…",
        "Thêm đặc điểm…",
        "Thêm thành tích chung…",
        "Gộp hai hồ sơ…",
        "Vào Thùng rác  (Del)",
        "Chép tên",
        "Xuất những hồ sơ này ra Excel…",
    ]


def test_only_those_chosen_are_exported(
    window: Window, page: RecordsPage, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_args: tmp_path / "chon.xlsx")
    select(page, "CB002", "CB003", "CB007")
    page.many.export(page.table.selected())
    settle(window)
    assert window.status.sentence.text() == "Đã ghi 3 hồ sơ vào chon.xlsx."
