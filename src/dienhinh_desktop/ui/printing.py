"""Printing pages of papers as they are, on a printer the clerk chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ..domain.upkeep import Progress

FINEST = 400
"""Dots per inch pages are drawn at, at most: finer is not seen, and takes much memory."""
_INCHES = 8.27
Draw = Callable[[bytes, int], list[bytes]]
"""Pages of a PDF as pictures so many pixels wide (on A4 upright)."""


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Ask for a printer; None when the clerk went back."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("In văn bản")
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def width_for(printer: QPrinter) -> int:
    """Return how many pixels wide an A4 page is drawn for a printer."""
    return round(_INCHES * min(printer.resolution(), FINEST))


def print_pages(printer: QPrinter, pictures: Iterable[bytes], total: int, progress: Progress) -> int:
    """Print pages given as PNG pictures, each on a sheet turned as it is, to the edge; return how many sheets.

    Pictures are asked for one by one, so that they may be drawn as they are printed. When the clerk stops it, or
    anything fails, the printer is told to drop the job. Raises RuntimeError when the printer does not take them.
    """
    printer.setFullPage(True)
    painter, sheets = QPainter(), 0
    try:
        for picture in pictures:
            _print_sheet(printer, painter, QImage.fromData(picture))
            sheets += 1
            progress(sheets, total, f"Đang in trang {sheets}/{total}")
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return sheets


def _print_sheet(printer: QPrinter, painter: QPainter, image: QImage) -> None:
    turned = QPageLayout.Orientation.Landscape if image.width() > image.height() else _UPRIGHT
    printer.setPageOrientation(turned)
    if not painter.isActive():
        if not painter.begin(printer):
            raise RuntimeError("the printer does not begin")
    elif not printer.newPage():
        raise RuntimeError("the printer takes no further page")
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)


def print_pdf(printer: QPrinter, pdf: bytes, draw: Draw, progress: Progress) -> int:
    """Print a PDF, its pages drawn by `draw`; return how many sheets."""
    pictures = draw(pdf, width_for(printer))
    return print_pages(printer, pictures, len(pictures), progress)


_UPRIGHT = QPageLayout.Orientation.Portrait
