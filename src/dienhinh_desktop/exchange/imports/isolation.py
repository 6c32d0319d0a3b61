"""Reading a workbook in a process of its own, watched from outside: it may crash or hang, the program may not."""

from __future__ import annotations

import time
from collections.abc import Generator
from multiprocessing.connection import Connection
from pathlib import Path

from dienhinh_desktop.domain.errors import UserError

from ..reading_process import reading_process
from .container import check_file
from .rows import Finished, Message, send_rows

WAIT_LIMIT = 120.0
"""Seconds the program waits, all in all, for the reading process."""


def workbook_messages(path: Path) -> Generator[Message, None, None]:
    """Yield what the workbook holds, sheet by sheet.

    Raises UserError where it cannot be read. Closing the iterator early (the clerk pressed "Dừng") ends the process.
    """
    check_file(path)
    with reading_process(send_rows, path, "doc-so-excel") as pipe:
        yield from _watched(pipe, path.name)


def _watched(pipe: Connection, name: str) -> Generator[Message, None, None]:
    left = WAIT_LIMIT
    while True:
        asked = time.monotonic()
        if not pipe.poll(left):
            raise UserError(f"Không đọc được {name}: đọc quá lâu. Mở bằng Excel, xóa dòng trống và định dạng thừa.")
        try:
            message: Message = pipe.recv()
        except EOFError:
            raise UserError(
                f"Không đọc được {name}: tệp hỏng hoặc bung ra quá lớn. Mở bằng Excel rồi lưu lại."
            ) from None
        left = max(left - (time.monotonic() - asked), 0.0)
        if isinstance(message, Finished):
            if message.refused:
                raise UserError(f"Không đọc được {name}: {message.refused}")
            return
        yield message
