"""Asking for files and folders with the system's own dialogs; the folder is remembered for each kind of file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOKS = "Sổ dữ liệu Excel (*.xlsx)"
LISTS = "Tệp Excel (*.xlsx)"
ANY_LIST = "Sổ dữ liệu, danh sách (*.xlsx *.xlsm *.xls *.ods *.docx *.csv *.txt *.tsv *.htm *.html)"
PAPERS = "Tệp PDF (*.pdf)"
PACKAGES = "Gói của đơn vị (*.zip *.age);;Mọi tệp (*)"
TEXTS = "Tệp chữ (*.txt)"
SIGNED = "Bản đã ký (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
KEYS = "Tệp khóa (*.p12 *.pfx)"
LIBRARIES = "Trình điều khiển (*.dll *.so *.dylib);;Mọi tệp (*)"
PICTURES = "Hình PNG (*.png)"
ANY = "Mọi tệp (*)"
WORDS = "Tệp Word (*.docx)"
PROOFS = (
    "Minh chứng (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.gif *.webp"
    " *.docx *.doc *.xlsx *.xls *.pptx *.ppt *.odt *.ods);;Mọi tệp (*)"
)


def _remembered(preferences: QSettings, kind: str) -> Path:
    kept = str(preferences.value(f"folder/{kind}", "") or "")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(kept) if kept and Path(kept).is_dir() else Path(documents)


def remember(preferences: QSettings, kind: str, folder: Path) -> None:
    """Keep the folder a kind of file was taken from or written to."""
    preferences.setValue(f"folder/{kind}", str(folder))


def ask_open(parent: QWidget, preferences: QSettings, kind: str, title: str, filters: str) -> Path | None:
    """Ask for a file to read; None when the clerk went back."""
    folder = _remembered(preferences, kind)
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(folder), filters)
    if not chosen:
        return None
    remember(preferences, kind, Path(chosen).parent)
    return Path(chosen)


def ask_open_many(parent: QWidget, preferences: QSettings, kind: str, title: str, filters: str) -> list[Path]:
    """Ask for files to read; none when the clerk went back."""
    folder = _remembered(preferences, kind)
    chosen, _filter = QFileDialog.getOpenFileNames(parent, title, str(folder), filters)
    if chosen:
        remember(preferences, kind, Path(chosen[0]).parent)
    return [Path(name) for name in chosen]


def ask_save(parent: QWidget, preferences: QSettings, kind: str, title: str, name: str, filters: str) -> Path | None:
    """Ask where to write a file; None when the clerk went back. The suffix of `name` is put where it is left out."""
    folder = _remembered(preferences, kind)
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(folder / name), filters)
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.casefold() != Path(name).suffix.casefold():
        target = target.with_name(target.name + Path(name).suffix)
    remember(preferences, kind, target.parent)
    return target


def ask_folder(parent: QWidget, preferences: QSettings, kind: str, title: str) -> Path | None:
    """Ask for a folder to write into; None when the clerk went back."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(_remembered(preferences, kind)))
    if not chosen:
        return None
    remember(preferences, kind, Path(chosen))
    return Path(chosen)


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one local file held over the page, or None."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
