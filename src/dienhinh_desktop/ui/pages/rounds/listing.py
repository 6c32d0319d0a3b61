"""The list of candidates in the order it will be printed, with the acts on one or several of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QStackedWidget

from ....domain.rounds import CandidateRow
from ....domain.votes import VoteResult
from ...kit.boxes import Box, Card, row
from ...kit.buttons import button, retitle, tool
from ...kit.columns import Align, CellKind, Column
from ...kit.labels import FoldLabel
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


ACTS = {
    "step": "Chuyển bước",
    "field": "Đổi phong trào",
    "leave": "Rút, thay",
    "back": "Đưa lại vào danh sách",
    "introducer": "Ghi thêm nơi giới thiệu",
    "supplement": "Ghi năm bổ sung",
    "remove": "Bỏ khỏi danh sách",
}
"""What can be done to chosen rows, in the words of buttons and of the menu."""


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(key="order", heading="TT", text=lambda r: str(r.number) if r.number else "–", width=40,
               align=Align.RIGHT, sort=lambda r: r.number),
        Column(
            key="subject",
            heading="Đối tượng",
            text=lambda r: r.name,
            value=second_line,
            kind=CellKind.TWO_LINE,
            least=150,
        ),
        Column(
            key="introducer",
            heading="Nơi giới thiệu, nhóm xét",
            text=introducers,
            value=lambda r: r.field_label,
            kind=CellKind.TWO_LINE,
            width=172,
            tone=lambda r: "text" if r.introducers else "text3",
            tip=introducers,
        ),
        Column(
            key="verdict",
            heading="",
            text=lambda r: r.candidate.frozen.verdict.label,
            value=lambda r: VERDICTS[r.candidate.frozen.verdict],
            kind=CellKind.MARK,
            width=32,
            align=Align.CENTRE,
            spoken=lambda r: f"khi chọn: {r.candidate.frozen.verdict.label}",
            tip=lambda r: f"Khi chọn: {r.candidate.frozen.verdict.label}",
        ),
        Column(
            key="step",
            heading="Bước",
            text=lambda r: r.state_name,
            value=lambda r: (r.place, len(r.life)) if r.candidate.left is None else None,
            kind=CellKind.PILLS,
            width=176,
            sort=lambda r: (r.candidate.left is not None, r.place),
            spoken=lambda r: f"bước {r.place} trong {len(r.life)}: {r.state_name}" if r.place else r.state_name,
        ),
        Column(
            key="today",
            heading="Khác hôm nay",
            text=today_words,
            value=lambda r: Mark.WARN if r.changed else None,
            kind=CellKind.CHIP,
            width=136,
            optional=True,
        ),
        Column(key="model", heading="Mô hình", text=lambda r: r.candidate.model or "", width=130, optional=True),
        Column(key="reason", heading="Lý do", text=lambda r: r.candidate.reason or "", width=130, optional=True,
               tip=lambda r: r.candidate.reason or ""),
    ]  # fmt: skip


def second_line(shown: CandidateRow) -> str:
    """Say who the candidate is, what the plan prefers of it, and when it was added."""
    added = f"bổ sung {shown.candidate.supplemented}" if shown.candidate.supplemented else ""
    return ", ".join(part for part in (shown.detail, shown.unit_name, shown.flags, added) if part)


def introducers(shown: CandidateRow) -> str:
    """Name the unit that put the candidate forward; several by the first and how many more."""
    names = [item.name for item in shown.introducers]
    if not names:
        return "chưa ghi"
    return names[0] if len(names) == 1 else f"{names[0]} và {len(names) - 1} nơi nữa"


def today_words(shown: CandidateRow) -> str:
    """Say what the same question gives today, where it is another answer."""
    return f"Nay {shown.today.label.lower()}" if shown.changed and shown.today is not None else ""


def _with_votes(votes: Callable[[CandidateRow], VoteResult | None]) -> list[Column]:
    found = columns()
    place = next(number for number, item in enumerate(found) if item.key == "step")
    return [*found[:place], votes_column(votes), *found[place:]]


class CandidateTable(Table):
    """Rows can be dragged to another place: `dropped(row, order)`."""

    dropped = Signal(object, int)

    def __init__(self, votes: Callable[[CandidateRow], VoteResult | None]) -> None:
        super().__init__(
            "Danh sách chọn",
            _with_votes(votes),
            key=lambda r: r.candidate.id,
            described=lambda r: today_words(r) or r.candidate.frozen.verdict.label,
            row_height=44,
            many=True,
        )
        self._hidden: set[str] = set()
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def hide_columns(self, keys: set[str]) -> None:
        """Hide columns that say nothing now: steps of a plan without any, differences where there are none."""
        for place, column in enumerate(self.things.columns):
            if column.key in keys ^ self._hidden:
                self.setColumnHidden(place, column.key in keys)
        self._hidden = keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep hidden columns hidden."""
        super().resizeEvent(event)
        for place, column in enumerate(self.things.columns):
            if column.key in self._hidden:
                self.setColumnHidden(place, True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take in rows of this list only."""
        if event.source() is self:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Any row is a place to drop on."""
        super().dragMoveEvent(event)
        if event.source() is self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the row in hand was dropped; the list is read again, nothing is moved here."""
        shown, target = self.current(), self.indexAt(event.position().toPoint()).row()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        rows = self.things.things()
        if shown is not None and 0 <= target < len(rows) and rows[target].number and shown.number:
            self.dropped.emit(shown, rows[target].number)


class Listing(Card):
    """`asked(act, rows)`: one of `ACTS` is wanted; `move_asked(row, order)`; `all_eligible_asked()`."""

    asked = Signal(str, object)
    move_asked = Signal(object, int)
    all_eligible_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._locked, self._total = False, 0
        self._votes: Votes = {}
        self.table = CandidateTable(self._votes_of)
        self.put_all = button("", self.all_eligible_asked.emit, icon="list-plus", kind="primary")
        self.empty = Empty("Chưa chọn ai.", self.put_all)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(Box(self._make_foot(), "foot"))
        self.table.picked.connect(self._count)
        self.table.dropped.connect(self.move_asked.emit)
        self.table.installEventFilter(self)
        self._count()

    def _make_foot(self) -> QHBoxLayout:
        self.hint = FoldLabel("", "second")
        self.acts = {
            key: button(ACTS[key], self._asker(key), kind="small") for key in ("step", "field", "leave", "back")
        }
        self.more = tool("Việc khác với dòng đã chọn", "ellipsis", self._open_menu)
        self.remove = button(ACTS["remove"], self._asker("remove"), icon="user-minus", kind="small")
        self.up = tool("Lên một dòng (Alt+↑)", "arrow-up", lambda: self._move(-1))
        self.down = tool("Xuống một dòng (Alt+↓)", "arrow-down", lambda: self._move(1))
        foot = row(gap=6, margins=(12, 5, 10, 5))
        foot.addWidget(self.hint, 1)
        for widget in (self.up, self.down, *self.acts.values(), self.remove, self.more):
            foot.addWidget(widget)
        return foot

    def _asker(self, key: str) -> Callable[[], None]:
        return lambda: self.ask(key)

    def ask(self, key: str) -> None:
        """Ask for an act on the selected rows."""
        if rows := self.table.selected():
            self.asked.emit(key, rows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the row in hand with Alt and the arrows; open the menu of the row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._open_menu(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """Return the menu of the selected rows: all that may be done with them."""
        menu = QMenu(self)
        for key in self.possible():
            menu.addAction(ACTS[key]).triggered.connect(self._asker(key))
        return menu

    def _open_menu(self, place: QPoint | None = None) -> None:
        if self.table.selected():
            self.menu().popup(place or self.more.mapToGlobal(QPoint(0, self.more.height())))

    def possible(self) -> list[str]:
        """Return what may be done with the selected rows, as keys of `ACTS`."""
        rows = self.table.selected()
        left = {shown.candidate.left is not None for shown in rows}
        if not rows or len(left) > 1:
            return []
        if True in left:
            return [] if self._locked else ["back", "remove"]
        stepping = ["step"] if rows[0].life else []
        if self._locked:
            return stepping
        single = ["introducer"] if len(rows) == 1 else []
        return [*stepping, "field", "leave", *single, "supplement", "remove"]

    def show_rows(
        self,
        rows: Sequence[CandidateRow],
        eligible: int,
        *,
        anybody: bool,
        locked: bool = False,
        total: int | None = None,
    ) -> None:
        """Show the candidates of `total` on the list, or how many could be."""
        self._locked = locked
        self._total = total if total is not None else sum(bool(shown.number) for shown in rows)
        if anybody:
            self.empty.words.setText("Không có dòng nào khớp bộ lọc.")
        elif eligible:
            self.empty.words.setText(f"Chưa chọn ai. {eligible} đối tượng đã đạt điều kiện.")
        else:
            self.empty.words.setText("Chưa chọn ai, và chưa có ai đạt điều kiện. Xem còn thiếu gì ở bước 2.")
        retitle(self.put_all, f"Đưa cả {eligible} vào")
        self.put_all.setVisible(bool(eligible) and not anybody and not locked)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.table.setDragEnabled(not locked)
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
        possible = self.possible()
        many = len(rows) > 1
        self.hint.setText(f"Đã chọn {len(rows)} dòng" if many else "Alt+↑↓ đổi thứ tự in")
        for key, made in self.acts.items():
            made.setVisible(key in possible or (key == "step" and not rows))
            made.setEnabled(key in possible)
        self.remove.setEnabled("remove" in possible)
        self.more.setEnabled(bool(possible))
        number = rows[0].number if len(rows) == 1 and not self._locked else 0
        self.up.setEnabled(number > 1)
        self.down.setEnabled(0 < number < self._total)

    def _move(self, step: int) -> None:
        shown = self.table.current()
        if shown is not None and shown.number and not self._locked and 1 <= shown.number + step <= self._total:
            self.move_asked.emit(shown, shown.number + step)
