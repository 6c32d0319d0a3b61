"""A package beside the records: what is new, changed, in conflict; the ways to merge it or give it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ....domain.imports import RowState
from ....domain.packages import MergeDecisions, MergeRow, MergeSide, PackageState
from ....domain.records import RECORD_LABELS
from ....services.delivery import MergePreview
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from ...kit.buttons import button
from ...kit.chips import Filter, FilterChips
from ...kit.columns import CellKind, Column
from ...kit.fields import DateField, TextField, helped_by
from ...kit.labels import Chip, FoldLabel, hairline, label
from ...kit.marks import ROW_STATES, Mark
from ...kit.notice import Notice
from ...kit.table import Table
from .conflicts import ConflictBoard

_STATES = (
    (RowState.NEW, "Mới"),
    (RowState.CHANGED, "Thay đổi"),
    (RowState.ASK, "Mâu thuẫn"),
    (RowState.SAME, "Không đổi"),
)
_MOST_NOTES = 4


def _columns() -> list[Column]:
    return [
        Column(key="name", heading="Đối tượng", text=lambda r: r.name, kind=CellKind.NAME, least=130),
        Column(key="table", heading="Loại", text=lambda r: RECORD_LABELS[r.table], width=96),
        Column(key="text", heading="Nội dung", text=_text, tip=_text, least=160),
    ]


def _text(item: MergeRow) -> str:
    changes = "; ".join(f"{heading}: {ours or 'trống'} → {theirs}" for heading, ours, theirs in item.changes)
    return changes or item.text


class MergeCard(Card):
    """`merge_asked(decisions)`, `return_asked(reason, due)`; `decided(decisions)`: who is who was answered."""

    merge_asked = Signal(object)
    return_asked = Signal(str, object)
    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.preview: MergePreview | None = None
        self._decisions = MergeDecisions()
        self.whole = Chip(Mark.OK, "Tệp nguyên vẹn")
        self.head = CardHead("", self.whole)
        self.chips = FilterChips(
            [Filter(state.value, text, ROW_STATES[state]) for state, text in _STATES], "Dòng của gói"
        )
        self.chips.picked.connect(lambda _key: self._fill())
        self.count = FoldLabel("", "second")
        self.notes = column(gap=6)
        self.board = ConflictBoard()
        self.board.sided.connect(self._side)
        self.board.told.connect(self._tell)
        inside = column(self.board, bare(column(self.notes, margins=(14, 0, 14, 10))), None, gap=0)
        self.choices = Scroll(bare(inside), "Chỗ phải chọn, phải xem")
        self.table = Table("Các dòng của gói", _columns(), key=id)
        self._lay_out()

    def _lay_out(self) -> None:
        self.reason = TextField("Lý do", hint="Lý do chọn, hoặc chỗ cần sửa khi trả lại")
        helped_by(self.reason, "units.reason")
        self.due = DateField("Hạn gửi lại")
        helped_by(self.due, "units.due")
        self.give_back = button("Trả lại kèm lý do", self._return)
        self.merge = button("Gộp vào sổ", self._merge, kind="primary")
        self.state = label("", "second", wrap=True)
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.chips.append(self.count)
        self.body.addWidget(bare(row(self.chips, margins=(14, 8, 12, 8))))
        self.body.addWidget(self.choices, 3)
        self.body.addWidget(self.table, 2)
        self.asked = bare(row(self.reason, label("Hạn gửi lại", "second"), self.due, margins=(12, 8, 12, 6)))
        self.body.addWidget(self.asked)
        foot = row(margins=(12, 6, 12, 6))
        foot.addWidget(self.state, 1)
        foot.addWidget(self.give_back)
        foot.addWidget(self.merge)
        self.body.addWidget(Box(foot, "foot"))

    def show_preview(self, found: MergePreview) -> None:
        """Show a package; what was typed for another one is put away."""
        if self.preview is None or self.preview.opened.digest != found.opened.digest:
            self.reason.clear()
            self.due.show_day(None)
        self.preview, self._decisions = found, found.decisions
        opened = found.opened
        self.head.title.setText(found.unit.name)
        self.head.note.setText(f"{opened.file}, lập {opened.manifest.at:%H:%M %d/%m/%Y}")
        self.chips.set_counts({state.value: found.count(state) for state, _ in _STATES})
        self.count.setText(f"{len(found.rows)} dòng, không dòng nào bị bỏ qua")
        clear(self.notes)
        for note in _notes(found):
            self.notes.addWidget(note)
        asked = ((), ()) if self.merged else (found.conflicts, found.identified.doubts)
        self.board.show_open(*asked)
        self.choices.setVisible(any(asked) or bool(self.notes.count()))
        first = next((state for state, _ in _STATES if found.count(state) and state is not RowState.ASK), RowState.SAME)
        self.chips.choose(first.value)
        self._fill()
        self._say()

    def _fill(self) -> None:
        if self.preview is not None:
            self.table.show_rows([item for item in self.preview.rows if item.state.value == self.chips.key])

    @property
    def merged(self) -> bool:
        """Whether the package was merged already."""
        return self.preview is not None and _is_merged(self.preview)

    def _open(self) -> int:
        if self.preview is None:
            return 0
        sides = self._decisions.sides
        return sum(item.key not in sides for item in self.preview.conflicts) + len(self.preview.identified.open)

    def _say(self) -> None:
        found = self.preview
        if found is None:
            return
        left = self._open()
        news = found.count(RowState.NEW) + found.count(RowState.CHANGED)
        before = found.before
        if self.merged and before is not None and before.merged_at is not None:
            self.state.setText(f"Đã gộp gói này {before.merged_at:%d/%m/%Y}; không có gì mới.")
        elif found.errors:
            self.state.setText(f"Gói có {len(found.errors)} chỗ sai; trả lại đơn vị sửa.")
        else:
            chosen = f", còn {left} chỗ chưa chọn" if left else ""
            self.state.setText(f"Gộp {news} dòng mới, thay đổi{chosen}.")
        self.merge.setEnabled(not (left or found.errors or self.merged))
        known = before is not None and not self.merged
        self.give_back.setEnabled(known)
        self.asked.setVisible(not self.merged)

    def _side(self, key: str, side: MergeSide) -> None:
        self._decisions = MergeDecisions(
            sides={**self._decisions.sides, key: side}, who=self._decisions.who, reason=self._decisions.reason
        )
        self._say()

    def _tell(self, code: str, who: str) -> None:
        if self._decisions.who.get(code) != who:
            # Another answer makes other rows of these, so what was chosen between them is asked again.
            self.decided.emit(MergeDecisions(who={**self._decisions.who, code: who}))

    def _merge(self) -> None:
        chosen = self._decisions
        self.merge_asked.emit(MergeDecisions(sides=chosen.sides, who=chosen.who, reason=self.reason.value() or ""))

    def _return(self) -> None:
        if self.due.fault() is None:
            self.return_asked.emit(self.reason.value() or "", self.due.day())
        else:
            self.due.setFocus()


def _is_merged(found: MergePreview) -> bool:
    return found.before is not None and found.before.state is PackageState.MERGED


def _notes(found: MergePreview) -> Sequence[QWidget]:
    if _is_merged(found):
        return ()
    told = [Notice(Mark.WARN, words) for words in found.notes]
    before = found.before
    if before is not None and before.state is PackageState.RETURNED and before.reason:
        told.append(Notice(Mark.WARN, before.reason, strong="Đã trả lại:"))
    if found.errors:
        told.append(
            Notice(Mark.BAD, "Gói có chỗ sai nên không gộp được.", details=tuple(i.message for i in found.errors))
        )
    warned = [item.message for item in found.issues if item not in found.errors]
    if warned:
        words = f"Có {len(warned)} chỗ nên xem lại sau khi gộp."
        told.append(Notice(Mark.INFO, words, details=tuple(dict.fromkeys(warned))[:_MOST_NOTES]))
    return told
