"""The page "Tổng quan": what must be done today, and where the round in hand stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QStackedWidget, QWidget

from ....domain.eligibility import Verdict
from ....domain.overview import Overview, Task
from ....domain.text import number_text
from ....domain.upkeep import Kind
from ....services import eligibility, rounds
from ....services.overview import overview
from ....services.overview.printing import write_situation
from ... import theme
from ...kit.boxes import Card, Scroll, bare
from ...kit.buttons import button, retitle
from ...kit.file_dialogs import PAPERS, ask_save, show_folder
from ...kit.notice import Empty
from ...kit.quota_board import QuotaLine
from ...page import Page
from .cards import HeatCard, MilestoneCard, QuotaCard, TaskCard, VerdictCard

NO_ROUND = "Chưa có đợt nào nên chưa có việc của đợt. Mở một đợt theo kế hoạch; tổng quan tính ngay sau đó."
FAILED = "Không tính được tình hình đợt. Dữ liệu vẫn an toàn; bấm Thử lại hoặc mở Kiểm tra dữ liệu."
WAITING = "Đang tính tình hình đợt. Đã bấm Dừng thì bấm F5 để tính lại."
NARROW, TALL = 900, 620
_MOST_ANALYSED = 2000


class OverviewPage(Page):
    """What there is to do today."""

    name = "overview"
    title = "Tổng quan"
    place = "overview"
    shows = frozenset(Kind)

    def build(self) -> None:
        """Make head, cards and what stands in their place."""
        self._found: Overview | None = None
        self._near: int | None = None
        self._narrow: bool | None = None
        self.new = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="plus")
        self.next = button("Làm tiếp", self._go_on, icon="arrow-right", kind="primary")
        self.paper = button("In tình hình đợt", self.print_out, icon="file-down", tip="Ghi ra tệp PDF để in (Ctrl+P)")
        self.head.add(self.paper, self.new, self.next)
        self.tasks, self.days, self.quotas = TaskCard(), MilestoneCard(), QuotaCard()
        self.verdicts, self.heat = VerdictCard(), HeatCard()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().px(12))
        self.view = Scroll(bare(self._grid), "Tổng quan")
        self.open = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="calendar-plus", kind="primary")
        self.no_round = Card(Empty(NO_ROUND, self.open))
        self.again = button("Thử lại", self.reload, icon="refresh-cw", kind="primary")
        self.check = button("Kiểm tra dữ liệu", lambda: self.shell.go("settings", section="check"))
        self.why = Empty(FAILED, self.again, self.check)
        self.failed = Card(self.why)
        self.waiting = Card(Empty(WAITING))
        self.stack = QStackedWidget()
        for shown in (self.waiting, self.view, self.no_round, self.failed):
            self.stack.addWidget(shown)
        self.body.addWidget(self.stack, 1)
        for card, pixels in ((self.days, 290), (self.quotas, 200), (self.verdicts, 200), (self.heat, 200)):
            card.setMinimumHeight(theme.current().px(pixels))
        self._connect()
        self._place_cards()
        self._show_state()

    def _connect(self) -> None:
        self.tasks.opened.connect(self._open_task)
        self.tasks.put_off.connect(self._put_off)
        self.tasks.all_asked.connect(self._forget_later)
        self.days.opened.connect(self._open_milestone)
        self.quotas.opened.connect(self._open_quota)
        self.verdicts.opened.connect(lambda key: self.shell.go("eligibility", filter=key))
        self.heat.opened.connect(lambda unit, year: self.shell.go("years", only_missing=True, unit=unit, year=year))

    # --- the cards on the page --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out again on narrow pages, show more tasks on tall ones."""
        super().resizeEvent(event)
        self._place_cards()

    def _place_cards(self) -> None:
        px = theme.current().px
        self.tasks.make_room(7 if self.height() >= px(TALL) else 5)
        narrow = self.width() < px(NARROW)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        grid = self._grid
        grid.addWidget(self.tasks, 0, 0, 1, 15)
        grid.addWidget(self.days, 0, 15, 1, 9)
        if narrow:
            grid.addWidget(self.quotas, 1, 0, 1, 12)
            grid.addWidget(self.verdicts, 1, 12, 1, 12)
            grid.addWidget(self.heat, 2, 0, 1, 24)
        else:
            grid.addWidget(self.quotas, 1, 0, 1, 7)
            grid.addWidget(self.verdicts, 1, 7, 1, 7)
            grid.addWidget(self.heat, 1, 14, 1, 10)
        for place in range(24):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        grid.setRowStretch(2, 2 if narrow else 0)

    def _show_state(self) -> None:
        held, found = self.shell.round, self._found
        self.next.setVisible(held is not None and found is not None)
        self.new.setVisible(held is not None)
        self.paper.setVisible(held is not None and found is not None)
        if held is None or found is None:
            self.head.say("")
        self.stack.setCurrentWidget(self.no_round if held is None else self.waiting if found is None else self.view)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read where the round in hand stands today."""
        held = self.shell.round
        if held is None or held.id is None:
            self._found = None
            self._show_state()
            return
        number = held.id
        if self._found is None or self._found.round.id != number:
            self._found = None
            self._show_state()
        self.compute(
            lambda progress: overview(self.ctx, number, progress),
            self._have,
            label="Đang tính tình hình đợt",
            key="overview",
            while_shown=True,
        )

    def take_focus(self) -> None:
        """Begin at the first task."""
        rows = self.tasks.list.rows
        (rows[0].button if rows else self.next).setFocus()

    def add_new(self) -> None:
        """Ctrl+N: open another round."""
        self.shell.go("new_round")

    def print_out(self) -> None:
        """Ctrl+P: write the situation of the round on paper."""
        ctx, found = self.ctx, self._found
        if found is None or found.round.id is None:
            self.shell.say("Chưa có đợt nào để in tình hình.")
            return
        number = found.round.id
        name = f"tinh_hinh_dot_{found.today:%Y%m%d}.pdf"
        target = ask_save(self, self.shell.preferences, "papers", "In tình hình đợt", name, PAPERS)
        if target is not None:
            way = ("Mở thư mục", lambda: show_folder(target.parent))
            self.compute(
                lambda progress: write_situation(ctx, number, target, progress),
                lambda _paper: self.notify_done(f"Đã ghi tình hình đợt vào {target.name}.", way),
                label="Đang lập tình hình đợt",
            )

    def panes(self) -> tuple[QWidget, ...]:
        """Return the cards."""
        return self.tasks, self.days, self.quotas, self.verdicts, self.heat

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Overview) -> None:
        if self.shell.round is None or self.shell.round.id != found.round.id:
            return
        first = self._found is None
        self._found, self._near = found, None
        self._show_state()
        self._fill()
        self.days.show_days(found)
        self.quotas.show_quotas(found)
        self.verdicts.show_verdicts(found, None)
        self.heat.show_units(found)
        if first and self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.take_focus()
        self.days.show_next()
        if found.verdicts.get(Verdict.CHUA_DAT, 0) <= _MOST_ANALYSED:
            self._count_near(found)

    def _count_near(self, found: Overview) -> None:
        request = rounds.request_of(found.round)
        self.compute(
            lambda progress: len(eligibility.near_misses(self.ctx, request, progress)),
            self._have_near,
            label="Đang tìm ai sắp đạt",
            key="near",
            while_shown=True,
        )

    def _have_near(self, count: int) -> None:
        self._near = count
        if self._found is not None:
            self.verdicts.show_verdicts(self._found, count)

    def _fill(self) -> None:
        found = self._found
        assert found is not None  # it is called with one in hand
        shown = self._of_today(found)
        self.tasks.show_tasks(found, shown, len(found.tasks) - len(shown))
        self.head.say(f"{found.round.name}: {_how_many(len(shown))}")
        retitle(self.next, f"Làm tiếp: {shown[0].act if shown else 'lập danh sách, biểu mẫu'}")
        self.next.setToolTip(shown[0].what if shown else "")

    def _fail(self, sentence: str, details: tuple[str, ...], action: tuple[str, Callable[[], None]] | None) -> None:
        """Show the error state instead of empty cards where reading failed; a refused act is told as anywhere."""
        if action is None:
            super()._fail(sentence, details, action)
            return
        self._found = None
        self.head.say("")
        self.next.hide()
        self.paper.hide()
        self.why.words.setText("\n".join((FAILED, sentence, *details[:3])))
        self.stack.setCurrentWidget(self.failed)

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _open_task(self, task: Task) -> None:
        self.shell.go(task.place.page, **dict(task.place.arguments))

    def _open_milestone(self, code: str) -> None:
        assert self._found is not None  # milestones are shown of one
        self.shell.go("plans", plan=self._found.round.plan, tab="milestones", code=code)

    def _open_quota(self, line: QuotaLine | None) -> None:
        """Go to the list with the quota in hand, or without one where the plan has none."""
        self.shell.go("rounds", **({"quota": (line.row.code, line.row.unit)} if line is not None else {}))

    def _go_on(self) -> None:
        shown = self._of_today(self._found) if self._found is not None else []
        if shown:
            self._open_task(shown[0])
        else:
            self.shell.go("documents")

    # --- put off ----------------------------------------------------------------------------------------------------

    def _of_today(self, found: Overview) -> list[Task]:
        return [task for task in found.tasks if self._later(found, task) <= found.today]

    def _key(self, found: Overview, task: Task) -> str:
        return f"overview/later/{found.round.id}/{task.key}"

    def _later(self, found: Overview, task: Task) -> date:
        kept = str(self.shell.preferences.value(self._key(found, task), ""))
        try:
            return date.fromisoformat(kept)
        except ValueError:
            return date.min

    def _put_off(self, task: Task, days: int) -> None:
        found = self._found
        assert found is not None  # the task is of one
        until = found.today + timedelta(days=days)
        self.shell.preferences.setValue(self._key(found, task), until.isoformat())
        self.shell.say(f"Để sau đến {until:%d/%m}: {task.what}")
        self._fill()

    def _forget_later(self) -> None:
        found = self._found
        if found is not None:
            self.shell.preferences.remove(f"overview/later/{found.round.id}")
            self._fill()


def _how_many(tasks: int) -> str:
    return f"còn {number_text(tasks)} việc" if tasks else "không còn việc đến hạn"
