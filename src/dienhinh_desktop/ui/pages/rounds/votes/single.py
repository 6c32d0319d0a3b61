"""Ballots one by one: what the ballot in hand says of everyone, beside what all of them come to so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from .....domain.council import Sitting
from .....domain.single_ballots import Ballot, BallotAnswer, count
from ....kit.boxes import Box, row
from ....kit.buttons import button, tool
from ....kit.columns import Align, CellKind, Column
from ....kit.edit_table import Editing, EditTable
from ....kit.fields import helped_by
from ....kit.labels import ElideLabel, label

_LABELS = {answer.label: answer for answer in BallotAnswer}


@dataclass(frozen=True, slots=True)
class Line:
    """What the ballot in hand says of one candidate, and how many agreed so far."""

    subject: str
    field: str
    order: int
    name: str
    detail: str
    answer: BallotAnswer
    agreed: str

    @property
    def key(self) -> tuple[str, str]:
        """Subject and field."""
        return self.subject, self.field


def columns() -> list[Column]:
    """Return the columns of a ballot."""
    return [
        Column(key="order", heading="TT", text=lambda r: str(r.order), width=44, align=Align.RIGHT),
        Column(key="name", heading="Đối tượng", text=lambda r: r.name, value=lambda r: r.detail,
               kind=CellKind.TWO_LINE, least=150),
        Column(key="answer", heading="Phiếu này", text=lambda r: r.answer.label, width=132,
               tone=lambda r: "text" if r.answer is BallotAnswer.AGREE else "bad"),
        Column(key="agreed", heading="Đồng ý đến nay", text=lambda r: r.agreed, width=124, align=Align.RIGHT),
    ]  # fmt: skip


def _write(line: Line, text: str) -> Line:
    return replace(line, answer=_LABELS[text])


EDITING = {"answer": Editing(_write, tuple(_LABELS))}


class SingleBallots(QWidget):
    """`saved(ballot)`: the ballot in hand is to be kept; `removed(number)`: it is to be taken out of the pile."""

    saved = Signal(object)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ballots: tuple[Ballot, ...] = ()
        self._sitting: Sitting | None = None
        self.number = 1
        self.title = label("", "strong")
        self.back = tool("Phiếu trước", "chevron-left", lambda: self._go(self.number - 1))
        self.on = tool("Phiếu sau", "chevron-right", lambda: self._go(self.number + 1))
        self.invalid = QCheckBox("Phiếu không hợp lệ")
        self.invalid.setAccessibleName("Phiếu không hợp lệ")
        helped_by(self.invalid, "votes.invalid")
        self.invalid.clicked.connect(lambda _on: self._save())
        self.grid = EditTable(
            "Phiếu đang nhập", columns(), EDITING, topic="ballot", key=lambda line: line.key, row_height=44
        )
        self.grid.edited.connect(lambda _rows: self._save())
        self.said = ElideLabel("", "second")
        self.drop = button("Bỏ phiếu này", lambda: self.removed.emit(self.number), icon="trash-2", kind="small")
        self.next = button("Phiếu tiếp theo", self._next, key="Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._next, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        head = row(self.back, self.title, self.on, None, self.invalid, gap=8, margins=(14, 6, 12, 6))
        foot = row(gap=8, margins=(14, 6, 12, 6))
        foot.addWidget(self.said, 1)
        foot.addWidget(self.drop)
        foot.addWidget(self.next)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.grid, 1)
        inside.addWidget(Box(foot, "foot"))

    def show_ballots(self, sitting: Sitting, ballots: Sequence[Ballot]) -> None:
        """Show the pile of a meeting; the ballot in hand stays in hand, of another meeting the next one is."""
        same = self._sitting is not None and self._sitting.meeting.id == sitting.meeting.id
        self._sitting, self._ballots = sitting, tuple(ballots)
        if not same:
            self.number = len(self._ballots) + 1
        self._go(min(self.number, len(self._ballots) + 1))

    def _go(self, number: int) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        self.number = max(1, min(number, len(self._ballots) + 1))
        held = self._held()
        keys = [(item.subject, item.field) for item in sitting.results]
        counted, valid = count(self._ballots, keys), sum(ballot.valid for ballot in self._ballots)
        default = BallotAnswer.AGREE if held is None else BallotAnswer.BLANK
        answers = held.answers if held is not None else {}
        self.grid.show_rows(
            Line(
                subject=item.subject,
                field=item.field,
                order=item.order,
                name=item.name,
                detail=item.detail,
                answer=answers.get((item.subject, item.field), default),
                agreed=f"{counted[item.subject, item.field].agree}/{valid}" if self._ballots else "",
            )
            for item in sitting.results
        )
        self.invalid.setChecked(held is not None and not held.valid)
        self._fit(sitting, held, valid)

    def _fit(self, sitting: Sitting, held: Ballot | None, valid: int) -> None:
        total, may = len(self._ballots), not sitting.closed
        self.title.setText(f"Phiếu số {self.number}" + (f" trong {total}" if held is not None else ", phiếu mới"))
        if total:
            bad = f", {total - valid} không hợp lệ" if total > valid else ""
            self.said.setText(f"Đã nhập {total} phiếu: {valid} hợp lệ{bad}. Tổng ở mục Phiếu đếm theo đây.")
        else:
            self.said.setText(
                "Chưa nhập phiếu nào. Phiếu mới để sẵn đồng ý cả; dấu cách đổi câu trả lời, tổng đếm tự động."
            )
        self.back.setEnabled(self.number > 1)
        self.on.setEnabled(held is not None)
        self.drop.setEnabled(may and held is not None)
        self.next.setEnabled(may and bool(sitting.results))
        self.invalid.setEnabled(may)
        self.grid.allow(may_edit=may)

    def _held(self) -> Ballot | None:
        return next((ballot for ballot in self._ballots if ballot.number == self.number), None)

    def shown(self) -> Ballot:
        """Return the ballot in hand as the grid says it."""
        answers = {line.key: line.answer for line in self.grid.things.things()}
        return Ballot(number=self.number, valid=not self.invalid.isChecked(), answers=answers)

    def _save(self) -> None:
        self.saved.emit(self.shown())

    def _next(self) -> None:
        if not self.next.isEnabled():
            return
        if self._held() is None:
            self._save()
            self.number += 1  # shown once the ballot is kept
        else:
            self._go(self.number + 1)
        self.grid.start()
