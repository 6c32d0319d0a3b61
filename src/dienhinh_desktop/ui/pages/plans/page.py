"""The page "Kế hoạch": what each installed plan says and how the program reads it; nothing is changed here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.plans import MilestoneRow, Plan
from ....domain.upkeep import Kind
from ....services import plans
from ....services.context import Context
from ... import texts, theme
from ...kit.boxes import Card, column, row
from ...kit.buttons import button
from ...kit.fields import Choice, helped_by
from ...kit.labels import hairline
from ...kit.notice import Empty
from ...kit.panes import Panes
from ...kit.table import Table
from ...kit.tabs import Tabs
from ...kit.timeline import Moment, Timeline
from ...page import Page
from .columns import (
    MilestoneLine,
    criterion_columns,
    grouped_criteria,
    milestone_columns,
    quota_columns,
    reading_columns,
    step_columns,
)
from .content import ContentView
from .detail import DetailCard

TABS = (
    ("content", "Nội dung"),
    ("criteria", "Tiêu chí"),
    ("quotas", "Chỉ tiêu"),
    ("milestones", "Mốc thời gian"),
    ("readings", "Cách hiểu"),
    ("steps", "Quy trình"),
)
Found = tuple[tuple[Plan, ...], dict[str, tuple[MilestoneLine, ...]]]


class PlansPage(Page):
    """What each plan says."""

    name = "plans"
    title = "Kế hoạch"
    place = "plans"
    shows = frozenset({Kind.PLANS, Kind.RECORDS})

    def build(self) -> None:
        """Make head, strip, tables and the card beside them."""
        self._plans: dict[str, Plan] = {}
        self._lines: dict[str, tuple[MilestoneLine, ...]] = {}
        self._plan: Plan | None = None
        self._wanted: str | None = None
        self._wanted_row: tuple[str, str] | None = None
        self.choice = Choice("Kế hoạch", width=262)
        helped_by(self.choice, "find.plan")
        self.choice.picked.connect(self._show_plan)
        self.open = button("Lập đợt từ kế hoạch", self.add_new, icon="calendar-plus", kind="primary")
        self.head.add(self.choice, self.open)
        self.timeline = Timeline()
        self.strip = Card(column(self.timeline, margins=(0, 2, 0, 2)))
        self.body.addWidget(self.strip)
        self.detail = DetailCard()
        self._panes = Panes(self._make_tables(), self.detail, 438)
        self.empty = Card(Empty("Trên máy chưa có kế hoạch nào. Cài lại chương trình để có các kế hoạch đi kèm."))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._panes)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.tabs.picked.connect(self._show_tab)
        self.detail.tried.connect(self._try)
        self.tabs.choose("criteria")

    def _make_tables(self) -> Card:
        self.tabs = Tabs(TABS, "Phần của kế hoạch")
        self.content = ContentView()
        self.tables = {
            "criteria": Table("Tiêu chí", criterion_columns(), key=lambda c: c.code),
            "quotas": Table("Chỉ tiêu", quota_columns(), key=lambda q: q.code, row_height=44),
            "milestones": Table("Mốc thời gian", milestone_columns(), key=lambda m: m.info.code, row_height=44),
            "readings": Table("Cách hiểu", reading_columns(), key=lambda r: r.code),
            "steps": Table("Quy trình", step_columns(), key=lambda s: s.name),
        }
        self.views = QStackedWidget()
        self.views.addWidget(self.content)
        for table in self.tables.values():
            self.views.addWidget(table)
            table.chosen.connect(lambda _thing: self._show_detail())
            table.opened.connect(lambda _thing: self._panes.open_drawer())
        made = Card(row(self.tabs, None, margins=(14, 0, 8, 0)), hairline())
        made.body.addWidget(self.views, 1)
        return made

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, tab: str = "", plan: str = "", code: str = "", **arguments: Any) -> None:
        """Show the tab, the plan, the row of it the visitor comes for."""
        self._wanted_row = (tab, code) if code else None
        if tab:
            self.tabs.choose(tab)
        if plan:
            self._wanted = plan
            if plan in self._plans:
                self._show_plan(plan)
        self.tables.get(self.tabs.key, self.content).setFocus()
        if self._plan is not None:
            self._say_facts(self._plan)
            self._take_row()

    def refresh(self) -> None:
        """Read the installed plans and how the agency stands at their milestones."""
        ctx, today = self.ctx, self.shell.today
        self.ask(lambda: _read(ctx, today), self._have, key="plans")

    def add_new(self) -> None:
        """Ctrl+N: open a round of this plan."""
        if self._plan is not None:
            self.shell.go("new_round", plan=self._plan.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the strip out of a low window."""
        super().resizeEvent(event)
        self._place_strip()

    def _place_strip(self) -> None:
        """Show the strip where it leaves the table its room; the tab of milestones says the same."""
        room = self.height() - self.timeline.sizeHint().height()
        low = self.height() <= theme.current().px(400)
        crowded = self.tabs.key not in ("content", "milestones") and room < theme.current().px(420)
        self.strip.setVisible(bool(self._plan and self._plan.milestones) and not low and not crowded)

    def leave(self) -> None:
        """Esc: put the drawer away."""
        self._panes.close_drawer()

    def panes(self) -> tuple[QWidget, ...]:
        """Return tabs, table, details."""
        return self.tabs, self.views, self.detail

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Found) -> None:
        known, self._lines = found
        self._plans = {plan.code: plan for plan in known}
        self.choice.offer([(plan.code, _choice_words(plan)) for plan in known])
        self.choice.setVisible(len(known) > 1)
        self.open.setVisible(bool(known))
        self._place_strip()
        self.stack.setCurrentWidget(self._panes if known else self.empty)
        held = self.shell.round.plan if self.shell.round else None
        shown = self._plan.code if self._plan else None
        code = next(
            (code for code in (self._wanted, shown, held) if code in self._plans), next(iter(self._plans), None)
        )
        if code is not None:
            self._show_plan(code)

    def _show_plan(self, code: str) -> None:
        plan = self._plans[code]
        self._plan, self._wanted = plan, None
        self.choice.choose(code)
        lines = self._lines[code]
        self.head.title.setText(texts.plan_heading(plan))
        issued = f", {short_date(plan.issued)}" if plan.issued else ""
        self.head.say(f"{plan.issuer}{issued}; giai đoạn {texts.period(plan)}; bản {plan.version}")
        self.timeline.show_moments(plan.years, _moments(lines), self.shell.today)
        self.detail.show_plan(plan)
        self.content.show_plan(plan)
        shown: dict[str, Sequence[Any]] = {
            "criteria": grouped_criteria(plan),
            "quotas": plan.quotas,
            "milestones": lines,
            "readings": plan.readings,
            "steps": plan.steps,
        }
        for key, rows in shown.items():
            self.tables[key].show_rows(rows, choose_first=True)
        self.tabs.set_counts({key: len(rows) for key, rows in shown.items()} | {"criteria": len(plan.criteria)})
        self._show_detail()
        self._place_strip()
        self._say_facts(plan)
        self._take_row()

    def _take_row(self) -> None:
        """Take the row in hand that was asked for, once the plan is shown."""
        if self._wanted_row is not None and self._wanted is None:
            tab, code = self._wanted_row
            if self.tables[tab].choose(code):
                self._wanted_row = None

    def _say_facts(self, plan: Plan) -> None:
        self.shell.show_facts(f"Bộ kế hoạch {plan.code}, bản {plan.version}", texts.HERE_ONLY)

    def _try(self, reading: str, option: str) -> None:
        """Run the records through another reading, on the day of the round where it is of this plan."""
        assert self._plan is not None  # readings are shown of a plan
        held, code = self.shell.round, self._plan.code
        on = held.on if held is not None and held.plan == code else self.shell.today
        self.ask(
            lambda: plans.try_readings(self.ctx, code, on, {reading: option}),
            lambda trial: self.detail.show_trial(reading, option, trial),
            key="trial",
        )

    def _show_tab(self, key: str) -> None:
        self.views.setCurrentWidget(self.tables.get(key, self.content))
        self._place_strip()
        self._show_detail()

    def _show_detail(self) -> None:
        table = self.tables.get(self.tabs.key)
        if table is None:
            self.detail.show_notes()
        else:
            self.detail.show_thing(table.current())


def _choice_words(plan: Plan) -> str:
    """Name a plan in the room of the box; the head says whose it is."""
    return texts.plan_label(plan) if plan.number else f"KH không rõ số · {texts.period(plan)}"


def _read(ctx: Context, today: date) -> Found:
    """Read the plans, and for every milestone how each unit stands at it."""
    known = plans.plans(ctx)
    lines = {}
    for plan in known:
        rows: dict[str, list[MilestoneRow]] = {}
        for item in plans.milestone_rows(ctx, plan.code, today, {}):
            rows.setdefault(item.code, []).append(item)
        lines[plan.code] = tuple(MilestoneLine(info, tuple(rows.get(info.code, ()))) for info in plan.milestones)
    return known, lines


def _moments(lines: Sequence[MilestoneLine]) -> list[Moment]:
    return [
        Moment(
            words=f"{short_date(line.info.latest)} {line.info.product}" if not line.info.fuzzy else line.info.product,
            first=line.info.latest if not line.info.fuzzy else line.info.earliest or line.info.latest,
            last=line.info.latest,
            mark=line.mark,
            tip=f"{line.info.code}: “{line.info.wording}” đọc là {line.read_as}; {line.verdict.label.lower()}",
        )
        for line in lines
        if line.info.latest is not None
    ]
