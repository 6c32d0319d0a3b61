"""Writing files so that no cut leaves a half one, and naming them so that every system takes the name."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.text import clean, nfc

RETRY_SECONDS = 3.0
"""How long a file held by another program is tried again."""
LONGEST_NAME = 80
"""Most UTF-16 units of a file name; with the folder it must stay under the 260 of Windows."""

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
_GONE = {errno.EIO, errno.ENODEV, errno.ENXIO}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
# A file held by Excel answers a replace with 32 or 33, one held without delete sharing with 5.
_HELD = {5, 32, 33}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


def write_atomically(target: Path, data: bytes) -> None:
    """Write the whole file or nothing: beside the target, to the disk, then in its place.

    Raises UserError with a sentence when the folder is missing, the place is read-only, the disk is full, or the file
    is open elsewhere (tried for three seconds). An older file stays as it was until the new one is safe.
    """
    with placing(target) as beside:
        _write(beside, data, _mode_of(Path(os.path.realpath(target))))


def read_whole(path: Path, most: int) -> bytes:
    """Return a file's bytes. Raises UserError when it is missing, unreadable, or larger than `most` bytes."""
    try:
        if path.stat().st_size > most:
            raise UserError(f"Không mở {path.name}: tệp lớn hơn {most // 2**20} MB. Chia nhỏ hoặc giảm cỡ ảnh quét.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"Không mở được {path.name}: không có tệp này. Xem lại tên và thư mục.") from None
    except OSError as error:
        raise UserError(f"Không mở được {path.name}: hệ điều hành từ chối. Xem lại quyền đọc tệp.") from error


@contextmanager
def placing(target: Path) -> Iterator[Path]:
    """Yield a path beside the target to write a large file to, and put it in place when the block ends well.

    What was written is on the disk before it takes its place. Raises UserError as `write_atomically` does, also for
    what the disk refuses inside the block; leaving by an exception leaves nothing behind and an older file as it was.
    """
    place = Path(os.path.realpath(target))
    _check_place(place, target.name)
    beside = place.with_name(f".{os.getpid()}_{secrets.token_hex(6)}.tmp")
    try:
        yield beside
        sync_file(beside)
        _replace(beside, place)
        _sync_folder(place.parent)
    except OSError as error:
        raise _refusal(error, place, target.name) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Have what was written to a file put on the disk, and forget it in memory, so that reading it asks the disk."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write several files into a folder, all of them or none; the folder is made when missing.

    Raises UserError as `write_atomically` does; whatever stood in the folder before is then as it was.
    """
    made = _make_folder(folder)
    for name in files:
        _check_place(folder / name, name)
    aside = folder / f".{secrets.token_hex(6)}.tmp"
    try:
        _write_set(folder, aside, files)
    except BaseException:
        # An older file that could not be put back stays in "old" rather than be lost.
        shutil.rmtree(aside / "new", ignore_errors=True)
        _remove_empty(aside)
        _remove_empty(made)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    return tuple(folder / name for name in files)


def _write_set(folder: Path, aside: Path, files: Mapping[str, bytes]) -> None:
    name = next(iter(files), folder.name)
    moved: list[str] = []
    try:
        (aside / "new").mkdir(parents=True)
        (aside / "old").mkdir()
        for name, data in files.items():
            _write(aside / "new" / name, data, _mode_of(folder / name))
        for name in files:  # put on the disk once all are written: a thousand waits become a few
            sync_file(aside / "new" / name)
        for name in files:
            if (folder / name).exists():
                _replace(folder / name, aside / "old" / name)
            moved.append(name)
            _replace(aside / "new" / name, folder / name)
        _sync_folder(folder)
    except BaseException as error:
        for done in moved:
            _put_back(folder / done, aside / "old" / done, aside / "new" / done)
        if isinstance(error, OSError):
            raise _refusal(error, folder / name, name) from error
        raise


def _put_back(place: Path, old: Path, new: Path) -> None:
    with contextlib.suppress(OSError):
        if old.exists():
            os.replace(old, place)
        elif not new.exists():
            place.unlink()


def safe_name(text: str) -> str:
    """Return a file name that every system takes: NFC, no forbidden or hidden signs, no reserved name, not too long.

    An extension of up to five letters is kept when the name is cut (reliability notes §3).
    """
    visible = "".join(" " if char.isspace() else char for char in nfc(text))
    visible = "".join(char for char in visible if unicodedata.category(char)[0] != "C")
    name = _FORBIDDEN.sub("_", clean(visible)).rstrip(". ")
    name = _cut(name, LONGEST_NAME)
    return f"_{name}" if _RESERVED.match(name) else name or "khong_ten"


def form_file_name(number: int, name: str) -> str:
    """Return the stem of a form's file, number and name without marks: "01_NguyenVanAn"."""
    plain = unicodedata.normalize("NFD", clean(name).replace("đ", "d").replace("Đ", "D"))
    ascii_only = "".join(char for char in plain if char.isascii() and not unicodedata.combining(char))
    words = re.findall(r"[0-9A-Za-z]+", ascii_only.replace("'", ""))
    joined = "".join(word[0].upper() + word[1:] for word in words)[:40]
    return f"{number:02d}_{joined}" if joined else f"{number:02d}"


def _cut(name: str, longest: int) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 5:
        stem, dot, suffix = name, "", ""
    room = longest - 1 - len(dot + suffix)  # one unit is left for the sign before a reserved name
    while len(stem.encode("utf-16-le")) > 2 * room:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{dot}{suffix}"


def _check_place(place: Path, name: str) -> None:
    folder = place.parent
    if not folder.exists():
        raise UserError(f"Không ghi được {name}: không có thư mục {folder}. Chọn thư mục khác.")
    if not folder.is_dir():
        raise UserError(f"Không ghi được {name}: {folder} không phải thư mục. Chọn thư mục khác.")
    if place.is_dir():
        raise UserError(f"Không ghi được {name}: tên này đang là tên một thư mục. Ghi tên khác.")
    if place.exists() and not place.stat().st_mode & stat.S_IWUSR:
        raise UserError(f"Không ghi được {name}: tệp đang để chỉ đọc. Bỏ chế độ chỉ đọc, hoặc ghi tên khác.")


def _make_folder(folder: Path) -> Path | None:
    """Make the folder and return the topmost one that was not there before."""
    if folder.is_dir():
        return None
    missing = folder
    while not missing.parent.exists():
        missing = missing.parent
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise UserError(f"Không ghi được vào {folder}: đó là một tệp. Chọn thư mục khác.") from error
    except OSError as error:
        _remove_empty(missing)
        raise UserError(f"Không tạo được thư mục {folder}: {_reason(error)}. Chọn thư mục khác.") from error
    return missing


def _remove_empty(top: Path | None) -> None:
    """Take away a folder made for nothing and the empty ones in it, deepest first."""
    if top is None:
        return
    for root, _, _ in os.walk(top, topdown=False):
        with contextlib.suppress(OSError):
            os.rmdir(root)


def _mode_of(place: Path) -> int:
    try:
        return stat.S_IMODE(place.stat().st_mode)
    except FileNotFoundError:
        return 0o666


def _write(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as stream:
        stream.write(data)


def _replace(source: Path, target: Path) -> None:
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            os.replace(source, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() >= deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems cannot sync a folder; the file itself is on the disk.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _refusal(error: OSError, place: Path, name: str) -> UserError:
    if getattr(error, "winerror", None) in _HELD and place.exists():
        where = "Excel" if place.suffix.lower().startswith(".xls") else "chương trình khác"
        other = _other_name(place)
        return UserError(f"Không ghi được {name}: tệp đang mở trong {where}. Đóng tệp, hoặc ghi tên mới: {other}.")
    advice = {
        "ổ đĩa đã đầy": "Xóa bớt tệp, hoặc chọn nơi khác",
        "tên tệp quá dài": "Ghi tên ngắn hơn",
    }.get(reason := _reason(error), "Chọn nơi khác")
    kept = "; tệp cũ còn nguyên" if place.is_file() else ""
    return UserError(f"Không ghi được {name}: {reason}. {advice}{kept}.")


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return "ổ đĩa đã đầy"
    if error.errno in _READ_ONLY:
        return "nơi ghi chỉ cho đọc"
    if error.errno in _GONE:
        return "ổ đĩa báo lỗi hoặc đã rút ra"
    if error.errno == errno.ENAMETOOLONG:
        return "tên tệp quá dài"
    return f"hệ điều hành từ chối (mã {error.errno})"


def _other_name(place: Path) -> str:
    number = 2
    while place.with_name(f"{place.stem} ({number}){place.suffix}").exists():
        number += 1
    return f"{place.stem} ({number}){place.suffix}"
