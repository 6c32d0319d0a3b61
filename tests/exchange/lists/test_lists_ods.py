"""Lists saved by LibreOffice (.ods). All people and units are invented."""

from __future__ import annotations

import zipfile
from pathlib import Path

from .making import kinds, named, read, titles

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def _cell(text: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def _row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def _book(path: Path, *sheets: str, before: str = "", manifest: str = "<manifest/>") -> Path:
    styles = (
        '<style:style style:name="an"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="cu"><style:text-properties style:font-name=".VnTime"/></style:style>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    return path


HEAD = _row(
    _cell("TT"),
    _cell("Họ và tên"),
    _cell("Ngày sinh"),
    _cell("Đơn vị"),
    _cell("Danh hiệu", 'table:number-columns-spanned="2"'),
    "<table:covered-table-cell/>",
) + _row(*[_cell()] * 4, _cell("2023", 'office:value-type="float" office:value="2023"'), _cell("2024"))
NOTE = "<office:annotation><text:p>đã nghỉ hưu</text:p></office:annotation>"
PEOPLE = _row(
    _cell("1", 'office:value-type="float" office:value="1"'),
    f"<table:table-cell>{NOTE}<text:p>Giàng Thị</text:p><text:p>Dợ</text:p></table:table-cell>",
    _cell("05/06/84", 'office:value-type="date" office:date-value="1984-06-05"'),
    _cell("Phßng Néi vô", 'table:style-name="cu"'),
    _cell("LĐTT", 'table:number-columns-repeated="2"'),
) + _row(
    _cell("2"),
    _cell("Sùng A Chứ"),
    _cell("1990"),
    _cell("Văn phòng"),
    _cell("CSTĐCS"),
    more='table:visibility="filter"',
)
TAIL = _row(_cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"')


def test_a_sheet_is_read_with_spans_repeats_dates_old_fonts_and_hidden_rows(tmp_path: Path) -> None:
    sheets = (
        '<table:table table:name="Phụ" table:style-name="an"/>',
        f'<table:table table:name="Danh sách">{HEAD}{PEOPLE}{TAIL}</table:table>',
    )
    reading = read(_book(tmp_path / "ds.ods", *sheets))
    first = named(reading)["Giàng Thị Dợ"]
    assert (str(first.birth), first.unit) == ("05/6/1984", "Phòng Nội vụ")
    assert titles(first) == [("LDTT", 2023), ("LDTT", 2024)]
    assert titles(named(reading)["Sùng A Chứ"]) == [("CSTD_CS", 2023)]
    assert kinds(reading) == [(None, "TRANG_AN"), (None, "BANG_MA_CU"), (4, "DONG_AN")]


def test_what_stands_below_a_long_blank_run_is_told(tmp_path: Path) -> None:
    blank = _row(_cell(), more='table:number-rows-repeated="500"')
    sheet = f'<table:table table:name="A">{HEAD}{PEOPLE}{blank}{_row(_cell("3"), _cell("Ai Đó"))}</table:table>'
    reading = read(_book(tmp_path / "ds.ods", sheet))
    assert len(reading.rows) == 2
    assert (505, "TEP_QUA_LON") in kinds(reading)


def test_a_locked_one_and_one_that_declares_types_are_refused(tmp_path: Path) -> None:
    sheet = f'<table:table table:name="A">{HEAD}{PEOPLE}</table:table>'
    locked = _book(tmp_path / "khoa.ods", sheet, manifest="<manifest:encryption-data/>")
    assert kinds(read(locked)) == [(None, "TEP_CO_MAT_KHAU")]
    strange = _book(tmp_path / "la.ods", sheet, before='<!DOCTYPE x [<!ENTITY a "b">]>')
    assert kinds(read(strange)) == [(None, "TEP_HONG")]
