"""The short form of the monkey: a few random actions on every page, the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dienhinh_desktop.ui import theme
from dienhinh_desktop.ui.places import PAGES

from .monkey.run import run

ACTIONS = 150
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
