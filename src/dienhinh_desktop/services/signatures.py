"""Signing papers and checking signed ones, also those signed elsewhere. Nothing here ever asks a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from ..domain.errors import UserError
from ..domain.signatures import Secret, SignatureReport, SignedPaper, SigningRequest
from ..domain.upkeep import Changes, Kind
from ..exchange import signatures as pdf
from ..exchange.files import safe_name, write_all
from .context import Context

TRUST = "trust"
"""Folder of the data folder with the root certificates and revocation lists the office trusts."""
SIGNED = Path("attachments", "signed")
"""Folder of the data folder where signed papers are kept, each with what its check found."""
_SETTING = "trust_folders"


def trust_folders(ctx: Context) -> tuple[Path, ...]:
    """Return the folders the office trusts: its own in the data folder, and those set besides."""
    with ctx.db.read() as reader:
        kept = reader.setting(_SETTING)
    return (ctx.db.folder / TRUST, *map(Path, json.loads(kept) if kept else ()))


def save_trust_folders(ctx: Context, folders: Sequence[Path]) -> Changes:
    """Keep which folders are trusted besides the one in the data folder. Raises UserError for one that is not there."""
    for folder in folders:
        if not folder.is_dir():
            raise UserError(f"Không có thư mục {folder}; chọn thư mục chứa chứng thư gốc.")
    with ctx.db.work("Sửa thư mục tin cậy", ctx.who) as work:
        work.set_setting(_SETTING, json.dumps([str(folder.absolute()) for folder in folders], ensure_ascii=False))
        return Changes(frozenset({Kind.OFFICE}), "Đã ghi thư mục tin cậy.", work.act if work.changed else None)


def sign(ctx: Context, request: SigningRequest, secret: Secret) -> SignedPaper:
    """Sign a PDF and write the signed one; earlier signatures stay valid. The secret is used once and not kept.

    Raises UserError, and writes nothing, when the file, key, secret, place or order of signing will not do.
    """
    return pdf.sign_file(request, secret, trust_folders(ctx), _now(ctx))


def verify(ctx: Context | None, file: Path, folders: Sequence[Path] | None = None) -> SignatureReport:
    """Return what can be said of the signatures of a PDF, trusting `folders`, or else what the office trusts.

    Without a context, `folders` must be given. Raises UserError when the file cannot be read.
    """
    if ctx is None:
        return pdf.check_file(file, folders or (), datetime.now().astimezone())
    return pdf.check_file(file, trust_folders(ctx) if folders is None else folders, _now(ctx))


def take_signed(ctx: Context, file: Path, folders: Sequence[Path] | None = None) -> tuple[SignatureReport, Path]:
    """Check a paper signed elsewhere and keep it, unchanged, beside what the check found. Returns both.

    It is kept whatever the verdict, which is part of the evidence. Raises UserError when nobody signed it or it cannot
    be read. The same paper again replaces only what the check found.
    """
    report = verify(ctx, file, folders)
    if report.verdict is None:
        raise UserError(f"{file.name} không có chữ ký số nên chưa nhận; nếu là bản quét, nhận như bản ký tay.")
    name = safe_name(f"{report.digest[:12]}_{file.stem}")
    found = json.dumps(asdict(report) | {"verdict": report.verdict}, ensure_ascii=False, indent=1, default=str)
    files = {f"{name}.pdf": file.read_bytes(), f"{name}.json": found.encode("utf-8")}
    return report, write_all(ctx.db.folder / SIGNED, files)[0]


def _now(ctx: Context) -> datetime:
    return ctx.now().astimezone()
