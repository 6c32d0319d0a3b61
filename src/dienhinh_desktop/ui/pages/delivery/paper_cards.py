"""The small cards beside the papers: number and day, which paper a scan is of, what differs, how it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, Signal

from ....domain.drafts import PlaceValue
from ....domain.issued import PaperRow, SendingWay
from ....domain.plans import MilestoneInfo
from ....domain.scans import OpenedScan
from ...kit.boxes import Box, bare, clear, column, row
from ...kit.buttons import button
from ...kit.fields import Choice, DateField, TextField
from ...kit.file_dialogs import ANY, ask_open
from ...kit.file_field import FileField
from ...kit.form import Form
from ...kit.labels import hairline, label
from .task_card import TaskCard


class NumberCard(TaskCard):
    """Number, day and copies of a paper. `given(key, number, day, copies)`."""

    given = Signal(str, str, object, int)

    def __init__(self) -> None:
        self._key = ""
        self.paper = label("", "strong", wrap=True)
        self.number = TextField("Số văn bản", hint="412", width=200)
        self.day = DateField("Ngày văn bản")
        self.copies = TextField("Số bản in", width=70)
        self.form = Form("paper")
        self.form.add("number", "Số văn bản", self.number)
        self.form.add("day", "Ngày văn bản", self.day)
        self.form.add("copies", "Số bản in", self.copies)
        self.form.finished.connect(self._give)
        note = label(
            "Số, ngày in lên văn bản trước chữ ký đầu tiên: điền sau sẽ làm hỏng chữ ký."
            " Danh sách kèm theo được ghi lại theo số tờ trình.",
            "caption",
            wrap=True,
        )
        go = button("Ghi", self._give, kind="primary")
        super().__init__("Số, ngày, số bản in", column(self.paper, self.form, note, gap=10), go)

    def ask(self, item: PaperRow) -> None:
        """Ask for the number and day of a paper."""
        issued = item.issued
        self._key = item.key
        self.paper.setText(f"{item.name} {item.about if ':' in item.key else ''}".strip())
        self.form.fields["number"].setVisible(item.numbered)
        self.number.setText((issued.number or "").partition("/")[0] if issued else "")
        self.day.show_day(issued.day if issued else None)
        self.copies.setText(str(issued.copies if issued else 1))
        self.form.show_faults({})
        (self.number if item.numbered else self.day).setFocus()

    def place(self) -> dict[str, PlaceValue]:
        """Return which paper it is about."""
        return {"card": "number", "paper": self._key}

    def _give(self) -> None:
        copies = self.copies.text().strip() or "1"
        faults = {}
        if fault := self.day.fault():
            faults["day"] = fault
        if not (copies.isascii() and copies.isdigit() and int(copies) < 100):
            faults["copies"] = "ghi số từ 0 đến 99"
        if self.form.show_faults(faults):
            self.given.emit(self._key, self.number.text(), self.day.day(), int(copies))


class ReceiveCard(TaskCard):
    """Asks which paper a signed file is of.

    `coded(file, code)`, `named(file, issued_id)`, `split_asked(file, scan)`: its pages are of several.
    """

    coded = Signal(object, str)
    named = Signal(object, int)
    split_asked = Signal(object, object)

    def __init__(self) -> None:
        self._file = Path()
        self._scan: OpenedScan | None = None
        self.words = label("", wrap=True)
        self.split = button("Chia cho nhiều văn bản", self._ask_split, icon="files", kind="small")
        self.code = TextField("Mã bản ở chân trang", hint="K7M3-Q9TX", width=140)
        self.paper = Choice("Hoặc chọn văn bản")
        self.form = Form("signed")
        self.form.add("code", "Mã bản ở chân trang", self.code)
        self.form.add("paper", "Hoặc chọn văn bản", self.paper)
        self.form.finished.connect(self._give)
        go = button("Nhận", self._give, kind="primary")
        super().__init__("Nhận bản đã ký", column(self.words, self.form, row(self.split, None), gap=12), go)

    def ask(self, file: Path, scan: OpenedScan, rows: Sequence[PaperRow], chosen: str | None) -> None:
        """Ask which of the papers a file is of."""
        self._file, self._scan = file, scan
        self.split.setVisible(scan.pages > 1)
        self.words.setText(
            f"{file.name} là hình, không có chữ để đọc mã. Gõ mã in ở chân trang, hoặc chọn văn bản trong danh sách."
        )
        made = [item for item in rows if item.issued is not None]
        self.paper.offer([("", "chưa chọn"), *((item.key, item.title) for item in made)])
        self.paper.choose(chosen)
        self._ids = {item.key: item.issued.id for item in made if item.issued is not None}
        self.code.clear()
        self.code.setFocus()

    def place(self) -> dict[str, PlaceValue]:
        """Return which file it is about."""
        return {"card": "receive", "file": str(self._file)}

    def _ask_split(self) -> None:
        self.split_asked.emit(self._file, self._scan)

    def _give(self) -> None:
        number = self._ids.get(self.paper.key)
        if self.code.text().strip():
            self.coded.emit(self._file, self.code.text())
        elif number is not None:
            self.named.emit(self._file, number)
        else:
            self.form.show_faults({"code": "gõ mã, hoặc chọn văn bản"})


class ChangesCard(TaskCard):
    """The lines of a paper that differ from the records now. `issue_asked(key)`: make it anew."""

    issue_asked = Signal(str)

    def __init__(self) -> None:
        self._key = ""
        self.words = label("", wrap=True)
        self.lines = column(gap=8)
        go = button("Lập lại văn bản này", lambda: self.issue_asked.emit(self._key), icon="refresh-cw", kind="primary")
        super().__init__("Khác dữ liệu hiện tại", column(self.words, bare(self.lines), gap=12), go)

    def show_changes(self, item: PaperRow) -> None:
        """Show the lines, from what to what."""
        self._key = item.key
        what = "Bản đã ký" if item.signed is not None else "Bản đã lập"
        self.words.setText(f"{what} khác dữ liệu hiện tại: {item.changed_lines} dòng. {item.title}.")
        clear(self.lines)
        for change in item.changes:
            where = f"{change.where}: {change.label}" if change.label else change.where
            told = column(label(where, "strong", wrap=True), gap=2, margins=(10, 6, 10, 6))
            told.addWidget(label(f"trong văn bản: {change.before or 'không có'}", "second", wrap=True))
            told.addWidget(label(f"trong sổ: {change.now or 'không có'}", wrap=True))
            self.lines.addWidget(Box(told, "well"))


class SentCard(TaskCard):
    """How the dossier was sent. `given(day, way, receiver, receipt, milestone)`; no milestone is ""."""

    given = Signal(object, str, str, object, str)

    def __init__(self, preferences: QSettings) -> None:
        self.day = DateField("Ngày gửi")
        self.way = Choice("Cách gửi", [(way.value, way.label) for way in SendingWay])
        self.receiver = TextField("Người nhận, nơi nhận")
        self.receipt = FileField(
            "Giấy biên nhận", lambda: ask_open(self, preferences, "receipts", "Chọn giấy biên nhận", ANY)
        )
        self.milestone = Choice("Mốc của kế hoạch")
        self.form = Form("sending")
        self.form.add("day", "Ngày gửi", self.day)
        self.form.add("way", "Cách gửi", self.way)
        self.form.add("receiver", "Người nhận, nơi nhận", self.receiver)
        self.form.add("receipt", "Giấy biên nhận", self.receipt, hint="ảnh hoặc PDF; không bắt buộc")
        self.form.add("milestone", "Mốc của kế hoạch được xong", self.milestone)
        self.form.finished.connect(self._give)
        note = label("Ghi lại lần gửi; chương trình không tự gửi đi đâu.", "caption", wrap=True)
        go = button("Ghi đã gửi", self._give, kind="primary")
        super().__init__("Ghi đã gửi", column(self.form, hairline(), note, gap=10), go)

    def ask(self, today: date, receiver: str, milestones: Sequence[MilestoneInfo], likely: str | None) -> None:
        """Ask how it was sent, and which of the milestones is met by it; the likely one is proposed."""
        offered = [(info.code, f"{info.product} ({info.wording})") for info in milestones]
        self.milestone.offer([("", "không ghi mốc nào"), *offered])
        self.milestone.choose(likely or "")
        self.form.fields["milestone"].setVisible(bool(offered))
        self.day.show_day(today)
        self.receiver.setText(receiver)
        self.receiver.setCursorPosition(0)
        self.receipt.show_path(None)
        self.form.show_faults({})
        self.day.setFocus()

    def place(self) -> dict[str, PlaceValue]:
        """Return that the sending is asked about."""
        return {"card": "sending"}

    def _give(self) -> None:
        faults = {}
        if self.day.fault() or self.day.day() is None:
            faults["day"] = self.day.fault() or "chưa ghi ngày"
        if not self.receiver.value():
            faults["receiver"] = "chưa ghi người nhận, nơi nhận"
        if self.form.show_faults(faults):
            self.given.emit(
                self.day.day(), self.way.key, self.receiver.text(), self.receipt.path, self.milestone.key or ""
            )
