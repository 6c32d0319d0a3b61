"""Cài đặt: the office as its papers name it, backups, how the window looks, where the data lies, is it sound."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from ...domain.drafts import PlaceValue
from ...domain.upkeep import Act, Kind, Office
from ...services import records, upkeep
from .. import texts, theme
from ..kit.boxes import Box, Card, CardHead, Scroll, bare, column, row
from ..kit.buttons import button
from ..kit.chips import Segmented
from ..kit.columns import CellKind, Column
from ..kit.labels import FoldLabel, hairline, label
from ..kit.table import Table
from ..office_form import OfficeForm
from ..page import Page
from .trash import TrashSection
from .upkeep import BackupsSection, CheckingSection, SignersSection, SupportSection

_SECTIONS = (
    ("office", "Cơ quan"),
    ("signers", "Người ký"),
    ("backups", "Sao lưu"),
    ("trash", "Thùng rác"),
    ("looks", "Hiển thị"),
    ("folder", "Thư mục"),
    ("check", "Kiểm tra dữ liệu"),
    ("support", "Gửi nhật ký hỗ trợ"),
    ("acts", "Nhật ký"),
)


class SettingsPage(Page):
    """Sections at the left, the fields of one at the right."""

    name = "settings"
    title = "Cài đặt"
    place = "settings"
    shows = frozenset({Kind.OFFICE, Kind.RECORDS, Kind.ROUNDS, Kind.IMPORTS, Kind.BACKUPS})

    def build(self) -> None:
        """Make the list of sections and a card for each."""
        self.stage = QStackedWidget()
        self.sections: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        names = column(gap=2, margins=(8, 8, 8, 8))
        self.backups, self.checking, self.trash = BackupsSection(self), CheckingSection(self), TrashSection(self)
        self.support, self.signers = SupportSection(self), SignersSection(self)
        cards: dict[str, QWidget] = {
            "office": self._office(),
            "signers": self.signers,
            "backups": self.backups,
            "trash": self.trash,
            "looks": self._looks(),
            "folder": self._folder(),
            "check": self.checking,
            "support": self.support,
            "acts": self._acts(),
        }
        for key, text in _SECTIONS:
            made = button(text, lambda key=key: self.show_section(key), kind="section")  # type: ignore[misc]
            made.setCheckable(True)
            self.sections[key] = made
            self._group.addButton(made)
            names.addWidget(made)
            self.stage.addWidget(cards[key])
        names.addStretch(1)
        self._names = side = Card(bare(names))
        side.setFixedWidth(theme.current().px(200))
        inside = row(side, gap=12)
        inside.addWidget(self.stage, 1)
        self.body.addLayout(inside, 1)
        self._cards = cards
        self.show_section("office")

    def arrive(self, section: str | None = None, **_rest: Any) -> None:
        """Open a section."""
        if section is not None:
            self.show_section(section)

    def leave(self) -> None:
        """Esc: leave the fields of a signer."""
        if self.stage.currentWidget() is self.signers and self.signers.asking:
            self.signers.back()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list of sections and the section shown."""
        return self._names, self.stage

    def take_focus(self) -> None:
        """Begin in the list of sections."""
        next(made for made in self.sections.values() if made.isChecked()).setFocus()

    def show_section(self, key: str) -> None:
        """Show the fields of a section."""
        self.sections[key].setChecked(True)
        self.stage.setCurrentWidget(self._cards[key])
        if key == "support":
            self.support.refresh()

    def draft_place(self) -> dict[str, PlaceValue]:
        """Return the section shown, and whose fields are open in it."""
        shown = self.stage.currentWidget()
        section = next(key for key, card in self._cards.items() if card is shown)
        return {"section": section, **(self.signers.place() if shown is self.signers else {})}

    def resume(self, signer: int | None = None, **place: Any) -> None:
        """Open the same section again, and the same fields in it."""
        self.arrive(**place)
        if signer is not None:
            self.signers.resume(signer)

    # --- the sections -----------------------------------------------------------------------------------------------

    def _office(self) -> QWidget:
        self.office_form = OfficeForm(full=True)
        self.office_form.finished.connect(self.save)
        words = label(
            "Dùng cho đầu văn bản và chỗ ký của danh sách, biểu mẫu (Nghị định 30/2020).", "second", wrap=True
        )
        content = bare(column(words, self.office_form, None, gap=12, margins=(14, 12, 14, 12)))
        foot = row(None, button("Lưu", self.save, kind="primary", key="Ctrl+S"), margins=(12, 8, 12, 8))
        card = Card(CardHead("Cơ quan"), hairline())
        card.body.addWidget(Scroll(content, "Các ô về cơ quan"), 1)
        card.body.addWidget(Box(foot, "foot"))
        return card

    def _looks(self) -> QWidget:
        kept = self.shell.preferences
        self.letters = Segmented([(size.value, size.label) for size in theme.TextSize], "Cỡ chữ")
        self.letters.choose(str(kept.value("looks/size", theme.TextSize.MEDIUM.value)))
        self.ground = Segmented([("auto", "Theo máy"), *((g.value, g.label) for g in theme.Ground)], "Nền")
        self.ground.choose(str(kept.value("looks/ground", "auto")))
        self.sample = label("Nguyễn Thị Hồng Phượng, Chiến sĩ thi đua cơ sở năm 2025")
        self._show_sample()
        self.letters.picked.connect(lambda _key: self._looks_changed())
        self.ground.picked.connect(lambda _key: self._looks_changed())
        self.reopen = button("Mở lại cửa sổ", self.shell.reopen, icon="refresh-cw", kind="primary")
        self.reopen.hide()
        self.reopen_words = label("Cỡ chữ và nền mới có sau khi mở lại cửa sổ; mất chừng 2 giây.", "second", wrap=True)
        self.reopen_words.hide()
        content = column(
            label("Cỡ chữ", "field"),
            row(self.letters, None),
            Box(column(self.sample, margins=(12, 10, 12, 10)), "soft"),
            label("Nền", "field"),
            row(self.ground, None),
            self.reopen_words,
            row(self.reopen, None),
            None,
            margins=(14, 12, 14, 12),
        )
        return Card(CardHead("Hiển thị"), hairline(), content)

    def _folder(self) -> QWidget:
        self.folder = FoldLabel(str(self.shell.folder))
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        content = column(
            label("Thư mục dữ liệu", "field"),
            row(self.folder, None, button("Mở thư mục", self._open_folder, icon="folder-open")),
            label(f"{texts.HERE_ONLY} {texts.NO_SECRETS}", "second", wrap=True),
            None,
            gap=10,
            margins=(14, 12, 14, 12),
        )
        return Card(CardHead("Thư mục"), hairline(), content)

    def _acts(self) -> QWidget:
        self.acts = Table(
            "Các việc vừa làm",
            (
                Column(key="at", heading="Lúc", text=lambda act: f"{act.at:%d/%m/%Y %H:%M}", width=134),
                Column(key="label", heading="Việc", text=lambda act: act.label, kind=CellKind.NAME, tone=_act_tone),
                Column(key="who", heading="Ai", text=lambda act: act.who, width=120, optional=True),
                Column(
                    key="state", heading="Trạng thái", text=lambda act: "đã hoàn tác" if act.undone else "", width=100
                ),
            ),
            key=lambda act: act.id,
        )
        card = Card(CardHead("Nhật ký", note="50 việc gần nhất; Ctrl+Z lùi từng việc"), hairline())
        card.body.addWidget(self.acts, 1)
        return card

    # --- reading and doing ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read office, units and the last acts."""
        ctx = self.ctx
        self.ask(
            lambda: (upkeep.office(ctx), records.list_units(ctx), upkeep.acts(ctx)),
            lambda found: self._have(*found),
            key="all",
        )
        self.signers.refresh()
        self.backups.refresh()
        self.trash.refresh()

    def _have(self, office: Office, units: tuple[tuple[str, str], ...], acts: tuple[Act, ...]) -> None:
        self.office_form.show_office(office)
        self.office_form.offer_units(units)
        self.acts.show_rows(acts)

    def save(self) -> None:
        """Keep the office, or the signer being typed."""
        if self.stage.currentWidget() is self.signers and self.signers.asking:
            self.signers.save()
            return
        if self.stage.currentWidget() is not self._cards["office"]:
            super().save()
            return
        ctx, office = self.ctx, self.office_form.office()
        self.act(lambda _progress: upkeep.save_office(ctx, office))

    def _looks_changed(self) -> None:
        self.shell.preferences.setValue("looks/size", self.letters.key)
        self.shell.preferences.setValue("looks/ground", self.ground.key)
        self._show_sample()
        self.reopen.show()
        self.reopen_words.show()

    def _show_sample(self) -> None:
        font = theme.current().font()
        font.setPixelSize(max(12, round(13 * theme.TextSize(self.letters.key).factor)))
        self.sample.setFont(font)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shell.folder)))


def _act_tone(act: Act) -> str:
    return "text3" if act.undone else "text"
