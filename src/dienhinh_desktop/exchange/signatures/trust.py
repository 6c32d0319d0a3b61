"""What the office trusts: the folders of root certificates and revocation lists, read anew at each check.

A folder holds certificates (.cer, .crt, .pem, .der, .p7b) and revocation lists (.crl). A certificate that signs itself
is a root, whose word is taken; any other only helps to build a chain. The computer's own list of roots is never used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from asn1crypto import cms, crl, ocsp, pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext

from dienhinh_desktop.domain.errors import UserError

_CERTIFICATES = {".cer", ".crt", ".pem", ".der"}
_BUNDLES = {".p7b", ".p7c"}
_LISTS = {".crl"}


@dataclass(frozen=True)
class Trust:
    """Roots, certificates that help to reach them, and what tells whether certificates were revoked."""

    roots: list[x509.Certificate] = field(default_factory=list)
    others: list[x509.Certificate] = field(default_factory=list)
    lists: list[crl.CertificateList] = field(default_factory=list)
    answers: list[ocsp.OCSPResponse] = field(default_factory=list)

    def context(self, moment: datetime, *, proof: bool, later: bool = False) -> ValidationContext:
        """Return the terms of a check at a moment; nothing is ever fetched.

        `proof`: each certificate but the root must be shown not to be revoked; otherwise only what is known counts.
        `later`: lists made after the moment count too, which is right when the moment itself is proven.
        """
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.others,
            crls=self.lists,
            ocsps=self.answers,
            moment=moment,
            best_signature_time=moment,
            allow_fetching=False,
            revocation_mode="require" if proof else "soft-fail",
            retroactive_revinfo=later,
        )


def read_trust(folders: Iterable[Path]) -> Trust:
    """Return what lies in the folders; a missing folder holds nothing. Raises UserError for a file that is broken."""
    trust = Trust()
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and path.suffix.lower() in _CERTIFICATES | _BUNDLES | _LISTS:
                _read_file(path, trust)
    return trust


def with_evidence(trust: Trust, reader: PdfFileReader) -> Trust:
    """Return the trust with the helping certificates and revocation data kept in the file itself; never with roots."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return trust
    kept = store.as_validation_context({"trust_roots": [], "allow_fetching": False})
    return Trust(
        trust.roots,
        [*trust.others, *store.load_certs()],
        [*trust.lists, *kept.crls],
        [*trust.answers, *kept.ocsps],
    )


def _read_file(path: Path, trust: Trust) -> None:
    try:
        content = path.read_bytes()
        if path.suffix.lower() in _LISTS:
            trust.lists.extend(_list(part) for part in _parts(content))
            return
        for certificate in _certificates(path, content):
            (trust.others if certificate.self_signed == "no" else trust.roots).append(certificate)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UserError(
            f"Không đọc được {path.name} trong thư mục tin cậy; xóa tệp này hoặc chép lại chứng thư, danh sách thu hồi."
        ) from error


def _list(der: bytes) -> crl.CertificateList:
    found = crl.CertificateList.load(der, strict=True)
    body = found["tbs_cert_list"]
    _ = found.issuer.native, body["this_update"].native, len(body["revoked_certificates"])  # parsed now, as below
    return found


def _certificates(path: Path, content: bytes) -> list[x509.Certificate]:
    if path.suffix.lower() in _BUNDLES:
        found = [
            choice.chosen
            for part in _parts(content)
            for choice in cms.ContentInfo.load(part, strict=True)["content"]["certificates"]
            if choice.name == "certificate"
        ]
    else:
        found = [x509.Certificate.load(part, strict=True) for part in _parts(content)]
    for certificate in found:
        _ = certificate.native  # parsed now, so that a broken one is refused by name
    return found


def _parts(content: bytes) -> Sequence[bytes]:
    if not pem.detect(content):
        return [content]
    return [der for _, _, der in pem.unarmor(content, multiple=True)]
