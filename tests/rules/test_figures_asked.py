"""Which indicators the plans ask for is read from their rules."""

from __future__ import annotations

from collections.abc import Mapping

from dienhinh_desktop import resources
from dienhinh_desktop.rules.figures_asked import indicators_asked
from dienhinh_desktop.rules.packs import Pack


def test_every_indicator_named_in_a_shipped_plan_is_found(packs: Mapping[str, Pack]) -> None:
    for code, pack in packs.items():
        text = resources.path("plans", f"{code}.yaml").read_text(encoding="utf-8")
        known = pack._catalogue.lists["indicators"]
        assert set(indicators_asked(pack)) == {indicator for indicator in known if indicator in text}, code
