"""The page "Ký, in, gửi": the papers of the round on their way from issued to signed to sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.drafts import PlaceValue
from ....domain.issued import PaperRow, RoundPapers, SendingWay
from ....domain.plans import MilestoneInfo
from ....domain.signatures import Secret, SigningRequest
from ....domain.upkeep import Changes, Kind
from ....services import delivery
from ...kit.boxes import Card
from ...kit.buttons import button, retitle
from ...kit.file_dialogs import SIGNED, ask_open, dropped_file
from ...kit.notice import Empty
from ...kit.panes import Panes
from ...page import Page
from .pack_desk import PackDesk
from .package_card import PackageCard
from .paper_cards import ChangesCard, NumberCard, SentCard
from .paper_menu import PaperMenu
from .paper_table import PaperTable
from .print_desk import PrintDesk
from .receive_desk import ReceiveDesk
from .signing_card import SigningCard
from .task_card import TaskCard

NOTHING = "Chưa có văn bản nào."
NO_ROUND = "Chưa có đợt nào nên chưa có văn bản để ký, gửi. Mở một đợt, chọn đối tượng rồi quay lại đây."


class DeliveryPage(Page):
    """The papers of the round in hand: printed, signed, sent."""

    name = "delivery"
    title = "Ký, in, gửi"
    place = "rounds"
    step = 5
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.PLANS, Kind.OFFICE, Kind.PAPERS})

    def build(self) -> None:
        """Make head, table and the cards beside it."""
        self.setAcceptDrops(True)
        self._papers: RoundPapers | None = None
        self._resuming: dict[str, Any] = {}
        self.issue = button("Lập bộ văn bản", self._issue_all, icon="refresh-cw")
        self.print_all = button("In tất cả", self._print_all, icon="printer", tip="In tất cả (Ctrl+P)")
        self.take = button("Nhận bản đã ký", self.add_new, icon="file-input", tip="Nhận bản đã ký (Ctrl+N)")
        self.open_package = button("Gói gửi lên", self._show_package_drawer, icon="files")
        self.head.add(self.issue, self.print_all, self.take, self.open_package)
        self.table = PaperTable()
        preferences = self.shell.preferences
        self.package, self.signing, self.number = PackageCard(), SigningCard(preferences), NumberCard()
        self.changes, self.sending = ChangesCard(), SentCard(preferences)
        self.receiving = ReceiveDesk(
            self, self._issued, self.table.chosen, self._show_receiving, self._show_package_card
        )
        self.receive, self.split = self.receiving.card, self.receiving.split
        self.side = QStackedWidget()
        for card in (self.package, self.signing, self.number, self.receive, self.changes, self.sending):
            self.side.addWidget(card)
        self.prints, self.packs = PrintDesk(self), PackDesk(self, self.package)
        self.menu = PaperMenu(self, self.table, self._see)
        self._panes = Panes(self.table, self.side, 336)
        self._make_empties()
        self.stack = QStackedWidget()
        for widget in (self._panes, self.prints.card, self.split, self.nothing, self.no_round):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self._connect()

    def _make_empties(self) -> None:
        make = button("Lập bộ văn bản", self._issue_all, kind="primary")
        self.nothing = Card(Empty(NOTHING, button("Lập ở bước 4", lambda: self.shell.go("documents")), make))
        new_round = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="calendar-plus", kind="primary")
        self.no_round = Card(Empty(NO_ROUND, new_round))

    def _connect(self) -> None:
        table, package = self.table, self.package
        table.sign_asked.connect(self._ask_signing)
        table.number_asked.connect(self.edit)
        table.receive_asked.connect(self.add_new)
        table.print_asked.connect(lambda: self._print(self.table.chosen()))
        table.seen.connect(lambda item: self._see([item]))
        table.changes_asked.connect(self._show_changes)
        package.sent_asked.connect(self._ask_sent)
        package.results_asked.connect(lambda: self.shell.go("results"))
        self.signing.asked.connect(self._sign)
        self.number.given.connect(self._fill)
        self.split.left.connect(self._back_to_table)
        self.changes.issue_asked.connect(lambda key: self._issue([key]))
        self.sending.given.connect(self._note_sent)
        for card in (self.signing, self.number, self.receive, self.changes, self.sending):
            card.left.connect(self._show_package_card)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, **arguments: Any) -> None:
        """Begin at the table."""
        self._back_to_table()
        self.table.table.setFocus()

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return what the card beside the papers was opened for."""
        card = self.side.currentWidget()
        return card.place() if isinstance(card, TaskCard) and self.stack.currentWidget() is self._panes else {}

    def resume(self, **place: Any) -> None:
        """Open the same card again as soon as the papers are read."""
        self._resuming = place
        self.refresh()

    def _go_on(self) -> None:
        place, self._resuming = self._resuming, {}
        if "paper" in place:
            self.table.table.choose(place["paper"])
        match place.get("card"):
            case "number":
                self.edit()
            case "signing":
                self._ask_signing()
            case "receive":
                self.receiving.receive(Path(place["file"]))
            case "sending":
                self._ask_sent()

    def refresh(self) -> None:
        """Read again where the papers stand."""
        held = self.shell.round
        if held is None or held.id is None:
            self._papers = None
            self.head.say("")
            self._fit()
            self.stack.setCurrentWidget(self.no_round)
            return
        number, ctx = held.id, self.ctx
        self.ask(lambda: delivery.round_papers(ctx, number), self._have, key="papers")

    def edit(self) -> None:
        """F2: number, day and copies of the paper in hand."""
        chosen = self.table.chosen()
        if self._ready() and chosen and chosen[0].listed:
            self.number.ask(chosen[0])
            self._show_card(self.number)

    def add_new(self) -> None:
        """Ctrl+N: take in a signed paper."""
        if self._ready():
            file = ask_open(self, self.shell.preferences, "signed", "Nhận bản đã ký", SIGNED)
            if file is not None:
                self.receiving.receive(file)

    def print_out(self) -> None:
        """Ctrl+P: the pages first; from there, or again, to the printer."""
        if self.stack.currentWidget() is self.prints.card:
            self.prints.print_pages()
        elif self._ready():
            self._print_all()

    def seek(self) -> None:
        """Ctrl+F: find words in the pages shown."""
        if self.stack.currentWidget() is self.prints.card:
            self.prints.card.seek()
        else:
            super().seek()

    def leave(self) -> None:
        """Esc: back from the pages, from a card, from the drawer."""
        if self.stack.currentWidget() in (self.prints.card, self.split):
            self._back_to_table()
        elif self.side.currentWidget() is not self.package:
            self._show_package_card()
        else:
            self._panes.close_drawer()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the table and the card beside it, or the pages shown."""
        return self.table, self.side, self.prints.card.view, self.split

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let one file be dropped."""
        if self._issued() and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the signed paper that was dropped."""
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.receiving.receive(file)

    # --- what came back ---------------------------------------------------------------------------------------------

    def _have(self, papers: RoundPapers) -> None:
        self._papers = papers
        self.table.show_papers(papers.rows)
        self.package.show_papers(papers)
        if self.stack.currentWidget() not in (self.prints.card, self.split) or not self._issued():
            self.stack.setCurrentWidget(self._panes if self._issued() else self.nothing)
        self._fit()
        signed = f"{papers.ready}/{len(papers.dossier)} văn bản đã ký"
        sent = f", đã gửi {short_date(papers.sent.day)}" if papers.sent else ""
        self.head.say(f"{signed}{sent}" if self._issued() else "")
        self.shell.show_facts(f"Bộ kế hoạch {papers.round.plan}", f"Dữ liệu đến ngày {short_date(papers.round.on)}")
        if self._resuming and self._issued():
            self._go_on()

    def _ready(self) -> bool:
        """Tell whether there is a paper to work on, and say so where there is none."""
        if not self._issued():
            self.shell.say("Chưa có văn bản nào; lập bộ văn bản trước.")
        return bool(self._issued())

    def _issued(self) -> list[PaperRow]:
        return [item for item in self._papers.rows if item.issued is not None] if self._papers else []

    def _fit(self) -> None:
        papers = self._papers
        stale = [item for item in papers.dossier if item.issued is None or item.changes] if papers else []
        some = bool(self._issued())
        self.issue.setVisible(some)
        self.issue.setEnabled(bool(stale))
        retitle(self.issue, f"Lập lại {len(stale)} văn bản" if stale else "Lập lại")
        self.print_all.setVisible(some)
        self.take.setVisible(some)
        self.open_package.setVisible(some and self._panes.folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the package by a button where its card is a drawer."""
        super().resizeEvent(event)
        self._fit()

    def _show_package_drawer(self) -> None:
        self._show_card(self.package)

    def _show_card(self, card: QWidget) -> None:
        self._back_to_table()
        self.side.setCurrentWidget(card)
        self._panes.open_drawer()

    def _show_package_card(self) -> None:
        self._back_to_table()
        self.side.setCurrentWidget(self.package)
        self._panes.close_drawer()
        self.table.table.setFocus()

    def _show_receiving(self, card: QWidget) -> None:
        if card is self.split:
            self.stack.setCurrentWidget(card)
            self.split.table.setFocus()
        else:
            self._show_card(card)

    def _back_to_table(self) -> None:
        if self.stack.currentWidget() in (self.prints.card, self.split):
            self.stack.setCurrentWidget(self._panes)
            self.table.table.setFocus()

    # --- papers -----------------------------------------------------------------------------------------------------

    @property
    def _number(self) -> int | None:
        held = self.shell.round
        return held.id if held is not None else None

    def _issue_all(self) -> None:
        self._issue(None)

    def _issue(self, keys: Sequence[str] | None) -> None:
        number, ctx = self._number, self.ctx
        if number is not None:
            self.act(
                lambda progress: delivery.issue(ctx, number, keys, progress),
                lambda _done: self._show_package_card(),
                label="Đang lập văn bản",
            )

    def _show_changes(self, item: PaperRow) -> None:
        self.changes.show_changes(item)
        self._show_card(self.changes)

    def _fill(self, key: str, typed: str, day: date | None, copies: int) -> None:
        number, ctx = self._number, self.ctx
        if number is None:
            return

        def fill() -> Changes:
            done = delivery.fill(ctx, number, key, typed, day)
            item = next(item.issued for item in delivery.round_papers(ctx, number).rows if item.key == key)
            if item is not None and item.id is not None and item.copies != copies:
                delivery.set_copies(ctx, item.id, copies)
            return done

        self.act(lambda _progress: fill(), lambda _done: self._show_package_card(), label="Đang ghi số, ngày")

    # --- signing ----------------------------------------------------------------------------------------------------

    def _ask_signing(self) -> None:
        chosen = [item for item in self.table.chosen() if item.issued is not None]
        if chosen:
            self.signing.ask(chosen, chosen[0].signer)
            self._show_card(self.signing)
            self.signing.secret.setFocus()

    def _sign(self, how: SigningRequest, secret: Secret) -> None:
        number, ctx = self._number, self.ctx
        keys = [item.key for item in self.table.chosen() if item.issued is not None]
        if number is not None and keys:
            self.act(
                lambda progress: delivery.sign(ctx, number, keys, how, secret, progress),
                lambda _done: self._show_package_card(),
                label="Đang ký",
            )

    # --- sending ----------------------------------------------------------------------------------------------------

    def _ask_sent(self) -> None:
        number, ctx, today = self._number, self.ctx, self.shell.today
        if number is not None:
            self.ask(lambda: delivery.sending_milestones(ctx, number, today), self._have_milestones, key="sending")

    def _have_milestones(self, found: tuple[tuple[MilestoneInfo, ...], str | None]) -> None:
        if self._papers is not None:
            self.sending.ask(self.shell.today, self._papers.receiver, *found)
            self._show_card(self.sending)

    def _note_sent(self, day: date, way: str, receiver: str, receipt: Path | None, milestone: str) -> None:
        number, ctx = self._number, self.ctx
        if number is not None:
            self.act(
                lambda _progress: delivery.note_sent(
                    ctx, number, day, SendingWay(way), receiver, receipt, milestone or None
                ),
                lambda _done: self._show_package_card(),
                label="Đang ghi đã gửi",
            )

    # --- pages ------------------------------------------------------------------------------------------------------

    def _see(self, rows: Sequence[PaperRow]) -> None:
        if any(item.issued is not None for item in rows):
            self.prints.show(rows, signed=True)
            self.stack.setCurrentWidget(self.prints.card)
            self.prints.card.view.setFocus()

    def _print(self, rows: Sequence[PaperRow]) -> None:
        if any(item.issued is not None for item in rows):
            self.prints.show(rows, signed=False)
            self.stack.setCurrentWidget(self.prints.card)
            self.prints.card.view.setFocus()

    def _print_all(self) -> None:
        self._print([item for item in self._issued() if item.goes])
