"""Files that are no workbook, or a dangerous one, are refused in one sentence, in bounded time and memory."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dienhinh_desktop.domain.errors import UserError
from dienhinh_desktop.exchange.imports import container, isolation
from dienhinh_desktop.exchange.imports.rows import send_rows
from tests.exchange.workbook_samples import ONE_SUBJECT, errors, make, read, rewrite

SHEET_1 = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path) -> str:
    """The one sentence of the refusal, given in reasonable time."""
    started = time.monotonic()
    with pytest.raises(UserError) as caught:
        read(path)
    assert time.monotonic() - started < 20
    sentence = caught.value.sentence
    assert path.name in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "tệp rỗng"),
        (b"xin chao", "không phải tệp Excel"),
        ("Mã,Loại,Tên\n".encode("utf-16"), "không phải tệp Excel"),
        (b"%PDF-1.7\n...", "tệp PDF"),
        (b"\xef\xbb\xbf\n<html><table><tr><td>Ten</td></tr></table></html>", "trang web"),
        (b"<!DOCTYPE html><html></html>", "trang web"),
        (b'<?xml version="1.0"?><Workbook/>', "tệp XML"),
        (OLE + bytes(600), "loại cũ (.xls)"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "có mật khẩu"),
        (b"PK\x03\x04" + bytes(200), "hỏng hoặc bị cắt ngang"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "danh_sach.xlsx"
    path.write_bytes(data)
    assert word in refused(path)


def test_a_missing_file_a_folder_and_an_unreadable_file_are_refused(tmp_path: Path) -> None:
    assert "Không thấy tệp" in refused(tmp_path / "khong_co.xlsx")
    assert "thư mục" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    path.chmod(0)
    assert "không có quyền đọc" in refused(path)


def test_a_file_over_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "to.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(container.LARGEST_FILE + 1)
    assert "50 MB" in refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = make(tmp_path / "cut.xlsx", ONE_SUBJECT)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert "cắt ngang" in refused(path)


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"word/document.xml": b"<d/>"}, "tệp Word"),
        ({"mimetype": b"x", "content.xml": b"<d/>"}, "LibreOffice"),
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"ghi_chu.txt": b"x"}, "tệp nén"),
        ({f"p{number}.xml": b"" for number in range(2_001)}, "quá nhiều phần"),
        ({"xl/workbook.xml": b"<workbook/>"}, "hỏng"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, parts: dict[str, bytes], word: str) -> None:
    path = tmp_path / "goi.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert word in refused(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(SHEET_1, b"<worksheet/>")
    assert "trùng tên" in refused(path)


def test_a_workbook_without_any_known_sheet_is_refused(tmp_path: Path) -> None:
    assert "không có trang nào của sổ dữ liệu" in refused(make(tmp_path / "a.xlsx", {"Sheet1": [("Mã", "Tên")]}))


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    bomb = rewrite(path, tmp_path / "bom.xlsx", {SHEET_1: lambda xml: xml + b" " * (30 * 2**20)})
    assert bomb.stat().st_size < 100_000
    assert "bung ra quá lớn" in refused(bomb)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        size = package.getinfo(SHEET_1).file_size
    entry = data.rindex(SHEET_1.encode()) - 46
    assert struct.unpack_from("<I", data, entry + 24) == (size,)
    struct.pack_into("<I", data, entry + 24, size // 2)
    path.write_bytes(data)
    assert "hỏng" in refused(path)


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    data = bytearray(path.read_bytes())
    entry = data.rindex(SHEET_1.encode()) - 46
    data[entry + 8] |= 1
    path.write_bytes(data)
    assert "mật khẩu" in refused(path)


def _root(xml: bytes) -> bytes:
    return re.sub(rb"^<\?xml[^>]*>", b"", xml)


def _laughs(xml: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY a0 "ha">' + entities + b"]>" + _root(xml)


def _external(xml: bytes) -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _root(xml)


def _late_doctype(xml: bytes) -> bytes:
    comment = b"<!--" + os.urandom(2**21).hex().encode() + b"-->"
    return _laughs(xml).replace(b"<!DOCTYPE", comment + b"<!DOCTYPE")


@pytest.mark.parametrize("bend", [_laughs, _external, _late_doctype])
@pytest.mark.parametrize("part", [SHEET_1, "xl/workbook.xml", "xl/styles.xml"])
def test_any_document_type_is_refused(tmp_path: Path, bend: Callable[[bytes], bytes], part: str) -> None:
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    assert "DOCTYPE" in refused(rewrite(path, tmp_path / "b.xlsx", {part: bend}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7"])
def test_a_document_type_cannot_hide_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    def bent(xml: bytes) -> bytes:
        text = _laughs(xml).decode().replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
        return text.encode(encoding)

    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    assert "bảng mã" in refused(rewrite(path, tmp_path / "b.xlsx", {SHEET_1: bent}))


def _sheet(body: str) -> Callable[[bytes], bytes]:
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return lambda _: f"{start}{body}</worksheet>".encode()


def test_hundreds_of_thousands_of_styled_blank_rows_are_nothing(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}" s="7"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(1, 400_001))
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    content = read(rewrite(path, tmp_path / "trong.xlsx", {SHEET_1: _sheet(blank + "</sheetData>")}))
    assert content.issues == ()
    assert content.records.subjects == ()


def test_merge_bombs_cost_nothing(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 401)) + '<mergeCell ref="A1:XFD1048576"/>'
    bomb = _sheet(f"</sheetData><mergeCells>{merges}</mergeCells>")
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    assert read(rewrite(path, tmp_path / "gop.xlsx", {SHEET_1: bomb})).records.subjects == ()


def test_sparse_cells_in_far_rows_and_columns_do_not_fill_memory(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n * 5_000}"><c r="CV{n * 5_000}"><v>1</v></c></row>' for n in range(1, 200))
    path = make(tmp_path / "a.xlsx", ONE_SUBJECT)
    content = read(rewrite(path, tmp_path / "thua.xlsx", {SHEET_1: _sheet(cells + "</sheetData>")}))
    assert content.records.subjects == ()
    assert not errors(content.issues)


def _sleep(path: str, pipe: object) -> None:
    time.sleep(60)


def _die(path: str, pipe: object) -> None:
    os.abort()


def test_a_reading_process_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "send_rows", _sleep)
    monkeypatch.setattr(isolation, "WAIT_LIMIT", 0.5)
    assert "đọc quá lâu" in refused(make(tmp_path / "a.xlsx", ONE_SUBJECT))


def test_a_reading_process_that_dies_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "send_rows", _die)
    assert "bung ra quá lớn" in refused(make(tmp_path / "a.xlsx", ONE_SUBJECT))


def test_the_reading_process_loads_no_window_and_no_database() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", f"import sys, {send_rows.__module__}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    loaded = {name.split(".")[0] for name in seen}
    assert not loaded & {"PySide6", "sqlalchemy", "sqlite3", "openpyxl", "reportlab", "yaml", "python_calamine"}
