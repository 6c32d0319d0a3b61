"""Signing issued papers, and taking back what was signed elsewhere or by hand: each copy tied to its version."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...domain.documents import PaperKind
from ...domain.errors import UserError
from ...domain.issued import IssuedPaper, SignedCopy, SigningWay, read_code
from ...domain.signatures import (
    Secret,
    SignatureReport,
    SignatureVerdict,
    SignerRole,
    SigningRequest,
)
from ...domain.upkeep import Changes, Progress, silent
from ...exchange.files import read_whole
from .. import kept_papers, signatures
from ..context import Context
from ..issued_papers import standing_papers
from .issuing import CHANGED
from .round_papers import standing_copy

SCANS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
LARGEST = 60 * 2**20
"""Bytes of the largest file taken in: a package may not carry a larger part."""


def sign(
    ctx: Context, round_id: int, keys: Sequence[str], how: SigningRequest, secret: Secret, progress: Progress = silent
) -> Changes:
    """Sign some papers of a round, one after the other, as `how` says; its `file`, `target` and `number` do not count.

    A paper that bears a signature already is signed on top of it. Raises UserError for the first paper that cannot be
    signed; those signed before it stay signed.
    """
    done: list[str] = []
    notes: list[str] = []
    try:
        for place, key in enumerate(keys):
            progress(place, len(keys), f"Đang ký {place + 1}/{len(keys)} văn bản")
            name, found = _sign(ctx, round_id, key, how, secret)
            done.append(name)
            notes += [note for note in found if note not in notes]
    except UserError as refused:
        if not done:
            raise
        raise UserError(f"Đã ký {len(done)} văn bản rồi dừng: {refused.sentence}", details=refused.details) from refused
    told = done[0] if len(done) == 1 else f"{len(done)} văn bản"
    return Changes(CHANGED, " ".join((f"Đã ký số {told}.", *notes)))


def _sign(ctx: Context, round_id: int, key: str, how: SigningRequest, secret: Secret) -> tuple[str, tuple[str, ...]]:
    with ctx.db.read() as reader:
        held = standing_papers(reader, round_id)
        item = held.get(key)
        before = standing_copy(item, reader.signed_copies(round_id))
    if item is None:
        raise UserError("Văn bản này chưa lập nên chưa ký; lập văn bản trước.")
    if before is not None and before.way is SigningWay.SCAN:
        raise UserError(f"{item.name} đã có bản ký tay nên không ký số nữa; bỏ bản quét (hoàn tác) rồi ký.")
    number = _number_for(item, held, how.role)
    source = kept_papers.kept(ctx, before.digest if before is not None else item.digest)
    with tempfile.TemporaryDirectory(prefix="dienhinh_") as folder:
        target = Path(folder, "da_ky.pdf")
        done = signatures.sign(ctx, replace(how, file=source, target=target, number=number), secret)
        report = signatures.verify(ctx, target)
        _keep(ctx, item, target.read_bytes(), report, SigningWay.SIGNED_HERE, f"{item.name}.pdf")
    return item.name, done.notes


def _number_for(item: IssuedPaper, held: dict[str, IssuedPaper], role: SignerRole) -> str:
    """Return the number an attachment bears beside its signature. Raises UserError while one is not filled in."""
    request = held.get(PaperKind.REQUEST.value)
    if role is SignerRole.ATTACHMENT:
        if request is None or not request.number:
            raise UserError("Tờ trình chưa có số nên chưa ký phụ lục kèm theo; điền số, ngày của tờ trình trước.")
        return request.number
    if item.paper == PaperKind.REQUEST.value and not (item.number and item.day):
        raise UserError(f"{item.name} chưa có số, ngày nên chưa ký: điền sau sẽ làm hỏng chữ ký. Điền số, ngày rồi ký.")
    return ""


def version_under(ctx: Context, round_id: int, typed: str) -> IssuedPaper:
    """Return the version of a round whose code was typed. Raises UserError when the code is wrong or unknown."""
    code = read_code(typed)
    if code is None:
        raise UserError(f"Mã “{typed.strip()}” gõ sai hoặc thiếu chữ; gõ lại như ở chân trang, dạng K7M3-Q9TX.")
    found = _under(ctx, [code])
    here = [item for item in found if item.round_id == round_id]
    if not here:
        where = f"là của {found[-1].name}, đợt khác; mở đợt ấy" if found else "không có trong sổ; xem lại chân trang"
        raise UserError(f"Mã {code} {where}.")
    return here[-1]


def _under(ctx: Context, codes: Sequence[str]) -> list[IssuedPaper]:
    with ctx.db.read() as reader:
        return list(reader.issued_under(codes))


def take_back(ctx: Context, issued_id: int, file: Path) -> tuple[SignedCopy, Changes]:
    """Keep a signed copy of a version: a PDF with digital signatures, checked, or the scan of one signed by hand.

    Raises UserError when it cannot be read, is no PDF or picture, or is the unsigned paper itself.
    """
    data = read_signed(file)
    with ctx.db.read() as reader:
        item = next((one for one in reader.issued_papers() if one.id == issued_id), None)
    if item is None:
        raise UserError("Văn bản này không còn trong dữ liệu; mở lại trang rồi nhận.")
    issued = kept_papers.kept(ctx, item.digest).read_bytes()
    report = signatures.verify(ctx, file) if file.suffix.lower() == ".pdf" else None
    if report is not None and report.verdict is not None:
        if not data.startswith(issued):
            words = "tệp ký không phải bản đã lập cộng chữ ký; đối chiếu nội dung bằng mắt"
            report = replace(report, notes=(*report.notes, words))
        way = SigningWay.SIGNED_ELSEWHERE
    else:
        if data == issued:
            raise UserError(f"{file.name} là bản chưa ký; ký hoặc quét bản đã ký rồi nhận.")
        report, way = None, SigningWay.SCAN
    copy = _keep(ctx, item, data, report, way, file.name)
    return copy, Changes(CHANGED, f"Đã nhận bản đã ký của {item.name}: {told_of(copy)}.")


def told_of(copy: SignedCopy) -> str:
    """Say what is known of a signed copy: "chữ ký số hợp lệ", "bản quét, xem bằng mắt"."""
    if copy.verdict is None:
        return "bản quét của bản ký tay"
    return f"chữ ký {SignatureVerdict(copy.verdict).label}"


def _keep(
    ctx: Context, item: IssuedPaper, data: bytes, report: SignatureReport | None, way: SigningWay, name: str
) -> SignedCopy:
    copy = _copy(ctx, item, data, report, way, name)
    label = "Ký số" if way is SigningWay.SIGNED_HERE else "Nhận bản đã ký"
    with ctx.db.work(f"{label}: {item.name}", ctx.who, "sign") as work:
        number = work.insert("signed_copies", [copy])[0]
    return replace(copy, id=number)


def scan_of(ctx: Context, item: IssuedPaper, data: bytes, name: str) -> SignedCopy:
    """Return pages scanned as the signed copy of a version, its bytes kept; `keep_copies` keeps it."""
    return _copy(ctx, item, data, None, SigningWay.SCAN, name)


def keep_copies(ctx: Context, copies: Sequence[SignedCopy], label: str) -> int | None:
    """Keep signed copies as one act, and return it."""
    with ctx.db.work(label, ctx.who, "sign") as work:
        work.insert("signed_copies", copies)
        return work.act


def _copy(
    ctx: Context, item: IssuedPaper, data: bytes, report: SignatureReport | None, way: SigningWay, name: str
) -> SignedCopy:
    assert item.id is not None  # read from the data folder
    verdict = report.verdict if report is not None else None
    return SignedCopy(
        issued_id=item.id,
        way=way,
        at=ctx.now().replace(microsecond=0),
        who=ctx.who,
        digest=kept_papers.keep(ctx, data, Path(name).suffix.lower().lstrip(".") or "pdf"),
        file=name,
        signers=tuple(check.signer for check in report.signatures) if report is not None else (),
        verdict=verdict.value if verdict is not None else None,
        reasons=_reasons(report) if report is not None else (),
    )


def _reasons(report: SignatureReport) -> tuple[str, ...]:
    of_each = [f"{check.signer}: {reason}" for check in report.signatures for reason in check.reasons if check.reasons]
    return tuple(dict.fromkeys((*of_each, *report.notes)))


def read_signed(file: Path) -> bytes:
    """Return the bytes of a signed paper or a scan. Raises UserError when it is neither, or cannot be read."""
    if file.suffix.lower() not in SCANS:
        raise UserError(f"{file.name} không phải PDF hay ảnh quét; chọn tệp PDF, JPG, PNG hoặc TIFF.")
    return read_whole(file, LARGEST)
