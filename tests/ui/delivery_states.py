"""States of the page "Ký, in, gửi" that are worth looking at, in this order."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from dienhinh_desktop.domain.dates import PartialDate
from dienhinh_desktop.domain.issued import SendingWay
from dienhinh_desktop.domain.scans import OpenedScan, ScanPart, end_part, settle_part
from dienhinh_desktop.services import delivery, records, upkeep
from dienhinh_desktop.ui.window import Window

from .desk import settle
from .round_states import _chosen


def _round(window: Window) -> int:
    held = window.shell.round
    assert held is not None
    assert held.id is not None
    return held.id


def _papers(window: Window) -> Any:
    """Issue the papers of the round, once."""
    _chosen(window)
    number = _round(window)
    delivery.issue(window.shell.ctx, number)
    page: Any = window.go("delivery")
    page.make_stale()
    settle(window)
    return page


def _numbered(window: Window) -> Any:
    page = _papers(window)
    delivery.fill(window.shell.ctx, _round(window), "to_trinh", "412", date(2025, 12, 8))
    page.make_stale()
    settle(window)
    return page


def _empty(window: Window) -> None:
    _chosen(window)
    window.go("delivery")


def _waiting(window: Window) -> None:
    _papers(window)


def _number(window: Window) -> None:
    _papers(window).edit()


def _signing(window: Window) -> None:
    page = _numbered(window)
    page.table.table.choose("to_trinh")
    settle(window)
    page.table.sign.click()


def _receiving(window: Window) -> None:
    page = _numbered(window)
    scan = OpenedScan(name="ban_quet_to_trinh.pdf", parts=(ScanPart(first=1, last=3),))
    page.receiving._have(Path(scan.name), scan)


def _signed(window: Window) -> None:
    page = _numbered(window)
    scan = Path(str(window.shell.preferences.fileName())).parent / "ban_quet.png"
    Image.new("RGB", (60, 80), "white").save(scan)
    for row in delivery.round_papers(window.shell.ctx, _round(window)).rows[:3]:
        assert row.issued is not None
        assert row.issued.id is not None
        delivery.take_back(window.shell.ctx, row.issued.id, scan)
    page.make_stale()
    settle(window)


def _differing(window: Window) -> None:
    ctx = window.shell.ctx
    page = _papers(window)
    card = records.open_card(ctx, "CB005")
    records.save_subject(ctx, replace(card.subject, birth=PartialDate(1977)))
    page.make_stale()
    settle(window)
    page.table.table.choose("danh_sach")
    page._show_changes(page.table.table.current())
    settle(window)
    upkeep.undo_last(ctx)


def _splitting(window: Window) -> None:
    page = _papers(window)
    ctx = window.shell.ctx
    rows = [item for item in page.table.table.things.things() if item.issued is not None][:3]
    delivery.note_printed(ctx, {item.issued.id: 1 for item in rows})
    file = Path(tempfile.mkdtemp()) / "ban_quet.pdf"
    file.write_bytes(delivery.pages_of(ctx, rows, signed=False))
    page.receiving.receive(file)
    settle(window)
    page.split.parts = end_part(page.split.parts, 1, 1)
    page.split._have(settle_part(page.split.parts, page.split.parts[-1].first, None))
    settle(window)
    upkeep.undo_last(ctx)


def _sending(window: Window) -> None:
    _papers(window).package.note.click()


def _preview(window: Window) -> None:
    page = _papers(window)
    page.print_out()
    settle(window)
    page.seek()
    page.prints.card.search.setText("điển hình")
    page.prints.card.search._ask()


def _sent(window: Window) -> None:
    page = _papers(window)
    delivery.note_sent(window.shell.ctx, _round(window), date(2025, 12, 12), SendingWay.MAIL, "Ban TĐKT tỉnh Hà Tĩnh")
    page.make_stale()
    window.desk.refresh()


DELIVERY_STATES: dict[str, Callable[[Window], None]] = {
    "delivery_empty": _empty,
    "delivery_waiting": _waiting,
    "delivery_number": _number,
    "delivery_signing": _signing,
    "delivery_receiving": _receiving,
    "delivery_preview": _preview,
    "delivery_splitting": _splitting,
    "delivery_differing": _differing,
    "delivery_signed": _signed,
    "delivery_sent": _sent,
    "delivery_sending": _sending,
}
