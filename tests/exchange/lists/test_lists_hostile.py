"""Files made to hurt: entities, far corners, merged areas without end; all answered soon and in little memory."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from dienhinh_desktop.exchange.imports.lists.reading import read_pasted_cells
from dienhinh_desktop.storage.catalogue import load_catalogue

from .making import TODAY, book, kinds, read

ROWS: list[list[object]] = [["STT", "Họ và tên", "Chức vụ"], [1, "Lê Thu", "Giáo viên"]]


def rewritten(tmp_path: Path, old: bytes, new: bytes) -> Path:
    """Return a small list whose sheet part has one stretch of its XML replaced."""
    part = "xl/worksheets/sheet1.xml"
    source, target = book(tmp_path / "goc.xlsx", ROWS), tmp_path / "ds.xlsx"
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            data = package.read(name)
            copy.writestr(name, data.replace(old, new, 1) if name == part else data)
    return target


def test_a_hundred_thousand_blank_styled_rows_are_passed_over(tmp_path: Path) -> None:
    blank = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (row, row, row) for row in range(3, 100_003)
    )
    reading = read(rewritten(tmp_path, b"</sheetData>", blank + b"</sheetData>"))
    assert [row.name for row in reading.rows] == ["Lê Thu"], "a file that takes too long is refused"


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    stray = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    reading = read(rewritten(tmp_path, b"</sheetData>", stray))
    assert [row.name for row in reading.rows] == ["Lê Thu"]


def test_merged_areas_without_end_cost_nothing(tmp_path: Path) -> None:
    areas = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % row for row in range(3, 403))
    reading = read(rewritten(tmp_path, b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>"))
    assert [row.name for row in reading.rows] == ["Lê Thu"]


def test_document_types_are_refused(tmp_path: Path) -> None:
    path = rewritten(tmp_path, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    reading = read(path)
    assert reading.refused
    assert kinds(reading) == [(None, "TEP_HONG")]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "TEP_RONG"),
        (b"\xef\xbb\xbf \r\n", "TEP_RONG"),
        (b"PK\x03\x04" + b"\x00" * 500, "TEP_HONG"),
        (b"%PDF-1.7 ...", "TEP_HONG"),
        (b"\x00\x01\x02\x03" * 300, "TEP_HONG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "TEP_HONG"),
        ("không có bảng nào ở đây".encode(), "COT_KHONG_HIEU"),
    ],
    ids=["empty", "blank", "broken package", "pdf", "binary", "broken xls", "no table"],
)
def test_what_is_no_list_is_refused_in_one_sentence(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(data)
    reading = read(path)
    assert reading.rows == ()
    assert kinds(reading) == [(None, kind)]
    assert reading.refused
    assert reading.refused.startswith("Không đọc được ds.xlsx: ")


@pytest.mark.parametrize(
    "cell", ["(" * 3_000, "2021, " * 600, "qđ số " * 600, "năm 2021 " * 400, "a1," * 900, "LĐTT;" * 700, "1/1/" * 900]
)
def test_crafted_cells_take_no_longer_than_many_times_plain_ones(cell: str, tmp_path: Path) -> None:
    plain = ("Lê Văn An " * len(cell))[: len(cell)]
    seconds = {words: seconds_to_read(tmp_path / "ds.csv", words) for words in (plain, cell)}
    assert seconds[cell] < 20 * seconds[plain]


def seconds_to_read(path: Path, cell: str) -> float:
    lines = "".join(f'{row};Lê {row};"{cell}{row}"\n' for row in range(60))
    path.write_text(f"STT;Họ và tên;Danh hiệu\n{lines}", "utf-8")
    began = time.perf_counter()
    assert len(read(path).rows) == 60
    return time.perf_counter() - began


def test_text_like_a_formula_is_kept_as_text_and_told(tmp_path: Path) -> None:
    rows = ["STT;Họ và tên;Ghi chú", "1;Lê Thu;=cmd|' /C calc'!A0", "2;Lê Hạ;+84 912 000 111", "3;Lê Ba;-nt-"]
    path = tmp_path / "ds.csv"
    path.write_text("\n".join(rows), "utf-8")
    reading = read(path)
    assert kinds(reading) == [(2, "CONG_THUC_LA")]
    assert reading.rows[0].note == "=cmd|' /C calc'!A0"


def test_pasted_cells_are_read_like_a_file() -> None:
    pasted = "TT\tHọ và tên\tDanh hiệu năm 2023\n1\tLê Thu\tLĐTT\n2\tLê Hạ\tnt\n"
    reading = read_pasted_cells(pasted, load_catalogue(), today=TODAY)
    assert [(row.name, row.awards[0].title_code) for row in reading.rows] == [("Lê Thu", "LDTT"), ("Lê Hạ", "LDTT")]
    assert reading.issues == ()
