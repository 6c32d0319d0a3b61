"""The short form of the monkey: a few random actions on every page, the same ones each time."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.pages.records.page import RecordsPage
from dienhinh_desktop.ui.places import PAGES

from .monkey.run import run
from .monkey.watch import watching

ACTIONS = 100
SEED = 2025


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_nothing_goes_wrong_whatever_is_pressed(app: QApplication, tmp_path: Path, page: str) -> None:
    done = run(app, page, ACTIONS, SEED, tmp_path)
    assert done.actions == ACTIONS
    assert not done.faults, "\n\n".join(done.faults.values())


def test_whatever_goes_wrong_is_kept_once_with_what_it_came_after(qapp: QApplication) -> None:
    with watching() as watch:
        watch.after = "a click"
        for _again in range(2):
            logging.getLogger("dienhinh_desktop.ui").error("a use case failed")
        qWarning("a layout is given away")
        thread = threading.Thread(target=lambda: [][0])
        thread.start()
        thread.join()
        warnings.warn("a connection is gone", RuntimeWarning, stacklevel=1)
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("in a slot"), None)
    kinds = [key.partition(":")[0] for key in watch.faults]
    assert sorted(kinds) == ["Qt", "logged", "raised", "thread", "warned"]
    assert all("after a click" in words for words in watch.faults.values())


def test_a_fault_in_a_page_is_found(app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_page: RecordsPage, _row: object) -> None:
        raise ZeroDivisionError("a fault put in by the test")

    monkeypatch.setattr(RecordsPage, "_chosen", fails)
    found = run(app, "records", 20, SEED, tmp_path).faults
    assert any("a fault put in by the test" in words for words in found.values())
