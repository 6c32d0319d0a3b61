"""Which places the rail has, and which page answers to which name: the one list a new page is added to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .kit.rail import Place
from .page import Page
from .pages.documents import DocumentsPage
from .pages.eligibility.page import EligibilityPage
from .pages.imports import ImportsPage
from .pages.new_round import NewRoundPage
from .pages.overview import OverviewPage
from .pages.plans import PlansPage
from .pages.records.page import RecordsPage
from .pages.rounds import RoundsPage
from .pages.settings import SettingsPage
from .pages.template import TemplatePage
from .pages.welcome import WelcomePage
from .shell import Shell

PLACES = (
    Place("overview", "Tổng quan", "layout-dashboard", "Ctrl+1"),
    Place("records", "Hồ sơ", "users", "Ctrl+2"),
    Place("rounds", "Đợt xét", "award", "Ctrl+3"),
    Place("plans", "Kế hoạch", "scroll-text", "Ctrl+4"),
    Place("settings", "Cài đặt", "settings-2", "Ctrl+5", low=True),
    Place("help", "Trợ giúp, F1", "circle-question-mark", "F1", low=True),
)


PAGES: Mapping[str, Callable[[Shell], Page]] = {
    page.name: page
    for page in (
        WelcomePage,
        OverviewPage,
        RecordsPage,
        EligibilityPage,
        RoundsPage,
        DocumentsPage,
        ImportsPage,
        PlansPage,
        NewRoundPage,
        TemplatePage,
        SettingsPage,
    )
}
