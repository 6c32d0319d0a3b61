"""Opening any list: what the file really is, refusals by kind, and the reading in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from dienhinh_desktop.domain.lists import ListIssueKind

from ...reading_process import confine, reading_process
from ..container import LARGEST_FILE
from ..survey import Refused
from .grids import GridFile, ListRefused

WAIT_LIMIT = 45.0
"""Seconds the program waits for the reading process."""
MEMORY_LIMIT = 1_200 * 2**20
CPU_LIMIT = 40
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Mở bằng Excel, chọn Lưu thành (Save As) loại .xlsx."
_BROKEN = "tệp hỏng hoặc bị cắt ngang. Lấy lại tệp từ nơi gửi."


@dataclass(frozen=True, slots=True)
class _Failure:
    kind: ListIssueKind
    sentence: str


def open_list(path: Path, limit: float = WAIT_LIMIT) -> GridFile:
    """Return the sheets of any list. Raises ListRefused; the file is parsed in a process with little memory and time.

    Closing that process is sure: it is killed when this function leaves, however it leaves.
    """
    _check_outside(path)
    with reading_process(send_grids, path, "doc-danh-sach") as pipe:
        answer = _awaited(pipe, limit)
    return _sheets(answer)


def _sheets(answer: Any) -> GridFile:
    if isinstance(answer, _Failure):
        raise ListRefused(answer.kind, answer.sentence)
    assert isinstance(answer, GridFile)
    return answer


def open_unless_records(path: Path, limit: float = WAIT_LIMIT) -> GridFile | None:
    """Return the sheets of any list, or None for a records workbook. Raises ListRefused as `open_list`."""
    _check_outside(path)
    with reading_process(send_grids_unless_records, path, "doc-tep") as pipe:
        answer = _awaited(pipe, limit)
    return None if answer is None else _sheets(answer)


def _awaited(pipe: Connection, limit: float) -> Any:
    if not pipe.poll(limit):
        return _Failure(ListIssueKind.TOO_LARGE, "đọc quá lâu. Mở bằng Excel, xóa dòng trống và định dạng thừa.")
    try:
        return pipe.recv()
    except (EOFError, OSError):
        return _Failure(ListIssueKind.TOO_LARGE, "tệp bung ra quá lớn hoặc hỏng. Mở bằng Excel rồi lưu lại.")


def _check_outside(path: Path) -> None:
    try:
        if path.is_dir():
            raise ListRefused(ListIssueKind.BROKEN, "đây là thư mục. Chọn một tệp.")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise ListRefused(ListIssueKind.BROKEN, "không thấy tệp. Kiểm tra lại tên và thư mục.") from None
    except OSError:
        raise ListRefused(
            ListIssueKind.BROKEN, "tệp đang bị khóa hoặc không có quyền đọc. Đóng tệp rồi thử lại."
        ) from None
    if not size:
        raise ListRefused(ListIssueKind.EMPTY, "tệp rỗng. Lấy lại tệp từ nơi gửi.")
    if size > LARGEST_FILE:
        raise ListRefused(ListIssueKind.TOO_LARGE, "tệp lớn hơn 50 MB. Bỏ ảnh, tách thành nhiều tệp.")


def send_grids(path: str, pipe: Connection) -> None:
    """Parse the file and send a GridFile or why not; the entry of the reading process."""
    confine(MEMORY_LIMIT, CPU_LIMIT)
    try:
        pipe.send(parse(Path(path)))
    except ListRefused as error:
        pipe.send(_Failure(error.kind, error.sentence))
    except Refused as error:
        pipe.send(_Failure(ListIssueKind.BROKEN, str(error)))
    except MemoryError:
        pipe.send(_Failure(ListIssueKind.TOO_LARGE, "tệp bung ra quá lớn. Mở bằng Excel, xóa dòng trống rồi lưu lại."))
    except Exception:
        # The one door of this process: a broken file shows as any of a dozen exceptions of three libraries.
        pipe.send(_Failure(ListIssueKind.BROKEN, _BROKEN))
    finally:
        pipe.close()


def send_grids_unless_records(path: str, pipe: Connection) -> None:
    """Send None for a records workbook, else what `send_grids` sends; the entry of the reading process."""
    if _is_records_workbook(Path(path)):
        pipe.send(None)
        pipe.close()
    else:
        send_grids(path, pipe)


def _is_records_workbook(path: Path) -> bool:
    """Tell whether the names of the sheets are those of a records workbook: that of the subjects, or two others."""
    import contextlib
    import zipfile

    from ..container import check_parts, sheet_targets
    from ..sheets import SHEET_BY_KEY, SHEETS, heading_key

    confine(MEMORY_LIMIT, CPU_LIMIT)
    known: set[str] = set()
    # Whatever is wrong with the file is told by the reading that follows.
    with contextlib.suppress(Exception), zipfile.ZipFile(path) as package:
        check_parts(package)
        known = {heading_key(name) for name, _hidden, _part in sheet_targets(package)} & SHEET_BY_KEY.keys()
    return heading_key(SHEETS[0].name) in known or len(known) > 1


def parse(path: Path) -> GridFile:
    """Return the sheets of a file by what it holds, whatever it is called. Raises anything on a broken file."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return _from_package(path)
    if head.startswith((_OLE, b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")):
        from .xls import read_xls

        return read_xls(path)
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"MZ", b"GIF8")):
        raise ListRefused(ListIssueKind.BROKEN, "đây không phải danh sách Excel hay văn bản. Xin tệp Excel từ nơi gửi.")
    return _from_text(path)


def _from_package(path: Path) -> GridFile:
    import zipfile

    from .ods import is_ods, read_ods
    from .word import DOCUMENT, read_word
    from .xlsx import read_xlsx

    with zipfile.ZipFile(path) as package:
        names, ods = set(package.namelist()), is_ods(package)
    if ods:
        return read_ods(path)
    return read_word(path) if DOCUMENT in names else read_xlsx(path)


def _from_text(path: Path) -> GridFile:
    from .plain import decode_text, read_text
    from .web import read_web

    data = path.read_bytes()
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ListRefused(ListIssueKind.EMPTY, "tệp rỗng. Lấy lại tệp từ nơi gửi.")
    text, encoding = decode_text(data)
    start = text[:20_000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<?xml") and "<workbook" in start:
        raise ListRefused(ListIssueKind.BROKEN, f"đây là tệp XML kiểu cũ. {_SAVE}")
    if start.startswith("<") and ("<table" in text.lower() or "<html" in start):
        found = read_web(text)
        found.encoding = "" if encoding == "CP1252" else encoding
        return found
    if _is_binary(text):
        raise ListRefused(ListIssueKind.BROKEN, _BROKEN)
    return read_text(data)


def _is_binary(text: str) -> bool:
    sample = text[:4000]
    strange = sum(1 for char in sample if (ord(char) < 32 and char not in "\t\r\n\f") or char == "\ufffd")
    return strange * 50 > len(sample)
