"""Which places the rail has, and which page answers to which name: the one list a new page is added to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .kit.rail import Place
from .page import Page
from .pages.acts import ActsPage
from .pages.documents import DocumentsPage
from .pages.eligibility.page import EligibilityPage
from .pages.imports import ImportsPage
from .pages.merge import MergePage
from .pages.new_round import NewRoundPage
from .pages.plans import PlansPage
from .pages.records.page import RecordsPage
from .pages.rounds import RoundsPage
from .pages.settings import SettingsPage
from .pages.template import TemplatePage
from .pages.trash import TrashPage
from .pages.welcome import WelcomePage
from .shell import Shell

PLACES = (
    Place("records", "Hồ sơ", "users", "Ctrl+1"),
    Place("rounds", "Đợt xét", "award", "Ctrl+2"),
    Place("plans", "Kế hoạch", "scroll-text", "Ctrl+3"),
    Place("settings", "Cài đặt", "settings-2", "Ctrl+4", low=True),
    Place("help", "Trợ giúp, F1", "circle-question-mark", "F1", low=True),
)


PAGES: Mapping[str, Callable[[Shell], Page]] = {
    page.name: page
    for page in (
        WelcomePage,
        RecordsPage,
        EligibilityPage,
        RoundsPage,
        DocumentsPage,
        ImportsPage,
        PlansPage,
        NewRoundPage,
        TemplatePage,
        MergePage,
        TrashPage,
        ActsPage,
        SettingsPage,
    )
}
