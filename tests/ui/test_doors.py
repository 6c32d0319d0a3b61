"""From what a verdict misses to the very field: every kind of door, the record it is about, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dienhinh_desktop.domain.eligibility import Door
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.eligibility.page import EligibilityPage
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.pages.records.years.page import YearsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import press, visit

Open = Callable[..., Window]


@pytest.fixture
def window(open_window: Open, ctx: Context) -> Window:
    return open_window(ctx, "eligibility")


def through(window: Window, judged: str, door: Door) -> Any:
    page = visit(window, EligibilityPage, subject=judged)
    page.panel.door_asked.emit(judged, door)
    settle(window)
    return window.page


FORMS = [
    ("CB002", Door("awards", 2025, "CSTD_CS"), {"year": 2025, "form": "CSTD_CS"}, "Số quyết định"),
    ("CB002", Door("ratings", 2025), {"year": 2025}, "Mức"),
    ("CB002", Door("attestations", None, "HT_CN_04"), {"criterion": "HT_CN_04"}, "Kết quả"),
    ("CB002", Door("initiatives", None, "CO_SO"), {"level": "CO_SO"}, "Tên"),
    ("CB002", Door("positions"), {}, "Chức vụ"),
    ("HTQT", Door("indicators", 2025, "DOANH_THU"), {"year": 2025, "indicator": "DOANH_THU"}, ""),
    ("HTQT", Door("contributions"), {}, ""),
]


@pytest.mark.parametrize(("judged", "door", "given", "cursor"), FORMS, ids=lambda value: getattr(value, "table", None))
def test_a_door_opens_the_form_filled_and_the_cursor_in_what_is_still_empty(
    window: Window, judged: str, door: Door, given: dict[str, object], cursor: str
) -> None:
    page = through(window, judged, door)
    assert isinstance(page, RecordsPage)
    form = page.desk.form
    assert form is page.desk.entry_form
    assert {key: form.inputs[key].read() for key in given} == given
    focus = window.focusWidget()
    assert focus is not None
    inside = [key for key, made in form.form.fields.items() if made.isAncestorOf(focus)]
    assert len(inside) == 1
    assert inside[0] not in given
    assert not cursor or focus.accessibleName().startswith(cursor)


@pytest.mark.parametrize(("field", "name"), [("category", "Phân loại"), ("start", "Ngày vào cơ quan")])
def test_a_door_to_a_field_of_the_record_has_the_cursor_there(window: Window, field: str, name: str) -> None:
    page = through(window, "CB002", Door("subjects", code=field))
    assert page.desk.form is page.desk.subject_form
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == name


def test_what_another_lacks_is_entered_in_the_record_of_that_one_and_leads_back_to_who_is_judged(
    window: Window,
) -> None:
    page = through(window, "HTQT", Door("ratings", 2025, subject="CB028"))
    assert page.desk.subject.code == "CB028"
    form = page.desk.form
    form.inputs["grade"].write("HTTNV")
    form.save()
    settle(window)
    press(page, "Về Xét điều kiện")
    settle(window)
    shown = window.page
    assert isinstance(shown, EligibilityPage)
    assert shown.listing.table.current().verdict.subject == "HTQT"


def test_what_members_lack_is_entered_in_the_grid_of_their_unit(window: Window) -> None:
    page = through(window, "TTR", Door("ratings", 2025, unit="TTR"))
    assert isinstance(page, YearsPage)
    assert page.filters.unit.key == "TTR"
    assert page.filters.only.isChecked()
    key = page.view.current_key()
    assert key is not None
    assert key[1].year == 2025


def test_where_nobody_is_on_record_a_new_one_of_the_unit_is_asked_for(window: Window) -> None:
    page = through(window, "HTQT", Door("subjects", code="TAP_THE", unit="HTQT"))
    assert page.desk.form is page.desk.subject_form
    assert page.desk.subject_form.kind.value == "TAP_THE"
    assert page.desk.subject_form.inputs["unit"].read() == "HTQT"
