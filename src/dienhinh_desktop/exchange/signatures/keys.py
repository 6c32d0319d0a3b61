"""The key that signs: opened from a PKCS#12 file or a token, looked at before it is used, never kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.errors import InvalidCertificateError

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import KeyFile, KeyToken, Secret
from dienhinh_desktop.domain.text import nfc

from .chain import SIGNING
from .naming import shown_day, signer_name
from .tokens import token_signer
from .trust import Trust

SHORTEST_RSA = 2048
"""Bits of the shortest RSA key that may sign."""


@contextmanager
def opened_key(key: KeyFile | KeyToken, secret: Secret) -> Iterator[Signer]:
    """Open a key for the time of a `with` block. Raises UserError when there is none or the secret is wrong."""
    if isinstance(key, KeyFile):
        yield _file_signer(key.path, secret)
        return
    with token_signer(key, secret) as signer:
        yield signer


def _file_signer(path: Path, secret: Secret) -> Signer:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"Không mở được tệp khóa {path.name}: không có tệp, hoặc không có quyền đọc.") from error
    if content[:1] != b"\x30":  # a sequence, as every PKCS#12 file begins
        raise UserError(f"{path.name} không phải tệp khóa PKCS#12; chọn tệp .p12 hoặc .pfx.")
    # A passphrase typed with composed letters may have been set with parted ones, and the other way round.
    for text in dict.fromkeys((secret.reveal(), nfc(secret.reveal()))):
        phrase = text.encode("utf-8")
        if _opens(content, phrase):
            signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=phrase)
            if signer is None or signer.signing_cert is None:
                raise UserError(f"{path.name} không có đủ khóa và chứng thư để ký; xin cấp lại tệp khóa.")
            return cast(Signer, signer)
    raise UserError(f"Không mở được khóa trong {path.name}: sai mật khẩu, hoặc tệp hỏng. Nhập lại mật khẩu.")


def _opens(content: bytes, phrase: bytes) -> bool:
    try:
        pkcs12.load_key_and_certificates(content, phrase or None)
    except (ValueError, TypeError):
        return False
    return True


def refuse_unfit(certificate: x509.Certificate, trust: Trust, now: datetime) -> None:
    """Raise UserError for a certificate that may not sign now: out of its days, for other uses, weak, or revoked."""
    name = signer_name(certificate)
    start, end = certificate.not_valid_before, certificate.not_valid_after
    if now > end:
        raise UserError(f"Chứng thư của {name} đã hết hạn ngày {shown_day(end)} nên chưa ký; gia hạn rồi ký lại.")
    if now < start:
        raise UserError(
            f"Chứng thư của {name} từ ngày {shown_day(start)} mới có hiệu lực nên chưa ký; xem lại ngày giờ máy."
        )
    try:
        SIGNING.validate(certificate)
    except InvalidCertificateError:
        raise UserError(
            f"Chứng thư của {name} không được cấp để ký văn bản nên chưa ký; chọn chứng thư khác."
        ) from None
    if certificate.public_key.algorithm == "rsa" and certificate.public_key.bit_size < SHORTEST_RSA:
        raise UserError(
            f"Khóa của {name} ngắn hơn {SHORTEST_RSA} bit, không còn an toàn nên chưa ký; xin cấp khóa mới."
        )
    _refuse_revoked(certificate, trust, now)


def _refuse_revoked(certificate: x509.Certificate, trust: Trust, now: datetime) -> None:
    for revocations in trust.lists:
        if revocations.issuer != certificate.issuer:
            continue
        for entry in revocations["tbs_cert_list"]["revoked_certificates"] or ():
            revoked = entry["revocation_date"].native
            if entry["user_certificate"].native == certificate.serial_number and revoked <= now:
                raise UserError(
                    f"Chứng thư của {signer_name(certificate)} đã bị thu hồi ngày {shown_day(revoked)} nên chưa ký;"
                    " dùng chứng thư khác."
                )
