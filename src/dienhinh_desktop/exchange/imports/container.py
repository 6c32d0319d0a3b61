"""What a file is before it is opened: whether it is a workbook, and whether it is safe to unpack.

Limits follow the reliability notes §3, widened to what the program's own export of a whole province needs. Everything
here runs on hostile bytes; `survey` belongs into the reading process, under its memory limit.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from dienhinh_desktop.domain.errors import UserError

from .survey import Locked, PartSurvey, Refused, TooLarge

LARGEST_FILE = 50 * 2**20
MOST_PARTS = 2_000
LARGEST_PART = 400 * 2**20
LARGEST_TOTAL = 600 * 2**20
MOST_GROWTH = 200
"""A part may not unpack to more than this many times its size (parts under 10 MB excepted)."""
SMALL_PART = 10 * 2**20
_LARGEST_INDEX = 5 * 2**20
_CHUNK, _OVERLAP = 2**20, 8_192

_ENCODING = re.compile(rb'^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["\']([^"\']+)')
_KNOWN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook lists it."""

    name: str
    hidden: bool
    survey: PartSurvey


def check_file(path: Path) -> None:
    """Raise UserError, with what to do, unless the file can be a workbook."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UserError(f"Không đọc được {path.name}: đây là thư mục. Chọn một tệp Excel (.xlsx).")
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise UserError(f"Không thấy tệp {path.name}. Kiểm tra lại tên và thư mục.") from None
    except OSError:
        raise UserError(
            f"Không mở được {path.name}: tệp đang bị khóa hoặc không có quyền đọc. Đóng tệp rồi thử lại."
        ) from None
    if not size:
        raise UserError(f"Không đọc được {path.name}: tệp rỗng. Lấy lại tệp từ nơi gửi.")
    if size > LARGEST_FILE:
        raise UserError(f"Không đọc được {path.name}: tệp lớn hơn 50 MB. Bỏ ảnh, tách thành nhiều tệp.")
    if not head.startswith(b"PK\x03\x04"):
        raise UserError(f"Không đọc được {path.name}: {_other_format(path, head)}")


def _other_format(path: Path, head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    save = "Mở bằng Excel, chọn Lưu thành (Save As) loại .xlsx."
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            return "tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại."
        return f"tệp là loại cũ (.xls). {save}"
    if head.startswith(b"%PDF"):
        return "đây là tệp PDF. Xin tệp Excel từ nơi gửi."
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        return f"đây là trang web mang đuôi Excel. {save}"
    if start.startswith(b"<"):
        return f"đây là tệp XML, không phải sổ Excel. {save}"
    return f"đây không phải tệp Excel (.xlsx). {save}"


def survey(path: Path) -> list[SheetEntry]:
    """Check the package part by part and return its sheets. Raises Refused."""
    try:
        with zipfile.ZipFile(path) as package:
            check_parts(package)
            targets = sheet_targets(package)
            parts = {name: PartSurvey() for _, _, name in targets}
            for info in package.infolist():
                _scan(package, info, parts.get(info.filename))
    except Refused:
        raise
    except Exception as error:
        raise Refused("tệp hỏng hoặc bị cắt ngang. Lấy lại tệp, hoặc mở bằng Excel rồi lưu lại.") from error
    return [SheetEntry(name, hidden, parts[part]) for name, hidden, part in targets]


def check_parts(package: zipfile.ZipFile, core: str = "xl/workbook.xml") -> None:
    """Raise Refused unless the package holds the part `core` and its parts are few, of plain kinds, and no bomb."""
    parts = package.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise TooLarge("gói tệp có quá nhiều phần hoặc phần trùng tên. Mở bằng Excel rồi lưu lại.")
    if any(part.flag_bits & 1 for part in parts):
        raise Locked("tệp có mật khẩu. Bỏ mật khẩu rồi lưu lại.")
    if core not in names:
        raise Refused(_other_package(names))
    bombs = any(
        part.file_size > LARGEST_PART
        or (part.file_size > SMALL_PART and part.file_size > MOST_GROWTH * max(part.compress_size, 1))
        or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        for part in parts
    )
    if bombs or sum(part.file_size for part in parts) > LARGEST_TOTAL:
        raise TooLarge("tệp nén bung ra quá lớn, không giống sổ dữ liệu. Mở bằng Excel, xóa dòng trống rồi lưu lại.")


def _other_package(names: set[str]) -> str:
    save = "Mở ra, chọn Lưu thành (Save As) loại .xlsx."
    if "word/document.xml" in names:
        return "đây là tệp Word. Xin tệp Excel từ nơi gửi."
    if "xl/workbook.bin" in names:
        return f"tệp là loại nhị phân (.xlsb). {save}"
    if "content.xml" in names:
        return f"đây là tệp LibreOffice. {save}"
    return "đây là tệp nén, không phải sổ Excel. Giải nén, rồi chọn tệp .xlsx bên trong."


def _scan(package: zipfile.ZipFile, info: zipfile.ZipInfo, found: PartSurvey | None) -> None:
    """Unpack one part without keeping it: sizes and checksum are proved, document types refused, cells looked at."""
    is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with package.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            if not is_xml and found is None:
                continue
            if not tail:
                _check_encoding(chunk)
            # Look at whole tags only; what is cut off, and a good deal before it, comes again with the next chunk.
            data = tail + chunk
            check_markup(data)
            if found is not None:
                found.look(data[: data.rfind(b">") + 1])
            tail = data[-_OVERLAP:]


def _check_encoding(head: bytes) -> None:
    """Refuse anything but UTF-8, in which alone a document type cannot hide from a search of the bytes."""
    declared = _ENCODING.match(head[:200])
    if b"\0" in head[:16] or (declared and declared[1].lower() not in _KNOWN_ENCODINGS):
        raise Refused("tệp dùng bảng mã lạ. Mở bằng Excel rồi lưu lại.")


def check_markup(data: bytes) -> None:
    """Refuse document types and entities: Excel writes none, and they are how XML is made to blow up or look around."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused("tệp có khai báo DOCTYPE lạ, có thể gây hại. Mở bằng Excel rồi lưu lại.")


def sheet_targets(package: zipfile.ZipFile) -> list[tuple[str, bool, str]]:
    """Return (name, hidden, part) of every sheet in the order of the workbook."""
    rels = {item.get("Id"): item.get("Target", "") for item in read_index(package, "xl/_rels/workbook.xml.rels").iter()}
    found = []
    for item in read_index(package, "xl/workbook.xml").iter():
        if item.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in item.attrib.items() if key.endswith("}id")), None)
            target = rels.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            found.append((item.get("name", ""), item.get("state", "visible") != "visible", part))
    return found


def read_index(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return a small part of the package as XML. Raises Refused where it is large or holds a document type."""
    with package.open(name) as stream:
        data = stream.read(_LARGEST_INDEX + 1)
    if len(data) > _LARGEST_INDEX:
        raise Refused("tệp có danh sách trang quá dài. Mở bằng Excel rồi lưu lại.")
    _check_encoding(data)
    check_markup(data)
    return ElementTree.fromstring(data)
