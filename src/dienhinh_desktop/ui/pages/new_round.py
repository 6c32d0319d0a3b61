"""The form that opens a round: a plan, a stage, a year, the day subjects are judged on, the readings in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from ...domain.dates import DateError
from ...domain.drafts import PlaceValue
from ...domain.eligibility import Stage
from ...domain.plans import Plan
from ...domain.rounds import Round
from ...domain.upkeep import Changes, Kind
from ...services import plans, rounds
from .. import texts, theme
from ..kit import typed
from ..kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ..kit.buttons import button
from ..kit.chips import Segmented
from ..kit.fields import Choice, DateField, TextField
from ..kit.form import Form
from ..kit.labels import hairline, label
from ..kit.readings_card import ReadingsCard
from ..page import Page

_WHY = (
    "Đợt xét gắn một kế hoạch với một giai đoạn và một năm. Kết luận tính đến ngày xét: "
    "thành tích ký sau ngày ấy chưa được tính. Cách hiểu chọn ở đây giữ suốt đợt."
)
_AGAIN = "Đợt này đã mở; lưu là đổi tên, ngày xét và cách hiểu của đợt ấy. Kết luận đã chọn vẫn được giữ."


class NewRoundPage(Page):
    """Opens a round and takes it in hand."""

    name = "new_round"
    title = "Mở đợt mới"
    place = "rounds"
    shows = frozenset({Kind.PLANS})

    def build(self) -> None:
        """Make the form."""
        self._plans: dict[str, Plan] = {}
        self._rounds: tuple[Round, ...] = ()
        self._open: Round | None = None
        self._wanted: str | None = None
        self._back = "eligibility"
        self.plan = Choice("Kế hoạch")
        self.stage = Segmented([(stage.value, stage.label) for stage in reversed(Stage)], "Giai đoạn xét")
        self.year = Choice("Năm", width=128)
        self.on = DateField("Ngày xét")
        self.label = TextField("Tên đợt")
        self.form = Form("round")
        self.form.add("plan", "Kế hoạch", self.plan, required=True)
        self.form.add("stage", "Giai đoạn xét", bare(row(self.stage, None)), half=True)
        self.form.add("year", "Năm", self.year, half=True)
        self.form.add("on", "Ngày xét", self.on, half=True, hint="Xét theo dữ liệu có đến ngày này.", required=True)
        self.form.add("name", "Tên đợt", self.label, half=True, required=True)
        self.form.finished.connect(self.save)
        self.again = label(_AGAIN, "warn", wrap=True)
        self.again.hide()
        inside = column(label(_WHY, "second", wrap=True), self.form, self.again, None, gap=14, margins=(14, 14, 14, 14))
        foot = row(
            None,
            button("Thôi", self.leave, tip="Thôi (Esc)"),
            button("Mở đợt", self.save, icon="calendar-plus", kind="primary"),
            margins=(12, 8, 12, 8),
        )
        card = Card(CardHead("Đợt xét"), hairline())
        card.body.addWidget(Scroll(bare(inside), "Các ô của đợt"), 1)
        card.body.addWidget(Box(foot, "foot"))
        card.setMaximumSize(theme.current().px(680), theme.current().px(430))
        self.readings = ReadingsCard()
        wide = row(gap=12)
        wide.addWidget(card, 10, Qt.AlignmentFlag.AlignTop)
        wide.addWidget(self.readings, 9)
        self.body.addLayout(wide, 1)
        self.plan.picked.connect(self._plan_picked)
        self.stage.picked.connect(lambda _key: self._propose())
        self.year.picked.connect(lambda _key: self._propose())

    def arrive(self, plan: str | None = None, back: str = "eligibility", **_rest: Any) -> None:
        """Offer the plan asked for first; `back` is the page that goes on with the round."""
        self._wanted, self._back = plan, back
        self.make_stale()

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return the plan chosen."""
        return {"plan": self.plan.key}

    def take_focus(self) -> None:
        """Begin in the first field."""
        self.form.focus_first()

    def refresh(self) -> None:
        """Read the plans."""
        ctx = self.ctx
        self.ask(lambda: (plans.plans(ctx), rounds.rounds(ctx)), self._have, key="plans")

    def _have(self, read: tuple[tuple[Plan, ...], tuple[Round, ...]]) -> None:
        found, self._rounds = read
        self._plans = {plan.code: plan for plan in found}
        self.plan.offer([(plan.code, f"{texts.plan_label(plan)} · {plan.issuer}") for plan in found])
        self.plan.choose(self._wanted or self.plan.key)
        self._plan_picked(self.plan.key)

    def _plan_picked(self, code: str) -> None:
        plan = self._plans.get(code)
        if plan is None:
            return
        self.year.offer([(str(year), str(year)) for year in plan.years])
        self.year.choose(str(min(max(self.shell.today.year, plan.years[0]), plan.years[-1])))
        self.readings.show_readings(plan.readings)
        self._propose()

    def _propose(self) -> None:
        """Propose the day and the name from what is chosen; a round already open gives its own, with its readings."""
        before, self._open = self._open, self._same()
        self.again.setVisible(self._open is not None)
        if self._open is not None:
            self.readings.choose(self._open.readings)
            self.on.show_day(self._open.on)
            self.label.setText(self._open.name)
            return
        if before is not None:
            self.readings.back_to_default()
        year = int(self.year.key or self.shell.today.year)
        today = self.shell.today
        self.on.show_day(today if today.year == year else date(year, 12, 31))
        self.label.setText(f"{Stage(self.stage.key).label} năm {year}")

    def _same(self) -> Round | None:
        asked = (self.plan.key, self.stage.key, self.year.key)
        return next((item for item in self._rounds if (item.plan, item.stage.value, str(item.year)) == asked), None)

    def save(self) -> None:
        """Open the round and go to the eligibility check."""
        faults: dict[str, str] = {}
        on: date | None = None
        try:
            on = self.on.day()
        except DateError as wrong:
            faults["on"] = str(wrong)
        if on is None and not faults:
            faults["on"] = "Ngày xét để trống; ghi ngày cần xét"
        if not self.label.value():
            faults["name"] = "Tên đợt để trống; ghi tên để phân biệt các đợt"
        if not self.form.show_faults(faults) or on is None:
            return
        new = Round(
            plan=self.plan.key,
            stage=Stage(self.stage.key),
            year=int(self.year.key),
            name=str(self.label.value()),
            on=on,
            readings=self.readings.off_default,
        )
        ctx = self.ctx
        self.act(lambda _progress: rounds.open_round(ctx, new), self._opened, label="Đang mở đợt", changes=_changes)

    def _opened(self, opened: Round) -> None:
        typed.let_go(self)
        self.shell.take_round(opened)
        self.shell.go(self._back)

    def leave(self) -> None:
        """Go back to the records."""
        self.shell.go("records")


def _changes(opened: Round) -> Changes:
    return Changes(frozenset({Kind.ROUNDS}), f"Đã mở đợt {opened.name}.")
