"""Proving a package whole, on hostile bytes: its limits, its parts, every hash, nothing beside them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dienhinh_desktop.domain.packages import PackagedCandidate, PackageManifest
from dienhinh_desktop.exchange.imports.survey import Refused

from . import manifests, sealing
from .packing import BOUND, CANDIDATES, FORMS, LIST, MANIFEST, PAPERS, RECORDS, WORDS, sha256

LARGEST_FILE = 200 * 2**20
LARGEST_PART = 60 * 2**20
LARGEST_TOTAL = 400 * 2**20
MOST_PARTS = 5_000
MOST_GROWTH = 200
"""A part may not unpack to more than this many times its size (parts under 1 MB excepted)."""
SMALL_PART = 2**20
MEMORY_LIMIT = 2 * 2**30
SECONDS = 120

_FORM = re.compile(rf"(?:{re.escape(FORMS)}|{re.escape(PAPERS)})[0-9A-Za-z_]{{1,60}}\.pdf")
_SCAN = re.compile(re.escape(PAPERS) + r"[0-9A-Za-z_]{1,60}\.(?:jpe?g|png|tiff?)")
_NEEDED = (WORDS, LIST, RECORDS, CANDIDATES, BOUND)
_AGAIN = "Không gộp gì; xin đơn vị gửi lại."

BROKEN = f"tệp hỏng hoặc bị cắt ngang. {_AGAIN}"
NO_PACKAGE = "đây không phải gói của chương trình. Chọn tệp gói, hoặc nhập bằng Nhập từ Excel."
CHANGED = "phần {name} đã bị sửa sau khi lập gói. " + _AGAIN
OTHER_PARTS = f"có phần thừa, thiếu hoặc trùng so với bản kê của gói. {_AGAIN}"
TOO_LARGE = f"nén bung ra quá lớn, không giống gói của chương trình. {_AGAIN}"
SEALED = "gói có mật khẩu. Hỏi đơn vị gửi mật khẩu rồi nhận lại."
WRONG_WORD = "mật khẩu không đúng, hoặc gói đã bị sửa. Hỏi lại đơn vị gửi."


class Proven(NamedTuple):
    """What the reading process hands over: the package is whole."""

    digest: str
    manifest: PackageManifest
    readings: dict[str, str]
    candidates: tuple[PackagedCandidate, ...]
    workbook: bytes


class Turned(NamedTuple):
    """The package is refused: why, and what to do."""

    why: str


def prove(path: Path, passphrase: str | None) -> Proven:
    """Return what a package holds. Raises Refused, or anything at all on crafted bytes."""
    data = _unsealed(path.read_bytes(), passphrase)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(NO_PACKAGE)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = _check_parts(packed)
        if MANIFEST not in parts:
            raise Refused(NO_PACKAGE)
        _refuse_hidden(packed, data)
        told = packed.read(MANIFEST)
        manifest = _manifest(told)
        _check_listed(manifest, parts)
        kept = {}
        for part in manifest.parts:
            unpacked = packed.read(part.name)
            if (len(unpacked), sha256(unpacked)) != (part.size, part.sha256):
                raise Refused(CHANGED.format(name=part.name))
            if part.name in (RECORDS, CANDIDATES):
                kept[part.name] = unpacked
    readings, candidates = manifests.load_candidates(kept[CANDIDATES])
    return Proven(sha256(told), manifest, readings, candidates, kept[RECORDS])


def _unsealed(data: bytes, passphrase: str | None) -> bytes:
    if not data.startswith(sealing.MARK):
        return data
    if passphrase is None:
        raise Refused(SEALED)
    opened = sealing.unseal(data, passphrase)
    if opened is None:
        raise Refused(WRONG_WORD)
    return opened


def _check_parts(packed: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """Return the parts by name. Raises Refused unless they are few, plain and no bomb."""
    listed = packed.infolist()
    parts = {part.filename: part for part in listed}
    if len(listed) > MOST_PARTS:
        raise Refused(TOO_LARGE)
    if len(parts) != len(listed):
        raise Refused(OTHER_PARTS)
    if any(_is_bomb(part) for part in listed) or sum(part.file_size for part in listed) > LARGEST_TOTAL:
        raise Refused(TOO_LARGE)
    return parts


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    grown = part.file_size > SMALL_PART and part.file_size > MOST_GROWTH * max(part.compress_size, 1)
    return grown or part.file_size > LARGEST_PART


def _refuse_hidden(packed: zipfile.ZipFile, data: bytes) -> None:
    """Refuse bytes that belong to no part: they would be covered by no hash.

    The parts must stand one after the other from the first byte to the index, with plain headers, and the index must
    end the file.
    """
    place = 0
    for part in sorted(packed.infolist(), key=lambda item: item.header_offset):
        flags, packing = struct.unpack_from("<HH", data, place + 6)
        name, extra = struct.unpack_from("<HH", data, place + 26)
        if part.header_offset != place or flags & ~0x800 or extra or part.extra or part.comment:
            raise Refused(OTHER_PARTS)
        if packing not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(OTHER_PARTS)
        place += 30 + name + part.compress_size
    index = sum(46 + len(part.filename.encode()) for part in packed.infolist())
    if packed.comment or packed.start_dir != place or place + index + 22 != len(data):
        raise Refused(OTHER_PARTS)


def _manifest(told: bytes) -> PackageManifest:
    try:
        return manifests.load(told)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(f"bản kê của gói không đọc được. {_AGAIN}") from error


def _check_listed(manifest: PackageManifest, parts: Mapping[str, zipfile.ZipInfo]) -> None:
    listed = [part.name for part in manifest.parts]
    known = all(name in _NEEDED or _FORM.fullmatch(name) or _SCAN.fullmatch(name) for name in listed)
    if sorted([MANIFEST, *listed]) != sorted(parts) or not known or not set(_NEEDED) <= set(listed):
        raise Refused(OTHER_PARTS)
    for part in manifest.parts:
        if parts[part.name].file_size != part.size:
            raise Refused(CHANGED.format(name=part.name))
