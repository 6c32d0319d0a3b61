"""The papers of the round with how far each has come: pages, prints, signatures, number and day, state."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal

from ....domain.dates import short_date
from ....domain.issued import PaperRow, PaperState, SigningWay
from ....domain.signatures import SignatureVerdict
from ....domain.text import two_digits
from ...kit.boxes import Box, Card, CardHead, row
from ...kit.buttons import button
from ...kit.columns import Align, CellKind, Column, Group
from ...kit.labels import hairline
from ...kit.marks import Mark
from ...kit.table import Table

UNFILLED = "chưa điền"
STATES = {
    PaperState.MISSING: Mark.HOLLOW,
    PaperState.WAITING: Mark.WARN,
    PaperState.SIGNED: Mark.OK,
    PaperState.SENT: Mark.OK,
}


def prints(item: PaperRow) -> str:
    """Say how many copies were printed, or are wanted."""
    issued = item.issued
    if issued is None:
        return "–"
    return f"✓ {issued.printed} bản" if issued.printed else f"{issued.copies} bản"


def signers(item: PaperRow) -> str:
    """Say who signed, and how the signature stands."""
    signed = item.signed
    if signed is None:
        return "–"
    if signed.way is SigningWay.SCAN:
        return "✓ bản quét"
    mark = "×" if signed.verdict == SignatureVerdict.INVALID else "✓"
    return f"{mark} {', '.join(dict.fromkeys(signed.signers))}"


def verdict(item: PaperRow) -> str:
    """Say how the signature stands, under who signed."""
    signed = item.signed
    if signed is None:
        return ""
    if signed.verdict is None:
        return short_date(signed.at.date())
    return SignatureVerdict(signed.verdict).label


def number(item: PaperRow) -> str:
    """Say the number, or that it is still to be filled in."""
    issued = item.issued
    if issued is not None and issued.number:
        return issued.number
    return UNFILLED if item.numbered and issued is not None else "–"


def day(item: PaperRow) -> str:
    """Say the day on the paper, under its number."""
    issued = item.issued
    return short_date(issued.day) if issued is not None and issued.day else ""


def state_word(item: PaperRow) -> str:
    """Say the state; a paper that says something else than the records does not stand."""
    return item.state.label if item.listed else "Đã bỏ tên"


def state_mark(item: PaperRow) -> Mark:
    """Return the shape of the state."""
    return STATES[item.state] if item.listed else Mark.NONE


def columns() -> list[Column]:
    """Return the columns of the table."""
    return [
        Column(key="name", heading="Văn bản", text=lambda r: r.name, value=_below, kind=CellKind.TWO_LINE, least=150,
               tip=lambda r: f"{r.name}, {_below(r)}"),
        Column(
            key="pages", heading="Trang", text=lambda r: str(r.issued.pages) if r.issued else "–",
            sort=lambda r: r.issued.pages if r.issued else 0, width=54, align=Align.RIGHT, optional=True,
        ),
        Column(key="print", heading="In", text=prints, width=70, optional=True),
        Column(key="sign", heading="Ký", text=signers, value=verdict, kind=CellKind.TWO_LINE, width=126, tip=signers),
        Column(
            key="number", heading="Số, ngày", text=number, value=day, kind=CellKind.TWO_LINE, width=118, tip=number,
            tone=lambda r: "warn" if number(r) == UNFILLED else "text",
        ),
        Column(key="state", heading="Trạng thái", text=state_word, value=state_mark, kind=CellKind.CHIP, width=102),
        Column(
            key="changes", heading="", text=lambda r: f"Khác {r.changed_lines} dòng" if r.changes else "",
            kind=CellKind.BUTTON, width=106,
        ),
    ]  # fmt: skip


def _below(item: PaperRow) -> str:
    code = item.issued.code if item.issued is not None else "chưa lập"
    return f"{code} · {item.about}" if item.about else code


def described(item: PaperRow) -> str:
    """Say to screen readers how a paper stands."""
    changed = f", khác dữ liệu hiện tại {item.changed_lines} dòng" if item.changes else ""
    return f"{state_word(item)}, ký {signers(item)}, số {number(item)}{changed}"


class PaperTable(Card):
    """The table with what can be done to the papers chosen.

    `sign_asked`, `number_asked`, `receive_asked`, `print_asked` are about the papers chosen; `seen(row)` wants a paper
    shown, `changes_asked(row)` its lines that differ.
    """

    sign_asked = Signal()
    number_asked = Signal()
    receive_asked = Signal()
    print_asked = Signal()
    seen = Signal(object)
    changes_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.head = CardHead("Văn bản của đợt")
        self.table = Table(
            "Văn bản của đợt", columns(), key=lambda r: r.key, described=described, row_height=44, many=True
        )
        self.table.opened.connect(self.seen.emit)
        self.table.pressed.connect(lambda item, _key: self.changes_asked.emit(item))
        self.table.picked.connect(self._fit)
        self.look = button("Xem", self._look, icon="eye", kind="small")
        self.print = button("In", self.print_asked.emit, icon="printer", kind="small")
        self.fill = button("Điền số, ngày", self.number_asked.emit, icon="hash", kind="small")
        self.sign = button("Ký số", self.sign_asked.emit, icon="stamp", kind="small")
        self.receive = button("Nhận bản đã ký", self.receive_asked.emit, icon="file-input", kind="small")
        foot = row(self.look, self.print, self.fill, None, self.sign, self.receive, gap=6, margins=(10, 5, 10, 5))
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(Box(foot, "foot"))
        self._fit()

    def show_papers(self, rows: Sequence[PaperRow]) -> None:
        """Show other papers; the one in hand stays in hand."""
        shown: list[object] = []
        for name, items in groupby(rows, key=_group):
            group = list(items)
            shown += [Group(name, two_digits(len(group))), *group]
        self.table.show_rows(shown, choose_first=True)
        self._fit()

    def chosen(self) -> list[PaperRow]:
        """Return the papers chosen, at least the one in hand."""
        current = self.table.current()
        return self.table.selected() or ([current] if current is not None else [])

    def _look(self) -> None:
        current = self.table.current()
        if current is not None:
            self.seen.emit(current)

    def _fit(self) -> None:
        chosen = self.chosen()
        made = [item for item in chosen if item.issued is not None]
        self.look.setEnabled(bool(made))
        self.print.setEnabled(bool(made))
        self.sign.setEnabled(bool(made))
        self.receive.setEnabled(bool(made))
        self.fill.setEnabled(len(chosen) == 1 and chosen[0].listed)


def _group(item: PaperRow) -> str:
    if not item.listed:
        return "Của người không còn trong danh sách"
    if not item.goes:
        return "Giữ ở cơ quan, không gửi"
    return "Biểu mẫu từng đối tượng" if ":" in item.key else "Văn bản chung"
