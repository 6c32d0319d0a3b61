"""The menu of a paper: what can be done with it, whether it goes with what is sent, and its earlier versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from ....domain.dates import short_date
from ....domain.issued import IssuedPaper, PaperRow
from ....services import delivery
from ...kit.menus import fleeting_menu, offer
from ...page import Page
from .paper_table import PaperTable


class PaperMenu:
    """Offers the work of the buttons by words, and what has no button; `see` shows a version of a paper."""

    def __init__(self, page: Page, table: PaperTable, see: Callable[[Sequence[PaperRow]], object]) -> None:
        self._page, self._table, self._see = page, table, see
        table.table.menu_filling.connect(self._fill)

    def _fill(self, menu: QMenu) -> None:
        held, table = self._page.shell.round, self._table
        item = table.table.current()
        if held is None or held.id is None or item is None:
            return
        number = held.id
        for words, made in (
            ("Xem", table.look),
            ("In…", table.print),
            ("Điền số, ngày…  F2", table.fill),
            ("Ký số…", table.sign),
            ("Nhận bản đã ký…", table.receive),
        ):
            offer(menu, words, made.click).setEnabled(made.isEnabled())
        menu.addSeparator()
        keys = [row.key for row in table.chosen() if row.listed]
        words = "Bỏ khỏi bộ gửi" if item.goes else "Đưa vào bộ gửi"
        offer(menu, words, lambda: self._set_goes(number, keys, goes=not item.goes)).setEnabled(bool(keys))
        offer(menu, "Các bản đã lập…", lambda: self._ask_versions(number, item)).setEnabled(item.issued is not None)

    def _ask_versions(self, number: int, item: PaperRow) -> None:
        ctx, key = self._page.ctx, item.key
        self._page.ask(
            lambda: delivery.versions(ctx, number, key), lambda found: self._offer_versions(item, found), key="versions"
        )

    def _offer_versions(self, item: PaperRow, versions: Sequence[IssuedPaper]) -> None:
        menu = fleeting_menu(self._table.table)
        menu.setAccessibleName(f"Các bản đã lập của {item.name}")
        for version in versions:
            told = f"{version.code}, lập {version.at:%H:%M} {short_date(version.at.date())}, {version.who}"
            now = item.issued is not None and version.id == item.issued.id
            offer(menu, told, lambda one=version: self._see([_shown(item, one)]), checked=now)  # type: ignore[misc]
        menu.popup(QCursor.pos())

    def _set_goes(self, number: int, keys: Sequence[str], *, goes: bool) -> None:
        ctx = self._page.ctx
        self._page.act(lambda _progress: delivery.set_goes(ctx, number, keys, goes=goes))


def _shown(item: PaperRow, version: IssuedPaper) -> PaperRow:
    """Return the row of a paper with another of its versions in hand."""
    same = item.issued is not None and item.issued.id == version.id
    return item if same else replace(item, issued=version, signed=None, changes=())
