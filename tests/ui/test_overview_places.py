"""Tổng quan: every kind of line opens the place where it is done, with what it is about in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop.domain.overview import TaskKind
from dienhinh_desktop.domain.packages import PackageState
from dienhinh_desktop.domain.records import Attestation
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.services import delivery, records, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.quota_board import QuotaLineButton
from dienhinh_desktop.ui.pages.overview import OverviewPage
from dienhinh_desktop.ui.window import Window

from .conftest import CHOSEN
from .desk import NOW, settle

Open = Callable[..., Window]
Made = Callable[[Context, Path], Context]
Seen = Callable[[Any], object]


def number_of(ctx: Context) -> int:
    held = rounds.rounds(ctx)[0].id
    assert held is not None
    return held


def at(year: int, month: int, day: int) -> Made:
    moment = datetime(year, month, day, 9, 30)  # noqa: DTZ001 - an office's clock shows local time
    return lambda ctx, _folder: replace(ctx, now=lambda: moment)


def as_it_is(ctx: Context, _folder: Path) -> Context:
    return ctx


def chosen(ctx: Context, _folder: Path) -> Context:
    rounds.register(ctx, number_of(ctx), [Choice(subject=code, field=field) for code, field in CHOSEN])
    return ctx


def without_birth(ctx: Context, folder: Path) -> Context:
    chosen(ctx, folder)
    records.save_subject(ctx, replace(records.open_card(ctx, "CB005").subject, birth=None))
    return ctx


def refused(ctx: Context, folder: Path) -> Context:
    chosen(ctx, folder)
    said = Attestation(subject="CB005", criterion="HT_CN_03", passed=False, attester="Giám đốc Sở", date=NOW.date())
    records.save_entry(ctx, said)
    return ctx


def issued(ctx: Context, folder: Path) -> Context:
    chosen(ctx, folder)
    delivery.issue(ctx, number_of(ctx))
    return ctx


def signed(ctx: Context, folder: Path) -> Context:
    issued(ctx, folder)
    scan = folder / "ban_quet.png"
    Image.new("RGB", (60, 80), "white").save(scan)
    for row in delivery.round_papers(ctx, number_of(ctx)).rows:
        if row.issued is not None and row.issued.id is not None:
            delivery.take_back(ctx, row.issued.id, scan)
    return ctx


def other_plan(plan: str, year: int) -> Made:
    def make(ctx: Context, _folder: Path) -> Context:
        held = rounds.rounds(ctx)[0]
        made = Round(plan=plan, stage=held.stage, year=year, name=f"Đợt {year}", on=NOW.date().replace(year=year))
        rounds.open_round(ctx, made)
        return ctx

    return make


SCENES: dict[TaskKind, tuple[Made, str, Seen]] = {
    TaskKind.RATINGS: (
        as_it_is,
        "years",
        lambda page: (
            (page.filters.only.isChecked(), page.filters.unit.key, page.view.current_key()[1].year)
            == (True, "TTR", 2025)
        ),
    ),
    TaskKind.MISSING: (as_it_is, "eligibility", lambda page: page.chips.key == "thieu_du_lieu"),
    TaskKind.UNLISTED: (as_it_is, "eligibility", lambda page: page.chips.key == "unlisted"),
    TaskKind.NOBODY: (other_plan("QB_SXD_2021_2025", 2025), "eligibility", lambda page: page.chips.key == "near"),
    TaskKind.BLOCKING: (without_birth, "records", lambda page: page.table.current_key() == "CB005"),
    TaskKind.CHANGED: (refused, "rounds", lambda page: page.listing.table.current().candidate.subject == "CB005"),
    TaskKind.UNSIGNED: (issued, "delivery", lambda page: page.table.table.current() is not None),
    TaskKind.UNSENT: (signed, "delivery", lambda page: page.table.table.current() is not None),
    TaskKind.MILESTONE: (
        at(2025, 12, 28),
        "plans",
        lambda page: page.tables["milestones"].current().info.code == "HT_M08",
    ),
    TaskKind.PASSED: (as_it_is, "plans", lambda page: page.tables["milestones"].current().info.code == "HT_M02"),
    TaskKind.DATES: (
        other_plan("KG_SXD_2022", 2022),
        "plans",
        lambda page: (page.tabs.key, page._plan.code) == ("milestones", "KG_SXD_2022"),
    ),
    TaskKind.BACKUP: (as_it_is, "settings", lambda page: page.sections["backups"].isChecked()),
}


@pytest.mark.parametrize("kind", TaskKind)
def test_every_kind_of_task_opens_its_place(open_window: Open, ctx: Context, tmp_path: Path, kind: TaskKind) -> None:
    make, wanted, seen = SCENES[kind]
    window = open_window(make(ctx, tmp_path), "overview")
    page: Any = window.page
    assert isinstance(page, OverviewPage)
    window.shell.take_round(max(rounds.rounds(ctx), key=lambda held: held.id or 0))
    settle(window)
    found = page._found
    assert found is not None
    task = next(item for item in found.tasks if item.kind is kind)
    if page.tasks.more.isVisible():
        page.tasks.more.click()
    row = next(made for made in page.tasks.list.rows if made.line.key == task.key)
    assert row.button.accessibleName().startswith(task.verb)
    row.button.setFocus()
    QTest.keyClick(row.button, Qt.Key.Key_Space)
    settle(window)
    assert window.page is window.pages[wanted]
    assert seen(window.page)


def test_who_has_not_sent_is_told_and_opens_the_units_that_owe(open_window: Open, ctx: Context, tmp_path: Path) -> None:
    window = open_window(at(2021, 3, 22)(ctx, tmp_path), "overview")
    page: Any = window.page
    row = next(made for made in page.tasks.list.rows if made.line.key == "milestone.HT_M01")
    assert "đơn vị chưa có văn bản" in row.line.what
    assert row.line.verb == "Xem ai chưa gửi"
    row.button.click()
    settle(window)
    units: Any = window.page
    assert window.page is window.pages["units"]
    assert units.listing.chips.key == PackageState.NOT_SENT.value
    assert {item.state for item in units.listing.table.things.things()} == {PackageState.NOT_SENT}


def test_a_quota_opens_the_list_with_the_quota_in_hand(open_window: Open, ctx: Context, tmp_path: Path) -> None:
    window = open_window(chosen(ctx, tmp_path), "overview")
    page: Any = window.page
    page.quotas.open.click()
    settle(window)
    shown: Any = window.page
    assert window.page is window.pages["rounds"]
    line = shown.side.board.current()
    assert line is not None
    assert {row.candidate.subject for row in shown.listing.table.things.things()} <= {*line.subjects}
    shown.leave()
    assert shown.side.board.current() is None


def test_a_quota_of_a_unit_opens_the_list_with_it_in_hand(open_window: Open, ctx: Context) -> None:
    made = Round(plan="TC_UBND_2021_2025", stage=rounds.rounds(ctx)[0].stage, year=2025, name="Đợt TC", on=NOW.date())
    window = open_window(ctx, "overview")
    window.shell.take_round(rounds.open_round(ctx, made))
    settle(window)
    page: Any = window.page
    lines = [button for button in page.quotas.board.buttons if isinstance(button, QuotaLineButton)]
    assert lines
    wanted = lines[0].line
    lines[0].click()
    settle(window)
    shown: Any = window.page
    assert window.page is window.pages["rounds"]
    assert page.quotas.board.current() is None
    held = shown.side.board.current()
    assert held is not None
    assert held.row.code == wanted.row.code


def test_no_kind_of_task_is_left_out() -> None:
    assert {*SCENES} == {*TaskKind}
