"""What an office can hand to whoever supports it: the log of faults and the state of the program, no personal data.

The log is written from the opening of a folder to its closing; a fault below Python, which no log outlives, is kept by
the interpreter in a file of its own and joined to the log at the next start.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..domain.text import number_text
from ..exchange.files import write_atomically
from ..exchange.upkeep import fault_log, session
from . import backups
from .context import Context

log = logging.getLogger(__name__)

_COUNTED = (
    ("subjects", "hồ sơ"),
    ("awards", "khen thưởng"),
    ("ratings", "xếp loại"),
    ("initiatives", "sáng kiến"),
    ("rounds", "đợt xét"),
)
_HEAD = (
    "Nhật ký của chương trình Điển hình, để gửi người hỗ trợ.",
    "Trong tệp chỉ có: bản chương trình, loại máy, số lượng hồ sơ, và lỗi xảy ra ở dòng nào của chương trình.",
    "Không có tên người, số CCCD, ngày sinh, số quyết định, tên tệp và tên người dùng máy.",
)


@dataclass(frozen=True, slots=True)
class Session:
    """A folder in use. `cut_off`: the program before this one ended without closing; `end` closes the log."""

    cut_off: bool
    end: Callable[[], None]


def begin(folder: Path) -> Session:
    """Begin to log faults into a data folder; note that the program runs."""
    handler = fault_log.open_log(folder)
    root = logging.getLogger("dienhinh_desktop")
    root.addHandler(handler)
    cut_off = session.begin(folder)
    if cut_off:
        log.error("The last session ended without being closed.")
    if crash := fault_log.scrub_crash(session.take_crash(folder)):
        for line in crash.splitlines():
            handler.emit(logging.makeLogRecord({"name": "crash", "levelname": "CRITICAL", "msg": line}))

    def end() -> None:
        root.removeHandler(handler)
        handler.close()
        session.end(folder)

    return Session(cut_off, end)


@contextmanager
def watching_for_crashes(folder: Path) -> Iterator[None]:
    """Have the interpreter write where it stood, should a fault below Python kill it."""
    file = session.crash_file(folder)
    try:
        stream = file.open("w", encoding="utf-8")
    except OSError:
        yield  # a folder that cannot be written to is refused in words elsewhere
        return
    with stream:
        faulthandler.enable(stream)
        try:
            yield
        finally:
            faulthandler.disable()
    file.unlink(missing_ok=True)


def describe(error: BaseException) -> str:
    """Tell an unexpected error as the log does, for "Chép chi tiết"."""
    return f"Điển hình {__version__}\n{fault_log.describe(error)}"


def report(ctx: Context, machine: Mapping[str, str]) -> str:
    """Return what is handed on: program, computer, how much there is, the log; `machine` is what the window knows.

    Nothing in it is a value of a record, a name of a file or of a user.
    """
    with ctx.db.read() as reader:
        counted = reader.counts()
    safety = backups.standing(ctx)
    age = "chưa có" if safety.newest is None else f"{safety.days_old(ctx.now())} ngày"
    facts = {
        "Bản chương trình": __version__,
        "Hệ điều hành": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": platform.python_version(),
        **machine,
        "Trong sổ": ", ".join(f"{number_text(counted.get(name, 0))} {words}" for name, words in _COUNTED),
        "Tuổi bản sao lưu mới nhất": age,
    }
    lines = (*_HEAD, "", *(f"{name}: {value}" for name, value in facts.items()), "", "NHẬT KÝ")
    return "\n".join(lines) + "\n" + (fault_log.read_log(ctx.db.folder) or "(chưa có lỗi nào)\n")


def write_report(text: str, target: Path) -> None:
    """Write what was shown into one file. Raises UserError for what the disk refuses."""
    write_atomically(target, text.encode("utf-8"))
