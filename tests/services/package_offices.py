"""Offices of the made-up district: each commune with a data folder of its own, the district that receives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.records import Records, Registration, Subject
from dienhinh_desktop.domain.upkeep import Office
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from dienhinh_desktop.rules.packs import Pack
from dienhinh_desktop.services import delivery, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.delivery.templates import below
from dienhinh_desktop.storage import tables
from dienhinh_desktop.storage.catalogue import load_catalogue
from dienhinh_desktop.storage.database import Database

PLAN = "TC_UBND_2021_2025"
WORKBOOK = Path(__file__).resolve().parents[1] / "acceptance" / "samples" / "huyen_mau.xlsx"
COMMUNES = tuple(f"X{number:02d}" for number in range(1, 12))
SENDERS = (*COMMUNES, "TT01")
ON = date(2021, 11, 9)
HOUSEHOLD = "HO01"
OTHER_CODE = "H-77"
"""The household two units introduce, and the number the second gave it."""


@lru_cache(maxsize=1)
def district() -> Records:
    """Everything on record in the district."""
    return read_records_workbook(WORKBOOK, load_catalogue()).records


def part_of(records: Records, unit: str) -> Records:
    """What a unit keeps of itself: its people and places, whom it introduces, with their records; nothing above it."""
    known = {subject.code: subject for subject in records.subjects}
    introduced = {row.subject for row in records.registrations if row.introducer == unit}
    codes = below(records.subjects, unit) | introduced
    waiting = list(codes)
    while waiting:
        subject = known[waiting.pop()]
        for place in (subject.unit, subject.locality):
            if place and place not in codes and subject.code != unit:
                codes.add(place)
                waiting.append(place)
    kept: dict[str, tuple[Any, ...]] = {}
    for table, rows in records.tables():
        if table == "subjects":
            own = [row for row in rows if row.code in codes]
            kept[table] = tuple(replace(row, unit=None) if row.code == unit else row for row in own)
        elif table == "registrations":
            kept[table] = tuple(row for row in rows if row.introducer == unit)
        elif table != "plan_documents":
            kept[table] = tuple(row for row in rows if row.subject in codes and _inside(row, codes))
    return Records(**kept)


def _inside(row: Any, codes: set[str]) -> bool:
    return getattr(row, "collective", None) in codes | {None}


def renamed(records: Records, old: str, new: str) -> Records:
    """The same records with another code for one subject, as an office numbers it that never saw the first."""
    references = ("code", "subject", "unit", "locality", "collective", "introducer")
    return Records(
        **{
            table: tuple(
                replace(row, **{name: new for name in references if getattr(row, name, None) == old}) for row in rows
            )
            for table, rows in records.tables()
        }
    )


def introduced(unit: str, subject: str, field: str, day: date = date(2021, 11, 8)) -> tuple[Registration, ...]:
    """A subject on both lists of a unit."""
    return tuple(
        Registration(subject=subject, plan=PLAN, field=field, level=level, introducer=unit, date=day, year=2021)
        for level in ("CO_SO", "CAP_TREN")
    )


def twelve_parts() -> dict[str, Records]:
    """What each of the twelve keeps; X09 puts forward the household of X01 under a number of its own."""
    everyone = district()
    found = {unit: part_of(everyone, unit) for unit in SENDERS}
    found["X04"] = replace(found["X04"], registrations=introduced("X04", "B10", "DSVH"))
    theirs = part_of(everyone, "X01")
    lent = {HOUSEHOLD, "B01", "X01"}
    own = found["X09"]
    merged = Records(
        **{
            table: (
                *rows,
                *(
                    row
                    for row in getattr(theirs, table)
                    if (getattr(row, "code", None) or getattr(row, "subject", "")) in lent
                    and table not in ("registrations", "ratings", "positions")
                ),
            )
            for table, rows in own.tables()
        }
    )
    merged = replace(merged, registrations=introduced("X09", HOUSEHOLD, "NONG_DAN"))
    found["X09"] = renamed(merged, HOUSEHOLD, OTHER_CODE)
    return found


@dataclass
class Clock:
    """A clock a test can set."""

    at: datetime = datetime(2021, 11, 9, 9, 0)  # noqa: DTZ001 - an office's clock shows local time

    def __call__(self) -> datetime:
        return self.at


@contextmanager
def office(
    folder: Path,
    catalogue: Catalogue,
    packs: Mapping[str, Pack],
    records: Records,
    root: str | None,
    clock: Clock | None = None,
) -> Iterator[Context]:
    """An office at work on a folder of its own, with these records in it."""
    now = clock or Clock()
    with Database.open(folder, now=now) as db:
        ctx = Context(db=db, catalogue=catalogue, packs=packs, who="Văn thư", now=now)
        with db.work("Nhập mẫu", ctx.who) as work:
            for table, rows in records.tables():
                work.insert(table, rows)
        if root:
            name = next(row.name for row in records.subjects if row.code == root)
            upkeep.save_office(ctx, Office(root=root, name=name.upper()))
        yield ctx


def packages_of(
    folder: Path, catalogue: Catalogue, packs: Mapping[str, Pack], parts: Mapping[str, Records]
) -> dict[str, Path]:
    """The package each unit sends, made by itself in its own folder; X10 sends on 12/11/2021, a day late."""
    made = {}
    for unit, records in parts.items():
        clock = Clock(datetime(2021, 11, 12, 8, 0)) if unit == "X10" else Clock()  # noqa: DTZ001
        with office(folder / unit, catalogue, packs, records, unit, clock) as ctx:
            made[unit] = folder / f"{unit}.zip"
            delivery.send(ctx, PLAN, made[unit], clock.at.date())
    return made


def units_of(records: Records) -> Records:
    """What the district keeps before anybody has sent: itself, its offices, communes and enterprises."""
    wanted = {"CO_QUAN", "XA", "THI_TRAN", "HOI", "DOANH_NGHIEP", "DON_VI_LLVT"}
    return Records(subjects=tuple(replace(row, locality=None) for row in records.subjects if row.category in wanted))


def everything(ctx: Context) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables an act can change, as the database holds them."""
    with ctx.db.read() as reader:
        connection = reader._connection
        return {
            name: [tuple(row) for row in connection.execute(table.select().order_by(table.c.id))]
            for name in tables.JOURNALED
            if (table := tables.METADATA.tables[name]) is not None
        }


def named(records: Records, code: str) -> Subject:
    """One subject."""
    return next(row for row in records.subjects if row.code == code)
