"""The page "Đơn vị dưới": who has sent under the plan in hand, and the package of one unit beside the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.errors import UserError
from ....domain.packages import MergeDecisions, OpenedPackage, PackageState, UnitStanding
from ....domain.records import SubjectKind
from ....domain.upkeep import Changes, Kind
from ....services import delivery, upkeep
from ....services.delivery import MergePreview
from ...kit.boxes import Card
from ...kit.buttons import button
from ...kit.file_dialogs import PACKAGES, ask_open, dropped_file
from ...kit.notice import Empty
from ...kit.panes import Panes
from ...page import Page
from .listing import Listing
from .merge_card import MergeCard
from .words_card import PassphraseCard, WordsCard

NO_UNITS = (
    "Kế hoạch đang chọn không giao đơn vị dưới gửi danh sách, hoặc chưa có đơn vị nào trong hồ sơ."
    " Vẫn nhận được gói: bấm Nhận tệp, gói."
)
NO_ROUND = "Chưa có đợt nào nên chưa rõ theo kế hoạch nào. Mở một đợt, hoặc nhận gói của đơn vị."
_CHANGED = frozenset({Kind.RECORDS, Kind.IMPORTS})
_FOLDER = "package"


class UnitsPage(Page):
    """Which unit below has sent what."""

    name = "units"
    title = "Đơn vị dưới"
    place = "units"
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.PLANS, Kind.IMPORTS})

    def build(self) -> None:
        """Make head, list and the card beside it."""
        self.setAcceptDrops(True)
        self._plan: str | None = None
        self._opened: dict[str, OpenedPackage] = {}
        self._file: Path | None = None
        self._wanted: str | None = None
        self._state = ""
        self.head.add(
            button("Tạo mẫu cho đơn vị", self._template, icon="file-spreadsheet"),
            button("Nhận tệp, gói", self.add_new, icon="file-input", kind="primary", tip="Nhận tệp, gói (Ctrl+N)"),
        )
        self.listing, self.card, self.words, self.secret = Listing(), MergeCard(), WordsCard(), PassphraseCard()
        self.empty = Card(Empty("Chọn một đơn vị, hoặc thả gói của đơn vị vào đây."))
        self.side = QStackedWidget()
        for widget in (self.empty, self.card, self.words, self.secret):
            self.side.addWidget(widget)
        self._panes = Panes(self.listing, self.side, 690)
        self.new_round = button("Mở đợt mới", lambda: self.shell.go("new_round"), icon="calendar-plus", kind="primary")
        self.new_unit = button("Thêm đơn vị", self._add_unit, icon="plus")
        receive = button("Nhận tệp, gói", self.add_new, icon="file-input")
        self.nobody = Card(Empty("", self.new_round, self.new_unit, receive))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._panes)
        self.stack.addWidget(self.nobody)
        self.body.addWidget(self.listing.chips)
        self.body.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.listing.table.chosen.connect(self._choose)
        self.listing.table.opened.connect(lambda _row: self._panes.open_drawer())
        self.listing.reminders_asked.connect(self._remind_all)
        self.listing.template_asked.connect(self._template)
        self.card.merge_asked.connect(self._merge)
        self.card.return_asked.connect(self._return)
        self.card.decided.connect(self._look)
        self.words.copied.connect(lambda: self.shell.say("Đã chép lời nhắc; dán vào tin nhắn."))
        self.secret.given.connect(lambda word: self._open(self._file, word) if self._file else None)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def arrive(self, **arguments: Any) -> None:
        """Go by the plan of the round in hand; `plan` asks for another, `state` for the units that stand so."""
        held = self.shell.round
        self._plan = arguments.get("plan") or self._plan or (held.plan if held else None)
        self._state = arguments.get("state", "")

    def refresh(self) -> None:
        """Read again where the units stand."""
        held = self.shell.round
        plan = self._plan or (held.plan if held else None)
        if plan is None:
            self._show_nobody(NO_ROUND)
            return
        self.ask(lambda: delivery.standing(self.ctx, plan), lambda found: self._have(plan, found), key="standing")

    def add_new(self) -> None:
        """Ctrl+N: take in a package."""
        file = ask_open(self, self.shell.preferences, _FOLDER, "Nhận gói của đơn vị", PACKAGES)
        if file is not None:
            self.take(file)

    def leave(self) -> None:
        """Esc: put the drawer away."""
        self._panes.close_drawer()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list and the card beside it."""
        return self.listing, self.side

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let one file be dropped."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the package that was dropped."""
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.take(file)

    # --- the units --------------------------------------------------------------------------------------------------

    def _have(self, plan: str, found: tuple[UnitStanding, ...]) -> None:
        if not found:
            self._show_nobody(NO_UNITS)
            return
        self.stack.setCurrentWidget(self._panes)
        self.listing.chips.show()
        sent = sum(item.package is not None for item in found)
        due = max((item.due for item in found if item.due and item.package is None), default=None)
        self.head.say(f"{sent} trong {len(found)} đơn vị đã gửi" + (f", hạn {short_date(due)}" if due else ""))
        self.shell.show_facts(f"Kế hoạch {plan}")
        if any(item.state.value == self._state for item in found):
            self.listing.chips.choose(self._state)
        self._state = ""
        wanted, self._wanted = self._wanted, None
        self.listing.show_rows(found, wanted)
        self._choose(self.listing.table.current())

    def _show_nobody(self, words: str) -> None:
        if self.side.currentWidget() in (self.card, self.secret) and self.card.preview is not None:
            return
        empty = self.nobody.findChild(Empty)
        assert empty is not None  # made with the card
        empty.words.setText(words)
        self.new_round.setVisible(words == NO_ROUND)
        self.new_unit.setVisible(words == NO_UNITS)
        self.head.say("")
        self.listing.chips.hide()
        self.stack.setCurrentWidget(self.nobody)

    def _choose(self, item: UnitStanding | None) -> None:
        if item is None:
            self.side.setCurrentWidget(self.empty)
        elif item.package is None:
            self._show_reminder(item)
        else:
            self._open_kept(item)

    def _show_reminder(self, item: UnitStanding) -> None:
        plan = self._plan
        if plan is None:
            return
        self.ask(
            lambda: delivery.reminder(self.ctx, plan, item) if item.owed else "",
            lambda text: self._show_words(item.name, text),
            key="side",
        )

    def _show_words(self, title: str, text: str) -> None:
        self.words.show_words(title, text)
        self.side.setCurrentWidget(self.words)

    def _remind_all(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.ask(
            lambda: delivery.reminders(self.ctx, plan),
            lambda found: self._show_words(f"{len(found)} đơn vị", "\n\n".join(text for _item, text in found)),
            key="side",
        )

    def _add_unit(self) -> None:
        """Open the form of a unit below the office."""
        ctx = self.ctx
        self.ask(
            lambda: upkeep.office(ctx).root,
            lambda root: self.shell.go("records", add=True, unit=root, kind=SubjectKind.COLLECTIVE),
            key="root",
        )

    def _template(self) -> None:
        item = self.listing.table.current()
        self.shell.go("template", **({"unit": item.unit} if item else {}))

    # --- packages ---------------------------------------------------------------------------------------------------

    def take(self, file: Path) -> None:
        """Take in the package of a file: prove it, keep it as received, show it."""
        self._open(file, None)

    def _open(self, file: Path, word: str | None) -> None:
        self._file = file
        self.act(
            lambda progress: _taken(delivery.open_package(self.ctx, file, word, progress), file, self),
            self._have_preview,
            label="Đang nhận gói",
            changes=lambda found: _said(found) if found.before is not None else None,
        )

    def _fail(self, sentence: str, details: tuple[str, ...], action: tuple[str, Callable[[], None]] | None) -> None:
        if "gói có mật khẩu" in sentence and self._file is not None:
            self.stack.setCurrentWidget(self._panes)
            self.secret.ask(self._file.name)
            self.side.setCurrentWidget(self.secret)
            return
        super()._fail(sentence, details, action)

    def _open_kept(self, item: UnitStanding) -> None:
        kept = item.package
        assert kept is not None  # asked only of who sent one
        ctx, known = self.ctx, self._opened.get(kept.digest)
        file = delivery.kept_file(ctx, kept.sha256)

        def read() -> tuple[MergePreview, Path]:
            opened = known or replace(delivery.open_package(ctx, file), file=kept.file)
            return delivery.look(ctx, opened), file

        self._file = file
        self.ask(read, lambda found: self._show(*found), key="side")

    def _have_preview(self, found: MergePreview) -> None:
        self._plan = found.opened.manifest.plan
        self._wanted = found.unit.code
        if self._file is not None:
            self._show(found, self._file)

    def _show(self, found: MergePreview, file: Path) -> None:
        self._opened[found.opened.digest] = found.opened
        self._file = file
        self.card.show_preview(found)
        self.stack.setCurrentWidget(self._panes)
        self.side.setCurrentWidget(self.card)

    def _look(self, decisions: MergeDecisions) -> None:
        held, file = self.card.preview, self._file
        if held is not None and file is not None:
            opened = held.opened
            self.ask(
                lambda: delivery.look(self.ctx, opened, decisions), lambda found: self._show(found, file), key="side"
            )

    def _merge(self, decisions: MergeDecisions) -> None:
        held, file = self.card.preview, self._file
        if held is None or file is None:
            return
        opened, name = held.opened, held.unit.name
        self.act(
            lambda progress: delivery.merge(self.ctx, opened, file, decisions, progress),
            label="Đang gộp gói",
            changes=lambda done: Changes(_CHANGED, f"Đã gộp gói của {name}: {done.package.subjects} mục."),
        )

    def _return(self, reason: str, due: date | None) -> None:
        held = self.card.preview
        before = held.before if held is not None else None
        if before is not None and before.id is not None and before.state is not PackageState.MERGED:
            number = before.id
            self.act(lambda _progress: delivery.give_back(self.ctx, number, reason, due), label="Đang ghi trả lại")


def _said(found: MergePreview) -> Changes:
    return Changes(_CHANGED, f"Đã nhận gói của {found.unit.name}; tệp nguyên vẹn.")


def _taken(opened: OpenedPackage, file: Path, page: UnitsPage) -> MergePreview:
    """Keep a package as received; one of a unit nobody knows is only shown, to be merged at once."""
    try:
        delivery.keep_package(page.ctx, opened, file)
    except UserError:
        found = delivery.look(page.ctx, opened)
        if found.unit.code not in found.identified.new:
            raise
        return found
    return delivery.look(page.ctx, opened)
