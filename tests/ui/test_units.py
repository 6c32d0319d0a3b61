"""Đơn vị dưới in the window: a package is dropped, decided about, merged or given back; who owes is reminded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.packages import PackageState
from dienhinh_desktop.domain.records import Grade, SubjectKind
from dienhinh_desktop.domain.rounds import Round
from dienhinh_desktop.services import delivery, rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.delivery import UnitsPage
from dienhinh_desktop.ui.window import Window

from .desk import NOW, settle, type_text
from .doing import drop, press, visit
from .unit_states import PLAN, ROOM, package_of

Open = Callable[..., Window]


@pytest.fixture
def window(open_window: Open, ctx: Context) -> Window:
    return open_window(ctx)


@pytest.fixture
def page(window: Window) -> UnitsPage:
    return visit(window, UnitsPage, plan=PLAN)


def states(page: Any) -> dict[str, PackageState]:
    return {row.unit: row.state for row in page.listing.table.things.things()}


def choose(page: Any, key: str, place: int) -> None:
    button = page.card.board.groups[key].buttons()[place]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_dropped_package_is_received_decided_and_merged_and_can_be_undone(
    window: Window, page: UnitsPage, ctx: Context, tmp_path: Path
) -> None:
    assert set(states(page).values()) == {PackageState.NOT_SENT}
    drop(window, page, package_of(ctx, tmp_path / "goi.zip", torn=True))
    assert states(page)[ROOM] is PackageState.RECEIVED
    assert page.card.isVisible()
    assert not page.card.merge.isEnabled()
    assert "còn 2 chỗ chưa chọn" in page.card.state.text()
    for key in list(page.card.board.groups):
        choose(page, key, 1)
    type_text(page.card.reason, "Theo biên bản")
    assert page.card.merge.isEnabled()
    press(page, "Gộp vào sổ")
    settle(window)
    assert states(page)[ROOM] is PackageState.MERGED
    assert "không có gì mới" in page.card.state.text()
    assert not page.card.merge.isEnabled()
    (kept,) = delivery.received(ctx)
    assert kept.reason == "Theo biên bản"
    assert upkeep.acts(ctx)[0].label == "Gộp gói của Phòng Hợp tác quốc tế"
    with ctx.db.read() as reader:
        person = reader.records({"CB021"})
    assert person.subjects[0].ethnicity == "Tày"
    assert [row.grade for row in person.ratings if row.year == 2024] == [Grade.HTXSNV]
    window.undo()
    settle(window)
    assert states(page)[ROOM] is PackageState.RECEIVED


def test_a_package_is_given_back_with_a_reason_and_a_day(
    window: Window, page: UnitsPage, ctx: Context, tmp_path: Path
) -> None:
    page.take(package_of(ctx, tmp_path / "goi.zip"))
    settle(window)
    press(page, "Trả lại kèm lý do")
    settle(window)
    assert states(page)[ROOM] is PackageState.RECEIVED, "a reason is needed"
    type_text(page.card.reason, "Thiếu xác nhận")
    type_text(page.card.due, "25/12/2025")
    press(page, "Trả lại kèm lý do")
    settle(window)
    assert states(page)[ROOM] is PackageState.RETURNED
    (kept,) = delivery.received(ctx)
    assert (kept.reason, kept.due) == ("Thiếu xác nhận", date(2025, 12, 25))


def test_an_altered_package_is_refused_and_nothing_is_kept(
    window: Window, page: Any, ctx: Context, tmp_path: Path
) -> None:
    file = package_of(ctx, tmp_path / "goi.zip")
    file.write_bytes(file.read_bytes() + b"x")
    page.take(file)
    settle(window)
    assert "goi.zip" in page._failure.words.text()
    assert delivery.received(ctx) == ()
    assert ROOM in states(page)


def test_a_sealed_package_asks_for_its_passphrase(window: Window, page: Any, ctx: Context, tmp_path: Path) -> None:
    page.take(package_of(ctx, tmp_path / "goi.age", passphrase="mật khẩu dài"))
    settle(window)
    assert page.secret.isVisible()
    type_text(page.secret.word, "mật khẩu dài")
    press(page, "Mở gói")
    settle(window)
    assert page.card.isVisible()
    assert states(page)[ROOM] is PackageState.RECEIVED


def test_reminders_are_copied_for_all_who_owe(window: Window, ctx: Context) -> None:
    page: Any = visit(window, UnitsPage, plan="QB_SXD_2021_2025")
    owing = [item for item in delivery.standing(ctx, "QB_SXD_2021_2025") if item.owed]
    assert owing
    press(page, f"Soạn lời nhắc cho {len(owing)} đơn vị")
    settle(window)
    press(page, "Chép lời nhắc")
    text = QApplication.clipboard().text()
    assert text.count("Kính gửi ") == len(owing)


def test_the_states_filter_the_list(window: Window, page: Any, ctx: Context, tmp_path: Path) -> None:
    page.take(package_of(ctx, tmp_path / "goi.zip"))
    settle(window)
    page.listing.chips.choose(PackageState.RECEIVED.value)
    page.listing.chips.picked.emit(PackageState.RECEIVED.value)
    assert list(states(page)) == [ROOM]


def test_without_a_round_a_package_can_still_be_taken(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx)
    page: Any = visit(window, UnitsPage)
    assert page.nobody.isVisible()
    assert not page.listing.chips.isVisible()


def test_without_units_the_first_is_added_from_here(open_window: Open, empty_ctx: Context) -> None:
    made = Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Công nhận 2025", on=NOW.date())
    rounds.open_round(empty_ctx, made)
    window = open_window(empty_ctx)
    page: Any = visit(window, UnitsPage)
    assert page.nobody.isVisible()
    assert window.focusWidget() is page.new_unit
    assert not page.new_round.isVisible()
    press(page, "Thêm đơn vị")
    settle(window)
    shown: Any = window.page
    assert shown.name == "records"
    assert shown.desk.form is shown.desk.subject_form
    assert shown.desk.subject_form.kind is SubjectKind.COLLECTIVE


def test_without_a_round_the_focus_is_on_opening_one(open_window: Open, empty_ctx: Context) -> None:
    window = open_window(empty_ctx)
    page: Any = visit(window, UnitsPage)
    assert window.focusWidget() is page.new_round
    assert not page.new_unit.isVisible()
