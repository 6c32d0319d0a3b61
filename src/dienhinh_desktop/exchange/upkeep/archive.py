"""The backup file: a zip of the database copy and the attachments, with a manifest that vouches for every part."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from ...domain.backups import BackupManifest, BackupPart
from ...domain.errors import UserError
from ...domain.upkeep import Progress, silent
from ..files import placing, safe_name, sync_file
from . import manifests

SUFFIX = ".zip"
DATABASE = "dienhinh.sqlite"
ATTACHMENTS = "attachments/"
MANIFEST = "manifest.json"

_CHUNK = 2**20
_LEVEL = 3  # a database shrinks to a quarter at once; higher levels cost seconds and win little
_LARGEST_MANIFEST = 64 * 2**20
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    OverflowError,
    RuntimeError,  # a part under a password, or packed in a way this Python does not know
)

NOT_A_BACKUP = "Tệp {file} không phải bản sao lưu của chương trình này nên không dùng; chọn tệp sao lưu khác."
BROKEN = "Bản sao lưu {file} bị hỏng hoặc chép chưa xong ({why}) nên không dùng; chọn bản sao lưu khác."
GONE = "Không đọc được bản sao lưu {file} ({why}); kiểm tra ổ đĩa hoặc USB, hoặc chọn bản khác."
NO_ROOM = "Ổ đĩa đã đầy nên chưa sao lưu hay khôi phục được; xóa bớt tệp rồi làm lại, dữ liệu còn nguyên."

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


def called(path: Path) -> str:
    """Return what a sentence calls a file: one that has no name of its own yet was written just now."""
    return "vừa ghi" if path.name.startswith(".") else path.name


@contextmanager
def writing(
    target: Path, manifest: BackupManifest, parts: Mapping[str, Path], progress: Progress = silent
) -> Iterator[tuple[Path, BackupManifest]]:
    """Write a backup beside its place and yield it there with its manifest, to be proved before it is put in place.

    `parts` are files by their names in the backup. Raises UserError when the disk refuses or a part cannot be read.
    """
    with placing(target) as beside:
        written = _write(beside, manifest, parts, progress)
        sync_file(beside)
        yield beside, written


def _write(beside: Path, manifest: BackupManifest, parts: Mapping[str, Path], progress: Progress) -> BackupManifest:
    done: list[BackupPart] = []
    with (
        open(beside, "xb", opener=_private) as stream,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed,
    ):
        for name, path in parts.items():
            progress(len(done), len(parts), "Ghi bản sao lưu")
            with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as target:
                done.append(_copy(source, target, name))
        manifest = replace(manifest, parts=tuple(done))
        packed.writestr(MANIFEST, json.dumps(manifests.dump(manifest), ensure_ascii=False, indent=1))
    return manifest


def _private(path: str, flags: int) -> int:
    """Let nobody but the clerk read a file with personal data."""
    return os.open(path, flags, 0o600)


def _copy(source: IO[bytes], target: IO[bytes] | None, name: str) -> BackupPart:
    seen, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        seen.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
    return BackupPart(name=name, size=size, sha256=seen.hexdigest())


def read_manifest(path: Path) -> BackupManifest:
    """Read what a backup says of itself, and that its list of parts agrees with it.

    Raises UserError when the file is no backup, is cut short, is of a newer kind, or names a part that does not belong
    into a data folder.
    """
    with _opened(path) as packed:
        return _manifest(packed, path)


def extract(path: Path, manifest: BackupManifest, folder: Path, progress: Progress = silent) -> dict[str, Path]:
    """Unpack every part into numbered files of a folder, each proved by size and SHA-256; return them by name.

    No name of the file is ever used as a path. Raises UserError when one byte differs or the disk refuses.
    """
    found: dict[str, Path] = {}
    for number, part in enumerate(manifest.parts):
        progress(number, len(manifest.parts), "Đọc bản sao lưu")
        found[part.name] = folder / f"{number:06d}"
        prove(path, part, found[part.name])
    return found


def prove(path: Path, part: BackupPart, target: Path | None = None) -> None:
    """Read one part to its end, into a file where one is given, and compare size and SHA-256. Raises UserError."""
    with _opened(path) as packed:
        if packed.getinfo(part.name).file_size != part.size:
            raise ValueError("cỡ phần không khớp")
        with packed.open(part.name) as source:
            read = _extract(source, part, target)
    if read != part:
        raise UserError(BROKEN.format(file=called(path), why="nội dung khác lúc ghi"))


def _extract(source: IO[bytes], part: BackupPart, target: Path | None) -> BackupPart:
    if target is None:
        return _copy(source, None, part.name)
    with target.open("xb") as stream:
        return _copy(source, stream, part.name)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as packed:
            yield packed
    except UserError:
        raise
    except zipfile.BadZipFile as reason:
        known = path.is_file() and path.stat().st_size > 0 and _begins_as_zip(path)
        sentence = BROKEN.format(file=called(path), why="thiếu phần cuối hoặc sai mã kiểm") if known else None
        raise UserError(sentence or NOT_A_BACKUP.format(file=called(path))) from reason
    except _BROKEN as reason:
        raise UserError(BROKEN.format(file=called(path), why="nội dung không đọc được")) from reason
    except FileNotFoundError as reason:
        raise UserError(GONE.format(file=called(path), why="không có tệp này")) from reason
    except OSError as reason:
        if reason.errno in _FULL:
            raise UserError(NO_ROOM) from reason
        raise UserError(GONE.format(file=called(path), why="ổ đĩa không cho đọc")) from reason


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


def _manifest(packed: zipfile.ZipFile, path: Path) -> BackupManifest:
    names = packed.namelist()
    if MANIFEST not in names:
        raise UserError(NOT_A_BACKUP.format(file=called(path)))
    if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise UserError(BROKEN.format(file=called(path), why="bản kê quá dài"))
    told = json.loads(packed.read(MANIFEST).decode("utf-8"))
    manifest = manifests.load(told, called(path))
    if sorted(names) != sorted([MANIFEST, *(part.name for part in manifest.parts)]) or len(set(names)) != len(names):
        raise UserError(BROKEN.format(file=called(path), why="có phần thừa, trùng hoặc thiếu"))
    if DATABASE not in names or not all(belongs(part.name) for part in manifest.parts):
        raise UserError(BROKEN.format(file=called(path), why="có phần không thuộc thư mục dữ liệu"))
    if any(packed.getinfo(part.name).file_size != part.size for part in manifest.parts):
        raise UserError(BROKEN.format(file=called(path), why="cỡ phần khác bản kê"))
    return manifest


def belongs(name: str) -> bool:
    """Tell whether a backup may hold such a part: the database, or an attachment whose name every system takes."""
    if name == DATABASE:
        return True
    if not name.startswith(ATTACHMENTS):
        return False
    steps = name.removeprefix(ATTACHMENTS).split("/")
    return all(step == safe_name(step) and not step.startswith(".") for step in steps)
