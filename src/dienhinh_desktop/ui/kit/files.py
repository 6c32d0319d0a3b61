"""Asking where a file lies or should lie, in Vietnamese, and remembering the folder for each kind of file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

EXCEL = "Tệp Excel (*.xlsx)"
PDF = "Tệp PDF (*.pdf)"
_Label = QFileDialog.DialogLabel


def _dialog(parent: QWidget, title: str, kept: QSettings, kind: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setLabelText(_Label.Reject, "Thôi")
    dialog.setLabelText(_Label.FileName, "Tên tệp:")
    dialog.setLabelText(_Label.FileType, "Loại tệp:")
    dialog.setLabelText(_Label.LookIn, "Ở thư mục:")
    folder = str(kept.value(f"folders/{kind}", ""))
    if folder and Path(folder).is_dir():
        dialog.setDirectory(folder)
    return dialog


def _answer(dialog: QFileDialog, kept: QSettings, kind: str) -> Path | None:
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    path = Path(chosen[0])
    kept.setValue(f"folders/{kind}", str(path if path.is_dir() else path.parent))
    return path


def ask_save(parent: QWidget, title: str, name: str, filters: str, kept: QSettings, kind: str) -> Path | None:
    """Ask under which name to write; None when the clerk gave up. `kind` names the folder remembered."""
    dialog = _dialog(parent, title, kept, kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(_Label.Accept, "Ghi tệp")
    dialog.setNameFilter(filters)
    dialog.setDefaultSuffix(filters[filters.rindex(".") + 1 : -1])
    dialog.selectFile(name)
    return _answer(dialog, kept, kind)


def ask_open(parent: QWidget, title: str, filters: str, kept: QSettings, kind: str) -> Path | None:
    """Ask which file to read; None when the clerk gave up."""
    dialog = _dialog(parent, title, kept, kind)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(_Label.Accept, "Chọn tệp")
    dialog.setNameFilter(filters)
    return _answer(dialog, kept, kind)


def ask_folder(parent: QWidget, title: str, kept: QSettings, kind: str) -> Path | None:
    """Ask for a folder; None when the clerk gave up."""
    dialog = _dialog(parent, title, kept, kind)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(_Label.Accept, "Chọn thư mục")
    return _answer(dialog, kept, kind)
