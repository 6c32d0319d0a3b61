"""The files behind issued papers, signed copies and receipts: kept by the hash of what they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..domain.errors import UserError
from ..domain.text import number_text
from ..exchange.files import write_all
from .context import Context

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
    found = _find(ctx, digest)
    if found is None:
        raise UserError("Tệp văn bản này không còn trong thư mục dữ liệu; khôi phục từ bản sao lưu.")
    if not _sound(found, digest):
        raise UserError("Tệp văn bản này đã bị sửa trong thư mục dữ liệu; khôi phục từ bản sao lưu.")
    return found


def check(ctx: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Compare every kept file with its hash; return one sentence for each that is lost or altered, and how many are."""
    with ctx.db.read() as reader:
        issued, copies, sent = reader.issued_papers(), reader.signed_copies(), reader.dispatches()
    names = {item.id: item.name for item in issued}
    held = {item.digest: f"văn bản {item.name}, mã {item.code}" for item in issued}
    held |= {copy.digest: f"bản đã ký của {names.get(copy.issued_id, copy.file)}" for copy in copies}
    held |= {item.receipt: f"giấy biên nhận {item.receipt_file}" for item in sent if item.receipt}
    faults = []
    for digest, what in held.items():
        found = _find(ctx, digest)
        if found is None or not _sound(found, digest):
            state = "bị mất" if found is None else "bị sửa đổi"
            faults.append(f"Tệp {what} {state}; khôi phục từ bản sao lưu.")
    told = f"Đã đối chiếu {number_text(len(held))} tệp văn bản đã lập, đã ký."
    return tuple(faults), (told,) if held else ()


def _find(ctx: Context, digest: str) -> Path | None:
    return next(iter((ctx.db.folder / KEPT).glob(f"{digest}.*")), None)


def _sound(path: Path, digest: str) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest
