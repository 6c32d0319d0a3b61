"""The states of history, trash, pairs that may be one and merging that are worth looking at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.records import Award, Grade, Rating, Subject, SubjectKind
from dienhinh_desktop.services import history, identity, records, trash
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.window import Window

from .desk import settle, type_text

TWIN = "CB902"


def subject_of(ctx: Context, code: str) -> Subject:
    """Return a subject kept."""
    return records.open_card(ctx, code).subject


def enter_twin(ctx: Context) -> None:
    """Enter somebody twice: another spelling of the birth, a title and two grades, one of them another's."""
    if any(item.key[1] == TWIN for item in trash.trash(ctx)) or records.find_subjects(ctx, _query(TWIN)).rows:
        return
    held = records.open_card(ctx, "CB002")
    birth = held.subject.birth
    assert birth is not None
    records.save_subject(
        ctx,
        replace(
            held.subject,
            id=None,
            code=TWIN,
            name=held.subject.name.upper(),
            birth=PartialDate(birth.year),
            citizen_id=None,
            note="Nhập từ danh sách năm 2024",
            start=None,
        ),
    )
    same, other = held.ratings[0], held.ratings[1]
    worse = Grade.HTNV if other.grade is not Grade.HTNV else Grade.HTTNV
    records.save_entry(ctx, Rating(subject=TWIN, year=same.year, grade=same.grade))
    records.save_entry(ctx, Rating(subject=TWIN, year=other.year, grade=worse, decision="19/QĐ-SNgV"))
    records.save_entry(ctx, Award(subject=TWIN, form="LDTT", year=2018, decision="18/QĐ-SNgV"))


def _query(code: str) -> Any:
    from dienhinh_desktop.domain.views import SubjectQuery

    return SubjectQuery(text=code)


def change_much(ctx: Context) -> None:
    """Change a record in several ways, some of them taken away again."""
    held = records.open_card(ctx, "CB002").subject
    records.save_subject(
        ctx, replace(held, birth=PartialDate(1990), citizen_id="042190600874", note="Sửa theo hồ sơ gốc")
    )
    records.save_entry(ctx, Rating(subject="CB002", year=2019, grade=Grade.HTTNV))
    card = records.open_card(ctx, "CB002")
    records.delete_entry(ctx, "ratings", next(row.id or 0 for row in card.ratings if row.year == 2019))
    line = next(line for line in history.history(ctx, "CB002") if line.field == "birth")
    history.give_back(ctx, "CB002", line)


def _history(window: Window) -> None:
    change_much(window.shell.ctx)
    page: Any = window.go("records", {"subject": "CB002", "tab": "history"})
    settle(window)
    table = page.desk.card.history.table
    table.choose(next(line.key for line in table.things.things() if line.field == "citizen_id"))


def _twins(window: Window) -> None:
    enter_twin(window.shell.ctx)
    page: Any = window.go("records")
    settle(window)
    page.chips._chips["twins"].click()


def _merge(window: Window) -> None:
    enter_twin(window.shell.ctx)
    window.go("merge", {"keep": "CB002", "leave": TWIN})


def _bulk(window: Window) -> None:
    enter_twin(window.shell.ctx)
    page: Any = window.go("records", {"subject": "CB002"})
    settle(window)
    page.table.selectRow(page.table.currentIndex().row())
    select_rows(page, ("CB002", "CB007"))


def select_rows(page: Any, codes: tuple[str, ...]) -> None:
    """Choose several rows of the list, as Ctrl and a click do."""
    from PySide6.QtCore import QItemSelectionModel

    flags = QItemSelectionModel.SelectionFlag
    page.table.choose(codes[0])
    for code in codes[1:]:
        index = page.table.things.index(page.table.things.find(code), 0)
        page.table.selectionModel().select(index, flags.Select | flags.Rows)


def _trash(window: Window) -> None:
    ctx = window.shell.ctx
    records.save_subject(ctx, Subject(code="HO77", kind=SubjectKind.HOUSEHOLD, name="Hộ Giàng A Páo"))
    records.delete_subjects(ctx, ["HO77", "CB016"])
    card = records.open_card(ctx, "CB007")
    records.delete_entry(ctx, "ratings", card.ratings[0].id or 0)
    window.go("trash")


def _acts(window: Window) -> None:
    ctx = window.shell.ctx
    for note in ("một", "hai", "ba"):
        records.save_subject(ctx, replace(subject_of(ctx, "CB003"), note=note))
    identity.tell_apart(ctx, "CB003", "CB004")
    window.undo()
    settle(window)
    page: Any = window.go("acts")
    settle(window)
    page.table.choose(page.table.things.row(3).id)


def _alike(window: Window) -> None:
    held = subject_of(window.shell.ctx, "CB002")
    page: Any = window.go("records", {"add": True})
    settle(window)
    form = page.desk.subject_form
    type_text(form.inputs["name"].widget, held.name)
    form.inputs["birth"].widget.setText(str(held.birth))
    form.inputs["name"].widget.editingFinished.emit()


def _undone(window: Window) -> None:
    ctx = window.shell.ctx
    records.save_subject(ctx, replace(subject_of(ctx, "CB003"), note="bốn"))
    window.go("records", {"subject": "CB003"})
    settle(window)
    window.undo()


HISTORY_STATES: dict[str, Callable[[Window], None]] = {
    "history_tab": _history,
    "history_undone": _undone,
    "history_acts": _acts,
    "history_twins": _twins,
    "history_bulk": _bulk,
    "history_merge": _merge,
    "history_alike": _alike,
    "history_trash": _trash,
    "history_settings": lambda window: (window.go("settings", {"section": "trash"}), None)[1],
}
