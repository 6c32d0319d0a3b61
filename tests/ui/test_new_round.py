"""Mở đợt mới in the window: the readings of the round are chosen with it, kept with it and judged by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dienhinh_desktop.domain.eligibility import Verdict
from dienhinh_desktop.services import plans, rounds
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.kit.options import OptionWords
from dienhinh_desktop.ui.pages.eligibility import EligibilityPage
from dienhinh_desktop.ui.pages.new_round import NewRoundPage
from dienhinh_desktop.ui.pages.rounds import RoundsPage
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .doing import press, visit, words_of

Open = Callable[..., Window]
PLAN = "HT_SNGV_2021_2025"


@pytest.fixture
def window(open_window: Open, ctx: Context) -> Window:
    return open_window(ctx, "records")


@pytest.fixture
def page(window: Window) -> NewRoundPage:
    return visit(window, NewRoundPage, plan=PLAN)


def click_words(page: NewRoundPage, reading: str, text: str) -> None:
    choice = page.readings.choices[reading]
    words = next(made for made in choice.findChildren(OptionWords) if made.text() == text)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)


def marked(page: NewRoundPage) -> list[str]:
    return [code for code, mark in page.readings._marks.items() if mark.isVisibleTo(page)]


def test_every_reading_of_the_plan_is_offered_at_its_default(page: NewRoundPage, ctx: Context) -> None:
    known = plans.plan(ctx, PLAN).readings
    assert list(page.readings.choices) == [reading.code for reading in known]
    said = words_of(page.readings)
    for reading in known:
        assert reading.wording in said
        assert all(option.text in said for option in reading.options)
        assert page.readings.choices[reading.code].radios[reading.default].isChecked()
    assert page.readings.sum.text() == f"Cả {len(known)} chỗ theo mặc định"
    assert not page.readings.back.isVisible()
    assert marked(page) == []


def test_a_reading_chosen_is_kept_with_the_round_and_judged_by(window: Window, page: NewRoundPage) -> None:
    click_words(page, "N3", "03 năm liền nhau trong giai đoạn")
    assert marked(page) == ["N3"]
    assert page.readings.sum.text() == "1 trong 20 chỗ khác mặc định"
    press(page, "Mở đợt")
    settle(window)
    held = window.shell.round
    assert held is not None
    assert held.readings == {"N3": "lien_tiep"}
    assert [item.readings for item in rounds.rounds(window.shell.ctx)] == [{"N3": "lien_tiep"}]
    judged = window.page
    assert isinstance(judged, EligibilityPage)
    verdicts = {row.verdict.subject: row.verdict.verdict for row in judged.listing.table.things.things()}
    assert verdicts["HTQT"] is not Verdict.DAT, "HTQT is đạt under the default only"
    assert "khác mặc định ở N3" in words_of(judged)
    chosen = visit(window, RoundsPage)
    assert chosen._standing is not None
    assert "HTQT" not in {row.subject for row in chosen._standing.eligible}
    assert "1 cách hiểu khác mặc định" in words_of(window)


def test_a_round_already_open_is_shown_as_it_is(window: Window, page: NewRoundPage) -> None:
    click_words(page, "N3", "03 năm liền nhau trong giai đoạn")
    press(page, "Mở đợt")
    settle(window)
    again = visit(window, NewRoundPage, plan=PLAN)
    assert again.again.isVisible()
    assert again.readings.off_default == {"N3": "lien_tiep"}
    assert marked(again) == ["N3"]
    again.year.choose("2024")
    again._propose()
    assert not again.again.isVisible()
    assert again.readings.off_default == {}
    again.year.choose("2025")
    again._propose()
    assert again.readings.off_default == {"N3": "lien_tiep"}
    press(again, "Về mặc định")
    assert marked(again) == []
    press(again, "Mở đợt")
    settle(window)
    assert [item.readings for item in rounds.rounds(window.shell.ctx)] == [{}]


def test_what_was_chosen_stays_while_the_year_is_changed(page: NewRoundPage) -> None:
    page.year.choose("2023")
    page._propose()
    click_words(page, "N1", "Đạt một trong ba gạch là đủ")
    page.year.choose("2022")
    page._propose()
    assert page.readings.off_default == {"N1": "mot_gach"}


def test_another_plan_has_its_own_readings(page: NewRoundPage, ctx: Context) -> None:
    page.plan.choose("TC_UBND_2021_2025")
    page._plan_picked("TC_UBND_2021_2025")
    assert list(page.readings.choices) == [reading.code for reading in plans.plan(ctx, "TC_UBND_2021_2025").readings]
    click_words(page, "N10", page.readings.choices["N10"].reading.options[1].text)
    page._plan_picked(PLAN)
    assert page.readings.off_default == {}


def test_the_readings_are_reached_and_chosen_by_keys(page: NewRoundPage) -> None:
    radios = page.readings.choices["N1"].radios
    radios["ca_ba" if "ca_ba" in radios else page.readings.choices["N1"].reading.default].setFocus()
    QTest.keyClick(page.readings.choices["N1"].radios[page.readings.choices["N1"].reading.default], Qt.Key.Key_Down)
    assert page.readings.off_default == {"N1": "mot_gach"}
