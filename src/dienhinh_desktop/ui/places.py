"""Which places the rail has, and which page answers to which name: the one list a new page is added to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .kit.rail import Place
from .page import Page
from .pages.acts import ActsPage
from .pages.delivery import DeliveryPage, UnitsPage
from .pages.documents import DocumentsPage
from .pages.eligibility.page import EligibilityPage
from .pages.imports import ImportsPage
from .pages.merge import MergePage
from .pages.new_round import NewRoundPage
from .pages.overview import OverviewPage
from .pages.plans import PlansPage
from .pages.records.page import RecordsPage
from .pages.records.years.page import YearsPage
from .pages.results import ResultsPage
from .pages.rounds import RoundsPage
from .pages.rounds.votes import MeetingPage
from .pages.settings import SettingsPage
from .pages.template import TemplatePage
from .pages.trash import TrashPage
from .pages.welcome import WelcomePage
from .shell import Shell

PLACES = (
    Place("overview", "Tổng quan", "layout-dashboard", "Ctrl+1"),
    Place("records", "Hồ sơ", "users", "Ctrl+2"),
    Place("rounds", "Đợt xét", "award", "Ctrl+3"),
    Place("units", "Đơn vị dưới", "network", "Ctrl+4"),
    Place("plans", "Kế hoạch", "scroll-text", "Ctrl+5"),
    Place("settings", "Cài đặt", "settings-2", "Ctrl+6", low=True),
    Place("help", "Trợ giúp, F1", "circle-question-mark", "F1", low=True),
)


PAGES: Mapping[str, Callable[[Shell], Page]] = {
    page.name: page
    for page in (
        WelcomePage,
        OverviewPage,
        RecordsPage,
        YearsPage,
        EligibilityPage,
        RoundsPage,
        ResultsPage,
        MeetingPage,
        DocumentsPage,
        DeliveryPage,
        ImportsPage,
        PlansPage,
        UnitsPage,
        NewRoundPage,
        TemplatePage,
        MergePage,
        TrashPage,
        ActsPage,
        SettingsPage,
    )
}
