"""States of Đơn vị dưới worth looking at: a room of the practice department sends a package of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.records import Grade, Rating, Records, Registration
from dienhinh_desktop.services import delivery
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.window import Window

from ..services.package_offices import Clock, office, part_of
from .desk import NOW, settle

PLAN = "HT_SNGV_2021_2025"
ROOM = "HTQT"
SENT = date(2025, 12, 18)


def package_of(
    ctx: Context, target: Path, unit: str = ROOM, *, torn: bool = False, passphrase: str | None = None
) -> Path:
    """The package a room would send of its own people; `torn`: it holds two things otherwise than the department."""
    with ctx.db.read() as reader:
        everything = reader.records()
    own = part_of(everything, unit)
    people = [row.code for row in own.subjects if row.unit == unit][:3]
    put_forward = tuple(
        Registration(subject=code, plan=PLAN, introducer=unit, date=SENT, year=2025) for code in (unit, *people)
    )
    records = replace(own, registrations=put_forward)
    if torn:
        records = _torn(records, people[0])
    clock = Clock(NOW)
    with (
        tempfile.TemporaryDirectory() as folder,
        office(Path(folder) / "so", ctx.catalogue, ctx.packs, records, unit, clock) as room,
    ):
        delivery.send(room, PLAN, target, SENT, passphrase=passphrase)
    return target


def _torn(records: Records, person: str) -> Records:
    rating = next(row for row in records.ratings if row.subject == person and row.year == 2024)
    other = Grade.HTTNV if rating.grade is Grade.HTXSNV else Grade.HTXSNV
    ratings = tuple(replace(row, grade=other) if row is rating else row for row in records.ratings)
    early = Rating(subject=person, year=2019, grade=Grade.HTTNV)
    subjects = tuple(replace(row, ethnicity="Tày") if row.code == person else row for row in records.subjects)
    return replace(records, ratings=(*ratings, early), subjects=subjects)


def _take(window: Window, **options: Any) -> Any:
    page: Any = window.go("units", {"plan": PLAN})
    settle(window)
    file = package_of(window.shell.ctx, Path(tempfile.mkdtemp()) / "goi_htqt.zip", **options)
    page.take(file)
    settle(window)
    return page


def _conflicts(window: Window) -> None:
    _take(window, torn=True)


def _returned(window: Window) -> None:
    page: Any = window.go("units", {"plan": PLAN})
    settle(window)
    page.listing.table.choose(ROOM)
    settle(window)
    page.card.reason.setText("Thiếu xác nhận của lãnh đạo phòng")
    page.card.due.setText("25/12/2025")
    page.card._return()
    settle(window)


def _merged(window: Window) -> None:
    page: Any = window.go("units", {"plan": PLAN})
    settle(window)
    page.listing.table.choose(ROOM)
    settle(window)
    for group in page.card.board.groups.values():
        group.buttons()[0].setChecked(True)
    page.card._merge()
    settle(window)


def _reminders(window: Window) -> None:
    page: Any = window.go("units", {"plan": "QB_SXD_2021_2025"})
    page.reload()
    settle(window)
    page.listing.reminders_asked.emit()


def _sealed(window: Window) -> None:
    _take(window, unit="LSLT", passphrase="mật khẩu dài")


UNIT_STATES: dict[str, Callable[[Window], None]] = {
    "units": lambda window: (window.go("units", {"plan": PLAN}), None)[1],
    "units_conflicts": _conflicts,
    "units_returned": _returned,
    "units_merged": _merged,
    "units_sealed": _sealed,
    "units_reminders": _reminders,
}
