"""Bắt đầu: three steps from nothing to a first result, and the door to practice."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ...domain.rounds import Round
from ...domain.upkeep import Kind, Office
from ...services import records, rounds, upkeep
from .. import texts, theme
from ..kit.boxes import Box, Card, Scroll, bare, column, row
from ..kit.buttons import button
from ..kit.labels import hairline, label
from ..kit.marks import Mark, paint_mark, paint_number
from ..office_form import OfficeForm
from ..page import Page

_PRACTICE = "Chưa sẵn sàng? Làm thử với hồ sơ của một sở không có thật, trong thư mục riêng."
_WHERE = f"{texts.HERE_ONLY} {texts.NO_SECRETS}"


class StepMark(QWidget):
    """A step's number, or its tick once it is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.done = number, False
        side = theme.current().px(26)
        self.setFixedSize(side, side)

    def show_done(self, done: bool) -> None:
        """Show the tick or the number."""
        self.done = done
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number or tick."""
        painter = QPainter(self)
        if self.done:
            paint_mark(painter, Mark.OK, QRectF(self.rect()))
        else:
            paint_number(painter, self._number, QRectF(self.rect()), filled=True)
        painter.end()


class WelcomePage(Page):
    """One card with three rows, each of which turns to a tick."""

    name = "welcome"
    title = "Bắt đầu"
    shows = frozenset({Kind.OFFICE, Kind.RECORDS, Kind.ROUNDS})

    def build(self) -> None:
        """Make the three rows."""
        self.head.say("Ba bước đến kết quả đầu tiên, khoảng 5 phút")
        self.marks = [StepMark(number) for number in (1, 2, 3)]
        self.fill = button("Điền", self._open_form, icon="pencil")
        self.office_form = OfficeForm(full=False)
        self.office_form.finished.connect(self.save)
        office_box = Box(
            column(
                self.office_form,
                row(None, button("Thôi", self._close_form), button("Lưu", self.save, key="Ctrl+S")),
                gap=12,
                margins=(14, 12, 14, 12),
            ),
            "soft",
        )
        self.office_place = bare(row(office_box, margins=(52, 0, 14, 12)))
        self.office_place.hide()
        self.office_words = label("Tên, cấp trên, nơi ghi ngày: in ở đầu mọi văn bản.", "second", wrap=True)
        self.round_words = label("", "second", wrap=True)
        self.data_words = label("", "second", wrap=True)
        self.choose = button("Chọn", lambda: self.shell.go("new_round", back="welcome"), icon="scroll-text")
        self.bring = button(
            "Nhập từ Excel", lambda: self.shell.go("imports", first=True), icon="file-input", kind="primary"
        )
        self.add = button("Thêm vài người", self._add_people, icon="user-plus")
        practice = button("Làm thử với dữ liệu mẫu", lambda: self.shell.reopen("practice"), icon="flask-conical")
        practice_row = row(gap=12, margins=(14, 12, 14, 12))
        practice_row.addLayout(column(label(_PRACTICE, wrap=True), label(_WHERE, "caption", wrap=True), gap=2), 1)
        practice_row.addWidget(practice)
        card = Card(
            self._line(self.marks[0], "Cơ quan của bạn", self.office_words, self.fill),
            self.office_place,
            hairline(),
            self._line(self.marks[1], "Chọn kế hoạch", self.round_words, self.choose),
            hairline(),
            self._line(self.marks[2], "Đưa dữ liệu vào", self.data_words, self.add, self.bring),
            hairline(),
            bare(practice_row),
        )
        card.setMaximumWidth(theme.current().px(800))
        wide = row(gap=0)
        wide.addWidget(card, 10)
        wide.addStretch(1)
        self.body.addWidget(Scroll(bare(column(wide, None, gap=0)), "Ba bước bắt đầu"), 1)

    def _line(self, mark: StepMark, title: str, words: QWidget, *buttons: QWidget) -> QWidget:
        inside = row(mark, gap=12, margins=(14, 14, 14, 14))
        inside.addLayout(column(label(title, "section"), words, gap=2), 1)
        for made in buttons:
            inside.addWidget(made)
        return bare(inside)

    def take_focus(self) -> None:
        """Begin at the first step that is not done."""
        ways = zip(self.marks, (self.fill, self.choose, self.bring), strict=True)
        next((way for mark, way in ways if not mark.done), self.bring).setFocus()

    # --- reading and doing ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read which steps are done."""
        ctx = self.ctx
        self.ask(
            lambda: (
                upkeep.office(ctx),
                rounds.rounds(ctx),
                records.how_many(ctx),
                len(ctx.packs),
            ),
            lambda found: self._have(*found),
            key="all",
        )

    def _have(self, office: Office, opened: tuple[Round, ...], subjects: int, packs: int) -> None:
        named = bool(office.name and office.place)
        self.marks[0].show_done(named)
        self.marks[1].show_done(bool(opened))
        self.marks[2].show_done(subjects > 0)
        if office.name:
            self.office_words.setText(", ".join(part for part in (office.name, office.superior, office.place) if part))
        self.round_words.setText(
            f"Đã mở {opened[0].name}." if opened else f"{packs} kế hoạch có sẵn; chọn một kế hoạch để mở đợt xét."
        )
        self.data_words.setText(
            f"Đã có {subjects} hồ sơ." if subjects else "Từ sổ dữ liệu Excel, hoặc gõ vài người để xem thử."
        )
        self.office_form.show_office(office)
        if self.focusWidget() in (None, self.fill, self.choose, self.bring):
            self.take_focus()
        if named and opened and subjects:
            words = f"Xong ba bước: {subjects} hồ sơ đã sẵn sàng để xét."
            self.notify_done(words, ("Xét điều kiện", lambda: self.shell.go("eligibility")))

    def resume(self, **_place: Any) -> None:
        """Open the form of the office again."""
        self._open_form()

    def _open_form(self) -> None:
        self.office_place.show()
        self.office_form.focus_first()

    def _close_form(self) -> None:
        self.office_place.hide()
        self.fill.setFocus()

    def save(self) -> None:
        """Keep the office."""
        ctx, office = self.ctx, self.office_form.office()
        self.act(lambda _progress: upkeep.save_office(ctx, office), lambda _changes: self._close_form())

    def leave(self) -> None:
        """Close the form."""
        if self.office_place.isVisible():
            self._close_form()

    def _add_people(self) -> None:
        self.shell.go("records", add=True)
