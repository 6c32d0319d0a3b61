"""Thùng rác: what was taken away, by whom and when, with the way back."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ...domain.history import TrashItem
from ...domain.text import number_text
from ...domain.upkeep import Kind
from ...services import trash
from ..kit.boxes import Box, Card, row
from ..kit.buttons import button
from ..kit.columns import Align, CellKind, Column
from ..kit.labels import FoldLabel
from ..kit.notice import Empty
from ..kit.table import Table
from ..page import Page

_NONE = "Thùng rác trống. Hồ sơ, dòng đã xóa nằm ở đây và khôi phục được."
_HINT = "Khôi phục trả mọi dòng về như lúc xóa, kể cả sau những việc làm khác"
_COLUMNS = (
    Column(
        key="title",
        heading="Hồ sơ, dòng đã xóa",
        text=lambda item: item.title,
        kind=CellKind.TWO_LINE,
        value=lambda item: item.about,
        tip=lambda item: f"{item.title}\n{item.about}",
    ),
    Column(key="thing", heading="Loại", text=lambda item: item.thing, width=120),
    Column(
        key="rows",
        heading="Số dòng",
        text=lambda item: number_text(item.rows),
        width=80,
        align=Align.RIGHT,
        sort=lambda item: item.rows,
        optional=True,
    ),
    Column(
        key="at",
        heading="Xóa lúc",
        text=lambda item: f"{item.at:%H:%M %d/%m/%Y}",
        width=140,
        sort=lambda item: -item.act,
    ),
    Column(key="who", heading="Ai xóa", text=lambda item: item.who, width=140, optional=True),
)


class TrashSection(QWidget):
    """The list of what was taken away; a page that holds it calls `refresh`."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.table = Table("Thùng rác", _COLUMNS, key=lambda item: item.key, row_height=44, many=True)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.stage.addWidget(Empty(_NONE))
        self.hint = FoldLabel(_HINT, "second")
        self.restore = button("Khôi phục", self.bring_back, icon="history", kind="primary")
        foot = row(margins=(12, 8, 12, 8))
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.restore)
        card = Card(self.stage, Box(foot, "foot"))
        card.body.setStretch(0, 1)
        inside = row(gap=0)
        inside.addWidget(card)
        self.setLayout(inside)
        self.table.picked.connect(self._count)
        self.table.opened.connect(lambda _item: self.bring_back())
        self._count()

    def refresh(self) -> None:
        """Read what lies there."""
        ctx = self._page.ctx
        self._page.ask(lambda: trash.trash(ctx), self._have, key="trash")

    def _have(self, items: tuple[TrashItem, ...]) -> None:
        self.table.show_rows(items, choose_first=True)
        self.stage.setCurrentIndex(0 if items else 1)
        self._count()

    def _count(self) -> None:
        many = len(self.table.selected())
        self.restore.setEnabled(many > 0)
        self.hint.setText(f"Đã chọn {many} mục" if many > 1 else _HINT)

    def bring_back(self) -> None:
        """Bring the chosen items back."""
        ctx, keys = self._page.ctx, [item.key for item in self.table.selected()]
        if keys:
            self._page.act(lambda _progress: trash.bring_back(ctx, keys), label="Đang khôi phục")


class TrashPage(Page):
    """The trash as a page of its own, beside the records."""

    name = "trash"
    title = "Thùng rác"
    place = "records"
    step = 1
    shows = frozenset({Kind.RECORDS, Kind.ROUNDS, Kind.IMPORTS})

    def build(self) -> None:
        """Put the list on the page."""
        self.head.add(button("Về hồ sơ", self.leave, icon="chevron-left"))
        self.section = TrashSection(self)
        self.body.addWidget(self.section, 1)

    def refresh(self) -> None:
        """Read the list again."""
        self.section.refresh()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list."""
        return (self.section.table,)

    def leave(self) -> None:
        """Go back to the records."""
        self.shell.go("records")
