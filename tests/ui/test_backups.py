"""Sao lưu and Kiểm tra dữ liệu in the window, the status bar, and the backup made behind the work."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from dienhinh_desktop.app import Program
from dienhinh_desktop.domain.backups import BackupReason
from dienhinh_desktop.domain.upkeep import Changes, Kind
from dienhinh_desktop.services import backups, imports, records
from dienhinh_desktop.services.backups import making
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.practice import practice as the_practice
from dienhinh_desktop.storage import copies
from dienhinh_desktop.storage.database import FILE, Database
from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.kit.columns import Group
from dienhinh_desktop.ui.window import Window

from .desk import NOW, settle
from .doing import _Answers, answer, press, words_of

__all__ = ["answer"]
Open = Callable[..., Window]


@pytest.fixture
def page(open_window: Open, ctx: Context) -> Any:
    return section(open_window(ctx, "settings"))


def section(window: Window, name: str = "backups") -> Any:
    page = window.go("settings", {"section": name})
    settle(window)
    return page


def rows(page: Any) -> list[str]:
    return [row.reason for row in page.backups.table.things.things() if not isinstance(row, Group)]


def click(page: Any, key: str, number: int = 0) -> None:
    """Click a button drawn in a row of the list."""
    table = page.backups.table
    place = [column.key for column in table.things.columns].index(key)
    middle = table.visualRect(table.things.index(number, place)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    settle(page.window())


def test_an_empty_list_says_what_to_do(page: Any) -> None:
    assert "Chưa có bản sao lưu nào." in words_of(page.backups)
    assert page.window().status.safety.text() == "Chưa có bản sao lưu"


def test_a_backup_is_made_and_listed(page: Any, ctx: Context) -> None:
    press(page, "Sao lưu ngay")
    settle(page.window())
    assert rows(page) == ["sao lưu bằng tay"]
    assert len(backups.listed(ctx.db.folder)) == 1
    window = page.window()
    assert window.status.sentence.text() == "Đã sao lưu lúc 09:11; đọc lại khớp."
    assert not window.status.undo.isVisible()
    assert window.status.safety.text() == "Sao lưu hôm nay 09:11"
    assert "Lần gần nhất: hôm nay 09:11, tốt" in words_of(page.backups)


def test_a_backup_goes_to_a_stick(page: Any, tmp_path: Path, answer: _Answers) -> None:
    answer.save(tmp_path / "usb.zip")
    press(page, "Sao lưu ra USB…")
    settle(page.window())
    assert (tmp_path / "usb.zip").stat().st_size > 10_000
    assert "có thể rút USB" in page.window().status.sentence.text()
    assert rows(page) == []


def test_a_stick_that_is_gone_is_told_on_the_page(page: Any, tmp_path: Path, answer: _Answers) -> None:
    answer.save(tmp_path / "đã rút" / "usb.zip")
    press(page, "Sao lưu ra USB…")
    settle(page.window())
    assert "không có thư mục" in words_of(page)


def test_looking_shows_what_is_there_and_what_came_later(page: Any, ctx: Context) -> None:
    press(page, "Sao lưu ngay")
    settle(page.window())
    records.delete_subject(ctx, "CB049")
    click(page, "look")
    seen = words_of(page.backups.view)
    assert "73" in seen
    assert "72" in seen
    assert "Mở đợt Công nhận năm 2025" in seen
    assert "1 việc làm sau đó không còn trong sổ." in seen
    press(page, "Đóng phần xem thử")
    assert not page.backups.view.isVisible()


def test_going_back_brings_the_records_and_tells_every_page(page: Any, ctx: Context) -> None:
    window = page.window()
    press(page, "Sao lưu ngay")
    settle(window)
    listing: Any = window.go("records")
    settle(window)
    records.delete_subject(ctx, "CB049")
    section(window)
    click(page, "restore")
    assert page.backups.view.restore.hasFocus()
    press(page, "Khôi phục bản này")
    assert not window.isEnabled()
    settle(window)
    assert window.isEnabled()
    assert rows(page) == ["trước khi khôi phục", "sao lưu bằng tay"]
    assert "Đã khôi phục bản sao lưu 09:11" in window.status.sentence.text()
    window.go("records")
    settle(window)
    assert records.open_card(ctx, "CB049").subject.code == "CB049"
    assert listing.table.things.find("CB049") is not None
    assert window.shell.round is not None


def test_a_restore_that_is_refused_gives_the_window_back(page: Any, ctx: Context) -> None:
    press(page, "Sao lưu ngay")
    settle(page.window())
    click(page, "restore")
    made = backups.listed(ctx.db.folder)[0]
    os.truncate(made.file, made.size - 10)
    press(page, "Khôi phục bản này")
    settle(page.window())
    assert page.window().isEnabled()
    assert "bị hỏng" in words_of(page)


def test_a_file_from_a_stick_is_looked_into(page: Any, ctx: Context, tmp_path: Path, answer: _Answers) -> None:
    backups.make(ctx, out=tmp_path / "usb.zip")
    answer.open(tmp_path / "usb.zip")
    press(page, "Mở tệp sao lưu…")
    settle(page.window())
    assert page.backups.view.isVisible()
    (tmp_path / "usb.zip").write_bytes(b"x")
    press(page, "Mở tệp sao lưu…")
    settle(page.window())
    assert "không phải bản sao lưu" in words_of(page)


def test_a_damaged_file_is_listed_last_and_cannot_be_pressed(page: Any, ctx: Context) -> None:
    backups.make(ctx)
    (ctx.db.folder / "backups" / "la.zip").write_bytes(b"PK\x03\x04")
    page.backups.refresh()
    settle(page.window())
    table = page.backups.table
    assert [row.good for row in table.things.things()] == [True, False]
    click(page, "restore", 1)
    assert not page.backups.view.isVisible()


def test_an_old_backup_is_warned_of(open_window: Open, ctx: Context) -> None:
    backups.make(replace(ctx, now=lambda: NOW - timedelta(days=8)), BackupReason.OPENING)
    window = open_window(ctx)
    assert window.status.safety.text() == "Sao lưu đã cũ: 12/12/2025 09:11, cách đây 8 ngày"
    assert window.status._old.isVisible()
    QTest.mouseClick(window.status.safety, Qt.MouseButton.LeftButton)
    settle(window)
    assert window.page is window.pages["settings"]
    assert window.pages["settings"].backups.isVisible()  # type: ignore[attr-defined]


def test_a_week_old_backup_is_not_warned_of(open_window: Open, ctx: Context) -> None:
    backups.make(replace(ctx, now=lambda: NOW - timedelta(days=7)), BackupReason.OPENING)
    window = open_window(ctx)
    assert window.status.safety.text() == "Sao lưu 13/12/2025 09:11"
    assert not window.status._old.isVisible()


def test_nothing_is_said_of_backups_of_nothing(open_window: Open, empty_ctx: Context) -> None:
    assert not open_window(empty_ctx, "welcome").status.safety.isVisible()


def test_the_backup_of_the_day_does_not_keep_the_clerk_waiting(
    open_window: Open, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the backup is being packed, the page answers."""
    window = open_window(ctx)
    go_on, packing = threading.Event(), threading.Event()
    read_back = making._read_back

    def wait(*arguments: Any) -> None:
        packing.set()
        assert go_on.wait(20)
        read_back(*arguments)

    monkeypatch.setattr(making, "_read_back", wait)
    window.backups.back_up()
    assert packing.wait(20)
    answers: list[int] = []
    window.shell.operations.ask(window, lambda: records.list_units(ctx), lambda found: answers.append(len(found)))
    while not answers:
        QApplication.processEvents()
    assert answers[0] > 0
    assert backups.listed(ctx.db.folder) == ()
    go_on.set()
    settle(window)
    assert [item.reason for item in backups.listed(ctx.db.folder)] == ["mở chương trình"]
    assert window.status.safety.text() == "Sao lưu hôm nay 09:11"
    window.backups.back_up()
    settle(window)
    assert len(backups.listed(ctx.db.folder)) == 1


def test_closing_the_window_does_not_wait_for_a_whole_backup(
    open_window: Open, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(ctx)
    copied, closing_now = threading.Event(), threading.Event()
    copy_out = copies.copy_out

    def copy(*arguments: Any) -> None:
        copy_out(*arguments)
        copied.set()
        assert closing_now.wait(20)

    monkeypatch.setattr(copies, "copy_out", copy)
    window.backups.back_up()
    assert copied.wait(20)
    threading.Timer(0.05, closing_now.set).start()
    window.close()
    assert backups.listed(ctx.db.folder) == ()
    assert list((ctx.db.folder / "backups").iterdir()) == []


def test_a_full_disk_is_told_once_and_the_work_goes_on(
    open_window: Open, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(ctx.db.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    window = open_window(ctx)
    for _time in range(2):
        window.backups.back_up()
        settle(window)
    assert words_of(window).count("Chưa sao lưu được.") == 1
    assert "chỉ còn trống 0 MB" in words_of(window)


def test_an_import_without_its_backup_is_done_and_told(
    open_window: Open, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(ctx, "records")
    for code in ("CB049", "CB050"):
        records.delete_subject(ctx, code)
    usage = shutil.disk_usage(ctx.db.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=0))
    preview = imports.preview(ctx, the_practice().workbook)
    page = window.page
    assert page is not None
    page.act(
        lambda progress: imports.apply(ctx, preview, progress),
        changes=lambda report: Changes(frozenset({Kind.RECORDS, Kind.IMPORTS})),
    )
    settle(window)
    assert records.open_card(ctx, "CB050").subject.code == "CB050"
    assert "Chưa sao lưu được." in words_of(window)


# --- the check ------------------------------------------------------------------------------------------------------


def test_the_check_shows_faults_and_the_way_to_the_backups(open_window: Open, ctx: Context) -> None:
    folder = ctx.db.folder
    ctx.db.close()
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as raw:
        raw.execute("UPDATE subjects SET search_key = 'x' WHERE code = 'CB001'")
    with Database.open(folder, now=lambda: NOW) as db:
        window = open_window(replace(ctx, db=db), "settings")
        page = section(window, "check")
        press(page, "Kiểm tra")
        settle(window)
        seen = words_of(page)
        assert "Tìm thấy 1 chỗ sai." in seen
        assert "1 dòng có chữ để tìm không khớp" in seen
        assert "Chưa có bản sao lưu nào" in seen
        press(page, "Mở Sao lưu")
        settle(window)
        assert page.backups.isVisible()
        window.close()


# --- the program ----------------------------------------------------------------------------------------------------


@pytest.fixture
def program(qapp: QApplication, ctx: Context) -> Iterator[Program]:
    """The program on a folder with records, not yet opened."""
    ctx.db.close()
    made = Program(qapp, ctx.db.folder, lambda: NOW)
    yield made
    made.close()
    theme.apply(qapp)


def open_and_wait_for_the_backup(program: Program) -> Window:
    assert program.open()
    window = program.window
    assert window is not None
    deadline = time.monotonic() + 20
    while not backups.listed(program.place) and time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.01)
    settle(window)
    return window


def test_opening_the_program_makes_the_backup_of_the_day(program: Program) -> None:
    open_and_wait_for_the_backup(program)
    assert [item.reason for item in backups.listed(program.place)] == ["mở chương trình"]


def test_damaged_data_are_replaced_by_the_newest_backup_when_the_clerk_wants_it(
    program: Program, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_and_wait_for_the_backup(program)
    program.close()
    (program.place / FILE).write_bytes(b"\0" * 20_000)
    asked: list[list[str]] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append([b.text() for b in box.buttons()]))
    assert program.open() is False
    assert sorted(asked[0]) == ["Khôi phục bản 09:11 20/12/2025", "Đóng"]
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if b.text().startswith("Khôi phục"))
    )
    assert program.open()
    assert program.window is not None
    settle(program.window)
    assert records.open_card(program.window.shell.ctx, "CB050").subject.code == "CB050"


def test_damaged_data_without_a_backup_are_refused_in_words(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (program.place / FILE).write_bytes(b"\0" * 20_000)
    asked: list[list[str]] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append([b.text() for b in box.buttons()]))
    assert program.open() is False
    assert asked == [["Đóng"]]
    assert "giữ nguyên" in capsys.readouterr().err
