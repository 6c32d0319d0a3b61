"""The commands `sign` and `verify`: what is asked, where the secret comes from, and what a check found."""

from __future__ import annotations

import argparse
import getpass
import os
import warnings
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ..domain.errors import UserError
from ..domain.signatures import (
    VIETNAM,
    KeyFile,
    KeyToken,
    PaperBox,
    Secret,
    SignatureCheck,
    SignatureReport,
    SignatureVerdict,
    SignerRole,
    SigningRequest,
)
from ..services import signatures
from ..services.context import Context
from . import output


def sign(ctx: Context, arguments: argparse.Namespace) -> int:
    """Sign a PDF. Returns 0; raises UserError when nothing was signed."""
    request = request_of(arguments)
    done = signatures.sign(ctx, request, read_secret(arguments))
    print(f"Đã ký {done.file}: {done.signer}, {done.role.label}; tệp có {done.signatures} chữ ký số.")
    if done.box is not None:
        print(f"Hình chữ ký ở trang {done.box.page}, cách trái {done.box.left} mm, cách dưới {done.box.bottom} mm.")
    for note in done.notes:
        print(f"Lưu ý: {note}")
    return 0


def verify(ctx: Context | None, arguments: argparse.Namespace) -> int:
    """Check a signed PDF. Returns 0 only when every signature is valid; raises UserError otherwise."""
    folders = arguments.trust or None
    kept = None
    if arguments.keep and ctx is not None:
        report, kept = signatures.take_signed(ctx, arguments.file, folders)
    else:
        report = signatures.verify(ctx, arguments.file, folders)
    if arguments.json:
        print(output.as_json(answer(report)))
    else:
        for line in (*lines(report), *([f"Đã giữ tại {kept}."] if kept else [])):
            print(line)
    _refuse_unproven(report)
    return 0


def request_of(arguments: argparse.Namespace) -> SigningRequest:
    """Return what the words of `sign` ask for. Raises UserError when they do not fit together."""
    if arguments.page is not None and arguments.box is None:
        raise UserError("Có --page mà thiếu --box nên chưa ký; ghi thêm chỗ đặt trên trang, dạng --box 120,60,50,20.")
    if arguments.p12 is not None and (arguments.token or arguments.key):
        raise UserError("--token và --key chỉ dùng với --pkcs11 nên chưa ký; bỏ bớt, hoặc ký bằng token.")
    key = KeyFile(arguments.p12) if arguments.p12 else KeyToken(arguments.pkcs11, arguments.token, arguments.key)
    role = SignerRole.AGENCY if arguments.seal else SignerRole.PERSON
    if arguments.attachment is not None:
        role = SignerRole.ATTACHMENT
    return SigningRequest(
        file=arguments.file,
        target=arguments.out,
        key=key,
        role=role,
        picture=arguments.image or arguments.seal,
        picture_width=arguments.width,
        box=PaperBox(arguments.page or 1, *arguments.box) if arguments.box else None,
        beside=arguments.at,
        number=arguments.attachment or "",
        reason=arguments.reason,
        location=arguments.location,
    )


def read_secret(arguments: argparse.Namespace) -> Secret:
    """Return the PIN or passphrase: from the environment variable or descriptor named, else asked for unseen.

    It never stands on the command line, where other users of the computer could read it. Raises UserError.
    """
    if arguments.pin_env is not None:
        # Taken out, so that no program started later inherits it.
        text = os.environ.pop(arguments.pin_env, None)
        if text is None:
            raise UserError(
                f"Không có biến môi trường {arguments.pin_env} nên chưa ký; đặt biến này, hoặc nhập khi hỏi."
            )
    elif arguments.pin_fd is not None:
        text = _line_of(arguments.pin_fd)
    else:
        text = _asked("Mật khẩu tệp khóa: " if arguments.p12 else "Mã PIN của token: ")
    if not text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UserError("Mã PIN, mật khẩu trống hoặc không phải chữ UTF-8 nên chưa ký; nhập lại.")
    return Secret(text)


def _line_of(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, encoding="utf-8", errors="surrogateescape", closefd=False) as stream:
            return stream.readline().rstrip("\r\n")
    except OSError:
        raise UserError(f"Không đọc được mô tả tệp {descriptor} nên chưa ký; xem lại số sau --pin-fd.") from None


def _asked(prompt: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
            return getpass.getpass(prompt)
    except (getpass.GetPassWarning, EOFError, OSError):
        raise UserError("Không có chỗ nhập kín mã PIN, mật khẩu nên chưa ký; dùng --pin-env hoặc --pin-fd.") from None


def answer(report: SignatureReport) -> dict[str, Any]:
    """Return the answer of `verify --json`."""
    return {
        "file": report.file,
        "sha256": report.digest,
        "checked_at": _iso(report.checked_at),
        "verdict": report.verdict.value if report.verdict else None,
        "signatures": [_signature(check) for check in report.signatures],
        "notes": list(report.notes),
    }


def _iso(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _signature(check: SignatureCheck) -> dict[str, Any]:
    return {
        "field": check.field,
        "role": check.role.value if check.role else None,
        "signer": check.signer,
        "organization": check.organization,
        "issuer": check.issuer,
        "serial": check.serial,
        "signed_at": _iso(check.at) if check.at else None,
        "timestamped": check.timestamped,
        "purpose": check.purpose,
        "verdict": check.verdict.value,
        "reasons": list(check.reasons),
        "intact": check.intact,
        "whole_document": check.whole,
        "changed_since": check.change.value,
        "trusted": check.trusted,
        "revocation": check.revocation.value,
    }


def lines(report: SignatureReport) -> Iterable[str]:
    """Yield what the check found for a person to read: who, when, whole, changed since, chain, verdict with reasons."""
    for number, check in enumerate(report.signatures, 1):
        yield f"Chữ ký {number}: {check.verdict.label.upper()}"
        yield f"  Người ký: {', '.join(dict.fromkeys(filter(None, (check.signer, check.organization))))}"
        if check.role:
            yield f"  Ký với tư cách: {check.role.label}"
        if check.at:
            source = "có dấu thời gian" if check.timestamped else "theo máy của người ký"
            yield f"  Lúc: {check.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S} +07:00 ({source})"
        if check.issuer:
            yield f"  Chứng thư: do {check.issuer} cấp, số {check.serial}; {check.revocation.label}"
            whole = "phủ toàn bộ văn bản lúc ký" if check.whole else "KHÔNG phủ hết văn bản"
            yield f"  Nội dung: {whole}; {check.change.label}"
        for reason in check.reasons:
            yield f"  – {reason}"
    for note in report.notes:
        yield f"Lưu ý: {note}"


def _refuse_unproven(report: SignatureReport) -> None:
    verdict = report.verdict
    if verdict is None:
        raise UserError(f"{report.file} không có chữ ký số nào; nếu là bản ký tay đã quét, xem bằng mắt.")
    if verdict is SignatureVerdict.VALID:
        return
    worst = next(check for check in report.signatures if check.verdict is verdict)
    if verdict is SignatureVerdict.INVALID:
        raise UserError(
            f"Chữ ký của {worst.signer} trong {report.file} không hợp lệ: {worst.reasons[0]}. Lấy lại bản gốc."
        )
    raise UserError(
        f"Chưa xác định được chữ ký của {worst.signer} trong {report.file}: {worst.reasons[0]}."
        " Thêm chứng thư gốc, danh sách thu hồi mới vào thư mục tin cậy rồi kiểm tra lại."
    )
