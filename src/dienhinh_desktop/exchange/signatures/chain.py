"""Whose word stands behind a signature: the time, the chain to a trusted root, revocation. All of it offline.

What follows from what is the order of ETSI EN 319 102-1: a fault that is proven makes a signature invalid, a proof that
is missing leaves it undetermined.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus

from dienhinh_desktop.domain.signatures import Revocation, SignatureVerdict

from .naming import issuer_name, moment, shown_day
from .trust import Trust

SIGNING = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
"""A certificate may sign papers when it is made for either; one match is enough."""
_CLOCKS = timedelta(minutes=10)
"""How far clocks of offices may differ."""

_UNPROVEN: dict[AdESSubIndic | None, str] = {
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "chứng thư không được cấp để ký văn bản",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "thuật toán ký hoặc băm đã yếu, không còn được tin",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "thuật toán ký hoặc băm đã yếu, không còn được tin",
}


@dataclass
class Standing:
    """What is known of the signer: verdict of this part alone, reasons, chain, revocation, proven time, a remark."""

    verdict: SignatureVerdict = SignatureVerdict.VALID
    reasons: list[str] = field(default_factory=list)
    trusted: bool = False
    revocation: Revocation = Revocation.UNKNOWN
    proven_time: datetime | None = None
    remark: str = ""

    def doubt(self, reason: str) -> None:
        """Note that a proof is missing."""
        self.reasons.append(reason)
        if self.verdict is SignatureVerdict.VALID:
            self.verdict = SignatureVerdict.UNKNOWN

    def fault(self, reason: str) -> None:
        """Note that something is proven wrong."""
        self.reasons.append(reason)
        self.verdict = SignatureVerdict.INVALID


def standing(signature: EmbeddedPdfSignature, trust: Trust, now: datetime) -> Standing:
    """Return what is known of the signer of an intact signature."""
    found = Standing()
    certificate = signature.signer_cert
    claimed = signature.self_reported_timestamp
    _judge_timestamp(found, signature, trust, now)
    at = found.proven_time or now
    _judge_validity(found, certificate, claimed, now)
    status = _status(signature, trust, at, proof=False, later=found.proven_time is not None)
    _judge_chain(found, status, certificate, claimed)
    if found.trusted:
        shown = _status(signature, trust, at, proof=True, later=found.proven_time is not None)
        if shown.trusted:
            found.revocation = Revocation.GOOD
        else:
            found.doubt("chưa biết chứng thư có bị thu hồi không: không nối mạng và không có danh sách thu hồi còn hạn")
    if found.remark:
        found.reasons.append(found.remark)
    return found


def _judge_timestamp(found: Standing, signature: EmbeddedPdfSignature, trust: Trust, now: datetime) -> None:
    stamp = _status(signature, trust, now, proof=True).timestamp_validity
    if stamp is None:
        return
    if not (stamp.intact and stamp.valid):
        found.doubt("dấu thời gian kèm chữ ký không khớp chữ ký")
    elif stamp.trusted:
        found.proven_time = stamp.timestamp
    else:
        found.remark = "dấu thời gian có kèm nhưng chưa kiểm được nơi cấp, nên không tính"


def _judge_validity(found: Standing, certificate: x509.Certificate, claimed: datetime | None, now: datetime) -> None:
    """Compare the signer's time, proven or its own word, with the days of its certificate."""
    start, end = certificate.not_valid_before, certificate.not_valid_after
    at = found.proven_time or claimed
    if at is None:
        found.doubt("tệp không ghi thời điểm ký")
    elif at < start:
        found.fault(f"ký ngày {shown_day(at)}, trước khi chứng thư có hiệu lực ({shown_day(start)})")
    elif at > end:
        found.fault(f"ký ngày {shown_day(at)}, khi chứng thư đã hết hạn ({shown_day(end)})")
    elif at > now + _CLOCKS:
        found.doubt(f"thời điểm ký ghi trong tệp ({moment(at)}) chưa tới; xem lại đồng hồ máy")
    elif found.proven_time is None and now > end:
        found.doubt(f"chứng thư nay đã hết hạn ({shown_day(end)}) và không có dấu thời gian chứng tỏ đã ký trước đó")


def _judge_chain(
    found: Standing, status: PdfSignatureStatus, certificate: x509.Certificate, claimed: datetime | None
) -> None:
    problem = status.trust_problem_indic
    if status.revocation_details is not None:
        _judge_revoked(found, status, claimed)
    elif status.trusted:
        found.trusted = True
    elif problem is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        found.doubt(
            f"chứng thư do “{issuer_name(certificate)}” cấp không nối được tới chứng thư gốc nào trong thư mục tin cậy"
        )
    elif problem is AdESIndeterminate.OUT_OF_BOUNDS_NO_POE:
        if found.verdict is SignatureVerdict.VALID:  # else the reason is told already
            found.doubt("chứng thư không có hiệu lực vào lúc kiểm tra")
    else:
        found.doubt(_UNPROVEN.get(problem, "chuỗi chứng thư tới gốc tin cậy không hợp lệ hoặc đã hết hạn"))


def _judge_revoked(found: Standing, status: PdfSignatureStatus, claimed: datetime | None) -> None:
    details = status.revocation_details
    assert details is not None  # asked for by the caller
    found.revocation = Revocation.REVOKED
    whose = "chứng thư của nơi cấp" if details.ca_revoked else "chứng thư của người ký"
    at = found.proven_time or claimed
    if at is not None and at >= details.revocation_date:
        found.fault(f"{whose} đã bị thu hồi ngày {shown_day(details.revocation_date)}, trước khi ký")
    else:
        found.doubt(
            f"{whose} đã bị thu hồi ngày {shown_day(details.revocation_date)};"
            " không có dấu thời gian chứng tỏ đã ký trước đó"
        )


def _status(
    signature: EmbeddedPdfSignature, trust: Trust, at: datetime, *, proof: bool, later: bool = False
) -> PdfSignatureStatus:
    terms = trust.context(at, proof=proof, later=later)
    return asyncio.run(async_validate_pdf_signature(signature, terms, key_usage_settings=SIGNING, skip_diff=True))
