"""Các việc vừa làm: the last fifty acts, newest first; going back one, or to any of them at once, and forward again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget

from ...domain.text import number_text
from ...domain.upkeep import Act, Changes, Kind
from ...services import undoing
from ..kit.boxes import Box, Card, row
from ..kit.buttons import button, retitle
from ..kit.columns import CellKind, Column
from ..kit.labels import FoldLabel
from ..kit.notice import Empty
from ..kit.table import Table
from ..page import Page

_NONE = "Chưa có việc nào. Mỗi việc ghi vào sổ sẽ hiện ở đây và hoàn tác được."
_BACK = "Lùi đến trước việc này"
_HINT = "Chọn một việc để lùi đến trước việc đó; việc đã hoàn tác làm lại được cho đến khi có việc mới"


def columns() -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column(
            key="at", heading="Lúc", text=lambda act: f"{act.at:%H:%M %d/%m/%Y}", width=134, sort=lambda act: act.id
        ),
        Column(key="label", heading="Việc", text=lambda act: act.label, kind=CellKind.NAME, tone=_tone, tip=_label),
        Column(key="who", heading="Ai", text=lambda act: act.who, width=140, optional=True, tone=_tone),
        Column(
            key="state",
            heading="Trạng thái",
            text=lambda act: "đã hoàn tác" if act.undone else "",
            tone=_tone,
            width=110,
        ),
    )


def _tone(act: Act) -> str:
    return "text3" if act.undone else "text"


def _label(act: Act) -> str:
    return act.label


class ActsPage(Page):
    """The list of acts with the ways back under it."""

    name = "acts"
    title = "Các việc vừa làm"
    shows = frozenset(Kind)

    def build(self) -> None:
        """Make the list and its foot."""
        self._back = "records"
        self.head.add(
            button("Hoàn tác", self._undo_last, icon="history", key="Ctrl+Z"),
            button("Làm lại", self._redo, icon="refresh-cw", key="Ctrl+Y"),
        )
        self.table = Table("Các việc vừa làm", columns(), key=lambda act: act.id)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.stage.addWidget(Empty(_NONE))
        self.hint = FoldLabel(_HINT, "second")
        self.alone = button("Chỉ hoàn tác việc này", self._undo_alone)
        self.go_back = button(_BACK, self._go_back, kind="primary", icon="history")
        foot = row(margins=(12, 8, 12, 8))
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.alone)
        foot.addWidget(self.go_back)
        card = Card(self.stage, Box(foot, "foot"))
        card.body.setStretch(0, 1)
        self.body.addWidget(card, 1)
        self.table.chosen.connect(lambda _act: self._show_way())

    def arrive(self, back: str = "records", **_rest: Any) -> None:
        """Remember where Esc leads."""
        self._back = back if back != self.name else self._back

    def refresh(self) -> None:
        """Read the acts."""
        ctx = self.ctx
        self.ask(lambda: undoing.steps(ctx), self._have, key="acts")

    def _have(self, acts: tuple[Act, ...]) -> None:
        self.table.show_rows(acts, choose_first=True)
        self.stage.setCurrentIndex(0 if acts else 1)
        self._show_way()

    def _show_way(self) -> None:
        act = self._act_in_hand()
        standing = [item for item in self.table.things.things() if not item.undone]
        count = sum(item.id >= act.id for item in standing) if act else 0
        usable = act is not None and not act.undone
        self.alone.setEnabled(usable and count > 1)
        self.go_back.setEnabled(usable)
        retitle(self.go_back, f"Hoàn tác {number_text(count)} việc" if count > 1 else "Hoàn tác việc này")
        if not usable or act is None:
            self.hint.setText("Việc này đã được hoàn tác" if act else _HINT)
        elif count > 1:
            self.hint.setText(f"Từ việc mới nhất lùi đến hết “{act.label}”")
        else:
            self.hint.setText(_HINT)

    def _act_in_hand(self) -> Act | None:
        act = self.table.current()
        return act if isinstance(act, Act) else None

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def _go_back(self) -> None:
        ctx, act = self.ctx, self._act_in_hand()
        if act is not None:
            self._do(lambda: undoing.undo_back_to(ctx, act.id))

    def _undo_alone(self) -> None:
        ctx, act = self.ctx, self._act_in_hand()
        if act is not None:
            self._do(lambda: undoing.undo_one(ctx, act.id))

    def _undo_last(self) -> None:
        self.shell.undo_asked.emit()

    def _redo(self) -> None:
        self.shell.redo_asked.emit()

    def _do(self, work: Any) -> None:
        def told(changes: Changes) -> Changes:
            return Changes(changes.kinds, changes.sentence)

        self.act(lambda _progress: work(), label="Đang hoàn tác", changes=told)

    def panes(self) -> tuple[Any, ...]:
        """Return the list."""
        return (self.table,)

    def leave(self) -> None:
        """Go back where the clerk came from."""
        self.shell.go(self._back)
