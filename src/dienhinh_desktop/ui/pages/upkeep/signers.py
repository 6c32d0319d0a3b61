"""Người ký: who signs for the office from when to when, by which authority, and which papers by default."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from ....domain.dates import short_date
from ....domain.drafts import PlaceValue
from ....domain.signers import SIGNED_PAPERS, Signer, SigningAuthority
from ....services import signers, upkeep
from ...kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ...kit.buttons import button
from ...kit.columns import CellKind, Column
from ...kit.fields import Choice, DateField, TextField
from ...kit.form import Form
from ...kit.labels import hairline
from ...kit.notice import Empty
from ...kit.table import Table
from ...page import Page

NOBODY = (
    "Chưa có ai trong danh sách người ký. Văn bản dùng người ký ghi ở mục Cơ quan; thêm ở đây khi người ký"
    " đổi theo thời gian, hoặc mỗi loại văn bản một người."
)


def columns() -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column(
            key="name",
            heading="Họ và tên",
            text=lambda item: item.name,
            value=lambda item: " / ".join(item.lines),
            kind=CellKind.TWO_LINE,
            least=170,
            tip=lambda item: f"{item.name}, {' / '.join(item.lines)}",
        ),
        Column(key="start", heading="Từ ngày", text=lambda item: _day(item.start), width=108),
        Column(key="end", heading="Đến ngày", text=lambda item: _day(item.end), width=108),
        Column(key="papers", heading="Mặc định ký", text=papers_of, width=230, tip=papers_of, optional=True),
    )


def papers_of(signer: Signer) -> str:
    """Return which papers somebody signs by default, in words."""
    return "; ".join(words for key, words in SIGNED_PAPERS.items() if key in signer.papers)


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else ""


class SignersSection(QStackedWidget):
    """The list, and the fields of one; a page that holds it calls `refresh`."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._signer: Signer | None = None
        self.addWidget(self._list())
        self.addWidget(self._fields())
        self._fit()

    def _list(self) -> QWidget:
        self.table = Table("Người ký", columns(), key=lambda item: item.id, row_height=44)
        self.table.picked.connect(self._fit)
        self.table.opened.connect(self._ask)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.table)
        self.stage.addWidget(Empty(NOBODY))
        self.drop = button("Bỏ", self._remove, icon="trash-2")
        self.change = button("Sửa", self._edit, icon="pencil")
        self.add = button("Thêm người ký", lambda: self._ask(None), icon="plus", kind="primary")
        card = Card(CardHead("Người ký", note="theo ngày của văn bản"), hairline())
        card.body.addWidget(self.stage, 1)
        card.body.addWidget(Box(row(None, self.drop, self.change, self.add, margins=(12, 8, 12, 8)), "foot"))
        return card

    def _fields(self) -> QWidget:
        self.name = TextField("Họ và tên người ký")
        self.post = TextField("Chức vụ của người ký")
        self.authority = Choice("Quyền hạn ký", [(way.value, way.label) for way in SigningAuthority])
        self.authority.picked.connect(lambda _key: self._fit())
        self.principal = TextField("Thay mặt, ký thay, thừa lệnh ai")
        self.start, self.end = DateField("Ký từ ngày"), DateField("Ký đến ngày")
        self.boxes = {key: QCheckBox(words) for key, words in SIGNED_PAPERS.items()}
        for key, box in self.boxes.items():
            box.setAccessibleName(f"Mặc định ký: {SIGNED_PAPERS[key]}")
        self.form = Form("signers")
        self.form.add("name", "Họ và tên", self.name, half=True, required=True)
        self.form.add("post", "Chức vụ", self.post, half=True, hint="Như Giám đốc, Phó Giám đốc", required=True)
        self.form.add("authority", "Quyền hạn ký", self.authority, half=True)
        self.form.add("principal", "Thay mặt, ký thay ai", self.principal, half=True, hint="Như Ủy ban nhân dân")
        self.form.add("start", "Từ ngày", self.start, half=True, hint="để trống: không rõ từ bao giờ")
        self.form.add("end", "Đến ngày", self.end, half=True, hint="để trống: đến nay")
        boxes = list(self.boxes.values())
        halves = (column(*boxes[:5], None, gap=6), column(*boxes[5:], None, gap=6))
        self.form.add("papers", "Mặc định ký", bare(row(*(bare(half) for half in halves), None, gap=28)))
        self.form.finished.connect(self.save)
        self.head = CardHead("Thêm người ký")
        card = Card(self.head, hairline())
        inside = bare(column(self.form, None, margins=(14, 12, 14, 12)))
        card.body.addWidget(Scroll(inside, "Các ô về người ký"), 1)
        go = button("Ghi người ký", self.save, kind="primary", key="Ctrl+S")
        card.body.addWidget(Box(row(None, button("Thôi", self.back), go, margins=(12, 8, 12, 8)), "foot"))
        return card

    def refresh(self) -> None:
        """Read who is kept."""
        ctx = self._page.ctx
        self._page.ask(lambda: signers.signers(ctx), self._have, key="signers")

    def _have(self, found: tuple[Signer, ...]) -> None:
        self.table.show_rows(found, choose_first=True)
        self.stage.setCurrentIndex(0 if found else 1)
        self._fit()

    @property
    def asking(self) -> bool:
        """Whether the fields of one are open."""
        return self.currentIndex() == 1

    def place(self) -> dict[str, PlaceValue]:
        """Return whose fields are open: the number of a signer, 0 for a new one."""
        return {"signer": (self._signer.id if self._signer is not None else None) or 0} if self.asking else {}

    def resume(self, signer: int) -> None:
        """Open the fields of the same signer again."""

        def have(found: tuple[Signer, ...]) -> None:
            self._have(found)
            wanted = next((item for item in found if item.id == signer), None)
            if wanted is not None or not signer:
                self._ask(wanted)

        ctx = self._page.ctx
        self._page.ask(lambda: signers.signers(ctx), have, key="signers")

    def back(self) -> None:
        """Leave the fields without keeping them."""
        self.setCurrentIndex(0)
        (self.table if self.table.current() is not None else self.add).setFocus()

    def _ask(self, signer: Signer | None) -> None:
        if signer is None and self.table.current() is None:
            ctx = self._page.ctx
            self._page.ask(lambda: upkeep.office(ctx), lambda office: self._open(None, office.signer), key="office")
        else:
            self._open(signer, "")

    def _open(self, signer: Signer | None, usual: str) -> None:
        shown = signer or Signer(name=usual, post="")
        self._signer = signer
        self.head.title.setText(f"Sửa người ký {shown.name}" if signer else "Thêm người ký")
        self.name.setText(shown.name)
        self.post.setText(shown.post)
        self.authority.choose(shown.authority.value)
        self.principal.setText(shown.principal)
        self.start.show_day(shown.start)
        self.end.show_day(shown.end)
        for key, box in self.boxes.items():
            box.setChecked(key in shown.papers)
        self.form.show_faults({})
        self._fit()
        self.setCurrentIndex(1)
        self.name.setFocus()

    def _edit(self) -> None:
        current = self.table.current()
        if current is not None:
            self._ask(current)

    def _fit(self) -> None:
        needed = SigningAuthority(self.authority.key or "").needs_principal
        self.form.fields["principal"].setVisible(needed)
        some = self.table.current() is not None
        self.drop.setEnabled(some)
        self.change.setEnabled(some)

    def save(self) -> None:
        """Keep what the fields say."""
        faults = {key: fault for key, field in (("start", self.start), ("end", self.end)) if (fault := field.fault())}
        if not self.name.value():
            faults["name"] = "chưa ghi họ tên"
        if not self.post.value():
            faults["post"] = "chưa ghi chức vụ"
        if not self.form.show_faults(faults):
            return
        made = replace(
            self._signer or Signer(name="", post=""),
            name=self.name.text(),
            post=self.post.text(),
            authority=SigningAuthority(self.authority.key or ""),
            principal=self.principal.text(),
            start=self.start.day(),
            end=self.end.day(),
            papers=tuple(key for key, box in self.boxes.items() if box.isChecked()),
        )
        ctx = self._page.ctx
        self._page.act(lambda _progress: signers.save_signer(ctx, made), lambda _done: self.back())

    def _remove(self) -> None:
        current = self.table.current()
        if current is not None:
            ctx = self._page.ctx
            self._page.act(lambda _progress: signers.remove_signer(ctx, current))
