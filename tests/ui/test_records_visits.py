"""Hồ sơ asked for from elsewhere, also when it is shown for the first time; and where its buttons lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dienhinh_desktop.domain.eligibility import Door
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.pages.records.filter_row import TWINS
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import press

Open = Callable[..., Window]


def first_visit(open_window: Open, ctx: Context, **arguments: Any) -> Any:
    window = open_window(ctx, "plans")
    assert "records" not in window.pages
    page = window.go("records", arguments)
    settle(window)
    return page


def test_a_door_opens_its_form_filled_and_the_list_read_after_it_leaves_it_open(
    open_window: Open, ctx: Context
) -> None:
    page = first_visit(open_window, ctx, subject="CB027", door=Door("attestations", None, "HT_CN_04"))
    assert page.desk.form is page.desk.entry_form
    assert page.desk.form.inputs["criterion"].read() == "HT_CN_04"


def test_a_new_record_is_asked_for_with_every_unit_offered(open_window: Open, ctx: Context) -> None:
    page = first_visit(open_window, ctx, add=True)
    assert page.desk.form is page.desk.subject_form
    page.desk.form.inputs["unit"].write("HTQT")
    assert page.desk.form.inputs["unit"].widget.text() == "Phòng Hợp tác quốc tế"


@pytest.mark.parametrize("chip", ["all", "missing", "CA_NHAN", TWINS])
def test_the_grid_of_years_is_opened_from_every_filter(window: Window, chip: str) -> None:
    page: Any = window.pages["records"]
    page.chips._chips[chip].click()
    settle(window)
    press(page, "Nhập theo năm")
    settle(window)
    assert window.page is window.pages["years"]
