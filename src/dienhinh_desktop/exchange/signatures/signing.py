"""Signing a PDF as an incremental update: everything is asked before the key is used, the result before it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import Secret, SignedPaper, SignerRole, SigningRequest
from dienhinh_desktop.exchange.files import write_atomically

from .checking import cover_of, signatures_of
from .keys import opened_key, refuse_unfit
from .looks import Task, look_of
from .naming import field_name, role_of, signer_name
from .pictures import colour_note, read_picture
from .places import Area
from .reading import read_bytes, read_pdf
from .trust import read_trust

_DIGEST = "sha256"


@dataclass(frozen=True)
class Signed:
    """The bytes of a signed paper, where the signature is shown, and whether the paper was written by the book."""

    content: bytes
    area: Area | None
    strict: bool


def sign(request: SigningRequest, secret: Secret, folders: Sequence[Path], now: datetime) -> SignedPaper:
    """Sign a file and write the signed one. Raises UserError and writes nothing when anything stands against it."""
    name = request.file.name
    content = read_bytes(request.file)
    picture = read_picture(request.picture) if request.picture is not None else None
    trust = read_trust(folders)
    # All that the file alone tells is asked before the key: a token counts how often it is opened in vain.
    read_pdf(content, name, lambda reader: refuse_unsignable(reader, request.role, name))
    task = Task(request, content, picture, now)
    with opened_key(request.key, secret) as signer:
        certificate = signer.signing_cert
        assert certificate is not None  # the key was opened with it
        refuse_unfit(certificate, trust, now)
        signed = read_pdf(content, name, lambda reader: _signed(reader, task, signer))
    count = read_pdf(signed.content, name, lambda reader: _standing(reader, name))
    write_atomically(request.target, signed.content)
    return SignedPaper(
        file=str(request.target.absolute()),
        signer=signer_name(certificate),
        at=now,
        role=request.role,
        box=signed.area.in_millimetres() if signed.area else None,
        signatures=count,
        notes=tuple(_notes(task, strict=signed.strict)),
    )


def refuse_unsignable(reader: PdfFileReader, role: SignerRole, name: str) -> None:
    """Raise UserError for a file that forbids signing, was changed after signing, or is not to be signed in this role.

    A person signs first and the agency last: a paper is sealed when it is signed (Decree 30/2020, articles 14, 15).
    """
    earlier, unread = signatures_of(reader)
    if any(unread.values()):
        raise UserError(f"{name} có chữ ký bị hỏng nên không ký tiếp; lấy lại bản gốc.")
    certified = read_certification_data(reader)
    locks = [certified.permission if certified else None, *(signature.docmdp_level for signature in earlier)]
    if MDPPerm.NO_CHANGES in locks:
        raise UserError(
            f"{name} đã được người ký trước khóa, không cho thay đổi gì nên không ký thêm được; dùng bản chưa khóa."
        )
    for signature in earlier:
        if signature.sig_object_type == "/Sig" and cover_of(signature).faults:
            who = signer_name(signature.signer_cert)
            raise UserError(
                f"{name} đã bị sửa sau khi {who} ký nên không ký tiếp; lấy lại bản ngay sau khi người ấy ký."
            )
    roles = [role_of(signature.field_name) for signature in earlier if signature.sig_object_type == "/Sig"]
    if role is SignerRole.PERSON and SignerRole.AGENCY in roles:
        raise UserError(
            f"Cơ quan đã ký {name} nên người có thẩm quyền không ký tiếp; ký theo thứ tự: người trước, cơ quan sau."
        )
    if role is SignerRole.AGENCY and not {SignerRole.PERSON, None} & set(roles):
        raise UserError(
            f"Người có thẩm quyền chưa ký {name} nên cơ quan chưa ký; ký theo thứ tự: người trước, cơ quan sau."
        )


def _signed(reader: PdfFileReader, task: Task, signer: Signer) -> Signed:
    request, certificate = task.request, signer.signing_cert
    assert certificate is not None  # looked at by the caller
    earlier, _ = signatures_of(reader)
    look = look_of(task, certificate, earlier)
    area = look.area
    name = field_name(request.role, {name for name, _, _ in enumerate_sig_fields(reader)})
    box = None if area is None else (area.left, area.bottom, area.right, area.top)
    spec = SigFieldSpec(name, on_page=area.page if area else 0, box=box)  # type: ignore[arg-type]  # takes fractions
    terms = PdfSignatureMetadata(
        field_name=name,
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=request.reason or None,
        location=request.location or None,
        name=signer_name(certificate),
    )
    pdf_signer = PdfSigner(terms, signer, stamp_style=look.style, new_field_spec=spec)
    writer = IncrementalPdfFileWriter(BytesIO(task.content), prev=reader)
    try:
        return Signed(asyncio.run(_embedded(pdf_signer, writer, task.now)), area, reader.strict)
    except SigningError as error:
        raise UserError(
            f"Không ký được {request.file.name}: khóa này không ký được tệp này. Dùng chứng thư khác."
        ) from error


async def _embedded(signer: PdfSigner, writer: IncrementalPdfFileWriter, now: datetime) -> bytes:
    """Do what PdfSigner.sign_pdf does, with the office's clock instead of its own."""
    session = signer.init_signing_session(writer)
    session.system_time = now
    room = await session.estimate_signature_container_size(None)
    paper = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
    stream = BytesIO()
    digest, _ = paper.digest_tbs_document(output=stream)
    await paper.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=now))
    return stream.getvalue()


def _standing(reader: PdfFileReader, name: str) -> int:
    """Return how many signatures a result has. Raises UserError unless every one, old and new, stands."""
    found, _ = signatures_of(reader)
    if any(cover_of(one).faults for one in found if one.sig_object_type == "/Sig"):
        raise UserError(f"Ký thêm sẽ làm hỏng chữ ký đã có trong {name} nên chưa ký; ký bằng phần mềm đã ký trước.")
    return len(found)


def _notes(task: Task, *, strict: bool) -> list[str]:
    picture, role = task.picture, task.request.role
    notes = []
    if picture is not None and (note := colour_note(picture, role)):
        notes.append(note)
    if picture is None and role is not SignerRole.ATTACHMENT:
        notes.append("Chữ ký không có hình; Nghị định 30/2020/NĐ-CP hiển thị hình chữ ký, hình con dấu.")
    if not strict:
        notes.append("Tệp không viết đúng chuẩn PDF; nên in lại ra PDF rồi ký, để ký tiếp vẫn kiểm tra được.")
    return notes
