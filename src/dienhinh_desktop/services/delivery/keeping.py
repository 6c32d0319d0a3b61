"""The files behind issued papers, signed copies and receipts: kept by the hash of what they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...domain.errors import UserError
from ...exchange.files import write_all
from ..context import Context

KEPT = Path("attachments", "papers")
"""Folder of the data folder."""


def keep(ctx: Context, data: bytes, ending: str = "pdf") -> str:
    """Keep bytes and return their hash; what is kept already is not written again. Raises UserError."""
    digest = hashlib.sha256(data).hexdigest()
    folder = ctx.db.folder / KEPT
    if not (folder / f"{digest}.{ending}").exists():
        write_all(folder, {f"{digest}.{ending}": data})
    return digest


def kept(ctx: Context, digest: str) -> Path:
    """Return a kept file. Raises UserError when it is not there, or no longer holds what it held."""
    found = next(iter((ctx.db.folder / KEPT).glob(f"{digest}.*")), None)
    if found is None:
        raise UserError("Tệp văn bản này không còn trong thư mục dữ liệu; khôi phục từ bản sao lưu.")
    if hashlib.sha256(found.read_bytes()).hexdigest() != digest:
        raise UserError("Tệp văn bản này đã bị sửa trong thư mục dữ liệu; khôi phục từ bản sao lưu.")
    return found
