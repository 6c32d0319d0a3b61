"""Opening a package: a process of its own proves it whole, and hands over only its manifest, candidates and records."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from dienhinh_desktop.domain.catalogue import Catalogue
from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.packages import OpenedPackage, PackageManifest
from dienhinh_desktop.domain.upkeep import Progress, silent
from dienhinh_desktop.exchange.imports.workbook import read_records_workbook
from dienhinh_desktop.exchange.reading_process import confine, reading_process

from .packing import RECORDS
from .proving import LARGEST_FILE, Proven, Turned
from .sealing import MARK

WAIT_LIMIT = 120.0
"""Seconds the program waits for the reading process."""


def open_package(
    path: Path, catalogue: Catalogue, passphrase: str | None = None, progress: Progress = silent
) -> OpenedPackage:
    """Read a package and the records in it.

    Raises UserError in one sentence when one byte of it was changed, when parts are missing or too many, when it is
    sealed and the passphrase is not given or another one, when it is no package at all, or would unpack beyond reason.
    """
    file_hash = _hash_of(path)
    proven = _proven(path, passphrase)
    with tempfile.TemporaryDirectory(prefix="dienhinh_") as folder:
        workbook = Path(folder, RECORDS)
        workbook.write_bytes(proven.workbook)
        content = read_records_workbook(workbook, catalogue, progress)
    return OpenedPackage(
        file=path.name,
        sha256=file_hash,
        digest=proven.digest,
        manifest=proven.manifest,
        readings=proven.readings,
        candidates=proven.candidates,
        workbook=replace(content, file=path.name),
    )


def check_package(path: Path, passphrase: str | None = None) -> PackageManifest:
    """Prove a package whole and return what it says of itself. Raises UserError as `open_package` does."""
    _hash_of(path)
    return _proven(path, passphrase).manifest


def is_package(path: Path) -> bool:
    """Tell whether a file can be a package, sealed or not, by how it begins."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(MARK))
    except OSError:
        return False
    return head.startswith((b"PK\x03\x04", MARK))


def _hash_of(path: Path) -> str:
    seen = hashlib.sha256()
    try:
        if path.is_dir():
            raise UserError(f"{path.name} là thư mục nên không nhận được; chọn tệp gói (.zip).")
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(f"Gói {path.name} lớn hơn {LARGEST_FILE // 2**20} MB nên không nhận; xin gói khác.")
        with path.open("rb") as stream:
            while chunk := stream.read(2**20):
                seen.update(chunk)
    except FileNotFoundError:
        raise UserError(f"Không thấy tệp {path.name}; kiểm tra lại tên và thư mục.") from None
    except OSError:
        raise UserError(f"Không mở được {path.name}; đóng chương trình đang dùng tệp, hoặc chép lại rồi thử.") from None
    return seen.hexdigest()


def _proven(path: Path, passphrase: str | None) -> Proven:
    with reading_process(_prover(passphrase), path, "doc-goi") as pipe:
        if not pipe.poll(WAIT_LIMIT):
            raise UserError(f"Không nhận được gói {path.name}: đọc quá lâu. Xin đơn vị gửi lại.")
        try:
            answer = pipe.recv()
        except EOFError:
            raise UserError(
                f"Không nhận được gói {path.name}: tệp hỏng hoặc bung ra quá lớn. Xin đơn vị gửi lại."
            ) from None
    if isinstance(answer, Turned):
        raise UserError(f"Không nhận được gói {path.name}: {answer.why}")
    assert isinstance(answer, Proven)  # there is no third answer
    return answer


def _prover(passphrase: str | None) -> Callable[[str, Connection], None]:
    return partial(send_proven, passphrase)


def send_proven(passphrase: str | None, path: str, pipe: Connection) -> None:
    """Prove the package and answer; the entry of the reading process, the only place its bytes are unpacked."""
    from dienhinh_desktop.exchange.imports.survey import Refused

    from . import proving

    confine(proving.MEMORY_LIMIT, proving.SECONDS)
    try:
        pipe.send(proving.prove(Path(path), passphrase))
    except Refused as error:
        pipe.send(Turned(str(error)))
    except Exception:
        # The one door of this process: crafted bytes show as any of a dozen exceptions.
        pipe.send(Turned(proving.BROKEN))
    finally:
        pipe.close()
