"""Files kept as proof are known by what they hold; what is no proof, or cannot be read, is refused in a sentence."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.domain.proofs import FileKind, FileState, KeptFile
from dienhinh_desktop.exchange import proofs
from dienhinh_desktop.exchange.proofs import store
from tests.services.proof_files import pdf, picture, sheet, word, written


def kept(data: bytes, media: FileKind = FileKind.PDF) -> KeptFile:
    at = datetime(2025, 12, 20, 9, 30)  # noqa: DTZ001 - an office's clock shows local time
    return KeptFile(sha256=hashlib.sha256(data).hexdigest(), name="QĐ.pdf", size=len(data), media=media, added_at=at)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), FileKind.PDF),
        (b"\n\n" + pdf(), FileKind.PDF),
        (picture("PNG"), FileKind.PNG),
        (picture("JPEG"), FileKind.JPEG),
        (picture("GIF"), FileKind.GIF),
        (picture("BMP"), FileKind.BMP),
        (picture("TIFF"), FileKind.TIFF),
        (picture("WEBP"), FileKind.WEBP),
        (word(), FileKind.DOCX),
        (sheet(), FileKind.XLSX),
        (packed(mimetype=FileKind.ODT.value, content="x"), FileKind.ODT),
        (ole("WordDocument"), FileKind.DOC),
        (ole("Workbook"), FileKind.XLS),
        (ole("PowerPoint Document"), FileKind.PPT),
    ],
)
def test_a_file_is_what_it_holds_whatever_its_name_says(data: bytes, kind: FileKind) -> None:
    assert proofs.kind_of(data, "ten_bat_ky.xyz") is kind
    assert kind.suffix.startswith(".")
    assert kind.label


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ\x90\0" + bytes(200), "QĐ 415.pdf", "không đúng là tệp .pdf"),
        (b"MZ\x90\0" + bytes(200), "cai_dat.exe", "không dùng làm minh chứng"),
        (b"#!/bin/sh\nrm -r x\n", "a.sh", "không dùng làm minh chứng"),
        (b"<html><script>", "trang.html", "không dùng làm minh chứng"),
        (packed(**{"word__document.xml": "x", "word__vbaProject.bin": "x"}), "a.docm", "macro"),
        (ole("_VBA_PROJECT WordDocument"), "a.doc", "macro"),
        (packed(**{"a.txt": "x"}), "a.zip", "không dùng làm minh chứng"),
        (word()[:-300], "Báo cáo.docx", "bị hỏng hoặc chép chưa xong"),
        (ole("DesktopFolder"), "a.msi", "không dùng làm minh chứng"),
    ],
)
def test_what_is_no_proof_is_refused_with_its_name(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught:
        proofs.kind_of(data, name)
    assert name in caught.value.sentence


def test_a_folder_an_empty_and_a_vanished_file_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="thư mục"):
        proofs.read(tmp_path)
    with pytest.raises(UserError, match="tệp rỗng"):
        proofs.read(written(tmp_path, "a.pdf", b""))
    with pytest.raises(UserError, match="không còn ở đó"):
        proofs.read(tmp_path / "khong_co.pdf")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ong")
        with pytest.raises(UserError, match="không phải một tệp"):
            proofs.read(tmp_path / "ong")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "video.pdf"
    with large.open("wb") as stream:
        stream.truncate(store.LARGEST + 1)
    with pytest.raises(UserError, match="nặng 51 MB, quá 50 MB"):
        proofs.read(large)


@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.EACCES, "không cho đọc"), (errno.EIO, "đã rút ra"), (errno.EBUSY, "hệ điều hành từ chối")],
)
def test_what_the_system_refuses_is_put_into_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    chosen = written(tmp_path, "a.pdf", pdf())

    def refuse(*_args: object, **_named: object) -> object:
        raise OSError(code, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match=said):
        proofs.read(chosen)


def test_a_file_lies_under_its_hash_and_an_altered_one_is_mended_by_the_same_content(tmp_path: Path) -> None:
    file = kept(pdf())
    proofs.put(tmp_path, file, pdf())
    place = proofs.place_of(tmp_path, file)
    assert place.relative_to(tmp_path).as_posix() == f"attachments/proofs/{file.sha256[:2]}/{file.sha256}.pdf"
    assert proofs.look(tmp_path, file) is FileState.SOUND
    data = bytearray(pdf())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    assert proofs.look(tmp_path, file, deep=False) is FileState.SOUND, "only its size is asked"
    assert proofs.look(tmp_path, file) is FileState.ALTERED
    place.write_bytes(data[:-1])
    assert proofs.look(tmp_path, file, deep=False) is FileState.ALTERED
    proofs.put(tmp_path, file, pdf())
    assert place.read_bytes() == pdf()
    place.unlink()
    assert proofs.look(tmp_path, file) is FileState.MISSING


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="ổ đĩa đã đầy"):
        proofs.put(tmp_path, kept(pdf()), pdf())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_copy_to_read_is_read_only_named_as_the_clerk_names_it_and_apart_from_the_kept_one(tmp_path: Path) -> None:
    file = kept(pdf())
    proofs.put(tmp_path / "so", file, pdf())
    copy = proofs.copy_out(tmp_path / "so", file, tmp_path / "xem", "QĐ 415/QĐ-SNgV: khen")
    assert copy.name == "QĐ 415_QĐ-SNgV_ khen.pdf"
    assert copy.read_bytes() == pdf()
    assert not copy.stat().st_mode & 0o222
    assert proofs.copy_out(tmp_path / "so", file, tmp_path / "xem", "QĐ 415/QĐ-SNgV: khen.pdf") == copy
    copy.chmod(0o644)
    copy.write_bytes(b"sua bay")
    assert proofs.look(tmp_path / "so", file) is FileState.SOUND
    assert proofs.copy_out(tmp_path / "so", file, tmp_path / "xem", "QĐ 415/QĐ-SNgV: khen").read_bytes() == pdf()
