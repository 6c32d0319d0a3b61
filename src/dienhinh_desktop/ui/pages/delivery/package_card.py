"""The package for the unit above: what it holds, whether it is ready, and that it was sent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ....domain.dates import short_date
from ....domain.issued import RoundPapers
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, clear, column, row
from ...kit.buttons import button
from ...kit.fields import TextField, helped_by
from ...kit.labels import Chip, hairline, label
from ...kit.marks import Mark


class PackageCard(Card):
    """`package_asked(passphrase)`, `folder_asked()`, `sent_asked()`, `results_asked()`, `shown_asked()`."""

    package_asked = Signal(str)
    folder_asked = Signal()
    sent_asked = Signal()
    results_asked = Signal()
    shown_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = CardHead("Gói gửi lên")
        self.receiver = label("", wrap=True)
        self.state = Chip(Mark.HOLLOW, "")
        self.lacks = column(gap=4)
        self.word = TextField("Mật khẩu gói", hint="không bắt buộc")
        helped_by(self.word, "package.passphrase")
        self.word.setEchoMode(QLineEdit.EchoMode.Password)
        self.make = button("Tạo gói", self._make, icon="files", kind="primary")
        self.plain = button("Ghi ra thư mục", self.folder_asked.emit, tip="Cho nơi nhận chưa có chương trình")
        self.show_made = button("Mở thư mục", self.shown_asked.emit, icon="folder-open", kind="small")
        self.show_made.hide()
        self.sent = label("", wrap=True)
        self.note = button("Ghi đã gửi", self.sent_asked.emit)
        self.results = button("Nhận kết quả", self.results_asked.emit, icon="file-input")
        word = column(label("Mật khẩu gói", "field", buddy=self.word), self.word, gap=3)
        inside = column(
            label("Nơi nhận", "caption"), self.receiver, row(self.state, None), self.lacks, hairline(), word,
            row(self.make, self.plain, None), row(self.show_made, None), hairline(), self.sent, None, gap=9,
            margins=(14, 12, 14, 12),
        )  # fmt: skip
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(Scroll(bare(inside), "Gói gửi lên"), 1)
        self.body.addWidget(Box(row(None, self.results, self.note, margins=(12, 6, 12, 6)), "foot"))

    def show_papers(self, papers: RoundPapers) -> None:
        """Show how ready the dossier is."""
        rows = papers.dossier
        self.receiver.setText(papers.receiver or "Kế hoạch không ghi nơi nhận.")
        made = [item for item in rows if item.issued is not None]
        whole = len(rows) == papers.ready
        mark = Mark.OK if whole else Mark.WARN if made else Mark.HOLLOW
        self.state.show_status(mark, f"{papers.ready}/{len(rows)} văn bản đã ký{', kiểm tra đạt' if whole else ''}")
        clear(self.lacks)
        for words in _lacks(papers):
            self.lacks.addWidget(label(f"– {words}", "second", wrap=True))
        self.make.setEnabled(bool(made))
        self.plain.setEnabled(bool(made))
        self.note.setEnabled(bool(made))
        sent = papers.sent
        self.results.setVisible(sent is not None)
        if sent is None:
            self.sent.setText("Chưa ghi lần gửi nào.")
            return
        receipt = f"; biên nhận {sent.receipt_file}" if sent.receipt_file else ""
        told = f"Đã gửi ngày {short_date(sent.day)}, {sent.way.label.lower()}, {sent.receiver}{receipt}."
        self.sent.setText(f"{told} Chờ kết quả.")

    def _make(self) -> None:
        word = self.word.text()
        self.word.clear()
        self.package_asked.emit(word)


def _lacks(papers: RoundPapers) -> list[str]:
    """Say in words what is still to be done before the dossier is whole."""
    rows = papers.dossier
    found = [f"{len(papers.stops)} lỗi chặn: {papers.stops[0]}"] if papers.stops else []
    unmade = sum(item.issued is None for item in rows)
    unsigned = sum(item.issued is not None and not item.signed_well for item in rows)
    found += [f"{count} văn bản {words}" for count, words in ((unmade, "chưa lập"), (unsigned, "chờ ký")) if count]
    unscanned = sum(item.issued is not None and item.issued.printed > 0 and not item.signed_well for item in rows)
    if unscanned:
        found.append(f"{unscanned} văn bản đã in để ký mà thiếu bản quét")
    differing = sum(bool(item.changes) for item in rows)
    if differing:
        found.append(f"{differing} văn bản khác dữ liệu hiện tại")
    unproven = sum(item.signed is not None and item.signed.verdict == "chua_xac_dinh" for item in rows)
    if unproven:
        found.append(f"{unproven} chữ ký chưa xác định (thiếu chứng thư gốc hoặc danh sách thu hồi)")
    return found
