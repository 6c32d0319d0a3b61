"""The states of the tab Minh chứng that are worth looking at."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from dienhinh_desktop.domain.proofs import KeptFile
from dienhinh_desktop.exchange.proofs import place_of
from dienhinh_desktop.services import proofs, records
from dienhinh_desktop.services.context import Context
from dienhinh_desktop.ui.window import Window
from tests.services.proof_files import sheet, word, written

from .desk import settle


def scan(lines: int) -> bytes:
    """Return a page that looks like a scanned decision."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=(595, 842), invariant=1)
    page.setFont("Times-Bold", 22)
    page.drawCentredString(400, 770, "CONG HOA XA HOI CHU NGHIA VIET NAM"[:24])
    page.drawCentredString(297, 660, "QUYET DINH")
    for line in range(lines):
        page.line(80, 600 - line * 26, 515 - (line % 3) * 60, 600 - line * 26)
    page.circle(430, 160, 52)
    page.save()
    return out.getvalue()


def photo() -> bytes:
    """Return a landscape."""
    made = Image.new("RGB", (900, 600), (142, 190, 226))
    pen = ImageDraw.Draw(made)
    pen.polygon([(0, 600), (300, 180), (560, 600)], fill=(70, 110, 70))
    pen.polygon([(350, 600), (650, 260), (900, 600)], fill=(92, 138, 84))
    pen.ellipse((700, 60, 800, 160), fill=(250, 214, 96))
    out = io.BytesIO()
    made.save(out, "JPEG")
    return out.getvalue()


def add_proofs(ctx: Context, code: str = "CB002") -> dict[str, KeptFile]:
    """Lay files of several kinds with a record: one proves two achievements, one an attestation, one nothing yet."""
    card = records.open_card(ctx, code)
    with tempfile.TemporaryDirectory() as place:
        tray = Path(place)
        files = {
            name: written(tray, name, data)
            for name, data in (
                ("QĐ 415-2024 Chiến sĩ thi đua cơ sở.pdf", scan(14)),
                ("Giấy chứng nhận sáng kiến.jpg", photo()),
                ("Báo cáo thành tích 5 năm.docx", word()),
                ("Số liệu tuyên truyền.xlsx", sheet()),
                ("QĐ415.pdf", scan(5)),
            )
        }
        kept = {name: proofs.keep_file(ctx, path) for name, path in files.items()}
    proofs.bind(ctx, code, list(kept.values()))
    first, *_rest = kept.values()
    proofs.tie(ctx, code, first.id or 0, [("awards", row.id or 0) for row in card.awards[:2]])
    if card.ratings:
        proofs.tie(ctx, code, kept["QĐ415.pdf"].id or 0, [("ratings", card.ratings[-1].id or 0)])
    return kept


def wait_for_pictures(window: Window, seconds: float = 20.0) -> None:
    """Let the small pictures be made and come."""
    page: Any = window.pages["records"]
    until = time.monotonic() + seconds
    while page.desk.proofs.thumbnails.busy:
        QApplication.processEvents()
        if time.monotonic() > until:
            raise TimeoutError("the pictures did not come")
        time.sleep(0.005)
    QApplication.processEvents()


def _show(window: Window) -> Any:
    page: Any = window.go("records", {"subject": "CB002", "tab": "proofs"})
    settle(window)
    QApplication.processEvents()
    window.grab()  # tiles ask for their pictures when they are painted
    wait_for_pictures(window)
    return page


def _tab(window: Window) -> None:
    kept = add_proofs(window.shell.ctx)
    page = _show(window)
    page.desk.card.proofs.tiles.choose(next(iter(kept.values())).id)


def _lost(window: Window) -> None:
    ctx = window.shell.ctx
    place_of(ctx.db.folder, add_proofs(ctx)["QĐ415.pdf"]).unlink(missing_ok=True)
    _show(window)


def _empty(window: Window) -> None:
    window.go("records", {"subject": "CB016", "tab": "proofs"})


def _ties(window: Window) -> None:
    _tab(window)
    page: Any = window.pages["records"]
    page.desk.card.proofs.tie.click()


def _clips(window: Window) -> None:
    add_proofs(window.shell.ctx)
    window.go("records", {"subject": "CB002", "tab": "achievements"})


def _form(window: Window) -> None:
    ctx = window.shell.ctx
    add_proofs(ctx)
    page: Any = window.go("records", {"subject": "CB002"})
    settle(window)
    page.desk.add_entry("attestations")
    form = page.desk.entry_form
    form.inputs["files"].widget.pick([Path("Biên bản họp bình xét 2025.pdf")])
    form.offer_scans(proofs.known_scans(ctx, _decision(ctx)), form.turn)
    form.well.show_widget(form.form.fields["files"])


def _decision(ctx: Context) -> str:
    return next(row.decision for row in records.open_card(ctx, "CB002").awards if row.decision) or ""


PROOF_STATES: dict[str, Callable[[Window], None]] = {
    "proofs_tab": _tab,
    "proofs_lost": _lost,
    "proofs_empty": _empty,
    "proofs_ties": _ties,
    "proofs_clips": _clips,
    "proofs_form": _form,
}
