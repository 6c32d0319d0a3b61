"""The second step: what the file would do, row by row, and what is wrong or doubtful in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ....domain.imports import Issue, IssueLevel, PreviewRow, RowState
from ....domain.text import number_text
from ... import icons, theme
from ...kit.boxes import Card, CardHead, column, row
from ...kit.buttons import button
from ...kit.chips import Filter, FilterChips
from ...kit.columns import Align, CellKind, Column
from ...kit.labels import FoldLabel, label
from ...kit.marks import ROW_STATES, Mark
from ...kit.table import Table
from .shown import MOST_ROWS, ORDER, ShownPreview, about, counted

UNFOLDED = "Bấm một dòng để tới chỗ đó trong bảng trên"
FOLDED = "Kéo cửa sổ cao hơn để xem từng chỗ"


def row_columns() -> list[Column]:
    """Return the columns of the preview."""
    return [
        Column(key="row", heading="Dòng", text=lambda r: str(r.row or ""), width=56, align=Align.RIGHT, tone=_faint,
               sort=lambda r: r.row),
        Column(key="sheet", heading="Trang", text=lambda r: r.sheet, width=112, tone=_faint),
        Column(
            key="state",
            heading="Trạng thái",
            text=lambda r: r.state.label,
            value=lambda r: ROW_STATES[r.state],
            width=116,
            kind=CellKind.CHIP,
        ),
        Column(key="subject", heading="Đối tượng", text=lambda r: r.subject_name or r.subject, width=184,
               kind=CellKind.NAME, tone=_faint),
        Column(key="text", heading="Nội dung", text=lambda r: r.text, least=150, tone=_faint, tip=lambda r: r.text),
        Column(
            key="notes",
            heading="Ghi chú của chương trình",
            text=note_of,
            least=150,
            tone=lambda r: "bad" if r.state is RowState.WRONG else "text2",
            tip=note_of,
        ),
    ]  # fmt: skip


def _faint(shown: PreviewRow) -> str:
    return "text3" if shown.state is RowState.SAME else "text"


def note_of(shown: PreviewRow) -> str:
    """Return what the program says of a row: what changes, what it found, or that all is there already."""
    changes = [f"{heading}: {old or 'trống'} → {new or 'trống'}" for heading, old, new in shown.changes]
    if words := "; ".join([*shown.notes, *changes]):
        return words
    return "Đã có đúng như vậy" if shown.state is RowState.SAME else ""


def issue_columns() -> list[Column]:
    """Return the columns of the list of issues."""
    return [
        Column(
            key="level",
            heading="",
            text=lambda issue: "Lỗi" if issue.level is IssueLevel.ERROR else "Cảnh báo",
            value=lambda issue: Mark.BAD if issue.level is IssueLevel.ERROR else Mark.WARN,
            width=104,
            kind=CellKind.MARK,
        ),
        Column(key="sheet", heading="Trang", text=lambda issue: issue.sheet or "cả tệp", width=112),
        Column(key="row", heading="Dòng", text=lambda i: str(i.row or ""), width=56, align=Align.RIGHT),
        Column(key="column", heading="Cột", text=lambda issue: issue.column or "", width=132),
        Column(key="message", heading="Vì sao", text=lambda issue: issue.message, tip=lambda issue: issue.message),
    ]


class PreviewView(QWidget):
    """`write_asked()`, `back_asked()`, `chip_picked(key)` tell what the clerk wants."""

    write_asked = Signal()
    back_asked = Signal()
    chip_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownPreview | None = None
        self._make_top()
        self.table = Table("Các dòng của tệp", row_columns(), key=lambda r: (r.sheet, r.row), described=note_of)
        self.issues = Table(
            "Lỗi và cảnh báo trong tệp", issue_columns(), key=lambda i: (i.sheet, i.row, i.column, i.message)
        )
        self._issue_head = CardHead("")
        self._issue_card = Card(self._issue_head, self.issues)
        self.issues.chosen.connect(self._find_row)
        inside = column(gap=10)
        inside.addLayout(self._top)
        inside.addWidget(self.chips)
        inside.addWidget(Card(self.table), 1)
        inside.addWidget(self._issue_card)
        inside.addLayout(self._make_foot())
        self.setLayout(inside)

    def _make_top(self) -> None:
        sheet = label("")
        side = theme.current().px(18)
        sheet.setPixmap(icons.icon("file-spreadsheet", "ok").pixmap(side, side))
        self.file = label("", "strong")
        self.about = FoldLabel("", "second")
        self._top = row(sheet, self.file, gap=8)
        self._top.addWidget(self.about, 1)
        self.chips = FilterChips(
            [Filter("", "Tất cả"), *(Filter(state.value, state.label, ROW_STATES[state]) for state in ORDER)],
            "Lọc theo trạng thái",
        )
        self.chips.picked.connect(self.chip_picked.emit)

    def _make_foot(self) -> QHBoxLayout:
        self.will = label("", "strong")
        self.reason = FoldLabel("", "bad")
        self.back = button("Chọn tệp khác", self.back_asked.emit, icon="chevron-left")
        self.write = button("Ghi vào sổ", self.write_asked.emit, icon="check", kind="primary")
        foot = row(self.will, gap=8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.write)
        return foot

    def show_preview(self, shown: ShownPreview) -> None:
        """Show another file."""
        self._shown = shown
        self.file.setText(shown.preview.content.file)
        self.about.setText(about(shown))
        self.chips.set_counts(shown.counts())
        self.chips.choose("")
        self._show_issues(shown)
        self._show_foot(shown)

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        """Show the rows a chip leaves."""
        self.table.show_rows(rows)
        if self._shown is not None and len(rows) == MOST_ROWS:
            self.about.setText(
                f"{about(self._shown)} Hiện {number_text(MOST_ROWS)} dòng đầu; các dòng sau vẫn được ghi."
            )

    def _show_issues(self, shown: ShownPreview) -> None:
        issues = shown.issues
        self._issue_card.setVisible(bool(issues))
        warnings = len(issues) - shown.errors
        parts = [
            f"{number_text(number)} {word}"
            for number, word in ((shown.errors, "lỗi"), (warnings, "cảnh báo"))
            if number
        ]
        self._issue_head.title.setText(", ".join(parts) + " trong tệp")
        self.issues.show_rows(issues[:MOST_ROWS])
        self._fit_issues()

    def _fit_issues(self) -> None:
        """Give the issues room for four rows, for two where the page is low, and only their count where it is lower."""
        px, shown = theme.current().px, self.issues.things.rowCount()
        folded = self.height() < px(330)
        self.issues.setVisible(not folded)
        self._issue_head.note.setText(FOLDED if folded else UNFOLDED)
        rows = min(shown, 4 if self.height() > px(440) else 2)
        room = px(29 + 4) + self.issues.verticalHeader().defaultSectionSize() * rows
        self._issue_card.setFixedHeight(px(44) + (0 if folded else room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._fit_issues()

    def _show_foot(self, shown: ShownPreview) -> None:
        report = shown.preview.report
        nothing = not shown.writes
        self.will.setText(
            f"Tệp không có gì mới: {number_text(report.unchanged)} dòng đã có đúng như vậy."
            if nothing
            else f"Sẽ ghi {counted(report.added, report.updated)}."
        )
        wrong = shown.errors
        self.reason.setText(
            f"Còn {number_text(wrong)} lỗi: sửa trong Excel, lưu, rồi bấm F5 để đọc lại." if wrong else ""
        )
        self.write.setEnabled(not wrong and not nothing)

    def _find_row(self, issue: Issue | None) -> None:
        if issue is None or self._shown is None:
            return
        place = self._shown.row_of(issue)
        if place is not None and not self.table.choose(place):
            self.chips.choose("")
            self.chip_picked.emit("")
