"""The store of proofs in the data folder: one file for one content, named by its SHA-256, never written over."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.proofs import FileState, KeptFile
from dienhinh_desktop.exchange.files import safe_name, write_all

FOLDER = Path("attachments", "proofs")
"""Folder of the data folder where the files lie, in a folder of their first two signs each."""
LARGEST = 50 * 2**20
"""Most bytes of one file: a scan of a hundred pages; every backup carries them all."""
_CHUNK = 2**20
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}


def place_of(folder: Path, file: KeptFile) -> Path:
    """Return where a file lies in a data folder."""
    return folder / FOLDER / file.sha256[:2] / f"{file.sha256}{file.media.suffix}"


def read(path: Path) -> bytes:
    """Return the bytes of a file a clerk chose.

    Raises UserError when it is a folder, is gone, empty, too large, or cannot be read.
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UserError(f"Không nhận {name}: đây là một thư mục. Chọn từng tệp trong thư mục.")
        if path.stat().st_size > LARGEST:
            raise UserError(_too_large(name, path.stat().st_size))
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError(f"Không nhận {name}: đây không phải một tệp. Chọn tệp khác.")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as reason:
        raise UserError(f"Không đọc được {name}: {_why(reason)}. Chép tệp vào máy rồi thêm lại.") from reason
    if not data:
        raise UserError(f"Không nhận {name}: tệp rỗng, không có nội dung. Quét hoặc chép lại tệp rồi thêm.")
    if len(data) > LARGEST:
        raise UserError(_too_large(name, len(data)))
    return data


def _too_large(name: str, size: int) -> str:
    return (
        f"Không nhận {name}: tệp nặng {-(-size // 2**20)} MB, quá {LARGEST // 2**20} MB."
        " Quét lại ở độ phân giải thấp hơn, hoặc tách thành nhiều tệp."
    )


def _why(reason: OSError) -> str:
    if reason.errno in _GONE:
        return "tệp không còn ở đó, hoặc ổ đĩa, USB đã rút ra"
    if reason.errno in (errno.EACCES, errno.EPERM):
        return "máy không cho đọc, hoặc tệp đang mở trong chương trình khác"
    return f"hệ điều hành từ chối (mã {reason.errno})"


def put(folder: Path, file: KeptFile, data: bytes) -> None:
    """Put a file into the store, beside its place first; one that lies there whole is left alone, another is mended.

    Raises UserError when the disk refuses.
    """
    place = place_of(folder, file)
    if look(folder, file) is not FileState.SOUND:
        write_all(place.parent, {place.name: data})


def look(folder: Path, file: KeptFile, *, deep: bool = True) -> FileState:
    """Tell whether a file is still what it was; without `deep` only by its size, for lists that must be quick."""
    place = place_of(folder, file)
    try:
        if place.stat().st_size != file.size:
            return FileState.ALTERED
        if not deep:
            return FileState.SOUND
        with place.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except OSError:
        return FileState.MISSING
    return FileState.SOUND if same else FileState.ALTERED


def load(folder: Path, file: KeptFile) -> tuple[FileState, bytes]:
    """Return how a file stands and what it holds; nothing where it is not what was kept."""
    try:
        data = place_of(folder, file).read_bytes()
    except OSError:
        return FileState.MISSING, b""
    whole = hashlib.sha256(data).hexdigest() == file.sha256
    return (FileState.SOUND, data) if whole else (FileState.ALTERED, b"")


def copy_out(folder: Path, file: KeptFile, target: Path, caption: str) -> Path:
    """Copy a file into a folder, to be read there by another program, and return it: the kept one is never opened.

    The copy is read-only and called as the clerk calls it. Raises FileNotFoundError when the file is gone, ValueError
    when it is no longer what it was, UserError when the disk refuses.
    """
    data = place_of(folder, file).read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise ValueError(file.sha256)
    stem = caption.removesuffix(file.media.suffix)
    copy = target / file.sha256[:12] / safe_name(f"{stem}{file.media.suffix}")
    if not _holds(copy, file):
        with suppress(OSError):
            copy.chmod(stat.S_IRUSR | stat.S_IWUSR)
        write_all(copy.parent, {copy.name: data})
    os.chmod(copy, stat.S_IRUSR)
    return copy


def _holds(copy: Path, file: KeptFile) -> bool:
    """Tell whether a copy made before is still good: one that is open elsewhere could not be written again."""
    with suppress(OSError):
        return hashlib.sha256(copy.read_bytes()).hexdigest() == file.sha256
    return False


def strangers(folder: Path, files: Collection[KeptFile]) -> list[Path]:
    """Return what lies in the store and is none of these files."""
    known = {place_of(folder, file) for file in files}
    there = (path for path in sorted((folder / FOLDER).rglob("*")) if path.is_file())
    return [path for path in there if path not in known]
