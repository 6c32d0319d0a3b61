"""The page "Xét điều kiện": who meets the plan's criteria on a day, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from ....domain.dates import short_date
from ....domain.drafts import PlaceValue
from ....domain.eligibility import Door, Stage, Verdict
from ....domain.rounds import Choice
from ....domain.text import join_words, number_text
from ....domain.upkeep import Kind
from ....services import eligibility, rounds
from ... import texts, theme
from ...kit.buttons import button
from ...kit.chips import Filter, FilterChips, Segmented
from ...kit.fields import DateField, SearchField, helped_by, set_passing
from ...kit.labels import label
from ...kit.marks import VERDICTS, Mark
from ...kit.notice import Notice
from ...kit.panes import Panes
from ...page import Page
from . import entered, exports
from .listing import Listing
from .panel import ReasonPanel
from .proof_links import ProofLinks
from .results import FILTERS, Chances, Question, Results, Row, chances, compute, why

NEAR = "Chỉ còn thiếu một lần, một năm khen thưởng hoặc sáng kiến; thiếu giấy xác nhận không kể"
UNLISTED = "Đã đạt mà chưa có trong danh sách chọn của đợt"
FORGOTTEN = "Đã đạt, hoặc chỉ còn thiếu giấy xác nhận, mà chưa ai giới thiệu, đăng ký theo kế hoạch"


NARROW = 1000


class EligibilityPage(Page):
    """Who meets the plan's criteria, and why."""

    name = "eligibility"
    title = "Xét điều kiện"
    place = "rounds"
    step = 2
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.PLANS})

    def build(self) -> None:
        """Make head, filters, list and reasons."""
        self._results: Results | None = None
        self._chances = Chances()
        self._wanted: str | None = None
        self._ask_again = self._first = False
        self._round_shown: object = ()
        self._announce = True
        self._notes: list[Notice] = []
        self._make_head()
        self._make_filters()
        self.listing = Listing()
        self.panel = ReasonPanel()
        self._panes = Panes(self.listing, self.panel, 566)
        self.body.addWidget(self._panes, 1)
        self._connect()

    def _make_head(self) -> None:
        self.stage = Segmented([(stage.value, stage.label) for stage in Stage], "Giai đoạn xét")
        self.day = DateField("Tính đến ngày", width=112)
        helped_by(self.day, "eligibility.on")
        set_passing(self.day)
        self.again = button("Tính lại", self.reload, icon="refresh-cw", key="F5")
        self.stage_words = label("Giai đoạn xét", "second")
        self.day_words = label("Tính đến ngày", "second", buddy=self.day)
        self.filter = SearchField("Lọc theo tên, đơn vị", "Lọc theo tên, đơn vị", width=190)
        helped_by(self.filter, "find.names")
        self.head.add(self.filter, self.stage_words, self.stage, self.day_words, self.day, self.again)

    def _make_filters(self) -> None:
        self.chips = FilterChips(
            [
                Filter("", "Tất cả"),
                *(Filter(key, verdict.label, VERDICTS[verdict]) for key, verdict in FILTERS.items()),
                Filter("near", "Sắp đạt", apart=True, tip=NEAR),
                Filter("unlisted", "Đạt mà chưa có tên", tip=UNLISTED),
                Filter("forgotten", "Bị quên", tip=FORGOTTEN),
            ],
            "Lọc theo kết luận",
        )
        self.body.addWidget(self.chips)

    def _connect(self) -> None:
        self.stage.picked.connect(lambda _stage: self.reload())
        self.day.changed.connect(lambda _day: self.reload())
        self.chips.picked.connect(lambda _key: self._fill())
        self.filter.asked.connect(lambda _words: self._fill())
        self.listing.table.chosen.connect(self._show_reasons)
        self.listing.table.opened.connect(lambda _row: self._panes.open_drawer())
        self.listing.table.lack_asked.connect(lambda _row: self._mend())
        self.listing.chosen_for_list.connect(self._register)
        self.listing.sheets_asked.connect(self.print_out)
        self.listing.excel_asked.connect(self.export)
        self.listing.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.listing.table.customContextMenuRequested.connect(self._menu)
        self.listing.imports_asked.connect(lambda: self.shell.go("imports"))
        self.panel.record_asked.connect(lambda subject: self.shell.go("records", subject=subject))
        self.panel.door_asked.connect(self._go_to_door)
        ProofLinks(self, self.panel)
        self.panel.readings_asked.connect(lambda: self.shell.go("plans", tab="readings"))

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, subject: str | None = None, filter: str = "", **arguments: Any) -> None:  # noqa: A002
        """Take in hand the subject, or the filter, the visitor comes for; `first`: this is a first result."""
        self._first = bool(arguments.get("first"))
        if subject or filter:
            self.chips.choose(filter)
            self.filter.clear()
            self._wanted = subject
        self.listing.table.setFocus()
        if self._results is not None:
            self._say_facts(self._results)
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words beside the fields of the head out where the fields need the room."""
        super().resizeEvent(event)
        for words in (self.stage_words, self.day_words):
            words.setVisible(self.width() >= theme.current().px(NARROW))

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return whom a reason is being given for."""
        return {"subject": self.listing.asked_for}

    def resume(self, subject: str | None = None, **_place: Any) -> None:
        """Ask for the reason again once the row is there."""
        self._ask_again = True
        self.arrive(subject)

    def refresh(self) -> None:
        """Judge everybody again."""
        held = self.shell.round
        if held != self._round_shown:
            self._round_shown = held
            self._announce = True
            self.stage.choose(held.stage.value if held else Stage.RECOGNITION.value)
            self.day.show_day(held.on if held else self.shell.today)
        question = self._question()
        if question is None:
            return
        self.compute(
            lambda progress: compute(self.ctx, question, progress),
            self._have,
            label="Đang tính",
            key="assess",
            while_shown=True,
        )

    def _question(self) -> Question | None:
        held = self.shell.round
        plan = held.plan if held else min(self.ctx.packs, default="")
        if not plan:
            self.fail("Trên máy chưa có kế hoạch nào nên chưa xét được. Cài lại chương trình, hoặc chép tệp kế hoạch.")
            return None
        if fault := self.day.fault():
            self.fail(f"Chưa tính được: {fault}. Ghi lại ngày ở ô Tính đến ngày.")
            return None
        on = self.day.day() or self.shell.today
        return Question(plan, Stage(self.stage.key), on, dict(held.readings) if held else {}, held)

    def reload(self) -> None:
        """F5: judge everybody again and say so."""
        self._announce = True
        self.refresh()

    def seek(self) -> None:
        """Ctrl+F: the filter box."""
        self.filter.setFocus()
        self.filter.selectAll()

    def leave(self) -> None:
        """Esc: put the drawer away."""
        self._panes.close_drawer()

    def edit(self) -> None:
        """F2: open the record of the row in hand."""
        if (shown := self.listing.table.current()) is not None:
            self.shell.go("records", subject=shown.verdict.subject)

    def _mend(self) -> None:
        """Ins on a row: go where what it lacks first is entered."""
        if not self.panel.mend():
            self.shell.say("Dòng này không thiếu gì bổ sung được ở đây.")

    def export(self) -> None:
        """Ctrl+E: write the rows shown as a workbook."""
        rows = self.listing.table.things.things()
        if self._results is not None and rows:
            exports.write_table(self, self._results, rows, self._told())
        else:
            self.shell.say("Chưa có dòng nào để xuất.")

    def print_out(self) -> None:
        """Ctrl+P: write the assessment sheets of the rows selected."""
        rows = self.listing.table.selected()
        if self._results is not None and rows:
            exports.write_sheets(self, self._results, rows)
        else:
            self.shell.say("Chọn một dòng rồi in phiếu xét điều kiện của dòng ấy.")

    def _told(self) -> str:
        """Say which rows the filters left, "" where they left all."""
        parts = [f"“{self.chips.text}”"] if self.chips.key else []
        words = self.filter.text().strip()
        return " và ".join([*parts, *([f"khớp “{words}”"] if words else [])])

    def panes(self) -> tuple[QWidget, ...]:
        """Return filters, list, reasons."""
        return self.chips, self.listing.table, self.panel.tree

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, found: Results) -> None:
        before, self._results = self._results, found
        self.chips.set_counts(found.counts(self._chances))
        self._renew_notes(found, before)
        self._tell_first(found)
        self._fill()
        self._say_facts(found)
        if self._announce:
            self._announce = False
            seconds = number_text(round(found.seconds, 1)) if found.seconds >= 0.1 else "chưa tới 0,1"
            self.shell.say(f"Đã tính {len(found.rows)} đối tượng lúc {found.at:%H:%M}, trong {seconds} giây")

        self.compute(
            lambda progress: chances(self.ctx, found, progress),
            self._have_chances,
            label="Đang tìm ai sắp đạt",
            key="chances",
            while_shown=True,
        )

    def _have_chances(self, found: Chances) -> None:
        self._chances = found
        if self._results is None:
            return
        self.chips.set_counts(self._results.counts(found))
        if self.chips.key in ("near", "forgotten"):
            self._fill()

    def _renew_notes(self, found: Results, before: Results | None) -> None:
        for note in self._notes:
            self.withdraw(note)
        self._notes = []
        held = self.shell.round
        if held is None:
            self._note(
                f"Chưa có đợt nào; đang xét theo kế hoạch {found.plan_name}, ngày {short_date(found.request.on)}.",
                ("Mở đợt mới", lambda: self.shell.go("new_round")),
            )
        elif (found.request.on, found.request.stage) != (held.on, held.stage):
            self._note(
                f"Đang xem ngày {short_date(found.request.on)}, {found.request.stage.label.lower()}. Danh sách chọn "
                f"của đợt tính theo ngày {short_date(held.on)}, {held.stage.label.lower()}.",
                ("Về ngày của đợt", self._back_to_round),
            )
        changed = found.changed_since(before) if before else []
        if changed:
            names = join_words([item.verdict.subject_name for item in changed[:3]])
            more = f" và {len(changed) - 3} đối tượng nữa" if len(changed) > 3 else ""
            self._note(f"{len(changed)} kết luận vừa đổi: {names}{more}.", ("Xem", lambda: self._take(changed[0])))

    def _tell_first(self, found: Results) -> None:
        """Say what the first records led to, and where to look."""
        if self._first and found.rows:
            self._first = False
            verdicts = [item.verdict.verdict for item in found.rows]
            passed, unknown = verdicts.count(Verdict.DAT), verdicts.count(Verdict.THIEU_DU_LIEU)
            self.notify(
                Mark.OK,
                f"Xong. {number_text(passed)} đối tượng đạt, {number_text(unknown)} đối tượng thiếu dữ liệu. "
                "Bấm một dòng để xem căn cứ.",
            )

    def _note(self, text: str, action: Any) -> None:
        note = self.notify(Mark.INFO, text, action=action)
        note.closed.connect(lambda: self._notes.remove(note))
        self._notes.append(note)

    def _back_to_round(self) -> None:
        self._round_shown = ()
        self.refresh()

    def _take(self, wanted: Row) -> None:
        self.chips.choose("")
        self.filter.clear()
        self._fill()
        self.listing.table.choose(wanted.key)

    def _fill(self) -> None:
        if self._results is None:
            return
        shown = self._results.shown(self.chips.key, self.filter.text(), self._chances)
        self.listing.show_rows(shown, anybody=bool(self._results.rows), round_open=self.shell.round is not None)
        if self._wanted is not None:
            wanted = next((item for item in shown if item.verdict.subject == self._wanted), None)
            self._wanted = None
            if wanted is not None:
                self.listing.table.choose(wanted.key)
                if self._ask_again:
                    self.listing.put_on_list()
            self._ask_again = False

    def _say_facts(self, found: Results) -> None:
        off = found.off_default()
        version = f"Bộ kế hoạch {found.request.plan}, bản {found.plan_version}"
        self.shell.show_facts(*texts.facts_of_verdicts(len(off), version))
        words = f"khác mặc định ở {join_words(off)}" if off else "tất cả theo mặc định"
        self.panel.show_readings(f"Cách hiểu đang dùng: {words}", len(found.defaults))

    def _show_reasons(self, shown: Row | None) -> None:
        self.panel.show_row(shown, same=shown is not None and shown.key == self.panel.shown_key)
        if shown is None or self._results is None or shown.verdict.verdict is Verdict.DAT:
            return
        request, (subject, field) = self._results.request, shown.key
        self.ask(lambda: eligibility.gap(self.ctx, request, subject, field), self.panel.show_gap, key="gap")

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _go_to_door(self, subject: str, door: Door) -> None:
        entered.go_to_door(self.shell, subject, door)

    def _menu(self, at: QPoint) -> None:
        shown = self.listing.table.current()
        if not isinstance(shown, Row) or self._results is None:
            return
        found = self._results
        does: dict[str, Callable[[], Any]] = {
            "Mở hồ sơ  F2": self.edit,
            "In phiếu xét…  Ctrl+P": self.print_out,
            "Giao bổ sung cho đơn vị…": self._hand_out,
            "Chép lý do của kết luận này": lambda: self._copy_why(shown, found),
            "Xét ở ngày khác…": self.day.setFocus,
        }
        if self.listing.put.isEnabled():
            does["Đưa vào danh sách chọn"] = self.listing.put.click
        if shown.listed:
            does["So với lúc chọn"] = lambda: self.shell.go("rounds", subject=shown.verdict.subject)
        exports.row_menu(self.listing, shown, does).popup(self.listing.table.viewport().mapToGlobal(at))

    def _hand_out(self) -> None:
        rows = self.listing.table.selected()
        if self._results is not None and rows:
            exports.hand_out(self, self._results, rows)

    def _copy_why(self, shown: Row, found: Results) -> None:
        QGuiApplication.clipboard().setText(why(shown, found.request, found.plan_name))
        self.shell.say(f"Đã chép lý do của kết luận về {shown.verdict.subject_name}; dán vào thư, văn bản.")

    def _register(self, choices: list[Choice]) -> None:
        held = self.shell.round
        if held is None or held.id is None or not choices:
            return
        number = held.id

        def decide(over: tuple[str, ...]) -> None:
            if over and not all(choice.reason for choice in choices):
                self.listing.ask_over(over)
            else:
                self.act(lambda _progress: rounds.register(self.ctx, number, choices), label="Đang đưa vào danh sách")

        self.ask(lambda: rounds.would_exceed(self.ctx, number, choices), decide, key="limits")
