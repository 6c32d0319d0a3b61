"""F1, F10 and Shift+F10: help of the field in focus, tasks whose labels are in the window, the menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

import dienhinh_desktop
from dienhinh_desktop.domain.records import SubjectKind
from dienhinh_desktop.domain.year_grid import CellWords, GridColumn, GridField
from dienhinh_desktop.services.help import help_book
from dienhinh_desktop.ui.help import Help, labels_in, topic_of
from dienhinh_desktop.ui.keys import KEYS, TOLD
from dienhinh_desktop.ui.kit.form import Form
from dienhinh_desktop.ui.menu import main_menu
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.records.specs import ENTRIES, tables_of
from dienhinh_desktop.ui.pages.records.years.page import YearsPage
from dienhinh_desktop.ui.places import PLACES
from dienhinh_desktop.ui.texts import STEPS
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import _Answers, answer, visit, words_of

__all__ = ["answer"]


@pytest.fixture
def active(qtbot: QtBot, window: Window) -> Window:
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def shown(window: Window) -> Help:
    assert window._help is not None
    return window._help


def test_f1_in_a_field_tells_what_it_means_and_the_law(active: Window) -> None:
    page = visit(active, RecordsPage, subject="CB028")
    page.desk.add_entry("awards")
    settle(active)
    field = page.desk.entry_form.inputs["form"].widget
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F1)
    settle(active)
    told = words_of(shown(active))
    assert "Danh hiệu hoặc hình thức" in told
    assert "Luật 06/2022/QH15" in told
    assert "chưa đối chiếu bản gốc" in told
    shown(active).hide()
    page.desk.entry_form.inputs["decision"].widget.setFocus()
    active.help()
    settle(active)
    assert "Số và ký hiệu của quyết định" in words_of(shown(active))
    shown(active).hide()


def test_f1_elsewhere_tells_how_tasks_are_done_and_finds_them(active: Window) -> None:
    visit(active, RecordsPage)
    active.help()
    help_ = shown(active)
    settle(active)
    assert "Thêm một người" in words_of(help_)
    help_.search.setText("luoi nhap nhanh")
    QTest.keyClick(help_.search, Qt.Key.Key_Return)
    assert help_.table.current().title == "Nhập xếp loại, danh hiệu của cả phòng"
    settle(active)
    assert "Điền cả cột" in words_of(help_)
    help_.hide()


def test_every_field_of_every_form_of_records_has_help() -> None:
    book = help_book()
    missing = [
        f"{table}.{spec.name}"
        for kind in SubjectKind
        for table in tables_of(kind)
        for spec in ENTRIES[table]
        if book.of_field(f"{table}.{spec.name}") is None
    ]
    assert missing == []


def test_every_field_of_every_form_shown_has_help_and_a_name(active: Window) -> None:
    forms: set[str] = set()
    for _page in places(active):
        for form in (form for form in active.findChildren(Form) if form.topic):
            forms.add(form.topic)
            for key, made in form.fields.items():
                topic = topic_of(made.editor)
                assert topic is not None, f"{form.topic}.{key}"
                assert help_book().of_field(topic[0]) is not None, topic
                assert topic[1], f"{form.topic}.{key} has no name"
    assert {"subjects", "awards", "office", "round", "template"} <= forms


def test_no_help_is_about_a_field_that_is_not_there() -> None:
    known = {f"{table}.{spec.name}" for table, specs in ENTRIES.items() for spec in specs}
    written = {f"*.{topic.partition('.')[2]}" for topic in known}
    source = "\n".join(path.read_text("utf-8") for path in Path(dienhinh_desktop.__file__).parent.rglob("*.py"))
    strange = []
    for topic in help_book().fields:
        form, _dot, key = topic.partition(".")
        asked = f'"{form}"' in source or f'"{form}.{{' in source or form == "*"
        if not (topic in known | written or f'"{topic}"' in source or (asked and f'"{key}"' in source)):
            strange.append(topic)
    assert strange == []


def places(window: Window) -> Iterator[QWidget]:
    """Go through the pages the tasks speak of, with their forms open."""
    page = visit(window, RecordsPage, subject="CB028")
    yield page
    page.desk.add_entry("awards")
    settle(window)
    yield page
    page.desk.close_form()
    page.desk.add_subject()
    settle(window)
    yield page
    page.desk.close_form()
    years = visit(window, YearsPage)
    years.view.choose_some()
    title = GridColumn(2025, GridField.TITLE)
    free = next(row.code for row in years.cells.people() if not row.cells[-1].entries)
    years.enter([CellWords(free, title, "LĐTT")], "Nhập")
    settle(window)
    years.view.choose((free, title))
    yield years
    QGuiApplication.clipboard().setText("LĐTT")
    years.view.paste()
    settle(window)
    yield years
    years.desk.drop()
    for place in range(years.filters.mode.count()):
        years.filters.mode.setCurrentIndex(place)
        years.filters.mode.activated.emit(place)
        settle(window)
        yield years
    for name in ("eligibility", "rounds", "documents", "new_round", "template", "settings"):
        shown_page = window.go(name)
        settle(window)
        yield shown_page


def words_in(owner: QWidget) -> Iterator[str]:
    """Yield every word a clerk could be told to look for."""
    for widget in owner.findChildren(QWidget):
        yield widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, QTableView):
            model = widget.model()
            headings = range(model.columnCount(QModelIndex()))
            yield from (str(model.headerData(n, Qt.Orientation.Horizontal) or "") for n in headings)


def test_every_label_named_in_the_tasks_is_in_the_window(active: Window) -> None:
    seen: set[str] = set()
    for _page in places(active):
        seen |= {words.strip() for words in words_in(active)}
    menu = main_menu(active)
    for part in menu.findChildren(QMenu):
        seen |= {act.text().partition("\t")[0] for act in part.actions()}
    seen |= {piece.strip() for words in list(seen) for piece in re.split(r"[,:(]|  ", words)}
    missing = [
        label
        for task in help_book().tasks
        for label in labels_in(task.steps)
        if label not in seen and not any(words.startswith(f"{label} ") for words in seen)
    ]
    assert missing == []


def test_the_keys_of_the_help_are_those_of_the_frame() -> None:
    told = [key.keys for key in TOLD]
    assert f"Alt+1 … {len(STEPS)}" in told
    numbered = [place.key for place in PLACES if place.key.startswith("Ctrl+")]
    assert f"Ctrl+1 … {len(numbered)}" in told
    assert numbered == [f"Ctrl+{number}" for number in range(1, len(numbered) + 1)]
    bound = [key.keys for key in KEYS]
    assert len(bound) == len({*bound, *told}) - len(told), "no key is told twice"


def test_the_keys_are_written_as_one_page(active: Window, answer: _Answers, tmp_path: Path) -> None:
    answer.save(tmp_path / "phim_tat.pdf")
    active.print_keys()
    settle(active)
    with pypdfium2.PdfDocument(tmp_path / "phim_tat.pdf") as paper:
        assert len(paper) == 1
        text = paper[0].get_textpage().get_text_range()
    assert all(key.keys.split(",")[0] in text for key in (*KEYS, *TOLD))


def test_f10_opens_the_menus_and_each_leads_somewhere(active: Window) -> None:
    page = visit(active, RecordsPage)
    QTest.keyClick(page.table, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [act.text() for act in menu.actions()]
    assert titles == ["Tệp", "Sửa", "Xem", "Đợt", "Công cụ", "Trợ giúp"]
    lines = {act.text().partition("\t")[0]: act for part in menu.findChildren(QMenu) for act in part.actions()}
    lines["Nhập theo năm"].trigger()
    settle(active)
    menu.close()
    assert active.page is not None
    assert active.page.name == "years"


def test_shift_f10_opens_the_menu_of_the_cell_in_hand(active: Window) -> None:
    page = visit(active, YearsPage)
    page.view.setFocus()
    page.view.choose_some()
    active.ask_context_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Chép  (Ctrl+C)" in [act.text() for act in menu.actions()]
    menu.close()


@pytest.mark.parametrize("number", [step[0] for step in STEPS])
def test_alt_and_a_digit_go_to_a_step(active: Window, number: int) -> None:
    page = visit(active, RecordsPage)
    QTest.keyClick(page.table, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
    settle(active)
    assert active.page is not None
    assert active.page.name == STEPS[number - 1][3]


def test_ctrl_and_a_digit_go_to_a_place(active: Window) -> None:
    for number, place in enumerate((place for place in PLACES if place.key.startswith("Ctrl+")), start=1):
        focus = active.focusWidget() or active
        QTest.keyClick(focus, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        settle(active)
        assert active.page is not None
        assert active.page.place == place.name
