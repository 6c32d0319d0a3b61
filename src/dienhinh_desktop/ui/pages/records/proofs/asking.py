"""Asking for files to keep as proof: the folder they were taken from is remembered for all pages alike."""

from __future__ import annotations

from pathlib import Path

from ....kit.file_dialogs import PROOFS, ask_open_many
from ....page import Page

FOLDER = "proofs"
"""Name under which the folder is remembered."""


def ask_proofs(page: Page, title: str = "Chọn tệp minh chứng") -> list[Path]:
    """Ask for files; none when the clerk went back."""
    return ask_open_many(page, page.shell.preferences, FOLDER, title, PROOFS)
