"""Putting a sound copy in the place of a database that cannot be opened any more; the damaged files are kept."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from ..domain.errors import UserError
from .database import FILE

_BESIDE = ("-wal", "-journal", "-shm")


def replace_damaged(folder: Path, copy: Path, now: datetime) -> Path:
    """Put a copy, led to today's shape, in the place of the database file; return where the damaged files lie now.

    Until the last step the damaged file stands where it stood. Raises UserError for what the disk refuses.
    """
    path = folder / FILE
    aside = folder / "backups" / f"hong_{now:%Y%m%d_%H%M%S}"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        for name in (FILE, *(FILE + end for end in _BESIDE)):
            if (folder / name).exists():
                shutil.copy2(folder / name, aside / name)
                _sync(aside / name)
        _sync(copy)
        for end in _BESIDE:  # a log of the damaged file must not be played onto the copy
            (folder / (FILE + end)).unlink(missing_ok=True)
        os.replace(copy, path)
        _sync(folder)
    except OSError as reason:
        raise UserError(
            f"Chưa thay được tệp dữ liệu hỏng ({reason.strerror or reason}); kiểm tra chỗ trống và quyền ghi của"
            " thư mục dữ liệu rồi làm lại."
        ) from reason
    return aside


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
