"""Hồ sơ in the window: find without marks, open, add, mend, delete, take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dienhinh_desktop.domain.eligibility import Door
from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.services import records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit import file_dialogs
from dienhinh_desktop.ui.kit.fields import Choice, FindChoice
from dienhinh_desktop.ui.pages.records.inputs import read_number
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.records.specs import ENTRIES, TITLES, How, Lists, build, is_required, tables_of
from dienhinh_desktop.ui.places import PAGES
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text

Open = Callable[..., Window]


@pytest.fixture
def page(window: Window) -> RecordsPage:
    shown = window.pages["records"]
    assert isinstance(shown, RecordsPage)
    return shown


def _names(page: RecordsPage) -> list[str]:
    return [row.name for row in page.table.things.things()]


def _search(window: Window, page: RecordsPage, words: str) -> None:
    page.search.clear()
    type_text(page.search, words)
    page.search._ask()
    settle(window)


def _open(window: Window, code: str, **arguments: Any) -> None:
    window.go("records", {"subject": code, **arguments})
    settle(window)


def test_the_list_is_grouped_by_unit_and_counted(page: RecordsPage) -> None:
    assert len(_names(page)) == 73
    assert page.count.text() == "73 trong 73 hồ sơ"
    first = page.table.things.row(page.table.things.groups()[1])
    assert (first.text, first.note) == ("Phòng Hợp tác quốc tế", "10 người")
    assert page.chips._chips["missing"].count == 5


def test_a_name_is_found_without_marks_in_any_order(window: Window, page: RecordsPage) -> None:
    _search(window, page, "tuan nguyen quang")
    assert _names(page) == ["Nguyễn Quang Tuấn"]
    assert page.desk.card.name.text() == "Nguyễn Quang Tuấn", "the only hit is open"


def test_vietnamese_typed_letter_by_letter_finds_too(window: Window, page: RecordsPage) -> None:
    _search(window, page, "Đặng")
    assert _names(page)
    assert all("Đặng" in name for name in _names(page))


@pytest.mark.parametrize("typed", ["LHA", "lha", "an lưu", "Luu Hoàng", "an {tail}"])
def test_the_list_follows_the_letters_after_a_short_pause(window: Window, page: RecordsPage, typed: str) -> None:
    subject = records.open_card(page.ctx, "CB005").subject
    words = typed.format(tail=(subject.citizen_id or subject.code)[-4:])
    type_text(page.search, words)
    QTest.qWait(300)
    settle(window)
    assert "Lưu Hoàng An" in _names(page)
    assert len(_names(page)) < 10


def test_no_hit_says_what_was_looked_for_and_how_to_widen(window: Window, page: RecordsPage) -> None:
    page.chips._chips[SubjectKind.COLLECTIVE].click()
    _search(window, page, "Nguyễn Quang Tuấn")
    shown: Any = page.listing.currentWidget()
    words = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "“Nguyễn Quang Tuấn”" in words
    assert "Tập thể" in words
    shown.findChildren(QPushButton)[0].click()
    settle(window)
    assert _names(page) == ["Nguyễn Quang Tuấn"]


def test_chips_and_unit_narrow_the_list(window: Window, page: RecordsPage) -> None:
    page.chips._chips["missing"].click()
    settle(window)
    assert all(row.missing for row in page.table.things.things())
    assert len(_names(page)) == 5
    page.chips._chips["all"].click()
    page.unit.choose("HTQT")
    page.unit.picked.emit("HTQT")
    settle(window)
    assert len(_names(page)) == 11


def test_the_card_shows_who_with_the_number_covered(window: Window, page: RecordsPage) -> None:
    _open(window, "CB002")
    facts = page.desk.card.facts
    assert facts.citizen_id is not None
    assert facts.citizen_id.words.text() == "•••• •••• 0874"
    facts.citizen_id.eye.click()
    assert facts.citizen_id.words.text() == "042067600874"
    assert facts.citizen_id.eye.accessibleName() == "Che CCCD"


def test_a_picked_year_filters_the_achievements(window: Window, page: RecordsPage) -> None:
    _open(window, "CB002")
    card = page.desk.card
    everything = len(card.tables["achievements"].things.things())
    card.strip._pick(2022)
    shown = card.tables["achievements"].things.things()
    assert 0 < len(shown) < everything
    assert {row.year for row in shown} == {2022}


def test_the_card_says_how_the_record_stands_in_the_round(window: Window, page: RecordsPage) -> None:
    _open(window, "HTQT")
    words = [label.text() for label in page.desk.card._foot_box.findChildren(QLabel)]
    assert "Đạt, công nhận năm 2025" in words


def test_f2_mends_the_record_and_ctrl_z_takes_it_back(
    qtbot: QtBot, window: Window, page: RecordsPage, ctx: Context
) -> None:
    _open(window, "CB002")
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F2)
    form = page.desk.subject_form
    assert page.desk.form is form
    name: Any = form.inputs["name"].widget
    name.selectAll()
    type_text(name, "Đặng Thị Thuỳ")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert records.open_card(ctx, "CB002").subject.name == "Đặng Thị Thuỳ"
    assert page.desk.card.name.text() == "Đặng Thị Thuỳ"
    assert "Đặng Thị Thuỳ" in _names(page)
    assert window.status.undo.isVisible()
    page.table.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert records.open_card(ctx, "CB002").subject.name == "Nguyễn Quang Tuấn"
    assert page.desk.card.name.text() == "Nguyễn Quang Tuấn"


def test_a_new_record_gets_a_free_code_and_is_opened(window: Window, page: RecordsPage, ctx: Context) -> None:
    page.add_new()
    settle(window)
    form = page.desk.subject_form
    assert form.inputs["code"].read() == records.new_code(ctx, SubjectKind.PERSON)
    name: Any = form.inputs["name"].widget
    type_text(name, "Ngô Thị Ánh Nguyệt")
    form.inputs["unit"].write("HTQT")
    code = form.inputs["code"].read()
    assert form.save()
    settle(window)
    assert records.open_card(ctx, code).subject.name == "Ngô Thị Ánh Nguyệt"
    assert page.table.current_key() == code
    assert page.desk.card.name.text() == "Ngô Thị Ánh Nguyệt"


def test_a_new_record_of_a_known_name_is_pointed_out(window: Window, page: RecordsPage) -> None:
    page.add_new()
    settle(window)
    name: Any = page.desk.subject_form.inputs["name"].widget
    type_text(name, "nguyễn quang tuấn")
    name.editingFinished.emit()
    settle(window)
    words = " ".join(label.text() for label in page.desk.subject_form._alike.findChildren(QLabel))
    assert "Có thể đã có: Nguyễn Quang Tuấn" in words


def test_an_empty_name_is_refused_under_its_field(window: Window, page: RecordsPage) -> None:
    page.add_new()
    settle(window)
    form = page.desk.subject_form
    assert not form.save()
    assert form.form.fields["name"].fault.text() == "Họ và tên để trống; ghi rồi lưu."


def test_what_the_service_refuses_stands_in_the_page_and_the_form_stays(window: Window, page: RecordsPage) -> None:
    page.add_new()
    settle(window)
    form = page.desk.subject_form
    form.inputs["name"].write("Người mới")
    form.inputs["code"].write("CB002")
    assert form.save()
    settle(window)
    assert page.desk.form is form
    words = [label.text() for label in page.findChildren(QLabel)]
    assert any("CB002" in text and "Nguyễn Quang Tuấn" in text for text in words)


def test_an_achievement_is_added_shown_and_counted(window: Window, page: RecordsPage, ctx: Context) -> None:
    _open(window, "CB002")
    before = len(records.open_card(ctx, "CB002").awards)
    page.desk.card.add.click()
    settle(window)
    form = page.desk.entry_form
    field = form.inputs["form"].widget
    assert isinstance(field, FindChoice)
    field.choose("CSTD_CS")
    field.picked.emit("CSTD_CS")
    assert form.form.fields["refused"].isVisible(), "a yearly title may be refused"
    form.inputs["year"].write(2025)
    form.inputs["decision"].write("199/QĐ-SNgV")
    form.inputs["date"].write(date(2025, 12, 15))
    assert form.save()
    settle(window)
    awards = records.open_card(ctx, "CB002").awards
    assert len(awards) == before + 1
    assert awards[-1].decision == "199/QĐ-SNgV"
    texts = [row.decision for row in page.desk.card.tables["achievements"].things.things()]
    assert "199/QĐ-SNgV" in texts


def test_a_form_shows_only_the_fields_of_its_kind(window: Window, page: RecordsPage) -> None:
    _open(window, "CB002")
    page.desk.add_entry("ratings")
    assert list(page.desk.entry_form.inputs) == ["year", "grade", "decision", "date", "issuer", "files"]
    page.desk.add_entry("awards")
    field: Any = page.desk.entry_form.inputs["form"].widget
    field.choose("BK_TINH")
    field.picked.emit("BK_TINH")
    assert not page.desk.entry_form.form.fields["refused"].isVisible()


def test_a_yearly_title_needs_its_year(window: Window, page: RecordsPage) -> None:
    _open(window, "CB002")
    page.desk.add_entry("awards", {"form": "CSTD_CS"})
    form = page.desk.entry_form
    assert not form.save()
    assert "ghi năm của danh hiệu" in form.form.fields["year"].fault.text()


def test_enter_opens_an_entry_and_del_removes_it(qtbot: QtBot, window: Window, page: RecordsPage, ctx: Context) -> None:
    _open(window, "CB002")
    with qtbot.waitActive(window):
        window.activateWindow()
    table = page.desk.card.tables["achievements"]
    table.show_rows(table.things.things(), choose_first=True)
    before = len(table.things.things())
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.desk.form is page.desk.entry_form
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.desk.currentWidget() is page.desk.card
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(window)
    assert len(table.things.things()) == before - 1
    window.undo()
    settle(window)
    assert len(table.things.things()) == before


def test_leaving_a_touched_form_keeps_what_was_typed(window: Window, page: RecordsPage, ctx: Context) -> None:
    _open(window, "CB002")
    page.edit()
    page.desk.subject_form.inputs["ethnicity"].write("Tày")
    page.table.choose("CB003")
    settle(window)
    assert records.open_card(ctx, "CB002").subject.ethnicity == "Tày"


def test_a_door_opens_the_form_at_the_missing_thing_and_leads_back(
    window: Window, page: RecordsPage, ctx: Context
) -> None:
    window.go("eligibility")
    settle(window)
    _open(window, "CB027", door=Door("attestations", None, "HT_CN_04"))
    form = page.desk.entry_form
    assert page.desk.form is form
    assert form.inputs["criterion"].read() == "HT_CN_04"
    assert form.inputs["passed"].read() is True
    form.inputs["attester"].write("Trưởng phòng")
    assert form.save()
    settle(window)
    assert any(row.criterion == "HT_CN_04" for row in records.open_card(ctx, "CB027").attestations)
    back = next(made for made in page.findChildren(QPushButton) if made.text() == "Về Xét điều kiện")
    back.click()
    settle(window)
    assert window.page is window.pages["eligibility"]


def test_a_record_is_deleted_and_brought_back(window: Window, page: RecordsPage, ctx: Context) -> None:
    _open(window, "CB050")
    name = page.desk.card.name.text()
    page.desk.card.delete_asked.emit()
    settle(window)
    assert name not in _names(page)
    window.undo()
    settle(window)
    assert name in _names(page)


def test_everything_is_exported(
    window: Window, page: RecordsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "so.xlsx"
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_args: target)
    page.export()
    settle(window)
    assert target.stat().st_size > 10_000
    assert window.status.sentence.text() == "Đã ghi 73 hồ sơ vào so.xlsx."


def test_a_drawer_opens_and_closes_on_narrow_windows(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "records", 890, 600)
    page: Any = window.pages["records"]
    assert page.side.folded
    assert not page.side.panel.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.side.panel.isVisible()
    page.leave()
    assert not page.side.panel.isVisible()


def test_an_empty_folder_offers_ways_in(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx)
    page: Any = window.pages["records"]
    words = [button.accessibleName() for button in page.listing.currentWidget().findChildren(QPushButton)]
    assert words == ["Nhập từ Excel", "Thêm hồ sơ", "Bắt đầu"]


@pytest.mark.parametrize("kind", SubjectKind)
def test_every_kind_of_entry_has_a_form_and_a_title(dressed: object, catalogue: Any, kind: SubjectKind) -> None:
    assert set(ENTRIES) == set(TITLES)
    lists = Lists(catalogue, (("A", "Phòng A"),), {"X": "tiêu chí"}, (("P", "kế hoạch"),))
    for table in tables_of(kind):
        for spec in ENTRIES[table]:
            made = build(table, spec, kind, lists)
            made.write(None)
            chosen_at_once = isinstance(made.widget, Choice) and (is_required(table, spec) or spec.how is How.REFUSED)
            assert (made.read() is not None) is chosen_at_once, (table, spec.name)


def test_no_form_flashes_up_as_a_window_of_its_own(qapp: QApplication, window: Window, page: RecordsPage) -> None:
    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.shown: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    _open(window, "CB002")
    page.edit()
    page.desk.close_form()
    for table in tables_of(SubjectKind.PERSON):
        page.desk.add_entry(table)
    for name in PAGES:
        window.go(name)
        settle(window)
    qapp.removeEventFilter(watch)
    assert watch.shown == []


def test_numbers_are_read_as_offices_write_them() -> None:
    assert read_number("1.234,5") == 1234.5
    assert read_number("1.234") == 1234
    assert read_number("12.5") == 12.5
    assert read_number(" ") is None
    with pytest.raises(ValueError, match="không phải số"):
        read_number("nhiều")
