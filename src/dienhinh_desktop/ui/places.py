"""Which places the rail has, and which page answers to which name: the one list a new page is added to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pkgutil import resolve_name

from .kit.rail import Place
from .page import Page
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

_WHERE: Mapping[str, str] = {
    "welcome": "welcome:WelcomePage",
    "overview": "overview:OverviewPage",
    "records": "records.page:RecordsPage",
    "years": "records.years.page:YearsPage",
    "eligibility": "eligibility.page:EligibilityPage",
    "rounds": "rounds:RoundsPage",
    "results": "results:ResultsPage",
    "meeting": "rounds.votes:MeetingPage",
    "documents": "documents:DocumentsPage",
    "delivery": "delivery:DeliveryPage",
    "imports": "imports:ImportsPage",
    "plans": "plans:PlansPage",
    "units": "delivery:UnitsPage",
    "new_round": "new_round:NewRoundPage",
    "template": "template:TemplatePage",
    "merge": "merge:MergePage",
    "trash": "trash:TrashPage",
    "acts": "acts:ActsPage",
    "settings": "settings:SettingsPage",
}


def page_class(name: str) -> type[Page]:
    """Return the page that answers to a name.

    It is read from disk when it is first asked for: the window opens in half the time it takes to read them all.
    """
    found: type[Page] = resolve_name(f"{__package__}.pages.{_WHERE[name]}")
    return found


def _made(name: str, shell: Shell) -> Page:
    return page_class(name)(shell)


PAGES: Mapping[str, Callable[[Shell], Page]] = {name: partial(_made, name) for name in _WHERE}
