"""Small pictures of kept files, made off the window's thread; the newest so many are kept while it is open."""

from __future__ import annotations

import threading
from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QThread, Signal
from PySide6.QtGui import QImage, QImageReader

from ..domain.proofs import FileState, KeptFile
from ..services import proofs
from ..services.context import Context

WIDTH, HEIGHT = 185, 230
"""The room a picture is made for, in device pixels: enough for text "Lớn nhất" on a screen at 150 %."""
MOST = 300
"""Pictures kept in memory: about 170 KB each at most, 50 MB together."""


class _Maker(QThread):
    """Makes one picture after another; the one asked for last first, because that one is seen now."""

    made = Signal(int, object, object)

    def __init__(self, ctx: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._wanted: OrderedDict[int, KeptFile] = OrderedDict()
        self._something = threading.Condition()
        self._ending = False

    def want(self, key: int, file: KeptFile) -> int | None:
        """Ask for a picture; of too many asked for the oldest is forgotten, and returned: it is asked for when seen."""
        with self._something:
            self._wanted[key] = file
            self._wanted.move_to_end(key)
            forgotten = self._wanted.popitem(last=False)[0] if len(self._wanted) > MOST else None
            self._something.notify()
        return forgotten

    def forget(self) -> None:
        """Forget what is not made yet."""
        with self._something:
            self._wanted.clear()

    def end(self) -> None:
        """End after the picture in hand."""
        with self._something:
            self._ending = True
            self._something.notify()

    def run(self) -> None:
        """Make pictures until told to end."""
        while (taken := self._next()) is not None:
            key, file = taken
            state, data = proofs.picture(self._ctx, file, WIDTH)
            self.made.emit(key, state, decoded(data) if data else QImage())

    def _next(self) -> tuple[int, KeptFile] | None:
        with self._something:
            while not self._wanted and not self._ending:
                self._something.wait()
            return None if self._ending else self._wanted.popitem(last=True)


def decoded(data: bytes) -> QImage:
    """Return a picture made small while it is read; an empty one when it cannot be read, or is too large to be."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > WIDTH or size.height() > HEIGHT):
        reader.setScaledSize(size.scaled(QSize(WIDTH, HEIGHT), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class Thumbnails(QObject):
    """The pictures there are. `came(key, state)`: one was made, or its file turned out to be lost or altered."""

    came = Signal(int, object)

    def __init__(self, ctx: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._maker = _Maker(ctx, self)
        self._maker.made.connect(self._have)
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()

    def get(self, file: KeptFile) -> QImage | None:
        """Return the picture of a file; None, and it is asked for, when it is not made yet."""
        key = file.id or 0
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._asked.add(key)
        self._asked.discard(self._maker.want(key, file) or 0)
        if not self._maker.isRunning():
            self._maker.start(QThread.Priority.LowPriority)
        return None

    def leave(self) -> None:
        """Make no more of what was asked for: something else is shown now."""
        self._maker.forget()
        self._asked.clear()

    def drop(self, key: int) -> None:
        """Forget a picture: the file behind it may be another."""
        self._kept.pop(key, None)

    @property
    def busy(self) -> bool:
        """Whether pictures asked for are still to come."""
        return bool(self._asked)

    def _have(self, key: int, state: FileState, picture: QImage) -> None:
        self._asked.discard(key)
        self._kept[key] = picture
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        self.came.emit(key, state)

    def close(self) -> None:
        """End the thread; nothing is told afterwards."""
        self.blockSignals(True)
        self._maker.end()
        self._maker.wait()
