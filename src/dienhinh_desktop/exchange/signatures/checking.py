"""Checking the signatures of a PDF: each one's bytes, cover, later changes and signer, then the verdict and why."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from dienhinh_desktop.domain.signatures import (
    LaterChange,
    SignatureCheck,
    SignatureReport,
    SignatureVerdict,
    SignerRole,
)

from .chain import Standing, standing
from .naming import issuer_name, part_of, role_of, signer_name
from .reading import BROKEN, read_bytes, read_pdf
from .trust import Trust, read_trust, with_evidence

_KNOWN = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached"}
_CHANGES = {
    ModificationLevel.NONE: LaterChange.NONE,
    ModificationLevel.LTA_UPDATES: LaterChange.PROOF,
    ModificationLevel.FORM_FILLING: LaterChange.FORM,
}
"""What may be added after a signature; annotations and all else count as changed content."""


@dataclass(frozen=True)
class Cover:
    """What a signature says of the file alone, whoever signed: unchanged bytes, all of them, and what came later."""

    intact: bool
    whole: bool
    change: LaterChange
    last: bool
    faults: tuple[str, ...] = field(default=())


def check(path: Path, folders: Sequence[Path], now: datetime) -> SignatureReport:
    """Return what can be said of every signature of a file. Raises UserError when it cannot be read."""
    content = read_bytes(path)
    trust = read_trust(folders)
    checks, notes = read_pdf(content, path.name, lambda reader: _found(reader, trust, now))
    return SignatureReport(
        file=path.name,
        digest=hashlib.sha256(content).hexdigest(),
        checked_at=now,
        signatures=tuple(checks),
        notes=tuple(notes),
    )


def _found(reader: PdfFileReader, trust: Trust, now: datetime) -> tuple[list[SignatureCheck], list[str]]:
    signatures, unread = signatures_of(reader)
    signed = [signature for signature in signatures if signature.sig_object_type == "/Sig"]
    known = with_evidence(trust, reader)
    checks = [_checked(signature, known, now, strict=reader.strict) for signature in signed]
    checks += [_unreadable(name, broken=broken) for name, broken in unread.items()]
    return checks, _notes(checks, len(signatures) - len(signed))


def signatures_of(reader: PdfFileReader) -> tuple[list[EmbeddedPdfSignature], dict[str, bool]]:
    """Return the signatures that can be read, oldest first, and the fields of those that cannot.

    Of each of the latter: whether it is of a kind this program reads, and so must be broken.
    """
    found: list[EmbeddedPdfSignature] = []
    unread: dict[str, bool] = {}
    for name, value, sig_field in enumerate_sig_fields(reader, filled_status=True):
        known = _known(value.get_object())
        unread[name] = known
        if not known:
            continue
        try:
            signature = EmbeddedPdfSignature(reader, sig_field, name)
            _ = signature.signer_cert.subject.native
        except BROKEN:
            if reader.strict:
                raise  # read leniently it may be whole
            continue
        found.append(signature)
        del unread[name]
    return sorted(found, key=lambda signature: signature.signed_revision), unread


def _known(value: generic.PdfObject) -> bool:
    if not isinstance(value, generic.DictionaryObject):
        return False
    return value.get("/Type") == "/DocTimeStamp" or value.get("/SubFilter") in _KNOWN


def cover_of(signature: EmbeddedPdfSignature) -> Cover:
    """Return what a signature covers and whether that is as it was when it was made."""
    digest = signature.compute_digest()
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, expected_content_type="data", actual_digest=digest
    )
    if not intact or not valid:
        fault = "tệp bị sửa sau khi ký: nội dung không còn khớp chữ ký"
        return Cover(False, False, LaterChange.CONTENT, last=False, faults=(fault,))
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]
    level = signature.coverage
    whole = level >= SignatureCoverageLevel.ENTIRE_REVISION and _only_gap_is_the_signature(signature)
    if not whole:
        fault = "chữ ký không phủ hết văn bản, phần ngoài chữ ký có thể bị đổi"
        return Cover(True, False, LaterChange.CONTENT, last=False, faults=(fault,))
    last = level is SignatureCoverageLevel.ENTIRE_FILE
    change = _change(signature)
    fault = "sau khi ký, tệp được ghi thêm thay đổi không được phép (chỉ được ký thêm hoặc điền ô biểu mẫu)"
    return Cover(True, True, change, last, (fault,) if change is LaterChange.CONTENT else ())


def _change(signature: EmbeddedPdfSignature) -> LaterChange:
    if signature.summarise_integrity_info()["docmdp_ok"] is False:
        return LaterChange.CONTENT
    level = getattr(signature.diff_result, "modification_level", ModificationLevel.OTHER)
    return _CHANGES.get(level, LaterChange.CONTENT)


def _only_gap_is_the_signature(signature: EmbeddedPdfSignature) -> bool:
    """Tell whether the bytes left out are exactly the signature itself, angle brackets included."""
    start, length, after, rest = (int(number) for number in signature.byte_range)
    stream = signature.reader.stream
    stream.seek(length)
    gap = stream.read(max(after - length, 0))
    inside = gap[1:-1]
    return (
        start == 0
        and rest > 0
        and gap[:1] == b"<"
        and gap[-1:] == b">"
        and len(inside) == 2 * len(signature.pkcs7_content)
        and not inside.strip(b"0123456789abcdefABCDEF")
    )


def _checked(signature: EmbeddedPdfSignature, trust: Trust, now: datetime, *, strict: bool) -> SignatureCheck:
    cover = cover_of(signature)
    if cover.faults:
        who = Standing(verdict=SignatureVerdict.INVALID, reasons=list(cover.faults))
    else:
        who = standing(signature, trust, now)
        if not strict and not cover.last:
            who.doubt("tệp không viết đúng chuẩn PDF nên chưa chắc phần ghi thêm sau chữ ký có làm đổi nội dung không")
    certificate = signature.signer_cert
    return SignatureCheck(
        field=signature.field_name,
        signer=signer_name(certificate),
        organization=part_of(certificate.subject, "organization_name"),
        issuer=issuer_name(certificate),
        serial=f"{certificate.serial_number:X}",
        at=who.proven_time or signature.self_reported_timestamp,
        verdict=who.verdict,
        reasons=tuple(who.reasons) or (_PROVEN,),
        intact=cover.intact,
        whole=cover.whole,
        change=cover.change,
        trusted=who.trusted,
        revocation=who.revocation,
        timestamped=who.proven_time is not None,
        role=role_of(signature.field_name),
        purpose=_text(signature.sig_object.get("/Reason")),
    )


_PROVEN = "nội dung nguyên vẹn, chuỗi chứng thư tới gốc tin cậy, không bị thu hồi"


def _text(value: object) -> str:
    return str(value) if isinstance(value, generic.TextStringObject) else ""


def _unreadable(name: str, *, broken: bool) -> SignatureCheck:
    other = "kiểu chữ ký mà chương trình không đọc được; kiểm tra bằng phần mềm đã ký"
    return SignatureCheck(
        field=name,
        signer="không đọc được",
        organization="",
        issuer="",
        serial="",
        at=None,
        verdict=SignatureVerdict.INVALID if broken else SignatureVerdict.UNKNOWN,
        reasons=("chữ ký bị hỏng",) if broken else (other,),
        role=role_of(name),
    )


def _notes(checks: Sequence[SignatureCheck], stamps: int) -> list[str]:
    notes = []
    roles = [check.role for check in checks]
    if SignerRole.AGENCY in roles and SignerRole.PERSON in roles[roles.index(SignerRole.AGENCY) :]:
        notes.append("Cơ quan ký trước người có thẩm quyền; Nghị định 30/2020/NĐ-CP để cơ quan ký sau cùng.")
    if stamps:
        notes.append(f"Tệp có {stamps} dấu thời gian cho cả văn bản; chương trình chưa dùng tới.")
    return notes
