"""Taking apart a scan of several papers: its pages at the left, at the right which of them are of which paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ....domain.errors import UserError
from ....domain.issued import IssuedPaper, PaperRow
from ....domain.scans import OpenedScan, ScanPart, end_part, settle_part
from ... import theme
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ...kit.buttons import button, retitle, tool
from ...kit.columns import CellKind, Column
from ...kit.fields import Choice, TextField
from ...kit.form import Form
from ...kit.labels import hairline, label
from ...kit.marks import Mark
from ...kit.pages_view import PagesView
from ...kit.table import Table

_DROP = "bo"
_BY_ORDER = "Trang là hình, không đọc được mã; đã xếp theo thứ tự bộ hồ sơ đã in. Xem lại từng phần rồi nhận."
_BY_CODE = "Đã chia theo mã bản ở chân trang. Phần chưa rõ: gõ mã, chọn văn bản, hoặc bỏ trang."
_BY_HAND = "Trang là hình, không đọc được mã. Ghi phần này đến trang nào và là văn bản nào; phần sau tự mở ra."


def columns() -> list[Column]:
    """Return the columns of the parts."""
    return [
        Column(key="pages", heading="Trang", text=lambda part: part.words, width=62),
        Column(key="paper", heading="Văn bản", text=_paper, value=_about, kind=CellKind.TWO_LINE, least=120,
               tip=lambda part: f"{_paper(part)}, {_about(part)}"),
        Column(key="mark", heading="", text=lambda part: "rõ" if part.settled else "chưa rõ", value=_mark,
               kind=CellKind.MARK, width=34),
    ]  # fmt: skip


def _paper(part: ScanPart) -> str:
    if part.issued is not None:
        return part.issued.name
    return "bỏ, không nhận" if part.dropped else "chưa rõ văn bản"


def _about(part: ScanPart) -> str:
    if part.issued is None:
        return f"{part.count} trang"
    differs = "" if part.issued.pages == part.count else f", bản lập {part.issued.pages} trang"
    return f"{part.issued.code} · {part.count} trang{differs}"


def _mark(part: ScanPart) -> Mark:
    if not part.settled:
        return Mark.MISS
    if part.issued is None:
        return Mark.NONE
    return Mark.OK if part.issued.pages == part.count else Mark.WARN


class SplitCard(QWidget):
    """`asked(file, parts)`, `coded(first page, typed)`, `left()`; `pages` shows the scan."""

    asked = Signal(object, object)
    coded = Signal(int, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._file = Path()
        self.parts: tuple[ScanPart, ...] = ()
        self._papers: dict[str, IssuedPaper] = {}
        self.pages = PagesView()
        self.head = CardHead("Chia bản quét cho từng văn bản", tool("Đóng", "x", self.left.emit))
        self.words = label("", "second", wrap=True)
        self.table = Table("Các phần của bản quét", columns(), key=lambda part: part.first, row_height=44)
        self.table.setMinimumHeight(theme.current().px(120))
        self.table.chosen.connect(self._show_part)
        self._make_form()
        self.count = label("", "second", wrap=True)
        self.go = button("Nhận", self._give, icon="file-input", kind="primary")
        inside = column(self.words, self.table, self.form, self.count, gap=10, margins=(14, 12, 14, 12))
        side = Card(self.head, hairline())
        side.body.addWidget(Scroll(bare(inside), "Các phần của bản quét"), 1)
        foot = row(None, button("Thôi", self.left.emit), self.go, margins=(12, 6, 12, 6))
        side.body.addWidget(Box(foot, "foot"))
        side.setFixedWidth(theme.current().px(372))
        shown = Card()
        shown.body.addWidget(self.pages, 1)
        whole = row(gap=12)
        whole.addWidget(shown, 1)
        whole.addWidget(side)
        self.setLayout(whole)

    def _make_form(self) -> None:
        self.last = TextField("Đến hết trang", width=70)
        self.code = TextField("Mã bản ở chân trang", hint="K7M3-Q9TX", width=140)
        self.paper = Choice("Hoặc chọn văn bản")
        self.form = Form("split")
        self.form.add("last", "Đến hết trang", self.last, half=True)
        self.form.add("code", "Mã bản ở chân trang", self.code, half=True)
        self.form.add("paper", "Hoặc chọn văn bản", self.paper)
        self.last.editingFinished.connect(self._end)
        self.code.editingFinished.connect(self._ask_code)
        self.paper.picked.connect(self._pick)
        self.form.finished.connect(self._give)

    def ask(self, file: Path, scan: OpenedScan, rows: Sequence[PaperRow]) -> None:
        """Ask which pages of a scan are of which paper."""
        self._file = file
        known = any(part.issued is not None for part in scan.parts)
        self.words.setText(f"{scan.name}: {_BY_ORDER if scan.guessed else _BY_CODE if known else _BY_HAND}")
        self._papers = {item.key: item.issued for item in rows if item.issued is not None}
        offered = [(item.key, item.title) for item in rows if item.issued is not None]
        self.paper.offer([("", "chưa rõ"), (_DROP, "Bỏ các trang này, không nhận"), *offered])
        self._have(scan.parts)
        self.table.setFocus()

    def settle(self, first: int, issued: IssuedPaper) -> None:
        """Say of which version a part is; the next part that is not clear comes in hand."""
        self.code.clear()
        self._have(settle_part(self.parts, first, issued), on=True)

    def _have(self, parts: tuple[ScanPart, ...], *, on: bool = False) -> None:
        held = self.table.current()
        self.parts = parts
        self.table.show_rows(parts, choose_first=True)
        unclear = [part for part in parts if not part.settled]
        wanted = unclear[0] if on and unclear else held
        if wanted is not None:
            self.table.choose(wanted.first)
        clear = sum(part.count for part in parts if part.settled)
        self.count.setText(f"Đã rõ {clear}/{parts[-1].last} trang.")
        papers = {part.issued.key for part in parts if part.issued is not None}
        retitle(self.go, f"Nhận {len(papers)} văn bản")
        self.go.setEnabled(not unclear and bool(papers))
        self._show_part(self.table.current())

    def _show_part(self, part: ScanPart | None) -> None:
        if part is None:
            return
        self.last.setText(str(part.last))
        self.paper.choose(_DROP if part.dropped else part.issued.key if part.issued else "")
        self.form.show_faults({})
        self.pages.go_to(part.first - 1)

    def _end(self) -> None:
        part, typed = self.table.current(), self.last.text().strip()
        if part is None or typed == str(part.last):
            return
        try:
            self._have(end_part(self.parts, part.first, int(typed) if typed.isdecimal() else 0))
        except UserError as refused:
            self.form.show_faults({"last": refused.sentence})

    def _ask_code(self) -> None:
        part = self.table.current()
        if part is not None and self.code.text().strip():
            self.coded.emit(part.first, self.code.text())

    def _pick(self, key: str) -> None:
        part = self.table.current()
        if part is not None:
            issued = self._papers.get(key)
            self._have(settle_part(self.parts, part.first, issued, dropped=key == _DROP), on=bool(key))

    def _give(self) -> None:
        if self.go.isEnabled():
            self.asked.emit(self._file, self.parts)
