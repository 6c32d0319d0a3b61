"""The list of verdicts, and at its foot the way onto the list of the round."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ....domain.eligibility import Verdict
from ....domain.rounds import Choice
from ...kit.boxes import Box, Card, column, row
from ...kit.buttons import button
from ...kit.columns import CellKind, Column
from ...kit.fields import TextField, helped_by
from ...kit.labels import FoldLabel, label
from ...kit.marks import VERDICTS, Mark, MarkIcon
from ...kit.notice import Empty
from ...kit.table import Table
from .results import Row

NOBODY = "Chưa có ai thuộc nhóm xét của kế hoạch này. Thêm hồ sơ, hoặc nhập từ tệp Excel."
NO_HIT = "Không có dòng nào khớp bộ lọc."


def columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column(
            key="subject",
            heading="Đối tượng",
            text=lambda row: row.verdict.subject_name,
            width=172,
            kind=CellKind.NAME,
            tip=lambda row: f"{row.verdict.subject_name}\n{row.described()}",
        ),
        Column(key="field", heading="Nhóm xét", text=lambda row: row.short_field, width=82),
        Column(
            key="verdict",
            heading="Kết luận",
            text=lambda row: row.verdict.verdict.label,
            value=lambda row: VERDICTS[row.verdict.verdict],
            width=122,
            kind=CellKind.CHIP,
            sort=lambda row: -row.verdict.verdict,
        ),
        Column(
            key="lack",
            heading="Còn thiếu, lưu ý",
            text=note_of,
            least=135,
            tone=lambda row: "accent" if row.unlisted else "text2",
            tip=note_of,
        ),
    ]


def note_of(row: Row) -> str:
    """Return the one phrase of the list: what is missing, or what to look at."""
    if row.verdict.shortfall:
        return row.verdict.shortfall
    if row.unlisted:
        return "chưa có tên"
    return row.verdict.warnings[0] if row.verdict.warnings else ""


class Listing(Card):
    """The table and its foot.

    `chosen_for_list(choices)`: these subjects are to stand on the list of the round. `imports_asked()`: there is
    nobody yet, and the clerk brings a file. `sheets_asked()`, `excel_asked()`: the verdicts on paper, in a workbook.
    """

    chosen_for_list = Signal(object)
    imports_asked = Signal()
    sheets_asked = Signal()
    excel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = Table(
            "Kết luận của từng đối tượng",
            columns(),
            key=lambda row: row.key,
            described=lambda row: f"{row.verdict.verdict.label}. {note_of(row)}",
            many=True,
        )
        self.to_imports = button("Nhập từ Excel", self.imports_asked.emit, icon="file-input")
        self.empty = Empty(NOBODY, self.to_imports)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.reason = _ReasonBar()
        self.reason.hide()
        self.hint = FoldLabel("", "second")
        tip = "Ghi phiếu xét điều kiện của các dòng đang chọn (chọn nhiều: Shift, Ctrl) ra một tệp PDF để in (Ctrl+P)"
        self.sheets = button("In phiếu", self.sheets_asked.emit, icon="file-down", tip=tip)
        tip = "Ghi bảng kết quả xét, đúng các dòng đang hiện, ra tệp Excel (Ctrl+E)"
        self.excel = button("Xuất Excel", self.excel_asked.emit, icon="file-spreadsheet", tip=tip)
        tip = "Đưa các dòng đang chọn (chọn nhiều: Shift, Ctrl) vào danh sách chọn của đợt; cần mở đợt trước"
        self.put = button("Đưa vào danh sách chọn", self.put_on_list, icon="list-plus", kind="primary", tip=tip)
        foot = row(self.hint, gap=8, margins=(12, 6, 8, 6))
        foot.setStretch(0, 1)
        for made in (self.sheets, self.excel):
            foot.addWidget(made)
        foot.addWidget(self.put)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.reason)
        self.body.addWidget(Box(foot, "foot"))
        self._round_open = False
        self.table.picked.connect(self._count)
        self.reason.given.connect(self._put_with_reason)
        self.reason.dropped.connect(self._drop_reason)
        self._count()

    def show_rows(self, rows: Sequence[Row], *, anybody: bool, round_open: bool) -> None:
        """Show rows, or why there are none."""
        self._round_open = round_open
        self.empty.words.setText(NO_HIT if anybody else NOBODY)
        self.to_imports.setVisible(not anybody)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.excel.setEnabled(bool(rows))
        self.table.show_rows(rows, choose_first=True)
        self._drop_reason()
        self._count()

    def selected(self) -> list[Row]:
        """Return the selected rows that are not on the list yet."""
        return [row for row in self.table.selected() if not row.listed]

    def _count(self) -> None:
        rows = self.table.selected()
        self.sheets.setEnabled(bool(rows))
        if len(rows) > 1:
            self.hint.setText(f"Đã chọn {len(rows)} dòng")
        elif rows and rows[0].listed:
            self.hint.setText(f"{rows[0].verdict.subject_name} đã có trong danh sách chọn")
        else:
            self.hint.setText("" if self._round_open else "Chưa có đợt")
        self.put.setEnabled(self._round_open and bool(self.selected()))

    @property
    def asked_for(self) -> str | None:
        """The first of those a reason is being asked for."""
        rows = self.selected() if self.reason.isVisibleTo(self) else []
        return rows[0].verdict.subject if rows else None

    def put_on_list(self) -> None:
        """Put the selected rows on the list; who does not pass needs a reason first."""
        failing = [row for row in self.selected() if row.verdict.verdict is Verdict.KHONG_DAT]
        if failing:
            self.reason.ask(failing)
        else:
            self._send(None)

    def ask_over(self, over: Sequence[str]) -> None:
        """Ask for a reason to go above a limit; it is kept with everybody who is put on the list now."""
        self.reason.ask_over(over)

    def _put_with_reason(self, reason: str) -> None:
        self._send(reason, everybody=self.reason.over)

    def _drop_reason(self) -> None:
        if self.reason.isVisible():
            self.reason.hide()
            self.table.setFocus()

    def _send(self, reason: str | None, *, everybody: bool = False) -> None:
        self.chosen_for_list.emit(
            [
                Choice(
                    subject=row.verdict.subject,
                    field=row.verdict.field,
                    reason=reason if everybody or row.verdict.verdict is Verdict.KHONG_DAT else None,
                )
                for row in self.selected()
            ]
        )


class _ReasonBar(Box):
    """Asks, in the page, why somebody who does not pass is chosen all the same."""

    given = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        self.over = False
        self.words = label("", wrap=True)
        self.field = TextField("Lý do chọn", hint="Lý do chọn, in kèm danh sách")
        helped_by(self.field, "choice.reason")
        self.give = button("Đưa vào", self._give, kind="small")
        drop = button("Thôi", self._drop, kind="small")
        head = row(MarkIcon(Mark.BAD, 16), gap=8)
        head.addWidget(self.words, 1)
        line = row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.give)
        line.addWidget(drop)
        super().__init__(column(head, line, gap=6, margins=(12, 8, 8, 8)), "foot")
        self.give.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.give.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._give)

    def ask(self, rows: Sequence[Row]) -> None:
        """Name who does not pass and wait for the reason."""
        self.over = False
        first = rows[0].verdict
        if len(rows) == 1:
            self.words.setText(f"{first.subject_name} không đạt ({first.shortfall}). Ghi lý do chọn.")
        else:
            self.words.setText(f"{len(rows)} đối tượng không đạt, đầu tiên là {first.subject_name}. Ghi lý do chọn.")
        self.field.clear()
        self.show()
        self.field.setFocus()

    def ask_over(self, over: Sequence[str]) -> None:
        """Name the limit that would be passed and wait for the reason."""
        self.over = True
        self.words.setText(f"Vượt chỉ tiêu. {over[0]} Ghi lý do để vẫn chọn.")
        self.field.clear()
        self.show()
        self.field.setFocus()

    def _give(self) -> None:
        if reason := self.field.value():
            self.given.emit(reason)

    def _drop(self) -> None:
        self.dropped.emit()
