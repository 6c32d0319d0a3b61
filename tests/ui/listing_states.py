"""The states of the list of records worth looking at: columns, filters kept, many records changed at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel

from dienhinh_desktop.domain.records import Sex, SubjectKind
from dienhinh_desktop.domain.views import AwardAsked, SubjectQuery
from dienhinh_desktop.services import saved_filters
from dienhinh_desktop.ui.kit.arrangement import Density
from dienhinh_desktop.ui.pages.records.batch_form import AWARD
from dienhinh_desktop.ui.window import Window

from .desk import settle

_FLAGS = QItemSelectionModel.SelectionFlag
FILTERS = {
    "Nữ dưới 35 tuổi": SubjectQuery(sex=Sex.FEMALE, age_to=34),
    "Chưa có CSTĐ cơ sở": SubjectQuery(kind=SubjectKind.PERSON, award=AwardAsked(form="CSTD_CS", held=False)),
    "Thiếu xếp loại phòng Hợp tác": SubjectQuery(only_missing=True, unit="HTQT"),
}


def select(page: Any, *codes: str) -> None:
    """Select these records in the list."""
    page.table.choose(codes[0])
    for code in codes[1:]:
        index = page.table.things.index(page.table.things.find(code), 0)
        page.table.selectionModel().select(index, _FLAGS.Select | _FLAGS.Rows)


def keep_filters(window: Window) -> None:
    """Keep three filters, unless they are kept already."""
    kept = {one.name for one in saved_filters.saved_filters(window.shell.ctx)}
    for name, query in FILTERS.items():
        if name not in kept:
            saved_filters.save_filter(window.shell.ctx, name, query)


def _columns(window: Window) -> None:
    page: Any = window.go("records", {"subject": "CB002"})
    for key in ("unit", "highest", "code"):
        page.table.show_column(key, shown=True)
    page.table.group_by("position")
    page.table.sort_by("missing")
    page.table.sort_by("name", second=True)
    page.table.set_density(Density.TIGHT)
    settle(window)
    page.table.arrangement.group = None
    window.shell.preferences.remove("lists/records")


def _saved(window: Window) -> None:
    keep_filters(window)
    page: Any = window.go("records")
    settle(window)
    page.filters.use_saved("Chưa có CSTĐ cơ sở")


def _filter_form(window: Window) -> None:
    page: Any = window.go("records")
    settle(window)
    page._open_filter(None)
    page.many.filter.inputs["sex"].write(Sex.FEMALE)
    page.many.filter._ask()


def _batch(what: str, **values: object) -> Callable[[Window], None]:
    def bring(window: Window) -> None:
        page: Any = window.go("records")
        settle(window)
        select(page, "CB002", "CB003", "CB007", "CB016", "HTQT")
        page.many.start_batch(what, page.table.selected())
        page.side.open_drawer()
        for key, value in values.items():
            page.many.batch.inputs[key].write(value)
        page.many.batch._ask()

    return bring


LISTING_STATES: dict[str, Callable[[Window], None]] = {
    "records_columns": _columns,
    "records_saved_filters": _saved,
    "records_filter_form": _filter_form,
    "records_batch_unit": _batch("unit", unit="HTQT"),
    "records_batch_award": _batch(AWARD, form="CSTD_CS", year=2023, decision="99/QĐ-SNgV"),
}
