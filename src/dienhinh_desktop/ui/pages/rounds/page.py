"""The page "Bình xét, chọn": the candidates of the round in hand, in the order of the list, beside the quotas."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.drafts import PlaceValue
from ....domain.rounds import CandidateRow
from ....domain.text import fold, join_words, matches
from ....domain.upkeep import Kind
from ....services import rounds
from ... import texts
from ...kit.boxes import Card, bare, clear, column
from ...kit.buttons import button, retitle
from ...kit.chips import Filter, FilterChips
from ...kit.fields import SearchField, helped_by
from ...kit.marks import Mark
from ...kit.notice import Empty, Notice
from ...kit.panes import Panes
from ...page import Page
from .acts import Acts
from .chips import chip_counts, chip_texts, early_states, in_chip, lock_words
from .listing import Listing
from .resuming import open_again
from .side import Side
from .standing import Standing, read
from .votes.desk import VoteDesk

LOCK, UNLOCK = "Khóa danh sách chọn", "Mở khóa danh sách"
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
        self._quota: tuple[str, str | None] | None = None
        self._resuming: dict[str, Any] = {}
        self._change_note: Notice | None = None
        self.filter = SearchField("Lọc theo tên, đơn vị", "Lọc theo tên, đơn vị", width=190)
        helped_by(self.filter, "find.names")
        self.more = button("Thêm đối tượng", self.add_new, icon="user-plus", tip="Thêm đối tượng (Ctrl+N)")
        self.put_all = button("", self._put_all, icon="list-plus")
        self.lock = button(LOCK, self._turn_lock, kind="primary")
        self.unlock = button(UNLOCK, self._turn_lock)
        self.results = button("Nhận kết quả", lambda: self.shell.go("results"), icon="file-input")
        self.papers = button("Lập danh sách, biểu mẫu", lambda: self.shell.go("documents"), kind="primary")
        self.head.add(self.filter, self.more, self.put_all, self.unlock, self.results, self.lock, self.papers)
        self.listing, self.side = Listing(), Side()
        self.votes = VoteDesk(self, self.listing)
        self.acts = Acts(self, self)
        self._chip_place = column(gap=0)
        self.chips: FilterChips | None = None
        self.body.addLayout(self._chip_place)
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
        self.side.quotas.picked.connect(lambda _line: self._fill())
        self.side.quotas.waiver_asked.connect(self.acts.waive)
        self.side.quotas.back_asked.connect(self.acts.take_back_waiver)
        self.side.quotas.eligible_asked.connect(lambda: self.shell.go("eligibility", filter="forgotten"))
        self.listing.table.chosen.connect(self.side.basis.show_row)
        self.listing.table.opened.connect(lambda _row: self._panes.open_drawer())
        self.listing.asked.connect(self.acts.do)
        self.listing.move_asked.connect(self.acts.move)
        self.listing.all_eligible_asked.connect(self._put_all)
        self.side.basis.differences_asked.connect(self._read_differences)
        self.side.basis.life_asked.connect(self.acts.read_life)
        self.side.basis.step_removed.connect(self.acts.remove_step)
        self.side.basis.entry_removed.connect(self.acts.remove_entry)
        self.side.basis.entry_asked.connect(
            lambda register, entry: self.acts.write_entry(register, entry, self.listing.table.current())
        )
        self.side.record_asked.connect(lambda subject: self.shell.go("records", subject=subject))
        self.side.reasons_asked.connect(lambda subject: self.shell.go("eligibility", subject=subject))

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, subject: str | None = None, quota: tuple[str, str | None] | None = None, **arguments: Any) -> None:
        """Take in hand the subject the visitor comes for, say again what the page rests on."""
        self._wanted, self._quota = subject, quota
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
        self.compute(
            lambda progress: read(self.ctx, held, progress),
            self._have,
            label="Đang xem đợt",
            key="standing",
            while_shown=True,
        )

    def draft_title(self) -> str:
        """Name the card that asks."""
        return self.side.asking.accessibleName() if self.side.asking is not None else self.title

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return what the card that asks was opened for."""
        return dict(self.side.asking.place) if self.side.asking is not None else {}

    def resume(self, **place: Any) -> None:
        """Open the same card again as soon as the round is read."""
        self._resuming = place
        self.refresh()

    def add_new(self) -> None:
        """Ctrl+N: ask whom to add."""
        if self._standing is not None:
            self.acts.add()

    def seek(self) -> None:
        """Ctrl+F: the filter box."""
        self.filter.setFocus()
        self.filter.selectAll()

    def edit(self) -> None:
        """F2: open the record of the row in hand."""
        if (shown := self.listing.table.current()) is not None:
            self.shell.go("records", subject=shown.candidate.subject)

    def export(self) -> None:
        """Ctrl+E: the list is checked and written in the next step."""
        self.shell.go("documents")

    def print_out(self) -> None:
        """Ctrl+P: what is printed of the list lies in the next step."""
        self.shell.go("documents")

    def remove(self) -> None:
        """Del: take the selected off the list; Ctrl+Z brings them back."""
        if self.listing.table.hasFocus() and self.listing.remove.isEnabled():
            self.listing.ask("remove")
        else:
            self.shell.say("Chọn dòng cần bỏ khỏi danh sách; danh sách đã khóa thì mở khóa trước.")

    def leave(self) -> None:
        """Esc: put the card that asks away, then the drawer, then the quota in hand."""
        if self.side.end_asking() or self._panes.close_drawer():
            self.listing.table.setFocus()
        elif self.side.board.current() is not None:
            self.side.board.put_down()
            self._fill()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list and the cards beside it."""
        return self.listing, self.side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out of the head what a narrow page has no room for."""
        super().resizeEvent(event)
        self._show_head()

    @property
    def standing(self) -> Standing | None:
        """The round as it was last read."""
        return self._standing

    def open_side(self) -> None:
        """Show the cards beside the list, where they are a drawer."""
        self._panes.open_drawer()

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Standing) -> None:
        self._standing = found
        self.acts.take_units(found.units)
        self.side.quotas.show_quotas(found.quota_lines())
        silent = {"today"} if not found.changed else set()
        self.listing.table.hide_columns(silent if found.plan.life else {*silent, "step"})
        self._show_chips(found)
        self._show_head()
        self._warn_of_changes(found.changed)
        self._fill()
        self._say_facts(found)
        self._take_wanted()
        place, self._resuming = self._resuming, {}
        open_again(self, self.acts, found, place)

    def _take_wanted(self) -> None:
        found = self._standing.candidates if self._standing is not None else ()
        wanted = next((row for row in found if row.candidate.subject == self._wanted), None)
        if wanted is not None:
            self._wanted = None
            self._take(wanted)
        if self._standing is not None and self._quota is not None:
            quota, self._quota = self._quota, None
            self.side.quotas.take(*quota)

    def _show_chips(self, found: Standing) -> None:
        """Show a chip for each state the plan names, with how many are in it; later ones once somebody is there."""
        counts = chip_counts(found)
        shown = [key for key, _text in chip_texts(found) if counts[key] or key in ("", *early_states(found))]
        if self.chips is None or list(self.chips.keys) != shown:
            kept = self.chips.key if self.chips is not None else ""
            clear(self._chip_place)
            texts_of = dict(chip_texts(found))
            self.chips = FilterChips([Filter(key, texts_of[key]) for key in shown], "Bước của đối tượng")
            self.chips.choose(kept if kept in shown else "")
            self.chips.picked.connect(lambda _key: self._fill())
            self._chip_place.addWidget(bare(column(self.chips, margins=(0, 0, 0, 0))))
        self.chips.set_counts({key: counts[key] for key in shown})

    def _show_head(self) -> None:
        found = self._standing
        waiting = len(found.eligible) if found else 0
        chosen = len(found.candidates) if found else 0
        locked = bool(found and found.locked)
        self.filter.setVisible(bool(found))
        self.more.setVisible(bool(found) and not locked)
        self.put_all.setVisible(bool(waiting) and bool(chosen) and not locked and not self._panes.folded)
        retitle(self.put_all, f"Đưa cả {waiting} người đạt vào")
        self.lock.setVisible(bool(chosen) and not locked)
        self.unlock.setVisible(locked)
        self.results.setVisible(locked)
        self.papers.setVisible(locked)
        self.head.say(f"{chosen} đối tượng; {waiting} người đạt chưa có tên" if waiting else f"{chosen} đối tượng")
        if found is None:
            self.head.say("")
        elif locked:
            self.head.say(f"{chosen} đối tượng; {lock_words(found.locks)}")

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
        if self.chips is not None and not in_chip(wanted, self.chips.key):
            self.chips.choose("")
            self._fill()
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
        line = self.side.board.current()
        state = self.chips.key if self.chips is not None else ""
        rows = [
            row
            for row in self._standing.everybody
            if in_chip(row, state)
            and (line is None or row.candidate.subject in line.subjects)
            and matches(fold(f"{row.name} {row.unit_name} {' '.join(i.name for i in row.introducers)}"), words)
        ]
        self.listing.show_rows(
            rows,
            len(self._standing.eligible),
            anybody=bool(self._standing.everybody),
            locked=self._standing.locked,
            total=len(self._standing.candidates),
        )

    def _say_facts(self, found: Standing) -> None:
        version = f"Bộ kế hoạch {found.plan.code}, bản {found.plan.version}"
        day = f"Xét ngày {short_date(found.round.on)}"
        self.shell.show_facts(*texts.facts_of_verdicts(len(found.off_default), version, day))

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _put_all(self) -> None:
        if self._standing is not None:
            self.acts.put(self._standing.eligible)

    def _turn_lock(self) -> None:
        self.acts.turn_lock()
