"""What the monkey answers when the system asks: paths to file dialogs, any button to a box that waits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any

import openpyxl
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog

from dienhinh_desktop import resources

from ..list_states import made_list

SAMPLE = resources.path("practice", "so_ngoai_vu_mau.xlsx")
LETTERS = "Họ và tên;Ngày sinh\nNguyễn Thị Ánh Nguyệt;05/6/1990\n"


def make_samples(folder: Path) -> list[Path]:
    """Write the files a clerk may bring: good ones, one changed, a unit's own list, and some that are none."""
    folder.mkdir()
    good, changed = folder / "so_du_lieu.xlsx", folder / "so_sua.xlsx"
    copyfile(SAMPLE, good)
    book = openpyxl.load_workbook(SAMPLE)
    subjects = book["Đối tượng"]
    subjects.cell(14, [cell.value for cell in subjects[1]].index("Tên") + 1, "Nguyễn Quang Tuấn Anh")
    book.save(changed)
    text, broken, empty = folder / "danh_sach.csv", folder / "hong.xlsx", folder / "trong.csv"
    text.write_text(LETTERS, encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    empty.write_bytes(b"")
    return [good, changed, made_list(folder), text, broken, empty, folder / "không_có.xlsx", folder]


class Answers:
    """Answers of one run, drawn from its dice."""

    def __init__(self, dice: random.Random, folder: Path) -> None:
        self._dice = dice
        self._out = folder / "ket_qua"
        self._out.mkdir(exist_ok=True)
        self.samples = make_samples(folder / "tep_mau")

    def open(self, *_asked: Any) -> tuple[str, str]:
        """Choose a file to read, or go back."""
        found = [*self.samples, *self._out.iterdir()]
        return (str(self._dice.choice(found)) if self._dice.random() < 0.8 else "", "")

    def open_many(self, *_asked: Any) -> tuple[list[str], str]:
        """Choose several files to read, or go back."""
        chosen = {self.open()[0] for _time in range(3)}
        return (sorted(chosen - {""}), "")

    def save(self, *_asked: Any) -> tuple[str, str]:
        """Choose where to write: a name of its own, one that is there, a folder that is not, or go back."""
        names = ("tệp một", "tep_hai.xlsx", "tep_ba.pdf", "tep_bon.zip", "không có/tep.xlsx")
        return (str(self._out / self._dice.choice(names)) if self._dice.random() < 0.8 else "", "")

    def folder(self, *_asked: Any) -> str:
        """Choose a folder, or go back."""
        return str(self._out) if self._dice.random() < 0.8 else ""

    def dialog(self, dialog: QFileDialog) -> int:
        """Answer a file dialog that was put together by hand."""
        if dialog.fileMode() is QFileDialog.FileMode.Directory:
            chosen = self.folder()
        else:
            chosen = (self.save if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave else self.open)()[0]
        if chosen:
            dialog.setDirectory(str(Path(chosen).parent))
            dialog.selectFile(chosen)
        return int(bool(chosen))

    def printer(self, dialog: QPrintDialog) -> int:
        """Choose a printer that writes a file, or go back; the dialog itself would write where the program runs."""
        dialog.printer().setOutputFileName(str(self._out / "giấy in.pdf"))
        dialog.printer().setResolution(60)  # fine pages take long and show nothing more
        return int(self._dice.random() < 0.8)

    def press_any(self, timer: QTimer) -> None:
        """Press any button of a box that keeps the window waiting; what that opens in turn is answered as well."""
        timer.start()  # a repeating timer stands still until its call returns, and this one may wait for a further box
        box = QApplication.activeModalWidget()
        if box is None:
            return
        buttons = [one for one in box.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        if buttons and self._dice.random() < 0.8:
            self._dice.choice(buttons).click()
        elif isinstance(box, QDialog):
            box.reject()


@contextmanager
def answering(answers: Answers) -> Iterator[None]:
    """Answer for the system until the block ends."""
    places: tuple[tuple[Any, str, Any], ...] = (
        (QFileDialog, "getOpenFileName", answers.open),
        (QFileDialog, "getOpenFileNames", answers.open_many),
        (QFileDialog, "getSaveFileName", answers.save),
        (QFileDialog, "getExistingDirectory", answers.folder),
        (QFileDialog, "exec", lambda dialog: answers.dialog(dialog)),
        (QPrintDialog, "exec", lambda dialog: answers.printer(dialog)),
        (QDesktopServices, "openUrl", lambda *_asked: True),
    )
    before = [getattr(owner, name) for owner, name, _call in places]
    timer = QTimer(interval=40, singleShot=True)
    timer.timeout.connect(lambda: answers.press_any(timer))
    timer.start()
    for owner, name, call in places:
        setattr(owner, name, call)
    try:
        yield
    finally:
        timer.stop()
        for (owner, name, _call), old in zip(places, before, strict=True):
            setattr(owner, name, old)
