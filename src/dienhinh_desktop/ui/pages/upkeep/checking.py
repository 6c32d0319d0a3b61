"""Kiểm tra dữ liệu: is the file sound, do its rows make sense, can the newest backup be read."""

from __future__ import annotations

from ....domain.text import number_text
from ....domain.upkeep import CheckResult
from ....services import upkeep
from ...kit.boxes import Card, CardHead, Scroll, bare, clear, column
from ...kit.buttons import button
from ...kit.labels import hairline, label
from ...kit.marks import Mark
from ...kit.notice import Notice
from ...page import Page

_COUNTED = (
    ("subjects", "hồ sơ"),
    ("ratings", "xếp loại"),
    ("awards", "khen thưởng"),
    ("initiatives", "sáng kiến"),
    ("attestations", "xác nhận"),
)
_WORDS = (
    "Đọc hết tệp dữ liệu xem có hỏng không; xem mọi dòng có dẫn đúng hồ sơ, khớp với nhật ký và tìm ra được không;"
    " đọc lại bản sao lưu mới nhất. Không đổi gì trong sổ."
)


class CheckingSection(Card):
    """One button and what it found."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            CardHead("Kiểm tra dữ liệu", button("Kiểm tra", self.check, icon="check", kind="primary")), hairline()
        )
        self._page, self._ctx = page, page.ctx
        self.found = column(gap=8)
        content = bare(column(label(_WORDS, "second", wrap=True), self.found, None, gap=12, margins=(14, 12, 14, 12)))
        self.body.addWidget(Scroll(content, "Kết quả kiểm tra"), 1)

    def check(self) -> None:
        """Look at everything; nothing is changed."""
        ctx = self._ctx
        self._page.compute(lambda _progress: upkeep.check(ctx), self.show_result, label="Đang kiểm tra", key="check")

    def show_result(self, result: CheckResult) -> None:
        """Say what was found."""
        clear(self.found)
        counted = ", ".join(f"{number_text(result.counted.get(table, 0))} {words}" for table, words in _COUNTED)
        if result.sound:
            self.found.addWidget(Notice(Mark.OK, f"Đã xem {counted}.", strong="Dữ liệu lành, không có lỗi."))
        else:
            words = "Mở Sao lưu, xem thử bản gần nhất còn lành rồi khôi phục; hoặc gửi danh sách này cho người hỗ trợ."
            strong = f"Tìm thấy {len(result.faults)} chỗ sai."
            way = ("Mở Sao lưu", lambda: self._page.shell.go("settings", section="backups"))
            self.found.addWidget(Notice(Mark.BAD, words, strong=strong, details=result.faults, action=way))
        for caution in result.cautions:
            self.found.addWidget(Notice(Mark.WARN, caution))
        for note in result.notes:
            self.found.addWidget(Notice(Mark.INFO, note))
