"""Gộp hai hồ sơ: both side by side, a choice for each field they differ in, and what will move."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from ...domain.merging import MergeChoices, MergeView, Side
from ...domain.records import RECORD_LABELS, Subject
from ...domain.text import join_words, number_text
from ...domain.upkeep import Changes, Kind
from ...services import identity, merging
from .. import theme
from ..kit.boxes import Box, Card, Scroll, bare, clear, column, row
from ..kit.buttons import button
from ..kit.fields import helped_by
from ..kit.labels import FoldLabel, hairline, label
from ..kit.marks import Mark
from ..kit.notice import Notice
from ..kit.options import option_line
from ..page import Page

_WHY = (
    "Hồ sơ bên trái được giữ. Mọi thành tích, chức vụ, đăng ký của hồ sơ bên phải chuyển sang; Ctrl+Z lấy lại cả hai."
)


class MergePage(Page):
    """Two records of one kind made one."""

    name = "merge"
    title = "Gộp hai hồ sơ"
    place = "records"
    step = 1
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.IMPORTS})

    def build(self) -> None:
        """Make the frame the choices are laid into."""
        self._pair: tuple[str, str] | None = None
        self._view: MergeView | None = None
        self.choices: dict[str, QButtonGroup] = {}
        self._rows = 0
        self.grid = QGridLayout()
        px = theme.current().px
        self.grid.setContentsMargins(px(14), px(10), px(14), px(10))
        self.grid.setHorizontalSpacing(px(16))
        self.grid.setVerticalSpacing(px(8))
        for place, share in enumerate((0, 4, 4, 2)):
            self.grid.setColumnStretch(place, share)
        self.grid.setColumnMinimumWidth(0, px(130))
        self.notes = column(gap=8, margins=(14, 0, 14, 8))
        inside = column(self.grid, self.notes, None, gap=6)
        self.what = FoldLabel("", "second")
        self.apart = button("Không phải một", self._tell_apart, tip="Ghi nhớ rằng đây là hai, không hỏi lại")
        self.swap = button("Đổi bên", self._swap, icon="refresh-cw", tip="Giữ hồ sơ kia")
        self.merge = button("Gộp hồ sơ", self.save, kind="primary", key="Ctrl+S")
        foot = row(margins=(12, 8, 12, 8))
        foot.addWidget(self.apart)
        foot.addWidget(self.swap)
        foot.addWidget(self.what, 1)
        foot.addWidget(button("Thôi", self.leave, tip="Thôi (Esc)"))
        foot.addWidget(self.merge)
        head = column(label(_WHY, "second", wrap=True), margins=(14, 10, 14, 8))
        self.well = Scroll(bare(inside), "Hai hồ sơ cạnh nhau")
        card = Card(head, hairline())
        card.body.addWidget(self.well, 1)
        card.body.addWidget(Box(foot, "foot"))
        self.body.addWidget(card, 1)

    def arrive(self, keep: str | None = None, leave: str | None = None, **_rest: Any) -> None:
        """Take two records in hand, the first to be kept."""
        if keep is not None and leave is not None:
            self._pair = keep, leave
            self._show(None)
            self.clear_notices()
            self.make_stale()

    def refresh(self) -> None:
        """Read both records."""
        ctx, pair = self.ctx, self._pair
        if pair is not None:
            self.ask(lambda: merging.look(ctx, *pair), self._show, key="look")

    # --- showing ----------------------------------------------------------------------------------------------------

    def _show(self, view: MergeView | None) -> None:
        self._view = view
        clear(self.grid)
        clear(self.notes)
        self.choices, self._rows = {}, 0
        for made in (self.apart, self.swap, self.merge):
            made.setEnabled(view is not None)
        self.what.setText(_what(view) if view else "")
        if view is None:
            return
        self._heads(view.kept, view.gone)
        for item in view.fields:
            if item.differs:
                self._choice(item.field, item.heading, ((Side.KEPT, item.kept), (Side.GONE, item.gone)), item.offered)
        for conflict in view.conflicts:
            sides = ((Side.KEPT, conflict.kept), (Side.GONE, conflict.gone), (Side.BOTH, "giữ cả hai"))
            self._choice(conflict.key, conflict.heading, sides, Side.BOTH)
        for item in view.fields:
            if not item.differs:
                self._line(item.heading, item.kept)
        self._tell(view)

    def _heads(self, kept: Subject, gone: Subject) -> None:
        for place, (words, subject) in enumerate((("Hồ sơ được giữ", kept), ("Hồ sơ gộp vào", gone)), start=1):
            name = FoldLabel(subject.name, "strong")
            head = column(label(f"{words} · mã {subject.code}", "caption"), name, gap=1)
            self.grid.addWidget(bare(head), 0, place)

    def _choice(self, key: str, heading: str, sides: tuple[tuple[Side, str], ...], offered: Side) -> None:
        place = self._next_row()
        self.grid.addWidget(label(heading, "second"), place, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self.well)
        self.choices[key] = group
        for number, (side, words) in enumerate(sides, start=1):
            made = QRadioButton()
            helped_by(made, "merge.side")
            made.setProperty("side", side.value)
            made.setChecked(side is offered)
            group.addButton(made)
            self.grid.addWidget(bare(option_line(words, made)), place, number, Qt.AlignmentFlag.AlignTop)
            made.setAccessibleName(f"{heading}: {words}")

    def _next_row(self) -> int:
        self._rows += 1
        return self._rows

    def _line(self, heading: str, words: str) -> None:
        place = self._next_row()
        self.grid.addWidget(label(heading, "second"), place, 0)
        self.grid.addWidget(FoldLabel(words), place, 1)
        self.grid.addWidget(label("giống nhau", "caption"), place, 2)

    def _tell(self, view: MergeView) -> None:
        if view.conflicts:
            words = "Hai bên ghi khác nhau; giữ cả hai thì thẻ hồ sơ đánh dấu mâu thuẫn để sửa sau."
            strong = f"{len(view.conflicts)} chỗ cùng năm mà khác nhau."
            self.notes.addWidget(Notice(Mark.WARN, words, strong=strong))
        for note in view.notes:
            self.notes.addWidget(Notice(Mark.INFO, note))

    def side(self, key: str) -> Side:
        """Return which side is chosen of a field or conflict."""
        return next(Side(str(made.property("side"))) for made in self.choices[key].buttons() if made.isChecked())

    # --- what the clerk does ----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Merge as chosen."""
        view, ctx = self._view, self.ctx
        if view is None:
            return
        conflicts = {item.key for item in view.conflicts}
        chosen = {key: self.side(key) for key in self.choices}
        take = frozenset(key for key, side in chosen.items() if key not in conflicts and side is Side.GONE)
        sides = {key: side for key, side in chosen.items() if key in conflicts}
        keep, leave = view.kept.code, view.gone.code
        code = leave if "code" in take else keep
        self._act(
            lambda: merging.merge(ctx, keep, leave, MergeChoices(take=take, sides=sides)),
            lambda: self.shell.go("records", subject=code),
        )

    def _tell_apart(self) -> None:
        view, ctx = self._view, self.ctx
        if view is not None:
            one, other = view.kept.code, view.gone.code
            self._act(lambda: identity.tell_apart(ctx, one, other), self.leave)

    def _act(self, work: Any, then: Any) -> None:
        def done(_changes: Changes) -> None:
            self._pair = None
            self._show(None)
            then()

        self.act(lambda _progress: work(), done, label="Đang ghi")

    def _swap(self) -> None:
        if self._pair is not None:
            self.arrive(self._pair[1], self._pair[0])

    def take_focus(self) -> None:
        """Begin in the choices."""
        self.well.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choices."""
        return (self.well,)

    def leave(self) -> None:
        """Go back to the records."""
        self.shell.go("records")


def _what(view: MergeView) -> str:
    moved = join_words(f"{number_text(count)} {RECORD_LABELS[table].lower()}" for table, count in view.moved.items())
    parts = [f"Chuyển {moved}" if moved else "Không có dòng nào phải chuyển"]
    if view.joined:
        parts.append(f"{number_text(view.joined)} dòng trùng thành một")
    if view.references:
        parts.append(f"{number_text(view.references)} dòng khác trỏ sang")
    return "; ".join(parts)
