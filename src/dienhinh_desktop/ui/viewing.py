"""Opening kept files in other programs: always a read-only copy in a folder of its own, which goes with the program."""

from __future__ import annotations

import atexit
import contextlib
import shutil
import stat
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ..services import proofs
from .kit.file_dialogs import show_folder
from .page import Page

_made: list[Path] = []


def _folder() -> Path:
    """Return the folder for copies of this run; nobody but the clerk may look into it."""
    if not _made or not _made[0].is_dir():
        _made[:] = [Path(tempfile.mkdtemp(prefix="dienhinh_xem_"))]
    return _made[0]


def forget_copies() -> None:
    """Take all copies away again; one still open in another program stays for the system to clear."""
    for folder in _made:
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                path.chmod(stat.S_IRUSR | stat.S_IWUSR | stat.S_IXUSR)
        shutil.rmtree(folder, ignore_errors=True)
    _made.clear()


atexit.register(forget_copies)


def open_file(page: Page, file: int, caption: str) -> None:
    """Open a kept file as a copy in the program the system has for it; what is wrong is said on the page."""
    ctx = page.ctx

    def show(copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            page.notify_done(
                f"Máy chưa có chương trình mở tệp {copy.suffix}; bản để xem nằm trong thư mục.",
                ("Mở thư mục", lambda: show_folder(copy.parent)),
            )

    page.ask(lambda: proofs.open_copy(ctx, file, caption, _folder()), show, key="open proof")
