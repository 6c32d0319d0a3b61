"""A small round ready for its papers: an office, two people who were chosen, a third who was not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.eligibility import Stage
from dienhinh_desktop.domain.records import Subject, SubjectKind
from dienhinh_desktop.domain.rounds import Choice, Round
from dienhinh_desktop.domain.upkeep import Office
from dienhinh_desktop.services import rounds, upkeep
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.storage.database import Database

PLAN = "HT_SNGV_2021_2025"
ON = date(2025, 12, 4)
PEOPLE = ("P1", "P2")


def fill(ctx: Context) -> int:
    """Put office, people and a round with two candidates into a folder; return the round."""
    people = [
        Subject(code="SO", kind=SubjectKind.COLLECTIVE, name="Sở Nội vụ"),
        Subject(code="P1", kind=SubjectKind.PERSON, name="Trần Đức Hòa", unit="SO", birth=PartialDate(1979)),
        Subject(code="P2", kind=SubjectKind.PERSON, name="Đặng Thị Ưởng", unit="SO", birth=PartialDate(1985)),
        Subject(code="P3", kind=SubjectKind.PERSON, name="Lý Mỹ Kỳ", unit="SO", birth=PartialDate(1990)),
    ]
    with ctx.db.work("Nhập", "Văn thư") as work:
        work.insert("subjects", people)
    office = Office(
        root="SO", name="Sở Nội vụ", superior="UBND tỉnh Hà Tĩnh", place="Hà Tĩnh", abbreviation="SNV",
        signer="Trần Đức Hoà", signer_post="Giám đốc",
    )  # fmt: skip
    upkeep.save_office(ctx, office)
    opened = rounds.open_round(
        ctx, Round(plan=PLAN, stage=Stage.RECOGNITION, year=2025, name="Công nhận năm 2025", on=ON)
    )
    assert opened.id is not None
    choices = [
        Choice(subject=code, field="KHONG_LANH_DAO", reason="Hội đồng đề nghị", introducer="SO") for code in PEOPLE
    ]
    rounds.register(ctx, opened.id, choices)
    return opened.id


@pytest.fixture
def opened(ctx: Context) -> tuple[Context, int]:
    """Return a context whose folder holds the round, and the round."""
    return ctx, fill(ctx)


@pytest.fixture
def reopen(folder: Path) -> Callable[[], Database]:
    """Return what opens the folder again."""
    return partial(Database.open, folder)
