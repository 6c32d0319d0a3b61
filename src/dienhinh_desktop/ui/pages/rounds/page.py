"""The page "Bình xét, chọn": the candidates of the round in hand, in the order of the list, beside the quotas."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.rounds import CandidateRow
from ....domain.text import fold, join_words, matches
from ....domain.upkeep import Kind
from ....services import rounds
from ... import texts
from ...kit.boxes import Card
from ...kit.buttons import button, retitle
from ...kit.fields import SearchField
from ...kit.marks import Mark
from ...kit.notice import Empty, Notice
from ...kit.panes import Panes
from ...page import Page
from .listing import Listing
from .side import Side
from .standing import Standing, read
from .votes.desk import VoteDesk

NO_ROUND = "Chưa có đợt nào. Mở một đợt theo kế hoạch rồi chọn đối tượng vào danh sách của đợt."


class RoundsPage(Page):
    """Who is chosen in the round."""

    name = "rounds"
    title = "Bình xét, chọn"
    place = "rounds"
    step = 3
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.PLANS})

    def build(self) -> None:
        """Make head, list and the cards beside it."""
        self._standing: Standing | None = None
        self._wanted: str | None = None
        self._change_note: Notice | None = None
        self.filter = SearchField("Lọc theo tên, đơn vị", "Lọc theo tên, đơn vị", width=190)
        self.more = button("Thêm đối tượng", lambda: self.shell.go("eligibility"), icon="user-plus", key="Ctrl+N")
        self.put_all = button("", self._put_all, icon="list-plus", kind="primary")
        self.papers = button("Lập danh sách, biểu mẫu", lambda: self.shell.go("documents"), kind="primary")
        self.head.add(self.filter, self.more, self.put_all, self.papers)
        self.listing, self.side = Listing(), Side()
        self.votes = VoteDesk(self, self.listing)
        self._panes = Panes(self.votes, self.side, 404)
        self.open = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="calendar-plus", kind="primary")
        self.no_round = Card(Empty(NO_ROUND, self.open))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._panes)
        self.stack.addWidget(self.no_round)
        self.body.addWidget(self.stack, 1)
        self._connect()
        self._show_head()

    def _connect(self) -> None:
        self.filter.asked.connect(lambda _words: self._fill())
        self.listing.table.chosen.connect(self.side.basis.show_row)
        self.listing.table.opened.connect(lambda _row: self._panes.open_drawer())
        self.listing.remove_asked.connect(self._remove)
        self.listing.move_asked.connect(self._move)
        self.listing.all_eligible_asked.connect(self._put_all)
        self.side.basis.differences_asked.connect(self._read_differences)
        self.side.record_asked.connect(lambda subject: self.shell.go("records", subject=subject))
        self.side.reasons_asked.connect(lambda subject: self.shell.go("eligibility", subject=subject))

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, subject: str | None = None, **arguments: Any) -> None:
        """Take in hand the subject the visitor comes for, say again what the page rests on."""
        self._wanted = subject
        self.listing.table.setFocus()
        if self._standing is not None:
            self._say_facts(self._standing)
            self._take_wanted()

    def refresh(self) -> None:
        """Read the round in hand again."""
        held = self.shell.round
        self.stack.setCurrentWidget(self._panes if held is not None else self.no_round)
        if held is None:
            self._standing = None
            self._show_head()
            self._warn_of_changes(())
            return
        self.votes.refresh()
        self.compute(lambda progress: read(self.ctx, held, progress), self._have, label="Đang xem đợt", key="standing")

    def add_new(self) -> None:
        """Ctrl+N: look for somebody to add."""
        self.shell.go("eligibility")

    def seek(self) -> None:
        """Ctrl+F: the filter box."""
        self.filter.setFocus()
        self.filter.selectAll()

    def edit(self) -> None:
        """F2: open the record of the row in hand."""
        if (shown := self.listing.table.current()) is not None:
            self.shell.go("records", subject=shown.candidate.subject)

    def leave(self) -> None:
        """Esc: put the drawer away."""
        self._panes.close_drawer()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list and the cards beside it."""
        return self.listing, self.side

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Standing) -> None:
        self._standing = found
        self.side.show_quotas(found.quota_lines())
        self._show_head()
        self._warn_of_changes(found.changed)
        self._fill()
        self._say_facts(found)
        self._take_wanted()

    def _take_wanted(self) -> None:
        found = self._standing.candidates if self._standing is not None else ()
        wanted = next((row for row in found if row.candidate.subject == self._wanted), None)
        if wanted is not None:
            self._wanted = None
            self._take(wanted)

    def _show_head(self) -> None:
        found = self._standing
        waiting = len(found.eligible) if found else 0
        chosen = len(found.candidates) if found else 0
        self.filter.setVisible(bool(found))
        self.more.setVisible(bool(found))
        self.put_all.setVisible(bool(waiting) and bool(chosen))
        retitle(self.put_all, f"Đưa cả {waiting} người đạt vào")
        self.papers.setVisible(bool(chosen) and not waiting)
        self.head.say(f"{chosen} đối tượng; {waiting} người đạt chưa có tên" if waiting else f"{chosen} đối tượng")
        if found is None:
            self.head.say("")

    def _warn_of_changes(self, changed: Any) -> None:
        if self._change_note is not None:
            self.withdraw(self._change_note)
            self._change_note = None
        if changed:
            names = join_words([row.name for row in changed[:3]])
            more = f" và {len(changed) - 3} đối tượng nữa" if len(changed) > 3 else ""
            self._change_note = self.notify(
                Mark.WARN,
                f"Khác lúc chọn: {names}{more}. Sổ đã đổi sau khi chọn; kết luận lúc chọn vẫn được giữ.",
                action=("Xem", lambda: self._take(changed[0])),
            )
            self._change_note.closed.connect(self._forget_note)

    def _take(self, wanted: CandidateRow) -> None:
        self.listing.table.choose(wanted.candidate.id)

    def _read_differences(self, candidate: int) -> None:
        self.ask(
            lambda: rounds.differences(self.ctx, candidate),
            lambda found: self.side.basis.show_differences(candidate, found),
            key="differences",
        )

    def _forget_note(self) -> None:
        self._change_note = None

    def _fill(self) -> None:
        if self._standing is None:
            return
        words = fold(self.filter.text()).split()
        rows = [
            row
            for row in self._standing.candidates
            if matches(fold(f"{row.name} {row.unit_name} {row.introducer_name}"), words)
        ]
        self.listing.show_rows(rows, len(self._standing.eligible), anybody=bool(self._standing.candidates))

    def _say_facts(self, found: Standing) -> None:
        self.shell.show_facts(
            f"Bộ kế hoạch {found.plan.code}, bản {found.plan.version}",
            f"Xét ngày {short_date(found.round.on)}",
            texts.readings_line(len(found.off_default)),
        )

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _put_all(self) -> None:
        found = self._standing
        if found is None or found.round.id is None or not found.eligible:
            return
        number, choices = found.round.id, found.eligible
        self.act(lambda _progress: rounds.register(self.ctx, number, choices), label="Đang đưa vào danh sách")

    def _remove(self, rows: list[CandidateRow]) -> None:
        numbers = [row.candidate.id for row in rows if row.candidate.id is not None]
        self.act(lambda _progress: rounds.withdraw(self.ctx, numbers), label="Đang bỏ khỏi danh sách")

    def _move(self, shown: CandidateRow, order: int) -> None:
        number, candidate = shown.candidate.round_id, shown.candidate.id
        if candidate is not None:
            self.act(lambda _progress: rounds.move(self.ctx, number, candidate, order), label="Đang đổi thứ tự")
