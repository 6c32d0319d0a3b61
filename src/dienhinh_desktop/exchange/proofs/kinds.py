"""What kind a file is, by what it holds: its name alone is never believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePath

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.proofs import FileKind

ALLOWED = "PDF, ảnh (JPG, PNG, TIFF…), Word, Excel, PowerPoint"
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
    "ppt/presentation.xml": FileKind.PPTX,
}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_OPEN = {FileKind.ODT.value: FileKind.ODT, FileKind.ODS.value: FileKind.ODS}
_STREAMS = (
    ("WordDocument", FileKind.DOC),
    ("Workbook", FileKind.XLS),
    ("PowerPoint Document", FileKind.PPT),
    ("Book", FileKind.XLS),
)
_MACRO = "Không nhận {name}: tệp có chứa macro. Lưu lại thành tệp không macro, hoặc thành PDF, rồi thêm."
_BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError)


def kind_of(data: bytes, name: str) -> FileKind:
    """Return what a file is. Raises UserError, naming it, when it is nothing that is kept as proof."""
    found = _plain(data)
    if found is None and data.startswith(_ZIP):
        found = _packed(data, name)
    if found is None and data.startswith(_OLE):
        found = _compound(data, name)
    if found is None:
        ending = PurePath(name).suffix.lower()
        what = f"không đúng là tệp {ending}" if ending in _ENDINGS else "thuộc loại không dùng làm minh chứng"
        raise UserError(f"Không nhận {name}: tệp {what}. Dùng tệp {ALLOWED}; giấy tờ thì quét ra PDF.")
    return found


_ENDINGS = {kind.suffix for kind in FileKind} | {".jpeg", ".tif"}


def _plain(data: bytes) -> FileKind | None:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if b"%PDF-" in data[:1024]:  # ISO 32000-1, annex H: readers look for the header in the first 1,024 bytes
        return FileKind.PDF
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data):
        return FileKind.BMP
    return FileKind.WEBP if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _compound(data: bytes, name: str) -> FileKind | None:
    """Return which old Office file a compound file is, by the names of its streams. Raises UserError for a macro."""
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise UserError(_MACRO.format(name=name))
    return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), None)


def _packed(data: bytes, name: str) -> FileKind | None:
    """Return which Office file a zip is, if it is one; one that carries a program is refused. Raises UserError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = set(packed.namelist())
            if "mimetype" in parts and packed.getinfo("mimetype").file_size <= 200:
                return _OPEN.get(packed.read("mimetype").decode("ascii", "replace").strip())
    except _BROKEN as reason:
        raise UserError(f"Không nhận {name}: tệp bị hỏng hoặc chép chưa xong. Chép lại tệp rồi thêm.") from reason
    if any(part.lower().endswith(_MACROS) for part in parts):
        raise UserError(_MACRO.format(name=name))
    return next((kind for part, kind in _PARTS.items() if part in parts), None)
