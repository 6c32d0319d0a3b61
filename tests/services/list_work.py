"""What the tests of lists share: an office, its lists as files, the way a clerk goes, everything kept row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.imports import ImportReport, RowState
from dienhinh_desktop.domain.list_imports import ListLine, RowDecision
from dienhinh_desktop.domain.records import Award, Grade, Rating, Sex, Subject, SubjectKind
from dienhinh_desktop.services import imports
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.services.imports import lists
from dienhinh_desktop.services.imports.lists import ListPreview, ListTask
from dienhinh_desktop.storage import tables
from tests.exchange.lists.making import book
from tests.services.test_imports import content

HOA = (1, "Nguyễn Đình Hòa", "06/05/1974", "Phòng Hợp tác quốc tế", "", "")
NEW = (2, "Lê Văn Bình", "01/02/1990", "Văn phòng Sở", "LĐTT", "HTTNV")
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu 2023", "Xếp loại 2023")
SUBJECTS = (
    Subject(code="SNV", kind=SubjectKind.COLLECTIVE, name="Sở Ngoại vụ"),
    Subject(code="HTQT", kind=SubjectKind.COLLECTIVE, name="Phòng Hợp tác quốc tế", unit="SNV"),
    Subject(code="VP", kind=SubjectKind.COLLECTIVE, name="Văn phòng Sở", unit="SNV"),
    Subject(
        code="CB001",
        kind=SubjectKind.PERSON,
        name="Nguyễn Đình Hòa",
        unit="HTQT",
        birth=PartialDate(1974, 5, 6),
        sex=Sex.MALE,
        citizen_id="042074001234",
    ),
    Subject(code="CB002", kind=SubjectKind.PERSON, name="Trần Thị Nhung", unit="VP", birth=PartialDate(1981)),
)
AWARDS = (
    Award(
        subject="CB001",
        form="LDTT",
        year=2023,
        decision="81/QĐ-SNgV",
        date=date(2023, 12, 18),
        issuer="Giám đốc Sở",
    ),
)
RATINGS = (Rating(subject="CB001", year=2023, grade=Grade.HTTNV, decision="79/QĐ-SNgV"),)


@pytest.fixture
def office(ctx: Context) -> Context:
    """A context whose records are those of the office."""
    fill(ctx)
    return ctx


def fill(ctx: Context, **rows: Sequence[Any]) -> None:
    """Keep the office, or other rows."""
    found = rows or {"subjects": SUBJECTS, "awards": AWARDS, "ratings": RATINGS}
    imports.apply(ctx, imports.compare(ctx, content(**found)))


def opened(ctx: Context, path: Path, *rows: Sequence[Any], head: Sequence[str] = HEAD, sender: str = "") -> ListTask:
    """Write a list as a real workbook and open it; its first row of names is row 2."""
    return lists.open_list(ctx, book(path / "ds.xlsx", [head, *rows]), sender)


def states(preview: ListPreview) -> list[str]:
    """Return the state of every line."""
    return [line.state.value for line in preview.lines]


def line(preview: ListPreview, row: int) -> ListLine:
    """Return one line."""
    return next(one for one in preview.lines if one.row == row)


def said(preview: ListPreview, row: int) -> str:
    """Return everything one line asks and tells."""
    one = line(preview, row)
    return "\n".join((*one.asks, *one.notes, *(issue.message for issue in one.issues)))


def write(ctx: Context, task: ListTask) -> ImportReport:
    """Look, and write what was seen."""
    return lists.write(ctx, task, lists.look(ctx, task))


def settle(ctx: Context, task: ListTask) -> ListTask:
    """Decide as a clerk in a hurry: every row as understood, those without a name left out, doubtful ones the first."""
    shown = lists.look(ctx, task)
    rows: dict[int, RowDecision] = {
        one.row: RowDecision(accepted=one.said is not None, skipped=one.said is None) for one in shown.lines
    }
    task = lists.decide(task, rows)
    for one in lists.look(ctx, task).lines:
        if one.state is RowState.ASK:
            who = one.alike[0].subject.code
            task = lists.decide(task, {one.row: RowDecision(who=who, accepted=True)})
    return task


def everything(ctx: Context, names: Sequence[str] | None = None) -> dict[str, list[Mapping[str, Any]]]:
    """Return every row of every table, or of some, as the database holds it."""
    with ctx.db.read() as reader:
        return {
            name: [
                dict(row) for row in reader._connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for name, table in tables.METADATA.tables.items()
            if names is None or name in names
        }


def kept(ctx: Context) -> dict[str, list[Mapping[str, Any]]]:
    """Return every row that can be taken back."""
    with ctx.db.read() as reader:
        assert reader.check() == ()
    return everything(ctx, tables.JOURNALED)


def awards(ctx: Context, code: str) -> list[Award]:
    with ctx.db.read() as reader:
        return list(reader.records({code}).awards)


def ratings(ctx: Context, code: str) -> list[Rating]:
    with ctx.db.read() as reader:
        return list(reader.records({code}).ratings)


def subject(ctx: Context, code: str) -> Subject:
    with ctx.db.read() as reader:
        found = reader.subject(code)
    assert found is not None
    return found


def by_name(ctx: Context, name: str) -> list[Subject]:
    with ctx.db.read() as reader:
        return [one for one in reader.records(kinds={"subjects"}).subjects if one.name == name]


def settings(task: ListTask, **values: Any) -> ListTask:
    return replace(task, decisions=replace(task.decisions, **values))
