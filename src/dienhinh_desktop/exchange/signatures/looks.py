"""Where a signature is shown and what it shows, by Decree 30/2020 or as somebody asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.stamp import StaticStampStyle

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.signatures import SignerRole, SigningRequest
from dienhinh_desktop.domain.text import fold

from . import places
from .appearance import picture_page, stamp, text_extent, text_page
from .naming import moment, signer_name
from .pictures import Picture
from .places import MM, Area


@dataclass(frozen=True)
class Look:
    """Where a signature is shown and what it shows; both None for one that shows nothing."""

    area: Area | None = None
    style: StaticStampStyle | None = None


@dataclass(frozen=True)
class Task:
    """What is asked, on which bytes, with which picture, and when."""

    request: SigningRequest
    content: bytes
    picture: Picture | None
    now: datetime


def look_of(task: Task, certificate: x509.Certificate, earlier: Sequence[EmbeddedPdfSignature]) -> Look:
    """Return the look of a new signature. Raises UserError when there is no room, or it is not known where."""
    request, picture, content = task.request, task.picture, task.content
    if request.role is SignerRole.ATTACHMENT:
        return _text_look(request, content, task.now)
    if picture is None:
        return Look()
    if request.role is SignerRole.AGENCY:
        area = _seal_area(request, picture, content, earlier)
    else:
        own = request.picture_width or picture.width
        widest = own * MM if own else None
        if request.box is not None:
            room = places.asked_area(content, request.box)
        else:
            room = places.signing_room(content, request.beside or signer_name(certificate))
        area = places.fitted(room, picture.shape, widest)
    return Look(area, stamp(picture_page(picture, area.width, area.height)))


def _seal_area(
    request: SigningRequest, picture: Picture, content: bytes, earlier: Sequence[EmbeddedPdfSignature]
) -> Area:
    """Return the place of a seal in its real size: where asked, else over the left third of the person's signature."""
    width = request.picture_width or picture.width
    room = places.asked_area(content, request.box) if request.box is not None else None
    if width is None:
        if room is not None:
            return places.fitted(room, picture.shape)
        raise UserError("Ảnh con dấu không ghi độ phân giải nên chưa biết cỡ thật; ghi bề rộng con dấu bằng mm.")
    if room is not None:
        return places.centred(room, width * MM, picture.shape)
    meant = [one for one in earlier if request.beside is None or _named(one, request.beside)]
    if not meant:
        raise UserError(f"“{request.beside}” chưa ký nên chưa đặt con dấu; ghi đúng tên người đã ký.")
    shown = [area for area in map(_shown_area, meant) if area is not None]
    if not shown:
        raise UserError("Chữ ký của người có thẩm quyền không có hình nên chưa biết chỗ đặt con dấu; chỉ rõ chỗ đặt.")
    return places.seal_area(shown[-1], width * MM, picture.shape)


def _named(signature: EmbeddedPdfSignature, name: str) -> bool:
    return fold(signer_name(signature.signer_cert)) == fold(name)


def _shown_area(signature: EmbeddedPdfSignature) -> Area | None:
    """Return where an earlier signature is shown; None where it shows nothing."""
    field = signature.sig_field
    left, bottom, right, top = (float(side) for side in field.get("/Rect", (0, 0, 0, 0)))
    page = field.raw_get("/P").reference if "/P" in field else None
    if page is None or right - left < 1 or top - bottom < 1:
        return None
    numbers = range(int(signature.reader.root["/Pages"]["/Count"]))
    found = (number for number in numbers if _page_reference(signature.reader, number) == page)
    return next((Area(number, left, bottom, right, top) for number in found), None)


def _page_reference(reader: PdfFileReader, number: int) -> object:
    return reader.find_page_for_modification(number)[0].reference  # type: ignore[no-untyped-call]


def _text_look(request: SigningRequest, content: bytes, now: datetime) -> Look:
    """Return the text block of an attachment: number and symbol of its paper, time of signing; no picture."""
    if not request.number:
        raise UserError("Chưa ghi số và ký hiệu của văn bản mà phụ lục kèm theo nên chưa ký; ghi số, ký hiệu.")
    lines = [request.number, moment(now)]
    width, height = text_extent(lines)
    if request.box is not None:
        room = places.asked_area(content, request.box)
        area = Area(room.page, room.right - width, room.top - height, room.right, room.top)
        if area.left < 0 or area.bottom < 0:
            raise UserError("Chỗ đặt chữ ký quá nhỏ cho số, ký hiệu và thời gian ký; chọn chỗ rộng hơn.")
    else:
        area = places.attachment_area(content, width, height)
    return Look(area, stamp(text_page(lines, width, height)))
