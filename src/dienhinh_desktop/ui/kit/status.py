"""The bar at the foot of the window: what was saved, the act that can be taken back, work under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from .. import icons, theme
from .boxes import row
from .buttons import button, retitle
from .labels import ElideLabel, label
from .marks import Mark, MarkIcon
from .sharing import Sharing, fitting

_PARTED = "   ·   "
WORD_AFTER, BAR_AFTER, UNDO_FOR = 300, 1000, 20_000


class StatusLine(Sharing):
    """`undo_asked`: the clerk takes the last act back; `stop_asked`: the clerk stops the work under way.

    `redo_asked`: the clerk does again what was taken back; `acts_asked`: the clerk wants to see what was done last.
    `safety_asked`: the clerk wants to see the backups.
    """

    undo_asked = Signal()
    redo_asked = Signal()
    acts_asked = Signal()
    stop_asked = Signal()
    safety_asked = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._clock = clock
        self._tick = label()
        self._tick.setPixmap(icons.icon("check", "ok").pixmap(theme.current().px(16), theme.current().px(16)))
        self.saved = label("", "second")
        self.sentence = ElideLabel("", "second")
        self.undo = button("Hoàn tác", self.undo_asked.emit, kind="quiet", key="Ctrl+Z")
        self.undo.setProperty("kind", "statuslink")
        self.redo = button("Làm lại", self.redo_asked.emit, kind="statuslink", key="Ctrl+Y")
        self.acts = button(
            "Các việc vừa làm", self.acts_asked.emit, kind="statuslink", tip="Các việc vừa làm (Ctrl+Shift+Z)"
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.current().px(140))
        self.doing = label("", "second")
        self.stop = button("Dừng", self.stop_asked.emit, kind="statuslink")
        self.safety = button("", self.safety_asked.emit, kind="statusfact")
        self._old = MarkIcon(Mark.WARN, 14)
        self.facts = ElideLabel("", "second")
        self._facts: tuple[str, ...] = ()
        self._warned = False
        hidden = (self.saved, self.sentence, self.undo, self.redo, self.bar, self.doing, self.stop, self._tick)
        for widget in (*hidden, self._old, self.safety):
            widget.hide()
        self.setLayout(
            row(
                self._tick,
                self.saved,
                self.sentence,
                self.undo,
                self.redo,
                self.doing,
                self.bar,
                self.stop,
                None,
                self.acts,
                self._old,
                self.safety,
                self.facts,
                gap=8,
                margins=(14, 0, 14, 0),
            )
        )
        self._takes = (self.undo, self.redo, self.doing, self.bar, self.stop)
        self.setFixedHeight(theme.current().px(27))
        self._hide_undo = QTimer(self, singleShot=True, interval=UNDO_FOR)
        self._hide_undo.timeout.connect(lambda: self._hide(self.undo, self.redo))
        self._word = QTimer(self, singleShot=True, interval=WORD_AFTER)
        self._word.timeout.connect(self._show_word)
        self._long = QTimer(self, singleShot=True, interval=BAR_AFTER)
        self._long.timeout.connect(self._show_bar)

    def tell_saved(self, sentence: str, *, undoable: bool) -> None:
        """Say that something was saved now, what it was, and offer to take it back."""
        self.saved.setText(f"Đã lưu lúc {self._clock():%H:%M}")
        self._show(self._tick, self.saved)
        self.say(sentence)
        self.undo.setVisible(undoable)
        if undoable:
            self._hide_undo.start()

    def offer_redo(self) -> None:
        """Offer to do again what was just taken back."""
        self.redo.show()
        self._hide_undo.start()

    def say(self, sentence: str) -> None:
        """Put a sentence in the bar and read it to screen readers."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self._tick.setVisible(bool(sentence) or self.saved.isVisibleTo(self))
        self._hide(self.undo, self.redo)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def show_facts(self, texts: tuple[str, ...]) -> None:
        """Say at the right end what the page rests on."""
        self._facts = texts
        self.share()

    def share(self) -> None:
        """Give what was done its room: facts give way part by part, then backups in order, then the time of saving."""
        px = theme.current().px
        takes = [widget for widget in self._takes if not widget.isHidden()]
        room = self.width() - px(28 + 16 + 8) - sum(widget.sizeHint().width() + px(8) for widget in takes)
        backups: tuple[QWidget, ...] = (self._old, self.safety) if self._warned else (self.safety,)
        lines: list[tuple[QWidget, ...]] = [(self.sentence,), (self.acts,), (self.saved,)]
        lines.insert(1 if self._warned else 3, backups)
        for told in lines:
            needed = sum(widget.sizeHint().width() + px(8) for widget in told)
            fits = bool(told[-1].text()) and (needed <= room or told[0] is self.sentence)  # type: ignore[attr-defined]
            room -= needed if fits else 0
            for widget in told:
                widget.setVisible(fits)
        self._old.setVisible(self._warned and not self.safety.isHidden())
        shown = fitting(self._facts, _PARTED, room, self.facts.fontMetrics().horizontalAdvance)
        self.facts.setText(shown)
        self.facts.setVisible(bool(shown))

    def show_safety(self, words: str, *, warn: bool) -> None:
        """Say how old the newest backup is; no words hide it."""
        retitle(self.safety, words)
        self.safety.setToolTip("Mở danh sách bản sao lưu")
        self._warned = warn
        self.share()

    def begin(self, what: str) -> None:
        """Work began: say nothing before 0.3 s, a word until 1 s, then a bar with "Dừng"."""
        self.doing.setText(f"{what}…")
        self.bar.setRange(0, 0)
        self._word.start()
        self._long.start()

    def advance(self, done: int, total: int, what: str) -> None:
        """Show how far the work is ("Đang tính 320/1.200 hồ sơ")."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            count = f" {done:,}/{total:,}".replace(",", ".") if total else ""
            self.doing.setText(f"{what}{count}")

    def end(self) -> None:
        """No work is under way any more."""
        self._word.stop()
        self._long.stop()
        self._hide(self.doing, self.bar, self.stop)

    def _show_word(self) -> None:
        self._show(self.doing)

    def _show_bar(self) -> None:
        self._show(self.doing, self.bar, self.stop)

    def _show(self, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.show()

    def _hide(self, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.hide()
