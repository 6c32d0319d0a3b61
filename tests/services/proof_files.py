"""Small real files for the tests of proofs: a PDF of one page, a picture, an Office file, and what is none of them."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def pdf(words: str = "Quyết định 415") -> bytes:
    """Return a PDF of one page with these words."""
    out = io.BytesIO()
    page = Canvas(out, pagesize=(298, 421), invariant=1)
    page.setFont("Helvetica", 14)
    page.drawString(40, 360, words.encode("ascii", "replace").decode())
    page.rect(40, 60, 218, 280)
    page.save()
    return out.getvalue()


def picture(
    kind: str = "PNG", colour: tuple[int, int, int] = (120, 160, 200), size: tuple[int, int] = (120, 80)
) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def word() -> bytes:
    """Return a Word file of one line."""
    out = io.BytesIO()
    made = Document()
    made.add_paragraph("Báo cáo thành tích")
    made.save(out)
    return out.getvalue()


def sheet() -> bytes:
    """Return a workbook of one cell."""
    out = io.BytesIO()
    made = Workbook()
    made["Sheet"]["A1"] = "Danh sách"
    made.save(out)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    """Write a file a clerk is to choose."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name
