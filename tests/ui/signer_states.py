"""The states of the section "Người ký"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dienhinh_desktop.domain.signers import Signer, SigningAuthority
from dienhinh_desktop.services import signers
from dienhinh_desktop.ui.window import Window

from .desk import settle


def _settings_signers(window: Window) -> None:
    ctx = window.shell.ctx
    kept = {item.name for item in signers.signers(ctx)}
    for item in (
        Signer(name="Trần Đức Hoà", post="Giám đốc", end=date(2025, 12, 7)),
        Signer(name="Nguyễn Thị Ngọc My", post="Giám đốc", start=date(2025, 12, 8)),
        Signer(
            name="Lê Quốc Khánh",
            post="Phó Giám đốc",
            authority=SigningAuthority.FOR_HEAD,
            principal="Giám đốc",
            papers=("to_trinh", "cong_van_nhac"),
        ),
    ):
        if item.name not in kept:
            signers.save_signer(ctx, item)
    window.go("settings", {"section": "signers"}).make_stale()


def _settings_signer_form(window: Window) -> None:
    _settings_signers(window)
    settle(window)
    page: Any = window.page
    page.signers._open(page.signers.table.things.things()[2], "")


SIGNER_STATES: dict[str, Callable[[Window], None]] = {
    "settings_signers": _settings_signers,
    "settings_signer_form": _settings_signer_form,
}
