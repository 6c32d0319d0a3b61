"""Files dragged over a widget and let go there: any widget, without a class of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

_OVER = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class FileDrop(QObject):
    """`dropped(paths, at)`: local files were let go at a place of the widget. `hovered(over)`: files come or leave."""

    dropped = Signal(object, QPoint)
    hovered = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._watched = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        widget.setAcceptDrops(True)
        self._watched.setAcceptDrops(True)
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what holds local files; leave all else to the widget."""
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (paths := _files(event)):
            event.acceptProposedAction()
            self.hovered.emit(False)
            self.dropped.emit(paths, event.position().toPoint())
            return True
        elif isinstance(event, QDragMoveEvent) and event.type() in _OVER and _files(event):
            event.acceptProposedAction()
            self.hovered.emit(True)
            return True
        return super().eventFilter(watched, event)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
