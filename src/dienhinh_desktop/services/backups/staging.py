"""The working place of a backup: a hidden folder beside the backups, on the disk of the data, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...domain.errors import UserError
from ...exchange.upkeep import archive

FOLDER = "backups"
_SPARE = 20 * 2**20
"""Bytes that stay free: a full disk would stop the clerk's own work."""


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Yield an empty working folder. Raises UserError when the folder of backups cannot be written."""
    place = folder / FOLDER
    working = place / f".{os.getpid()}_{secrets.token_hex(6)}.tmp"
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        working.mkdir()
    except OSError as reason:
        raise UserError(
            f"Chưa sao lưu được vì không ghi được vào thư mục {place} ({reason.strerror or reason});"
            " bỏ khóa thư mục hoặc sao lưu ra USB."
        ) from reason
    try:
        yield working
    except OSError as reason:
        raise UserError(
            f"Chưa sao lưu hay khôi phục được vì ổ đĩa báo lỗi ({reason.strerror or reason});"
            " kiểm tra ổ đĩa rồi làm lại."
        ) from reason
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Take away what a program that was cut off left behind; the folder has one program at a time."""
    own = f".{os.getpid()}_"
    for left in place.glob(".*.tmp"):
        if not left.name.startswith(own):
            shutil.rmtree(left, ignore_errors=True)
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def refuse_without_room(place: Path, needed: int) -> None:
    """Refuse to begin what would fill the disk. Raises UserError."""
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(place).free
        if free < needed + _SPARE:
            raise UserError(
                f"Ổ đĩa của {place} chỉ còn trống {_megabytes(free)} MB, cần {_megabytes(needed + _SPARE)} MB nên chưa"
                " sao lưu hay khôi phục; xóa bớt tệp hoặc chọn ổ khác."
            )


def _megabytes(size: int) -> int:
    return -(-size // 2**20)


def attachments_of(folder: Path) -> tuple[dict[str, Path], int]:
    """Return the files under attachments by their names in a backup, and how many have names not all systems take."""
    place = folder / archive.ATTACHMENTS.rstrip("/")
    found: dict[str, Path] = {}
    left_out = 0
    for path in sorted(place.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        if archive.belongs(name):
            found[name] = path
        else:
            left_out += 1
    return found, left_out


def count_attachments(folder: Path, *beside: str) -> int:
    """Count the files under attachments that do not lie in some folders of it."""
    found, left_out = attachments_of(folder)
    known = tuple(f"{archive.ATTACHMENTS}{name}/" for name in beside)
    return sum(not name.startswith(known) for name in found) + left_out
