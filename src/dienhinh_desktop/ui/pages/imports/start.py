"""The first step: a place to drop the file on, and the imports made before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.imports import ImportBatch
from ....domain.text import number_text
from ... import icons, theme
from ...kit.boxes import Card, CardHead, column, row
from ...kit.buttons import button
from ...kit.chips import Segmented
from ...kit.columns import Align, CellKind, Column
from ...kit.labels import label
from ...kit.marks import Mark
from ...kit.notice import Empty
from ...kit.table import Table
from .learned import LearnedView

LOW = 320
NO_BATCH = "Chưa có lần nhập nào."


def batch_columns() -> list[Column]:
    """Return the columns of the list of imports."""
    return [
        Column(
            key="at",
            heading="Lúc",
            text=lambda batch: f"{batch.at:%H:%M}, {short_date(batch.at.date())}",
            width=138,
            sort=lambda batch: batch.at,
        ),
        Column(key="file", heading="Tệp", text=lambda batch: batch.file, kind=CellKind.NAME, least=160),
        Column(key="added", heading="Mới", text=lambda b: number_text(b.added), width=80, align=Align.RIGHT),
        Column(key="updated", heading="Cập nhật", text=lambda b: number_text(b.updated), width=90, align=Align.RIGHT),
        Column(
            key="issues", heading="Cảnh báo", text=lambda b: number_text(len(b.issues)), width=90, align=Align.RIGHT
        ),
        Column(
            key="state",
            heading="Trạng thái",
            text=lambda batch: "Đã hoàn tác" if batch.undone else "Đang dùng",
            value=lambda batch: Mark.NONE if batch.undone else Mark.OK,
            kind=CellKind.CHIP,
            width=126,
        ),
        Column(
            key="undo",
            heading="",
            text=lambda batch: "" if batch.undone else "Hoàn tác",
            kind=CellKind.BUTTON,
            width=96,
        ),
    ]


class StartView(QWidget):
    """`file_asked()`, `paste_asked()`, `blank_asked()` and `undo_asked(batch)` tell what the clerk wants."""

    file_asked = Signal()
    blank_asked = Signal()
    paste_asked = Signal()
    undo_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.drop = _DropPlace()
        self.drop.choose.clicked.connect(lambda _checked=False: self.file_asked.emit())
        self.drop.blank.clicked.connect(lambda _checked=False: self.blank_asked.emit())
        self.drop.paste.clicked.connect(lambda _checked=False: self.paste_asked.emit())
        self.batches = Table("Các lần nhập", batch_columns(), key=lambda batch: batch.id)
        self.batches.pressed.connect(lambda batch, _key: self.undo_asked.emit(batch))
        self.learned = LearnedView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.batches)
        self._stack.addWidget(Empty(NO_BATCH))
        self._stack.addWidget(self.learned)
        self.shown = Segmented([("batches", "Các lần nhập"), ("learned", "Cách hiểu đã nhớ")], "Xem")
        self.shown.picked.connect(lambda _key: self._show())
        self._head = CardHead("Đã nhập", self.shown)
        past = Card(self._head)
        past.body.addWidget(self._stack, 1)
        inside = column(self.drop, gap=12)
        inside.addWidget(past, 1)
        self.setLayout(inside)
        self.show_batches(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the list on low windows."""
        super().resizeEvent(event)
        self.drop.make_low(self.height() < theme.current().px(LOW))

    def show_batches(self, batches: Sequence[ImportBatch]) -> None:
        """Show past imports, newest first."""
        self.batches.show_rows(batches)
        self._show()

    def _show(self) -> None:
        some = bool(self.batches.things.things())
        learned = self.shown.key == "learned"
        self._stack.setCurrentIndex(2 if learned else 0 if some else 1)
        words = (
            "Quên một dòng thì lần sau chương trình hỏi lại" if learned else "Hoàn tác đưa sổ về như trước lần nhập ấy"
        )
        self._head.note.setText(words if learned or some else "")


class _DropPlace(QWidget):
    """A dashed place to drop a file on."""

    def __init__(self) -> None:
        super().__init__()
        self.hovered = False
        self.choose = button("Chọn tệp", icon="folder-open", kind="primary")
        self.blank = button("Xuất sổ dữ liệu để điền", icon="file-spreadsheet")
        self.paste = button("Dán từ Excel", icon="list-plus", tip="Đọc các ô vừa chép trong Excel như một danh sách")
        words = label("Kéo tệp Excel thả vào đây: sổ dữ liệu, hoặc danh sách đơn vị tự lập", "section")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        more = label(
            "Tệp chỉ được đọc, không bị sửa. Xem trước từng dòng rồi mới ghi; ghi xong vẫn hoàn tác được.", "second",
            wrap=True,
        )  # fmt: skip
        self._more = more
        more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room = label("")
        self._room.setFixedHeight(theme.current().px(30))
        inside = column(self._room, words, more, gap=6, margins=(24, 16, 24, 18))
        inside.addSpacing(theme.current().px(6))
        inside.addLayout(row(None, self.choose, self.paste, self.blank, None))
        self.setLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def make_low(self, low: bool) -> None:
        """Leave the picture and the second sentence out where the page is low."""
        for widget in (self._room, self._more):
            widget.setHidden(low)

    def set_hovered(self, hovered: bool) -> None:
        """Show that a file is held over the place."""
        self.hovered = hovered
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed edge and the icon."""
        wear = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(wear.colour("accent" if self.hovered else "line_strong"), 1.4, Qt.PenStyle.DashLine)
        )  # fmt: skip
        painter.setBrush(wear.colour("accent_soft" if self.hovered else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = wear.px(28)
        box = QRectF((self.width() - side) / 2, self._room.geometry().top(), side, side)
        if not self._room.isHidden():
            icons.draw(painter, "file-spreadsheet", box, wear.colour("accent"))
        painter.end()
