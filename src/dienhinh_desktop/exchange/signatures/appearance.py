"""What a signature shows: a picture that lets the words under it through, or the text block of an attachment."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dienhinh_desktop.domain.text import nfc
from dienhinh_desktop.exchange.documents.fonts import REGULAR, register, text_width

from .pictures import Picture

TEXT_SIZE = 10
"""Points of the text block (Decree 30/2020: size 10, upright, black)."""
LINE = TEXT_SIZE * 1.2


class Drawing(PdfContent):
    """A one-page PDF kept in memory, drawn as it stands."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """Bring the page into the paper and return the command that paints it."""
        writer = self._ensure_writer
        form = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        name = f"/Drawing{uuid.uuid4().hex}"
        self.resources.xobject[name] = form
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return f"{name} Do".encode()


def stamp(pdf: bytes) -> StaticStampStyle:
    """Return a signature's look that fills its field with a drawing of the same size."""
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins(0, 0, 0, 0),
        inner_content_scaling=InnerScaling.STRETCH_FILL,
    )
    return StaticStampStyle(border_width=0, background=Drawing(pdf), background_layout=layout, background_opacity=1.0)


def picture_page(picture: Picture, width: float, height: float) -> bytes:
    """Return a page with the picture. It darkens what lies under it, as ink does, and so never hides words."""
    stream, canvas = _page(width, height)
    canvas.setBlendMode("Multiply")
    canvas.drawImage(ImageReader(picture.image), 0, 0, width, height, mask="auto")
    return _finished(stream, canvas)


def text_page(lines: Sequence[str], width: float, height: float) -> bytes:
    """Return a page with lines of text, flush right, as the decree asks for on attachments."""
    stream, canvas = _page(width, height)
    canvas.setFont(REGULAR, TEXT_SIZE)
    at = height - TEXT_SIZE
    for line in lines:
        canvas.drawRightString(width - 1, at, nfc(line))
        at -= LINE
    return _finished(stream, canvas)


def text_extent(lines: Sequence[str]) -> tuple[float, float]:
    """Return width and height in points of a block of lines."""
    return max(text_width(line, REGULAR, TEXT_SIZE) for line in lines) + 2, LINE * len(lines)


def _page(width: float, height: float) -> tuple[BytesIO, Canvas]:
    register()
    stream = BytesIO()
    return stream, Canvas(stream, pagesize=(width, height), invariant=1, initialFontName=REGULAR)  # type: ignore[arg-type]


def _finished(stream: BytesIO, canvas: Canvas) -> bytes:
    canvas.showPage()
    canvas.save()
    return stream.getvalue()
