"""The list of candidates in the order it will be printed, with the acts on one or several of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from ....domain.rounds import CandidateRow
from ....domain.votes import VoteResult
from ...kit.boxes import Box, Card, row
from ...kit.buttons import button, retitle, tool
from ...kit.columns import Align, CellKind, Column
from ...kit.labels import ElideLabel
from ...kit.marks import VERDICTS, Mark
from ...kit.notice import Empty
from ...kit.table import Table
from .votes.wording import votes_bar, votes_text

Votes = Mapping[tuple[str, str], VoteResult]


def votes_column(votes: Callable[[CandidateRow], VoteResult | None]) -> Column:
    """Return the column of the votes for each candidate."""
    return Column(
        key="votes",
        heading="Phiếu đồng ý",
        text=lambda r: votes_text(votes(r)),
        value=lambda r: votes_bar(votes(r)),
        kind=CellKind.BAR,
        width=140,
        optional=True,
        tip=lambda r: found.explanation if (found := votes(r)) is not None else "",
    )


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(key="order", heading="TT", text=lambda r: str(r.candidate.order), width=44, align=Align.RIGHT,
               sort=lambda r: r.candidate.order),
        Column(
            key="subject",
            heading="Đối tượng",
            text=lambda r: r.name,
            value=lambda r: ", ".join(part for part in (r.detail, r.unit_name) if part),
            kind=CellKind.TWO_LINE,
            least=170,
        ),
        Column(
            key="introducer",
            heading="Nơi giới thiệu, nhóm xét",
            text=lambda r: r.introducer_name or "chưa ghi",
            value=lambda r: r.field_label,
            kind=CellKind.TWO_LINE,
            width=176,
            tone=lambda r: "text" if r.introducer_name else "text3",
        ),
        Column(
            key="verdict",
            heading="Khi chọn",
            text=lambda r: r.candidate.frozen.verdict.label,
            value=lambda r: VERDICTS[r.candidate.frozen.verdict],
            kind=CellKind.MARK,
            width=112,
        ),
        Column(
            key="today",
            heading="Khác hôm nay",
            text=today_words,
            value=lambda r: Mark.WARN if r.changed else None,
            kind=CellKind.CHIP,
            width=136,
        ),
        Column(key="model", heading="Mô hình", text=lambda r: r.candidate.model or "", width=130, optional=True),
        Column(key="reason", heading="Lý do", text=lambda r: r.candidate.reason or "", width=130, optional=True,
               tip=lambda r: r.candidate.reason or ""),
    ]  # fmt: skip


def today_words(shown: CandidateRow) -> str:
    """Say what the same question gives today, where it is another answer."""
    return f"Nay {shown.today.label.lower()}" if shown.changed and shown.today is not None else ""


class Listing(Card):
    """`remove_asked(rows)`, `move_asked(row, order)` and `all_eligible_asked()` tell what the clerk wants."""

    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    all_eligible_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._votes: Votes = {}
        self.table = Table(
            "Danh sách chọn",
            [*columns(), votes_column(self._votes_of)],
            key=lambda r: r.candidate.id,
            described=lambda r: today_words(r) or r.candidate.frozen.verdict.label,
            row_height=44,
            many=True,
        )
        self.put_all = button("", self.all_eligible_asked.emit, icon="list-plus", kind="primary")
        self.empty = Empty("Chưa chọn ai.", self.put_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(Box(self._make_foot(), "foot"))
        self.table.picked.connect(self._count)
        self.table.installEventFilter(self)
        self._count()

    def _make_foot(self) -> QHBoxLayout:
        self.hint = ElideLabel("", "second")
        self.remove = button("Bỏ khỏi danh sách", self._remove, icon="user-minus", kind="small")
        self.up = tool("Lên một dòng (Alt+↑)", "arrow-up", lambda: self._move(-1))
        self.down = tool("Xuống một dòng (Alt+↓)", "arrow-down", lambda: self._move(1))
        foot = row(gap=6, margins=(12, 5, 10, 5))
        foot.addWidget(self.hint, 1)
        for widget in (self.up, self.down, self.remove):
            foot.addWidget(widget)
        return foot

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the row in hand with Alt and the arrows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def show_rows(self, rows: Sequence[CandidateRow], eligible: int, *, anybody: bool) -> None:
        """Show the candidates, or how many could be."""
        if anybody:
            self.empty.words.setText("Không có dòng nào khớp ô lọc.")
        elif eligible:
            self.empty.words.setText(f"Chưa chọn ai. {eligible} đối tượng đã đạt điều kiện.")
        else:
            self.empty.words.setText("Chưa chọn ai, và chưa có ai đạt điều kiện. Xem còn thiếu gì ở bước 2.")
        retitle(self.put_all, f"Đưa cả {eligible} vào")
        self.put_all.setVisible(bool(eligible) and not anybody)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.table.show_rows(rows, choose_first=True)
        self._count()

    def show_votes(self, votes: Votes) -> None:
        """Show what the meetings said of the candidates."""
        self._votes = votes
        self.table.viewport().update()

    def _votes_of(self, shown: CandidateRow) -> VoteResult | None:
        return self._votes.get((shown.candidate.subject, shown.candidate.field))

    def _count(self) -> None:
        rows = self.table.selected()
        many = len(rows) > 1
        self.hint.setText(f"Đã chọn {len(rows)} dòng" if many else "Thứ tự này là thứ tự in; Alt+↑↓ đổi chỗ")
        self.remove.setEnabled(bool(rows))
        last = self.table.things.rowCount()
        only = rows[0].candidate.order if len(rows) == 1 else None
        self.up.setEnabled(only is not None and only > 1)
        self.down.setEnabled(only is not None and only < last)

    def _move(self, step: int) -> None:
        shown = self.table.current()
        if shown is None:
            return
        order = shown.candidate.order + step
        if 1 <= order <= self.table.things.rowCount():
            self.move_asked.emit(shown, order)

    def _remove(self) -> None:
        if rows := self.table.selected():
            self.remove_asked.emit(rows)
