"""The page of a meeting: votes typed in like a sheet, who was there, its facts, and the council itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from .....domain.council import Attendance, CouncilMember, Meeting, Sitting
from .....domain.dates import short_date
from .....domain.documents import PaperKind
from .....domain.drafts import PlaceValue
from .....domain.single_ballots import Ballot
from .....domain.upkeep import Changes, Kind
from .....domain.votes import VoteResult
from .....services import council
from .....services.context import Context
from ....kit.boxes import Box, Card, Scroll, bare, column, hairline_under, row
from ....kit.buttons import button
from ....kit.edit_table import EditTable
from ....kit.fields import Choice, TextField, helped_by
from ....kit.labels import Chip, FoldLabel, label
from ....kit.marks import Mark
from ....kit.notice import Empty
from ....kit.tabs import Tabs
from ....page import Page
from . import columns, wording
from .form import MeetingForm
from .single import SingleBallots

_TABS = (
    ("votes", "Phiếu"),
    ("single", "Từng phiếu"),
    ("people", "Người dự họp"),
    ("facts", "Phiên họp"),
    ("council", "Hội đồng"),
)
_NO_MEETING = "Chưa có phiên họp nào của đợt này. Mở phiên để ghi người dự và nhập phiếu."
_NO_ROUND = "Chưa có đợt nào. Mở một đợt rồi ghi phiên họp của đợt."


@dataclass(frozen=True, slots=True)
class Held:
    """What the page shows: the meetings on the round, the one in hand, and the council."""

    meetings: tuple[Meeting, ...]
    sitting: Sitting | None
    members: tuple[CouncilMember, ...]
    ballots: tuple[Ballot, ...] = ()


class MeetingPage(Page):
    """A meeting on the round in hand."""

    name = "meeting"
    title = "Phiên họp hội đồng"
    place = "rounds"
    step = 3
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.PLANS})

    def build(self) -> None:
        """Make head, tabs and grids."""
        self._meeting: int | None = None
        self._held: Held | None = None
        self.choice = Choice("Phiên", width=196)
        helped_by(self.choice, "find.meeting")
        self.new = button("Phiên mới", self._open, icon="calendar-plus", key="Ctrl+N")
        self.papers = button("In phiếu, biên bản", self.print_out, icon="files", key="Ctrl+P")
        self.close_it = button("Khóa phiên", self._close, kind="primary")
        self.head.add(self.choice, self.new, self.papers, self.close_it)
        self.tabs = Tabs(_TABS, "Các phần của phiên họp")
        self.chip, self.remark = Chip(Mark.INFO, ""), label("", "second", wrap=True)
        self.stack = QStackedWidget()
        self.single = SingleBallots()
        for made in (self._make_votes(), self.single, self._make_people(), self._make_facts(), self._make_council()):
            self.stack.addWidget(made)
        self.empty = Empty(_NO_MEETING, button("Mở phiên họp", self._open, icon="calendar-plus", kind="primary"))
        self.stack.addWidget(self.empty)
        self.state = bare(row(self.chip, self.remark, gap=10, margins=(14, 8, 12, 8)))
        self.body.addWidget(
            Card(hairline_under(row(self.tabs, None, margins=(8, 0, 8, 0))), self.state, self._make_lock(), self.stack),
            1,
        )
        self._connect()

    def _make_votes(self) -> QWidget:
        self.votes = EditTable(
            "Phiếu của từng đối tượng",
            columns.vote_columns(),
            columns.VOTES,
            topic="votes",
            key=lambda r: (r.subject, r.field),
            described=lambda r: r.explanation,
            row_height=44,
        )
        self.running = FoldLabel("", "second")
        self.order = button("Xếp danh sách theo phiếu", self._order, icon="arrow-down", kind="small")
        return _sheet(self.votes, self.running, self.order)

    def _make_people(self) -> QWidget:
        self.people = EditTable(
            "Người dự họp",
            columns.attendance_columns(),
            columns.ATTENDANCE,
            topic="attendance",
            key=lambda r: r.id,
            described=_told,
        )
        self.people_said = FoldLabel("", "second")
        self.drop = button("Bỏ người này", self._drop_person, icon="user-minus", kind="small")
        self.take = button("Lấy theo Hội đồng", self._take_council, icon="users", kind="small")
        return _sheet(self.people, self.people_said, self.take, self.drop)

    def _make_facts(self) -> QWidget:
        self.form = MeetingForm()
        self.history = label("", "second", wrap=True)
        self.delete = button("Xóa phiên này", self._delete, icon="trash-2", kind="small")
        foot = row(self.history, gap=10, margins=(14, 7, 12, 7))
        foot.setStretch(0, 1)
        foot.addWidget(self.delete)
        return bare(
            column(Scroll(bare(column(self.form, margins=(14, 10, 14, 10))), "Phiên họp"), Box(foot, "foot"), gap=0)
        )

    def _make_council(self) -> QWidget:
        self.council = EditTable(
            "Thành viên hội đồng", columns.council_columns(), columns.COUNCIL, topic="council", key=lambda r: r.id
        )
        self.council_said = FoldLabel("Gõ vào dòng trống cuối bảng để thêm; dán được cả khối từ Excel.", "second")
        self.leave_out = button("Bỏ thành viên này", self._drop_member, icon="user-minus", kind="small")
        return _sheet(self.council, self.council_said, self.leave_out)

    def _make_lock(self) -> QWidget:
        self.why = TextField("Lý do mở lại", hint="Lý do mở lại phiên")
        helped_by(self.why, "meeting.reopen")
        self.reopen = button("Mở lại phiên", self._reopen, kind="small")
        line = row(self.why, self.reopen, gap=8, margins=(14, 0, 12, 8))
        line.setStretch(0, 1)
        self.lock = bare(line)
        return self.lock

    def _connect(self) -> None:
        self.tabs.picked.connect(lambda _key: self._show_tab())
        self.choice.picked.connect(self._take)
        self.votes.edited.connect(self._keep_votes)
        self.people.edited.connect(self._keep_people)
        self.council.edited.connect(self._keep_members)
        self.form.changed.connect(self._keep_meeting)
        self.single.saved.connect(self._keep_ballot)
        self.single.removed.connect(self._drop_ballot)
        for grid in (self.votes, self.single.grid, self.people, self.council):
            grid.refused.connect(self.fail)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, tab: str | None = None, meeting: int | None = None, **arguments: Any) -> None:
        """Show the part of the meeting the visitor comes for; the last meeting unless one is named."""
        self._meeting = meeting
        if tab is not None:
            self.tabs.choose(tab)
        self.refresh()

    def refresh(self) -> None:
        """Read the meetings of the round in hand."""
        held, wanted = self.shell.round, self._meeting
        if held is None or held.id is None:
            self._have(Held((), None, ()))
            self.empty.words.setText(_NO_ROUND)
            return
        number = held.id
        self.ask(lambda: read(self.ctx, number, wanted), self._have, key="meeting")

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return the meeting in hand, and the part of it that is shown."""
        return {"tab": self.tabs.key, "meeting": self._meeting}

    def add_new(self) -> None:
        """Ctrl+N: another meeting."""
        self._open()

    def edit(self) -> None:
        """F2: type into the cell in hand."""
        if (grid := self._grid()) is not None:
            grid.edit_cell()
        else:
            super().edit()

    def remove(self) -> None:
        """Del: empty the selected cells."""
        if (grid := self._grid()) is not None:
            grid.clear_cells()
        else:
            super().remove()

    def print_out(self) -> None:
        """Ctrl+P: ballots and minutes."""
        self.shell.go("documents", paper=PaperKind.MINUTES)

    def leave(self) -> None:
        """Esc: back to the candidates."""
        self.shell.go("rounds")

    def panes(self) -> tuple[QWidget, ...]:
        """Return the part shown."""
        grid = self._grid()
        return (grid,) if grid is not None else (self.form,)

    def _grid(self) -> EditTable | None:
        if self._held is None or (self._held.sitting is None and self.tabs.key != "council"):
            return None
        grids = {"votes": self.votes, "single": self.single.grid, "people": self.people, "council": self.council}
        return grids.get(self.tabs.key)

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Held) -> None:
        first = self._held is None
        self._held = found
        self.empty.words.setText(_NO_MEETING)
        self._show_head(found)
        self.council.show_rows([*found.members, columns.blank_member()])
        self.leave_out.setEnabled(bool(found.members))
        if found.sitting is not None:
            self._meeting = found.sitting.meeting.id
            self._show_sitting(found.sitting)
            self.single.show_ballots(found.sitting, found.ballots)
        self._show_tab(focus=first)

    def _show_head(self, found: Held) -> None:
        shown = found.sitting
        options = [(str(item.id), f"{item.purpose.label} {short_date(item.day)}") for item in reversed(found.meetings)]
        self.choice.offer(options)
        self.choice.choose(str(shown.meeting.id) if shown is not None else None)
        self.choice.setVisible(len(options) > 1)
        self.new.setVisible(shown is not None)
        self.papers.setVisible(shown is not None)
        self.close_it.setVisible(shown is not None and not shown.closed)
        self.head.say(shown.round.name if shown is not None else "")

    def _show_sitting(self, shown: Sitting) -> None:
        self.chip.show_status(*wording.status(shown))
        self.remark.setText("\n".join((*shown.faults, *shown.cautions)) or wording.remark(shown))
        self.lock.setVisible(shown.closed)
        self.votes.allow("reason", may_edit=not shown.closed)
        self.people.allow(may_edit=not shown.closed)
        self.votes.show_rows(shown.results)
        self.running.setText(wording.running(shown))
        self.order.setEnabled(bool(shown.voted))
        blank = [] if shown.closed else [columns.blank_attendance(shown.meeting.id or 0)]
        self.people.show_rows([*shown.attendances, *blank])
        self.people_said.setText(_people(shown))
        for made in (self.drop, self.take, self.delete):
            made.setEnabled(not shown.closed)
        self.form.show_sitting(shown)
        self.history.setText(_history(shown))

    def _show_tab(self, *, focus: bool = True) -> None:
        place = [key for key, _text in _TABS].index(self.tabs.key)
        sitting = self._held.sitting if self._held is not None else None
        none = sitting is None and self.tabs.key != "council"
        self.stack.setCurrentIndex(len(_TABS) if none else place)
        self.state.setVisible(sitting is not None)
        self.lock.setVisible(sitting is not None and sitting.closed)
        grid = self._grid()
        if grid is not None and focus and self.isVisible():
            grid.start()

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _do(self, work: Callable[[Context], Changes], label: str = "Đang ghi") -> None:
        self.act(lambda _progress: work(self.ctx), label=label)

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say why something was refused, and show again what is kept."""
        super().fail(sentence, details)
        if self._held is not None:
            self._have(self._held)

    def _take(self, key: str) -> None:
        self._meeting = int(key)
        self.refresh()

    def _open(self) -> None:
        held = self.shell.round
        if held is None or held.id is None:
            return
        number = held.id
        self._meeting = None
        self.tabs.choose("people")
        self._do(lambda ctx: council.open_meeting(ctx, council.propose_meeting(ctx, number)), "Đang mở phiên")

    def _of_meeting(self, work: Callable[[Context, int], Changes], label: str = "Đang ghi") -> None:
        number = self._meeting
        if number is not None:
            self._do(lambda ctx: work(ctx, number), label)

    def _close(self) -> None:
        self._of_meeting(council.close_meeting, "Đang khóa phiên")

    def _reopen(self) -> None:
        why = self.why.text()
        self.why.clear()
        self._of_meeting(lambda ctx, number: council.reopen_meeting(ctx, number, why))

    def _order(self) -> None:
        self._of_meeting(council.order_by_votes)

    def _delete(self) -> None:
        self._of_meeting(council.remove_meeting)
        self._meeting = None

    def _take_council(self) -> None:
        self._of_meeting(council.take_council)

    def _keep_votes(self, rows: Sequence[VoteResult]) -> None:
        sitting = self._held.sitting if self._held is not None else None
        if sitting is None:
            return
        reasons = {(item.subject, item.field): item.reason for item in sitting.results}
        agree = {(item.subject, item.field): item.agree for item in rows}
        self._of_meeting(lambda ctx, number: council.enter_votes(ctx, number, agree))
        for item in rows:
            if item.agree is not None and (item.reason or reasons[item.subject, item.field]):
                self._keep_reason(item)

    def _keep_ballot(self, ballot: Ballot) -> None:
        self._of_meeting(lambda ctx, number: council.save_ballot(ctx, number, ballot))

    def _drop_ballot(self, place: int) -> None:
        self._of_meeting(lambda ctx, number: council.remove_ballot(ctx, number, place))

    def _keep_reason(self, shown: VoteResult) -> None:
        voted = (shown.subject, shown.field)
        self._of_meeting(lambda ctx, number: council.keep_with_reason(ctx, number, voted, shown.reason))

    def _keep_people(self, _rows: object) -> None:
        named = [row for row in self.people.things.things() if row != columns.blank_attendance(row.meeting_id)]
        self._of_meeting(lambda ctx, number: council.save_attendances(ctx, number, named))

    def _drop_person(self) -> None:
        gone: Attendance | None = self.people.current()
        named = [row for row in self.people.things.things() if row.id is not None and row is not gone]
        self._of_meeting(lambda ctx, number: council.save_attendances(ctx, number, named))

    def _keep_members(self, rows: Sequence[CouncilMember]) -> None:
        self._do(lambda ctx: council.save_members(ctx, rows))

    def _drop_member(self) -> None:
        gone: CouncilMember | None = self.council.current()
        if gone is not None and gone.id is not None:
            number = gone.id
            self._do(lambda ctx: council.remove_members(ctx, [number]))

    def _keep_meeting(self, meeting: Meeting) -> None:
        self._do(lambda ctx: council.save_meeting(ctx, meeting))


def _sheet(grid: EditTable, said: QWidget, *buttons: QWidget) -> QWidget:
    foot = row(said, gap=8, margins=(14, 6, 12, 6))
    foot.setStretch(0, 1)
    for made in buttons:
        foot.addWidget(made)
    return bare(column(grid, Box(foot, "foot"), gap=0))


def _told(row: Attendance) -> str:
    return row.reason or ("có mặt" if row.present else "vắng")


def _people(shown: Sitting) -> str:
    if not shown.attendances:
        return "Gõ tên vào dòng trống, hoặc chỉ ghi số người ở mục Phiên họp."
    turnout = shown.turnout
    return f"{turnout.members} thành viên, có mặt {turnout.present}, vắng {turnout.absent}, văn bản {turnout.written}."


def _history(shown: Sitting) -> str:
    return "\n".join(
        f"{'Khóa' if lock.closed else 'Mở lại'} lúc {lock.at:%H:%M} ngày {short_date(lock.at.date())} ({lock.who})"
        + (f": {lock.reason}" if lock.reason else "")
        for lock in shown.locks
    )


def read(ctx: Context, round_id: int, wanted: int | None) -> Held:
    """Read the meetings on a round, the one wanted (the last where it is gone), and the council."""
    held = council.meetings(ctx, round_id)
    found = next((item for item in held if item.id == wanted), held[-1] if held else None)
    shown = found.id if found is not None else None
    return Held(
        meetings=held,
        sitting=council.sitting(ctx, shown) if shown is not None else None,
        members=council.members(ctx),
        ballots=council.ballots(ctx, shown) if shown is not None else (),
    )
