"""How well a name fits a few letters."""

from __future__ import annotations

import pytest

from dienhinh_desktop.domain.finding import fit
from dienhinh_desktop.domain.text import fold

NAME = fold("Nguyễn Thị Hồng Phượng")


@pytest.mark.parametrize(
    ("typed", "fitting"),
    [
        ("nguyen thi", 0),
        ("Nguyễn Thị H", 0),
        ("phượng nguyên", 1),
        ("hong p", 1),
        ("nthp", 2),
        ("nth", 2),
        ("thp", None),
        ("uong", None),
        ("", None),
        ("nguyen van", None),
    ],
)
def test_a_name_fits_as_it_begins_then_word_by_word_then_by_its_initials(typed: str, fitting: int | None) -> None:
    assert fit(fold(typed), NAME) == fitting
