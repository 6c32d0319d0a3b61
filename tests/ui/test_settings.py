"""Bắt đầu, Cài đặt, Mở đợt mới, and the program that opens, reopens and practises."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from dienhinh_desktop import app as composition
from dienhinh_desktop.app import Program
from dienhinh_desktop.domain.upkeep import Changes
from dienhinh_desktop.domain.views import SubjectQuery
from dienhinh_desktop.services import records, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.storage.database import Database
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.operations import UNEXPECTED
from dienhinh_desktop.ui.window import Window

from .desk import NOW, settle, type_text

Open = Callable[..., Window]


def _words(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def _button(widget: Any, name: str) -> QPushButton:
    buttons: list[QPushButton] = widget.findChildren(QPushButton)
    return next(made for made in buttons if made.accessibleName() == name)


def test_the_three_steps_turn_to_ticks(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "welcome")
    page: Any = window.pages["welcome"]
    assert [mark.done for mark in page.marks] == [False, False, False]
    _button(page, "Điền").click()
    settle(window)
    type_text(page.office_form.texts["name"], "SỞ NGOẠI VỤ")
    type_text(page.office_form.texts["place"], "Hà Tĩnh")
    page.save()
    settle(window)
    assert upkeep.office(empty_ctx).name == "SỞ NGOẠI VỤ"
    assert [mark.done for mark in page.marks] == [True, False, False]
    assert "Hà Tĩnh" in _words(page)


def test_a_round_is_opened_and_taken_in_hand_and_the_first_steps_go_on(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx, "welcome")
    _button(window.pages["welcome"], "Chọn").click()
    settle(window)
    assert window.page is window.pages["new_round"]
    page: Any = window.pages["new_round"]
    assert page.on.text() == "20/12/2025"
    page.plan.choose("HT_SNGV_2021_2025")
    page.stage._buttons["dang_ky"].click()
    assert page.label.text() == "Đăng ký năm 2025"
    page.save()
    settle(window)
    opened = rounds.rounds(empty_ctx)
    assert [(item.name, item.on) for item in opened] == [("Đăng ký năm 2025", date(2025, 12, 20))]
    assert window.shell.round == opened[0]
    assert window.page is window.pages["welcome"], "the first steps go on"
    assert window.bar.path.isVisible()


def test_a_round_needs_a_day(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "new_round")
    page: Any = window.pages["new_round"]
    page.on.setText("30/02/2025")
    page.save()
    settle(window)
    assert page.form.fields["on"].fault.text() == "Không có ngày 30/2/2025."
    assert len(rounds.rounds(ctx)) == 1


def test_the_office_is_kept_and_named_in_the_window(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "settings")
    page: Any = window.pages["settings"]
    assert page.office_form.texts["place"].text() == "Lam Giang"
    page.office_form.texts["place"].setText("Hà Tĩnh")
    page.save()
    settle(window)
    assert upkeep.office(ctx).place == "Hà Tĩnh"
    assert window.status.sentence.text() == "Đã ghi thông tin cơ quan."


def test_the_check_says_that_the_data_are_sound(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "settings")
    page: Any = window.pages["settings"]
    page.arrive(section="check")
    _button(page, "Kiểm tra").click()
    settle(window)
    assert "Dữ liệu lành, không có lỗi." in _words(page)
    assert "73 hồ sơ" in _words(page)
    page.arrive(section="folder")
    assert str(window.shell.folder) in _words(page)


def test_the_journal_lists_the_last_acts(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "settings")
    page: Any = window.pages["settings"]
    assert [act.id for act in page.acts.things.things()] == [act.id for act in upkeep.acts(ctx)]


def test_a_new_text_size_is_kept_and_asks_to_reopen(open_window: Open, ctx: Context) -> None:
    window = open_window(ctx, "settings")
    page: Any = window.pages["settings"]
    page.arrive(section="looks")
    asked: list[str] = []
    window.shell.reopen_asked.connect(asked.append)
    page.letters._buttons["lon"].click()
    settle(window)
    assert window.shell.preferences.value("looks/size") == "lon"
    _button(page, "Mở lại cửa sổ").click()
    assert asked == [""]


# --- the program ----------------------------------------------------------------------------------------------------


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    made = Program(qapp, tmp_path / "nhà", lambda: NOW)
    yield made
    made.close()
    theme.apply(qapp)


def _open(program: Program) -> Window:
    assert program.open()
    assert program.window is not None
    settle(program.window)
    return program.window


def test_a_new_folder_begins_with_the_welcome(program: Program) -> None:
    window = _open(program)
    assert window.page is window.pages["welcome"]


def test_practice_lies_in_a_folder_of_its_own_and_can_be_left(program: Program) -> None:
    _open(program)
    program.reopen("practice")
    assert program.window is not None
    settle(program.window)
    assert program.place.name == composition.PRACTICE
    assert program.window.band.isVisible()
    assert program.window.page is program.window.pages["eligibility"]
    assert program.window.shell.round is not None
    ctx = program.window.shell.ctx
    records.delete_subject(ctx, "CB050")
    program.reopen("practice-again")
    assert program.window is not None
    settle(program.window)
    assert records.open_card(program.window.shell.ctx, "CB050").subject.code == "CB050"
    program.reopen("real")
    assert program.window is not None
    settle(program.window)
    assert not program.window.band.isVisible()
    assert records.find_subjects(program.window.shell.ctx, SubjectQuery()).total == 0


def test_a_folder_in_use_is_refused_in_words(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.text()))
    with Database.open(tmp_path / "nhà"):
        assert program.open() is False
    assert len(shown) == 1
    assert "đang" in shown[0]
    assert capsys.readouterr().err.strip() == shown[0]
    assert "Traceback" not in shown[0]


def test_a_new_text_size_is_worn_after_reopening(program: Program) -> None:
    window = _open(program)
    window.shell.preferences.setValue("looks/size", "lon_nhat")
    window.shell.preferences.setValue("looks/ground", "dark")
    program.reopen("")
    assert theme.current().size is theme.TextSize.LARGEST
    assert theme.current().ground is theme.Ground.DARK


def test_a_fault_in_a_slot_is_logged_and_told_calmly(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    window = _open(program)
    monkeypatch.setattr(QApplication, "activeWindow", staticmethod(lambda: window))
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("lỗi thử"), None)
    settle(window)
    assert UNEXPECTED in _words(window)
    log = program.place / "logs" / "dienhinh.log"
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_without_a_display_the_program_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(composition, "_has_display", lambda: False)
    assert composition.run(Path("không-dùng")) == 1
    assert "không có màn hình" in capsys.readouterr().err


def test_closing_the_window_lets_the_work_in_hand_end(program: Program) -> None:
    window = _open(program)
    done: list[Changes] = []
    window.shell.operations.act(window, lambda _progress: Changes(), done.append)
    window.close()
    assert not window.shell.operations.busy
    QTest.qWait(1)
