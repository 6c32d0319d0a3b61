"""The window's care for what is being typed: kept every five seconds, offered again at the next start."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ..domain.drafts import Draft, DraftSet, TypedField
from ..domain.errors import UserError
from ..services import drafts
from . import texts
from .kit import typed
from .kit.boxes import bare, row
from .kit.buttons import button
from .kit.marks import Mark
from .page import Page
from .shell import Shell

EVERY = 5000
"""Milliseconds between two looks at what is being typed."""
_LOOK = 60
_PATIENCE = 100  # looks at a form that is opening before what has no field any more is shown as words


class DraftDesk(QObject):
    """`pages` gives the pages there are, `go` brings one on the stage.

    What was found from the last time stays kept beside what is typed now until the clerk has answered.
    """

    def __init__(
        self, shell: Shell, pages: Callable[[], Mapping[str, Page]], go: Callable[[str], Page], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell, self._pages, self._go = shell, pages, go
        self._waiting: tuple[Draft, ...] = ()
        self._kept: tuple[Draft, ...] = ()
        self._told = ""
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self.keep)
        shell.operations.acted.connect(self._written)

    def start(self, page: Page, *, sudden: bool) -> None:
        """Offer what was being typed the last time, say so when the program had gone suddenly, and begin to keep."""
        found = drafts.kept(self._shell.ctx)
        if found is not None:
            self._waiting = self._kept = found.drafts
            self._offer(page, found, sudden=sudden)
        elif sudden:
            page.notify(Mark.INFO, texts.STOPPED_WITHOUT_DRAFT, strong=texts.STOPPED, action=self._to_the_log())
        self._clock.start()

    def stop(self) -> None:
        """Keep a last time, at once: the window is going."""
        if self._clock.isActive():
            self._clock.stop()
            held = self._held()
            if held != self._kept:
                try:
                    drafts.keep(self._shell.ctx, held)
                except UserError:
                    return  # the window goes all the same, as it was asked to

    def keep(self) -> None:
        """Keep what is typed now, when it is not what was kept last; written behind the clerk's work."""
        held, ctx = self._held(), self._shell.ctx
        if held != self._kept:
            self._kept = held
            self._shell.operations.behind(self, lambda _progress: drafts.keep(ctx, held))

    def fail(self, sentence: str, details: tuple[str, ...] = ()) -> None:
        """Say once that what is typed could not be kept; it is tried again with the next letter."""
        self._kept = ()
        if sentence != self._told:
            self._told = sentence
            self._shell.say(f"Chưa giữ được nội dung đang nhập: {sentence}")

    def clear_failure(self) -> None:
        """Leave the sentence in the status bar."""

    # --- what is typed ----------------------------------------------------------------------------------------------

    def _held(self) -> tuple[Draft, ...]:
        return (*self._waiting, *(draft for page in self._pages().values() if (draft := _draft_of(page)) is not None))

    def _written(self, owner: object) -> None:
        if isinstance(owner, Page):
            owner.written()

    # --- what was typed the last time -------------------------------------------------------------------------------

    def _offer(self, page: Page, found: DraftSet, *, sudden: bool) -> None:
        titles = "; ".join(draft.title for draft in found.drafts)
        buttons = row(
            button("Xem và giữ", lambda: self._take(page), kind="small"),
            button("Bỏ", lambda: self._drop(page), kind="small"),
            None,
            gap=8,
        )
        strong = f"{texts.STOPPED} " if sudden else ""
        self._notice = page.notify(
            Mark.WARN,
            f"{titles}.",
            strong=f"{strong}Có nội dung đang nhập lúc {found.at:%H:%M} chưa lưu:",
            below=bare(buttons),
            closable=False,
        )

    def _drop(self, page: Page) -> None:
        self._waiting = ()
        page.withdraw(self._notice)
        self.keep()

    def _take(self, page: Page) -> None:
        """Bring every form back, one after another; the first stays on the stage."""
        page.withdraw(self._notice)
        waiting, self._waiting = self._waiting, ()
        self._next(list(reversed(waiting)))

    def _next(self, left: list[Draft]) -> None:
        if left:
            _Return(self._shell, self._go, left.pop(0), lambda: self._next(left), self)

    @property
    def returning(self) -> bool:
        """Whether a form is on its way back."""
        return bool(self.findChildren(_Return))

    def _to_the_log(self) -> tuple[str, Callable[[], None]]:
        return ("Gửi nhật ký", lambda: self._shell.go("settings", section="support"))


def _draft_of(page: Page) -> Draft | None:
    found = tuple(TypedField(name, typed.words(field)) for name, field in typed.typed(page))
    if not any(field.words.strip() for field in found):
        return None
    return Draft(page=page.name, title=page.draft_title(), place=page.draft_place(), fields=found)


class _Return(QObject):
    """One draft on its way back: its page is opened, and its fields are filled as soon as they are there."""

    def __init__(
        self, shell: Shell, go: Callable[[str], Page], draft: Draft, then: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell, self._draft, self._then = shell, draft, then
        self._looks = self._quiet = 0
        self._page = go(draft.page)
        self._page.resume(**draft.place)
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        self._looks += 1
        self._quiet = 0 if self._shell.operations.busy else self._quiet + 1
        there = dict(typed.fields(self._page))
        complete = all(field.name in there for field in self._draft.fields)
        if self._quiet >= 2 and (complete or self._looks > _PATIENCE or self._quiet > _PATIENCE // 5):
            self._clock.stop()
            self._fill()
            self._then()
            self.deleteLater()

    def _fill(self) -> None:
        last: QWidget | None = None
        homeless: list[TypedField] = []
        for told in self._draft.fields:
            field = dict(typed.fields(self._page)).get(told.name)  # anew: one field may bring others
            if field is None or not field.isEnabled():
                homeless.append(told)
                continue
            typed.put(field, told.words)
            last = field
        if last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        if homeless:
            self._show(homeless)

    def _show(self, homeless: list[TypedField]) -> None:
        words = "\n".join(f"{field.name}: {field.words}" for field in homeless)
        self._page.notify(
            Mark.WARN,
            "Ô của nội dung này không còn mở; chép rồi dán vào nơi cần ghi.",
            strong=self._draft.title,
            details=tuple(words.splitlines()),
            action=("Chép", lambda: QApplication.clipboard().setText(words)),
        )
