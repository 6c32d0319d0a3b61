"""Opening a PDF that may be broken, hostile or made by anybody: read whole, refused in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.errors import SignatureValidationError

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.files import read_whole

Found = TypeVar("Found")
LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file that is opened."""

# What reading a broken file may end in: the parser's own errors, and those of the types it trips over.
BROKEN = (
    PdfError,
    SignatureValidationError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
    RuntimeError,
)

for _name in ("pyhanko", "pyhanko_certvalidator", "fontTools"):
    # These libraries write English warnings to standard error about what is told to the clerk in words.
    _logger = logging.getLogger(_name)
    _logger.addHandler(logging.NullHandler())
    _logger.propagate = False


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises UserError when it is missing, unreadable, too large or no PDF."""
    content = read_whole(path, LARGEST)
    if b"%PDF-" not in content[:1024]:
        raise UserError(f"Không đọc được {path.name}: đây không phải tệp PDF. Chọn tệp PDF.")
    return content


@contextmanager
def pdf_errors(name: str) -> Iterator[None]:
    """Turn what a broken PDF may raise into a UserError."""
    try:
        yield
    except BROKEN as error:
        raise UserError(f"Không đọc được {name}: tệp PDF hỏng hoặc sai cấu trúc. Lấy lại tệp gốc.") from error


def read_pdf(content: bytes, name: str, use: Callable[[PdfFileReader], Found]) -> Found:
    """Return what `use` finds in a PDF read strictly or, where the file is not written by the book, leniently.

    Papers of other programs break the standard in small ways; `reader.strict` tells `use` which way it is read. Raises
    UserError when the file is broken or encrypted.
    """
    try:
        reader = _reader(content, name, strict=True)
        if reader.xrefs.hybrid_xrefs_present:
            raise PdfError("two cross-reference tables that may disagree")
        return use(reader)
    except BROKEN:
        with pdf_errors(name):
            return use(_reader(content, name, strict=False))


def _reader(content: bytes, name: str, *, strict: bool) -> PdfFileReader:
    reader = PdfFileReader(BytesIO(content), strict=strict)
    if reader.encrypted:
        raise UserError(f"{name} đặt mật khẩu nên không ký, không kiểm tra được; bỏ mật khẩu rồi làm lại.")
    _ = reader.root["/Pages"]["/Count"]
    return reader
