"""Lists that come as Word documents: the tables and the words between them. All people and units are invented."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .making import kinds, named, read, titles


def _table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def _two_tables(path: Path) -> Path:
    document = Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN XÃ LỘC BÌNH")
    document.add_paragraph("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2025")
    document.add_paragraph("I. TẬP THỂ")
    rows = [["TT", "Tên tập thể", "Hình thức đề nghị"], ["1", "Chi bộ thôn Pò Lọi", "Giấy khen của Chủ tịch UBND xã"]]
    _table(document, rows)
    document.add_paragraph("II. CÁ NHÂN")
    people = _table(
        document,
        [
            ["TT", "Họ và tên", "Ngày sinh", "", "Chức vụ, đơn vị", "Hình thức đề nghị"],
            ["", "", "Nam", "Nữ", "", ""],
            ["1", "Hoàng Văn Séng", "02/9/1980", "", "Bí thư Chi bộ thôn Pò Lọi", "Giấy khen của Chủ tịch UBND xã"],
            ["2", "Lành Thị Vượng", "", "1991", "Giáo viên\nTrường Mầm non Hoa Hồi", "Lao động tiên tiến"],
        ],
    )
    people.cell(0, 2).merge(people.cell(0, 3))
    for column in (0, 1, 4, 5):
        people.cell(0, column).merge(people.cell(1, column))
    document.add_paragraph("Danh sách này đã được niêm yết công khai.")
    document.add_paragraph("NGƯỜI LẬP BIỂU")
    document.add_paragraph("Lò Thị Xuyến")
    document.save(str(path))
    return path


def test_tables_and_the_headings_between_them_are_one_list(tmp_path: Path) -> None:
    reading = read(_two_tables(tmp_path / "ds.docx"))
    found = [(row.kind.name, row.name, str(row.birth or ""), row.sex, row.position, row.unit) for row in reading.rows]
    assert found == [
        ("COLLECTIVE", "Chi bộ thôn Pò Lọi", "", None, None, None),
        ("PERSON", "Hoàng Văn Séng", "02/9/1980", "Nam", "Bí thư", "Chi bộ thôn Pò Lọi"),
        ("PERSON", "Lành Thị Vượng", "1991", "Nữ", "Giáo viên", "Trường Mầm non Hoa Hồi"),
    ]
    asked = [(one.title_code, one.year) for row in reading.rows for one in row.proposals]
    assert asked == [("GK_XA", 2025), ("GK_XA", 2025), ("LDTT", 2025)]
    assert kinds(reading) == []


def test_a_name_merged_downwards_holds_every_row_beside_it(tmp_path: Path) -> None:
    document = Document()
    table = _table(
        document,
        [
            ["TT", "Họ và tên", "Đơn vị", "Danh hiệu", "Năm"],
            ["1", "Vi Thị Mảy", "Phòng Kinh tế", "LĐTT", "2022"],
            ["", "", "", "CSTĐCS", "2023"],
            ["2", "Cụt Văn Hoan", "Phòng Kinh tế", "LĐTT", "2023"],
        ],
    )
    for column in (0, 1, 2):
        table.cell(1, column).merge(table.cell(2, column))
    document.save(str(tmp_path / "ds.docx"))
    reading = read(tmp_path / "ds.docx")
    assert titles(named(reading)["Vi Thị Mảy"]) == [("LDTT", 2022), ("CSTD_CS", 2023)]
    assert titles(named(reading)["Cụt Văn Hoan"]) == [("LDTT", 2023)]


def test_numbers_word_gives_itself_and_old_fonts_are_read(tmp_path: Path) -> None:
    document = Document()
    rows = [["STT", "Họ và tên", "Đơn vị"], ["", "NguyÔn ThÞ H­êng", "Phßng Néi vô"], ["", "TrÇn V¨n §øc", "nt"]]
    table = _table(document, rows)
    for line in (1, 2):
        numbered = table.cell(line, 0).paragraphs[0]._p.get_or_add_pPr()
        properties, number = OxmlElement("w:numPr"), OxmlElement("w:numId")
        number.set(qn("w:val"), "1")
        properties.append(number)
        numbered.append(properties)
        for column in (1, 2):
            for run in table.cell(line, column).paragraphs[0].runs:
                run.font.name = ".VnTime"
    _table(document, [["Người lập"], ["Ai đó"]])
    document.save(str(tmp_path / "ds.docx"))
    reading = read(tmp_path / "ds.docx")
    assert [(row.name, row.unit) for row in reading.rows] == [
        ("Nguyễn Thị Hường", "Phòng Nội vụ"),
        ("Trần Văn Đức", "Phòng Nội vụ"),
    ]
    assert kinds(reading) == [(None, "BANG_MA_CU")]


def test_a_document_without_a_table_and_one_that_declares_types_are_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Ông Nguyễn Văn A được tặng Giấy khen.")
    document.save(str(tmp_path / "a.docx"))
    assert (
        read(tmp_path / "a.docx").refused
        == "Không đọc được a.docx: tệp Word không có bảng nào. Xin danh sách dạng bảng."
    )
    good = _two_tables(tmp_path / "tot.docx")
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(tmp_path / "b.docx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
            target.writestr(name, data)
    assert kinds(read(tmp_path / "b.docx")) == [(None, "TEP_HONG")]


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_document_broken_off_is_refused(share: float, tmp_path: Path) -> None:
    data = _two_tables(tmp_path / "tot.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(data[: int(len(data) * share)])
    reading = read(tmp_path / "cut.docx")
    assert reading.rows == ()
    assert kinds(reading) == [(None, "TEP_HONG")]


def test_an_old_word_file_is_named_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ds.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "WordDocument".encode("utf-16-le"))
    assert "tệp Word kiểu cũ (.doc)" in (read(path).refused or "")
