"""What every page is: a head, notices, a body, and one way to ask for work and to hear of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ..domain.drafts import PlaceValue
from ..domain.upkeep import Changes, Kind, Progress
from . import theme
from .kit import typed
from .kit.boxes import PageHead, clear
from .kit.marks import Mark
from .kit.notice import Empty, Notice
from .operations import Unexpected
from .shell import Shell

T = TypeVar("T")


class Page(QWidget):
    """A page of the window. A subclass sets the class variables, builds itself in `build`, loads in `refresh`.

    `name` is what others ask for (`shell.go("records", subject="CB001")`); `place` the rail place that is lit, `step`
    the step of the path, `shows` the kinds of thing whose changes make `refresh` run. `arrive(**arguments)` is called
    on every visit, before `refresh` of a stale page. The methods after it are called by keys and do nothing by
    themselves.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    place: ClassVar[str | None] = None
    step: ClassVar[int | None] = None
    shows: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.ctx = shell.ctx
        self.setProperty("role", "canvas")
        self.setAccessibleName(self.title)
        px = theme.current().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(16), 0, px(16), px(14))
        outer.setSpacing(0)
        self.head = PageHead(self.title)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(px(8))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        outer.addWidget(self.head)
        outer.addLayout(self._notices)
        outer.addLayout(self.body, 1)
        self._failure: Notice | None = None
        self._stale = True
        self.build()

    # --- what a page fills in ---------------------------------------------------------------------------------------

    def build(self) -> None:
        """Make the widgets once; nothing is read here."""

    def arrive(self, **arguments: Any) -> None:
        """Take note of what the visitor wants to see."""

    def refresh(self) -> None:
        """Read again what the page shows."""

    def edit(self) -> None:
        """F2: where nothing can be edited, say so, as do the keys below."""
        self.shell.say("Trang này không có gì để sửa bằng F2.")

    def reload(self) -> None:
        """F5: read again."""
        self.refresh()

    def seek(self) -> None:
        """Ctrl+F: a page without a box to search in searches everywhere."""
        self.shell.find_asked.emit()

    def add_new(self) -> None:
        """Ctrl+N."""
        self.shell.say("Trang này không thêm gì bằng Ctrl+N.")

    def save(self) -> None:
        """Ctrl+S: pages save by themselves, so it only says so."""
        self.shell.say("Mọi thay đổi đã được lưu.")

    def remove(self) -> None:
        """Del."""
        self.shell.say("Trang này không có gì để xóa bằng Del.")

    def export(self) -> None:
        """Ctrl+E."""
        self.shell.say("Trang này không xuất ra Excel; hồ sơ xuất ở trang Hồ sơ, danh sách ở bước 4.")

    def print_out(self) -> None:
        """Ctrl+P."""
        self.shell.say("Trang này không có gì để in; văn bản in ở bước 4 và 5.")

    def leave(self) -> None:
        """Esc."""

    def take_focus(self) -> None:
        """Put the focus where work on the page begins: the way out of emptiness, its first list, its first pane."""
        if any(empty.take_focus() for empty in self.findChildren(Empty)):
            return
        panes = [pane for pane in self.panes() if pane.isVisible()]
        lists = [pane for pane in panes if pane.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if not any(enter(pane) for pane in lists or panes):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the widgets F6 goes through."""
        return (self,)

    # --- what the frame calls ---------------------------------------------------------------------------------------

    def hear(self, changes: Changes) -> None:
        """Read again after a change of what the page shows: now when it is seen, else when it is next shown."""
        if not self.shows & changes.kinds:
            return
        self.make_stale()

    def make_stale(self) -> None:
        """Read again: now when the page is seen, else when it is next shown."""
        self._stale = True
        if self.isVisible():
            self.freshen()

    def freshen(self) -> None:
        """Read again if anything changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    # --- what is being typed ----------------------------------------------------------------------------------------

    def draft_title(self) -> str:
        """Name what is being typed, for the clerk who finds it again."""
        return self.title

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return what `resume` needs to open the same form again."""
        return {}

    def resume(self, **place: Any) -> None:
        """Open the form again that something was being typed into; the fields are filled by the window."""
        self.arrive(**place)

    def written(self) -> None:
        """Take what the fields say as kept, after work of the page was done."""
        typed.let_go(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Freshen a page that is shown again."""
        super().showEvent(event)
        self.freshen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nobody wait for what the page that is left was still reading."""
        super().hideEvent(event)
        if not event.spontaneous() and self.shell.operations.put_off(self.name):
            self._stale = True

    # --- work -------------------------------------------------------------------------------------------------------

    def ask(self, work: Callable[[], T], then: Callable[[T], object], *, key: str | None = None) -> None:
        """Read off the window's thread; `then` gets the result. Of questions with one `key` only the newest counts."""
        self.shell.operations.ask(_Reader(self), work, then, key=f"{self.name}.{key}" if key else None)

    def find_behind(self, work: Callable[[], T], then: Callable[[T], object], *, key: str) -> None:
        """Read something long that nobody waits for, while the clerk goes on; the newest with one `key` counts."""
        run: Callable[[Progress], T] = lambda _progress: work()  # noqa: E731
        self.shell.operations.behind(_Reader(self), run, then, key=f"{self.name}.{key}")

    def compute(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object],
        *,
        label: str,
        key: str | None = None,
        while_shown: bool = False,
    ) -> None:
        """Read for long, with progress and "Dừng" in the status bar.

        `while_shown`: what `refresh` asks for; it is put off when the page is left, and asked again when it is shown.
        """
        named = f"{self.name}.{key}" if key else None
        self.shell.operations.compute(_Reader(self), work, then, key=named, label=label, while_shown=while_shown)

    def act(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        *,
        label: str = "Đang ghi",
        changes: Callable[[T], Changes | None] | None = None,
    ) -> None:
        """Change something; what changed is told to every page. `changes` is needed where `work` returns no Changes."""
        self.shell.operations.act(self, work, then, label=label, changes=changes)

    # --- notices ----------------------------------------------------------------------------------------------------

    def notify(
        self,
        mark: Mark,
        text: str,
        *,
        strong: str = "",
        details: tuple[str, ...] = (),
        action: tuple[str, Callable[[], None]] | None = None,
        more: tuple[str, Callable[[], None]] | None = None,
        below: QWidget | None = None,
        closable: bool = True,
    ) -> Notice:
        """Put a notice under the head; it can be closed, unless it waits for an answer."""
        notice = Notice(
            mark, text, strong=strong, details=details, action=action, more=more, closable=closable, below=below
        )
        notice.closed.connect(lambda: self.withdraw(notice))
        self._notices.addWidget(notice)
        self._notices.setContentsMargins(0, 0, 0, theme.current().px(10))
        return notice

    def withdraw(self, notice: Notice) -> None:
        """Take a notice away."""
        if notice is self._failure:
            self._failure = None
        self._notices.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        if not self._notices.count():
            self._notices.setContentsMargins(0, 0, 0, 0)

    def notify_done(self, text: str, way: tuple[str, Callable[[], None]]) -> None:
        """Say that something was kept, with one way on."""
        self.clear_notices()
        self.notify(Mark.OK, text, action=way)

    def clear_notices(self) -> None:
        """Take all notices away."""
        self._failure = None
        clear(self._notices)
        self._notices.setContentsMargins(0, 0, 0, 0)

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say why work was refused."""
        self._fail(sentence, details, None)

    def _fail(self, sentence: str, details: tuple[str, ...], action: tuple[str, Callable[[], None]] | None) -> None:
        self.clear_failure()
        more: tuple[str, Callable[[], None]] | None = None
        if isinstance(sentence, Unexpected):
            report = sentence.report
            more = ("Chép chi tiết", lambda: self._copy(report))
        self._failure = self.notify(Mark.BAD, sentence, details=details, action=action, more=more)

    def _copy(self, report: str) -> None:
        QApplication.clipboard().setText(report)
        self.shell.say("Đã chép chi tiết lỗi, không có dữ liệu của sổ; dán vào tin gửi người hỗ trợ.")

    def clear_failure(self) -> None:
        """Take an earlier failure away."""
        if self._failure is not None:
            self.withdraw(self._failure)


class _Reader:
    """A page as the owner of reading: a failure offers to try again."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        self._page._fail(sentence, details, ("Thử lại", self._page.reload))

    def clear_failure(self) -> None:
        self._page.clear_failure()


def enter(pane: QWidget) -> bool:
    """Put the focus into a pane: on itself, or on the first thing in it that takes focus; tell whether there is any."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True
    for inner in pane.findChildren(QWidget):
        if inner.isVisible() and inner.isEnabled() and inner.focusPolicy() & Qt.FocusPolicy.TabFocus:
            inner.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
