"""The frame: rail, round bar, practice band, the page shown, status bar; it knows pages only by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from ..domain.upkeep import Changes, Kind, Office
from ..services import records, undoing, upkeep
from ..services.help import help_book, write_keys
from . import icons, texts, theme
from .backup_desk import BackupDesk
from .day_watch import DayWatch
from .draft_desk import DraftDesk
from .finder import Finder
from .help import Help, topic_of
from .keys import KEYS, TOLD
from .kit.boxes import bare, column, row
from .kit.file_dialogs import PAPERS, ask_save
from .kit.rail import Rail
from .kit.round_bar import RoundBar
from .kit.status import StatusLine
from .menu import show_menu
from .page import Page, enter
from .places import PLACES
from .practice import PracticeBand
from .round_desk import RoundDesk, first_steps
from .shell import Shell

NARROW = 1176


class Window(QMainWindow):
    """Brings pages on the stage when they are asked for by name, and tells every page what changed."""

    closed = Signal()

    def __init__(self, shell: Shell, pages: Mapping[str, Callable[[Shell], Page]]) -> None:
        super().__init__()
        self.shell = shell
        for part in (shell.operations, shell):  # they go with the window: what they are connected to holds it
            part.setParent(self)
        self._makers = pages
        self.pages: dict[str, Page] = {}
        self.office = Office()
        self._rail_by_hand = False
        self._taken_back = False
        self._step_shown = "eligibility"
        self.setWindowIcon(icons.window_icon())
        self.setMinimumSize(QSize(880, 440))
        self._lay_out()
        self.desk = RoundDesk(shell, self.bar)
        self.backups = BackupDesk(shell, self.status, lambda: self.page, self)
        self.drafts = DraftDesk(shell, lambda: self.pages, self.go, self)
        self.day = DayWatch(lambda: shell.today, self)
        self.finder = Finder(shell, PLACES, self._own_commands(), self)
        self._connect()
        self._bind_keys()
        self._help: Help | None = None

    def _lay_out(self) -> None:
        self.rail = Rail(PLACES)
        self.bar = RoundBar(first_steps())
        self.band = PracticeBand()
        self.stage = QStackedWidget()
        self.status = StatusLine(self.shell.ctx.now)
        right = column(self.bar, self.band, gap=0)
        right.addWidget(self.stage, 1)
        right.addWidget(self.status)
        frame = row(self.rail, gap=0)
        frame.addLayout(right, 1)
        self.setCentralWidget(bare(frame))

    def _connect(self) -> None:
        shell, operations = self.shell, self.shell.operations
        self.rail.went.connect(self._go_to_place)
        self.rail.search_asked.connect(self.find_anything)
        self.bar.stepped.connect(lambda number: self.go(texts.STEPS[number - 1][3]))
        self.band.again_asked.connect(lambda: shell.reopen("practice-again"))
        self.band.leave_asked.connect(lambda: shell.reopen("real"))
        self.status.undo_asked.connect(self.undo)
        self.status.stop_asked.connect(operations.stop)
        self.status.redo_asked.connect(self.redo)
        self.status.acts_asked.connect(self.show_acts)
        shell.undo_asked.connect(self.undo)
        shell.redo_asked.connect(self.redo)
        shell.find_asked.connect(self.find_anything)
        shell.went.connect(self.go)
        shell.said.connect(self.status.say)
        shell.facts_said.connect(self.status.show_facts)
        shell.round_changed.connect(self._round_changed)
        self.day.turned.connect(self._day_turned)
        operations.changed.connect(self.hear)
        operations.began.connect(lambda job: self.status.begin(job.label))
        operations.advanced.connect(lambda _job, done, total, what: self.status.advance(done, total, what))
        operations.ended.connect(lambda _job: self.status.end())

    def _bind_keys(self) -> None:
        for key in KEYS:
            self._bind(key.keys, partial(self._press, key.call))
        for number, *_words, page in texts.STEPS:
            self._bind(f"Alt+{number}", partial(self.go, page))
        for place in PLACES:
            if place.key.startswith("Ctrl"):
                self._bind(place.key, partial(self._go_to_place, place.name))
        self._bind("Shift+F6", partial(self.next_pane, back=True))

    def _bind(self, keys: str, call: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(call)

    def _press(self, call: str) -> None:
        owner, _dot, method = call.partition(".")
        target: Any = self if owner == "window" else self.page
        if target is not None:
            getattr(target, method)()

    # --- going places -----------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page on the stage."""
        shown = self.stage.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, name: str, arguments: Mapping[str, Any] | None = None) -> Page:
        """Bring a page on the stage."""
        if name not in self.pages:
            made = self._makers[name](self.shell)
            self.pages[name] = made
            self.stage.addWidget(made)
        page = self.pages[name]
        self.shell.show_facts(texts.HERE_ONLY)
        page.arrive(**(arguments or {}))
        focus = self.focusWidget()  # before Qt hands it to the first button of the page
        self.stage.setCurrentWidget(page)
        page.freshen()
        if page.place == "rounds" and page.step is not None:
            self._step_shown = name
        if focus is None or focus is page or not page.isAncestorOf(focus):
            page.take_focus()
        self.rail.mark(page.place)
        self.bar.mark_step(page.step)
        return page

    def _go_to_place(self, name: str) -> None:
        if name == "help":
            self.help()
            return
        self.go(self._step_shown if name == "rounds" else name)

    # --- what happened ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Read what the frame itself shows."""
        self._read_office()
        self.desk.refresh()
        self.backups.refresh()

    def hear(self, changes: Changes) -> None:
        """Tell the status bar, the round bar and every page what changed."""
        if changes.sentence:
            self.status.tell_saved(changes.sentence, undoable=changes.act is not None)
        if self._taken_back:
            self._taken_back = False
            self.status.offer_redo()
        if Kind.OFFICE in changes.kinds:
            self._read_office()
        self.desk.hear(changes)
        self.backups.hear(changes)
        for page in self.pages.values():
            page.hear(changes)

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Show on the page why work of the frame was refused."""
        if self.page is not None:
            self.page.fail(sentence, details)

    def clear_failure(self) -> None:
        """Take an earlier failure away."""
        if self.page is not None:
            self.page.clear_failure()

    def _read_office(self) -> None:
        ctx = self.shell.ctx
        self.shell.operations.ask(
            self,
            lambda: (upkeep.office(ctx), dict(records.list_units(ctx))),
            lambda found: self._show_office(*found),
            key="window.office",
        )

    def _show_office(self, office: Office, units: Mapping[str, str]) -> None:
        """Name the office as the records spell it: papers write it in capitals."""
        self.office = replace(office, name=units.get(office.root or "", office.name))
        self.rail.show_office(self.office.name)
        self.band.setVisible(office.practice)
        self._name_window()

    def _round_changed(self) -> None:
        self._name_window()
        for page in self.pages.values():
            page.make_stale()

    def _day_turned(self) -> None:
        self.desk.refresh()
        self.backups.refresh()
        for page in self.pages.values():
            page.make_stale()

    def _name_window(self) -> None:
        held = self.shell.round
        names = [held.name if held else "", self.office.name, texts.PROGRAM]
        self.setWindowTitle(" – ".join(name for name in names if name))

    # --- keys of the frame ------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last act back."""
        ctx = self.shell.ctx
        self.shell.operations.act(
            self,
            lambda _progress: undoing.undo_last(ctx),
            self._have_taken_back,
            label="Đang hoàn tác",
            changes=lambda changes: replace(changes, act=None) if changes else None,
        )

    def _have_taken_back(self, changes: Changes | None) -> None:
        self._taken_back = changes is not None
        if changes is None:
            self.status.say("Không còn việc nào để hoàn tác.")

    def redo(self) -> None:
        """Do again what was taken back last."""
        ctx = self.shell.ctx
        self.shell.operations.act(
            self,
            lambda _progress: undoing.redo(ctx),
            lambda changes: None if changes else self.status.say("Không có việc nào để làm lại."),
            label="Đang làm lại",
        )

    def show_acts(self) -> None:
        """Show what was done last, with the way back to any of it."""
        self.go("acts", {"back": self.page.name} if self.page is not None else {})

    def help(self) -> None:
        """Show the help of the field in focus, else how each task is done."""
        topic = topic_of(self.focusWidget())
        if self._help is None:
            self._help = Help(self, help_book(), self.print_keys)
        self._help.open_at(topic)

    def print_keys(self) -> None:
        """Ask where to write the keys as one page, and write it."""
        keys = [(key.keys, key.text) for key in (*KEYS, *TOLD)]
        target = ask_save(self, self.shell.preferences, "papers", "In bảng phím", "phim_tat.pdf", PAPERS)
        if target is not None:
            ctx = self.shell.ctx
            self.shell.operations.ask(
                self,
                lambda: write_keys(ctx, keys, target),
                lambda _done: self.status.say(f"Đã ghi bảng phím vào {target.name}."),
                key="window.keys",
            )

    def show_menu(self) -> None:
        """Open "Trình đơn"."""
        show_menu(self)

    def ask_context_menu(self) -> None:
        """Open the right-click menu of what has the focus."""
        widget = QApplication.focusWidget()
        if widget is not None:
            at = widget.rect().center()
            event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
            QApplication.sendEvent(widget, event)

    def find_anything(self) -> None:
        """Open "Tìm mọi thứ"."""
        self.finder.start()

    def _own_commands(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        """Return what "Tìm mọi thứ" can make the window itself do."""
        return (
            ("Hoàn tác việc vừa làm", "history", self.undo),
            ("Phím tắt, trợ giúp", "circle-question-mark", self.help),
            ("In bảng phím", "scroll-text", self.print_keys),
            ("Gấp, mở thanh bên", "chevron-left", self.fold_rail),
        )

    def fold_rail(self) -> None:
        """Fold or open the rail by hand."""
        self._rail_by_hand = True
        self.rail.fold(not self.rail.folded)
        self.rail.show_office(self.office.name)

    def next_pane(self, *, back: bool = False) -> None:
        """Bring the focus to the next pane of the page, or to the rail."""
        panes = [pane for pane in (self.page.panes() if self.page else ()) if pane.isVisible()]
        ring: list[QWidget] = [*(panes or filter(None, (self.page,))), self.rail]
        focus = self.focusWidget()
        here = next((n for n, pane in enumerate(ring) if focus and (pane is focus or pane.isAncestorOf(focus))), None)
        step = -1 if back else 1
        first = (len(ring) - 1 if back else 0) if here is None else here + step
        for place in range(first, first + step * len(ring), step):
            if self._enter(ring[place % len(ring)]):
                return

    def _enter(self, pane: QWidget) -> bool:
        """Bring the focus into a pane; tell whether anything in it takes it."""
        if pane is self.rail:
            self.rail.focus_first()
        elif pane is self.page:
            self.page.take_focus()
        else:
            return enter(pane)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail on narrow windows."""
        super().resizeEvent(event)
        if not self._rail_by_hand:
            self.rail.fold(self.width() < theme.current().px(NARROW))
            self.rail.show_office(self.office.name)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size, let the work in hand end."""
        self.shell.preferences.setValue("window/geometry", self.saveGeometry())
        self.drafts.stop()
        self.shell.closing.emit()
        self.shell.operations.close()
        super().closeEvent(event)
        self.closed.emit()
