"""The five cards of the overview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ....domain.dates import short_date
from ....domain.overview import Overview, QuotaStanding, Task
from ....domain.plans import QuotaVerdict, cited
from ....domain.text import number_text, two_digits
from ... import theme
from ...kit.boxes import Card, CardHead, Scroll, bare, clear, column, row
from ...kit.buttons import button, retitle
from ...kit.day_list import DayList
from ...kit.heat import HeatTable
from ...kit.labels import Chip, ElideLabel, FoldLabel, hairline, label
from ...kit.marks import QUOTAS, Mark
from ...kit.quota_board import QuotaBoard, QuotaLine
from ...kit.slot_bar import SlotBar
from ...kit.stack_bar import PartList, StackBar
from ...kit.task_list import TaskList
from .lines import day_lines, heat_rows, near_date, nearest_day, task_line, verdict_parts, weekday

_MOST_QUOTAS = 12


class TaskCard(Card):
    """What to do today. `opened(task)`; `put_off(task, days)`; `all_asked`: tasks put off are wanted back."""

    opened = Signal(object)
    put_off = Signal(object, int)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tasks: Sequence[Task] = ()
        self._found: Overview | None = None
        self._most = 5
        self._whole = False
        self.day = label("", "second")
        self.list = TaskList()
        self.none = label("", "second", wrap=True)
        self.more = button("", self._show_more, kind="quiet")
        self.back = button("", self.all_asked.emit, kind="quiet")
        foot = row(self.more, None, self.back, margins=(6, 0, 6, 2))
        self.foot = bare(foot)
        self.none_box = bare(column(self.none, margins=(14, 10, 14, 14)))
        for item in (CardHead("Việc cần làm hôm nay", self.day), self.list, self.none_box, self.foot):
            self.body.addWidget(item)
        self.body.addStretch(1)
        self.list.opened.connect(lambda key: self.opened.emit(self._of(key)))
        self.list.put_off.connect(lambda key, days: self.put_off.emit(self._of(key), days))

    def _of(self, key: str) -> Task:
        return next(task for task in self._tasks if task.key == key)

    def show_tasks(self, found: Overview, tasks: Sequence[Task], later: int) -> None:
        """Show the tasks of the day; `later` are put off."""
        self._found, self._tasks = found, tasks
        self.day.setText(f"{weekday(found.today)}, {short_date(found.today)}")
        retitle(self.back, f"{number_text(later)} việc để sau: hiện lại")
        self.back.setVisible(bool(later))
        self.none.setText(f"Hôm nay không có việc đến hạn. {nearest_day(found)}".strip())
        self._fill()

    def make_room(self, most: int) -> None:
        """Show at most so many tasks before "Xem … việc nữa"."""
        if most != self._most:
            self._most = most
            self._fill()

    def _show_more(self) -> None:
        self._whole = not self._whole
        self._fill()

    def _fill(self) -> None:
        if self._found is None:
            return
        today, rest = self._found.today, len(self._tasks) - self._most
        shown = self._tasks if self._whole or rest <= 0 else self._tasks[: self._most]
        self.list.show_lines([task_line(task, today) for task in shown])
        self.none_box.setVisible(not self._tasks)
        retitle(self.more, "Thu gọn" if self._whole else f"Xem {number_text(max(rest, 0))} việc nữa")
        self.more.setVisible(rest > 0)
        self.foot.setVisible(rest > 0 or self.back.isVisibleTo(self.foot))


class MilestoneCard(Card):
    """The days of the plan. `opened(code)`: a milestone was pressed."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._whole = False
        self._found: Overview | None = None
        self.turn = button("", self._turn, kind="quiet")
        self.list = DayList()
        self.none = label("Kế hoạch này không có mốc thời gian nào trong năm của đợt.", "second", wrap=True)
        self.none_box = bare(column(self.none, margins=(14, 10, 14, 10)))
        self.view = Scroll(bare(column(self.none_box, self.list, gap=0)), "Mốc thời gian")
        self.body.addWidget(CardHead("Mốc thời gian", self.turn))
        self.body.addWidget(self.view, 1)
        self.list.opened.connect(self.opened.emit)

    def show_days(self, found: Overview) -> None:
        """Show the milestones."""
        self._found = found
        self._fill()

    def _turn(self) -> None:
        self._whole = not self._whole
        self._fill()

    def _fill(self) -> None:
        if self._found is None:
            return
        retitle(self.turn, "Đợt này" if self._whole else "Cả kế hoạch")
        lines = day_lines(self._found, whole=self._whole)
        self.list.show_days(lines)
        self.none_box.setVisible(not lines)
        ahead = self._found.next_milestone
        self._next = next((made for made in self.list.rows if ahead and made.line.key == ahead.info.code), None)

    def show_next(self) -> None:
        """Scroll to the milestone that comes next."""
        if self._found is not None and self._next is not None:
            self.view.ensureWidgetVisible(self._next, 0, theme.current().px(20))


class QuotaCard(Card):
    """The quota of the agency, large; others below it. `opened(line)`: the list of the round is wanted, by a quota."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.note = ElideLabel("", "caption")
        self.title = label("", "second", wrap=True)
        self.big = label("", "big")
        self.need = FoldLabel("", "second")
        self.chip = Chip(Mark.OK, "")
        self.bar = SlotBar()
        self.shares = QVBoxLayout()
        self.shares.setSpacing(theme.current().px(3))
        self.board = QuotaBoard()
        self.board.picked.connect(self._pick)
        self._large: QuotaLine | None = None
        self.more = label("", "caption")
        self.open = button("Xem", lambda: self.opened.emit(self._large), kind="quiet", tip="Xem danh sách chọn của đợt")
        numbers = row(self.big, self.need, self.chip, gap=8)
        numbers.setStretchFactor(self.need, 1)
        self.first = bare(column(self.title, numbers, self.bar, hairline(), self.shares, gap=4, margins=(14, 0, 14, 4)))
        inside = column(self.first, self.board, bare(row(self.more, margins=(14, 4, 14, 4))), None, gap=0)
        self.view = Scroll(bare(inside), "Chỉ tiêu")
        self.body.addWidget(CardHead("Chỉ tiêu", self.note, self.open))
        self.body.addWidget(self.view, 1)

    def show_quotas(self, found: Overview) -> None:
        """Show how the quotas stand, those not met first; the first of the agency itself is shown large."""
        large = next((item for item in found.quotas if item.row.unit is None), None)
        rest = [item for item in found.quotas if item is not large and _asked(item)]
        rest.sort(key=lambda item: item.row.verdict is QuotaVerdict.MET)
        self.first.setVisible(large is not None or not rest)
        self._large = _line(large) if large is not None else None
        self._show_large(large, found)
        self.board.show_lines([_line(item) for item in rest[:_MOST_QUOTAS]])
        self.board.setVisible(bool(rest))
        self.more.setText(f"và {number_text(len(rest) - _MOST_QUOTAS)} chỉ tiêu nữa")
        self.more.setVisible(len(rest) > _MOST_QUOTAS)

    def _pick(self, line: QuotaLine | None) -> None:
        self.board.put_down()
        if line is not None:
            self.opened.emit(line)

    def _show_large(self, item: QuotaStanding | None, found: Overview) -> None:
        clear(self.shares)
        for widget in (self.big, self.need, self.chip):
            widget.setVisible(item is not None)
        if item is None:
            self.note.setText("")
            self.title.setText(f"Kế hoạch không giao chỉ tiêu; đợt này đã chọn {two_digits(found.chosen)}.")
            self.bar.hide()
            return
        shown = item.row
        year = f"năm {shown.year}" if shown.year not in (None, found.round.year) else "đã chọn"
        self.note.setText(f"{item.info.code}, {cited(item.info.source)}")
        self.title.setText(item.info.text)
        self.big.setText(two_digits(shown.have))
        self.need.setText(f"{year}{_needed(item)}")
        self.chip.show_status(QUOTAS[shown.verdict], _line(item).word)
        self.bar.show_quota(shown.have, shown.minimum, shown.maximum)
        for words, count in item.shares:
            self.shares.addLayout(row(ElideLabel(words, "second"), None, label(two_digits(count), "strong")))


def _asked(item: QuotaStanding) -> bool:
    return item.row.verdict is not QuotaVerdict.NOT_APPLICABLE


def _line(item: QuotaStanding) -> QuotaLine:
    return QuotaLine(item.info.text, item.row.unit_name, item.row)


def _needed(item: QuotaStanding) -> str:
    low, high = item.row.minimum, item.row.maximum
    if low is None or high is None or low == high:
        only = low if low is not None else high
        return f", cần {two_digits(only)}" if only is not None else ""
    return f", cần {two_digits(low)}–{two_digits(high)}"


class VerdictCard(Card):
    """The results of the eligibility check. `opened(filter)`: a kind of result is wanted."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        head = CardHead("Kết quả xét điều kiện")
        self.note = head.note
        self.bar = StackBar()
        self.parts = PartList()
        self.body.addWidget(head)
        self.body.addWidget(bare(column(self.bar, margins=(14, 0, 14, 6))))
        self.body.addWidget(self.parts)
        self.body.addStretch(1)
        self.parts.opened.connect(self.opened.emit)

    def show_verdicts(self, found: Overview, near: int | None) -> None:
        """Show the counts; `near` is who is one thing from đạt, None while it is not counted."""
        self.note.setText(f"ngày xét {near_date(found.round.on, found.today)}")
        parts = verdict_parts(found, near)
        self.bar.show_parts(parts)
        self.parts.show_parts(parts)


class HeatCard(Card):
    """Unit by year: which ratings lack. `opened(unit, year)`: a cell was pressed."""

    opened = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._years: tuple[int, ...] = ()
        self.head = CardHead("Dữ liệu", label("số hồ sơ chưa có xếp loại", "caption"))
        self.table = HeatTable("Dữ liệu theo đơn vị và năm")
        self.none = label("Sổ chưa có người hay tập thể nào được xếp loại hằng năm.", "second", wrap=True)
        self.none_box = bare(column(self.none, margins=(14, 10, 14, 10)))
        self.view = Scroll(bare(column(self.none_box, self.table, None, gap=0)), "Dữ liệu theo đơn vị")
        self.body.addWidget(self.head)
        self.body.addWidget(self.view, 1)
        self.table.opened.connect(lambda unit, place: self.opened.emit(unit, self._years[place]))
        self.table.moved.connect(lambda box: self.view.ensureVisible(box.center().x(), box.center().y(), 0, 30))

    def show_units(self, found: Overview) -> None:
        """Show the units."""
        self._years = tuple(gap.year for gap in found.units[0].years) if found.units else ()
        self.head.title.setText(f"Dữ liệu {len(self._years)} năm" if self._years else "Dữ liệu")
        self.table.show_rows([str(year) for year in self._years], heat_rows(found.units))
        self.table.setVisible(bool(found.units))
        self.none_box.setVisible(not found.units)
